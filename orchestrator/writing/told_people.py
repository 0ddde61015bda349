"""Who is in a story: the people behind its mentions, and whom a pronoun means."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from orchestrator.film.naming import slug, unused
from orchestrator.writing.lexicon import Beast, find_being
from orchestrator.writing.morphology import bag, is_plural, plural, singular
from orchestrator.writing.told_mentions import KEPT_APART, TELLING, Mention, capital_nouns, is_folk, mark_of, mentions

_UNNAMED = bag("voice other others latter former same one two first second moment time last")
_SPEAKER = re.compile(
    r"\b(?:said|cried|asked|answered|replied|exclaimed|called|shouted|remarked) (?:one of )?(?:an?|the|his|her|their) "
    r"(?:[a-z]+ )?([a-z]+)$"
)
_THEY = r"\b(?:he|him|himself|she|herself|they|them)\b|^it(?! (?:was|is|seemed|happened|had been|would|took|began)\b)"
_ANYBODY = {"man": "he", "fellow": "he", "woman": "she", "boy": "he", "girl": "she"}
"""Words that take up somebody already named by a trade: `the man` for the Traveler."""
_PRONOUNS = {
    "he": "he",
    "him": "he",
    "himself": "he",
    "she": "she",
    "herself": "she",
    "they": "they",
    "them": "they",
    "it": "it",
}


@dataclass
class Person:
    """Somebody of the story. `gender` is he, she, it or any; `many` for a group."""

    id: str
    head: str
    mark: str
    many: bool
    name: str
    gender: str = "any"
    capital: bool = False
    certain: bool = False
    """Whether the gender is the word's own: a milkmaid is she, a fox may be either."""
    sure: bool = False
    """Whether the story's own pronouns leave little doubt."""
    count: int = 0
    subjects: int = 0
    marks: Counter[str] = field(default_factory=Counter[str])


