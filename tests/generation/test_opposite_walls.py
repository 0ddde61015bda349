"""The reverse of a room: the wall across from the one in front, of the same room."""

from collections.abc import Iterable

import numpy as np
import pytest
from numpy.typing import NDArray

from generation.animatic import thesaurus
from generation.animatic.art import Group, Node, Shape, scale
from generation.animatic.places.kits import build_stage
from generation.animatic.port_tree import moving
from generation.animatic.stage import HEIGHT as TALL
from generation.animatic.stage import WIDTH as WIDE
from generation.animatic.thorvg_port import Canvas
from generation.requests import Look, Setting

WIDTH, HEIGHT = 240, 135
LOOK = Look(grain=0.0, vignette=0.0)
ALIKE_AT_BOTH_ENDS = frozenset(["carriage/car", "carriage/train", "circus/circus", "greenhouse/greenhouse"])
"""Where one sees the same from both sides: what goes around, and what only passes."""
ENDLESS = frozenset(["computer/servers", "corridor/corridor", "starship/corridor", "prison/cells"])
LONG = frozenset(["church/mosque", "supermarket/supermarket", "ward/surgery", "ward/ward", "gallery/museum"])
"""Rooms whose sides are most of the picture: only their ends differ."""
ROOMS = sorted(place for place in thesaurus.variants() if thesaurus.roofed(place.partition("/")[0]))
OPPOSITE = [place for place in ROOMS if place not in ALIKE_AT_BOTH_ENDS]
WITHOUT_A_WALL = frozenset({"hall/theatre", "terminal/subway"})
"""A curtain and a train are what one sees there from the front."""
WITH_TASTE = ("room/parlour", "room/bedroom")


def setting(place: str, identity: str = "here", period: str = "", time: str = "day") -> Setting:
    values = {
        "id": identity,
        "kind": thesaurus.variants()[place],
        "interior": True,
        "period": period,
        "time": time,
    }
    return Setting.model_validate(values)


def drawn(told: Setting, *, reverse: bool) -> NDArray[np.int16]:
    """The master frame of a place, without anybody in it."""
    stage = build_stage(told, LOOK, "calm", reverse=reverse)
    fitted = scale(WIDTH / WIDE, HEIGHT / TALL)
    canvas = Canvas(WIDTH, HEIGHT)
    canvas.show(Group((Group(tuple(layer.art for layer in stage.behind), transform=fitted),)))
    return np.array(canvas.frame(1.0)[..., :3]).astype(np.int16)


def differing(one: NDArray[np.int16], other: NDArray[np.int16], by: int = 16) -> float:
    """The part of the pixels that are of another colour."""
    return float((np.abs(one - other).max(axis=2) > by).mean())


def band(picture: NDArray[np.int16], top: float, foot: float) -> NDArray[np.int16]:
    return picture[int(HEIGHT * top) : int(HEIGHT * foot)]


def commonest(picture: NDArray[np.int16]) -> NDArray[np.int16]:
    """The colour that most of a picture has, more or less."""
    pixels = picture.reshape(-1, 3)
    _, which, counts = np.unique(pixels // 10, axis=0, return_inverse=True, return_counts=True)
    return np.median(pixels[which.ravel() == counts.argmax()], axis=0).astype(np.int16)


def nodes_of(told: Setting, *, reverse: bool) -> list[Node]:
    def every(nodes: Iterable[Node]) -> Iterable[Node]:
        for node in nodes:
            yield node
            if isinstance(node, Group):
                yield from every(node.children)

    stage = build_stage(told, LOOK, "calm", reverse=reverse)
    return list(every(layer.art for layer in (*stage.behind, *stage.front)))


@pytest.mark.parametrize("place", OPPOSITE)
def test_the_reverse_of_a_room_is_another_wall_of_the_same_room(place: str) -> None:
    front, back = drawn(setting(place), reverse=False), drawn(setting(place), reverse=True)
    turned = front[:, ::-1]
    least = 0.01 if place in ENDLESS else 0.04 if place in LONG else 0.1
    assert differing(turned, back) > least, "it is its mirror image"
    assert differing(front, back) > least, "it is the same picture"
    floors = [np.median(band(seen, 0.88, 1.0), axis=(0, 1)) for seen in (turned, back)]
    assert np.abs(floors[0] - floors[1]).max() < 10, "the floor has another colour"
    if place not in WITHOUT_A_WALL:
        wall = commonest(band(turned, 0.12, 0.62))
        like_it = np.abs(band(back, 0.12, 0.62) - wall).max(axis=2) < 14
        assert like_it.mean() > 0.1, "the wall has another colour"
    feet = (slice(int(HEIGHT * 0.77), int(HEIGHT * 0.85)), slice(int(WIDTH * 0.45), int(WIDTH * 0.55)))
    assert differing(turned[feet], back[feet], 40) < 0.5, "something stands where the figures do"


@pytest.mark.parametrize("place", OPPOSITE)
def test_the_reverse_of_a_room_is_as_cheap_as_its_front(place: str) -> None:
    front, back = (nodes_of(setting(place, time="night"), reverse=side) for side in (False, True))
    shapes = sum(isinstance(node, Shape) for node in back)
    assert 20 < shapes < 900
    moving_in_front, moving_behind = (sum(timed(node) for node in nodes) for nodes in (front, back))
    assert moving_behind <= max(12, moving_in_front + 2)


def timed(node: Node) -> bool:
    if isinstance(node, Shape):
        return moving(node)
    return callable(node.transform) or callable(node.opacity)


@pytest.mark.parametrize("place", WITH_TASTE)
@pytest.mark.parametrize("identity", ["ann", "bob", "cleo"])
def test_a_room_has_one_taste_on_all_its_walls(place: str, identity: str) -> None:
    told = setting(place, identity)
    wall = commonest(band(drawn(told, reverse=False), 0.12, 0.5))
    assert (np.abs(band(drawn(told, reverse=True), 0.12, 0.5) - wall).max(axis=2) < 14).mean() > 0.2


@pytest.mark.parametrize("period", ["medieval", "future"])
@pytest.mark.parametrize("place", ["room/parlour", "room/library", "kitchen/kitchen", "room/shop"])
def test_the_wall_across_is_of_its_time(place: str, period: str) -> None:
    today, then = (drawn(setting(place, period=told), reverse=True) for told in ("today", period))
    assert differing(today, then) > 0.05


@pytest.mark.parametrize("place", sorted(ALIKE_AT_BOTH_ENDS))
def test_what_is_alike_at_both_ends_is_turned_around(place: str) -> None:
    front, back = drawn(setting(place), reverse=False), drawn(setting(place), reverse=True)
    assert differing(front[:, ::-1], back) < 0.02
