"""Whom a pronoun means: by gender and number, by who acts in the clause and in the one before, by who was spoken of last."""

import re
from collections.abc import Mapping, Sequence

from orchestrator.directing.acting import pose_of_word
from orchestrator.directing.acting_clauses import words_of
from orchestrator.directing.prompting.mentions_looks import Looks
from orchestrator.directing.prompting.mentions_words import (
    HAIR,
    KIN,
    ONE_OF_TWO,
    PAIRED,
    SEVERAL,
    article,
    known_nouns,
    words,
)

PRONOUN = re.compile(
    r"(?<![\w-])(?<!\w[’'])(?P<word>he|she|they|it|him|her|them|his|hers|theirs?|its|we|us|ours?|I|me|my|yours?|you)"
    r"(?P<verb>['’](?:s|re|ve|ll|d|m))?(?!['’]?\w|-\w)",
    re.IGNORECASE,
)
_GENDERS = {"he": "he", "him": "he", "his": "he", "she": "she", "her": "she", "hers": "she"}
SPEAKERS = words_of("i me my we us our ours you your yours")
_ACTING = words_of("he she they i we")
_OWNING = words_of("his hers its their theirs my our ours your yours")
_AFTER_OBJECT = words_of(
    "a an the this that these those some any to of in on at by for with from into onto over under behind beside "
    "between near toward towards through across around against up down out off away back and but or as while when "
    "until because before after if so again too there here home alone how what why where which who then now once "
    "both all one something nothing everything instead upon past along aside apart forward further closer about "
    "like than onto more another his its is was are were has had does did can will would"
)
"""What follows `her` where it is no possessive."""
_LETS = re.compile(
    r"\b(?:watch|see|hear|let|make|help|feel|notice)(?:e?s|ing|ed)?\s+$|\b(?:saw|heard|made|felt|lets?)\s+$",
    re.IGNORECASE,
)
_ON_A_BACK = re.compile(
    r"\b(?:on|behind|against|across|(?:turn|arch|scratch|straighten)(?:e?s|ing|ed)?)\s+$", re.IGNORECASE
)
_IMPERSONAL = re.compile(
    r"\s+(?:is|was|has been|had been|will be|rains?|snows?|pours?|rained|snowed|seems?|seemed|takes?|took|gets?|got|grows?|"
    r"grew|becomes?|became|looks? like|happens?|appears?|turn(?:s|ed)? out)\b",
    re.IGNORECASE,
)
_FOLLOWING = re.compile(r"\s+([^\W\d_]+(?:['’-][^\W\d_]+)*)")
_ALREADY = re.compile(r"\b(?:both|all)\s+$", re.IGNORECASE)
_DETERMINED = re.compile(r"\b(?:the|a|an|his|her|its|their|some|one|another)\s+\w", re.IGNORECASE)
_THING_ACTS = re.compile(
    r"(?:[.,;]|\band|\bbut|\bas|\bwhile)\s+(?:the|a|an|one|some)\s+(?:[\w-]+\s+){1,3}?[a-z]+(?:[^s]s|ed)\b",
    re.IGNORECASE,
)
_OTHER_ACTS = re.compile(
    r"\s*(?:,\s*)?(?:(?:and|but|then|so|or|as|while|when|until|because|before|after|if|where|who)\s+)*"
    r"(?:the|an?|its|his|her|their|one|some|something|somebody|someone|everybody|everyone|nobody|nothing)\s.*"
    r"\b[a-z]+(?:[^s]s|ed)\b",
    re.IGNORECASE | re.DOTALL,
)
_CROWD = re.compile(r"\b(?:every(?:body|one)|people|(?:the|a) crowd|somebody|some people|all of)\b", re.IGNORECASE)
_PLURALS = re.compile(
    r"\b(?:the|some|many|two|three|four|his|her|their|these|those|of)\s+(?:[a-z-]+\s+){0,2}?([a-z]+)\b", re.IGNORECASE
)


