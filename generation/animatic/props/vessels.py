"""Vessels and containers. Each about 100 pixels high, standing on y = 0."""

from generation.animatic.art import Node, Shape, ellipse, polygon, rectangle, smooth
from generation.animatic.colour import darker, lighter
from generation.animatic.figures.creature_paint import Paint, ellipse_turned, limb
from generation.animatic.props.materials import (
    BRASS,
    CLAY,
    IRON,
    PAPER,
    RED,
    WOOD,
)


def cup(p: Paint) -> list[Node]:
    body = smooth([(-36, -76), (-33, -24), (-20, 0), (20, 0), (33, -24), (36, -76)], tension=0.5)
    handle = p.line(smooth([(34, -62), (60, -58), (56, -26), (30, -22)], closed=False), "#d8e0e4", 9)
    return [
        handle,
        p.rim(body),
        p.form(body, "#d8e0e4"),
        p.form(ellipse(0, -76, 36, 8), "#7a4a2c"),
        p.line(ellipse(0, -76, 36, 8), "#d8e0e4", 4),
    ]


def goblet(p: Paint) -> list[Node]:
    bowl = smooth([(-30, -98), (-27, -66), (-6, -50), (6, -50), (27, -66), (30, -98)], tension=0.7)
    return [
        p.form(rectangle(-4, -54, 8, 48), BRASS),
        p.form(ellipse(0, -5, 25, 6), BRASS),
        p.rim(bowl),
        p.form(bowl, BRASS),
        p.form(ellipse(0, -97, 30, 7), "#7a2430"),
        *(p.flat(ellipse(x, -76, 4), RED) for x in (-14, 0, 14)),
    ]


def pot(p: Paint) -> list[Node]:
    body = smooth([(-28, -82), (-46, -50), (-34, -8), (34, -8), (46, -50), (28, -82)])
    return [
        p.rim(body),
        p.form(body, CLAY),
        p.form(rectangle(-34, -94, 68, 14, 6), lighter(CLAY, 0.12)),
        p.line(smooth([(-42, -44), (0, -36), (42, -44)], closed=False), darker(CLAY, 0.35), 4),
    ]


def pitcher(p: Paint) -> list[Node]:
    body = smooth(
        [(-20, -92), (-18, -70), (-38, -40), (-28, -4), (28, -4), (38, -40), (20, -70), (26, -92), (34, -98), (0, -90)],
        tension=0.8,
    )
    handle = p.line(smooth([(-18, -86), (-48, -78), (-50, -44), (-34, -32)], closed=False), "#7d93a4", 8)
    return [
        handle,
        p.rim(body),
        p.form(body, "#8fa6b4"),
        p.line(smooth([(-33, -30), (0, -24), (33, -30)], closed=False), "#3f6a8a", 5),
    ]


def teapot(p: Paint) -> list[Node]:
    body = ellipse(0, -40, 44, 38)
    spout = limb([(34, -34), (58, -46), (68, -74)], [13, 9, 6])
    handle = p.line(smooth([(-36, -60), (-72, -58), (-70, -22), (-38, -20)], closed=False), "#4a8a94", 8)
    return [
        handle,
        p.form(spout, "#5a9aa4"),
        p.rim(body),
        p.form(body, "#5a9aa4"),
        p.form(ellipse(0, -74, 27, 9), lighter("#5a9aa4", 0.2)),
        p.form(ellipse(0, -88, 7), BRASS),
    ]


def cauldron(p: Paint) -> list[Node]:
    body = smooth([(-40, -72), (-50, -40), (-26, -8), (26, -8), (50, -40), (40, -72)])
    return [
        p.form(rectangle(-30, -14, 9, 14), "#2c2c34"),
        p.form(rectangle(21, -14, 9, 14), "#2c2c34"),
        p.rim(body),
        p.form(body, "#3c3c46"),
        p.form(ellipse(0, -72, 44, 10), "#55555f"),
        p.flat(ellipse(0, -73, 36, 7), "#6a9a4c"),
    ]


def bottle(p: Paint) -> list[Node]:
    body = smooth([(-8, -92), (-8, -70), (-22, -54), (-22, -4), (22, -4), (22, -54), (8, -70), (8, -92)], tension=0.5)
    return [
        p.rim(body),
        p.form(body, "#4f8a5c"),
        p.form(rectangle(-18, -44, 36, 28, 3), PAPER),
        p.form(rectangle(-7, -100, 14, 12, 3), "#a9825a"),
        Shape(rectangle(-16, -54, 5, 46, 2), "#ffffff", opacity=0.3),
    ]


