"""Eyes that look and blink, brows, glasses. Head units (see `expression`)."""

from collections.abc import Callable
from dataclasses import dataclass

from generation.animatic.art import (
    Group,
    Linear,
    Matrix,
    Node,
    Path,
    Point,
    Shape,
    Stop,
    Stroke,
    Timed,
    ellipse,
    polygon,
    smooth,
)
from generation.animatic.colour import darker, lighter, lightness, mix, saturated
from generation.animatic.figures.people.expression import Feeling
from generation.animatic.figures.people.face import Head
from generation.animatic.port_tree import at


@dataclass(frozen=True, slots=True)
class _Eye:
    """One eye's place and measures; `inner` is the direction to the nose (-1 or 1 in x)."""

    x: float
    y: float
    wide: float
    high: float
    inner: float


def _eyes(head: Head) -> list[_Eye]:
    wide, high = (19.0, 17.0) if head.child else (19.0, 14.5) if head.person.woman else (17.5, 13.0)
    if head.person.age == "old":
        high -= 1.5
    if "one-eye" in head.person.marks:
        return [_Eye(head.across(0.0), -6 + head.drop, 34.0 * head.narrow(0.0), 25.0, 1)]
    spread = 0.4
    eyes: list[_Eye] = []
    for side in (-1, 1):
        # In three-quarter view the far eye keeps a margin to the edge of the face.
        u = side * (spread if side < 0 or head.yaw == 0 else 0.35)
        eyes.append(_Eye(head.across(u), 2 + head.drop, wide * min(1.0, head.narrow(u)), high, -side))
    return eyes


def _upper(eye: _Eye, drop: float) -> list[Point]:
    """The upper lid's line, from the inner corner to the outer; `drop` 0 is open, 1 lies on the lower lid."""
    i, w, h = eye.inner, eye.wide, eye.high
    rows = (
        (1.0, 3.0, 3.0),
        (0.55, -0.62 * h, 0.62 * h),
        (0.0, -h, 0.86 * h),
        (-0.55, -0.8 * h, 0.7 * h),
        (-1.0, -1.5, 0.5),
    )
    return [(eye.x + i * k * w, eye.y + top + (low - top) * drop) for k, top, low in rows]


def _lower(eye: _Eye, rise: float) -> list[Point]:
    i, w, h = eye.inner, eye.wide, eye.high
    return [
        (eye.x + i * k * w, eye.y + y - rise * lift * h)
        for k, y, lift in (
            (1.0, 3.0, 0),
            (0.5, 0.7 * h, 0.9),
            (0.0, 0.88 * h, 1.1),
            (-0.55, 0.66 * h, 0.9),
            (-1.0, 0.0, 0),
        )
    ]


def eyes(head: Head, blink: Callable[[float], float], gaze: Callable[[float], Point], look: Timed[float]) -> list[Node]:
    """Both eyes: ball, iris with light in it, lids that blink, lashes. `look` shifts the gaze down (1) or up (-1)."""
    nodes: list[Node] = []
    for side, eye in zip((-1, 1), _eyes(head), strict=False):
        if head.person.patch and side > 0:
            nodes += _patch(head, eye)
            continue
        nodes += _eye(head, eye, blink, gaze, look)
    return nodes


def _patch(head: Head, eye: _Eye) -> list[Node]:
    dark = head.brush.tone("#221d26")
    band = smooth([(-78 if head.yaw == 0 else -60, -30), (eye.x, -26 + head.drop), (84, 8)], closed=False)
    return [Shape(band, None, Stroke(dark, 5)), Shape(ellipse(eye.x, eye.y, eye.wide * 1.15, eye.high * 1.4), dark)]


