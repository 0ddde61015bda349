"""What asking costs: tokens by stage, money where a price is set, a budget that is kept before it is exceeded.

The ledger is `spending.jsonl` in the project's `.filmwright`: one line a request, also for answers that were of no use.
"""

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError

from orchestrator.film.errors import WritingError
from orchestrator.film.preferences import Preferences, Price
from orchestrator.writing.model.answers import now
from orchestrator.writing.model.faults import INSTEAD
from orchestrator.writing.model.wire import Usage

_LEDGER = "spending.jsonl"
_TOKENS = re.compile(r"(\d+(?:[.,]\d+)?)\s*([km]?)\s*tok(?:en)?s?", re.IGNORECASE)
_MONEY = re.compile(r"[$€£]?\s*(\d+(?:[.,]\d+)?)\s*[$€£]?")
_USUAL_ANSWER = 4000
"""Tokens that an answer is reckoned with before any has come."""


class BudgetReached(WritingError):
    """The next request could cost more than is left."""


@dataclass(frozen=True)
class Budget:
    """The most that one run may cost: in tokens, or in money by the prices of the preferences."""

    amount: float
    unit: str

    @classmethod
    def parse(cls, text: str) -> "Budget":
        """Read `0.50` as money, `20000tokens` or `20k tokens` as tokens.

        Raises:
            WritingError: if it is neither, or nothing.
        """
        said = text.strip()
        amount, unit = 0.0, "money"
        if tokens := _TOKENS.fullmatch(said):
            scale = {"": 1, "k": 1_000, "m": 1_000_000}[tokens[2].lower()]
            amount, unit = float(tokens[1].replace(",", ".")) * scale, "tokens"
        elif money := _MONEY.fullmatch(said):
            amount = float(money[1].replace(",", "."))
        if amount <= 0:
            raise WritingError(
                f"--budget '{said[:40]}' is no budget; write money as in 0.50, or tokens as in 20000tokens"
            )
        return cls(amount, unit)

    def shown(self, amount: float) -> str:
        """An amount in the budget's unit."""
        return f"{round(amount)} tokens" if self.unit == "tokens" else f"{amount:.4f}".rstrip("0").ljust(4, "0")


class Spent(BaseModel):
    """One line of the ledger. `cost` is None where no price is set; `about` where tokens were estimated."""

    model_config = ConfigDict(frozen=True)

    when: str
    run: str
    stage: str
    model: str
    requests: int = 1
    input: int
    output: int
    cached: int = 0
    reasoning: int = 0
    about: bool = False
    cost: float | None = None

    def __add__(self, other: "Spent") -> "Spent":
        cost = None if self.cost is None or other.cost is None else self.cost + other.cost
        return self.model_copy(
            update={
                "requests": self.requests + other.requests,
                "input": self.input + other.input,
                "output": self.output + other.output,
                "cached": self.cached + other.cached,
                "reasoning": self.reasoning + other.reasoning,
                "about": self.about or other.about,
                "cost": cost,
            }
        )


def cost_of(usage: Usage, price: Price | None) -> float | None:
    """Return what an answer cost, or None where nobody said what the model costs."""
    if price is None:
        return None
    cached = min(usage.cached, usage.input)
    fresh = usage.input - cached
    rate = price.input if price.cached is None else price.cached
    return (fresh * price.input + cached * rate + usage.output * price.output) / 1e6


def tokens_in(text: str) -> int:
    """Return about how many tokens a text has: four letters each, fewer where letters are no Latin ones."""
    return max(1, round(max(len(text) / 4, len(text.encode("utf-8", "replace")) / 4.5)))


def tokens_at_most(text: str) -> int:
    """Return how many tokens a text hardly exceeds."""
    return 20 + len(text.encode("utf-8", "replace")) // 3


