"""Installing: the old pack or the new one, whatever happens in between."""

import os
import shutil
import signal
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from threading import Thread

import pytest

from orchestrator.project.packs.digests import digest
from orchestrator.project.packs.inspection import inspect
from orchestrator.project.packs.installing import install, origin
from orchestrator.project.packs.opening import opened
from orchestrator.project.packs.pack import Pack, PackError, Source

Written = Callable[[Path, Mapping[str, bytes]], Path]


@pytest.fixture
def library(style_pack: Path, tmp_path: Path) -> Path:
    """A library with the pack in it, and a newer one of it in its place outside."""
    with opened(str(style_pack), "style") as pack:
        install(pack, tmp_path / "library")
    guide = (style_pack / "style.yaml").read_text(encoding="utf-8").replace("version: 2", "version: 3")
    (style_pack / "style.yaml").write_text(guide, encoding="utf-8")
    (style_pack / "NOTICE").write_text("new\n", encoding="utf-8")
    (style_pack / "LICENSE").unlink()
    return tmp_path / "library"


def listing(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.name != ".lock")


def test_one_of_that_name_gives_way_only_when_asked(library: Path, style_pack: Path) -> None:
    before = listing(library)
    with opened(str(style_pack), "style") as pack:
        with pytest.raises(PackError, match=r"there is a pack 'ink-test' at .* already"):
            install(pack, library)
        assert listing(library) == before
        assert install(pack, library, replace=True) == library / "ink-test"
    assert digest(library / "ink-test") == digest(style_pack)
    assert not (library / "ink-test/LICENSE").exists()


def test_a_single_file_of_that_name_gives_way_too(library: Path, style_pack: Path) -> None:
    shutil.rmtree(library / "ink-test")
    shutil.copy(style_pack / "style.yaml", library / "ink-test.yaml")
    with opened(str(style_pack), "style") as pack:
        with pytest.raises(PackError, match=r"ink-test\.yaml already"):
            install(pack, library)
        install(pack, library, replace=True)
    assert sorted(path.name for path in library.iterdir()) == [".lock", "ink-test"]


def test_a_link_in_the_library_gives_way_and_what_it_leads_to_stays(
    library: Path, style_pack: Path, tmp_path: Path
) -> None:
    (library / "ink-test").rename(tmp_path / "mine")
    (library / "ink-test").symlink_to(tmp_path / "mine")
    before = listing(tmp_path / "mine")
    with opened(str(style_pack), "style") as pack:
        install(pack, library, replace=True)
    assert not (library / "ink-test").is_symlink()
    assert listing(tmp_path / "mine") == before


@pytest.mark.filterwarnings("ignore:.*multi-threaded.*:DeprecationWarning")
def test_killed_at_any_moment_the_name_has_the_old_pack_or_the_new_one(library: Path, style_pack: Path) -> None:
    old, new = digest(library / "ink-test"), digest(style_pack)
    seen: list[str] = []
    with opened(str(style_pack), "style") as pack:
        for moment in range(0, 2000, 5):
            done = killed_at(moment, pack, library)
            found = digest(library / "ink-test")
            assert found in (old, new)
            assert inspect(library / "ink-test", "style") == []
            assert sorted(path.name for path in library.glob("*/style.yaml")) == ["style.yaml"]
            seen.append(found)
            if done:
                break
        else:
            raise AssertionError("it never came to its end")
    assert seen[0] == old
    assert seen[-1] == new
    assert len(seen) > 12
    assert listing(library) == sorted([*listing_of(pack), "ink-test", "ink-test/.origin.json"])


def listing_of(pack: Pack) -> list[str]:
    folders = {Path(name).parent.as_posix() for name in pack.files} - {"."}
    return [f"ink-test/{name}" for name in (*pack.files, *folders)]


def killed_at(moment: int, pack: Pack, library: Path) -> bool:
    """Install in a process of its own that is killed before its nth step; return whether it came to its end."""
    child = os.fork()
    if child == 0:
        left = moment

        def count(event: str, _: object) -> None:
            nonlocal left
            if event.startswith(("open", "os.", "shutil.", "ctypes.dlsym", "tempfile.")) and event != "os.kill":
                left -= 1
                if left < 0:
                    os.kill(os.getpid(), signal.SIGKILL)

        try:
            sys.addaudithook(count)
            install(pack, library, replace=True)
            os._exit(0)
        finally:
            os._exit(1)
    _, status = os.waitpid(child, 0)
    assert status in (0, signal.SIGKILL)
    return status == 0


