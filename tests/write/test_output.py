"""The output folder: each file old or new, nothing of others touched, nothing left behind."""

from __future__ import annotations

import contextlib
import ctypes
import errno
import io
import os
import resource
import tracemalloc
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from notes_wiki.load.stamps import stamp_of
from notes_wiki.model import Problem
from notes_wiki.write.output import MANIFEST, Output, Written, open_output
from notes_wiki.write.staging import TEMPORARY
from tests.wikis import files_of, write

OLD = {"a.html": b"old a", "sub/b.html": b"old b", "gone.html": b"gone"}
NEW = {"a.html": b"new a", "sub/b.html": b"old b", "deep/er/c.html": b"new c"}


def opened(folder: Path, *, force: bool = False) -> Output:
    output = open_output(folder, force=force)
    assert isinstance(output, Output)
    return output


def publish(folder: Path, files: dict[str, bytes], *, force: bool = False) -> Written:
    output = opened(folder, force=force)
    output.announce(files)
    for address, data in files.items():
        output.put(address, data)
    return output.commit()


def contents(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and path.name != MANIFEST
    }


def test_what_was_put_is_there_and_what_was_not_is_removed(tmp_path: Path) -> None:
    publish(tmp_path, OLD)
    written = publish(tmp_path, NEW)
    assert contents(tmp_path) == NEW
    assert (written.written, written.unchanged, written.removed) == (2, 1, 1)


def test_a_file_with_the_same_bytes_is_not_touched(tmp_path: Path) -> None:
    publish(tmp_path, OLD)
    before = (tmp_path / "a.html").stat()
    publish(tmp_path, OLD)
    assert (tmp_path / "a.html").stat() == before


@pytest.mark.parametrize("call", ["replace", "unlink", "fsync", "open", "rmdir"])
@pytest.mark.parametrize("instant", range(6))
def test_a_build_killed_at_any_instant_leaves_each_file_old_or_new(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, call: str, instant: int
) -> None:
    class Killed(BaseException):
        """Nothing in the program may catch it."""

    publish(tmp_path, OLD)
    real: Callable[..., object] = open if call == "open" else getattr(os, call)
    left = [instant]

    def dies(*arguments: object, **more: object) -> object:
        left[0] -= 1
        if left[0] < 0:
            raise Killed
        return real(*arguments, **more)

    with monkeypatch.context() as patched:
        if call == "open":
            patched.setattr("builtins.open", dies)
        else:
            patched.setattr(os, call, dies)
        with contextlib.suppress(Killed):
            publish(tmp_path, NEW)
    for address, data in contents(tmp_path).items():
        if TEMPORARY not in address:
            assert data in {OLD.get(address), NEW.get(address)}
    written = publish(tmp_path, NEW)
    assert not written.problems
    assert contents(tmp_path) == NEW


def test_a_spoilt_file_is_written_again(tmp_path: Path) -> None:
    publish(tmp_path, OLD)
    (tmp_path / "a.html").write_bytes(b"spoilt")
    publish(tmp_path, OLD)
    assert contents(tmp_path) == OLD


def test_a_folder_that_holds_files_of_others_is_refused(tmp_path: Path) -> None:
    write(tmp_path, {"thesis.tex": "mine", ".gitignore": "", "CNAME": "example.org"})
    refused = open_output(tmp_path)
    assert isinstance(refused, Problem)
    assert refused.code == "foreign-output"
    assert "thesis.tex" in refused.message
    assert "CNAME" not in refused.message


def test_a_site_that_has_lost_its_list_of_files_is_recognised(tmp_path: Path) -> None:
    """It was copied without the files whose names begin with a dot, or Git ignores those."""
    write(tmp_path, {"index.html": "x", "-/theme/1/style.css": "x"})
    refused = open_output(tmp_path)
    assert isinstance(refused, Problem)
    assert ".wiki-manifest" in refused.hint
    write(tmp_path / "other", {"index.html": "x", "-/mine.css": "x"})
    refused = open_output(tmp_path / "other")
    assert isinstance(refused, Problem)
    assert ".wiki-manifest" not in refused.hint


def test_dotfiles_and_cname_alone_are_no_reason_to_refuse(tmp_path: Path) -> None:
    write(tmp_path, {".gitignore": "*", "CNAME": "example.org", ".git/config": ""})
    publish(tmp_path, NEW)
    assert (tmp_path / "CNAME").read_text() == "example.org"
    assert (tmp_path / ".gitignore").read_text() == "*"


