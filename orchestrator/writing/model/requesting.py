"""Requests to one model: the budget is checked before, waits and retries come between, and whatever came back is kept."""

import difflib
import json
import time
from collections import Counter
from dataclasses import asdict, dataclass, replace
from typing import NoReturn

from orchestrator.film.errors import WritingError
from orchestrator.film.preferences import Preferences
from orchestrator.writing.model.answers import Answers, Kept, Outcome, digest_of, now
from orchestrator.writing.model.faults import AGAIN, INSTEAD, Fault, explained
from orchestrator.writing.model.keys import Secrets
from orchestrator.writing.model.port import CutOff
from orchestrator.writing.model.reading import is_whole, storable
from orchestrator.writing.model.spending import Spending, tokens_at_most, tokens_in
from orchestrator.writing.model.ways import Ways, other_way
from orchestrator.writing.model.wire import Heard, Question, Usage, Way, Wire
from orchestrator.writing.writer import Hear, Said

_TRIES = {"busy": 6, "broken": 3, "dropped": 3, "empty": 2}
"""How often a request is sent in all, by what goes wrong; what is not here is not tried again."""
_FIRST_WAIT = {"busy": 2.0, "broken": 0.5, "dropped": 0.5, "empty": 0.0}
"""Seconds before the second try, where the server names none; each further wait is twice as long."""
_LIMIT_WORTH_SENDING = 32_000
"""An answer is not held to the budget where it leaves room for more tokens than this: no answer is that long."""
_PAUSE = "the server asks for a pause"
_BETWEEN_NEWS = 0.1
"""Seconds between two pieces of news about an answer that streams in."""


@dataclass(frozen=True)
class Terms:
    """What a model is asked under: the spec (`openai:<model>`), where its key belongs, and what the person set."""

    spec: str
    key: str
    preferences: Preferences
    secrets: Secrets
    again: bool = False


