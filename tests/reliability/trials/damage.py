"""Every file of a store damaged in four ways: objects, records, index, locks. Found and healed, and the same film."""

import random
from dataclasses import dataclass
from functools import partial
from itertools import product
from pathlib import Path
from typing import Literal

from trials.children import Child, Run, building, killed_after
from trials.figures import Figures
from trials.mutations import living
from trials.small_build import STORE
from trials.trial import Trial
from trials.verdict import Truth, judged

WAYS = ("flip", "cut", "zeros", "empty")
"""One bit is another one, half of it is gone, all of it is zeros, nothing is left."""
_HALF = 30
"""Things told after which a build is killed, about in the middle."""

What = Literal["objects", "books", "half"]


@dataclass(frozen=True)
class Wound:
    """One way for one file, by its path in the project."""

    file: str
    way: str

    def __str__(self) -> str:
        return f"{self.way}: {self.file}"


def damage(trial: Trial, *, what: What) -> Figures:
    """Damage every object, or everything else that a store keeps (its books), or the books that a killed build left open."""
    with trial.project() as project:
        _build(project, what)
        files = sorted(path.relative_to(project).as_posix() for path in project.rglob("*") if path.is_file())
        chosen = [name for name in files if (f"{STORE}/objects/" in name) == (what == "objects")]
        wounds = [Wound(name, way) for name, way in product(chosen, WAYS) if _bleeds(project / name, way)]
    return trial.over(wounds, partial(_tried, what=what))


def _tried(trial: Trial, true: Truth, wound: Wound, *, what: What) -> Figures:
    with trial.project() as project:
        first = _build(project, what)
        there = (project / wound.file).is_file()
        if there:
            inflict(project / wound.file, wound.way)
        figures = judged(str(wound), project, first, true, honest=False)
        figures.fired = int(there)
        return figures


def _build(project: Path, what: What) -> Run:
    if what != "half":
        return building(project)
    return Child(killed_after(_HALF, living(project))).go().end()


def _bleeds(path: Path, way: str) -> bool:
    """Whether that is damage: an empty file cannot be cut."""
    return path.stat().st_size > 0 or way == "flip"


def inflict(path: Path, way: str) -> None:
    """Damage a file; the bit that is flipped is always the same one of it, and an empty one gets some."""
    raw = path.read_bytes()
    flipped = bytearray(raw or b"?")
    chance = random.Random(path.name)
    flipped[chance.randrange(len(flipped))] ^= 1 << chance.randrange(8)
    damaged = {"flip": bytes(flipped), "cut": raw[: len(raw) // 2], "zeros": bytes(len(raw)), "empty": b""}
    path.chmod(0o644)
    path.write_bytes(damaged[way])
