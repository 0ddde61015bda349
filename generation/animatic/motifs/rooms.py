"""The shell of a room: back wall, floor in perspective, windows with the hour behind them, and the light they let in."""

import math

from generation.animatic.art import Group, Linear, Matrix, Node, Path, Point, Radial, Shape, polygon, rectangle, smooth
from generation.animatic.colour import mix
from generation.animatic.motifs.brush import (
    across,
    block,
    disc,
    everywhere,
    fill,
    glow,
    joined,
    stops,
    strokes,
    vertical,
)
from generation.animatic.motifs.interiors import panels_of, wall_of
from generation.animatic.motifs.paint import Paint
from generation.animatic.stage import BOTTOM, LEFT, RIGHT, TOP, Layer, Stage

FLOOR = 652.0
"""Where the back wall meets the floor."""


VANISHING: Point = (800.0, 400.0)


def wall(paint: Paint, colour: str) -> Node:
    """The back wall: lighter around the middle, where the light falls and figures stand, darker to the corners.

    It goes on behind the floor, so that it fills the frame by itself.
    """
    if drawn := wall_of(paint, colour):
        return drawn
    dim = paint.deep(colour, 0.34)
    return Group(
        (
            block(
                LEFT,
                TOP,
                RIGHT - LEFT,
                BOTTOM - TOP,
                vertical(
                    TOP,
                    FLOOR,
                    (0.0, paint.deep(colour, 0.5)),
                    (0.4, colour),
                    (0.85, paint.bright(colour, 0.07)),
                    (1.0, colour),
                ),
            ),
            block(
                LEFT,
                TOP,
                RIGHT - LEFT,
                BOTTOM - TOP,
                across(LEFT, RIGHT, (0.0, dim, 0.9), (0.32, dim, 0.0), (0.68, dim, 0.0), (1.0, dim, 0.9)),
            ),
        )
    )


def stripes(paint: Paint, colour: str, step: float = 44.0) -> Node:
    """Striped wallpaper, which neither the middle ages nor the future hang."""
    if paint.setting.period in ("medieval", "future"):
        return Group(())
    bright, soft = paint.bright(colour, 0.2), 0.02
    bar = ((0.0, 0.0), (soft, 0.22), (0.42, 0.22), (0.42 + soft, 0.0), (1.0, 0.0))
    # A gradient that comes again is a fraction of the work of sixty bars.
    paper = Linear((LEFT, 0), (LEFT + step, 0), stops(*((at, bright, part) for at, part in bar)), again=True)
    return Shape(rectangle(LEFT, TOP, RIGHT - LEFT, FLOOR - TOP), paper)


def panels(paint: Paint, top: float, colour: str) -> list[Node]:
    """Wooden panelling from the floor up to `top`, or what its period has there."""
    if (drawn := panels_of(paint, top, colour)) is not None:
        return drawn
    wide = 150.0
    frames: list[Path] = []
    x = LEFT
    while x < RIGHT:
        frames.append(rectangle(x + 16, top + 26, wide - 32, FLOOR - top - 62, 3))
        x += wide
    return [
        block(
            LEFT,
            top,
            RIGHT - LEFT,
            FLOOR - top,
            vertical(top, FLOOR, (0.0, paint.bright(colour, 0.06)), (1.0, paint.deep(colour, 0.28))),
        ),
        fill(joined(frames), paint.deep(colour, 0.34), 0.5),
        fill(
            joined(
                rectangle(LEFT + i * wide + 20, top + 31, wide - 40, FLOOR - top - 72, 3)
                for i in range(int((RIGHT - LEFT) / wide) + 1)
            ),
            colour,
            0.75,
        ),
        block(LEFT, top - 8, RIGHT - LEFT, 13, paint.bright(colour, 0.24)),
    ]


def masonry(paint: Paint, name: str, colour: str, block_height: float = 54.0, count: int = 130) -> list[Node]:
    """Dressed stone: courses, staggered joints, and single stones of another tone."""
    random = paint.random(name)
    joints: list[Path] = []
    tones: tuple[list[Path], list[Path]] = ([], [])
    rows = int((FLOOR - TOP) / block_height) + 1
    for row in range(rows):
        y = FLOOR - row * block_height
        joints.append(polygon([(LEFT, y), (RIGHT, y)], closed=False))
        x = LEFT + (row % 2) * block_height * 0.9
        while x < RIGHT:
            wide = block_height * random.uniform(1.5, 2.1)
            joints.append(polygon([(x, y), (x, y - block_height)], closed=False))
            if random.random() < count / 400:
                tones[random.randrange(2)].append(rectangle(x + 2, y - block_height + 2, wide - 4, block_height - 4, 4))
            x += wide
    return [
        fill(joined(tones[0]), paint.bright(colour, 0.14), 0.4),
        fill(joined(tones[1]), paint.deep(colour, 0.26), 0.35),
        strokes(joints, paint.deep(colour, 0.42), 2.4, 0.5),
    ]