class Requests:
    """Sends questions to one wire, each until something usable comes back or nothing more can be done."""

    def __init__(self, wire: Wire, answers: Answers, spending: Spending, terms: Terms, hear: Hear) -> None:
        self._wire, self._answers, self._spending, self._terms, self._hear = wire, answers, spending, terms, hear
        self._ways = Ways(wire.place, wire.name)
        self._way = self._ways.best() if wire.lasting else Way()
        self._limiting = True

    def send(self, question: Question) -> str:
        """Return the raw text of an answer, which may or may not fit.

        Raises:
            CutOff: if it ended at the token limit.
            WritingError: if none comes, in one line that says what to do.
        """
        tries: Counter[str] = Counter()
        waited = 0.0
        streaming = True
        while True:
            limited = self._within_budget(question)
            try:
                heard = self._hear_out(limited, streaming=streaming)
            except Fault as fault:
                self._keep_rest(limited, fault)
                if fault.kind == "refused" and self._comes_down(limited, fault):
                    continue
                tries[fault.kind] += 1
                # langchain drops the words of a refusal that streams in, and so it looks like an empty answer.
                streaming = streaming and fault.kind != "empty"
                pause = self._pause(fault, tries[fault.kind], waited)
                if pause is None:
                    self._give_up(fault)
                self._wait(question.stage, fault, pause)
                waited += pause
                continue
            return self._kept(limited, heard)

    def it_worked(self) -> None:
        """The last answer fitted: this way is good for this endpoint."""
        if self._wire.lasting:
            self._ways.remember(self._way)

    def show_the_schema(self) -> None:
        """An answer did not have the form of the schema: the endpoint may not show it to the model, so the prompt does."""
        self._way = replace(self._way, shown=True)

    def _within_budget(self, question: Question) -> Question:
        size = tokens_at_most(_words_of(question))
        room = self._spending.check(question.stage, size, question.limit)
        if room is None or not self._limiting or (question.limit is None and room > _LIMIT_WORTH_SENDING):
            return question
        return replace(question, limit=room)

    def _hear_out(self, question: Question, *, streaming: bool) -> Heard:
        """Ask once; what is no answer is a fault, too."""
        came: list[str] = []
        told = time.monotonic()

        def progress(piece: str) -> None:
            nonlocal told
            came.append(piece)
            if time.monotonic() - told >= _BETWEEN_NEWS:
                told = time.monotonic()
                self._hear(Said(question.stage, f"{self._wire.name} writes", characters=sum(map(len, came))))

        self._hear(Said(question.stage, f"asking {self._wire.name}"))
        way = self._way if streaming else replace(self._way, streaming=False)
        try:
            heard = self._wire.send(question, way, progress)
        except Fault as fault:
            fault.partial = "".join(came)
            if fault.partial or fault.kind in ("timeout", "too-big"):  # the server has most likely worked, and counted
                self._spend(question, Heard(fault.partial, None))
            raise
        except KeyboardInterrupt:
            if came:
                self._spend(question, Heard("".join(came), None))
                self._keep(question, "broken off", "".join(came), None)
            raise
        heard = replace(heard, text=storable(self._terms.secrets.hide(heard.text)))
        self._spend(question, heard)
        if heard.refusal:
            raise Fault("refusal", heard.refusal, partial=heard.text or heard.refusal)
        if heard.finish == "content_filter":
            raise Fault("filtered", partial=heard.text)
        if heard.finish is None and not is_whole(heard.text):
            raise Fault("dropped", partial=heard.text)
        if not heard.text.strip() and heard.finish != "length":
            raise Fault("empty")
        return heard

    def _kept(self, question: Question, heard: Heard) -> str:
        """Keep an answer before anything else is done with it."""
        outcome: Outcome = "cut off" if heard.finish == "length" else "answered"
        self._keep(question, outcome, heard.text, heard.usage)
        if outcome == "cut off":
            raise cut_off(self._wire.name)
        return heard.text

    def _keep_rest(self, question: Question, fault: Fault) -> None:
        """Keep what came before or beside a fault: it may have been paid for."""
        outcomes: dict[str, Outcome] = {"refusal": "refused", "filtered": "stopped by a filter", "empty": "empty"}
        came = fault.partial or fault.kind in outcomes
        if came and fault.kind != "refused":
            self._keep(question, outcomes.get(fault.kind, "broken off"), fault.partial, None)

    def _keep(self, question: Question, outcome: Outcome, text: str, usage: Usage | None) -> None:
        self._answers.keep(
            Kept(
                question=digest_of(self._terms.spec, question),
                stage=question.stage,
                model=self._terms.spec,
                when=now(),
                outcome=outcome,
                limit=question.limit,
                tokens=asdict(usage) if usage else None,
                text=storable(self._terms.secrets.hide(text)),
            )
        )

    def _spend(self, question: Question, heard: Heard) -> None:
        about = Usage(tokens_in(_words_of(question)), tokens_in(heard.text) if heard.text else 0, about=True)
        self._spending.add(question.stage, heard.usage or about)

    def _comes_down(self, question: Question, fault: Fault) -> bool:
        """Find another way to put the question to a server that refused it; False if there is none."""
        said = fault.words.lower()
        if question.temperature is not None and "temperature" in said:
            raise WritingError(
                f"'{self._wire.name}' takes no temperature; take 'temperature' out of {self._terms.preferences.path}, {INSTEAD}"
            )
        if question.limit != self._terms.preferences.max_tokens and ("max_" in said and "tokens" in said):
            self._limiting = False
            return True
        other = other_way(self._way, said)
        if other is None:
            self._way = self._ways.best() if self._wire.lasting else Way()
            return False
        self._way = other
        return True

    def _pause(self, fault: Fault, tried: int, waited: float) -> float | None:
        """How long to wait before the next try; None if there is none."""
        if tried >= _TRIES.get(fault.kind, 1):
            return None
        left = self._terms.preferences.wait_at_most - waited
        if fault.wait is not None:
            return fault.wait if fault.wait <= left else None
        wanted = _FIRST_WAIT[fault.kind] * 2 ** (tried - 1)
        return min(wanted, left) if left > 0 or not wanted else None

    def _wait(self, stage: str, fault: Fault, seconds: float) -> None:
        doing = _PAUSE if fault.kind == "busy" else "the server failed; trying again"
        until = time.monotonic() + seconds
        while (left := until - time.monotonic()) > 0:
            self._hear(Said(stage, doing, seconds=left))
            time.sleep(min(1.0, left))

    def _give_up(self, fault: Fault) -> NoReturn:
        wire, terms = self._wire, self._terms
        if fault.kind == "unknown-model":
            raise WritingError(
                f"{wire.place} does not know the model '{wire.name}'{self._offers()}, {INSTEAD}"
            ) from fault
        if fault.kind == "busy":
            raise WritingError(f"{wire.place} {_too_busy(fault, terms)}, {INSTEAD}") from fault
        said = explained(fault, wire.name, wire.place, terms.key, terms.secrets, terms.preferences)
        # Less can be asked for at a time; that is the stage's to do, as where an answer is cut off.
        raise (CutOff if fault.kind == "too-long" else WritingError)(said) from fault

    def _offers(self) -> str:
        try:
            known = [self._terms.secrets.shown(name, 60) for name in self._wire.models()]
        except Fault:
            known = []
        provider = self._terms.spec.partition(":")[0]
        if close := difflib.get_close_matches(self._wire.name, known, 3, 0.5):
            return f", but {', '.join(close)}; write --writer {provider}:{close[0]}"
        listed = f"; it offers {', '.join(known[:8])}{' ...' * (len(known) > 8)}" if known else ""
        return f"{listed}; write --writer {provider}:<model>"


def cut_off(name: str) -> CutOff:
    """The error of an answer that ended at the model's token limit."""
    return CutOff(
        f"the answer of '{name}' was cut off at its token limit; raise max_tokens or take another model, {INSTEAD}"
    )


def _words_of(question: Question) -> str:
    return "\n".join(one.text for one in question.messages) + json.dumps(question.schema, ensure_ascii=False)


def _too_busy(fault: Fault, terms: Terms) -> str:
    words = terms.secrets.shown(fault.words)
    said = f" ({words})" if words else ""
    if fault.wait is None:
        return f"still asks for a pause after several tries{said}; wait some minutes, then {AGAIN}"
    if fault.wait <= terms.preferences.wait_at_most:
        return f"asks for one pause after the other{said}; wait some minutes, then {AGAIN}"
    when = time.localtime(time.time() + min(fault.wait, 3e8))
    at = time.strftime("%H:%M:%S" if fault.wait < 12 * 3600 else "%Y-%m-%d %H:%M", when)
    return (
        f"asks to wait {_span(fault.wait)}{said}, longer than 'wait_at_most' in {terms.preferences.path} allows "
        f"({_span(terms.preferences.wait_at_most)}); {AGAIN} after {at}"
    )


def _span(seconds: float) -> str:
    if seconds < 120:
        return f"{seconds:.3g} seconds"
    if seconds < 7200:
        return f"{round(seconds / 60)} minutes"
    return f"{round(seconds / 3600)} hours" if seconds < 200_000 else f"{round(seconds / 86400)} days"
