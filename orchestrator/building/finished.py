"""The finished film against its plan: what was planned, its quality, and where that is written."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from orchestrator.building.finale import timeline_of
from orchestrator.building.project import Project
from orchestrator.building.step import Results
from orchestrator.building.steps import ClipSteps, spoken
from orchestrator.building.translated_steps import dubbed
from orchestrator.directing.schedule import Schedule, ScheduledShot, schedule
from orchestrator.film.errors import FilmError
from orchestrator.film.shot import camera_move
from orchestrator.project.atomic import write_text

if TYPE_CHECKING:
    from stitching.quality import Expected, FurtherFilm, Quality

_STILL_PICTURES = (".png", ".jpg", ".jpeg", ".webp", ".bmp", ".tif", ".tiff", ".gif")
_GOES_ON = ("continue", "shared")
_CHANGED = "the files have changed since the film was made"
_PEAK = -1.0


@dataclass(frozen=True)
class Delivered:
    """The files of a finished film in `out/`."""

    film: Path
    report: Path
    page: Path


def delivered(project: Project) -> Delivered:
    """Where the film is, in the language that the project is opened in."""
    out, report = project.root / "out", project.file("report")
    return Delivered(
        film=out / f"{project.file('film')}.mp4", report=out / f"{report}.json", page=out / f"{report}.html"
    )


def planned_report(written: Path) -> dict[str, Any]:
    """What was planned when the film was made, from its report.

    Raises:
        FilmError: if the report is not as it was written.
    """
    try:
        planned: Any = json.loads(written.read_bytes())
    except ValueError:
        planned = None
    if not isinstance(planned, dict) or not planned.keys() >= {"frames", "shots", "rate"}:
        raise FilmError("out/report.json is not as it was written; make it anew with: filmwright render")
    return planned  # pyright: ignore[reportUnknownVariableType]


def expected_now(project: Project, planned: Mapping[str, Any], *, changed: bool) -> "Expected":
    """What the film should be: by the project's files, or where those have changed since, by its report alone."""
    done: Results = {}
    if not changed:
        kept = ((step, project.store.recall(key)) for step, key in project.store.latest().items())
        done = {step: action for step, action in kept if action is not None}
    film = done.get(project.step("film"))
    if film is None or film.outputs["film"].digest != planned.get("film"):
        return _by_report(project, planned)
    from stitching.quality import expected_of

    layout = schedule(project.film, spoken(project.film, done, project.store))
    pictures = ClipSteps(project.film, project.root, project.store, layout)
    continuous = {key for key, one in pictures.carried.shots.items() if one.first and one.boundary in _GOES_ON}
    still = {item.key for item in layout.shots if _rests(item)}
    shown: Schedule = dubbed(project, layout, done).plan if project.dubbing else layout
    return expected_of(timeline_of(project, shown, done), still=still, continuous=continuous)


def _rests(item: ScheduledShot) -> bool:
    """Whether nothing is asked to move: the camera rests and nobody is on stage, or it is a person's own still picture."""
    shot = item.shot
    if shot.footage is not None:
        return str(shot.footage.path).lower().endswith(_STILL_PICTURES)
    return camera_move(shot.camera) == "static" and not shot.cast and not shot.dialogue


