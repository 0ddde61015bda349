"""Poses: every one moves smoothly, is told apart from standing, and has what it works with in its hands."""

import math
from collections.abc import Iterator
from itertools import pairwise

import pytest
from daylight import DAY

from generation.animatic.art import Group, Node, Point
from generation.animatic.compose import compose
from generation.animatic.figures.draw import draw_figure
from generation.animatic.figures.people.manners import MANNERS
from generation.animatic.figures.people.motions import Beat
from generation.animatic.figures.people.poses import POSES, pose_named, stance_of
from generation.animatic.figures.people.skeleton import ORDINARY, Bones, View, solve
from generation.animatic.handiwork import MOUNT
from generation.animatic.port_tree import at
from generation.animatic.props import prop_names
from generation.animatic.stage import ADULT, FigureArt
from generation.requests import Camera, Figure, Look, Setting, Staging

WORKING = [pose for pose, manner in MANNERS.items() if any(tool.words for tool in manner.tools)]


def bones_of(pose: str, frontal: bool, t: float) -> Bones:
    """The bones of a grown man in a pose."""
    stance = stance_of(pose, Beat(0.37, 0, frontal, "neutral"))
    return solve(ORDINARY, stance(t), View(0.0 if frontal else 50.0))


def joints(bones: Bones) -> list[Point]:
    """Head, hips, hands, elbows, knees and feet."""
    return [bones.head, bones.pelvis, *(p for limb in (*bones.arms, *bones.legs) for p in limb[1:])]


def draw(pose: str, facing: str, appearance: str = "") -> FigureArt:
    figure = Figure.model_validate({"id": "mara", "facing": facing, "pose": pose, "appearance": appearance})
    return draw_figure(figure, DAY, Look(), 1)


def named(node: Node) -> Iterator[str]:
    """The names of all groups."""
    if isinstance(node, Group):
        yield node.name
        for child in node.children:
            yield from named(child)


def test_there_are_many_verbs() -> None:
    assert len(POSES) >= 60
    assert set(MANNERS) <= set(POSES)


@pytest.mark.parametrize("frontal", [True, False])
@pytest.mark.parametrize("pose", POSES)
def test_a_body_moves_smoothly_at_24_frames_a_second(pose: str, frontal: bool) -> None:
    frames = [joints(bones_of(pose, frontal, frame / 24)) for frame in range(24 * 8)]
    steps = [max(math.dist(a, b) for a, b in zip(one, other, strict=True)) for one, other in pairwise(frames)]
    assert max(steps) < 0.28 * ADULT, "faster than any blow"
    assert max(steps) > 0.00005 * ADULT, "nobody is a statue"


@pytest.mark.parametrize("pose", ["bow", "jump", "throw", "dig", "hammer", "catch", "knock", "sew", "read", "hide"])
def test_what_is_done_again_and_again_has_no_seam(pose: str) -> None:
    frames = [joints(bones_of(pose, frontal=False, t=frame / 240)) for frame in range(240 * 8)]
    steps = [max(math.dist(a, b) for a, b in zip(one, other, strict=True)) for one, other in pairwise(frames)]
    assert max(steps) < 0.04 * ADULT


@pytest.mark.parametrize("frontal", [True, False])
@pytest.mark.parametrize("pose", [pose for pose in POSES if pose not in ("stand", "lie", "sleep", "talk", "nod")])
def test_a_pose_is_told_apart_from_standing(pose: str, frontal: bool) -> None:
    def furthest(t: float) -> float:
        own, still = joints(bones_of(pose, frontal, t)), joints(bones_of("stand", frontal, t))
        return max(math.dist(a, b) for a, b in zip(own, still, strict=True))

    assert max(furthest(t) for t in (0.7, 1.3, 2.0)) > 0.05 * ADULT


@pytest.mark.parametrize("facing", ["right", "left", "camera"])
@pytest.mark.parametrize("pose", WORKING)
def test_the_tool_is_in_the_hand(pose: str, facing: str) -> None:
    art = draw(pose, facing)
    assert art.tools
    for t in (0.3, 1.1, 2.4):
        one, other = fists(art.art, t)
        middle = ((one[0] + other[0]) / 2, (one[1] + other[1]) / 2)
        for tool in art.tools:
            grip = at(tool.place, t).apply(0.0, 0.0)
            assert min(math.dist(grip, spot) for spot in (one, other, middle)) < art.head_radius * 0.2


