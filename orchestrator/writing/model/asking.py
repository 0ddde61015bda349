"""Asking a model until its answer fits: what was kept comes first, then requests, with repairs where an answer does not fit."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel

from orchestrator.writing.model.answers import Answers, digest_of
from orchestrator.writing.model.faults import INSTEAD
from orchestrator.writing.model.port import Message, Unfit, nothing_wrong
from orchestrator.writing.model.reading import NoJson, fitted
from orchestrator.writing.model.requesting import Requests, Terms, cut_off
from orchestrator.writing.model.schema import strict_schema
from orchestrator.writing.model.spending import Spending
from orchestrator.writing.model.wire import Question, Wire
from orchestrator.writing.writer import Hear, Said
from templates import render

A = TypeVar("A", bound=BaseModel)

_REPAIRS = 2
_MOST_PROBLEMS = 12
_LONGEST_QUOTE = 20_000
"""Characters of a wrong answer that are shown to the model again."""


class _KeptDoesNotFit(Exception):
    """A chain of kept answers ended in failure, and no request was made for it."""


class ModelAsker:
    """The Asker over one wire. Raw answers and the ledger go into `folder`, the project's `.filmwright`."""

    def __init__(self, wire: Wire, folder: Path, spending: Spending, terms: Terms, hear: Hear) -> None:
        self._name, self._terms, self._hear = wire.name, terms, hear
        self._answers = Answers(folder)
        self._requests = Requests(wire, self._answers, spending, terms, hear)

    def ask(
        self,
        stage: str,
        messages: Sequence[Message],
        answer: type[A],
        *,
        problems: Callable[[A], list[str]] = nothing_wrong,
    ) -> A:
        """Answer as the Asker promises."""
        wishes = self._terms.preferences
        schema = strict_schema(answer)
        question = Question(stage, tuple(messages), answer.__name__[:64], schema, wishes.temperature, wishes.max_tokens)
        if not self._terms.again:
            try:
                return self._converse(question, answer, problems, fresh=False)
            except _KeptDoesNotFit:
                pass
        return self._converse(question, answer, problems, fresh=True)

    def _converse(self, question: Question, answer: type[A], problems: Callable[[A], list[str]], *, fresh: bool) -> A:
        """One conversation: the question, and after each answer that does not fit what is wrong with it.

        As long as it is not `fresh`, kept answers stand in for the model's; from the first request on everything is asked.
        """
        wrong = ["it was empty"]
        for _ in range(1 + _REPAIRS):
            text = None if fresh else self._kept(question)
            if text is None:
                fresh, text = True, self._requests.send(question)
            fit = self._fit(text, answer, problems)
            if isinstance(fit, answer):
                if fresh:
                    self._requests.it_worked()
                return fit
            wrong = [str(problem) for problem in fit] if isinstance(fit, list) else wrong
            question = _told(question, text, wrong)
        if not fresh:
            raise _KeptDoesNotFit
        raise Unfit(
            f"'{self._name}' did not answer with what was asked, also when it was told twice what is wrong "
            f"({self._terms.secrets.shown(wrong[0])}); try a larger model, {INSTEAD}"
        )

    def _kept(self, question: Question) -> str | None:
        kept = self._answers.find(digest_of(self._terms.spec, question), question.limit)
        if kept is None:
            return None
        if kept.outcome == "cut off":
            raise cut_off(self._name)
        self._hear(Said(question.stage, "answered before, no request"))
        return kept.text

    def _fit(self, text: str, answer: type[A], problems: Callable[[A], list[str]]) -> A | list[str]:
        try:
            found = fitted(text, answer, self._terms.secrets.hide)
        except NoJson:
            found = ["it holds no JSON object"]
        if isinstance(found, list):
            self._requests.show_the_schema()
            return found
        return problems(found) or found


def _told(question: Question, text: str, wrong: list[str]) -> Question:
    """The conversation one turn further: the answer, and what is wrong with it."""
    quoted = text if len(text) <= _LONGEST_QUOTE else f"{text[:_LONGEST_QUOTE]} [...]"
    said = render("writing/repair.j2", problems=wrong[:_MOST_PROBLEMS])
    return replace(question, messages=(*question.messages, Message("assistant", quoted), Message("user", said)))
