"""Who is in a story: mentions, the people behind them, and whom a pronoun means."""

import re
from collections import Counter
from dataclasses import dataclass, field

from orchestrator.film.naming import slug, unused
from orchestrator.writing.lexicon import Beast, Folk, Trade, find_being, find_setting, names, verb_lemma
from orchestrator.writing.morphology import bag, is_plural, plural, singular
from orchestrator.writing.reading_phrases import CLOSED, DETERMINERS

_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*(?:'s|s')?")
_TITLES = frozenset(
    ["master", "mr", "mrs", "miss", "dr", "king", "queen", "judge", "sir", "lady", "lord", "old", "dame"]
)
_KEPT_APART = frozenset(
    ["old", "young", "little", "mother", "father", "first", "second", "elder", "younger", "black", "white"]
)
_TELLING = _KEPT_APART | {"other", "big", "baby", "lame", "blind", "poor", "rich", "wise"}
_NOBODY = bag(
    "i oh o ah god heaven heavens sunday monday may june july january winter summer spring autumn yes no well court time "
    "night umbrella fear day others love image without tail wheels wheel friend friends neighbor neighbors neighbour "
    "neighbours enemy enemies fellows comrade comrades"
)
_ALIVE = frozenset(["animal", "creature", "robot", "spirit", "person"])
_PREPOSITIONS = frozenset(["of", "in", "on", "at", "like", "from", "for", "about", "than", "as", "between", "without"])
_RELATIVES = bag("which where whom whose to into by upon with over under toward towards after before")
_CLAUSE_STARTS = bag("and but when while as then so now that until because if once soon for or just there said asked")
_ACTS = bag("was were had who is has did would could once all arose lay stood never only at must can cannot")
_NOT_THERE = bag("should like than without")
"""Before a name: he is only compared with, wished for or feared."""
_DEGREES = bag("very so too most rather such quite")
_UNNAMED = bag("voice other others latter former same one two first second moment time last")
_SPEAKER = re.compile(
    r"\b(?:said|cried|asked|answered|replied|exclaimed|called|shouted|remarked) (?:one of )?(?:an?|the|his|her|their) "
    r"(?:[a-z]+ )?([a-z]+)$"
)
_ANYBODY = {"man": "he", "fellow": "he", "woman": "she", "boy": "he", "girl": "she"}
"""Words that take up somebody already named by a trade: `the man` for the Traveler."""
_PRONOUNS = {"he": "he", "him": "he", "himself": "he", "she": "she", "herself": "she", "they": "they", "them": "they"}


@dataclass(frozen=True)
class Mention:
    """A noun that means somebody, at `start` to `end` of its text."""

    start: int
    end: int
    head: str
    marks: tuple[str, ...]
    plural: bool
    owned: bool
    """`the Fox's`: named, but not there."""
    subject: bool
    article: bool
    capital: bool


@dataclass
class Person:
    """Somebody of the story. `gender` is he, she, it or any; `many` for a group."""

    id: str
    head: str
    mark: str
    many: bool
    name: str
    gender: str = "any"
    certain: bool = False
    """Whether the gender is the word's own: a milkmaid is she, a fox may be either."""
    sure: bool = False
    """Whether the story's own pronouns leave little doubt."""
    count: int = 0
    subjects: int = 0
    marks: Counter[str] = field(default_factory=Counter[str])


def mentions(text: str, capitals: frozenset[str]) -> list[Mention]:
    """Return whom a sentence mentions. `capitals` are the words that the story writes with a capital inside sentences."""
    words = [(match[0], match.start(), match.end()) for match in _WORD.finditer(text)]
    found: list[Mention] = []
    index = 0
    while index < len(words):
        last = _head_at(words, index, text, capitals)
        if last is None:
            index += 1
            continue
        mention = _mention(words, index, last, text)
        if mention:
            found.append(mention)
        index = last + 1
    return found


