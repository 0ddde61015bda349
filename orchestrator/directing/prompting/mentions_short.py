"""Short names: how somebody is mentioned again, definite, and different from everybody else in the shot."""

import re
from collections.abc import Iterator, Mapping, Sequence

from orchestrator.directing.prompting.mentions_looks import Looks, bare_name, key_of
from orchestrator.directing.prompting.mentions_words import ENDED, GATHERED, HAIR, telling, words

_ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth")
_ARTICLE = re.compile(r"(?:a|an|the)\s+", re.IGNORECASE)
_AGED = re.compile(r"(\d{1,3}) years old")
_JOINED = re.compile(r"(?:with|without|in|wearing)\s")
_LONGEST = 3
"""Words of a short name before its noun is enough to know it by."""


def short_names(everybody: Sequence[Looks]) -> dict[str, str]:
    """Return a short name for each, by its key; what has the same looks is counted: `the second woman`."""
    chosen = {key_of(looks): next(_candidates(looks)) for looks in everybody}
    for looks in everybody:
        if _clashes(looks, chosen, everybody) and not looks.sheet.called:
            others = [other for other in everybody if key_of(other) != key_of(looks)]
            fitting = (name for name in _candidates(looks) if not _taken(name, looks, others, chosen))
            chosen[key_of(looks)] = next(fitting, _other(looks, others, chosen))
    return _counted(everybody, chosen)


def _other(looks: Looks, others: Sequence[Looks], chosen: Mapping[str, str]) -> str:
    """`the other woman`, beside one who has something to be known by."""
    name = chosen[key_of(looks)]
    alike = [other for other in others if other.head == looks.head]
    return f"the other {name.removeprefix('the ')}" if len(alike) == 1 and chosen[key_of(alike[0])] != name else name


def _clashes(looks: Looks, chosen: Mapping[str, str], everybody: Sequence[Looks]) -> bool:
    others = [other for other in everybody if key_of(other) != key_of(looks)]
    return _taken(chosen[key_of(looks)], looks, others, chosen)


def _taken(name: str, looks: Looks, others: Sequence[Looks], chosen: Mapping[str, str]) -> bool:
    """Whether the name is another's, or only says what another one is as well: `the woman` beside `the old woman`."""
    bare = words(name)[1:] == [looks.head]
    return any(chosen[key_of(other)] == name or (bare and other.head == looks.head) for other in others)


def _counted(everybody: Sequence[Looks], chosen: Mapping[str, str]) -> dict[str, str]:
    """Tell apart by number who cannot be told apart by looks."""
    found = dict(chosen)
    for name in set(chosen.values()):
        same = [key_of(looks) for looks in everybody if chosen[key_of(looks)] == name]
        if len(same) > 1:
            for number, identity in enumerate(same):
                found[identity] = (
                    f"the {_ORDINALS[number]} {name.removeprefix('the ')}" if number < 8 else f"{name} {number + 1}"
                )
    return found


def _candidates(looks: Looks) -> Iterator[str]:
    """Names from the plainest to the longest."""
    called = looks.sheet.called.strip().rstrip(".")
    if called and not _is_proper(called, looks):
        yield (
            called
            if words(called)[:1] == ["the"]
            else f"the {_ARTICLE.sub('', called, count=1) if _ARTICLE.match(called) else called}"
        )
    core = _core(looks)
    if looks.common and looks.folder != "places":
        core = bare_name(looks.sheet).lower()
    yield f"the {core}"
    if looks.common and _core(looks) != core:
        yield f"the {_core(looks)}"
        core = _core(looks)
    for feature in looks.features:
        if (before := _before(feature)) is not None:
            yield f"the {before} {core}"
    if looks.after:
        yield f"the {core} {looks.after}"
    for feature in looks.features:
        if _before(feature) is None:
            yield f"the {core} {feature}" if _JOINED.match(feature) else f"the {core} with {_definite(feature)}"
    if looks.state.startswith("in "):
        yield f"the {core} {_definite_state(looks.state)}"


def _is_proper(called: str, looks: Looks) -> bool:
    """Whether a person wrote the name again, which tells a model nothing."""
    proper = {word for word in looks.sheet.name.split() if telling(word)}
    return not looks.common and bool(proper & set(called.split()))


def _core(looks: Looks) -> str:
    """The core without more than a few words before its noun."""
    told = looks.core.split(" ")
    if "of" in told and told[0].lower() in GATHERED:
        return looks.core
    return " ".join(told[-_LONGEST:]).replace(",", "")


def _before(feature: str) -> str | None:
    """The feature as a word before the noun: `slight`, `broad-shouldered`, and `black-haired` for `short black hair`."""
    told = feature.split(" ")
    last = told[-1].lower()
    if aged := _AGED.fullmatch(feature):
        return f"{aged[1]}-year-old"
    if len(told) == 1:
        return (
            None
            if last in HAIR or last in ENDED or last.endswith(("s", "beard", "braid", "scar", "nose", "hair"))
            else feature
        )
    return f"{told[-2].lower()}-{ENDED[last]}" if last in ENDED and len(told) <= 3 and told[-2].isalpha() else None


def _definite(feature: str) -> str:
    """`the silver braid`, but `grey eyes` and `dark hair in a bun`."""
    bare = _ARTICLE.sub("", feature, count=1) if _ARTICLE.match(feature) else feature
    found = words(re.split(r" (?:in|with|of|like|on) ", bare)[0])
    plural = bool(found) and (found[-1] in HAIR or (found[-1].endswith("s") and not found[-1].endswith("ss")))
    return bare if plural else f"the {bare}"


def _definite_state(state: str) -> str:
    """`in the yellow coat` for `in a yellow coat, wet`."""
    return re.sub(r"^in (?:a|an) ", "in the ", state.split(",")[0])


def plain_names(everybody: Sequence[Looks]) -> dict[str, str]:
    """What each is in the sheet's own words, for languages whose grammar is not known here."""
    found: dict[str, str] = {}
    for looks in everybody:
        said = looks.sheet.called or looks.sheet.appearance.split(",")[0].strip() or looks.sheet.kind
        found[key_of(looks)] = said or looks.core
    return found
