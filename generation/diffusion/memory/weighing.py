"""How much the parts of a checkpoint weigh: from the tables of its weight files, or from its card. No torch, no weights read."""

import math
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from generation.card import BITS, Card, Precision
from generation.diffusion.checkpoints import checkpoint, weights

Role = Literal["text", "denoiser", "other"]

_DENOISERS = ("transformer", "unet", "prior")
_LARGEST = {"text": 0.2, "denoiser": 0.02, "other": 0.1}
"""The share of a part that its largest layer takes, where only a card is known: a text encoder has its vocabulary in one."""
_VOCABULARY = 1.1e9
"""Weights of the largest vocabularies there are: 256,000 words of 4,096 numbers each."""
_KEPT = 1.04
"""A denoiser in fewer bits keeps its norms and first and last layers, and scales beside its weights."""


@dataclass(frozen=True)
class Part:
    """One part of a checkpoint, in numbers (weights), which take bytes by their precision."""

    name: str
    role: Role
    weights: float
    largest: float
    """Weights of its largest layer, the least that is on the device at a time."""
    exact: bool = False
    """Whether it stays in 32 bits."""
    fixed: int | None = None
    """Bytes that it takes at any precision, where its weights are in a file of their own format."""

    def bytes(self, precision: Precision, quantised: Precision | None = None) -> int:
        """Bytes of all its weights."""
        return self.fixed or round(self.weights * self._each(precision, quantised))

    def largest_bytes(self, precision: Precision) -> int:
        """Bytes of its largest layer, as it computes."""
        return round(self.largest * self._each(precision, None))

    def _each(self, precision: Precision, quantised: Precision | None) -> float:
        if self.exact:
            return BITS["float32"] / 8
        if quantised and self.role == "denoiser":
            return BITS[quantised] / 8 * _KEPT
        return BITS[precision] / 8


def on_disk(folder: Path, text: Collection[str], exact: Collection[str]) -> tuple[Part, ...]:
    """The parts of a checkpoint's folder that have weights.

    Raises:
        BackendFailure: if a file is damaged.
    """
    if not (folder / "model_index.json").is_file():
        return _in_one(folder, text, exact)
    names = checkpoint.components(checkpoint.index(folder))
    found = (of_folder(name, folder / name, text, exact) for name in names)
    return tuple(part for part in found if part is not None)


def of_folder(name: str, folder: Path, text: Collection[str], exact: Collection[str]) -> Part | None:
    """One part by the files in its folder; None if it has no weights.

    Raises:
        BackendFailure: if a file is damaged.
    """
    sizes = [math.prod(shape) for file in weights.files(folder) for shape in weights.tensors(file).values()]
    return Part(name, role_of(name, text), sum(sizes), max(sizes), name in exact) if sizes else None


def _in_one(folder: Path, text: Collection[str], exact: Collection[str]) -> tuple[Part, ...]:
    """The parts of a model of transformers, whose weights are all in the same files: by how the names of tensors begin."""
    sizes: dict[str, list[int]] = {}
    for file in weights.files(folder):
        for name, shape in weights.tensors(file).items():
            sizes.setdefault(name.partition(".")[0], []).append(math.prod(shape))
    return tuple(
        Part(name, role_of(name, text), sum(found), max(found), name in exact) for name, found in sorted(sizes.items())
    )


def of_card(card: Card, text: Collection[str], exact: Collection[str]) -> tuple[Part, ...]:
    """The parts that a card names."""
    parts: list[Part] = []
    for name, billions in card.weights.items():
        role = role_of(name, text)
        layer = min(billions * 1e9 * _LARGEST[role], _VOCABULARY)
        parts.append(Part(name, role, billions * 1e9, layer, name in exact))
    return tuple(parts)


def role_of(name: str, text: Collection[str]) -> Role:
    """What a part does, by its name in the checkpoint."""
    if name in text:
        return "text"
    return "denoiser" if name.startswith(_DENOISERS) else "other"
