"""On the water: the deck of a ship at sea, and a small boat on calm water."""

import math

from generation.animatic.art import (
    Group,
    Node,
    Path,
    Point,
    Shape,
    Stroke,
    ellipse,
    polygon,
    rectangle,
    shift,
    smooth,
    turn,
)
from generation.animatic.colour import mix
from generation.animatic.motifs.brush import (
    across,
    blob,
    block,
    disc,
    facet,
    fill,
    flicker,
    glow,
    joined,
    line,
    ridge,
    straight,
    strokes,
    vertical,
)
from generation.animatic.motifs.decks import boards, fittings, light_rail, of_steel, shields, upper_works
from generation.animatic.motifs.furniture import barrel, box
from generation.animatic.motifs.ground import hill
from generation.animatic.motifs.houses import lamp_light
from generation.animatic.motifs.paint import Paint
from generation.animatic.motifs.seafaring import cannon, hatch, pennant
from generation.animatic.motifs.sky import birds, sun_at, sun_seen
from generation.animatic.motifs.water import path_of_light, ripples, rollers, surface, swell, waves
from generation.animatic.stage import BOTTOM, LEFT, RIGHT, TOP, Layer, Stage

HORIZON = 500.0


def draw(paint: Paint) -> Stage:
    """Variants: ship, raft (also a rowing boat: planks close to the water)."""
    x, _ = sun_at(paint, HORIZON)
    side = -1.0 if x > 800 else 1.0
    raft = paint.variant == "raft"
    tone = mix(paint.outside.water, paint.outside.sky_middle, 0.3)
    rough = paint.windy**0.8
    sea: list[Node] = [
        surface(paint, HORIZON, 900.0),
        *ripples(paint, "ripples", HORIZON, 760, 130),
        *path_of_light(
            paint,
            x,
            HORIZON,
            760.0,
            mix(paint.outside.sun, paint.outside.horizon, 0.3),
            1.0 if sun_seen(paint) else 0.3,
        ),
        *waves(paint, "waves", HORIZON + 10, 720.0, 4),
    ]
    dark = paint.deep(paint.outside.water, 0.45)
    swells = Group(
        (
            rollers(
                paint,
                "far",
                566.0,
                13.0 * rough,
                mix(tone, paint.outside.horizon, 0.3),
                paint.deep(tone, 0.15),
                210.0,
                0.6,
            ),
            rollers(
                paint,
                "middle",
                606.0,
                22.0 * rough,
                mix(tone, paint.outside.horizon, 0.12),
                paint.deep(tone, 0.3),
                320.0,
                0.8,
            ),
            rollers(paint, "near", 656.0, 32.0 * rough, tone, dark, 460.0),
        )
    )
    isles = ridge(paint.random("isles"), 497, 13)
    far = (
        Layer("isles", 0.08, Group((hill(paint, isles, paint.faded(paint.scheme.ground_dark, 0.8), None, 30.0),))),
        Layer("sea", 0.15, Group(tuple(sea), name="sea")),
        Layer("gulls", 0.2, Group((birds(paint, (800 - side * 60, 170.0), 4, 14.0, 12.0),))),
    )
    near = (
        (Layer("boat", 0.95, _planks(paint)),)
        if raft
        else (
            Layer("sails", 0.85, upper_works(paint, side) if of_steel(paint) else _rig(paint, side)),
            Layer("deck", 0.9, _deck(paint, side)),
            *(() if of_steel(paint) else (Layer("lamp", 0.92, _lamp(paint, side), blurs=False),)),
        )
    )
    return Stage(
        scheme=paint.scheme,
        behind=(*far, Layer("swell", 0.45, swells), *near),
        front=()
        if of_steel(paint) and not raft
        else (Layer("foreground", 1.4, _near_water(paint) if raft else _ropes(paint)),),
        horizon=HORIZON,
        detail=(800 + side * 500, 520.0),
    )


