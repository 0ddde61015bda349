"""`models fit`, `doctor` and `plan` as a person types them, on machines of many kinds."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from generation.catalogue import cards


def filmwright(*arguments: str, **environment: str) -> "subprocess.CompletedProcess[str]":
    values = {name: value for name, value in os.environ.items() if name != "CUDA_VISIBLE_DEVICES"} | environment
    command = [sys.executable, "-m", "orchestrator.cli", *arguments]
    return subprocess.run(command, env=values, capture_output=True, text=True, check=False, timeout=60)


def said(*arguments: str, **environment: str) -> str:
    done = filmwright(*arguments, **environment)
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture
def gpu(tmp_path: Path) -> dict[str, str]:
    """An environment in which the driver tells of a GPU."""
    (tmp_path / "bin").mkdir()
    program = tmp_path / "bin/nvidia-smi"
    program.write_text("#!/bin/sh\necho '0, GPU-a, NVIDIA GeForce RTX 4070, 12282, 11500'\n", encoding="utf-8")
    program.chmod(0o755)
    return {"PATH": f"{tmp_path / 'bin'}:{os.environ['PATH']}", "HF_HOME": str(tmp_path / "hf")}


def test_every_model_is_in_the_table_of_what_fits() -> None:
    text = said("models", "fit", "--memory", "24")
    assert text.startswith("a GPU of 24 GB: 23.4 GB free of 24\n")
    flat = " ".join(text.split())
    for name in cards():
        assert f" {name} " in flat, name
    assert text.rstrip().endswith("it was not measured")
    rows = re.findall(r"^  (\S+) +(quick|a little slower|slower) +([\d.]+) GB", text, re.MULTILINE)
    assert rows
    assert all(float(size) <= 23.4 for _name, _pace, size in rows)


def test_without_a_gpu_it_is_said_plainly_what_a_processor_can_do(tmp_path: Path) -> None:
    text = said("models", "fit", PATH=str(tmp_path))
    assert text.startswith("no GPU, but a processor (")
    assert "hours for a clip" in text
    assert "filmwright models fit --memory 24" in text


def test_one_model_is_said_in_full() -> None:
    text = said("models", "fit", "wan2.2-ti2v-5b", "--memory", "12")
    assert "wan2.2-ti2v-5b on a GPU of 12 GB: bfloat16, layer by layer from main memory" in text
    assert "GB of main memory" in text
    assert "download it with: filmwright models pull wan2.2-ti2v-5b" in text
    (row,) = (json.loads(line) for line in said("models", "fit", "sdxl", "--memory", "8", "--json").splitlines())
    assert (row["name"], row["runs"], row["precision"]) == ("sdxl", True, "bfloat16")
    assert 0 < row["needed"] < row["free"]


def test_less_is_needed_for_a_smaller_and_shorter_clip() -> None:
    needs = [
        json.loads(said("models", "fit", "wan2.1-t2v-14b", "--memory", "80", "--json", *more))["needed"]
        for more in ((), ("--size", "640x352"), ("--size", "640x352", "--seconds", "2"))
    ]
    assert needs[0] > needs[1] > needs[2]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--memory", "0"], "--memory: 0 GB is no memory of a GPU; write for example --memory 24"),
        (["--size", "big"], "--size: 'big' is no size; write for example 1280x720"),
        (["--seconds", "-1"], "--seconds: -1 is no length of a clip"),
        (["wan3"], "there is no model 'wan3' in the catalogue"),
    ],
)
def test_bad_questions_are_one_line(arguments: list[str], message: str) -> None:
    done = filmwright("models", "fit", *arguments)
    assert done.returncode == 2
    assert message in done.stderr
    assert done.stderr.count("\n") == 1


def test_doctor_tells_of_gpu_torch_and_downloads(gpu: dict[str, str], tmp_path: Path) -> None:
    folder = tmp_path / "hf/hub/models--Wan-AI--Wan2.2-TI2V-5B-Diffusers"
    (folder / "snapshots/abc").mkdir(parents=True)
    (folder / "snapshots/abc/model_index.json").write_text("{}", encoding="utf-8")
    (folder / "refs").mkdir()
    (folder / "refs/main").write_text("abc", encoding="utf-8")
    (folder / "blobs").mkdir()
    (folder / "blobs/weights").write_bytes(b"\0" * 200_000_000)
    text = said("doctor", **gpu)
    assert "ok   GPU            NVIDIA GeForce RTX 4070: 11.2 GB free of 12\n" in text
    assert re.search(r"torch +\S+, for (processors only; it cannot use this GPU|CUDA)", text)
    assert "0.2 GB in 1 repository; " in text
    assert re.search(r"^ok +downloaded +wan2.2-ti2v-5b$", text, re.MULTILINE)


def test_plan_says_how_a_model_is_held(small_film: Path) -> None:
    film = small_film / "film.yaml"
    text = film.read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if not line.startswith("pictures:")]
    film.write_text("\n".join([*lines, "pictures: wan2.1-t2v-1.3b?offload=group", ""]), encoding="utf-8")
    out = said("plan", "--project", str(small_film))
    assert out.count("\n  wan2.1-t2v-1.3b on ") == 1
    assert "layer by layer from main memory" in out
    assert "GB of " in out
