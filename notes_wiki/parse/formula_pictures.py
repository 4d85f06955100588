r"""Formulas that a note shows as pictures, which a service on another host draws from their TeX.

In:  the address of a picture, and its words as typed.
Out: the TeX, if the address asks such a service for a formula.

Notes from before GitHub had formulas hold them, exports of Yuque, and clippings from Zhihu and Wikipedia.
Some of the services are gone, so that nothing but the address still says what the formula was.
"""

from __future__ import annotations

import re
from urllib.parse import unquote, unquote_plus

from notes_wiki.pattern import pattern

_FORM = pattern(
    r"https?://(?:www\.zhihu\.com/equation\?(?:[^#]*&)?tex=|juejin\.(?:cn|im)/equation\?tex="
    r"|math\.jianshu\.com/math\?formula=|chart\.(?:googleapis|apis\.google)\.com/chart\?(?:[^#]*&)?chl="
    r"|render\.githubusercontent\.com/render/math\?(?:[^#]*&)?math=)(?P<tex>[^#&]+)"
)
"""Addresses whose TeX is encoded as a form sends it, with a plus for a blank."""
_PATH = pattern(
    r"https?://(?:latex\.codecogs\.com/(?:[a-z]+\.)?[a-z]+\?(?P<query>[^#]+)"
    r"|(?:i\.upmath\.me|tex\.s2cms\.ru)/(?:svg|png)/(?P<path>[^#]+)"
    r"|(?:[a-z]+\.)?(?:yuque|nlark)\.com/[^#]*#card=math&code=(?P<code>[^#&]+))"
)
"""Addresses whose TeX is encoded so that a plus is a plus."""
_WIKIPEDIA = pattern(r"https?://wikimedia\.org/api/rest_v1/media/math/render/")
"""Addresses that hold no TeX; the picture's words are it."""
_LOOKS = pattern(
    r"(?:\s|\\(?:inline|tiny|small|normalsize|large|huge|(?:bg|fn)_[a-z]+)(?![a-z])"
    r"|\\(?:dpi\{\d+\}|bg\{\w+\}|color\{(?:white|black)\}))+",
    re.I,
)
"""What the TeX begins with that is about the picture: its size, its ground, and the colour of its ink."""
_CONTROL = pattern(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
"""Characters that may be in no page, though an address can spell them."""
_ESCAPED = pattern(r"\\([!-/:-@\[-`{-~])")


def formula_in(address: str, words: str) -> str:
    """The TeX of the formula that the picture at `address` shows; nothing if it is an ordinary picture."""
    if found := _FORM.match(address):
        tex = unquote_plus(found["tex"])
    elif found := _PATH.match(address):
        tex = unquote(found["query"] or found["path"] or found["code"]).replace("&space;", " ")
    elif _WIKIPEDIA.match(address) and "\\displaystyle" in words:
        tex = _ESCAPED.sub(r"\1", words) if "\\\\displaystyle" in words else words
    else:
        return ""
    tex = _CONTROL.sub("", tex)
    if looks := _LOOKS.match(tex):
        tex = tex[looks.end() :]
    return tex.removesuffix("\\\\").strip()
