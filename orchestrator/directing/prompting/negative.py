"""What must not be seen: a field of its own where the model has one, else said as what to show instead."""

from collections.abc import Callable, Iterable
from typing import NamedTuple

from orchestrator.directing.prompting.phrases import phrases, plain_words
from templates.dialects import Card

_OPPOSITES = (
    ("text watermark watermarks caption captions subtitle subtitles logo letters lettering signature writing typography",
     "an unmarked picture"),
    ("photo photograph photographic photorealistic photorealism realistic realism live-action", "visibly drawn by hand"),
    ("3d render rendering cgi cg", "a flat hand-made surface"),
    ("blurry blur blurred soft-focus unfocused", "crisp detail"),
    ("low-quality worst-quality quality low-resolution lowres pixelated jpeg compression artifacts artefacts",
     "a clean, finely detailed picture"),
    ("distorted distortion deformed disfigured mutated malformed bad-anatomy anatomy extra fingers limbs hands",
     "true proportions"),
    ("flicker flickering jitter jittery inconsistent", "steady, even motion"),
    ("static frozen still motionless", "continuous motion"),
    ("shaky shake handheld", "a steady camera"),
    ("overexposed blown-out", "balanced exposure"),
    ("underexposed dim murky", "clearly readable shadows"),
    ("bright-colours bright-colors saturated oversaturated neon garish vivid", "muted colours"),
    ("dull desaturated washed-out grey gray monochrome", "rich colours"),
    ("cheerful happy", "a grave mood"),
    ("gloomy dark grim", "a light and open mood"),
    ("daylight sunny sunshine", "low light"),
    ("modern contemporary", "period detail"),
    ("noise grain grainy", "a smooth picture"),
    ("gradient gradients shading airbrushed smooth", "flat areas of tone"),
    ("glossy shiny plastic", "matt surfaces"),
    ("cartoon anime illustration drawing painting comic sketch", "photographic realism"),
    ("crowd crowds people", "an uncluttered scene"),
    ("clutter cluttered busy", "a clear composition"),
    ("harsh", "soft edges"),
    ("ugly", "pleasing proportions"),
    ("violence gore blood", "a peaceful scene"),
)  # fmt: skip
"""What is to be kept out, and what to ask for instead, without a word of denial."""

_INSTEAD = {word: instead for words, instead in _OPPOSITES for word in words.split()}


class Negative(NamedTuple):
    """The negative prompt; what is asked for instead, in a model that has none; and what to tell the person."""

    text: str = ""
    instead: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


def negative_for(card: Card, own: str, count: Callable[[str], int] | None) -> Negative:
    """Put what the shot or its style keeps out (`own`) as the dialect wants it; `count` where the field has a limit."""
    if card.negative == "field":
        return _field(card, own, count)
    wanted = _distinct(phrases(own))
    if not wanted:
        return Negative()
    if card.negative == "none":
        return Negative(notes=(f"{card.name} takes no negative prompt: '{', '.join(wanted)}' is not used",))
    found = {phrase: _instead(phrase) for phrase in wanted}
    lost = [phrase for phrase, instead in found.items() if instead is None]
    notes = (f"{card.name} takes no negative prompt, and there is no opposite of '{', '.join(lost)}'",) if lost else ()
    return Negative("", tuple(dict.fromkeys(instead for instead in found.values() if instead)), notes)


def _field(card: Card, own: str, count: Callable[[str], int] | None) -> Negative:
    wanted = _distinct((*phrases(own), *phrases(card.negative_base)))
    lost: list[str] = []
    most = card.limit.tokens
    while count is not None and most is not None and len(wanted) > 1 and count(", ".join(wanted)) > most:
        lost.insert(0, wanted.pop())
    notes = (f"the negative prompt is cut to what the model reads, without '{', '.join(lost)}'",) if lost else ()
    return Negative(", ".join(wanted), (), notes)


def _distinct(parts: Iterable[str]) -> list[str]:
    found: dict[str, str] = {}
    for part in parts:
        found.setdefault(part.casefold(), part)
    return list(found.values())


def _instead(phrase: str) -> str | None:
    words = plain_words(phrase)
    return next((_INSTEAD[word] for word in ("-".join(words), *reversed(words)) if word in _INSTEAD), None)
