"""Words to looks: what a character sheet says about a person, completed from the id where it is silent.

The same id and words give the same person in every shot. Nothing here depends on light, style or take.
"""

import random
import re
from dataclasses import dataclass, replace
from itertools import takewhile
from typing import Literal

from generation.animatic.colour import darker, lighter, lightness, mix, saturated
from generation.animatic.figures.roles import MEN, PEOPLE, ROLES, WOMEN
from generation.animatic.figures.vocabulary import (
    AGES,
    BOTTOMS,
    BUILDS,
    CLOTH_COLOURS,
    COLOURS,
    EYE_COLOURS,
    GARMENTS,
    HAIR_COLOURS,
    HAIR_STYLES,
    HATS,
    NUMBERS,
    PATTERNS,
    SKINS,
)
from generation.requests import Figure

Age = Literal["child", "young", "adult", "old"]
Build = Literal["slim", "average", "broad", "stout", "tall", "bent"]


@dataclass(frozen=True, slots=True)
class Person:
    """Everything that makes one person look like nobody else. Colours are local colours, before any light."""

    woman: bool
    age: Age
    build: Build
    stature: float
    """Factor on the height that age and build give."""
    skin: str
    hair: str
    hair_style: str
    beard: str
    eyes: str
    brow: float
    """Thickness of the brows, 1 is ordinary."""
    nose: str
    jaw: float
    """Width of the jaw, -1 narrow to 1 square."""
    glasses: bool
    freckles: bool
    patch: bool
    outfit: str
    top: str
    """Colour of the upper garment (of the whole one where there is only one)."""
    bottom: str
    shirt: str
    shoes: str
    accent: str
    """Colour of trims: buttons, belt, scarf."""
    hat: str
    hat_colour: str
    apron: bool
    apron_colour: str
    cloak: bool
    cloak_colour: str
    scarf: bool
    scarf_colour: str
    tie: bool
    wings: str
    """`gossamer`, `feather`, or nothing."""
    pattern: str
    """`striped`, `checked`, `dotted`, `patched`, or nothing."""


def is_person(kind: str) -> bool:
    """Whether this kind of being is drawn as a person; unknown kinds are not."""
    head = re.split(r"\b(?:of|in|with|from|on|at|who)\b|,", kind.lower())[0]
    words = re.findall(r"[a-z]+", head)
    if not words:
        return True
    last = words[-1]
    singular = last[:-1] if last.endswith("s") and last not in ROLES else last
    return any(
        word in ROLES or word in MEN or word in WOMEN or word in PEOPLE for word in (last, singular)
    ) or last.endswith(("man", "woman", "smith", "keeper", "maker", "wright", "monger"))


def read_person(figure: Figure) -> Person:
    """Return the looks of a person from the figure's words and id."""
    return _Reader(figure).person()


_STOPS = frozenset({",", "and", "with", "in", "of", "at", "who", "but", "under"})
_BODY = frozenset(
    {"build", "body", "figure", "frame", "shouldered", "limbed", "set", "age", "aged", "one", "years", "year"}
)


def _is_somebody(word: str) -> bool:
    return word in WOMEN or word in MEN or word in ROLES or word in PEOPLE or word in _BODY