def fists(node: Node, t: float) -> list[Point]:
    """The middles of the fists, found in the drawing."""
    if not isinstance(node, Group):
        return []
    inside = [(0.0, 16.0)] if node.name == "hand" else [spot for child in node.children for spot in fists(child, t)]
    own = at(node.transform, t)
    return [own.apply(*spot) for spot in inside]


@pytest.mark.parametrize("pose", [pose for pose, manner in MANNERS.items() if manner.tools or manner.near])
def test_everything_that_is_worked_with_is_drawn(pose: str) -> None:
    manner, drawn = MANNERS[pose], {*prop_names(), MOUNT, ""}
    assert {tool.words for tool in manner.tools} <= drawn
    assert manner.near is None or manner.near.words in drawn


def shot(pose: str, *props: str, kind: str = "room") -> set[str]:
    staging = Staging(
        setting=Setting(id=kind, kind=kind, interior=True),
        figures=(Figure(id="mara", pose=pose),),
        props=props,
        camera=Camera(size="full"),
    )
    return set(named(compose(staging, 480, 270, 4.0, 1)))


def test_a_named_thing_that_fits_is_used_in_place_of_the_usual_one() -> None:
    assert "openbook" in shot("read")
    with_letter = shot("read", "a letter")
    assert "a letter" in with_letter
    assert "openbook" not in with_letter


def test_what_does_not_fit_stays_beside() -> None:
    names = shot("write", "a lantern")
    assert {"pen", "desk", "a lantern"} <= names


def test_a_tool_goes_with_its_part_of_the_shot() -> None:
    figure = Figure.model_validate({"id": "mara", "pose": "stand", "beats": [{"start": 1.5, "pose": "sweep"}]})
    staging = Staging(
        setting=Setting(id="room", kind="room", interior=True), figures=(figure,), camera=Camera(size="full")
    )
    assert "broom" in set(named(compose(staging, 480, 270, 4.0, 1)))


def parts(pose: str, prop: str, *beats: dict[str, object]) -> Group:
    figure = Figure.model_validate({"id": "mara", "pose": pose, "facing": "right", "beats": beats})
    room = Setting(id="room", kind="room", interior=True)
    return compose(
        Staging(setting=room, figures=(figure,), props=(prop,), camera=Camera(size="full")), 480, 270, 5.0, 1
    )


def spots(node: Node, name: str, t: float) -> list[Point]:
    """Where the groups of a name are that are seen at a time."""
    if not isinstance(node, Group) or at(node.opacity, t) == 0:
        return []
    own = at(node.transform, t)
    if node.name == name:
        return [own.apply(0.0, -20.0)]
    return [own.apply(*spot) for child in node.children for spot in spots(child, name, t)]


def test_one_keeps_the_letter_that_one_reads() -> None:
    picture = parts("read", "a letter", {"start": 1.5, "emotion": "sad"})
    assert "openbook" not in set(named(picture))
    assert [len(spots(picture, "a letter", t)) for t in (0.5, 3.5)] == [1, 1]


def test_a_thing_waits_on_the_ground_until_it_is_picked_up() -> None:
    picture = parts("stand", "an apple", {"start": 1.5, "pose": "pick-up"})
    (low,), (high,) = spots(picture, "an apple", 0.5), spots(picture, "an apple", 4.5)
    assert low[1] > high[1] + 40


def test_what_is_thrown_flies_away() -> None:
    picture = parts("throw", "a ball")
    (held,), (gone,) = spots(picture, "a ball", 0.9), spots(picture, "a ball", 3.0)
    assert gone[0] > held[0] + 80


def test_a_rider_has_a_horse_but_not_beside_another_one() -> None:
    assert MOUNT in shot("ride")
    staging = Staging(
        setting=Setting(id="field", kind="field"),
        figures=(Figure(id="mara", pose="ride"), Figure(id="bess", kind="horse")),
        camera=Camera(size="full"),
    )
    assert MOUNT not in set(named(compose(staging, 480, 270, 4.0, 1)))


@pytest.mark.parametrize(
    ("words", "pose"),
    [
        ("hands over", "give"),
        ("picks up", "pick-up"),
        ("stands up", "rise"),
        ("shakes head", "refuse"),
        ("tiptoe", "sneak"),
        ("plays the violin", "fiddle"),
        ("Reading quietly", "read"),
        ("juggles", "stand"),
    ],
)
def test_free_words_name_a_pose(words: str, pose: str) -> None:
    assert pose_named(words) == pose
