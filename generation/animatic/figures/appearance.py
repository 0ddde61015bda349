"""Words to looks: what a character sheet says about a person, completed from the id where it is silent.

The same id and words give the same person in every shot. Nothing here depends on light, style or take.
"""

import re
from dataclasses import replace

from generation.animatic.colour import darker, lightness, mix, saturated
from generation.animatic.figures.beings import MARKS, STUFFS
from generation.animatic.figures.complexions import EYE_COLOURS, SKINS
from generation.animatic.figures.person import Age, Build, Person
from generation.animatic.figures.roles import MEN, MEN_NAMES, PEOPLE, ROLES, WOMEN, WOMEN_NAMES
from generation.animatic.figures.sheet_words import SheetWords
from generation.animatic.figures.species import beasts, birds
from generation.animatic.figures.vocabulary import (
    AGES,
    BOTTOMS,
    BUILDS,
    CLOTH_COLOURS,
    COLOURS,
    GARMENTS,
    HAIR_COLOURS,
    HAIR_STYLES,
    HATS,
    NUMBERS,
    PATTERNS,
)
from generation.requests import Figure

_BEASTLY = re.compile(r"\b(?:horns?|wool|hooves|hoof|fur|fleece|tail)\b")


def is_person(kind: str, appearance: str = "") -> bool:
    """Whether this kind of being is drawn as a person; unknown kinds are not.

    The looks decide where a word means two things: a kid with horns is a goat.
    """
    if _BEASTLY.search(appearance.lower()) and kind.lower().endswith("kid"):
        return False
    head = re.split(r"\b(?:of|in|with|from|on|at|who)\b|,", kind.lower())[0]
    words = re.findall(r"[a-z]+", head)
    if not words:
        return True
    if words[-1] == "snowman" or words[-2:] in (["snow", "man"], ["snow", "woman"], ["vacuum", "cleaner"]):
        return False
    last = words[-1]
    if last in {"statue", "sculpture", "skeleton", "zombie"} and any(
        word in beasts() or word in birds() for word in re.findall(r"[a-z]+", kind.lower())
    ):
        return False
    singular = last[:-1] if last.endswith("s") and last not in ROLES else last
    return any(
        word in ROLES or word in MEN or word in WOMEN or word in PEOPLE for word in (last, singular)
    ) or last.endswith(("man", "woman", "smith", "keeper", "maker", "wright", "monger"))


def read_person(figure: Figure) -> Person:
    """Return the looks of a person from the figure's words and id."""
    return _Reader(figure).person()


