"""What the wheel carries of others comes with its licence."""

import tomllib
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
ASSETS = ROOT / "templates" / "assets"


def test_every_licence_below_templates_is_named_in_the_package_metadata() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    found = [*ASSETS.rglob("*LICENSE*"), *ASSETS.rglob("OFL*")]
    names = {path.relative_to(ROOT).as_posix() for path in found}
    assert names | {"LICENSE"} == set(project["license-files"])


def test_every_folder_with_files_of_others_says_where_they_are_from_and_has_a_licence() -> None:
    folders = {path.parent for path in [*ASSETS.rglob("*.min.js"), *ASSETS.rglob("*.woff2")]}
    assert folders
    for folder in folders:
        names = [path.name for path in folder.iterdir()]
        assert any(name.startswith("SOURCE") for name in names), folder
        assert any("LICENSE" in name or name == "OFL.txt" for name in names), folder
