"""On a bridge over the river of a city: balustrade, lamps, boats below, and the town on both banks."""

import math

from generation.animatic.art import Group, Matrix, Node, Path, ellipse, rectangle, shift, smooth
from generation.animatic.colour import mix
from generation.animatic.motifs.brush import block, fill, joined, vertical
from generation.animatic.motifs.facades import skyline
from generation.animatic.motifs.houses import lamp_light
from generation.animatic.motifs.paint import Paint
from generation.animatic.motifs.sky import birds
from generation.animatic.motifs.street import pavement
from generation.animatic.motifs.water import mirrored, path_of_light, ripples, surface
from generation.animatic.places.city import street_lamp
from generation.animatic.stage import LEFT, RIGHT, Layer, Stage

_WATER = 456.0


def draw(paint: Paint) -> Stage:
    """One variant: bridge."""
    side = paint.side
    return Stage(
        scheme=paint.scheme,
        behind=(
            Layer("far skyline", 0.1, skyline(paint, "far", 450.0, 180.0, 0.82)),
            Layer("skyline", 0.18, skyline(paint, "near", 462.0, 110.0, 0.56)),
            Layer("birds", 0.2, Group((birds(paint, (740.0, 190.0), 6),))),
            Layer("river", 0.22, _river(paint)),
            Layer("old bridge", 0.3, _arches(paint)),
            Layer("boats", 0.4, _boats(paint)),
            Layer("deck", 0.9, _deck(paint)),
            Layer(
                "lamps",
                0.93,
                Group(
                    (
                        *street_lamp(paint, 800 - side * 470, 668.0, 0.9),
                        *street_lamp(paint, 800 + side * 560, 668.0, 0.9),
                        *street_lamp(paint, 800 - side * 1280, 668.0, 0.9),
                        *street_lamp(paint, 800 + side * 1240, 668.0, 0.9),
                    ),
                    name="lamps",
                ),
            ),
        ),
        front=(Layer("foreground", 1.45, _front(paint)),),
        horizon=_WATER - 10,
        detail=(800 - side * 470, 400.0),
    )


def _river(paint: Paint) -> Group:
    random = paint.random("river")
    lights = [
        mirrored(
            paint,
            random.uniform(-400, 2000),
            _WATER + 6,
            random.uniform(14, 34),
            110.0,
            mix(lamp_light(paint), paint.outside.horizon, 0.3 if paint.dark else 0.85),
            random,
        )
        for _ in range(22)
    ]
    return Group(
        (
            surface(paint, _WATER, 700.0),
            *lights,
            *ripples(paint, "ripples", _WATER + 6, 700.0, 90),
            *path_of_light(paint, 800 + paint.outside.light_x * 420, _WATER + 4, 680.0, paint.outside.sun, 0.7),
            block(LEFT, _WATER - 8, RIGHT - LEFT, 13, paint.faded(paint.local("#8f867c"), 0.45)),
        ),
        name="river",
    )


def _arches(paint: Paint) -> Group:
    """Another bridge, farther up the river, with a tram that crosses it."""
    stone = paint.faded(paint.local("#b09f8c", 0.35), 0.46)
    holes: list[Path] = []
    for k in range(9):
        x = -440 + k * 310.0
        holes.append(
            smooth(
                [
                    (x - 122, 512),
                    (x - 112, 470),
                    (x - 60, 444),
                    (x, 438),
                    (x + 60, 444),
                    (x + 112, 470),
                    (x + 122, 512),
                ],
                tension=0.8,
            )
        )
    tint = paint.faded(paint.local("#b5493f", 0.3), 0.25)
    glass = lamp_light(paint) if paint.dark else paint.faded(paint.outside.sky_middle, 0.1)
    tram = (
        block(-80, -38, 160, 36, tint, radius=8),
        fill(joined(rectangle(-68 + i * 28, -32, 19, 14, 3) for i in range(5)), glass),
    )
    gap = mix(paint.outside.water, paint.outside.horizon, 0.25)

    def cross(t: float) -> Matrix:
        return shift((t * 46.0 + 1200.0) % 3200.0 - 700.0, 424.0)

    return Group(
        (
            Group(tram, transform=cross),
            fill(
                rectangle(LEFT, 420, RIGHT - LEFT, 78),
                vertical(420, 498, (0.0, paint.bright(stone, 0.12)), (1.0, paint.deep(stone, 0.2))),
            ),
            fill(joined(holes), vertical(438, 512, (0.0, paint.deep(gap, 0.24)), (1.0, gap))),
            block(LEFT, 414, RIGHT - LEFT, 9, paint.bright(stone, 0.2)),
        ),
        name="old bridge",
    )


