"""Hair styles: what lies behind the head and what over it, in three views. Head units (see `expression`)."""

from collections.abc import Sequence
from dataclasses import dataclass

from generation.animatic.art import Group, Node, Shape, Stroke, ellipse, smooth, turn
from generation.animatic.colour import lighter
from generation.animatic.figures.people.brush import living
from generation.animatic.figures.people.face import Head
from generation.animatic.figures.people.locks import (
    Points,
    arc,
    braid,
    fall,
    flow,
    hanging,
    light,
    lobes,
    rim,
    scallop,
    skullcap,
    strands,
    swinging,
)


@dataclass(frozen=True)
class Hair:
    """Hair as nodes in head units: behind the body, over the face, and between the two."""

    back: Sequence[Node]
    front: Sequence[Node]
    under: Sequence[Node] = ()
    """What comes forward over the shoulder from behind the jaw."""


def hair(head: Head, away: bool, phase: float) -> Hair:
    """The person's hair."""
    style = head.person.hair_style
    colour = head.brush.tone(head.person.hair)
    if away:
        return _from_behind(head, style, colour, phase)
    if style == "bald":
        return Hair([], [])
    if style in {"curly", "afro"}:
        return _curls(head, style, colour)
    if style == "balding":
        return _balding(head, colour)
    line, bulk, side = {
        "crop": ("high", 3.0, -4.0),
        "side": ("part", 9.0, 2.0),
        "swept": ("high", 12.0, 0.0),
        "tousled": ("soft", 12.0, 2.0),
        "bowl": ("fringe", 10.0, 16.0),
        "pixie": ("soft", 9.0, 14.0),
        "bob": ("fringe", 14.0, 30.0),
        "long": ("middle", 9.0, 34.0),
        "wavy": ("middle", 14.0, 34.0),
        "braid": ("soft", 8.0, 14.0),
        "ponytail": ("high", 7.0, 2.0),
        "bun": ("part", 7.0, 4.0),
        "pigtails": ("middle", 8.0, 12.0),
    }.get(style, ("part", 8.0, 4.0))
    brush = head.brush
    fill = brush.across(colour, 100)
    cap: list[Node] = [Shape(skullcap(head, line, bulk, side), fill, head.ink(2.4))]
    cap += _locks(head, style, colour)
    cap += [strands(colour, *flow(head, line, bulk)), light(head, colour, bulk)]
    if not head.person.hat and style not in {"tousled", "swept"}:
        cap.append(rim(head, bulk))
    under = [braid(head, (70, 52), colour, phase, 7)] if style == "braid" and head.yaw == 0 else []
    return Hair(_behind(head, style, colour, phase), cap, under)


def _behind(head: Head, style: str, colour: str, phase: float) -> list[Node]:
    brush = head.brush
    shade = brush.across(brush.shade(colour, 0.18), 110)
    three = head.yaw > 0
    swing = swinging(phase)
    match style:
        case "bob":
            return [Shape(fall(head, 96, 12, 6), shade, head.ink())]
        case "long" | "wavy":
            curl = 14.0 if style == "wavy" else 2.0
            path = fall(head, 206 if style == "long" else 184, 12 + curl * 0.6, curl)
            x = -40 if three else 0
            lines = [[(x - 40 + k * 26, 20), (x - 46 + k * 28, 90), (x - 44 + k * 27, 170)] for k in range(4)]
            return [
                Group(
                    (Shape(path, shade, head.ink()), strands(colour, *lines, width=3, opacity=0.3)),
                    transform=living(lambda t: turn(0.9 * swing(t), (0, -60))),
                    name="hair",
                )
            ]
        case "ponytail":
            start = (-78.0, -46.0) if three else (30.0, -86.0)
            tail = (
                [(0, 0), (-30, -12), (-66, 16), (-82, 76), (-66, 140), (-52, 150), (-46, 96), (-28, 50), (4, 22)]
                if three
                else [(0, 0), (30, -14), (62, 10), (84, 70), (86, 130), (74, 142), (62, 90), (42, 46), (4, 24)]
            )
            return [hanging(head, [(start[0] + x, start[1] + y) for x, y in tail], start, colour, phase, 5.0)]
        case "bun":
            x, y = (-70.0, -82.0) if three else (0.0, -122.0)
            ring = smooth([(x - 26, y + 6), (x, y + 18), (x + 26, y + 4)], closed=False)
            return [
                Shape(ellipse(x, y, 36, 32), shade, head.ink()),
                strands(
                    colour,
                    [(x - 22, y - 10), (x, y - 20), (x + 20, y - 8)],
                    [(x - 24, y + 4), (x, y - 6), (x + 24, y + 4)],
                    width=3,
                ),
                Shape(ring, None, Stroke(brush.tone(head.person.accent), 6)),
            ]
        case "braid":
            nape = Shape(fall(head, 64 if three else 60, -4), shade, head.ink())
            return [nape, braid(head, (-66, 50), colour, phase, 7)] if three else [nape]
        case "pigtails":
            starts = ((-64.0, 36.0),) if three else ((-84.0, 34.0), (84.0, 34.0))
            return [braid(head, start, colour, phase + index * 0.3, 5) for index, start in enumerate(starts)]
        case _:
            return []


