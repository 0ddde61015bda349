"""Headgear that tells a story: crowns, hoods, pointed hats, helmets, scarves. Head units (see `expression`)."""

from generation.animatic.art import Node, Path, Radial, Shape, Stop, Stroke, ellipse, polygon, rectangle, smooth
from generation.animatic.colour import darker, lighter
from generation.animatic.figures.people.face import Head
from generation.animatic.figures.people.millinery import Hat, band, dome, part


def crown(head: Head, colour: str, away: bool) -> Hat:
    x = 0.0 if head.yaw == 0 else -4.0
    tips = [
        (x - 80, -66),
        (x - 88, -140),
        (x - 56, -104),
        (x - 30, -154),
        (x, -110),
        (x + 30, -154),
        (x + 56, -104),
        (x + 88, -140),
        (x + 80, -66),
        (x, -56),
    ]
    gems: Path | None = None
    for k in (-0.55, 0.0, 0.55):
        gem = ellipse(x + 80 * k, -76 + 6 * (1 - abs(k)), 8, 9)
        gems = gem if gems is None else gems + gem
    pearls = ellipse(x - 88, -144, 8) + ellipse(x - 30, -158, 9) + ellipse(x + 30, -158, 9) + ellipse(x + 88, -144, 8)
    body = Shape(polygon(tips), head.brush.across(colour, 90, 0, 1.3), head.ink(2.4))
    rimmed = band(head, [(x - 80, -66), (x, -56), (x + 80, -66)], lighter(colour, 0.3), 7)
    inside = Shape(ellipse(x, -112, 78, 16), darker(colour, 0.5))
    return Hat(
        [inside],
        [
            body,
            rimmed,
            Shape(gems or pearls, head.brush.tone("#b5333f")),
            Shape(pearls, lighter(colour, 0.45), head.ink(1.6)),
        ],
        -166.0,
    )


def hood(head: Head, colour: str, away: bool) -> Hat:
    inside = darker(colour, 0.55)
    if away:
        shape = [
            (-104, 92),
            (-116, 20),
            (-104, -70),
            (-50, -128),
            (0, -138),
            (50, -128),
            (104, -70),
            (116, 20),
            (104, 92),
            (0, 112),
        ]
        return Hat(
            [],
            [
                part(head, shape, colour),
                Shape(smooth([(0, -130), (8, -40), (0, 90)], closed=False), None, Stroke(darker(colour, 0.4), 3, 0.5)),
            ],
            -138.0,
        )
    if head.yaw == 0:
        outer = [
            (-70, 116),
            (-112, 70),
            (-118, -10),
            (-100, -84),
            (-46, -134),
            (0, -146),
            (46, -134),
            (100, -84),
            (118, -10),
            (112, 70),
            (70, 116),
        ]
        inner = [
            (56, 108),
            (78, 60),
            (84, 0),
            (72, -56),
            (36, -88),
            (0, -96),
            (-36, -88),
            (-72, -56),
            (-84, 0),
            (-78, 60),
            (-56, 108),
        ]
        ring = [*outer, *inner]
        back = [(-100, 90), (-104, -40), (-40, -116), (40, -116), (104, -40), (100, 90)]
        folds = smooth([(-96, 60), (-102, 0), (-88, -64)], closed=False) + smooth(
            [(96, 60), (102, 0), (88, -64)], closed=False
        )
    else:
        ring = [
            (-20, 122),
            (-84, 108),
            (-124, 50),
            (-132, -30),
            (-104, -100),
            (-50, -138),
            (14, -146),
            (66, -124),
            (92, -84),
            (72, -74),
            (40, -88),
            (4, -84),
            (-26, -56),
            (-42, -10),
            (-40, 40),
            (-20, 84),
            (10, 108),
        ]
        back = [(-60, 80), (-90, -20), (-30, -100), (50, -110), (86, -60), (40, 60)]
        folds = smooth([(-58, 90), (-86, 30), (-84, -40), (-48, -96)], closed=False) + smooth(
            [(-90, 76), (-110, 10), (-104, -50)], closed=False
        )
    return Hat(
        [Shape(smooth(back), inside)],
        [part(head, ring, colour, 0.9), Shape(folds, None, Stroke(darker(colour, 0.4), 3.4, 0.4))],
        -146.0,
    )


def witch(head: Head, colour: str, away: bool) -> Hat:
    x = 0.0 if head.yaw == 0 else -4.0
    cone = [
        (x - 80, -58),
        (x - 56, -130),
        (x - 34, -200),
        (x - 40, -262),
        (x - 86, -300),
        (x - 30, -292),
        (x + 12, -252),
        (x + 30, -190),
        (x + 56, -120),
        (x + 80, -58),
        (x, -46),
    ]
    brim = [
        (x - 170, -48),
        (x - 90, -70),
        (x, -74),
        (x + 90, -70),
        (x + 170, -56),
        (x + 100, -36),
        (x, -26),
        (x - 100, -32),
    ]
    buckle = rectangle(x - 15 + (20 if head.yaw else 0), -84, 30, 26, 3)
    creases = smooth([(x - 30, -196), (x + 6, -186), (x + 24, -200)], closed=False) + smooth(
        [(x - 36, -246), (x - 10, -240), (x + 6, -250)], closed=False
    )
    nodes: list[Node] = [
        part(head, cone, colour, 0.7),
        Shape(creases, None, Stroke(darker(colour, 0.5), 4, 0.6)),
        band(head, [(x - 78, -70), (x, -58), (x + 78, -70)], head.brush.tone(head.person.accent), 20),
    ]
    if not away:
        nodes.append(Shape(buckle, None, Stroke(head.brush.tone("#dcb45c"), 6)))
    nodes.append(part(head, brim, lighter(colour, 0.06)))
    return Hat(
        [Shape(smooth([(x - 160, -50), (x, -84), (x + 160, -56), (x, -34)]), darker(colour, 0.5))], nodes, -300.0
    )


