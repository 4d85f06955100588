"""The packages that are always loaded.

In:  their tables.
Out: all their commands, and all the environments that they begin, with what handles them.
"""

from __future__ import annotations

from notes_wiki.math.expand import Handler
from notes_wiki.math.packages import (
    accents,
    arrows_between_rows,
    blockarray,
    boxes,
    cell_colours,
    colours,
    conditions,
    diagrams,
    environments,
    fills,
    fractions,
    graphics,
    inference,
    kernel,
    letter_case,
    letters,
    mathtools,
    nicematrix,
    operators,
    over_under,
    overlays,
    proofs,
    refused,
    rules,
    slashes,
    spaces,
    spans,
    systems,
    tensors,
    text,
    text_boxes,
    words,
    young,
)
from notes_wiki.math.packages.mhchem import commands as mhchem
from notes_wiki.math.packages.physics import commands as physics

OF_TEX: dict[str, Handler] = {
    **spaces.HANDLERS,
    **fills.HANDLERS,
    **fractions.HANDLERS,
    **operators.HANDLERS,
    **accents.HANDLERS,
    **over_under.HANDLERS,
    **letters.HANDLERS,
    **words.HANDLERS,
    **conditions.HANDLERS,
    **tensors.HANDLERS,
    **inference.HANDLERS,
    **graphics.HANDLERS,
    **letter_case.HANDLERS,
    **mathtools.HANDLERS,
    **overlays.HANDLERS,
    **refused.HANDLERS,
    **rules.HANDLERS,
    **spans.HANDLERS,
    **slashes.HANDLERS,
    **kernel.HANDLERS,
}
"""Commands of TeX, amsmath, mathtools and small packages, except those for text, boxes and environments."""
COMMANDS: dict[str, Handler] = {
    **physics.HANDLERS,
    **OF_TEX,
    **text.HANDLERS,
    **colours.HANDLERS,
    **boxes.HANDLERS,
    **environments.HANDLERS,
    **cell_colours.HANDLERS,
    **diagrams.HANDLERS,
    **proofs.HANDLERS,
    **nicematrix.HANDLERS,
    **systems.HANDLERS,
    **young.HANDLERS,
    **text_boxes.HANDLERS,
    **mhchem.HANDLERS,
}
"""By their names with backslashes; of two packages with one command the later has it."""
BEGINNINGS: dict[str, Handler] = {
    **environments.BEGINNINGS,
    **diagrams.BEGINNINGS,
    **proofs.BEGINNINGS,
    **inference.BEGINNINGS,
    **nicematrix.BEGINNINGS,
    **blockarray.BEGINNINGS,
    **arrows_between_rows.BEGINNINGS,
    **young.BEGINNINGS,
    **text_boxes.BEGINNINGS,
}
"""By the names of the environments."""
