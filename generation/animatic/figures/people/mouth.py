"""Mouths that speak, and the beards around them. Head units (see `expression`)."""

from collections.abc import Callable
from dataclasses import dataclass

from generation.animatic.art import (
    Group,
    Linear,
    Node,
    Path,
    Point,
    Shape,
    Stop,
    Stroke,
    Timed,
    scale,
    shift,
    smooth,
)
from generation.animatic.colour import darker, lighter, mix, saturated
from generation.animatic.figures.people.expression import Lips
from generation.animatic.figures.people.face import Head, gaping, skull


@dataclass(frozen=True)
class _Mouth:
    """The parts of one mouth as outlines over time; (x, y) is its middle, `narrow` what the view takes of its width."""

    shape: Timed[Lips]
    x: float
    y: float
    narrow: float
    full: float
    """Thickness of the lips."""

    def lips(self, t: float) -> Lips:
        return self.shape(t) if callable(self.shape) else self.shape

    def rows(self, t: float, grow: float = 0.0) -> tuple[list[Point], list[Point]]:
        """The upper edge from left to right and the lower one back, `grow` outside the opening."""
        m, x, y = self.lips(t), self.x, self.y
        w = (m.wide + grow * 0.5) * self.narrow
        corner, up, down = y - m.corner * 0.55, m.up + grow, m.down + grow * 1.15
        bend = m.corner * 0.45
        arch = ((-0.5, 0.5, 0.86), (-0.16, 0.75, 1.0), (0.0, 0.8, 0.86), (0.16, 0.75, 1.0), (0.5, 0.5, 0.86))
        top = [(x - w, corner), *((x + w * k, y + bend * b - up * u) for k, b, u in arch), (x + w, corner)]
        low = [
            (x + w * k, y + bend * b + down * d) for k, b, d in ((0.62, 0.7, 0.72), (0.0, 1.0, 1.0), (-0.62, 0.7, 0.72))
        ]
        return top, low

    def red(self, t: float) -> Path:
        top, low = self.rows(t, self.full)
        return smooth([*top, *low], tension=0.8)

    def gap(self, t: float) -> Path:
        top, low = self.rows(t)
        return smooth([*top, *low], tension=0.8)

    def teeth(self, t: float) -> Path:
        """The upper row, hanging from the upper lip."""
        m, x = self.lips(t), self.x
        gap = m.up + m.down
        depth = max(0.0, min(gap * 0.62, 7.5 * m.teeth) if m.teeth < 0.95 else min(gap * 0.85, 7.5))
        (lx, ly), *arch, (rx, ry) = self.rows(t)[0]
        (ax, ay), (bx, by) = arch[0], arch[-1]
        row = [((ax + lx * 0.8) / 1.8, (ay + ly * 0.8) / 1.8), *arch, ((bx + rx * 0.8) / 1.8, (by + ry * 0.8) / 1.8)]
        inner = [(px * 0.97 + x * 0.03, py + 0.8) for px, py in row]
        depths = (0.35, 0.85, 1.0, 1.0, 1.0, 0.85, 0.35)
        under = [(px * 0.985 + x * 0.015, py + depth * k) for (px, py), k in zip(inner, depths, strict=True)]
        return smooth([*inner, *reversed(under)], tension=0.5)

    def tongue(self, t: float) -> Path:
        m = self.lips(t)
        (rx, ry), (bx, by), (lx, ly) = self.rows(t)[1]
        rise = 8.0 * m.tongue * min(1.0, m.down / 10)
        left, right = (lx * 0.7 + bx * 0.3, ly - 1), (rx * 0.7 + bx * 0.3, ry - 1)
        return smooth([left, (bx, by - rise - 2), right, (bx, by - 1)], tension=0.8)

    def moving(self, path: Callable[[float], Path]) -> Timed[Path]:
        """A part that moves only if the mouth speaks."""
        return path if callable(self.shape) else path(0.0)


def mouth(head: Head, shape: Timed[Lips]) -> list[Node]:
    """The mouth: lips, the dark between them, teeth and tongue."""
    brush, skin, person = head.brush, head.skin, head.person
    x, y, narrow = head.across(0.0) * 1.02, 66 + head.drop * 0.55, head.narrow(0.12)
    drawn = _Mouth(shape, x, y, narrow, 5.2 if person.woman else 3.4)
    lip = mix(brush.shade(saturated(skin, 1.25), 0.18), brush.skin("#b8424e"), 0.46 if person.woman else 0.2)
    line = mix(brush.shade(skin, 0.62), brush.skin("#5a1a22"), 0.5)
    chin = smooth([(x - 10 * narrow, y + 21), (x, y + 24), (x + 10 * narrow, y + 21)], closed=False)
    crease = Shape(chin, None, Stroke(brush.shade(skin, 0.36), 3.6, 0.42))
    gape = gaping(shape)
    sinking = (lambda t: shift(0.0, gape(t))) if callable(gape) else shift(0.0, gape)
    nodes: list[Node] = [Group((crease,), transform=sinking)]
    if person.beard in {"", "stubble", "moustache"}:
        stops = (Stop(0, darker(lip, 0.12)), Stop(0.5, lip), Stop(1, lighter(lip, 0.16)))
        fill = Linear((x, y - 8), (x, y + 16), stops)
        nodes.append(Shape(drawn.moving(drawn.red), fill, opacity=0.92 if person.woman else 0.62))
    nodes.append(Shape(drawn.moving(drawn.gap), brush.skin("#4a1620"), Stroke(line, 3.4)))
    if callable(shape) or drawn.lips(0.0).down > 2:
        nodes.append(Shape(drawn.moving(drawn.tongue), brush.skin("#c4616a")))
        nodes.append(Shape(drawn.moving(drawn.teeth), brush.skin("#f6f1e8")))
    return nodes


