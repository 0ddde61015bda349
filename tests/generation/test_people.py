"""People: every combination draws, the same person stays the same, and what is said about the drawing is true of it."""

import math
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

import pytest
from daylight import DAY
from hypothesis import given, settings
from hypothesis import strategies as st

from generation.animatic.art import Group, Matrix, Node, Path, Point, Shape
from generation.animatic.figures.draw import draw_figure
from generation.animatic.figures.people.expression import FEELINGS, MOUTHS
from generation.animatic.figures.people.poses import POSES
from generation.animatic.figures.vocabulary import GARMENTS, HAIR_COLOURS, HAIR_STYLES, HATS
from generation.animatic.port_tree import at
from generation.animatic.stage import ADULT, FigureArt, Scheme
from generation.requests import Figure, Look, Mouth

NIGHT = Scheme(
    sky_top="#0b1030",
    sky_middle="#1a2148",
    horizon="#33406f",
    sun="#cfe0ff",
    far="#2b3560",
    ground="#1d2440",
    ground_dark="#0a0d1e",
    water="#1a2a50",
    foliage="#1e3040",
    wall="#3a4060",
    shadow="#070914",
    accent="#ffc07a",
    rim="#bcd0ff",
    ambient="#1a2450",
    shade=0.55,
    light_x=-0.8,
    night=True,
)
FACINGS = ("left", "right", "camera", "away")
Placed = tuple[str, Matrix, Path, Shape]


def draw(figure: Figure, scheme: Scheme = DAY, look: Look | None = None, seed: int = 1) -> FigureArt:
    """Through the one door."""
    return draw_figure(figure, scheme, look or Look(), seed)


def placed(node: Node, t: float, matrix: Matrix | None = None, name: str = "") -> Iterator[Placed]:
    """Every shape at a moment, with its map to the stage and the name of the group it is in."""
    matrix = matrix or Matrix()
    if isinstance(node, Group):
        own = node.transform(t) if callable(node.transform) else node.transform
        opacity = node.opacity(t) if callable(node.opacity) else node.opacity
        assert 0 <= opacity <= 1
        for child in node.children:
            yield from placed(child, t, matrix @ own, f"{name}/{node.name}")
        return
    path = node.path(t) if callable(node.path) else node.path
    yield name, matrix, path, node


def points(path: Path) -> list[Point]:
    """Where an outline's corners are (without the handles of its curves)."""
    return [(float(command[-2]), float(command[-1])) for command in path.commands if len(command) > 1]


def extent(art: FigureArt, t: float = 0.0) -> tuple[float, float, float, float]:
    """Left, top, right and bottom of everything drawn."""
    spots = [matrix.apply(*point) for _, matrix, path, _ in placed(art.art, t) for point in points(path)]
    xs, ys = [x for x, _ in spots], [y for _, y in spots]
    return min(xs), min(ys), max(xs), max(ys)


def snapshot(art: FigureArt, t: float) -> list[object]:
    """Everything drawn at a moment as plain values."""
    return [(name, matrix, path, shape.fill, shape.stroke) for name, matrix, path, shape in placed(art.art, t)]


WORDS = st.lists(
    st.sampled_from(
        [
            *HATS,
            *GARMENTS,
            *(f"{colour} hair" for colour in HAIR_COLOURS),
            *HAIR_STYLES,
            "apron",
            "cloak",
            "scarf",
            "glasses",
            "beard",
            "moustache",
            "stubble",
            "long beard",
            "freckles",
            "eyepatch",
            "tie",
            "old",
            "child",
            "stout",
            "tall",
            "bent",
            "woman",
            "man",
        ]
    ),
    max_size=6,
)


