"""The film in other shapes: each clip once through a window that follows its subject, then the same cut at that size.

Titles and captions are set anew for the shape, transitions are rendered at its size, the mix is the film's own. A window's clip
is made from the clip as it was made, with the grade laid over afterwards: nothing is encoded twice, and no grain enlarged.
"""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import ClassVar

from generation.backend import Progress
from generation.requests import Media, Staging
from orchestrator.building.drawn_subjects import VERSION as DRAWN
from orchestrator.building.finish import WindowWork, film_work, window_names
from orchestrator.building.grading import grades, said
from orchestrator.building.keyframes import output
from orchestrator.building.project import Project
from orchestrator.building.step import Results, Step
from orchestrator.building.steps import ClipSteps, always, clip_id, is_slate
from orchestrator.building.work import Made, Work
from orchestrator.directing.captions import captions_for
from orchestrator.directing.schedule import Schedule
from orchestrator.film.film import Aspect
from orchestrator.store.records import Action
from orchestrator.store.store import Store
from stitching import cutting, subject
from stitching.grade import Grade
from stitching.reframing import VERSION, Reframing, reframing, size_of, whole
from stitching.timeline import Item, Source, Timeline


@dataclass(frozen=True)
class Version:
    """One shape of the film. `name` is what its files have in theirs: `9x16`."""

    aspect: Aspect
    size: tuple[int, int]

    @property
    def name(self) -> str:
        """The shape as it stands in a file's name."""
        return self.aspect.replace(":", "x")


@dataclass(frozen=True)
class Stage:
    """Steps that can be made together; `frames` frames of picture among them."""

    name: str
    steps: tuple[Step, ...]
    frames: int = 0


def versions_of(project: Project) -> tuple[Version, ...]:
    """The shapes that are asked for, without the film's own."""
    picture = project.film.settings.format
    asked = dict.fromkeys(project.film.settings.versions)
    found = (_version(aspect, picture.width, picture.height) for aspect in asked)
    return tuple(version for version in found if version.size != (picture.width, picture.height))


def _version(aspect: Aspect, width: int, height: int) -> Version:
    across, down = (Fraction(side) for side in aspect.split(":"))
    return Version(aspect, size_of(across / down, width, height))


def version_stages(project: Project, plan: Schedule, timeline: Timeline, done: Results) -> Iterator[Stage]:
    """What is to be made once the film is, stage by stage; what a stage gives must be in `done` before the next is asked for."""
    versions = versions_of(project)
    if not versions:
        return
    clips = ClipSteps(project.film, project.root, project.store, plan)
    framed = [step for version in versions for step in _reframed(clips, version)]
    frames = sum(item.timing.made for item in plan.shots)
    yield Stage("pictures", (*_subjects(clips), *framed), frames * len(versions))
    cuts = {version: version_timeline(project, plan, timeline, version, done) for version in versions}
    windows = {version: _windows(project, version, cut) for version, cut in cuts.items()}
    steps = [Step(name, "window", always(WindowWork(one))) for each in windows.values() for name, one in each.items()]
    yield Stage("windows", tuple(steps), sum(one.frames for each in windows.values() for one in each.values()))
    works = {version: film_work(project, cut, windows[version], done) for version, cut in cuts.items()}
    yield Stage("film", tuple(Step(film_id(project, each), "film", always(work)) for each, work in works.items()))


def film_id(project: Project, version: Version) -> str:
    """The step that puts a version together."""
    return project.step(f"film {version.aspect}")


def _subjects(clips: ClipSteps) -> list[Step]:
    """A step for each shot that finds what it is about."""

    def prepare(key: str) -> Callable[[Results], Work]:
        def work(results: Results) -> Work:
            clip = results[clip_id(key)]
            return SubjectWork(output(clips.store, clip, "clip"), None if is_slate(clip) else _drawn(clip))

        return work

    return [
        Step(_subject_id(item.key), "subject", prepare(item.key), needs=(clip_id(item.key),))
        for item in clips.plan.shots
    ]


def _reframed(clips: ClipSteps, version: Version) -> Iterator[Step]:
    def prepare(key: str, grade: Grade) -> Callable[[Results], Work]:
        def work(results: Results) -> Work:
            clip = results[clip_id(key)]
            how = _window(clips, clip, results[_subject_id(key)], version)
            return ReframeWork(output(clips.store, clip, "clip"), how, Grade() if is_slate(clip) else grade)

        return work

    for item, grade in grades(clips):
        # The bars belong to the film's own shape.
        made = prepare(item.key, grade.model_copy(update={"letterbox": None}))
        yield Step(_reframe_id(version, item.key), "reframe", made, needs=(clip_id(item.key), _subject_id(item.key)))


def _subject_id(key: str) -> str:
    return f"subject {key}"


def _reframe_id(version: Version, key: str) -> str:
    return f"reframe {version.aspect} {key}"


def _drawn(clip: Action) -> "Drawn | None":
    """From what a clip was drawn, if it was."""
    request, backend = clip.identity.get("request"), clip.identity.get("backend")
    if not isinstance(request, dict) or not isinstance(backend, dict) or backend.get("name") != "animatic":
        return None
    return Drawn(Staging.model_validate(request["staging"]), int(str(request["seed"])))  # pyright: ignore[reportUnknownArgumentType]


