"""A hospital: a ward with its rows of beds, and a room where one is operated on."""

import math

from generation.animatic.art import Group, Node, Path, ellipse, polygon, rectangle, shift, smooth
from generation.animatic.colour import mix
from generation.animatic.motifs import furniture as f
from generation.animatic.motifs import perspective as p
from generation.animatic.motifs import windows
from generation.animatic.motifs.brush import block, disc, fill, glow, joined, straight, strokes, vertical
from generation.animatic.motifs.paint import Paint
from generation.animatic.stage import Stage

_FAR, _HALF, _HEIGHT = 0.52, 860.0, 690.0


def draw(paint: Paint) -> Stage:
    """Variants: ward, surgery."""
    wall = mix(paint.scheme.wall, paint.local("#bcd6cc", 0.3), 0.66)
    tint = paint.local("#6fa39a", 0.35)
    shell = [
        *p.shell(paint, wall, paint.bright(wall, 0.25), _HALF, _HEIGHT, _FAR),
        fill(p.band(_HALF, 0.0, 210.0, _FAR), tint, 0.55),
        fill(p.band(_HALF, 206.0, 12.0, _FAR), paint.bright(tint, 0.4)),
        *p.strip_lights(paint, (-330.0, 330.0), _HEIGHT, (0.6, 0.82, 1.15)),
        *p.ground(paint, mix(paint.scheme.ground, paint.local("#c9d6d2", 0.2), 0.6), _FAR, "slabs", 160.0),
    ]
    if paint.variant == "surgery":
        planes, detail = _surgery(paint, wall), (1180.0, 470.0)
    else:
        planes, detail = _ward(paint), (1290.0, 420.0)
    rail = [rectangle(-400.0, 850.0, 380.0, 26.0, 10.0), rectangle(1640.0, 850.0, 380.0, 26.0, 10.0)]
    return p.staged(paint, [("room", 0.75, [*shell, *planes[0]]), *planes[1]], rail, detail)


Parts = tuple[list[Node], list[p.Plane]]


def _ward(paint: Paint) -> Parts:
    beds: list[Node] = []
    for near in (0.6, 0.76):
        for side in (-1.0, 1.0):
            beds += _bed(paint, side, near)
            beds += _curtain(paint, side, near * 1.09)
    near_beds: list[Node] = []
    for side in (-1.0, 1.0):
        near_beds += _bed(paint, side, 0.98)
    back = (
        _nurses_desk(paint)
        if paint.reverse
        else [*windows.window(paint, 690.0, 330.0, 120.0, 160.0, panes=(2, 2), town=True), *_doors(paint, 910.0)]
    )
    return back, [("beds", 0.8, beds), ("near beds", 0.92, [*near_beds, *_drip(paint), *_monitor(paint)])]


def _nurses_desk(paint: Paint) -> list[Node]:
    """The other end of a ward: whoever keeps watch sits behind glass, beside a cupboard of medicine."""
    foot, white = p.at(0, 0, _FAR)[1], paint.local("#e4e6dc", 0.25)
    steel, warm = paint.local("#8f9aa2", 0.3), mix(paint.scheme.accent, "#fff4d8", 0.6)
    vials = [
        rectangle(546 + k * 17, y - 20 - (k * 5) % 9, 10, 20 + (k * 5) % 9, 3)
        for k in range(6)
        for y in (382, 420, 458)
    ]
    return [
        block(536, 340, 124, foot - 340, vertical(340, foot, (0.0, white), (1.0, paint.deep(white, 0.25))), radius=4),
        block(544, 350, 108, 116, paint.deep(white, 0.3)),
        fill(joined(vials[::2]), paint.local("#b5653f", 0.3)),
        fill(joined(vials[1::2]), paint.local("#5f8aa0", 0.3)),
        *(block(544, y, 108, 4, white) for y in (382, 420, 458)),
        block(596, 340, 4, foot - 340, paint.deep(white, 0.35)),
        block(876, 322, 172, 134, steel, radius=4),
        block(884, 330, 156, 118, vertical(330, 448, (0.0, warm), (1.0, paint.deep(warm, 0.3)))),
        strokes([polygon([(962, 330), (962, 448)], False)], steel, 5.0),
        block(900, 392, 46, 56, paint.deep(warm, 0.45), radius=4),
        block(864, 448, 196, 14, paint.bright(white, 0.3), radius=3),
        block(872, 462, 180, foot - 462, vertical(462, foot, (0.0, white), (1.0, paint.deep(white, 0.3)))),
        *f.clock(paint, 800.0, 262.0, 26.0).children,
    ]


