"""wiki.toml: what is wrong costs only itself, and is told with its place and the nearest known key."""

from pathlib import Path

import pytest

from notes_wiki.config import Config, Loaded, load
from notes_wiki.model import Span


def loaded(tmp_path: Path, text: str) -> Loaded:
    (tmp_path / "wiki.toml").write_text(text, encoding="utf-8")
    return load(tmp_path)


def test_without_wiki_toml_there_are_defaults(tmp_path: Path) -> None:
    assert load(tmp_path) == Loaded(Config(), tmp_path)


def test_what_the_file_says_is_read(tmp_path: Path) -> None:
    found = loaded(tmp_path, 'title = "Mine"\nbase-url = "https://x.org/"\n[math]\nnumber = "all"\n')
    assert found.problems == ()
    assert (found.config.title, found.config.base_url, found.config.math.number) == (
        "Mine",
        "https://x.org/",
        "all",
    )


def test_a_mark_of_byte_order_before_the_settings_is_no_mistake(tmp_path: Path) -> None:
    assert loaded(tmp_path, '\ufefftitle = "Mine"\n').config.title == "Mine"


@pytest.mark.parametrize(
    ("text", "place", "words"),
    [
        ('titel = "x"\n', Span(1, 1, 5), ("titel", "`title`")),
        ('\nbase_url = "x"\n', Span(2, 1, 8), ("base_url", "`base-url`")),
        ('title = "x"\n[math]\nnumbers = "all"\n', Span(3, 1, 7), ("math.numbers", "`number`")),
        ("[maths]\nx = 1\n", Span(1, 2, 5), ("maths", "`math`")),
        ('base-url = "example.org"\n', Span(1, 1, 8), ("begins with https://", "https://example.org/notes/")),
        ("zzz = 1\n", Span(1, 1, 3), ("zzz", "The settings are title")),
        ("title = 3\n", Span(1, 1, 5), ("title", "should be a text in quotes; it is 3.")),
        (
            'ignore = "x"\n',
            Span(1, 1, 6),
            ("ignore", 'should be a list of texts, such as ["a", "b"]; it is "x".'),
        ),
        ('html = "unsafe"\n', Span(1, 1, 4), ("html", 'one of "safe", "escape", "trusted"')),
        ('  dialect = "obsidean"\n', Span(1, 3, 7), ("dialect", '"wiki", "obsidian", "hugo", "pandoc"')),
        ("static = [1]\n", Span(1, 1, 6), ("should be a list of texts",)),
        ('dialects = { a = "x" }\n', Span(1, 1, 8), ("a table whose values are each one of",)),
        ("[math]\nsingle-dollar = 1\n", Span(2, 1, 13), ("should be true or false; it is 1.",)),
        ("title = [\n", Span(1), ("not TOML",)),
        ("math = 3\n", Span(1, 1, 4), ("math", "should be a table")),
        ("title = \n", Span(1, 9), ("not TOML", "a value is missing")),
        ("title = 'x'\ntitle = 'y'\n", Span(2, 12), ("not TOML",)),
        (
            'static = ["nowhere"]\n',
            Span(1, 1, 6),
            ("but `static` names it", "nowhere"),
        ),
        ('templates = "mine"\n', Span(1, 1, 9), ("but `templates` names it", "mine")),
        (
            '[math]\npreamble = ["x/own.tex"]\n',
            Span(2, 1, 8),
            ("but `math.preamble` names it", "x/own.tex"),
        ),
        ('[math]\npackages = ["siunitx", "siunits"]\n', Span(2, 1, 8), ("`siunits`", "`siunitx`?")),
        (
            'math.packages = ["fancyhdr"]\n',
            Span(1, 1, 4),
            ("`fancyhdr`", "packages are commath, units, physics, siunitx, derivative, diffcoeff, esdiff"),
        ),
        (
            '[redirects]\n"/{slug}/" = "{slug}"\n"/p/{titel}/" = "{slug}"\n',
            Span(3, 2, 11),
            ("{titel}", "The placeholders are {slug}, {name}, {path}"),
        ),
        ('redirects = { "/{id}" = "{slug}" }\n', Span(1, 1, 9), ("{id}",)),
        ('[redirects]\n"/p/{slug}/" = "me"\n', Span(2, 2, 10), ("/p/{slug}/", "none in me", "in both")),
        ('[redirects]\n"/about/" = "{slug}"\n', Span(2, 2, 7), ("/about/", "in both")),
        ('[theme]\naccent = "blurple"\n', Span(2, 1, 6), ("`theme.accent`", "a colour, as in")),
        ('title = "a\\u0002b"\n', Span(1, 1, 5), ("`title`", "control character, U+0002")),
        ('[words]\nindex = "\\u0003"\n', Span(2, 1, 5), ("`index`", "control character, U+0003")),
    ],
)
def test_a_mistake_is_reported_with_its_place(
    tmp_path: Path, text: str, place: Span, words: tuple[str, ...]
) -> None:
    found = loaded(tmp_path, text)
    assert [problem.code for problem in found.problems] == ["config"]
    problem = found.problems[0]
    assert problem.span == place
    assert problem.path == str(tmp_path / "wiki.toml")
    for word in words:
        assert word in f"{problem.message} {problem.hint}"


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ('title = "My notes\n', "a quotation mark is never closed"),
        ("title = 'My notes", "a quotation mark is never closed"),
        ("title = My notes\n", "a value is missing, or a text is not in quotes"),
        (
            'title = "$\\lambda$"\n',
            "backslashes between double quotes must be doubled; use single quotes",
        ),
        ("title: x\n", "a name must be followed by ="),
        ('title = "a"\ntitle = "b"\n', "a setting is there twice"),
        ("[math]\n[math]\n", "a table is there twice"),
        ('ignore = ["a"\n', "a bracket is never closed"),
        ('title = "a" b\n', "something follows a value on its line"),
        ("[math\n", "a bracket is never closed"),
        ("= 3\n", "a line does not begin with a name"),
    ],
)
def test_a_common_mistake_in_toml_is_named_in_words(tmp_path: Path, text: str, reason: str) -> None:
    (told,) = loaded(tmp_path, text).problems
    assert told.message == f"wiki.toml is not TOML: {reason}."


