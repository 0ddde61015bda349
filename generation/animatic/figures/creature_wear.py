"""What creatures wear: scarf, collar, hat, crown, glasses: from the words of their appearance."""

import re
from dataclasses import dataclass

from generation.animatic.art import Group, Node, Point, ellipse, polygon, rectangle, shift, smooth
from generation.animatic.colour import lighter
from generation.animatic.figures.creature_paint import Paint, limb

COLOURS: dict[str, str] = {
    "red": "#b8342c",
    "scarlet": "#c02c24",
    "crimson": "#9c2433",
    "orange": "#d8782c",
    "yellow": "#e0b63c",
    "golden": "#d8a63c",
    "gold": "#d8a63c",
    "green": "#4c8a4a",
    "emerald": "#2f8a62",
    "teal": "#2f7f86",
    "turquoise": "#3aa6a6",
    "blue": "#3a68a8",
    "navy": "#263a63",
    "indigo": "#3c3c86",
    "purple": "#6d4590",
    "violet": "#7a55a8",
    "pink": "#dd8ba0",
    "rose": "#cc6f82",
    "brown": "#6f4a30",
    "chestnut": "#7d4526",
    "tan": "#b98d5c",
    "sandy": "#cfae78",
    "beige": "#cdb791",
    "cream": "#efe3c8",
    "white": "#ece7de",
    "snowy": "#f0eeea",
    "silver": "#b4bac4",
    "grey": "#868892",
    "gray": "#868892",
    "black": "#2c2a32",
    "dark": "#3a3338",
    "pale": "#ddd2c4",
    "copper": "#b06a3c",
    "bronze": "#96703a",
    "rusty": "#a4552c",
    "ginger": "#cc7030",
    "amber": "#d09030",
}

_WORN = ("scarf", "collar", "hat", "cap", "crown", "bow", "ribbon", "glasses", "spectacles", "bell")


@dataclass(frozen=True, slots=True)
class Wear:
    """Colours of what is worn, None for what is not."""

    scarf: str | None = None
    collar: str | None = None
    hat: str | None = None
    crown: str | None = None
    glasses: bool = False
    bell: bool = False
    eyes: int = 2
    """How many, of beings that may have any number."""
    mane: str | None = None
    """The colour of a mane, where the words give one."""


def read_wear(words: str) -> Wear:
    """Find what is worn; a colour right before the thing is its colour."""
    lower = words.lower()

    def worn(names: str, usual: str) -> str | None:
        found = re.search(rf"(?:({'|'.join(COLOURS)})[ -])?(?:\w+[ -])?\b(?:{names})\b", lower)
        if not found or re.search(rf"\b(?:no|without)(?: an?| any)? (?:{names})\b", lower):
            return None
        return COLOURS.get(found.group(1) or "", usual)

    return Wear(
        scarf=worn("scarf|shawl|bandana|neckerchief|cloak|cape", "#b8342c"),
        collar=worn("collar|ribbon|bow|necklace", "#a8322c"),
        hat=worn("hat|cap|bonnet|beret", "#4a3a5a"),
        crown=worn("crown|tiara|diadem", "#e0b63c"),
        glasses=bool(re.search(r"\b(glasses|spectacles|monocle)\b", lower)),
        bell=bool(re.search(r"\bbell\b", lower)),
        eyes=_eyes(lower),
        mane=worn("mane", ""),
    )


def _eyes(words: str) -> int:
    found = re.search(r"\b(one|single|three)\b(?: (?!and\b)[\w-]+){0,5} eyes?\b", words)
    return {"one": 1, "single": 1, "three": 3}[found.group(1)] if found else 2


def coat_colour(words: str) -> str | None:
    """The colour of the creature itself: the first colour word that is not of something worn."""
    tokens = re.findall(r"[a-z]+", words.lower())
    for i, token in enumerate(tokens):
        if token in COLOURS and not any(
            near.rstrip("s")
            in (
                *_WORN,
                "eye",
                "mane",
                "thread",
                "web",
                "beak",
                "leg",
                "paw",
                "wing",
                "tail",
                "ear",
                "bandana",
                "cloak",
                "horn",
                "nose",
                "sock",
                "stripe",
                "spot",
            )
            for near in tokens[i + 1 : i + 3]
        ):
            return COLOURS[token]
    return None


def neck_wear(wear: Wear, head: Point, middle: Point, radius: float, paint: Paint) -> list[Node]:
    """A scarf or collar across the neck between its middle and the head."""
    x, y = (head[0] * 0.45 + middle[0] * 0.55), (head[1] * 0.45 + middle[1] * 0.55)
    dx, dy = head[0] - middle[0], head[1] - middle[1]
    length = max(1e-6, (dx * dx + dy * dy) ** 0.5)
    nx, ny = -dy / length, dx / length
    wide = radius * 1.28
    ends = [(x - nx * wide, y - ny * wide), (x + dx * -0.12, y + dy * -0.12), (x + nx * wide, y + ny * wide)]
    nodes: list[Node] = []
    if wear.scarf:
        low = max(ends, key=lambda spot: spot[1])
        tail = smooth(
            [
                (low[0] - radius * 0.4, low[1] - radius * 0.4),
                (low[0] - radius * 0.75, low[1] + radius * 1.5),
                (low[0] + radius * 0.1, low[1] + radius * 1.6),
                (low[0] + radius * 0.3, low[1] - radius * 0.2),
            ],
            tension=0.5,
        )
        nodes += [
            paint.form(tail, wear.scarf),
            paint.form(limb(ends, [radius * 0.4, radius * 0.5, radius * 0.4]), lighter(wear.scarf, 0.08)),
        ]
    elif wear.collar or wear.bell:
        nodes.append(paint.form(limb(ends, [radius * 0.16, radius * 0.2, radius * 0.16]), wear.collar or "#a8322c"))
    if wear.bell:
        low = max(ends, key=lambda spot: spot[1])
        nodes.append(paint.form(ellipse(low[0], low[1] + radius * 0.3, radius * 0.32), "#e0b63c"))
    return nodes


def head_wear(wear: Wear, half: float, top: float, paint: Paint) -> list[Node]:
    """A hat or crown over a head of this half width whose top is at `top`."""
    nodes: list[Node] = []
    if wear.crown:
        w, h = half * 0.62, half * 0.62
        points = [
            (-w, 0.0),
            (-w * 1.1, -h),
            (-w * 0.5, -h * 0.5),
            (0.0, -h * 1.15),
            (w * 0.5, -h * 0.5),
            (w * 1.1, -h),
            (w, 0.0),
        ]
        nodes.append(paint.form(polygon(points), wear.crown))
        nodes += [paint.flat(ellipse(k * w * 0.55, -h * 0.2, h * 0.11), "#b8342c") for k in (-1, 0, 1)]
    elif wear.hat:
        w, h = half * 0.62, half * 0.85
        nodes.append(
            paint.form(
                smooth(
                    [
                        (-w, 0),
                        (-w * 0.92, -h * 0.75),
                        (-w * 0.4, -h * 1.02),
                        (w * 0.4, -h * 1.02),
                        (w * 0.92, -h * 0.75),
                        (w, 0),
                    ],
                    tension=0.6,
                ),
                wear.hat,
            )
        )
        nodes.append(paint.form(ellipse(0, 0, half * 1.05, half * 0.2), wear.hat))
        nodes.append(paint.flat(rectangle(-w * 0.98, -h * 0.3, w * 1.96, h * 0.18), lighter(wear.hat, 0.3)))
    return [Group(tuple(nodes), shift(0, top))] if nodes else []