def _window(clips: ClipSteps, clip: Action, found: Action, version: Version) -> Reframing:
    picture = clips.film.settings.format
    source = (picture.width, picture.height)
    if is_slate(clip):
        return whole(*version.size, source)
    text = clips.store.proved(found.outputs["subject"]).read_text(encoding="utf-8")
    return reframing(subject.Subjects.model_validate_json(text), picture.rate, source, version.size)


@dataclass(frozen=True)
class Drawn:
    """What a clip was drawn from."""

    staging: Staging
    seed: int


@dataclass(frozen=True)
class SubjectWork(Work):
    """What a clip is about, where in its picture."""

    kind: ClassVar[str] = "subject"
    clip: Media
    drawn: Drawn | None

    def identity(self) -> dict[str, object]:
        plain: dict[str, object] = {"kind": self.kind, "clip": self.clip.digest, "version": subject.VERSION}
        if self.drawn is None:
            return plain
        staging = self.drawn.staging.model_dump(mode="json")
        return {**plain, "staging": staging, "seed": self.drawn.seed, "drawn": DRAWN}

    def perform(self, folder: Path, progress: Progress) -> Made:
        from stitching.subject import measured

        found = self._known()
        if found is None or not found.figures:
            found = measured(self.clip.path, progress)
        target = folder / "subject.json"
        target.write_text(json.dumps(found.model_dump(mode="json")), encoding="utf-8")
        return Made({"subject": target}, {"known": bool(found.figures)})

    def _known(self) -> "subject.Subjects | None":
        """Who is where, if the clip was drawn."""
        from orchestrator.building.drawn_subjects import drawn_subjects
        from stitching import mezzanine

        if self.drawn is None:
            return None
        facts = mezzanine.probe(self.clip.path)
        size = (facts.width, facts.height)
        return drawn_subjects(self.drawn.staging, size, facts.rate, facts.frames, self.drawn.seed)


@dataclass(frozen=True)
class ReframeWork(Work):
    """A clip through a window, in the size of a version, with the grade of its style."""

    kind: ClassVar[str] = "reframe"
    clip: Media
    window: Reframing
    grade: Grade

    def identity(self) -> dict[str, object]:
        from stitching import grade, mezzanine

        plain: dict[str, object] = {
            "kind": self.kind,
            "clip": self.clip.digest,
            # In a form in which a reason can say that the window changed.
            "window": [*self.window.window, [[key.frame, key.x, key.y] for key in self.window.keys]],
            "size": [self.window.width, self.window.height],
            "version": VERSION,
            "mezzanine": mezzanine.VERSION,
        }
        return plain if self.grade.neutral else {**plain, "grade": {**said(self.grade), "version": grade.VERSION}}

    def perform(self, folder: Path, progress: Progress) -> Made:
        from stitching import mezzanine
        from stitching.reframing import reframe_clip

        target = folder / "reframed.mp4"
        facts = reframe_clip(self.clip.path, self.window, self.grade, target, progress)
        mezzanine.verify(target, facts.width, facts.height, facts.rate, facts.frames)
        return Made({"clip": target}, {"frames": facts.frames, "window": self.window.model_dump(mode="json")})


def version_timeline(project: Project, plan: Schedule, timeline: Timeline, version: Version, done: Results) -> Timeline:
    """The film's cut in another shape, of clips that are in `done`."""
    width, height = version.size
    items: list[Item] = []
    for item in timeline.items:
        before = items[-1] if items else None
        items.append(_item(item, timeline, before, version, project.store, done))
    change: dict[str, object] = {"width": width, "height": height, "items": tuple(items)}
    if timeline.captions:
        settings = project.shown.settings
        picture = settings.format.model_copy(update={"size": f"{width}x{height}"})
        film = project.shown.model_copy(update={"settings": settings.model_copy(update={"format": picture})})
        like = {"font": timeline.captions[0].font, "colour": timeline.captions[0].colour}
        like |= {"fallbacks": timeline.captions[0].fallbacks}
        change["captions"] = tuple(one.model_copy(update=like) for one in captions_for(film, plan))
    return timeline.model_copy(update=change)


def _item(item: Item, timeline: Timeline, before: Item | None, version: Version, store: Store, done: Results) -> Item:
    """The item with its clip in the version's shape, and the places of its transition where they are in it."""
    if item.source is None:
        return item
    made = done[_reframe_id(version, item.id)]
    clip = made.outputs["clip"]
    enter, size = item.enter, (timeline.width, timeline.height)
    moved: dict[str, object] = {}
    if enter.at is not None:
        moved["at"] = _through(made).shows(enter.at, item.first, *size)
    if enter.leave_at is not None and before is not None and before.source is not None:
        left = _through(done[_reframe_id(version, before.id)])
        moved["leave_at"] = left.shows(enter.leave_at, before.first + before.frames - 1, *size)
    source = Source(digest=clip.digest, path=store.path(clip))
    return item.model_copy(update={"source": source, "enter": enter.model_copy(update=moved) if moved else enter})


def _through(reframed: Action) -> Reframing:
    return Reframing.model_validate(reframed.facts["window"])


def _windows(project: Project, version: Version, cut: Timeline) -> dict[str, cutting.Window]:
    windows = cutting.windows(cut)
    names = window_names(cut, windows)
    named = (name.replace("window ", f"window {version.aspect} ", 1) for name in names)
    return {project.step(name): window for name, window in zip(named, windows, strict=True)}