def _doors(paint: Paint, x: float) -> list[Node]:
    leaf, top, foot = paint.local("#d9dccf", 0.3), 330.0, p.at(0, 0, _FAR)[1]
    return [
        block(x - 74, top - 8, 148, foot - top + 8, paint.deep(leaf, 0.4)),
        block(x - 66, top, 64, foot - top, leaf),
        block(x + 2, top, 64, foot - top, leaf),
        fill(joined((ellipse(x - 34, 390, 17), ellipse(x + 34, 390, 17))), mix(paint.scheme.sun, leaf, 0.4)),
        block(x - 60, foot - 46, 54, 40, paint.deep(leaf, 0.2)),
        block(x + 8, foot - 46, 54, 40, paint.deep(leaf, 0.2)),
        block(x - 26, top - 44, 52, 28, paint.local("#c9564d"), radius=4),
        block(x - 3, top - 40, 6, 20, "#ffffff"),
        block(x - 10, top - 33, 20, 6, "#ffffff"),
    ]


def _bed(paint: Paint, side: float, near: float) -> list[Node]:
    """A bed with its head at the wall of that side."""
    far = near * 0.9
    linen, steel = paint.local("#f1efe8", 0.12), paint.local("#9aa7ae", 0.3)
    blanket = paint.local(("#5f93a6", "#7fa07a")[near > 0.7], 0.35)
    middle, head = side * 640.0, side * 850.0
    legs = [p.front(side * x, 12.0, 0.0, 90.0, n) for x in (440.0, 830.0) for n in (far, near)]
    return [
        fill(p.level(min(side * 430, head), max(side * 430, head), 0.0, far, near * 1.03), paint.scheme.shadow, 0.3),
        fill(joined(legs), steel),
        *p.cuboid(paint, middle, 420.0, 70.0, far, near, linen, 84.0),
        *p.cuboid(paint, side * 575.0, 290.0, 74.0, far * 0.995, near * 1.004, blanket, 88.0),
        *p.cuboid(paint, side * 782.0, 96.0, 34.0, far * 1.02, near * 0.985, paint.bright(linen, 0.3), 154.0),
        strokes([p.side(head, 80.0, 170.0, far, near)], steel, 9 * near),
        strokes([p.side(side * 430.0, 80.0, 100.0, far, near)], steel, 8 * near),
    ]


def _curtain(paint: Paint, side: float, near: float) -> list[Node]:
    """A curtain between two beds, on its rail."""
    cloth = paint.local("#a9cbd0", 0.3)
    outer, inner = side * 860.0, side * 650.0
    folds = [
        polygon(
            [p.at(inner + (outer - inner) * k / 8, 110, near), p.at(inner + (outer - inner) * k / 8, 560, near)], False
        )
        for k in range(9)
    ]
    return [
        fill(
            p.front((outer + inner) / 2, 210.0, 110.0, 450.0, near),
            vertical(200, 620, (0.0, cloth), (1.0, paint.deep(cloth, 0.25))),
        ),
        strokes(folds, paint.deep(cloth, 0.35), 4 * near, 0.5),
        strokes([p.front((outer + inner) / 2, 230.0, 562.0, 0.0, near)], paint.local("#9aa7ae"), 6 * near),
    ]


def _drip(paint: Paint) -> list[Node]:
    steel, x = paint.local("#8f9aa2", 0.3), 1222.0
    foot, top = 742.0, 330.0
    bag = paint.local("#d9ece4", 0.2)
    return [
        disc(x, foot, 44, paint.scheme.shadow, 6, 0.3),
        strokes(
            [
                polygon([(x - 36, foot), (x, foot - 26), (x + 36, foot)], closed=False),
                polygon([(x, foot - 20), (x, top)], closed=False),
                polygon([(x - 30, top + 12), (x - 30, top), (x + 30, top), (x + 30, top + 12)], closed=False),
            ],
            steel,
            6.0,
        ),
        block(x - 44, top + 14, 30, 66, bag, 0.9, 8),
        block(x - 44, top + 46, 30, 34, mix(bag, paint.local("#7fc0b0"), 0.6), 0.9, 8),
        strokes([smooth([(x - 29, top + 80), (x - 20, top + 190), (x + 60, top + 260)], closed=False)], bag, 2.5, 0.8),
    ]


def _monitor(paint: Paint) -> list[Node]:
    x, y = 1340.0, 400.0
    case, green = paint.local("#dfe2dc", 0.2), mix(paint.local("#7be0a0", 0.1), "#d8ffe4", 0.3)
    return [
        straight([(x, y + 50), (x, 640)], paint.local("#8f9aa2"), 9.0),
        block(x - 74, y - 58, 148, 112, case, radius=8),
        block(x - 64, y - 48, 128, 84, "#12242b", radius=4),
        *pulse(x - 60, y - 10, 120.0, green),
        glow(x, y, 170, green, 0.22),
        disc(x + 50, y + 45, 4, paint.local("#d9574f")),
    ]


