"""What must hold after anything bad happened to a build: asked of the store through its interface, and of the bare files."""

import hashlib
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import cast

from orchestrator.store.records import Output
from orchestrator.store.store import Store
from trials.children import Run, Unanswered, asked, building
from trials.figures import Figures
from trials.small_build import STORE, News, safe

_NAME = re.compile(r"([0-9a-f]{64})(\.\w+)?")
_COMES_AND_GOES = ("-wal", "-shm", "-journal")
"""Files that SQLite keeps beside a database while it likes."""
IN_FLIGHT = 1
"""Steps that the small build works at, at one time."""


@dataclass(frozen=True)
class Truth:
    """What an undisturbed build of the small film comes to."""

    film: str
    made: dict[str, News]
    """What was told of each step."""
    files: frozenset[str]
    """The paths of all files and folders in the project afterwards."""


@dataclass
class Findings:
    """What is wrong with a store."""

    lost: list[str] = field(default_factory=list[str])
    half: list[str] = field(default_factory=list[str])
    hollow: list[str] = field(default_factory=list[str])
    altered: list[str] = field(default_factory=list[str])


def truth(project: Path) -> Truth:
    """Build the small film in an empty folder, undisturbed, twice: the second time nothing is made."""
    first, second = building(project), building(project)
    if first.code or second.code or second.begun:
        raise RuntimeError(f"an undisturbed build does not work: {first.error or second.error or second.begun}")
    return Truth(first.film, {str(item["made"]): item for item in first.acknowledged}, files_of(project))


def files_of(project: Path) -> frozenset[str]:
    """The paths of everything in a project that should be there, from its folder on."""
    found = (path.relative_to(project).as_posix() for path in project.rglob("*"))
    return frozenset(name for name in found if not name.endswith(_COMES_AND_GOES) and "/damaged" not in name)


def look(project: Path, acknowledged: tuple[News, ...], true: Truth) -> Findings:
    """Look at a store, in a process of its own: at what was acknowledged, at every record, at every file with a final name."""
    try:
        return Findings(**cast("dict[str, list[str]]", asked(lambda: vars(_look(project, acknowledged, true)))))
    except Unanswered as error:
        return Findings(lost=[f"the store cannot be asked: {error}"])


def _look(project: Path, acknowledged: tuple[News, ...], true: Truth) -> Findings:
    found = Findings()
    found.half += half_files(project)
    store = Store(project / STORE)
    said = {str(item["made"]) for item in acknowledged}
    for step, item in true.made.items():
        record = store.lookup(str(item["key"]))
        there = record is not None and all(_as_named(store, output) for output in record.outputs.values())
        if record is not None and not there:
            found.hollow.append(step)
        if record is not None and safe(record.step, record.key, record.outputs, record.facts) != item:
            found.altered.append(step)
        if step in said and (not there or store.recall(str(item["key"])) is None):
            found.lost.append(step)
    return found


def half_files(project: Path) -> list[str]:
    """The names of objects that are not what their names say."""
    objects = (project / STORE / "objects").rglob("*")
    return [path.name for path in objects if path.is_file() and not _whole(path)]


def _as_named(store: Store, output: Output) -> bool:
    path = store.path(output)
    return path.is_file() and path.stat().st_size == output.size and _whole(path)


def _whole(path: Path) -> bool:
    """Whether a file has a final name, and is what it says."""
    name = _NAME.fullmatch(path.name)
    return name is not None and hashlib.sha256(path.read_bytes()).hexdigest() == name[1]


def judged(point: str, project: Path, first: Run, true: Truth, *, honest: bool = True) -> Figures:
    """Look at what a disturbed build left, build again without disturbance, and look again.

    `honest` says that the disk kept what it had confirmed: else results may be lost, but only if that is noticed.
    """
    after = look(project, first.acknowledged, true)
    again = building(project)
    settled = look(project, (*first.acknowledged, *again.acknowledged), true)
    acknowledged = {str(item["made"]) for item in first.acknowledged}
    begun = set(again.begun)
    repeated = begun & set(first.begun) - acknowledged
    redone = begun & acknowledged
    left = files_of(project) - true.files
    figures = Figures(
        points=1,
        fired=1,
        acknowledged=len(acknowledged),
        converged=int(again.code == 0 and again.film == true.film and not settled.lost),
        repeated=len(repeated),
        most_repeated=len(repeated),
        half=len(settled.half),
        hollow=len(settled.hollow),
        altered=len(settled.altered),
        leftovers=len(left),
    )
    if honest:
        figures.lost, figures.redone = len(after.lost), len(redone)
        figures.half = max(figures.half, len(after.half))
        figures.hollow = max(figures.hollow, len(after.hollow))
        figures.silent = int(len(repeated) > IN_FLIGHT)
    if figures.wrong():
        wrong = {**vars(after), "redone": sorted(redone), "left": sorted(left), "again": again.error}
        said = ", ".join(f"{name}: {what}" for name, what in wrong.items() if what)
        figures.faults.append(f"{point}: {said}"[:600])
    return figures
