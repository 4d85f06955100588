"""Entries as people's files have them, and what the bibliography says of each."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from notes_wiki.load.bibliography import read
from notes_wiki.parse.bibtex import Work, work


def of(text: str, key: str = "a") -> Work:
    file = read("a.bib", text)
    return work(file.entries[key], file)


@pytest.mark.parametrize(
    ("authors", "shown"),
    [
        ("Sutton, Richard S.", "Sutton"),
        ("Richard Sutton and Andrew Barto", "Sutton and Barto"),
        ("A. B and C. D and E. F", "B et al."),
        ("X. Y and others", "Y et al."),
        ("van der Waerden, B. L.", "van der Waerden"),
        ("{Bourbaki Group}", "Bourbaki Group"),
        ('M{\\"u}ller, H.', "Müller"),
        ("Nguy{\\~{\\^e}}n, A.", "Nguyễn"),
        ("{\\L}ojasiewicz, S.", "Łojasiewicz"),
    ],
)
def test_authors_are_named_as_in_running_text(authors: str, shown: str) -> None:
    assert of(f"@book{{a, author={{{authors}}}, title={{T}}, publisher={{P}}, year=2000}}").author == shown


@pytest.mark.parametrize(
    ("fields", "year"),
    [
        ("year=2000", "2000"),
        ("date={2001-05}", "2001"),
        ("year={in press}", "in press"),
        ("note={x}", "n.d."),
    ],
)
def test_the_year_is_found_where_there_is_one(fields: str, year: str) -> None:
    assert of(f"@misc{{a, author={{A. B}}, title={{T}}, {fields}}}").year == year


@pytest.mark.parametrize(
    ("entry", "html"),
    [
        (
            "@article{a, author={B, A.}, title={On {Riemann} and others}, journal={J}, volume=1, number=2, "
            "pages={3--4}, year=2000}",
            "A.\u00a0B. On Riemann and others. <em>J</em>, 1(2):3–4, 2000.",
        ),
        ("@article{a, author={B, A.}, title={No journal}, year=2000}", "A.\u00a0B. No journal. 2000."),
        (
            "@book{a, author={B, A.}, title={T}, year=2000, note={\\emph{Very} \\textbf{good}}}",
            "A.\u00a0B. T. 2000. Very good.",
        ),
        (
            "@online{a, author={B, A.}, title={T}, url={https://x.y/~b?c=1&d=2}}",
            'A.\u00a0B. T. URL: <a class="external" href="https://x.y/~b?c=1&amp;d=2" rel="noopener">'
            "https://x.y/~b?c=1&amp;d=2</a>.",
        ),
        (
            "@misc{a, title={T}, howpublished={\\url{https://x.y/~b}}}",
            'T. URL: <a class="external" href="https://x.y/~b" rel="noopener">https://x.y/~b</a>.',
        ),
        ("@misc{a, title={<script>alert(1)</script>}}", "&lt;script&gt;alert(1)&lt;/script&gt;."),
        ("@misc{a, title={T}, url={javascript:alert(1)}}", "T. URL: javascript:alert(1)."),
        (
            "@thesis{a, author={B, A.}, title={T}, school={MIT}, year=2000}",
            "A.\u00a0B. <em>T</em>. PhD thesis, MIT, 2000.",
        ),
        ("@strange{a, title={T}, journaltitle={J}}", "T. J."),
        (
            "@article{a, author={B, A.}, title={T}, journal=jm, year=2000}\n@string{jm = {J. Math.}}",
            "A.\u00a0B. T. <em>J. Math.</em>, 2000.",
        ),
        (
            "@inproceedings{a, author={B, A.}, title={T}, crossref={p}}\n"
            "@proceedings{p, title={Proc. X}, year=2001}",
            "A.\u00a0B. T. In <em>Proc. X</em>. 2001.",
        ),
        (
            "@book{a, author={B, A.}, title={T}, subtitle={More of it}, publisher={P}, date={2000-01}}",
            "A.\u00a0B. <em>T: More of it</em>. P, 2000.",
        ),
        (
            "@misc{a, title={T}, doi={https://doi.org/10.1/x}, url={https://doi.org/10.1/x}}",
            'T. <a class="external" href="https://doi.org/10.1/x" rel="noopener">doi:10.1/x</a>.',
        ),
    ],
)  # fmt: skip
def test_the_bibliography_says_what_the_entry_says(entry: str, html: str) -> None:
    found = of(entry)
    assert found.html == html
    assert found.fault == ""


def test_formulas_are_kept_for_the_front_end() -> None:
    found = of("@misc{a, title={On {$L^2(\\mathbb{R}^n)$} and \\(x_1\\), \\$5}, year=2000}")
    assert found.formulas == ("L^2(\\mathbb{R}^n)", "x_1")
    assert found.html == "On \ue0000\ue001 and \ue0001\ue001, $5. 2000."


@pytest.mark.parametrize(
    "entry",
    ["@book{a, title={x", "@book{a, title={x} year}", "@book{a, title=}", "@book{a, title=undefined}",
     "@book{a, author={A, B, C, D, E}, title={T}, publisher={P}, year=2000}"],
)  # fmt: skip
def test_an_entry_that_cannot_be_read_is_shown_by_its_key(entry: str) -> None:
    found = of(entry)
    assert found.html == "a"
    assert found.fault


@given(st.text("{}@=,\"\\$a1 \n#~%&^_-<>'", max_size=60))
@settings(max_examples=200, deadline=None)
def test_no_entry_makes_it_fail_or_writes_a_tag(inside: str) -> None:
    file = read("a.bib", f"@book{{a, title={{T}}, {inside}\n")
    found = work(file.entries["a"], file)
    bare = found.html.replace("<em>", "").replace("</em>", "")
    assert "<" not in bare.replace('<a class="external"', "").replace("</a>", "")
