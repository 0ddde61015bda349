"""Under water: a coral reef, a kelp forest with a sunken ship, a drowned city, and the deep where things shine by themselves."""

from generation.animatic.art import Group, Node, Path, Point, polygon, rectangle, smooth
from generation.animatic.colour import mix
from generation.animatic.motifs.brush import (
    blob,
    everywhere,
    facet,
    fill,
    glow,
    joined,
    land,
    line,
    ridge,
    strokes,
    vertical,
)
from generation.animatic.motifs.distance import soft_far
from generation.animatic.motifs.drowned import arcade, dome, skyline, temple
from generation.animatic.motifs.ground import hill, patches, rim_light, stones
from generation.animatic.motifs.paint import Paint
from generation.animatic.motifs.sparks import motes
from generation.animatic.motifs.undersea import (
    TINTS,
    bubbles,
    coral_bank,
    jellyfish,
    kelp,
    shafts,
    shoal,
    water_colours,
)
from generation.animatic.places.mountain import boulder
from generation.animatic.stage import BOTTOM, LEFT, RIGHT, Layer, Stage

HORIZON = 520.0


def draw(paint: Paint) -> Stage:
    """Variants: reef, wreck (a sunken ship among kelp), city (drowned long ago), deep (dark, with jellyfish)."""
    side = paint.side
    middle = {"wreck": _wreck, "city": _city, "deep": _vents}.get(paint.variant, _arch)(paint, side)
    light = (
        ()
        if paint.variant == "deep"
        else (Layer("light", 0.5, Group(tuple(shafts(paint, 820.0)), name="light"), blurs=False),)
    )
    return soft_far(
        Stage(
            scheme=paint.scheme,
            behind=(
                Layer("water", 0.0, _water(paint)),
                Layer("far ridge", 0.12, _far(paint)),
                Layer("far fish", 0.2, _far_fish(paint, side)),
                Layer("middle", 0.34, middle),
                *light,
                Layer("fish", 0.6, _fish(paint, side)),
                Layer("floor", 0.9, _floor(paint, side)),
                Layer("bubbles", 0.95, _bubbles(paint, side), blurs=False),
            ),
            front=(Layer("foreground", 1.5, _foreground(paint)),),
            horizon=HORIZON,
            detail=(800.0 + side * 520, 640.0),
        )
    )


def _dim(paint: Paint) -> float:
    return 0.55 if paint.variant == "deep" else 0.0


def _water(paint: Paint) -> Group:
    above, far, deep = water_colours(paint)
    if paint.variant == "deep":
        above, far = mix(far, deep, 0.5), mix(far, deep, 0.72)
        deep = paint.deep(deep, 0.5)
    x = 800 + paint.outside.light_x * 420
    nodes: list[Node] = [
        everywhere(vertical(-300, 900, (0.0, above), (0.45, mix(above, far, 0.7)), (0.75, far), (1.0, deep)))
    ]
    if paint.variant != "deep":
        nodes += [glow(x, -160.0, 900.0, mix(above, "#ffffff", 0.35), 0.8), *_surface(paint, above)]
    return Group(tuple(nodes), name="water")


def _surface(paint: Paint, above: str) -> list[Node]:
    """The surface from below: a net of light over the upper edge."""
    random = paint.random("surface")
    net: list[Path] = []
    for _ in range(46):
        part = random.random() ** 1.4
        x, y, wide = random.uniform(LEFT, RIGHT), -120 + 260 * part, (200 - 130 * part) * random.uniform(0.6, 1.3)
        net.append(smooth([(x, y), (x + wide * 0.3, y - 9), (x + wide * 0.6, y + 5), (x + wide, y - 4)], closed=False))
    return [strokes(net, mix(above, "#ffffff", 0.6), 3.0, 0.4)]


def _shade(paint: Paint, distance: float) -> str:
    """Rock under water, at a distance: everything fades into the blue."""
    _, far, deep = water_colours(paint)
    if paint.variant == "deep":
        far = mix(far, deep, 0.7)
    return mix(mix(paint.local("#5f6f7a", 0.4), deep, 0.3 + _dim(paint) * 0.5), far, distance)