def pulse(x: float, y: float, width: float, colour: str) -> list[Node]:
    """A heart's trace that runs across a screen."""
    beat: list[tuple[float, float]] = []
    for k in range(4):
        left = k * width / 2
        beat += [
            (left, 0),
            (left + 20, 0),
            (left + 26, -8),
            (left + 32, 18),
            (left + 38, -32),
            (left + 44, 6),
            (left + 50, 0),
        ]
    trace = strokes([polygon([(x + px, y + py) for px, py in beat], closed=False)], colour, 2.6)
    window = rectangle(x, y - 40, width, 70)
    moving = Group((trace,), transform=lambda t: shift(-((t * 40.0) % (width / 2)), 0.0))
    return [Group((moving,), clip=window)]


def _surgery(paint: Paint, wall: str) -> Parts:
    steel, sheet = paint.local("#aeb9bf", 0.3), paint.local("#7fb3a8", 0.35)
    arm = [
        smooth([(1180, -320), (1180, 60), (1120, 120)], closed=False),
        smooth([(1180, 40), (1300, 90)], closed=False),
    ]
    lamps: list[Node] = [strokes(arm, steel, 14.0)]
    for x, y, r in ((1100.0, 150.0, 92.0), (1320.0, 116.0, 66.0)):
        bulbs: list[Path] = [
            ellipse(x + math.cos(a) * r * 0.6, y + 8 + math.sin(a) * r * 0.17, r * 0.15, r * 0.06)
            for a in (0, 1, 2, 3.1, 4.2, 5.2)
        ]
        lamps += [
            disc(x, y, r, paint.deep(steel, 0.2), r * 0.34),
            disc(x, y + 8, r * 0.92, paint.bright(steel, 0.5), r * 0.28),
            fill(joined(bulbs), "#fffbe8"),
            glow(x, y + 20, r * 3.4, "#fff6dc", 0.5),
        ]
    table = [
        *p.cuboid(paint, 400.0, 120.0, 150.0, 0.84, 0.9, paint.deep(steel, 0.2)),
        *p.cuboid(paint, 400.0, 520.0, 50.0, 0.8, 0.94, sheet, 150.0),
        *p.cuboid(paint, 590.0, 110.0, 26.0, 0.83, 0.91, paint.local("#f1efe8", 0.12), 200.0),
    ]
    cabinet = [
        *p.cuboid(paint, -720.0, 260.0, 440.0, 0.66, 0.8, mix(wall, steel, 0.6)),
        fill(p.front(-720.0, 220.0, 190.0, 220.0, 0.8), mix(paint.outside.sky_middle, steel, 0.5), 0.8),
        *p.cuboid(paint, -560.0, 200.0, 190.0, 0.86, 0.98, steel),
    ]
    back = _where_one_washes(paint) if paint.reverse else _doors(paint, 800.0)
    return back, [
        ("cabinet", 0.84, cabinet),
        ("table", 0.9, table),
        ("lamps", 0.94, [*lamps, *_drip(paint), *_monitor(paint)]),
    ]


def _where_one_washes(paint: Paint) -> list[Node]:
    """The other end of the room: a long basin with its taps, pictures of bones on their lamps, a clock."""
    foot, steel = p.at(0, 0, _FAR)[1], paint.local("#aeb9bf", 0.3)
    cold, bone = mix(paint.local("#dff1f6", 0.1), "#ffffff", 0.4), paint.local("#5f7f92", 0.2)
    taps = [smooth([(x, 464), (x, 424), (x + 8, 414), (x + 18, 424)], closed=False) for x in (470.0, 550.0, 630.0)]
    ribs = [
        smooth([(x, y), (x + s * 26, y - 4), (x + s * 32, y + 12)], closed=False)
        for x in (960.0, 1064.0)
        for y in (318, 336, 354, 372)
        for s in (-1, 1)
    ]
    spines = [polygon([(x, 300), (x, 394)], closed=False) for x in (960.0, 1064.0)]
    return [
        block(
            430,
            462,
            240,
            34,
            vertical(462, 496, (0.0, paint.bright(steel, 0.4)), (1.0, paint.deep(steel, 0.2))),
            radius=6,
        ),
        block(446, 496, 208, foot - 496, paint.deep(steel, 0.3)),
        strokes(taps, paint.bright(steel, 0.2), 6.0),
        block(452, 360, 60, 40, paint.local("#8fc0c8", 0.25), radius=4),
        block(590, 360, 60, 40, paint.local("#e4e6dc", 0.25), radius=4),
        *(block(x - 48, 282, 96, 124, paint.deep(steel, 0.3), radius=4) for x in (960.0, 1064.0)),
        *(block(x - 42, 288, 84, 112, cold) for x in (960.0, 1064.0)),
        strokes([*ribs, *spines], bone, 4.0, 0.8),
        *(glow(x, 344, 150, cold, 0.35) for x in (960.0, 1064.0)),
        *f.clock(paint, 800.0, 262.0, 26.0).children,
    ]
