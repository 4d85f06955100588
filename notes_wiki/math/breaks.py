r"""Where a long formula may be broken into lines: before its relations.

In:  MathML, whole.
Out: the same formula, a long one cut into rows of MathML at the relations that stand in nothing else; its
     class lets `math.css` set the rows under one another where the browser can and the line is too short.

It stays one formula: what is read aloud, copied and searched for does not change.
"""

from __future__ import annotations

from itertools import pairwise

from notes_wiki.pattern import pattern

LONG = 40
"""Characters a formula shows, from which on it may be broken."""
_RELATIONS = "=≈≤≥<>≡∼≃≅≠≔∝≪≫≺≻→⇒⟹⇔⟺↦⟼∈⊂⊆⊢⊨"
_OPENERS, _CLOSERS = frozenset("([{⟨⌊⌈"), frozenset(")]}⟩⌋⌉")
_SIGNS = frozenset([*_RELATIONS.replace("<", "").replace(">", ""), "&lt;", "&gt;"])
_RELATION = pattern(rf"<mo[^>]*>(?:{'|'.join(sorted(_SIGNS))})</mo>")
_TEXT = pattern(">([^<]+)")
# A sign as a whole; the beginning and the end of what may hold one. All that holds other text is passed over.
_ELEMENT = pattern(
    r"<(?:mo(?:\s[^>]*)?>(?P<sign>[^<]*)</mo>|(?P<end>/)?(?!m[ins]\b|mtext)(?P<name>\w+)[^>]*?(?P<empty>/)?>)"
)


def with_breaks(mathml: str) -> str:
    """The formula, cut into rows if it is long and has where to cut it."""
    if len(mathml) < 9 * LONG or sum(map(len, _TEXT.findall(mathml))) < LONG:
        return mathml
    if not mathml.endswith("</math>") or not _RELATION.search(mathml):
        return mathml
    opening = mathml.index(">") + 1
    if mathml.startswith("<mtable", opening) or " class=" in mathml[:opening]:
        return mathml  # a table has rows of its own
    cuts: list[int] = []
    depth = brackets = 0
    for found in _ELEMENT.finditer(mathml, opening, len(mathml) - len("</math>")):
        sign, end, name, empty = found.groups()
        if sign is None:
            if depth == 0 and name == "mtable":
                return mathml
            depth += 0 if empty else -1 if end else 1
        elif depth == 0 or "minsize=" in found[0]:  # a bracket of a given size has a row of its own
            brackets = max(0, brackets + (sign in _OPENERS) - (sign in _CLOSERS))
            if depth == 0 and sign in _SIGNS and brackets == 0 and found.start() > opening:
                cuts.append(found.start())
    if not cuts:
        return mathml
    edges = [opening, *cuts, len(mathml) - len("</math>")]
    rows = "".join(f"<mrow>{mathml[start:end]}</mrow>" for start, end in pairwise(edges))
    return f'<math class="long"{mathml[len("<math") : opening]}{rows}</math>'
