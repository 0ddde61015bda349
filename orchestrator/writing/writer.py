"""What a writer is: somebody who takes a film one stage further. The built-in one needs nothing; others ask a language model."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

from orchestrator.film.critique import Critique
from orchestrator.film.film import Settings
from orchestrator.film.screenplay import Screenplay
from orchestrator.film.shotlist import ShotList
from orchestrator.film.style import StyleGuide
from orchestrator.film.treatment import Treatment


@dataclass(frozen=True)
class Brief:
    """What is asked for. `text` is the idea, or the whole story where there is one."""

    settings: Settings
    style: StyleGuide
    text: str


@dataclass(frozen=True)
class SpokenLine:
    """A line to translate: who says it, how long it may last, and what was said before."""

    speaker: str
    text: str
    seconds: float
    manner: str | None = None


class Writer(Protocol):
    """Each stage takes what the stages before it gave (or what a person made of that) and touches no file.

    Every method raises WritingError where it cannot deliver, in one line that says what to do.
    """

    def treatment(self, brief: Brief) -> Treatment:
        """The idea as a treatment."""
        ...

    def screenplay(self, treatment: Treatment, brief: Brief) -> Screenplay:
        """The treatment as a screenplay, with plain sheets of everybody and everywhere."""
        ...

    def shots(self, screenplay: Screenplay, brief: Brief) -> ShotList | None:
        """How the screenplay is covered; None leaves all of it to the built-in director."""
        ...

    def sheets(self, screenplay: Screenplay, brief: Brief) -> Screenplay:
        """The same screenplay, its sheets filled in: looks, wardrobe states, voices."""
        ...

    def critique(self, screenplay: Screenplay, brief: Brief) -> Critique:
        """What could be better; empty where the writer has no critic."""
        ...

    def translated(self, lines: Sequence[SpokenLine], language: str, brief: Brief) -> tuple[str, ...]:
        """The lines in another language, one for one, in order."""
        ...


@dataclass(frozen=True)
class Said:
    """News from a writer at work, for whoever watches: `doing` in a few words.

    `seconds` is set while a server's wait is counted down; `characters` grows while an answer streams in.
    """

    stage: str
    doing: str
    seconds: float | None = None
    characters: int | None = None


Hear = Callable[[Said], None]


def silent(_news: Said) -> None:
    """Nobody watches."""
