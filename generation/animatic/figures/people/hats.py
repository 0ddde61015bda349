"""Hats of every day, and the list of all that can be worn on a head. Head units (see `expression`); each for three views."""

from collections.abc import Callable

from generation.animatic.art import Node, Path, Shape, Stroke, ellipse, polygon, smooth
from generation.animatic.colour import darker, lighter, mix
from generation.animatic.figures.people.face import Head
from generation.animatic.figures.people.headgear import (
    bonnet,
    bubble,
    crown,
    headscarf,
    helmet,
    hood,
    tricorn,
    turban,
    witch,
    wizard,
)
from generation.animatic.figures.people.millinery import Hat, band, dome, part


def hat(head: Head, away: bool) -> Hat:
    """What the person wears on the head."""
    kind = head.person.hat
    if kind not in _HATS:
        return Hat([], [], -106.0)
    return _HATS[kind](head, head.brush.tone(head.person.hat_colour), away)


def halo(head: Head, colour: str, away: bool) -> Hat:
    """A ring of light that floats over the head."""
    x = 0.0 if head.yaw == 0 else -6.0
    ring = ellipse(x, -138, 72, 17)
    return Hat(
        [], [Shape(ring, None, Stroke(colour, 20, 0.3)), Shape(ring, None, Stroke(lighter(colour, 0.35), 8))], -158.0
    )


def beanie(head: Head, colour: str, away: bool) -> Hat:
    x = 0.0 if head.yaw == 0 else -6.0
    cuff = [
        (x - 96, -62),
        (x - 98, -32),
        (x - 50, -24),
        (x, -22),
        (x + 50, -24),
        (x + 96, -34),
        (x + 94, -62),
        (x + 50, -54),
        (x, -52),
        (x - 50, -54),
    ]
    ribs: Path | None = None
    for k in (-0.75, -0.45, -0.15, 0.15, 0.45, 0.75):
        rib = smooth([(x + 92 * k, -31 + 5 * abs(k)), (x + 90 * k, -53 - 5 * abs(k))], closed=False)
        ribs = rib if ribs is None else ribs + rib
    nodes: list[Node] = [
        part(head, dome(head, -46, -142, 92), colour),
        part(head, cuff, lighter(colour, 0.1)),
        Shape(ribs or ellipse(0, 0, 1), None, Stroke(darker(colour, 0.3), 3, 0.55)),
    ]
    if head.person.age == "child":
        nodes.append(Shape(ellipse(x, -150, 24, 22), head.brush.tone(head.person.accent), head.ink(2)))
    return Hat([], nodes, -172.0 if head.person.age == "child" else -142.0)


def cap(head: Head, colour: str, away: bool) -> Hat:
    if head.yaw == 0:
        crown = [(-98, -50), (-106, -84), (-70, -126), (0, -134), (70, -126), (106, -84), (98, -50), (0, -42)]
        peak = [(-74, -50), (-60, -34), (0, -24), (60, -34), (74, -50), (0, -58)]
        seam = [[(0.0, -134.0), (0.0, -56.0)]]
    else:
        crown = [(-100, -34), (-108, -80), (-70, -124), (0, -134), (66, -118), (96, -76), (88, -44), (10, -40)]
        peak = [(30, -52), (60, -56), (92, -52), (124, -34), (128, -24), (96, -28), (56, -34), (30, -38)]
        seam = [[(-10.0, -134.0), (40.0, -90.0), (60.0, -50.0)]]
    nodes: list[Node] = [part(head, crown, colour)]
    nodes.append(Shape(smooth(seam[0], closed=False), None, Stroke(darker(colour, 0.3), 3, 0.5)))
    if not away:
        nodes.append(part(head, peak, darker(colour, 0.22)))
    return Hat([], nodes, -134.0)


