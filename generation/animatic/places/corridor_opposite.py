"""What is across from a staircase, and across from the desk of a lobby."""

from generation.animatic.art import Node, ellipse, polygon, rectangle
from generation.animatic.colour import mix
from generation.animatic.motifs import chambers, doors, lamps, opposite
from generation.animatic.motifs import furniture as f
from generation.animatic.motifs import perspective as p
from generation.animatic.motifs.brush import across, block, disc, fill, glow, joined, straight, strokes, vertical
from generation.animatic.motifs.paint import Paint


def below_stairs(paint: Paint, far: float, wood: str) -> list[Node]:
    """The doors to the rooms, and those who lived here in their frames."""
    foot = p.at(0, 0, far)[1] + 3
    pale = paint.local("#efe6d6", 0.25)
    return [
        *doors.double_door(paint, 1020.0, foot, 310.0, paint.deep(pale, 0.04)),
        *doors.door(paint, 430.0, foot, 310.0, paint.deep(pale, 0.04)),
        *f.picture(paint, "grandfather", 620.0, 250.0, 100.0, 130.0),
        *f.picture(paint, "grandmother", 760.0, 250.0, 100.0, 130.0),
        *f.picture(paint, "their house", 1280.0, 290.0, 130.0, 96.0),
        *_looking_glass(paint, 690.0, 410.0, wood),
    ]


def _looking_glass(paint: Paint, x: float, y: float, wood: str) -> list[Node]:
    gold, glass = (
        mix(paint.local("#c79a4a"), paint.scheme.accent, 0.4),
        mix(paint.outside.horizon, paint.scheme.wall, 0.55),
    )
    shine = polygon([(x - 40, y + 40), (x + 14, y - 44), (x + 34, y - 44), (x - 20, y + 40)])
    return [
        disc(x, y, 76, paint.deep(gold, 0.2), 56),
        disc(x, y, 68, vertical(y - 50, y + 50, (0.0, paint.bright(glass, 0.25)), (1.0, glass)), 48),
        fill(shine, "#ffffff", 0.2),
        strokes([ellipse(x, y, 72, 52)], paint.bright(wood, 0.1), 4.0),
    ]


def beside_stairs(paint: Paint, far: float, wood: str) -> list[Node]:
    """A narrow table under the glass, coats, and umbrellas."""
    foot = p.at(0, 0, far)[1] + 12
    legs = [rectangle(x, foot - 98, 10, 98, 3) for x in (604.0, 766.0)]
    return [
        disc(690, foot, 110, paint.scheme.shadow, 8, 0.3),
        fill(joined(legs), paint.deep(wood, 0.2)),
        block(586, foot - 108, 208, 14, paint.bright(wood, 0.14), radius=3),
        *f.jars(paint, "letters", 600.0, 700.0, foot - 108, 44.0),
        *lamps.table_lamp(paint, 752.0, foot - 108),
        *((glow(752.0, foot - 150, 210.0, paint.scheme.accent, 0.55),) if paint.dark else ()),
        *chambers.coat_stand(paint, 1250.0, foot + 6, 290.0),
        *opposite.umbrellas(paint, 1170.0, foot + 8),
    ]


def lifts(paint: Paint, far: float, gold: str) -> list[Node]:
    """Two lifts with their dials, and a picture between palms."""
    foot = p.at(0, 0, far)[1] + 3
    nodes: list[Node] = []
    for k, x in enumerate((930.0, 1110.0)):
        top = foot - 256
        dial = [polygon([(x, top - 22), (x + (34 if k else -20), top - 48)], False)]
        nodes += [
            block(x - 76, top - 12, 152, foot - top + 12, paint.deep(gold, 0.35), radius=3),
            *(
                block(
                    x + (s - 1) * 32,
                    top,
                    62,
                    foot - top,
                    across(x - 64, x + 64, (0.0, paint.bright(gold, 0.3)), (0.5, gold), (1.0, paint.deep(gold, 0.25))),
                )
                for s in (-1, 1)
            ),
            *(
                strokes([rectangle(x + dx, top + 16, 40, foot - top - 32, 3)], paint.deep(gold, 0.4), 3.0, 0.8)
                for dx in (-54, 14)
            ),
            disc(x, top - 24, 44, paint.deep(paint.local("#54382c"), 0.3), 40),
            block(x - 50, top - 24, 100, 22, paint.deep(paint.scheme.wall, 0.25)),
            strokes(dial, paint.bright(gold, 0.4), 4.0),
        ]
    return [
        *nodes,
        block(1010, foot - 130, 20, 34, gold, radius=3),
        disc(1020, foot - 120, 4, "#fff4d8"),
        disc(1020, foot - 106, 4, paint.deep(gold, 0.4)),
        *f.picture(paint, "the old hotel", 560.0, 290.0, 250.0, 150.0),
        straight([(435, 190), (685, 190)], gold, 5.0),
        *(glow(x, 196, 110, paint.scheme.accent, 0.4 if paint.dark else 0.15) for x in (500.0, 620.0)),
    ]


def waiting(paint: Paint, far: float) -> list[Node]:
    """A sofa between palms, where guests wait."""
    foot = p.at(0, 0, far)[1] + 26
    return [
        *chambers.sofa(paint, 560.0, foot, 300.0, paint.local("#7a3f46", 0.4)),
        *f.plant(paint, 745.0, foot, 190.0),
        *f.plant(paint, 1240.0, foot - 6, 190.0),
    ]
