"""Who is in a story of any language: the beings that its words name, and names that come again and again."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from orchestrator.film.naming import slug, unused
from orchestrator.film.sheets import Character
from orchestrator.writing.lexicon import Beast, abroad, find_being, find_setting, names, saying
from orchestrator.writing.morphology import bag
from orchestrator.writing.told_people import Person
from orchestrator.writing.told_plain import Line
from orchestrator.writing.told_sheets import sheet_of
from orchestrator.writing.told_voices import ARTICLES

_WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")
_HAN = re.compile(r"[\u3400-\u9fff]")
_SPOKEN_BY = re.compile(
    r"(?:^|[。！？，”」])([\u3400-\u9fff]{2,3}?)(?:[^。！？，]{0,6}地)?(?:对[^。！？，]{1,6})?(?:说|道|问|答|喊|叫|回答|笑道)"
)
_ELIDED = re.compile(r"^(?:l|d|s|n|m|t|c|qu|j|un|dell|all|nell|sull)['’]", re.IGNORECASE)
_NOT_NAMES = bag("dieu gott dios dio deus бог i ich sie ihr")
_MOST = 12
_SHORTEST_STEM = 4
_CALLED = re.compile(
    r"s['’]appelait|s['’]appelle|se llamaba|se llama|\bhieß|\bheißt|si chiamava|si chiama|se chamava|\bзвали|名叫|叫做",
    re.IGNORECASE,
)
_PRONOUNS = {
    "fr": ("elle", "il"), "es": ("ella", "él"), "de": ("sie", "er"), "it": ("lei", "lui"), "pt": ("ela", "ele"),
    "nl": ("zij", "hij"), "ru": ("она", "он"), "pl": ("ona", "on"), "zh": ("她", "他"), "ja": ("彼女", "彼"),
}  # fmt: skip
_LETTERS = {
    "а": "a", "б": "b", "в": "v", "г": "g", "д": "d", "е": "e", "ё": "e", "ж": "zh", "з": "z", "и": "i", "й": "y", "к": "k",
    "л": "l", "м": "m", "н": "n", "о": "o", "п": "p", "р": "r", "с": "s", "т": "t", "у": "u", "ф": "f", "х": "kh", "ц": "ts",
    "ч": "ch", "ш": "sh", "щ": "shch", "ъ": "", "ы": "y", "ь": "", "э": "e", "ю": "yu", "я": "ya",
}  # fmt: skip


@dataclass(frozen=True)
class Found:
    """Somebody of a story: their sheet, and the words that mean them."""

    sheet: Character
    forms: tuple[str, ...]
    head: str
    """The English for what they are."""


def people_in(lines: Sequence[Line], language: str, seed: int) -> list[Found]:
    """Return who is in a story, the most often named first."""
    told = [line.text for line in lines]
    tags = " ".join(line.tag for line in lines)
    known = abroad(language)
    somebody = [
        _Somebody(_shown(forms[0]), head, tuple(forms), count) for head, forms, count in _beings(told, tags, known)
    ]
    taken = {form.lower() for one in somebody for form in one.forms}
    named = [*_names(lines, tags, language), *_han_names(told, tags), *_strangers(lines)]
    for name, forms, count in named:
        words = {form.lower() for form in forms}
        if (
            not taken & words
            and not words & known.keys()
            and not any(word in name for word in known if _HAN.search(word))
        ):
            somebody.append(_Somebody(name, "", forms, count))
            taken |= words
    found: list[Found] = []
    for one in sorted(_introduced(somebody, told, known), key=lambda one: -one.count)[:_MOST]:
        found.append(_found(one, told, [other.sheet.id for other in found], language, seed))
    return found


@dataclass(frozen=True)
class _Somebody:
    name: str
    head: str
    forms: tuple[str, ...]
    count: int


def _shown(word: str) -> str:
    return word if _HAN.search(word) else word[:1].upper() + word[1:]


def _introduced(somebody: list[_Somebody], told: list[str], known: dict[str, str]) -> list[_Somebody]:
    """Make one of a being and its name, where the story says what it was called: `un pescador ... Se llamaba Tomás`."""
    found = list(somebody)
    for before, text in zip(["", *told], told, strict=False):
        match = _CALLED.search(text)
        named = next((one for one in found if match and not one.head and any(form in text for form in one.forms)), None)
        if match is None or named is None:
            continue
        near = f"{before} {text[: match.start()]}".lower()
        said = [(word, english) for word, english in _known_words(near, known) if _is_somebody(english)]
        if not said:
            continue
        word, english = said[-1]
        being = next((one for one in found if one.head == english), _Somebody("", english, (word,), 0))
        found = [one for one in found if one not in (being, named)]
        found.append(_Somebody(named.name, english, (*named.forms, *being.forms), named.count + being.count))
    return found


def _found(one: _Somebody, told: list[str], taken: list[str], language: str, seed: int) -> Found:
    she = _is_she(one, told, _PRONOUNS.get(language[:2], ("", "")))
    head = one.head or ("woman" if she else "man")
    being = find_being(head)
    known = being.gender if being and not isinstance(being, Beast) else ""
    gender = known if known in ("she", "he") else "any" if isinstance(being, Beast) else "she" if she else "he"
    plain = _latin(one.name)
    identity = slug(plain if re.search(r"[a-z]", plain.lower()) else head)
    person = Person(unused(identity, taken), head, "", many=False, name=one.name, gender=gender)
    return Found(sheet_of(person, seed), one.forms, head)


def _latin(name: str) -> str:
    return "".join(_LETTERS.get(sign, sign) for sign in name.lower()) if re.search(r"[а-яё]", name.lower()) else name


def _is_she(one: _Somebody, told: list[str], pronouns: tuple[str, str]) -> bool:
    """Whether the story's pronouns beside a name, else the name itself, speak of a woman."""
    votes = 0
    for text, following in zip(told, [*told[1:], ""], strict=False):
        if not any(form in text for form in one.forms):
            continue
        near = [word.lower() for word in _WORD.findall(text)] + [word.lower() for word in _WORD.findall(following)[:1]]
        if _HAN.search(text):
            near = [sign for sign in pronouns for _ in range(text.count(sign))]
        votes += near.count(pronouns[0]) - near.count(pronouns[1])
    if votes:
        return votes > 0
    return one.name in names()["she"] or (one.name not in names()["he"] and one.name[-1:] in "aая")


