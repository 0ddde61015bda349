"""LTX-2 on its real pipelines with tiny random weights: picture and sound."""

import re
import shutil
from fractions import Fraction
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from conformance import (
    called,
    cancelling_leaves_nothing,
    damaged_folders_are_refused,
    decodes_like_the_pipeline,
    every_change_is_seen,
    every_option_is_seen,
    ignore,
    made,
    makes_what_is_asked,
    recipe,
    request,
    running_out_of_memory_leaves_nothing,
    stacked,
)
from tiny import ltx2

from generation.clips.ltx2 import Ltx2
from generation.diffusion.video import VideoModel
from generation.errors import Unsupported
from generation.requests import ClipRequest, Keyframe, Media

VARIANTS = sorted(ltx2.BUILDERS)
OFF = {
    "guidance_scale": 1.0,
    "audio_guidance_scale": 1.0,
    "stg_scale": 0.0,
    "audio_stg_scale": 0.0,
    "modality_scale": 1.0,
    "audio_modality_scale": 1.0,
}


@pytest.fixture(scope="module")
def folders(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """One checkpoint of each variant."""
    folder = tmp_path_factory.mktemp("ltx2")
    return {variant: ltx2.save(variant, folder) for variant in VARIANTS}


def wide(**changes: Any) -> ClipRequest:
    """A clip at a rate and size of the model's own."""
    return request(**({"width": 64, "height": 64, "rate": "24", "frames": 17} | changes))


def passes_of(model: VideoModel, asked: ClipRequest) -> int:
    """How often the transformer runs in each of the two steps, by what it is called with."""
    counted: list[int] = []
    with model.load() as make:
        runtime: Any = make
        kind = model.pipeline_of(model.facts(), asked)
        transformer = model.denoisers(runtime.pipeline(kind))[0]
        hook = transformer.register_forward_pre_hook(
            lambda _module, _args, named: counted.append(len(named["hidden_states"])), with_kwargs=True
        )
        stacked(make(asked, ignore))
        hook.remove()
    assert len(counted) == 2 * model.passes(None, model.sampling_guidance())
    return sum(counted) // 2


@pytest.mark.parametrize("variant", VARIANTS)
def test_clips_are_as_asked_for_and_repeat_themselves(folders: dict[str, Path], variant: str) -> None:
    model = recipe("ltx2", folders[variant])
    makes_what_is_asked(model, request(width=80, height=60), passes={"sound": 1, "wide": 3}[variant])


@pytest.mark.parametrize("variant", VARIANTS)
def test_frames_are_those_of_the_pipeline(folders: dict[str, Path], shown: dict[str, Media], variant: str) -> None:
    model = recipe("ltx2", folders[variant])
    for asked in (wide(), wide(first=shown["dawn"], last=shown["dusk"])):
        decodes_like_the_pipeline(model, asked)


@pytest.mark.parametrize("variant", VARIANTS)
def test_every_slot_and_every_word_reaches_the_call(
    folders: dict[str, Path], shown: dict[str, Media], variant: str
) -> None:
    changes: list[dict[str, Any]] = [
        {"first": shown["noon"]},
        {"first": None},
        {"last": shown["dusk"]},
        {"keyframes": (Keyframe(frame=8, media=shown["dusk"]),)},
        {"keyframes": (Keyframe(frame=8, media=shown["noon"]),)},
        {"context": shown["clip"]},
        {"prompt": "the sea"},
        {"negative": "the sea"},
        {"rate": "30"},
    ]
    every_change_is_seen(recipe("ltx2", folders[variant]), wide(first=shown["dawn"]), changes)


def test_pictures_are_at_the_latent_frames_that_hold_them(folders: dict[str, Path], shown: dict[str, Media]) -> None:
    model = recipe("ltx2", folders["wide"])
    keyframes = (Keyframe(frame=8, media=shown["noon"]), Keyframe(frame=17, media=shown["dawn"]))
    asked = wide(first=shown["dawn"], last=shown["dusk"], keyframes=keyframes, frames=28)
    kind, call = called(model, asked)
    assert kind == "LTX2ConditionPipeline"
    assert (call["num_frames"], call["frame_rate"]) == (33, 24.0)
    assert [(condition.index, condition.crf) for condition in call["conditions"]] == [
        (0, 33),
        (1, 33),
        (3, 33),
        (4, 33),
    ]

    _, call = called(model, asked.model_copy(update={"context": shown["clip"], "keyframes": ()}))
    assert call["num_frames"] == 49
    assert [condition.index for condition in call["conditions"]] == [0, 3, 6]
    greys = [round(float(np.asarray(picture).mean()) / 8) for picture in call["conditions"][0].frames]
    assert greys == list(range(13, 30))

    kind, call = called(model, wide())
    assert (kind, "conditions" in call) == ("LTX2Pipeline", False)


@pytest.mark.parametrize(
    ("variant", "options", "work"),
    [
        ("wide", {}, 4),
        ("wide", {"structure": 0.0}, 3),
        ("wide", {"structure": 0.0, "synchrony": 1.0}, 2),
        ("wide", {"guidance": 1.0}, 1),
        ("sound", {}, 2),
        ("sound", {"guidance": 1.0}, 1),
    ],
)
def test_guidance_is_off_where_it_is_switched_off(
    folders: dict[str, Path], variant: str, options: dict[str, Any], work: int
) -> None:
    """Counted in pictures that the transformer is given in a step; the pipelines' own defaults are four for one."""
    model = recipe("ltx2", folders[variant], **options)
    assert passes_of(model, wide()) == work
    if options.get("guidance") == 1.0:
        _, call = called(model, wide())
        assert {name: call[name] for name in OFF} == OFF


@pytest.mark.parametrize("variant", VARIANTS)
@pytest.mark.parametrize("rate", ["24", "24000/1001", "30"])
def test_the_sound_is_as_long_as_the_picture(folders: dict[str, Path], variant: str, rate: str) -> None:
    model = recipe("ltx2", folders[variant])
    asked = wide(rate=rate, sound=True)
    with model.load() as make:
        clip = make(asked, ignore)
        assert len(stacked(clip)) == 17
        again = make(asked, ignore).sound
    assert clip.sound is not None
    assert again is not None
    assert clip.sound.shape == (2, round(17 / Fraction(rate) * 48_000))
    assert clip.sound.dtype == np.float32
    assert np.array_equal(clip.sound, again)
    heard = int(np.flatnonzero(np.abs(clip.sound).max(axis=0) > 1e-6)[-1]) + 1
    assert 0.01 < (clip.sound.shape[1] - heard) / 48_000 < 0.04


def test_the_sound_is_the_pipelines(folders: dict[str, Path]) -> None:
    """At 48 kHz nothing is resampled: what the call itself would give is what is heard."""
    model = recipe("ltx2", folders["wide"])
    asked = wide(sound=True)
    with model.load() as make:
        runtime: Any = make
        ours = make(asked, ignore).sound
        kind, call = called(model, asked)
        again = {**call, "generator": runtime.generators([asked.seed]), "output_type": "np"}
        theirs = runtime.pipeline(kind)(**again).audio[0].numpy()
    assert ours is not None
    assert theirs.shape == (2, 33120)
    assert np.array_equal(ours[:, :33120], theirs)


def test_a_clip_that_goes_on_has_its_own_sound_alone(folders: dict[str, Path], shown: dict[str, Media]) -> None:
    """Sound of the pictures that it makes again is left out, as these are."""
    model = recipe("ltx2", folders["wide"])
    asked = wide(sound=True, context=shown["clip"], frames=16)
    with model.load() as make:
        runtime: Any = make
        clip = make(asked, ignore)
        ours = stacked(clip)
        kind, call = called(model, asked)
        again = {**call, "generator": runtime.generators([asked.seed]), "output_type": "np"}
        theirs = runtime.pipeline(kind)(**again)
    frames = (theirs.frames[0] * 255).round().astype(int)
    assert np.abs(frames[17:] - ours).max() <= 1
    assert clip.sound is not None
    start = round(17 / 24 * 48_000)
    whole = theirs.audio[0].numpy()[:, start:]
    assert np.array_equal(clip.sound[:, : whole.shape[1]], whole)


def test_sound_that_nobody_asked_for_is_not_decoded(folders: dict[str, Path]) -> None:
    decoded: list[object] = []
    with recipe("ltx2", folders["sound"]).load() as make:
        runtime: Any = make
        vocoder = runtime.pipeline("LTX2Pipeline").vocoder
        vocoder.register_forward_pre_hook(lambda *_: decoded.append(1))
        assert make(wide(), ignore).sound is None
        assert decoded == []
        assert make(wide(sound=True), ignore).sound is not None
        assert decoded == [1]


def test_a_prompt_is_kept_without_its_padding(folders: dict[str, Path]) -> None:
    """The pipeline's own reading of a prompt is 1024 tokens long whatever is said; the call gets it whole."""
    model = recipe("ltx2", folders["wide"])
    with model.load() as make:
        runtime: Any = make
        kept = runtime.words("a fox", "")
        assert kept["prompt_embeds"].shape[1] < 10
    _, call = called(model, wide())
    assert call["prompt_embeds"].shape[1] == call["negative_prompt_embeds"].shape[1] == 1024


@pytest.mark.parametrize("variant", VARIANTS)
def test_what_is_kept_of_a_prompt_is_all_that_counts(folders: dict[str, Path], variant: str) -> None:
    """The same call with the prompt in words makes the same pictures."""
    model = recipe("ltx2", folders[variant])
    asked = wide(negative="the sea")
    (ours,) = made(model, asked)
    _, call = called(model, asked)
    call = {name: value for name, value in call.items() if "prompt" not in name}
    import diffusers
    import torch

    pipeline: Any = diffusers.LTX2Pipeline.from_pretrained(folders[variant])
    pipeline.set_progress_bar_config(disable=True)
    said = {"prompt": asked.prompt, "negative_prompt": asked.negative, "output_type": "np"}
    generator = torch.Generator().manual_seed(asked.seed)
    theirs = pipeline(**{**call, **said, "generator": generator})
    assert np.abs((theirs.frames[0] * 255).round().astype(int) - ours).max() <= 1


def test_options_are_seen(folders: dict[str, Path], shown: dict[str, Media]) -> None:
    changes = (
        {"guidance": 6.0},
        {"sound_guidance": 2.0},
        {"structure": 5.0},
        {"synchrony": 1.0},
        {"rescale": 0.0},
        {"steps": 3},
        {"levels": (1.0, 0.3)},
    )
    every_option_is_seen(recipe("ltx2", folders["wide"]), wide(first=shown["dawn"], frames=9), changes)


def test_levels_are_taken_as_they_are(folders: dict[str, Path]) -> None:
    model = recipe("ltx2", folders["wide"], levels="1,0.9,0.4", steps=3, guidance=1)
    with model.load() as make:
        runtime: Any = make
        stacked(make(wide(), ignore))
        assert runtime.pipeline("LTX2Pipeline").scheduler.sigmas.tolist() == pytest.approx([1, 0.9, 0.4, 0])


def test_it_is_clean_after_a_clip_that_was_not_made(folders: dict[str, Path], shown: dict[str, Media]) -> None:
    model, asked = recipe("ltx2", folders["wide"]), wide(first=shown["dawn"], frames=9)
    cancelling_leaves_nothing(model, asked)
    running_out_of_memory_leaves_nothing(model, asked)


def test_where_the_weights_wait_changes_neither_picture_nor_sound(
    folders: dict[str, Path], shown: dict[str, Media]
) -> None:
    """Both classes take turns on the same weights, and what decodes sound is called outside of them."""
    found: dict[str, list[Any]] = {}
    for offload in ("none", "model", "group"):
        with recipe("ltx2", folders["wide"], offload=offload).load() as make:
            sounding, pictured = wide(sound=True, frames=9), wide(first=shown["dawn"], frames=9)
            clips = [make(asked, ignore) for asked in (sounding, pictured, sounding)]
            found[offload] = [part for clip in clips for part in (stacked(clip), clip.sound)]
    for offload in ("model", "group"):
        assert all(np.array_equal(one, other) for one, other in zip(found["none"], found[offload], strict=True))


def test_it_says_what_it_takes(folders: dict[str, Path]) -> None:
    can = recipe("ltx2", folders["sound"]).can()
    assert (can.first_frame, can.last_frame, can.keyframes, can.context, can.sound) == (True,) * 5
    assert not can.needs_first
    assert can.longest == pytest.approx(481 / 24)


def test_pictures_that_it_cannot_tell_apart_are_refused(folders: dict[str, Path], shown: dict[str, Media]) -> None:
    model = recipe("ltx2", folders["sound"])
    near = (Keyframe(frame=10, media=shown["noon"]),)
    with pytest.raises(Unsupported, match=r"frames 10 and 16 are nearer than .* keep 8 frames between"):
        model.check(wide(keyframes=near, last=shown["dusk"]))
    with pytest.raises(Unsupported, match=r"frames 10 and 13 are nearer than .* keep 4 frames between"):
        model.check(wide(keyframes=near, last=shown["dusk"], frames=14, rate="12"))
    with pytest.raises(Unsupported, match="a keyframe at frame 10 is past the end of a shot of 10 frames"):
        model.check(wide(keyframes=near, frames=10))
    model.check(wide(keyframes=near, last=shown["dusk"], frames=19))


def test_the_newest_text_encoder_goes_with_pictures_that_are_compressed_less(folders: dict[str, Path]) -> None:
    """Which one it is stands in the checkpoint; it is not in memory when pictures are prepared."""
    folder = folders["wide"]
    index = folder / "model_index.json"
    before = index.read_text()
    index.write_text(before.replace("Gemma3ForConditionalGeneration", "Gemma4UnifiedForConditionalGeneration"))
    try:
        facts = recipe("ltx2", folder).facts()
    finally:
        index.write_text(before)
    assert facts.traits == {"gemma-4"}
    assert isinstance(recipe("ltx2", folder), Ltx2)


def test_parts_that_nothing_asks_are_not_loaded(folders: dict[str, Path], tmp_path: Path) -> None:
    """LTX-2.5 comes with a second language model that writes longer prompts; here a stand-in for it that cannot be loaded."""
    folder = Path(shutil.copytree(folders["wide"], tmp_path / "more"))
    shutil.copytree(folder / "text_encoder", folder / "prompt_enhancer")
    (folder / "prompt_enhancer/config.json").write_text("{}")
    index = folder / "model_index.json"
    enhancer = '"prompt_enhancer": ["transformers", "Gemma3ForConditionalGeneration"]'
    index.write_text(re.sub(r'"prompt_enhancer": \[\s*null,\s*null\s*\]', enhancer, index.read_text()))
    assert "prompt_enhancer" in recipe("ltx2", folder).facts().parts
    plain, more = (made(recipe("ltx2", which), wide())[0] for which in (folders["wide"], folder))
    assert np.array_equal(plain, more)


def test_damaged_folders_are_refused(folders: dict[str, Path], tmp_path: Path) -> None:
    damaged_folders_are_refused("ltx2", folders["wide"], "vocoder", tmp_path)
