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
    placed: bool = True
    """Whether it is held in every way; another class of a family is held as it usually is."""


CLIPS = {
    "wan from words": Case("wan", "wan", "text"),
    "wan from a picture": Case("wan", "wan", "first", ("first",)),
    "wan of two experts": Case("wan", "wan", "first-or-both", ("first", "last")),
    "wan in its noise": Case("wan", "wan", "text-or-first", ("first",)),
    "wan by another driver": Case("wan", "wan", "first-or-both", ("first",), {"driver": "modular"}),
    "vace": Case("wan_vace", "wan", "vace", ("first", "last", "references")),
    "skyreels": Case("skyreels", "skyreels", "forcing", ("first",)),
    "ltx": Case("ltx", "ltx", "noised", ("first", "last")),
    "ltx from words": Case("ltx", "ltx", "text", placed=False),
    "ltx from a picture": Case("ltx", "ltx", "text", ("first",), placed=False),
    "ltx from two pictures": Case("ltx", "ltx", "conditions", ("first", "last"), placed=False),
    "ltx2 of wide sound": Case("ltx2", "ltx2", "wide", ("first",), placed=False),
    "ltx2": Case("ltx2", "ltx2", "sound", ("first", "last")),
    "cogvideox": Case("cogvideox", "cogvideox", "first", ("first",)),
    "cogvideox from words": Case("cogvideox", "cogvideox", "text", placed=False),
    "cogvideox 1.5": Case("cogvideox", "cogvideox", "first-newer", ("first",), placed=False),
    "svd": Case("svd", "svd", "first", ("first",)),
    "animatediff": Case("animatediff", "animatediff", "text"),
    "mochi": Case("mochi", "mochi", "text"),
    "hunyuan": Case("hunyuan", "hunyuan", "text"),
    "hunyuan from a picture": Case("hunyuan", "hunyuan", "first-joined", ("first",)),
    "hunyuan from a picture in its noise": Case("hunyuan", "hunyuan", "first-replaced", ("first",), placed=False),
    "framepack": Case("framepack", "hunyuan", "framepack", ("first",)),
    "hunyuan15": Case("hunyuan15", "hunyuan15", "first", ("first",)),
    "hunyuan15 from words": Case("hunyuan15", "hunyuan15", "text", placed=False),
    "sana from words": Case("sana_video", "sana_video", "text-or-first", placed=False),
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
        conformance.afresh(conformance.recipe(case.backend, folder, **case.options, **placing), asked)[0]
        for placing in (PLACINGS if case.placed else PLACINGS[:1])
    )
    assert usually.std() > 1
    assert all(np.array_equal(one, usually) for one in placed)


@pytest.mark.parametrize("name", STILLS)
def test_stills_work_in_sixteen_bits(models: Path, pictures: dict[str, Media], name: str) -> None:
    case = STILLS[name]
    options: dict[str, Any] = {}
    if name == "sdxl":
        adapter = importlib.import_module("tiny.sdxl").save_adapter(models / "adapter")
        options = {"ip_adapter": str(adapter), "ip_adapter_weights": "sdxl_models/ip-adapter_sdxl.safetensors"}
    slots = [{slot: value} for slot, value in shown(case, pictures).items()]
    asked = [still_conformance.request(**some) for some in ({}, *slots)]
    whole, usually, *placed = (
        np.stack(
            still_conformance.made(
                still_conformance.recipe(case.backend, checkpoint(models, case), **options, **placing), *asked
            )
        )
        for placing in ({}, *PLACINGS)
    )
    assert 0 < np.abs(usually.astype(int) - whole).mean() < 6
    assert [np.array_equal(one, usually) for one in placed] == [True, True]