def _rig(paint: Paint, side: float) -> Group:
    """Mast, yards, sails and shrouds: the mast stands aside, the sails keep the middle of the sky open."""
    wood, cloth = paint.local("#6b4a36"), paint.local("#eadfc6", 0.25)
    medieval = paint.setting.period == "medieval"
    nodes: list[Node] = []
    for x, s in ((800 + side * 560, 1.0), (800 - side * 720, 0.86)):
        mast = across(
            x - 15 * s,
            x + 15 * s,
            (0.0, paint.deep(wood, 0.4)),
            (0.6, paint.bright(wood, 0.15)),
            (1.0, paint.deep(wood, 0.2)),
        )
        nodes.append(block(x - 14 * s, TOP, 28 * s, 700 - TOP, mast))
        for y0, y1, w in ((-190.0, 60.0, 190.0), (80.0, 400.0, 250.0)):
            w *= s
            belly: list[Point] = [
                (x - w, y0),
                (x + w, y0),
                (x + w * 0.92, (y0 + y1) / 2),
                (x + w * 1.08, y1),
                (x, y1 - 44),
                (x - w * 1.08, y1),
                (x - w * 0.92, (y0 + y1) / 2),
            ]
            seams = [
                smooth([(x + w * k, y0), (x + w * k * 0.95, (y0 + y1) / 2), (x + w * k * 1.04, y1 - 30)], closed=False)
                for k in (-0.6, -0.2, 0.2, 0.6)
            ]
            nodes += [
                fill(
                    smooth(belly, tension=0.6),
                    across(
                        x - w,
                        x + w,
                        (0.0, paint.deep(cloth, 0.22)),
                        (0.5, paint.bright(cloth, 0.2)),
                        (1.0, paint.deep(cloth, 0.28)),
                    ),
                ),
                *((strokes(seams, paint.local("#a8403a", 0.3), w * 0.2, 0.75),) if medieval else ()),
                strokes(seams, paint.deep(cloth, 0.35), 2.0, 0.5),
                block(x - w * 1.12, y0 - 9, w * 2.24, 15, paint.deep(wood, 0.1), radius=7),
            ]
        lines = [polygon([(x, -120), (x + dx * s, 610)], closed=False) for dx in (-250, -200, -150, 150, 200, 250)]
        rungs = [
            polygon([(x + d * 150 * s * u, -120 + 730 * u), (x + d * 250 * s * u, -120 + 730 * u)], closed=False)
            for d in (-1, 1)
            for u in (0.5, 0.58, 0.66, 0.74, 0.82, 0.9)
        ]
        nodes += [strokes(lines + rungs, paint.deep(wood, 0.5), 2.6, 0.75)]
    nodes += [pennant(paint, 800 + side * 560, -150.0, -side)]
    return Group(tuple(nodes), name="rig")


def _deck(paint: Paint, side: float) -> Group:
    wood, rail = boards(paint)
    vx, top = 800.0, 640.0
    seams = [polygon([(vx + i * 52, top), (vx + i * 250, BOTTOM)], closed=False) for i in range(-24, 25)]
    random = paint.random("deck")
    ends = [
        polygon(
            [(vx + i * 52 * (1 + (y - top) * 0.0069), y), (vx + (i + 1) * 52 * (1 + (y - top) * 0.0069), y)],
            closed=False,
        )
        for i, y in ((random.randrange(-20, 20), random.uniform(660, 1000)) for _ in range(50))
    ]
    posts = [rectangle(LEFT + i * 58, 566, 16, 84, 6) for i in range(45)]
    wet: list[Node] = (
        [disc(vx + dx, 800 + dy, 190, paint.outside.horizon, 9, 0.25) for dx, dy in ((-380, 0), (240, 60), (520, -40))]
        if paint.wet
        else []
    )
    nodes: list[Node] = [
        fill(joined(posts), paint.deep(rail, 0.1)),
        block(LEFT, 556, RIGHT - LEFT, 18, vertical(556, 574, (0.0, paint.bright(rail, 0.4)), (1.0, rail)), radius=6),
        block(LEFT, 622, RIGHT - LEFT, 22, paint.deep(rail, 0.25)),
        block(
            LEFT,
            top,
            RIGHT - LEFT,
            BOTTOM - top,
            vertical(
                top, 1020, (0.0, paint.deep(wood, 0.15)), (0.3, paint.bright(wood, 0.12)), (1.0, paint.deep(wood, 0.5))
            ),
        ),
        strokes(seams, paint.deep(wood, 0.5), 2.4, 0.6),
        strokes(ends, paint.deep(wood, 0.5), 2.0, 0.5),
        *wet,
    ]
    if paint.setting.period == "future":
        nodes += light_rail(paint)
    nodes += fittings(paint, side) if of_steel(paint) else _gear(paint, side)
    return Group(tuple(nodes), name="deck")