def _eye(
    head: Head, eye: _Eye, blink: Callable[[float], float], gaze: Callable[[float], Point], look: Timed[float]
) -> list[Node]:
    brush, skin, feeling, mood = head.brush, head.skin, head.feeling, head.mood
    white = mix(brush.skin("#f7f3ee"), skin, 0.06)
    outline = smooth([*_upper(eye, 0.0), *reversed(_lower(eye, 0.0)[1:-1])], tension=0.95)
    lid_skin = brush.shade(saturated(skin, 1.08), 0.13 if not head.person.woman else 0.19)
    dark = mix(brush.tone("#1d1419"), head.brush.tone(head.person.hair), 0.18)
    iris = _iris(head, eye, gaze, look)
    ball = Shape(
        outline,
        Linear(
            (eye.x, eye.y - eye.high),
            (eye.x, eye.y + eye.high * 0.4),
            (Stop(0, mix(white, brush.shade(skin, 0.4), 0.42)), Stop(0.6, white), Stop(1, white)),
        ),
    )

    # Blinks are rare, so that only the feeling tells whether an eye moves.
    wakes = feeling.lid < 1 or mood is not None

    def drop(t: float) -> float:
        closed = mood(t).lid if mood else feeling.lid
        return closed + (1.0 - closed) * blink(t)

    def lid(t: float) -> Path:
        line = _upper(eye, drop(t))
        top = [
            (x + eye.inner * dx, y - dy)
            for (x, y), dx, dy in zip(_upper(eye, -0.06), (1.5, 1, 0, -1, -1.5), (2, 4.5, 5, 4.5, 2), strict=True)
        ]
        return smooth([*line, *reversed(top)], tension=0.9)

    flick = (3.5 if head.person.woman else 1.0) * (1.0 if eye.inner > 0 or head.yaw == 0 else 0.3)

    def lash(t: float) -> Path:
        line = _upper(eye, drop(t))
        (ox, oy) = line[-1]
        return smooth([*line, (ox - eye.inner * flick, oy - flick * 0.9 + 3 * drop(t))], closed=False)

    line = [(x - eye.inner, y - (7 if head.child else 6.5)) for x, y in _upper(eye, -0.05)[1:]]
    return [
        Group((ball, iris), clip=outline, name="eye"),
        *_lower_lid(head, eye, lid_skin),
        Shape(lid if wakes else lid(0.0), lid_skin),
        Shape(
            head.felt(lambda felt: smooth(_lower(eye, felt.lower)[1:], closed=False)),
            None,
            Stroke(brush.shade(skin, 0.5), 2.0, 0.55),
        ),
        Shape(smooth(line, closed=False), None, Stroke(brush.shade(skin, 0.4), 2.4, 0.6)),
        Shape(lash if wakes else lash(0.0), None, Stroke(dark, 5.0 if head.person.woman else 4.0)),
    ]


def _lower_lid(head: Head, eye: _Eye, colour: str) -> list[Node]:
    """The cheek that a smile or a frown pushes up under the eye."""
    if head.feeling.lower <= 0 and head.mood is None:
        return []
    corners = [
        (eye.x - eye.inner * eye.wide, eye.y + eye.high + 4),
        (eye.x + eye.inner * eye.wide, eye.y + eye.high + 4),
    ]
    stops = (Stop(0, colour), Stop(0.75, head.skin, 0.9), Stop(1, head.skin, 0.0))
    fill = Linear((0, eye.y), (0, eye.y + eye.high + 6), stops)
    path = head.felt(lambda felt: smooth([*_lower(eye, felt.lower), *corners], tension=0.7))
    return [Shape(path, fill, opacity=head.felt(lambda felt: min(1.0, max(0.0, felt.lower / 0.05))))]


