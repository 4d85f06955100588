"""A folder of notes in which something changes at random, as people and their programs change it.

In:  the folder, and a source of chance.
Out: edits, renames, deletions, new notes, drafts, settings, macros and templates, each saved in one of the
     ways that editors and synchronising programs have.
"""

from __future__ import annotations

import random
import shutil
import time
from collections.abc import Callable
from pathlib import Path

SETTINGS = (
    "",
    'title = "Other"\n',
    'urls = "folder"\n',
    'base-url = "https://example.org/n/"\n',
    'ignore = ["*3.md"]\n',
    'publish = "explicit"\n',
    '[math]\nnumber = "all"\n',
    "title = [broken\n",
)
MACROS = (
    "\\newcommand{\\soaked}{x}",
    "\\newcommand{\\soaked}{y}\n\\newcommand{\\other}[1]{#1}",
    "\\newcommand{",
)
TITLES = ("{{ page.title.html | safe }}", "<i>{{ page.title.plain }}</i>", "{% if %}")


class ChangingWiki:
    """The folder that is served, and what may happen to it."""

    def __init__(self, home: Path, chance: random.Random) -> None:
        self.home = home
        self.content = home / "content"
        self._chance = chance
        self._made = 0

    def change(self) -> str:
        """Do one thing at random; returns what was done."""
        kinds: list[tuple[Callable[[], None], int]] = [
            (self._edit, 40),
            (self._title, 8),
            (self._rename, 8),
            (self._delete, 6),
            (self._add, 8),
            (self._draft, 6),
            (self._folder, 2),
            (self._file_and_folder, 3),
            (self._many, 2),
            (self._settings, 2),
            (self._macros, 2),
            (self._template, 2),
        ]
        chosen = self._chance.choices([kind for kind, _ in kinds], [weight for _, weight in kinds])[0]
        chosen()
        return chosen.__name__.strip("_")

    def mend(self) -> None:
        """Take back what keeps a build from being made, so that there is something to compare."""
        if (self.home / "wiki.toml").read_text() == SETTINGS[-1]:
            self._save(self.home / "wiki.toml", self._chance.choice(SETTINGS[:-1]))
        if (self.home / "templates").exists() and self._chance.random() < 0.5:
            shutil.rmtree(self.home / "templates")
        elif (template := self.home / "templates" / "_title.html").exists():
            self._save(template, self._chance.choice(TITLES[:-1]))

    def _notes(self) -> list[Path]:
        return sorted(path for path in self.content.rglob("*.md") if path.is_file())

    def _note(self) -> Path:
        return self._chance.choice(self._notes())

    def _words(self) -> str:
        self._made += 1
        target = self._chance.choice(self._notes()).stem if self._notes() else "nothing"
        return f"Words {self._made} to [[{target}]] and ${self._made}^\\soaked$."

    def _save(self, path: Path, text: str) -> None:
        """Save in one of the ways that programs have."""
        data = text.encode("utf-8", "surrogateescape")
        path.parent.mkdir(parents=True, exist_ok=True)
        way = self._chance.randrange(6)
        if way == 0:  # in place, and in two steps
            with path.open("wb") as stream:
                stream.write(data[: len(data) // 2])
                stream.flush()
                time.sleep(self._chance.choice((0.0, 0.002, 0.05)))
                stream.write(data[len(data) // 2 :])
        elif way == 1:  # vim: the old file becomes a backup, a new one is written
            backup = path.with_name(path.name + "~")
            if path.exists():
                path.rename(backup)
            path.write_bytes(data)
            backup.unlink(missing_ok=True)
        elif way == 2:  # JetBrains, and most others that are careful
            fresh, old = (path.with_name(path.name + one) for one in ("___jb_tmp___", "___jb_old___"))
            fresh.write_bytes(data)
            if path.exists():
                path.rename(old)
            fresh.rename(path)
            old.unlink(missing_ok=True)
        elif way == 3:  # Emacs: a lock that leads nowhere
            lock = path.with_name(f".#{path.name}")
            lock.symlink_to("user@machine.1:2")
            path.write_bytes(data)
            lock.unlink()
        elif way == 4:  # Syncthing
            fresh = path.with_name(f".syncthing.{path.name}.tmp")
            fresh.write_bytes(data)
            fresh.replace(path)
        else:
            path.write_bytes(data)

    def _text(self, path: Path) -> str:
        return path.read_text(encoding="utf-8", errors="surrogateescape")

    def _edit(self) -> None:
        path = self._note()
        parts = self._text(path).split("\n\n")
        parts.insert(self._chance.randint(1, max(1, len(parts))), self._words())
        self._save(path, "\n\n".join(parts))

    def _title(self) -> None:
        path = self._note()
        self._save(path, f"{self._text(path)}\n\n## Part {self._chance.randrange(9)}\n\n{self._words()}\n")

    def _rename(self) -> None:
        path = self._note()
        self._made += 1
        name = self._chance.choice(
            (path.name.swapcase()[:-3] + ".md", f"moved {self._made}.md", f"sub/{path.name}")
        )
        new = path.parent / name
        new.parent.mkdir(exist_ok=True)
        if not new.exists():
            path.rename(new)

    def _delete(self) -> None:
        if len(self._notes()) > 50:
            self._note().unlink()

    def _add(self) -> None:
        self._made += 1
        folder = self._note().parent
        self._save(
            folder / f"new {self._made}.md",
            f"# New {self._made % 20}\n\n{self._words()}\n\n{self._words()}\n",
        )

    def _draft(self) -> None:
        path = self._note()
        text = self._text(path)
        front = "---\ndraft: true\n---\n\n"
        self._save(path, text.removeprefix(front) if text.startswith(front) else front + text)

    def _folder(self) -> None:
        folders = sorted(path for path in self.content.rglob("*") if path.is_dir())
        if folders:
            folder = self._chance.choice(folders)
            self._made += 1
            folder.rename(folder.with_name(f"folder {self._made}"))

    def _file_and_folder(self) -> None:
        """A folder comes where a note was, or the other way round."""
        path = self._note()
        text = self._text(path)
        path.unlink()
        path.mkdir()
        self._save(path / "inner.md", text)
        if self._chance.random() < 0.5:
            shutil.rmtree(path)
            self._save(path, text)

    def _many(self) -> None:
        """What `git checkout` does: many files, each removed and written."""
        for path in self._chance.sample(self._notes(), len(self._notes()) // 2):
            text = self._text(path)
            path.unlink()
            path.write_bytes(f"{text}\n\n{self._words()}\n".encode("utf-8", "surrogateescape"))

    def _settings(self) -> None:
        self._save(self.home / "wiki.toml", self._chance.choice(SETTINGS))

    def _macros(self) -> None:
        self._save(self.content / "preamble.tex", self._chance.choice(MACROS))

    def _template(self) -> None:
        self._save(self.home / "templates" / "_title.html", self._chance.choice(TITLES))