def test_even_with_force_a_file_of_others_is_neither_changed_nor_removed(tmp_path: Path) -> None:
    write(tmp_path, {"a.html": "mine", "sub/keep.txt": "mine"})
    written = publish(tmp_path, NEW, force=True)
    assert [found.code for found in written.problems] == ["foreign-file"]
    publish(tmp_path, {})
    assert contents(tmp_path) == {"a.html": b"mine", "sub/keep.txt": b"mine"}


def test_nothing_is_written_through_a_symbolic_link_that_leads_out(tmp_path: Path) -> None:
    site, elsewhere = tmp_path / "site", tmp_path / "elsewhere"
    elsewhere.mkdir()
    publish(site, {"a.html": b"a"})
    (site / "deep").symlink_to(elsewhere)
    written = publish(site, NEW)
    assert [found.code for found in written.problems] == ["foreign-file"]
    assert not list(elsewhere.iterdir())


def test_nothing_is_removed_through_a_symbolic_link_that_leads_out(tmp_path: Path) -> None:
    site, elsewhere = tmp_path / "site", tmp_path / "elsewhere"
    publish(site, {"sub/b.html": b"b"})
    (site / "sub").rename(elsewhere)
    (site / "sub").symlink_to(elsewhere)
    publish(site, {})
    assert (elsewhere / "b.html").read_bytes() == b"b"


def test_a_page_of_ours_that_became_a_link_is_replaced_not_followed(tmp_path: Path) -> None:
    site, secret = tmp_path / "site", tmp_path / "secret"
    secret.write_bytes(b"secret")
    publish(site, {"a.html": b"a"})
    (site / "a.html").unlink()
    (site / "a.html").symlink_to(secret)
    publish(site, {"a.html": b"new"})
    assert secret.read_bytes() == b"secret"
    assert (site / "a.html").read_bytes() == b"new"
    assert not (site / "a.html").is_symlink()


@pytest.mark.parametrize("address", ["/etc/x", "../x", "a/../../x", ""])
def test_an_address_outside_the_folder_is_a_fault_of_the_program(tmp_path: Path, address: str) -> None:
    with pytest.raises(ValueError, match="not an address"):
        opened(tmp_path / "site").put(address, b"x")


@pytest.mark.parametrize(
    "manifest",
    [
        b"",
        b"\xff\xfe",
        b"another format\n",
        b"wiki manifest 1\nabc ../../outside\nabc /etc/passwd\n\n",
        b'wiki manifest 2\n["abc","../../outside"]\n["abc","/etc/passwd"]\n\n',
        b"wiki manifest 2\nabc mine.txt\n[]\n\xff\n",
    ],
)
def test_a_manifest_that_is_damaged_or_forged_gives_no_power_over_files(
    tmp_path: Path, manifest: bytes
) -> None:
    site = tmp_path / "site"
    write(site, {MANIFEST: manifest, "mine.txt": "mine"})
    write(tmp_path, {"outside": "mine"})
    publish(site, NEW)
    publish(site, {})
    assert contents(site) == {"mine.txt": b"mine"}
    assert (tmp_path / "outside").read_text() == "mine"


def test_a_file_that_cannot_be_put_down_is_reported_and_the_rest_is_written(tmp_path: Path) -> None:
    publish(tmp_path, {"a.html": b"a"})
    (tmp_path / "a.html").unlink()
    (tmp_path / "a.html").mkdir()
    (tmp_path / "a.html" / "mine").write_text("mine")
    written = publish(tmp_path, NEW)
    assert [found.code for found in written.problems] == ["not-writable"]
    assert contents(tmp_path) == {"a.html/mine": b"mine", **{n: d for n, d in NEW.items() if n != "a.html"}}


def test_folders_that_became_empty_are_removed(tmp_path: Path) -> None:
    publish(tmp_path, NEW)
    publish(tmp_path, {"a.html": b"new a"})
    assert sorted(path.name for path in tmp_path.iterdir()) == [MANIFEST, "a.html"]


def test_the_manifest_says_nothing_of_time_or_place(tmp_path: Path) -> None:
    publish(tmp_path / "one", NEW)
    publish(tmp_path / "two", OLD)
    publish(tmp_path / "two", NEW)
    assert files_of(tmp_path / "one") == files_of(tmp_path / "two")


