"""LTX-Video on its real pipelines with tiny random weights."""

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
    made,
    makes_what_is_asked,
    recipe,
    request,
    running_out_of_memory_leaves_nothing,
)
from tiny import ltx

from generation.errors import Unsupported
from generation.requests import ClipRequest, Keyframe, Media

VARIANTS = sorted(ltx.BUILDERS)
ANYWHERE = ["conditions", "noised"]


@pytest.fixture(scope="module")
def folders(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """One checkpoint of each variant."""
    folder = tmp_path_factory.mktemp("ltx")
    return {variant: ltx.save(variant, folder) for variant in VARIANTS}


def wide(**changes: Any) -> ClipRequest:
    """A clip at a rate and size of the model's own."""
    return request(**({"width": 64, "height": 64, "rate": "24", "frames": 17} | changes))


@pytest.mark.parametrize("variant", VARIANTS)
def test_clips_are_as_asked_for_and_repeat_themselves(folders: dict[str, Path], variant: str) -> None:
    makes_what_is_asked(recipe("ltx", folders[variant]), request())


@pytest.mark.parametrize("variant", VARIANTS)
def test_frames_are_those_of_the_pipeline(folders: dict[str, Path], shown: dict[str, Media], variant: str) -> None:
    model = recipe("ltx", folders[variant], decode_timestep=0.3, decode_noise=0.6)
    own = {"decode_timestep": 0.3, "decode_noise_scale": 0.6}
    for asked in (wide(), wide(first=shown["dawn"])):
        decodes_like_the_pipeline(model, asked, **own)


@pytest.mark.parametrize("variant", VARIANTS)
def test_every_slot_and_every_word_reaches_the_call(
    folders: dict[str, Path], shown: dict[str, Media], variant: str
) -> None:
    asked = wide(first=shown["dawn"])
    changes: list[dict[str, Any]] = [
        {"first": shown["noon"]},
        {"first": None},
        {"prompt": "the sea"},
        {"negative": "the sea"},
        {"rate": "30"},
    ]
    if variant in ANYWHERE:
        changes += [
            {"last": shown["dusk"]},
            {"keyframes": (Keyframe(frame=7, media=shown["dusk"]),)},
            {"keyframes": (Keyframe(frame=7, media=shown["noon"]),)},
            {"context": shown["clip"]},
        ]
    every_change_is_seen(recipe("ltx", folders[variant]), asked, changes)


def test_pictures_are_where_the_film_has_them(folders: dict[str, Path], shown: dict[str, Media]) -> None:
    """At the film's own rate the model's pictures are the film's frames, also behind the end of the clip before."""
    model = recipe("ltx", folders["conditions"])
    keyframes = (Keyframe(frame=0, media=shown["dusk"]), Keyframe(frame=5, media=shown["noon"]))
    asked = wide(first=shown["dawn"], last=shown["dusk"], keyframes=keyframes, frames=13)
    kind, call = called(model, asked)
    assert kind == "LTXConditionPipeline"
    assert (call["num_frames"], call["frame_rate"], call["image_cond_noise_scale"]) == (17, 24.0, 0.025)
    assert [condition.frame_index for condition in call["conditions"]] == [0, 5, 12]
    dawn, noon, dusk = (np.asarray(condition.image).mean() for condition in call["conditions"])
    assert len({dawn, noon, dusk}) == 3

    _, call = called(model, asked.model_copy(update={"context": shown["clip"]}))
    assert call["num_frames"] == 33
    assert [condition.frame_index for condition in call["conditions"]] == [0, 17, 22, 29]
    greys = [round(float(np.asarray(picture).mean()) / 8) for picture in call["conditions"][0].video]
    assert greys == list(range(13, 30))


def test_a_last_picture_is_the_last_frame_also_at_a_rate_that_the_model_does_not_know(
    folders: dict[str, Path], shown: dict[str, Media]
) -> None:
    """At 60 frames a second the last frame would lie between two pictures, and be mixed of them."""
    with recipe("ltx", folders["conditions"]).load() as make:
        runtime: Any = make
        decided = runtime.decide(wide(rate="60", frames=20, last=shown["dusk"]), (1,))
    assert (decided.fps, decided.positions()[-1], decided.index(19)) == (24, 8, 8)


def test_a_clip_goes_on_behind_the_pictures_of_the_clip_before(
    folders: dict[str, Path], shown: dict[str, Media]
) -> None:
    """What it makes again of the clip before is not in the film."""
    model = recipe("ltx", folders["conditions"])
    asked = wide(context=shown["clip"], frames=16)
    (ours,) = made(model, asked)
    model = recipe("ltx", folders["conditions"])
    with model.load() as make:
        runtime: Any = make
        _, call = called(model, asked)
        again = {**call, "generator": runtime.generators([asked.seed]), "output_type": "np"}
        runtime.words(asked.prompt, asked.negative)
        theirs = (runtime.pipeline("LTXConditionPipeline")(**again).frames[0] * 255).round().astype(int)
    assert len(theirs) == 33
    assert np.abs(theirs[17:] - ours).max() <= 1


@pytest.mark.parametrize(
    ("rate", "asked", "count"), [("24000/1001", 24000 / 1001, 17), ("30", 30.0, 17), ("12", 24.0, 33)]
)
def test_a_rate_that_it_knows_is_the_films_own(folders: dict[str, Path], rate: str, asked: float, count: int) -> None:
    _, call = called(recipe("ltx", folders["text"]), wide(rate=rate, frames=15))
    assert (call["frame_rate"], call["num_frames"]) == (pytest.approx(asked), count)
    _, call = called(recipe("ltx", folders["text"], fps=24), wide(rate="30", frames=15))
    assert (call["frame_rate"], call["num_frames"]) == (24.0, 17)


def test_the_prompt_is_read_as_far_as_the_call_would(folders: dict[str, Path]) -> None:
    lengths = {}
    for variant in ("text", "conditions"):
        kind, call = called(recipe("ltx", folders[variant]), wide(prompt="fox " * 300))
        lengths[kind] = call["prompt_embeds"].shape[1]
    assert lengths == {"LTXPipeline": 128, "LTXConditionPipeline": 256}


@pytest.mark.parametrize("said", ["1,0.909,0.725,0.421", [1, 0.909, 0.725, 0.421]])
def test_a_distilled_checkpoint_has_levels_of_its_own(folders: dict[str, Path], said: object) -> None:
    for steps, wanted in ((4, [1000.0, 909.0, 725.0, 421.0]), (2, [1000.0, 975.0])):
        model = recipe("ltx", folders["conditions"], levels=said, guidance=1.0, steps=steps)
        _, call = called(model, wide())
        assert call["num_inference_steps"] == steps
        assert call["timesteps"] == pytest.approx(wanted, abs=0.1)


def test_options_are_seen(folders: dict[str, Path], shown: dict[str, Media]) -> None:
    model = recipe("ltx", folders["noised"])
    changes = (
        {"decode_timestep": 0.9},
        {"decode_noise": 0.9},
        {"picture_noise": 0.9},
        {"guidance": 1.0},
        {"rescale": 0.7},
        {"steps": 3},
    )
    every_option_is_seen(model, wide(first=shown["dawn"], last=shown["dusk"], frames=9), changes)


@pytest.mark.parametrize("variant", ["text", "conditions"])
def test_it_is_clean_after_a_clip_that_was_not_made(
    folders: dict[str, Path], shown: dict[str, Media], variant: str
) -> None:
    model, asked = recipe("ltx", folders[variant]), wide(first=shown["dawn"], frames=9)
    cancelling_leaves_nothing(model, asked)
    running_out_of_memory_leaves_nothing(model, asked)


def test_a_checkpoint_of_the_schedule_of_the_newer_ones_is_one_of_them(
    folders: dict[str, Path], tmp_path: Path
) -> None:
    """0.9.5 was saved as the class that only takes text."""
    import shutil

    folder = Path(shutil.copytree(folders["conditions"], tmp_path / "saved-as-text"))
    index = folder / "model_index.json"
    index.write_text(index.read_text().replace("LTXConditionPipeline", "LTXPipeline"))
    same, other = (made(recipe("ltx", which), wide())[0] for which in (folder, folders["conditions"]))
    assert recipe("ltx", folder).can().keyframes
    assert np.array_equal(same, other)


@pytest.mark.parametrize(
    ("variant", "changes", "said"),
    [
        ("text", {"last": "dusk"}, "cannot hold a last frame"),
        ("text", {"context": "clip"}, "cannot go on from another clip"),
        ("text", {"frames": 258}, r"takes 10\.8 s .* holds together for 10\.7"),
    ],
)
def test_what_a_checkpoint_cannot_do_is_refused_when_it_is_planned(
    folders: dict[str, Path], shown: dict[str, Media], variant: str, changes: dict[str, Any], said: str
) -> None:
    chosen = {key: shown.get(value, value) for key, value in changes.items()}
    with pytest.raises(Unsupported, match=said):
        recipe("ltx", folders[variant]).check(wide(**chosen))


def test_keyframes_that_nothing_shows_are_refused(folders: dict[str, Path], shown: dict[str, Media]) -> None:
    between = (Keyframe(frame=3, media=shown["noon"]),)
    with pytest.raises(Unsupported, match="cannot hold keyframes between the ends"):
        recipe("ltx", folders["text"]).check(wide(keyframes=between))
    with pytest.raises(Unsupported, match="a keyframe at frame 3 is past the end of a shot of 3 frames"):
        recipe("ltx", folders["conditions"]).check(wide(keyframes=between, frames=3))
    with pytest.raises(Unsupported, match="schedule of its own; remove shift"):
        recipe("ltx", folders["conditions"], shift=3.0).check(wide())


def test_damaged_folders_are_refused(folders: dict[str, Path], tmp_path: Path) -> None:
    damaged_folders_are_refused("ltx", folders["conditions"], "vae", tmp_path)
