"""What lies in a folder, an archive or a repository, and which of it is the pack."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from orchestrator.film.errors import Problem
from orchestrator.project.packs import limits
from orchestrator.project.packs.guide import named_files
from orchestrator.project.packs.names import collisions, composed, is_hidden, name_fault
from orchestrator.project.packs.pack import MAIN, THING, Kind, PackError, fault


@dataclass(frozen=True)
class Member:
    """One entry: its name with forward slashes, what it is, and its size as its container has it (which may be a lie)."""

    name: str
    size: int
    kind: Literal["file", "link", "other"] = "file"
    handle: object = None
    """What its container finds it by."""


@dataclass(frozen=True)
class Contents:
    """Everything in a container, by name, and how one member is read: piece by piece, bounded by the caller."""

    label: str
    """What it is called in messages."""
    members: tuple[Member, ...]
    read: Callable[[Member], Iterator[bytes]]


def judged(contents: Contents) -> list[Problem]:
    """Return what is wrong with the names of all members, whether they belong to the pack or not."""
    faults = [fault(each.name, said) for each in contents.members if (said := name_fault(each.name))]
    return faults or collisions(composed(each.name) for each in contents.members)


def chosen(contents: Contents, kind: Kind, part: str | None) -> Contents:
    """Return the pack in a container: `part` of it, or all of it, or the one folder in it. Hidden files are left out.

    Raises:
        PackError: if there is no pack, or more than one that could be meant.
    """
    seen = [replace(each, name=composed(each.name)) for each in contents.members if not is_hidden(each.name)]
    if part is not None and part.endswith((".yaml", ".yml")):
        return replace(contents, members=_single(contents, seen, kind, part))
    if part is not None:
        seen = _below(seen, part)
    elif MAIN[kind] not in (names := {each.name for each in seen}):
        tops = {name.split("/")[0] for name in names if "/" in name}
        top = tops.pop() if len(tops) == 1 else ""
        if all(name.startswith(f"{top}/") for name in names):
            seen = _below(seen, top)
    if not any(each.name == MAIN[kind] for each in seen):
        raise PackError(f"{contents.label}: {_missing(seen, kind, part)}")
    if len(seen) > limits.MEMBERS:
        raise PackError(f"{contents.label}: holds {len(seen)} files; a pack has at most {limits.MEMBERS}")
    return replace(contents, members=tuple(sorted(seen, key=lambda each: each.name)))


def bounded(contents: Contents, member: Member, most: int) -> Iterator[bytes]:
    """Yield what a member holds, up to `most` bytes as they are counted here.

    Raises:
        PackError: if it is larger.
    """
    count = 0
    for block in contents.read(member):
        count += len(block)
        if count > most:
            raise PackError(f"{contents.label}/{member.name}: is larger than {size_words(most)}; make it smaller")
        yield block


def size_words(size: int) -> str:
    """Return a size as people say it."""
    for unit, name in ((limits.GB, "GB"), (limits.MB, "MB")):
        if size >= unit:
            return f"{size / unit:.3g} {name}"
    return f"{size / limits.KB:.3g} KB"


def _below(members: Iterable[Member], folder: str) -> list[Member]:
    inside = f"{folder}/"
    return [replace(each, name=each.name[len(inside) :]) for each in members if each.name.startswith(inside)]


def _single(contents: Contents, members: Sequence[Member], kind: Kind, part: str) -> tuple[Member, ...]:
    """The guide at `part`, under the name that it has in a folder, and the files beside it that it names."""
    folder, _, _ = part.rpartition("/")
    main = next((each for each in members if each.name == part), None)
    if main is None:
        raise PackError(f"{contents.label}: has no file '{part}'; look at its address again")
    beside = _below(members, folder) if folder else list(members)
    if main.kind != "file":
        return (replace(main, name=MAIN[kind]),)
    wanted = named_files(b"".join(bounded(contents, main, limits.GUIDE)), kind)
    kept = [each for each in beside if each.name in wanted and each.name != MAIN[kind]]
    return tuple(sorted([replace(main, name=MAIN[kind]), *kept], key=lambda each: each.name))


def _missing(members: Sequence[Member], kind: Kind, part: str | None) -> str:
    where = f"'{part}'" if part else "it"
    if part and not members:
        return f"has no folder '{part}'; look at its address again"
    other: Kind = "cast" if kind == "style" else "style"
    if any(each.name == MAIN[other] for each in members):
        return f"{where} is a {THING[other]}, not a {THING[kind]}; take it with: filmwright {other} add"
    inside = [each.name.rpartition("/")[0] for each in members if each.name.endswith(f"/{MAIN[kind]}")]
    single = [each.name for each in members if each.name.endswith(".yaml") and "/" not in each.name]
    others = sorted(inside) + sorted(single)
    if others:
        shown = ", ".join(f"#{part}/{name}" if part else f"#{name}" for name in others[:6])
        return f"{where} has no {MAIN[kind]} at its top; say which {THING[kind]} is meant: add one of {shown}"
    return f"{where} has no {MAIN[kind]}, which every {THING[kind]} that is a folder has; look at its address again"
