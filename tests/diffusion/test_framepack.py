"""FramePack on the real pipeline with tiny random weights: windows in both orders, whole or put together."""

from pathlib import Path
from typing import Any

import conformance
import numpy as np
import pytest
from conformance import called, made, recipe, request
from tiny import hunyuan

from generation.errors import BackendFailure, Unsupported
from generation.requests import ClipRequest, Media


@pytest.fixture(scope="module")
def checkpoint(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return hunyuan.save("framepack", tmp_path_factory.mktemp("framepack"))


def asked(pictures: dict[str, Media], **changes: Any) -> ClipRequest:
    return request(**{"first": pictures["dawn"], "frames": 3} | changes)


def test_it_makes_what_is_asked_and_sees_it(checkpoint: Path, pictures: dict[str, Media]) -> None:
    model = recipe("framepack", checkpoint, steps=1)
    conformance.makes_what_is_asked(model, asked(pictures))
    changes = [{"prompt": "the sea"}, {"first": pictures["noon"]}, {"last": pictures["dusk"]}]
    conformance.every_change_is_seen(model, asked(pictures), changes)
    can = model.can()
    assert (can.first_frame, can.needs_first, can.last_frame) == (True, True, True)


@pytest.mark.parametrize("windows", [1, 3])
@pytest.mark.parametrize("sampling", ["inverted", "forward"])
def test_frames_are_those_of_the_pipeline_itself(
    checkpoint: Path, pictures: dict[str, Media], sampling: str, windows: int
) -> None:
    """The stretches that fade into one another are those of the pipeline, in either order."""
    whole = asked(pictures, width=32, height=32, rate="30", frames=36 * windows + 1)
    conformance.decodes_like_the_pipeline(recipe("framepack", checkpoint, steps=1, sampling=sampling), whole)


def test_progress_counts_the_steps_of_all_windows(checkpoint: Path, pictures: dict[str, Media]) -> None:
    seen: list[tuple[int, int]] = []
    long = asked(pictures, width=32, height=32, rate="30", frames=40)
    made(recipe("framepack", checkpoint), long, progress=lambda done, total: seen.append((done, total)))
    assert seen == [(0, 4), (1, 4), (2, 4), (3, 4), (4, 4)]
    _kind, arguments = called(recipe("framepack", checkpoint, steps=1), long)
    assert arguments["num_frames"] == 66


def test_the_other_guidance_hears_the_negative_prompt(checkpoint: Path, pictures: dict[str, Media]) -> None:
    guided = recipe("framepack", checkpoint, steps=1, true_guidance=4)
    conformance.every_change_is_seen(guided, asked(pictures), [{"negative": "the rock"}])


def test_options_are_seen(checkpoint: Path, pictures: dict[str, Media]) -> None:
    changes: list[dict[str, Any]] = [{"guidance": 60.0}, {"sampling": "forward"}]
    conformance.every_option_is_seen(recipe("framepack", checkpoint), asked(pictures), changes)


def test_cancelling_leaves_nothing(checkpoint: Path, pictures: dict[str, Media]) -> None:
    conformance.cancelling_leaves_nothing(recipe("framepack", checkpoint), asked(pictures))


def test_memory_that_runs_out_leaves_nothing(checkpoint: Path, pictures: dict[str, Media]) -> None:
    conformance.running_out_of_memory_leaves_nothing(recipe("framepack", checkpoint, steps=1), asked(pictures))


def test_parts_from_elsewhere_make_what_the_whole_makes(
    checkpoint: Path, pictures: dict[str, Media], tmp_path: Path
) -> None:
    """HunyuanVideo's folder, FramePack's transformer and an image encoder in two others."""
    import torch

    base = hunyuan.save("text", tmp_path)
    torch.manual_seed(3)
    hunyuan.framepack_transformer().save_pretrained(tmp_path / "pack")
    for name, part in hunyuan.framepack_eyes().items():
        part.save_pretrained(tmp_path / "eyes" / name)
    parts = {"transformer": str(tmp_path / "pack"), "image_encoder": str(tmp_path / "eyes")}
    together = recipe("framepack", base, steps=1, **parts)
    (video,) = made(together, asked(pictures))
    assert video.shape == (3, 28, 48, 3)
    (half,) = made(recipe("framepack", base, steps=1, precision="bfloat16", **parts), asked(pictures))
    assert not np.array_equal(video, half)
    with pytest.raises(BackendFailure, match=r"without FramePack's transformer; say where it is with \?transformer="):
        recipe("framepack", base)
    with pytest.raises(BackendFailure, match=r"without FramePack's image_encoder; .* \?image_encoder="):
        recipe("framepack", base, transformer=parts["transformer"])


def test_damaged_folders_are_refused(checkpoint: Path, tmp_path: Path) -> None:
    conformance.damaged_folders_are_refused("framepack", checkpoint, "transformer", tmp_path)


def test_what_it_cannot_do_is_refused_when_it_is_planned(checkpoint: Path, pictures: dict[str, Media]) -> None:
    for changes, options, said in (
        ({"first": None}, {}, "set keyframes.first"),
        ({"last": pictures["dusk"]}, {"sampling": "forward"}, "cannot hold a last frame"),
        ({"frames": 12 * 61}, {}, r"takes 61\.0 s .* holds together for 60\.03 s"),
    ):
        with pytest.raises(Unsupported, match=said):
            recipe("framepack", checkpoint, **options).check(asked(pictures, **changes))
    forward = recipe("framepack", checkpoint, transformer="somebody/FramePack_F1_I2V_HY")
    assert not forward.can().last_frame