class _Reader:
    """Reads one figure's words. Every choice left open takes its own random stream, so that adding a word moves no other."""

    def __init__(self, figure: Figure) -> None:
        self._id = figure.id
        said = f"{figure.appearance.lower()}, {figure.kind.lower()}".replace("'", "").replace("’", "")
        self._words = re.findall(r"[a-z]+|\d+|,", said.replace("-", " "))
        named = figure.id.split("-")
        self._set = set(self._words) | set(named)
        self._joined = f" {' '.join(self._words)} "
        self._role: dict[str, str] = {}
        for word in [*self._words, *named]:
            self._role = {**ROLES.get(word, {}), **self._role}

    def _chance(self, what: str) -> random.Random:
        return random.Random(f"{self._id}:{what}")

    def _has(self, *words: str) -> bool:
        return any(word in self._set if " " not in word else f" {word} " in self._joined for word in words)

    def _first(self, table: dict[str, str]) -> tuple[str, int] | None:
        """Return the value of the first word of the table that is said, and where."""
        for index, word in enumerate(self._words):
            pair = f"{word} {self._words[index + 1]}" if index + 1 < len(self._words) else word
            if pair in table:
                return table[pair], index
            if word in table:
                return table[word], index
        return None

    def _trait(self, table: dict[str, str]) -> str | None:
        """Return what an adjective says about the body itself: `tall and thin`, not `thin hair` or `an old coat`."""
        weak: str | None = None
        for index, word in enumerate(self._words):
            if word not in table:
                continue
            rest = list(takewhile(lambda after: after not in _STOPS, self._words[index + 1 :]))
            if _is_somebody(word) or not rest or any(_is_somebody(after) for after in rest):
                if word != "little":
                    return table[word]
                weak = table[word]
        return weak

    def _colour_at(self, index: int, table: dict[str, str], reach: int = 4) -> str | None:
        """Return the colour said shortly before the word at `index`, within the same phrase."""
        for place in range(index - 1, max(-1, index - 1 - reach), -1):
            word = self._words[place]
            if word in _STOPS:
                break
            if word in table:
                before = self._words[place - 1] if place else ""
                # Of two colours the first is the finer one: navy blue, mustard yellow.
                return table[before] if before in table else _shaded(table[word], before)
        return None

    def _worn_colour(self, *nouns: str) -> str | None:
        for index, word in enumerate(self._words):
            if word in nouns and (found := self._colour_at(index, COLOURS)):
                return found
        return None

    def person(self) -> Person:
        """Return the whole person."""
        woman = self._woman()
        age = self._age()
        hair = self._hair_colour(age)
        outfit, top = self._outfit(woman, age)
        dress_like = outfit in {"dress", "robe"}
        hat, hat_colour = self._hat(top)
        chance = self._chance("small")
        accent = chance.choice(("#d9a441", "#c8553d", "#e8dcc0", "#3f6f73", "#8d3b4a", "#e9b872"))
        person = Person(
            woman=woman,
            age=age,
            build=self._build(age),
            stature=(0.96 + 0.08 * self._chance("stature").random()) * float(self._role.get("stature", "1")),
            skin=self._skin(),
            hair=hair,
            hair_style=self._hair_style(woman, age),
            beard=self._beard(woman, age),
            eyes=self._eye_colour(),
            brow=(0.8 if woman else 1.15) * (0.85 + 0.4 * chance.random()),
            nose=self._nose(),
            jaw=chance.uniform(-0.9, 0.2) if woman else chance.uniform(-0.3, 0.9),
            glasses=self._has("glasses", "spectacles", "bespectacled", "monocle", "goggles") or "glasses" in self._role,
            freckles=self._has("freckles", "freckled", "freckle") or (age == "child" and chance.random() < 0.3),
            patch=self._has("eyepatch", "eye patch", "patch over") or "patch" in self._role,
            outfit=outfit,
            top=top,
            bottom=top if dress_like else self._bottom(top),
            shirt=self._worn_colour("shirt", "blouse", "collar") or chance.choice(("#efe6d6", "#d8e0e6", "#e9d7b8")),
            shoes=self._worn_colour("boots", "shoes", "slippers", "sandals")
            or chance.choice(("#3a2a26", "#5b3a29", "#2c2b33")),
            accent=accent,
            hat=hat,
            hat_colour=hat_colour,
            apron=self._has("apron") or "apron" in self._role,
            apron_colour=self._worn_colour("apron") or chance.choice(("#eee6d8", "#d9cbb0", "#b9c4c9")),
            cloak=self._has("cloak", "cape", "shawl", "poncho", "mantle") or "cloak" in self._role,
            cloak_colour=self._worn_colour("cloak", "cape", "shawl", "poncho", "mantle")
            or self._role.get("cloak")
            or darker(saturated(top, 1.1), 0.25),
            scarf=self._has("scarf", "bandana", "kerchief", "neckerchief") and not self._has("under a scarf"),
            scarf_colour=self._worn_colour("scarf", "bandana", "kerchief", "neckerchief") or accent,
            tie=self._has("tie", "necktie", "bow tie") or "tie" in self._role,
            wings=self._role.get("wings") or ("feather" if self._has("wings", "winged") else ""),
            pattern=next((PATTERNS[word] for word in self._words if word in PATTERNS), ""),
        )
        return _agreeing(person)

    def _woman(self) -> bool:
        for word in self._words:
            if word in WOMEN:
                return True
            if word in MEN:
                return False
        if self._has("beard", "bearded", "moustache", "mustache"):
            return False
        names = self._id.split("-")
        if any(name in WOMEN for name in names):
            return True
        if any(name in MEN for name in names):
            return False
        if self._role.get("sex"):
            return self._role["sex"] == "woman"
        if names[-1].endswith(("a", "ie", "elle", "ine", "lyn")) and len(names[-1]) > 2:
            return True
        return self._chance("sex").random() < 0.5

    def _age(self) -> Age:
        years = self._years()
        if years is not None:
            return "child" if years < 14 else "young" if years < 30 else "adult" if years < 56 else "old"
        found = self._trait(AGES)
        if found is None:
            found = next((AGES[name] for name in self._id.split("-") if name in AGES), None)
        value = found or self._role.get("age") or self._chance("age").choice(("young", "adult", "adult"))
        return "child" if value == "child" else "young" if value == "young" else "old" if value == "old" else "adult"

    def _years(self) -> int | None:
        for index, word in enumerate(self._words):
            tail = self._words[index + 1 : index + 3]
            if word.isdigit() and 1 <= int(word) <= 120:
                return int(word)
            if word in NUMBERS:
                counted = (
                    "year" in tail
                    or "years" in tail
                    or self._words[max(0, index - 1)] in {"of", "aged", "about", "her", "his", "age"}
                )
                if counted:
                    extra = NUMBERS.get(tail[0], 0) if tail and NUMBERS[word] >= 20 else 0
                    return NUMBERS[word] + (extra if extra < 10 else 0)
        return None

    def _build(self, age: Age) -> Build:
        value = self._trait(BUILDS) or self._role.get("build")
        if value is None:
            pool = ("average", "slim") if age == "child" else ("average", "slim", "stout", "tall", "average")
            value = self._chance("build").choice((*pool, "bent") if age == "old" else pool)
        for build in ("slim", "broad", "stout", "tall", "bent"):
            if value == build:
                return build
        return "average"

    def _skin(self) -> str:
        for index, word in enumerate(self._words):
            if word in {"skin", "skinned", "complexion"}:
                for place in (index - 1, index - 2):
                    if place >= 0 and self._words[place] in SKINS:
                        return SKINS[self._words[place]]
        for word in (
            "pale",
            "tanned",
            "swarthy",
            "ebony",
            "black",
            "african",
            "nigerian",
            "kenyan",
            "indian",
            "asian",
            "japanese",
            "chinese",
            "korean",
            "latina",
            "latino",
            "mexican",
            "arab",
            "moroccan",
        ):
            if (
                f" {word} woman " in self._joined
                or f" {word} man " in self._joined
                or f" {word} girl " in self._joined
                or f" {word} boy " in self._joined
            ):
                return SKINS[word]
        for word in ("weathered", "tanned", "ruddy", "swarthy", "bronzed", "rosy"):
            if self._has(word):
                return SKINS[word]
        return self._chance("skin").choice(
            ("#f5d0b5", "#ecbd98", "#e3aa84", "#d59a6f", "#c58659", "#ad6f47", "#935a3a", "#77462f", "#5d3626")
        )

    def _hair_colour(self, age: Age) -> str:
        for index, word in enumerate(self._words):
            if word in {
                "hair",
                "haired",
                "braid",
                "braids",
                "bun",
                "ponytail",
                "curls",
                "beard",
                "locks",
                "plait",
                "bob",
                "fringe",
                "moustache",
            }:
                found = self._colour_at(index, HAIR_COLOURS)
                if found:
                    return found
        for word, colour in (
            ("blonde", "blond"),
            ("blond", "blond"),
            ("redhead", "red"),
            ("brunette", "brown"),
            ("ginger", "ginger"),
        ):
            if self._has(word):
                return HAIR_COLOURS[colour]
        if age == "old":
            return self._chance("hair").choice(("#d9d6d2", "#b9b6b4", "#8f8c8d", "#ece7de"))
        dark = ("#2a1d1f", "#3b2620", "#1c1a24", "#33222c", "#4a2d1e")
        light = ("#54331f", "#774a28", "#9c5f2b", "#b5522b", "#c99a4b", "#65402c")
        pool = dark if lightness(self._skin()) < 0.55 else (*dark, *light)
        return self._chance("hair").choice(pool)

    def _hair_style(self, woman: bool, age: Age) -> str:
        found = self._first(HAIR_STYLES)
        if found:
            return "bowl" if found[0] == "bob" and not woman else found[0]
        for index, word in enumerate(self._words):
            if word in {"hair", "haired"}:
                before = self._words[max(0, index - 4) : index]
                if "long" in before:
                    return "long"
                if "short" in before:
                    return "pixie" if woman else "crop"
        if "hair_style" in self._role:
            return self._role["hair_style"]
        if woman:
            pool = ("bob", "long", "ponytail", "bun", "braid", "curly", "wavy", "pixie", "afro")
            pool = ("bun", "bob", "braid", "pixie", "curly") if age == "old" else pool
            pool = ("pigtails", "bob", "ponytail", "curly", "braid") if age == "child" else pool
        else:
            pool = ("crop", "side", "tousled", "curly", "afro", "swept")
            pool = ("balding", "side", "swept", "bald", "crop") if age == "old" else pool
            pool = ("tousled", "bowl", "curly", "crop") if age == "child" else pool
        return self._chance("hair style").choice(pool)

    def _beard(self, woman: bool, age: Age) -> str:
        if woman or age == "child" or self._has("clean shaven", "beardless", "shaven"):
            return ""
        if self._has("beard", "bearded", "whiskers"):
            return "long" if self._has("long beard", "long white beard", "long grey beard", "flowing") else "full"
        if self._has("moustache", "mustache", "mustached", "moustached"):
            return "moustache"
        if self._has("stubble", "unshaven", "stubbled"):
            return "stubble"
        if "beard" in self._role:
            return self._role["beard"]
        pool = ("full", "moustache", "", "short") if age == "old" else ("", "", "short", "stubble", "moustache", "full")
        return self._chance("beard").choice(("", "", "stubble") if age == "young" else pool)

    def _eye_colour(self) -> str:
        for index, word in enumerate(self._words):
            if word in {"eyes", "eyed"} and (found := self._colour_at(index, EYE_COLOURS)):
                return found
        common = ("brown", "dark", "hazel", "brown")
        pool = common if lightness(self._skin()) < 0.5 else (*common, "blue", "green", "grey", "amber")
        return EYE_COLOURS[self._chance("eyes").choice(pool)]

    def _nose(self) -> str:
        for word, shape in (
            ("sharp", "sharp"),
            ("long", "sharp"),
            ("hooked", "sharp"),
            ("button", "button"),
            ("snub", "button"),
            ("round", "broad"),
            ("broad", "broad"),
            ("big", "broad"),
        ):
            if self._has(f"{word} nose", f"{word} nosed"):
                return shape
        return self._chance("nose").choice(("straight", "button", "sharp", "broad"))

    def _outfit(self, woman: bool, age: Age) -> tuple[str, str]:
        found = self._first(GARMENTS)
        colour = self._colour_at(found[1], COLOURS) if found else None
        if found:
            outfit = found[0]
        elif "outfit" in self._role:
            outfit = self._role["outfit"]
            colour = self._role.get("top")
        else:
            pool = (
                ("dress", "sweater", "coat", "shirt", "tunic")
                if woman
                else ("sweater", "coat", "shirt", "waistcoat", "tunic")
            )
            outfit = self._chance("outfit").choice((*pool, "overalls") if age == "child" else pool)
        if found and outfit == self._role.get("outfit"):
            colour = colour or self._role.get("top")
        if outfit == "spacesuit":
            colour = colour or "#e9e6e0"
        if outfit == "armour":
            colour = colour or "#a9b1bd"
        return outfit, colour or self._chance("top").choice(CLOTH_COLOURS)

    def _bottom(self, top: str) -> str:
        said = self._worn_colour(*BOTTOMS)
        if said:
            return said
        pool = ("#3b4257", "#4a3b35", "#55564a", "#2f3b45", "#6a5844", "#43384d")
        choice = self._chance("bottom").choice(pool)
        return choice if mix(choice, top, 0.5) != top else pool[0]

    def _hat(self, top: str) -> tuple[str, str]:
        if self._has("bareheaded", "hatless"):
            return "", top
        found = self._first(HATS)
        if self._has("under a scarf", "under a headscarf"):
            return "headscarf", self._worn_colour("scarf", "headscarf") or self._hat_default("headscarf", top)
        hat = self._role.get("hat", "")
        if found is None:
            return hat, self._role.get("hat_colour") or self._hat_default(hat, top)
        # A cook's cap and a wizard's pointed hat are those of the trade.
        plain = found[0] in {"brim", "cap", "witch", "top"} and hat in {"chef", "wizard", "witch", "tricorn"}
        kind = hat if plain else found[0]
        return kind, self._colour_at(found[1], COLOURS) or self._hat_default(kind, top)

    def _hat_default(self, hat: str, top: str) -> str:
        fixed = {
            "crown": "#e8b84a",
            "chef": "#f3efe6",
            "straw": "#dcb96a",
            "witch": "#2d2638",
            "wizard": "#33407a",
            "sou-wester": top,
            "hood": top,
            "helmet": "#9aa3b0",
            "bubble": "#e9e6e0",
            "top": "#25232d",
            "bonnet": "#eee6d8",
            "tricorn": "#2b2430",
            "headscarf": "#b5483f",
        }
        return fixed.get(hat) or self._chance("hat").choice(
            ("#3f4a63", "#7a4234", "#55604a", "#2f3a4a", "#8a6a3c", "#6b3547")
        )


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


def _agreeing(person: Person) -> Person:
    """Settle what excludes itself: a knight's helmet with a hood, a bald head with a braid, a hat over a tower of hair."""
    if person.outfit == "spacesuit" and person.hat not in {"", "bubble"}:
        person = replace(person, hat="bubble", hat_colour=person.top)
    if person.hat and person.hat not in {"crown", "bubble"}:
        low = {"afro": "curly", "tousled": "crop", "swept": "crop", "bun": "braid" if person.hat != "hood" else "bob"}
        person = replace(person, hair_style=low.get(person.hair_style, person.hair_style))
    return person
