"""The stages of a build: how each is spread over processes, and what of it is remembered.

In:  a `Site` (configuration and folders) and what the stage before handed on.
Out: what the next stage needs. `build.py` puts them in order.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, cast

import msgspec

from notes_wiki import problem
from notes_wiki.config import Config, DialectName, load
from notes_wiki.fork import fork_map
from notes_wiki.link.graph import link, used_files
from notes_wiki.load import history
from notes_wiki.load import walk as walking
from notes_wiki.model import Body, Facts, Graph, LinkFacts, Note, Problem, Report, Source
from notes_wiki.render.page import PageRef, Renderer, TemplateError
from notes_wiki.write import assets, cache
from notes_wiki.write.output import Output, Written, digest, open_output

if TYPE_CHECKING:
    from notes_wiki.build import BuildOptions
    from notes_wiki.parse.stage import Parsing

Progress = Callable[[str, int, int], None]
"""Called with the stage's name, how much is done and how much there is."""

PACKAGE = Path(__file__).parent
FEW = 60
"""Notes below which starting processes costs more than it saves."""


def silent(stage: str, done: int, total: int) -> None:
    """A Progress that shows nothing."""


class Site(msgspec.Struct, frozen=True):
    """What one build works on: the configuration, and where things are."""

    options: BuildOptions
    config: Config
    home: Path
    """Where wiki.toml is, or would be."""
    content: Path
    output: Path
    state: Path
    """`.wiki/`, for what is remembered and for previews."""
    static: tuple[Path, ...]
    templates: tuple[Path, ...]
    dialect: DialectName
    problems: tuple[Problem, ...] = ()
    failed: bool = False

    @property
    def jobs(self) -> int:
        """Processes to use at most."""
        return self.options.jobs or len(os.sched_getaffinity(0))


class Notes(msgspec.Struct):
    """All notes as read: published and withheld, with what fetches their bodies."""

    published: list[Note]
    withheld: list[Note]
    problems: list[Problem]
    bodies: Bodies
    stats: list[cache.Stat]
    parsed: list[cache.Parsed]
    keys: dict[str, str]
    """Note id to the key it is remembered under."""


class Bodies:
    """Fetches a note's body: of notes parsed just now from memory, of others from the store."""

    def __init__(self, store: cache.Store) -> None:
        self._store = store
        self._fresh: dict[str, bytes] = {}
        self._keys: dict[str, str] = {}
        self._decode = msgspec.msgpack.Decoder(Body).decode
        self._decoded: dict[str, Body] = {}

    def add(self, id: str, key: str, fresh: bytes | None = None) -> None:
        """Say under which key a note's body is remembered, and what it is where that is known."""
        self._keys[id] = key
        if fresh is not None:
            self._fresh[id] = fresh

    def fetch(self, ids: Sequence[str]) -> None:
        """Read the bodies of these notes from the store at once: a forked child must not use it."""
        wanted = {self._keys[id]: id for id in ids if id not in self._fresh}
        for key, data in self._store.bodies(list(wanted)).items():
            self._fresh[wanted[key]] = data

    def __call__(self, id: str) -> Body:
        """The body of note `id`."""
        if id not in self._decoded:
            data = self._fresh.get(id) or self._store.body(self._keys[id])
            self._decoded[id] = self._decode(data) if data else Body(())
        return self._decoded[id]


# --- the site -------------------------------------------------------------------------------------


