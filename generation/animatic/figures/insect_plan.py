"""The measures of insects and spiders. Lengths are in heights, x forward; colours are before light."""

from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class Insect:
    """One kind of insect; lengths in heights, x forward."""

    height: float
    coat: str
    parts: tuple[tuple[float, float, float, float, float], ...]
    """Body parts from back to front: x, y over the ground, half length, half height, tilt."""
    head: tuple[float, float, float] = (0.42, 0.62, 0.24)
    leg: float = 0.0
    legs: int = 3
    leg_colour: str = "#2a2226"
    feeler: float = 0.4
    wings: str = "none"
    wing_colour: str = "#dfe8f0"
    stripes: str | None = None
    spots: str | None = None
    head_colour: str | None = None
    iris: str = "#3a2418"
    flies: bool = False
    jumper: bool = False
    sting: bool = False
    claws: bool = False


_ANT = Insect(
    0.26,
    "#7a3424",
    ((-0.52, 0.42, 0.36, 0.25, -12), (0.0, 0.42, 0.2, 0.15, -8)),
    (0.45, 0.62, 0.27),
    legs=3,
    feeler=0.42,
)


_BEE = Insect(
    0.27,
    "#e3aa2c",
    ((-0.32, 0.44, 0.42, 0.32, -10), (0.12, 0.5, 0.24, 0.25, 0)),
    (0.48, 0.56, 0.25),
    wings="pair",
    stripes="#33262a",
    head_colour="#4a3530",
    flies=True,
    sting=True,
    feeler=0.3,
)


_BEETLE = Insect(
    0.27,
    "#2f5a52",
    ((-0.18, 0.42, 0.56, 0.36, -4),),
    (0.48, 0.44, 0.25),
    feeler=0.32,
    wings="case",
    head_colour="#22302e",
)


INSECTS: dict[str, Insect] = {
    "ant": _ANT,
    "bee": _BEE,
    "wasp": replace(
        _BEE, coat="#e6b41c", parts=((-0.48, 0.4, 0.42, 0.2, -16), (0.1, 0.52, 0.2, 0.2, 0)), head_colour="#33262a"
    ),
    "grasshopper": Insect(
        0.3,
        "#6fa23c",
        ((-0.42, 0.42, 0.52, 0.17, 4), (0.1, 0.48, 0.24, 0.21, -8)),
        (0.46, 0.6, 0.24),
        legs=2,
        leg_colour="#4f7a2c",
        feeler=0.6,
        wings="folded",
        wing_colour="#8fba54",
        jumper=True,
    ),
    "butterfly": Insect(
        0.38,
        "#4a3a40",
        ((-0.28, 0.42, 0.3, 0.08, -28), (0.0, 0.55, 0.14, 0.11, -30)),
        (0.16, 0.68, 0.15),
        legs=0,
        wings="butterfly",
        wing_colour="#e08a3c",
        flies=True,
        feeler=0.3,
    ),
    "moth": Insect(
        0.36,
        "#7a6a58",
        ((-0.28, 0.42, 0.3, 0.11, -28), (0.0, 0.55, 0.16, 0.14, -30)),
        (0.16, 0.68, 0.15),
        legs=0,
        wings="butterfly",
        wing_colour="#b9a888",
        flies=True,
        feeler=0.25,
    ),
    "fly": Insect(
        0.24,
        "#3a4250",
        ((-0.3, 0.44, 0.36, 0.27, -10), (0.08, 0.48, 0.22, 0.22, 0)),
        (0.46, 0.56, 0.28),
        wings="pair",
        flies=True,
        feeler=0.14,
        iris="#a8342c",
    ),
    "gnat": Insect(
        0.22,
        "#6a5a5a",
        ((-0.34, 0.44, 0.36, 0.13, -18), (0.02, 0.52, 0.2, 0.18, 0)),
        (0.36, 0.6, 0.24),
        wings="pair",
        flies=True,
        feeler=0.3,
        sting=True,
    ),
    "dragonfly": Insect(
        0.3,
        "#2f8a8a",
        ((-0.7, 0.5, 0.62, 0.075, -4), (0.05, 0.54, 0.2, 0.17, 0)),
        (0.36, 0.58, 0.22),
        wings="double",
        flies=True,
        feeler=0.1,
    ),
    "firefly": replace(_BEETLE, coat="#4a3a34", head_colour="#33262a", spots="glow", flies=True, wings="pair"),
    "beetle": _BEETLE,
    "ladybird": replace(_BEETLE, coat="#c8342c", spots="#241c20", head_colour="#241c20"),
    "caterpillar": Insect(
        0.26,
        "#8ab84a",
        (
            (-1.0, 0.22, 0.24, 0.22, 0),
            (-0.68, 0.3, 0.25, 0.25, 0),
            (-0.34, 0.24, 0.25, 0.24, 0),
            (0.0, 0.32, 0.25, 0.25, 0),
            (0.3, 0.42, 0.24, 0.24, 0),
        ),
        (0.52, 0.64, 0.28),
        legs=0,
        feeler=0.28,
    ),
    "spider": Insect(
        0.3,
        "#4a3a44",
        ((-0.34, 0.5, 0.44, 0.38, -6),),
        (0.3, 0.48, 0.27),
        legs=4,
        leg=1.0,
        feeler=0.0,
        leg_colour="#3a2c36",
    ),
    "scorpion": Insect(
        0.34,
        "#8a5a34",
        ((-0.3, 0.3, 0.44, 0.17, 0),),
        (0.3, 0.36, 0.2),
        legs=3,
        feeler=0.0,
        leg_colour="#6d4426",
        claws=True,
    ),
}
"""Species by name."""