@settings(max_examples=120, deadline=None, derandomize=True)
@given(
    words=WORDS,
    name=st.sampled_from(["mara", "tom", "x", "keeper-2", "ana", "b9"]),
    facing=st.sampled_from(FACINGS),
    pose=st.sampled_from([*POSES, "juggles"]),
    emotion=st.sampled_from([*FEELINGS, "bored"]),
    mouths=st.lists(st.tuples(st.floats(0, 10), st.sampled_from(MOUTHS)), max_size=4),
    night=st.booleans(),
    ink=st.booleans(),
    t=st.floats(0, 120),
)
def test_everybody_draws_in_every_way(
    words: list[str],
    name: str,
    facing: str,
    pose: str,
    emotion: str,
    mouths: list[tuple[float, str]],
    night: bool,
    ink: bool,
    t: float,
) -> None:
    figure = Figure.model_validate(
        {
            "id": name,
            "appearance": ", ".join(words),
            "facing": facing,
            "pose": pose,
            "emotion": emotion,
            "mouths": [{"start": start, "shape": shape} for start, shape in mouths],
        }
    )
    art = draw(figure, NIGHT if night else DAY, Look(line="ink" if ink else "none"))
    for moment in (0.0, t):
        left, top, right, bottom = extent(art, moment)
        assert all(math.isfinite(value) for value in (left, top, right, bottom))
        assert right - left < 2 * ADULT
        assert bottom - top < 2 * ADULT
        assert bottom < ADULT * (0.25 if pose == "swim" else 0.12), "nobody but a swimmer sinks"
    for number in (art.height, art.width, art.head_radius, *art.head, *art.waist, *at(art.hand, 0.7)):
        assert math.isfinite(number)


@pytest.mark.parametrize("pose", POSES)
@pytest.mark.parametrize("facing", FACINGS)
def test_motion_stays_finite_and_alive(pose: str, facing: str) -> None:
    art = draw(Figure.model_validate({"id": "mara", "facing": facing, "pose": pose}))
    states: list[object] = []
    for t in (0.0, 0.41, 3.07, 29.9, 77.7, 120.0):
        shown = list(placed(art.art, t))
        assert all(
            math.isfinite(part)
            for _, matrix, path, _ in shown
            for point in points(path)
            for part in matrix.apply(*point)
        )
        states.append([(matrix, path) for _, matrix, path, _ in shown])
    assert all(first != second for first, second in pairwise(states)), "somebody froze"


@pytest.mark.parametrize("pose", POSES)
def test_no_limb_ever_jumps(pose: str) -> None:
    figure = Figure(
        id="tom", facing="right", pose=pose, mouths=(Mouth(start=0.4, shape="open"), Mouth(start=1.1, shape="wide"))
    )
    art = draw(figure)
    before: list[Point] = []
    for step in range(160):
        now = [
            (matrix.e, matrix.f)
            for name, matrix, _, _ in placed(art.art, step / 80)
            if name.endswith(("/hand", "/foot", "/head"))
        ]
        for first, second in zip(before, now, strict=bool(before)):
            assert math.dist(first, second) < ADULT * 0.1, "more than a tenth of a body in an eightieth of a second"
        before = now


def test_the_same_request_draws_the_same() -> None:
    figure = Figure(id="mara", appearance="a woman with a silver braid", facing="left", pose="walk", emotion="happy")
    first, second = draw(figure), draw(figure)
    for t in (0.0, 1.3, 64.2):
        assert snapshot(first, t) == snapshot(second, t)
    assert (first.head, at(first.hand, 1.3), first.height) == (second.head, at(second.hand, 1.3), second.height)


def test_another_take_changes_only_when_the_eyes_blink() -> None:
    figure = Figure(id="mara", facing="camera")
    first, second = draw(figure, seed=1), draw(figure, seed=2)
    assert [part[3:] for part in snapshot(first, 0.0) if isinstance(part, tuple)] == [
        part[3:] for part in snapshot(second, 0.0) if isinstance(part, tuple)
    ]
    moments = [i / 25 for i in range(25 * 12)]
    assert any(snapshot(first, t) != snapshot(second, t) for t in moments)


def test_somebody_keeps_their_colours_from_shot_to_shot() -> None:
    def colours(**how: str) -> set[str]:
        art = draw(Figure.model_validate({"id": "lina", "appearance": "a girl in a red dress", **how}))
        return {
            repr(shape.fill) for name, _, _, shape in placed(art.art, 0.0) if name.endswith(("torso", "iris", "head"))
        }

    first = colours(facing="right", pose="stand")
    assert colours(facing="right", pose="walk", emotion="sad") & first >= first - {"None"}
    assert colours(facing="right", pose="sit", emotion="angry") == first