def _by_report(project: Project, planned: Mapping[str, Any]) -> "Expected":
    """Shots, sizes and lengths only; what lies near a boundary may be a fade."""
    from stitching.quality import Expected, PlannedShot

    picture, rows = project.film.settings.format, list[Any](planned["shots"])
    near = round(picture.rate / 2)
    end = rows[-1]["start"] + rows[-1]["frames"] if rows else 0
    if end < planned["frames"]:
        rows.append({"shot": "end-card", "start": end, "frames": planned["frames"] - end})
    shots = tuple(
        PlannedShot(
            id=row["shot"],
            scene=row["shot"].rpartition("/")[0],
            start=row["start"],
            frames=row["frames"],
            joined="transition",
            head=min(near, row["frames"] // 3),
            tail=min(near, row["frames"] // 3),
            card=row["shot"] == "end-card",
        )
        for row in rows
    )
    return Expected(
        title=project.shown.settings.title,
        width=picture.width,
        height=picture.height,
        rate=planned["rate"],
        frames=planned["frames"],
        shots=shots,
        true_peak=_PEAK,
        sounds=False,
        unknown=_CHANGED,
    )


def keep(project: Project, quality: "Quality") -> Path:
    """Write the quality into the film's report, beside what is there, and onto a page; the page's path."""
    from stitching.quality import write_page

    files = delivered(project)
    report = planned_report(files.report) | {"quality": quality.model_dump(mode="json")}
    write_text(files.report, json.dumps(report, indent=1, ensure_ascii=False) + "\n")
    write_page(quality, files.page)
    return files.page


def told(quality: "Quality") -> tuple[str, ...]:
    """The figures in a few lines, a group each, and a line for each film beside the finished one."""
    groups = (_picture(quality), _cuts(quality), _joins(quality), _sound(quality), _sync(quality), _captions(quality))
    return (*groups, *map(_further, quality.further))


def _picture(quality: "Quality") -> str:
    one = quality.picture
    return (
        f"picture: motion {_said(one.motion, 2)}, luma flicker {_said(one.luma_flicker, 2)}, warp error"
        f" {_said(one.warp_error, 1)}, sharpness {_said(one.sharpness_median, 0)} (least {_said(one.sharpness_least, 0)})"
    )


def _cuts(quality: "Quality") -> str:
    cuts = quality.cuts
    exact = len(set(cuts.planned).intersection(cuts.found))
    placed = f"{exact} of {len(cuts.planned)} at their frame" if cuts.planned else str(cuts.recall)
    return f"cuts: {placed}, {len(cuts.inside)} that nobody planned"


def _joins(quality: "Quality") -> str:
    rows, rules = quality.joins, [finding.rule for finding in quality.findings]
    bad = [
        f"{rules.count(rule)} {rule}" for rule in ("dead-cut", "duplicate-frame", "jump", "stutter") if rule in rules
    ]
    continuous = sum(join.joined == "continuous" for join in rows)
    return f"joins: {len(rows)}, {continuous} of them continuous{''.join(f', {one}' for one in bad)}"


def _sound(quality: "Quality") -> str:
    one = quality.sound
    if not isinstance(one.seconds, float):
        return f"sound: {one.seconds}"
    return (
        f"sound: {_said(one.integrated, 1)} LUFS, short-term to {_said(one.short_term, 1)}, range"
        f" {_said(one.loudness_range, 1)} LU, true peak {_said(one.true_peak, 1)} dBTP, {one.clipped} clipped,"
        f" {one.clicks} clicks"
    )


def _sync(quality: "Quality") -> str:
    one = quality.sync
    heard = [abs(cue.offset) for cue in one.cues if isinstance(cue.offset, float)]
    voices = str(one.cue_offset)
    if heard:
        voices = f"{len(heard)} of {len(one.cues)} voices found, {max(heard):.0f} ms off at most"
    longer = one.length_difference
    return (
        f"sync: sound against picture {f'{longer * 1000:+.0f} ms' if isinstance(longer, float) else longer}, {voices}"
    )


def _captions(quality: "Quality") -> str:
    one = quality.captions
    if not one.count:
        return f"captions: {one.fastest}"
    return (
        f"captions: {one.count}, to {_said(one.fastest, 1)} characters a second, {_said(one.shortest, 1)} to"
        f" {_said(one.longest, 1)} s, {_said(one.off_speech, 0)} frames off speech at most"
    )


def _further(one: "FurtherFilm") -> str:
    if not isinstance(one.frames, int):
        return f"{one.file}: {one.frames} ({one.fault}), {one.megabytes:.1f} MB"
    length = f"{one.frames} frames{'' if one.frames == one.planned else f' where {one.planned} were planned'}"
    sound = one.mix
    if one.same_mix is None:
        loud = f"{_said(one.integrated, 1)} LUFS, true peak {_said(one.true_peak, 1)} dBTP"
        sound = loud if isinstance(one.integrated, float) else f"sound {one.integrated}"
    decodes = "decodes" if one.fault is None else f"does not decode: {one.fault}"
    return f"{one.file}: {one.size}, {length}, {_said(one.seconds, 2)} s, {sound}, {decodes}, {one.megabytes:.1f} MB"


def _said(figure: object, digits: int) -> str:
    return f"{figure:.{digits}f}" if isinstance(figure, float) else str(figure)
