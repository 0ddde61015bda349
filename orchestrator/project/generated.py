"""Writing generated files into a project in which people edit: the table of what may happen to a file, in one place.

With B, what the tool last wrote (its digest is in film.lock, its text in `originals`), W, the file as it is now, and N, what is
generated now:

    W = N                      unchanged   B becomes N
    W = B, N other             written     only the generator changed
    W other, N = B             kept        only the person changed
    no W, no B                 written
    no W, N = B                deleted     the person deleted it: it stays so
    no W, N other              proposed    it stays deleted, and N waits in proposals/
    W, no B (or its text lost) proposed    the person wrote it
    W cannot be read           kept        somebody is at work on it; B stays, so that nothing generated is lost
    all differ                 merged, kept or proposed: merged by structure; where both changed, the person's value stays
                               and the generator's waits in proposals/

B is only ever what the tool wrote. What a person wrote is never a base: the next generation would overwrite it.
"""

from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

from orchestrator.film.errors import FilmError
from orchestrator.project import originals
from orchestrator.project.atomic import ChangedMeanwhile, read_bytes, remove, while_it_is_saved, write_text
from orchestrator.project.lock import Lock, text_digest
from orchestrator.project.merge_files import CannotMerge, MergedText, is_valid, merge_texts
from orchestrator.project.proposals import carried, put_proposal

Outcome = Literal["written", "unchanged", "kept", "merged", "proposed", "deleted", "moved", "left"]


@dataclass(frozen=True)
class Generated:
    """What became of a generated text.

    `path` is the file, or the proposal if `outcome` is `proposed`. `taken` counts the generator's changes that went into a
    person's file, `kept` the person's that stayed, `asked` the places where both had changed, which the proposal shows.
    """

    outcome: Outcome
    path: Path
    lock: Lock
    taken: int = 0
    kept: int = 0
    asked: int = 0


def write_generated(root: Path, relative_path: str, text: str, lock: Lock) -> Generated:
    """Write a generated text to its file, merged with what a person made of the file; see the table above.

    The lock that comes back holds the new text as the tool's last word; it is not written.

    Raises:
        FilmError: if the path leads out of the project, a folder stands in its place, or somebody saves the file all the time.
    """
    path = root / relative_path
    if not path.resolve().is_relative_to(root.resolve()):
        raise FilmError(f"{relative_path} leads out of the project; nothing was written there")
    if path.is_dir():
        raise FilmError(f"{relative_path} is a folder, where a file is to be written; move it away")
    return while_it_is_saved(relative_path, lambda: _Writing(root, relative_path, text, lock).settle())


def withdraw(root: Path, relative_path: str, lock: Lock) -> Generated:
    """The generator has nothing for this file any more: it goes if nobody edited it (`deleted`), else it stays (`left`)."""
    path = root / relative_path
    raw = read_bytes(path)
    text = _decoded(raw)
    if raw is None or text is None or text_digest(text) != lock.files.get(relative_path):
        return Generated("left" if raw is not None else "deleted", path, lock)
    originals.keep(root, raw)
    try:
        remove(path, raw)
    except ChangedMeanwhile:
        return Generated("left", path, lock)
    return Generated("deleted", path, lock.without_files([relative_path]))