def _boats(paint: Paint) -> Group:
    """A barge and a pleasure boat, on their way."""
    hull, white = paint.faded(paint.local("#4a5560", 0.3), 0.16), paint.faded(paint.local("#eee7da", 0.2), 0.12)
    glass = lamp_light(paint) if paint.dark else paint.outside.sky_middle
    barge = (
        fill(smooth([(-170, -30), (-160, 6), (150, 6), (186, -34), (150, -26), (-150, -24)], tension=0.4), hull),
        block(-140, -44, 190, 20, paint.faded(paint.local("#8a5a44"), 0.16), radius=4),
        block(76, -74, 60, 48, white, radius=4),
        block(84, -66, 44, 20, glass),
    )
    ship = (
        fill(smooth([(-130, -26), (-116, 8), (112, 8), (140, -30)], tension=0.4), white),
        block(-104, -62, 190, 36, white, radius=8),
        fill(joined(rectangle(-92 + i * 30, -54, 20, 18, 3) for i in range(6)), glass),
        block(-60, -84, 110, 20, paint.faded(paint.local("#c8503f", 0.3), 0.1), radius=6),
    )
    nodes: list[Node] = []
    for k, parts in enumerate((barge, ship)):
        way = -1.0 if k else 1.0

        def go(t: float, k: int = k, way: float = way) -> Matrix:
            x = (t * (17.0 + 9 * k) + 420.0 + 640.0 * k) % 3000.0 - 600.0
            return shift(x if way > 0 else 1600.0 - x, 540.0 + 34 * k + 2 * math.sin(t * 0.9 + k)) @ Matrix(
                way, 0, 0, 1, 0, 0
            )

        wake = fill(smooth([(-150, 6), (-360, 2), (-420, 8), (-200, 14)]), "#ffffff", 0.24)
        nodes.append(Group((wake, *parts), transform=go))
    return Group(tuple(nodes), name="boats")


def _deck(paint: Paint) -> Group:
    stone = mix(paint.local("#b8ab9a", 0.35), paint.scheme.ground, 0.7 if paint.snowy else 0.08)
    posts: list[Path] = []
    for k in range(48):
        x = LEFT + 20 + k * 54.0
        posts.append(
            smooth(
                [
                    (x - 8, 652),
                    (x - 15, 622),
                    (x - 7, 600),
                    (x - 10, 576),
                    (x + 10, 576),
                    (x + 7, 600),
                    (x + 15, 622),
                    (x + 8, 652),
                ],
                tension=0.7,
            )
        )
    piers = [rectangle(x - 40, 548, 80, 110, 4) for x in (-330.0, 30.0, 430.0, 1170.0, 1570.0, 1930.0)]
    nodes: list[Node] = [
        fill(joined(posts), vertical(576, 652, (0.0, paint.bright(stone, 0.1)), (1.0, paint.deep(stone, 0.34)))),
        block(
            LEFT, 556, RIGHT - LEFT, 24, vertical(556, 580, (0.0, paint.bright(stone, 0.28)), (1.0, stone)), radius=4
        ),
        fill(joined(piers), vertical(548, 658, (0.0, paint.bright(stone, 0.16)), (1.0, paint.deep(stone, 0.24)))),
        fill(
            joined(rectangle(x - 48, 538, 96, 14, 4) for x in (-330.0, 30.0, 430.0, 1170.0, 1570.0, 1930.0)),
            paint.bright(stone, 0.3),
        ),
        *pavement(paint, paint.deep(stone, 0.06), 650.0),
        block(LEFT, 646, RIGHT - LEFT, 16, vertical(646, 662, (0.0, stone), (1.0, paint.deep(stone, 0.4)))),
        fill(
            rectangle(LEFT, 662, RIGHT - LEFT, 22),
            vertical(662, 684, (0.0, paint.scheme.shadow, 0.32), (1.0, paint.scheme.shadow, 0.0)),
        ),
    ]
    if paint.snowy:
        nodes.append(block(LEFT, 550, RIGHT - LEFT, 9, mix("#ffffff", paint.scheme.ambient, 0.16), radius=4))
    return Group(tuple(nodes), name="deck")


def _front(paint: Paint) -> Group:
    """The other balustrade, close to the camera."""
    knobs = [ellipse(x, 860.0, 74.0) for x in (-230.0, 1850.0)]
    bodies = [rectangle(x - 92, 900, 184, 400, 12) for x in (-230.0, 1850.0)]
    rail = rectangle(-600, 960, 330, 60) + rectangle(1900, 960, 330, 60)
    return Group((fill(joined((*knobs, *bodies, rail)), paint.near),), blur=6.0, name="foreground")
