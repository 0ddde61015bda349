"""What a pose asks of the rest of the drawing: the shape of the hands, how the body lies, what it sits on and works with.

A tool is held in a fist (or between both) and turned by what the body does; see `wielding`.
"""

from dataclasses import dataclass
from typing import Literal

Axis = Literal["fixed", "forearm", "hands", "wheel", "oar", "chin", "thrown"]
LETS_GO = 1.16
"""Seconds after which a throw lets go."""
PICKS_UP = 0.4
"""Seconds after which a hand is at the thing on the ground."""


@dataclass(frozen=True, slots=True)
class Tool:
    """A thing that the pose needs in hand. Angles are degrees clockwise from upright in a picture that looks right."""

    words: str
    """What is drawn where the shot names nothing that fits; empty: nothing."""
    fits: frozenset[str] = frozenset()
    """The drawings of named things that serve as well."""
    axis: Axis = "fixed"
    """What turns it: nothing, the forearm, the line from the left hand to the right one, or a special place."""
    side: float = 0.0
    front: float = 0.0
    """The angle added to the axis, seen from the side and from the front."""
    grip: float = 0.4
    """Where it is held, in its own heights from its lower end."""
    hand: Literal["right", "left", "both"] = "right"
    tips: float = 0.0
    """Degrees that it tips for every degree that the head goes back."""
    waits: bool = False
    """Whether it stands on the ground until then."""
    line: Literal["", "float", "rope", "yarn"] = ""
    """What goes from it: a line with a float from its upper end, a rope to far ahead, yarn from hand to hand."""


@dataclass(frozen=True, slots=True)
class Near:
    """A thing on the ground that the pose needs: where its middle is before the body, in stage pixels."""

    words: str
    ahead: float = 95.0
    aside: float = 0.0
    """The same from the front, to the right of the picture."""
    before: bool = True
    """Whether it stands between us and the body, seen from the front."""
    beside: bool = True
    """The same, seen from the side."""
    only_front: bool = False


@dataclass(frozen=True, slots=True)
class Manner:
    """How a pose is drawn. Hands: `rest`, `open`, `fist`, `point`, or nothing for what the feeling does with them."""

    right: str = ""
    left: str = ""
    flat: bool = False
    """On the back on the ground."""
    floats: float | None = None
    """How far above the ground it hangs or swims, in heights."""
    prone: float = 68.0
    """How far who floats is turned forward, seen from the side."""
    shadow: float = 1.0
    seat: Literal["", "block", "stool"] = ""
    """What it sits on: a block that is at home everywhere, or a stool with legs."""
    asleep: bool = False
    settled: float = 0.0
    """When the body is where the pose leads it, in seconds; the frame is made for that moment."""
    sideways: bool = False
    """Whether it is only understood from the side."""
    over: bool = False
    """Whether both arms are before the body, seen from the side."""
    left_first: bool = False
    """Whether the left hand leads, seen from the side."""
    tools: tuple[Tool, ...] = ()
    near: Near | None = None

    @property
    def two_handed(self) -> bool:
        """Whether both fists close around what it works with."""
        return any(tool.hand == "both" or tool.axis in ("hands", "oar") for tool in self.tools)


def _words(row: str) -> frozenset[str]:
    return frozenset(row.split())


_FOOD = _words("apple bread cake cheese carrot grapes fish meat nuts egg honey mushroom")
_PAGES = _words("book letter map newspaper photograph")
_BLADES = _words("sword axe staff hammer broom shovel wand")


def _both(shape: str) -> Manner:
    return Manner(shape, shape)