def test_a_mistake_costs_only_itself(tmp_path: Path) -> None:
    found = loaded(
        tmp_path, 'titel = "x"\nlanguage = "de"\nhtml = 1\n[math]\nengine = "?"\nnumber = "none"\n'
    )
    assert len(found.problems) == 3
    assert (found.config.language, found.config.html, found.config.math.number) == ("de", "safe", "none")


def test_a_file_that_is_not_utf8_is_reported(tmp_path: Path) -> None:
    (tmp_path / "wiki.toml").write_bytes(b"title = '\xff'")
    assert [problem.code for problem in load(tmp_path).problems] == ["config"]


def test_a_folder_in_its_place_is_reported(tmp_path: Path) -> None:
    (tmp_path / "wiki.toml").mkdir()
    assert "cannot be read" in load(tmp_path).problems[0].message


def test_a_configuration_that_was_asked_for_must_be_there(tmp_path: Path) -> None:
    found = load(tmp_path, tmp_path / "other.toml")
    assert "there is no such file" in found.problems[0].message


@pytest.mark.parametrize(
    ("text", "unsafe"),
    [
        ('ignore = "Private/"\n', True),
        ('ignroe = ["Private/"]\n', True),
        ('publish = "some"\n', True),
        ('title = "\nignore = ["Private/"]\n', True),
        ('content = ["a"]\n', True),
        ('titel = "x"\n', False),
        ('[math]\nengine = "?"\n', False),
    ],
)
def test_a_mistake_in_what_keeps_notes_back_publishes_nothing(
    tmp_path: Path, text: str, unsafe: bool
) -> None:
    found = loaded(tmp_path, text)
    assert found.unsafe is unsafe
    assert ("nothing is written" in found.problems[0].hint) is unsafe


def test_places_that_are_there_are_no_mistake(tmp_path: Path) -> None:
    for folder in ("static", "mine", "notes/deep"):
        (tmp_path / folder).mkdir(parents=True)
    (tmp_path / "notes" / "a.tex").touch()
    (tmp_path / "notes" / "deep" / "b.tex").touch()
    text = 'static = ["static"]\ntemplates = "mine"\nmath.preamble = ["a.tex", "b.tex"]\n'
    assert loaded(tmp_path, f'content = "notes"\n{text}').problems == ()
    assert load(tmp_path, tmp_path / "wiki.toml", content=tmp_path / "notes").problems == ()
    other = load(tmp_path, tmp_path / "wiki.toml", content=tmp_path / "mine")
    assert len(other.problems) == 2
    assert (
        loaded(tmp_path, "[math]\npreamble = 3\n").problems[0].message.startswith("`math.preamble` should be")
    )


def test_control_characters_in_settings_are_left_out(tmp_path: Path) -> None:
    found = loaded(tmp_path, 'title = "a\\u0002b"\n[math.macros]\n"\\\\R\\u0003" = "x\\u0002"\n')
    assert found.config.title == "ab"
    assert found.config.math.macros == {"\\R": "x"}


def test_packages_that_are_there_anyway_are_no_mistake(tmp_path: Path) -> None:
    assert loaded(tmp_path, 'math.packages = ["amsmath", "physics", "siunitx"]').problems == ()
