"""VACE on real pipelines with tiny random weights: pictures at any frame, references, and going on from another clip."""

from pathlib import Path
from typing import Any

import conformance
import pytest
from tiny import wan as tiny_wan

from generation.diffusion.video import VideoModel
from generation.requests import ClipRequest, Keyframe, Media

VARIANTS = sorted(tiny_wan.VACE)


@pytest.fixture(scope="session")
def folders(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """One checkpoint of each variant."""
    folder = tmp_path_factory.mktemp("vace")
    return {variant: tiny_wan.save(variant, folder) for variant in VARIANTS}


@pytest.fixture(scope="session")
def pictures(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Media]:
    return conformance.pictures(tmp_path_factory.mktemp("pictures"))


def vace(folder: Path, **options: Any) -> VideoModel:
    return conformance.recipe("wan_vace", folder, **options)


@pytest.fixture
def full(pictures: dict[str, Media]) -> ClipRequest:
    """A request that uses every slot but the clip before."""
    return conformance.request(
        frames=7,
        first=pictures["dawn"],
        last=pictures["dusk"],
        keyframes=(Keyframe(frame=3, media=pictures["noon"]),),
        references=(pictures["noon"],),
    )


@pytest.mark.parametrize("variant", VARIANTS)
def test_it_makes_exactly_the_frames_that_are_asked_for(
    folders: dict[str, Path], full: ClipRequest, variant: str
) -> None:
    conformance.makes_what_is_asked(vace(folders[variant]), full, passes=2)


def test_it_says_what_it_takes(folders: dict[str, Path]) -> None:
    can = vace(folders["vace"]).can()
    assert (can.first_frame, can.last_frame, can.keyframes, can.references, can.context) == (True, True, True, 3, True)
    assert not can.takes


def test_every_slot_reaches_the_call(folders: dict[str, Path], full: ClipRequest, pictures: dict[str, Media]) -> None:
    noon, dusk = pictures["noon"], pictures["dusk"]
    changes: list[dict[str, Any]] = [
        {"first": noon},
        {"first": None},
        {"last": noon},
        {"last": None},
        {"keyframes": ()},
        {"keyframes": (Keyframe(frame=2, media=noon),)},
        {"keyframes": (Keyframe(frame=3, media=dusk),)},
        {"references": (dusk,)},
        {"references": (noon, dusk)},
        {"references": ()},
        {"prompt": "the sea at night"},
        {"negative": "the sea at night"},
    ]
    conformance.every_change_is_seen(vace(folders["vace"]), full, changes)
