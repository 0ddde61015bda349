"""The other clip models, the stills and the scores: what we make is, bit for bit, what their pipelines make called by hand.

By hand nothing is read in advance, nothing is decoded apart, and every part comes from the checkpoint as the class loads it.
"""

import importlib
from pathlib import Path
from typing import Any

import conformance
import numpy as np
import pytest
import still_conformance
from PIL import Image
from tiny import animatediff, audio, sdxl

from generation.backend import find
from generation.requests import Media
from generation.scores._brief import Brief, Piece

# Schedulers of the older kind hand torch's numbers to numpy in a way that both call old.
pytestmark = [
    pytest.mark.filterwarnings("ignore:__array__ implementation doesn't accept a copy:DeprecationWarning"),
    pytest.mark.filterwarnings("ignore:.*weight_norm:FutureWarning"),
    pytest.mark.filterwarnings("ignore:Should have t[ab]:UserWarning"),
]

SIZE = (64, 64)
SEED, STEPS, FOX = 11, 2, 'a fox  on "the rock" &amp; at sea'
NIGHT = {"negative_prompt": "the lamp, night"}
USUAL: dict[str, Any] = {
    "width": SIZE[0],
    "height": SIZE[1],
    "prompt": FOX,
    "negative": NIGHT["negative_prompt"],
}
SHOWN = "shown"
"""Stands for the picture that is shown, or composed over."""

CLIPS: dict[str, tuple[str, str, str, dict[str, Any], dict[str, Any]]] = {
    "cogvideox": (
        *("cogvideox", "text", "CogVideoXPipeline"),
        {"rate": "8", "frames": 9, "width": 48, "height": 32},
        {"num_frames": 9, "guidance_scale": 6, "width": 48, "height": 32, "max_sequence_length": 24},
    ),
    "cogvideox-1.5": (
        *("cogvideox", "first-newer", "CogVideoXImageToVideoPipeline"),
        {"rate": "16", "frames": 17, "first": SHOWN},
        {
            "num_frames": 17,
            "guidance_scale": 6,
            "image": SHOWN,
            "use_dynamic_cfg": True,
            "max_sequence_length": 24,
        },
    ),
    "svd": (
        *("svd", "first", "StableVideoDiffusionPipeline"),
        {"rate": "7", "frames": 6, "first": SHOWN, "prompt": ""},
        {"num_frames": 6, "decode_chunk_size": 8, "image": SHOWN},
    ),
    "mochi": (
        *("mochi", "text", "MochiPipeline"),
        {"rate": "30", "frames": 7, "negative": ""},
        {"num_frames": 7, "guidance_scale": 4.5},
    ),
    "sana-text": (
        *("sana_video", "text-or-first", "SanaVideoPipeline"),
        {"rate": "16", "frames": 9},
        {"frames": 9, "guidance_scale": 6, "use_resolution_binning": False},
    ),
    "sana-first": (
        *("sana_video", "text-or-first", "SanaImageToVideoPipeline"),
        {"rate": "16", "frames": 9, "first": SHOWN},
        {"frames": 9, "guidance_scale": 6, "use_resolution_binning": False, "image": SHOWN},
    ),
}
STILLS: dict[str, tuple[str, str, str, dict[str, Any], dict[str, Any]]] = {
    "sdxl": ("sdxl", "base", "StableDiffusionXLPipeline", {"negative": ""}, {"guidance_scale": 5}),
    "sdxl-over": (
        *("sdxl", "base", "StableDiffusionXLImg2ImgPipeline"),
        {"composition": SHOWN},
        # Its own strength would leave out one step more of the two.
        {"guidance_scale": 5, "image": SHOWN, "num_inference_steps": 3, "strength": 0.75, "width": None},
    ),
    "klein": (
        *("flux2", "distilled", "Flux2KleinPipeline"),
        {"references": (SHOWN, SHOWN)},
        {"guidance_scale": 1.0, "image": [SHOWN, SHOWN]},
    ),
    "klein-base": ("flux2", "base", "Flux2KleinPipeline", {}, {"guidance_scale": 4.0}),
    "kontext": (
        *("flux_kontext", "dev", "FluxKontextPipeline"),
        {"references": (SHOWN,)},
        {"guidance_scale": 2.5, "image": SHOWN, "max_area": 64 * 64, "_auto_resize": False},
    ),
    "qwen": ("qwen_image", "text", "QwenImagePipeline", {}, {"true_cfg_scale": 4.0, **NIGHT}),
    "qwen-plain": (
        *("qwen_image", "text", "QwenImagePipeline"),
        {"negative": ""},
        {"true_cfg_scale": 4.0, "negative_prompt": " "},
    ),
    "z-turbo": ("z_image", "turbo", "ZImagePipeline", {}, {"guidance_scale": 0.0}),
    "z-over": (
        *("z_image", "base", "ZImageImg2ImgPipeline"),
        {"composition": SHOWN},
        {"guidance_scale": 4.0, "image": SHOWN, "num_inference_steps": 3, "strength": 0.6, **NIGHT},
    ),
}