def _iris(head: Head, eye: _Eye, gaze: Callable[[float], Point], look: Timed[float]) -> Group:
    brush, mood = head.brush, head.mood
    r = eye.high * (0.86 if not head.child else 0.84) * head.feeling.iris
    colour = brush.skin(head.person.eyes)
    squeeze = min(1.0, eye.wide / 17.0)
    base = eye.x + (eye.inner * -0.0) + (4.5 if head.yaw else 0.0) * squeeze

    def place(t: float) -> Matrix:
        gx, gy = gaze(t)
        size = mood(t).iris / head.feeling.iris if mood else 1.0
        y = eye.y - 0.5 + (gy * 0.25 + at(look, t) * 0.3) * eye.high
        return Matrix(a=squeeze * size, d=size, e=base + gx * eye.wide * 0.34, f=y)

    fill = Linear(
        (0, -r),
        (0, r),
        (Stop(0, darker(colour, 0.5)), Stop(0.5, colour), Stop(1, lighter(saturated(colour, 1.2), 0.3))),
    )
    glint = mix("#ffffff", head.brush.scheme.sun, 0.15)
    return Group(
        (
            Shape(ellipse(0, 0, r), fill, Stroke(darker(colour, 0.66), r * 0.16)),
            Shape(ellipse(0, 0.5, r * 0.46), brush.skin("#120c12")),
            Shape(
                ellipse(brush.sign * r * 0.34, -r * 0.38, r * 0.27)
                + ellipse(-brush.sign * r * 0.36, r * 0.42, r * 0.13),
                glint,
                opacity=0.95,
            ),
        ),
        transform=place if head.feeling.lid < 1 or mood else place(0.0),
        name="iris",
    )


def brows(head: Head) -> list[Node]:
    """Brows: tapered strokes of hair."""
    person = head.person
    colour = mix(darker(head.brush.tone(person.hair), 0.28), head.brush.shade(head.skin, 0.5), 0.12)
    thick = (5.4 if head.child else 7.0) * person.brow
    return [Shape(head.felt(lambda feeling: _brows(head, feeling, thick)), colour)]


def _brows(head: Head, feeling: Feeling, thick: float) -> Path:
    path: Path | None = None
    for eye in _eyes(head):
        y, w, i = eye.y - eye.high - (13 if not head.child else 15), eye.wide * 1.18, eye.inner
        inner, middle, outer = (
            (eye.x + i * w * 0.86, y + feeling.brow_in + 3),
            (eye.x - i * w * 0.12, y - 4 + (feeling.brow_in + feeling.brow_out) * 0.42),
            (eye.x - i * w * 1.06, y + 5 + feeling.brow_out),
        )
        brow = smooth(
            [
                (inner[0] + i * 1, inner[1] + thick * 0.1),
                (inner[0] - i * 1, inner[1] - thick * 0.55),
                (middle[0], middle[1] - thick * 0.5),
                outer,
                (middle[0] + i * 1, middle[1] + thick * 0.5),
                (inner[0], inner[1] + thick * 0.6),
            ],
            tension=0.85,
        )
        path = brow if path is None else path + brow
    return path or ellipse(0, 0, 0)


def glasses(head: Head) -> list[Node]:
    """Round spectacles."""
    if not head.person.glasses or "one-eye" in head.person.marks:
        return []
    frame = head.brush.tone("#c9a24a" if lightness(head.person.hair) < 0.3 else "#4a3326")
    path: Path | None = None
    eyes_ = _eyes(head)
    for eye in eyes_:
        ring = ellipse(eye.x + (2 if head.yaw else 0), eye.y + 2, eye.wide * 1.36, 25)
        path = ring if path is None else path + ring
    near, far = eyes_
    bridge = smooth(
        [
            (near.x + near.wide * 1.3 + 1, near.y - 2),
            ((near.x + far.x) / 2 + 2, near.y - 8),
            (far.x - far.wide * 1.3 + 3, near.y - 2),
        ],
        closed=False,
    )
    arms = polygon([(near.x - near.wide * 1.34, near.y - 4), (-84 if head.yaw == 0 else -44, near.y - 4)], closed=False)
    if head.yaw == 0:
        arms = arms + polygon([(far.x + far.wide * 1.34, near.y - 4), (84, near.y - 4)], closed=False)
    glare = Linear(
        (-60, -30), (80, 30), (Stop(0, "#ffffff", 0.22), Stop(0.5, "#ffffff", 0.04), Stop(1, "#ffffff", 0.16))
    )
    assert path is not None
    return [Shape(path, glare, Stroke(frame, 3.6)), Shape(bridge + arms, None, Stroke(frame, 3.4))]