class People:
    """Everybody of one story, found from its told sentences; remembers who was spoken of last."""

    def __init__(self, told: list[str], attributions: list[str], choirs: Sequence[str] = (), most: int = 12) -> None:
        """`choirs` are the sentences after which one of several speaks."""
        self._capitals = capital_nouns([*told, *(f"- {attribution}" for attribution in attributions)])
        self._recent: list[str] = []
        self.all: dict[str, Person] = {}
        self._found([mention for text in told for mention in mentions(text, self._capitals)], attributions)
        for mention in (mention for text in choirs for mention in mentions(text, self._capitals) if mention.plural):
            for person in self.all.values():
                if person.many and person.head == mention.head:
                    person.count += 1
                    person.subjects += 1
        self._most_important(most)
        self._genders(told)

    def _found(self, in_told: list[Mention], attributions: list[str]) -> None:
        named = [m for text in attributions for m in self._speakers_in(text)]
        told_of = [m for m in [*in_told, *named] if not m.owned]
        self._variants: dict[str, list[str]] = {}
        for head in dict.fromkeys(m.head for m in told_of if not m.plural):
            marks = Counter(mark_of(m) for m in told_of if m.head == head and not m.plural)
            apart = [mark for mark in marks if mark and (mark in KEPT_APART or mark not in TELLING)]
            self._variants[head] = apart if len(apart) > 1 else []
        speakers = {(m.head, m.plural) for m in named}
        humans = {m.head for m in told_of if m.capital and not m.plural and is_folk(m.head)}
        capitals = any(m.capital for m in told_of)
        self._groups = Counter(m.head for m in told_of if m.plural)
        for mention in told_of:
            if mention.head in _ANYBODY and not mention.capital and not mention.plural and humans:
                continue
            person = self._person(mention)
            if person is None:
                continue
            weight = 3 if (mention.head, mention.plural) in speakers else 1
            heeded = weight > 1 or mention.subject or (mention.plural and mention.article)
            person.count += weight if mention.capital or not capitals else int(heeded)
            person.subjects += mention.subject or weight > 1 or (mention.plural and mention.article)
            being = find_being(mention.head)
            if isinstance(being, Beast) and being.category == "spirit" and not mention.article and not mention.plural:
                person.name = person.name.removeprefix("The ")
            person.marks.update(mention.marks)
            person.capital = person.capital or mention.capital

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
        mark = mark_of(mention)
        variants = self._variants.get(mention.head, [])
        if mention.plural and len(variants) > 1 and not mention.marks and self._groups[mention.head] < 2:
            return None
        if not mention.plural:
            if variants and mark not in variants:
                ours = [p for p in self.all.values() if p.head == mention.head and not p.many]
                return ours[0] if ours else None
            own = next((m for m in mention.marks if m not in TELLING), "")
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
        if not any(is_folk(p.head) for p in kept if not p.many):
            kept += [p for p in self.all.values() if p not in kept and not p.many and p.count and is_folk(p.head)][:1]
        kept = kept or [p for p in self.all.values() if p.subjects]
        ranked = sorted(kept, key=lambda p: -(p.count + p.subjects))[:most]
        self.all = {p.id: p for p in kept if p in ranked}

    def _genders(self, told: list[str]) -> None:
        for person in self.all.values():
            being = find_being(f"{person.mark} {person.head}".strip()) or find_being(person.head)
            if being is not None and (not isinstance(being, Beast) or being.gender == "it"):
                person.gender, person.certain = being.gender, being.gender in ("he", "she", "it")
            if person.mark in ("mother", "father") or person.head in ("mother", "father"):
                person.gender, person.certain = "she" if "mother" in (person.mark, person.head) else "he", True
        votes: dict[str, Counter[str]] = {identity: Counter() for identity in self.all}
        for text, following in zip(told, [*told[1:], ""], strict=False):
            present = [(m.start, self.identify(m)) for m in mentions(text, self._capitals)]
            ours = [identity for identity in dict.fromkeys(one for _, one in present) if identity]
            if not ours:
                continue
            pronouns = list(re.finditer(r"\b(he|him|his|himself|she|her|hers|herself)\b", text, re.IGNORECASE))
            for match in pronouns:
                nearest = [identity for at, identity in present if identity and at < match.start()]
                told_as = "she" if match[1].lower() in ("she", "her", "hers", "herself") else "he"
                if nearest:
                    votes[nearest[-1]][told_as] += 4 if len(ours) == 1 else 1
                if len(ours) == 1 and nearest:
                    break
            starts = re.match(r"(He|She)\b", following)
            if starts and len(ours) == 1:
                votes[ours[0]][starts[1].lower()] += 3
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
        mark = mark_of(mention)
        exact = [p for p in ours if p.mark == mark]
        if exact or len(ours) == 1:
            return (exact or ours)[0].id
        recent = [identity for identity in self._recent if any(p.id == identity for p in ours)]
        return recent[0] if recent else ours[0].id if ours else None

    def _is_human(self, identity: str, gender: str) -> bool:
        person = self.all[identity]
        return not person.many and is_folk(person.head) and person.gender in (gender, "any")

    def present(self, text: str) -> tuple[str, ...]:
        """Return who is in a sentence, the one it is about first, and remember them."""
        found: list[tuple[int, str, bool]] = []
        owner = self._owner(text)
        for mention in mentions(text, self._capitals):
            if mention.owned:
                continue
            if mention.plural and not any(p.head == mention.head and p.many for p in self.all.values()):
                found += [(mention.start, p.id, mention.subject) for p in self.all.values() if p.head == mention.head]
            identity = self.identify(mention)
            if identity:
                found.append((mention.start, identity, mention.subject))
        lead = re.match(r"[A-Z]\w+ing\b[^,]*,", text)
        at_once = lead.end() if lead else 0
        for match in re.finditer(_THEY, text, re.IGNORECASE):
            word = match[0].lower()
            named = [(one, acting) for at, one, acting in sorted(found) if at_once <= at < match.start()]
            fitting = [one for one, _ in named if self._fits(one, _PRONOUNS[word])]
            active = [one for one, acting in named if acting and one in fitting]
            acts = word in ("he", "she", "they", "it")
            theirs = owner and not acts and self._fits(owner, _PRONOUNS[word])
            meant = [owner] if theirs else active[-1:] or fitting[:1] or self._meant(word)
            found += [(match.start(), who, acts) for who in meant]
        found.sort(key=lambda entry: (entry[0] < at_once, entry[0]))
        ordered = list(dict.fromkeys(identity for _, identity, _ in found))
        acting = [identity for at, identity, subject in sorted(found) if subject and at >= at_once]
        subjects = list(reversed(dict.fromkeys(reversed(acting))))
        for identity in [*reversed([one for one in ordered if one not in subjects]), *subjects]:
            self.remember(identity)
        if owner in ordered:
            self.remember(owner)
        return tuple(ordered)

    def _owner(self, text: str) -> str:
        """Return whose a sentence's subject is, where it opens with `His Master ...`: the story stays with its owner."""
        match = re.match(r"(?:And |But |So )?(his|her)\b", text, re.IGNORECASE)
        meant = self._meant("he" if match[1].lower() == "his" else "she") if match else []
        return meant[0] if meant else ""

    def about(self, present: tuple[str, ...]) -> str | None:
        """Return whom the sentence just read is about at its end: the last of those `present` who did something."""
        return next((one for one in self._recent if one in present), None)

    def _fits(self, identity: str, pronoun: str) -> bool:
        person = self.all[identity]
        if pronoun == "they":
            return person.many
        if pronoun == "it":
            return not person.many and person.gender == "it"
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

    def addressed(self, speech: str) -> str | None:
        """Return who is spoken to by name, and therefore does not speak: `you stupid Ass`, `please, Mr. Wolf`."""
        for mention in mentions(speech, self._capitals):
            before, after = speech[: mention.start], speech[mention.end :]
            named = re.search(
                r"\byou (?:[a-z]+ ){0,2}$|(?:^|[,!] )(?:(?:[Mm]y|[Dd]ear|[Gg]ood|O|Mr\.|Master) )+$", before
            )
            if named and not mention.owned and re.match(r"\s*(?:[,.!?]|$)", after):
                return self.identify(mention)
        return None

    def speaker(
        self, attribution: str, about: str | None = None, last: str | None = None, never: str | None = None
    ) -> str | None:
        """Return whom an attribution names: `cried the Fox`, `he said`, `one of them asked`.

        `about` is whom the told sentence right before is about, `last` who spoke last, `never` who answers it and
        therefore does not say it.
        """
        if re.search(r"\bthe other\b", attribution) and last:
            others = [one for one in self._recent if one != last]
            alike = [one for one in others if is_folk(self.all[one].head) == is_folk(self.all[last].head)]
            return next(iter((*alike, *others)), last)
        by_pronoun = re.match(r"(?:[a-z]+ )?(he|she|it|they)\b", attribution, re.IGNORECASE)
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
        match = re.search(r"\b(he|she|it|they|one of them|another|both|all)\b", attribution, re.IGNORECASE)
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