class Context:
    """What was said so far in a text, and who is there; tells whom the next pronoun means."""

    def __init__(self, text: str, cast: Sequence[Looks], everybody: Mapping[str, Looks], things: Sequence[str]) -> None:
        """Begin with nothing said. `things` are the words of the props without a sheet."""
        self._text = text
        self._cast = [looks.sheet.id for looks in cast]
        self._everybody = everybody
        self._things = things
        self._all_things = {word for thing in things for word in words(thing)}
        self.subject: tuple[str, ...] = ()
        """Who acts in the clause at hand."""
        self._before: tuple[str, ...] = ()
        self._recent: list[str] = []
        self._last = 0
        self._fresh = True
        """Whether nobody of the cast has acted in the clause yet."""
        self._gendered: set[str] = set()

    def open(self, *, sentence: bool) -> None:
        """Begin a clause; where a sentence begins, nobody acts yet."""
        if self.subject:
            self._before = self.subject
        self._fresh = True
        if sentence:
            self.subject = ()

    def mention(self, who: Sequence[str], at: int, *, acts: bool) -> None:
        """Take in that somebody was mentioned, up to a position of the text."""
        for identity in who:
            if identity in self._recent:
                self._recent.remove(identity)
            self._recent.append(identity)
        self._last = at
        if acts:
            self.subject = tuple(who)
            self._fresh = False

    def knows(self, identity: str) -> bool:
        """Whether somebody was mentioned before."""
        return identity in self._recent

    def goes_on(self) -> None:
        """`at Tom, who`: the one mentioned last acts."""
        if self._recent:
            self.subject = (self._recent[-1],)

    def other_acts(self, before: str) -> None:
        """`and the wind follows her`: what stands before a mention in its clause may be a thing that acts."""
        if _OTHER_ACTS.match(before):
            self._before = self.subject or self._before
            self.subject = ()

    def join(self, who: Sequence[str]) -> None:
        """`The fox and the crow`: both act."""
        self.subject = (*self.subject, *(identity for identity in who if identity not in self.subject))

    def meant(self, word: str, form: str, start: int, end: int) -> tuple[str, ...]:
        """Return whom a pronoun means; nobody where it leads nowhere, or is a thing."""
        if word in ("it", "its"):
            return self._it(form, start, end)
        if word in ("they", "them", "their", "theirs"):
            return self._they(form)
        return self._one(_GENDERS[word], form)

    def _one(self, sex: str, form: str) -> tuple[str, ...]:
        order = self._order(form)
        best = max(order, key=lambda identity: self._fits(identity, sex), default=None)
        first = next(
            (one for one in order[:1] if one in self.subject or (form == "acting" and one in self._before)), best
        )
        best = first if first is not None and self._fits(first, sex) > 0 else best
        if best is not None and self._fits(best, sex) > 0:
            self._gendered.add(best)
            return (best,)
        if form == "object" and self._fresh and len(self._cast) == 1 and self._fits(self._cast[0], sex) > 0:
            return (self._cast[0],)
        elsewhere = any(looks.gender == sex and looks.person for looks in self._everybody.values())
        if len(self._cast) == 1 and not elsewhere and form != "object":
            return (self._cast[0],)
        return ()

    def _order(self, form: str) -> list[str]:
        recent = self._recent[::-1]
        match form:
            case "acting":
                order = [*self.subject, *self._before, *recent, *self._cast]
            case "owning":
                order = [*self.subject, *recent, *self._cast]
            case _:
                # Of two who act together either may be meant.
                acting = self.subject if len(self.subject) == 1 else ()
                order = [one for one in [*recent, *self._cast, *self._before] if one not in acting]
        return list(dict.fromkeys(identity for identity in order if identity in self._everybody))

    def _fits(self, identity: str, sex: str) -> int:
        looks = self._everybody[identity]
        if looks.many or looks.folder != "characters":
            return 0
        if looks.gender is None:
            return 2 if looks.person else 1
        return 3 if looks.gender == sex else 0

    def _it(self, form: str, start: int, end: int) -> tuple[str, ...]:
        """A creature or a spirit on stage that nobody calls he or she, where nothing else can be meant."""
        fitting = [one for one in self._order(form) if self._is_thing(one) and one not in self._gendered]
        fitting = [one for one in fitting if form != "object" or one not in self.subject]
        if not fitting or (form == "acting" and _IMPERSONAL.match(self._text, end)):
            return ()
        one = fitting[0]
        if form == "owning" and one in self.subject:
            return (one,)
        if form == "acting" and one in self.subject:
            return () if _DETERMINED.search(self._text, self._last, start) else (one,)
        if form == "acting" and one in self._before:
            return () if _THING_ACTS.search(self._text, self._last, start) else (one,)
        if form == "acting" and not self._recent:
            return (one,)
        return (one,) if self._recent[-1:] == [one] and not self._thing_between(start) else ()

    def _is_thing(self, identity: str) -> bool:
        looks = self._everybody[identity]
        return looks.folder == "characters" and not looks.person and not looks.many

    def _thing_between(self, start: int) -> bool:
        return _DETERMINED.search(self._text, self._last, start) is not None

    def _they(self, form: str) -> tuple[str, ...]:
        several = [one for one in self._order(form) if self._everybody[one].many]
        if form != "object":
            for group in (self.subject, self._before):
                if len(group) > 1 or (group and self._everybody[group[0]].many):
                    return group
        if several:
            return (several[0],)
        named = [one for one in self._recent if self._everybody[one].folder == "characters"]
        group = named if len(named) > 1 else self._cast
        if form == "object":
            others = tuple(one for one in group if one not in self.subject)
            return others if len(group) > 1 else ()
        return tuple(sorted(group, key=lambda one: self._cast.index(one) if one in self._cast else 99))

    def plural_thing(self, start: int) -> str | None:
        """The things that `them` may be: a plural noun said before, or among the props."""
        for match in reversed(list(_PLURALS.finditer(self._text, max(0, start - 300), start))):
            if _plural_noun(match[1]) or match[1].lower() in self._all_things:
                return match[1].lower()
        if _CROWD.search(self._text, 0, start):
            return "people"
        last = [words(thing)[-1] for thing in self._things if words(thing)]
        return next((word for word in last if _plural_noun(word)), None)