def _gear(paint: Paint, side: float) -> list[Node]:
    """What lies and stands on the deck of a sailing ship; a cog has shields where later ships have cannon."""
    armed = (node for dx in (-side * 250, side * 270, side * 820) for node in cannon(paint, 800 + dx, 664.0, 74.0))
    return [
        *(shields(paint) if paint.setting.period == "medieval" else ()),
        *barrel(paint, 800 - side * 520, 744.0, 150.0),
        *barrel(paint, 800 - side * 620, 760.0, 170.0),
        *box(paint, 800 + side * 640, 764.0, 180.0, 130.0, paint.local("#8c6a45")),
        *hatch(paint, 800 - side * 40, 690.0, 300.0),
        *(() if paint.setting.period == "medieval" else armed),
        *_wheel(paint, 800 + side * 430, 716.0),
        *_coil(paint, 800 - side * 400, 764.0),
    ]


def _wheel(paint: Paint, x: float, y: float) -> list[Node]:
    wood = paint.local("#7a4f34")
    cy = y - 118
    spokes = [
        polygon(
            [(x + math.cos(a) * 14, cy + math.sin(a) * 14), (x + math.cos(a) * 96, cy + math.sin(a) * 96)], closed=False
        )
        for a in (k * math.pi / 4 + 0.2 for k in range(8))
    ]
    return [
        disc(x, y + 2, 70, paint.scheme.shadow, 9, 0.35),
        facet(
            [(x - 30, y), (x - 16, cy), (x + 16, cy), (x + 30, y)],
            across(x - 30, x + 30, (0.0, paint.deep(wood, 0.4)), (1.0, paint.bright(wood, 0.1))),
        ),
        strokes(spokes, paint.bright(wood, 0.14), 8.0),
        strokes([ellipse(x, cy, 68)], paint.deep(wood, 0.12), 15.0),
        strokes([ellipse(x, cy, 68)], paint.bright(wood, 0.35), 4.0, 0.7),
        disc(x, cy, 17, mix(paint.local("#b98d3f"), paint.scheme.accent, 0.4)),
    ]


def _coil(paint: Paint, x: float, y: float) -> list[Node]:
    rope = paint.local("#c2a876")
    return [
        disc(x, y + 4, 66, paint.scheme.shadow, 9, 0.35),
        *(
            Shape(ellipse(x, y - k * 9, 54 - k * 3, 12), None, stroke)
            for k, stroke in ((k, _rope(paint.deep(rope, 0.28 if k % 2 else 0.1))) for k in range(5))
        ),
    ]


def _rope(colour: str) -> Stroke:
    return Stroke(colour, 9.0)


def _lamp(paint: Paint, side: float) -> Group:
    """A lantern that swings from the shrouds."""
    x, y = 800 - side * 350, 380.0
    iron = paint.local("#3b3640")
    light = lamp_light(paint) if paint.dark or paint.wet else paint.local("#d9d5bf")
    parts: list[Node] = [
        straight([(0, -90), (0, 0)], iron, 3.0),
        facet([(-15, 0), (15, 0), (18, 40), (-18, 40)], light),
        block(-20, -6, 40, 8, iron, radius=3),
        block(-21, 38, 42, 8, iron, radius=3),
        straight([(-6, 2), (-7, 38)], iron, 2.4),
        straight([(7, 2), (8, 38)], iron, 2.4),
    ]
    if paint.dark or paint.wet:
        parts.append(Group((glow(0, 20, 230, paint.scheme.accent, 0.75),), opacity=flicker(2.0, 0.85)))
    wood = paint.local("#5f4434")
    arm: list[Node] = [
        straight([(x - side * 40, 640), (x - side * 40, 270)], wood, 13.0),
        line([(x - side * 42, 290), (x, 284)], wood, 8.0),
    ]
    swing = 6.0 * paint.windy
    return Group(
        (*arm, Group(tuple(parts), transform=lambda t: shift(x, y) @ turn(swing * math.sin(t * 1.5), (0.0, -90.0)))),
        name="lamp",
    )


