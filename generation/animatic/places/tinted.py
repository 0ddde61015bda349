"""Places of an unusual stuff or colour: `lava river`, `purple forest`, `a field of gold` colour what the words speak of."""

from collections.abc import Sequence
from dataclasses import replace

from generation.animatic.colour import mix
from generation.animatic.figures.vocabulary import COLOURS
from generation.animatic.light import Palette
from generation.animatic.stage import Scheme

_STUFFS = {
    "lava": "#ff6a1e",
    "fire": "#ff7a2a",
    "magma": "#f2541e",
    "gold": "#e8b83f",
    "golden": "#e8b83f",
    "silver": "#c9d0d8",
    "copper": "#b06a3c",
    "bronze": "#9a6a3a",
    "chocolate": "#5f3a24",
    "candy": "#f29ac2",
    "candyfloss": "#f5b4d0",
    "sugar": "#f6eee6",
    "honey": "#d9942a",
    "milk": "#f2efe8",
    "blood": "#8f1f24",
    "ink": "#22264a",
    "glass": "#a8dcea",
    "crystal": "#9adfee",
    "ice": "#bfe2f2",
    "emerald": "#2f9a6a",
    "ruby": "#b0263f",
    "sapphire": "#2f56b0",
    "amethyst": "#8a5fc0",
    "marble": "#e6e2dc",
    "bone": "#e4d8c0",
    "rusty": "#a05a34",
    "rust": "#a05a34",
    "neon": "#ff4fc8",
    "moss": "#6f8f3f",
    "mossy": "#6f8f3f",
    "ash": "#6f6c70",
    "paper": "#f0e8d6",
}
_BURNING = frozenset({"lava", "fire", "magma", "neon"})
_ROLES: dict[str, tuple[str, ...]] = {
    "water": (
        "river",
        "lake",
        "sea",
        "ocean",
        "pond",
        "pool",
        "stream",
        "water",
        "waterfall",
        "canal",
        "moat",
        "lagoon",
    ),
    "ground": (
        "ground",
        "desert",
        "sand",
        "field",
        "meadow",
        "earth",
        "grass",
        "plain",
        "hill",
        "dune",
        "floor",
        "soil",
    ),
    "foliage": ("forest", "tree", "wood", "jungle", "leaf", "grove", "foliage", "bush", "vine"),
    "wall": ("room", "hall", "wall", "corridor", "chamber", "cabin"),
    "sky_middle": ("sky",),
}
_ALIKE = {
    "ground": (("ground_dark", 0.75),),
    "sky_middle": (("sky_top", 0.7), ("horizon", 0.5)),
}
"""What takes on a part of a role's colour as well."""


def tint_before(words: Sequence[str], at: int) -> str | None:
    """The colour or stuff that the words give the thing that is named at a place: `glass bridge`, `river of lava`."""
    for word in reversed(words[max(0, at - 2) : at]):
        if found := _stuff(word):
            return found
    after = words[at + 1 : at + 3]
    if len(after) == 2 and after[0] in ("of", "from"):
        return _stuff(after[1])
    return None


def _stuff(word: str) -> str | None:
    return _STUFFS.get(word) or COLOURS.get(word)


def tinted(scheme: Scheme, words: Sequence[str], palette: Palette) -> Scheme:
    """The colours of the place with what its words say of its water, ground, leaves, walls and sky."""
    changes: dict[str, str] = {}
    for role, nouns in _ROLES.items():
        for at, word in enumerate(words):
            if word in nouns and (tint := tint_before(words, at)):
                changes[role] = tint
    for role, tint in tuple(changes.items()):
        changes |= {
            also: mix(getattr(scheme, also), _seen(scheme, tint, palette), part) for also, part in _ALIKE.get(role, ())
        }
        changes[role] = mix(getattr(scheme, role), _seen(scheme, tint, palette), 0.85)
    return replace(scheme, **changes)


def _seen(scheme: Scheme, tint: str, palette: Palette) -> str:
    """The stuff in this light; what burns shines by itself."""
    drawn = palette.draw(tint, 0.12)
    return (
        drawn
        if tint in {_STUFFS[word] for word in _BURNING}
        else mix(drawn, scheme.ambient, min(0.6, scheme.shade * 1.3))
    )


def burning(words: Sequence[str]) -> str | None:
    """The colour of ground or water that burns, if the words speak of some."""
    for at, word in enumerate(words):
        named = word in _ROLES["water"] or word in _ROLES["ground"]
        if named and (tint := tint_before(words, at)) in {_STUFFS[stuff] for stuff in _BURNING}:
            return tint
    return None