def test_a_disk_that_fills_up_in_the_middle_of_a_file_leaves_the_old_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Such a disk takes a part of what is written, and refuses the next call."""
    publish(tmp_path, OLD)
    taken: list[int] = []
    opened_file = open

    class Full(io.FileIO):
        def write(self, data: Any) -> int:
            if taken:
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
            taken.append(super().write(bytes(data)[:3]))
            return taken[0]

    def opening(path: Any, mode: str = "r", *rest: Any, **more: Any) -> Any:
        if TEMPORARY in str(path) and "manifest" not in str(path):
            return Full(path, mode)
        return opened_file(path, mode, *rest, **more)

    with monkeypatch.context() as patched:
        patched.setattr("builtins.open", opening)
        written = publish(tmp_path, NEW)
    assert {found.code for found in written.problems} == {"not-writable"}
    assert contents(tmp_path) == {"a.html": b"old a", "sub/b.html": b"old b"}
    assert publish(tmp_path, NEW).problems == ()
    assert contents(tmp_path) == NEW


def test_where_files_cannot_be_listed_that_is_reported_before_any_is_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What no manifest lists would be somebody else's for ever."""
    publish(tmp_path, OLD)
    output = opened(tmp_path)

    def full(handle: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with monkeypatch.context() as patched:
        patched.setattr(os, "fsync", full)
        refused = output.announce(NEW)
    assert refused is not None
    assert refused.code == "not-writable"
    assert contents(tmp_path) == OLD


@pytest.mark.parametrize("name", ["a\u2028b", "a\u0085b", "a\vb", "a\fb", "a\rb", "a\x1cb", " a "])
def test_a_file_is_ours_whatever_its_name(tmp_path: Path, name: str) -> None:
    publish(tmp_path, {f"{name}.png": b"picture"})
    assert publish(tmp_path, {f"{name}.png": b"picture"}).problems == ()
    publish(tmp_path, {})
    assert contents(tmp_path) == {}


@pytest.mark.parametrize(
    ("number", "advice"),
    [(errno.EACCES, "Move away what is in its place"), (errno.ENOSPC, "Free some space on the disk")],
)
def test_a_file_that_could_not_be_replaced_is_ours_still(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, advice: str
) -> None:
    publish(tmp_path, OLD)
    replace = os.replace

    def refuse(source: str, target: str) -> None:
        if str(target).endswith("a.html"):
            raise OSError(number, os.strerror(number))
        replace(source, target)

    with monkeypatch.context() as patched:
        patched.setattr(os, "replace", refuse)
        (told,) = publish(tmp_path, NEW).problems
    assert told.code == "not-writable"
    assert told.hint.startswith(advice)
    assert contents(tmp_path)["a.html"] == b"old a"
    assert publish(tmp_path, NEW).problems == ()


NAMES = ["x\n- keep.txt\n- y/index.html", "a\u2028b.png", "a\rb", 'a" b\\n', "\N{CJK UNIFIED IDEOGRAPH-6F22}"]


@pytest.mark.parametrize("name", NAMES)
def test_no_name_makes_a_file_of_others_one_of_ours(tmp_path: Path, name: str) -> None:
    write(tmp_path, {"keep.txt": "mine", "b.png": "mine"})
    publish(tmp_path, {name: b"x"}, force=True)
    assert not publish(tmp_path, {name: b"y"}).problems
    assert contents(tmp_path) == {name: b"y", "keep.txt": b"mine", "b.png": b"mine"}
    publish(tmp_path, {})
    assert contents(tmp_path) == {"keep.txt": b"mine", "b.png": b"mine"}


@pytest.mark.parametrize("name", ["a\0b.html", "a\0b/index.html", "a\udc80.html"])
def test_a_name_that_no_file_can_have_is_reported_and_the_rest_is_written(tmp_path: Path, name: str) -> None:
    written = publish(tmp_path, {name: b"x", "a.html": b"a"})
    assert [found.code for found in written.problems] == ["not-writable"]
    assert contents(tmp_path) == {"a.html": b"a"}


def test_a_folder_that_an_older_version_wrote_is_ours(tmp_path: Path) -> None:
    write(
        tmp_path, {MANIFEST: "wiki manifest 1\nabc gone.html\nabc a.html\n", "a.html": "a", "gone.html": ""}
    )
    assert not publish(tmp_path, NEW).problems
    assert contents(tmp_path) == NEW


@pytest.mark.parametrize("clean", [False, True])
def test_a_file_that_became_a_folder_and_a_folder_that_became_a_file_change_places(
    tmp_path: Path, clean: bool
) -> None:
    publish(tmp_path, {"pic": b"file", "old/a/b.html": b"b", "old/c.html": b"c"})
    new = {"pic/a/x.png": b"x", "old": b"file"}
    if clean:
        output = opened(tmp_path)
        for address, data in new.items():
            output.put(address, data)
        assert not output.commit().problems
    else:
        assert not publish(tmp_path, new).problems
    assert contents(tmp_path) == new
    assert not publish(tmp_path, new).problems


def test_a_file_larger_than_may_be_written_is_reported_not_cut_short(tmp_path: Path) -> None:
    publish(tmp_path, {"a.bin": b"old"})
    child = os.fork()
    if child == 0:
        resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))
        written = publish(tmp_path, {"a.bin": b"x" * 10_000, "b.bin": b"y" * 10_000})
        os._exit(len(written.problems))
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 2
    assert contents(tmp_path) == {"a.bin": b"old"}
    assert not publish(tmp_path, {"a.bin": b"x" * 10_000}).problems
    assert contents(tmp_path) == {"a.bin": b"x" * 10_000}


