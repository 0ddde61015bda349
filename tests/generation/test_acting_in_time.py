"""Acting in time: one thing after the other, without a jump, a ghost or a foot that slides."""

import math
from collections.abc import Iterator
from itertools import pairwise

import numpy as np
import pytest

from generation.animatic.art import Group, Matrix, Node
from generation.animatic.blocking import Placed
from generation.animatic.compose import compose, lay_out
from generation.animatic.picture import Picture, walk
from generation.animatic.port_tree import at
from generation.animatic.steps import footfalls
from generation.animatic.thorvg_port import Canvas
from generation.clips.animatic import Animatic
from generation.requests import Beat, Camera, ClipRequest, Figure, Look, Mouth, Setting, Staging

LOOK = Look(palette=("#101018", "#606070", "#f0f0e8"))
RATE = 24
SECONDS = 4.5
SIZE = (320, 180)


def beat(start: float, **what: str) -> Beat:
    return Beat.model_validate({"start": start, **what})


def mara(*beats: Beat, **said: object) -> Figure:
    plain = {"id": "mara", "appearance": "a young woman with short hair, in trousers and a shirt", "facing": "right"}
    return Figure.model_validate(plain | said | {"beats": beats})


ENTERS = mara(beat(2.2, pose="stand"), beat(3.3, gaze="up"), pose="walk in")
LEAVES = mara(beat(1.2, pose="walk out"))
SITS = mara(beat(1.0, pose="sit"), beat(2.6, pose="stand"))
TAKES = mara(beat(0.8, pose="reach"), beat(2.0, pose="hold", emotion="happy"), beat(3.2, pose="stand", emotion="sad"))
SPEEDS_UP = mara(beat(0.8, pose="walk"), beat(2.0, pose="run"), beat(3.4, pose="stand"))
WALKS = mara(pose="walk")
TURNS = mara(beat(1.0, facing="left"), beat(2.0, facing="camera"), beat(3.0, facing="away"))


def shot(*figures: Figure, size: str = "full") -> Staging:
    camera = Camera.model_validate({"size": size})
    return Staging(setting=Setting(id="x", kind="meadow"), figures=figures, camera=camera, look=LOOK)


def laid(figure: Figure) -> tuple[Picture, Placed]:
    picture = lay_out(shot(figure), *SIZE, SECONDS, 3)
    return picture, picture.arrangement.placed[0]


def seen(node: Node, t: float, names: frozenset[str], above: Matrix | None = None) -> Iterator[tuple[str, Matrix]]:
    """Every named group that shows at a time, with its map into the figure's own pixels."""
    if not isinstance(node, Group) or at(node.opacity, t) < 0.01:
        return
    matrix = (above or Matrix()) @ at(node.transform, t)
    if node.name in names:
        yield node.name, matrix
    for child in node.children:
        yield from seen(child, t, names, matrix)


def joints(placed: Placed, t: float) -> list[tuple[float, float]]:
    found = seen(placed.art.art, t, frozenset({"head", "hand", "foot", "torso"}))
    return [(matrix.e, matrix.f) for _, matrix in found]


def feet(placed: Placed, t: float) -> list[tuple[float, float]]:
    return [(matrix.e, matrix.f) for _, matrix in seen(placed.art.art, t, frozenset({"foot"}))]


@pytest.mark.parametrize("figure", [ENTERS, LEAVES, SITS, TAKES, SPEEDS_UP], ids=["in", "out", "sits", "takes", "runs"])
def test_no_joint_jumps_between_two_pictures(figure: Figure) -> None:
    _, placed = laid(figure)
    frames = [joints(placed, number / RATE) for number in range(round(SECONDS * RATE))]
    furthest = max(math.dist(a, b) for one, other in pairwise(frames) for a, b in zip(one, other, strict=True))
    assert len(frames[0]) >= 6
    assert furthest < 0.16 * placed.art.height


@pytest.mark.parametrize("figure", [ENTERS, LEAVES, WALKS, mara(pose="sneak")], ids=["in", "out", "walk", "sneak"])
def test_a_planted_foot_stays_where_it_is(figure: Figure) -> None:
    picture, placed = laid(figure)
    gone, tall = walk(picture, placed), placed.art.height
    places = [
        [x + gone(t) / placed.scale for x, _ in feet(placed, t)]
        for t in (number / 48 for number in range(round(SECONDS * 48)))
    ]
    stretch = [places[0], places[0]]
    moved: list[float] = []
    slips: list[float] = []
    for before, now in pairwise(places):
        steps = [abs(b - a) for a, b in zip(before, now, strict=True)]
        slips.append(min(steps))
        for index, step in enumerate(steps):
            if step < 0.0015 * tall:
                moved.append(abs(now[index] - stretch[index][index]))
            else:
                stretch[index] = now
    assert max(moved) < 0.015 * tall
    # At every moment one of the feet is on the ground, and that one does not move.
    assert max(slips) < 0.006 * tall
    assert sum(slips) < 0.03 * tall
    assert abs(gone(SECONDS) - gone(0.0)) > 0.8 * tall * placed.scale


