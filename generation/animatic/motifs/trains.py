"""Trains of their period, and what crosses a bridge where there are none yet.

All stand around the origin on the rails, look right, and are about 600 long.
"""

from generation.animatic.art import Group, Matrix, Node, ellipse, polygon, rectangle, scale, shift, smooth
from generation.animatic.colour import mix
from generation.animatic.motifs.brush import block, disc, fill, glow, joined, strokes, vertical
from generation.animatic.motifs.houses import smoke
from generation.animatic.motifs.livestock import cow
from generation.animatic.motifs.old_town import handcart
from generation.animatic.motifs.paint import Paint
from generation.animatic.motifs.tomorrow import cold_light


def crossing(paint: Paint, y: float, s: float, distance: float) -> Group:
    """What crosses a bridge of the period on its way, with its foot at `y`; nothing where no period is told."""
    period = paint.setting.period
    drawn = {"medieval": _ox_cart, "1920s": steam_train, "today": fast_train, "future": gliding_train}.get(period)
    if drawn is None:
        return Group((), name="crossing")
    pace = {"medieval": 9.0, "1920s": 60.0, "today": 110.0}.get(period, 130.0)
    way = 1.0 if paint.random("crossing").random() < 0.5 else -1.0

    def go(t: float) -> Matrix:
        along = -60.0 + pace * t
        return shift(800.0 + way * along, y) @ scale(way * s, s)

    return Group((Group(tuple(drawn(paint, distance)), transform=go),), name="crossing")


def _ox_cart(paint: Paint, distance: float) -> list[Node]:
    return [*handcart(paint, -110.0, 0.0, 0.8), cow(paint, 110.0, 0.0, 96.0, 1.0, distance)]


def steam_train(paint: Paint, distance: float) -> list[Node]:
    """An engine under its plume, and three carriages."""
    body = paint.faded(paint.local("#7f3b38", 0.3), distance)
    dark = paint.faded(paint.local("#33353d", 0.3), distance)
    brass = paint.faded(paint.local("#c9a45a", 0.25), distance)
    lit = _panes(paint, distance)
    cars = [rectangle(-330 + k * 132, -62, 122, 50, 5) for k in range(3)]
    roofs = [rectangle(-334 + k * 132, -70, 130, 11, 5) for k in range(3)]
    panes = [rectangle(-320 + k * 132 + i * 22, -52, 14, 18, 2) for k in range(3) for i in range(5)]
    wheels = [ellipse(x, -8, 9) for k in range(3) for x in (-310 + k * 132, -230 + k * 132)]
    return [
        smoke(paint, 206.0, -104.0, 1.4),
        fill(joined(cars), body),
        fill(joined(roofs), paint.deep(body, 0.5)),
        fill(joined(panes), lit),
        block(74, -84, 52, 70, dark, radius=4),
        block(66, -92, 68, 12, paint.deep(dark, 0.3), radius=4),
        block(84, -76, 30, 24, lit, radius=2),
        block(122, -62, 112, 42, vertical(-62, -20, (0.0, paint.bright(dark, 0.25)), (1.0, dark)), radius=9),
        fill(
            joined((rectangle(198, -100, 18, 42, 2), rectangle(192, -108, 30, 12, 3), ellipse(160, -64, 13, 12))), dark
        ),
        fill(polygon([(226, -22), (260, 0), (222, 0)]), dark),
        fill(joined(wheels), paint.deep(dark, 0.3)),
        strokes([ellipse(x, -17, 16) for x in (104, 148, 192)], body, 7.0),
        strokes([polygon([(104, -14), (196, -14)], closed=False)], brass, 4.0),
        disc(236, -54, 6, "#fff1c4" if paint.dark else brass),
        *((glow(250, -54, 90, "#fff2c8", 0.7),) if paint.dark else ()),
    ]


def fast_train(paint: Paint, distance: float) -> list[Node]:
    """A white train of today with a long nose and a stripe."""
    white = paint.faded(paint.local("#eef1f2", 0.15), distance)
    return _streamlined(paint, white, paint.faded(paint.local("#c0473f", 0.3), distance), distance, 8.0)


def gliding_train(paint: Paint, distance: float) -> list[Node]:
    """A train of the future that floats over its own light."""
    light = paint.faded(cold_light(paint), distance * 0.5)
    shell = paint.faded(paint.local("#cfdae6", 0.2), distance)
    return [
        glow(0.0, -4.0, 330.0, light, 0.5, 0.16),
        block(-310, -9, 590, 6, light, 0.9, radius=3),
        *_streamlined(paint, shell, light, distance, 14.0),
    ]


def _streamlined(paint: Paint, shell: str, stripe: str, distance: float, lift: float) -> list[Node]:
    body = smooth(
        [(-330, -lift), (-326, -66), (150, -68), (236, -54), (296, -20), (292, -lift), (0, -lift)],
        tension=0.35,
    )
    glass = paint.faded(paint.deep(paint.outside.sky_top, 0.4), distance)
    panes = [rectangle(-316 + k * 36, -54, 27, 16, 4) for k in range(14)]
    joints = [polygon([(x, -66), (x, -lift)], closed=False) for x in (-172, -22, 128)]
    return [
        fill(body, vertical(-70, -lift, (0.0, paint.bright(shell, 0.25)), (1.0, paint.deep(shell, 0.3)))),
        block(-326, -32, 604, 6, stripe),
        strokes(joints, paint.deep(shell, 0.5), 2.0, 0.7),
        fill(joined(panes), _panes(paint, distance) if paint.dark else glass),
        fill(smooth([(200, -58), (236, -52), (258, -40), (206, -42)], tension=0.5), glass),
        *((glow(300, -20, 100, "#fff6da", 0.7),) if paint.dark else ()),
    ]


def _panes(paint: Paint, distance: float) -> str:
    if paint.dark:
        return mix(paint.scheme.accent, "#fff0c8", 0.4)
    return paint.faded(paint.local("#cfd8dc", 0.3), distance)
