r"""Hints that are given in more than one place.

In:  nothing: texts.
Out: how a macro is defined; and the hint of a command that only a package has, by which
     `check/unknown_commands.py` tells such commands.
"""

from __future__ import annotations

HOW_TO_DEFINE = "Write it as \\newcommand{\\name}[number of arguments]{body}."
LOAD_SIUNITX = "It belongs to siunitx: write \\usepackage{siunitx} in preamble.tex."
_OF_PACKAGES = {
    "diffcoeff": ("\\diff", "\\diffp", "\\jacob"),
    "derivative": ("\\odv", "\\mdv", "\\adv", "\\jdv", "\\odif", "\\pdif", "\\mdif", "\\fdif", "\\adif"),
}
LOAD = {
    command: f"Define it in preamble.tex or, if it is that of {name}, write \\usepackage{{{name}}} there."
    for name, commands in _OF_PACKAGES.items()
    for command in commands
}
"""What to do about commands of packages that are known only where they are loaded."""
