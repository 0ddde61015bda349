"""Wan, SkyReels, LTX and Hunyuan: our frames are, bit for bit, those of the pipeline called by hand as its documentation does.

By hand nothing is read in advance, nothing is decoded apart, and every part comes from the checkpoint as the class loads it.
"""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from conformance import ignore, loaded, pictures, recipe, request, stacked
from PIL import Image
from tiny import hunyuan, hunyuan15, ltx, ltx2, skyreels, wan

from generation.requests import ClipRequest, Keyframe, Media

TINY: dict[str, Any] = {
    "wan": wan,
    "wan_vace": wan,
    "skyreels": skyreels,
    "ltx": ltx,
    "ltx2": ltx2,
    "hunyuan": hunyuan,
    "framepack": hunyuan,
    "hunyuan15": hunyuan15,
}
SIZE = (64, 64)
GREY, KEPT, MADE = Image.new("RGB", SIZE, (128, 128, 128)), Image.new("L", SIZE, 0), Image.new("L", SIZE, 255)
Pictures = dict[str, Image.Image]


@pytest.fixture(scope="module")
def media(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Media]:
    """Three pictures of the clips' own size, so that nothing is cropped."""
    found = pictures(tmp_path_factory.mktemp("pictures"))
    for one in found.values():
        Image.open(one.path).resize(SIZE).save(one.path)
    return found


def ends(shown: Pictures) -> dict[str, Any]:
    return {"image": shown["dawn"], "last_image": shown["dusk"]}


def first(shown: Pictures) -> dict[str, Any]:
    return {"image": shown["dawn"]}


def kept(shown: Pictures) -> dict[str, Any]:
    """What VACE is shown: two pictures in place, and another as what is seen."""
    return {
        "video": [shown["dawn"], *[GREY] * 3, shown["noon"]],
        "mask": [KEPT, *[MADE] * 3, KEPT],
        "reference_images": [shown["dusk"]],
    }


def along(shown: Pictures) -> dict[str, Any]:
    """Pictures by their frames."""
    from diffusers.pipelines.ltx.pipeline_ltx_condition import LTXVideoCondition

    at = {0: "dawn", 3: "noon", 8: "dusk"}
    return {"conditions": [LTXVideoCondition(image=shown[name], frame_index=frame) for frame, name in at.items()]}


def at_latents(shown: Pictures) -> dict[str, Any]:
    """Pictures by their latent frames."""
    from diffusers.pipelines.ltx2.pipeline_ltx2_condition import LTX2VideoCondition

    return {
        "conditions": [LTX2VideoCondition(frames=shown[name], index=at) for at, name in enumerate(("dawn", "dusk"))]
    }


LTX_NOISE = {"decode_timestep": 0.05, "decode_noise_scale": 0.025, "image_cond_noise_scale": 0.025}
WINDOWS = {"base_num_frames": 21, "overlap_history": 9, "addnoise_condition": 20}
Case = tuple[str, str, str, dict[str, Any], dict[str, Any], dict[str, Any], Callable[[Pictures], dict[str, Any]]]

