"""The built-in clip and still backends through their one door."""

import hashlib
from collections.abc import Callable
from contextlib import AbstractContextManager
from itertools import pairwise

import numpy as np
import pytest
from pydantic import ValidationError

from generation.backend import ClipBackend, Progress, available
from generation.clips.animatic import Animatic
from generation.clips.slate import Slate
from generation.errors import Unsupported
from generation.requests import Camera, ClipRequest, Figure, Media, Mouth, Setting, Staging, StillRequest
from generation.results import Clip, Frame
from generation.stills.animatic import Animatic as AnimaticStill

STAGING = Staging(
    setting=Setting(id="shore", kind="lighthouse", time="dusk", weather="rain"),
    figures=(
        Figure(
            id="mara",
            appearance="a woman of sixty, silver braid, a yellow oilskin coat",
            position="left",
            facing="right",
            mouths=(Mouth(start=0.0, shape="open"), Mouth(start=0.2, shape="rest")),
        ),
        Figure(id="fox", kind="fox", position="right", facing="left"),
    ),
    props=("a brass lantern",),
    camera=Camera(size="wide", move="push-in"),
)


def ask(**changes: object) -> ClipRequest:
    fields: dict[str, object] = {
        "width": 192,
        "height": 108,
        "rate": "24",
        "frames": 5,
        "seed": 11,
        "staging": STAGING,
        "label": ("first-night / gallery", "Mara steps onto the gallery."),
    }
    return ClipRequest.model_validate(fields | changes)


def silent(done: int, total: int) -> None:
    assert 0 < done <= total


def frames(backend: ClipBackend, request: ClipRequest, progress: Progress = silent) -> list[Frame]:
    context: AbstractContextManager[Callable[[ClipRequest, Progress], Clip]] = backend.load()
    with context as make:
        return [frame.copy() for frame in make(request, progress).frames]


@pytest.mark.parametrize("backend", [Animatic(), Slate()])
@pytest.mark.parametrize("number", [1, 2, 7])
def test_as_many_frames_as_asked_in_the_size_asked(backend: ClipBackend, number: int) -> None:
    told: list[tuple[int, int]] = []
    made = frames(backend, ask(frames=number, rate="24000/1001"), lambda done, total: told.append((done, total)))
    assert len(made) == number
    assert all(frame.shape[:2] == (108, 192) and frame.dtype == np.uint8 for frame in made)
    assert told == [(n + 1, number) for n in range(number)]


@pytest.mark.parametrize("backend", [Animatic(), Slate()])
def test_the_same_request_gives_the_same_bytes(backend: ClipBackend) -> None:
    def digest(request: ClipRequest) -> str:
        return hashlib.sha256(b"".join(frame.tobytes() for frame in frames(backend, request))).hexdigest()

    assert digest(ask()) == digest(ask())
    assert digest(ask()) != digest(ask(seed=12))


@pytest.mark.parametrize("backend", [Animatic(), Slate()])
def test_progress_may_cancel_and_the_backend_stays_usable(backend: ClipBackend) -> None:
    class Cancelled(Exception):
        pass

    def cancel(done: int, total: int) -> None:
        if done == 2:
            raise Cancelled

    with backend.load() as make:
        with pytest.raises(Cancelled):
            list(make(ask(), cancel).frames)
        assert sum(1 for _ in make(ask(), silent).frames) == 5


@pytest.mark.parametrize(("width", "height"), [(1280, 720), (270, 480), (200, 200), (478, 200), (64, 64)])
@pytest.mark.parametrize("backend", [Animatic(), Slate()])
def test_every_shape_of_picture_is_filled(backend: ClipBackend, width: int, height: int) -> None:
    (picture,) = frames(backend, ask(width=width, height=height, frames=1))
    assert picture.shape[:2] == (height, width)
    assert picture[..., :3].std() > 8
    if picture.shape[2] == 4:
        assert picture[..., 3].min() == 255


def test_animatic_needs_a_staging_and_refuses_keyframes() -> None:
    with pytest.raises(Unsupported, match="staging"):
        Animatic().check(ask(staging=None))
    with Animatic().load() as make, pytest.raises(Unsupported, match="staging"):
        make(ask(staging=None), silent)
    with pytest.raises(Unsupported, match="first frame"):
        Animatic().check(ask(first=Media.model_validate({"digest": "0" * 64, "path": "first.png"})))


def test_animatic_moves_and_its_grain_can_be_left_out() -> None:
    grainy = frames(Animatic(), ask())
    clean = frames(Animatic(grain=False), ask())
    assert np.abs(clean[0].astype(int) - clean[4]).max() > 8
    assert 0.3 < np.abs(grainy[0][..., :3].astype(int) - clean[0][..., :3]).mean() < 6
    with pytest.raises(ValidationError):
        Animatic.model_validate({"grane": False})


def test_a_mouth_that_opens_changes_the_picture() -> None:
    close = STAGING.model_copy(update={"camera": Camera(size="close-up")})
    mute = close.figures[0].model_copy(update={"mouths": (Mouth(start=0.0, shape="closed"),)})
    speaking = frames(Animatic(grain=False), ask(frames=1, staging=close))
    closed = frames(Animatic(grain=False), ask(frames=1, staging=close.model_copy(update={"figures": (mute,)})))
    assert (np.abs(speaking[0].astype(int) - closed[0]).max(axis=2) > 24).sum() > 10


def test_a_slate_shows_its_label_and_counts() -> None:
    made = frames(Slate(), ask(frames=24))
    other = frames(Slate(), ask(frames=24, label=("another shot",)))
    assert (made[0] != other[0]).sum() > 400
    assert all((first != second).any() for first, second in pairwise(made))
    endless = frames(Slate(), ask(frames=1, label=("x" * 400, "и" * 400, "one two " * 200)))
    assert endless[0].std() > 8


def test_a_still_is_one_frame_of_the_staging() -> None:
    request = StillRequest(width=192, height=108, seed=11, staging=STAGING)
    with AnimaticStill().load() as make:
        first = make(request, silent).copy()
        assert first.shape[:2] == (108, 192)
        assert first[..., :3].std() > 8
        assert np.array_equal(first, make(request, silent))
    with pytest.raises(Unsupported, match="staging"):
        AnimaticStill().check(StillRequest(width=64, height=64, seed=1))


def test_both_are_found_by_name() -> None:
    assert {"animatic", "slate"} <= set(available("clips"))
    assert "animatic" in available("stills")
