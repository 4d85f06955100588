"""The user guide says everything there is, and nothing that is not."""

import re
import tomllib
from pathlib import Path

import click
import msgspec
import pytest

from notes_wiki.cli import wiki
from notes_wiki.config import Config, MathConfig
from notes_wiki.load.fields import _NAMES
from notes_wiki.load.publication import PUBLISHING, WITHHOLDING
from notes_wiki.model import LinkFacts, Source
from notes_wiki.parse.note import Parser
from notes_wiki.parse.settings import ParseSettings
from notes_wiki.problem import CODES
from notes_wiki.theme import ThemeConfig
from notes_wiki.wording import Wording

TABLES: list[type[msgspec.Struct]] = [Config, MathConfig, ThemeConfig, Wording]
ROOT = Path(__file__).parent.parent
DOCS = ROOT / "docs"
PAGES = sorted(DOCS.glob("*.md"))
MARKDOWN = [ROOT / "README.md", ROOT / "CHANGELOG.md", *PAGES]
SECTION = re.compile(r"^### ([a-z0-9-]+)\n(.*?)(?=^##|\Z)", re.M | re.S)
SECTIONS = dict(SECTION.findall((DOCS / "problems.md").read_text(encoding="utf-8")))


def _options() -> list[tuple[str, str]]:
    return [
        (name, option)
        for name, command in wiki.commands.items()
        for parameter in command.params
        if isinstance(parameter, click.Option)
        for option in parameter.opts
    ]


def _command_section(name: str) -> str:
    text = (DOCS / "commands.md").read_text(encoding="utf-8")
    shared = text.partition("## Which notes")[2].partition("\n## ")[0]
    return shared + text.partition(f"\n## wiki {name}\n")[2].partition("\n## ")[0]


@pytest.mark.parametrize("code", CODES)
def test_every_problem_code_has_a_section_with_its_severity_an_example_and_what_to_do(code: str) -> None:
    section = SECTIONS.get(code, "")
    assert f"*{CODES[code].severity.capitalize()}.*" in section, f"docs/problems.md: write ### {code}"
    assert "```" in section
    assert "**What to do.**" in section


def test_no_section_explains_a_code_that_does_not_exist() -> None:
    assert [code for code in SECTIONS if code not in CODES] == []


@pytest.mark.parametrize("name", wiki.commands)
def test_every_command_has_a_section_and_help(name: str) -> None:
    assert f"\n## wiki {name}\n" in (DOCS / "commands.md").read_text(encoding="utf-8")
    assert (wiki.commands[name].help or "").strip()


@pytest.mark.parametrize(("name", "option"), _options())
def test_every_option_is_documented_with_its_command(name: str, option: str) -> None:
    assert re.search(rf"`{option}(?: [A-Z]+)?`", _command_section(name)), f"wiki {name} {option}"


@pytest.mark.parametrize("name", wiki.commands)
def test_every_option_says_in_the_terminal_what_it_does(name: str) -> None:
    options = [found for found in wiki.commands[name].params if isinstance(found, click.Option)]
    assert [option.name for option in options if not option.help] == []


def test_no_option_is_documented_that_does_not_exist() -> None:
    text = (DOCS / "commands.md").read_text(encoding="utf-8")
    known = {option for _, option in _options()} | {"--help", "--version"}
    assert set(re.findall(r"`(--[a-z-]+)", text)) <= known


@pytest.mark.parametrize("table", TABLES)
def test_every_setting_is_in_a_table_of_the_configuration(table: type[msgspec.Struct]) -> None:
    text = (DOCS / "configuration.md").read_text(encoding="utf-8")
    keys = [
        field.encode_name
        for field in msgspec.structs.fields(table)
        if field.name not in {"math", "theme", "words"}
    ]
    assert [key for key in keys if f"\n| `{key}` |" not in text] == []


def test_no_setting_is_documented_that_does_not_exist() -> None:
    text = (DOCS / "configuration.md").read_text(encoding="utf-8")
    known = {field.encode_name for table in TABLES for field in msgspec.structs.fields(table)}
    assert [key for key in re.findall(r"^\| `([^`]+)` \|", text, re.M) if key not in known] == []


def test_defaults_in_the_configuration_are_those_of_the_code() -> None:
    text = (DOCS / "configuration.md").read_text(encoding="utf-8")
    for table in (Config, MathConfig):
        for field in msgspec.structs.fields(table):
            if isinstance(field.default, str):
                assert f'| `{field.encode_name}` | `"{field.default}"` |' in text


def test_every_field_of_front_matter_is_documented() -> None:
    text = (DOCS / "writing.md").read_text(encoding="utf-8")
    names = {*_NAMES, *WITHHOLDING, *PUBLISHING}
    assert [name for name in sorted(names) if f"`{name}`" not in text] == []


def _facts(page: Path) -> LinkFacts:
    return (
        Parser(ParseSettings("wiki")).parse(Source(page.name, page.read_text(encoding="utf-8"), "")).linking
    )


@pytest.mark.parametrize("page", MARKDOWN, ids=lambda page: page.name)
def test_every_relative_link_leads_somewhere(page: Path) -> None:
    for link in (found for found in _facts(page).links if found.kind == "path"):
        there = (page.parent / link.target).resolve() if link.target else page
        assert there.exists(), f"{page.name}: {link.target}"
        if link.fragment:
            assert link.fragment in _facts(there).anchors, f"{page.name}: {link.target}#{link.fragment}"


def test_the_architecture_names_every_package_and_no_other() -> None:
    text = (DOCS / "architecture.md").read_text(encoding="utf-8")
    packages = {path.parent.name for path in (ROOT / "notes_wiki").glob("*/__init__.py")}
    assert set(re.findall(r"^\| `(\w+)/` \|", text, re.M)) | {"stages"} == packages


def test_the_architecture_gives_the_order_of_imports_that_is_enforced() -> None:
    text = " ".join((DOCS / "architecture.md").read_text(encoding="utf-8").split())
    layers = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"]
    order = " -> ".join(layers["contracts"][0]["layers"]).replace("notes_wiki.", "")
    assert f"`{order}`" in text


def test_every_file_and_function_that_the_architecture_names_exists() -> None:
    text = (DOCS / "architecture.md").read_text(encoding="utf-8")
    for path in re.findall(r"`((?:\w+/)*\w+\.(?:py|js))`", text):
        folders = (ROOT, *(ROOT / room for room in ("notes_wiki", "notes_wiki/math", "templates", "tools")))
        found = [folder / path for folder in folders if (folder / path).is_file()]
        assert found or list((ROOT / "notes_wiki").rglob(path)), path


def test_the_pictures_of_the_readme_exist() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    pictures = re.findall(r"!\[[^\]]*\]\(([^)]+)\)", text)
    assert pictures
    assert [picture for picture in pictures if not (ROOT / picture).is_file()] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_page_of_the_guide_has_a_title_of_its_own(page: Path) -> None:
    assert page.read_text(encoding="utf-8").startswith("---\ntitle: ")
