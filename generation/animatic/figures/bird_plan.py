"""The measures of birds. Lengths are parts of the standing height, colours are before light."""

from dataclasses import dataclass, replace
from typing import Literal

from generation.animatic.figures.creature_eyes import EyeStyle


@dataclass(frozen=True, slots=True)
class Bird:
    """One kind of bird."""

    height: float = 0.4
    """Standing, in heights of a grown person."""
    coat: str = "#2e2c36"
    breast: str | None = None
    wing: str | None = None
    wing_tip: str | None = None
    body: float = 0.27
    """Half length of the body."""
    girth: float = 0.2
    tilt: float = 32.0
    """How upright the body is: 0 lies flat, 90 stands."""
    leg: float = 0.2
    leg_colour: str = "#4a3c38"
    webbed: bool = False
    neck: float = 0.12
    neck_width: float = 0.1
    neck_curve: float = 0.0
    """How far the neck bends into an S (heron, swan)."""
    head: float = 0.12
    head_colour: str | None = None
    cap: str | None = None
    beak: float = 1.4
    """Length in head radii."""
    beak_depth: float = 0.4
    hook: float = 0.0
    flat_beak: bool = False
    beak_colour: str = "#3a3438"
    eye: float = 0.24
    eye_style: EyeStyle = "round"
    iris: str = "#5a3a1c"
    disc: str | None = None
    """Colour of the face's disc (owl, barn swallow's throat: none)."""
    tufts: bool = False
    comb: str | None = None
    crest: bool = False
    tail: Literal["fan", "fork", "plume", "sickle", "stub", "wedge", "long"] = "wedge"
    tail_length: float = 0.28
    tail_colour: str | None = None
    ruff: str | None = None
    walks: bool = True


