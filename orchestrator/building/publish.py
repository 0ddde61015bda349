"""What the person gets: the film and what goes with it, in `out/`."""

import json
import os
import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import ClassVar

from generation.backend import Progress
from orchestrator.building.project import Project
from orchestrator.building.step import Progressed
from orchestrator.building.steps import clip_id
from orchestrator.building.translated_steps import Heard, rows
from orchestrator.building.versions import film_id, version_timeline, versions_of
from orchestrator.building.work import Made, Work
from orchestrator.directing.schedule import Schedule
from orchestrator.film.film import Film
from orchestrator.project.atomic import write_text
from orchestrator.project.durable import flush, move
from orchestrator.project.library_pin import kept
from orchestrator.project.lock import Lock, ShotRecord, read_lock, write_lock
from orchestrator.store.records import Output
from orchestrator.store.store import Store
from stitching.timeline import Caption, Timeline


@dataclass(frozen=True)
class PosterWork(Work):
    """The poster and the contact sheet of a film; `shots` are a frame and a label for each."""

    kind: ClassVar[str] = "poster"
    digest: str
    film: Path
    shots: tuple[tuple[int, str], ...]
    title: str
    avoid: tuple[tuple[int, int], ...]
    """Stretches with text in them (first frame, one past the last), which make no good poster."""

    def identity(self) -> dict[str, object]:
        from stitching import poster

        shots = [list(shot) for shot in self.shots]
        return {
            "kind": self.kind,
            "version": poster.VERSION,
            "film": self.digest,
            "shots": shots,
            "title": self.title,
            "avoid": [list(stretch) for stretch in self.avoid],
        }

    def perform(self, folder: Path, progress: Progress) -> Made:
        from stitching import poster

        picture, sheet = folder / "poster.jpg", folder / "contact-sheet.jpg"
        poster.poster(self.film, picture, self.avoid)
        poster.contact_sheet_of_film(self.film, self.shots, sheet, title=self.title)
        return Made({"poster": picture, "contact-sheet": sheet})


@dataclass(frozen=True)
class Published:
    """Where the film is, and whether this build changed it."""

    film: Path
    changed: bool


def publish(
    project: Project,
    timeline: Timeline,
    plan: Schedule,
    state: Progressed,
    *,
    draft: bool,
    lines: Sequence[Heard] = (),
) -> Published:
    """Put the film, its captions, poster, contact sheet and report into `out/`, each whole or not at all.

    `lines` are the film's lines in another language, for the report.
    """
    from orchestrator.building.authoring.costs import Costs

    root, store, film = project.root, project.store, project.shown
    out, name = root / "out", project.file("draft" if draft else "film")
    out.mkdir(exist_ok=True)
    made = state.done[project.step("film")].outputs["film"]
    changed = place(store, made, out / f"{name}.mp4")
    if "poster" in state.done and not draft:
        for part, output in state.done["poster"].outputs.items():
            place(store, output, out / f"{part}{output.suffix}")
    _captions(out / name, timeline, wanted=True)
    report = _report(film, timeline, plan, state, made) | {"writing": Costs(root).report()}
    if project.dubbing is not None:
        report |= {"language": project.dubbing.language, "lines": rows(lines)}
    _text(out / f"{project.file('report')}.json", json.dumps(report, indent=1, ensure_ascii=False) + "\n")
    if not draft:
        write_lock(root, kept(root, project.film, _locked(read_lock(root), plan, state)))
    return Published(out / f"{name}.mp4", changed)


def publish_versions(project: Project, timeline: Timeline, plan: Schedule, state: Progressed) -> tuple[Path, ...]:
    """Put the film's other shapes beside it, `out/film.9x16.mp4` …; where they are.

    They have caption files of their own where players are to show them: lines are shorter in narrow pictures.
    """
    found: list[Path] = []
    for version in versions_of(project):
        beside = project.root / "out" / f"{project.file('film')}.{version.name}"
        place(
            project.store, state.done[film_id(project, version)].outputs["film"], beside.with_name(f"{beside.name}.mp4")
        )
        cut = version_timeline(project, plan, timeline, version, state.done)
        _captions(beside, cut, wanted=not (cut.burn_captions or cut.embed_captions))
        found.append(beside.with_name(f"{beside.name}.mp4"))
    return tuple(found)


def _captions(beside: Path, timeline: Timeline, *, wanted: bool) -> None:
    """Write a film's captions beside it, or take away those that it no longer has."""
    from stitching.captions import write_ass, write_srt, write_vtt

    def ass(captions: Sequence[Caption], rate: Fraction) -> str:
        return write_ass(captions, rate, timeline.width, timeline.height)

    for suffix, write in ((".srt", write_srt), (".vtt", write_vtt), (".ass", ass)):
        target = beside.with_name(f"{beside.name}{suffix}")
        if wanted and timeline.captions:
            _text(target, write(timeline.captions, Fraction(timeline.rate)))
        else:
            target.unlink(missing_ok=True)


def _locked(lock: Lock, plan: Schedule, state: Progressed) -> Lock:
    """film.lock with the shots as this film has them; shots that are slates for now, or are gone, are not in it."""
    records = {
        item.key: ShotRecord(
            key=state.keys[clip_id(item.key)],
            output=state.done[clip_id(item.key)].outputs["clip"].digest,
            take=item.shot.take,
        )
        for item in plan.shots
        if clip_id(item.key) in state.keys
    }
    return lock.model_copy(update={"shots": {}}).with_shots(records)


def _report(film: Film, timeline: Timeline, plan: Schedule, state: Progressed, made: Output) -> dict[str, object]:
    """What the film consists of: one row a shot. Measured quality is what `check` adds."""
    rate = Fraction(timeline.rate)
    return {
        "title": film.settings.title,
        "film": made.digest,
        "frames": timeline.frames,
        "rate": timeline.rate,
        "seconds": round(float(timeline.frames / rate), 3),
        "source_type": timeline.marking.source_type,
        "shots": [
            {
                "shot": item.key,
                "start": item.start,
                "frames": item.timing.frames,
                "take": item.shot.take,
                "clip": state.done[clip_id(item.key)].outputs["clip"].digest,
                "error": state.failed.get(clip_id(item.key)),
            }
            for item in plan.shots
        ],
        "windows": sum(1 for step in state.done if step.startswith("window ")),
        "burned_captions": timeline.burn_captions,
    }


def place(store: Store, output: Output, target: Path) -> bool:
    """Copy an object to where a person finds it, unless it is there already; whether it was not."""
    if store.is_copied_to(target, output):
        return False
    beside = target.with_name(f".{target.name}.{os.getpid()}")
    try:
        shutil.copyfile(store.proved(output), beside)
        flush(beside)
        move(beside, target)
    finally:
        beside.unlink(missing_ok=True)
    return True


def _text(target: Path, text: str) -> None:
    if not (target.is_file() and target.read_text(encoding="utf-8") == text):
        write_text(target, text)