def test_no_two_people_are_alike() -> None:
    names = [f"{first}{second}" for first in "abcdefgh" for second in "klmnopq"]
    silhouettes: set[object] = set()
    for name in names:
        art = draw(Figure(id=name, facing="right"))
        silhouettes.add((*(round(value) for value in extent(art)), len(list(placed(art.art, 0.0)))))
    assert len(silhouettes) > len(names) * 0.95


@pytest.mark.parametrize(
    "appearance",
    ["", "an old stout man with a top hat", "a small boy", "a tall witch", "an astronaut", "a bent old woman"],
)
@pytest.mark.parametrize("facing", FACINGS)
def test_the_stated_measures_are_those_of_the_drawing(appearance: str, facing: str) -> None:
    art = draw(Figure.model_validate({"id": "someone", "appearance": appearance, "facing": facing}))
    left, top, right, bottom = extent(art)
    assert -top == pytest.approx(art.height, abs=ADULT * 0.07)
    assert abs(bottom) < ADULT * 0.03
    assert left < art.head[0] < right
    assert top < art.head[1] - art.head_radius * 0.6
    assert -art.height * 0.62 < art.waist[1] < -art.height * 0.25


def test_bodies_differ() -> None:
    def height(words: str) -> float:
        return draw(Figure(id="someone", appearance=words)).height

    def width(words: str) -> float:
        shown = placed(draw(Figure(id="someone", appearance=words, facing="camera")).art, 0.0)
        xs = [x for name, _, path, _ in shown if name.endswith("torso") for x, _ in points(path)]
        return max(xs) - min(xs)

    assert height("a small boy") < 0.8 * height("a man") < height("a tall man")
    assert height("a bent old man") < height("a man")
    assert width("a slim man") < width("an average man") < width("a stout man")
    assert width("an average woman") < width("an average man")


def test_feet_stand_still_on_the_ground_while_walking() -> None:
    art = draw(Figure(id="tom", facing="right", pose="walk"))
    soles: list[float] = []
    for step in range(40):
        ys = [
            matrix.apply(*point)[1]
            for name, matrix, path, _ in placed(art.art, step / 20)
            if name.endswith("/foot")
            for point in points(path)
        ]
        soles.append(max(ys))
    assert max(soles) - min(soles) < ADULT * 0.03
    assert abs(max(soles)) < ADULT * 0.03


def face_shapes(art: FigureArt, t: float) -> list[Path]:
    """The outlines of the features at a moment, in the face's own coordinates."""
    return [path for name, _, path, _ in placed(art.art, t) if "/face" in name]


def test_mouths_follow_the_speech_and_turn_fast() -> None:
    art = draw(
        Figure(id="ada", facing="camera", mouths=(Mouth(start=1.0, shape="open"), Mouth(start=1.5, shape="closed")))
    )

    def opening(t: float) -> float:
        def tall(path: Path) -> float:
            ys = [y for x, y in points(path) if 50 < y < 110 and abs(x) < 40]
            return max(ys, default=0.0) - min(ys, default=0.0)

        return sum(tall(path) for path in face_shapes(art, t))

    assert opening(1.2) > opening(0.5) + 20
    assert opening(0.9) == pytest.approx(opening(0.5), abs=0.5)
    assert opening(1.04) == pytest.approx(opening(1.2), abs=0.5)
    assert opening(1.7) < opening(1.2) - 20


def test_eyes_blink_at_irregular_times_and_stay_shut_in_sleep() -> None:
    art = draw(Figure(id="ada", facing="right"))
    rest = draw(Figure(id="ada", facing="right", pose="sleep"))
    times = [i / 50 for i in range(50 * 60)]

    def lids(shown: FigureArt, t: float) -> float:
        stroked = [
            path
            for name, _, path, shape in placed(shown.art, t)
            if name.endswith("/face") and shape.stroke and len(path.commands) == 6
        ]
        return max(y for path in stroked for _, y in points(path) if y < 40)

    heights = [lids(art, t) for t in times]
    shut = [
        t for t, before, now in zip(times[1:], heights, heights[1:], strict=False) if now > min(heights) + 4 >= before
    ]
    gaps = [later - sooner for sooner, later in pairwise(shut)]
    assert 8 <= len(shut) <= 40
    assert max(gaps) > 1.5 * min(gaps)
    assert len({round(lids(rest, t), 2) for t in times[::97]}) == 1