def wizard(head: Head, colour: str, away: bool) -> Hat:
    x = 0.0 if head.yaw == 0 else -4.0
    cone = [
        (x - 92, -44),
        (x - 66, -130),
        (x - 30, -226),
        (x + 18, -300),
        (x + 26, -226),
        (x + 62, -130),
        (x + 92, -46),
        (x, -32),
    ]
    stars = ellipse(x - 26, -120, 9) + ellipse(x + 22, -168, 7) + ellipse(x + 2, -226, 6) + ellipse(x + 40, -100, 6)
    ring = [(x - 90, -50), (x, -38), (x + 90, -52)]
    return Hat(
        [],
        [
            part(head, cone, colour, 0.6),
            Shape(stars, head.brush.tone("#e6c56e")),
            band(head, ring, lighter(colour, 0.2), 18),
        ],
        -300.0,
    )


def helmet(head: Head, colour: str, away: bool) -> Hat:
    if head.person.outfit != "armour":
        x = 0.0 if head.yaw == 0 else -4.0
        brim = [
            (x - 112, -48),
            (x - 60, -58),
            (x, -62),
            (x + 60, -58),
            (x + (136 if head.yaw else 112), -46),
            (x + 60, -36),
            (x, -30),
            (x - 60, -34),
        ]
        ridge = smooth([(x - 18, -60), (x - 16, -120), (x, -152), (x + 16, -120), (x + 18, -60)], tension=0.8)
        return Hat(
            [],
            [
                part(head, dome(head, -48, -148, 92), colour),
                Shape(ridge, lighter(colour, 0.16)),
                part(head, brim, darker(colour, 0.12)),
            ],
            -150.0,
        )
    plume = head.brush.tone("#b5333f")
    x = 0.0 if head.yaw == 0 else -6.0
    feather = [
        (x - 6, -136),
        (x - 40, -190),
        (x - 104, -186),
        (x - 150, -120),
        (x - 112, -130),
        (x - 70, -126),
        (x - 20, -118),
    ]
    side = [(x - 96, -40), (x - 104, 30), (x - 84, 84), (x - 58, 96), (x - 62, 40), (x - 66, -20), (x - 40, -40)]
    cheeks: list[Node] = [part(head, side, darker(colour, 0.06))]
    if head.yaw == 0:
        cheeks.append(part(head, [(-px, y) for px, y in side], darker(colour, 0.06)))
    if away:
        cheeks = [
            part(
                head,
                [(-100, -50), (-104, 40), (-70, 96), (0, 104), (70, 96), (104, 40), (100, -50)],
                darker(colour, 0.06),
            )
        ]
    edge = band(head, [(x - 97, -40), (x, -30), (x + 97, -42)], lighter(colour, 0.35), 12)
    ridge = smooth([(x - 4, -146), (x + 4, -34)], closed=False)
    crown_of = dome(head, -42, -146, 98)
    return Hat(
        [part(head, feather, plume)],
        [*cheeks, part(head, crown_of, colour), Shape(ridge, None, Stroke(lighter(colour, 0.4), 6, 0.8)), edge],
        -190.0,
    )


def bubble(head: Head, colour: str, away: bool) -> Hat:
    """A space helmet: a ring, glass, and the light in it."""
    brush = head.brush
    r = 142.0
    glass = Radial(
        (0, -10),
        r,
        (Stop(0, "#bfe3f5", 0.0), Stop(0.78, "#bfe3f5", 0.06), Stop(0.94, "#cfeaf8", 0.3), Stop(1, "#ffffff", 0.55)),
    )
    s = brush.sign
    glint = smooth(
        [(s * 62, -112), (s * 104, -70), (s * 120, -14), (s * 108, -16), (s * 92, -64), (s * 54, -102)], tension=0.9
    )
    small = ellipse(-s * 86, 62, 12, 17)
    collar = [(-112, 96), (-96, 126), (0, 140), (96, 126), (112, 96), (60, 112), (0, 117), (-60, 112)]
    hull = part(
        head, [(-138, -20), (-110, -110), (0, -152), (110, -110), (138, -20), (110, 88), (0, 124), (-110, 88)], colour
    )
    back = Shape(ellipse(0, -10, r), Radial((0, -10), r, (Stop(0, "#10182c", 0.2), Stop(1, "#10182c", 0.42))))
    if away:
        return Hat([], [hull, part(head, collar, darker(colour, 0.12))], -154.0)
    return Hat(
        [back],
        [
            Shape(ellipse(0, -10, r), glass, head.ink(2)),
            Shape(glint + small, "#ffffff", opacity=0.5),
            part(head, collar, colour),
        ],
        -154.0,
    )