@pytest.mark.parametrize("figure", [ENTERS, LEAVES, WALKS, mara(pose="run")], ids=["in", "out", "walk", "run"])
def test_a_footfall_is_when_a_drawn_foot_comes_down(figure: Figure) -> None:
    _, placed = laid(figure)
    falls = footfalls(shot(figure), *SIZE, SECONDS, 3)
    assert len(falls) >= 3
    for fall in falls:
        if not 0.1 < fall.time < SECONDS - 0.1:
            continue
        before, down = feet(placed, fall.time - 2 / RATE), feet(placed, fall.time + 1 / RATE)
        sank = max(y - early for (_, early), (_, y) in zip(before, down, strict=True))
        rest = max(
            abs(now - later) for (_, now), (_, later) in zip(down, feet(placed, fall.time + 1.2 / RATE), strict=True)
        )
        assert sank > 0.008 * placed.art.height
        assert rest < 0.05 * placed.art.height


def test_who_comes_in_stands_at_last_with_the_feet_together() -> None:
    picture, placed = laid(ENTERS)
    gone = walk(picture, placed)
    assert gone(3.2) == pytest.approx(gone(4.4), abs=0.5)
    assert gone(3.2) == pytest.approx(0.0, abs=2.0)
    (left, _), (right, _) = feet(placed, 4.0)
    (early, _), (later, _) = feet(placed, 1.35)
    assert abs(left - right) < 0.12 * placed.art.height
    assert max(abs(a - b) for (a, _), (b, _) in (feet(placed, n / 12) for n in range(6, 20))) > 0.2 * placed.art.height
    assert (early, later) != (left, right)


def test_of_a_body_that_turns_every_picture_shows_one() -> None:
    _, placed = laid(TURNS)
    frames = [number / RATE for number in range(round(SECONDS * RATE))]
    torsos = [[matrix for _, matrix in seen(placed.art.art, t, frozenset({"torso"}))] for t in frames]
    assert {len(found) for found in torsos} == {1}
    heads = [joints(placed, t)[0][0] for t in frames]
    assert max(abs(b - a) for a, b in pairwise(heads)) < 0.1 * placed.art.height


def test_a_creature_shows_one_drawing_and_stops_at_its_place() -> None:
    fox = Figure.model_validate(
        {"id": "rust", "kind": "fox", "pose": "walk in", "facing": "right"}
        | {"beats": (beat(2.2, pose="stand"), beat(3.2, facing="camera"))}
    )
    picture, placed = laid(fox)
    gone = walk(picture, placed)
    steps = [gone((number + 1) / RATE) - gone(number / RATE) for number in range(round(SECONDS * RATE))]
    assert gone(2.3) == pytest.approx(gone(4.0), abs=0.5)
    assert min(steps) > -0.1
    assert max(abs(b - a) for a, b in pairwise(steps)) < 0.01 * placed.art.height
    assert all(fall.time <= 2.2 for fall in footfalls(shot(fox), *SIZE, SECONDS, 3))


def test_a_face_changes_little_by_little() -> None:
    sad = mara(beat(2.0, emotion="sad"), facing="camera", emotion="happy")
    canvas = Canvas(*SIZE)
    canvas.show(compose(shot(sad, size="close-up"), *SIZE, SECONDS, 3), SECONDS)
    first, between, last = (canvas.frame(t).astype(int).copy() for t in (1.9, 2.12, 2.5))
    whole = np.abs(last - first).sum()
    assert 0.1 * whole < np.abs(between - first).sum()
    assert 0.1 * whole < np.abs(last - between).sum()


@pytest.mark.parametrize("hold", [1, 2, 3])
def test_the_drawn_mouth_opens_with_the_sound(hold: int) -> None:
    starts = [0.5 + 0.27 * number for number in range(10)]
    shapes = ["open", "closed"] * 5
    mouths = [
        Mouth.model_validate({"start": start, "shape": shape}) for start, shape in zip(starts, shapes, strict=True)
    ]
    staging = shot(mara(facing="camera", mouths=tuple(mouths)), size="close-up")
    staging = staging.model_copy(update={"look": LOOK.model_copy(update={"hold": hold})})
    asked = ClipRequest(width=SIZE[0], height=SIZE[1], rate=str(RATE), frames=84, seed=3, staging=staging)
    with Animatic(grain=False).load() as make:
        dark = [_gap(frame) for frame in make(asked, lambda _done, _of: None).frames]
    half = (max(dark) + min(dark)) / 2
    changes = [number for number in range(1, len(dark)) if (dark[number] > half) != (dark[number - 1] > half)]
    assert len(changes) == len(starts)
    for number, start in zip(changes, starts, strict=True):
        assert abs(number / RATE - start) <= 1.2 / RATE if hold > 1 else 0.7 / RATE


def _gap(frame: "np.ndarray[tuple[int, ...], np.dtype[np.uint8]]") -> int:
    """Pixels of the dark between the lips."""
    red, green, blue = (frame[..., channel].astype(int) for channel in range(3))
    return int(((red > green + 18) & (red < 130) & (green < 70) & (blue < 80)).sum())


def test_beats_are_a_part_of_what_is_asked_for() -> None:
    def key(figure: Figure) -> str:
        return ClipRequest(width=320, height=180, rate="24", frames=48, seed=1, staging=shot(figure)).model_dump_json()

    assert key(mara()) == key(mara())
    assert (
        len({key(mara()), key(mara(beat(1.0, pose="sit"))), key(mara(beat(1.2, pose="sit"))), key(mara(gaze="up"))})
        == 4
    )
