"""Story shapes: each a chain of scenes with its own causality, read from `words/shapes/`.

A shape file holds head lines (`needs:`, `strangers: yes` where nobody is called by name unless the line does it, and for the
treatment `theme:`, `want A:`, `flaw A:`, `want B:`, `flaw B:`), then scenes. A scene starts with
`== area | when | mood | intensity | summary`; its beats follow, one a line:

    1 {A} opens {thing}.            action; 1 must be in the film, 2 should, 3 where there is time
    2i {Tool} on {thing}.           insert: a detail worth a picture
    1 B: Where did you get {xa}?    speech of A, B or N (the narrator); A(whispered): gives a manner
    + A: Nowhere.                   belongs to the beat before and stands or falls with it

`area` is home, near or far; `when` is start, later, turn or end.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

_FOLDER = Path(__file__).parent.parent / "words" / "shapes"
_BEAT = re.compile(r"^(?P<rank>[123+])(?P<insert>i?)\s+(?:(?P<who>[ABN])(?:\((?P<manner>[^)]*)\))?:\s*)?(?P<text>.+?)"
                   r"(?:\s+~(?P<emotion>[a-z]+))?$")  # fmt: skip


@dataclass(frozen=True)
class BeatPlan:
    """One beat to be: `rank` 1 to 3, `tied` to the beat before, `who` speaks (None for action)."""

    rank: int
    tied: bool
    insert: bool
    who: str | None
    manner: str | None
    text: str
    emotion: str | None


@dataclass(frozen=True)
class ScenePlan:
    """One scene to be."""

    area: str
    when: str
    mood: str
    intensity: float
    summary: str
    beats: tuple[BeatPlan, ...]


@dataclass(frozen=True)
class Shape:
    """A whole story to be. `needs` says who the other one is when the idea names nobody."""

    name: str
    needs: str
    scenes: tuple[ScenePlan, ...]
    theme: str = ""
    inner: Mapping[str, str] = field(default_factory=dict[str, str])
    """What drives the two: templates under `want A`, `flaw A`, `want B` and `flaw B`."""
    strangers: bool = False
    """Whether they do not know each other's names."""


@cache
def shape(name: str) -> Shape:
    """Return the shape of that name.

    Raises:
        ValueError: if its file has a line that is no beat.
    """
    lines = (_FOLDER / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    head = {"needs": "stranger", "theme": "", "strangers": ""}
    scenes: list[tuple[str, list[BeatPlan]]] = []
    for line in (line.strip() for line in lines):
        if not line or line.startswith("#"):
            continue
        if not scenes and not line.startswith("=="):
            key, _, said = line.partition(":")
            head[key] = said.strip()
        elif line.startswith("=="):
            scenes.append((line[2:], []))
        else:
            scenes[-1][1].append(_beat(name, line, scenes[-1][1]))
    inner = {key: said for key, said in head.items() if key[-2:] in (" A", " B")}
    found = tuple(_scene(opening, beats) for opening, beats in scenes)
    return Shape(name, head["needs"], found, head["theme"], inner, strangers=bool(head["strangers"]))


def _scene(head: str, beats: list[BeatPlan]) -> ScenePlan:
    area, when, mood, intensity, summary = (part.strip() for part in head.split("|", 4))
    return ScenePlan(area, when, mood, float(intensity), summary, tuple(beats))


def _beat(name: str, line: str, before: list[BeatPlan]) -> BeatPlan:
    match = _BEAT.match(line)
    if match is None:
        raise ValueError(f"{name}: not a beat: {line}")
    tied = match["rank"] == "+"
    rank = before[-1].rank if tied else int(match["rank"])
    return BeatPlan(rank, tied, bool(match["insert"]), match["who"], match["manner"], match["text"], match["emotion"])


@cache
def names() -> tuple[str, ...]:
    """Return the names of all shapes."""
    return tuple(sorted(path.stem for path in _FOLDER.glob("*.txt")))