def capital_nouns(sentences: list[str]) -> frozenset[str]:
    """Return the words written with a capital where no sentence begins, in lower case."""
    return frozenset(
        match[0].lower().removesuffix("'s").removesuffix("s'")
        for sentence in sentences
        for match in list(_WORD.finditer(sentence))[1:]
        if match[0][0].isupper() and match[0].lower() not in _NOBODY
    )


Words = list[tuple[str, int, int]]


def _bare(word: str) -> str:
    return re.sub(r"'s$|(?<=s)'$", "", word).lower()


def _head_at(words: Words, index: int, text: str, capitals: frozenset[str]) -> int | None:
    """Return the index of the last word of the name that begins at `index`, if one does."""
    word = words[index][0]
    low = _bare(word)
    if low in CLOSED or low in _NOBODY or len(low) < 2:
        return None
    if word[0].isupper() and (index > 0 or low in capitals or _lives(low) or low in _TITLES or _is_name(word)):
        last = index
        while (
            last + 1 < len(words)
            and words[last + 1][0][0].isupper()
            and text[words[last][2] : words[last + 1][1]] == " "
            and not words[last][0].endswith("'s")
            and _bare(words[last + 1][0]) not in _NOBODY
        ):
            last += 1
        return last if _is_somebody(words, index, last, capitals) else None
    if not word[0].isupper() and _has_determiner(words, index) and (_is_folk(low) if capitals else _lives(low)):
        return index
    return None


def _is_name(word: str) -> bool:
    return any(word in listed for listed in names().values())


def _is_somebody(words: Words, first: int, last: int, capitals: frozenset[str]) -> bool:
    head = _bare(words[last][0])
    if find_being(singular(head)) or find_being(head):
        return True
    if find_setting(head) or head in _NOBODY:
        return False
    before = _bare(words[first - 1][0]) if first else ""
    return before not in {"in", "at", "near", "of", "from", "to"} and (head in capitals or _is_name(words[last][0]))


def _lives(low: str) -> bool:
    being = find_being(low) or find_being(singular(low))
    return isinstance(being, (Folk, Trade)) or (isinstance(being, Beast) and being.category in _ALIVE)


def _is_folk(low: str) -> bool:
    """Whether a word means a person; where a story gives its animals capitals, those without are scenery."""
    return isinstance(find_being(low) or find_being(singular(low)), (Folk, Trade))


def _has_determiner(words: Words, index: int) -> bool:
    return any(
        words[at][0].lower() in DETERMINERS and all(not _stops(words[k][0]) for k in range(at + 1, index))
        for at in range(max(0, index - 3), index)
    )


def _stops(word: str) -> bool:
    return word.lower() in CLOSED or bool(find_setting(word.lower()))


def _mention(words: Words, first: int, last: int, text: str) -> Mention | None:
    spoken = [word for word, _, _ in words[first : last + 1]]
    after = words[last + 1][0].lower() if last + 1 < len(words) else ""
    owned = words[last][0].endswith(("'s", "s'")) and after != "voice"
    low = [_bare(word) for word in spoken]
    titled = False
    while len(low) > 1 and low[0] in _TITLES:
        low, first, titled = low[1:], first + 1, True
    head = low[-1]
    marks = list(low[:-1])
    article, begins = False, first
    for at in range(first - 1, max(-1, first - 5), -1):
        word = words[at][0].lower()
        if word == "no":
            return None
        if word in DETERMINERS:
            article, begins = True, at
            break
        if word in _DEGREES:
            continue
        if word in CLOSED or text[words[at][2] : words[at + 1][1]] != " ":
            break
        if word in _TELLING:
            marks.insert(0, word)
            begins = at
    many = is_plural(head) and singular(head) != head and not _is_name(words[last][0])
    before = words[begins - 1][0].lower() if begins else ""
    if before in _NOT_THERE:
        return None
    comma = bool(begins) and "," in text[words[begins - 1][2] : words[begins][1]]
    acts = bool(verb_lemma(after)) or after in _ACTS or after.endswith("ed")
    starts = not before or before in _CLAUSE_STARTS or comma
    inflected = before.endswith("ed") or verb_lemma(before) not in (None, before)
    done_to = inflected and not comma and before not in _CLAUSE_STARTS
    subject = not owned and not done_to and before not in _PREPOSITIONS | _RELATIVES and (acts or starts)
    return Mention(
        words[first][1], words[last][2], singular(head) if many else head, tuple(marks), many, owned, subject,
        article or titled,
        spoken[-1][0].isupper(),
    )  # fmt: skip


