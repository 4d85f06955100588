r"""The `mhchem` package: chemistry in `\ce{…}`, quantities in `\pu{…}`."""
