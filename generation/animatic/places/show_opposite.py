"""Who looks on: the seats of a cinema from the screen, and the crowd of a concert from the stage."""

import math

from generation.animatic.art import Group, Node, Shape, polygon, rectangle
from generation.animatic.colour import mix
from generation.animatic.motifs import audience, doors
from generation.animatic.motifs import perspective as p
from generation.animatic.motifs.brush import (
    block,
    disc,
    everywhere,
    facet,
    fill,
    flicker,
    glow,
    joined,
    strokes,
    vertical,
)
from generation.animatic.motifs.paint import Paint
from generation.animatic.stage import LEFT, RIGHT, Stage


def cinema_wall(paint: Paint) -> str:
    """The colour of a cinema's walls."""
    return mix(paint.scheme.wall, paint.local("#5a2f3c", 0.4), 0.78)


def cinema_shell(paint: Paint, far: float) -> list[Node]:
    """Walls, ceiling and floor of a cinema."""
    wall = cinema_wall(paint)
    return [
        *p.shell(paint, wall, paint.deep(wall, 0.6), 900.0, 900.0, far),
        *p.ground(paint, mix(paint.scheme.ground, wall, 0.75), far, "plain"),
    ]


def sconce(paint: Paint, side: float, near: float) -> list[Node]:
    """A lamp on a side wall."""
    x, y = p.at(side * 890, 520, near)
    return [
        fill(
            polygon([(x - 18 * near, y - 30 * near), (x + 18 * near, y - 30 * near), (x, y + 20 * near)]),
            paint.scheme.accent,
        ),
        glow(x, y - 30 * near, 170 * near, paint.scheme.accent, 0.5),
    ]


def cinema(paint: Paint) -> Stage:
    """Rows that rise to the box from which the film is thrown."""
    far, wall, cloth = 0.6, cinema_wall(paint), paint.local("#8a2f3a", 0.4)
    back: list[Node] = [
        *cinema_shell(paint, far),
        *(n for s in (-1.0, 1.0) for near in (0.72, 0.96) for n in sconce(paint, s, near)),
        block(640, 96, 320, 92, paint.deep(wall, 0.5), radius=4),
        *(block(x - 30, 122, 60, 40, "#f4f0e0", radius=3) for x in (720, 880)),
        *(n for s in (-1, 1) for n in _way_out(paint, 800 + s * 430.0, 330.0)),
    ]
    seats: list[Node] = []
    for k, (y, size) in enumerate(((352.0, 23.0), (392.0, 27.0), (440.0, 32.0), (496.0, 38.0), (560.0, 45.0))):
        rows = [
            *audience.backs(paint, y, size, cloth, 74.0 + k * 18.0),
            *audience.row(paint, f"seats {k}", y, size, 0.3, 86.0 + k * 20.0),
        ]
        left, right = p.at(-880, 0, 0.6 + k * 0.05)[0], p.at(880, 0, 0.6 + k * 0.05)[0]
        step = block(left, y + size * 1.3, right - left, size * 2.2, paint.deep(wall, 0.35))
        seats.append(Group((step, *rows), clip=rectangle(left, 0.0, right - left, 900.0)))
    aisle = polygon([(740, 400), (860, 400), (960, 660), (640, 660)])
    steps = [polygon([(740 - k * 20, 400 + k * 52), (860 + k * 20, 400 + k * 52)], False) for k in range(6)]
    seats += [
        fill(aisle, vertical(400, 660, (0.0, paint.deep(cloth, 0.5)), (1.0, paint.deep(cloth, 0.2)))),
        strokes(steps, paint.scheme.accent, 3.0, 0.5),
    ]
    rays = [
        facet(
            [(x - 18, 140), (x + 18, 140), (x + (x - 800) * 3 + 520, 1200), (x + (x - 800) * 3 - 520, 1200)],
            vertical(140, 1000, (0.0, "#eef3ff", 0.34), (1.0, "#eef3ff", 0.03)),
        )
        for x in (720.0,)
    ]
    light = Group((*rays, glow(720.0, 142.0, 220.0, "#eef3ff", 0.8)), blend="screen", opacity=flicker(1.0, 0.75, 0.8))
    shine: list[Node] = [glow(800.0, 860.0, 900.0, "#e9f0ff", 0.12, 0.3)]
    dark = [rectangle(-460.0, 900.0, 420.0, 400.0, 30.0), rectangle(1660.0, 900.0, 420.0, 400.0, 30.0)]
    planes: list[p.Plane] = [("hall", 0.74, back), ("seats", 0.84, seats), ("ray", 0.88, [light, *shine])]
    return p.staged(paint, planes, dark, (720.0, 145.0))


