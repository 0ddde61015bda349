"""One shot as several: the ids of the parts, who says what in which, how long each lasts, and how it is seen."""

from collections.abc import Sequence
from dataclasses import dataclass

from orchestrator.directing.grammar import SIZES, steps_between
from orchestrator.directing.lint.seen import Seen
from orchestrator.directing.timing import LEAD, PAUSE, TAIL
from orchestrator.film.naming import unused
from orchestrator.film.shot import Line, Shot
from orchestrator.film.vocabulary import Boundary, Size

GLANCE = 1.5
"""Seconds that a shot needs to be understood."""


@dataclass
class Part:
    """One part of a shot that is split; what it leaves open is as in the shot."""

    action: str | None = None
    lines: tuple[int, ...] = ()
    """The numbers of the lines of dialogue that are said in it."""
    seconds: float | None = None
    size: Size | None = None
    boundary: Boundary = "cut"


def needed(speech: Sequence[float]) -> float:
    """Return the seconds that the lines of one shot take."""
    return LEAD + sum(speech) + PAUSE * (len(speech) - 1) + TAIL if speech else 0.0


def as_values(seen: Seen, parts: Sequence[Part]) -> tuple[dict[str, object], ...]:
    """Return for each part the values in which it differs from the shot; None takes a value out."""
    shot, taken = seen.shot, {other.id for other in seen.scene.shots}
    found: list[dict[str, object]] = []
    for number, part in enumerate(parts):
        values: dict[str, object] = {}
        if number:
            name = unused(shot.id, taken)
            taken.add(name)
            once = ("enter", "title", "take", "from_here", "locked", "note")
            values = {"id": name, **{key: None for key in once if key in _written(shot)}}
            values["boundary"] = part.boundary if part.boundary != "cut" else None
        if part.action is not None:
            values |= {"action": part.action, "props": _props(shot.props, part.action, first=number == 0)}
        if shot.dialogue:
            values["dialogue"] = [_line(shot.dialogue[index]) for index in part.lines] or None
        if part.seconds is not None:
            values["seconds"] = _plain(part.seconds)
        if part.size is not None and part.size != shot.size:
            values["size"] = part.size
        if "keyframes" in shot.model_fields_set:
            values["keyframes"] = _keyframes(shot, first=number == 0, last=number == len(parts) - 1) or None
        found.append(values)
    return tuple(found)


def _written(shot: Shot) -> set[str]:
    """The keys that the shot has in its file."""
    return {Shot.model_fields[name].alias or name for name in shot.model_fields_set}


def _keyframes(shot: Shot, *, first: bool, last: bool) -> dict[str, object]:
    """The last picture goes to the last part, all else stays with the first."""
    said: dict[str, object] = shot.keyframes.model_dump(mode="json", exclude_defaults=True)
    return {key: value for key, value in said.items() if (last if key == "last" else first)}


def _line(line: Line) -> dict[str, object]:
    return line.model_dump(mode="json", exclude_defaults=True)


def _plain(seconds: float) -> float:
    rounded = round(seconds, 2)
    return int(rounded) if rounded == int(rounded) else rounded


def _props(props: Sequence[str], action: str, *, first: bool) -> list[str] | None:
    """The props that the part names; one that no part names would be lost, so that the first keeps it."""
    kept = [prop for prop in props if first or any(word in action.lower() for word in prop.lower().split()[-1:])]
    return kept or None


def share_seconds(total: float, weights: Sequence[float], least: Sequence[float]) -> list[float] | None:
    """Share seconds out by weight, none under its least; None where there are too few."""
    spare = total - sum(least)
    if spare < -0.01:
        return None
    whole = sum(weights) or 1.0
    return [low + max(0.0, spare) * weight / whole for low, weight in zip(least, weights, strict=True)]


def sizes_for(seen: Seen, count: int) -> list[Size]:
    """Sizes for parts that are cut apart: none like the one before it, the last none like the shot that follows."""
    found: list[Size] = [seen.shot.size]
    for number in range(1, count):
        beside: list[Size] = [found[-1]]
        if number == count - 1 and seen.after is not None and seen.after.angle == seen.shot.angle:
            beside.append(seen.after.size)
        found.append(other_size(found[0] if number % 2 else found[-1], beside))
    return found


def other_size(size: Size, beside: Sequence[Size]) -> Size:
    """Return a size two steps closer than `size` (wider, where it is close already) that is none of those beside it."""
    usual: list[Size] = [one for one in SIZES if one not in ("extreme-wide", "extreme-close-up", "insert")]
    wanted: list[Size] = sorted(
        usual, key=lambda one: (abs(steps_between(one, size) - 2), SIZES.index(one) < SIZES.index(size))
    )
    fitting: list[Size] = [one for one in wanted if one not in beside and one != size]
    return fitting[0] if fitting else size