def open_site(options: BuildOptions) -> Site:
    """Read the configuration and find the folders. A content folder that does not exist fails."""
    here = Path()
    if options.config is None and options.content is not None and (options.content / "wiki.toml").is_file():
        here = options.content  # a wiki that carries its own settings
    loaded = load(here, options.config)
    config, home = loaded.config, loaded.folder
    content = options.content or home / config.content
    state = home / ".wiki"
    preview = options.drafts or options.live
    output = options.out or (state / "preview" if preview else home / config.output)
    problems = list(loaded.problems)
    failed = not content.is_dir()
    if failed:
        hint = "Name the folder of notes with --content, or make it: wiki new makes the first note in it."
        problems.append(problem.make("no-content", f"There is no folder {content}.", hint=hint))
    elif output.resolve() == content.resolve() or output.resolve() in content.resolve().parents:
        failed = True
        message = f"The notes in {content} lie in the output folder {output}; nothing was written."
        problems.append(problem.make("foreign-output", message, hint="Choose another folder with --out."))
    own_templates = home / config.templates
    return Site(
        options=options,
        config=config,
        home=home,
        content=content,
        output=output,
        state=state,
        static=tuple(home / folder for folder in config.static),
        templates=tuple(folder for folder in (own_templates, default_theme()) if folder.is_dir()),
        dialect=_dialect(options, config, content),
        problems=tuple(problems),
        failed=failed,
    )


def _dialect(options: BuildOptions, config: Config, content: Path) -> DialectName:
    asked = options.dialect or config.dialect or walking.marked_dialect(content) or "wiki"
    return cast("DialectName", asked)  # the command line and wiki.toml let nothing else through


def default_theme() -> Path:
    """The theme that travels with the package; in a checkout it lies beside it."""
    inside = PACKAGE / "templates"
    return inside if inside.is_dir() else PACKAGE.parent / "templates"


@contextmanager
def open_store(site: Site) -> Iterator[cache.Store]:
    """The store of this content folder, locked against a second build."""
    name = digest(str(site.content.resolve()).encode())[:12]
    with (
        cache.lock(site.state),
        cache.Store.open(site.state / f"store-{name}.sqlite", clean=site.options.clean) as store,
    ):
        yield store


# --- load and parse -------------------------------------------------------------------------------


def walk(site: Site) -> walking.Walk:
    """List the content folder; the output folder is no content, should it lie inside."""
    inside = site.output.resolve()
    content = site.content.resolve()
    ignore = site.config.ignore
    if content in inside.parents:
        ignore = (*ignore, "/" + inside.relative_to(content).as_posix() + "/")
    return walking.walk(site.content, msgspec.structs.replace(site.config, ignore=ignore))


def read_notes(site: Site, walked: walking.Walk, store: cache.Store, progress: Progress) -> Notes:
    """Every note, parsed: from the store where its bytes and all that parsing depends on are known."""
    from notes_wiki.parse.stage import Parsing

    parsing = Parsing(site.config, site.content, site.home, site.dialect, only=bool(site.options.dialect))
    digests, sources, stats, problems = _digests(site, walked.notes, store)
    keys = {path: parsing.key(path, known) for path, known in digests.items()}
    recalled = store.recall(list(keys.values()))
    todo = [path for path in digests if keys[path] not in recalled]
    entries = {entry.path: entry for entry in walked.notes}
    for path in todo:
        if path not in sources:
            entry = entries[path]
            source = walking.read(site.content, entry)
            if isinstance(source, Source):
                sources[path] = source
    parsed = _parse(site, [sources[path] for path in todo if path in sources], parsing, keys, progress)
    notes = Notes([], [], [*problems, *parsing.problems], Bodies(store), stats, parsed, {})
    fresh = {row.key: row for row in parsed}
    linking = msgspec.msgpack.Decoder(LinkFacts).decode
    facts = msgspec.msgpack.Decoder(Facts).decode
    for path, known in digests.items():
        key = keys[path]
        row = fresh.get(key) or recalled.get(key)
        if row is None:
            continue
        id = path.rpartition(".")[0]
        note = Note(id, path, known, linking(row.linking), facts(row.facts), row.body_digest)
        notes.keys[id] = key
        notes.bodies.add(id, key, fresh[key].body if key in fresh else None)
        notes.problems += [problem.located(found, path) for found in note.facts.problems]
        (notes.published if _published(note, site) else notes.withheld).append(note)
    return notes


def _published(note: Note, site: Site) -> bool:
    meta = note.linking.meta
    if site.options.drafts:
        return True
    return meta.published and (site.config.publish == "all" or meta.extra.get("publish") == "explicit")


