"""MathML that was pasted into a note."""

from __future__ import annotations

import re
import time
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from notes_wiki.math.mathml_core import ATTRIBUTES, ELEMENTS
from notes_wiki.math.pasted import LONGEST, pasted


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("<math><mi>x</mi><mo>&lt;</mo><mn>1</mn></math>", "<mi>x</mi><mo>&lt;</mo><mn>1</mn>"),
        ("<math><MI> x </MI>\n  <mo>&InvisibleTimes;</mo></math>", "<mi>x</mi><mo>\u2062</mo>"),
        ("<math><mtext>if </mtext><mi>x</math>", "<mtext>if </mtext><mi>x</mi>"),
        (
            "<math><semantics><mi>x</mi><annotation-xml><ci>y</ci></annotation-xml></semantics></math>",
            "<mi>x</mi>",
        ),
        ("<math><mi mathvariant='bold'>x</mi></math>", "<mi>\U0001d431</mi>"),
        (
            "<math><mfenced><mi>x</mi><mi>y</mi></mfenced></math>",
            "<mrow><mo>(</mo><mi>x</mi><mo>,</mo><mi>y</mi><mo>)</mo></mrow>",
        ),
        ("<math><mspace width='900em'/><mi>x</mi></math>", '<mspace width="10em"></mspace><mi>x</mi>'),
        (
            "<math><mtable columnalign='right left'><mtr><mtd>x</mtd><mtd></mtd></mtr></mtable></math>",
            '<mtable><mtr><mtd class="right"></mtd><mtd class="left"></mtd></mtr></mtable>',
        ),
        ("<math><mi onclick='f()' class='c' style='d' id='e' href='g'>x</mi></math>", "<mi>x</mi>"),
        ("<math><script>f(</script><mtext><b>x</b><img onerror=f()></mtext></math>", "<mtext>x</mtext>"),
        ("<math><mtext>&lt;script&gt;\x01</mtext></math>", "<mtext>&lt;script&gt;</mtext>"),
        ("<math><msup><mi>x</mi></msup></math>", "<msup><mi>x</mi><mrow></mrow></msup>"),
    ],
)  # fmt: skip
def test_what_mathml_core_has_stays(typed: str, kept: str) -> None:
    assert pasted(typed) == f"<math>{kept}</math>"


def test_a_display_stays_one() -> None:
    typed = '<math xmlns="http://www.w3.org/1998/Math/MathML" display="block" class="a"><mi>x</mi></math>'
    assert pasted(typed) == '<math display="block"><mi>x</mi></math>'


@pytest.mark.parametrize("typed", ["<math></math>", "<math>x</math>", "<math><b>x</b></math>"])
def test_of_what_has_no_formula_nothing_stays(typed: str) -> None:
    assert pasted(typed) is None


_PARTS = st.sampled_from(
    (
        "<math> </math> <mi> </mi> <mrow> </mrow> <mfenced> </mfenced> <mtable> <mtr> <mtd> </mtable> "
        "<annotation> </annotation> <mspace/> <b> <!-- --> <![CDATA[ ]]> & &lt; &#0; &#xd800; x < > <mi/x=y> "
        "<menclose> </p> <?"
    ).split()
)  # fmt: skip


@given(st.lists(_PARTS, max_size=30))
def test_whatever_is_pasted_is_well_formed_and_holds_nothing_else(parts: list[str]) -> None:
    found = pasted(f"<math><mi>a</mi>{''.join(parts)}</math>")
    assert found is not None
    for element in ElementTree.fromstring(found).iter():
        assert element.tag in ELEMENTS
        assert element.attrib.keys() <= ATTRIBUTES
    assert not re.search("[\x00-\x08\ud800-\udfff]", found)


@pytest.mark.parametrize(
    "part", ["<!--", "<![CDATA[", "<mi", "<mi a='", "<mrow>", "</mrow>", "&", "<mfenced>", "<", "<?"]
)
def test_no_part_that_is_repeated_takes_long(part: str) -> None:
    begun = time.process_time()
    pasted(f"<math><mi>a</mi>{part * ((LONGEST - 30) // len(part))}</math>")
    assert time.process_time() - begun < 2
