"""Checkpoints on the disk: what is refused in one line, what makes another key, and what the catalogue says."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from tiny import wan as tiny_wan

from generation.catalogue import recipe
from generation.clips.wan import Wan
from generation.errors import BackendFailure, GenerationError, MissingExtra, UnknownBackend, Unsupported


@pytest.fixture(scope="session")
def saved(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A checkpoint that takes text or a first picture; not to be changed."""
    return tiny_wan.save("text-or-first", tmp_path_factory.mktemp("saved"))


@pytest.fixture
def folder(saved: Path, tmp_path: Path) -> Path:
    """A copy of it, to be damaged."""
    return Path(shutil.copytree(saved, tmp_path / "wan"))


def change(path: Path, **values: object) -> None:
    path.write_text(json.dumps(json.loads(path.read_text()) | values))


def identity(folder: Path, **options: Any) -> Mapping[str, object]:
    return Wan.model_validate({"model": str(folder)} | options).identity()


def test_the_same_checkpoint_elsewhere_has_the_same_key(folder: Path, tmp_path: Path) -> None:
    before = identity(folder)
    moved = Path(shutil.copytree(folder, tmp_path / "elsewhere" / "other-name"))
    for file in moved.rglob("*"):
        os.utime(file, (1, 1))
    (moved / "README.md").write_text("words about it")
    assert identity(moved) == before
    assert str(tmp_path) not in json.dumps(before)


@pytest.mark.parametrize("what", ["weights", "settings", "tokenizer", "seed"])
def test_another_checkpoint_has_another_key(folder: Path, tmp_path: Path, what: str) -> None:
    before = identity(folder)
    if what == "weights":
        path = folder / "transformer/diffusion_pytorch_model.safetensors"
        data = bytearray(path.read_bytes())
        data[-100] ^= 1
        path.write_bytes(bytes(data))
    elif what == "settings":
        change(folder / "scheduler/scheduler_config.json", flow_shift=5.0)
    elif what == "tokenizer":
        path = folder / "tokenizer/tokenizer_config.json"
        change(path, model_max_length=256)
    else:
        folder = tiny_wan.save("text-or-first", tmp_path / "again", seed=1)
    assert identity(folder) != before


def test_a_changed_byte_deep_in_large_weights_is_seen_by_its_size_or_its_samples(folder: Path) -> None:
    """Beyond 8 MiB weights are sampled: another file of the same size differs nearly everywhere, as another training does."""
    path = folder / "transformer/diffusion_pytorch_model.safetensors"
    keys = set[object]()
    for filling in (b"\x00", b"\x01"):
        path.write_bytes(filling * (12 << 20))
        keys.add(identity(folder)["model"])
    path.write_bytes(b"\x01" * ((12 << 20) + 1))
    keys.add(identity(folder)["model"])
    assert len(keys) == 3


def test_options_that_change_no_picture_are_in_no_key(folder: Path) -> None:
    before = identity(folder)
    assert identity(folder, offload="group", longest=20, overlap=False, attention="native") == before
    assert identity(folder, fps=24) == before  # what it is anyway
    assert identity(folder, steps=30) == before  # as many as an ordinary effort is
    assert identity(folder, steps=31) != before


