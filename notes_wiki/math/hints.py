r"""Hints that are given in more than one place.

In:  nothing: texts.
Out: how a macro is defined; and the hint of a command that only a package has, by which
     `check/unknown_commands.py` tells such commands.
"""

from __future__ import annotations

HOW_TO_DEFINE = "Write it as \\newcommand{\\name}[number of arguments]{body}."
LOAD_SIUNITX = "It belongs to siunitx: write \\usepackage{siunitx} in preamble.tex."