class _Writing:
    def __init__(self, root: Path, relative: str, text: str, lock: Lock) -> None:
        self._root, self._relative, self._text = root, relative, text
        self._path = root / relative
        self._before = lock
        self._base = lock.files.get(relative)
        self._new = text_digest(text)
        self._raw = read_bytes(self._path)
        self._yours = _decoded(self._raw)

    def settle(self) -> Generated:
        originals.keep_written(self._root, self._text)
        if self._raw is None:
            return self._missing()
        current = None if self._yours is None else text_digest(self._yours)
        if current == self._new:
            return self._closed("unchanged", self._yours)
        if self._yours is not None and (current == self._base or self._relative in self._before.proposals):
            originals.keep_written(self._root, self._yours)
        if current is not None and current == self._base:
            return self._written()
        if self._new == self._base:
            return self._closed("kept", self._yours)
        base = originals.find(self._root, self._base)
        if base is None or self._yours is None:
            return self._stranger() if self._base is None or self._yours is not None else self._left()
        return self._both(base, self._yours)

    def _after(self) -> Lock:
        return self._before.with_files({self._relative: self._new})

    def _missing(self) -> Generated:
        if self._base is None:
            write_text(self._path, self._text, None)
            return Generated("written", self._path, put_proposal(self._root, self._relative, self._after(), None, None))
        if self._new == self._base:
            return Generated("deleted", self._path, self._before)
        return self._proposed(None, self._text, MergedText(self._text))

    def _written(self) -> Generated:
        """The file as generated, with the line ends that it has: an editor or git may have changed them."""
        crlf = self._yours is not None and "\r\n" in self._yours
        self._replace(self._text.replace("\n", "\r\n") if crlf else self._text)
        return replace(self._closed("written", self._text), taken=1)

    def _replace(self, text: str) -> None:
        """Write the file, whose old text is kept first, unless somebody saved it since it was read."""
        assert self._raw is not None
        originals.keep(self._root, self._raw)
        write_text(self._path, text, self._raw)

    def _left(self) -> Generated:
        """A file that cannot be read now: the generated text will be merged when it can be again."""
        return Generated("kept", self._path, self._before)

    def _stranger(self) -> Generated:
        """A person's own file: what would be in it if the generator had its way, in the layout that the person gave it."""
        return self._proposed(self._yours, _overwritten(self._relative, self._yours, self._text), MergedText(""))

    def _both(self, base: str, yours: str) -> Generated:
        try:
            done = merge_texts(self._relative, base, yours, self._text)
            asked = merge_texts(self._relative, base, yours, self._text, "theirs").text
        except CannotMerge:
            if not _readable(self._relative, yours):
                return self._left()
            return self._stranger()
        if not is_valid(self._relative, done.text) or not is_valid(self._relative, asked):
            return self._stranger()
        if done.text != yours:
            self._replace(done.text)
        if asked != done.text:
            return self._proposed(done.text, asked, done)
        closed = self._closed("kept" if done.text == yours else "merged", done.text)
        return replace(closed, taken=done.taken, kept=done.kept)

    def _closed(self, outcome: Outcome, text: str | None) -> Generated:
        """Nothing new to ask; what was asked before goes on being asked, unless it is settled."""
        lock = self._after()
        if text is not None:
            lock = carried(self._root, self._relative, lock, text, text, (self._base, self._text))
        return Generated(outcome, self._path, lock)

    def _proposed(self, text: str | None, proposal: str, done: MergedText) -> Generated:
        """`text` is the file as it is now, `proposal` the file with the generator's answers."""
        lock = self._after()
        if text is None:
            lock = put_proposal(self._root, self._relative, lock, None, proposal)
        else:
            lock = carried(self._root, self._relative, lock, text, proposal, (self._base, self._text))
        if self._relative not in lock.proposals and text is not None:
            return Generated("kept", self._path, lock)
        asked = len(done.conflicts) or 1
        waiting = self._root / "proposals" / self._relative
        return Generated("proposed", waiting, lock, taken=done.taken, kept=done.kept, asked=asked)


def _decoded(raw: bytes | None) -> str | None:
    try:
        return None if raw is None else raw.decode("utf-8")
    except UnicodeDecodeError:
        return None


def _readable(path: str, text: str) -> bool:
    try:
        merge_texts(path, text, text, text)
    except CannotMerge:
        return False
    return True


def _overwritten(path: str, yours: str | None, text: str) -> str:
    """The generated values in the person's layout, if that can be; else the generated text."""
    if yours is None:
        return text
    try:
        merged = merge_texts(path, yours, yours, text).text
    except CannotMerge:
        return text
    return merged if is_valid(path, merged) else text
