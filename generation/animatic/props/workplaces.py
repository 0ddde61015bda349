"""What work is done at: desks, pots, easels, boats. Each about 100 pixels high, standing on y = 0."""

from generation.animatic.art import Group, Node, Radial, Shape, Stop, ellipse, polygon, rectangle, scale, shift, smooth
from generation.animatic.colour import darker, lighter
from generation.animatic.figures.creature_paint import Paint, limb
from generation.animatic.props.materials import BRASS, IRON, PAPER, RED, STEEL, WOOD, flame, halo


def _top(p: Paint, wide: float) -> list[Node]:
    legs = [p.form(rectangle(x, -90, 10, 90), darker(WOOD, 0.25)) for x in (-wide + 8, wide - 18)]
    apron = p.form(rectangle(-wide + 4, -92, 2 * wide - 8, 22), darker(WOOD, 0.12))
    return [*legs, apron, p.form(rectangle(-wide, -100, 2 * wide, 10, 4), lighter(WOOD, 0.1))]


def desk(p: Paint) -> list[Node]:
    sheet = polygon([(-30, -101), (12, -101), (18, -105), (-22, -105)])
    pot = p.form(smooth([(40, -101), (38, -114), (56, -114), (54, -101)], tension=0.5), "#2c3a5a")
    return [*_top(p, 84), p.form(sheet, PAPER), pot]


def typing_desk(p: Paint) -> list[Node]:
    body = polygon([(-26, -76), (26, -76), (21, -93), (-21, -93)])
    keys = [p.flat(ellipse(x, y, 2.0, 1.4), PAPER) for y in (-79.5, -84) for x in range(-17, 18, 7)]
    legs = [p.form(rectangle(x, -68, 8, 68), darker(WOOD, 0.25)) for x in (-58, 50)]
    return [
        *legs,
        p.form(rectangle(-61, -70, 122, 17), darker(WOOD, 0.12)),
        p.form(rectangle(-64, -76, 128, 8, 3), lighter(WOOD, 0.1)),
        p.form(rectangle(-12, -114, 24, 24), PAPER),
        p.form(rectangle(-27, -99, 54, 7, 3), IRON),
        p.rim(body),
        p.form(body, "#39424e"),
        *keys,
    ]


def piano(p: Paint) -> list[Node]:
    body = rectangle(-92, -100, 184, 100, 4)
    shine = lighter("#3a2a28", 0.12)
    return [
        p.rim(body),
        p.form(body, "#3a2a28"),
        p.form(rectangle(-84, -92, 78, 34, 3), shine),
        p.form(rectangle(6, -92, 78, 34, 3), shine),
        p.form(rectangle(-98, -106, 196, 9, 3), "#4c3834"),
        p.form(rectangle(-84, -48, 168, 40, 3), shine),
    ]


def cooking_pot(p: Paint) -> list[Node]:
    pot = smooth([(-44, -84), (-52, -58), (-38, -34), (0, -26), (38, -34), (52, -58), (44, -84)], tension=0.9)
    legs = [p.form(limb([(s * 30, -40), (s * 36, -2)], [5, 4]), IRON) for s in (-1, 1)]
    # One glow is enough for all the flames.
    fires = [node for x, size in ((-16, 26), (14, 30), (0, 34)) for node in flame(x, -2, size)[1:]]
    return [
        halo(0, -20, 80, strength=0.4),
        *legs,
        *fires,
        p.rim(pot),
        p.form(pot, IRON),
        p.form(ellipse(0, -85, 46, 11), darker(IRON, 0.35)),
        p.form(ellipse(0, -85, 40, 8), "#c98a4a"),
    ]


def easel(p: Paint) -> list[Node]:
    legs = [p.form(limb([(0, -98), (x, -3)], [2, 2.4]), WOOD) for x in (-26, 26)]
    return [
        p.form(limb([(0, -98), (6, -4)], [2, 2]), darker(WOOD, 0.3)),
        *legs,
        p.form(rectangle(-30, -42, 60, 4, 1), WOOD),
        p.rim(rectangle(-28, -88, 56, 46)),
        p.form(rectangle(-28, -88, 56, 46), "#f4efe2"),
        p.flat(polygon([(-24, -60), (-6, -70), (8, -62), (24, -68), (24, -46), (-24, -46)]), "#7aa86a"),
        p.flat(rectangle(-24, -84, 48, 20), "#a9cfe4"),
        p.flat(ellipse(12, -77, 4.5), "#f2c45a"),
        p.flat(polygon([(-24, -60), (-6, -72), (8, -62), (24, -66), (24, -56), (-24, -56)]), "#6f9bb0"),
    ]


