"""Handing the film over to other programs: one table of formats, and where what they need comes from.

A timeline's file refers to clips and sounds that are laid beside it, in `media/`. They are those that the film was made of.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from orchestrator.building.finale import timeline_of
from orchestrator.building.foley_steps import foley_id, foley_steps
from orchestrator.building.formats import What
from orchestrator.building.grading import grade_steps
from orchestrator.building.project import Project, open_project
from orchestrator.building.sound_steps import sound_steps
from orchestrator.building.step import Step, recalled
from orchestrator.building.steps import ClipSteps, clip_id, speech_steps, spoken
from orchestrator.building.timed_script import timed_script
from orchestrator.building.translated_steps import dubbed, dubbing_steps, faster_steps, sound_of
from orchestrator.directing.schedule import Schedule, line_keys, schedule
from orchestrator.film.errors import FilmError
from orchestrator.project.folder import load_film
from orchestrator.project.translations import tag
from orchestrator.store.records import Action
from stitching.exports.media import Media
from stitching.timeline import Source, Timeline

if TYPE_CHECKING:
    from stitching.delivery import Codec

MEDIA = "media"
"""The folder beside an export in which its clips and sounds lie."""


@dataclass(frozen=True)
class Order:
    """What is asked for: the film in which language, where to, and the timecode of its first frame."""

    root: Path
    target: Path | None = None
    language: str | None = None
    start: str = "01:00:00:00"


@dataclass(frozen=True)
class HandedOver:
    """What was handed over: files that were written, or a text. `notes` say what the format cannot, in words."""

    path: Path | None = None
    media: Path | None = None
    files: int = 0
    frames: int = 0
    pages: int = 0
    text: bytes = b""
    notes: tuple[str, ...] = ()


Make: TypeAlias = Callable[[Order], HandedOver]
"""Makes one format. What it does not write into files itself it returns as a text."""


def hand_over(what: What, order: Order) -> HandedOver:
    """Make one format.

    Raises:
        FilmError: if the film is not rendered, or there is nothing of that kind.
        StitchingError: if the format cannot hold this film at all.
    """
    return FORMATS[what](order)


@dataclass(frozen=True)
class Finished:
    """A film of which everything is there: its timeline, and names for its sounds by the digests of their files."""

    project: Project
    timeline: Timeline
    sounds: Mapping[str, str]
    parts: Mapping[str, Source] = field(default_factory=dict[str, Source])
    """The parts of the score, by name, where its backend tells them apart."""


def finished(project: Project) -> Finished:
    """The film as a timeline, from what is in the store.

    Raises:
        FilmError: if something is not rendered as the files are now.
    """
    film, store = project.film, project.store
    found = _Recalled(project)
    found.look(speech_steps(film, store))
    found.look(dubbing_steps(project) if project.dubbing else ())
    found.prove()
    plan = schedule(film, spoken(film, found.done, store))
    clips = ClipSteps(film, project.root, store, plan)
    if project.dubbing:
        found.look(faster_steps(project, plan, found.done))
        found.prove()
        plan = dubbed(project, plan, found.done).plan
    found.look([*clips.all(), *grade_steps(clips), *sound_steps(clips, plan), *foley_steps(clips)])
    found.prove()
    timeline = timeline_of(project, plan, found.done)
    return Finished(project, timeline, _names(project, plan, found.done), _parts(project, found.done))


def _parts(project: Project, done: Mapping[str, Action]) -> dict[str, Source]:
    outputs = done["score"].outputs if "score" in done else {}
    named = {name.removeprefix("part "): output for name, output in outputs.items() if name.startswith("part ")}
    return {
        f"music-{name}": Source(digest=output.digest, path=project.store.path(output)) for name, output in named.items()
    }


class _Recalled:
    """What the steps of a film gave, as far as it is in the store."""

    def __init__(self, project: Project) -> None:
        self._project = project
        self.done: dict[str, Action] = {}
        self._missing: list[str] = []

    def look(self, steps: Iterable[Step]) -> None:
        """Find the results of these steps, in an order in which they can be made."""
        asked = list(steps)
        self.done = recalled(asked, self._project.store, self.done)
        self._missing += [step.id for step in asked if step.id not in self.done]

    def prove(self) -> None:
        """Complain of what is not there."""
        if not self._missing:
            return
        others = f" and {len(self._missing) - 1} more" if len(self._missing) > 1 else ""
        dubbing = self._project.dubbing
        again = f" --language {dubbing.language}" if dubbing else ""
        raise FilmError(
            f"{self._missing[0]}{others} not rendered as the files are now; make the film with: filmwright render{again}"
        )


def _names(project: Project, plan: Schedule, done: Mapping[str, Action]) -> dict[str, str]:
    """What the sounds are called beside an export."""
    steps = {"score": "score"}
    steps |= {clip_id(item.key): f"{item.scene.id}_{item.shot.id}_sound" for item in plan.shots}
    steps |= {foley_id(item.key): f"{item.scene.id}_{item.shot.id}_foley" for item in plan.shots}
    for key, _line in line_keys(project.shown):
        spoken_in = f"_{project.dubbing.language}" if project.dubbing else ""
        steps[sound_of(key, project, done)] = f"{key[0]}_{key[1]}_line{key[2] + 1}{spoken_in}"
    for scene, _, _ in plan.scene_spans():
        steps |= {f"ambience {scene.id}/{kind}": f"{scene.id}_{kind}" for kind in scene.ambience}
    found: dict[str, str] = {}
    for step, name in steps.items():
        if step in done and "sound" in done[step].outputs:
            found.setdefault(done[step].outputs["sound"].digest, name)
    return found


Writer: TypeAlias = Callable[[Timeline, Path, Media, str], tuple[str, ...]]
"""Writes one format: the timeline, the file, the media beside it, the first frame's timecode. Returns its notes."""


