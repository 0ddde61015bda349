"""A compiled prompt: what the model gets, where each word of it came from, and what had to be left out."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

Turn = Literal["style", "light", "setting", "last"]
"""In which turn a clause is left out where a prompt does not fit: first style, then light, then detail of the setting.

The last resort is what follows the action's first sentence, and the first phrase of somebody's looks.
"""


@dataclass(frozen=True)
class Clause:
    """A piece of what could be said of a shot: the value of the template that it belongs to, and where it comes from.

    `turn` is None for what is left out in no turn but the last: who it is, and what happens.
    """

    name: str
    text: str
    origin: str
    turn: Turn | None = None


@dataclass(frozen=True)
class Segment:
    """A stretch of the finished prompt and its origin; `template …` for the words that the dialect adds."""

    text: str
    origin: str


@dataclass(frozen=True)
class Budget:
    """What the prompt takes of what the model reads."""

    tokens: int
    limit: int | None
    encoder: str
    exact: bool
    how: str
    words: int
    band: tuple[int, int] | None = None
    characters: int = 0
    most_characters: int | None = None

    @property
    def over(self) -> bool:
        """Whether the model would cut the prompt off."""
        too_many = self.limit is not None and self.tokens > self.limit
        return too_many or (self.most_characters is not None and self.characters > self.most_characters)


@dataclass(frozen=True)
class Prompt:
    """One prompt in one dialect. `shed` is what was left out to fit, in the order in which it went; `notes` what else to know."""

    text: str
    negative: str
    dialect: str
    segments: tuple[Segment, ...]
    clauses: tuple[Clause, ...]
    shed: tuple[Clause, ...]
    budget: Budget
    notes: tuple[str, ...] = ()


def told(prompt: Prompt, words: str, origin: str) -> Prompt:
    """The prompt with a sentence before it; as it is where the model would cut its end off for that."""
    budget = prompt.budget
    more = replace(budget, tokens=budget.tokens + 2 * len(words.split()), words=budget.words + len(words.split()))
    if more.over:
        return prompt
    return replace(
        prompt, text=f"{words} {prompt.text}", segments=(Segment(words, origin), *prompt.segments), budget=more
    )


def left_out(shed: Sequence[Clause], budget: Budget) -> str:
    """What was left out of a prompt, in one line for the plan."""
    words = ", ".join(f"'{clause.text}'" for clause in shed[:4])
    more = f" and {len(shed) - 4} more" if len(shed) > 4 else ""
    return f"left out to fit {_limit(budget)}: {words}{more}"


def _limit(budget: Budget) -> str:
    if budget.most_characters is not None and budget.limit is None:
        return f"{budget.most_characters} characters"
    return (
        f"{budget.limit} tokens of {budget.encoder}"
        if budget.limit is not None
        else f"{budget.band[1] if budget.band else 0} words"
    )
