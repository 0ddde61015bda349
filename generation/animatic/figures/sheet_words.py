"""A sheet as words: what is said, in which colour, about the body or about a thing; and chance where nothing is said."""

import random
import re
from itertools import takewhile

from generation.animatic.colour import darker, lighter, mix, saturated
from generation.animatic.figures.roles import MEN, PEOPLE, ROLES, WOMEN
from generation.animatic.figures.vocabulary import COLOURS
from generation.requests import Figure

STOPS = frozenset({",", "and", "with", "in", "of", "at", "who", "but", "under"})
_SHADES = frozenset({"dark", "deep", "light", "pale"})
"""Words that are colours by themselves, and shades before another colour."""
_BODY = frozenset(
    {"build", "body", "figure", "frame", "shouldered", "limbed", "set", "age", "aged", "one", "years", "year"}
)


def _is_somebody(word: str) -> bool:
    return word in WOMEN or word in MEN or word in ROLES or word in PEOPLE or word in _BODY


class SheetWords:
    """The words of one sheet. `words` in order, `role` what the trade they name gives."""

    def __init__(self, figure: Figure) -> None:
        self.id = figure.id
        said = f"{figure.appearance.lower()}, {figure.kind.lower()}".replace("'", "").replace("’", "")
        self.words = re.findall(r"[a-z]+|\d+|,", said.replace("-", " "))
        named = figure.id.split("-")
        self.set = set(self.words) | set(named)
        self.joined = f" {' '.join(self.words)} "
        self.role: dict[str, str] = {}
        haircut = "pixie cut" in self.joined or "pixie hair" in self.joined
        for word in [*(word for word in self.words if not (haircut and word == "pixie")), *named]:
            self.role = {**ROLES.get(word, {}), **self.role}

    def chance(self, what: str) -> random.Random:
        """Return the random stream of one choice, so that a word more or less moves no other."""
        return random.Random(f"{self.id}:{what}")

    def has(self, *words: str) -> bool:
        """Whether any of the words or pairs of words is said."""
        return any(word in self.set if " " not in word else f" {word} " in self.joined for word in words)

    def first(self, table: dict[str, str]) -> tuple[str, int] | None:
        """Return the value of the first word of the table that is said, and where."""
        for index, word in enumerate(self.words):
            pair = f"{word} {self.words[index + 1]}" if index + 1 < len(self.words) else word
            if pair in table:
                return table[pair], index
            if word in table:
                return table[word], index
        return None

    def trait(self, table: dict[str, str]) -> str | None:
        """Return what an adjective says about the body itself: `tall and thin`, not `thin hair` or `an old coat`."""
        weak: str | None = None
        for index, word in enumerate(self.words):
            if word not in table:
                continue
            rest = list(takewhile(lambda after: after not in STOPS, self.words[index + 1 :]))
            if _is_somebody(word) or not rest or any(_is_somebody(after) for after in rest):
                if word != "little":
                    return table[word]
                weak = table[word]
        return weak

    def colour_at(self, index: int, table: dict[str, str], reach: int = 4) -> str | None:
        """Return the colour said shortly before the word at `index`, within the same phrase."""
        for place in range(index - 1, max(-1, index - 1 - reach), -1):
            word = self.words[place]
            if word in STOPS:
                break
            if word in table:
                before = self.words[place - 1] if place else ""
                # Of two colours the first is the finer one: navy blue, mustard yellow.
                return table[before] if before in table and before not in _SHADES else _shaded(table[word], before)
        return None

    def worn_colour(self, *nouns: str) -> str | None:
        """Return the colour said of any of these things."""
        for index, word in enumerate(self.words):
            if word in nouns and (found := self.colour_at(index, COLOURS)):
                return found
        return None


def _shaded(colour: str, modifier: str) -> str:
    """Apply `dark`, `pale` and their like to a colour."""
    match modifier:
        case "dark" | "deep" | "midnight":
            return darker(colour, 0.35)
        case "light" | "pale" | "pastel":
            return lighter(colour, 0.4)
        case "bright" | "vivid":
            return saturated(colour, 1.3)
        case "faded" | "dusty" | "dull" | "worn":
            return mix(colour, "#a09a94", 0.4)
        case _:
            return colour
