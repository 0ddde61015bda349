"""Scores by real music models with tiny random weights: Stable Audio, ACE-Step, MusicGen."""

import shutil
from pathlib import Path
from typing import Any, cast

import numpy as np
import pytest
from tiny import audio

from generation.backend import Progress, find
from generation.catalogue import recipe as recipe_of
from generation.diffusion.audio import ScoreModel
from generation.errors import BackendFailure, OutOfMemory, Unsupported
from generation.requests import ScoreRequest, ScoreSection
from generation.results import Sound
from generation.scores._brief import Brief, Piece

BACKENDS = {"ace_step_base": "ace_step", "musicgen_stereo": "musicgen"}
KINDS = ["ace_step", "musicgen", "stable_audio"]
REQUEST = ScoreRequest(
    sections=(
        ScoreSection(seconds=2.0, mood="calm"),
        ScoreSection(seconds=1.5, mood="tense", intensity=0.9, level=-24),
        ScoreSection(seconds=0.505, mood="calm", silent=True),
    ),
    seed=3,
)

BRIEF = ScoreRequest(
    sections=tuple(
        section.model_copy(update={"seconds": seconds})
        for section, seconds in zip(REQUEST.sections, (0.7, 0.6, 0.205), strict=True)
    ),
    seed=3,
)
"""The same in a third of the time: what is said of it counts, not how it goes on."""
SHORT = ScoreRequest(sections=(ScoreSection(seconds=1.0, mood="calm"),), seed=3)


class Cancelled(Exception):
    """Raised by a progress that has had enough."""


