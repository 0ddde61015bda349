"""What is across the room in a diner and in a restaurant: the hatch to the kitchen, and where guests come in."""

from generation.animatic.art import Group, Node, ellipse, rectangle
from generation.animatic.colour import mix
from generation.animatic.motifs import doors, opposite, windows
from generation.animatic.motifs import furniture as f
from generation.animatic.motifs import perspective as p
from generation.animatic.motifs.brush import block, disc, fill, flicker, glow, joined, straight, strokes, vertical
from generation.animatic.motifs.paint import Paint

_FAR = 0.62


def hatch(paint: Paint, red: str, steel: str) -> list[Node]:
    """The other end of a diner: the door, a jukebox, and the hatch to the kitchen with orders over it."""
    foot = p.at(0, 0, _FAR)[1] + 4
    warm = mix(paint.scheme.accent, "#fff2c8", 0.5)
    orders = [rectangle(880 + k * 44, 262, 26, 40 - (k * 7) % 14, 1) for k in range(6)]
    pans = [ellipse(900 + k * 62, 330, 15 + (k % 2) * 4) for k in range(4)]
    return [
        *doors.glass_door(paint, 520.0, foot, 320.0, steel),
        block(838, 236, 344, 172, paint.deep(steel, 0.3), radius=6),
        block(850, 248, 320, 148, vertical(248, 396, (0.0, warm), (1.0, paint.deep(warm, 0.3)))),
        fill(joined(pans), paint.deep(steel, 0.45)),
        straight([(850, 304), (1170, 304)], paint.deep(steel, 0.3), 5.0),
        straight([(850, 262), (1170, 262)], steel, 5.0),
        fill(joined(orders), paint.local("#f4efe4", 0.1)),
        block(824, 392, 372, 18, paint.bright(steel, 0.3), radius=4),
        *((glow(1010.0, 320.0, 300.0, warm, 0.4),) if paint.dark else ()),
        *_jukebox(paint, 688.0, foot + 8, red),
    ]


def _jukebox(paint: Paint, x: float, foot: float, red: str) -> list[Node]:
    """A box of records: an arch of light that goes through its colours."""
    gold = mix(paint.scheme.accent, "#ffd98a", 0.5)
    lit = vertical(foot - 190, foot - 50, (0.0, gold), (1.0, paint.deep(gold, 0.4)))
    tube = Group(
        (strokes([windows.arch(x, foot - 96, 96.0, 176.0)], mix(gold, "#ff8fb0", 0.4), 9.0),),
        opacity=flicker(5.0, 0.7, 0.3),
    )
    return [
        disc(x, foot, 74, paint.scheme.shadow, 8, 0.35),
        fill(windows.arch(x, foot - 100, 126.0, 200.0), red),
        fill(windows.arch(x, foot - 120, 78.0, 130.0), lit),
        tube,
        *(block(x - 34, foot - 120 + k * 17, 68, 7, paint.deep(red, 0.3)) for k in range(4)),
        block(x - 46, foot - 46, 92, 38, paint.deep(red, 0.3), radius=5),
    ]


def entrance(paint: Paint, gold: str) -> list[Node]:
    """Where guests come in: a double door, their coats, and wine in a rack."""
    foot = p.at(0, 0, _FAR)[1] + 4
    wood = paint.local("#54382c")
    rack = [ellipse(1160 + k * 34 + (row % 2) * 17, 452 + row * 32, 12) for row in range(5) for k in range(4)]
    return [
        *doors.double_door(paint, 980.0, foot, 320.0, paint.bright(wood, 0.12), glazed=True),
        *f.box(paint, 1220.0, foot + 6, 180.0, 206.0, wood),
        fill(joined(rack), paint.deep(wood, 0.6)),
        fill(joined(rack[::2]), paint.local("#3f5a4a", 0.3), 0.9),
        block(1124, foot - 214, 192, 14, gold, radius=3),
        *opposite.hooks(paint, "coats", 420.0, 330.0, 200.0, 0.85),
        *f.picture(paint, "across", 660.0, 310.0, 190.0, 130.0),
        *opposite.sideboard(paint, 650.0, foot + 6, 240.0, 110.0),
    ]
