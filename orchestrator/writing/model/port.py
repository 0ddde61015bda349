"""The seam between what a stage asks and how a language model is asked: messages and an answer type in, a checked answer out."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal, Protocol, TypeVar

from pydantic import BaseModel

from orchestrator.film.errors import WritingError

A = TypeVar("A", bound=BaseModel)


@dataclass(frozen=True)
class Message:
    """One turn of the conversation."""

    role: Literal["system", "user", "assistant"]
    text: str


class CutOff(WritingError):
    """The answer ended at the model's token limit, or the question was too long for it; a smaller request may succeed."""


class Unfit(WritingError):
    """The model's answers did not fit, also after the repairs: neither network nor account stood in the way."""


def nothing_wrong(_answer: BaseModel) -> list[str]:
    """For answers that are right as soon as they fit their type."""
    return []


class Asker(Protocol):
    """Asks one language model. Keeps every raw answer, repairs what does not fit, waits where a server says so, counts tokens."""

    def ask(
        self,
        stage: str,
        messages: Sequence[Message],
        answer: type[A],
        *,
        problems: Callable[[A], list[str]] = nothing_wrong,
    ) -> A:
        """Return an answer that fits its type and has no `problems` (words that the model can act on).

        The same question is answered from what was kept, without a request.

        Raises:
            CutOff: if question or answer was too long for the model, also the kept one.
            Unfit: if it did not fit after the repairs; `problems` has seen every answer that fitted the type.
            WritingError: for everything else, in one line that says what to do.
        """
        ...
