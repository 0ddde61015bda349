"""CogVideoX on real pipelines with tiny random weights: from text, from a picture, with learned positions, and 1.5."""

import json
import shutil
from pathlib import Path
from typing import Any

import conformance
import numpy as np
import pytest
from conformance import called, made, recipe, request
from tiny import cogvideox

from generation.errors import Unsupported
from generation.requests import ClipRequest, Media

VARIANTS = sorted(cogvideox.BUILDERS)


@pytest.fixture(scope="module")
def checkpoints(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("cogvideox")
    return {variant: cogvideox.save(variant, folder) for variant in VARIANTS}


def asked(variant: str, pictures: dict[str, Media], **changes: Any) -> ClipRequest:
    first = pictures["dawn"] if variant.startswith("first") else None
    return request(**{"first": first} | changes)


@pytest.mark.parametrize("variant", VARIANTS)
def test_every_variant_makes_what_is_asked(
    checkpoints: dict[str, Path], pictures: dict[str, Media], variant: str
) -> None:
    conformance.makes_what_is_asked(recipe("cogvideox", checkpoints[variant]), asked(variant, pictures))


@pytest.mark.parametrize("variant", VARIANTS)
def test_frames_are_those_of_the_pipeline_itself(
    checkpoints: dict[str, Path], pictures: dict[str, Media], variant: str
) -> None:
    rate = "16" if variant.endswith("newer") else "8"
    conformance.decodes_like_the_pipeline(
        recipe("cogvideox", checkpoints[variant]), asked(variant, pictures, height=32, rate=rate, frames=9)
    )


@pytest.mark.parametrize("variant", VARIANTS)
def test_the_words_and_the_picture_are_seen(
    checkpoints: dict[str, Path], pictures: dict[str, Media], variant: str
) -> None:
    changes: list[dict[str, Any]] = [{"prompt": "the sea"}, {"negative": "the sea"}]
    if variant.startswith("first"):
        changes.append({"first": pictures["noon"]})
    conformance.every_change_is_seen(recipe("cogvideox", checkpoints[variant]), asked(variant, pictures), changes)


def test_each_generation_has_its_law(checkpoints: dict[str, Path]) -> None:
    laws = {variant: recipe("cogvideox", folder).facts() for variant, folder in checkpoints.items()}
    assert [laws["text"].frames.legal(needed) for needed in (1, 5, 9, 12)] == [1, 9, 9, 17]
    assert [laws["text-newer"].frames.legal(needed) for needed in (1, 5, 17, 18)] == [1, 17, 17, 33]
    assert [laws["first-learned"].frames.legal(needed) for needed in (1, 5, 9)] == [9, 9, 9]
    assert [law.frames.fps for law in (laws["text"], laws["first-newer"])] == [8, 16]
    assert [laws[variant].sizes.only for variant in ("first-learned", "text", "text-newer")] == [True, True, False]


def test_positions_that_were_learned_fit_one_size_and_count(
    checkpoints: dict[str, Path], pictures: dict[str, Media]
) -> None:
    """A film of another shape lies inside that size; nothing is stretched."""
    wide = asked("first-learned", pictures, width=64, height=36, frames=3)
    model = recipe("cogvideox", checkpoints["first-learned"])
    _kind, arguments = called(model, wide)
    assert (arguments["width"], arguments["height"], arguments["num_frames"]) == (48, 32, 9)
    (video,) = made(model, wide)
    assert video.shape == (3, 36, 64, 3)


def test_a_count_off_the_law_is_asked_for_above_it(checkpoints: dict[str, Path], pictures: dict[str, Media]) -> None:
    _kind, arguments = called(
        recipe("cogvideox", checkpoints["first-newer"]), asked("first-newer", pictures, rate="16", frames=10)
    )
    assert arguments["num_frames"] == 17


def test_guidance_rises_with_the_scheduler_that_wants_it(
    checkpoints: dict[str, Path], pictures: dict[str, Media]
) -> None:
    rising = {
        variant: called(recipe("cogvideox", checkpoints[variant]), asked(variant, pictures))[1]["use_dynamic_cfg"]
        for variant in ("text", "first")
    }
    assert rising == {"text": False, "first": True}


@pytest.mark.parametrize("variant", ["text", "first-newer"])
def test_cancelling_leaves_nothing(checkpoints: dict[str, Path], pictures: dict[str, Media], variant: str) -> None:
    conformance.cancelling_leaves_nothing(recipe("cogvideox", checkpoints[variant]), asked(variant, pictures))


def test_memory_that_runs_out_leaves_nothing(checkpoints: dict[str, Path], pictures: dict[str, Media]) -> None:
    model = recipe("cogvideox", checkpoints["first"])
    conformance.running_out_of_memory_leaves_nothing(model, asked("first", pictures))


@pytest.mark.parametrize("variant", ["text", "first"])
def test_takes_come_from_one_call(checkpoints: dict[str, Path], pictures: dict[str, Media], variant: str) -> None:
    conformance.takes_together_are_takes_apart(recipe("cogvideox", checkpoints[variant]), asked(variant, pictures))


def test_options_are_seen(checkpoints: dict[str, Path], pictures: dict[str, Media]) -> None:
    model = recipe("cogvideox", checkpoints["first"])
    conformance.every_option_is_seen(model, asked("first", pictures), [{"steps": 3}, {"guidance": 9.0}, {"fps": 16}])


def test_words_are_read_by_a_sentencepiece_model_alone(checkpoints: dict[str, Path], tmp_path: Path) -> None:
    """As the published checkpoints have it: no tokenizer.json beside it. It is the same vocabulary here."""
    from sentencepiece import sentencepiece_model_pb2 as proto

    folder = Path(shutil.copytree(checkpoints["text"], tmp_path / "text"))
    common = folder / "tokenizer/tokenizer.json"
    pieces: Any = proto
    model = pieces.ModelProto()
    for number, (piece, score) in enumerate(json.loads(common.read_text())["model"]["vocab"]):
        model.pieces.add(piece=piece, score=score, type={0: 3, 1: 3, 2: 2}.get(number, 1))
    model.trainer_spec.model_type, model.trainer_spec.unk_id = 1, 2
    model.normalizer_spec.name = "identity"
    (common.parent / "spiece.model").write_bytes(model.SerializeToString())
    common.unlink()
    usual, other = (made(recipe("cogvideox", path), request())[0] for path in (checkpoints["text"], folder))
    assert np.array_equal(usual, other)


def test_damaged_folders_are_refused(checkpoints: dict[str, Path], tmp_path: Path) -> None:
    conformance.damaged_folders_are_refused("cogvideox", checkpoints["text"], "transformer", tmp_path)


def test_what_it_cannot_do_is_refused_when_it_is_planned(
    checkpoints: dict[str, Path], pictures: dict[str, Media]
) -> None:
    for variant, changes, said in (
        ("text", {"first": pictures["dawn"]}, "cannot hold a first frame"),
        ("first", {"first": None}, "set keyframes.first"),
        ("first", {"last": pictures["dusk"]}, "cannot hold a last frame"),
        ("text", {"frames": 96}, r"takes 8\.0 s .* holds together for 1\.125 s"),
    ):
        with pytest.raises(Unsupported, match=said):
            recipe("cogvideox", checkpoints[variant]).check(asked(variant, pictures, **changes))
