"""Levers on real pipelines with tiny random weights: each acts or is refused, and without it not a bit is different."""

import importlib
import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any, cast

import conformance as family
import gguf
import numpy as np
import pytest
from safetensors.torch import load_file, save_file
from tiny import ltx, sdxl, svd, wan

from generation.backend import find
from generation.diffusion.clip_runtime import ClipRuntime
from generation.diffusion.levers import options
from generation.diffusion.levers.caches import SAYS_WHICH_PASS
from generation.diffusion.memory.plan import planned_memory
from generation.errors import BackendFailure, OutOfMemory, Unsupported
from generation.machine import without_gpus
from generation.requests import ClipRequest, Lora, Media, StillRequest

STEPS = 5
CACHES = ["first-block:0.5", "pyramid:2", "taylorseer:2", "sea:0.9"]


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Tiny checkpoints of Wan: from text, with two experts, from a first picture."""
    there = tmp_path_factory.mktemp("levers")
    for variant in ("text", "text-two-experts", "first"):
        wan.save(variant, there)
    return there


@pytest.fixture(scope="session")
def plain(folder: Path) -> family.Video:
    """A clip without any lever."""
    return made(folder)


def made(folder: Path, *requests: ClipRequest, variant: str = "text", **options: Any) -> family.Video:
    model = family.recipe("wan", folder / variant, **({"steps": STEPS} | options))
    return family.made(model, *(requests or [family.request()]))[-1]


def far(first: family.Video, second: family.Video) -> float:
    return float(np.abs(first.astype(int) - second).mean())


def taught(path: Path, transformer: Path, seed: int = 0, wide: int = 1) -> Path:
    """A LoRA for the attention of a transformer, of random weights."""
    import torch

    noise = torch.Generator().manual_seed(seed)
    found: dict[str, Any] = {}
    for name, weight in load_file(transformer / "diffusion_pytorch_model.safetensors").items():
        if ".attn" in name and name.endswith(("to_q.weight", "to_v.weight")):
            layer = f"transformer.{name.removesuffix('.weight')}"
            out, into = weight.shape
            found[f"{layer}.lora_A.weight"] = torch.randn(2, into * wide, generator=noise) * 0.5
            found[f"{layer}.lora_B.weight"] = torch.randn(out * wide, 2, generator=noise) * 0.5
    save_file(found, path)
    return path


def by(path: Path, strength: float = 1.0) -> ClipRequest:
    """A request with a LoRA."""
    return family.request(loras=(Lora(media=Media(digest=path.stem, path=path), strength=strength),))


@pytest.fixture(scope="session")
def lora(folder: Path) -> Path:
    return taught(folder / "look.safetensors", folder / "text/transformer")


@pytest.fixture(scope="session")
def other(folder: Path) -> Path:
    return taught(folder / "other.safetensors", folder / "text/transformer", seed=1)


@pytest.mark.parametrize("offload", ["model", "group"])
def test_where_the_parts_wait_changes_no_bit(folder: Path, plain: family.Video, offload: str) -> None:
    assert np.array_equal(made(folder, offload=offload), plain)


@pytest.mark.parametrize(("bits", "most"), [("float8", 8.0), ("int8", 0.1)])
def test_fewer_bits_are_near_and_the_same_however_the_parts_wait(
    folder: Path, plain: family.Video, bits: str, most: float
) -> None:
    clips = [made(folder, quantise=bits, offload=offload) for offload in ("none", "model", "group")]
    assert 0 < far(clips[0], plain) < most
    assert np.array_equal(clips[0], clips[1])
    assert np.array_equal(clips[0], clips[2])


def test_tiles_are_refused_and_not_planned_where_a_decoder_has_none(tmp_path: Path) -> None:
    checkpoint = svd.save("first", tmp_path)
    with pytest.raises(Unsupported, match=r"'first' cannot decode in tiles; remove \?tiling="):
        family.recipe("svd", checkpoint, tiling=True)
    model = family.recipe("svd", checkpoint, offload="group")
    plan = planned_memory(model, without_gpus().with_memory(1))
    assert not plan.fits
    assert not plan.tiling
    assert "tiling" not in plan.smaller()


def test_four_bits_are_refused_where_no_layer_is_wide_enough(folder: Path) -> None:
    with pytest.raises(Unsupported, match="no layer of 'text' can be; take float8"):
        made(folder, quantise="int4")


def written(folder: Path, kind: str) -> Path:
    """The transformer as a GGUF file."""
    file = folder / f"{kind}.gguf"
    writer = gguf.GGUFWriter(str(file), "wan")
    for name, weight in load_file(folder / "text/transformer/diffusion_pytorch_model.safetensors").items():
        values = weight.float().numpy()
        if kind == "q8" and values.ndim == 2 and values.shape[-1] % 32 == 0:
            packed = gguf.quants.quantize(values, gguf.GGMLQuantizationType.Q8_0)
            writer.add_tensor(name, packed, raw_dtype=gguf.GGMLQuantizationType.Q8_0)
        else:
            writer.add_tensor(name, values)
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()
    return file


def test_a_denoiser_comes_from_a_gguf_file(folder: Path, plain: family.Video) -> None:
    whole, packed = str(written(folder, "f32")), str(written(folder, "q8"))
    assert np.array_equal(made(folder, gguf=whole), plain)
    near = made(folder, gguf=packed)
    assert 0 < far(near, plain) < 4
    assert np.array_equal(made(folder, gguf=packed, offload="group"), near)
    first, second = (family.recipe("wan", folder / "text", gguf=file).identity() for file in (whole, packed))
    assert first != second
    assert str(folder) not in json.dumps(first)


def test_a_gguf_file_that_does_not_fit_is_one_line(folder: Path) -> None:
    file = written(folder, "f32")
    junk = folder / "junk.gguf"
    junk.write_bytes(b"GGUFjunk" * 64)
    with pytest.raises(BackendFailure, match=r"junk\.gguf does not fit 'text', or is damaged"):
        made(folder, gguf=str(junk))
    with pytest.raises(BackendFailure, match="does not fit 'first'"):
        made(folder, family.request(), variant="first", gguf=str(file))
    with pytest.raises(Unsupported, match="has transformer and transformer_2; give 2 file"):
        made(folder, variant="text-two-experts", gguf=str(file))
    with pytest.raises(Unsupported, match="quantised already"):
        made(folder, gguf=str(file), quantise="int8")
    with pytest.raises(Unsupported, match=r"must be a \.gguf file"):
        made(folder, gguf="weights.bin")


def test_attention_is_computed_another_way_by_this_model_alone(folder: Path, plain: family.Video) -> None:
    registry: Any = vars(importlib.import_module("diffusers.models.attention_dispatch"))["_AttentionBackendRegistry"]
    before = registry._active_backend
    model = family.recipe("wan", folder / "text", steps=STEPS, attention="math")
    with model.load() as make:
        clip = family.stacked(make(family.request(), family.ignore))
        transformer = cast("ClipRuntime", make).parts()["transformer"]
        ways = {module.processor._attention_backend for module in transformer.modules() if hasattr(module, "processor")}
    assert {way.value for way in ways} == {"_native_math"}
    assert registry._active_backend is before
    assert far(clip, plain) < 1


def test_attention_that_is_not_there_is_refused_with_what_is(folder: Path) -> None:
    with pytest.raises(Unsupported, match="needs the package sageattention, which is not installed; there are native"):
        made(folder, attention="sage")
    with pytest.raises(Unsupported, match="attention=quick: there are native, math"):
        made(folder, attention="quick")


def test_compiling_compiles_the_blocks_that_repeat(folder: Path) -> None:
    with family.recipe("wan", folder / "text", steps=2).load() as make:
        runtime = cast("ClipRuntime", make)
        plain = family.stacked(make(family.request(), family.ignore))
        transformer = runtime.parts()["transformer"]
        options.compiled([transformer], whole=True, backend="eager")
        assert [block for block in transformer.blocks if block._compiled_call_impl is None] == []
        assert far(family.stacked(make(family.request(), family.ignore)), plain) < 1


def test_compiling_is_refused_with_layers_that_move(folder: Path) -> None:
    with pytest.raises(Unsupported, match="compile=true does not go with layers that come"):
        made(folder, compile=True, offload="group")


@pytest.mark.parametrize("cache", CACHES)
def test_a_step_cache_acts_and_leaves_nothing_for_the_next_clip(folder: Path, plain: family.Video, cache: str) -> None:
    model = family.recipe("wan", folder / "text", steps=STEPS, cache=cache)
    asked, before = family.request(), family.request(seed=99, prompt="the storm")

    def enough(done: int, _total: int) -> None:
        if done == STEPS - 2:
            raise family.Cancelled

    with model.load() as make:
        first = family.stacked(make(asked, family.ignore))
        make(before, family.ignore)
        with pytest.raises(family.Cancelled):
            make(before, enough)
        again = family.stacked(make(asked, family.ignore))
    assert not np.array_equal(first, plain)
    assert np.array_equal(first, again)


@pytest.mark.parametrize("cache", CACHES)
def test_a_step_cache_leaves_guidance_on(folder: Path, cache: str) -> None:
    """The pass for the words and the pass against them are never answered with the same."""
    given: list[Any] = []
    with family.recipe("wan", folder / "text", steps=8, cache=cache).load() as make:
        denoiser = cast("ClipRuntime", make).parts()["transformer"]
        denoiser.register_forward_hook(lambda _module, _given, made: given.append(made[0].clone()))
        family.stacked(make(family.request(negative="the sea"), family.ignore))
    for towards, against in zip(given[::2], given[1::2], strict=True):
        assert not towards.equal(against)


@pytest.mark.parametrize("offload", ["model", "group"])
def test_a_step_cache_is_the_same_however_the_parts_wait(folder: Path, offload: str) -> None:
    whole, moved = (made(folder, cache="first-block:0.5", offload=way) for way in ("none", offload))
    assert np.array_equal(whole, moved)


def test_a_cache_that_was_measured_acts_by_its_file(folder: Path, plain: family.Video) -> None:
    ratios = folder / "ratios.json"
    ratios.write_text(json.dumps([1.0] * STEPS * 2), encoding="utf-8")
    assert not np.array_equal(made(folder, cache=f"mag:{ratios}"), plain)
    identity = family.recipe("wan", folder / "text", cache=f"mag:{ratios}").identity()
    assert str(ratios) not in json.dumps(identity)
    with pytest.raises(Unsupported, match="two denoisers, each for its own steps"):
        made(folder, variant="text-two-experts", cache=f"mag:{ratios}")


def test_two_experts_have_a_cache_each(folder: Path) -> None:
    plain, cached = (made(folder, variant="text-two-experts", **one) for one in ({}, {"cache": "first-block:0.9"}))
    assert not np.array_equal(plain, cached)


@pytest.mark.parametrize(
    ("cache", "said"),
    [
        ("first-block:2", "write first-block:0.08, a number above 0 and up to 1"),
        ("first-block:much", "write first-block:0.08"),
        ("pyramid:1", "write pyramid:3, a whole number of steps from 2 on"),
        ("faster", "FasterCache wants both passes of guidance in one batch"),
        ("teacache", "there is no step cache 'teacache'; there are first-block, pyramid"),
        ("mag", "none are known for it; give them as mag:ratios.json"),
        ("mag:gone.json", "cannot be read"),
    ],
)
def test_a_cache_that_cannot_be_is_refused_when_the_recipe_is_made(folder: Path, cache: str, said: str) -> None:
    with pytest.raises(Unsupported, match=said):
        family.recipe("wan", folder / "text", cache=cache)


def test_a_cache_is_refused_where_passes_are_not_told_apart(folder: Path, tmp_path: Path) -> None:
    first = family.request(first=family.pictures(tmp_path)["dawn"])
    model = family.recipe("wan", folder / "first", cache="sea")
    with pytest.raises(Unsupported, match="WanImageToVideoPipeline does not tell how much noise is left"):
        model.check(first)
    drawn = find("stills", "sdxl").model_validate({"model": str(sdxl.save("text", tmp_path)), "cache": "first-block"})
    with pytest.raises(Unsupported, match="StableDiffusionXLPipeline does not tell its passes apart"):
        drawn.check(StillRequest(width=64, height=64, seed=1, prompt="a fox"))


def test_the_table_of_pipelines_that_tell_their_passes_apart_is_true() -> None:
    import inspect

    import diffusers

    for name in SAYS_WHICH_PASS:
        assert "cache_context(" in inspect.getsource(getattr(diffusers, name).__call__), name
    sigma = {name for name in SAYS_WHICH_PASS if '"sigma"' in inspect.getsource(getattr(diffusers, name).__call__)}
    assert sigma == {"WanPipeline"}


@pytest.mark.parametrize("cache", ["first-block:0.9", "taylorseer:2"])
def test_caches_act_on_another_family_too(tmp_path: Path, cache: str) -> None:
    checkpoint = ltx.save("text", tmp_path)
    asked = family.request(width=64, height=64, frames=9)
    plain, cached = (
        family.made(family.recipe("ltx", checkpoint, steps=STEPS, **one), asked)[0] for one in ({}, {"cache": cache})
    )
    assert not np.array_equal(plain, cached)


@pytest.mark.parametrize("options", [{}, {"offload": "model"}, {"offload": "group"}, {"quantise": "float8"}])
def test_a_lora_acts_in_its_request_and_in_no_other(
    folder: Path, lora: Path, other: Path, options: dict[str, Any]
) -> None:
    asked = family.request()
    model = family.recipe("wan", folder / "text", **options)
    plain, look, without, half, second, again = family.made(
        model, asked, by(lora), asked, by(lora, 0.5), by(other), by(lora)
    )
    assert np.array_equal(plain, without)
    assert np.array_equal(look, again)
    assert len({clip.tobytes() for clip in (plain, look, half, second)}) == 4


def test_a_lora_of_the_recipe_is_on_in_every_request(folder: Path, lora: Path, other: Path) -> None:
    asked = family.request()
    (look,) = family.made(family.recipe("wan", folder / "text"), by(lora))
    model = family.recipe("wan", folder / "text", lora=str(lora))
    always, both, again = family.made(model, asked, by(other), asked)
    assert np.array_equal(always, look)
    assert np.array_equal(always, again)
    assert not np.array_equal(both, always)
    weaker = family.recipe("wan", folder / "text", lora=str(lora), lora_strength=0.5)
    assert weaker.identity() != model.identity()
    assert not np.array_equal(family.made(weaker, asked)[0], always)


def test_both_experts_are_taught(folder: Path, lora: Path, other: Path) -> None:
    model = family.recipe("wan", folder / "text-two-experts", steps=4)
    with model.load() as make:
        runtime = cast("ClipRuntime", make)
        plain = family.stacked(make(family.request(), family.ignore))
        family.stacked(make(by(lora), family.ignore))
        for part in ("transformer", "transformer_2"):
            assert any("lora_A" in name for name, _ in runtime.parts()[part].named_parameters()), part
        assert np.array_equal(family.stacked(make(family.request(), family.ignore)), plain)
    one = made(folder, variant="text-two-experts", steps=4, lora=str(lora))
    two = made(folder, variant="text-two-experts", steps=4, lora=f"{lora},{other}")
    assert not np.array_equal(one, two)


def test_many_loras_do_not_pile_up(folder: Path) -> None:
    files = [taught(folder / f"face-{number}.safetensors", folder / "text/transformer", number) for number in range(10)]
    with family.recipe("wan", folder / "text", steps=1).load() as make:
        for file in files:
            make(by(file), family.ignore)
        adapters = cast("ClipRuntime", make).parts()["transformer"].peft_config
    assert len(adapters) == 8


@pytest.mark.parametrize(
    ("make_file", "said"),
    [
        (
            lambda folder: taught(folder / "wide.safetensors", folder / "text/transformer", wide=2),
            "does not fit 'text'",
        ),
        (lambda folder: _saved(folder / "none.safetensors"), "does not fit 'text'"),
        (lambda folder: _pickle(folder / "pickle.safetensors"), "is no .safetensors file; others are not opened"),
    ],
)
def test_a_lora_that_does_not_fit_is_one_line_and_leaves_nothing(
    folder: Path, make_file: Callable[[Path], Path], said: str
) -> None:
    file = make_file(folder)
    (plain,) = family.made(family.recipe("wan", folder / "text"), family.request())
    with family.recipe("wan", folder / "text").load() as make:
        with pytest.raises(Unsupported, match=said) as caught:
            make(by(file), family.ignore)
        assert "\n" not in str(caught.value)
        assert np.array_equal(family.stacked(make(family.request(), family.ignore)), plain)


def _saved(path: Path) -> Path:
    import torch

    save_file({"something.else": torch.zeros(2)}, path)
    return path


def _pickle(path: Path) -> Path:
    import torch

    torch.save({"transformer.x.lora_A.weight": torch.zeros(2)}, path)
    return path


def test_a_lora_is_a_safetensors_file(folder: Path) -> None:
    for file, said in (("look.bin", "must be a .safetensors file"), ("gone.safetensors", "there is no such file")):
        with pytest.raises(Unsupported, match=said):
            family.recipe("wan", folder / "text", lora=str(folder / file))
    with pytest.raises(BackendFailure, match="is not there"):
        made(folder, by(folder / "gone.safetensors"), steps=1)


@pytest.mark.parametrize(("offload", "step"), [("none", "offload=model"), ("model", "offload=group")])
def test_an_out_of_memory_error_names_the_next_smaller_step(folder: Path, offload: str, step: str) -> None:
    with family.recipe("wan", folder / "text", offload=offload).load() as make:
        runtime = cast("ClipRuntime", make)
        assert not runtime.plan.machine.gpu
        assert "a smaller model, or a machine with more memory" in runtime.advice

        def full(*_arguments: object) -> None:
            raise RuntimeError("CUDA out of memory. Tried to allocate 3.00 GiB")

        hook = runtime.parts()["transformer"].register_forward_pre_hook(full)
        with pytest.raises(OutOfMemory, match="a smaller model, or a machine with more memory"):
            make(family.request(), family.ignore)
        hook.remove()
        on_gpu = runtime.plan.machine.with_memory(12)
        assert f"?{step}" in replace(runtime.plan, machine=on_gpu).smaller()
