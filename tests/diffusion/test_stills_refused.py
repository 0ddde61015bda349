"""Still checkpoints and IP-Adapters that cannot work are refused in one line that says what to do."""

import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from still_conformance import recipe
from tiny import flux2, qwen_image, sdxl

from generation.backend import find
from generation.errors import BackendFailure, GenerationError

WEIGHTS = "sdxl_models/ip-adapter_sdxl.safetensors"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("refused")
    sdxl.save("base", folder)
    sdxl.save_adapter(folder / "adapter")
    flux2.save("distilled", folder)
    qwen_image.save("text", folder)
    return folder


def refusal(name: str, folder: Path, **options: Any) -> str:
    with pytest.raises(GenerationError) as caught:
        recipe(name, folder, **options)
    assert "\n" not in str(caught.value)
    return str(caught.value)


def edited(file: Path, change: Callable[[dict[str, Any]], None]) -> None:
    settings = json.loads(file.read_text())
    change(settings)
    file.write_text(json.dumps(settings))


def test_a_checkpoint_of_another_family(made: Path) -> None:
    said = refusal("sdxl", made / "distilled")
    assert said == f"{made}/distilled holds a Flux2KleinPipeline; 'sdxl' runs StableDiffusionXLPipeline"


def test_a_folder_that_is_none(made: Path) -> None:
    said = refusal("flux2", Path("owner/klein"))
    assert said.endswith(
        "the checkpoint owner/klein is not on this machine; download it with: filmwright models pull owner/klein"
    )
    assert "there is no folder" in refusal("flux2", made / "nowhere")
    assert refusal("flux2", made).endswith("is no diffusers checkpoint: it has no model_index.json")


@pytest.mark.parametrize(
    ("name", "variant", "part"), [("sdxl", "base", "text_encoder_2"), ("flux2", "distilled", "vae")]
)
def test_a_part_that_is_missing_or_a_pickle(made: Path, tmp_path: Path, name: str, variant: str, part: str) -> None:
    gone = Path(shutil.copytree(made / variant, tmp_path / "gone"))
    shutil.rmtree(gone / part)
    assert refusal(name, gone) == f"{gone} lacks its part {part}; download the checkpoint again"
    pickled = Path(shutil.copytree(made / variant, tmp_path / "pickled"))
    for file in (pickled / part).glob("*.safetensors"):
        file.rename(file.with_suffix(".bin"))
    assert re.search(
        rf"{part}/.*\.bin is a pickle, .*use a checkpoint with \.safetensors files$", refusal(name, pickled)
    )


def test_an_sdxl_that_paints_into_masks(made: Path, tmp_path: Path) -> None:
    folder = Path(shutil.copytree(made / "base", tmp_path / "inpainting"))
    edited(folder / "unet/config.json", lambda settings: settings.update(in_channels=9))
    assert refusal("sdxl", folder).endswith("makes no pictures of its own; take an SDXL base model")


def test_an_adapter_that_is_nowhere(made: Path) -> None:
    base, nowhere = made / "base", made / "nowhere"
    said = refusal("sdxl", base, ip_adapter=str(nowhere))
    assert said == (
        f"there is no IP-Adapter {nowhere}; give a folder, a .safetensors file, or owner/name of a repository"
    )
    away = recipe("sdxl", base, ip_adapter="h94/IP-Adapter")
    assert away.can().references == 4
    with pytest.raises(
        BackendFailure, match="is not on this machine; download it with: hf download h94/IP-Adapter --include"
    ):
        away.require()


def test_the_card_names_an_adapter_and_one_may_do_without() -> None:
    card: dict[str, Any] = {"card": "sdxl"}
    xl = find("stills", "sdxl")
    assert xl.model_validate(card).can().references == 4
    assert xl.model_validate(card | {"ip_adapter": "none"}).can().references == 0


