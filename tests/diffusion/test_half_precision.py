"""Every family in the precision of a GPU, held in every way there is: a number of another kind on its way would stop it."""

import importlib
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import conformance
import numpy as np
import pytest
import still_conformance

from generation.requests import Media


@dataclass(frozen=True)
class Case:
    """A tiny checkpoint, what it is shown by the names of its slots, and options of its own."""

    backend: str
    tiny: str
    variant: str
    shown: tuple[str, ...] = ()
    options: dict[str, Any] = field(default_factory=dict[str, Any])


CLIPS = {
    "wan from words": Case("wan", "wan", "text"),
    "wan from a picture": Case("wan", "wan", "first", ("first",)),
    "wan of two experts": Case("wan", "wan", "first-or-both", ("first", "last")),
    "wan in its noise": Case("wan", "wan", "text-or-first", ("first",)),
    "wan by another driver": Case("wan", "wan", "first-or-both", ("first",), {"driver": "modular"}),
    "vace": Case("wan_vace", "wan", "vace", ("first", "last", "references")),
    "skyreels": Case("skyreels", "skyreels", "forcing", ("first",)),
    "ltx": Case("ltx", "ltx", "noised", ("first", "last")),
    "ltx2": Case("ltx2", "ltx2", "sound", ("first", "last")),
    "cogvideox": Case("cogvideox", "cogvideox", "first", ("first",)),
    "svd": Case("svd", "svd", "first", ("first",)),
    "animatediff": Case("animatediff", "animatediff", "text"),
    "mochi": Case("mochi", "mochi", "text"),
    "hunyuan": Case("hunyuan", "hunyuan", "text"),
    "hunyuan from a picture": Case("hunyuan", "hunyuan", "first-joined", ("first",)),
    "framepack": Case("framepack", "hunyuan", "framepack", ("first",)),
    "hunyuan15": Case("hunyuan15", "hunyuan15", "first", ("first",)),
    "sana": Case("sana_video", "sana_video", "text-or-first", ("first",)),
}
STILLS = {
    "sdxl": Case("sdxl", "sdxl", "base", ("references", "composition")),
    "flux2": Case("flux2", "flux2", "distilled", ("references", "composition")),
    "kontext": Case("flux_kontext", "flux_kontext", "dev", ("references", "composition")),
    "qwen": Case("qwen_image", "qwen_image", "text"),
    "z": Case("z_image", "z_image", "turbo", ("composition",)),
}
HALF = {"precision": "bfloat16"}
PLACINGS = (HALF, HALF | {"offload": "model"}, HALF | {"offload": "group"})


@pytest.fixture(scope="module")
def models(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where tiny checkpoints are kept, once they are asked for."""
    return tmp_path_factory.mktemp("models")


@pytest.fixture(scope="module")
def pictures(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Media]:
    return conformance.pictures(tmp_path_factory.mktemp("pictures"))


def checkpoint(models: Path, case: Case) -> Path:
    """The folder of a tiny checkpoint, built once."""
    folder = models / case.tiny / case.variant
    if folder.is_dir():
        return folder
    return Path(importlib.import_module(f"tiny.{case.tiny}").save(case.variant, models / case.tiny))


def shown(case: Case, pictures: dict[str, Media]) -> dict[str, Any]:
    """What a request shows in the slots of a case."""
    slots = {"first": "dawn", "last": "dusk", "composition": "noon", "references": "noon"}
    found: dict[str, Any] = {slot: pictures[slots[slot]] for slot in case.shown}
    return found | ({"references": (found["references"],)} if "references" in found else {})


@pytest.mark.parametrize("name", CLIPS)
def test_clips_work_in_sixteen_bits(models: Path, pictures: dict[str, Media], name: str) -> None:
    case = CLIPS[name]
    folder = checkpoint(models, case)
    usual: dict[str, Any] = {"frames": 3, "width": 32, "height": 32}
    if case.backend == "ltx2":
        usual = {"frames": 6, "width": 64, "height": 64, "sound": True}
    asked = conformance.request(**usual, **shown(case, pictures))
    usually, *placed = (
        conformance.made(conformance.recipe(case.backend, folder, **case.options, **placing), asked)[0]
        for placing in PLACINGS
    )
    assert usually.std() > 1
    assert [np.array_equal(one, usually) for one in placed] == [True, True]


@pytest.mark.parametrize("name", STILLS)
def test_stills_work_in_sixteen_bits(models: Path, pictures: dict[str, Media], name: str) -> None:
    case = STILLS[name]
    options: dict[str, Any] = {}
    if name == "sdxl":
        adapter = importlib.import_module("tiny.sdxl").save_adapter(models / "adapter")
        options = {"ip_adapter": str(adapter), "ip_adapter_weights": "sdxl_models/ip-adapter_sdxl.safetensors"}
    asked = [still_conformance.request(**some) for some in ({}, shown(case, pictures))]
    usually, *placed = (
        np.stack(
            still_conformance.made(
                still_conformance.recipe(case.backend, checkpoint(models, case), **options, **placing), *asked
            )
        )
        for placing in PLACINGS
    )
    assert usually.std() > 1
    assert [np.array_equal(one, usually) for one in placed] == [True, True]