def _far(paint: Paint) -> Group:
    nodes: list[Node] = []
    for i, (y, swing, distance) in enumerate(((430, 90, 0.88), (500, 60, 0.72))):
        points = ridge(paint.random(f"far {i}"), y, swing, 0.5)
        nodes.append(
            fill(
                land(points),
                vertical(
                    y - swing, y + 160, (0.0, _shade(paint, distance)), (1.0, _shade(paint, min(1.0, distance + 0.1)))
                ),
            )
        )
        if paint.variant == "city":
            roofs = skyline(paint.random(f"skyline {i}"), y + 60.0)
            nodes.insert(
                -1,
                fill(
                    roofs,
                    vertical(y - 200, y + 60, (0.0, _shade(paint, distance - 0.06)), (1.0, _shade(paint, distance))),
                ),
            )
    return Group(tuple(nodes), name="far ridge")


def _far_fish(paint: Paint, side: float) -> Group:
    colour = _shade(paint, 0.45)
    return Group(
        (
            shoal(paint, "far shoal", (800 - side * 280, 250.0), 22, 17.0, colour, 16.0),
            shoal(paint, "second far shoal", (800 + side * 420, 380.0), 14, 13.0, colour, 12.0),
        ),
        name="far fish",
    )


def _arch(paint: Paint, side: float) -> Group:
    """A rock arch overgrown with corals."""
    rock = _shade(paint, 0.42)
    x = 800 + side * 500
    arch: list[Point] = [
        (x - 420, 640),
        (x - 350, 420),
        (x - 250, 300),
        (x - 60, 240),
        (x + 150, 270),
        (x + 330, 360),
        (x + 470, 640),
    ]
    hole: list[Point] = [(x + 150, 640), (x + 130, 470), (x + 20, 390), (x - 130, 400), (x - 190, 490), (x - 170, 640)]
    points = ridge(paint.random("middle"), 596, 20, 0.4)
    body = Path((*smooth(arch, tension=0.6).commands, *smooth(hole, tension=0.6).commands))
    nodes: list[Node] = [
        fill(body, vertical(240, 620, (0.0, paint.bright(rock, 0.22)), (1.0, paint.deep(rock, 0.25)))),
        *coral_bank(paint, "arch side", x - 345, x - 315, 396.0, 70.0, 1, 0.45),
        *coral_bank(paint, "arch shoulder", x - 260, x - 230, 312.0, 70.0, 1, 0.45, 3),
        *coral_bank(paint, "top corals", x - 90, x + 220, 272.0, 80.0, 4, 0.45),
        hill(paint, points, mix(rock, paint.local("#c9b489"), 0.35), None, 120.0),
        *coral_bank(
            paint, "far corals", 800 - side * 1100 if side > 0 else 900, 700 if side > 0 else 1900, 612.0, 90.0, 8, 0.5
        ),
        *(kelp(paint, "arch", kx, 626.0, 260.0, _shade(paint, 0.3), 4) for kx in (800 - side * 250, 800 - side * 560)),
    ]
    return Group(tuple(nodes), name="arch")


def _wreck(paint: Paint, side: float) -> Group:
    """A ship that lies on its side with broken masts, a hole in its planks."""
    wood = mix(_shade(paint, 0.3), paint.local("#6a5040"), 0.4)
    x = 800 + side * 430

    def at(px: float, py: float) -> Point:
        return x + side * px, py

    hull = [
        at(-470, 400),
        at(-380, 430),
        at(150, 470),
        at(420, 380),
        at(440, 420),
        at(330, 660),
        at(-300, 660),
        at(-420, 560),
    ]
    planks = [
        smooth([at(-430 + 16 * k, 430 + 40 * k), at(0, 492 + 36 * k), at(400 - 18 * k, 440 + 40 * k)], closed=False)
        for k in range(5)
    ]
    masts = [
        polygon([at(-150, 470), at(-260, 120)], closed=False),
        polygon([at(160, 470), at(110, 230)], closed=False),
        polygon([at(-330, 250), at(-120, 200)], closed=False),
        polygon([at(-420, 410), at(-640, 300)], closed=False),
    ]
    ropes = [
        polygon([at(-250, 150), at(-440, 404)], closed=False),
        polygon([at(-250, 150), at(140, 466)], closed=False),
        polygon([at(112, 240), at(400, 390)], closed=False),
    ]
    ports = [
        rectangle(min(at(px, 0)[0], at(px + 34, 0)[0]), 530 + (px + 200) * 0.02, 34, 30, 4)
        for px in (-240, -150, -60, 200)
    ]
    points = ridge(paint.random("middle"), 612, 16, 0.4)
    hole = [at(30, 540), at(70, 508), at(110, 530), at(140, 510), at(160, 570), at(120, 620), at(70, 600), at(40, 610)]
    nodes: list[Node] = [
        strokes(masts, paint.deep(wood, 0.2), 17.0),
        strokes(ropes, paint.deep(wood, 0.4), 2.6, 0.7),
        fill(
            smooth(hull, tension=0.3), vertical(380, 660, (0.0, paint.bright(wood, 0.18)), (1.0, paint.deep(wood, 0.5)))
        ),
        strokes(planks, paint.deep(wood, 0.5), 3.6, 0.7),
        line([at(-476, 398), at(-370, 424), at(150, 462), at(430, 372)], paint.bright(wood, 0.3), 9.0),
        fill(joined(ports), paint.deep(wood, 0.75)),
        facet(hole, paint.deep(wood, 0.85)),
        hill(paint, points, mix(_shade(paint, 0.42), paint.local("#c9b489"), 0.3), None, 120.0),
        *(
            kelp(paint, "wreck", x + side * kx, 630.0, tall, _shade(paint, 0.2), 5)
            for kx, tall in ((-560, 380.0), (-700, 300.0), (380, 330.0), (-1000, 420.0), (-1200, 340.0))
        ),
    ]
    return Group(tuple(nodes), name="wreck")