class _Reader(SheetWords):
    """Reads one person. What the words leave open comes from the id."""

    def person(self) -> Person:
        """Return the whole person."""
        woman = self._woman()
        age = self._age()
        hair = self._hair_colour(age)
        outfit, top = self._outfit(woman, age)
        if outfit == "bodice" and not woman:
            top = self._skin()
        dress_like = outfit in {"dress", "robe"}
        hat, hat_colour = self._hat(top)
        chance = self.chance("small")
        accent = chance.choice(("#d9a441", "#c8553d", "#e8dcc0", "#3f6f73", "#8d3b4a", "#e9b872"))
        accent = self.worn_colour("tie", "necktie", "sash", "belt", "ribbon", "buttons", "trim") or accent
        person = Person(
            woman=woman,
            age=age,
            build=self._build(age),
            stature=(0.96 + 0.08 * self.chance("stature").random()) * float(self.role.get("stature", "1")),
            skin=self._skin(),
            hair=hair,
            hair_style=self._hair_style(woman, age),
            beard=self._beard(woman, age),
            eyes=self._eye_colour(),
            brow=(0.8 if woman else 1.15) * (0.85 + 0.4 * chance.random()),
            nose=self._nose(),
            jaw=chance.uniform(-0.9, 0.2) if woman else chance.uniform(-0.3, 0.9),
            glasses=self.has("glasses", "spectacles", "bespectacled", "monocle", "goggles") or "glasses" in self.role,
            freckles=self.has("freckles", "freckled", "freckle") or (age == "child" and chance.random() < 0.3),
            patch=self.has("eyepatch", "eye patch", "patch over") or "patch" in self.role,
            outfit=outfit,
            top=top,
            bottom=top if dress_like else self._bottom(top),
            shirt=self.worn_colour("shirt", "blouse", "collar")
            or self.role.get("shirt")
            or chance.choice(("#efe6d6", "#d8e0e6", "#e9d7b8")),
            shoes=self.worn_colour("boots", "shoes", "slippers", "sandals")
            or self.role.get("shoes")
            or chance.choice(("#3a2a26", "#5b3a29", "#2c2b33")),
            accent=accent,
            hat=hat,
            hat_colour=hat_colour,
            apron=self.has("apron") or "apron" in self.role,
            apron_colour=self.worn_colour("apron") or chance.choice(("#eee6d8", "#d9cbb0", "#b9c4c9")),
            cloak=self.has("cloak", "cape", "shawl", "poncho", "mantle") or "cloak" in self.role,
            cloak_colour=self.worn_colour("cloak", "cape", "shawl", "poncho", "mantle")
            or self.role.get("cloak")
            or darker(saturated(top, 1.1), 0.25),
            scarf=self.has("scarf", "bandana", "kerchief", "neckerchief") and not self.has("under a scarf"),
            scarf_colour=self.worn_colour("scarf", "bandana", "kerchief", "neckerchief") or accent,
            tie=self.has("tie", "necktie", "bow tie") or "tie" in self.role,
            sash=self.has("sash"),
            bare_arms=not self.has("long sleeves", "gown") and self.chance("sleeves").random() < 0.5,
            wings=self.role.get("wings") or ("feather" if self.has("wings", "winged") else ""),
            marks=self._marks(),
            stuff=self._stuff(),
            pattern=self._pattern(outfit),
        )
        return _agreeing(person)

    def _marks(self) -> frozenset[str]:
        said = {mark for mark, words in MARKS.items() if self.has(*words)}
        return frozenset(said | set(self.role.get("marks", "").split()))

    def _stuff(self) -> str:
        """What a statue is made of."""
        if "stone" not in self._marks():
            return ""
        return next((STUFFS[word] for word in self.words if word in STUFFS), self.role.get("stuff", "#b4b0a6"))

    def _woman(self) -> bool:
        for word in self.words:
            if word in WOMEN:
                return True
            if word in MEN:
                return False
        if self.has("beard", "bearded", "moustache", "mustache"):
            return False
        names = self.id.split("-")
        if any(name in WOMEN or name in WOMEN_NAMES for name in names):
            return True
        if any(name in MEN or name in MEN_NAMES for name in names):
            return False
        if self.role.get("sex"):
            return self.role["sex"] == "woman"
        if names[-1].endswith(("a", "ie", "elle", "ine", "lyn")) and len(names[-1]) > 2:
            return True
        return self.chance("sex").random() < 0.5

    def _age(self) -> Age:
        years = self._years()
        if years is not None:
            return "child" if years < 14 else "young" if years < 30 else "adult" if years < 56 else "old"
        found = self.trait(AGES)
        if found is None:
            found = next((AGES[name] for name in self.id.split("-") if name in AGES), None)
        value = found or self.role.get("age") or self.chance("age").choice(("young", "adult", "adult"))
        return "child" if value == "child" else "young" if value == "young" else "old" if value == "old" else "adult"

    def _years(self) -> int | None:
        for index, word in enumerate(self.words):
            tail = self.words[index + 1 : index + 3]
            if word.isdigit() and 1 <= int(word) <= 120:
                return int(word)
            if word in NUMBERS:
                counted = (
                    "year" in tail
                    or "years" in tail
                    or self.words[max(0, index - 1)] in {"of", "aged", "about", "her", "his", "age"}
                )
                if counted:
                    extra = NUMBERS.get(tail[0], 0) if tail and NUMBERS[word] >= 20 else 0
                    return NUMBERS[word] + (extra if extra < 10 else 0)
        return None

    def _build(self, age: Age) -> Build:
        value = self.trait(BUILDS) or self.role.get("build")
        if value is None:
            pool = ("average", "slim") if age == "child" else ("average", "slim", "stout", "tall", "average")
            value = self.chance("build").choice((*pool, "bent") if age == "old" else pool)
        for build in ("slim", "broad", "stout", "tall", "bent"):
            if value == build:
                return build
        return "average"

    def _skin(self) -> str:
        for index, word in enumerate(self.words):
            if word in {"skin", "skinned", "complexion"}:
                for place in (index - 1, index - 2):
                    if place >= 0 and self.words[place] in SKINS:
                        return SKINS[self.words[place]]
                if strange := self.colour_at(index, COLOURS, 2):
                    return strange
        if "skin" in self.role:
            return self.role["skin"]
        for word in SKINS:
            if any(f" {word} {noun} " in self.joined for noun in ("woman", "man", "girl", "boy", "lady", "child")):
                return SKINS[word]
        for word in ("weathered", "tanned", "ruddy", "swarthy", "bronzed", "rosy"):
            if self.has(word):
                return SKINS[word]
        tones = ("#f5d0b5", "#ecbd98", "#e3aa84", "#d59a6f", "#c58659", "#ad6f47", "#935a3a", "#77462f", "#5d3626")
        fair = self.has("blond", "blonde", "ginger", "redhead", "auburn", "sandy", "fair", "red hair", "golden hair")
        return self.chance("skin").choice(tones[:4] if fair else tones)

    def _hair_colour(self, age: Age) -> str:
        for index, word in enumerate(self.words):
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
                found = self.colour_at(index, HAIR_COLOURS)
                if found:
                    return found
        for word, colour in (
            ("blonde", "blond"),
            ("blond", "blond"),
            ("redhead", "red"),
            ("brunette", "brown"),
            ("ginger", "ginger"),
        ):
            if self.has(word):
                return HAIR_COLOURS[colour]
        if "hair" in self.role:
            return self.role["hair"]
        if age == "old":
            return self.chance("hair").choice(("#d9d6d2", "#b9b6b4", "#8f8c8d", "#ece7de"))
        dark = ("#2a1d1f", "#3b2620", "#1c1a24", "#33222c", "#4a2d1e")
        light = ("#54331f", "#774a28", "#9c5f2b", "#b5522b", "#c99a4b", "#65402c")
        pool = dark if lightness(self._skin()) < 0.55 else (*dark, *light)
        return self.chance("hair").choice(pool)

    def _hair_style(self, woman: bool, age: Age) -> str:
        found = self.first(HAIR_STYLES)
        if found:
            return "bowl" if found[0] == "bob" and not woman else found[0]
        for index, word in enumerate(self.words):
            if word in {"hair", "haired"}:
                before = self.words[max(0, index - 4) : index]
                if "long" in before:
                    return "long"
                if "short" in before:
                    return "pixie" if woman else "crop"
        if "hair_style" in self.role:
            return self.role["hair_style"]
        if woman:
            pool = ("bob", "long", "ponytail", "bun", "braid", "curly", "wavy", "pixie", "afro")
            pool = ("bun", "bob", "braid", "pixie", "curly") if age == "old" else pool
            pool = ("pigtails", "bob", "ponytail", "curly", "braid") if age == "child" else pool
        else:
            pool = ("crop", "side", "tousled", "curly", "afro", "swept")
            pool = ("balding", "side", "swept", "bald", "crop") if age == "old" else pool
            pool = ("tousled", "bowl", "curly", "crop") if age == "child" else pool
        return self.chance("hair style").choice(pool)

    def _beard(self, woman: bool, age: Age) -> str:
        if woman or age == "child" or self.has("clean shaven", "beardless", "shaven"):
            return ""
        if self.has("beard", "bearded", "whiskers"):
            return "long" if self.has("long beard", "long white beard", "long grey beard", "flowing") else "full"
        if self.has("moustache", "mustache", "mustached", "moustached"):
            return "moustache"
        if self.has("stubble", "unshaven", "stubbled"):
            return "stubble"
        if "beard" in self.role:
            return self.role["beard"]
        pool = ("full", "moustache", "", "short") if age == "old" else ("", "", "short", "stubble", "moustache", "full")
        return self.chance("beard").choice(("", "", "stubble") if age == "young" else pool)

    def _eye_colour(self) -> str:
        for index, word in enumerate(self.words):
            if word in {"eyes", "eyed"} and (found := self.colour_at(index, EYE_COLOURS)):
                return found
        if "eyes" in self.role:
            return self.role["eyes"]
        common = ("brown", "dark", "hazel", "brown")
        pool = common if lightness(self._skin()) < 0.5 else (*common, "blue", "green", "grey", "amber")
        return EYE_COLOURS[self.chance("eyes").choice(pool)]

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
            if self.has(f"{word} nose", f"{word} nosed"):
                return shape
        if "nose" in self.role:
            return self.role["nose"]
        return self.chance("nose").choice(("straight", "button", "sharp", "broad"))

    def _outfit(self, woman: bool, age: Age) -> tuple[str, str]:
        found = self.first(GARMENTS)
        colour = self.colour_at(found[1], COLOURS) if found else None
        if found:
            outfit = found[0]
        elif "outfit" in self.role:
            outfit = self.role["outfit"]
            colour = self.role.get("top")
        else:
            pool = (
                ("dress", "sweater", "coat", "shirt", "tunic")
                if woman
                else ("sweater", "coat", "shirt", "waistcoat", "tunic")
            )
            outfit = self.chance("outfit").choice((*pool, "overalls") if age == "child" else pool)
        if found and (outfit == self.role.get("outfit") or "skin" in self.role):
            colour = colour or self.role.get("top")
        if outfit == "spacesuit":
            colour = colour or "#e9e6e0"
        if outfit == "armour":
            colour = colour or "#a9b1bd"
        return outfit, colour or self.chance("top").choice(CLOTH_COLOURS)

    def _pattern(self, outfit: str) -> str:
        said = next((PATTERNS[word] for word in self.words if word in PATTERNS), "")
        said = said or self.role.get("pattern", "")
        return said or ("banded" if outfit == "sweater" and self.chance("pattern").random() < 0.35 else "")

    def _bottom(self, top: str) -> str:
        said = self.worn_colour(*BOTTOMS, *(("tail",) if "fishtail" in self._marks() else ()))
        if said or "bottom" in self.role:
            return said or self.role["bottom"]
        pool = ("#3b4257", "#4a3b35", "#55564a", "#2f3b45", "#6a5844", "#43384d")
        choice = self.chance("bottom").choice(pool)
        return choice if mix(choice, top, 0.5) != top else pool[0]

    def _hat(self, top: str) -> tuple[str, str]:
        if self.has("bareheaded", "hatless"):
            return "", top
        found = self.first(HATS)
        if self.has("under a scarf", "under a headscarf"):
            return "headscarf", self.worn_colour("scarf", "headscarf") or self._hat_default("headscarf", top)
        hat = self.role.get("hat", "")
        if found is None:
            return hat, self.role.get("hat_colour") or self._hat_default(hat, top)
        # A cook's cap and a wizard's pointed hat are those of the trade.
        plain = found[0] in {"brim", "cap", "witch", "top", "bowler"} and hat in {"chef", "wizard", "witch", "tricorn"}
        kind = hat if plain else found[0]
        return kind, self.colour_at(found[1], COLOURS) or self._hat_default(kind, top)

    def _wears(self, garment: str) -> bool:
        return self.role.get("outfit") == garment or self.has(garment)

    def _hat_default(self, hat: str, top: str) -> str:
        fixed = {
            "captain": darker(top, 0.3) if self._wears("uniform") else "",
            "crown": "#e8b84a",
            "halo": "#f2cf6a",
            "chef": "#f3efe6",
            "straw": "#dcb96a",
            "witch": "#2d2638",
            "wizard": "#33407a",
            "sou-wester": top,
            "hood": top,
            "helmet": "#9aa3b0",
            "bubble": "#e9e6e0",
            "top": "#25232d",
            "bowler": "#2b2730",
            "bonnet": "#eee6d8",
            "tricorn": "#2b2430",
            "headscarf": "#b5483f",
        }
        return fixed.get(hat) or self.chance("hat").choice(
            ("#3f4a63", "#7a4234", "#55604a", "#2f3a4a", "#8a6a3c", "#6b3547")
        )


def _agreeing(person: Person) -> Person:
    """Settle what excludes itself: a knight's helmet with a hood, a bald head with a braid, a hat over a tower of hair."""
    if person.outfit == "spacesuit" and person.hat not in {"", "bubble"}:
        person = replace(person, hat="bubble", hat_colour=person.top)
    if person.hat and person.hat not in {"crown", "bubble", "halo"}:
        low = {"afro": "curly", "tousled": "crop", "swept": "crop", "bun": "braid" if person.hat != "hood" else "bob"}
        person = replace(person, hair_style=low.get(person.hair_style, person.hair_style))
    return person
