"""HunyuanVideo 1.0 on real pipelines with tiny random weights: from text, and from a picture in both of its ways."""

from pathlib import Path
from typing import Any

import conformance
import numpy as np
import pytest
from conformance import called, made, recipe, request
from tiny import hunyuan

from generation.errors import Unsupported
from generation.requests import ClipRequest, Media

VARIANTS = ["text", "first-joined", "first-replaced"]


@pytest.fixture(scope="module")
def checkpoints(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("hunyuan")
    return {variant: hunyuan.save(variant, folder) for variant in VARIANTS}


def asked(variant: str, pictures: dict[str, Media], **changes: Any) -> ClipRequest:
    first = pictures["dawn"] if variant.startswith("first") else None
    return request(**{"first": first, "frames": 3} | changes)


@pytest.mark.parametrize("variant", VARIANTS)
def test_every_variant_makes_what_is_asked_and_sees_it(
    checkpoints: dict[str, Path], pictures: dict[str, Media], variant: str
) -> None:
    model = recipe("hunyuan", checkpoints[variant])
    conformance.makes_what_is_asked(model, asked(variant, pictures))
    changes: list[dict[str, Any]] = [{"prompt": "the sea"}]
    if variant.startswith("first"):
        changes.append({"first": pictures["noon"]})
    conformance.every_change_is_seen(model, asked(variant, pictures), changes)


@pytest.mark.parametrize("variant", VARIANTS)
def test_frames_are_those_of_the_pipeline_itself(
    checkpoints: dict[str, Path], pictures: dict[str, Media], variant: str
) -> None:
    """Also where the pipeline throws the first four away: what comes back as latents is not what it decodes itself."""
    whole = asked(variant, pictures, height=32, rate="24", frames=9)
    conformance.decodes_like_the_pipeline(recipe("hunyuan", checkpoints[variant]), whole)
    count = 13 if variant == "first-joined" else 9
    assert called(recipe("hunyuan", checkpoints[variant]), whole)[1]["num_frames"] == count


@pytest.mark.parametrize("variant", VARIANTS)
def test_the_other_guidance_hears_the_negative_prompt(
    checkpoints: dict[str, Path], pictures: dict[str, Media], variant: str
) -> None:
    plain, guided = (recipe("hunyuan", checkpoints[variant], true_guidance=scale) for scale in (1, 4))
    against = asked(variant, pictures, negative="the sea")
    one, other = made(plain, asked(variant, pictures), against)
    assert np.array_equal(one, other)
    conformance.makes_what_is_asked(guided, against, passes=2)
    conformance.every_change_is_seen(guided, against, [{"negative": "the rock"}])
    assert plain.identity() != guided.identity()


def test_its_own_guidance_is_heard_and_costs_no_pass(checkpoints: dict[str, Path], pictures: dict[str, Media]) -> None:
    model = recipe("hunyuan", checkpoints["text"])
    conformance.every_option_is_seen(model, asked("text", pictures), [{"guidance": 60.0}, {"steps": 3}])


def test_takes_come_from_one_call(checkpoints: dict[str, Path], pictures: dict[str, Media]) -> None:
    conformance.takes_together_are_takes_apart(recipe("hunyuan", checkpoints["text"]), asked("text", pictures))


@pytest.mark.parametrize("variant", ["text", "first-joined"])
def test_cancelling_leaves_nothing(checkpoints: dict[str, Path], pictures: dict[str, Media], variant: str) -> None:
    conformance.cancelling_leaves_nothing(recipe("hunyuan", checkpoints[variant]), asked(variant, pictures))


def test_memory_that_runs_out_leaves_nothing(checkpoints: dict[str, Path], pictures: dict[str, Media]) -> None:
    model = recipe("hunyuan", checkpoints["first-replaced"])
    conformance.running_out_of_memory_leaves_nothing(model, asked("first-replaced", pictures))


def test_damaged_folders_are_refused(checkpoints: dict[str, Path], tmp_path: Path) -> None:
    conformance.damaged_folders_are_refused("hunyuan", checkpoints["text"], "text_encoder_2", tmp_path)


def test_what_it_cannot_do_is_refused_when_it_is_planned(
    checkpoints: dict[str, Path], pictures: dict[str, Media]
) -> None:
    for variant, changes, said in (
        ("text", {"first": pictures["dawn"]}, "cannot hold a first frame"),
        ("first-joined", {"first": None}, "set keyframes.first"),
        ("first-replaced", {"last": pictures["dusk"]}, "cannot hold a last frame"),
        ("text", {"frames": 96}, r"takes 8\.0 s .* holds together for 5\.375 s"),
    ):
        with pytest.raises(Unsupported, match=said):
            recipe("hunyuan", checkpoints[variant]).check(asked(variant, pictures, **changes))