_RACY_NS = 2_000_000_000
"""A file changed this shortly before it was read may change again within the clock's tick."""


def _digests(
    site: Site, entries: Sequence[walking.Entry], store: cache.Store
) -> tuple[dict[str, str], dict[str, Source], list[cache.Stat], list[Problem]]:
    """The digest of every note's bytes: by its stat where that is known and old enough, else read."""
    known = store.digests()
    now = time.time_ns()
    digests: dict[str, str] = {}
    sources: dict[str, Source] = {}
    stats: list[cache.Stat] = []
    problems: list[Problem] = []
    for entry in entries:
        stat = known.get(entry.path)
        if stat is not None and stat[1:4] == (entry.mtime_ns, entry.size, entry.inode):
            digests[entry.path] = stat.digest
            stats.append(stat)
            continue
        source = walking.read(site.content, entry)
        if not isinstance(source, Source):
            problems.append(source)
            continue
        digests[entry.path] = source.digest
        sources[entry.path] = source
        if entry.mtime_ns < now - _RACY_NS:
            stats.append(cache.Stat(entry.path, entry.mtime_ns, entry.size, entry.inode, source.digest))
    return digests, sources, stats, problems


def _parse(
    site: Site, sources: list[Source], parsing: Parsing, keys: dict[str, str], progress: Progress
) -> list[cache.Parsed]:
    """Parse these notes, over processes when there are many."""
    if not sources:
        return []
    parsing.prepare()
    jobs = site.jobs if len(sources) > FEW else 1
    done = 0
    encode = msgspec.msgpack.Encoder().encode

    def chunk(part: Sequence[Source]) -> bytes:
        nonlocal done
        rows = [cache.Parsed(keys[source.path], *parsing.encoded(source)) for source in part]
        done += len(part)
        progress("parse", min(done * jobs, len(sources)), len(sources))
        return encode(rows)

    decode = msgspec.msgpack.Decoder(list[cache.Parsed]).decode
    return [row for part in fork_map(chunk, sources, jobs) for row in decode(part)]


# --- link -----------------------------------------------------------------------------------------


def link_notes(site: Site, walked: walking.Walk, notes: Notes) -> Graph:
    """The graph of the published notes."""
    files = [entry.path for entry in walked.files]
    static = [assets.list_files(folder) for folder in site.static]
    withheld = [name for note in notes.withheld for name in _names(note)]
    return link(notes.published, files, static, site.config, withheld)


def _names(note: Note) -> Iterator[str]:
    yield from (note.id, note.id.rpartition("/")[2], note.linking.title.plain, *note.linking.meta.aliases)


# --- render and write -----------------------------------------------------------------------------


def write_site(
    site: Site, walked: walking.Walk, graph: Graph, notes: Notes, store: cache.Store, progress: Progress
) -> Written | Problem:
    """Render what changed and bring the output folder up to date."""
    output = open_output(site.output, force=site.options.force)
    if isinstance(output, Problem):
        return output
    theme, theme_data = assets.gather_theme(site.templates)
    used = used_files(graph)
    modified = _modified(site, walked, store)
    renderer = Renderer(
        graph,
        site.config,
        notes.bodies,
        site.templates,
        theme,
        live=site.options.live,
        modified=modified,
        sizes=assets.picture_sizes(used, site.content, site.static),
    )
    try:
        renderer.prepare()
    except TemplateError as error:
        return error.problem
    pages = renderer.pages()
    place = str(site.output.resolve())
    remembered = {} if site.options.clean else store.pages(place)
    todo = [ref for ref in pages if not _unchanged(ref, remembered, output)]
    fresh = {ref.address for ref in todo}
    for ref in pages:
        if ref.address not in fresh:
            output.keep(ref.address)
    output.announce([*fresh, *theme_data])
    digests = dict(_render(site, renderer, todo, notes, output, progress))
    for address, data in theme_data.items():
        output.put(address, data)
    problems = (*assets.copy_used(used, site.content, site.static, output), *renderer.problems())
    written = output.commit()
    known = {
        ref.address: (ref.key, digests.get(ref.address) or remembered[ref.address][1])
        for ref in pages
        if ref.address in written.digests
    }
    store.save_pages(place, known)
    return msgspec.structs.replace(written, problems=(*written.problems, *problems))


