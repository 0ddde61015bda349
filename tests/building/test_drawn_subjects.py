"""Where people are in a drawn shot, held against the drawing itself."""

from fractions import Fraction

import numpy as np
import pytest

from generation.clips.animatic import Animatic
from generation.requests import Camera, ClipRequest, Figure, Mouth, Setting, Staging
from orchestrator.building.drawn_subjects import drawn_subjects

SIZE, RATE, FRAMES = (320, 180), Fraction(12), 13
SEA = Setting(id="sea", kind="beach")


def shot(*figures: Figure, **camera: object) -> Staging:
    return Staging(setting=SEA, figures=figures, camera=Camera.model_validate(camera))


def drawn(staging: Staging, frame: int) -> np.ndarray:
    request = ClipRequest(width=SIZE[0], height=SIZE[1], rate=str(RATE), frames=FRAMES, seed=4, staging=staging)
    with Animatic(grain=False).load() as make:
        for number, picture in enumerate(make(request, lambda *_: None).frames):
            if number == frame:
                return picture[:, :, :3].astype(float)
    raise AssertionError(frame)


@pytest.mark.parametrize("position", ["far-left", "right"])
@pytest.mark.parametrize(("size", "move"), [("full", "static"), ("wide", "pan")])
def test_somebody_is_where_the_drawing_puts_them(position: str, size: str, move: str) -> None:
    mara = Figure(id="mara", appearance="a woman in a red coat", position=position)  # type: ignore[arg-type]
    staging = shot(mara, size=size, move=move)
    found = drawn_subjects(staging, SIZE, RATE, FRAMES, 4)
    assert [figure.name for figure in found.figures] == ["mara"]
    assert len(found.figures[0].places) == 7
    place = found.figures[0].places[-1]
    assert place is not None
    # Where the picture changes when she turns up in it in another coat.
    other = shot(mara.model_copy(update={"appearance": "a woman in a white coat"}), size=size, move=move)
    change = np.abs(drawn(staging, 12) - drawn(other, 12)).max(axis=2) > 25
    rows, columns = np.nonzero(change)
    assert len(rows) > 20
    inside = (
        (columns >= place.left * SIZE[0] - 2)
        & (columns <= place.right * SIZE[0] + 2)
        & (rows >= place.top * SIZE[1] - 2)
        & (rows <= place.bottom * SIZE[1] + 2)
    )
    assert inside.mean() > 0.95
    assert place.top < place.y < rows.mean() / SIZE[1], "the head is over the coat"
    assert abs(columns.mean() / SIZE[0] - place.x) < 3 * place.radius


def test_who_walks_goes_the_way_they_look() -> None:
    walker = Figure(id="mara", pose="walk", facing="right")
    places = drawn_subjects(shot(walker, size="wide"), SIZE, RATE, 36, 4).figures[0].places
    seen = [place.x for place in places if place]
    assert seen == sorted(seen)
    assert seen[-1] - seen[0] > 0.05


def test_a_single_shows_who_speaks_and_an_insert_nobody() -> None:
    mouths = (Mouth(start=0.2, shape="open"),)
    pair = (Figure(id="mara", position="left"), Figure(id="fox", kind="fox", position="right", mouths=mouths))
    found = drawn_subjects(shot(*pair, size="close-up"), SIZE, RATE, FRAMES, 4)
    assert [(figure.name, figure.speaks) for figure in found.figures] == [("fox", True)]
    both = drawn_subjects(shot(*pair, size="full"), SIZE, RATE, FRAMES, 4)
    assert {figure.name: figure.speaks for figure in both.figures} == {"mara": False, "fox": True}
    assert drawn_subjects(shot(*pair, size="insert"), SIZE, RATE, FRAMES, 4).figures == ()


def test_a_plane_of_the_place_is_nobody_even_if_it_is_called_the_same() -> None:
    found = drawn_subjects(shot(Figure(id="sea", appearance="a girl"), size="full"), SIZE, RATE, FRAMES, 4)
    place = found.figures[0].places[0]
    assert place is not None
    assert place.right - place.left < 0.5
