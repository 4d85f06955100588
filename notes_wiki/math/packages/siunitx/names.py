r"""The names of units, prefixes and powers, as siunitx has them.

In:  nothing: tables.
Out: `UNITS`, `PREFIXES` and `POWERS`, names without backslash to what they are set as.

Source: the package's manual (J. Wright), tables 1 to 8.
"""

from __future__ import annotations

PREFIXES = dict(
    pair.split("=")
    for pair in (
        "quecto=q ronto=r yocto=y zepto=z atto=a femto=f pico=p nano=n micro=μ milli=m centi=c deci=d "
        "deca=da deka=da hecto=h kilo=k mega=M giga=G tera=T peta=P exa=E zetta=Z yotta=Y ronna=R quetta=Q "
        "kibi=Ki mebi=Mi gibi=Gi tebi=Ti pebi=Pi exbi=Ei zebi=Zi yobi=Yi"
    ).split()
)
_BY_NAME = dict(
    pair.split("=")
    for pair in (
        "metre=m meter=m second=s gram=g kilogram=kg ampere=A kelvin=K mole=mol candela=cd hertz=Hz "
        "newton=N pascal=Pa joule=J watt=W coulomb=C volt=V farad=F ohm=Ω siemens=S weber=Wb tesla=T "
        "henry=H lumen=lm lux=lx becquerel=Bq gray=Gy sievert=Sv katal=kat radian=rad steradian=sr degree=° "
        "degreeCelsius=°C celsius=°C minute=min hour=h day=d litre=L liter=L tonne=t electronvolt=eV "
        "dalton=Da bar=bar bit=bit byte=B percent=\\% angstrom=Å decibel=dB bel=B neper=Np hectare=ha "
        "arcminute=′ arcsecond=″ astronomicalunit=au knot=kn nauticalmile=M mmHg=mmHg barn=b "
        "atomicmassunit=u amu=u curie=Ci roentgen=R rad=rad rem=rem gal=Gal are=a metricton=t arcmin=′ "
        "arcsec=″"
    ).split()
)
# Symbols that are not upright letters alone.
FORMULAS = {
    "electronmass": "m_{\\mathrm{e}}",
    "elementarycharge": "e",
    "hartree": "E_{\\mathrm{h}}",
    "bohr": "a_{0}",
    "clight": "c_{0}",
    "planckbar": "\\hbar",
}
_ABBREVIATED = (
    "fm pm nm um mm cm dm m km as fs ps ns us ms s fg pg ng ug mg g kg fmol pmol nmol umol mmol mol "
    "kmol pA nA uA mA A kA ul ml l hl uL mL L hL mHz Hz kHz MHz GHz THz mN N kN MN Pa kPa MPa GPa mohm "
    "kohm Mohm pV nV uV mV V kV nW uW mW W kW MW GW uJ mJ J kJ eV meV keV MeV GeV TeV kWh fF pF nF uF "
    "mF F fH pH nH uH mH H nC uC mC C uT mT T K dB"
).split()


def _symbol(abbreviation: str) -> str:
    micro = "μ" + abbreviation[1:] if abbreviation[0] == "u" else abbreviation
    return micro.replace("ohm", "Ω")


UNITS = _BY_NAME | {name: _symbol(name) for name in _ABBREVIATED}
POWERS = {"squared": "2", "cubed": "3"}
"""After a unit."""
POWERS_BEFORE = {"square": "2", "cubic": "3"}
"""In front of one."""
WORDS = frozenset(
    f"\\{name}"
    for name in (
        *UNITS,
        *FORMULAS,
        *PREFIXES,
        *POWERS,
        *POWERS_BEFORE,
        "per",
        "tothe",
        "raiseto",
    )
)
"""The commands that have a meaning in a unit only."""
