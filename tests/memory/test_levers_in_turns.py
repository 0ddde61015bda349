"""Levers where the pipelines of one checkpoint take turns: each shot is as if the model had been loaded for it alone."""

from pathlib import Path
from typing import Any

import conformance as family
import numpy as np
import pytest
from safetensors.torch import load_file, save_file
from tiny import wan

from generation.requests import Lora, Media


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A checkpoint that starts from words, or from a picture."""
    return wan.save("text-or-first", tmp_path_factory.mktemp("turns"))


def look(path: Path, transformer: Path) -> Lora:
    """Weights that change much."""
    import torch

    noise = torch.Generator().manual_seed(0)
    found: dict[str, Any] = {}
    for name, weight in load_file(transformer / "diffusion_pytorch_model.safetensors").items():
        if ".attn" in name and name.endswith(("to_q.weight", "to_v.weight")):
            for side, shape in (("A", (2, weight.shape[1])), ("B", (weight.shape[0], 2))):
                key = f"transformer.{name.removesuffix('.weight')}.lora_{side}.weight"
                found[key] = torch.randn(shape, generator=noise) * 0.5
    save_file(found, path)
    return Lora(media=Media(digest="look", path=path))


@pytest.mark.parametrize(("cache", "offload"), [("first-block:0.5", "none"), ("pyramid:2", "group")])
def test_each_shot_is_as_of_a_fresh_load(folder: Path, tmp_path: Path, cache: str, offload: str) -> None:
    model = family.recipe("wan", folder, steps=4, cache=cache, offload=offload)
    first = family.pictures(tmp_path)["dawn"]
    loras = (look(tmp_path / "look.safetensors", folder / "transformer"),)
    asked = [
        family.request(),
        family.request(first=first, loras=loras),
        family.request(seed=3),
        family.request(first=first),
    ]
    in_turns = family.afresh(model, *asked)
    for request, clip in zip(asked, in_turns, strict=True):
        assert np.array_equal(family.afresh(model, request)[0], clip)
    assert not np.array_equal(in_turns[1], in_turns[3])
