"""The check of a film: against its script, and when it is finished, decoded to its end, measured and compared with its plan."""

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from orchestrator.building.finished import delivered, expected_now, planned_report, told
from orchestrator.building.further_films import further_films, outdated
from orchestrator.building.plan import Planner
from orchestrator.building.project import Project
from orchestrator.building.proofs import prove_length, prove_script
from orchestrator.building.translated import untranslated
from orchestrator.film.errors import ProjectError
from orchestrator.project.library_check import contents_faults
from orchestrator.project.library_pin import guide_of_film
from orchestrator.project.lock import read_lock
from orchestrator.project.translations import compare, load_translation, translation_files

if TYPE_CHECKING:
    from stitching.quality import Finding, Quality


@dataclass(frozen=True)
class Examined:
    """What was found. `faults` is empty for a film that is as it should be; `notes` are a person's own wishes.

    Of a finished film `report` has every figure, `figures` the most telling ones in a few lines, and `remarks` what is worth a
    look and no fault; `page` is where all of it can be read.
    """

    summary: str
    faults: tuple[str, ...] = ()
    report: "Quality | None" = None
    script: str = ""
    length: str = ""
    notes: tuple[str, ...] = ()
    figures: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()
    page: str = ""


def examine(project: Project) -> Examined:
    """Compare the film with its script and the asked length, and measure `out/film.mp4`, if it is there.

    Of a project that is opened in another language, the film in that language is measured. The films beside it, in other
    shapes and languages, are looked at without measuring their picture again.

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
        count = len(compare(project.film, translation).notes) + len(untranslated(project.film, translation))
        if count:
            lines = f"{count} line{'s are' if count > 1 else ' is'} not translated as the film has them now"
            found.append(f"translations/{path.name}: {lines}; see: filmwright plan --language {path.stem}")
    return found


def _measured(project: Project) -> Examined:
    files, again = delivered(project), f" --language {project.dubbing.language}" if project.dubbing else ""
    if not files.film.is_file() or not files.report.is_file():
        return Examined(f"not rendered yet; make it with: filmwright render{again}")
    from stitching.decoded import Ledger
    from stitching.quality import inspect, with_further

    planned = planned_report(files.report)
    changed = bool(Planner(project).plan().to_do)
    expected = expected_now(project, planned, changed=changed)
    further, ledger = further_films(project), Ledger(project.store.decoded)
    quality = with_further(inspect(files.film, expected), files.film, expected, further, ledger)
    faults = [_finding(finding) for finding in quality.findings if finding.severity == "fail"]
    faults += [f"{row['shot']} is a slate: {row['error'].splitlines()[0]}" for row in planned["shots"] if row["error"]]
    if changed:
        faults.append(f"the files have changed since it was made; see: filmwright plan{again}")
    remarks = tuple(_finding(finding) for finding in quality.findings if finding.severity != "fail")
    remarks += tuple(outdated(project, planned))
    return Examined(
        _summary(quality, files.film),
        tuple(faults),
        quality,
        figures=told(quality),
        remarks=remarks,
        page=str(files.page),
    )


def _finding(finding: "Finding") -> str:
    place = "" if finding.place == "the film" else f"{finding.place}: "
    return f"{place}{finding.text} ({finding.rule})"


def _summary(quality: "Quality", movie: Path) -> str:
    size, file, heard = movie.stat().st_size / 1e6, quality.integrity, quality.sound
    sound = "silent"
    if isinstance(heard.integrated, float) and isinstance(heard.true_peak, float):
        sound = f"{heard.integrated:.1f} LUFS, true peak {heard.true_peak:.1f} dBTP"
    return f"{file.frames} frames of {file.width}x{file.height} at {file.rate} fps, {sound}, {size:.0f} MB"
