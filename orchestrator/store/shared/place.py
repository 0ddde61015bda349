"""Where a shared store is: a folder, or whatever fsspec knows the way to. Names in it are paths with slashes."""

import errno
import os
import secrets
import shutil
from collections.abc import Callable, Generator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Protocol

from orchestrator.project.durable import flush, make_folder, move

_BUCKETS = frozenset({"s3", "s3a", "gs", "gcs", "az", "abfs", "oss"})
"""Places without folders, of those that fsspec knows."""


class Unreachable(Exception):
    """It does not do what it was asked to; the text says why, in a few words."""


class Place(Protocol):
    """What a shared store must be able to do. All of it may take its time; who asks sees to that.

    Raises:
        FileNotFoundError: if there is no such file.
        Unreachable: for whatever else goes wrong.
    """

    def names(self, folder: str) -> Sequence[str]:
        """The names in a folder; none where there is no such folder."""
        ...

    def read(self, name: str, start: int, end: int) -> bytes:
        """The bytes of a file from `start` to before `end`; fewer where it ends before."""
        ...

    def size(self, name: str) -> int | None:
        """The bytes of a file; None where there is none."""
        ...

    def put(self, source: Path, name: str) -> None:
        """Put a copy of a file there, in place of what has the name."""
        ...

    def write(self, name: str, text: bytes, *, replace: bool) -> bool:
        """Write a small file; False if there is one and it is not to be replaced: of two at once, one is first."""
        ...


class Folder:
    """A folder that several machines see: a name in it is a whole file, and on the disk."""

    def __init__(self, root: Path) -> None:
        if not root.is_dir():  # Made here, it would be on this machine's own disk while the shared one is not mounted.
            raise Unreachable("there is no such folder; mount it, or make it")
        self._root = root

    def names(self, folder: str) -> Sequence[str]:
        try:
            with _telling():
                return [path.name for path in (self._root / folder).iterdir()]
        except FileNotFoundError:
            return ()

    def read(self, name: str, start: int, end: int) -> bytes:
        with _telling(), (self._root / name).open("rb") as file:
            file.seek(start)
            return file.read(end - start)

    def size(self, name: str) -> int | None:
        try:
            with _telling():
                return (self._root / name).stat().st_size
        except FileNotFoundError:
            return None

    def put(self, source: Path, name: str) -> None:
        with _telling(), self._beside(name) as beside:
            with source.open("rb") as made, beside.open("xb") as copy:
                shutil.copyfileobj(made, copy, 1 << 20)
            flush(beside)
            move(beside, self._root / name)

    def write(self, name: str, text: bytes, *, replace: bool) -> bool:
        target = self._root / name
        with _telling(), self._beside(name) as beside:
            with beside.open("xb") as file:
                file.write(text)
            flush(beside)
            if replace:
                move(beside, target)
                return True
            make_folder(target.parent)
            return _linked(beside, target, text)

    @contextmanager
    def _beside(self, name: str) -> Generator[Path]:
        """A new name on the same disk. What an upload leaves there that was cut off, nobody looks at."""
        folder = self._root / "incoming"
        make_folder(folder)
        beside = folder / f"{Path(name).name}.{secrets.token_hex(8)}"
        try:
            yield beside
        finally:
            beside.unlink(missing_ok=True)


class Remote:
    """A place that fsspec knows the way to. Keys are what its implementation finds in the environment or its own files."""

    def __init__(self, url: str) -> None:
        try:
            from fsspec.core import url_to_fs
        except ImportError as error:
            raise Unreachable("fsspec is not installed; pip install 'filmwright[shared]'") from error
        self._files: Any
        try:
            with _telling_all():
                self._files, root = url_to_fs(url, use_listings_cache=False, skip_instance_cache=True)
        except Unreachable as error:
            if isinstance(error.__cause__, ImportError) and url.startswith(("s3:", "s3a:")):
                raise Unreachable("s3fs is not installed; pip install 'filmwright[s3]'") from error
            raise
        self._root = str(root).rstrip("/")

    def names(self, folder: str) -> Sequence[str]:
        try:
            with _telling_all():
                return [
                    str(row).rstrip("/").rpartition("/")[2] for row in self._files.ls(self._at(folder), detail=False)
                ]
        except FileNotFoundError:
            return ()

    def read(self, name: str, start: int, end: int) -> bytes:
        with _telling_all():
            try:
                return bytes(self._files.cat_file(self._at(name), start=start, end=end))
            except OSError as error:
                if error.errno == errno.EINVAL and start:  # what S3 says of a start behind the end
                    return b""
                raise

    def size(self, name: str) -> int | None:
        try:
            with _telling_all():
                return int(self._files.info(self._at(name))["size"])
        except FileNotFoundError:
            return None

    def put(self, source: Path, name: str) -> None:
        path = self._at(name)
        with _telling_all():
            self._in_its_folder(path, lambda: self._files.put_file(str(source), path))

    def write(self, name: str, text: bytes, *, replace: bool) -> bool:
        path = self._at(name)
        try:
            with _telling_all():
                self._in_its_folder(path, lambda: self._written(path, text, replace=replace))
        except FileExistsError:
            return False
        return True

    def _written(self, path: str, text: bytes, *, replace: bool) -> None:
        try:
            self._files.pipe_file(path, text, mode="overwrite" if replace else "create")
        except (
            NotImplementedError,
            ValueError,
        ):  # It cannot tell who is first; then it is asked, and that may be a moment ago.
            if not replace and self._files.exists(path):
                raise FileExistsError from None
            self._files.pipe_file(path, text)

    def _in_its_folder(self, path: str, write: Callable[[], object]) -> None:
        """Make the folder if it turns out to be needed. Where there are none, only the bucket can be missing, and stays so."""
        try:
            write()
        except FileNotFoundError:
            protocols = self._files.protocol
            if _BUCKETS.intersection((protocols,) if isinstance(protocols, str) else protocols):
                raise Unreachable("there is no such bucket") from None
            self._files.makedirs(path.rpartition("/")[0], exist_ok=True)
            write()

    def _at(self, name: str) -> str:
        return f"{self._root}/{name}"


def _linked(beside: Path, target: Path, text: bytes) -> bool:
    """Give a file its name unless something has it."""
    try:
        os.link(beside, target)
    except FileExistsError:
        return False
    except OSError:  # a file system without links
        try:
            with target.open("xb") as file:
                file.write(text)
        except FileExistsError:
            return False
    return True


@contextmanager
def _telling() -> Generator[None]:
    try:
        yield
    except (FileNotFoundError, FileExistsError):
        raise
    except OSError as error:
        raise Unreachable((error.strerror or str(error)).lower()) from error


@contextmanager
def _telling_all() -> Generator[None]:
    """The same of fsspec: each of its implementations raises what the library below it raises."""
    try:
        yield
    except (FileNotFoundError, FileExistsError, Unreachable):
        raise
    except Exception as error:  # of boto, paramiko, aiohttp ...: they share no base but this
        from orchestrator.writing.model.keys import Secrets

        said = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        raise Unreachable(Secrets().shown(said or type(error).__name__)) from error