def _unchanged(ref: PageRef, remembered: dict[str, tuple[str, str]], output: Output) -> bool:
    known = remembered.get(ref.address)
    return known is not None and known[0] == ref.key and output.has(ref.address, known[1])


def _render(
    site: Site, renderer: Renderer, todo: list[PageRef], notes: Notes, output: Output, progress: Progress
) -> Iterator[tuple[str, str]]:
    """Render pages, over processes when there are many, and stage each; yields address and digest."""
    if not todo:
        return
    jobs = site.jobs if len(todo) > FEW else 1
    if jobs > 1:
        notes.bodies.fetch(list(notes.keys))
    encode = msgspec.msgpack.Encoder().encode
    done = 0

    def chunk(part: Sequence[PageRef]) -> bytes:
        nonlocal done
        rows = [(ref.address, renderer.render(ref)) for ref in part]
        done += len(part)
        progress("render", min(done * jobs, len(todo)), len(todo))
        return encode(rows)

    decode = msgspec.msgpack.Decoder(list[tuple[str, bytes]]).decode
    for part in fork_map(chunk, todo, jobs):
        for address, data in decode(part):
            yield address, output.put(address, data)


def _modified(site: Site, walked: walking.Walk, store: cache.Store) -> dict[str, str]:
    """When each note was last changed: by git where there is a repository, else by the file's time."""
    dated = {
        entry.path: time.strftime("%Y-%m-%d", time.gmtime(entry.mtime_ns / 1e9)) for entry in walked.notes
    }
    head = history.head(site.content)
    if head:
        encoded = store.value("git")
        known = msgspec.msgpack.decode(encoded, type=tuple[str, dict[str, str]]) if encoded else ("", {})
        if known[0] != head:
            known = (head, history.dates(site.content))
            store.save(values={"git": msgspec.msgpack.encode(known)})
        dated |= {path: date for path, date in known[1].items() if path in dated}
    return {path.rpartition(".")[0]: date for path, date in dated.items()}


# --- the report -----------------------------------------------------------------------------------


def remember(store: cache.Store, notes: Notes) -> None:
    """Keep what was parsed, and forget what no note needs any more."""
    store.save(parsed=notes.parsed, stats=notes.stats, keep=notes.keys.values())


def failure(site: Site, started: float, found: Sequence[Problem] = ()) -> Report:
    """The report of a build that wrote no site."""
    return Report(
        problems=(*site.problems, *found),
        seconds=time.perf_counter() - started,
        failed=True,
        content=str(site.content),
        output=str(site.output),
    )


def report(
    site: Site,
    walked: walking.Walk,
    notes: Notes,
    graph: Graph,
    started: float,
    written: Written | None = None,
    found: Sequence[Problem] = (),
) -> Report:
    """The report of a build or a check."""
    told = (
        *site.problems,
        *walked.problems,
        *notes.problems,
        *graph.problems,
        *(written.problems if written else ()),
        *found,
    )
    return Report(
        notes=len(graph.notes),
        formulas=sum(note.facts.formulas for note in graph.notes.values()),
        links=sum(len(note.linking.links) for note in graph.notes.values()),
        written=written.written if written else 0,
        unchanged=written.unchanged if written else 0,
        removed=written.removed if written else 0,
        problems=tuple(dict.fromkeys(sorted(told, key=_by_place))),
        seconds=time.perf_counter() - started,
        content=str(site.content),
        output=str(site.output),
    )


def _by_place(found: Problem) -> tuple[str, int, int, str]:
    span = found.span
    return found.path, span.line if span else 0, span.column if span else 0, found.code
