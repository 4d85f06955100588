"""Proofs: a box that folds, linked to the statement that it proves, with a sign at its end."""

from __future__ import annotations

from markdown_it.token import Token

from notes_wiki.model import FragmentHole, Reference, ReferenceHole
from notes_wiki.parse.emit.box_parts import anchor_of, title_of
from notes_wiki.parse.emit.emitter import Emitter
from notes_wiki.parse.emit.open_tags import OpenBox
from notes_wiki.parse.html import attribute, escape
from notes_wiki.parse.pieces import Mark, Part
from notes_wiki.parse.titles import says_kind

_OF = ("of ", "for ", "von ", "für ", "zu ", "de ", "du ", "des ", "d’", "d'", "af ")
"""What a title begins with that goes on after "Proof"."""
_DONE = ("∎", "□", "■", "◻", "◼", "⬛", "▪", "Q.E.D.", "QED")
_QED = '<span class="qed">∎</span>'


def proof(emitter: Emitter, tokens: list[Token], index: int) -> None:
    """A proof, linked to the statement it follows, or to the one that `of="key"` names."""
    token = tokens[index]
    title, plain_title = title_of(emitter, token)
    hole, anchor = anchor_of(emitter, token, "proof")
    state = "" if token.meta["fold"] == "-" else " open"
    called = token.meta.get("called") or emitter.wording.statement("proof")
    words: list[Part] = [escape(called)]
    back: list[Part] = []  # below the summary: what opens and closes is a button, and holds no link
    if title:
        begins = title[1] if title[0] is Mark.OPEN and len(title) > 1 else title[0]
        first = begins.lower() if isinstance(begins, str) else ""
        if first.startswith(_OF):
            words = [f"{escape(called)} ", *title]
        elif called.lower() in first or "proof" in first or says_kind(plain_title, "proof", called):
            words = title
        else:
            words = [f"{escape(called)} (", *title, ")"]
    if proved := token.meta.get("of", ""):
        place = emitter.places.of_line(token.map[0] if token.map else 0)
        reference = ReferenceHole(emitter.collector.reference(Reference(proved, "cref"), place))
        before, _, after = emitter.wording.proof_of.partition("{statement}")
        before = before.removeprefix("{proof}")
        words += [escape(before), reference, escape(after)]
    elif index and tokens[index - 1].type == "box_close" and emitter.stated:
        leads = f' aria-label="{attribute(emitter.wording.proves)}">↑</a>\n'
        back = ['<a class="proves"', FragmentHole(emitter.stated), leads]
    emitter.out += ['<details class="proof"', *hole, f"{state}><summary>", *words, "</summary>\n", *back]
    emitter.boxes.append(OpenBox("</details>\n", bool(anchor), proof=True))


def sign_proof(emitter: Emitter) -> None:
    """The sign at the end of a proof, in its last paragraph, unless the author set one."""
    out = emitter.out
    last = len(out) - 1
    while last >= 0 and out[last] in (Mark.CUT, Mark.CLOSE, "\n"):
        last -= 1
    tail = "".join(part for part in out[-6:] if isinstance(part, str))
    if not any(sign in tail[-400:] for sign in _DONE):
        if last >= 0 and isinstance(out[last], str) and out[last] == "</p>\n":
            out[last] = f" {_QED}</p>\n"
        else:
            out.append(f"<p>{_QED}</p>\n")
