"""The check of a film: against its script, and when it is finished, decoded to its end, measured and compared with its plan."""

import json
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from orchestrator.building.plan import Planner
from orchestrator.building.project import Project
from orchestrator.building.proofs import prove_length, prove_script
from orchestrator.film.errors import FilmError, ProjectError
from orchestrator.project.library_check import contents_faults
from orchestrator.project.library_pin import guide_of_film
from orchestrator.project.lock import read_lock
from orchestrator.project.translations import compare, load_translation, translation_files
from stitching.measure import Report, Stretch

_LOUDNESS, _TOLERANCE, _PEAK = -14.0, 0.5, -1.0


@dataclass(frozen=True)
class Examined:
    """What was found. `faults` is empty for a film that is as it should be; `notes` are a person's own wishes."""

    summary: str
    faults: tuple[str, ...] = ()
    report: Report | None = None
    script: str = ""
    length: str = ""
    notes: tuple[str, ...] = ()


def examine(project: Project) -> Examined:
    """Compare the film with its script and the asked length, and measure `out/film.mp4`, if it is there.

    Of a project that is opened in another language, the film in that language is measured.

    Raises:
        ProjectError: if the script cannot be read, or a file of the style is not what its name says.
        FilmError: if the report of the finished film cannot be read.
    """
    _prove_style(project)
    script, length = prove_script(project), prove_length(project)
    measured = _measured(project)
    return replace(
        measured,
        faults=(*script.faults, *length.faults, *measured.faults),
        script=script.summary,
        length=length.summary,
        notes=(*script.notes, *length.notes, *_translation_notes(project)),
    )


def _prove_style(project: Project) -> None:
    """Fonts, pictures and weights of the style by their content; a film may have come with them from a stranger."""
    guide = guide_of_film(project.film.settings.style, project.root, read_lock(project.root))
    if faults := contents_faults(guide):
        raise ProjectError(faults)


def _translation_notes(project: Project) -> list[str]:
    """What is to be told of the film's translations: of each how many lines are not up to date; all of it in that language."""
    if project.dubbing is not None:
        return [f"{shot}: {reason}" for shot, reason in project.dubbing.notes]
    found: list[str] = []
    for path in translation_files(project.root):
        translation = load_translation(project.root, path.stem)
        sides = compare(project.film, translation)
        if sides.notes:
            lines = f"{len(sides.notes)} line{'s are' if len(sides.notes) > 1 else ' is'} not translated as the film has them now"
            found.append(f"translations/{path.name}: {lines}; see: filmwright plan --language {path.stem}")
    return found


def _measured(project: Project) -> Examined:
    out, again = project.root / "out", f" --language {project.dubbing.language}" if project.dubbing else ""
    movie, written = out / f"{project.file('film')}.mp4", out / f"{project.file('report')}.json"
    if not movie.is_file() or not written.is_file():
        return Examined(f"not rendered yet; make it with: filmwright render{again}")
    from stitching.measure import measure

    planned = _planned(written)
    report = measure(movie)
    faults = [*_length(report, planned), *_sound(report), *_stretches(report, planned)]
    faults += [f"{row['shot']} is a slate: {row['error'].splitlines()[0]}" for row in planned["shots"] if row["error"]]
    if Planner(project).plan().to_do:
        faults.append(f"the files have changed since it was made; see: filmwright plan{again}")
    return Examined(_summary(report, movie), tuple(faults), report)


def _planned(written: Path) -> dict[str, Any]:
    """What was planned when the film was made, from its report."""
    try:
        planned: Any = json.loads(written.read_bytes())
    except ValueError:
        planned = None
    if not isinstance(planned, dict) or not planned.keys() >= {"frames", "shots"}:
        raise FilmError("out/report.json is not as it was written; make it anew with: filmwright render")
    return planned  # pyright: ignore[reportUnknownVariableType]


def _summary(report: Report, movie: Path) -> str:
    size = movie.stat().st_size / 1e6
    sound = "silent"
    if report.loudness is not None and report.true_peak is not None:
        sound = f"{report.loudness:.1f} LUFS, true peak {report.true_peak:.1f} dBTP"
    return f"{report.frames} frames of {report.width}x{report.height} at {report.rate} fps, {sound}, {size:.0f} MB"


def _length(report: Report, planned: dict[str, Any]) -> list[str]:
    found: list[str] = []
    if report.frames != planned["frames"]:
        found.append(f"it has {report.frames} frames where {planned['frames']} were planned")
    if not report.monotonic:
        found.append("its frames are not all at their time")
    if report.sound_seconds is not None and abs(report.sound_seconds - report.seconds) > 0.05:
        found.append(f"its sound lasts {report.sound_seconds:.2f} s and its picture {report.seconds:.2f} s")
    return found


def _sound(report: Report) -> list[str]:
    found: list[str] = []
    if report.loudness is not None and abs(report.loudness - _LOUDNESS) > _TOLERANCE:
        found.append(f"its loudness is {report.loudness:.1f} LUFS, not {_LOUDNESS:.0f}")
    if report.true_peak is not None and report.true_peak > _PEAK:
        found.append(f"its true peak is {report.true_peak:.1f} dBTP, over {_PEAK:.0f}")
    return found


def _stretches(report: Report, planned: dict[str, Any]) -> list[str]:
    """Black and frozen stretches inside a shot, apart from the first and last second and the end card."""
    rate = report.frames / report.seconds
    last = planned["shots"][-1]
    end = last["start"] + last["frames"] - rate
    found: list[str] = []
    for name, stretches in (("black", report.black), ("frozen", report.frozen)):
        for stretch in stretches:
            if stretch.start + stretch.frames > rate and stretch.start < end and not _at_a_cut(stretch, planned, rate):
                found.append(
                    f"it is {name} from frame {stretch.start} for {stretch.frames} frames, in {_shot(stretch, planned)}"
                )
    return found


def _at_a_cut(stretch: Stretch, planned: dict[str, Any], rate: float) -> bool:
    """Whether a shot begins within half a second of it: a fade through black, most likely."""
    return any(abs(row["start"] - stretch.start) < rate / 2 for row in planned["shots"])


def _shot(stretch: Stretch, planned: dict[str, Any]) -> str:
    inside = [row["shot"] for row in planned["shots"] if row["start"] <= stretch.start]
    return inside[-1] if inside else planned["shots"][0]["shot"]
