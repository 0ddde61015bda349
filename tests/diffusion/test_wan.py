"""The Wan backend on real pipelines with tiny random weights, loaded from disk as a person's checkpoint is."""

import shutil
from pathlib import Path
from typing import Any

import conformance
import numpy as np
import pytest
from conformance import ignore, made
from PIL import Image
from tiny import wan as tiny_wan

from generation.clips.wan import Wan
from generation.diffusion.clip_runtime import ClipRuntime
from generation.errors import BackendFailure, OutOfMemory, Unsupported
from generation.requests import ClipRequest, Media

VARIANTS = sorted(tiny_wan.BUILDERS)
PICTURED = {"text-or-first", "first", "first-and-last", "first-or-both"}
LANDING = {"first-and-last", "first-or-both"}


@pytest.fixture(scope="module")
def checkpoints(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """One checkpoint of each variant."""
    folder = tmp_path_factory.mktemp("checkpoints")
    return {variant: tiny_wan.save(variant, folder) for variant in VARIANTS}


@pytest.fixture
def ask(pictures: dict[str, Media]) -> "Ask":
    return Ask(pictures)


class Ask:
    """Makes the request that a variant can answer, with changes."""

    def __init__(self, pictures: dict[str, Media]) -> None:
        self.pictures = pictures

    def __call__(self, variant: str, **changes: Any) -> ClipRequest:
        first = self.pictures["dawn"] if variant in PICTURED else None
        last = self.pictures["dusk"] if variant in LANDING else None
        return conformance.request(**({"first": first, "last": last} | changes))


def recipe(folder: Path, **options: Any) -> Wan:
    return Wan.model_validate({"model": str(folder), "steps": 2} | options)


@pytest.mark.parametrize("variant", VARIANTS)
def test_every_variant_says_what_it_takes_and_makes_what_is_asked(
    checkpoints: dict[str, Path], ask: Ask, variant: str
) -> None:
    wan = recipe(checkpoints[variant])
    assert (wan.can().first_frame, wan.can().last_frame) == (variant in PICTURED, variant in LANDING)
    assert wan.can().source_type == "trainedAlgorithmicMedia"
    conformance.makes_what_is_asked(wan, ask(variant), passes=2)


@pytest.mark.parametrize("variant", VARIANTS)
def test_every_slot_reaches_the_call(checkpoints: dict[str, Path], ask: Ask, variant: str) -> None:
    changes: list[dict[str, Any]] = [{"prompt": "the sea"}, {"negative": "the sea"}]
    if variant in PICTURED:
        changes.append({"first": ask.pictures["noon"]})
    if variant in LANDING:
        changes.append({"last": ask.pictures["noon"]})
    if variant == "first-or-both":
        changes.append({"last": None})
    conformance.every_change_is_seen(recipe(checkpoints[variant]), ask(variant), changes)


def test_pictures_reach_the_model_cropped_to_its_size_and_in_their_slots(
    checkpoints: dict[str, Path], ask: Ask
) -> None:
    """What the VAE is given to encode is looked at: the first picture at the start, the last at the end, nothing between."""
    import torch

    wan = recipe(checkpoints["first-or-both"], overlap=False)
    runtime = ClipRuntime(wan, wan.facts())
    encoded: list[torch.Tensor] = []
    vae = runtime.parts()["vae"]
    encode = vae.encode
    vae.encode = lambda values, *rest: (encoded.append(values), encode(values, *rest))[1]
    request = ask("first-or-both")
    runtime(request, ignore)
    runtime.close()
    (condition,) = encoded
    assert condition.shape == (1, 3, 9, 32, 48)
    seen = ((condition[0].permute(1, 2, 3, 0).numpy() + 1) * 127.5).round()
    for index, name in ((0, "dawn"), (-1, "dusk")):
        given = Image.open(ask.pictures[name].path)
        middle = np.asarray(given.resize((48, 28), Image.Resampling.LANCZOS, box=(0, 10, 128, 85)), np.float32)
        assert np.abs(seen[index][2:30] - middle).mean() < 6
    assert not condition[0, :, 1:-1].any()


def test_frames_are_those_of_the_pipeline_itself(checkpoints: dict[str, Path], ask: Ask) -> None:
    """At the model's own size and rate our decoding gives what the pipeline's own post-processing gives."""
    import torch
    from diffusers import WanPipeline

    request = ask("text", width=48, height=32, rate="16", frames=5)
    (ours,) = made(recipe(checkpoints["text"]), request)
    pipeline = WanPipeline.from_pretrained(checkpoints["text"])
    pipeline.set_progress_bar_config(disable=True)
    theirs: Any = pipeline(
        prompt=request.prompt,
        negative_prompt="",
        width=48,
        height=32,
        num_frames=5,
        num_inference_steps=2,
        generator=torch.Generator().manual_seed(11),
        output_type="np",
    )
    assert np.array_equal(ours, (theirs.frames[0] * 255).round().astype(np.uint8))


def test_text_and_picture_take_turns_on_one_checkpoint_wherever_its_parts_wait(
    checkpoints: dict[str, Path], ask: Ask
) -> None:
    text, picture = ask("text-or-first", first=None), ask("text-or-first")
    folder = checkpoints["text-or-first"]
    (from_text,), (from_picture,) = (
        conformance.afresh(recipe(folder), text),
        conformance.afresh(recipe(folder), picture),
    )
    for offload in ("none", "model", "group"):
        mixed = conformance.afresh(recipe(folder, offload=offload), text, picture, text)
        assert [np.array_equal(one, from_text) for one in mixed] == [True, False, True]
        assert [np.array_equal(one, from_picture) for one in mixed] == [False, True, False]


def test_half_precision_is_near_and_keeps_the_decoder_exact(checkpoints: dict[str, Path], ask: Ask) -> None:
    request = ask("first")
    (whole,), (half,) = (
        made(recipe(checkpoints["first"], precision=name), request) for name in ("float32", "bfloat16")
    )
    assert not np.array_equal(whole, half)
    assert np.abs(whole.astype(int) - half).mean() < 12
    parts = conformance.running(recipe(checkpoints["first"], precision="bfloat16")).parts()
    kinds = {name: str(part.dtype) for name, part in parts.items()}
    assert kinds["transformer"] == kinds["text_encoder"] == "torch.bfloat16"
    assert kinds["vae"] == kinds["image_encoder"] == "torch.float32"


def test_an_euler_scheduler_is_shifted_too(checkpoints: dict[str, Path], ask: Ask, tmp_path: Path) -> None:
    from diffusers import FlowMatchEulerDiscreteScheduler

    folder = Path(shutil.copytree(checkpoints["text"], tmp_path / "euler"))
    FlowMatchEulerDiscreteScheduler(shift=3.0).save_pretrained(folder / "scheduler")
    index = folder / "model_index.json"
    index.write_text(index.read_text().replace("UniPCMultistepScheduler", "FlowMatchEulerDiscreteScheduler"))
    clips = [made(recipe(folder, shift=shift), ask("text"))[0] for shift in (None, 3.0, 9.0)]
    assert np.array_equal(clips[0], clips[1])
    assert not np.array_equal(clips[0], clips[2])


@pytest.mark.parametrize(
    ("variant", "offload"), [("text-two-experts", "none"), ("first-and-last", "none"), ("first-and-last", "model")]
)
def test_a_cancelled_clip_leaves_nothing_behind(
    checkpoints: dict[str, Path], ask: Ask, variant: str, offload: str
) -> None:
    conformance.cancelling_leaves_nothing(recipe(checkpoints[variant], offload=offload, steps=4), ask(variant))


@pytest.mark.parametrize("variant", VARIANTS)
def test_takes_together_are_takes_apart(checkpoints: dict[str, Path], ask: Ask, variant: str) -> None:
    conformance.takes_together_are_takes_apart(recipe(checkpoints[variant]), ask(variant))


def test_without_guidance_a_step_is_one_pass(checkpoints: dict[str, Path], ask: Ask) -> None:
    seen: list[int] = []
    made(recipe(checkpoints["text"], guidance=1), ask("text"), progress=lambda done, _total: seen.append(done))
    assert seen == [0, 1, 2]


def test_options_reach_the_sampling(checkpoints: dict[str, Path], ask: Ask) -> None:
    changes: list[dict[str, Any]] = [
        {"shift": 9.0},
        {"guidance": 9.0},
        {"guidance_low": 1.5},
        {"steps": 3},
        {"fps": 24},
    ]
    conformance.every_option_is_seen(recipe(checkpoints["text-two-experts"]), ask("text-two-experts"), changes)


def test_a_small_model_makes_a_large_film(checkpoints: dict[str, Path], ask: Ask) -> None:
    (video,) = made(recipe(checkpoints["first"], area=48 * 32), ask("first", width=160, height=90))
    assert video.shape == (6, 90, 160, 3)


def test_memory_that_runs_out_says_what_to_do_and_the_next_shot_is_made(checkpoints: dict[str, Path], ask: Ask) -> None:
    wan, request = recipe(checkpoints["text"]), ask("text")
    (fresh,) = made(wan, request)
    with pytest.raises(OutOfMemory, match="smaller format"):
        made(wan, ask("text", width=6_000_000, height=6_000_000))
    assert np.array_equal(made(wan, request)[0], fresh)


def test_a_keyframe_that_is_no_picture_is_named(checkpoints: dict[str, Path], ask: Ask, tmp_path: Path) -> None:
    (tmp_path / "note.png").write_text("no picture")
    for name in ("note.png", "missing.png"):
        broken = ask("first", first=Media(digest="x", path=tmp_path / name))
        with pytest.raises(BackendFailure, match=rf"{name} cannot be read as a picture"):
            made(recipe(checkpoints["first"]), broken)


@pytest.mark.parametrize(
    ("variant", "changes", "said"),
    [
        ("text", {"first": "dawn"}, "cannot hold a first frame"),
        ("first", {"last": "dusk"}, "cannot hold a last frame"),
        ("text-or-first", {"last": "dusk"}, "cannot hold a last frame"),
        ("first", {"first": None}, "set keyframes.first"),
        ("first-or-both", {"first": None}, "set keyframes.first"),
        ("first-and-last", {"last": None}, "set keyframes.last as well"),
        ("text", {"frames": 241}, r"takes 20\.1 s .* holds together for 10\.06 s"),
    ],
)
def test_what_a_checkpoint_cannot_do_is_refused_when_it_is_planned(
    checkpoints: dict[str, Path], ask: Ask, variant: str, changes: dict[str, Any], said: str
) -> None:
    chosen = {key: ask.pictures.get(value, value) if value else value for key, value in changes.items()}
    with pytest.raises(Unsupported, match=said):
        recipe(checkpoints[variant]).check(ask(variant, **chosen))


def test_a_loaded_checkpoint_is_freed(checkpoints: dict[str, Path], ask: Ask) -> None:
    import gc

    import torch

    def modules() -> int:
        gc.collect()
        return sum(1 for thing in gc.get_objects() if issubclass(type(thing), torch.nn.Module))

    before = modules()
    conformance.afresh(recipe(checkpoints["first"]), ask("first"))
    assert modules() <= before
