"""The traps of `pathological.py`: texts of one construct that makes some parser slow, or its output huge.

In:  a size in characters.
Out: a text of about that size. `TRAPS` are all; `WITHIN` are those of one construct between two others, which
     the tests try too, small.
"""

from __future__ import annotations

from collections.abc import Callable


def repeated(unit: str) -> Callable[[int], str]:
    """A trap that is one text over and over."""
    return lambda size: unit * (size // len(unit))


def around(before: str, after: str) -> Callable[[int], str]:
    """A trap that nests: all openings, then all closings."""

    def text(size: int) -> str:
        count = size // (len(before) + len(after))
        return before * count + "a" + after * count

    return text


def within(before: str, unit: str, after: str) -> Callable[[int], str]:
    """A trap that is one text over and over between two others."""
    return lambda size: before + unit * (size // len(unit)) + after


def references(size: int) -> str:
    """One definition with a long address, many references to it: a small text, a huge page."""
    half = size // 2
    return f"[x]: /{'a' * half}\n\n" + "[x] " * (half // 4)


def definitions(size: int) -> str:
    """Many footnotes that are referred to in turn."""
    count = size // 24
    return "".join(f"[^{n}]\n" for n in range(count)) + "\n" + "".join(f"[^{n}]: a\n" for n in range(count))


def different(unit: str) -> Callable[[int], str]:
    """A trap in which each piece has a number of its own, at `{}`."""
    return lambda size: "".join(unit.replace("{}", str(n)) for n in range(size // (len(unit) + 3)))


_UNITS = {
    "equal headings": "# a\n", "setext headings": "a\n=\n", "open brackets": "[", "open images": "![",
    "open links": "[a](", "open angle links": "[a](<b", "links in links": "[a](b)",
    "closed brackets": "[a]", "open wikilinks": "[[a", "open embeds": "![[a|", "wikilinks": "[[a]]",
    "open dollars": "$a ", "open double dollars": "$$ a ", "double dollars on lines": "$$ a\n",
    "double dollars and blanks": "$$ a\n\n", "open parens": r"\(a ", "open square brackets": r"\[a ",
    "square brackets on lines": "\\[ a\n\n", "open environments": r"\begin{align}a ",
    "environments on lines": "\\begin{align}a\n\n", "closed environments": r"\end{align}",
    "escaped parens": r"\\(a ", "escaped brackets": "\\\\[ a\n", "stars": "*a ", "double stars": "**a ",
    "mixed stars": "*a **b ", "underscores": "_a ", "stars in a row": "*", "closing stars": "a* ",
    "backticks": "`a ", "growing backticks": "`a``b```c", "tildes": "~a ", "carets": "^a",
    "double tildes": "~~a ", "marks": "==a ", "marks closed": "==a== ", "comments": "%% a ",
    "comments on lines": "%% a\n", "html comments": "<!-- a ", "html comments on lines": "<!-- a\n\n",
    "tags": "<a ", "tags with attributes": '<a b="c ', "declarations": "<!A ", "instructions": "<? a ",
    "cdata": "<![CDATA[ a ", "opened elements": "<div>\n\n", "closed elements": "</div>\n\n",
    "inline elements": "<b>a ", "inline spans": '<span class="a">a ', "scripts": "<script>a\n",
    "quotes": ">", "quotes and blanks": "> > > a\n", "deep quotes": "> " * 50 + "a\n", "lists": "- a\n",
    "deep lists": "- - - - - - - - a\n", "numbered lists": "1. a\n", "tasks": "- [ ] a\n",
    "open tasks": "- [ ", "tables": "|a|b|\n", "table heads": "a|b\n-|-\n", "wide tables": "|",
    "fences": "```\n", "open fences": "```a\n\n", "tilde fences": "~~~a~~~\n", "divs": "::: a\n",
    "divs that end together": "::: a\n::: b\n:::\n", "divs in directives": "```{note}\n::: a\n",
    "components": "<Note>\na\n</Note>\n", "open components": "<Note>\n",
    "Maruku's blocks": "+-- {: .num_lemma #a}\n###### Lemma\na\n=--\n",
    "open blocks of Maruku's": "+-- {: .a}\n", "shortcodes with words": "{{< lemma >}}a{{< /lemma >}} ",
    "open shortcodes with words": "{{< lemma >}}a\n", "open statements of TeX": "\\begin{lemma}\n",
    "statements of TeX": "\\begin{lemma}[a]\\label{b} a \\end{lemma}\n", "escaped formulas": "\\$$ x ",
    "citations of Documenter": "[a](@cite) ", "named formulas": "(a)=\n$$x$$\n\n",
    "closed divs": ":::\n", "nested divs": ":::: a\n::: b\n", "callouts": "> [!note] a\n",
    "nested callouts": "> > > > [!note] a\n", "admonitions": "!!! note\n    a\n",
    "open admonitions": "!!! note ", "footnotes": "[^a] ", "open footnotes": "[^a",
    "inline footnotes": "^[a ", "closed inline footnotes": "^[a] ", "footnote texts": "[^a]: b\n",
    "definitions": "[a]: b\n", "open definitions": "[a]: (", "definition titles": '[a]: b "c\n',
    "definition lists": "a\n: b\n", "colons": ": a\n", "entities": "&a;", "open entities": "&aaaaaaaa",
    "autolinks": "<http://a ", "bare addresses": "http://a.b/c ", "colons of addresses": "://",
    "parens of addresses": "http://a(((", "closing parens of addresses": "http://a))) ", "hashtags": "#a ",
    "open hashtags": "#a/", "block ids": "a ^b\n\n", "block ids alone": "^b\n\n",
    "shortcodes": "{{< a >}} ", "open shortcodes": "{{< a ", "quotes in shortcodes": '{{< a "',
    "shortcode blocks": "{{< tabs >}}\n", "katex": "{{< katex >}}", "references": r"\ref{a} ",
    "math in text": r"\(a{\(b\)", "math in closed text": r"\(a{\(b\)} ",
    "references with words": r"\hyperref[a]{", "references with closed words": r"\hyperref[a]{b} ",
    "open references with words": r"\hyperref[a",
    "at signs": "@thm:a ", "citations": "[@a; @b] ", "open citations": "[@a; ", "attributes": "# a {#b}\n",
    "open attributes": "# a {#", "tabs": '=== "a"\n    b\n', "backslashes": "\\", "blank lines": "\n",
    "spaces": " ", "spaces and ends": "a  \n", "tabulators": "\ta\n", "nul": "\ufffd",
    "line blocks": "| a\n", "letters": "a", "one letter lines": "a\n", "spans": "[a]{.b} ",
    "open spans": "[a]{", "example lists": "(@a) b\n", "dashes": "---", "dots": "...", "pluses": "+++\n",
    "MyST's tables": "```{list-table}\n* - a\n  - b\n```\n", "MyST's pictures": "```{figure} a\nb\n```\n",
    "open list tables": "```{list-table}\n* - a\n", "targets": "(a)=\n", "roles": "{ref}`a` ",
    "hidden divs": "::: {.content-hidden}\n", "inserted words": "^^a^^ ", "open inserted words": "^^a ",
    "Markdown in divs": "<div markdown>\n*a*\n</div>\n",
    "equals": "===\n", "metadata": "---\na: b\n\n", "closed metadata": "---\na: b\n...\n\n",
    "grids": "+-+\n|a|\n", "grid corners": "+" * 50 + "\n", "roman numbers": "i. a\n",
    "right-aligned numbers": "  ii) a\n\n", "macros": "\\newcommand{\\a}{b}\n",
    "open macros": "\\newcommand{\\a}{", "tabulars": "\\begin{tabular}\n",
    "tabulars and blanks": "\\begin{tabular}\n\n", "closed tabulars": "\\begin{a}\n\\end{a}\n",
    "raw spans": "`a`{=html}", "raw fences": "```{=html}\n", "cells of HTML": "<td>*a* $b$</td>\n",
    "divs of HTML": "<div>\n*a*\n</div>\n", "open cells of HTML": "<td>$a ",
    "dollars in HTML": "<div>$a</div>$ ", "block attributes": "a\n{#b}\n",
    "open block attributes": "a\n{#b .c ", "values in attributes": "{a=b c=d ",
    "comment shortcodes": "{{% comment %}} a\n", "math shortcodes": "{{< math >}}$a$ ",
    "shortcodes on lines": "{{< a\n", "single tildes": "~a~ ", "blanks in addresses": "[a](b c ",
    "title blocks": "% a\n", "references with attributes": "[a]: b {.c}\n", "JSON": "{\"a\": ",
    "tags of Liquid": "{% a %} ", "open tags of Liquid": "{% a ", "open outputs": "{{ a ",
    "tags on lines": "{% note %}\n", "open tags on lines": "{% a\n",
    "raw tags": "{% raw %}\na\n{% endraw %}\n",
    "formulas between tags": "{% katex %}a", "comments between tags": "{% comment %} ",
    "tags in HTML": "<div>\n{% a %}\n</div>\n", "comments of kramdown": "{::comment}\na\n",
    "options of kramdown": "{::options /}\n", "attributes above": "{: .theorem}\na\n\n",
    "open attributes above": "{: .a b=c ", "attributes behind words": "*a*{: .b} ",
    "callouts of Jekyll": "> a\n{: .note}\n\n", "abbreviations": "*[a]: b\n", "keys": "++a+b++ ",
    "open keys": "++a+", "emoji": ":a:", "icons": ":material-a:", "critic's marks": "{++a++} ",
    "open critic's marks": "{++a ", "snippets": "--8<-- \"a\"\n", "open snippets": "--8<--\n",
    "blocks between slashes": "/// a\n", "closed slashes": "///\n",
    "contents": "[TOC]\n\n", "exercises in parts": "```{exercise-start}\n```\na\n",
    "chunks": "```{theorem a}\nb\n```\n", "cells": "```{r a, fig.cap=\"b\"}\n#| c: d\n```\n",
    "tabsets": "::: {.panel-tabset}\n## a\n:::\n", "headings with tabs": "# a {.tabset}\n## b\n",
    "references of Quarto": "[@fig-a; @fig-b] ", "open references of Quarto": "[@fig-a; ",
    "references of bookdown": "\\@ref(fig:a) ", "labels of bookdown": "$$a (\\#eq:b)$$\n\n",
    "open footnotes of distill": "<d-footnote>a ", "citations of distill": "<d-cite key=\"a\"></d-cite> ",
    "escaped dollars": "$a\\_ ",
    "asides": "<aside>\na\n", "formulas in tags": "<d-math>a ", "tags of JSX": "<A b={c}>a</A> <B>",
    "captures": "{% capture a %}\n", "numbers in links": "[%s](#a) ", "displays in a line": "$$a$$ ",
    "rows of dashes": "|-|\n", "comments before words": "<!-- a --> x\n",
    "divs in items": "- a\n  ::: b\n",
    "single quotes": "'a ", "double quotes": '"a ', "escaped square brackets": "\\[1\\] ",
}  # fmt: skip

TRAPS: dict[str, Callable[[int], str]] = {
    **{name: repeated(unit) for name, unit in _UNITS.items()},
    "nested brackets": around("[", "]"),
    "nested links": around("[", "](a)"),
    "nested images": around("![", "](a)"),
    "nested emphasis": around("*a **a ", " a** a*"),
    "nested braces": around("${", "}$"),
    "nested elements": around("<b>", "</b>"),
    "nested footnotes": around("^[", "]"),
    "nested environments": around("\\begin{align}", "\\end{align}"),
    "reference links": references,
    "one grid": lambda size: (
        ("+" + "-+" * 50 + "\n" + "|" + "a|" * 50 + "\n") * (size // 204) + "+" + "-+" * 50
    ),
    "many footnotes": definitions,
    "other headings": different("# {}\n"),
    "other labels": different("$$a\\label{{}}$$\n\n"),
    "other links": different("[[{}]] "),
    "lines in wikilinks": repeated("[[a|b\nc"),
    "lines in targets": repeated("[[a\n"),
    "block references": repeated("((64a1b2c3-0000-4000-8000-00000000abcd)) "),
    "open block references": repeated("((64a1b2c3-0000-4000-8000-"),
    "open block embeds": repeated("{{embed [[a "),
    "blanks in block embeds": within("{{embed", " ", "x"),
    "properties": repeated("key:: value\n"),
    "properties of pages": repeated("title:: [[a]], #b\n"),
    "named blocks": repeated("- a\n  id:: 64a1b2c3-0000-4000-8000-00000000abcd\n"),
    "names above": different("(name-{})=\n"),
    "open names": repeated("(a b-"),
    "pages for addresses": repeated("[a]([[b c "),
    "sizes of pictures": repeated("![a](b){:height 1"),
    "other definitions": different("[{}]: a\n"),
    "other abbreviations": lambda size: (
        "".join(f"*[a {n}]: b\n" for n in range(size // 32)) + "\n" + "a 1 " * (size // 8)
    ),
    "other backticks": lambda size: "".join("a" + "`" * n for n in range(int((2 * size) ** 0.5))),
}


_BLANKS = {
    "a div": ("::: theorem a", "b\n:::\n"),
    "a div with an option": ("::: {note}\n:a: b", "c\n:::\n"),
    "a heading of a div": ("::: {.theorem}\n## a", "b\n:::\n"),
    "marked HTML": ('<div markdown="1">x', "</q></div>"),
    "a tag": ("<div", "a"),
    "HTML": ("<div>a", "b</div>"),
    "a shortcode": ("{{< a", "b"),
    "the beginning of a shortcode": ("{{<", ""),
    "a wide picture": ("![a|", "b](c)"),
    "a picture": ("![a|1", "b](c)"),
    "an embed": ("![[a|", "b]]"),
    "a title": ("# a", "}"),
    "a closed title": ("# a #", "b"),
    "an option": ("```{note}\n:a: b", "c\n```\n"),
    "an admonition": ("```ad-note\ntitle: b", "c\n```\n"),
    "a directive": ("```{figure} a\n:a: b", "c\n```\n"),
    "a statement of HTML": ('<div class="theorem">', "a\n\n"),
    "the end of a statement": ('<div class="theorem">\n\na\n\n</span>', "a\n"),
    "a callout": ("> [!note] a", "}\n"),
    "a display": ("$$\na", "b\n$$\n"),
    "a caption": ("|a|\n|-|\n: a", "}\n"),
    "a fence": ("```go", "a\n```\n"),
    "a formula": ("$a", "b$"),
    "a link": ("[a](b", "c)"),
    "a wikilink": ("[[a", "b|c]]"),
    "a footnote": ("[^a]:", "b"),
    "a definition": ("[a]:", "b"),
    "a role": ("{ref}`a", "b`"),
    "a span": ("[a]{.b", "c}"),
    "a citation": ("[@a", "b"),
    "front matter": ("---\na:", "b\n---\n"),
}
WITHIN = {
    **{f"blanks in {name}": within(before, " ", after) for name, (before, after) in _BLANKS.items()},
    "hidden words": within("", "{{c1::a::", ""),
    "hidden formulas": within("", "{{cloze $a", ""),
    "an address in parens": within("http://x", ")", "a"),
    "an address and dots": within("http://x", ".", "a"),
    "an address that ends in parens": within("http://x", ")", ""),
    "an address and ends": within("http://x", ";)", ""),
    "an address and entities": within("http://x", "&a;", ""),
    "an address and letters": within("http://x;", "a", ";"),
    "the info of a fence": within("```go ", "a", "\n```\n"),
    "lists in the info": within("```go ", "a=[ ", "\n```\n"),
    "dashes in the info": within("```go ", "a-", "\n```\n"),
    "a word in a shortcode": within("{{< ", "a", ""),
    "fences after a div": within("::: a\n", "```a\n", ""),
    "other fences after a div": within("::: a\n", "```a\n~~~~b\n", ""),
    "closed fences after a div": within("::: a\n", "```\na\n```\n", ":::\n"),
    "a key of a display": within("$$\na\n$$ {#", "a", ""),
    "a key of a caption": within("|a|\n|-|\n: a {#", "a", "\n"),
    "a key of a title": within("# a {#", "a", "\n"),
    "breaks in a display": within("$$\na", "\n ", "b\n$$\n"),
    "a heading of LaTeX's": within("\\section{", "a", "\n"),
    "braces in a heading of LaTeX's": within("\\section{", "{a}", "\n"),
    "headings of LaTeX's": within("", "\\section{a\n", ""),
    "lines of a heading of LaTeX's": within("\\section{", "a\n", ""),
    "preambles": within("", "\\documentclass{a}\n", ""),
    "preambles of a document": within("", "\\documentclass{a}\n\\title{a}\n", "\\begin{document}\n"),
    "documents": within("", "\\documentclass{a}\n\\begin{document}\n", ""),
    "thanks in a title": within("\\title{", "\\thanks{a", "}\n"),
    "words of LaTeX's": within("", "\\emph{a ", ""),
    "lists of LaTeX's": within("", "\\begin{itemize}\n\\item a\n", ""),
    "lists of LaTeX's that end": within("\\begin{itemize}\n", "\\item a\n\\end{itemize}\n", ""),
    "boxes of LaTeX's": within("", "\\begin{mybox}\n$x$\n\\end{mybox}\n", ""),
    "boxes of LaTeX's in each other": within("", "\\begin{mybox}\n$x$\n", "\\end{mybox}\n"),
    "theorems of LaTeX's": within("", "\\begin{theorem}\n    $x$\n", ""),
    "numbers of a list of LaTeX's": within("\\begin{enumerate}[", "{a}", "]\n\\item a\n\\end{enumerate}\n"),
    "labels of items": within("\\begin{enumerate}\n", "\\item \\label{a} b\n", "\\end{enumerate}\n"),
    "labels in text": within("\\section{a}\n", "\\label{a} ", ""),
    "comments of LaTeX's": within("\\section{a}\n", "a. % b\n", ""),
    "comments in one line": within("\\section{a}\n", ". %% ", ""),
    "fences before LaTeX's text": within("", "```\n\\section{a}\n", ""),
    "dashes of LaTeX's": within("\\section{a}\n", "a--", ""),
    "code between signs": within("", "\\verb|a ", ""),
    "code between many signs": within("", "\\verb|a\\verb!b\\verb+c\\verb", ""),
    "lengths": within("\\section{a}\n", "\\vskip 1pt plus ", ""),
    "works of LaTeX's": within(
        "\\begin{thebibliography}{9}\n", "\\bibitem{a} b\n", "\\end{thebibliography}\n"
    ),
    "labels of works": within(
        "\\begin{thebibliography}{9}\n\\bibitem[", "{a", "]{a}\n\\end{thebibliography}\n"
    ),
    "works that are cited": within(
        "\\begin{thebibliography}{9}\n\\bibitem{a}\n\\end{thebibliography}\n", "\\cite{a}", ""
    ),
    "single quotation marks": within("\\section{a}\n", "`a' ", ""),
    "single marks that open": within("\\section{a}\n", "`a ", ""),
    "single marks before code": within("\\section{a}\n", "`a' b` ", ""),
    "accents before words": within("", "\\'etale ", ""),
    "accents before a quotation ends": within("", "\\'etale ", "a\\'"),
    "accents apart from letters": within("\\section{a}\n", '\\v C\\"\\i ', ""),
    "quotation marks": within("", "``a ", ""),
    "quotation marks that end": within("", "``a'' ", ""),
    "long quotations": within("", "``" + "a " * 150, ""),
    "accents": within("a", "\\'", "e"),
    "accents in words": within("a", "\\'e", ""),
    "ties": within("a.", "~a.", ""),
    "characters of LaTeX's": within("a", "\\o\\S", ""),
    "a table of LaTeX's": within("\\begin{tabular}{ll}\n", "a & b \\\\ \\hline\n", "\\end{tabular}\n"),
    "columns of LaTeX's": within("\\begin{tabular}{", "*{9}{l", "}\na\n\\end{tabular}\n"),
    "repeated columns of LaTeX's": within("\\begin{tabular}{", "*{99}{l}", "}\na\n\\end{tabular}\n"),
    "rules of a table of LaTeX's": within(
        "\\begin{tabular}{l}\n", " \\hline \\cline{1}\n", "a\n\\end{tabular}\n"
    ),
    "braces": within("\\theta ", "{", "\n"),
    "braces in lines": within("", "\\theta " + "{" * 3_900 + "\n", ""),
    "parens in lines": within("", "\\theta " + "a(" * 1_900 + "\n", ""),
    "arrows in lines": within("", "\\theta " + "<=" * 1_900 + "a\n", ""),
    "words in lines": within("", "\\theta " + "a" * 3_900 + "\n", ""),
    "words below tags": within("", "<div>\na\n", ""),
    "words below elements": within("", "<div></div>\na\n", ""),
    "lists of two kinds": within("", "- a\n# b\n1. c\n", ""),
    "lists of two bullets": within("", "- a\n+ b\n", ""),
    "comments of HTML": within("\\theta ", "<!--", ""),
    "two signs of comments": within("\\theta ", "%% a %", ""),
    "formulas in tags that others close": within("", "<d-math>a ", "</script>"),
    "scripts that others close": within("<div>\n", '<script type="math/tex">', "</d-math>\n</div>\n"),
    "formulas in an attribute": within('<Math q="', " math={", '"/>'),
    "a long attribute of JSX": within("<a ", "b", " c={d}>"),
    "a long attribute of a component": within("<Tabs ", "b", ">\n\n</Tabs>\n"),
    "shortcodes before a word": within("", "{{< highlight >}}a ", "/highlight"),
    "breaks in lines": within("a\n", "<br>\n", ""),
    "comments before words over lines": within("a\n", "<!-- a\n", "--> x"),
    "numbers in a link": within("[", "%s", ""),
    "dashes in a row": within("|a|\n|", "-", "x|\n"),
    "blanks behind an indented formula": within("a\n\n    $a$", " ", "x"),
    "divs in an item": within("- a\n", "  ::: a\n", ":::\n"),
    "kinds of callouts in a line": within("", "> [!Theorem 1.2.3.", "\n"),
    "blanks before a tab's end": within("{% tabs a %}\n<!-- tab a", " ", "-- \n{% endtabs %}\n"),
    "fields in each other": within("", "[a:: ", "]"),
    "captures in each other": lambda size: "".join(
        f"{{% capture a{n} %}}\n"
        + f"{{% include theorem.html body=a{n - 1} %}}\n\n" * 2
        + "{% endcapture %}\n\n"
        for n in range(size // 100)
    ),
    "a capture shown again": lambda size: (
        "{% capture a %}\n"
        + "a" * (size // 2)
        + "\n{% endcapture %}\n\n"
        + "{% include theorem.html body=a %}\n\n" * (size // 70)
    ),
    "a file imported once": lambda size: (
        f"import x from './{'a' * (size // 2)}.png'\n\n" + "<Image src={x} />\n\n" * (size // 40)
    ),
    "a label of many tabs": lambda size: (
        f"<Tabs values={{[{{label: '{'a' * (size // 2)}', value: 'a'}}]}}>\n\n"
        + '<TabItem value="a">b</TabItem>\n' * (size // 60)
        + "</Tabs>\n"
    ),
    "more and more backticks": lambda size: (
        "\\theta " + "".join("`" * n + "a" for n in range(int((2 * size) ** 0.5)))
    ),
}
TRAPS |= WITHIN
