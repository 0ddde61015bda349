"""What a room has in both of its views: wallpaper, panelling, floor and ceiling, and what stands in its middle."""

from collections.abc import Callable
from random import Random

from generation.animatic.art import Node
from generation.animatic.colour import mix
from generation.animatic.motifs import chambers, lamps, learning
from generation.animatic.motifs import furniture as f
from generation.animatic.motifs import rooms as r
from generation.animatic.motifs.brush import block, glow
from generation.animatic.motifs.carpets import carpet
from generation.animatic.motifs.paint import Paint
from generation.animatic.stage import LEFT, RIGHT

_TASTES = (
    ("#7f9a8c", "#a04a44", "woven"),
    ("#b08a5a", "#4f6f7a", "oval"),
    ("#9a7f96", "#6a4a7a", "woven"),
    ("#7a90aa", "#b0703f", "striped"),
    ("#a88478", "#5a7a5a", "woven"),
)
"""Wallpaper, cloth and carpet that go together."""
_SLEEPING = (
    ("#8fa3b8", "#6d86a4", "oval"),
    ("#b59aa4", "#a06a7a", "braided"),
    ("#9aa88a", "#6f8a5f", "striped"),
    ("#b8a684", "#b0804a", "braided"),
)

_PANELS = "#8d7058"


def _tastes(paint: Paint) -> tuple[tuple[str, str, str], ...]:
    return _SLEEPING if paint.variant == "bedroom" else _TASTES


def taste(paint: Paint) -> tuple[str, str, str]:
    """The wallpaper, cloth and carpet of this parlour or bedroom."""
    return paint.random("taste").choice(_tastes(paint))


def further_taste(paint: Paint) -> Random:
    """What is left of the chance of a room's taste: for all else that each has of its own."""
    random = paint.random("taste")
    random.choice(_tastes(paint))
    return random


def own_carpet(paint: Paint, y: float, width: float) -> list[Node]:
    """The carpet of this parlour or bedroom."""
    _, cloth, weave = taste(paint)
    return carpet(paint, weave, 800.0, y, width, paint.local(cloth, 0.5))


def _shell(paint: Paint, wall: str, floor: str, kind: str = "boards") -> list[Node]:
    return [r.wall(paint, wall), *r.floor(paint, floor, kind)]


def _papered(paint: Paint) -> str:
    return mix(paint.scheme.wall, paint.local(taste(paint)[0], 0.5), 0.38)


def _parlour(paint: Paint) -> list[Node]:
    wall = _papered(paint)
    return [
        r.wall(paint, wall),
        r.stripes(paint, wall),
        *r.panels(paint, 520.0, paint.local(_PANELS)),
        *r.floor(paint, paint.scheme.ground),
    ]


def parlour_corners(paint: Paint) -> list[Node]:
    """The ceiling of a parlour and its side walls: a chimney ends below them."""
    return chambers.corners(paint, _papered(paint), (188.0, paint.local(_PANELS)))


def _bedroom(paint: Paint) -> list[Node]:
    wall = mix(paint.scheme.wall, paint.local(taste(paint)[0], 0.5), 0.42)
    return [
        r.wall(paint, wall),
        r.stripes(paint, wall, 70.0),
        *r.floor(paint, paint.scheme.ground),
        *chambers.corners(paint, wall),
    ]


def _office(paint: Paint) -> list[Node]:
    wall = mix(paint.scheme.wall, paint.local("#a8b0b4", 0.4), 0.5)
    floor = mix(paint.scheme.ground, paint.local("#7d8790", 0.4), 0.55)
    return [*_shell(paint, wall, floor, "tiles"), *chambers.corners(paint, wall, (60.0, paint.local("#5b6670", 0.4)))]


def _library(paint: Paint) -> list[Node]:
    wood = paint.local(f.DARK_WOOD)
    return [
        *_shell(paint, mix(paint.scheme.wall, wood, 0.3), paint.scheme.ground),
        *r.panels(paint, 560.0, wood),
        block(LEFT, -110, RIGHT - LEFT, 26, paint.bright(wood, 0.2)),
    ]


def _classroom(paint: Paint) -> list[Node]:
    wall = mix(paint.scheme.wall, paint.local("#b7b98e", 0.4), 0.4)
    dado = mix(wall, paint.local(f.WOOD), 0.5)
    return [
        *_shell(paint, wall, paint.scheme.ground),
        *r.panels(paint, 560.0, dado),
        *chambers.corners(paint, wall, (131.0, dado)),
    ]


def _shop(paint: Paint) -> list[Node]:
    wall, wood = mix(paint.scheme.wall, paint.local("#9aa886", 0.45), 0.4), paint.local(f.WOOD)
    return [
        *_shell(paint, wall, paint.scheme.ground),
        *r.panels(paint, 520.0, wood),
        *chambers.corners(paint, wall, (188.0, wood)),
        *r.beams(paint),
    ]


def _cabin(paint: Paint) -> list[Node]:
    wood = mix(paint.scheme.wall, paint.local("#96683f", 0.4), 0.62)
    return [
        r.wall(paint, wood),
        *r.planks(paint, "logs", wood, 66.0, logs=True),
        *r.floor(paint, paint.scheme.ground),
    ]


SHELLS: dict[str, Callable[[Paint], list[Node]]] = {
    "parlour": _parlour,
    "bedroom": _bedroom,
    "office": _office,
    "library": _library,
    "classroom": _classroom,
    "shop": _shop,
    "cabin": _cabin,
}


def second_desk(paint: Paint, desk: str) -> list[Node]:
    """Somebody else's desk on the left, with papers and a lamp."""
    return [
        *f.chair(paint, 205.0, 766.0, 240.0, 1.0, paint.local("#3e3a44")),
        *f.table(paint, 340.0, 776.0, 290.0, 166.0, desk),
        *lamps.table_lamp(paint, 250.0, 596.0),
        *(
            block(330 + i * 3, 596 - i * 9, 70, 9, paint.local(c))
            for i, c in enumerate(("#e9e2d2", "#4f7488", "#e9e2d2"))
        ),
        *((glow(250.0, 550.0, 220.0, paint.scheme.accent, 0.5),) if paint.dark else ()),
    ]


def school(paint: Paint) -> list[Node]:
    """The desks of a class, and the lamps over them."""
    return [
        *chambers.desk_rows(paint, (0.8, 0.99), (-610.0, -385.0, 385.0, 610.0), paint.local("#b98550")),
        *lamps.hanging_lamp(paint, 480.0, 110.0, 38.0),
        *lamps.hanging_lamp(paint, 1120.0, 110.0, 38.0),
    ]


def stacks(paint: Paint) -> list[Node]:
    """The aisles of a library, and its carpet."""
    return [
        *learning.book_aisle(paint, paint.local(f.DARK_WOOD)),
        *carpet(paint, "woven", 800.0, 792.0, 780.0, paint.local("#7c3f46", 0.5)),
    ]