def planks(paint: Paint, name: str, colour: str, step: float = 62.0, logs: bool = False) -> list[Node]:
    """A wall of boards, or of logs with round shading."""
    random = paint.random(name)
    rows = int((FLOOR - TOP) / step) + 1
    seams = [polygon([(LEFT, FLOOR - k * step), (RIGHT, FLOOR - k * step)], closed=False) for k in range(rows)]
    grain: list[Path] = []
    for _ in range(90):
        x, y, long = random.uniform(LEFT, RIGHT), random.uniform(TOP, FLOOR), random.uniform(40, 170)
        grain.append(smooth([(x, y), (x + long / 2, y + random.uniform(-3, 3)), (x + long, y)], closed=False))
    knots = [rectangle(random.uniform(LEFT, RIGHT), random.uniform(0, FLOOR - 20), 9, 6, 3) for _ in range(20)]
    nodes: list[Node] = [
        strokes(grain, paint.deep(colour, 0.4), 1.6, 0.35),
        fill(joined(knots), paint.deep(colour, 0.5), 0.5),
        strokes(seams, paint.deep(colour, 0.6), 3.4, 0.7),
    ]
    if logs:
        nodes += [
            fill(
                joined(rectangle(LEFT, FLOOR - k * step - step * 0.78, RIGHT - LEFT, step * 0.26) for k in range(rows)),
                paint.bright(colour, 0.28),
                0.32,
            ),
            fill(
                joined(rectangle(LEFT, FLOOR - k * step - step * 0.26, RIGHT - LEFT, step * 0.26) for k in range(rows)),
                paint.deep(colour, 0.5),
                0.34,
            ),
        ]
    return nodes


def floor(paint: Paint, colour: str, kind: str = "boards") -> list[Node]:
    """The floor, its boards or tiles running to the vanishing point, darker towards the camera."""
    vx, vy = VANISHING
    nodes: list[Node] = [
        block(
            LEFT,
            FLOOR,
            RIGHT - LEFT,
            BOTTOM - FLOOR,
            vertical(
                FLOOR,
                1050,
                (0.0, paint.deep(colour, 0.12)),
                (0.3, paint.bright(colour, 0.1)),
                (1.0, paint.deep(colour, 0.5)),
            ),
        )
    ]
    part = (FLOOR - vy) / (BOTTOM - vy)
    width = 330.0 if kind == "tiles" else 210.0
    feet = [vx + i * width for i in range(-16, 17)]
    seams = [polygon([(vx + (foot - vx) * part, FLOOR), (foot, BOTTOM)], closed=False) for foot in feet]
    if kind == "tiles":
        y, rows = FLOOR, [FLOOR]
        while y < BOTTOM:
            y = vy + (y - vy) * 1.15
            rows.append(y)
        dark = [
            polygon(
                [
                    _floor_at(feet[i], rows[k]),
                    _floor_at(feet[i + 1], rows[k]),
                    _floor_at(feet[i + 1], rows[k + 1]),
                    _floor_at(feet[i], rows[k + 1]),
                ]
            )
            for k in range(len(rows) - 1)
            for i in range(32)
            if (i + k) % 2
        ]
        return [*nodes, fill(joined(dark), paint.deep(colour, 0.34), 0.55), _skirting(paint, colour)]
    random = paint.random("boards")
    ends: list[Path] = []
    tones: list[Path] = []
    for i in range(32):
        for _ in range(2):
            y = vy + (FLOOR - vy) * 1.9 ** random.random() * 1.05
            ends.append(polygon([_floor_at(feet[i], y), _floor_at(feet[i + 1], y)], closed=False))
        if random.random() < 0.36:
            y0, y1 = FLOOR, random.uniform(760, 1200)
            tones.append(
                polygon(
                    [
                        _floor_at(feet[i], y0),
                        _floor_at(feet[i + 1], y0),
                        _floor_at(feet[i + 1], y1),
                        _floor_at(feet[i], y1),
                    ]
                )
            )
    return [
        *nodes,
        fill(joined(tones), paint.deep(colour, 0.3), 0.3),
        strokes(seams, paint.deep(colour, 0.55), 2.0, 0.6),
        strokes(ends, paint.deep(colour, 0.55), 1.6, 0.5),
        _skirting(paint, colour),
    ]


def _floor_at(foot: float, y: float) -> Point:
    vx, vy = VANISHING
    return vx + (foot - vx) * (y - vy) / (BOTTOM - vy), y


def _skirting(paint: Paint, colour: str) -> Node:
    wood = paint.deep(mix(colour, paint.scheme.wall, 0.3), 0.3)
    return Group(
        (
            block(LEFT, FLOOR - 18, RIGHT - LEFT, 19, wood),
            block(LEFT, FLOOR - 18, RIGHT - LEFT, 3, paint.bright(wood, 0.35)),
            block(
                LEFT,
                FLOOR,
                RIGHT - LEFT,
                26,
                vertical(FLOOR, FLOOR + 26, (0.0, paint.scheme.shadow, 0.4), (1.0, paint.scheme.shadow, 0.0)),
            ),
        )
    )


