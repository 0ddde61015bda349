"""What a prompt calls people and places outside the action: no name of a sheet reaches a model, for it knows nobody."""

import re
from collections.abc import Mapping

from generation.animatic.thesaurus import knows
from orchestrator.film.film import Film
from orchestrator.film.scene import Scene
from orchestrator.film.sheets import Place
from orchestrator.film.shot import Shot

_ARTICLE = re.compile(r"^(?:the|a|an)\s+", re.IGNORECASE)
_JOINING = frozenset(
    {"of", "the", "a", "an", "in", "on", "at", "by", "under", "and", "behind", "below", "above", "near"}
)
_TITLES = frozenset({"the", "a", "an", "of", "and", "mr", "mrs", "ms", "dr", "old", "young", "little", "big"})
_OWNER = re.compile(r"\b(?:his|her|their|its)\b(?=\s+\w)", re.IGNORECASE)
_PRONOUN = re.compile(r"\b(?:he|she|they|him|her|them|hers|theirs)\b", re.IGNORECASE)
SOMEBODY = "somebody"


class Names:
    """The names of a film's characters, to be found in any text."""

    def __init__(self, film: Film) -> None:
        """Collect full names and their parts: `Mara Quinn`, `Mara`, `Quinn`."""
        self.owners: dict[str, str] = {}
        for sheet in film.characters.values():
            whole = _ARTICLE.sub("", sheet.name.strip())
            parts = [part for part in re.findall(r"[^\W\d_][\w’'-]*", whole) if part.lower() not in _TITLES]
            for name in (whole, *(part for part in parts if part[0].isupper())):
                self.owners.setdefault(name, sheet.id)
        longest = sorted((re.escape(name) for name in self.owners if name), key=len, reverse=True)
        self._any = re.compile(rf"\b(?:the\s+)?({'|'.join(longest)})\b(?!-\w)", re.IGNORECASE) if longest else None

    def found(self, text: str, *, anyhow: bool = False) -> list[re.Match[str]]:
        """Every mention of a name, with the article before it; only as the name is written, unless `anyhow`."""
        if self._any is None:
            return []
        return [match for match in self._any.finditer(text) if anyhow or match[1] in self.owners]

    def owner(self, name: str) -> str:
        """The id of whoever has the name."""
        return self.owners[name]


class Naming:
    """What one shot calls people and places."""

    def __init__(self, names: Names, scene: Scene, shot: Shot, place: Place | None, short: Mapping[str, str]) -> None:
        """`short` is how to mention those on stage, by id."""
        self._names, self._scene, self._shot, self._place, self._short = names, scene, shot, place, short

    @property
    def indoors(self) -> bool:
        """Whether no weather is to be seen."""
        if self._place is not None:
            return self._place.interior
        return bool(re.match(r"INT\b(?!\.?\s*/)", self._scene.heading.strip().upper()))

    def followed(self, phrase: str) -> str:
        """Whom a camera phrase means: who is named in it, else who comes first; "" if nobody is on stage."""
        for match in self._names.found(phrase):
            if short := self._short.get(self._names.owner(match[1])):
                return short
        return self._short.get(self._shot.cast[0].character, "") if self._shot.cast else ""

    def allowed(self, text: str) -> str:
        """The text without names and pronouns: those on stage by their short name, all others as somebody."""
        for match in reversed(self._names.found(text)):
            who = self._short.get(self._names.owner(match[1]), SOMEBODY)
            text = text[: match.start()] + who + text[match.end() :]
        text = _OWNER.sub("the", text)
        first = self.followed("") or SOMEBODY
        return _PRONOUN.sub(lambda _: first, text)

    def place(self, place: Place) -> str:
        """A place's name as the model can read it: `the back door of the bakery`; `the inn` for one called The Drowned Bell."""
        return place.called or self._where(place.name, place.kind)

    def heading(self, heading: str) -> str:
        """The place that a heading names, e.g. `the shore` of `EXT. SHORE - NIGHT`."""
        words = re.split(r"\s[-–—]\s", heading.strip())[0]
        words = re.sub(r"^(?:INT|EXT|EST|I/E)\b[./ ]*(?:(?:INT|EXT)\b\.?)?\s*", "", words, flags=re.IGNORECASE)
        return self._where(re.sub(r"\s*/\s*", " and ", words.lower()), "")

    def _where(self, name: str, kind: str) -> str:
        for match in reversed(self._names.found(name, anyhow=True)):
            owned = re.match(r"['’]s?\s+", name[match.end() :])
            if owned:
                name = name[: match.start()] + name[match.end() + owned.end() :]
        words = _ARTICLE.sub("", " ".join(name.split())).split()
        if not words:
            return kind
        if not any(_is_common(word, kind) for word in words if word.lower() not in _JOINING):
            # A name that says nothing of what is to be seen; what it is does. Without that, the model may know it.
            bare = words[0][:1].isupper() and not _ARTICLE.match(name.strip())
            return f"the {kind}" if kind else " ".join(words) if bare else f"the {' '.join(words)}"
        return "the " + " ".join(words).lower()


def _is_common(word: str, kind: str) -> bool:
    return word.lower() in kind.lower().split() or knows(word)