def _city(paint: Paint, side: float) -> Group:
    """A temple with its steps on one side, an arcade and a dome on the other, and a street between them."""
    stone = mix(_shade(paint, 0.4), paint.local("#cbb89a", 0.4), 0.42)
    far = mix(_shade(paint, 0.62), stone, 0.4)
    sand = mix(_shade(paint, 0.42), paint.local("#c9b489"), 0.35)
    kelps = ((460, 300.0), (860, 240.0), (-900, 330.0), (-300, 160.0))
    return Group(
        (
            *dome(paint, 800 - side * 330, 604.0, 300.0, far),
            *temple(paint, 800 + side * 500, 590.0, 640.0, stone),
            *arcade(paint, 800 - side * 720, 622.0, 640.0, stone),
            hill(paint, ridge(paint.random("middle"), 626, 12, 0.4), sand, None, 120.0),
            *coral_bank(paint, "steps", 800 + side * 300, 800 + side * 420, 634.0, 60.0, 2, 0.4),
            *coral_bank(paint, "fallen", 800 - side * 560, 800 - side * 440, 640.0, 80.0, 3, 0.4),
            *(kelp(paint, "city", 800 + side * x, 634.0, tall, _shade(paint, 0.24), 4) for x, tall in kelps),
        ),
        name="city",
    )


def _vents(paint: Paint, side: float) -> Group:
    """Black chimneys of the deep, glowing at the foot, and jellyfish over them."""
    rock = _shade(paint, 0.3)
    fire = mix(paint.scheme.accent, "#ff6a3a", 0.4)
    nodes: list[Node] = []
    for x, tall in (
        (800 + side * 480, 330.0),
        (800 + side * 610, 220.0),
        (800 - side * 560, 260.0),
        (800 - side * 900, 340.0),
    ):
        spire: list[Point] = [
            (x - 90, 640),
            (x - 44, 640 - tall * 0.6),
            (x - 22, 640 - tall),
            (x + 24, 640 - tall * 1.02),
            (x + 40, 640 - tall * 0.5),
            (x + 96, 640),
        ]
        nodes += [
            glow(x, 640 - tall, 150.0, fire, 0.5),
            fill(
                smooth(spire, tension=0.3),
                vertical(640 - tall, 640, (0.0, mix(rock, fire, 0.35)), (0.3, rock), (1.0, paint.deep(rock, 0.4))),
            ),
        ]
    points = ridge(paint.random("middle"), 610, 18, 0.5)
    nodes.append(hill(paint, points, rock, None, 120.0))
    tints = [mix(paint.local(tint, 0.3), "#b8f4ff", 0.35) for tint in TINTS]
    for k, (x, y, size) in enumerate(
        (
            (800 - side * 330, 230.0, 62.0),
            (800 + side * 250, 150.0, 44.0),
            (800 - side * 620, 380.0, 36.0),
            (800 + side * 700, 250.0, 52.0),
        )
    ):
        jelly = jellyfish(paint, x, y, size, tints[k], k * 1.7)
        nodes += [glow(x, y, size * 3.4, tints[k], 0.45), jelly]
    return Group(tuple(nodes), name="vents")


