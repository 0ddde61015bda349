"""Several changes of a project of which all happen or none."""

import shutil
from collections.abc import Callable
from pathlib import Path

from orchestrator.project.atomic import read_bytes, remove, write_bytes

_REMEMBERED = 32_000_000
"""Files up to this many bytes go through the history, so that `undo` can bring them back; weights may be far larger."""


class AllOrNothing:
    """As a context: if it ends with an error, every file is as it was before."""

    def __init__(self, root: Path) -> None:
        """Begin with the files of the project in `root` as they are."""
        self._root = root
        self._back: list[Callable[[], None]] = []
        self._aside: list[Path] = []

    def __enter__(self) -> "AllOrNothing":
        return self

    def __exit__(self, kind: type[BaseException] | None, *_error: object) -> None:
        if kind is not None:
            for step in reversed(self._back):
                step()
        for path in self._aside:
            path.unlink(missing_ok=True)

    def about(self, *names: str) -> None:
        """Remember what is at these paths of the project now."""
        for name in names:
            path, before = self._root / name, read_bytes(self._root / name)
            self._back.append(lambda path=path: _tidy(self._root, path.parent))
            self._back.append(lambda path=path, before=before: _put(path, before))

    def copy(self, source: Path, name: str) -> None:
        """Put a copy of a file at a path of the project.

        Raises:
            OSError, FilmError: if that cannot be done.
        """
        if source.stat().st_size <= _REMEMBERED:
            self.about(name)
            write_bytes(self._root / name, source.read_bytes())
            return
        target = self._root / name
        scratch, aside = (target.with_name(f".{target.name}.{ending}") for ending in ("tmp", "before"))
        self._back.append(lambda: _tidy(self._root, target.parent))
        self._aside += [scratch, aside]
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(source, scratch)
        if target.exists():
            target.rename(aside)
            self._back.append(lambda: _move(aside, target))
        else:
            self._back.append(lambda: target.unlink(missing_ok=True))
        scratch.rename(target)

    def remove(self, name: str) -> None:
        """Take a file of the project away, and folders that are empty then."""
        self.about(name)
        remove(self._root / name, read_bytes(self._root / name))
        _tidy(self._root, (self._root / name).parent)


def _put(path: Path, before: bytes | None) -> None:
    if before is None:
        remove(path)
    elif read_bytes(path) != before:
        write_bytes(path, before)


def _move(aside: Path, target: Path) -> None:
    target.unlink(missing_ok=True)
    aside.rename(target)


def _tidy(root: Path, folder: Path) -> None:
    """Folders that are empty go, but for the film's own."""
    while folder.parent != root and folder != root and folder.is_dir() and not any(folder.iterdir()):
        folder.rmdir()
        folder = folder.parent