_CROW = Bird(
    beak=1.55, beak_depth=0.42, iris="#4a3a34", eye=0.2, leg=0.16, body=0.3, girth=0.185, tilt=30, tail_length=0.3
)
_EAGLE = Bird(
    height=0.56,
    coat="#5a3d28",
    head_colour="#e9dec8",
    wing_tip="#3a261a",
    beak=1.25,
    beak_depth=0.52,
    hook=0.55,
    beak_colour="#e0a830",
    eye=0.2,
    iris="#e0a82c",
    leg=0.13,
    leg_colour="#e0a830",
    body=0.29,
    girth=0.2,
    tilt=50,
    head=0.118,
    neck=0.12,
    neck_width=0.125,
    tail_length=0.24,
    tail_colour="#e9dec8",
)
_OWL = Bird(
    height=0.44,
    coat="#8a6644",
    breast="#e2cfae",
    wing="#6f4f34",
    head=0.22,
    neck=0.1,
    neck_width=0.2,
    body=0.27,
    girth=0.225,
    tilt=74,
    leg=0.09,
    leg_colour="#c9a05a",
    beak=0.45,
    beak_depth=0.26,
    hook=0.6,
    beak_colour="#d8a83c",
    eye=0.34,
    iris="#e6a424",
    disc="#ead9ba",
    tufts=True,
    tail="stub",
    tail_length=0.14,
)
_STORK = Bird(
    height=0.78,
    coat="#f0ece4",
    wing="#f0ece4",
    wing_tip="#2c2a30",
    beak=2.9,
    beak_depth=0.26,
    beak_colour="#cf4a2c",
    leg_colour="#cf4a2c",
    leg=0.4,
    body=0.2,
    girth=0.115,
    tilt=22,
    neck=0.3,
    neck_width=0.045,
    neck_curve=0.25,
    head=0.068,
    eye=0.22,
    iris="#3a2c24",
    tail="stub",
    tail_length=0.1,
)
_HERON = replace(
    _STORK,
    coat="#8b97a8",
    breast="#e6e6e6",
    wing="#76839a",
    head_colour="#e6e6e6",
    cap="#2c2e3a",
    crest=True,
    beak_colour="#d8a03c",
    leg_colour="#8a7a4c",
    neck_curve=0.6,
    neck=0.34,
)
_CRANE = replace(
    _STORK,
    coat="#b9bfc6",
    wing="#a2a9b4",
    head_colour="#e6e6e6",
    cap="#c0392c",
    beak=2.2,
    beak_colour="#7a746c",
    leg_colour="#4a4648",
    neck_curve=0.1,
    tail="plume",
    tail_length=0.22,
    tail_colour="#6a707c",
    height=0.8,
)
_COCK = Bird(
    height=0.48,
    coat="#a8482a",
    breast="#7a2f22",
    wing="#8a3a2c",
    wing_tip="#22443c",
    head_colour="#d88a34",
    ruff="#d88a34",
    beak=0.95,
    beak_depth=0.38,
    beak_colour="#e0b04a",
    comb="#cf2c2c",
    leg=0.2,
    leg_colour="#e0b04a",
    body=0.23,
    girth=0.19,
    tilt=34,
    neck=0.24,
    neck_width=0.11,
    head=0.105,
    iris="#d8782c",
    eye=0.26,
    tail="sickle",
    tail_length=0.44,
    tail_colour="#22443c",
)
_HEN = replace(
    _COCK,
    height=0.42,
    coat="#c98a4e",
    breast="#d9a468",
    wing="#b0733c",
    wing_tip=None,
    head_colour=None,
    ruff=None,
    tail="fan",
    tail_length=0.2,
    tail_colour="#8a5a34",
    girth=0.22,
    neck=0.18,
)
_DUCK = Bird(
    height=0.38,
    coat="#8a7a66",
    breast="#6a4632",
    wing="#7c7468",
    head_colour="#2c6a4c",
    beak=1.3,
    beak_depth=0.36,
    flat_beak=True,
    beak_colour="#e0a83c",
    leg=0.11,
    leg_colour="#e0863c",
    webbed=True,
    body=0.34,
    girth=0.2,
    tilt=12,
    neck=0.2,
    neck_width=0.1,
    head=0.15,
    tail="stub",
    tail_length=0.14,
    eye=0.24,
)
_GOOSE = replace(
    _DUCK,
    height=0.56,
    coat="#efece6",
    breast="#f6f3ec",
    wing="#dcd8d0",
    head_colour=None,
    neck=0.36,
    neck_width=0.075,
    head=0.098,
    body=0.26,
    girth=0.175,
    beak=1.25,
    beak_colour="#e58a34",
    leg=0.12,
)
_SWAN = replace(
    _GOOSE,
    height=0.66,
    coat="#f4f2ee",
    wing="#e9e6e2",
    neck=0.5,
    neck_width=0.06,
    neck_curve=1.0,
    head=0.078,
    body=0.28,
    girth=0.16,
    beak_colour="#d8642c",
    cap=None,
    leg=0.07,
    tilt=10,
    tail="wedge",
    tail_length=0.16,
)
_PEACOCK = Bird(
    height=0.62,
    coat="#2352a0",
    breast="#2a68b8",
    wing="#8a7448",
    beak=0.85,
    beak_depth=0.3,
    beak_colour="#b9b0a0",
    crest=True,
    leg=0.2,
    leg_colour="#8a7a6a",
    body=0.2,
    girth=0.14,
    tilt=32,
    neck=0.3,
    neck_width=0.06,
    neck_curve=0.2,
    head=0.075,
    tail="plume",
    tail_length=0.62,
    tail_colour="#2c8a5c",
    eye=0.26,
)
_SPARROW = Bird(
    height=0.28,
    coat="#8c6544",
    breast="#dccbb2",
    wing="#6f4b32",
    cap="#6a4a3c",
    beak=0.75,
    beak_depth=0.4,
    beak_colour="#5a4a3c",
    leg=0.12,
    body=0.31,
    girth=0.235,
    tilt=34,
    neck=0.1,
    neck_width=0.2,
    head=0.21,
    eye=0.22,
    eye_style="bead",
    tail_length=0.26,
)
_SWALLOW = replace(
    _SPARROW,
    coat="#263a6a",
    breast="#f0e2cc",
    wing="#1c2a52",
    cap="#b0482c",
    girth=0.19,
    tail="fork",
    tail_length=0.46,
    beak=0.5,
    height=0.28,
)
_DOVE = replace(
    _SPARROW,
    height=0.32,
    coat="#e6e3e6",
    breast="#f6f2f0",
    wing="#cfccd6",
    cap=None,
    head=0.15,
    neck_width=0.13,
    neck=0.13,
    girth=0.22,
    beak=0.8,
    beak_depth=0.26,
    beak_colour="#c98a86",
    leg_colour="#cf6a5c",
    tail="fan",
    tail_length=0.26,
)
_LARK = replace(_SPARROW, coat="#a08658", breast="#eadcbc", cap=None, crest=True, wing="#7f6640")
_ROBIN = replace(_SPARROW, coat="#7a6a52", breast="#d8622c", wing="#66583f", cap=None)
_CHICK = replace(
    _SPARROW,
    coat="#f0cf58",
    breast="#f6e08a",
    wing="#e0b840",
    cap=None,
    tail="stub",
    tail_length=0.06,
    height=0.24,
    girth=0.27,
    head=0.25,
    beak_colour="#e08a34",
    leg_colour="#e08a34",
)
_PENGUIN = Bird(
    height=0.5,
    coat="#2b2f3c",
    breast="#f4f1ea",
    wing="#22252f",
    head_colour="#22252f",
    cap=None,
    beak=0.95,
    beak_depth=0.3,
    beak_colour="#e0963c",
    leg=0.045,
    leg_colour="#e0963c",
    webbed=True,
    body=0.36,
    girth=0.215,
    tilt=84,
    neck=0.1,
    neck_width=0.15,
    head=0.145,
    tail="stub",
    tail_length=0.08,
    eye=0.22,
    ruff=None,
)
_PARROT = Bird(
    height=0.42,
    coat="#2f9a4c",
    breast="#e0c03c",
    wing="#2468b0",
    wing_tip="#c8342c",
    head_colour="#cf3a2c",
    beak=0.85,
    beak_depth=0.62,
    hook=0.75,
    beak_colour="#e9dfc8",
    leg=0.08,
    body=0.27,
    girth=0.18,
    tilt=58,
    neck=0.1,
    neck_width=0.14,
    head=0.165,
    tail="long",
    tail_length=0.5,
    tail_colour="#c8342c",
    disc="#f4efe4",
    eye=0.22,
    iris="#e0c040",
)