@pytest.fixture(scope="module")
def folders(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """One checkpoint of each variant."""
    folder = tmp_path_factory.mktemp("scores")
    return {variant: audio.save(variant, folder) for variant in audio.BUILDERS}


def model_of(variant: str, folder: Path, **options: Any) -> ScoreModel:
    name = BACKENDS.get(variant, variant)
    usual = {} if name == "musicgen" else {"steps": 2}
    return cast("ScoreModel", find("scores", name).model_validate({"model": str(folder)} | usual | options))


def ignore(_done: int, _total: int) -> None:
    """Progress that nobody watches."""


def made(model: ScoreModel, *requests: ScoreRequest, progress: Progress = ignore) -> list[Sound]:
    with model.load() as make:
        return [make(request, progress) for request in requests]


def changed(**changes: Any) -> ScoreRequest:
    return REQUEST.model_copy(update=changes)


@pytest.mark.parametrize("variant", [*KINDS, "musicgen_stereo"])
def test_a_score_is_as_long_as_its_sections_and_repeats_itself(folders: dict[str, Path], variant: str) -> None:
    seen: list[tuple[int, int]] = []
    first, again, other = made(
        model_of(variant, folders[variant]),
        BRIEF,
        BRIEF,
        BRIEF.model_copy(update={"seed": 4}),
        progress=lambda done, total: seen.append((done, total)),
    )
    assert first.shape == (2, round(1.505 * 48_000))
    assert first.dtype == np.float32
    assert np.array_equal(first, again)
    assert not np.array_equal(first, other)
    assert np.abs(first).max() < 1
    calls = seen[: len(seen) // 3]
    assert calls == sorted(calls)
    assert (calls[0][0], calls[-1][0]) == (0, calls[-1][1])
    assert len({total for _, total in calls}) == 1


@pytest.mark.parametrize("variant", KINDS)
def test_all_that_a_section_says_is_heard(folders: dict[str, Path], variant: str) -> None:
    calm, tense, silent = BRIEF.sections
    changes: tuple[dict[str, Any], ...] = (
        {"instruments": ("piano",)},
        {"tempo": 140},
        {"sections": (calm, tense.model_copy(update={"mood": "sad"}), silent)},
        {"sections": (calm, tense.model_copy(update={"intensity": 0.1}), silent)},
    )
    asked = (BRIEF.model_copy(update=change) for change in changes)
    usual, *others = made(model_of(variant, folders[variant]), BRIEF, *asked)
    assert [number for number, other in enumerate(others) if np.array_equal(other, usual)] == []


@pytest.mark.parametrize("variant", ["musicgen", "stable_audio"])
def test_silence_is_silent_and_a_score_of_nothing_else_is_not_made(folders: dict[str, Path], variant: str) -> None:
    silent = tuple(section.model_copy(update={"silent": True}) for section in REQUEST.sections)
    seen: list[int] = []
    whole, nothing = made(
        model_of(variant, folders[variant]),
        REQUEST,
        changed(sections=silent),
        progress=lambda done, _total: seen.append(done),
    )
    assert not nothing.any()
    assert np.abs(whole[:, -4800:]).max() < 0.02
    assert whole[:, 48_000:72_000].any()


@pytest.mark.parametrize("variant", ["musicgen", "stable_audio"])
def test_long_sections_are_made_in_pieces(folders: dict[str, Path], variant: str) -> None:
    """Each piece has its own progress; there is sound all along."""
    request = ScoreRequest(sections=(ScoreSection(seconds=9.0, mood="calm"),), seed=3)
    totals: set[int] = set()
    (sound,) = made(
        model_of(variant, folders[variant], piece=5), request, progress=lambda _done, total: totals.add(total)
    )
    assert sound.shape == (2, 9 * 48_000)
    assert totals == {3 * (100 if variant == "musicgen" else 2)}
    loud = np.sqrt((sound[:, 48_000 : 6 * 48_000] ** 2).reshape(2, -1, 24_000).mean(axis=(0, 2)))
    assert loud.min() > 0.01


@pytest.mark.parametrize("variant", KINDS)
def test_it_is_clean_after_a_score_that_was_not_made(folders: dict[str, Path], variant: str) -> None:
    model = model_of(variant, folders[variant])
    (fresh,) = made(model, SHORT)
    seen: list[int] = []

    def enough(done: int, _total: int) -> None:
        seen.append(done)
        if done >= 1:
            raise Cancelled

    with model.load() as make:
        with pytest.raises(Cancelled):
            make(changed(seed=99), enough)
        assert seen[-1] == 1
        assert np.array_equal(make(SHORT, ignore), fresh)

        def full(_done: int, _total: int) -> None:
            raise RuntimeError("CUDA out of memory. Tried to allocate 20.00 GiB")

        with pytest.raises(OutOfMemory, match="piece"):
            make(SHORT, full)
        assert np.array_equal(make(SHORT, ignore), fresh)


def test_stable_audio_is_told_the_length_and_what_to_be_unlike(folders: dict[str, Path]) -> None:
    model = model_of("stable_audio", folders["stable_audio"])
    calls = watched(model)
    assert [call["audio_end_in_s"] for call in calls] == pytest.approx([2.5, 2.5])
    assert {call["negative_prompt"] for call in calls} == {"low quality, vocals, speech"}
    assert "calm" in calls[0]["prompt"]
    assert "tense" in calls[1]["prompt"]
    assert {
        call["negative_prompt"] for call in watched(model_of("stable_audio", folders["stable_audio"], guidance=1))
    } == {None}


def test_ace_step_is_told_tempo_and_key_in_numbers_and_makes_no_song(folders: dict[str, Path]) -> None:
    calls = watched(model_of("ace_step", folders["ace_step"]))
    assert [call["bpm"] for call in calls] == [68, 95]
    assert [call["keyscale"].rpartition(" ")[2] for call in calls] == ["major", "minor"]
    assert [call["audio_duration"] for call in calls] == [10.0, 10.0]
    assert {(call["lyrics"], call["guidance_scale"], call["shift"]) for call in calls} == {("[Instrumental]", 1.0, 3.0)}
    base = watched(model_of("ace_step", folders["ace_step_base"], shift=1.0))
    assert {(call["guidance_scale"], call["shift"]) for call in base} == {(7.0, 1.0)}


def test_ace_step_is_told_keys_as_it_learned_to_read_them(folders: dict[str, Path]) -> None:
    model = model_of("ace_step", folders["ace_step"])
    said = {
        key: model.arguments(None, Piece(Brief("calm", 68, key), 0.0, 10.0, 0.0, 0.0, 1), 2, 1.0)["keyscale"]
        for key in ("D flat major", "F sharp minor", "A minor")
    }
    assert said == {"D flat major": "Db major", "F sharp minor": "F# minor", "A minor": "A minor"}


@pytest.mark.parametrize("variant", ["ace_step", "stable_audio"])
def test_long_sound_is_decoded_in_stretches_of_the_same_sound(folders: dict[str, Path], variant: str) -> None:
    import torch

    with model_of(variant, folders[variant]).load() as make:
        vae = cast("Any", make).parts()["vae"]
        vae.tile_latent_min_length, vae.tile_latent_overlap = 64, 16
        latents = torch.randn(1, vae.config.decoder_input_channels, 80)
        seen: list[int] = []
        vae.decoder.register_forward_pre_hook(lambda _part, given: seen.append(given[0].shape[-1]))
        with torch.no_grad():
            parted, whole = vae.decode(latents).sample, vae.decoder(latents)
    assert max(seen[:-1]) <= 64
    assert (parted - whole[..., : parted.shape[-1]]).abs().max() < 1e-4


def watched(model: ScoreModel) -> list[dict[str, Any]]:
    """The arguments of the calls that the request is answered with."""
    calls: list[dict[str, Any]] = []
    with model.load() as make:
        runtime: Any = make
        run = runtime.run

        def seen(kind: str, arguments: dict[str, Any], *rest: Any) -> Any:
            calls.append(arguments)
            return run(kind, arguments, *rest)

        runtime.run = seen
        make(REQUEST, ignore)
    return calls


def test_half_precision_keeps_what_decodes_exact(folders: dict[str, Path]) -> None:
    for variant in KINDS:
        whole, half = (
            made(model_of(variant, folders[variant], precision=kind), SHORT)[0] for kind in ("float32", "bfloat16")
        )
        assert half.shape == whole.shape
        assert np.isfinite(half).all()
        assert half.std() > 0.01


@pytest.mark.parametrize("variant", ["stable_audio", "ace_step"])
def test_where_the_weights_wait_changes_no_sample(folders: dict[str, Path], variant: str) -> None:
    plain, *others = (
        made(model_of(variant, folders[variant], offload=where), SHORT, SHORT) for where in ("none", "model", "group")
    )
    for other in others:
        assert np.array_equal(other[0], plain[0])
        assert np.array_equal(other[1], plain[0])


def test_a_wide_codec_gives_two_channels_and_a_narrow_one_the_same_twice(folders: dict[str, Path]) -> None:
    (mono,), (stereo,) = (made(model_of(name, folders[name]), SHORT) for name in ("musicgen", "musicgen_stereo"))
    assert np.array_equal(mono[0], mono[1])
    assert not np.array_equal(stereo[0], stereo[1])


def test_torchs_own_noise_is_left_as_it_was(folders: dict[str, Path]) -> None:
    import torch

    with model_of("musicgen", folders["musicgen"]).load() as make:
        before = torch.get_rng_state()
        make(SHORT, ignore)
        assert torch.equal(torch.get_rng_state(), before)


@pytest.mark.parametrize(
    ("variant", "options", "said"),
    [
        ("stable_audio", {"shift": 3.0}, "has no use for shift; remove it"),
        ("stable_audio", {"lora": "style.safetensors"}, "lora"),
        ("musicgen", {"steps": 20}, "has no use for steps; remove it"),
        ("musicgen", {"effort": "fine"}, "has no use for effort; remove it"),
    ],
)
def test_options_that_mean_nothing_are_refused(
    folders: dict[str, Path], variant: str, options: dict[str, Any], said: str
) -> None:
    with pytest.raises(Unsupported, match=said):
        model_of(variant, folders[variant], **options)


@pytest.mark.parametrize("variant", KINDS)
def test_damaged_folders_are_refused(folders: dict[str, Path], variant: str, tmp_path: Path) -> None:
    folder = Path(shutil.copytree(folders[variant], tmp_path / "pickled"))
    for file in folder.rglob("*.safetensors"):
        file.rename(file.with_suffix(".bin"))
    with pytest.raises(Unsupported, match=r"\.bin is a pickle"):
        model_of(variant, folder).facts()
    (tmp_path / "empty").mkdir()
    with pytest.raises(BackendFailure, match="it has no"):
        model_of(variant, tmp_path / "empty").facts()


def test_a_model_of_another_kind_is_refused(folders: dict[str, Path], tmp_path: Path) -> None:
    with pytest.raises(Unsupported, match="holds a StableAudioPipeline; 'ace_step' runs AceStepPipeline"):
        model_of("ace_step", folders["stable_audio"]).facts()
    (tmp_path / "config.json").write_text('{"model_type": "bark"}')
    with pytest.raises(Unsupported, match="holds a model of the kind bark; 'musicgen' runs Musicgen"):
        model_of("musicgen", tmp_path).facts()


@pytest.mark.parametrize("card", ["stable-audio-open", "musicgen-stereo-medium", "ace-step-1.5"])
def test_a_card_is_a_score_before_its_checkpoint_is_here(
    card: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("HF_HUB_CACHE", str(tmp_path))
    name, options = recipe_of("scores", card)
    backend = find("scores", name).model_validate(options)
    assert backend.can().processes == "one"
    with pytest.raises(BackendFailure, match=f"filmwright models pull {card}"):
        backend.require()


@pytest.mark.parametrize("variant", KINDS)
def test_another_checkpoint_is_another_key(folders: dict[str, Path], variant: str, tmp_path: Path) -> None:
    other = audio.save(variant, tmp_path, seed=1)
    here, there = (model_of(variant, folder).identity() for folder in (folders[variant], other))
    assert here["model"] != there["model"]
    moved = Path(shutil.copytree(folders[variant], tmp_path / "moved"))
    assert model_of(variant, moved).identity() == here
