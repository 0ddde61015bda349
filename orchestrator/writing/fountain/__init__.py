"""Fountain, the writers' plain-text screenplay format (fountain.io/syntax), out and in.

What Fountain has no word for (ids, mood, weather, who is in a beat) travels in notes, `[[mood: tense]]`, which every other
program keeps and none prints. Texts of a screenplay come back with runs of white space made one blank; a `Document` keeps every
byte, and is how a script is changed in places.
"""

from orchestrator.film.screenplay import Screenplay
from orchestrator.writing.fountain.document import FILE, Block, Document, Edit, parse
from orchestrator.writing.fountain.elements import Element, Part
from orchestrator.writing.fountain.meaning import script_from
from orchestrator.writing.fountain.script import Passage, SceneLines, Script
from orchestrator.writing.fountain.suggesting import suggested
from orchestrator.writing.fountain.timings import Mark, with_ids, with_timings, without_timings
from orchestrator.writing.fountain.writer import write


def to_fountain(screenplay: Screenplay) -> str:
    """Return the screenplay as a Fountain text that `from_fountain` reads back as the same screenplay."""
    return write(screenplay)


def from_fountain(text: str, known: Screenplay | None = None) -> Screenplay:
    """Read any writer's Fountain text.

    What the text does not say outright (place, time, weather, mood, who the cues are) is read from headings and action; the
    sheets of `known` win over plain ones for everybody and everywhere that it knows by name or id.

    Raises:
        ProjectError: with the line of everything that cannot be read, all at once.
    """
    return read_script(text, known).screenplay


def read_script(text: str, known: Screenplay | None = None, file: str = FILE) -> Script:
    """Read a script as `from_fountain` does, and tell where its scenes and beats stand. Errors name `file`.

    Raises:
        ProjectError: with the line of everything that cannot be read, all at once.
    """
    return script_from(parse(text), known, file)


__all__ = [
    "FILE", "Block", "Document", "Edit", "Element", "Mark", "Part", "Passage", "SceneLines", "Script", "from_fountain", "parse",
    "read_script", "suggested", "to_fountain", "with_ids", "with_timings", "without_timings",
]  # fmt: skip
