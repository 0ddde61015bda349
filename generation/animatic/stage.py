"""The stage: what a place kit, a figure and the camera agree on.

The master frame is 1600 x 900 stage pixels (the picture of a wide shot). A place fills at least from -480 to 2080 across
and from -300 to 1200 down on every layer that should reach the frame's edge, so that moves and wide framings never show an
edge. A grown person standing at depth 1 is `ADULT` pixels tall with the feet on the place's ground line.

Depth says how much a layer takes part in camera moves: 0 is infinitely far (sky), 1 is where the figures stand,
above 1 is in front of them.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from generation.animatic.art import Group, Matrix, Node, Point, Timed, shift

WIDTH, HEIGHT = 1600.0, 900.0
LEFT, RIGHT, TOP, BOTTOM = -480.0, 2080.0, -300.0, 1200.0
INKED = ("ink", "cel", "carved")
"""The lines of a look that go around every figure."""
ADULT = 430.0
"""Height of a grown person at depth 1, in stage pixels."""


@dataclass(frozen=True, slots=True)
class Scheme:
    """The colours of one place at one time in one weather, from the style's palette. What is lit takes these."""

    sky_top: str
    sky_middle: str
    horizon: str
    sun: str
    """Colour of the light itself: sun, moon, or the lamp of a room."""
    far: str
    """Distant land: what everything fades to."""
    ground: str
    ground_dark: str
    water: str
    foliage: str
    wall: str
    """Buildings and rooms."""
    shadow: str
    """The darkest colour: silhouettes, foreground."""
    accent: str
    """Small warm things: windows, lamps, roofs, flags."""
    rim: str
    """The light along an edge that faces the sun."""
    ambient: str
    """What unlit surfaces are mixed with."""
    shade: float
    """How much of `ambient` goes into local colours: 0 at noon, about 0.6 at night."""
    light_x: float
    """Where the light comes from: -1 left, 0 above or behind, 1 right."""
    night: bool


@dataclass(frozen=True, slots=True)
class Layer:
    """One plane of the picture."""

    name: str
    depth: float
    art: Group
    blurs: bool = True
    """Whether it goes out of focus in close shots (text and lights that must stay crisp say no)."""


@dataclass(frozen=True, slots=True)
class Stage:
    """A place, ready for figures: layers from back to front, figures stand between `behind` and `front`."""

    scheme: Scheme
    behind: tuple[Layer, ...]
    front: tuple[Layer, ...]
    ground: float = 760.0
    """y of the line on which figures at depth 1 stand."""
    horizon: float = 500.0
    detail: Point = (1000.0, 420.0)
    """Where an insert without a prop, or an empty close shot, should look."""
    left: float = 250.0
    right: float = 1350.0
    """Figures stand between these."""
    standing: Literal["ground", "water", "air", "floor"] = "ground"
    headroom: float = 900.0
    """Tallest thing that fits over the ground (a low ceiling makes it less)."""


@dataclass(frozen=True, slots=True)
class Touch:
    """A foot that comes down: when, how far ahead of the figure's origin, and in which pace."""

    time: float
    ahead: float
    pace: Literal["walk", "run"]


Steps: TypeAlias = Callable[[float, float], tuple[Touch, ...]]
"""The touches of a figure's feet between two times, in order."""


def no_steps(start: float, end: float) -> tuple[Touch, ...]:
    """The steps of whoever takes none."""
    return ()


@dataclass(frozen=True, slots=True)
class Held:
    """A thing that what somebody does needs in hand."""

    words: str
    """What is drawn if the shot names nothing that fits; nothing if empty."""
    fits: frozenset[str]
    """The drawings of props that serve as well; any that a hand can hold if empty."""
    place: Timed[Matrix]
    """The map of the thing with its grip at the origin, into the figure's own pixels."""
    grip: float
    """Where it is gripped, in its heights from its lower end."""
    size: float
    line: Literal["", "float", "rope", "yarn"] = ""
    other: Timed[Point] = (0.0, 0.0)
    """Where the other hand is."""
    shown: Callable[[float], bool] | None = None
    """When it is in the hand; always if None."""
    waits: Timed[Matrix] | None = None
    """Where it stands on the ground as long as nobody has taken it up."""


@dataclass(frozen=True, slots=True)
class Workplace:
    """A thing on the ground at which somebody does something, in the figure's own pixels."""

    words: str
    place: Timed[Matrix]
    before: bool
    """Whether it stands before the figure."""


@dataclass(frozen=True, slots=True)
class FigureArt:
    """A drawn figure. Its own origin is between its feet, y up is negative, in stage pixels at depth 1."""

    art: Group
    height: float
    width: float
    head: Point
    """Centre of the face."""
    head_radius: float
    waist: Point
    hand: Timed[Point]
    """Where a held thing is: in a hand, or in the mouth of who has none."""
    shadow: float = field(default=1.0)
    """Strength of the contact shadow (0 for what flies)."""
    floats: float = 0.0
    """How far above the ground its feet are."""
    fingers: Group | None = None
    """The hand once more, to be drawn over what it holds."""
    holds_behind: bool = False
    """Whether a held thing is on the far side of the body, so that the body hides it."""
    steps: Steps = no_steps
    carry: Callable[[float], float] | None = None
    """How far the feet of one that goes on and on have carried it ahead at a time; None where no feet tell."""
    way: Callable[[float], float] | None = None
    """How far its own feet have carried it to the right since the shot began, at a time; None for who has no gait."""
    home: float = 0.0
    """When it is where it was placed: as it arrives, before it leaves, or in the middle of its way."""
    tools: tuple[Held, ...] = ()
    """What the pose needs in hand, whatever the shot names."""
    workplace: Workplace | None = None
    """What the pose needs nearby."""
    face: Callable[[float], Point] | None = None
    """Where the centre of the face is at a time; None for who keeps it at its `head`."""

    def with_face(self, *nodes: Node, scale: float = 1.0) -> Group:
        """What is drawn around the head, at a scale, going where the face goes."""
        face, (x, y) = self.face, self.head
        if face is None:
            return Group(nodes)

        def gone(t: float) -> Matrix:
            now = face(t)
            return shift(scale * (now[0] - x), scale * (now[1] - y))

        return Group(nodes, transform=gone)
