"""The rewrites of `check` as proposals: a person's scene file with other values put in, beside their own."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import cast

from orchestrator.building.lint import Warned
from orchestrator.directing.lint import Finding
from orchestrator.project.merge_files import CannotMerge, data_of_text, is_valid
from orchestrator.project.merge_into import written_into
from orchestrator.project.proposals import open_proposals, propose
from orchestrator.project.source import Value, read_text
from orchestrator.project.surgery import CannotEdit

Route = tuple[str | int, ...]


@dataclass(frozen=True)
class Proposed:
    """What became of the rewrites: how many are proposed by file, the files left alone, and rewrites that wait."""

    files: Mapping[str, int]
    open: tuple[str, ...] = ()
    """Files that have an open proposal, which is answered first."""
    waiting: int = 0
    """Rewrites of a value that another rewrite changes already; they come after that one is accepted."""


def propose_rewrites(root: Path, warned: Sequence[Warned]) -> Proposed:
    """Write every rewrite that can be made into `proposals/`; never over an open proposal."""
    taken = {proposal.path for proposal in open_proposals(root)}
    files: dict[str, int] = {}
    left: list[str] = []
    waiting = 0
    for file in dict.fromkeys(one.file for one in warned if one.finding.rewrite):
        findings = [one.finding for one in warned if one.file == file and one.finding.rewrite]
        if file in taken:
            left.append(file)
            continue
        text = read_text(root / file)
        data = data_of_text(text)
        findings = [one for one in findings if not _is_locked(data, one)]
        written, told = _rewritten(file, text, findings)
        waiting += len(findings) - len(told)
        if told:
            propose(root, file, written, [_reason(data, one) for one in told])
            files[file] = len(told)
    return Proposed(files, tuple(left), waiting)


def _is_locked(data: Mapping[str, Value], finding: Finding) -> bool:
    """Whether a person has locked the scene, or the shot: nothing is proposed for it."""
    shots = data.get("shots")
    shot = (
        next((one for one in shots if isinstance(one, dict) and one.get("id") == finding.shot), None)
        if isinstance(shots, list)
        else None
    )
    return bool(data.get("locked") or (isinstance(shot, dict) and shot.get("locked")))


def _rewritten(file: str, text: str, findings: Sequence[Finding]) -> tuple[str, list[Finding]]:
    """The text with as many rewrites as do not touch each other, and those; what cannot be written in place waits."""
    told: list[Finding] = []
    written = text
    for finding in findings:
        if any(_touch(finding, other) for other in told):
            continue
        try:
            after = written_into(text, _applied(data_of_text(text), [*told, finding]))
        except (CannotEdit, CannotMerge):
            continue
        if is_valid(file, after):
            told.append(finding)
            written = after
    return written, told


def _touch(one: Finding, other: Finding) -> bool:
    """Whether two rewrites change the same value, or one is inside what the other changes."""
    return any(_meet(first, second) for first in one.rewrite for second in other.rewrite)


def _meet(one: tuple[Route, object], other: tuple[Route, object]) -> bool:
    (first, parts), (second, values) = sorted((one, other), key=lambda change: len(change[0]))
    if second[: len(first)] != first:
        return False
    if not isinstance(parts, tuple) or isinstance(values, tuple):
        return True
    # A shot that becomes several hands on to all of them what they do not say themselves.
    said = {key for part in cast("Sequence[Mapping[str, object]]", parts) for key in part}
    return second[len(first)] in said


def _reason(data: Mapping[str, Value], finding: Finding) -> str:
    """Why, for the person who reviews it; begins with the field that it is about."""
    route = finding.rewrite[0][0]
    field = [str(part) for part in route]
    shots = data.get("shots")
    if len(route) > 1 and isinstance(route[1], int) and isinstance(shots, list):
        field[1] = finding.shot
    return f"{'.'.join(field[:3])}: {finding.rule}: {finding.message}"


def _applied(data: Mapping[str, Value], findings: Sequence[Finding]) -> dict[str, Value]:
    """The file's values with every rewrite; a shot becomes several last, so that the numbers of the others hold."""
    changed: Value = dict(data)
    splits: dict[int, Sequence[Mapping[str, object]]] = {}
    for route, value in (change for finding in findings for change in finding.rewrite):
        if isinstance(value, tuple):
            splits[int(route[1])] = cast("Sequence[Mapping[str, object]]", value)
        else:
            changed = _with(changed, route, cast("Value", value))
    assert isinstance(changed, dict)
    shots = changed["shots"]
    assert isinstance(shots, list)
    parts = [part for number, shot in enumerate(shots) for part in _parts(shot, splits.get(number))]
    return {**changed, "shots": parts}


def _parts(shot: Value, split: Sequence[Mapping[str, object]] | None) -> Iterator[Value]:
    if split is None or not isinstance(shot, dict):
        yield shot
        return
    for values in split:
        kept = {key: value for key, value in shot.items() if key not in values or values[key] is not None}
        yield {**kept, **{key: cast("Value", value) for key, value in values.items() if value is not None}}


def _with(value: Value, route: Route, new: Value) -> Value:
    """A value with another one at a place inside it."""
    if not route:
        return new
    step, rest = route[0], route[1:]
    if isinstance(value, list) and isinstance(step, int):
        return [_with(item, rest, new) if number == step else item for number, item in enumerate(value)]
    assert isinstance(value, dict)
    return {**value, str(step): _with(value.get(str(step)), rest, new) if rest else new}