def test_an_adapter_without_the_weights_that_are_said(made: Path, tmp_path: Path) -> None:
    said = refusal("sdxl", made / "base", ip_adapter=str(made / "adapter"))
    assert said.endswith(f"ip-adapter-plus_sdxl_vit-h.safetensors; say ?ip_adapter_weights= one of: {WEIGHTS}")
    (tmp_path / "ip-adapter.bin").write_bytes(b"pickled")
    assert "ip-adapter.bin is a pickle" in refusal("sdxl", made / "base", ip_adapter=str(tmp_path))
    assert "is a pickle" in refusal("sdxl", made / "base", ip_adapter=str(tmp_path / "ip-adapter.bin"))
    assert "is a pickle" in refusal(
        "sdxl", made / "base", ip_adapter=str(made / "adapter"), ip_adapter_weights="sdxl_models/ip-adapter_sdxl.bin"
    )


def test_an_adapter_for_another_model(made: Path, tmp_path: Path) -> None:
    other = sdxl.save_adapter(tmp_path, cross=48) / WEIGHTS
    said = refusal("sdxl", made / "base", ip_adapter=str(other))
    assert said == (f"{other} is made for a model whose text is 48 wide, and this one's is 64; take one for SDXL")
    unet = next((made / "base/unet").glob("*.safetensors"))
    assert "is no IP-Adapter that sees pictures" in refusal("sdxl", made / "base", ip_adapter=str(unet))


def test_an_adapter_that_is_damaged(made: Path, tmp_path: Path) -> None:
    broken = tmp_path / "broken.safetensors"
    broken.write_bytes((made / "adapter" / WEIGHTS).read_bytes()[:40])
    said = refusal("sdxl", made / "base", ip_adapter=str(broken))
    assert said == f"{broken} is damaged, or no .safetensors file; download it again"


def test_an_adapter_whose_image_encoder_is_lacking(made: Path, tmp_path: Path) -> None:
    folder = Path(shutil.copytree(made / "adapter", tmp_path / "adapter"))
    eyes = folder / "sdxl_models/image_encoder"
    options = {"ip_adapter": str(folder), "ip_adapter_weights": WEIGHTS}
    for file in eyes.glob("*.safetensors"):
        file.rename(eyes / "pytorch_model.bin")
    assert "pytorch_model.bin is a pickle" in refusal("sdxl", made / "base", **options)
    edited(eyes / "config.json", lambda settings: settings.update(projection_dim=99))
    assert "needs an image encoder whose projection_dim is 32, and the one in" in refusal(
        "sdxl", made / "base", **options
    )
    shutil.rmtree(eyes)
    assert "and there is none in" in refusal("sdxl", made / "base", **options)


def test_options_that_cannot_act(made: Path) -> None:
    assert refusal("sdxl", made / "base", area=65536).endswith("leave ?area= out")
    assert refusal("sdxl", made / "base", shift=3.0).endswith("takes no shift; leave ?shift= out")
    assert recipe("flux2", made / "distilled", shift=2.0).identity()["shift"] == 2.0


def test_editing_without_torchvision(made: Path, tmp_path: Path) -> None:
    folder = Path(shutil.copytree(made / "text", tmp_path / "edit"))
    (folder / "processor").mkdir()
    (folder / "processor/preprocessor_config.json").write_text("{}")

    def edits(settings: dict[str, Any]) -> None:
        settings["_class_name"] = "QwenImageEditPlusPipeline"
        settings["processor"] = ["transformers", "Qwen2VLProcessor"]

    edited(folder / "model_index.json", edits)
    edit = recipe("qwen_image", folder)
    assert (edit.can().references, edit.can().composition) == (3, True)
    with pytest.raises(BackendFailure, match=r"^'edit' needs torchvision; install it with: pip install torchvision$"):
        edit.require()


def test_the_identity_is_of_the_adapter_and_not_of_its_place(made: Path, tmp_path: Path) -> None:
    moved = Path(shutil.copytree(made / "adapter", tmp_path / "elsewhere"))
    options = {"ip_adapter_weights": WEIGHTS}
    here = recipe("sdxl", made / "base", ip_adapter=str(made / "adapter"), **options).identity()
    there = recipe("sdxl", made / "base", ip_adapter=str(moved), **options).identity()
    assert here == there
    assert recipe("sdxl", made / "base", ip_adapter=str(moved), ip_adapter_scale=1.0, **options).identity() != here
    other = sdxl.save_adapter(tmp_path / "other", seed=5)
    assert recipe("sdxl", made / "base", ip_adapter=str(other), **options).identity() != here
    assert "ip_adapter" not in recipe("sdxl", made / "base").identity()
