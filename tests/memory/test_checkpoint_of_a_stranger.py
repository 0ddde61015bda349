"""What a checkpoint from somebody else must not do: one line says it, and nothing of its weights was loaded."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import conformance as family
import numpy as np
import pytest
from tiny import wan

from generation.diffusion.checkpoints.weights import chosen
from generation.errors import GenerationError

WEIGHTS = "transformer/diffusion_pytorch_model.safetensors"
LIST = "transformer/diffusion_pytorch_model.safetensors.index.json"


@pytest.fixture(scope="session")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A checkpoint that is as it should be."""
    return wan.save("text", tmp_path_factory.mktemp("stranger"))


@pytest.fixture
def folder(sound: Path, tmp_path: Path) -> Path:
    """A copy of it, to be damaged."""
    return Path(shutil.copytree(sound, tmp_path / "wan"))


def listed(name: str) -> Callable[[Path], object]:
    return lambda folder: (folder / LIST).write_text(json.dumps({"weight_map": {"a": name}}))


def linked(inside: str) -> Callable[[Path], object]:
    def link(folder: Path) -> None:
        outside = Path(shutil.move(folder / inside, folder.parent / "outside"))
        (folder / inside).symlink_to(outside)

    return link


def cut(folder: Path) -> None:
    whole = (folder / WEIGHTS).read_bytes()
    (folder / WEIGHTS).write_bytes(whole[:-8])


def lying(change: Callable[[dict[str, dict[str, object]]], object]) -> Callable[[Path], object]:
    """Weights whose table was changed."""

    def lie(folder: Path) -> None:
        raw = (folder / WEIGHTS).read_bytes()
        length = int.from_bytes(raw[:8], "little")
        table = json.loads(raw[8 : 8 + length])
        change(table)
        said = json.dumps(table).encode()
        (folder / WEIGHTS).write_bytes(len(said).to_bytes(8, "little") + said + raw[8 + length :])

    return lie


def renamed(folder: Path) -> None:
    index = folder / "model_index.json"
    index.write_text(index.read_text().replace('"transformer"', '"../wan/transformer"'))


@pytest.mark.parametrize(
    ("damage", "said"),
    [
        (listed("../../elsewhere.safetensors"), "is no .safetensors file beside it"),
        (listed("/elsewhere.safetensors"), "is no .safetensors file beside it"),
        (listed("piece.safetensors"), "lacks"),
        (linked("model_index.json"), "out of the checkpoint"),
        (linked("transformer"), "out of the checkpoint"),
        (linked("vae/config.json"), "out of the checkpoint"),
        (renamed, "which is no name"),
        (cut, "is not whole"),
        (lambda folder: (folder / WEIGHTS).write_bytes(b"\xff" * 64), "is damaged"),
        (lambda folder: (folder / WEIGHTS).unlink(), "lacks its weights"),
        (lying(lambda table: table["proj_out.bias"].update(data_offsets=[0, 1 << 60])), "does not fit its weights"),
        (lying(lambda table: table["proj_out.bias"].update(shape=[-4])), "does not fit its weights"),
        (lambda folder: (folder / "vae/config.json").write_text("[" * 100_000), "is damaged"),
        (lambda folder: (folder / "vae/config.json").write_bytes(b" " * (65 << 20)), "too large"),
    ],
)
def test_a_bad_checkpoint_is_refused_in_one_line(folder: Path, damage: Callable[[Path], object], said: str) -> None:
    damage(folder)
    with pytest.raises(GenerationError, match=said) as refused:
        family.recipe("wan", folder).require()
    assert "\n" not in str(refused.value)


def test_links_into_the_cache_are_what_a_download_is(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    home = folder.parent / "hub"
    monkeypatch.setenv("HF_HUB_CACHE", str(home))
    (blobs := home / "models--a--wan/blobs").mkdir(parents=True)
    snapshot = Path(shutil.copytree(folder, home / "models--a--wan/snapshots/abc"))
    for number, file in enumerate(sorted(path for path in snapshot.rglob("*") if path.is_file())):
        file.rename(blobs / str(number))
        file.symlink_to(blobs / str(number))
    family.recipe("wan", snapshot).require()


def test_weights_that_are_there_as_a_variant_alone_are_loaded(folder: Path, sound: Path) -> None:
    for weights in list(folder.rglob("*.safetensors")):
        weights.rename(weights.with_suffix(".fp16.safetensors"))
    plain, variant = (family.made(family.recipe("wan", one, steps=2), family.request())[0] for one in (sound, folder))
    assert np.array_equal(plain, variant)


@pytest.mark.parametrize(
    ("files", "loaded"),
    [
        (["m.safetensors", "m.fp16.safetensors"], ["m.safetensors"]),
        (["m.fp16.safetensors", "m.bf16.safetensors"], ["m.fp16.safetensors"]),
        (
            ["m.safetensors.index.fp16.json", "m.fp16-00001-of-00001.safetensors", "m.bin"],
            ["m.safetensors.index.fp16.json", "m.fp16-00001-of-00001.safetensors"],
        ),
    ],
)
def test_one_copy_of_the_weights_is_loaded_and_pulled(files: list[str], loaded: list[str]) -> None:
    assert chosen(files) == loaded
