"""What a store could do without: results that no film uses, and files that no result names, made more than two weeks ago.

They go in two phases. First they are put away into the trash, from where they come back by themselves when a build asks for
them; two weeks later the next collection deletes them.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from orchestrator.store.records import Action
from orchestrator.store.store import Store

FORTNIGHT = 14 * 86_400.0
_DAY = 86_400.0
_FORMAT = "%Y-%m-%d"


class ClockIsWrong(Exception):
    """Something was made in the future: by this clock nothing can be said to be old."""


@dataclass(frozen=True)
class Unused:
    """A file that could go: its bytes, the seconds it would take to make it again, and the steps whose result it is."""

    path: Path
    size: int
    seconds: float
    steps: tuple[str, ...]


def unused(store: Store, used: Collection[str], now: float) -> list[Unused]:
    """Every object that could go, those first that are made again in the least time for their size.

    `used` are the digests and the keys of what is never to go; all files of a key stay together.

    Raises:
        ClockIsWrong: if something was made later than `now`.
    """
    by_name = _by_name(store)
    newest = max((action.made for actions in by_name.values() for action in actions), default=0.0)
    if newest > now + _DAY:
        raise ClockIsWrong(f"something here was made on {_day(newest)}, and today is {_day(now)} by the clock")
    staying = {
        output.name
        for actions in by_name.values()
        for action in actions
        if now - action.made < FORTNIGHT or is_among(action, used)
        for output in action.outputs.values()
    }
    found: list[Unused] = []
    for path in store.objects.all():
        if path.name not in staying and now - path.stat().st_mtime >= FORTNIGHT:
            actions = by_name.get(path.name, [])
            steps = tuple(dict.fromkeys(action.step for action in actions))
            seconds = sum(action.seconds / len(action.outputs) for action in actions[-1:])
            found.append(Unused(path, path.stat().st_size, seconds, steps))
    return sorted(found, key=lambda one: (one.seconds / max(1, one.size), one.path.name))


def put_away(store: Store, files: Collection[Unused], now: float) -> None:
    """Put files into the trash of today."""
    for one in files:
        store.objects.put_away(one.path, _day(now))


def old_trash(store: Store, now: float, *, all_of_it: bool = False) -> Iterator[Path]:
    """The files that were put away two weeks ago or before; or all."""
    for folder in sorted(store.objects.trash.glob("????-??-??")):
        if all_of_it or _age(folder, now) >= FORTNIGHT:
            yield from sorted(folder.iterdir())


def delete(paths: Collection[Path]) -> None:
    """Delete files for good, and folders that are empty then."""
    for path in paths:
        path.unlink(missing_ok=True)
    for folder in {path.parent for path in paths}:
        if not any(folder.iterdir()):
            folder.rmdir()


def is_among(action: Action, used: Collection[str]) -> bool:
    """Whether its key, or the digest of one of its files, is among those that are used."""
    return action.key in used or any(output.digest in used for output in action.outputs.values())


def _by_name(store: Store) -> dict[str, list[Action]]:
    found: dict[str, list[Action]] = {}
    for action in store.actions():
        for output in action.outputs.values():
            found.setdefault(output.name, []).append(action)
    return found


def _day(seconds: float) -> str:
    return datetime.fromtimestamp(seconds, UTC).strftime(_FORMAT)


def _age(folder: Path, now: float) -> float:
    """Seconds since a day of the trash ended, at least; a name that is no day is of today."""
    try:
        day = datetime.strptime(folder.name, _FORMAT).replace(tzinfo=UTC).timestamp()
    except (ValueError, OverflowError):
        return 0.0
    return now - day - _DAY
