"""What commands had begun that were killed: told from their journals, with what they left lying beside the files."""

from collections.abc import Iterator
from dataclasses import dataclass
from glob import escape
from pathlib import Path
from typing import cast

from pydantic import ValidationError

from orchestrator.film.errors import FilmError
from orchestrator.project import originals
from orchestrator.project.atomic import ChangedMeanwhile, read_bytes, start_of_scratch, write_bytes
from orchestrator.project.displaced import Displaced
from orchestrator.project.recording import Change, Recording, Save, lines_of
from orchestrator.project.swapping import look, put_new


@dataclass(frozen=True)
class _Begun:
    """The last thing that was to be done to a file, and whether it is known that it was."""

    change: Change
    wrote: bool


def interrupted(root: Path, journal: Path) -> Recording:
    """Return what a command had done whose journal this is, and tidy up behind it.

    A save that it had just displaced when it was killed goes back into its place, if nothing else was saved there since.

    Raises:
        FilmError: if something cannot be read or written.
    """
    head, *rest = [line for line in lines_of(read_bytes(journal) or b"") if isinstance(line, dict)] or [{}]
    command = head.get("command")
    recording = Recording(root, f"{command} (interrupted)" if isinstance(command, str) else "an interrupted command")
    begun = dict[str, _Begun]()
    for line in rest:
        _read(recording, begun, cast("dict[str, object]", line))
    for name, last in begun.items():
        _left_beside(recording, last.change, journal.stem)
        if not last.wrote and _digest(root / name) != last.change.before:
            recording.before.setdefault(name, last.change.before)
            recording.after[name] = last.change.after
    _scratch_texts(root, journal.stem)
    return recording


def _read(recording: Recording, begun: dict[str, _Begun], line: dict[str, object]) -> None:
    """One line of the journal; one that the tool did not write is passed over."""
    try:
        if "aside" in line:
            recording.aside.append(Displaced.model_validate(line["aside"]))
        elif "saved" in line:
            save = Change.model_validate({"path": line["saved"], "before": line.get("digest")})
            recording.saves += [Save(save.path, save.before)] if save.before else []
            recording.told.setdefault(save.path, set()).add(save.before)
        else:
            name = line.get("wrote", line.get("path"))
            change = Change.model_validate({"path": name, "before": line.get("before"), "after": line.get("after")})
            recording.told.setdefault(change.path, set()).update((change.before, change.after))
            begun[change.path] = _Begun(change, "wrote" in line)
            if "wrote" in line:
                recording.before.setdefault(change.path, change.before)
                recording.after[change.path] = change.after
    except ValidationError:
        return


def _digest(path: Path) -> str | None:
    raw = read_bytes(path)
    return None if raw is None else originals.digest_of(raw)


def _left_beside(recording: Recording, last: Change, owner: str) -> None:
    """The scratch files of one file: what never had its name goes; what had it goes, too, unless nobody had read it."""
    path = recording.root / last.path
    target = path.resolve() if path.is_symlink() else path
    if not target.resolve().is_relative_to(recording.root.resolve()):
        return
    for scratch in _scratches(target, owner):
        if scratch.suffix == ".tmp":
            scratch.unlink(missing_ok=True)
            continue
        held = look(scratch)
        digest = originals.digest_of(held.raw or b"")
        if held.raw is not None and digest not in recording.told[last.path]:
            originals.keep(recording.root, held.raw)
            if _digest(path) == last.after and _is_back(scratch, target, held.raw):
                continue
            recording.saves.append(Save(last.path, digest))
        one = Displaced(file=scratch.name, path=last.path, digest=digest, command=recording.command, beside=True)
        recording.aside.append(one)


def _scratches(target: Path, owner: str) -> Iterator[Path]:
    if target.parent.is_dir():
        yield from sorted(target.parent.glob(f"{escape(start_of_scratch(target, owner))}*"))


def _is_back(scratch: Path, target: Path, raw: bytes) -> bool:
    """Put a save back in its place."""
    try:
        if not target.exists():
            put_new(scratch, target)
            return True
        write_bytes(target, raw, read_bytes(target))
    except (ChangedMeanwhile, FileExistsError):
        return False
    except OSError as error:
        raise FilmError(f"{target} cannot be written: {(error.strerror or str(error)).lower()}") from error
    scratch.unlink(missing_ok=True)
    return True


def _scratch_texts(root: Path, owner: str) -> None:
    for scratch in (root / originals.FOLDER).glob(f"*/.*.{escape(owner)}.*.tmp"):
        scratch.unlink(missing_ok=True)