def captain(head: Head, colour: str, away: bool) -> Hat:
    gold = head.brush.tone("#dcb45c")
    white = mix(head.brush.tone("#efeae0"), colour, 0.08)
    x = 0.0 if head.yaw == 0 else 4.0
    top = [
        (x - 104, -78),
        (x - 118, -104),
        (x - 76, -132),
        (x, -140),
        (x + 76, -132),
        (x + 118, -104),
        (x + 104, -78),
        (x, -74),
    ]
    base = [(x - 96, -40), (x - 102, -80), (x, -72), (x + 102, -80), (x + 94, -42), (x, -36)]
    peak = (
        [(-76, -44), (-56, -26), (0, -16), (56, -26), (76, -44), (0, -40)]
        if head.yaw == 0
        else [(14, -40), (60, -42), (98, -46), (120, -28), (116, -18), (72, -22), (24, -28)]
    )
    nodes: list[Node] = [part(head, top, white), part(head, base, colour, 0.6)]
    if not away:
        bx = 0.0 if head.yaw == 0 else 46.0
        nodes += [
            part(head, peak, darker(colour, 0.5)),
            Shape(ellipse(bx, -62, 12, 14), gold, head.ink(1.6)),
            band(head, [(x - 84, -42), (bx, -38), (x + 86, -46)], gold, 4),
        ]
    return Hat([], nodes, -140.0)


def brim_hat(
    head: Head, colour: str, away: bool, wide: float = 150.0, high: float = -158.0, straw: bool = False
) -> Hat:
    x = 0.0 if head.yaw == 0 else -2.0
    tilt = 0.0 if head.yaw == 0 else 6.0
    crown = [
        (x - 84, -54),
        (x - 82, -104),
        (x - 58, high + 8),
        (x - 18, high + 8),
        (x, high + 15),
        (x + 22, high + 4),
        (x + 60, high + 8),
        (x + 82, -104),
        (x + 84, -54),
        (x, -44),
    ]
    if straw:
        crown = [
            (x - 84, -54),
            (x - 80, -100),
            (x - 48, high + 14),
            (x, high + 6),
            (x + 48, high + 14),
            (x + 80, -100),
            (x + 84, -54),
            (x, -44),
        ]
    brim = [
        (x - wide, -56 + tilt),
        (x - wide * 0.55, -70),
        (x, -72),
        (x + wide * 0.55, -70),
        (x + wide, -60 + tilt),
        (x + wide * 0.6, -40 + tilt),
        (x, -30 + tilt * 0.5),
        (x - wide * 0.6, -38 + tilt),
    ]
    under = darker(colour, 0.42)
    back = [(x - wide * 0.96, -56 + tilt), (x, -84), (x + wide * 0.96, -60 + tilt), (x, -36)]
    ribbon = [(x - 84, -66), (x, -54), (x + 84, -66)]
    nodes: list[Node] = [
        part(head, crown, colour),
        band(head, ribbon, head.brush.tone(head.person.accent) if straw else darker(colour, 0.5), 17),
        part(head, brim, colour),
    ]
    if straw:
        weave: Path | None = None
        for k in (0.42, 0.66, 0.88):
            line = smooth(
                [(x - wide * k, -52 + tilt * k), (x, -44 + 9 * k), (x + wide * k, -54 + tilt * k)], closed=False
            )
            weave = line if weave is None else weave + line
        nodes.append(Shape(weave or ellipse(0, 0, 1), None, Stroke(darker(colour, 0.3), 2, 0.5)))
    return Hat([Shape(smooth(back), under)], nodes, high)


def brim(head: Head, colour: str, away: bool) -> Hat:
    return brim_hat(head, colour, away)


def straw(head: Head, colour: str, away: bool) -> Hat:
    return brim_hat(head, colour, away, 168.0, -150.0, True)


def sou_wester(head: Head, colour: str, away: bool) -> Hat:
    """Oilskin: short before the face, long over the neck."""
    x = 0.0 if head.yaw == 0 else -4.0
    crown = dome(head, -40, -148, 96)
    if head.yaw == 0:
        brim = [
            (-150, 22),
            (-118, -34),
            (-60, -60),
            (0, -66),
            (60, -60),
            (118, -34),
            (150, 22),
            (96, -14),
            (50, -30),
            (0, -34),
            (-50, -30),
            (-96, -14),
        ]
        if away:
            brim = [(-140, 20), (-110, -40), (0, -56), (110, -40), (140, 20), (84, 62), (0, 76), (-84, 62)]
        back = [(-148, 20), (-100, -40), (100, -40), (148, 20), (80, 66), (0, 74), (-80, 66)]
    else:
        brim = [
            (-172, 54),
            (-120, -10),
            (-60, -46),
            (0, -62),
            (60, -64),
            (112, -46),
            (126, -30),
            (84, -34),
            (40, -32),
            (-10, -18),
            (-60, 14),
            (-104, 52),
            (-150, 70),
        ]
        back = [(-160, 56), (-100, -20), (0, -30), (-20, 30), (-90, 62)]
    seams = (
        smooth([(x, -146), (x - 4, -60)], closed=False)
        + smooth([(x - 10, -144), (x - 66, -56)], closed=False)
        + smooth([(x + 10, -144), (x + 62, -62)], closed=False)
    )
    nodes: list[Node] = [
        part(head, crown, colour),
        Shape(seams, None, Stroke(darker(colour, 0.3), 3, 0.5)),
        part(head, brim, lighter(colour, 0.05)),
    ]
    return Hat([Shape(smooth(back), darker(colour, 0.4))], nodes, -148.0)