class People:
    """Everybody of one story, found from its told sentences; remembers who was spoken of last."""

    def __init__(self, told: list[str], attributions: list[str], most: int = 7) -> None:
        self._capitals = capital_nouns(told)
        self._recent: list[str] = []
        self.all: dict[str, Person] = {}
        self._found([mention for text in told for mention in mentions(text, self._capitals)], attributions)
        self._most_important(most)
        self._genders(told)

    def _found(self, in_told: list[Mention], attributions: list[str]) -> None:
        named = [m for text in attributions for m in self._speakers_in(text)]
        told_of = [m for m in [*in_told, *named] if not m.owned]
        self._variants: dict[str, list[str]] = {}
        for head in dict.fromkeys(m.head for m in told_of if not m.plural):
            marks = Counter(_mark(m) for m in told_of if m.head == head and not m.plural)
            apart = [mark for mark in marks if mark and (mark in _KEPT_APART or mark not in _TELLING)]
            self._variants[head] = apart if len(apart) > 1 else []
        speakers = {(m.head, m.plural) for m in named}
        humans = {m.head for m in told_of if m.capital and not m.plural and _is_folk(m.head)}
        capitals = any(m.capital for m in told_of)
        self._groups = Counter(m.head for m in told_of if m.plural)
        for mention in told_of:
            if mention.head in _ANYBODY and not mention.capital and humans:
                continue
            person = self._person(mention)
            if person is None:
                continue
            weight = 3 if (mention.head, mention.plural) in speakers else 1
            person.count += weight if mention.capital or not capitals else int(weight > 1 or mention.subject)
            person.subjects += mention.subject or weight > 1 or (mention.plural and mention.article)
            being = find_being(mention.head)
            if isinstance(being, Beast) and being.category == "spirit" and not mention.article and not mention.plural:
                person.name = person.name.removeprefix("The ")
            person.marks.update(mention.marks)

    def _speakers_in(self, attribution: str) -> list[Mention]:
        """Return who speaks, also a kind of person that no list knows: `said an old acquaintance`."""
        found = [m for m in mentions(attribution, self._capitals) if not m.owned]
        if found:
            return found[:1]
        match = _SPEAKER.search(attribution.rstrip(" ,;:"))
        if match is None or match[1] in _UNNAMED or match[1].endswith("ly"):
            return []
        many = is_plural(match[1])
        head = singular(match[1]) if many else match[1]
        return [Mention(match.start(1), match.end(1), head, (), many, False, True, True, False)]

    def _person(self, mention: Mention) -> Person | None:
        mark = _mark(mention)
        variants = self._variants.get(mention.head, [])
        if mention.plural and len(variants) > 1 and not mention.marks and self._groups[mention.head] < 2:
            return None
        if not mention.plural:
            if variants and mark not in variants:
                ours = [p for p in self.all.values() if p.head == mention.head and not p.many]
                return ours[0] if ours else None
            own = next((m for m in mention.marks if m not in _TELLING), "")
            parent = next((m for m in mention.marks if m in ("mother", "father") and mention.capital), "")
            mark = mark if variants else own or parent
        for person in self.all.values():
            same = person.head == mention.head and person.many == mention.plural
            if same and (not variants or mention.plural or person.mark == mark):
                person.mark = person.mark or mark
                return person
        words = f"{mark} {mention.head}".strip()
        noun = plural(words) if mention.plural else words
        name = " ".join(word[:1].upper() + word[1:] for word in noun.split())
        person = Person(unused(slug(noun), self.all), mention.head, mark, mention.plural, name)
        if mention.plural or mention.article or (find_being(mention.head) and mark != "mother"):
            person.name = f"The {name}"
        self.all[person.id] = person
        return person

    def _most_important(self, most: int) -> None:
        kept = [p for p in self.all.values() if p.count > 0 and (p.subjects or p.count > 1)]
        if not any(_is_folk(p.head) for p in kept if not p.many):
            kept += [p for p in self.all.values() if p not in kept and not p.many and p.count and _is_folk(p.head)][:1]
        kept = kept or [p for p in self.all.values() if p.subjects]
        ranked = sorted(kept, key=lambda p: -(p.count + p.subjects))[:most]
        self.all = {p.id: p for p in kept if p in ranked}

    def _genders(self, told: list[str]) -> None:
        for person in self.all.values():
            being = find_being(f"{person.mark} {person.head}".strip()) or find_being(person.head)
            if being is not None and not isinstance(being, Beast):
                person.gender, person.certain = being.gender, being.gender in ("he", "she")
            if person.mark in ("mother", "father") or person.head in ("mother", "father"):
                person.gender, person.certain = "she" if "mother" in (person.mark, person.head) else "he", True
        votes: dict[str, Counter[str]] = {identity: Counter() for identity in self.all}
        for text, following in zip(told, [*told[1:], ""], strict=False):
            present = [self.identify(m) for m in mentions(text, self._capitals)]
            ours = [identity for identity in dict.fromkeys(present) if identity]
            if not ours:
                continue
            pronouns = re.findall(r"\b(he|him|his|himself|she|her|hers|herself)\b", text, re.IGNORECASE)
            starts = re.match(r"(He|She)\b", following)
            for word in [*pronouns, *([starts[1]] if starts else [])]:
                votes[ours[0]]["she" if word.lower() in ("she", "her", "hers", "herself") else "he"] += (
                    1 if len(ours) > 1 else 2
                )
        for identity, counted in votes.items():
            person = self.all[identity]
            if counted and person.gender == "any" and not person.many:
                person.gender = counted.most_common(1)[0][0]
                person.sure = counted[person.gender] - counted["he" if person.gender == "she" else "she"] >= 6

    def identify(self, mention: Mention) -> str | None:
        """Return who is meant, by name; among several of one kind the one spoken of last."""
        ours = [p for p in self.all.values() if p.head == mention.head and p.many == mention.plural]
        if not ours and mention.plural:
            return None
        if not ours and mention.head in _ANYBODY:
            return next((one for one in self._recent if self._is_human(one, _ANYBODY[mention.head])), None)
        mark = _mark(mention)
        exact = [p for p in ours if p.mark == mark]
        if exact or len(ours) == 1:
            return (exact or ours)[0].id
        recent = [identity for identity in self._recent if any(p.id == identity for p in ours)]
        return recent[0] if recent else ours[0].id if ours else None

    def _is_human(self, identity: str, gender: str) -> bool:
        person = self.all[identity]
        return not person.many and _is_folk(person.head) and person.gender in (gender, "any")

    def present(self, text: str) -> tuple[str, ...]:
        """Return who is in a sentence, the one it is about first, and remember them."""
        found: list[tuple[int, str, bool]] = []
        for mention in mentions(text, self._capitals):
            if mention.owned:
                continue
            if mention.plural and not any(p.head == mention.head and p.many for p in self.all.values()):
                found += [(mention.start, p.id, True) for p in self.all.values() if p.head == mention.head]
            identity = self.identify(mention)
            if identity:
                found.append((mention.start, identity, mention.subject))
        lead = re.match(r"[A-Z]\w+ing\b[^,]*,", text)
        at_once = lead.end() if lead else 0
        for match in re.finditer(r"\b(he|him|himself|she|herself|they|them)\b", text, re.IGNORECASE):
            word = match[0].lower()
            named = [identity for at, identity, _ in sorted(found) if at_once <= at < match.start()]
            fitting = [identity for identity in named if self._fits(identity, _PRONOUNS[word])]
            acts = word in ("he", "she", "they")
            meant = [fitting[0] if len(set(fitting)) > 1 else fitting[-1]] if fitting else self._meant(word)
            found += [(match.start(), who, acts) for who in meant]
        found.sort(key=lambda entry: (entry[0] < at_once, entry[0]))
        ordered = list(dict.fromkeys(identity for _, identity, _ in found))
        acting = [identity for at, identity, subject in sorted(found) if subject and at >= at_once]
        subjects = list(reversed(dict.fromkeys(reversed(acting))))
        for identity in [*reversed([one for one in ordered if one not in subjects]), *subjects]:
            self.remember(identity)
        return tuple(ordered)

    def about(self, text: str, present: tuple[str, ...]) -> str | None:
        """Return whom a sentence that was just read is about at its end: the last one who did something in it."""
        del text
        return next((one for one in self._recent if one in present), None)

    def _fits(self, identity: str, pronoun: str) -> bool:
        person = self.all[identity]
        if pronoun == "they":
            return person.many
        return not person.many and person.gender in (pronoun, "any")

    def _meant(self, word: str, most: int = 1) -> list[str]:
        pronoun = _PRONOUNS[word]
        fitting = [identity for identity in self._recent if self._fits(identity, pronoun)]
        if fitting:
            return fitting[:most]
        return self._recent[:2] if pronoun == "they" and len(self._recent) > 1 else []

    def remember(self, identity: str) -> None:
        """Note that somebody was just spoken of."""
        self._recent = [identity, *(one for one in self._recent if one != identity)]

    def named(self, text: str) -> tuple[str, ...]:
        """Return who is named in a text, without remembering anybody."""
        found = [self.identify(m) for m in mentions(text, self._capitals) if not m.owned]
        return tuple(dict.fromkeys(identity for identity in found if identity))

    def speaker(
        self, attribution: str, about: str | None = None, last: str | None = None, never: str | None = None
    ) -> str | None:
        """Return whom an attribution names: `cried the Fox`, `he said`, `one of them asked`.

        `about` is whom the told sentence right before is about, `last` who spoke last, `never` who answers it and
        therefore does not say it.
        """
        if re.search(r"\bthe other$", attribution) and last:
            return next((one for one in self._recent if one != last), last)
        by_pronoun = re.match(r"(?:[a-z]+ )?(he|she|they)\b", attribution, re.IGNORECASE)
        for mention in [] if by_pronoun else self._speakers_in(attribution):
            before = attribution[: mention.start].split()
            to = (
                bool(before)
                and before[-1].lower() in ("to", "of", "the")
                and "to" in [word.lower() for word in before[-2:]]
            )
            identity = self.identify(mention)
            if identity and not to:
                return identity
        match = re.search(r"\b(he|she|they|one of them|another|both|all)\b", attribution, re.IGNORECASE)
        if match is None:
            return None
        word = match[1].lower()
        if word in _PRONOUNS and about and about != never and self._could_be(about, _PRONOUNS[word]):
            return about
        meant = [one for one in self._meant(word if word in _PRONOUNS else "they", 9) if one != never]
        groups = [person.id for person in self.all.values() if person.many]
        if not meant or (_PRONOUNS.get(word, "they") == "they" and not self.all[meant[0]].many):
            meant = groups or [one for one in self._recent if one != last] or meant
        return meant[0] if meant else None

    def _could_be(self, identity: str, pronoun: str) -> bool:
        """Whether a pronoun may mean somebody: a guessed gender gives way, a known one (or a group) does not."""
        person = self.all[identity]
        if person.many or pronoun == "they":
            return person.many and pronoun == "they"
        return person.gender in (pronoun, "any") or not (person.certain or person.sure)

    @property
    def recent(self) -> tuple[str, ...]:
        """Who was spoken of, the last one first."""
        return tuple(self._recent)


def _mark(mention: Mention) -> str:
    """Return the word that tells somebody from others of the kind: `town` of `Town Mouse`, `old` of `old Frog`."""
    own = [mark for mark in mention.marks if mark not in _TELLING]
    return own[-1] if own else next((mark for mark in mention.marks if mark in _KEPT_APART), "")
