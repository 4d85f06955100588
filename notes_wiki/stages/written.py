"""What the output folder holds after a build, as it is remembered for the next one.

In:  a `Site`, `Written`, the keys of the pages.
Out: every file with its key, digest and stamp; every folder with the stamps of its files.
"""

from __future__ import annotations

from collections.abc import Mapping

from notes_wiki.load.stamps import Stamp, settled
from notes_wiki.stages.site import Site
from notes_wiki.write import cache
from notes_wiki.write.output import Written


def files_written(keys: Mapping[str, str], written: Written, now: int) -> dict[str, cache.Page]:
    """Every file of the site: pages with their keys, others without. A stamp is kept if it is old enough at
    the time `now` (nanoseconds) to be trusted."""
    unknown = Stamp(0, 0, 0)
    files = {}
    for address, known in written.digests.items():
        stamp = written.stamps.get(address, unknown)
        files[address] = cache.Page(
            keys.get(address, ""), known, stamp if settled(stamp.mtime_ns, now) else unknown
        )
    return files


def folders_written(site: Site, written: Written) -> dict[str, dict[str, Stamp]]:
    """Every folder of the output that holds files of the site, with the known stamps of these by name."""
    found: dict[str, dict[str, Stamp]] = {"": {}}
    for address in written.digests:
        folder, _, name = address.rpartition("/")
        inside = found.setdefault(folder, {})
        if address in written.stamps:
            inside[name] = written.stamps[address]
    root = str(site.output)
    return {f"{root}/{folder}": found[folder] for folder in sorted(found)}
