"""Lamps, candles and fires: what lights a room after dark."""

from generation.animatic.art import Group, Node, Path, Shape, polygon, rectangle, smooth
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
    straight,
    strokes,
    vertical,
)
from generation.animatic.motifs.furniture import DARK_WOOD, box, jars
from generation.animatic.motifs.houses import lamp_light
from generation.animatic.motifs.interiors import lamp_of
from generation.animatic.motifs.paint import Paint


def fireplace(paint: Paint, x: float, y: float, width: float, height: float) -> tuple[list[Node], list[Node]]:
    """A hearth: what is still, and its flames and their light."""
    stone = paint.local("#9a8a80", 0.35)
    left, top = x - width / 2, y - height
    hearth = rectangle(left + width * 0.2, y - height * 0.62, width * 0.6, height * 0.62, width * 0.14)
    rows: list[Path] = []
    for k in range(1, 7):
        rows.append(polygon([(left, y - height * k / 7), (left + width, y - height * k / 7)], closed=False))
    still: list[Node] = [
        block(
            left + width * 0.08,
            top - 420,
            width * 0.84,
            430,
            across(left, left + width, (0.0, paint.deep(stone, 0.2)), (1.0, paint.deep(stone, 0.4))),
        ),
        *box(paint, x, y, width, height, stone),
        strokes(rows, paint.deep(stone, 0.4), 2.0, 0.6),
        fill(hearth, paint.deep(paint.scheme.shadow, 0.3)),
        block(left - width * 0.07, top - 8, width * 1.14, 20, paint.local(DARK_WOOD), radius=3),
        *candle(paint, left + width * 0.12, top - 8, 34.0),
        *jars(paint, f"mantel {x:.0f}", x + width * 0.05, x + width * 0.45, top - 8, 38.0),
        fill(joined(rectangle(x + dx, y - 18, 64, 12, 6) for dx in (-56, -12, -32)), paint.local("#5a3f30")),
    ]
    warm = mix(paint.scheme.accent, "#ff9a4a", 0.4)
    return still, [
        *flames(x, y - 14, height * 0.4, warm),
        Group(
            (glow(x, y - 40, width * 1.5, warm, 0.5), glow(x, y + 34, width * 1.6, warm, 0.42, 0.2)), opacity=flicker(x)
        ),
    ]


def flames(x: float, y: float, height: float, colour: str) -> list[Node]:
    """Three tongues of fire that lick upwards."""
    import math

    nodes: list[Node] = []
    for k, (dx, tall, tint) in enumerate(
        ((-0.2, 0.8, colour), (0.22, 0.7, colour), (0.0, 1.0, mix(colour, "#ffe9a0", 0.5)), (0.02, 0.6, "#fff6d8"))
    ):

        def tongue(t: float, k: int = k, dx: float = dx, tall: float = tall) -> Path:
            h = height * tall * (0.86 + 0.16 * math.sin(t * 9.0 + k * 2.1))
            lean = height * 0.12 * math.sin(t * 5.3 + k * 1.7)
            cx, w = x + dx * height, height * 0.24 * (0.7 + 0.3 * tall)
            return Path(
                (
                    ("M", cx - w, y),
                    ("C", cx - w * 1.2, y - h * 0.4, cx - w * 0.1 + lean * 0.4, y - h * 0.5, cx + lean, y - h),
                    ("C", cx + w * 0.4 + lean * 0.3, y - h * 0.55, cx + w * 1.2, y - h * 0.35, cx + w, y),
                    ("Z",),
                )
            )

        nodes.append(Shape(tongue, tint, opacity=0.92))
    return nodes


def candle(paint: Paint, x: float, y: float, height: float) -> list[Node]:
    """A candle that burns when it is dark."""
    wax = paint.local("#efe3c8", 0.2)
    nodes: list[Node] = [block(x - height * 0.16, y - height * 0.7, height * 0.32, height * 0.7, wax, radius=2)]
    if paint.dark:
        nodes += [
            glow(x, y - height * 0.9, height * 2.4, paint.scheme.accent, 0.6),
            blob(
                [
                    (x, y - height * 1.3),
                    (x + height * 0.12, y - height * 0.85),
                    (x, y - height * 0.7),
                    (x - height * 0.12, y - height * 0.85),
                ],
                "#fff2c0",
            ),
        ]
    return nodes


