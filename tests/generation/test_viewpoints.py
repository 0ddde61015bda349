"""Whose shoulder, whose eyes and which side: what the pictures show of it."""

from collections.abc import Mapping

import numpy as np
import pytest
from numpy.typing import NDArray

from generation.animatic.compose import compose, lay_out
from generation.animatic.finish import graded
from generation.animatic.places.kits import build_stage
from generation.animatic.thorvg_port import Canvas
from generation.requests import Camera, Figure, Look, Setting, Staging

WIDTH, HEIGHT, SECONDS = 480, 270, 4.0
MARA = Figure(
    id="mara", appearance="a woman with black hair, a red coat", position="left", facing="right", pose="stand"
)
TOM = Figure(id="tom", appearance="a man with black hair, a green coat", position="right", facing="left", pose="stand")
PLACE = Setting(id="light", kind="lighthouse", time="afternoon")
LOOK = Look(grain=0.0, vignette=0.0)


def picture(camera: Mapping[str, object], *figures: Figure, place: Setting = PLACE) -> NDArray[np.int16]:
    staging = Staging(setting=place, figures=figures, camera=Camera.model_validate(camera), look=LOOK)
    canvas = Canvas(WIDTH, HEIGHT, graded(LOOK))
    canvas.show(compose(staging, WIDTH, HEIGHT, SECONDS, 7), SECONDS)
    return np.array(canvas.frame(1.0)[..., :3]).astype(np.int16)


def share_of(drawn: NDArray[np.int16], colour: str, margin: int) -> float:
    """The part of the picture in which one channel stands so far above the two others."""
    channel = "rgb".index(colour)
    others = np.delete(drawn, channel, axis=2).max(axis=2)
    return float((drawn[..., channel] - others > margin).mean())


def test_who_looks_is_not_seen_and_is_looked_at() -> None:
    seen = picture({"size": "full"}, MARA, TOM)
    through = picture({"size": "full", "eyes": "mara"}, MARA, TOM)
    assert share_of(seen, "r", 60) > 0.01
    assert share_of(through, "r", 60) < 0.3 * share_of(seen, "r", 60)
    assert share_of(through, "g", 15) > 0.5 * share_of(seen, "g", 15)
    staging = Staging(setting=PLACE, figures=(MARA, TOM), camera=Camera(size="full", eyes="mara"), look=LOOK)
    (other,) = lay_out(staging, WIDTH, HEIGHT, SECONDS, 7).arrangement.placed
    assert other.figure.id == "tom"
    assert other.figure.facing == "camera"


@pytest.mark.parametrize("size", ["medium-close", "medium", "cowboy"])
@pytest.mark.parametrize(("behind", "seen"), [(MARA, TOM), (TOM, MARA)])
def test_a_shoulder_is_at_its_side_of_the_edge_and_before_no_face(size: str, behind: Figure, seen: Figure) -> None:
    camera = {"size": size, "over": behind.id}
    alone, over = picture({"size": size}, seen), picture(camera, seen, behind)
    staging = Staging(setting=PLACE, figures=(seen, behind), camera=Camera.model_validate(camera), look=LOOK)
    laid = lay_out(staging, WIDTH, HEIGHT, SECONDS, 7)
    (placed,) = laid.arrangement.placed
    assert placed.figure.id == seen.id
    edge = slice(0, WIDTH // 12) if behind is MARA else slice(WIDTH - WIDTH // 12, WIDTH)
    assert np.abs(over[HEIGHT // 2 :, edge] - alone[HEIGHT // 2 :, edge]).mean() > 8
    assert over[HEIGHT // 2 :, edge].mean() < alone[HEIGHT // 2 :, edge].mean()


def test_a_child_has_a_shoulder_where_the_shot_asks_for_it() -> None:
    child = MARA.model_copy(update={"appearance": "a small girl of six, a red coat"})
    over, alone = picture({"size": "medium", "over": "mara"}, TOM, child), picture({"size": "medium"}, TOM)
    assert np.abs(over[:, : WIDTH // 8] - alone[:, : WIDTH // 8]).mean() > 4


def test_the_other_side_of_a_place_is_another_picture_in_the_light_of_the_same_hour() -> None:
    front, back = picture({"size": "wide"}), picture({"size": "wide", "reverse": True})
    assert np.abs(front - back).mean() > 6
    assert np.abs(front.mean(axis=(0, 1)) - back.mean(axis=(0, 1))).max() < 40
    one, other = (build_stage(PLACE, LOOK, "calm", reverse=side) for side in (False, True))
    assert one.scheme.light_x == -other.scheme.light_x


@pytest.mark.parametrize("kind", ["kitchen", "city street", "hall", "forest", "castle", "ship"])
def test_every_side_of_a_place_has_ground_to_stand_on(kind: str) -> None:
    place = Setting(id="there", kind=kind, interior=kind in ("kitchen", "hall"))
    stage = build_stage(place, LOOK, "calm", reverse=True)
    assert stage.left < stage.right
    assert picture({"size": "wide", "reverse": True}, MARA, TOM, place=place).std() > 10


@pytest.mark.parametrize("kind", ["kitchen", "office", "tavern"])
def test_two_who_talk_in_a_room_have_its_two_walls_behind_them(kind: str) -> None:
    room = Setting(id="room", kind=kind, interior=True)
    empty = {side: build_stage(room, LOOK, "calm", reverse=side) for side in (False, True)}
    for seen, behind, turned in ((MARA, TOM, False), (TOM, MARA, True)):
        camera = Camera(size="medium-close", over=behind.id)
        staging = Staging(setting=room, figures=(seen, behind), camera=camera, look=LOOK)
        stage = lay_out(staging, WIDTH, HEIGHT, SECONDS, 7).stage
        assert stage.scheme.light_x == empty[turned].scheme.light_x == -empty[not turned].scheme.light_x
        assert stage.detail == empty[turned].detail


def test_in_the_open_a_shoulder_turns_nothing() -> None:
    camera = Camera(size="medium-close", over="mara")
    staging = Staging(setting=PLACE, figures=(TOM, MARA), camera=camera, look=LOOK)
    stage = lay_out(staging, WIDTH, HEIGHT, SECONDS, 7).stage
    assert stage.scheme.light_x == build_stage(PLACE, LOOK, "calm").scheme.light_x
