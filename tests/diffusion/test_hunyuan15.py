"""HunyuanVideo 1.5 on real pipelines with tiny random weights: no callback, guidance as a part, sizes that are ours."""

from pathlib import Path
from typing import Any

import conformance
import numpy as np
import pytest
from conformance import called, recipe, request
from PIL import Image
from tiny import hunyuan15

from generation.errors import Unsupported
from generation.requests import ClipRequest, Media

VARIANTS = ["text", "first"]


@pytest.fixture(scope="module")
def checkpoints(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("hunyuan15")
    return {variant: hunyuan15.save(variant, folder) for variant in VARIANTS}


def asked(variant: str, pictures: dict[str, Media], **changes: Any) -> ClipRequest:
    return request(**{"first": pictures["dawn"] if variant == "first" else None, "frames": 3} | changes)


@pytest.mark.parametrize("variant", VARIANTS)
def test_it_makes_what_is_asked_with_two_passes_a_step(
    checkpoints: dict[str, Path], pictures: dict[str, Media], variant: str
) -> None:
    conformance.makes_what_is_asked(recipe("hunyuan15", checkpoints[variant]), asked(variant, pictures), passes=2)


def test_without_guidance_a_step_is_one_pass(checkpoints: dict[str, Path], pictures: dict[str, Media]) -> None:
    model = recipe("hunyuan15", checkpoints["text"], guidance=1)
    conformance.makes_what_is_asked(model, asked("text", pictures))


@pytest.mark.parametrize("variant", VARIANTS)
def test_frames_are_those_of_the_pipeline_itself(
    checkpoints: dict[str, Path], pictures: dict[str, Media], variant: str
) -> None:
    whole = asked(variant, pictures, height=32, rate="24", frames=5)
    conformance.decodes_like_the_pipeline(recipe("hunyuan15", checkpoints[variant], guidance=1), whole)


@pytest.mark.parametrize("variant", VARIANTS)
def test_the_words_and_the_picture_are_seen(
    checkpoints: dict[str, Path], pictures: dict[str, Media], variant: str
) -> None:
    changes: list[dict[str, Any]] = [{"prompt": "the sea"}, {"prompt": 'a fox on the "rock"'}, {"negative": "the sea"}]
    if variant == "first":
        changes.append({"first": pictures["noon"]})
    conformance.every_change_is_seen(recipe("hunyuan15", checkpoints[variant]), asked(variant, pictures), changes)


def test_the_size_from_a_picture_is_ours_and_the_picture_is_cropped(
    checkpoints: dict[str, Path], pictures: dict[str, Media]
) -> None:
    """By itself the pipeline would take its nearest bucket: 64 x 48 for a picture of 48 x 32."""
    import torch

    model: Any = recipe("hunyuan15", checkpoints["first"], guidance=1, overlap=False)
    seen: list[torch.Tensor] = []
    with model.load() as make:
        vae = make.parts()["vae"]
        encode = vae.encode
        vae.encode = lambda values: (seen.append(values), encode(values))[1]
        conformance.stacked(make(asked("first", pictures), conformance.ignore))
    (given,) = seen
    assert given.shape == (1, 3, 1, 32, 48)
    shown = ((given[0, :, 0].permute(1, 2, 0).numpy() + 1) * 127.5).round()
    drawn = Image.open(pictures["dawn"].path)
    middle = np.asarray(drawn.resize((48, 28), Image.Resampling.LANCZOS, box=(0, 10, 128, 85)), np.float32)
    assert np.abs(shown[2:30] - middle).mean() < 6


def test_guidance_is_heard_and_does_not_stay(checkpoints: dict[str, Path], pictures: dict[str, Media]) -> None:
    model = recipe("hunyuan15", checkpoints["text"])
    conformance.every_option_is_seen(model, asked("text", pictures), [{"guidance": 9.0}])
    _kind, arguments = called(model, asked("text", pictures, rate="24", frames=6))
    assert (arguments["num_frames"], arguments["width"], arguments["height"]) == (9, 48, 32)
    assert "guidance_scale" not in arguments


def test_takes_come_from_one_call(checkpoints: dict[str, Path], pictures: dict[str, Media]) -> None:
    model = recipe("hunyuan15", checkpoints["text"], guidance=1)
    conformance.takes_together_are_takes_apart(model, asked("text", pictures))


def test_cancelling_leaves_nothing(checkpoints: dict[str, Path], pictures: dict[str, Media]) -> None:
    """The pipeline has no callback at all; the hook on the denoiser does."""
    conformance.cancelling_leaves_nothing(recipe("hunyuan15", checkpoints["first"]), asked("first", pictures))


def test_memory_that_runs_out_leaves_nothing(checkpoints: dict[str, Path], pictures: dict[str, Media]) -> None:
    model = recipe("hunyuan15", checkpoints["text"], guidance=1)
    conformance.running_out_of_memory_leaves_nothing(model, asked("text", pictures))


def test_damaged_folders_are_refused(checkpoints: dict[str, Path], tmp_path: Path) -> None:
    conformance.damaged_folders_are_refused("hunyuan15", checkpoints["first"], "image_encoder", tmp_path)


def test_what_it_cannot_do_is_refused_when_it_is_planned(
    checkpoints: dict[str, Path], pictures: dict[str, Media]
) -> None:
    for variant, changes, said in (
        ("text", {"first": pictures["dawn"]}, "cannot hold a first frame"),
        ("first", {"first": None}, "set keyframes.first"),
        ("first", {"last": pictures["dusk"]}, "cannot hold a last frame"),
        ("text", {"frames": 132}, r"takes 11\.0 s .* holds together for 10\.04 s"),
    ):
        with pytest.raises(Unsupported, match=said):
            recipe("hunyuan15", checkpoints[variant]).check(asked(variant, pictures, **changes))