BIRDS: dict[str, Bird] = {
    "crow": _CROW,
    "raven": replace(_CROW, height=0.46, beak=1.7, beak_depth=0.5, ruff="#26242e"),
    "jackdaw": replace(_CROW, height=0.36, head_colour="#6f707c", cap="#2e2c36", iris="#cfe0ea", beak=1.05, head=0.14),
    "eagle": _EAGLE,
    "hawk": replace(
        _EAGLE, height=0.44, head_colour="#7a5236", coat="#7a5236", breast="#e6d2b0", tail_colour="#a8552c"
    ),
    "vulture": replace(
        _EAGLE,
        coat="#3d3438",
        head_colour="#d89a92",
        ruff="#e6ddd2",
        neck=0.24,
        neck_width=0.06,
        beak_colour="#8a8078",
        tail_colour="#2a2428",
    ),
    "owl": _OWL,
    "stork": _STORK,
    "heron": _HERON,
    "crane": _CRANE,
    "cock": _COCK,
    "hen": _HEN,
    "duck": _DUCK,
    "goose": _GOOSE,
    "swan": _SWAN,
    "peacock": _PEACOCK,
    "swallow": _SWALLOW,
    "sparrow": _SPARROW,
    "dove": _DOVE,
    "lark": _LARK,
    "robin": _ROBIN,
    "chick": _CHICK,
    "penguin": _PENGUIN,
    "parrot": _PARROT,
    "pheasant": replace(
        _HEN,
        coat="#a85c2c",
        breast="#8a4426",
        wing="#8f6234",
        head_colour="#245a4c",
        comb=None,
        tail="long",
        tail_length=0.6,
        tail_colour="#a8803c",
        height=0.46,
        girth=0.18,
        cap="#c0342c",
    ),
    "flamingo": replace(
        _STORK,
        coat="#f09aa4",
        wing="#e77f90",
        wing_tip="#2c2a30",
        neck_curve=1.0,
        beak=1.1,
        hook=0.6,
        beak_depth=0.36,
        beak_colour="#3a3438",
        leg_colour="#e77f90",
        leg=0.44,
    ),
    "ostrich": replace(
        _STORK,
        coat="#2e2a30",
        wing="#3a353c",
        wing_tip="#f0ece4",
        head_colour="#d8a890",
        neck_width=0.05,
        girth=0.17,
        beak=0.9,
        beak_depth=0.3,
        beak_colour="#c98a6a",
        leg_colour="#c9987c",
        tail="fan",
        tail_colour="#f0ece4",
        height=1.0,
        eye=0.34,
    ),
    "turkey": replace(
        _HEN,
        coat="#5a4034",
        breast="#6f4c38",
        wing="#4a3630",
        head_colour="#8f98b8",
        tail="plume",
        tail_length=0.36,
        tail_colour="#8a5a34",
        height=0.5,
    ),
    "gull": replace(
        _DOVE,
        height=0.36,
        coat="#f2f0ec",
        wing="#9aa6b4",
        wing_tip="#2c2e38",
        beak=1.1,
        hook=0.2,
        beak_colour="#e0b03c",
        leg_colour="#e0b03c",
        webbed=True,
    ),
}
"""Species by name."""
