"""Proposals: what the tool would like to change in a person's file, as a whole file in `proposals/` beside theirs.

A proposal is the person's file with other values put in, so that the difference between the two is exactly what is open.
film.lock has the digest of the file that it was made from: what a person changes in the file afterwards is not undone by
accepting the proposal. Reasons, if somebody gave any, are in `<path>.reasons.txt` beside it.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from orchestrator.film.errors import FilmError
from orchestrator.project import originals
from orchestrator.project.atomic import ChangedMeanwhile, read_bytes, remove, write_text
from orchestrator.project.explain import instead
from orchestrator.project.lock import Lock, read_lock, text_digest, write_lock
from orchestrator.project.merge_fields import differences, with_fields
from orchestrator.project.merge_files import CannotMerge, data_of_text, is_valid, merge_texts
from orchestrator.project.merge_into import written_into
from orchestrator.project.merge_script import with_scene
from orchestrator.project.source import Value
from orchestrator.project.surgery import CannotEdit

PROPOSALS = "proposals"
REASONS = ".reasons.txt"


@dataclass(frozen=True)
class Proposal:
    """An open proposal for the file `path`: its text now (None if it is deleted), and what is proposed for it."""

    path: str
    current: str | None
    proposed: str
    reasons: tuple[str, ...] = ()

    @property
    def fields(self) -> tuple[str, ...]:
        """The fields that differ, as `accept` takes them; none for what is no YAML."""
        if self.current is None or PurePosixPath(self.path).suffix not in (".yaml", ".yml"):
            return ()
        try:
            return tuple(differences(data_of_text(self.current), data_of_text(self.proposed)))
        except CannotMerge:
            return ()


def open_proposals(root: Path) -> list[Proposal]:
    """Return every open proposal, in the order of their paths; one that the file has caught up with is not open."""
    lock = read_lock(root)
    return [found for path in _proposed_paths(root) if (found := _open(root, path, lock)) is not None]


def proposal_for(root: Path, path: str | Path) -> Proposal:
    """Return the open proposal for a file, whose path may be given from here, from the project, as the proposal's own, or
    short, as a scene's id.

    Raises:
        FilmError: if there is none; names those that there are.
    """
    found = {proposal.path: proposal for proposal in open_proposals(root)}
    for name in _names_of(root, Path(path)):
        if name in found:
            return found[name]
    if short := _short_for(str(path), found):
        return found[short]
    if not found:
        raise FilmError(f"there is no proposal for {path}; nothing is open")
    raise FilmError(f"there is no proposal for {path}; {instead(str(path), found)}")


def _names_of(root: Path, path: Path) -> Iterator[str]:
    places = [path, path.resolve()]
    for place in places:
        for base in (root, root.resolve(), root / PROPOSALS, root.resolve() / PROPOSALS, Path(PROPOSALS)):
            if place.is_relative_to(base):
                yield place.relative_to(base).as_posix()
    yield path.as_posix()


def _short_for(name: str, known: Iterable[str]) -> str | None:
    """The one file that is called so without its folder, number and ending: `arrival` for scenes/010-arrival.yaml."""
    found = [path for path in known if name in (PurePosixPath(path).name, PurePosixPath(path).stem)
             or PurePosixPath(path).stem.endswith(f"-{name}")]  # fmt: skip
    return found[0] if len(found) == 1 else None


def _proposed_paths(root: Path) -> list[str]:
    folder = root / PROPOSALS
    if not folder.is_dir():
        return []
    found = (path for path in folder.rglob("*") if path.is_file() and not path.name.startswith("."))
    return sorted(path.relative_to(folder).as_posix() for path in found if not path.name.endswith(REASONS))


def _open(root: Path, path: str, lock: Lock) -> Proposal | None:
    proposed = _text(root / PROPOSALS / path)
    current = _text(root / path)
    if proposed is None:
        return None
    if current is not None:
        proposed = _on_top(root, path, lock, current, proposed)
        if says_the_same(path, current, proposed):
            return None
    reasons = _text(root / PROPOSALS / f"{path}{REASONS}") or ""
    return Proposal(path, current, proposed, tuple(line for line in reasons.splitlines() if line.strip()))


def _on_top(root: Path, path: str, lock: Lock, current: str, proposed: str) -> str:
    """The proposal for the file as it is now: what a person changed since it was made is in it."""
    made_from = _made_from(root, path, lock, current)
    if made_from is None or made_from == current:
        return proposed
    try:
        return merge_texts(path, made_from, current, proposed, "theirs").text
    except CannotMerge:
        return proposed


def _made_from(root: Path, path: str, lock: Lock, current: str) -> str | None:
    digest = lock.proposals.get(path)
    return current if digest == text_digest(current) else originals.find(root, digest)


def _text(path: Path) -> str | None:
    raw = read_bytes(path)
    try:
        return None if raw is None else raw.decode("utf-8")
    except UnicodeDecodeError:
        return None


def says_the_same(path: str, first: str, second: str) -> bool:
    """Whether two texts of a file mean the same: for YAML the same values."""
    if first == second:
        return True
    if PurePosixPath(path).suffix not in (".yaml", ".yml"):
        return False
    try:
        return differences(data_of_text(first), data_of_text(second)) == []
    except CannotMerge:
        return False


def put_proposal(root: Path, path: str, lock: Lock, made_from: str | None, proposed: str | None) -> Lock:
    """Write the proposal for a file, or take it away if there is none (any more); return the lock that knows it."""
    target = root / PROPOSALS / path
    before = read_bytes(target)
    if before is not None:
        originals.keep(root, before)
    if proposed is None:
        remove(target)
        remove(root / PROPOSALS / f"{path}{REASONS}")
        _tidy(root, target.parent)
        return lock.with_proposal(path, None)
    write_text(target, proposed)
    originals.keep_written(root, made_from or "")
    return lock.with_proposal(path, text_digest(made_from or ""))


def _tidy(root: Path, folder: Path) -> None:
    """Empty folders of proposals go."""
    while folder != root and folder.is_dir() and not any(folder.iterdir()):
        folder.rmdir()
        folder = folder.parent


def carried(root: Path, path: str, lock: Lock, now: str, proposed: str, generation: tuple[str | None, str]) -> Lock:
    """Write the proposal for a file that is `now`, together with what an older proposal for it still asks.

    `generation` is the digest of what the generator said before, and the text that it says now: where the older proposal
    only repeats the former, the latter counts.
    """
    older = _text(root / PROPOSALS / path)
    if older is None:
        return put_proposal(root, path, lock, now, None if says_the_same(path, now, proposed) else proposed)
    made_from, before = _made_from(root, path, lock, now), originals.find(root, generation[0])
    try:
        if before is not None:
            older = merge_texts(path, before, older, generation[1], "yours").text
        if made_from is not None:
            proposed = merge_texts(path, made_from, proposed, older, "theirs").text
    except CannotMerge:
        pass
    settled = says_the_same(path, now, proposed)
    if settled and made_from is None:
        return lock
    return put_proposal(root, path, lock, now, None if settled else proposed)


def propose(root: Path, relative_path: str, text: str, reasons: Sequence[str]) -> Path:
    """Lay a changed text of a person's file beside it, with the reasons, one line each; return the proposal's path.

    A reason begins with what it is about, a scene's id or a field: it goes when that is accepted or dismissed on its own.
    An open proposal for the same file stays part of it. A text that changes nothing leaves no proposal.

    Raises:
        FilmError: if the path leads out of the project, or a file cannot be written.
    """
    target = root / PROPOSALS / relative_path
    if not (root / relative_path).resolve().is_relative_to(root.resolve()):
        raise FilmError(f"{relative_path} leads out of the project; nothing was proposed")
    lock = read_lock(root)
    now, older = _text(root / relative_path), _open(root, relative_path, lock)
    said = list(reasons)
    if older is not None and now is not None:
        try:
            text = merge_texts(relative_path, now, older.proposed, text, "theirs").text
            said = [*older.reasons, *(reason for reason in said if reason not in older.reasons)]
        except CannotMerge:
            pass
    nothing = now is not None and says_the_same(relative_path, now, text)
    lock = put_proposal(root, relative_path, lock, now, None if nothing else text)
    if said and not nothing:
        _put_reasons(root, relative_path, said)
    write_lock(root, lock)
    return target


def accept(root: Path, proposal: Proposal, fields: Sequence[str] = (), scene: str | None = None) -> tuple[str, ...]:
    """Take a proposal over into its file: all of it, single fields of a YAML file, or one scene of a screenplay.

    The rest stays open; returns its fields. From now on the values are the person's: the generator's next text is
    merged with them like with anything else that they wrote.

    Raises:
        FilmError: if there is no such field or scene, or the file would not be valid with it; nothing is changed then.
    """
    text = proposal.proposed
    if fields or scene is not None:
        text = _with_some(proposal, _current(proposal), proposal.proposed, fields, scene)
    if not is_valid(proposal.path, text):
        raise FilmError(
            f"{proposal.path} would not be a valid file with this; accept more of the proposal, or edit by hand"
        )
    path = root / proposal.path
    seen = read_bytes(path)
    if _text(path) != proposal.current:
        raise ChangedMeanwhile(
            f"{proposal.path} was changed since the proposal was read; look at it again with: review"
        )
    if seen is not None:
        originals.keep(root, seen)
    write_text(path, text, seen)
    return _keep_open(root, proposal, text, proposal.proposed, (*fields, *([scene] if scene else [])))


def dismiss(root: Path, proposal: Proposal, fields: Sequence[str] = (), scene: str | None = None) -> tuple[str, ...]:
    """Put a proposal away, or only single fields or a scene of it: the file stays, and the question is not asked again until
    the generator says something else. Returns the fields that stay open.

    Raises:
        FilmError: if there is no such field or scene; nothing is changed then.
    """
    left = proposal.current
    if fields or scene is not None:
        left = _with_some(proposal, proposal.proposed, _current(proposal), fields, scene)
    return _keep_open(root, proposal, proposal.current, left, (*fields, *([scene] if scene else [])))


def _keep_open(
    root: Path, proposal: Proposal, current: str | None, left: str | None, answered: Sequence[str]
) -> tuple[str, ...]:
    """Write what is still proposed for a file that is `current` now; the reasons for what was answered go."""
    if current is None or left is None or says_the_same(proposal.path, current, left):
        left = None
    lock = put_proposal(root, proposal.path, read_lock(root), current, left)
    if left is not None and proposal.reasons:
        _put_reasons(root, proposal.path, [one for one in proposal.reasons if not _is_about(one, answered)])
    write_lock(root, lock)
    return () if left is None else Proposal(proposal.path, current, left).fields


def _is_about(reason: str, answered: Sequence[str]) -> bool:
    """Reasons begin with what they are about: a scene's id, or a field."""
    about = re.split(r"[\s,:]", reason, maxsplit=1)[0]
    return any(about == one or about.startswith(f"{one}.") for one in answered)