def floor_lamp(paint: Paint, x: float, y: float, height: float) -> list[Node]:
    """A standing lamp; lit, it throws light up and down."""
    if drawn := lamp_of(paint, "floor", x, y, height):
        return drawn
    iron, shade = paint.local("#4b423f"), lamp_light(paint) if paint.dark else paint.local("#e2d0a8", 0.3)
    w = height * 0.13
    top = y - height
    nodes: list[Node] = [disc(x, y, w, iron, 6), block(x - 3.5, top + w, 7, height - w, iron, radius=3)]
    if paint.dark:
        cone = Path(
            (
                ("M", x - w, top + w * 1.3),
                ("L", x + w, top + w * 1.3),
                ("L", x + w * 3.4, y + 10),
                ("L", x - w * 3.4, y + 10),
                ("Z",),
            )
        )
        nodes += [
            fill(cone, vertical(top + w, y, (0.0, paint.scheme.accent, 0.34), (1.0, paint.scheme.accent, 0.0))),
            glow(x, top + w * 0.6, height * 0.95, paint.scheme.accent, 0.6),
            glow(x, y + 6, w * 4.6, paint.scheme.accent, 0.4, 0.2),
        ]
    return [
        *nodes,
        facet(
            [(x - w * 0.6, top), (x + w * 0.6, top), (x + w * 1.05, top + w * 1.35), (x - w * 1.05, top + w * 1.35)],
            across(x - w, x + w, (0.0, paint.deep(shade, 0.16)), (0.5, shade), (1.0, paint.deep(shade, 0.22))),
        ),
    ]


def hanging_lamp(paint: Paint, x: float, y: float, size: float) -> list[Node]:
    """A lamp on a cord from above, over (x, y), with its cone of light."""
    if drawn := lamp_of(paint, "hanging", x, y, size):
        return drawn
    iron = paint.local("#3f4a4d", 0.4)
    nodes: list[Node] = [straight([(x, -320), (x, y - size * 0.5)], paint.deep(iron, 0.4), 3.0)]
    if paint.dark:
        beam = Path(
            (
                ("M", x - size * 0.8, y),
                ("L", x + size * 0.8, y),
                ("L", x + size * 4.4, 800.0),
                ("L", x - size * 4.4, 800.0),
                ("Z",),
            )
        )
        nodes += [
            Group(
                (fill(beam, vertical(y, 800, (0.0, paint.scheme.accent, 0.3), (1.0, paint.scheme.accent, 0.02))),),
                blur=8.0,
            ),
            glow(x, y + 4, size * 5.6, paint.scheme.accent, 0.55),
            disc(x, y + 2, size * 0.34, "#fff4d0", size * 0.26),
        ]
    return [
        *nodes,
        Shape(
            smooth(
                [
                    (x - size, y + 2),
                    (x - size * 0.72, y - size * 0.34),
                    (x, y - size * 0.62),
                    (x + size * 0.72, y - size * 0.34),
                    (x + size, y + 2),
                    (x, y - 4),
                ],
                tension=0.6,
            ),
            across(x - size, x + size, (0.0, paint.bright(iron, 0.2)), (1.0, paint.deep(iron, 0.4))),
        ),
    ]


def table_lamp(paint: Paint, x: float, y: float) -> list[Node]:
    """A lamp with its foot at (x, y)."""
    if drawn := lamp_of(paint, "table", x, y, 72.0):
        return drawn
    shade = mix(paint.scheme.accent, "#fff3cf", 0.45) if paint.dark else paint.local("#e6d2a4", 0.3)
    return [
        blob(
            [(x - 12, y), (x - 16, y - 20), (x - 4, y - 36), (x + 4, y - 36), (x + 16, y - 20), (x + 12, y)],
            paint.local("#5f7d86"),
        ),
        facet([(x - 16, y - 72), (x + 16, y - 72), (x + 32, y - 34), (x - 32, y - 34)], shade),
    ]
