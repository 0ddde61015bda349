"""The memory plan: from sizes alone, down the ladder as memory gets less, what a person set always kept."""

import json
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as some

from generation import machine as machines
from generation.backend import find
from generation.catalogue import cards
from generation.diffusion.memory.plan import CLASSES, MemoryPlan, Wishes, planned, planned_memory, working
from generation.diffusion.memory.weighing import Part
from generation.diffusion.recipe import DiffusionRecipe
from generation.machine import GB, TAKEN, Machine

WORK = 4 * GB
PARTS = (
    Part("text_encoder", "text", 5.7e9, 1.05e9),
    Part("transformer", "denoiser", 14e9, 0.14e9),
    Part("vae", "other", 0.13e9, 0.01e9, exact=True),
)


def gpu(gigabytes: float, main: float = 64) -> Machine:
    """A machine whose GPU has so much memory, and nothing else running."""
    total, whole = round(gigabytes * GB), round(main * GB)
    return Machine("cuda", "NVIDIA RTX", total, total - TAKEN, main_total=whole, main_free=whole - 3 * GB, cores=16)


def cpu(main: float) -> Machine:
    return gpu(8, main).without_gpu()


def plan(machine: Machine, working: int = WORK, **wishes: object) -> MemoryPlan:
    return planned("wan", PARTS, machine, Wishes(**wishes), working)  # type: ignore[arg-type]


def test_less_memory_takes_the_next_rung() -> None:
    held = {size: plan(gpu(size)) for size in (80, 48, 34, 24, 16, 8)}
    rungs = [(one.quantise, one.offload, one.tiling) for one in held.values()]
    assert rungs == [
        ("none", "none", False),
        ("none", "none", False),
        ("none", "none", False),
        ("float8", "none", False),
        ("none", "group", False),
        ("none", "group", False),
    ]
    assert all(one.fits for one in held.values())
    assert held[80].overlap
    assert not held[16].overlap


@pytest.mark.parametrize("machine", [gpu(80), gpu(16), cpu(128)], ids=["large", "small", "processor"])
def test_each_time_that_memory_runs_out_there_is_a_smaller_plan_until_there_is_none(machine: Machine) -> None:
    held = [plan(machine)]
    while below := held[-1].below:
        held.append(planned("wan", PARTS, machine, Wishes(), WORK, below=below))
    taken = [one.calling for one in held]
    assert taken == sorted(set(taken), reverse=True)
    assert taken[-1] == held[0].least
    assert len(held) > 1
    assert not any(one.overlap for one in held[1:])
    looks = [one.looks for one in held]
    assert looks == sorted(looks, key=lambda look: look != looks[0]), (
        "pictures keep their look as long as that takes less"
    )


def test_a_recipe_that_is_held_in_less_has_the_key_that_it_had() -> None:
    recipe = find("clips", "wan").model_validate({"card": "wan2.2-ti2v-5b"})
    assert isinstance(recipe, DiffusionRecipe)
    whole = planned_memory(recipe, gpu(48))
    less = recipe.held_below(whole.below)
    assert planned_memory(less, gpu(48)).calling < whole.calling
    assert less.identity() == recipe.identity()
    assert less.holding() != recipe.holding()
    assert less.held_below(0).holding() == recipe.holding()


def test_what_reads_the_prompts_is_not_there_with_the_others() -> None:
    whole = sum(part.bytes("bfloat16") for part in PARTS)
    rest = whole - PARTS[0].bytes("bfloat16")
    machine = gpu((rest + WORK) / GB + 3)
    assert machine.free < whole + WORK
    held = plan(machine)
    assert (held.offload, held.quantise, held.reading) == ("none", "none", "device")
    together = planned("wan", PARTS, machine, Wishes(), WORK, apart=False)
    assert together.offload != "none"


def test_prompts_are_read_in_less_where_the_encoder_does_not_fit() -> None:
    assert plan(gpu(16)).reading == "device"
    assert plan(gpu(8)).reading == "group"
    assert plan(gpu(4)).reading == "processor"


def test_fewer_bits_where_the_main_memory_cannot_hold_what_waits() -> None:
    roomy, narrow = plan(gpu(16, main=64)), plan(gpu(16, main=32))
    assert (roomy.quantise, roomy.offload) == ("none", "group")
    assert (narrow.quantise, narrow.offload) == ("float8", "group")
    assert narrow.main < roomy.main
    short = plan(gpu(16, main=16))
    assert not short.fits
    assert "GB of main memory are needed and 13.0 are free" in short.said()