def top(head: Head, colour: str, away: bool) -> Hat:
    x = 0.0 if head.yaw == 0 else -4.0
    crown = [
        (x - 78, -62),
        (x - 82, -150),
        (x - 88, -226),
        (x, -236),
        (x + 88, -226),
        (x + 82, -150),
        (x + 78, -62),
        (x, -52),
    ]
    brim = [
        (x - 132, -70),
        (x - 70, -66),
        (x, -60),
        (x + 70, -66),
        (x + 132, -72),
        (x + 90, -50),
        (x, -40),
        (x - 90, -48),
    ]
    ribbon = [(x - 78, -84), (x, -72), (x + 78, -84)]
    return Hat(
        [],
        [
            part(head, crown, colour, 0.5),
            band(head, ribbon, head.brush.tone(head.person.accent), 24),
            part(head, brim, lighter(colour, 0.05)),
        ],
        -236.0,
    )


def chef(head: Head, colour: str, away: bool) -> Hat:
    x = 0.0 if head.yaw == 0 else -6.0
    puff = (
        ellipse(x - 62, -160, 52, 44)
        + ellipse(x, -180, 60, 52)
        + ellipse(x + 62, -160, 52, 44)
        + polygon([(x - 80, -140), (x + 80, -140), (x + 78, -96), (x - 78, -96)])
    )
    base = [(x - 86, -44), (x - 84, -112), (x, -106), (x + 84, -112), (x + 86, -46), (x, -36)]
    folds = (
        smooth([(x - 34, -118), (x - 44, -160)], closed=False)
        + smooth([(x + 2, -114), (x + 2, -166)], closed=False)
        + smooth([(x + 38, -118), (x + 46, -160)], closed=False)
    )
    return Hat(
        [],
        [
            Shape(puff, head.brush.across(colour, 110)),
            Shape(folds, None, Stroke(darker(colour, 0.3), 4, 0.4)),
            part(head, base, darker(colour, 0.04), 0.5),
        ],
        -232.0,
    )


def bowler(head: Head, colour: str, away: bool) -> Hat:
    """Round and stiff, with a narrow brim that turns up."""
    x = 0.0 if head.yaw == 0 else -6.0
    low = [(x - 96, -66), (x - 50, -58), (x, -54), (x + 50, -58), (x + 96, -66)]
    brim = [(x - 128, -74), *low, (x + 128, -74), (x + 100, -48), (x + 40, -38), (x - 40, -38), (x - 100, -48)]
    ribbon = [(x - 92, -78), (x, -66), (x + 92, -78)]
    crown = part(head, dome(head, -60, -166, 94), colour, 0.5)
    nodes = [crown, band(head, ribbon, darker(colour, 0.45), 16), part(head, brim, darker(colour, 0.16), 0.6)]
    return Hat([], nodes, -166.0)


_HATS: dict[str, Callable[[Head, str, bool], Hat]] = {
    "halo": halo,
    "beanie": beanie,
    "cap": cap,
    "captain": captain,
    "brim": brim,
    "straw": straw,
    "sou-wester": sou_wester,
    "top": top,
    "bowler": bowler,
    "crown": crown,
    "hood": hood,
    "witch": witch,
    "wizard": wizard,
    "helmet": helmet,
    "bubble": bubble,
    "chef": chef,
    "headscarf": headscarf,
    "bonnet": bonnet,
    "tricorn": tricorn,
    "turban": turban,
}