def _timeline(suffix: str, writer: Callable[[Project], Writer]) -> Make:
    """A format with media beside it."""

    def make(order: Order) -> HandedOver:
        from stitching.exports.media import lay_beside

        done = finished(open_project(order.root, load_film(order.root), language=order.language))
        target = order.target or order.root / "out" / f"{done.project.file('film')}.{suffix}"
        if target.is_dir() or not (target.parent.is_dir() or order.target is None):
            raise FilmError(f"{target} cannot be written: name a file in a folder that is there")
        target.parent.mkdir(exist_ok=True)
        write = writer(done.project)
        media = lay_beside(done.timeline, target.parent / MEDIA, done.sounds)
        notes = write(done.timeline, target, media, order.start)
        return HandedOver(target, target.parent / MEDIA, len(media.files), done.timeline.frames, notes=notes)

    return make


def _otio(_project: Project) -> Writer:
    from stitching.exports import otio

    return otio.write


def _fcpxml(project: Project) -> Writer:
    from stitching.exports import fcpxml

    return partial(fcpxml.write, language=project.shown.settings.language)


def _edl(project: Project) -> Writer:
    from stitching.exports import edl, timecode

    timecode.prove(project.shown.settings.format.rate)
    return edl.write


def _captions(suffix: str) -> Make:
    """Captions as the film was delivered with them."""

    def make(order: Order) -> HandedOver:
        language = tag(order.language) if order.language else ""
        source = order.root / f"out/film{f'.{language}' if language else ''}.{suffix}"
        if not source.is_file():
            again = f" --language {language}" if language else ""
            raise FilmError(f"{source} is not there yet; make it with: filmwright render{again}")
        return HandedOver(text=source.read_bytes())

    return make


def _styled(order: Order) -> HandedOver:
    """Captions with their type, and word by word where the voice told when it says them."""
    from stitching.captions import write_ass

    timeline = finished(open_project(order.root, load_film(order.root), language=order.language)).timeline
    if not timeline.captions:
        raise FilmError("the film has no captions: nobody speaks in it, or film.yaml says captions: off")
    text = write_ass(timeline.captions, timeline.fps, timeline.width, timeline.height)
    return HandedOver(text=text.encode("utf-8"))


def _script(write: Callable[[str], bytes]) -> Make:
    """The screenplay with the film's shots and their times in it."""

    def make(order: Order) -> HandedOver:
        if order.language is not None:
            raise FilmError(
                "the screenplay is in the film's own language; leave --language out, or export srt --language "
                f"{order.language}"
            )
        return HandedOver(text=write(timed_script(order.root)))

    return make


def _fdx(text: str) -> bytes:
    from orchestrator.writing.fdx import to_fdx

    return to_fdx(text)


def _film(codec: "Codec") -> Make:
    """The film itself in another codec."""

    def make(order: Order) -> HandedOver:
        from orchestrator.building.delivering import deliver_film

        done = deliver_film(order.root, codec, order.target, order.language)
        return HandedOver(done.path, frames=done.frames, notes=done.notes)

    return make


def _storyboard(order: Order) -> HandedOver:
    """The shots on paper."""
    from orchestrator.building.storyboard import storyboard_pdf

    if order.language is not None:
        raise FilmError("the storyboard is in the film's own language; leave --language out")
    project = open_project(order.root, load_film(order.root))
    target = order.target or order.root / "out" / "storyboard.pdf"
    return HandedOver(target, pages=storyboard_pdf(project, target))


def _stems(order: Order) -> HandedOver:
    """Each track of the sound as a file of its own, and the score's parts."""
    from stitching.sound import stems

    done = finished(open_project(order.root, load_film(order.root), language=order.language))
    if not done.timeline.sounds:
        raise FilmError("the film has no sound: nobody speaks, and film.yaml says score: off")
    target = order.target or order.root / "out" / done.project.file("stems")
    if target.exists() and not target.is_dir():
        raise FilmError(f"{target} is a file; name a folder for the stems")
    target.mkdir(parents=True, exist_ok=True)
    score = next((sound for sound in done.timeline.sounds if sound.track == "music"), None)
    parts = {name: (score.model_copy(update={"source": part}),) for name, part in done.parts.items() if score}
    made = stems(done.timeline, target, parts)
    return HandedOver(target, target, len(made), done.timeline.frames)


FORMATS: dict[What, Make] = {
    "otio": _timeline("otio", _otio),
    "fcpxml": _timeline("fcpxml", _fcpxml),
    "edl": _timeline("edl", _edl),
    "srt": _captions("srt"),
    "vtt": _captions("vtt"),
    "ass": _styled,
    "fountain": _script(str.encode),
    "fdx": _script(_fdx),
    "hevc": _film("hevc"),
    "av1": _film("av1"),
    "vp9": _film("vp9"),
    "prores": _film("prores"),
    "pdf": _storyboard,
    "stems": _stems,
}
"""Every format by its name. A new one is a line here, and its name in `What`."""
