"""Three-way merge of screenplays: scene by scene, and within a scene paragraph by paragraph, without losing a byte.

A paragraph (action, a speech with its cue, a note) is what writers move and change as one; where all three have as many lines,
its lines are merged, too. Scenes are the same scene if they carry the same id in a note, or have the same heading, or are
alike; paragraphs if they are equal or alike.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from orchestrator.film.errors import FilmError
from orchestrator.film.headings import is_forced_heading, is_plainly_heading
from orchestrator.project.merge import ABSENT, Absence, Held, Names, Side, merge
from orchestrator.project.merge_lists import alike, arranged
from orchestrator.project.source import Value

_ID = re.compile(r"\[\[\s*scene:\s*([a-z0-9][a-z0-9-]*)")
_TITLE = re.compile(r"[A-Za-z][A-Za-z ]*:")
_OPENINGS = (("/*", "*/"), ("[[", "]]"))
_ALIKE = 0.5
"""From here on two scenes with other headings and without ids are one."""
FRONT = ""
"""The name of what stands before the first scene."""


@dataclass(frozen=True)
class Paragraph:
    """`said` without the line break at its end, and `gap`: that, and the blank lines that follow."""

    said: str
    gap: str


@dataclass(frozen=True)
class Section:
    """A scene from its heading on, or what stands before the first one (the title page line by line)."""

    heading: str
    paragraphs: tuple[Paragraph, ...]

    @property
    def id(self) -> str | None:
        """The id that a note gives the scene."""
        if self.heading == FRONT:
            return None
        found = next((match for part in self.paragraphs if (match := _ID.search(part.said))), None)
        return found[1] if found else None

    @property
    def said(self) -> list[str]:
        """What the paragraphs say."""
        return [part.said for part in self.paragraphs]


@dataclass
class MergedScript:
    """The merged text, and how many changes came from whom."""

    text: str = ""
    taken: int = 0
    kept: int = 0
    conflicts: list[Names] = field(default_factory=list[Names])


def sections(text: str) -> list[Section]:
    """Cut a screenplay into its scenes; joined again they are the text."""
    found: list[tuple[str, list[Paragraph]]] = [(FRONT, [])]
    for part in _paragraphs(text):
        if is_plainly_heading(part.said) or is_forced_heading(part.said):
            found.append((part.said.split("\n")[0].strip(), []))
        found[-1][1].append(part)
    return [Section(heading, tuple(parts)) for heading, parts in found]


def _paragraphs(text: str) -> list[Paragraph]:
    parts: list[Paragraph] = []
    lines = [line for line in re.split(r"(?<=\n)", text) if line]
    title = bool(lines) and bool(_TITLE.match(lines[0]))
    said, gap = "", ""
    for line in lines:
        blank = not line.strip() and not (said and line.strip("\r\n")) and not _is_open(said)
        if not blank and (gap or (title and said and _TITLE.match(line))):
            parts.append(_paragraph(said, gap))
            title = title and not gap
            said, gap = "", ""
        said, gap = (said, gap + line) if blank else (said + line, gap)
    return [*parts, _paragraph(said, gap)] if said or gap else parts


def _paragraph(said: str, gap: str) -> Paragraph:
    plain = said.rstrip("\r\n")
    return Paragraph(plain, said[len(plain) :] + gap)


def _is_open(said: str) -> bool:
    """Whether a boneyard or a note goes on: blank lines in it part nothing."""
    return any(said.rfind(begin) > said.rfind(end) for begin, end in _OPENINGS if begin in said)


def merge_scripts(base: str, yours: str, theirs: str, favour: Side = "yours") -> MergedScript:
    """Merge three screenplays; the layout is yours, and where both sides changed a line, `favour` decides."""
    if base == theirs or yours == theirs:
        return MergedScript(yours, kept=int(yours != theirs))
    line_break = "\r\n" if "\r\n" in yours else "\n"
    base, plain, theirs = (text.replace("\r\n", "\n") for text in (base, yours, theirs))
    merger = _Merger(favour)
    text = merger.merged(sections(base), sections(plain), sections(theirs))
    merger.result.text = text.replace("\n", line_break)
    return merger.result


class _Merger:
    def __init__(self, favour: Side) -> None:
        self._favour: Side = favour
        self.result = MergedScript()

    def merged(self, base: Sequence[Section], yours: Sequence[Section], theirs: Sequence[Section]) -> str:
        names = scene_names(base, yours, theirs)
        found = [dict(zip(keys, items, strict=True)) for keys, items in zip(names, (base, yours, theirs), strict=True)]
        merged: dict[str, list[Paragraph]] = {}
        for name in dict.fromkeys((*names[1], *names[2])):
            three = [source.get(name) for source in found]
            parts = self._section(_shown(three), *three)
            if parts is not None:
                merged[name] = parts
        order = arranged(*names, merged.keys(), self._favour)
        self._count_order(order.moved, ("scenes",))
        parts = [part for name in order.names for part in merged[name]]
        return _joined(parts, [part for section in yours for part in section.paragraphs])

    def _count_order(self, moved: str, place: Names) -> None:
        self.result.taken += moved == "theirs"
        self.result.kept += moved == "yours"
        if moved == "both":
            self.result.conflicts.append(place)

    def _section(
        self, name: str, base: Section | None, yours: Section | None, theirs: Section | None
    ) -> list[Paragraph] | None:
        if yours is not None and theirs is not None:
            return self._paragraphs(name, base.paragraphs if base else (), yours.paragraphs, theirs.paragraphs)
        wanted = self._merged((name,), _said(base), _said(yours), _said(theirs))
        chosen = yours or theirs
        return None if isinstance(wanted, Absence) or chosen is None else list(chosen.paragraphs)

    def _paragraphs(
        self, name: str, base: Sequence[Paragraph], yours: Sequence[Paragraph], theirs: Sequence[Paragraph]
    ) -> list[Paragraph]:
        three = (base, yours, theirs)
        names = alike(*([part.said for part in parts] for parts in three))
        found = [dict(zip(keys, parts, strict=True)) for keys, parts in zip(names, three, strict=True)]
        merged: dict[str, Paragraph] = {}
        for key in dict.fromkeys((*names[1], *names[2])):
            parts = [source.get(key) for source in found]
            said = self._said(name, *(None if part is None else part.said for part in parts))
            layout = parts[1] or parts[2]
            if said is not None and layout is not None:
                merged[key] = Paragraph(said, layout.gap)
        order = arranged(*names, merged.keys(), self._favour)
        self._count_order(order.moved, (name,))
        return [merged[key] for key in order.names]

    def _said(self, name: str, base: str | None, yours: str | None, theirs: str | None) -> str | None:
        lines = [None if said is None else said.split("\n") for said in (base, yours, theirs)]
        place = (name, _first_words(yours or theirs or ""))
        if lines[0] and lines[1] and lines[2] and len(lines[0]) == len(lines[1]) == len(lines[2]):
            return "\n".join(str(self._merged(place, *three)) for three in zip(*lines, strict=True))
        said = self._merged(place, *(ABSENT if text is None else text for text in (base, yours, theirs)))
        return said if isinstance(said, str) else None

    def _merged(self, place: Names, base: Held, yours: Held, theirs: Held) -> Held:
        done = merge(base, yours, theirs, self._favour)
        self.result.taken += done.taken
        self.result.kept += done.kept
        self.result.conflicts += [place for _ in done.conflicts]
        return done.value


def _said(section: Section | None) -> Held:
    said: list[Value] = [] if section is None else [*section.said]
    return ABSENT if section is None else said


def _shown(three: Sequence[Section | None]) -> str:
    section = next((item for item in (three[1], three[2], three[0]) if item is not None), None)
    return (section.id or section.heading or "title") if section else ""


def _first_words(said: str) -> str:
    line = said.split("\n")[0]
    return line if len(line) <= 40 else line[:39].rsplit(" ", 1)[0] + " …"


def scene_names(
    base: Sequence[Section], yours: Sequence[Section], theirs: Sequence[Section]
) -> tuple[list[str], list[str], list[str]]:
    """Return a name for each scene, the same for the same scene; what stands before the first is `FRONT`."""
    first = _unique([section.id or section.heading for section in base])
    return first, _names_like(base, first, yours, "y"), _names_like(base, first, theirs, "t")


def _unique(names: list[str]) -> list[str]:
    return [name if names.index(name) == index else f"{name}\0{index}" for index, name in enumerate(names)]


def _names_like(base: Sequence[Section], names: list[str], others: Sequence[Section], letter: str) -> list[str]:
    result: list[str | None] = [None] * len(others)
    free = dict.fromkeys(range(len(base)))
    tests = (
        lambda a, b: a.id is not None and a.id == b.id,
        lambda a, b: a.heading == b.heading and (a.id is None or b.id is None),
    )
    for test in tests:
        for position, section in enumerate(others):
            origin = next((index for index in free if result[position] is None and test(base[index], section)), None)
            if origin is not None:
                result[position] = names[origin]
                del free[origin]
    for position, section in enumerate(others):
        if result[position] is None:
            score, origin = max(((_shared(base[index], section), -index) for index in free), default=(0.0, 0))
            if score >= _ALIKE:
                result[position] = names[-origin]
                del free[-origin]
    taken = set(filter(None, result))
    for position, section in enumerate(others):
        if result[position] is None:
            name = section.id or section.heading
            # Of two scenes with one id, a scene that was copied with its note, neither may stand for the other.
            result[position] = name if section.id and name not in taken else f"{name}\0{letter}{position}"
            taken.add(name)
    return [name for name in result if name is not None]


def _shared(first: Section, second: Section) -> float:
    """How many of their paragraphs two scenes have in common."""
    one, other = Counter(first.said), Counter(second.said)
    return 2 * (one & other).total() / max(1, one.total() + other.total())


def _joined(parts: Sequence[Paragraph], yours: Sequence[Paragraph]) -> str:
    """The paragraphs as one text: each parted from the next by a blank line, and the end of the file as it was in yours."""
    pieces: list[str] = []
    title = True
    for index, part in enumerate(parts):
        gap = part.gap
        title = title and bool(_TITLE.match(part.said))
        if index + 1 == len(parts):
            gap = gap if not yours or part == yours[-1] else "\n" * yours[-1].gap.count("\n")
        elif part.said and gap.count("\n") < 2 and not (title and _TITLE.match(parts[index + 1].said)):
            gap = "\n\n"
        elif (gap or part.said) and not gap.endswith("\n"):
            gap += "\n"
        pieces.append(part.said + gap)
    return "".join(pieces)


def with_scene(current: str, other: str, scene: str) -> str:
    """Return a screenplay with one scene as another version has it (not at all, if it has none).

    Raises:
        FilmError: if neither has such a scene, by its id or its heading, or both have the same.
    """
    line_break = "\r\n" if "\r\n" in current else "\n"
    own, others = (sections(text.replace("\r\n", "\n")) for text in (current, other))
    names = scene_names(own, own, others)
    mine, theirs = dict(zip(names[1], own, strict=True)), dict(zip(names[2], others, strict=True))
    changed = [name for name in dict.fromkeys((*names[1], *names[2])) if mine.get(name) != theirs.get(name)]
    labels = {_shown((None, mine.get(name), theirs.get(name))): name for name in changed}
    chosen = labels.get(scene)
    if chosen is None:
        known = ", ".join(labels) or "none"
        raise FilmError(f"the proposal has no changes for a scene '{scene}'; it has for {known}")
    order = arranged(names[1], names[1], names[2], {*names[1], chosen}, "yours").names
    result = {name: mine.get(name) for name in order} | {chosen: theirs.get(chosen)}
    parts = [part for name in order if (section := result[name]) is not None for part in section.paragraphs]
    return _joined(parts, [part for section in own for part in section.paragraphs]).replace("\n", line_break)
