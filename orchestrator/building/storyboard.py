"""What clips start from, to look at before any clip is made: one sheet of all pictures, and each by itself."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from generation.backend import Progress
from generation.requests import Media
from orchestrator.building.project import Project
from orchestrator.building.publish import place
from orchestrator.building.step import Step
from orchestrator.building.steps import ClipSteps
from orchestrator.building.store import Action
from orchestrator.building.work import Made, Work
from orchestrator.directing.continuity import Drawn, File, Picture
from orchestrator.directing.schedule import Schedule

if TYPE_CHECKING:
    from PIL.Image import Image

STORYBOARD = "storyboard"
_CELL = 420
"""Pixels on the longer side of a picture in the sheet: all are held at once."""


@dataclass(frozen=True)
class Cell:
    """One picture. What stands after a tab in its label goes to the right."""

    label: str
    media: Media


@dataclass(frozen=True)
class StoryboardWork(Work):
    """One sheet of pictures, each whole, in the shape of the film's frame."""

    kind: ClassVar[str] = "storyboard"
    cells: tuple[Cell, ...]
    shape: tuple[int, int]
    title: str

    def identity(self) -> dict[str, object]:
        from stitching import poster

        return {
            "kind": self.kind,
            "version": poster.VERSION,
            "cells": [[cell.label, cell.media.digest] for cell in self.cells],
            "shape": list(self.shape),
            "title": self.title,
        }

    def perform(self, folder: Path, progress: Progress) -> Made:
        import numpy as np

        from stitching import poster

        width, height = self.shape
        size = (_CELL, round(_CELL * height / width)) if width > height else (round(_CELL * width / height), _CELL)
        sheet = folder / f"{STORYBOARD}.jpg"
        shown = [(cell.label, np.asarray(_whole(cell.media.path, size), np.uint8)) for cell in self.cells]
        count = f"{len(shown)} picture{'s' if len(shown) != 1 else ''}"
        poster.contact_sheet(shown, sheet, self.title, count)
        return Made({STORYBOARD: sheet})


def _whole(path: Path, size: tuple[int, int]) -> "Image":
    """A picture inside a frame of this size, as large as fits."""
    from PIL import Image, ImageOps

    with Image.open(path) as opened:
        opened.draft("RGB", size)
        picture = ImageOps.exif_transpose(opened).convert("RGB")
    return ImageOps.pad(picture, size, Image.Resampling.LANCZOS, color="#24262d")


def storyboard_steps(project: Project, plan: Schedule, pictures: ClipSteps, done: Mapping[str, Action]) -> list[Step]:
    """The sheet of the pictures that are there; none for a film whose clips start from no picture."""
    cells = tuple(_cells(plan, pictures, done))
    if not cells:
        return []
    settings = project.film.settings
    work = StoryboardWork(cells, (settings.format.width, settings.format.height), settings.title)
    return [Step(STORYBOARD, STORYBOARD, lambda _results: work)]


def publish_stills(project: Project, steps: Sequence[Step], done: Mapping[str, Action], *, draft: bool) -> Path:
    """Put the sheet, and the pictures that were drawn (among these steps), into `out/`; where the sheet is.

    Pictures get the names of what they show: `out/stills/character/mara.png`, `out/stills/first-night/gallery/first.png`.
    """
    before = "draft-" if draft else ""
    sheet = project.root / "out" / f"{before}{STORYBOARD}.jpg"
    sheet.parent.mkdir(exist_ok=True)
    place(project.store, done[STORYBOARD].outputs[STORYBOARD], sheet)
    for step in steps:
        output = done[step.id].outputs.get("still") if step.id in done else None
        if step.kind == "still" and output is not None:
            target = project.root / "out" / f"{before}stills" / f"{step.id.split(' ', 1)[1]}{output.suffix}"
            target.parent.mkdir(parents=True, exist_ok=True)
            place(project.store, output, target)
    return sheet


def _cells(plan: Schedule, pictures: ClipSteps, done: Mapping[str, Action]) -> Iterator[Cell]:
    """Who and what the film shows, then what each shot's clip starts from, passes and ends on, in the film's order."""
    carried = pictures.carried
    for step in carried.references:
        kind, _, name = step.split(" ", 1)[1].partition("/")
        yield from _cell(pictures, done, Drawn(step), f"{name.replace('@', ' · ')}\t{kind}")
    for item in plan.shots:
        shot = carried.shots[item.key]
        between = ((f"at {one.at}", one.picture) for one in shot.between)
        for when, picture in (("first frame", shot.first), *between, ("last frame", shot.last)):
            if picture is not None:
                yield from _cell(pictures, done, picture, f"{item.key}\t{when}")


def _cell(pictures: ClipSteps, done: Mapping[str, Action], picture: Picture, label: str) -> Iterator[Cell]:
    if isinstance(picture, File) or picture.step in done:
        yield Cell(label, pictures.pictures.media(picture, done))