def _put_reasons(root: Path, path: str, reasons: Sequence[str]) -> None:
    target = root / PROPOSALS / f"{path}{REASONS}"
    if reasons:
        write_text(target, "".join(f"{' '.join(reason.split())}\n" for reason in reasons))
    else:
        remove(target)


def _current(proposal: Proposal) -> str:
    if proposal.current is None:
        raise FilmError(
            f"{proposal.path} was deleted, so it comes back whole or not at all; leave out the rest of the line"
        )
    return proposal.current


def _with_some(proposal: Proposal, text: str, other: str, fields: Sequence[str], scene: str | None) -> str:
    """`text` with some fields, or a scene, as `other` has them."""
    is_yaml = PurePosixPath(proposal.path).suffix in (".yaml", ".yml")
    if scene is not None:
        if not proposal.path.endswith(".fountain"):
            example = proposal.fields[0] if proposal.fields else "mood"
            raise FilmError(f"--scene is for screenplays; for {proposal.path} name fields, e.g. {example}")
        return with_scene(text, other, scene)
    if not is_yaml:
        raise FilmError(f"{proposal.path} has no fields; take it whole, or one scene with --scene ID")
    try:
        wanted: dict[str, Value] = with_fields(data_of_text(text), data_of_text(other), fields)
        return written_into(text, wanted)
    except (CannotMerge, CannotEdit) as error:
        raise FilmError(f"{proposal.path}: {error}; change it by hand") from error