@pytest.fixture(scope="module")
def shown(tmp_path_factory: pytest.TempPathFactory) -> Media:
    """A picture of the models' own size."""
    blocks = np.random.default_rng(2).integers(0, 255, (8, 8, 3), dtype=np.uint8)
    path = tmp_path_factory.mktemp("shown") / "shown.png"
    Image.fromarray(blocks).resize(SIZE).save(path)
    return Media(digest="shown", path=path)


@pytest.mark.parametrize("name", CLIPS)
def test_clips_are_those_of_a_call_by_hand(name: str, shown: Media, tmp_path: Path) -> None:
    family, variant, kind, asked, arguments = CLIPS[name]
    folder: Path = importlib.import_module(f"tiny.{family}").save(variant, tmp_path)
    wanted = conformance.request(**with_picture(USUAL | asked, shown))
    (ours,) = conformance.made(conformance.recipe(family, folder), wanted)
    pipeline = conformance.loaded(kind, folder)
    said = {} if family == "svd" else {"prompt": FOX, "negative_prompt": wanted.negative}
    if family == "sana_video":
        from diffusers import FlowMatchEulerDiscreteScheduler

        said["prompt"] = f"{FOX} motion score: 30."
        if "image" in arguments:
            shift = conformance.loaded("SanaVideoPipeline", folder).scheduler.config.flow_shift
            pipeline.scheduler = FlowMatchEulerDiscreteScheduler(shift=shift)
    assert np.array_equal(ours, called(pipeline, shown, {**said, **arguments}).frames[0])


@pytest.mark.parametrize("eyes", [False, True])
def test_animatediff_is_that_of_a_call_by_hand(eyes: bool, shown: Media, tmp_path: Path) -> None:
    """On a checkpoint with the schedule that published ones have."""
    from diffusers import DDIMScheduler, MotionAdapter, PNDMScheduler

    looks, motion = (animatediff.save(variant, tmp_path) for variant in ("stable-diffusion", "adapter"))
    PNDMScheduler(
        beta_start=0.00085, beta_end=0.012, beta_schedule="scaled_linear", skip_prk_steps=True, steps_offset=1
    ).save_pretrained(looks / "scheduler")
    index = looks / "model_index.json"
    index.write_text(index.read_text().replace("DDIMScheduler", "PNDMScheduler"))
    home = animatediff.save_ip_adapter(tmp_path / "eyes")
    options = {"ip_adapter": str(home)} if eyes else {}
    asked = {"rate": "8", "frames": 6, "prompt": FOX, "negative": "", "references": (shown,) if eyes else ()}
    wanted = conformance.request(width=SIZE[0], height=SIZE[1], **asked)
    model = conformance.recipe("animatediff", looks, motion_adapter=str(motion), **options)
    (ours,) = conformance.made(model, wanted)
    pipeline = conformance.loaded("AnimateDiffPipeline", looks, motion_adapter=MotionAdapter.from_pretrained(motion))
    linear: dict[str, Any] = {"clip_sample": False, "timestep_spacing": "linspace", "steps_offset": 1}
    pipeline.scheduler = DDIMScheduler.from_pretrained(looks, subfolder="scheduler", beta_schedule="linear", **linear)
    seen: dict[str, Any] = {}
    if eyes:
        pipeline.load_ip_adapter(home, subfolder="models", weight_name="ip-adapter_sd15.safetensors")
        pipeline.set_ip_adapter_scale(0.6)
        seen["ip_adapter_image"] = [[SHOWN]]
    theirs = called(pipeline, shown, {"prompt": FOX, "num_frames": 6, "guidance_scale": 7.5, **seen}).frames[0]
    assert np.array_equal(ours, theirs)


@pytest.mark.parametrize("name", STILLS)
def test_stills_are_those_of_a_call_by_hand(name: str, shown: Media, tmp_path: Path) -> None:
    family, variant, kind, asked, arguments = STILLS[name]
    folder: Path = importlib.import_module(f"tiny.{family}").save(variant, tmp_path)
    wanted = still_conformance.request(**with_picture(USUAL | asked, shown))
    (ours,) = still_conformance.made(still_conformance.recipe(family, folder), wanted)
    said = NIGHT if family == "sdxl" and wanted.negative else {}
    assert np.array_equal(
        ours, called(conformance.loaded(kind, folder), shown, {"prompt": FOX, **said, **arguments}).images[0]
    )