def _fish(paint: Paint, side: float) -> Group:
    tints = [paint.local(tint, 0.3) for tint in ("#f0a03c", "#f0d452")]
    if paint.variant == "deep":
        return Group((motes(paint, "plankton", 80.0, 700.0, mix(tints[0], "#b8f4ff", 0.75)),), name="fish")
    return Group(
        (
            shoal(paint, "near shoal", (800 + side * 330, 330.0), 7, 26.0, tints[0], 30.0),
            shoal(paint, "second shoal", (800 - side * 480, 480.0), 5, 22.0, tints[1], 24.0),
            motes(paint, "plankton", 60.0, 680.0, mix(water_colours(paint)[0], "#ffffff", 0.5), 3),
        ),
        name="fish",
    )


def _floor(paint: Paint, side: float) -> Group:
    random = paint.random("floor")
    _, far, deep = water_colours(paint)
    sand = mix(mix(paint.local("#d9c49a", 0.35), far, 0.4), deep, _dim(paint))
    rock = _shade(paint, 0.05)
    points = ridge(random, 652, 16, 0.3)
    ripples = [
        smooth([(x, y), (x + w * 0.3, y - 6), (x + w * 0.65, y + 4), (x + w, y - 3)], closed=False)
        for x, y, w in (
            (random.uniform(LEFT, RIGHT), random.uniform(672, 900), random.uniform(80, 260)) for _ in range(46)
        )
    ]
    tints = 0.16 + _dim(paint) * 0.5
    nodes: list[Node] = [
        hill(paint, points, paint.bright(sand, 0.18), paint.deep(sand, 0.45), 330.0),
        rim_light(paint, points, 3.0, 0.35),
        strokes(ripples[::2], paint.deep(sand, 0.3), 2.6, 0.4),
        strokes(ripples[1::2], paint.bright(sand, 0.4), 2.6, 0.4),
        patches(paint, "sand light", 672, 900, 20, mix(sand, "#ffffff", 0.35), 0.22),
        *stones(paint, "stones", 672, 900, 12, 22.0, rock),
        *boulder(paint, random, 800 + side * 590, 748.0, 190.0, rock),
        *boulder(paint, random, 800 - side * 690, 740.0, 150.0, rock),
    ]
    for name, x, y, size, count in (
        ("a", 800 + side * 560, 700.0, 150.0, 4),
        ("b", 800 - side * 620, 716.0, 130.0, 4),
        ("c", 800 + side * 840, 760.0, 170.0, 3),
        ("d", 800 - side * 900, 764.0, 160.0, 3),
    ):
        nodes += coral_bank(paint, f"corals {name}", x - 150, x + 150, y + 30, size, count, tints)
    leaf = mix(paint.scheme.foliage, deep, 0.3 + _dim(paint) * 0.4)
    nodes += [
        kelp(paint, "near", 800 + side * dx, 752.0, tall, leaf)
        for dx, tall in ((-560, 300.0), (690, 380.0), (-800, 420.0))
    ]
    return Group(tuple(nodes), name="floor")


def _bubbles(paint: Paint, side: float) -> Group:
    return Group(
        (
            *bubbles(paint, "bubbles", 800 + side * 440, 700.0, 640.0),
            *bubbles(paint, "bubbles", 800 - side * 560, 690.0, 600.0, 3),
        ),
        name="bubbles",
    )


def _foreground(paint: Paint) -> Group:
    """Dark kelp and rock at the sides of the picture."""
    random = paint.random("foreground")
    _, _, deep = water_colours(paint)
    dark = mix(paint.near, deep, 0.4)
    leaves: list[Path] = []
    for x in (-300, -190, -90, 10, 70, 1530, 1600, 1690, 1800, 1900):
        tall, lean = random.uniform(330, 640), random.uniform(-60, 60)
        spine = [
            (x + lean * u + 20 * (1 if i % 2 else -1), 1220 - (tall + 300) * u)
            for i, u in enumerate((0.0, 0.2, 0.4, 0.6, 0.8, 1.0))
        ]
        wide = [26, 34, 32, 26, 16, 0]
        left = [(px - w, py) for (px, py), w in zip(spine, wide, strict=True)]
        right = [(px + w, py) for (px, py), w in zip(spine, wide, strict=True)]
        leaves.append(smooth([*left, *reversed(right)]))
    mound: list[Point] = [(LEFT - 60, 830), (60, 880), (420, BOTTOM), (1200, BOTTOM), (1540, 880), (RIGHT + 60, 820)]
    return Group(
        (fill(joined(leaves), dark), blob([*mound, (RIGHT + 60, BOTTOM), (LEFT - 60, BOTTOM)], dark)),
        blur=4.0,
        name="foreground",
    )