def saw_log(p: Paint) -> list[Node]:
    bucks = [p.form(limb([(x - 14, -3), (x + 16, -96)], [4, 3.6]), darker(WOOD, 0.25)) for x in (-34, 34)] + [
        p.form(limb([(x + 14, -3), (x - 16, -96)], [4, 3.6]), darker(WOOD, 0.1)) for x in (-34, 34)
    ]
    trunk = rectangle(-66, -84, 132, 30, 12)
    return [
        *bucks,
        p.rim(trunk),
        p.form(trunk, "#9a6a42"),
        p.form(ellipse(62, -69, 8, 15), "#d8b078"),
        p.line(ellipse(62, -69, 4, 8), "#a9803c", 1.6),
    ]


def chopping_block(p: Paint) -> list[Node]:
    block = smooth([(-46, 0), (-40, -60), (-42, -92), (42, -92), (40, -60), (46, 0)], tension=0.4)
    return [p.rim(block), p.form(block, "#8a6242"), p.form(ellipse(0, -92, 42, 11), "#d0a872")]


def workbench(p: Paint) -> list[Node]:
    legs = [p.form(rectangle(x, -86, 13, 86), darker(WOOD, 0.3)) for x in (-54, 41)]
    return [
        *legs,
        p.form(rectangle(-50, -40, 100, 9), darker(WOOD, 0.2)),
        p.form(rectangle(-62, -96, 124, 15, 3), lighter(WOOD, 0.05)),
        p.form(rectangle(-34, -104, 78, 9, 2), lighter(WOOD, 0.35)),
        p.line(polygon([(4, -104), (4, -112)], False), IRON, 3),
    ]


def earth(p: Paint) -> list[Node]:
    heap = smooth([(-70, 0), (-40, -44), (-8, -84), (26, -56), (70, 0)], tension=0.8)
    clods = [p.flat(ellipse(x, y, 9, 6), "#4a3526") for x, y in ((-30, -26), (10, -48), (34, -18), (-4, -14))]
    return [p.rim(heap), p.form(heap, "#6a4c36"), *clods]


def rowboat(p: Paint) -> list[Node]:
    hull = smooth(
        [(-210, -96), (-150, -30), (-60, 0), (80, 0), (160, -30), (214, -104), (120, -78), (0, -70), (-120, -76)],
        tension=0.7,
    )
    strakes = [
        p.line(smooth(points, closed=False), darker("#96542f", 0.35), 2.4)
        for points in (
            [(-186, -70), (-60, -46), (60, -46), (190, -74)],
            [(-160, -44), (-60, -22), (60, -22), (166, -44)],
        )
    ]
    rail = p.line(smooth([(-210, -96), (-120, -78), (0, -72), (120, -80), (214, -104)], closed=False), "#c98a52", 7)
    water = p.lit("#5c9bb5")
    pool = Radial((0, 0), 1.0, (Stop(0, water, 0.85), Stop(0.62, water, 0.6), Stop(1, water, 0)))
    lines = smooth([(-250, 8), (-190, 3), (-130, 9)], closed=False) + smooth(
        [(150, 8), (210, 3), (270, 9)], closed=False
    )
    return [
        Group((Shape(ellipse(0, 0, 1), pool),), transform=scale(330, 30)),
        p.rim(hull),
        p.form(hull, "#96542f"),
        *strakes,
        rail,
        Group((Shape(ellipse(0, 0, 1), pool),), transform=shift(0, 6) @ scale(215, 9)),
        p.line(lines, "#dff0f4", 3, 0.7),
    ]


def dashboard(p: Paint) -> list[Node]:
    """The front of an open motor car, from behind the wheel."""
    body = smooth([(-70, -96), (70, -96), (96, -60), (96, -14), (-96, -14), (-96, -60)], tension=0.5)
    lamps = [
        node
        for s in (-1, 1)
        for node in (p.form(ellipse(s * 66, -50, 16), STEEL), Shape(ellipse(s * 66, -50, 11), "#fff2c8"))
    ]
    return [
        *(p.form(rectangle(s * 76 - 14, -34, 28, 34, 8), "#26242a") for s in (-1, 1)),
        p.rim(body),
        p.form(body, RED),
        p.form(rectangle(-34, -74, 68, 44, 8), STEEL),
        *(p.line(polygon([(x, -72), (x, -32)], False), IRON, 2.4) for x in (-22, -11, 0, 11, 22)),
        *lamps,
        p.form(rectangle(-90, -26, 180, 9, 4), BRASS),
    ]


WORKPLACES = {
    "desk": desk,
    "typingdesk": typing_desk,
    "piano": piano,
    "cookingpot": cooking_pot,
    "easel": easel,
    "sawlog": saw_log,
    "choppingblock": chopping_block,
    "workbench": workbench,
    "earth": earth,
    "rowboat": rowboat,
    "dashboard": dashboard,
}
WORKPLACE_SIZES = {
    "desk": 140.0,
    "typingdesk": 184.0,
    "piano": 146.0,
    "cookingpot": 176.0,
    "easel": 330.0,
    "sawlog": 132.0,
    "choppingblock": 70.0,
    "workbench": 150.0,
    "earth": 52.0,
    "rowboat": 110.0,
    "dashboard": 150.0,
}