def test_without_a_gpu_a_model_is_held_whole_in_fewer_bytes_where_it_must() -> None:
    assert plan(cpu(128)).precision == "float32"
    tight = plan(cpu(56))
    assert (tight.precision, tight.offload, tight.quantise, tight.fits) == ("bfloat16", "none", "none", True)
    none = plan(cpu(16))
    assert not none.fits
    assert "main memory will probably run out" in none.said()
    assert "a machine with more memory" in none.said()


@given(
    memory=some.floats(2, 200),
    main=some.floats(8, 512),
    precision=some.sampled_from([None, "float32", "bfloat16", "float16"]),
    quantise=some.sampled_from([None, "none", "float8", "int8", "int4"]),
    offload=some.sampled_from([None, "none", "model", "group"]),
    tiling=some.sampled_from([None, True, False]),
    overlap=some.sampled_from([None, True, False]),
    device=some.sampled_from(["cuda", "rocm", "mps", "cpu"]),
)
def test_what_a_person_sets_is_kept(memory: float, main: float, device: str, **wishes: object) -> None:
    machine = gpu(memory, main) if device != "cpu" else cpu(main)
    held = plan(replace(machine, device=device), **wishes)  # type: ignore[arg-type]
    for name, wish in wishes.items():
        assert wish is None or getattr(held, name) == wish, name
    assert held.said().startswith("wan on ")
    assert "\n" not in held.said()


@given(first=some.floats(2, 200), second=some.floats(2, 200))
def test_more_memory_never_takes_a_slower_rung(first: float, second: float) -> None:
    ladder = [("none", "none"), ("none", "model"), ("float8", "none"), ("float8", "model"), ("none", "group")]
    less, more = (plan(gpu(size, main=256)) for size in sorted((first, second)))
    rungs = [ladder.index((one.quantise, one.offload)) if one.fits else len(ladder) for one in (less, more)]
    assert rungs[0] >= rungs[1]


def test_pictures_do_not_change_because_another_program_takes_memory() -> None:
    usual = plan(gpu(24))
    assert usual.quantise == "float8"
    crowded = plan(replace(gpu(24), free=19 * GB))
    assert crowded.looks == usual.looks
    assert crowded.fits
    full = plan(replace(gpu(24), free=8 * GB))
    assert full.offload == "group"


def test_a_smaller_clip_takes_less_and_a_larger_one_more() -> None:
    card = cards()["wan2.2-ti2v-5b"]
    usual = working(card)
    assert usual == round(card.working_gb * GB)
    assert working(card, (640, 352), 121) < usual < working(card, (1920, 1088), 121)
    assert working(card, frames=61) < usual
    assert working(None) > 0


@pytest.mark.parametrize("offload", ["none", "model", "group"])
def test_the_advice_is_the_next_smaller_step(offload: str) -> None:
    held = plan(gpu(12), offload=offload)
    following = {"none": "offload=model", "model": "offload=group", "group": "tiling=true"}[offload]
    assert f"?{following}" in held.smaller() or (held.tiling and offload == "group")
    assert "a smaller model (filmwright models fit)" in plan(gpu(12), offload="group", tiling=True).smaller()


def test_the_line_says_how_and_how_much() -> None:
    held = plan(gpu(12), offload="group", tiling=True)
    assert held.said() == (
        "wan on NVIDIA RTX (12 GB): bfloat16, layer by layer from main memory, decoding in tiles; "
        f"about {held.needed / GB:.1f} GB of 11.4 free"
    )