def test_emotions_change_the_face() -> None:
    faces = {
        emotion: repr(face_shapes(draw(Figure(id="ada", facing="camera", emotion=emotion)), 0.0))
        for emotion in ("neutral", "happy", "sad", "afraid", "angry", "surprised", "determined", "tender")
    }
    assert len(set(faces.values())) == len(faces)


def test_a_figure_stays_cheap_to_draw() -> None:
    def count(node: Node) -> tuple[int, int]:
        timed = any(callable(getattr(node, part, None)) for part in ("path", "transform", "opacity", "fill"))
        inside = [count(child) for child in node.children] if isinstance(node, Group) else []
        return 1 + sum(nodes for nodes, _ in inside), int(timed) + sum(moving for _, moving in inside)

    lavish = "an old stout king, white braids, long beard, glasses, crown, robe, apron, cloak, scarf"
    for facing in FACINGS:
        figure = Figure.model_validate(
            {
                "id": "otto",
                "appearance": lavish,
                "facing": facing,
                "pose": "walk",
                "mouths": [{"start": 0, "shape": "open"}],
            }
        )
        nodes, timed = count(draw(figure).art)
        assert nodes <= 120
        assert timed <= 45


def test_left_is_right_mirrored_but_the_light_is_not() -> None:
    right, left = (draw(Figure.model_validate({"id": "tom", "facing": facing})) for facing in ("right", "left"))
    turned = draw(Figure(id="tom", facing="left"), replace(DAY, light_x=-0.8))
    assert left.head[0] == pytest.approx(-right.head[0])
    assert at(left.hand, 1.7)[0] == pytest.approx(-at(right.hand, 1.7)[0])
    fills = [[shape.fill for _, _, _, shape in placed(art.art, 0.0)] for art in (right, left, turned)]
    assert fills[0] == fills[2] != fills[1]


@pytest.mark.parametrize("facing", FACINGS)
@pytest.mark.parametrize("pose", ["hold", "walk", "run", "wave", "reach", "eat", "swim"])
def test_what_is_held_stays_in_the_hand(pose: str, facing: str) -> None:
    art = draw(Figure.model_validate({"id": "someone", "pose": pose, "facing": facing}))
    for t in (0.0, 0.4, 1.1):
        hands = [matrix.apply(0.0, 18.0) for name, matrix, _, _ in placed(art.art, t) if name.endswith("/hand")]
        assert min(math.dist(hand, at(art.hand, t)) for hand in hands) < art.head_radius * 0.15
        if art.fingers is not None:
            around = [
                matrix.apply(0.0, 18.0) for name, matrix, _, _ in placed(art.fingers, t) if name.endswith("/hand")
            ]
            assert math.dist(around[0], at(art.hand, t)) < art.head_radius * 0.15


def test_the_body_hides_what_is_held_before_it_only_from_behind() -> None:
    ahead, behind = (
        draw(Figure.model_validate({"id": "a", "pose": "hold", "facing": way})) for way in ("camera", "away")
    )
    assert not ahead.holds_behind
    assert ahead.fingers
    assert behind.holds_behind
    assert behind.fingers is None


def test_ink_goes_around_an_arm_and_the_trunk_together() -> None:
    art = draw(Figure(id="a", appearance="a green coat"), look=Look(line="ink"))
    names = [name for name, _, _, shape in placed(art.art, 0.0) if shape.fill is not None and shape.stroke is not None]
    assert not [name for name in names if name.endswith("/torso")], "the trunk's line lies behind it"


def test_an_open_mouth_lowers_the_jaw() -> None:
    art = draw(Figure(id="a", mouths=(Mouth(start=0.0, shape="closed"), Mouth(start=1.0, shape="open"))))

    def chin(t: float) -> float:
        heads = [shape for name, _, _, shape in placed(art.art, t) if name.endswith("/head")]
        return max(y for shape in heads if callable(shape.path) for _, y in points(shape.path(t)))

    assert chin(1.5) > chin(0.5) + 5
