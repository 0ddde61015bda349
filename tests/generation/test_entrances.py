"""Entrances and exits: who comes walks in and stops, who leaves stands and walks off."""

from collections.abc import Iterator

import pytest

from generation.animatic.art import Group, Node
from generation.animatic.compose import compose
from generation.animatic.parts import parts_of
from generation.animatic.port_tree import at
from generation.requests import Camera, Figure, Look, Setting, Staging

LOOK = Look(palette=("#101018", "#606070", "#f0f0e8"))
SECONDS = 5.0


def groups(node: Node) -> Iterator[Group]:
    if isinstance(node, Group):
        yield node
        for child in node.children:
            yield from groups(child)


def way(pose: str, facing: str, move: str = "static") -> list[float]:
    """Where in a frame 160 wide the figure's middle is, every half second."""
    figure = Figure.model_validate({"id": "mara", "appearance": "a woman", "pose": pose, "facing": facing})
    camera = Camera.model_validate({"size": "full", "move": move})
    staging = Staging(setting=Setting(id="x", kind="meadow"), figures=(figure,), camera=camera, look=LOOK)
    found = next(node for node in groups(compose(staging, 160, 90, SECONDS, 5)) if node.name == "mara")
    return [at(found.transform, step / 2).e for step in range(11)]


def test_the_walk_is_a_part_of_the_shot() -> None:
    coming, going = (parts_of(Figure(id="mara", pose=pose), SECONDS) for pose in ("walk in", "walk-out"))
    assert [(part.pose, part.crosses) for part in coming] == [("walk", "in"), ("stand", "")]
    assert [(part.pose, part.crosses) for part in going] == [("stand", ""), ("walk", "out")]
    assert 0 < coming[1].start < SECONDS
    assert 0 < going[1].start < SECONDS
    for pose in ("walk", "stand", ""):
        assert len(parts_of(Figure(id="mara", pose=pose), SECONDS)) == 1


@pytest.mark.parametrize("move", ["static", "follow"])
@pytest.mark.parametrize(("facing", "sign"), [("left", -1), ("right", 1)])
def test_who_comes_is_away_at_first_and_then_stands(facing: str, sign: int, move: str) -> None:
    xs = way("walk in", facing, move)
    assert (xs[4] - xs[0]) * sign > 40
    assert xs[7:] == pytest.approx([xs[7]] * 4, abs=2)
    assert 40 < xs[-1] < 120


@pytest.mark.parametrize(("facing", "sign"), [("left", -1), ("right", 1)])
def test_who_leaves_stands_first_and_is_gone_at_the_end(facing: str, sign: int) -> None:
    xs = way("walk out", facing)
    assert xs[:5] == pytest.approx([xs[0]] * 5, abs=2)
    assert (xs[-1] - xs[4]) * sign > 60