def test_every_card_can_be_planned_for_every_class_without_heavy_imports() -> None:
    script = (
        "import sys\n"
        "from generation.fitting import fits\n"
        "from generation.machine import this_machine\n"
        f"found = [fits(this_machine().with_memory(size)) for size in {CLASSES}]\n"
        "assert all(one.plan.needed > 0 for row in found for one in row)\n"
        "assert {len(row) for row in found} == {len(found[0])}\n"
        "print([name for name in ('torch', 'diffusers', 'transformers') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False)
    assert done.stdout.strip() == "[]", done.stdout + done.stderr


def test_a_recipe_is_planned_by_its_card_and_its_options() -> None:
    model = find("clips", "wan")
    recipe = model.model_validate({"card": "wan2.2-ti2v-5b"})
    assert isinstance(recipe, DiffusionRecipe)
    held = planned_memory(recipe, gpu(24))
    assert held.label == "wan2.2-ti2v-5b"
    assert (held.precision, held.offload) == ("bfloat16", "none")
    forced = model.model_validate({"card": "wan2.2-ti2v-5b", "offload": "group", "tiling": "true", "quantise": "none"})
    assert isinstance(forced, DiffusionRecipe)
    held = planned_memory(forced, gpu(80))
    assert (held.offload, held.tiling, held.quantise) == ("group", True, "none")


def program(folder: Path, name: str, said: str) -> None:
    """A program of that name that prints this."""
    folder.mkdir(exist_ok=True)
    (folder / name).write_text(f"#!/bin/sh\ncat <<'END'\n{said}\nEND\n", encoding="utf-8")
    (folder / name).chmod(0o755)


def test_gpus_are_found_by_asking_the_driver(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rows = (
        "0, GPU-aa, NVIDIA GeForce RTX 3060, 12288, 11900",
        "1, GPU-bb, NVIDIA GeForce RTX 4090, 24564, 23000",
        "2, GPU-cc, Broken, [N/A], [N/A]",
    )
    program(tmp_path / "bin", "nvidia-smi", "\n".join(rows))
    monkeypatch.setenv("PATH", str(tmp_path / "bin"), prepend=":")
    monkeypatch.delenv("CUDA_VISIBLE_DEVICES", raising=False)
    found = machines.this_machine()
    assert (found.device, found.name, found.gpus) == ("cuda", "NVIDIA GeForce RTX 4090", 2)
    assert (found.total, found.free) == (24564 << 20, 23000 << 20)
    monkeypatch.setenv("CUDA_VISIBLE_DEVICES", "0")
    assert machines.this_machine().name == "NVIDIA GeForce RTX 3060"
    monkeypatch.setenv("CUDA_VISIBLE_DEVICES", "GPU-bb")
    assert machines.this_machine().name == "NVIDIA GeForce RTX 4090"
    for none in ("", "-1"):
        monkeypatch.setenv("CUDA_VISIBLE_DEVICES", none)
        assert machines.this_machine().device == "cpu"


def test_each_of_several_gpus_can_be_pinned(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rows = (
        "0, GPU-aa, NVIDIA RTX A6000, 49140, 48000",
        "1, GPU-bb, NVIDIA GeForce GT 1030, 2048, 2000",
        "2, GPU-cc, NVIDIA GeForce RTX 4090, 24564, 200",
        "3, GPU-dd, NVIDIA RTX A6000, 49140, 48000",
    )
    program(tmp_path / "bin", "nvidia-smi", "\n".join(rows))
    monkeypatch.setenv("PATH", str(tmp_path / "bin"), prepend=":")
    monkeypatch.delenv("CUDA_VISIBLE_DEVICES", raising=False)
    assert [pin["CUDA_VISIBLE_DEVICES"] for pin in machines.pins()] == ["GPU-aa", "GPU-dd"], "of half the size and more"
    monkeypatch.setenv("CUDA_VISIBLE_DEVICES", "3")
    assert machines.pins() == (), "the one that is left is the one that is used"
    monkeypatch.setenv("CUDA_VISIBLE_DEVICES", "1,2")
    assert machines.pins() == ()


def test_a_gpu_that_the_installed_torch_cannot_use_is_not_planned_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program(tmp_path / "bin", "nvidia-smi", "0, GPU-aa, NVIDIA GeForce RTX 3060, 12288, 11900")
    monkeypatch.setenv("PATH", str(tmp_path / "bin"), prepend=":")
    monkeypatch.delenv("CUDA_VISIBLE_DEVICES", raising=False)
    torch = machines.installed_torch()
    assert torch is not None
    assert machines.usable_machine().device == ("cuda" if "cuda" in torch.runs_on else "cpu")


def test_amds_gpus_are_found_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    memory = {"VRAM Total Memory (B)": "25753026560", "VRAM Total Used Memory (B)": "1000000"}
    program(tmp_path / "bin", "rocm-smi", json.dumps({"card0": {**memory, "Card Series": "Radeon RX 7900 XTX"}}))
    monkeypatch.setenv("PATH", str(tmp_path / "bin"), prepend=":")
    found = machines.this_machine()
    assert (found.device, found.name, found.total) == ("rocm", "Radeon RX 7900 XTX", 25753026560)
    assert found.free == 25753026560 - 1000000


def test_a_driver_that_fails_is_no_gpu(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program(tmp_path / "bin", "nvidia-smi", "NVIDIA-SMI has failed because it could not talk to the driver, today")
    monkeypatch.setenv("PATH", str(tmp_path / "bin"), prepend=":")
    found = machines.this_machine()
    assert (found.device, found.gpus) == ("cpu", 0)
    assert found.free > 0
    assert found.cores > 0
