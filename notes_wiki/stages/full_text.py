"""The full-text index, updated after the pages have been written.

In:  a `Site` whose pages are written; in the store, the digest of all texts, as `write_site` left it.
Out: `-/pagefind/`, made again if the texts are not those it was made from.

Pagefind takes seconds, a build one, so it runs when the site is complete, and without the lock: `wiki serve`
can go on building. If another build finishes first, the index is outdated and thrown away.
"""

from __future__ import annotations

import time
from pathlib import Path

import msgspec

from notes_wiki.model import Problem
from notes_wiki.stages.site import Site, open_store
from notes_wiki.write import cache, text_index
from notes_wiki.write.output import Output, Written, open_output

_SCRATCH = "texts-"


def wanted(site: Site) -> bool:
    """Whether this site should have a full-text index."""
    return site.options.text_index and text_index.available()


def folder(site: Site) -> Path:
    """The folder of the index."""
    return site.output / text_index.FOLDER


def remember_digest(site: Site, store: cache.Store, output: Output, digest: str) -> int:
    """To be called before the site is committed: remember the digest of its texts, and keep the existing
    index if it was made from exactly these. A preview keeps an outdated index until there is a new one; a
    site does not, because it might hold what is no longer published. Returns the number of files that the
    index had."""
    store.save(values={_name(site, "texts"): digest.encode()})
    files = _files(output)
    if site.options.text_index and (
        site.options.live or store.value(_name(site, "indexed")) == digest.encode()
    ):
        for address in files:
            output.keep(address)
    return len(files)


def counted(written: Written, output: Output, files: int) -> Written:
    """The result of a commit without the files of the index in its counts, because they are not pages."""
    kept = sum(address in written.digests for address in _files(output))
    return msgspec.structs.replace(
        written, unchanged=written.unchanged - kept, removed=max(0, written.removed - (files - kept))
    )


def index_texts(site: Site) -> tuple[Problem, ...]:
    """Make the index again if the texts have changed since it was made."""
    if not site.options.text_index:
        return ()
    with open_store(site) as store:
        digest = store.value(_name(site, "texts"))
        if digest is None or _up_to_date(site, store, digest):
            return ()
    import tempfile

    _sweep(site.state)
    with tempfile.TemporaryDirectory(prefix=_SCRATCH, dir=site.state) as scratch:
        made = text_index.make(site.output.resolve(), site.config.language, Path(scratch).resolve())
    if isinstance(made, Problem):
        return (made,)
    with open_store(site) as store:
        if store.value(_name(site, "texts")) != digest:
            return ()  # another build has finished since, and takes care of it
        output = open_output(site.output)
        if isinstance(output, Problem):
            return (output,)
        for address in output.ours:
            if not address.startswith(text_index.FOLDER + "/"):
                output.keep(address)
        if (refused := output.announce(made)) is not None:
            return (refused,)
        for address, data in made.items():
            output.put(address, data)
        written = output.commit()
        if not written.problems:
            store.save(values={_name(site, "indexed"): digest})
    return written.problems


def _sweep(state: Path) -> None:
    """Remove what killed runs have left: anything older than `text_index.LONGEST`, which no run takes."""
    for folder in state.glob(f"{_SCRATCH}*"):
        if folder.stat().st_mtime < time.time() - 2 * text_index.LONGEST:
            import shutil

            shutil.rmtree(folder, ignore_errors=True)


def _up_to_date(site: Site, store: cache.Store, digest: bytes) -> bool:
    entry = site.output / text_index.FOLDER / "pagefind-entry.json"
    return store.value(_name(site, "indexed")) == digest and entry.is_file()


def _files(output: Output) -> list[str]:
    return [address for address in output.ours if address.startswith(text_index.FOLDER + "/")]


def _name(site: Site, what: str) -> str:
    """The name of a value in the store, which is separate for each output folder."""
    return f"{what} {site.output.resolve()}"