def beard(head: Head, gape: Timed[float] = 0.0) -> list[Node]:
    """Beard and moustache; the mouth is drawn over them. The beard goes down with the jaw."""
    nodes, root = _hairs(head), (0.0, 40.0)
    if not nodes or not callable(gape):
        return nodes
    return [Group(tuple(nodes), transform=lambda t: scale(1.0, 1 + gape(t) / 66.0, root))]


def _hairs(head: Head) -> list[Node]:
    kind = head.person.beard
    if not kind:
        return []
    brush = head.brush
    colour = brush.tone(mix(head.person.hair, "#000000", 0.04))
    x, c = head.across(0.0), head.across
    y = 66 + head.drop * 0.5
    moustache = smooth(
        [
            (x - 3, y - 15),
            (x + 3, y - 15),
            (x + 15 * head.narrow(0.2), y - 14),
            (x + 29 * head.narrow(0.3), y - 1),
            (x + 22 * head.narrow(0.3), y - 1),
            (x, y - 6),
            (x - 22, y - 1),
            (x - 31, y),
            (x - 16, y - 14),
        ],
        tension=0.8,
    )
    if kind == "moustache":
        return [
            Shape(moustache, brush.across(colour, 40, x), head.ink(1.8)),
            _strands([[(x - 4, y - 13), (x - 20, y - 6)], [(x + 4, y - 13), (x + 18, y - 6)]], colour),
        ]
    low = {"stubble": 101.0, "short": 106.0, "full": 126.0, "long": 196.0}[kind]
    left = -86 if head.yaw == 0 else -64
    right = 86 if head.yaw == 0 else 82
    jaw = head.person.jaw * 4
    top = [
        (c(-0.62), 48),
        (x - 36, 42),
        (x - 22, 50),
        (x, 46),
        (x + 22 * head.narrow(0.3), 50),
        (x + 34 * head.narrow(0.4), 42),
        (c(0.7), 48),
    ]
    if head.yaw == 0:
        side = [(82, 14), (85, 44), (68 + jaw, 82), (34, low - 4)]
        around = [(82, 12), *side[1:], (0, low + 3), *[(-px, py) for px, py in reversed(side[1:])], (-82, 12)]
        shape = [(-82, 12), *top, *around[:-1]]
    else:
        around = [
            (right - 2, 40),
            (76, 78),
            (58, low - 4),
            (34, low + 3),
            (4, low - 6),
            (-34 - jaw, 84),
            (left - 2, 46),
            (left + 8, 10),
        ]
        shape = [around[-1], (left + 24, 30), *top, *around[:-1]]
    path = smooth(shape, tension=0.7)
    if kind == "stubble":
        shadow = Shape(path + moustache, mix(colour, head.skin, 0.4), opacity=0.34)
        return [Group((shadow,), clip=skull(head), name="stubble")]
    strands: list[list[Point]] = [
        [(x - 44, 64), (x - 38, min(low - 14, 104))],
        [(x - 18, 92), (x - 14, low - 8)],
        [(x + 12, 92), (x + 8, low - 6)],
        [(x + 36 * head.narrow(0.4), 64), (x + 30 * head.narrow(0.4), min(low - 16, 104))],
    ]
    # Ink goes around the beard where it ends the face; on the cheeks the hair just begins.
    ink = head.ink(2.2)
    line = [Shape(smooth(around, closed=False, tension=0.7), None, ink)] if ink else []
    return [
        Shape(path, brush.across(colour, 80, x * 0.5)),
        *line,
        _strands(strands, colour),
        Shape(moustache, brush.across(lighter(colour, 0.05), 40, x)),
    ]


def _strands(lines: list[list[Point]], colour: str) -> Shape:
    path = smooth(lines[0], closed=False)
    for line in lines[1:]:
        path = path + smooth(line, closed=False)
    return Shape(path, None, Stroke(darker(colour, 0.35), 2.4, 0.5))
