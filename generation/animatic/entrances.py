"""Entrances and exits: somebody who walks in and stops, or stands and walks off, is one figure with two motions."""

from dataclasses import dataclass, replace

from generation.animatic.art import Group
from generation.animatic.figures.draw import draw_figure
from generation.animatic.stage import FigureArt, Scheme, Touch
from generation.requests import Figure, Look

_WALK = 2.6
"""Seconds that a walk into or out of the picture lasts, if the shot has them."""
_BLEND = 0.1
"""Seconds over which one motion gives way to the other."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A walk into or out of the picture: when it starts and ends. Before and after it the figure stands."""

    start: float
    end: float
    enters: bool


def passage(pose: str, seconds: float) -> Passage | None:
    """The walk that a pose such as `walk in` or `walk out` asks for in a shot of `seconds`; None for all others."""
    words = pose.lower().replace("-", " ").split()
    match words[-1:]:
        case ["in"]:
            return Passage(0.0, min(0.6 * seconds, _WALK), enters=True)
        case ["out"]:
            return Passage(max(0.35 * seconds, seconds - _WALK), seconds, enters=False)
        case _:
            return None


def draw_passing(figure: Figure, scheme: Scheme, look: Look, seed: int, seconds: float) -> FigureArt:
    """Draw a figure in its pose; one that enters or leaves walks during its passage and stands else."""
    walk = passage(figure.pose, seconds)
    if walk is None:
        return draw_figure(figure, scheme, look, seed)
    pose = figure.pose.rsplit(maxsplit=1)[0].rsplit("-", 1)[0]
    going = draw_figure(figure.model_copy(update={"pose": pose}), scheme, look, seed)
    waiting = draw_figure(figure.model_copy(update={"pose": "talk" if figure.mouths else "stand"}), scheme, look, seed)
    turn = walk.end if walk.enters else walk.start
    sign = 1.0 if walk.enters else -1.0

    def rest(t: float) -> float:
        """How much of it stands: it stands in full before the walk fades, so that nothing shines through."""
        return min(1.0, max(0.0, sign * (t - turn) / _BLEND + 1.0))

    def stride(t: float) -> float:
        return min(1.0, max(0.0, 1.0 - sign * (t - turn) / _BLEND))

    def steps(start: float, end: float) -> tuple[Touch, ...]:
        return going.steps(max(start, walk.start), min(end, walk.end))

    both = Group((Group((going.art,), opacity=stride), Group((waiting.art,), opacity=rest)))
    return replace(waiting, art=both, width=max(going.width, waiting.width), steps=steps)
