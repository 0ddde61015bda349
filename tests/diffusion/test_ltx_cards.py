"""Distilled LTX checkpoints are asked for the noise levels that they were distilled with, through their cards."""

from pathlib import Path

import pytest
from conformance import called, request
from tiny import ltx, ltx2

from generation.backend import find
from generation.catalogue import recipe
from generation.diffusion.video import VideoModel


@pytest.mark.parametrize(
    ("card", "argument", "first", "last"),
    [
        ("ltx-video-0.9.8-distilled", "timesteps", [1000, 993, 987], [725, 0.03]),
        ("ltx-2.3-distilled", "sigmas", [1, 0.99375], [0.725, 0.421875]),
    ],
)
def test_distilled_models_have_their_levels_and_no_guidance(
    tmp_path: Path, card: str, argument: str, first: list[float], last: list[float]
) -> None:
    name, options = recipe("clips", card)
    folder = ltx.save("noised", tmp_path) if name == "ltx" else ltx2.save("wide", tmp_path)
    model = find("clips", name).model_validate({**options, "model": str(folder)})
    assert isinstance(model, VideoModel)
    assert model.sampling_guidance() == 1
    _, call = called(model, request(width=64, height=64, rate="24", frames=9))
    assert call["num_inference_steps"] == len(call[argument]) == 8
    assert call[argument][: len(first)] == pytest.approx(first)
    assert call[argument][-len(last) :] == pytest.approx(last)


def test_what_only_a_card_says_holds_for_a_checkpoint_on_this_machine(tmp_path: Path) -> None:
    """How long its clips may be is in no file of a checkpoint."""
    folder = ltx.save("noised", tmp_path)
    _, options = recipe("clips", "ltx-video-0.9.8-distilled")
    model = find("clips", "ltx").model_validate({**options, "model": str(folder)})
    plain = find("clips", "ltx").model_validate({"model": str(folder)})
    assert (plain.can().longest, model.can().longest) == (pytest.approx(257 / 24), pytest.approx(361 / 24))