def _locks(head: Head, style: str, colour: str) -> list[Node]:
    """What a style adds over the cap: sides of a bob, spikes, a quiff, a braid over the shoulder."""
    brush, three = head.brush, head.yaw > 0
    fill = brush.across(colour, 100)
    match style:
        case "bob":
            near = (
                [
                    (-52, -60),
                    (-30, -30),
                    (-34, 20),
                    (-38, 62),
                    (-62, 88),
                    (-92, 84),
                    (-106, 40),
                    (-106, -30),
                    (-80, -80),
                ]
                if three
                else [(-60, -60), (-74, -20), (-70, 30), (-66, 74), (-88, 90), (-106, 72), (-106, 0), (-92, -60)]
            )
            path = smooth(near, tension=0.8)
            far = (
                smooth([(78, -54), (84, -20), (80, 22), (88, 40), (98, 10), (96, -30), (90, -60)], tension=0.8)
                if three
                else smooth([(-x, y) for x, y in near], tension=0.8)
            )
            return [Shape(path + far, fill, head.ink())]
        case "long" | "wavy":
            w = 8 if style == "wavy" else 0
            near = (
                [
                    (-40, -70),
                    (-28, -30),
                    (-38 + w, 24),
                    (-42 - w, 84),
                    (-52, 140),
                    (-82, 150),
                    (-104 - w, 96),
                    (-106, 10),
                    (-90, -60),
                ]
                if three
                else [
                    (-56, -64),
                    (-72, -20),
                    (-72 + w, 40),
                    (-70 - w, 100),
                    (-78, 142),
                    (-102 - w, 132),
                    (-110, 40),
                    (-100, -30),
                ]
            )
            path = smooth(near, tension=0.8)
            if not three:
                path = path + smooth([(-x, y) for x, y in near], tension=0.8)
            return [Shape(path, fill, head.ink())]
        case "tousled":
            spikes = [
                (-92, -30),
                (-112, -44),
                (-97, -62),
                (-108, -90),
                (-82, -92),
                (-78, -122),
                (-46, -112),
                (-22, -140),
                (4, -118),
                (44, -136),
                (56, -106),
                (94, -104),
                (88, -76),
                (104, -52),
                (86, -36),
            ]
            drop = [(86, -38), (60, -48), (44, -30), (26, -52), (4, -38), (-14, -58), (-40, -48)]
            return [Shape(smooth([*spikes, *drop], tension=0.75), fill, head.ink())]
        case "swept":
            s = 1 if three else -1
            quiff = [
                (s * -70, -78),
                (s * -40, -116),
                (s * 6, -136),
                (s * 56, -132),
                (s * 90, -104),
                (s * 88, -72),
                (s * 60, -66),
                (s * 20, -74),
                (s * -30, -66),
            ]
            return [
                Shape(smooth(quiff, tension=0.9), fill, head.ink()),
                strands(
                    colour,
                    [(s * -50, -80), (s * 0, -110), (s * 60, -112)],
                    [(s * -30, -74), (s * 10, -92), (s * 66, -92)],
                ),
            ]
        case "pixie":
            tip = (
                [(-30, -100), (20, -94), (62, -64), (80, -26), (56, -36), (30, -52), (-6, -50), (-34, -66)]
                if three
                else [(-40, -96), (10, -86), (52, -56), (66, -22), (36, -36), (-4, -46), (-44, -56)]
            )
            return [Shape(smooth(tip, tension=0.8), fill, head.ink())]
        case _:
            return []