def _planks(paint: Paint) -> Group:
    """A raft, or the inside of a rowing boat: thwarts and planks that rise at the sides."""
    wood = paint.local("#96704c", 0.35)
    hull: list[Point] = [
        (120, 668),
        (420, 700),
        (800, 708),
        (1180, 700),
        (1480, 668),
        (1430, 800),
        (1240, 900),
        (800, 930),
        (360, 900),
        (170, 800),
    ]
    inner: list[Point] = [
        (190, 688),
        (440, 716),
        (800, 722),
        (1160, 716),
        (1410, 688),
        (1350, 800),
        (1190, 866),
        (800, 888),
        (410, 866),
        (250, 800),
    ]
    seams = [
        smooth([(230 + 12 * k, 724 + k * 30), (800, 746 + k * 30), (1370 - 12 * k, 724 + k * 30)], closed=False)
        for k in range(5)
    ]
    oars = [polygon([(330, 740), (-180, 610)], closed=False), polygon([(1270, 740), (1780, 610)], closed=False)]
    blades = [ellipse(-210, 604, 74, 15), ellipse(1810, 604, 74, 15)]
    return Group(
        (
            Group(
                (
                    blob([(px, py + 22) for px, py in hull], paint.deep(paint.outside.water, 0.7), 0.6),
                    fill(
                        smooth(hull, tension=0.8),
                        vertical(668, 930, (0.0, paint.bright(wood, 0.2)), (1.0, paint.deep(wood, 0.5))),
                    ),
                    fill(
                        smooth(inner, tension=0.8),
                        vertical(690, 890, (0.0, paint.deep(wood, 0.5)), (1.0, paint.deep(wood, 0.2))),
                    ),
                    strokes(seams, paint.deep(wood, 0.6), 3.0, 0.6),
                    strokes(oars, paint.bright(wood, 0.2), 11.0),
                    fill(joined(blades), paint.bright(wood, 0.1)),
                    block(
                        330,
                        756,
                        940,
                        26,
                        vertical(756, 782, (0.0, paint.bright(wood, 0.25)), (1.0, paint.deep(wood, 0.2))),
                        radius=6,
                    ),
                )
            ),
        ),
        transform=lambda t: shift(0.0, 5.0 * math.sin(t * 0.9)) @ turn(0.5 * math.sin(t * 0.8), (800.0, 800.0)),
        name="boat",
    )


def _near_water(paint: Paint) -> Group:
    return Group(
        (
            swell(
                paint,
                "near water",
                940.0,
                16.0 * paint.windy**0.8,
                mix(paint.outside.water, paint.outside.sky_middle, 0.2),
                paint.deep(paint.outside.water, 0.6),
                1.2,
            ),
        ),
        name="foreground",
    )


def _ropes(paint: Paint) -> Group:
    dark = paint.near
    ropes = [
        smooth([(-120, -340), (-20, 300), (120, 960)], closed=False),
        smooth([(-300, -340), (-160, 300), (0, 960)], closed=False),
        smooth([(1720, -340), (1620, 300), (1490, 960)], closed=False),
        smooth([(1900, -340), (1760, 300), (1610, 960)], closed=False),
    ]
    rungs: list[Path] = []
    for k in range(8):
        y = 80 + k * 110
        rungs += [
            polygon([(-200 + k * 21, y), (-60 + k * 21, y + 6)], closed=False),
            polygon([(1800 - k * 21, y), (1660 - k * 21, y + 6)], closed=False),
        ]
    return Group(
        (
            strokes(ropes, dark, 15.0),
            strokes(rungs, dark, 9.0),
            fill(joined((rectangle(-300, 880, 420, 400), rectangle(1500, 880, 500, 400))), dark),
        ),
        blur=5.0,
        name="foreground",
    )
