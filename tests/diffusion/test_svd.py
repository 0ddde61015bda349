"""Stable Video Diffusion on the real pipeline with tiny random weights: a first picture, no words."""

from pathlib import Path
from typing import Any

import conformance
import numpy as np
import pytest
from conformance import called, ignore, made, recipe, request, stacked
from PIL import Image
from tiny import svd

from generation.errors import Unsupported
from generation.requests import ClipRequest, Media


@pytest.fixture(scope="module")
def checkpoint(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return svd.save("first", tmp_path_factory.mktemp("svd"))


def asked(pictures: dict[str, Media], **changes: Any) -> ClipRequest:
    return request(**{"first": pictures["dawn"], "rate": "14", "prompt": "", "frames": 5} | changes)


def test_it_makes_what_is_asked_from_a_picture(checkpoint: Path, pictures: dict[str, Media]) -> None:
    model = recipe("svd", checkpoint)
    conformance.makes_what_is_asked(model, asked(pictures))
    can = model.can()
    assert (can.first_frame, can.needs_first, can.last_frame, can.prompt) == (True, True, False, False)
    assert model.speaks() == "svd"


def test_frames_are_those_of_the_pipeline_itself(checkpoint: Path, pictures: dict[str, Media]) -> None:
    """The pipeline's own groups are as long as ours: the decoder looks at the pictures of a group together."""
    whole = asked(pictures, height=32, rate="7", frames=6)
    conformance.decodes_like_the_pipeline(recipe("svd", checkpoint), whole)
    parted = made(recipe("svd", checkpoint, chunk=2), whole)[0].astype(int)
    from diffusers import StableVideoDiffusionPipeline

    _kind, arguments = called(recipe("svd", checkpoint), whole)
    pipeline = StableVideoDiffusionPipeline.from_pretrained(checkpoint)
    pipeline.set_progress_bar_config(disable=True)
    arguments |= {"generator": arguments["generator"].manual_seed(11), "output_type": "np", "decode_chunk_size": 2}
    theirs: Any = pipeline(**arguments)
    assert np.abs(parted - (theirs.frames[0] * 255).round()).max() <= 1


def test_the_picture_is_cropped_not_stretched_and_counts(checkpoint: Path, pictures: dict[str, Media]) -> None:
    model = recipe("svd", checkpoint)
    _kind, arguments = called(model, asked(pictures))
    (given,) = arguments["image"]
    assert given.size == (48, 32)
    drawn = Image.open(pictures["dawn"].path)
    middle = np.asarray(drawn.resize((48, 28), Image.Resampling.LANCZOS, box=(0, 10, 128, 85)), np.float32)
    assert np.abs(np.asarray(given)[2:30] - middle).mean() < 6
    conformance.every_change_is_seen(model, asked(pictures), [{"first": pictures["noon"]}])


def test_any_count_is_made_and_the_rate_is_told(checkpoint: Path, pictures: dict[str, Media]) -> None:
    model = recipe("svd", checkpoint)
    for frames, count in ((1, 2), (5, 3), (9, 5)):
        _kind, arguments = called(model, asked(pictures, frames=frames))
        assert (arguments["num_frames"], arguments["fps"]) == (count, 7)
    _kind, arguments = called(recipe("svd", checkpoint, fps=14), asked(pictures))
    assert (arguments["num_frames"], arguments["fps"]) == (5, 14)


def test_options_are_seen(checkpoint: Path, pictures: dict[str, Media]) -> None:
    options = [{"guidance": 9.0}, {"motion": 200}, {"noise": 0.5}, {"chunk": 1}]
    conformance.every_option_is_seen(recipe("svd", checkpoint, steps=2), asked(pictures), options)


def test_takes_with_noise_of_their_own_come_from_one_call(checkpoint: Path, pictures: dict[str, Media]) -> None:
    model = recipe("svd", checkpoint)
    conformance.takes_together_are_takes_apart(model, asked(pictures))


def test_cancelling_leaves_nothing(checkpoint: Path, pictures: dict[str, Media]) -> None:
    """The pipeline has no switch to stop it; the hook on the denoiser does."""
    conformance.cancelling_leaves_nothing(recipe("svd", checkpoint, steps=4), asked(pictures))


def test_memory_that_runs_out_leaves_nothing(checkpoint: Path, pictures: dict[str, Media]) -> None:
    conformance.running_out_of_memory_leaves_nothing(recipe("svd", checkpoint), asked(pictures))


def test_damaged_folders_are_refused(checkpoint: Path, tmp_path: Path) -> None:
    conformance.damaged_folders_are_refused("svd", checkpoint, "unet", tmp_path)


def test_what_it_cannot_do_is_refused_when_it_is_planned(checkpoint: Path, pictures: dict[str, Media]) -> None:
    for changes, said in (
        ({"first": None}, "set keyframes.first"),
        ({"last": pictures["dusk"]}, "cannot hold a last frame"),
        ({"frames": 28}, r"takes 2\.0 s .* holds together for 0\.8571 s"),
    ):
        with pytest.raises(Unsupported, match=said):
            recipe("svd", checkpoint).check(asked(pictures, **changes))
    with recipe("svd", checkpoint, longest=3).load() as make:
        assert len(stacked(make(asked(pictures, frames=28), ignore))) == 28
