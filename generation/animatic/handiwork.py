"""What people work with: the tool in the hand and the place it is used at, drawn although no shot names them."""

import math
from collections.abc import Callable, Iterator, Mapping, Sequence

from generation.animatic.art import Group, Matrix, Node, Path, Point, Shape, Stroke, ellipse, scale, shift, smooth
from generation.animatic.blocking import Placed
from generation.animatic.figures.draw import draw_figure
from generation.animatic.port_tree import at
from generation.animatic.props import draw_prop, prop_name, prop_size
from generation.animatic.shown import only_while
from generation.animatic.stage import Held, Scheme, Workplace
from generation.requests import Figure, Look

ANYTHING = "*"
"""Stands for every drawing among those that fit a tool."""
_CARRIED = 190.0
"""The height in stage pixels of the largest thing that both arms carry."""
MOUNT = "horse"
_THREAD, _ROPE, _YARN = "#f4f1e6", "#b08a54", "#c8504a"

Found = Mapping[tuple[str, int], str]
"""The words of the things in hand, by the figure's id and the number of its tool."""


def tools_of(placed: Sequence[Placed], props: Sequence[str]) -> Found:
    """What everybody works with: a named thing that fits, else what the work needs by itself."""
    left, found = list(props), dict[tuple[str, int], str]()
    for one in placed:
        own: list[str] = []
        for number, tool in enumerate(one.art.tools):
            # What somebody holds in one part of the shot, he holds in the next, if it fits there.
            named = next((words for words in (*own, *left) if _fits(tool, words)), None)
            if named in left:
                left.remove(named)
            if named:
                own.append(named)
            if named or tool.words:
                found[one.figure.id, number] = named or tool.words
    return found


def _fits(tool: Held, words: str) -> bool:
    return prop_name(words) in tool.fits or (ANYTHING in tool.fits and prop_size(words) <= _CARRIED)


def hands_full(placed: Placed, found: Found) -> bool:
    """Whether its work leaves it no hand for anything else."""
    tools = placed.art.tools
    return any((placed.figure.id, number) in found or tool.line for number, tool in enumerate(tools))


def at_work(
    placed: Placed, found: Found, scheme: Scheme, look: Look, carried: Callable[[float], Matrix]
) -> tuple[list[Group], list[Group]]:
    """The workplace and the tools of one figure: what lies behind it, and what is drawn over it, with the hands around."""
    behind: list[Group] = []
    over: list[Group] = []
    if place := placed.art.workplace:
        (over if place.before else behind).append(_standing(place, placed, scheme, look, carried))
    for number, tool in enumerate(placed.art.tools):
        nodes: list[Node] = list(_lines(tool, found.get((placed.figure.id, number), ""), carried))
        if words := found.get((placed.figure.id, number)):
            nodes.append(_in_hand(tool, words, scheme, look, carried))
        if not nodes:
            continue
        shown = tool.shown
        if words and tool.waits is not None and shown:
            behind.append(_waiting(tool, words, scheme, look, carried))
        drawn = only_while(tuple(nodes), shown) if shown else Group(tuple(nodes), name="tool")
        (behind if placed.art.holds_behind else over).append(drawn)
        fingers = placed.art.fingers
        if fingers and not placed.art.holds_behind:
            around: Group = Group((fingers,), transform=carried)
            over.append(only_while((around,), shown) if shown else around)
    return behind, over


def _standing(
    place: Workplace, placed: Placed, scheme: Scheme, look: Look, carried: Callable[[float], Matrix]
) -> Group:
    art = _mount(placed, scheme, look) if place.words == MOUNT else draw_prop(place.words, scheme, look)
    floats = placed.art.floats
    return Group((art,), transform=lambda t: carried(t) @ at(place.place, t) @ shift(0.0, floats), name=place.words)


def _waiting(tool: Held, words: str, scheme: Scheme, look: Look, carried: Callable[[float], Matrix]) -> Group:
    """What stands on the ground until it is taken up."""
    place, shown = tool.waits or Matrix(), tool.shown
    art = Group((draw_prop(words, scheme, look),), lambda t: carried(t) @ at(place, t) @ scale(tool.size), name=words)
    return only_while((art,), lambda t: not (shown and shown(t)))


def _mount(placed: Placed, scheme: Scheme, look: Look) -> Group:
    """The horse under a rider; from the side it is turned with the workplace."""
    facing = "right" if placed.figure.facing == "left" else placed.figure.facing
    pose = "walk" if facing == "right" else "stand"
    horse = Figure(id=f"{placed.figure.id}-mount", kind=MOUNT, facing=facing, pose=pose)
    return draw_figure(horse, scheme, look, 0).art


def _in_hand(tool: Held, words: str, scheme: Scheme, look: Look, carried: Callable[[float], Matrix]) -> Group:
    art, low = draw_prop(words, scheme, look), tool.grip * prop_size(words) * tool.size
    place = shift(0.0, low) @ scale(tool.size)
    return Group((art,), transform=lambda t: carried(t) @ at(tool.place, t) @ place, name=words)


def _lines(tool: Held, words: str, carried: Callable[[float], Matrix]) -> Iterator[Node]:
    """A fishing line, a rope that is pulled, the yarn between needle and cloth."""
    top = (1 - tool.grip) * prop_size(words) * tool.size if words else 0.0
    match tool.line:
        case "float":
            yield _drawn(lambda t: _hanging(tool, top, t), _THREAD, 1.6, carried)
            yield Group(
                (Shape(ellipse(0, 0, 6.5, 8), "#d9483b"), Shape(ellipse(0, -3, 4.5, 3), "#fbf3e4")),
                transform=lambda t: carried(t) @ shift(*_float(tool, top, t)),
            )
        case "rope":
            yield _drawn(lambda t: _taut(tool, t), _ROPE, 7.0, carried)
        case "yarn":
            yield _drawn(lambda t: _slack(at(tool.place, t).apply(0.0, 0.0), at(tool.other, t)), _YARN, 1.8, carried)
        case _:
            return


def _drawn(path: Callable[[float], Path], colour: str, width: float, carried: Callable[[float], Matrix]) -> Group:
    return Group((Shape(path, None, Stroke(colour, width)),), transform=carried)


def _float(tool: Held, top: float, t: float) -> Point:
    tip = at(tool.place, t).apply(0.0, -top)
    return tip[0] + 6.0 * math.sin(0.9 * t), 6.0 + 2.2 * math.sin(2.1 * t) + min(0.0, 0.6 * (tip[1] + 200.0))


def _hanging(tool: Held, top: float, t: float) -> Path:
    tip, end = at(tool.place, t).apply(0.0, -top), _float(tool, top, t)
    middle = (tip[0] + (end[0] - tip[0]) * 0.5 + 5.0, (tip[1] + end[1]) / 2)
    return smooth([tip, middle, end], closed=False)


def _taut(tool: Held, t: float) -> Path:
    place = at(tool.place, t)
    hand, way = place.apply(0.0, 0.0), math.copysign(1.0, place.a)
    far = (way * 430.0, -70.0)
    tail = (hand[0] - way * 34.0, min(-4.0, hand[1] + 120.0))
    return smooth([tail, (hand[0] - way * 22.0, hand[1] + 46.0), hand, far], closed=False, tension=0.6)


def _slack(one: Point, other: Point) -> Path:
    apart = math.dist(one, other)
    return smooth(
        [one, ((one[0] + other[0]) / 2, (one[1] + other[1]) / 2 + max(0.0, 30.0 - 0.2 * apart)), other], False
    )
