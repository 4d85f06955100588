"""A site of Hugo's built as it lies: folders with pages of their own, bundles, static files."""

from pathlib import Path

from tests.site.vault import Vault, codes

PIXEL = b'<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"/>'
NOTES: dict[str, str | bytes] = {
    "_index.md": "---\ntitle: Home\n---\nThe front page, [docs](/docs/).\n",
    "docs/_index.md": "---\ntitle: Documents\n---\nAll of them; [home](/).\n",
    "docs/one.md": '---\ntitle: One\n---\n[two](../two/), [up]({{< relref "/docs" >}}), [x](../)\n',
    "docs/two/index.md": '+++\ntitle = "Two"\n+++\n![a](a.svg) ![s](/images/s.svg) [one](/docs/one/)\n',
    "docs/two/a.svg": PIXEL,
    "docs/_hidden.md": "Not to be seen.\n",
}


def made(tmp_path: Path, settings: str = "") -> Vault:
    (tmp_path / "hugo.toml").write_text("")
    (tmp_path / "static" / "images").mkdir(parents=True)
    (tmp_path / "static" / "images" / "s.svg").write_bytes(PIXEL)
    return Vault(tmp_path, NOTES, settings)


def test_pages_of_folders_are_notes_and_lead_where_hugo_leads(tmp_path: Path) -> None:
    vault = made(tmp_path)
    assert codes(vault.build()) == []
    assert '<a href="docs/index.html">docs</a>' in vault.body("index.html")
    assert "All of them" in vault.body("docs/index.html")
    body = vault.body("docs/one.html")
    assert body.count('href="index.html"') == 2
    assert '<a href="two/index.html">two</a>' in body
    assert not [name for name in vault.files() if "hidden" in name]


def test_the_static_folder_of_the_site_is_found(tmp_path: Path) -> None:
    vault = made(tmp_path)
    vault.build()
    assert "images/s" in vault.body("docs/two/index.html")
    assert vault.body("docs/two/index.html").count("<img") == 2


def test_what_begins_with_an_underscore_stays_private_in_other_dialects(tmp_path: Path) -> None:
    vault = made(tmp_path, 'dialect = "wiki"\n')
    vault.build()
    assert not [name for name in vault.files() if name == "docs/index.html"]


def test_a_page_of_a_folder_may_still_be_ignored_by_name(tmp_path: Path) -> None:
    vault = made(tmp_path, 'ignore = ["_index.md"]\n')
    vault.build()
    assert not [name for name in vault.files() if name == "docs/index.html"]
