"""Where one is shown something: a cinema and a concert stage."""

import math

from generation.animatic.art import Group, Node, Path, ellipse, polygon, rectangle, shift, smooth, turn
from generation.animatic.colour import mix
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
    straight,
    strokes,
    vertical,
)
from generation.animatic.motifs.paint import Paint
from generation.animatic.places import show_opposite
from generation.animatic.stage import LEFT, RIGHT, Stage


def draw(paint: Paint) -> Stage:
    """Variants: cinema, concert."""
    if paint.reverse:
        return show_opposite.concert(paint) if paint.variant == "concert" else show_opposite.cinema(paint)
    return _concert(paint) if paint.variant == "concert" else _cinema(paint)


def heads(paint: Paint, name: str, y: float, size: float, count: int) -> Path:
    """The heads and shoulders of a crowd, from behind."""
    random = paint.random(name)
    shapes: list[Path] = []
    for i in range(count):
        x = LEFT + (RIGHT - LEFT) * (i + random.uniform(0.2, 0.8)) / count
        top = y - size * random.uniform(0.0, 0.5)
        shapes.append(ellipse(x, top, size * 0.42, size * 0.5))
        shapes.append(
            smooth(
                [
                    (x - size, top + size * 1.9),
                    (x - size * 0.8, top + size * 0.8),
                    (x, top + size * 0.5),
                    (x + size * 0.8, top + size * 0.8),
                    (x + size, top + size * 1.9),
                ],
                tension=0.7,
            )
        )
    return joined(shapes)


def _cinema(paint: Paint) -> Stage:
    far = 0.6
    cloth = paint.local("#8a2f3a", 0.4)
    wall = show_opposite.cinema_wall(paint)
    screen = rectangle(470, 170, 660, 290, 8)
    folds = [polygon([(x, -300), (x, 640)], False) for x in (*range(250, 460, 26), *range(1146, 1360, 26))]
    back = [
        *show_opposite.cinema_shell(paint, far),
        fill(
            joined((rectangle(240, -300, 220, 940), rectangle(1140, -300, 220, 940))),
            vertical(-100, 640, (0.0, paint.deep(cloth, 0.4)), (1.0, cloth)),
        ),
        strokes(folds, paint.deep(cloth, 0.5), 8.0, 0.5),
        block(440, 120, 720, 44, paint.deep(cloth, 0.3), radius=10),
        fill(screen, "#f3efe2"),
        Group(tuple(_film(paint)), clip=screen),
        glow(800.0, 320.0, 640.0, "#e9f0ff", 0.32),
        glow(800.0, 640.0, 700.0, "#e9f0ff", 0.3, 0.3),
        block(300, 476, 1000, 24, paint.deep(wall, 0.4)),
        fill(
            joined(p.side(s * 897, 300, 200.0, n, n * 1.06) for s in (-1.0, 1.0) for n in (0.7, 0.9, 1.15)),
            paint.deep(wall, 0.35),
        ),
        *(n for s in (-1.0, 1.0) for near in (0.72, 0.96) for n in show_opposite.sconce(paint, s, near)),
    ]
    rows: list[Node] = []
    for near in (0.66, 0.76, 0.89):
        for side in (-1.0, 1.0):
            for k in range(5):
                x = side * (250 + k * 132)
                rows += _seat(paint, x, near, cloth)
    ray = Group(
        (
            facet(
                [(790, -320), (810, -320), (1130, 460), (470, 460)],
                vertical(-320, 460, (0.0, "#eef3ff", 0.26), (1.0, "#eef3ff", 0.05)),
            ),
        ),
        blend="screen",
        opacity=flicker(1.0, 0.75, 0.8),
    )
    dark = [heads_aside(-330.0), heads_aside(1930.0)]
    planes: list[p.Plane] = [("hall", 0.74, back), ("seats", 0.86, rows), ("ray", 0.88, [ray])]
    return p.staged(paint, planes, dark, (800.0, 315.0))


def heads_aside(x: float) -> Path:
    """Somebody who sits close to the camera."""
    return ellipse(x, 840.0, 90.0, 108.0) + smooth(
        [(x - 230, 1260), (x - 200, 1010), (x, 940), (x + 200, 1010), (x + 230, 1260)], tension=0.7
    )


