r"""Where a long formula may be broken into lines: before its relations.

In:  MathML, whole.
Out: the same formula, a long one cut into rows of MathML at the relations that stand in nothing else; its
     class lets `math.css` set the rows under one another where the browser can and the line is too short.

It stays one formula: what is read aloud, copied and searched for does not change.
"""

from __future__ import annotations

import re
from itertools import pairwise

LONG = 40
"""Characters a formula shows, from which on it may be broken."""
_RELATIONS = "=≈≤≥<>≡∼≃≅≠≔∝≪≫≺≻→⇒⟹⇔⟺↦⟼∈⊂⊆⊢⊨"
_OPENERS, _CLOSERS = frozenset("([{⟨⌊⌈"), frozenset(")]}⟩⌋⌉")
_TAG = re.compile(r"<(/?)(\w+)([^>]*?)(/?)>([^<]*)")
_SIGNS = frozenset([*_RELATIONS.replace("<", "").replace(">", ""), "&lt;", "&gt;"])


def with_breaks(mathml: str) -> str:
    """The formula, cut into rows if it is long and has where to cut it."""
    if len(mathml) < 9 * LONG or not mathml.endswith("</math>"):
        return mathml
    opening = mathml.index(">") + 1
    cuts: list[int] = []
    depth = brackets = shown = 0
    for found in _TAG.finditer(mathml, opening, len(mathml) - len("</math>")):
        closing, name, _, empty, text = found.groups()
        if depth == 0 and name == "mtable":
            return mathml  # a table has rows of its own
        if depth == 0 and name == "mo" and not closing:
            brackets = max(0, brackets + (text in _OPENERS) - (text in _CLOSERS))
            if text in _SIGNS and brackets == 0 and found.start() > opening:
                cuts.append(found.start())
        depth += 0 if empty else -1 if closing else 1
        shown += len(text)
    if not cuts or shown < LONG or " class=" in mathml[:opening]:
        return mathml
    edges = [opening, *cuts, len(mathml) - len("</math>")]
    rows = "".join(f"<mrow>{mathml[start:end]}</mrow>" for start, end in pairwise(edges))
    return f'<math class="long"{mathml[len("<math") : opening]}{rows}</math>'