def beams(paint: Paint, y: float = 36.0) -> list[Node]:
    """Ceiling beams that come towards the camera."""
    wood = paint.local("#4d362a")
    ends: list[Path] = []
    lights: list[Path] = []
    for i in range(-4, 5):
        x = 800 + i * 250.0
        out = 800 + i * 250 * 2.0
        ends.append(polygon([(x - 26, y + 30), (x + 26, y + 30), (out + 60, TOP), (out - 60, TOP)]))
        lights.append(rectangle(x - 26, y + 24, 52, 7))
    return [
        block(
            LEFT,
            TOP,
            RIGHT - LEFT,
            y + 6 - TOP,
            vertical(TOP, y, (0.0, paint.deep(wood, 0.7)), (1.0, paint.deep(wood, 0.4))),
        ),
        fill(joined(ends), vertical(TOP, y + 30, (0.0, paint.deep(wood, 0.5)), (1.0, wood))),
        fill(joined(lights), paint.bright(wood, 0.2)),
        block(LEFT, y, RIGHT - LEFT, 22, paint.deep(wood, 0.2)),
        block(
            LEFT,
            y + 22,
            RIGHT - LEFT,
            30,
            vertical(y + 22, y + 52, (0.0, paint.scheme.shadow, 0.4), (1.0, paint.scheme.shadow, 0.0)),
        ),
    ]


def lamplight(paint: Paint) -> list[Node]:
    """What lamps do to a room after dark: warm light where people stand, the corners left to the night."""
    if not paint.dark:
        return []
    night = mix(paint.scheme.shadow, paint.outside.sky_top, 0.4)
    corners = Radial(
        (800.0, 470.0), 1300.0, stops((0.0, night, 0.0), (0.42, night, 0.0), (0.75, night, 0.5), (1.0, night, 0.78))
    )
    warm = mix(paint.scheme.accent, paint.scheme.sun, 0.5)
    return [glow(800.0, 420.0, 760.0, warm, 0.3), glow(800.0, 770.0, 620.0, warm, 0.26, 0.25), everywhere(corners)]


def dust(paint: Paint, x: float, y: float, spread: float) -> Group:
    """Motes that float in the light."""
    random = paint.random("dust")
    motes: list[Node] = []
    for _ in range(8):
        dx, dy, p = random.uniform(-spread, spread), random.uniform(-spread * 0.6, spread * 0.6), random.uniform(0, 6)
        motes.append(
            Group(
                (disc(0, 0, random.uniform(1.2, 2.6), mix(paint.scheme.sun, "#ffffff", 0.5)),),
                transform=lambda t, dx=dx, dy=dy, p=p: Matrix(
                    e=x + dx + 24 * math.sin(t * 0.31 + p), f=y + dy + 16 * math.sin(t * 0.23 + p * 2) - 3 * t
                ),
                opacity=lambda t, p=p: 0.35 + 0.3 * math.sin(t * 0.8 + p),
            )
        )
    return Group(tuple(motes), name="dust")


Parts = tuple[list[Node], list[Node], list[Node]]
"""What hangs on and stands at the wall; what stands nearer; what flickers and moves."""


def furnished(paint: Paint, parts: Parts, window: Group | None, foreground: Group, detail: Point) -> Stage:
    """A room as a stage: its wall and floor, the light from its window, lamps, and furniture at the sides."""
    wall, near, alive = parts
    clocks = [node for node in alive if isinstance(node, Group) and node.name == "clock"]
    alive = [node for node in alive if node not in clocks]
    layers = [Layer("wall", 0.75, Group((*wall, *clocks), name="wall"))]
    motes = dust(paint, 720.0, 520.0, 230.0)
    shining = (window, motes) if window is not None else (motes,)
    layers.append(Layer("window light", 0.8, Group(shining), blurs=False))
    if alive:
        layers.append(Layer("lamps", 0.82, Group(tuple(alive), name="lamps"), blurs=False))
    layers.append(Layer("furniture", 0.92, Group((*near, *lamplight(paint)), name="furniture")))
    return Stage(
        scheme=paint.scheme,
        behind=tuple(layers),
        front=(Layer("foreground", 1.45, foreground),),
        horizon=FLOOR,
        detail=detail,
        standing="floor",
        headroom=700.0,
    )


def jug_and_sack(paint: Paint) -> Group:
    """What stands before the camera in a workshop, dark and out of focus, at the frame's sides."""
    dark = paint.near
    jug = smooth(
        [
            (-90, 1260),
            (-120, 930),
            (-80, 830),
            (-40, 800),
            (-50, 740),
            (30, 740),
            (20, 800),
            (70, 830),
            (110, 930),
            (80, 1260),
        ],
        tension=0.7,
    )
    sack = smooth(
        [(1520, 1260), (1490, 980), (1530, 860), (1620, 800), (1720, 790), (1900, 830), (2100, 1260)], tension=0.8
    )
    things: list[Path] = [jug, sack, rectangle(-500.0, 900.0, 560.0, 400.0, 20.0)]
    return Group((fill(joined(things), dark),), blur=6.0, name="foreground")