def form_of(match: re.Match[str], text: str) -> str:
    """What a pronoun does: it is `acting`, `owning`, or an `object`; `her` by what stands around it."""
    word = match["word"].lower()
    if word in _ACTING:
        return "acting"
    if word in _OWNING:
        return "owning"
    if word in ("it", "you"):
        return "either"
    return ("object" if _is_object(match, text) else "owning") if word == "her" else "object"


def _is_object(match: re.Match[str], text: str) -> bool:
    after = re.compile(r"\s+([^\W\d_]+(?:['’-][^\W\d_]+)*)").match(text, match.end())
    if after is None:
        return True
    following = after[1].lower()
    if following == "back" and _ON_A_BACK.search(text, max(0, match.start() - 16), match.start()):
        return False
    if following in _AFTER_OBJECT or (
        following.endswith("ly") and following not in ("only", "family", "lovely", "early", "ugly")
    ):
        return True
    if not _LETS.search(text, max(0, match.start() - 12), match.start()):
        return False
    known = following in known_nouns() | HAIR | PAIRED | ONE_OF_TWO | KIN
    return not known and pose_of_word(following) is not None


def instead_of_owner(text: str, start: int, end: int) -> tuple[str | None, int]:
    """What stands for `her` where she is the one who acts, and the end of what it stands for; None if she must be said.

    `both` hands, `a` hand, `the` lamp, `the` lamp for `her own lamp`; but of whom her mother is must be said.
    """
    own = re.compile(r"\s+own\b").match(text, end)
    if own and not _FOLLOWING.match(text, own.end()):
        return None, end
    end = own.end() if own else end
    nouns = [match[1].lower() for match in _FOLLOWING.finditer(text[end : end + 60])][:2]
    if nouns[:1] and nouns[0] in KIN:
        return None, end
    if _ALREADY.search(text, max(0, start - 6), start):
        return ("the" if text[max(0, start - 4) : start].lower().startswith("all") else ""), end
    if nouns[:1] and nouns[0] in PAIRED:
        return "both", end
    if nouns[:1] and nouns[0] in ONE_OF_TWO:
        return article(nouns[0]), end
    return "the", end


def _plural_noun(word: str) -> bool:
    plain = word.lower()
    if plain in SEVERAL:
        return True
    return plain.endswith("s") and (plain[:-1] in known_nouns() or plain[:-2] in known_nouns())