def _film(paint: Paint) -> list[Node]:
    """What is shown: an old film of a rider before hills, in greys, that jumps and scratches."""
    grey = ("#d8d4c8", "#a9a69c", "#6f6d68", "#3b3a3a")
    hills = smooth([(360, 470), (360, 380), (520, 330), (660, 372), (820, 318), (980, 366), (1240, 330), (1240, 470)])
    moon = disc(960, 240, 34, "#faf7ec")
    ground = rectangle(340, 420, 940, 60)
    bushes = [ellipse(380 + i * 150, 428, 40, 22) for i in range(16)]
    horse = joined(
        (
            ellipse(800, 386, 40, 17),
            polygon([(826, 384), (850, 348), (872, 356), (860, 372), (842, 392)]),
            ellipse(792, 352, 9),
            polygon([(782, 380), (786, 356), (802, 358), (804, 380)]),
        )
    )
    legs = [
        Group(
            (straight([(800 + dx, 394), (800 + dx + 10, 430)], grey[3], 6.0),),
            transform=lambda t, dx=dx: turn(24 * math.sin(t * 9 + dx), (800 + dx, 394)),
        )
        for dx in (-30, -18, 24, 34)
    ]
    return [
        block(460, 160, 680, 310, vertical(170, 460, (0.0, grey[1]), (1.0, grey[0]))),
        moon,
        fill(hills, grey[2], 0.7),
        fill(ground, grey[2]),
        Group((fill(joined(bushes), grey[3]),), transform=lambda t: shift(-((t * 160) % 1200), 0.0)),
        Group((fill(horse, grey[3]), *legs), transform=lambda t: shift(0.0, 6 * math.sin(t * 9))),
        Group(
            (straight([(0, 160), (0, 470)], "#ffffff", 2.0, 0.6),),
            transform=lambda t: shift(520 + (int(t * 5) * 173) % 560, 0.0),
        ),
    ]


def _seat(paint: Paint, x: float, near: float, cloth: str) -> list[Node]:
    cx, cy = p.at(x, 190, near)
    s = near
    back = rectangle(cx - 56 * s, cy, 112 * s, 150 * s, 22 * s)
    return [
        fill(back, vertical(cy, cy + 150 * s, (0.0, paint.bright(cloth, 0.1)), (1.0, paint.deep(cloth, 0.5)))),
        block(cx - 62 * s, cy + 66 * s, 124 * s, 16 * s, paint.deep(cloth, 0.6), radius=6),
        block(cx - 50 * s, cy + 140 * s, 100 * s, 52 * s, paint.deep(cloth, 0.7)),
    ]


def _concert(paint: Paint) -> Stage:
    far = 0.66
    wall, steel, tints = show_opposite.hall_wall(paint), paint.local("#7a828c", 0.3), show_opposite.tints(paint)
    back = [
        everywhere(vertical(-300, 640, (0.0, paint.deep(wall, 0.4)), (1.0, paint.bright(wall, 0.12)))),
        *_wall_of_lights(paint, tints),
        *show_opposite.boards(paint, far),
        block(LEFT, p.at(0, 0, far)[1] - 40, RIGHT - LEFT, 40, paint.deep(wall, 0.3)),
    ]
    truss = [
        polygon([(LEFT, 40), (RIGHT, 40)], False),
        polygon([(LEFT, 96), (RIGHT, 96)], False),
        polygon([(LEFT + i * 46, 40 if i % 2 else 96) for i in range(57)], False),
    ]
    lamps: list[Node] = [strokes(truss, steel, 7.0)]
    beams: list[Node] = []
    for k, x in enumerate((180.0, 420.0, 660.0, 940.0, 1180.0, 1420.0)):
        tint = tints[k % 3]
        lamps += [
            block(x - 24, 92, 48, 44, paint.local("#23262c", 0.2), radius=8),
            disc(x, 138, 20, mix(tint, "#ffffff", 0.6), 9),
            glow(x, 140, 120, tint, 0.7),
        ]
        cone = facet(
            [(x - 18, 138), (x + 18, 138), (x + 130, 900), (x - 130, 900)],
            vertical(138, 900, (0.0, tint, 0.45), (1.0, tint, 0.0)),
        )
        beams.append(
            Group(
                (Group((cone,), transform=lambda t, x=x, k=k: turn(16 * math.sin(t * 0.8 + k * 1.4), (x, 138.0))),),
                blend="screen",
            )
        )
    kit = [
        *_drums(paint, 800.0, 640.0, steel),
        *(n for s in (-1.0, 1.0) for n in _tower(paint, 800 + s * 560)),
        *_microphone(paint, 1090.0, 742.0, steel),
    ]
    crowd = [heads(paint, "crowd", 1010.0, 90.0, 12)]
    planes: list[p.Plane] = [("wall", 0.72, back), ("truss", 0.8, lamps), ("beams", 0.82, beams), ("band", 0.9, kit)]
    return p.staged(paint, planes, crowd, (800.0, 520.0))


