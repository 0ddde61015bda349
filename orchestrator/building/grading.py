"""The grade of a film: which clips get one, and the step that lays it over each.

The step follows the clip, so a new LUT makes no clip again. Whatever starts from a clip (a shot that continues it) takes the
clip itself, or the grade would be laid over its own result.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

from generation.backend import Capabilities, Progress
from generation.requests import Media
from orchestrator.building.keyframes import output
from orchestrator.building.step import Results, Step
from orchestrator.building.steps import ClipSteps, clip_id, is_slate
from orchestrator.building.work import Made, Work
from orchestrator.directing.schedule import ScheduledShot
from orchestrator.directing.seeds import seed_of
from orchestrator.film import style
from orchestrator.film.errors import FilmError
from orchestrator.film.film import Film
from orchestrator.store.fingerprint import digest_of
from stitching.grade import Grade
from stitching.timeline import Source


def grade_id(shot_key: str) -> str:
    """The step that grades a shot's clip."""
    return f"grade {shot_key}"


@dataclass(frozen=True)
class GradeWork(Work):
    """A clip with the grade of its style."""

    kind: ClassVar[str] = "grade"
    clip: Media
    grade: Grade

    def identity(self) -> dict[str, object]:
        from stitching import grade, mezzanine

        values = self.grade.model_dump(mode="json", exclude={"lut", "strength", "letterbox"})
        if self.grade.letterbox:
            values["letterbox"] = (
                self.grade.letterbox
            )  # grades without bars keep the keys that they had before there were any
        look = {"LUT": self.grade.lut.digest if self.grade.lut else None, "LUT strength": self.grade.strength}
        return {
            "kind": self.kind,
            "clip": self.clip.digest,
            "grade": {**look, **values},
            "version": grade.VERSION,
            "mezzanine": mezzanine.VERSION,
        }

    def perform(self, folder: Path, progress: Progress) -> Made:
        from stitching import mezzanine
        from stitching.grade import grade_clip

        target = folder / "graded.mp4"
        facts = grade_clip(self.clip.path, self.grade, target, progress)
        mezzanine.verify(target, facts.width, facts.height, facts.rate, facts.frames)
        return Made({"clip": target}, {"frames": facts.frames})


def said(grade: Grade) -> dict[str, object]:
    """A grade as it decides a result, under the names that a reason tells. Without bars it is as it was before there were any."""
    values = grade.model_dump(mode="json", exclude={"lut", "strength", "letterbox"})
    bars = {"letterbox": grade.letterbox} if grade.letterbox else {}
    return {"LUT": grade.lut.digest if grade.lut else None, "LUT strength": grade.strength, **values, **bars}


def grade_steps(pictures: ClipSteps) -> list[Step]:
    """One step for each shot whose style has something to do that whoever made its clip has not done already."""
    return list(_steps(pictures))


def _steps(pictures: ClipSteps) -> Iterator[Step]:
    for item, grade in grades(pictures):
        if not grade.neutral:
            yield Step(grade_id(item.key), "grade", _prepare(pictures, item, grade), needs=(clip_id(item.key),))


def grades(pictures: ClipSteps) -> Iterator[tuple[ScheduledShot, Grade]]:
    """Every shot with what is to be laid over its clip; often nothing."""
    luts = _Luts(pictures.film)
    for item in pictures.plan.shots:
        can = None if item.shot.footage is not None else pictures.can(item)
        yield item, _grade(pictures.film, item, can, luts)


def graded_with(pictures: ClipSteps, item: ScheduledShot) -> str:
    """What is laid over a shot's clip, in words; empty where nothing is."""
    can = None if item.shot.footage is not None else pictures.can(item)
    grade, guide = _grade(pictures.film, item, can, _Luts(pictures.film)), pictures.film.style_of(item.scene).grade
    lut = f"LUT {guide.lut}" + (f" at {grade.strength:.0%}" if grade.strength < 1 else "") if grade.lut else ""
    neutral = {"contrast": 1.0, "saturation": 1.0, "grain": 0.0, "vignette": 0.0}
    values = (f"{name} {getattr(grade, name):g}" for name, plain in neutral.items() if getattr(grade, name) != plain)
    bars = f"letterbox {grade.letterbox:g}" if grade.letterbox else ""
    return ", ".join(part for part in (lut, *values, bars) if part)


def _prepare(pictures: ClipSteps, item: ScheduledShot, grade: Grade) -> Callable[[Results], Work]:
    def prepare(results: Results) -> Work:
        clip = results[clip_id(item.key)]
        # A slate must be readable under every LUT.
        return GradeWork(output(pictures.store, clip, "clip"), Grade() if is_slate(clip) else grade)

    return prepare


def _grade(film: Film, item: ScheduledShot, can: Capabilities | None, luts: "_Luts") -> Grade:
    """What is to be done to a shot's clip; `can` is None for footage.

    A backend that draws has the guide's contrast, saturation, grain and vignette in its pictures, and a slate is no picture.
    Grain and vignette are for others only where the guide states them: what it leaves out is the drawn film's own finish.
    """
    if can is not None and can.label:
        return Grade()
    guide = film.style_of(item.scene).grade
    lut = luts.source(guide.lut) if guide.lut and guide.strength else None
    laid = Grade(lut=lut, strength=guide.strength if lut else 1.0, letterbox=guide.letterbox)
    if can is not None and can.staging:
        return laid
    grain, vignette = (_stated(guide, name) for name in ("grain", "vignette"))
    return laid.model_copy(
        update={
            "contrast": guide.contrast,
            "saturation": guide.saturation,
            "grain": grain,
            "vignette": vignette,
            "seed": seed_of("grain", item.key) if grain or vignette else 0,
        }
    )


def _stated(guide: style.Grade, name: str) -> float:
    return float(getattr(guide, name)) if name in guide.model_fields_set else 0.0


class _Luts:
    """The LUTs of a film by content, each read once."""

    def __init__(self, film: Film) -> None:
        self._film = film
        self._known: dict[str, Source] = {}

    def source(self, name: str) -> Source:
        if name not in self._known:
            self._known[name] = _beside(self._film, name)
        return self._known[name]


def fonts_of(film: Film) -> dict[str, Source]:
    """The font files of the style guide by content, by the names that it gives them."""
    named = (film.style.titles.font, film.style.captions.font, *film.style.titles.fallback)
    return {name: _beside(film, name) for name in named if name not in (None, "serif", "sans")}


def _beside(film: Film, name: str) -> Source:
    """A file beside the style guide."""
    path = (film.style_folder or Path()) / name
    try:
        return Source(digest=digest_of(path), path=path)
    except OSError as error:
        raise FilmError(f"{path}, of the style, cannot be read: {(error.strerror or str(error)).lower()}") from error
