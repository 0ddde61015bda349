"""What every family gets from the runtime: words read once, decoding beside the next clip, takes together, no leftovers."""

import gc
import threading
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, cast

import conformance
import numpy as np
import pytest
from conformance import ignore, stacked
from tiny import wan as tiny_wan

from generation.backend import Ahead
from generation.diffusion.clip_runtime import ClipRuntime
from generation.diffusion.video import VideoModel
from generation.diffusion.words import remembered
from generation.errors import OutOfMemory
from generation.requests import ClipRequest, Media

FULL = "CUDA out of memory. Tried to allocate 20.00 GiB"


@pytest.fixture(scope="session")
def text(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A checkpoint that takes text."""
    return tiny_wan.save("text", tmp_path_factory.mktemp("runtime"))


@pytest.fixture(scope="session")
def pictured(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A checkpoint that takes pictures, and encodes them with the VAE that decodes the clip before."""
    return tiny_wan.save("first-or-both", tmp_path_factory.mktemp("runtime"))


def wan(folder: Path, **options: Any) -> VideoModel:
    return conformance.recipe("wan", folder, **options)


def asked(**changes: Any) -> ClipRequest:
    return conformance.request(**({"frames": 3, "negative": "blurred"} | changes))


@contextmanager
def loaded(model: VideoModel) -> Generator[ClipRuntime, None, None]:
    with model.load() as make:
        yield cast("ClipRuntime", make)


def read_by(runtime: ClipRuntime) -> list[int]:
    """What the text encoder reads from now on: the number of tokens of each text."""
    seen: list[int] = []
    encoder = runtime.parts()["text_encoder"].encoder
    encoder.register_forward_hook(
        lambda _module, _given, named, _made: seen.append(int(named["attention_mask"].sum())), with_kwargs=True
    )
    return seen


def test_prompts_of_a_film_are_read_once_and_its_negative_prompt_once(text: Path) -> None:
    shots = [asked(prompt=prompt) for prompt in ("a fox", "the keeper", "the sea at night")]
    apart = [conformance.made(wan(text), shot)[0] for shot in shots]
    with loaded(wan(text)) as runtime:
        seen = read_by(runtime)
        runtime.expect(Ahead(words=tuple((shot.prompt, shot.negative) for shot in shots)))
        together = [stacked(runtime(shot, ignore)) for shot in shots]
        assert len(seen) == 4
        runtime(asked(prompt="a fox", seed=3), ignore)
        assert len(seen) == 4
        embeds = [runtime.words(shot.prompt, shot.negative)["negative_prompt_embeds"] for shot in shots]
        assert len({kept.data_ptr() for kept in embeds}) == 1
    for one, other in zip(apart, together, strict=True):
        assert np.array_equal(one, other)


def test_a_prompt_that_was_not_announced_is_read_when_it_is_needed(text: Path) -> None:
    late = asked(prompt="nobody said this before")
    (fresh,) = conformance.made(wan(text), late)
    with loaded(wan(text)) as runtime:
        runtime.expect(Ahead(words=(("a fox", "blurred"),)))
        runtime(asked(prompt="a fox"), ignore)
        assert np.array_equal(stacked(runtime(late, ignore)), fresh)


def test_what_reads_prompts_is_no_part_of_what_denoises(text: Path) -> None:
    with loaded(wan(text)) as runtime:
        runtime(asked(), ignore)
        pipeline = runtime.pipeline("WanPipeline")
        assert pipeline.text_encoder is None
        assert pipeline.transformer is runtime.parts()["transformer"]


def test_an_encoder_that_remembers_answers_as_it_did_and_forgets_when_it_is_closed() -> None:
    import torch

    calls: list[int] = []

    class Encoder(torch.nn.Module):
        def forward(self, words: "torch.Tensor", *, loud: object = 1) -> "torch.Tensor":
            calls.append(1)
            return words * 2.0 * cast("int", loud)

    encoder, words = Encoder(), torch.tensor([[1, 2]])
    with remembered([encoder]):
        first = encoder(words)
        first += 1  # a pipeline that writes into its answer
        assert encoder(words.clone()).tolist() == [[2.0, 4.0]]
        assert len(calls) == 1
        assert encoder(words.int()).tolist() == [[2.0, 4.0]]
        assert encoder(words, loud=3).tolist() == [[6.0, 12.0]]
        assert encoder(words.view(2, 1)).tolist() == [[2.0], [4.0]]
        assert len(calls) == 4
        for number in range(9):
            encoder(torch.tensor(number))
        encoder(words)
        assert len(calls) == 14, "only the last few answers are kept"
        encoder(words, loud=np.float32(2))
        encoder(words, loud=np.float32(2))
        assert len(calls) == 16, "what cannot be compared is asked again"
    encoder(words)
    assert len(calls) == 17
    assert "forward" not in vars(encoder)


def test_a_clip_is_decoded_while_the_next_one_is_denoised(pictured: Path, pictures: dict[str, Media]) -> None:
    """One clip is decoded to its second latent frame when the next one's picture is encoded: no VAE is used by both."""
    one = asked(frames=6, first=pictures["dawn"], last=pictures["dusk"])
    other = asked(frames=6, first=pictures["noon"])
    alone, next_alone = conformance.made(wan(pictured, overlap=False), one, other)
    meeting, decoded, encoded = threading.Barrier(2, timeout=60), list[int](), list[int]()

    def decodes(*_given: object) -> None:
        decoded.append(1)
        if len(decoded) == 2:
            meeting.wait()

    def encodes(*_given: object) -> None:
        encoded.append(1)
        if len(encoded) == 1:
            meeting.wait()

    with loaded(wan(pictured, overlap=True)) as runtime:
        clip = runtime(one, ignore)
        runtime.decoder.decoder.mid_block.register_forward_hook(decodes)
        runtime.parts()["vae"].encoder.mid_block.register_forward_hook(encodes)
        taken: list[Any] = []
        thread = threading.Thread(target=lambda: taken.append(stacked(clip)))
        thread.start()
        second = runtime(other, ignore)
        thread.join()
        assert np.array_equal(taken[0], alone)
        assert np.array_equal(stacked(second), next_alone)


def test_clips_can_be_taken_in_turns_or_left(text: Path) -> None:
    one, other = asked(frames=5), asked(frames=5, seed=12)
    apart = conformance.made(wan(text), one, other)
    with loaded(wan(text)) as runtime:
        left = runtime(one, ignore).frames
        next(left)
        first, second = runtime(one, ignore).frames, runtime(other, ignore).frames
        pairs = [(a.copy(), b.copy()) for a, b in zip(first, second, strict=True)]
    assert np.array_equal(np.stack([a for a, _b in pairs]), apart[0])
    assert np.array_equal(np.stack([b for _a, b in pairs]), apart[1])
    assert len(list(left)) == 4


def test_a_clip_outlives_its_model(text: Path) -> None:
    (fresh,) = conformance.made(wan(text), asked())
    with loaded(wan(text)) as runtime:
        clip = runtime(asked(), ignore)
    assert np.array_equal(stacked(clip), fresh)


@pytest.mark.parametrize("offload", ["model", "group"])
def test_a_vae_that_comes_and_goes_decodes_before_the_next_clip(
    pictured: Path, pictures: dict[str, Media], offload: str
) -> None:
    """Even where somebody asks for overlap: the one VAE cannot encode here and decode there."""
    request = asked(frames=6, first=pictures["dawn"])
    (fresh,) = conformance.made(wan(pictured, offload="none"), request)
    with loaded(wan(pictured, offload=offload, overlap=True)) as runtime:
        decoded: list[int] = []
        vae = runtime.parts()["vae"]
        decode = vae.decode
        vae.decode = lambda *given, **named: (decoded.append(1), decode(*given, **named))[1]
        clip = runtime(request, ignore)
        assert decoded
        assert np.array_equal(stacked(clip), fresh)


@pytest.mark.parametrize("overlap", [True, False])
def test_memory_that_runs_out_while_decoding_is_told_and_the_next_clip_is_made(text: Path, overlap: bool) -> None:
    import torch

    (fresh,) = conformance.made(wan(text), asked())

    def full(*_given: object) -> None:
        raise torch.OutOfMemoryError(FULL)

    with loaded(wan(text, overlap=overlap)) as runtime:
        stacked(runtime(asked(), ignore))
        hook = runtime.decoder.decoder.conv_in.register_forward_hook(full)
        with pytest.raises(OutOfMemory, match="smaller format"):
            stacked(runtime(asked(seed=4), ignore))
        hook.remove()
        assert np.array_equal(stacked(runtime(asked(), ignore)), fresh)


def test_takes_that_do_not_fit_together_are_made_apart(text: Path) -> None:
    import torch

    seeds = (11, 21, 31, 41)
    takes = [asked(seed=seed) for seed in seeds]
    apart = conformance.made(wan(text), *takes)
    batches: list[int] = []

    def full(_module: object, given: Any, named: Any) -> None:
        batches.append(len(named["hidden_states"]))
        if batches[-1] > 2:
            raise torch.OutOfMemoryError(FULL)

    with loaded(wan(text)) as runtime:
        runtime.parts()["transformer"].register_forward_pre_hook(full, with_kwargs=True)
        made: list[Any] = []
        for number, take in enumerate(takes):
            runtime.expect(Ahead(seeds=seeds[number + 1 :]))
            made.append(stacked(runtime(take, ignore)))
    assert batches == [4, *[2] * 8]
    for one, other in zip(apart, made, strict=True):
        assert np.abs(one.astype(int) - other).max() <= 1


def test_seeds_that_were_announced_for_one_request_are_not_those_of_the_next(text: Path) -> None:
    with loaded(wan(text)) as runtime:
        runtime.expect(Ahead(seeds=(12, 13)))
        runtime(asked(seed=11), ignore)
        runtime.expect(Ahead(seeds=(13,)))
        runtime(asked(seed=12), ignore)
        sizes: list[int] = []
        runtime.parts()["transformer"].register_forward_pre_hook(
            lambda _module, _given, named: sizes.append(len(named["hidden_states"])), with_kwargs=True
        )
        runtime(asked(seed=11, prompt="the sea"), ignore)
        assert set(sizes) == {1}


def test_memory_stays_flat_over_many_clips(text: Path) -> None:
    import torch

    def held() -> int:
        gc.collect()
        found = [thing for thing in gc.get_objects() if issubclass(type(thing), torch.Tensor)]
        return sum(tensor.numel() * tensor.element_size() for tensor in found)

    with loaded(wan(text, steps=1)) as runtime:
        sizes: list[int] = []
        for number in range(60):
            stacked(runtime(asked(frames=2, width=32, height=32, seed=number), ignore))
            if number in (4, 59):
                sizes.append(held())
    assert sizes[1] <= sizes[0]
