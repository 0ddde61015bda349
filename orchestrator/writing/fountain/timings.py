"""Shots and their times as notes in a script, `[[shot: gallery; at: 0:12.5; lasts: 4.0]]`, and the ids of scenes.

They are for people, and for other programs to carry: what they say is read from no script but for the shots' ids.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from orchestrator.film.screenplay import Screenplay
from orchestrator.writing.fountain.document import Document, Edit, parse
from orchestrator.writing.fountain.lines import Line, hidden_in, lines_of
from orchestrator.writing.fountain.meaning import script_from
from orchestrator.writing.fountain.notes import field, fields
from orchestrator.writing.fountain.script import Passage

_KEYS = {"shot", "at", "lasts"}
_BLANK_LINE = re.compile(r"(?>\r\n|\r|\n)[ \t]?(?>\r\n|\r|\n)")
_FAR = 20_000
"""How far above a note, in signs, anybody looks for one that was left open."""


@dataclass(frozen=True)
class Mark:
    """A shot that begins at a beat (counted from 1) of a scene; `start` and `seconds` in the film's time."""

    scene: str
    beat: int
    shot: str
    start: float
    seconds: float

    def note(self) -> str:
        """Return it as a note."""
        said = [field("shot", self.shot), field("at", clock(self.start)), field("lasts", _decimal(self.seconds))]
        return f"[[{'; '.join(said)}]]"


def with_timings(text: str, marks: Iterable[Mark], known: Screenplay | None = None) -> str:
    """Return the script with a note before every beat at which a shot begins; earlier such notes go.

    `without_timings` gives back the very bytes, and both read as the same screenplay. `known` is as in `read_script`. A note
    that would only close a `[[` left open in the script is left out.

    Raises:
        ValueError: if a mark is about a scene or beat that the script does not have.
        ProjectError: if the script cannot be read.
    """
    document = parse(without_timings(text))
    scenes = {scene.id: scene.beats for scene in script_from(document, known).scenes}
    notes: defaultdict[tuple[int, str, str], list[str]] = defaultdict(list)
    for mark in marks:
        beats = scenes.get(mark.scene, ())
        if not 1 <= mark.beat <= len(beats):
            raise ValueError(f"shot '{mark.shot}': the script has no beat {mark.beat} in a scene '{mark.scene}'")
        notes[_place(document, beats[mark.beat - 1])].append(mark.note())
    return document.edited(
        Edit(offset, offset, "".join(f"{before}{note}{after}" for note in said))
        for (offset, before, after), said in notes.items()
        if _stays_a_note(document.text, offset)
    ).text


def _stays_a_note(text: str, offset: int) -> bool:
    """Whether a note put in here is one, and not the end of a note that somebody opened above and never closed."""
    if any(end.end() == offset for end in _BLANK_LINE.finditer(text, max(0, offset - 4), offset)):
        return True
    start = max(0, offset - _FAR)
    start = max((end.end() for end in _BLANK_LINE.finditer(text, start, offset)), default=start)
    boneyard = text.rfind("*/", start, offset)
    above = text[boneyard + 2 if boneyard >= 0 else start : offset]
    found, _ = hidden_in(f"{above}[[x]]")
    return bool(found) and found[-1].start == len(above)


def _place(document: Document, passage: Passage) -> tuple[int, str, str]:
    """Return the offset at which a beat's notes go in, and what stands before and after each.

    Most are paragraphs before the beat's. Inside a dialogue each is a line; and where no blank line stands before the beat,
    they are on its first line, since a blank one might make something else of it.
    """
    element = passage.element
    if passage.parts and passage.first != element.first:
        return document.line_start(passage.first), "", document.newline
    if element.first == 1 or not document.lines[element.first - 2].strip():
        return element.start, "", document.newline * 2
    raw = document.raw(element)
    first = next(iter(lines_of(raw, hidden_in(raw)[0])))
    return element.start + first.end, " ", ""


def without_timings(text: str) -> str:
    """Return the script without the notes that `with_timings` put in, wherever another program left them."""
    hidden, _ = hidden_in(text)
    lines = list(lines_of(text, hidden))
    edits: list[Edit] = []
    for index, line in enumerate(lines):
        timed = [one for one in line.hidden if one.note is not None and _is_timing(one.note)]
        if not timed:
            continue
        if line.plain or len(timed) < len(line.hidden):
            starts = [one.start - (text[one.start - 1 : one.start] in {" ", "\t"}) for one in timed]
            edits += [Edit(start, one.end, "") for start, one in zip(starts, timed, strict=True)]
            continue
        edits.append(Edit(line.start, _behind(lines, index, text), ""))
    return parse(text).edited(edits).text if edits else text


def _behind(lines: list[Line], index: int, text: str) -> int:
    """Return where the lines end that a note of its own takes: its own, and the empty one that parts it from the beat."""
    index += 1
    if index < len(lines) and lines[index].empty:
        index += 1
    return lines[index].start if index < len(lines) else len(text)


def _is_timing(note: str) -> bool:
    return {key for key, _ in fields(note)} == _KEYS


def with_ids(text: str, known: Screenplay | None = None, ids: Sequence[str] | None = None) -> str:
    """Return the script with the ids of its scenes in notes, where they are not yet: they outlive every change of a heading.

    `ids` are those of all scenes, in order, if they are not those that the script gives by itself.

    Raises:
        ProjectError: if the script cannot be read.
    """
    document = parse(text)
    edits: list[Edit] = []
    scenes = script_from(document, known).scenes
    for scene, identity in zip(scenes, ids or [scene.id for scene in scenes], strict=True):
        heading = scene.block.heading
        if scene.block.id is not None or heading is None or not _stays_a_note(text, heading.end):
            continue
        note = f"[[{field('scene', identity)}]]"
        if heading.last < len(document.lines) and document.lines[heading.last].strip():
            # A blank line might make a cue of what clings to the heading.
            edits.append(Edit(heading.end, heading.end, f" {note}"))
        else:
            edits.append(document.insertion(note, document.behind(heading)))
    return document.edited(edits).text


def clock(seconds: float) -> str:
    """Return a time as people write it: 0:12.5, 1:02:03.0."""
    thousandths = round(seconds * 1000)
    minutes, rest = divmod(thousandths, 60_000)
    hours, minutes = divmod(minutes, 60)
    said = _decimal(rest / 1000)
    said = said if rest >= 10_000 else f"0{said}"
    return f"{hours}:{minutes:02}:{said}" if hours else f"{minutes}:{said}"


def _decimal(seconds: float) -> str:
    said = f"{seconds:.3f}".rstrip("0")
    return f"{said}0" if said.endswith(".") else said
