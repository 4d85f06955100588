"""Checking a formula's structure and mending it: `mender`; one file a kind of structure."""
