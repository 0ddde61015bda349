"""One stage at work: what it asks, what it accepts, and what it tells whoever watches."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from pydantic import BaseModel

from orchestrator.writing.model.port import Asker, CutOff, Message, Unfit, nothing_wrong
from orchestrator.writing.writer import Hear, Said

A = TypeVar("A", bound=BaseModel)
Judge = Callable[[A], list[str]]


class Rejected(Unfit):
    """No answer could be used. `last` is the last one that at least fitted its type, if any did."""

    def __init__(self, message: str, last: BaseModel | None) -> None:
        super().__init__(message)
        self.last = last


def too_little_room(what: str, short: CutOff) -> CutOff:
    """The error of a model that cannot hold even the smallest piece of a stage; `short` says of what it has too little."""
    return CutOff(f"not even {what} alone goes through: {short}")


@dataclass(frozen=True)
class Stage:
    """A named stage with the model it asks and the one who watches."""

    name: str
    asker: Asker
    hear: Hear

    def say(self, doing: str) -> None:
        """Tell what goes on."""
        self.hear(Said(self.name, doing))

    def ask(
        self,
        messages: Sequence[Message],
        answer: type[A],
        *,
        wrong: Judge[A] = nothing_wrong,
        weak: Judge[A] = nothing_wrong,
    ) -> A:
        """Return an answer without anything `wrong`.

        What is only `weak` (worth another try, not worth failing) is sent back once, and accepted if it stays.

        Raises:
            CutOff: if question or answer was too long for the model.
            Rejected: if what is wrong stayed wrong.
            WritingError: if the model could not be asked.
        """
        seen: list[A] = []

        def problems(candidate: A) -> list[str]:
            seen.append(candidate)
            faults, slips = wrong(candidate), weak(candidate)
            if slips and not faults and len(seen) > 1:
                self.say(f"taken as it is: {slips[0]}")
            return [*faults, *slips] if faults or len(seen) == 1 else []

        try:
            return self.asker.ask(self.name, messages, answer, problems=problems)
        except Unfit as unfit:
            last = seen[-1] if seen else None
            if last is None or wrong(last):
                raise Rejected(str(unfit), last) from unfit
            return last