MANNERS: dict[str, Manner] = {
    "run": _both("fist"),
    "sneak": Manner("open", "open", over=True),
    "limp": Manner("rest", "open", sideways=True),
    "march": _both("fist"),
    "climb": _both("fist"),
    "crawl": Manner("open", "open", sideways=True),
    "ride": Manner("fist", "fist", sideways=True, near=Near("horse", 26.0, beside=False)),
    "swim": Manner("open", "open", floats=0.0, shadow=0.3),
    "dive": Manner("open", "open", floats=0.34, prone=128.0, shadow=0.2, sideways=True),
    "float": Manner("open", "open", floats=0.0, prone=-84.0, shadow=0.2, sideways=True),
    "fly": Manner("fist", "fist", floats=0.45, shadow=0.4),
    "row": Manner(
        "fist",
        "fist",
        sideways=True,
        tools=(Tool("oar", frozenset({"oar"}), "oar", grip=0.9),),
        near=Near("rowboat", 26.0, 0.0),
    ),
    "steer": Manner(
        "fist", "fist", tools=(Tool("helm", frozenset({"helm", "wheel"}), "wheel", grip=0.5, hand="both"),)
    ),
    "drive": Manner(
        "fist",
        "fist",
        seat="stool",
        tools=(Tool("steeringwheel", frozenset(), "wheel", grip=0.5, hand="both"),),
        near=Near("dashboard", only_front=True),
    ),
    "sit": Manner(seat="block"),
    "sit-down": _both("rest"),
    "rise": Manner("open", "open", settled=2.4),
    "kneel": Manner(),
    "bow": Manner("open", "rest"),
    "curtsy": _both("fist"),
    "hide": Manner("fist", "fist", over=True),
    "jump": Manner("open", "open", shadow=0.8),
    "fall": Manner("open", "open", settled=2.4, sideways=True),
    "lie": Manner(flat=True),
    "sleep": Manner(flat=True, asleep=True),
    "wake": _both("fist"),
    "step-back": Manner("open", "open", settled=1.0),
    "turn-away": Manner("rest", "open"),
    "reach": _both("open"),
    "point": Manner("point", "rest"),
    "hold": Manner("fist", "rest"),
    "hold-up": Manner("fist", "rest"),
    "give": _both("open"),
    "take": Manner("fist", "rest"),
    "pick-up": Manner("fist", "open", settled=2.0, tools=(Tool("", frozenset("*"), grip=0.7, waits=True),)),
    "push": Manner("open", "open", over=True, sideways=True),
    "pull": Manner("fist", "fist", sideways=True, tools=(Tool("", line="rope", hand="both"),)),
    "carry": Manner("fist", "fist", tools=(Tool("box", frozenset("*"), grip=0.3, hand="both"),)),
    "throw": Manner("fist", "open", sideways=True, tools=(Tool("", frozenset("*"), "thrown", grip=0.45),)),
    "catch": Manner("open", "open", over=True, tools=(Tool("", frozenset("*"), grip=0.5, hand="both"),)),
    "wave": Manner("open", "open", left_first=True),
    "beckon": Manner("open", "rest"),
    "knock": Manner("fist", "rest", sideways=True),
    "embrace": Manner(),
    "fight": Manner("fist", "fist", sideways=True, tools=(Tool("", _BLADES, "forearm", -42.0, -20.0, 0.12),)),
    "look-around": Manner(),
    "peer": Manner("open", "fist"),
    "dance": _both("open"),
    "cheer": _both("open"),
    "clap": Manner("open", "open", over=True),
    "pray": Manner("rest", "rest", over=True),
    "think": Manner("fist", "rest"),
    "shrug": _both("open"),
    "refuse": Manner("open", "rest"),
    "cry": Manner("open", "open", over=True),
    "laugh": _both("open"),
    "shout": Manner("open", "open", over=True),
    "sing": _both("open"),
    "whisper": Manner("open", "rest"),
    "talk": _both("open"),
    "eat": Manner("fist", "fist", tools=(Tool("bread", _FOOD, grip=0.42),)),
    "drink": Manner("fist", "rest", tools=(Tool("cup", _words("cup bottle goblet pitcher"), grip=0.4, tips=2.0),)),
    "cook": Manner(
        "fist",
        "rest",
        tools=(Tool("ladle", frozenset({"spoon"}), "forearm", 26.0, 20.0, 0.16),),
        near=Near("cookingpot", 104.0, 0.0),
    ),
    "read": Manner("fist", "fist", tools=(Tool("openbook", _PAGES, "fixed", 14.0, 0.0, 0.16, "both"),)),
    "write": Manner(
        "fist",
        "rest",
        seat="stool",
        tools=(Tool("pen", frozenset({"feather"}), "fixed", -28.0, -24.0, 0.1),),
        near=Near("desk", 130.0, 0.0),
    ),
    "type": Manner("rest", "rest", seat="stool", near=Near("typingdesk", 130.0, 0.0)),
    "paint": Manner(
        "fist",
        "fist",
        tools=(
            Tool("palette", frozenset(), "fixed", 8.0, 0.0, 0.3, "left"),
            Tool("paintbrush", frozenset(), "forearm", 18.0, 10.0, 0.25),
        ),
        near=Near("easel", 150.0, -125.0, before=False, beside=False),
    ),
    "fiddle": Manner(
        "fist",
        "fist",
        tools=(
            Tool("violinbody", frozenset(), "chin", grip=0.9, hand="left"),
            Tool("violinbow", frozenset(), "fixed", -62.0, 50.0, 0.06),
        ),
    ),
    "flute": Manner("fist", "fist", tools=(Tool("recorderpipe", frozenset(), "hands", 180.0, 180.0, 0.3),)),
    "piano": Manner("rest", "rest", seat="stool", near=Near("piano", 150.0, 0.0)),
    "hammer": Manner(
        "fist",
        "fist",
        tools=(Tool("hammer", frozenset({"hammer"}), "forearm", -34.0, -20.0, 0.12),),
        near=Near("workbench", 112.0, 0.0),
        sideways=True,
    ),
    "chop": Manner(
        "fist",
        "fist",
        tools=(Tool("axe", frozenset({"axe"}), "hands", grip=0.34),),
        near=Near("choppingblock", 146.0, 0.0),
        sideways=True,
    ),
    "saw": Manner(
        "fist", "rest", tools=(Tool("saw", frozenset(), "fixed", 112.0, 150.0, 0.1),), near=Near("sawlog", 118.0, 0.0)
    ),
    "dig": Manner(
        "fist",
        "fist",
        tools=(Tool("shovel", frozenset({"shovel"}), "hands", 180.0, 180.0, 0.6),),
        near=Near("earth", 168.0, 130.0, before=False, beside=False),
    ),
    "sweep": Manner("fist", "fist", tools=(Tool("broom", frozenset({"broom"}), "hands", 180.0, 180.0, 0.8),)),
    "fish": Manner(
        "fist",
        "fist",
        seat="block",
        sideways=True,
        tools=(Tool("fishingstick", frozenset({"rod"}), "hands", 6.0, 0.0, 0.2, line="float"),),
    ),
    "sew": Manner(
        "fist",
        "fist",
        seat="stool",
        tools=(Tool("needlework", frozenset({"cloth", "coat"}), grip=0.9, hand="left", line="yarn"),),
    ),
    "phone": Manner("fist", "open", tools=(Tool("phone", frozenset({"phone", "radio"}), "fixed", -8.0, 10.0, 0.4),)),
}

_PLAIN = Manner()


def manner_of(pose: str) -> Manner:
    """The manner of a pose; nothing special where none is told."""
    return MANNERS.get(pose, _PLAIN)


SIDEWAYS = frozenset(pose for pose, manner in MANNERS.items() if manner.sideways)
"""Poses that are only understood from the side: whoever is free to turn is shown so."""