CASES: list[Case] = [
    (
        *("wan", "text-two-experts", "WanPipeline"),
        {"rate": "16", "frames": 5},
        {"guidance_low": 3.0},
        {"guidance_scale": 5.0, "guidance_scale_2": 3.0},
        lambda _shown: {},
    ),
    (
        *("wan", "first-and-last", "WanImageToVideoPipeline"),
        {"rate": "16", "frames": 5, "first": "dawn", "last": "dusk"},
        {},
        {"guidance_scale": 5.0},
        ends,
    ),
    (
        *("wan", "text-or-first", "WanImageToVideoPipeline"),
        {"rate": "24", "frames": 5, "first": "dawn"},
        {},
        {"guidance_scale": 5.0},
        first,
    ),
    (
        *("wan_vace", "vace", "WanVACEPipeline"),
        {"rate": "16", "frames": 5, "first": "dawn", "last": "noon", "references": ["dusk"]},
        {},
        {"guidance_scale": 5.0},
        kept,
    ),
    (
        *("skyreels", "forcing", "SkyReelsV2DiffusionForcingImageToVideoPipeline"),
        {"rate": "24", "frames": 33, "first": "dawn"},
        {"window": 21, "overlap_history": 9},
        {"guidance_scale": 6.0, **WINDOWS},
        first,
    ),
    (
        *("ltx", "text", "LTXImageToVideoPipeline"),
        {"rate": "24", "frames": 9, "first": "dawn"},
        {},
        {"guidance_scale": 3.0, "frame_rate": 24},
        first,
    ),
    (
        *("ltx", "noised", "LTXConditionPipeline"),
        {"rate": "24", "frames": 9, "first": "dawn", "last": "dusk", "keyframes": ["noon"]},
        {},
        {"guidance_scale": 3.0, "frame_rate": 24, **LTX_NOISE},
        along,
    ),
    (
        *("ltx2", "wide", "LTX2ConditionPipeline"),
        {"rate": "24", "frames": 9, "first": "dawn", "last": "dusk"},
        {},
        {"guidance_scale": 3.0, "frame_rate": 24.0, "spatio_temporal_guidance_blocks": [1]},
        at_latents,
    ),
    (
        *("hunyuan", "first-joined", "HunyuanVideoImageToVideoPipeline"),
        {"rate": "24", "frames": 5, "first": "dawn"},
        {},
        {"guidance_scale": 5.0, "num_frames": 9},
        first,
    ),
    (
        *("hunyuan", "first-replaced", "HunyuanVideoImageToVideoPipeline"),
        {"rate": "24", "frames": 5, "first": "dawn"},
        {"true_guidance": 4.0},
        {"guidance_scale": 5.0, "true_cfg_scale": 4.0},
        first,
    ),
    (
        *("framepack", "framepack", "HunyuanVideoFramepackPipeline"),
        {"rate": "30", "frames": 37, "first": "dawn", "last": "dusk"},
        {},
        {"guidance_scale": 5.0, "num_frames": 33},
        ends,
    ),
    (
        "hunyuan15",
        "text",
        "HunyuanVideo15Pipeline",
        {"rate": "24", "frames": 5},
        {"guidance": 6.0},
        {},
        lambda _shown: {},
    ),
]


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case[0]}-{case[1]}")
def test_frames_are_those_of_a_call_by_hand(case: Case, media: dict[str, Media], tmp_path: Path) -> None:
    name, variant, kind, asked, options, arguments, shown = case
    folder: Path = TINY[name].save(variant, tmp_path)
    wanted = filled(asked, media)
    with recipe(name, folder, **options).load() as make:
        ours = stacked(make(wanted, ignore))
    opened = {each: Image.open(one.path).convert("RGB") for each, one in media.items()}
    theirs = by_hand(folder, kind, wanted, {"num_frames": wanted.frames, **arguments, **shown(opened)})
    assert ours.std() > 1
    assert np.array_equal(ours, theirs)


def filled(asked: dict[str, Any], media: dict[str, Media]) -> ClipRequest:
    """A request with media in place of their names."""
    given: dict[str, Any] = {
        key: media.get(value, value) if isinstance(value, str) else value for key, value in asked.items()
    }
    given["references"] = tuple(media[each] for each in asked.get("references", ()))
    given["keyframes"] = tuple(Keyframe(frame=3, media=media[each]) for each in asked.get("keyframes", ()))
    words = {"prompt": 'a fox  on "the rock" &amp; at sea ', "negative": "the lamp, night"}
    return request(width=SIZE[0], height=SIZE[1], **words, **given)


def by_hand(folder: Path, kind: str, asked: ClipRequest, arguments: dict[str, Any]) -> Any:
    """Frames of a call."""
    import torch

    pipeline = loaded(kind, folder)
    torch.manual_seed(asked.seed)  # SkyReels draws the noise on its joins from torch's own generator
    return (
        pipeline(
            prompt=asked.prompt,
            negative_prompt=asked.negative,
            width=SIZE[0],
            height=SIZE[1],
            num_inference_steps=2,
            generator=torch.Generator("cpu").manual_seed(asked.seed),
            output_type="np",
            **arguments,
        ).frames[0]
        * 255
    ).round()
