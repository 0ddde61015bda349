"""AnimateDiff on the real pipeline with tiny random weights: whole, or put together from a look, motion and an adapter."""

import json
import shutil
from pathlib import Path
from typing import Any

import conformance
import numpy as np
import pytest
from conformance import called, made, recipe, request
from tiny import animatediff

from generation.errors import BackendFailure, Unsupported
from generation.requests import Media


@pytest.fixture(scope="module")
def checkpoints(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("animatediff")
    found = {variant: animatediff.save(variant, folder) for variant in animatediff.BUILDERS}
    return found | {"ip-adapter": animatediff.save_ip_adapter(folder / "ip-adapter")}


def test_it_makes_what_is_asked_whole_and_put_together(checkpoints: dict[str, Path]) -> None:
    conformance.makes_what_is_asked(recipe("animatediff", checkpoints["text"]), request())
    looks, motion = checkpoints["stable-diffusion"], str(checkpoints["adapter"])
    conformance.makes_what_is_asked(recipe("animatediff", looks, motion_adapter=motion), request())


def test_frames_are_those_of_the_pipeline_itself(checkpoints: dict[str, Path]) -> None:
    model = recipe("animatediff", checkpoints["text"], longest=9)
    conformance.decodes_like_the_pipeline(model, request(height=32, rate="8", frames=9))


def test_motion_that_lies_elsewhere_is_the_same_motion(checkpoints: dict[str, Path], tmp_path: Path) -> None:
    """The motion of a whole checkpoint, taken out of it, and the look of another: both count, wherever they lie."""
    looks, motion = checkpoints["stable-diffusion"], checkpoints["adapter"]
    copied = Path(shutil.copytree(motion, tmp_path / "copied"))
    here, there = (recipe("animatediff", looks, motion_adapter=str(folder)) for folder in (motion, copied))
    other = recipe("animatediff", looks, motion_adapter=str(_with_another_seed(tmp_path)))
    assert here.identity() == there.identity() != other.identity()
    one, same, differs = (made(model, request())[0] for model in (here, there, other))
    assert np.array_equal(one, same)
    assert not np.array_equal(one, differs)


def _with_another_seed(folder: Path) -> Path:
    return animatediff.save("adapter", folder, seed=7)


def test_a_checkpoint_of_its_day_lends_its_look(checkpoints: dict[str, Path], tmp_path: Path) -> None:
    """With a checker of pictures and an extractor of classes that are not asked (one is gone), and a schedule of its own."""
    from diffusers import PNDMScheduler

    folder = Path(shutil.copytree(checkpoints["stable-diffusion"], tmp_path / "old"))
    PNDMScheduler(beta_schedule="scaled_linear").save_pretrained(folder / "scheduler")
    index = folder / "model_index.json"
    said: dict[str, Any] = json.loads(index.read_text())
    said["safety_checker"] = ["stable_diffusion", "StableDiffusionSafetyChecker"]
    said["feature_extractor"] = ["transformers", "CLIPFeatureExtractor"]
    said["scheduler"] = ["diffusers", "PNDMScheduler"]
    index.write_text(json.dumps(said))
    (folder / "feature_extractor").mkdir()
    (folder / "feature_extractor/preprocessor_config.json").write_text('{"size": 224}')
    model: Any = recipe("animatediff", folder, motion_adapter=str(checkpoints["adapter"]))
    with model.load() as make:
        pipeline = make.pipeline("AnimateDiffPipeline")
        assert make(request(), conformance.ignore)
    assert type(pipeline.scheduler).__name__ == "DDIMScheduler"
    assert (pipeline.scheduler.config.beta_schedule, pipeline.scheduler.config.clip_sample) == ("linear", False)
    assert pipeline.motion_adapter is None


def test_the_words_are_seen(checkpoints: dict[str, Path]) -> None:
    changes = [{"prompt": "the sea"}, {"negative": "the sea"}]
    conformance.every_change_is_seen(recipe("animatediff", checkpoints["text"]), request(), changes)


def test_references_are_seen_by_an_adapter(checkpoints: dict[str, Path], pictures: dict[str, Media]) -> None:
    plain = recipe("animatediff", checkpoints["text"])
    shown = recipe("animatediff", checkpoints["text"], ip_adapter=str(checkpoints["ip-adapter"]))
    assert (plain.can().references, shown.can().references) == (0, 4)
    one, two = {"references": (pictures["dawn"],)}, {"references": (pictures["dawn"], pictures["noon"])}
    without, first, both = made(shown, request(), request(**one), request(**two))
    assert not np.array_equal(without, first)
    assert not np.array_equal(first, both)
    # What an adapter that is not listened to adds is nothing.
    assert np.abs(without.astype(int) - made(plain, request())[0]).max() <= 1
    kept = recipe("animatediff", checkpoints["text"], ip_adapter=str(checkpoints["ip-adapter"]), likeness=0.1)
    assert kept.identity() != shown.identity() != plain.identity()


def test_a_whole_clip_can_be_as_long_as_motion_has_positions(checkpoints: dict[str, Path]) -> None:
    model = recipe("animatediff", checkpoints["text"])
    assert model.facts().frames.most == animatediff.LONGEST
    for frames in (1, 3, 16):
        _kind, arguments = called(model, request(rate="8", frames=frames))
        assert arguments["num_frames"] == frames
    with pytest.raises(Unsupported, match=r"takes 2\.1 s .* holds together for 2 s"):
        model.check(request(rate="8", frames=17))


def test_options_are_seen(checkpoints: dict[str, Path]) -> None:
    changes: list[dict[str, Any]] = [{"steps": 3}, {"guidance": 9.0}]
    conformance.every_option_is_seen(recipe("animatediff", checkpoints["text"]), request(), changes)


def test_takes_come_from_one_call(checkpoints: dict[str, Path]) -> None:
    conformance.takes_together_are_takes_apart(recipe("animatediff", checkpoints["text"]), request())


def test_cancelling_leaves_nothing(checkpoints: dict[str, Path]) -> None:
    conformance.cancelling_leaves_nothing(recipe("animatediff", checkpoints["text"], steps=4), request())


def test_memory_that_runs_out_leaves_nothing(checkpoints: dict[str, Path]) -> None:
    conformance.running_out_of_memory_leaves_nothing(recipe("animatediff", checkpoints["text"]), request())


def test_half_precision_runs_with_everything_that_lies_elsewhere(
    checkpoints: dict[str, Path], pictures: dict[str, Media]
) -> None:
    options = {"motion_adapter": str(checkpoints["adapter"]), "ip_adapter": str(checkpoints["ip-adapter"])}
    model = recipe("animatediff", checkpoints["stable-diffusion"], precision="bfloat16", **options)
    (video,) = made(model, request(references=(pictures["dawn"],)))
    assert video.std() > 1


def test_damaged_folders_are_refused(checkpoints: dict[str, Path], tmp_path: Path) -> None:
    conformance.damaged_folders_are_refused("animatediff", checkpoints["text"], "unet", tmp_path)


def test_what_is_missing_is_said(checkpoints: dict[str, Path], pictures: dict[str, Media], tmp_path: Path) -> None:
    looks = checkpoints["stable-diffusion"]
    with pytest.raises(BackendFailure, match=r"has no motion modules; say theirs with .motion_adapter="):
        recipe("animatediff", looks)
    elsewhere = recipe("animatediff", looks, motion_adapter="nobody/motion")
    assert elsewhere.can().longest == 4
    with pytest.raises(
        BackendFailure, match="the motion_adapter nobody/motion is not on this machine; download it with"
    ):
        elsewhere.require()
    with pytest.raises(BackendFailure, match=r"holds no motion_adapter: it has no config\.json"):
        recipe("animatediff", checkpoints["text"], motion_adapter=str(tmp_path))
    pickled = Path(shutil.copytree(checkpoints["adapter"], tmp_path / "pickled"))
    for file in pickled.glob("*.safetensors"):
        file.rename(file.with_suffix(".bin"))
    with pytest.raises(Unsupported, match=r"has no \.safetensors file; other weights can run code"):
        recipe("animatediff", looks, motion_adapter=str(pickled)).require()
    with pytest.raises(Unsupported, match="cannot hold a first frame"):
        recipe("animatediff", checkpoints["text"]).check(request(first=pictures["dawn"]))
