"""Jinja templates: finding them, rendering them, and reporting errors in them.

In:  folders of templates, the site's own first, then the default theme; a view.
Out: a page's HTML; or `TemplateError` with a Problem that names the template and the line.
"""

from __future__ import annotations

import contextlib
import hashlib
import traceback
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from notes_wiki import problem, there
from notes_wiki.model import Problem, Span
from notes_wiki.nearest import nearest
from notes_wiki.pattern import pattern
from notes_wiki.render.view import PageKind, PageView, SiteView
from notes_wiki.wording import Wording

if TYPE_CHECKING:
    import jinja2

TEMPLATES: dict[PageKind, str] = {
    "note": "note.html",
    "linked": "linked.html",
    "index": "index.html",
    "tags": "tags.html",
    "tag": "list.html",
    "folder": "list.html",
    "recent": "list.html",
    "random": "random.html",
    "graph": "graph.html",
    "not-found": "404.html",
    "building": "building.html",
}
"""Which template lays out which kind of page."""


class TemplateError(Exception):
    """A template cannot be read or run. Every page that uses it would fail, so the build ends with
    `problem`."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.message)
        self.problem = problem


def unreadable(path: Path, error: OSError) -> TemplateError:
    """The TemplateError for a file of the theme that cannot be read."""
    message = f"{path.name}, a file of the theme, cannot be read: {error.strerror or error}."
    hint = "Check that you have permission to read it, or remove it to use the default theme's."
    return TemplateError(problem.make("template", message, hint=hint, path=str(path)))


class Templates:
    """The templates of one site. Jinja is imported when the first one is used.

    `bytecode`: an existing folder for compiled templates, or None.
    """

    def __init__(self, folders: Sequence[Path], bytecode: Path | None = None) -> None:
        self._folders = [str(folder) for folder in folders]
        self._bytecode = bytecode

    def prepare(self) -> None:
        """Compile every template, before processes are forked. Raises TemplateError."""
        for name in sorted(set(TEMPLATES.values())):
            self._template(name)

    def render(self, name: str, page: PageView) -> str:
        """The HTML of a page. Raises TemplateError."""
        template = self._template(name)
        try:
            return template.render(page=page)
        except Exception as error:  # a site's own template is its author's code, which can raise anything
            raise TemplateError(self._problem(name, error)) from error

    def _template(self, name: str) -> jinja2.Template:
        import jinja2

        try:
            return self._environment.get_template(name)
        except (jinja2.TemplateError, OSError, UnicodeDecodeError) as error:
            raise TemplateError(self._problem(name, error)) from error

    @cached_property
    def _environment(self) -> jinja2.Environment:
        import jinja2

        cache = _bytecode_cache(self._bytecode) if self._bytecode else None
        return jinja2.Environment(
            loader=jinja2.FileSystemLoader(self._folders),
            autoescape=True,
            undefined=jinja2.StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            auto_reload=False,
            cache_size=-1,
            bytecode_cache=cache,
        )

    def _problem(self, name: str, error: Exception) -> Problem:
        import jinja2

        path, line = name, 0
        if isinstance(error, jinja2.TemplateSyntaxError):
            path, line = error.filename or error.name or name, error.lineno
        else:
            for frame in traceback.extract_tb(error.__traceback__):
                if frame.filename.startswith(tuple(self._folders)):
                    path, line = frame.filename, frame.lineno or 0
        message = _in_words(str(error).rstrip(".")) or "it fails without saying why"
        end = "" if message.endswith("?") else "."
        return problem.make(
            "template",
            f"The template {Path(path).name} cannot be used: {message}{end}",
            Span(line) if line else None,
            hint="Correct it, or remove it to use the default theme's.",
            path=path,
        )


_NO_FIELD = pattern(r"'(?:[\w.]*\.)?(\w+) object' has no attribute '(\w+)'")
_VIEWS = {view.__name__: view for view in (PageView, SiteView, Wording)}
_NAMES = {"PageView": "page", "SiteView": "page.site", "Wording": "page.site.words"}


def _in_words(message: str) -> str:
    """Jinja's message in terms that template authors know: a missing field is named with the variable it was
    looked for in, and with the most similar field."""
    found = _NO_FIELD.search(message)
    if found is None:
        return message
    kind, name = found.groups()
    if kind not in _VIEWS:
        return f"it uses `{name}` of something that has no such field"
    near = nearest(name, _VIEWS[kind].__struct_fields__)
    return f"`{_NAMES[kind]}` has no `{name}`" + (f"; did you mean `{near}`?" if near else "")


def _bytecode_cache(folder: Path) -> jinja2.BytecodeCache:
    """Jinja's bytecode cache, except that one that cannot be read or written (damaged, a full disk) is
    ignored."""
    import jinja2
    from jinja2.bccache import Bucket

    class Cache(jinja2.FileSystemBytecodeCache):
        def load_bytecode(self, bucket: Bucket) -> None:
            try:
                super().load_bytecode(bucket)
            except Exception:  # a damaged file can raise anything
                bucket.reset()

        def dump_bytecode(self, bucket: Bucket) -> None:
            with contextlib.suppress(OSError):
                super().dump_bytecode(bucket)

    return Cache(str(folder))


def templates_fingerprint(folders: Sequence[Path]) -> str:
    """A digest of all templates, the site's own first. Raises TemplateError if one cannot be read."""
    found = hashlib.blake2b(digest_size=16)
    for folder in folders:
        for path in sorted(folder.rglob("*.html")):
            name = path.relative_to(folder).as_posix()
            if there.is_file(path) and not name.startswith("assets/"):
                try:
                    data = path.read_bytes()
                except OSError as error:
                    raise unreadable(path, error) from error
                found.update(f"{name}\0{len(data)}\0".encode() + data)
    return found.hexdigest()
