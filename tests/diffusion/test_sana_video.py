"""SANA-Video on real pipelines with tiny random weights: words and a first picture on one checkpoint."""

from pathlib import Path
from typing import Any

import conformance
import numpy as np
import pytest
from conformance import called, made, recipe, request, stacked
from tiny import sana_video

from generation.errors import Unsupported
from generation.requests import ClipRequest, Media

KINDS = {"text": "SanaVideoPipeline", "first": "SanaImageToVideoPipeline"}


@pytest.fixture(scope="module")
def checkpoint(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return sana_video.save("text-or-first", tmp_path_factory.mktemp("sana"))


def asked(start: str, pictures: dict[str, Media], **changes: Any) -> ClipRequest:
    first = pictures["dawn"] if start == "first" else None
    return request(**{"first": first, "width": 60, "frames": 3} | changes)


@pytest.mark.parametrize("start", KINDS)
def test_it_makes_what_is_asked_and_sees_it(checkpoint: Path, pictures: dict[str, Media], start: str) -> None:
    model = recipe("sana_video", checkpoint)
    conformance.makes_what_is_asked(model, asked(start, pictures))
    changes: list[dict[str, Any]] = [{"prompt": "the sea"}, {"negative": "the sea"}]
    if start == "first":
        changes.append({"first": pictures["noon"]})
    conformance.every_change_is_seen(model, asked(start, pictures), changes)


@pytest.mark.parametrize("start", KINDS)
def test_frames_are_those_of_the_pipeline_itself(checkpoint: Path, pictures: dict[str, Media], start: str) -> None:
    whole = asked(start, pictures, width=64, height=32, rate="16", frames=5)
    conformance.decodes_like_the_pipeline(recipe("sana_video", checkpoint), whole)
    kind, arguments = called(recipe("sana_video", checkpoint), whole)
    assert kind == KINDS[start]
    assert (arguments["frames"], arguments["use_resolution_binning"]) == (5, False)


def test_words_and_pictures_take_turns_each_with_its_own_sampler(checkpoint: Path, pictures: dict[str, Media]) -> None:
    model: Any = recipe("sana_video", checkpoint, shift=4.0)
    requests = [asked(start, pictures) for start in KINDS]
    apart = [made(model, each)[0] for each in requests]
    with model.load() as make:
        for _turn in range(2):
            for each, alone in zip(requests, apart, strict=True):
                assert np.array_equal(stacked(make(each, conformance.ignore)), alone)
        samplers = [make.pipeline(kind).scheduler for kind in KINDS.values()]
    assert [type(sampler).__name__ for sampler in samplers] == [
        "DPMSolverMultistepScheduler",
        "FlowMatchEulerDiscreteScheduler",
    ]
    assert (samplers[0].config.flow_shift, samplers[1].config.shift) == (4.0, 4.0)


def test_options_are_seen(checkpoint: Path, pictures: dict[str, Media]) -> None:
    changes: list[dict[str, Any]] = [{"motion": 80}, {"motion": None}, {"guidance": 9.0}, {"shift": 3.0}]
    conformance.every_option_is_seen(recipe("sana_video", checkpoint), asked("text", pictures), changes)


def test_counts_are_legalised_upwards(checkpoint: Path, pictures: dict[str, Media]) -> None:
    _kind, arguments = called(recipe("sana_video", checkpoint), asked("text", pictures, rate="16", frames=6))
    assert arguments["frames"] == 9


@pytest.mark.parametrize("start", KINDS)
def test_cancelling_leaves_nothing(checkpoint: Path, pictures: dict[str, Media], start: str) -> None:
    conformance.cancelling_leaves_nothing(recipe("sana_video", checkpoint), asked(start, pictures))


def test_memory_that_runs_out_leaves_nothing(checkpoint: Path, pictures: dict[str, Media]) -> None:
    conformance.running_out_of_memory_leaves_nothing(recipe("sana_video", checkpoint), asked("first", pictures))


def test_damaged_folders_are_refused(checkpoint: Path, tmp_path: Path) -> None:
    conformance.damaged_folders_are_refused("sana_video", checkpoint, "vae", tmp_path)


def test_what_it_cannot_do_is_refused_when_it_is_planned(checkpoint: Path, pictures: dict[str, Media]) -> None:
    for changes, options, said in (
        ({"last": pictures["dusk"]}, {}, "cannot hold a last frame"),
        ({"frames": 96}, {}, r"takes 8\.0 s .* holds together for 5\.062 s"),
        ({}, {"precision": "float16"}, "does not work in float16; take bfloat16"),
    ):
        with pytest.raises(Unsupported, match=said):
            recipe("sana_video", checkpoint, **options).check(asked("text", pictures, **changes))
