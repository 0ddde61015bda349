"""An engine that works in the driver's own process: nothing has to start, and there is no second process to trace."""

from collections.abc import Iterator
from pathlib import Path

from generation.errors import GenerationError
from orchestrator.building.engines.local import Message
from orchestrator.building.engines.worker import disk_is_full
from orchestrator.building.work import Work
from stitching.errors import StitchingError

_WAITING = 3
"""Pieces that it takes on; one is worked at, the others wait."""


class HereEngine:
    """Speaks as `LocalEngine` does. A piece is made when its messages are asked for."""

    def __init__(self) -> None:
        self._tasks: list[tuple[str, Work, Path]] = []

    def has_room(self, model: str) -> bool:
        """Whether it takes another piece on; none of ours needs a model."""
        return not model and len(self._tasks) < _WAITING

    def model(self) -> str:
        """Nothing is loaded, ever."""
        return ""

    def submit(self, step: str, work: Work, folder: Path, model: str) -> None:
        """Take on a piece of work."""
        self._tasks.append((step, work, folder))

    def busy(self) -> bool:
        """Whether anything is left to do."""
        return bool(self._tasks)

    def messages(self, timeout: float | None = None) -> Iterator[Message]:
        """Make the oldest piece."""
        step, work, folder = self._tasks.pop(0)
        yield Message(step, "begun")
        yield _result(step, work, folder)

    def close(self) -> None:
        """Forget what is left."""
        self._tasks.clear()


def _result(step: str, work: Work, folder: Path) -> Message:
    try:
        return Message(step, "made", made=work.perform(folder, _unheard))
    except (GenerationError, StitchingError, OSError) as error:
        full = disk_is_full(error)
        disk = folder.parent.parent.absolute()
        said = f"the disk of {disk} is full; make room, and run it again" if full else str(error)
        return Message(step, "failed", text=said, ends=full)


def _unheard(_done: int, _total: int) -> None:
    """Nobody watches."""
