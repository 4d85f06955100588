"""The packages that are always loaded.

In:  their tables.
Out: all their commands, and all the environments that they begin, with what handles them.
"""

from __future__ import annotations

from notes_wiki.math.expand import Handler
from notes_wiki.math.packages import (
    boxes,
    cell_colours,
    diagrams,
    environments,
    kernel,
    nicematrix,
    proofs,
    text,
    text_boxes,
)
from notes_wiki.math.packages.mhchem import commands as mhchem
from notes_wiki.math.packages.physics import commands as physics

COMMANDS: dict[str, Handler] = {
    **physics.HANDLERS,
    **kernel.HANDLERS,
    **text.HANDLERS,
    **boxes.HANDLERS,
    **environments.HANDLERS,
    **cell_colours.HANDLERS,
    **diagrams.HANDLERS,
    **proofs.HANDLERS,
    **nicematrix.HANDLERS,
    **text_boxes.HANDLERS,
    **mhchem.HANDLERS,
}
"""By their names with backslashes; of two packages with one command the later has it."""
BEGINNINGS: dict[str, Handler] = {
    **environments.BEGINNINGS,
    **diagrams.BEGINNINGS,
    **proofs.BEGINNINGS,
    **nicematrix.BEGINNINGS,
    **text_boxes.BEGINNINGS,
}
"""By the names of the environments."""