class Spending:
    """What one run has spent, and what it still may."""

    def __init__(self, folder: Path, spec: str, run: str, budget: Budget | None, preferences: Preferences) -> None:
        self._path, self._spec, self._run, self._budget = folder / _LEDGER, spec, run, budget
        self._price = preferences.prices.get(spec)
        if budget and budget.unit == "money" and self._price is None:
            raise WritingError(
                f"--budget {budget.shown(budget.amount)} needs the price of '{spec}': write it under 'prices' in "
                f"{preferences.path}, or give the budget in tokens, as in --budget 20000tokens"
            )
        self._spent: list[Spent] = []
        self._longest = 0

    def check(self, stage: str, question: int, limit: int | None) -> int | None:
        """Stop before a request that could exceed the budget; return the longest answer that it leaves room for.

        `question` is the question's size in tokens, at most; `limit` the answer's, where one is set.

        Raises:
            BudgetReached: if what is left is less than the request may cost.
        """
        if self._budget is None:
            return limit
        answer = limit or max(_USUAL_ANSWER, round(1.25 * self._longest))
        left = self._budget.amount - self._used()
        needed = self._worth(question, answer)
        if needed > left:
            shown = self._budget.shown
            raise BudgetReached(
                f"stopped at the budget of {shown(self._budget.amount)}: {shown(self._used())} spent so far, and the next "
                f"request ({stage}) may cost {shown(needed)}; raise --budget (what was answered is kept), {INSTEAD}"
            )
        room = self._room(left, question)
        return room if limit is None else min(limit, room)

    def add(self, stage: str, usage: Usage) -> None:
        """Write down what a request has used."""
        spent = Spent(
            when=now(), run=self._run, stage=stage, model=self._spec, input=usage.input, output=usage.output,
            cached=usage.cached, reasoning=usage.reasoning, about=usage.about, cost=cost_of(usage, self._price),
        )  # fmt: skip
        self._spent.append(spent)
        self._longest = max(self._longest, usage.output)
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            torn = self._path.is_file() and not self._path.read_bytes().endswith(b"\n")
            with self._path.open("a", encoding="utf-8") as ledger:
                ledger.write("\n" * torn + spent.model_dump_json(exclude_defaults=True) + "\n")
        except OSError as error:
            said = (error.strerror or str(error)).lower()
            raise WritingError(f"{self._path} cannot be written: {said}; make room there") from error

    def _used(self) -> float:
        if self._budget and self._budget.unit == "tokens":
            return sum(one.input + one.output for one in self._spent)
        return sum(one.cost or 0.0 for one in self._spent)

    def _worth(self, question: int, answer: int) -> float:
        if self._budget and self._budget.unit == "tokens":
            return question + answer
        return cost_of(Usage(question, answer), self._price) or 0.0

    def _room(self, left: float, question: int) -> int:
        """How long an answer can be for what is left after the question."""
        left -= self._worth(question, 0)
        if self._budget and self._budget.unit == "tokens":
            return max(1, int(left))
        each = self._worth(0, 1_000_000) / 1e6
        return 10_000_000 if each <= 0 else max(1, int(left / each))


def entries(folder: Path) -> Iterable[Spent]:
    """Yield the lines of a project's ledger; a line that is damaged is passed over."""
    try:
        lines = (folder / _LEDGER).read_text(encoding="utf-8", errors="replace").splitlines()
    except FileNotFoundError:
        return
    for line in lines:
        try:
            yield Spent.model_validate(json.loads(line))
        except (ValueError, ValidationError, RecursionError):
            continue


def summary(folder: Path, skip: int = 0) -> tuple[Spent, ...]:
    """Return what was spent by stage and model, in the order in which they came first.

    The first `skip` lines of the ledger are left out.
    """
    sums: dict[tuple[str, str], Spent] = {}
    for spent in list(entries(folder))[skip:]:
        key = (spent.stage, spent.model)
        sums[key] = sums[key] + spent if key in sums else spent
    return tuple(sums.values())