def bucket(p: Paint) -> list[Node]:
    body = polygon([(-38, -70), (38, -70), (28, 0), (-28, 0)])
    handle = p.line(smooth([(-37, -68), (-20, -98), (20, -98), (37, -68)], closed=False), IRON, 4)
    bands = [p.line(polygon([(-35 + k * 4, y), (35 - k * 4, y)], False), IRON, 5) for k, y in ((0, -52), (1.4, -16))]
    return [handle, p.rim(body), p.form(body, "#a9794a"), p.form(ellipse(0, -70, 38, 8), "#5f97b0"), *bands]


def basket(p: Paint) -> list[Node]:
    body = smooth([(-48, -52), (-38, -4), (38, -4), (48, -52)], tension=0.5)
    handle = p.line(smooth([(-40, -50), (-30, -96), (30, -96), (40, -50)], closed=False), "#8f6434", 6)
    rows = [
        p.line(smooth([(-44 + k * 3, y), (0, y + 5), (44 - k * 3, y)], closed=False), "#8f6434", 2.5)
        for k, y in ((0, -40), (1, -28), (2, -16))
    ]
    return [handle, p.rim(body), p.form(body, "#c39352"), *rows, p.form(ellipse(0, -52, 49, 8), "#d8ac68")]


def box(p: Paint) -> list[Node]:
    front = rectangle(-46, -64, 92, 64, 3)
    return [
        p.rim(front),
        p.form(front, "#a97c4c"),
        p.form(polygon([(-46, -64), (-32, -82), (60, -82), (46, -64)]), lighter("#a97c4c", 0.18)),
        p.form(polygon([(46, -64), (60, -82), (60, -14), (46, 0)]), darker("#a97c4c", 0.25)),
        p.line(polygon([(-46, -32), (46, -32)], False), darker("#a97c4c", 0.35), 2.5),
    ]


def parcel(p: Paint) -> list[Node]:
    front = rectangle(-48, -76, 96, 76, 4)
    bow = [p.form(ellipse_turned(k * 15, -86, 16, 8, k * 24), RED) for k in (-1, 1)]
    return [
        p.rim(front),
        p.form(front, "#c09a68"),
        p.flat(rectangle(-6, -76, 12, 76), RED),
        p.flat(rectangle(-48, -44, 96, 11), RED),
        *bow,
        p.form(ellipse(0, -80, 7), darker(RED, 0.15)),
    ]


def chest(p: Paint) -> list[Node]:
    lid = smooth([(-52, -46), (-50, -74), (-30, -88), (30, -88), (50, -74), (52, -46)], tension=0.7)
    return [
        p.form(rectangle(-52, -48, 104, 48, 4), WOOD),
        p.rim(lid),
        p.form(lid, lighter(WOOD, 0.08)),
        *(p.form(rectangle(x, -84, 9, 84, 2), BRASS) for x in (-40, 31)),
        p.form(rectangle(-10, -56, 20, 20, 4), BRASS),
        p.flat(ellipse(0, -46, 3.5), "#2a2024"),
    ]


def suitcase(p: Paint) -> list[Node]:
    body = rectangle(-56, -72, 112, 72, 10)
    return [
        p.line(smooth([(-16, -72), (-14, -90), (14, -90), (16, -72)], closed=False), "#4a3024", 6),
        p.rim(body),
        p.form(body, "#8a5234"),
        *(p.form(rectangle(x, -72, 10, 72), "#5f3824") for x in (-38, 28)),
        p.form(rectangle(-8, -50, 16, 9, 2), BRASS),
    ]


def purse(p: Paint) -> list[Node]:
    body = smooth([(-16, -70), (-44, -36), (-34, -2), (34, -2), (44, -36), (16, -70)])
    frill = smooth([(-14, -72), (-30, -96), (-10, -88), (0, -98), (10, -88), (30, -96), (14, -72)], tension=0.6)
    return [
        p.form(frill, "#9a6a3c"),
        p.rim(body),
        p.form(body, "#9a6a3c"),
        p.line(smooth([(-18, -70), (0, -65), (18, -70)], closed=False), "#e0b23c", 5),
        p.form(ellipse(30, -6, 12, 5), "#e0b23c"),
    ]


VESSELS = {
    "cup": cup,
    "goblet": goblet,
    "pot": pot,
    "pitcher": pitcher,
    "teapot": teapot,
    "cauldron": cauldron,
    "bottle": bottle,
    "bucket": bucket,
    "basket": basket,
    "box": box,
    "chest": chest,
    "suitcase": suitcase,
    "purse": purse,
}
"""Drawings by name."""