def headscarf(head: Head, colour: str, away: bool) -> Hat:
    if away:
        shape = [
            (-98, 20),
            (-102, -50),
            (-60, -112),
            (0, -122),
            (60, -112),
            (102, -50),
            (98, 20),
            (60, 90),
            (0, 130),
            (-60, 90),
        ]
        return Hat([], [part(head, shape, colour)], -122.0)
    knot: list[Node] = []
    if head.yaw == 0:
        shape = [
            (-72, 92),
            (-104, 50),
            (-104, -40),
            (-66, -106),
            (0, -124),
            (66, -106),
            (104, -40),
            (104, 50),
            (72, 92),
            (80, 30),
            (74, -22),
            (40, -60),
            (0, -68),
            (-40, -60),
            (-74, -22),
            (-80, 30),
        ]
        knot = [part(head, [(-66, 84), (0, 112), (66, 84), (40, 126), (0, 134), (-40, 126)], darker(colour, 0.1))]
    else:
        shape = [
            (-24, 96),
            (-72, 84),
            (-110, 20),
            (-108, -50),
            (-70, -106),
            (0, -124),
            (60, -106),
            (88, -56),
            (84, -36),
            (40, -58),
            (0, -48),
            (-32, -14),
            (-44, 30),
            (-34, 66),
            (0, 100),
        ]
        knot = [part(head, [(-50, 74), (-4, 108), (26, 104), (16, 126), (-30, 122), (-64, 100)], darker(colour, 0.1))]
    dots: Path | None = None
    for k, y in ((-0.6, -76), (-0.2, -96), (0.25, -94), (0.62, -74), (-0.86, -40)):
        dot = ellipse(92 * k - (8 if head.yaw else 0), y, 5)
        dots = dot if dots is None else dots + dot
    return Hat(
        [],
        [*knot, part(head, shape, colour), Shape(dots or ellipse(0, 0, 1), lighter(colour, 0.4), opacity=0.7)],
        -124.0,
    )


def turban(head: Head, colour: str, away: bool) -> Hat:
    """Cloth wound around the head, with a jewel in front."""
    x = 0.0 if head.yaw == 0 else -6.0
    wrap = [
        (x - 98, -34),
        (x - 116, -84),
        (x - 84, -136),
        (x, -152),
        (x + 84, -136),
        (x + 116, -84),
        (x + 96, -36),
        (x, -50),
    ]
    folds = (
        smooth([(x - 104, -60), (x - 20, -72), (x + 70, -140)], closed=False)
        + smooth([(x - 110, -92), (x - 30, -100), (x + 30, -148)], closed=False)
        + smooth([(x + 104, -60), (x + 40, -78), (x - 6, -110)], closed=False)
    )
    nodes: list[Node] = [part(head, wrap, colour), Shape(folds, None, Stroke(darker(colour, 0.35), 4, 0.5))]
    if not away:
        spot = 0.0 if head.yaw == 0 else 34.0
        nodes.append(
            Shape(
                ellipse(spot, -72, 11, 14), head.brush.tone(head.person.accent), Stroke(head.brush.tone("#dcb45c"), 4)
            )
        )
    return Hat([], nodes, -152.0)


def bonnet(head: Head, colour: str, away: bool) -> Hat:
    x = 0.0 if head.yaw == 0 else -8.0
    frill: Path | None = None
    for k in range(9):
        u = -1 + k / 4
        lobe = ellipse(x + 94 * u, -44 - 34 * (1 - u * u), 18, 16)
        frill = lobe if frill is None else frill + lobe
    nodes: list[Node] = [part(head, dome(head, -50, -138, 94), colour)]
    nodes.append(Shape(frill or ellipse(0, 0, 1), head.brush.across(lighter(colour, 0.12), 110)))
    nodes.append(band(head, [(x - 86, -62), (x, -92), (x + 86, -62)], head.brush.tone(head.person.accent), 9))
    return Hat([], nodes, -138.0)


def tricorn(head: Head, colour: str, away: bool) -> Hat:
    x = 0.0 if head.yaw == 0 else 6.0
    gold = head.brush.tone("#dcb45c")
    brim = [
        (x - 150, -78),
        (x - 96, -64),
        (x, -34),
        (x + 96, -64),
        (x + 150, -82),
        (x + 110, -120),
        (x + 50, -112),
        (x, -140),
        (x - 50, -112),
        (x - 110, -116),
    ]
    trim = [(x - 148, -80), (x - 108, -114), (x - 50, -110), (x, -136), (x + 50, -110), (x + 108, -118), (x + 148, -82)]
    return Hat(
        [],
        [
            part(head, dome(head, -60, -150, 80), colour),
            part(head, brim, lighter(colour, 0.06), 0.8),
            band(head, trim, gold, 5),
        ],
        -152.0,
    )