def _way_out(paint: Paint, x: float, y: float) -> list[Node]:
    """A door with the lamp over it that burns all through the film."""
    green = mix(paint.local("#5fc08a", 0.15), "#ffffff", 0.2)
    return [
        *doors.double_door(paint, x, y, 150.0, paint.local("#5a3440", 0.3)),
        block(x - 26, y - 188, 52, 16, green, radius=3),
        glow(x, y - 180, 80, green, 0.5),
    ]


def hall_wall(paint: Paint) -> str:
    """The dark around a concert."""
    return paint.deep(mix(paint.scheme.shadow, paint.local("#3a3358", 0.3), 0.7), 0.1)


def tints(paint: Paint) -> tuple[str, str, str]:
    """The colours of a concert's lamps."""
    return paint.local("#e0569a", 0.1), paint.local("#4fb0e0", 0.1), mix(paint.scheme.accent, "#ffd07a", 0.4)


def boards(paint: Paint, far: float) -> list[Node]:
    """The floor of the stage."""
    return p.ground(paint, mix(paint.local("#4a4550", 0.3), paint.scheme.ground, 0.3), far, "boards", 110.0)


def concert(paint: Paint) -> Stage:
    """A sea of heads with small lights in it, behind the loudspeakers at the edge of the stage."""
    far, wall, lamps = 0.66, hall_wall(paint), tints(paint)
    edge = p.at(0, 0, far)[1]
    back: list[Node] = [
        everywhere(vertical(-300, 640, (0.0, paint.deep(wall, 0.5)), (0.7, paint.bright(wall, 0.1)), (1.0, wall)))
    ]
    back += [glow(x, 380.0, 420.0, lamps[k], 0.35, 0.6) for k, x in enumerate((300.0, 800.0, 1300.0))]
    crowd: list[Node] = []
    for k, (y, size) in enumerate(
        ((388.0, 13.0), (412.0, 16.0), (440.0, 20.0), (474.0, 25.0), (514.0, 31.0), (562.0, 38.0))
    ):
        crowd += audience.row(paint, f"crowd {k}", y, size, 0.74 - k * 0.06)
    front: list[Node] = [
        *boards(paint, far),
        block(LEFT, edge - 8, RIGHT - LEFT, 14, paint.deep(wall, 0.4)),
        *(n for x in (-420.0, 420.0) for n in _wedge(paint, x, 0.76)),
    ]
    beams: list[Node] = []
    for k, x in enumerate((180.0, 480.0, 1120.0, 1420.0)):
        cone = facet(
            [(x - 14, 60), (x + 14, 60), (x + (800 - x) * 0.5 + 150, 900), (x + (800 - x) * 0.5 - 150, 900)],
            vertical(60, 900, (0.0, lamps[k % 3], 0.4), (1.0, lamps[k % 3], 0.0)),
        )
        beams += [
            Group((cone,), blend="screen"),
            disc(x, 60, 17, mix(lamps[k % 3], "#ffffff", 0.7)),
            glow(x, 60, 170, lamps[k % 3], 0.7),
        ]
    planes: list[p.Plane] = [
        ("hall", 0.6, back),
        ("crowd", 0.72, crowd),
        ("beams", 0.8, [*beams, *_phones(paint)]),
        ("stage", 0.9, front),
    ]
    dark = [rectangle(-480.0, 860.0, 400.0, 420.0, 20.0), rectangle(1680.0, 860.0, 400.0, 420.0, 20.0)]
    return p.staged(paint, planes, dark, (520.0, 470.0))


def _phones(paint: Paint) -> list[Node]:
    """Small lights held up, a third of them at a time."""
    random = paint.random("phones")
    nodes: list[Node] = []
    for k in range(3):
        cells = [rectangle(random.uniform(LEFT, RIGHT), random.uniform(372, 520), 6, 10, 2) for _ in range(26)]
        nodes.append(
            Shape(joined(cells), "#f3f8ff", opacity=lambda t, k=k: 0.35 + 0.55 * max(0.0, math.sin(t * 1.1 + k * 2.1)))
        )
    return nodes


def _wedge(paint: Paint, x: float, near: float) -> list[Node]:
    """A loudspeaker on the floor that plays to the band."""
    cx, foot = p.at(x, 0, near)
    black = paint.local("#2a2c33", 0.25)
    return [
        disc(cx, foot, 96, paint.scheme.shadow, 9, 0.4),
        fill(
            polygon([(cx - 84, foot), (cx - 70, foot - 84), (cx + 70, foot - 84), (cx + 84, foot)]),
            vertical(foot - 84, foot, (0.0, paint.bright(black, 0.16)), (1.0, black)),
        ),
        disc(cx - 26, foot - 40, 30, paint.deep(black, 0.5), 27),
        disc(cx + 38, foot - 40, 17, paint.deep(black, 0.5), 15),
    ]