def test_a_file_is_copied_without_being_held_in_memory(tmp_path: Path) -> None:
    source = tmp_path / "film"
    with source.open("wb") as stream:
        stream.truncate(50_000_000)
    output = opened(tmp_path / "site")
    tracemalloc.start()
    found = output.put_file("film.mp4", source)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    output.commit()
    assert peak < 5_000_000
    assert (tmp_path / "site/film.mp4").stat().st_size == 50_000_000
    again = opened(tmp_path / "site")
    assert again.has("film.mp4", found)
    assert again.put_file("film.mp4", source) == found
    assert again.commit().written == 0


def test_a_page_that_could_not_be_replaced_is_not_taken_for_the_new_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nor by its stamp, which is that of before."""
    stamps = publish(tmp_path, OLD).stamps

    def refuse(source: str, target: str) -> None:
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))

    output = open_output(tmp_path, stamps=stamps)
    assert isinstance(output, Output)
    output.put("a.html", b"new a")
    with monkeypatch.context() as patched:
        patched.setattr(os, "replace", refuse)
        written = output.commit()
    assert "a.html" in written.digests
    assert "a.html" not in written.stamps
    assert (written.written, written.unchanged) == (0, 0)


def test_what_was_written_or_kept_is_known_by_its_stamp(tmp_path: Path) -> None:
    for _ in range(2):
        written = publish(tmp_path, OLD)
        assert written.stamps == {name: stamp_of((tmp_path / name).stat()) for name in OLD}


def test_what_could_not_be_written_has_no_stamp(tmp_path: Path) -> None:
    write(tmp_path, {"a.html": "mine"})
    assert publish(tmp_path, OLD, force=True).stamps.keys() == OLD.keys() - {"a.html"}


def test_a_file_is_copied_over_none_of_others(tmp_path: Path) -> None:
    write(tmp_path, {"site/a.png": "mine", "b.png": "theirs"})
    output = opened(tmp_path / "site", force=True)
    assert output.put_file("a.png", tmp_path / "b.png") == ""
    assert [found.code for found in output.commit().problems] == ["foreign-file"]
    assert contents(tmp_path / "site") == {"a.png": b"mine"}


def test_an_output_folder_that_is_a_file_is_reported(tmp_path: Path) -> None:
    write(tmp_path, {"site": "mine"})
    found = open_output(tmp_path / "site")
    assert isinstance(found, Problem)
    assert found.code == "not-writable"


def test_an_output_folder_that_may_not_be_written_is_reported(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "access", lambda *_: False)
    found = open_output(tmp_path / "site")
    assert isinstance(found, Problem)
    assert (found.code, str(tmp_path / "site") in found.message) == ("not-writable", True)


def test_a_folder_that_cannot_be_created_costs_only_what_lies_in_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    create = os.makedirs

    def refuse(path: str, **options: Any) -> None:
        if path.endswith("deep/er"):
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        create(path, **options)

    monkeypatch.setattr(os, "makedirs", refuse)
    written = publish(tmp_path, {**NEW, "deep/er/d.html": b"d"})
    assert [found.code for found in written.problems] == ["not-writable"]
    assert contents(tmp_path) == {name: data for name, data in NEW.items() if name != "deep/er/c.html"}


def test_without_linux_s_call_the_whole_disk_is_flushed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def missing(*_: object, **__: object) -> None:
        raise OSError

    flushed: list[bool] = []
    monkeypatch.setattr(ctypes, "CDLL", missing)
    monkeypatch.setattr(os, "sync", lambda: flushed.append(True))
    publish(tmp_path, OLD)
    assert flushed
    assert contents(tmp_path) == OLD
