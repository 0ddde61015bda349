"""An action read: its words, with a slot wherever it speaks of somebody."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from orchestrator.directing.prompting.mentions_agreement import agreed
from orchestrator.directing.prompting.mentions_clauses import Clause, clauses, leads
from orchestrator.directing.prompting.mentions_looks import Looks
from orchestrator.directing.prompting.mentions_names import Named, Names, quoted
from orchestrator.directing.prompting.mentions_pronouns import PRONOUN, SPEAKERS, Context, form_of, instead_of_owner
from orchestrator.directing.prompting.mentions_words import words

_AND = re.compile(r"\s*(?:,|,?\s*\b(?:and|or)\b|&)\s*(?:both\s+)?", re.IGNORECASE)
_WHO = re.compile(r"\s*who\s", re.IGNORECASE)
_WE_SEE = re.compile(r"\bwe\s+(?:now\s+|then\s+|can\s+|also\s+)?(?:see|hear)\s+(?:that\s+)?", re.IGNORECASE)
_ALL = re.compile(r"\s+(?:all|both)\b", re.IGNORECASE)
_MOST_NAMED = 3
"""More of them are `everyone`."""
_VERBS = {"re": "are", "ve": "have", "ll": "will", "d": "would", "m": "is"}


@dataclass(frozen=True)
class Slot:
    """Where an action speaks of somebody. `stranger` stands there for whom no sheet in the shot describes."""

    who: tuple[str, ...] = ()
    stranger: str = ""
    owning: bool = False
    adjective: str = ""
    verb: str = ""
    """The verb of a contraction: `is` of `she's`."""
    bare: bool = False
    """Whether a possessive stands before it, in place of its article."""


Part = str | Slot


@dataclass(frozen=True)
class Stage:
    """Who and what is in a shot, and who else has a sheet. Ids of props and places carry the name of their folder."""

    cast: Sequence[Looks]
    everybody: Mapping[str, Looks]
    here: Sequence[str]
    things: Sequence[str] = ()


class Reading:
    """Reads one action. `parts` is what it says, `notes` what could not be read with certainty."""

    def __init__(self, text: str, names: Names, stage: Stage, *, english: bool) -> None:
        """Read the text; of a language other than English only the names."""
        self.parts: list[Part] = []
        self.notes: list[str] = []
        self._text, self._stage = text, stage
        self._context = Context(text, stage.cast, stage.everybody, stage.things)
        self._at = 0
        self._agree = False
        self._acted: Named | re.Match[str] | None = None
        named = list(names.find(text))
        self._items = sorted([*named, *(self._pronouns(named) if english else [])], key=_start)
        self._read(list(clauses(text)))
        self._words(len(text))

    def _pronouns(self, named: Sequence[Named]) -> list[re.Match[str]]:
        covered = [*quoted(self._text), *((name.start, name.end) for name in named)]
        covered.sort()
        found: list[re.Match[str]] = []
        index = 0
        for match in PRONOUN.finditer(self._text):
            while index < len(covered) and covered[index][1] <= match.start():
                index += 1
            inside = index < len(covered) and covered[index][0] <= match.start()
            # `US` is a country, `i` no word.
            if not inside and match["word"].isascii() and match["word"] not in ("US", "i", "IT"):
                found.append(match)
        return found

    def _read(self, pieces: Sequence[Clause]) -> None:
        index = -1
        first = True
        for number, item in enumerate(self._items):
            while index < 0 or (pieces[index].end <= _start(item) and index + 1 < len(pieces)):
                index += 1
                first = True
                if index:
                    self._context.open(sentence=pieces[index].opens)
                    if _WHO.match(self._text, pieces[index].start):
                        self._context.goes_on()
            before = self._text[pieces[index].start : _start(item)]
            if first and not leads(before) and not pieces[index].opens:
                self._context.other_acts(before)
            if _start(item) < self._at:
                continue
            if isinstance(item, Named):
                self._name(item, acts=first and leads(before))
            else:
                following = self._items[number + 1] if number + 1 < len(self._items) else None
                self._pronoun(item, before, following, opens=first)
            first = False

    def _words(self, until: int) -> None:
        """Take in the words up to a position."""
        text = self._text[self._at : until]
        if self._agree and text.strip():
            text = agreed(text)
            self._agree = False
        if text:
            self.parts.append(text)
        self._at = until

    def _put(self, slot: Slot, start: int, end: int) -> None:
        self._words(start)
        self.parts.append(slot)
        self._at = end

    def _name(self, item: Named, *, acts: bool) -> None:
        common = item.identity in self._stage.here and self._stage.everybody[item.identity].common
        if common and item.determiner in ("a", "an") and self._context.knows(item.identity):
            # `to please a Kid`, `what a stupid Dog`: of somebody who was spoken of before, it only says what he is.
            return
        owning = item.ending == "'s"
        verb = item.ending if not owning else ""
        joins = self._acted is not None and _AND.fullmatch(self._text, _end(self._acted), item.start) is not None
        slot = Slot((item.identity,), owning=owning, adjective=item.adjective, verb=verb, bare=item.determiner == "own")
        looks = self._stage.everybody[item.identity]
        bare = (
            slot.bare
            and bool(self.parts)
            and isinstance(self.parts[-1], Slot)
            and not self._text[self._at : item.start].strip()
        )
        slot = replace(slot, bare=bare)
        if item.identity not in self._stage.here:
            slot = replace(slot, who=(), stranger=self._absent(looks), adjective="", bare=False)
        self._put(slot, item.start, item.end)
        if looks.folder == "places":
            return
        if joins and not owning and looks.folder == "characters":
            self._context.mention((item.identity,), item.end, acts=False)
            self._context.join((item.identity,))
            self._acted = item
            return
        acting = acts and not owning and looks.folder == "characters"
        self._context.mention((item.identity,), item.end, acts=acting)
        self._acted = item if acting else None

    def _absent(self, looks: Looks) -> str:
        if looks.folder == "places":
            return f"the {looks.sheet.kind or looks.core}"
        if looks.folder == "props":
            self._note(f"{looks.sheet.name} is not among the props of this shot")
            return f"the {looks.sheet.kind or looks.head}"
        said = "someone out of frame" if looks.person else "something out of frame"
        self._note(f"{looks.sheet.name} is not on stage in this shot, so the prompt says '{said}'")
        return said

    def _pronoun(self, item: re.Match[str], before: str, following: "Item | None", *, opens: bool) -> None:
        word, form = item["word"].lower(), form_of(item, self._text)
        if word in SPEAKERS:
            self._speaker(item, word)
            return
        if form == "either":
            form = "acting" if opens and leads(before) else "object"
        who = self._context.meant(word, form, item.start(), item.end())
        verb = _verb(item, self._text)
        if not who and word in ("it", "its"):
            return
        if form == "acting" and who and who == self._context.subject and _only_joins(before):
            self._words(item.start())
            if self.parts and isinstance(self.parts[-1], str):
                self.parts[-1] = self.parts[-1].rstrip()
            self._at = item.end()
            if verb:
                self.parts.append(f" {verb}")
            self._agree = word == "they" and len(who) == 1 and not self._stage.everybody[who[0]].many
            return
        every = (
            word == "they"
            and len(who) == 1
            and not self._stage.everybody[who[0]].many
            and _ALL.match(self._text, item.end())
        )
        if every:
            # `They all turn`: more than the one who is on stage.
            self._put(Slot(stranger="everyone"), item.start(), every.end())
            self._agree = True
            self._acted = None
            return
        early = (
            not self._context.subject
            and not (opens and leads(before))
            and not any(self._context.knows(one) for one in who)
        )
        if form == "owning" and who and (who == self._context.subject or early) and word not in ("hers", "theirs"):
            self._owned(item, who, following)
        elif form == "owning" and not who and self._nobodys(item, word):
            return
        else:
            self._placed(item, word, form, who, verb)
        self._context.mention(who, item.end(), acts=form == "acting")
        self._acted = item if form == "acting" else None

    def _placed(self, item: re.Match[str], word: str, form: str, who: tuple[str, ...], verb: str) -> None:
        """Put the slot of a pronoun whose owner must be said."""
        owning = form == "owning"
        slot = Slot(who, owning=owning, verb=verb)
        many = word in ("they", "them", "their", "theirs")
        if not who:
            slot = replace(slot, stranger=self._nobody(item, word))
            self._agree = many and form == "acting" and slot.stranger == "someone"
        elif any(one not in self._stage.here for one in who):
            thing = not any(self._stage.everybody[one].person for one in who)
            slot = replace(slot, who=(), stranger="something" if thing else "someone")
            self._agree = many and form == "acting"
        elif len(who) > _MOST_NAMED:
            slot = replace(slot, who=(), stranger="everyone")
            self._agree = form == "acting"
        elif many and form == "acting":
            self._agree = len(who) == 1 and not self._stage.everybody[who[0]].many
        if self._agree and slot.verb in ("are", "have"):
            slot = replace(slot, verb={"are": "is", "have": "has"}[slot.verb])
            self._agree = False
        self._put(slot, item.start(), item.end())

    def _nobody(self, item: re.Match[str], word: str) -> str:
        if word in ("they", "them", "their", "theirs") and (thing := self._context.plural_thing(item.start())):
            return f"the {thing}"
        said = "something" if word == "them" else "someone"
        self._note(f"'{item['word']}' in the action leads to nobody on stage, so the prompt says '{said}'")
        return said

    def _owned(self, item: re.Match[str], who: tuple[str, ...], following: "Item | None") -> None:
        """`trims her lamp`: whose it is need not be said again where she is the one who acts."""
        if isinstance(following, Named) and following.start <= item.end() + 1:
            self._words(item.start())
            self._at = following.start
            return
        instead, end = instead_of_owner(self._text, item.start(), item.end())
        if instead is None:
            self._placed(item, item["word"].lower(), "owning", who, "")
            return
        self._words(item.start())
        self.parts.append(instead.capitalize() if item["word"][0].isupper() else instead)
        self._at = end

    def _nobodys(self, item: re.Match[str], word: str) -> bool:
        """`Her hammer on the floor`, with nobody there: the hammer."""
        instead, end = instead_of_owner(self._text, item.start(), item.end())
        if instead is None or word in ("hers", "theirs") or self._text[end : end + 2].strip()[:1].isalpha() is False:
            return False
        self._words(item.start())
        self.parts.append("The" if item["word"][0].isupper() else "the")
        self._at = end
        self._note(f"'{item['word']}' in the action leads to nobody on stage, so the prompt leaves it out")
        return True

    def _speaker(self, item: re.Match[str], word: str) -> None:
        """`We see`: nobody on stage speaks in an action, so it is the camera or the audience."""
        camera = word in ("we", "us", "our", "ours")
        said = "the camera" if camera else "someone"
        self._note(f"'{item['word']}' in the action is nobody on stage, so the prompt says '{said}' or leaves it out")
        if seen := _WE_SEE.match(self._text, item.start()):
            self._words(item.start())
            self._at = seen.end()
            return
        acting = word in ("we", "i", "you")
        verb = _verb(item, self._text)
        verb = {"are": "is", "have": "has"}.get(verb, verb)
        self._put(
            Slot(stranger=said, owning=word in ("our", "ours", "my", "your", "yours"), verb=verb),
            item.start(),
            item.end(),
        )
        self._agree = acting and not verb

    def _note(self, said: str) -> None:
        if said not in self.notes:
            self.notes.append(said)


Item = Named | re.Match[str]


def _start(item: Item) -> int:
    return item.start if isinstance(item, Named) else item.start()


def _end(item: Item) -> int:
    return item.end if isinstance(item, Named) else item.end()


def _only_joins(before: str) -> bool:
    said = words(before)
    return bool(said) and set(said) <= {"and", "then", "but", "or"}


def _verb(item: re.Match[str], text: str) -> str:
    """The verb that is contracted with a pronoun."""
    mark = (item["verb"] or "")[1:].lower()
    if mark == "s":
        return "has" if re.compile(r"\s+(?:been|got|had|gone|\w+ed)\b").match(text, item.end()) else "is"
    return _VERBS.get(mark, "")