def _wall_of_lights(paint: Paint, tints: tuple[str, ...]) -> list[Node]:
    """Squares of light behind the band: a third of them at a time."""
    nodes: list[Node] = []
    for k in range(3):
        cells = [
            rectangle(330 + i * 64, 180 + j * 64, 52, 52, 6)
            for i in range(15)
            for j in range(6)
            if (i * 2 + j * 5) % 3 == k
        ]
        nodes.append(
            Group(
                (fill(joined(cells), tints[k]),),
                opacity=lambda t, k=k: 0.18 + 0.3 * max(0.0, math.sin(t * 2.1 + k * 2.1)),
            )
        )
    return nodes


def _drums(paint: Paint, x: float, foot: float, steel: str) -> list[Node]:
    red, skin, brass = (
        paint.local("#b5303f", 0.2),
        paint.local("#f1ead8", 0.15),
        mix(paint.local("#d9b04a", 0.2), paint.scheme.accent, 0.3),
    )
    stands = [polygon([(x + dx, foot - 190), (x + dx * 0.9, foot)], False) for dx in (-170, 170)]
    return [
        *p.cuboid(paint, 0.0, 620.0, 50.0, 0.62, 0.74, paint.local("#33303c", 0.3)),
        strokes(stands, steel, 6.0),
        disc(x, foot - 90, 84, red),
        disc(x, foot - 90, 70, skin),
        disc(x, foot - 90, 26, red),
        *(
            n
            for dx in (-62, 62)
            for n in (block(x + dx - 44, foot - 206, 88, 56, red, radius=10), disc(x + dx, foot - 206, 44, skin, 11))
        ),
        *(
            n
            for dx in (-140, 140)
            for n in (block(x + dx - 48, foot - 120, 96, 70, red, radius=10), disc(x + dx, foot - 120, 48, skin, 12))
        ),
        *(disc(x + dx, foot - 194, 76, brass, 11) for dx in (-170, 170)),
    ]


def _tower(paint: Paint, x: float) -> list[Node]:
    """Loudspeakers on top of each other."""
    black = paint.local("#2a2c33", 0.25)
    nodes: list[Node] = [disc(x, 742, 120, paint.scheme.shadow, 10, 0.4)]
    for k in range(3):
        y = 742 - k * 150
        nodes += [
            block(x - 92, y - 146, 184, 146, paint.bright(black, 0.08), radius=6),
            disc(x, y - 62, 52, paint.deep(black, 0.5)),
            disc(x, y - 62, 38, paint.bright(black, 0.2)),
            disc(x, y - 62, 15, paint.deep(black, 0.4)),
            disc(x, y - 124, 14, paint.bright(black, 0.25)),
        ]
    return nodes


def _microphone(paint: Paint, x: float, foot: float, steel: str) -> list[Node]:
    return [
        disc(x, foot, 36, paint.deep(steel, 0.3), 8),
        straight([(x, foot), (x, foot - 330)], steel, 6.0),
        straight([(x, foot - 326), (x - 26, foot - 346)], paint.local("#23262c", 0.2), 13.0),
        disc(x - 32, foot - 352, 15, paint.bright(steel, 0.2)),
    ]