def _beings(told: list[str], tags: str, known: dict[str, str]) -> Iterator[tuple[str, list[str], int]]:
    """Find the nouns that mean somebody, with the English for each; once is enough for who speaks."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for text in [*told, tags]:
        for word, english in _known_words(text, known):
            if _is_somebody(english):
                counts[english][word] += 1
    spoken = {english for _, english in _known_words(tags, known)}
    for english, forms in sorted(counts.items(), key=lambda entry: -entry[1].total()):
        if forms.total() > 1 or english in spoken:
            yield english, [form for form, _ in forms.most_common()], forms.total()


def _is_somebody(english: str) -> bool:
    return find_being(english) is not None and find_setting(english) is None


def _known_words(text: str, known: dict[str, str]) -> Iterator[tuple[str, str]]:
    """Yield the words of a text that the list has, as the list writes them, with their English."""
    if _HAN.search(text):
        rest = text
        for word in sorted((word for word in known if _HAN.search(word)), key=len, reverse=True):
            yield from ((word, known[word]) for _ in range(rest.count(word)))
            rest = rest.replace(word, "。")
        return
    for match in _WORD.finditer(text):
        word = _ELIDED.sub("", match[0].lower())
        listed = word if word in known else _stem_of(word, known)
        if listed:
            yield listed, known[listed]


def _stem_of(word: str, known: dict[str, str]) -> str | None:
    """Return the listed word of which this one is a form: `лисы` of `лиса`, `Raben` of `Rabe`."""
    for cut in range(1, 4):
        stem = word[:-cut]
        if len(stem) < (_SHORTEST_STEM if stem.isascii() else _SHORTEST_STEM - 1):
            return None
        for ending in ("", "e", "a", "а", "я", "ь", "й", "о"):
            if stem + ending in known:
                return stem + ending
    return None


def _names(lines: Sequence[Line], tags: str, language: str) -> Iterator[tuple[str, tuple[str, ...], int]]:
    """Find capitalised words inside sentences that come more than once, or say something; nouns of German are no names."""
    counts: Counter[str] = Counter()
    bare: Counter[str] = Counter()
    for line in lines:
        before = ""
        for match in _WORD.finditer(line.text):
            word = _ELIDED.sub("", match[0])
            if word[:1].isupper() and match.start() > 0 and word.lower() not in _NOT_NAMES | ARTICLES:
                counts[word] += 1
                bare[word] += not before[:1].islower() or before in saying() or before in {"und", "oder", "als", "dass"}
            elif word[:1].isupper():
                bare[word] += 1
            before = match[0]
    function = saying() | ARTICLES | _NOT_NAMES
    spoken = Counter(word for word in _WORD.findall(tags) if word[:1].isupper() and word.lower() not in function)
    grouped: dict[str, Counter[str]] = defaultdict(Counter)
    for word, count in (counts + spoken).items():
        grouped[_family(word)][word] += count
    for forms in sorted(grouped.values(), key=lambda forms: -forms.total()):
        said = sum(spoken[form] for form in forms)
        enough = forms.total() > 1 or (said and language[:2] != "de")
        noun = language[:2] == "de" and sum(bare[form] for form in forms) * 2 <= forms.total()
        if enough and not noun and all(len(form) > 1 for form in forms):
            name = next((form for form, _ in forms.most_common() if form in spoken), forms.most_common(1)[0][0])
            yield name, tuple(forms), forms.total()


def _strangers(lines: Sequence[Line]) -> Iterator[tuple[str, tuple[str, ...], int]]:
    """Find who speaks and is in no list: the noun behind an article, beside a word of saying."""
    for line in lines:
        words = _WORD.findall(line.tag)
        at = next((at for at, word in enumerate(words) if word.lower() in saying()), None)
        if line.kind == "told" or at is None:
            continue
        after, before = words[at + 1 : at + 3], words[:at][-2:]
        for pair in (after, before):
            if len(pair) == 2 and pair[0].lower() in ARTICLES and pair[1].lower() not in _NOT_NAMES:
                yield _shown(pair[1]), (pair[1],), 1
                break


def _family(word: str) -> str:
    """Return what the forms of a name share: `Ивана` and `Иван`."""
    return re.sub(r"(?:ом|ой|ем|ей|[аеиоуыюя])$", "", word) if re.search(r"[а-я]", word) else word


def _han_names(told: list[str], tags: str) -> Iterator[tuple[str, tuple[str, ...], int]]:
    """Find names in Chinese: what stands before words of saying, and again elsewhere."""
    text = "。".join([*told, tags])
    counts = Counter(match[1] for match in _SPOKEN_BY.finditer(text))
    for name, _ in counts.most_common():
        if (
            text.count(name) > 1
            and not name.startswith(("他", "她", "它", "我", "你", "于是", "然后"))
            and name[-1] not in "又也就便却还都才再"
        ):
            yield name, (name,), text.count(name)
