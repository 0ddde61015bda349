"""What clips start from, to look at before any clip is made: one sheet of all pictures, and each by itself.

And the film as a storyboard on paper: every shot with its picture, what happens in it and what is said.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, ClassVar

from generation.backend import Progress
from generation.requests import Media
from orchestrator.building.grading import grade_id, grade_steps
from orchestrator.building.project import Project
from orchestrator.building.publish import place
from orchestrator.building.step import Step, recalled
from orchestrator.building.steps import ClipSteps, clip_id, spoken_so_far
from orchestrator.building.work import Made, Work
from orchestrator.directing.continuity import Drawn, File, Picture
from orchestrator.directing.schedule import Schedule, ScheduledShot, schedule
from orchestrator.film.shot import Line, Shot
from orchestrator.store.records import Action

if TYPE_CHECKING:
    from PIL.Image import Image

    from stitching.storyboard_pdf import Panel, Speech

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
        shown = poster.spread(self.cells)
        cells = ((cell.label, np.asarray(_whole(cell.media.path, size), np.uint8)) for cell in shown)
        count = poster.shown_of(len(shown), len(self.cells), "picture")
        poster.contact_sheet(cells, len(shown), sheet, self.title, count)
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


_LONGEST_IDEA = 240


def storyboard_pdf(project: Project, target: Path) -> int:
    """Write the film as a storyboard, with the pictures that are in the store; how many pages it has.

    Raises:
        FilmError: if a name in the files leads nowhere.
        StitchingError: if a picture cannot be read.
    """
    from stitching.storyboard_pdf import Storyboard, write_storyboard

    film, picture = project.film, project.film.settings.format
    plan = schedule(film, spoken_so_far(film, project.store))
    clips = ClipSteps(film, project.root, project.store, plan)
    done = recalled((*clips.all(), *grade_steps(clips)), clips.store)
    poster = project.root / "out/poster.jpg"
    with TemporaryDirectory() as folder:
        panels = tuple(
            _panel(clips, item, _picture(clips, item, done, Path(folder) / f"{at}.png"))
            for at, item in enumerate(plan.shots)
        )
        board = Storyboard(
            title=film.settings.title,
            notes=tuple(_notes(project, plan)),
            poster=poster if poster.is_file() else None,
            shape=picture.width / picture.height,
            panels=panels,
            author=film.settings.author or "",
            language=film.settings.language,
        )
        return write_storyboard(board, target)


def _picture(clips: ClipSteps, item: ScheduledShot, done: Mapping[str, Action], target: Path) -> Path | None:
    """The middle of a shot's clip, else what the clip will start from; None where there is neither."""
    from stitching.poster import still_of

    made = done.get(grade_id(item.key)) or done.get(clip_id(item.key))
    if made is not None:
        frame = item.timing.before + item.timing.frames // 2
        still_of(clips.store.proved(made.outputs["clip"]), frame).save(target, compress_level=1)
        return target
    first = clips.carried.shots[item.key].first
    if first is None or not (isinstance(first, File) or first.step in done):
        return None
    return clips.pictures.media(first, done).path


def _panel(clips: ClipSteps, item: ScheduledShot, picture: Path | None) -> "Panel":
    from stitching.storyboard_pdf import Panel

    rate = clips.film.settings.format.rate
    return Panel(
        shot=item.key,
        heading=item.scene.heading,
        picture=picture,
        camera=_camera(item.shot),
        length=f"{float(item.timing.frames / rate):.1f} s",
        action=item.shot.action,
        speech=tuple(_speech(clips, line) for line in item.shot.dialogue),
    )


def _speech(clips: ClipSteps, line: Line) -> "Speech":
    from stitching.storyboard_pdf import Speech

    sheet = clips.film.characters.get(line.character) if line.character else None
    manner = f"({line.manner}) " if line.manner else ""
    return Speech(speaker=sheet.name if sheet else "", text=manner + line.line)


def _camera(shot: Shot) -> str:
    """How a shot is seen, in words: `wide, low · slow push in`."""
    size = shot.size.replace("-", " ")
    angle = {"eye": "", "overhead": ", from above"}.get(shot.angle, f", {shot.angle} angle")
    return f"{size}{angle} · {shot.camera}"


def _notes(project: Project, plan: Schedule) -> Iterator[str]:
    settings = project.film.settings
    if settings.author:
        yield settings.author
    if settings.idea and len(settings.idea) <= _LONGEST_IDEA:
        yield settings.idea
    seconds = round(plan.frames / settings.format.rate)
    shots, scenes = len(plan.shots), len({item.scene.id for item in plan.shots})
    counted = f"{shots} shot{'s' if shots != 1 else ''} in {scenes} scene{'s' if scenes != 1 else ''}"
    yield f"{seconds // 60}:{seconds % 60:02} · {counted}"
