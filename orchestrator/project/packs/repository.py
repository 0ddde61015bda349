"""A git repository at a tag as a container: its objects are fetched and read as bytes, and nothing is checked out."""

import re
import subprocess
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from orchestrator.project.packs import limits
from orchestrator.project.packs.addresses import Address
from orchestrator.project.packs.git_program import Git, GitFailed, stop
from orchestrator.project.packs.members import Contents, Member
from orchestrator.project.packs.pack import PackError, Source

_ROW = re.compile(rb"([0-7]{6}) (blob|commit|tree) ([0-9a-f]{40,64}) +(-|[0-9]+)\t(.*)\Z", re.DOTALL)
_HASH = re.compile(r"[0-9a-f]{40,64}\Z")
_ORDINARY = (b"100644", b"100755", b"100664")
_LINK = b"120000"
_LONGEST_ROW = 8 * limits.KB
_TAG_MAY_BE = "refs/tags/"


@dataclass(frozen=True)
class _Object:
    hash: str
    size: int


@contextmanager
def git_contents(address: Address, folder: Path) -> Generator[tuple[Contents, Source]]:
    """Give what a repository holds at a tag; `folder` (not there yet) takes its objects.

    Raises:
        PackError: if it cannot be reached, has no such tag, or is no repository that can be trusted.
    """
    git = Git(folder, address)
    try:
        git.run("init", "--quiet", "--bare", "--template=", str(folder))
        commit = _fetched(git, address)
        members = tuple(_members(git, commit, address))
    except GitFailed as error:
        if "terminal prompts disabled" in error.said:
            said = "is not there, or not for everybody: use its ssh address, or give the path of a zip"
            raise PackError(f"{address.where}: {said}") from error
        raise PackError(f"{address.where}: git could not get it: {error.said}; look at the address again") from error
    reader = git.started("cat-file", "--batch")
    try:
        contents = Contents(address.label, members, lambda member: _read(reader, member, address.label))
        yield contents, Source("git", address.shown, address.tag, commit)
    finally:
        stop(reader)


def _fetched(git: Git, address: Address) -> str:
    """Fetch exactly one tag, without the history behind it; return the commit that it stands for."""
    name = f"{_TAG_MAY_BE}{address.tag}"
    options = ("--quiet", "--depth=1", "--no-tags", "--no-recurse-submodules", "--no-write-fetch-head", "--no-auto-gc")
    try:
        git.run("fetch", *options, "--", address.where, f"+{name}:{name}", watched=True)
    except GitFailed as error:
        if "remote ref" not in error.said:
            raise
        raise PackError(f"{address.where}: there is no tag '{address.tag}'; {_tags(git, address)}") from error
    try:
        commit = git.run("rev-parse", "--verify", "--quiet", f"{name}^{{commit}}").strip()
    except GitFailed:
        commit = ""
    if not _HASH.match(commit):
        raise PackError(f"{address.where}: the tag '{address.tag}' is of no commit; give another one")
    return commit


def _tags(git: Git, address: Address) -> str:
    rows = git.run("ls-remote", "--quiet", "--tags", "--refs", "--", address.where).splitlines()
    tags = [
        row.partition(_TAG_MAY_BE)[2][:60]
        for row in rows
        if _TAG_MAY_BE in row and row[:200].expandtabs().isprintable()
    ]
    if not tags:
        return "the repository has none at all: ask for one, as a branch moves, or give the path of a zip"
    return f"its tags are {', '.join(tags[-8:])}"


def _members(git: Git, commit: str, address: Address) -> Iterator[Member]:
    listing = git.started("ls-tree", "-r", "-z", "-l", "--full-tree", commit)
    try:
        assert listing.stdout
        for count, row in enumerate(_rows(listing.stdout, address.label)):
            if count >= limits.LISTED:
                raise PackError(f"{address.label}: holds more than {limits.LISTED} files; a pack is smaller")
            yield _member(row, address.label)
        if listing.wait():
            raise PackError(f"{address.label}: git cannot list what is in it; the repository is broken")
    finally:
        stop(listing)


def _rows(out: IO[bytes], label: str) -> Iterator[bytes]:
    held = b""
    while block := out.read(limits.BLOCK):
        *rows, held = (held + block).split(b"\0")
        yield from rows
        if len(held) > _LONGEST_ROW:
            raise PackError(f"{label}: has a name without end; a pack has short ones")


def _member(row: bytes, label: str) -> Member:
    found = _ROW.match(row)
    if found is None:
        raise PackError(f"{label}: git lists something that cannot be read; the repository is broken")
    mode, _, of, size, raw = found.groups()
    # A name that is no text becomes one that is refused as such.
    name = raw.decode("utf-8", "surrogateescape")
    if mode == _LINK:
        return Member(name, 0, "link")
    if mode not in _ORDINARY or size == b"-":
        return Member(name, 0, "other")
    return Member(name, int(size), "file", _Object(of.decode(), int(size)))


def _read(reader: "subprocess.Popen[bytes]", member: Member, label: str) -> Iterator[bytes]:
    """Ask for one object and yield what it holds; asked for in order, each to its end, or not at all any more."""
    wanted = member.handle
    assert isinstance(wanted, _Object)
    assert reader.stdin
    assert reader.stdout
    try:
        reader.stdin.write(f"{wanted.hash}\n".encode())
        reader.stdin.flush()
        head = reader.stdout.readline(200)
        left = wanted.size
        if head != f"{wanted.hash} blob {left}\n".encode():
            raise PackError(f"{label}/{member.name}: git cannot give it; the repository is broken")
        while left:
            block = reader.stdout.read(min(left, limits.BLOCK))
            if not block:
                raise PackError(f"{label}/{member.name}: git stopped in the middle of it; the repository is broken")
            left -= len(block)
            yield block
        reader.stdout.read(1)
    except BrokenPipeError as error:
        raise PackError(f"{label}/{member.name}: git cannot give it; the repository is broken") from error