def _curls(head: Head, style: str, colour: str) -> Hair:
    brush, three = head.brush, head.yaw > 0
    afro = style == "afro"
    lobe = 34.0 if afro else 25.0
    rx, ry = (118.0, 112.0) if afro else (98.0, 96.0)
    cx = -12.0 if three else 0.0
    shade = brush.shade(colour, 0.16)
    low = 36 if afro else 24
    around = arc(cx, -26, rx, ry, 180 - low, 360 + low if not three else 330, 13)
    back = scallop(around, 0.5) if three else scallop([*around, (cx, 30)], 0.5)
    crown = arc(cx + (4 if three else 0), -24, 74 if not three else 72, 66, 192, 348 if not three else 335, 8)
    near = [(-48, -10), (-66, 14), (-76, 38)] if three else [(-80, -14), (80, -14), (-88, 14), (88, 14)]
    top = lobes([*crown, *near], lobe * 0.82, 0.15)
    cap = skullcap(head, "high", 6, 0)
    rings: list[Points] = [arc(x, y, lobe * 0.42, lobe * 0.42, 200, 400, 5) for x, y in crown[1:-1:2]]
    return Hair(
        [Shape(back, brush.across(shade, 120, cx), head.ink(2.4))],
        [
            Shape(cap + top, brush.across(colour, 110, cx)),
            strands(colour, *rings, opacity=0.35),
            light(head, colour, 14),
        ],
    )


def _balding(head: Head, colour: str) -> Hair:
    brush = head.brush
    if head.yaw == 0:
        tuft = [(-78, 30), (-96, 8), (-98, -24), (-86, -40), (-78, -14), (-74, 10)]
        path = smooth(tuft) + smooth([(-x, y) for x, y in tuft])
    else:
        path = smooth([(-36, 26), (-66, 40), (-96, 14), (-104, -24), (-94, -48), (-68, -30), (-44, -14), (-36, 4)])
    return Hair([], [Shape(path, brush.across(colour, 100), head.ink())])


def _from_behind(head: Head, style: str, colour: str, phase: float) -> Hair:
    """The back of the head: all hair, and what hangs from it lies over the back."""
    brush = head.brush
    if style == "bald":
        return Hair([], [])
    swing = swinging(phase)
    low, wide = {
        "bob": (96.0, 12.0),
        "long": (206.0, 12.0),
        "wavy": (186.0, 22.0),
        "bowl": (60.0, 6.0),
        "curly": (52.0, 14.0),
        "afro": (60.0, 26.0),
        "pixie": (66.0, 2.0),
    }.get(style, (58.0, -4.0))
    fill = brush.across(colour, 110)
    nodes: list[Node] = []
    if style in {"curly", "afro"}:
        r = 118.0 if style == "afro" else 100.0
        nodes.append(Shape(scallop(arc(0, -18, r, r * 0.98, 0, 337, 15), 0.5), fill, head.ink(2.4)))
    elif style == "balding":
        right = [(58, -4), (88, -36), (90, 18), (72, 70), (32, 93)]
        path = smooth([(0, 8), *right, (0, 97), *[(-x, y) for x, y in reversed(right)]])
        nodes.append(Shape(path, fill, head.ink()))
    else:
        lines = [[(k * 18, -84), (k * 27, -20), (k * 24, low - 22)] for k in (-3, -2, -1, 0, 1, 2, 3)]
        nodes += [Shape(fall(head, low, wide), fill, head.ink()), strands(colour, *lines, opacity=0.3)]
    if style == "ponytail":
        nodes.append(
            hanging(
                head,
                [(-10, -20), (10, -20), (34, 30), (30, 110), (6, 156), (-20, 120), (-30, 40)],
                (0, -24),
                colour,
                phase,
                4,
            )
        )
    if style == "bun":
        nodes += [
            Shape(ellipse(0, -70, 40, 36), brush.across(lighter(colour, 0.05), 50), head.ink()),
            strands(colour, [(-24, -76), (0, -90), (24, -76)], [(-28, -62), (0, -72), (28, -62)]),
        ]
    if style == "braid":
        nodes.append(braid(head, (0, 54), colour, phase, 7))
    if style == "pigtails":
        nodes += [braid(head, (-78, 36), colour, phase, 5), braid(head, (78, 36), colour, phase + 0.3, 5)]
    return Hair([], [Group(tuple(nodes), transform=living(lambda t: turn(0.7 * swing(t), (0, -60))), name="hair")])