def test_a_repository_in_the_ordinary_cache_is_found_at_its_revision(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HF_HUB_CACHE", str(tmp_path / "hub"))
    home = tmp_path / "hub/models--studio--tiny"
    with pytest.raises(BackendFailure, match=r"^there is no folder .*filmwright models pull studio/tiny$"):
        Wan(model="studio/tiny")
    shutil.copytree(folder, home / "snapshots/0a1b2c")
    (home / "refs").mkdir()
    (home / "refs/main").write_text("0a1b2c")
    wan = Wan(model="studio/tiny")
    assert wan.can().first_frame
    assert wan.identity() == Wan(model="studio/tiny", revision="0a1b2c").identity() == identity(folder)
    with wan.load() as make:
        assert callable(make)
    with pytest.raises(BackendFailure, match=r"filmwright models pull studio/tiny --revision v2$"):
        Wan(model="studio/tiny", revision="v2")


def test_a_card_is_planned_without_its_checkpoint_and_says_what_to_run_when_it_is_loaded(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HF_HUB_CACHE", str(tmp_path))
    name, options = recipe("clips", "wan2.2-ti2v-5b?offload=group&steps=30")
    wan = Wan.model_validate(options)
    assert name == "wan"
    assert (wan.offload, wan.steps) == ("group", 30)
    assert (wan.can().first_frame, wan.can().last_frame) == (True, False)
    with (
        pytest.raises(
            BackendFailure, match=r"Wan-AI/Wan2\.2-TI2V-5B-Diffusers is not .* filmwright models pull wan2\.2-ti2v-5b$"
        ),
        wan.load(),
    ):
        pass


@pytest.mark.parametrize("spec", ["wan2.2-ti2v-5b?", "wan2.2-ti2v-5b?steps", "wan2.2-ti2v-5b?steps=", "wan:a/b?=3"])
def test_options_that_are_none_are_named(spec: str) -> None:
    with pytest.raises(Unsupported, match=r"is no option; write .*\?name=value"):
        recipe("clips", spec)


def test_a_near_miss_of_a_card_is_answered_with_the_card() -> None:
    with pytest.raises(UnknownBackend, match=r"'wan2.2-ti2v' is not among the clips; did you mean 'wan2.2-ti2v-5b'\?"):
        recipe("clips", "wan2.2-ti2v")
    assert recipe("clips", "slate") == ("slate", {})


def test_the_backend_alone_is_no_model() -> None:
    with pytest.raises(Unsupported, match=r"needs a model: wan:<folder>"):
        Wan()


def _no_folder(folder: Path) -> None:
    shutil.rmtree(folder)


def _no_index(folder: Path) -> None:
    (folder / "model_index.json").unlink()


def _damaged_index(folder: Path) -> None:
    (folder / "model_index.json").write_text("{")


def _other_family(folder: Path) -> None:
    change(folder / "model_index.json", _class_name="LTXPipeline")


def _own_code(folder: Path) -> None:
    change(folder / "model_index.json", transformer=["my_transformer", "MyTransformer"])


def _pickled(folder: Path) -> None:
    weights = folder / "transformer/diffusion_pytorch_model.safetensors"
    weights.rename(weights.with_suffix(".bin"))


def _no_part(folder: Path) -> None:
    shutil.rmtree(folder / "vae")


def _no_text_encoder(folder: Path) -> None:
    change(folder / "model_index.json", text_encoder=[None, None])


@pytest.mark.parametrize(
    ("damage", "said"),
    [
        (_no_folder, "there is no folder .*wan; give the folder of a checkpoint"),
        (_no_index, "is no diffusers checkpoint: it has no model_index.json"),
        (_damaged_index, "model_index.json is damaged"),
        (_other_family, "holds a LTXPipeline; 'wan' runs WanPipeline and WanImageToVideoPipeline"),
        (_own_code, r"transformer \(MyTransformer\) brings code of its own"),
        (_pickled, "transformer/diffusion_pytorch_model.bin is a pickle"),
        (_no_part, "lacks its part vae; download the checkpoint again"),
        (_no_text_encoder, "lacks its part text_encoder"),
    ],
    ids=lambda value: getattr(value, "__name__", ""),
)
def test_a_checkpoint_that_cannot_be_used_is_refused_in_one_line(folder: Path, damage: Any, said: str) -> None:
    damage(folder)
    with pytest.raises(GenerationError, match=said) as caught:
        Wan(model=str(folder))
    assert "\n" not in str(caught.value)


def test_weights_that_are_cut_short_are_named_when_they_are_loaded(folder: Path) -> None:
    weights = folder / "transformer/diffusion_pytorch_model.safetensors"
    weights.write_bytes(weights.read_bytes()[:5000])
    with (
        pytest.raises(BackendFailure, match=r"diffusion_pytorch_model\.safetensors is damaged"),
        Wan(model=str(folder)).load(),
    ):
        pass


def test_a_missing_package_says_which_extra_to_install(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "ftfy", None)
    with (
        pytest.raises(MissingExtra, match=r"ftfy is not installed; .*filmwright\[local\]"),
        Wan(model=str(folder)).load(),
    ):
        pass


def test_a_recipe_its_key_and_its_abilities_need_no_model_library(folder: Path) -> None:
    code = (
        "import sys\n"
        "from generation.clips.wan import Wan\n"
        "wan = Wan(model=sys.argv[1])\n"
        "wan.identity(), wan.can()\n"
        "print(sorted({'torch', 'diffusers', 'transformers', 'safetensors', 'huggingface_hub', 'PIL'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code, str(folder)], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_a_folder_of_nobody_is_told() -> None:
    with pytest.raises(BackendFailure, match="there is no folder ~nobody-of-that-name/wan"):
        Wan(model="~nobody-of-that-name/wan")