def test_what_a_killed_installation_had_moved_aside_comes_back(library: Path, style_pack: Path) -> None:
    aside = library / ".arriving/ink-test.abc"
    aside.mkdir(parents=True)
    (library / "ink-test").rename(aside / "old")
    (aside / "new").mkdir()
    with opened(str(style_pack), "style") as pack, pytest.raises(PackError, match="already"):
        install(pack, library)
    assert (library / "ink-test/LICENSE").exists()
    assert not (library / ".arriving").exists()


def test_a_disk_that_is_full_leaves_the_old_pack(library: Path, style_pack: Path) -> None:
    import resource

    before, kept = digest(library / "ink-test"), listing(library)
    with opened(str(style_pack), "style") as pack:
        limits = resource.getrlimit(resource.RLIMIT_FSIZE)
        ignored = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, limits[1]))
        try:
            with pytest.raises(PackError, match=r"cannot be put into .*; what was there is as it was"):
                install(pack, library, replace=True)
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, limits)
            signal.signal(signal.SIGXFSZ, ignored)
    assert digest(library / "ink-test") == before
    assert listing(library) == kept


def test_a_disk_that_is_full_while_a_pack_is_opened_leaves_nothing(style_pack: Path, scratch: Path) -> None:
    import resource

    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    ignored = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, limits[1]))
    try:
        with pytest.raises(PackError, match="file too large"), opened(str(style_pack), "style"):
            pass
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
        signal.signal(signal.SIGXFSZ, ignored)
    assert list(scratch.iterdir()) == []


def test_ctrl_c_leaves_nothing_of_an_opened_pack(style_pack: Path, scratch: Path) -> None:
    def interrupted() -> None:
        with opened(str(style_pack), "style") as pack:
            assert pack.folder.is_relative_to(scratch)
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        interrupted()
    assert list(scratch.iterdir()) == []


def test_an_error_of_whoever_uses_a_pack_is_theirs(style_pack: Path) -> None:
    with pytest.raises(FileNotFoundError), opened(str(style_pack), "style") as pack:
        (pack.folder / "nothing").read_bytes()


def test_a_library_that_is_a_file(style_pack: Path, tmp_path: Path) -> None:
    with opened(str(style_pack), "style") as pack, pytest.raises(PackError, match="cannot be put into"):
        install(pack, tmp_path / "outside.txt")


def test_a_pack_that_got_a_link_after_it_was_opened_is_not_kept(
    library: Path, style_pack: Path, tmp_path: Path
) -> None:
    before = listing(library)
    with opened(str(style_pack), "style") as pack:
        (pack.folder / "README.md").unlink()
        (pack.folder / "README.md").symlink_to(tmp_path / "outside.txt")
        with pytest.raises(PackError, match=r"ink-test/README\.md: is a link"):
            install(pack, library, replace=True)
    assert listing(library) == before


def test_many_at_once_end_with_one_whole_pack(library: Path, style_pack: Path) -> None:
    failures: list[BaseException] = []

    def work() -> None:
        try:
            with opened(str(style_pack), "style") as pack:
                install(pack, library, replace=True)
        except PackError as error:
            failures.append(error)

    workers = [Thread(target=work) for _ in range(6)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert failures == []
    assert digest(library / "ink-test") == digest(style_pack)
    assert sorted(path.name for path in library.iterdir()) == [".lock", "ink-test"]


def test_where_nobody_knows_where_a_pack_came_from(style_pack: Path, written: Written) -> None:
    assert origin(style_pack) is None
    for raw in (b"[]", b'{"kind": 1, "what": 2}', b'{"kind": "zip", "address": 5}', b"\xff", b"{"):
        assert origin(written(style_pack, {".origin.json": raw})) is None


@pytest.mark.parametrize(
    "address", ["/home/somebody/ink-test.zip", "C:\\Users\\Somebody\\ink-test.zip", "ink-test.zip"]
)
def test_a_film_names_no_folder_of_the_machine_that_a_pack_came_from(address: str) -> None:
    assert Source("zip", address).public_address == "ink-test.zip"
    assert Source("git", "https://host/ink/test").public_address == "https://host/ink/test"