def test_two_references_of_sdxl_are_those_of_a_call_by_hand(shown: Media, tmp_path: Path) -> None:
    folder, home = sdxl.save("base", tmp_path), sdxl.save_adapter(tmp_path / "eyes")
    adapter = "ip-adapter_sdxl.safetensors"
    wanted = still_conformance.request(width=64, height=64, prompt=FOX, negative="", references=(shown, shown))
    options = {"ip_adapter": str(home), "ip_adapter_weights": f"sdxl_models/{adapter}"}
    (ours,) = still_conformance.made(still_conformance.recipe("sdxl", folder, **options), wanted)
    pipeline = conformance.loaded("StableDiffusionXLPipeline", folder)
    pipeline.load_ip_adapter(home, subfolder="sdxl_models", weight_name=adapter)
    pipeline.set_ip_adapter_scale(0.6)
    seen = {"prompt": FOX, "guidance_scale": 5, "ip_adapter_image": [[SHOWN, SHOWN]]}
    assert np.array_equal(ours, called(pipeline, shown, seen).images[0])


SAID = "calm film music"
PIECE = Piece(Brief(SAID, 68, "E flat minor"), 0.0, 2.0, 0.0, 0.0, SEED)
SCORES: dict[str, tuple[str, dict[str, Any]]] = {
    "stable_audio": (
        "StableAudioPipeline",
        {"negative_prompt": "low quality, vocals, speech", "audio_end_in_s": 2.0, "guidance_scale": 7.0},
    ),
    "ace_step_base": (
        "AceStepPipeline",
        {
            "lyrics": "[Instrumental]",
            "audio_duration": 10.0,
            "bpm": 68,
            "keyscale": "Eb minor",
            "timesignature": "4",
            "guidance_scale": 7.0,
        },
    ),
}


@pytest.mark.parametrize("variant", SCORES)
def test_pieces_are_those_of_a_call_by_hand(variant: str, shown: Media, tmp_path: Path) -> None:
    kind, arguments = SCORES[variant]
    folder = audio.save(variant, tmp_path)
    model: Any = find("scores", variant.removesuffix("_base")).model_validate({"model": str(folder), "steps": STEPS})
    with model.load() as make:
        runtime: Any = make
        ours, _rate = runtime._made(PIECE, conformance.ignore)
    theirs = called(
        conformance.loaded(kind, folder), shown, {"prompt": SAID, "width": None, **arguments}, scale=1
    ).audios[0]
    loudest = np.abs(theirs).max() / np.abs(ours).max()  # ACE-Step brings what it made to one loudness
    assert np.abs(ours * loudest - theirs).max() < 1e-6


def test_tokens_of_music_are_those_of_a_call_by_hand(tmp_path: Path) -> None:
    import torch
    from transformers import AutoTokenizer, MusicgenForConditionalGeneration

    musicgen: Any = importlib.import_module("generation.scores.musicgen")
    folder = audio.save("musicgen_stereo", tmp_path)
    recipe: Any = find("scores", "musicgen").model_validate({"model": str(folder)})
    ours, _rate = musicgen._played(recipe, *musicgen._loaded(recipe), PIECE, conformance.ignore)
    model: Any = MusicgenForConditionalGeneration.from_pretrained(folder).eval()
    words: Any = AutoTokenizer.from_pretrained(folder)([SAID], padding=True, return_tensors="pt")
    torch.manual_seed(SEED)
    theirs = model.generate(**words, do_sample=True, guidance_scale=3, max_new_tokens=108)[0].numpy()
    assert np.array_equal(ours, theirs)


def with_picture(asked: dict[str, Any], shown: Media) -> dict[str, Any]:
    """A request with the picture in place of its name."""
    return {
        key: tuple(shown for _each in value) if isinstance(value, tuple) else shown if value == SHOWN else value
        for key, value in asked.items()
    }


def called(pipeline: Any, shown: Media, arguments: dict[str, Any], scale: int = 255) -> Any:
    """What a call makes, pictures as whole numbers; a `width` of None is for pipelines that are told no size."""
    import torch

    opened = Image.open(shown.path).convert("RGB")

    def filled(value: Any) -> Any:
        return [filled(one) for one in value] if isinstance(value, list) else opened if value == SHOWN else value

    usual = {"width": SIZE[0], "height": SIZE[1], "num_inference_steps": STEPS, "output_type": "np"}
    given = {key: filled(value) for key, value in (usual | arguments).items()}
    if given["width"] is None:
        del given["width"], given["height"]
    made = pipeline(generator=torch.Generator("cpu").manual_seed(SEED), **given)
    for name in ("frames", "images"):
        if hasattr(made, name):
            setattr(made, name, (np.asarray(getattr(made, name)) * scale).round())
    return made
