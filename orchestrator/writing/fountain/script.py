"""A screenplay together with where its scenes and beats stand in the script's file."""

from dataclasses import dataclass

from orchestrator.film.screenplay import Screenplay
from orchestrator.writing.fountain.document import Block, Document
from orchestrator.writing.fountain.elements import Element, Part


@dataclass(frozen=True)
class Passage:
    """Where a beat stands: the lines that hold its words (a speech's cue or parenthetical included), from 1.

    `shots` are the ids of the shots that notes such as `[[shot: gallery]]` name for it: a note on a line of its own is about
    the beat that follows it, one on a line with words about these words.
    """

    first: int
    last: int
    element: Element
    parts: tuple[Part, ...] = ()
    """Of a speech: its parentheticals and its words, which come last. A dialogue with a pause in it is several speeches."""
    shots: tuple[str, ...] = ()

    @property
    def start(self) -> int:
        """The offset in the text at which the beat begins."""
        return self.parts[0].start if self.parts else self.element.words[0]


@dataclass(frozen=True)
class SceneLines:
    """Where a scene stands. `beats` are in the order of the scene's beats: `beats[0]` is where beat 1 stands."""

    id: str
    line: int
    """The line of its heading."""
    beats: tuple[Passage, ...]
    block: Block


@dataclass(frozen=True)
class Script:
    """A script that was read. `scenes` are in the order of the screenplay's scenes."""

    screenplay: Screenplay
    scenes: tuple[SceneLines, ...]
    document: Document

    def scene(self, identity: str) -> SceneLines:
        """Return where a scene stands.

        Raises:
            KeyError: if the script has no scene with this id.
        """
        for scene in self.scenes:
            if scene.id == identity:
                return scene
        raise KeyError(identity)
