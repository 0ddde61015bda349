"""Each card against the classes it names, as they are installed: what it says of slots, counts and guidance is in their calls."""

import inspect
import warnings
from collections.abc import Mapping
from typing import Any

import pytest

from generation.card import Card
from generation.catalogue import cards

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    import diffusers
    import transformers

CONDITIONS: Mapping[str, str] = dict.fromkeys(("first", "last", "keyframes", "video"), "conditions")
SLOTS: Mapping[str, Mapping[str, str]] = {
    "WanPipeline": {},
    "WanImageToVideoPipeline": {"first": "image", "last": "last_image"},
    "WanVACEPipeline": {
        "first": "video",
        "last": "video",
        "keyframes": "video",
        "video": "video",
        "mask": "mask",
        "references": "reference_images",
    },
    "SkyReelsV2Pipeline": {},
    "SkyReelsV2ImageToVideoPipeline": {"first": "image", "last": "last_image"},
    "SkyReelsV2DiffusionForcingPipeline": {},
    "SkyReelsV2DiffusionForcingImageToVideoPipeline": {"first": "image", "last": "last_image"},
    "SkyReelsV2DiffusionForcingVideoToVideoPipeline": {"video": "video"},
    "LTXConditionPipeline": CONDITIONS,
    "LTX2ConditionPipeline": CONDITIONS,
    "LTX2Pipeline": {},
    "LTX2ImageToVideoPipeline": {"first": "image"},
    "HunyuanVideoPipeline": {},
    "HunyuanVideoImageToVideoPipeline": {"first": "image"},
    "HunyuanVideoFramepackPipeline": {"first": "image", "last": "last_image"},
    "HunyuanVideo15Pipeline": {},
    "HunyuanVideo15ImageToVideoPipeline": {"first": "image"},
    "CogVideoXPipeline": {},
    "CogVideoXImageToVideoPipeline": {"first": "image"},
    "MochiPipeline": {},
    "StableVideoDiffusionPipeline": {"first": "image"},
    "AnimateDiffPipeline": {"references": "ip_adapter_image"},
    "SanaVideoPipeline": {},
    "SanaImageToVideoPipeline": {"first": "image"},
    "StableDiffusionXLPipeline": {"references": "ip_adapter_image"},
    "Flux2KleinPipeline": {"references": "image"},
    "FluxKontextPipeline": {"references": "image"},
    "QwenImagePipeline": {},
    "QwenImageEditPlusPipeline": {"references": "image"},
    "ZImagePipeline": {},
    "StableAudioPipeline": {},
    "AceStepPipeline": {},
    "MusicgenForConditionalGeneration": {},
}
"""The argument of each class's call that a slot goes into."""
NEED_A_PICTURE = {name for name in SLOTS if "ImageToVideo" in name and not name.startswith("LTX2")} | {
    "StableVideoDiffusionPipeline",
    "HunyuanVideoFramepackPipeline",
}
GUIDANCE = {"guidance_scale", "true_cfg_scale", "max_guidance_scale"}
EVERY = sorted(cards())
DIFFUSED = [name for name in EVERY if cards()[name].driver == "pipeline"]


def cls(name: str) -> Any:
    """A class of diffusers, or of transformers."""
    return getattr(diffusers, name, None) or getattr(transformers, name)


def call(name: str) -> Mapping[str, inspect.Parameter]:
    """The arguments of its call."""
    found = cls(name)
    return inspect.signature(found.__call__ if hasattr(diffusers, name) else found.generate).parameters


def named(card: Card) -> list[str]:
    """The slots that a card has beside words."""
    slots = card.slots
    return [
        slot
        for slot in ("first", "last", "references", "video", "mask", "keyframes")
        if getattr(slots, slot) not in (False, 0, "none")
    ]


def test_the_table_of_slots_holds_for_the_installed_classes() -> None:
    for name, slots in SLOTS.items():
        assert set(slots.values()) <= set(call(name)), name


@pytest.mark.parametrize("name", EVERY)
def test_every_slot_of_a_card_is_an_argument_of_one_of_its_classes(name: str) -> None:
    card = cards()[name]
    offered = {slot for kind in card.pipelines for slot in SLOTS[kind]}
    assert set(named(card)) <= offered
    from_words = [kind for kind in card.pipelines if kind not in NEED_A_PICTURE]
    assert card.slots.text == bool(from_words)
    for kind in set(card.pipelines) & NEED_A_PICTURE:
        assert call(kind)[SLOTS[kind]["first"]].default is inspect.Parameter.empty
    if card.slots.both:
        assert card.slots.last


@pytest.mark.parametrize("name", DIFFUSED)
def test_counts_rates_and_steps_are_arguments(name: str) -> None:
    card = cards()[name]
    for kind in card.pipelines:
        arguments = call(kind)
        if card.kind == "clips":
            assert card.frames is not None
            assert card.sizes is not None
            assert {"num_frames", "frames"} & set(arguments)
            if card.frames.takes_fps:
                assert {"fps", "frame_rate"} & set(arguments)
            assert (card.sound is not None) == ("audio_latents" in arguments)
        assert card.steps is not None
        assert "num_inference_steps" in arguments
        assert card.steps.draft <= card.steps.balanced <= card.steps.fine


@pytest.mark.parametrize("name", DIFFUSED)
def test_guidance_and_the_negative_prompt_are_where_the_card_says(name: str) -> None:
    card = cards()[name]
    assert card.guidance is not None
    assert card.guidance.creative <= card.guidance.balanced <= card.guidance.strict
    weighed = card.guidance.by in ("argument", "guider")
    for kind in card.pipelines:
        arguments, parts = call(kind), inspect.signature(cls(kind).__init__).parameters
        assert card.negative == (weighed and "negative_prompt" in arguments), kind
        if card.guidance.by == "guider":
            assert "guider" in parts
            assert not GUIDANCE & set(arguments)
        elif card.guidance.by in ("argument", "embedded"):
            assert GUIDANCE & set(arguments)


@pytest.mark.parametrize("name", EVERY)
def test_the_parts_that_are_weighed_are_parts_of_the_class(name: str) -> None:
    card = cards()[name]
    parts = {
        part for kind in card.pipelines for part in inspect.signature(cls(kind).__init__).parameters if part != "self"
    }
    assert set(card.weights) | (set(card.also) - {"ip_adapter"}) <= parts
    assert all(0 < size < 40 for size in card.weights.values())


@pytest.mark.parametrize("name", DIFFUSED)
def test_schedulers_exist_and_take_what_the_pipeline_gives_them(name: str) -> None:
    card = cards()[name]
    assert card.schedulers
    assert not set(card.schedulers) & set(card.refused)
    for scheduler in (*card.schedulers, *card.refused):
        assert scheduler.endswith("Scheduler")
        assert hasattr(diffusers, scheduler)
    for kind in card.pipelines:
        source = inspect.getsource(inspect.getmodule(cls(kind)) or cls(kind))
        if "sigmas = np.linspace" in source and card.learnt == "flow":
            for scheduler in card.schedulers:
                assert "sigmas" in inspect.signature(cls(scheduler).set_timesteps).parameters, (kind, scheduler)


@pytest.mark.parametrize("name", [name for name in DIFFUSED if cards()[name].cache])
def test_step_caches_are_named_only_where_the_pipeline_tells_them_which_pass_it_is(name: str) -> None:
    for kind in cards()[name].pipelines:
        assert "cache_context" in inspect.getsource(cls(kind))
