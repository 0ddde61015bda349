"""The shell of a room: back wall, floor in perspective, windows with the hour behind them, and the light they let in."""

import math

from generation.animatic.art import Group, Matrix, Node, Path, Point, Radial, Shape, polygon, rectangle, shift, smooth
from generation.animatic.colour import mix
from generation.animatic.motifs.brush import (
    across,
    blob,
    block,
    disc,
    everywhere,
    facet,
    fill,
    glow,
    joined,
    land,
    line,
    ridge,
    stops,
    strokes,
    vertical,
)
from generation.animatic.motifs.paint import Paint
from generation.animatic.stage import BOTTOM, LEFT, RIGHT, TOP
from generation.animatic.weather import flash_at

FLOOR = 652.0
"""Where the back wall meets the floor."""
VANISHING: Point = (800.0, 400.0)


def wall(paint: Paint, colour: str) -> Node:
    """The back wall: lighter around the middle, where the light falls and figures stand, darker to the corners."""
    dim = paint.deep(colour, 0.34)
    return Group(
        (
            block(
                LEFT,
                TOP,
                RIGHT - LEFT,
                FLOOR - TOP + 2,
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
                FLOOR - TOP + 2,
                across(LEFT, RIGHT, (0.0, dim, 0.9), (0.32, dim, 0.0), (0.68, dim, 0.0), (1.0, dim, 0.9)),
            ),
        )
    )


def stripes(paint: Paint, colour: str, step: float = 44.0) -> Node:
    """Striped wallpaper."""
    bars = [rectangle(LEFT + i * step, TOP, step * 0.42, FLOOR - TOP) for i in range(int((RIGHT - LEFT) / step) + 1)]
    return fill(joined(bars), paint.bright(colour, 0.2), 0.22)


def panels(paint: Paint, top: float, colour: str) -> list[Node]:
    """Wooden panelling from the floor up to `top`."""
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


def view(
    paint: Paint, x: float, y: float, width: float, height: float, arched: bool = False, town: bool = False
) -> Group:
    """What a window shows, cut to its pane: sky, sun glow or moon, hills or roofs, and the weather out there."""
    light = paint.outside
    left, top = x - width / 2, y - height / 2
    pane = arch(x, y, width, height) if arched else rectangle(left, top, width, height)
    far = [(px, top + height * 0.7 + (py - 500) * 0.5) for px, py in ridge(paint.random(f"view {x:.0f}"), 500, 40)]
    nodes: list[Node] = [
        block(
            left,
            top,
            width,
            height,
            vertical(top, top + height * 0.86, (0.0, light.sky_top), (0.5, light.sky_middle), (1.0, light.horizon)),
        ),
        glow(x + width * 0.25, top + height * (0.3 if light.night else 0.62), max(width, height) * 0.6, light.sun, 0.5),
    ]
    if light.night and paint.setting.weather in {"clear", "wind", "cloudy"}:
        random = paint.random("panes")
        nodes += [
            disc(x + width * 0.22, top + height * 0.3, width * 0.09, mix(light.sun, "#ffffff", 0.4)),
            fill(
                joined(
                    rectangle(left + width * random.random(), top + height * 0.6 * random.random(), 2, 2, 1)
                    for _ in range(26)
                ),
                "#ffffff",
                0.8,
            ),
        ]
    nodes += [
        fill(land(far), mix(light.far, light.horizon, 0.15)),
        fill(
            land([(px, py + height * 0.1) for px, py in reversed([(2 * x - qx, qy) for qx, qy in far])]),
            mix(light.foliage, light.far, 0.4),
        ),
    ]
    if town:
        nodes.append(_roofs(paint, left, top + height, width, height))
    nodes += _falling(paint, left, top, width, height)
    return Group(tuple(nodes), clip=pane, name="view")


def _roofs(paint: Paint, left: float, foot: float, width: float, height: float) -> Node:
    random = paint.random(f"roofs {left:.0f}")
    shapes: list[Path] = []
    x = left
    while x < left + width:
        w, h = width * random.uniform(0.16, 0.3), height * random.uniform(0.16, 0.42)
        shapes.append(
            polygon([(x, foot), (x, foot - h), (x + w / 2, foot - h - w * 0.3), (x + w, foot - h), (x + w, foot)])
        )
        x += w
    return fill(joined(shapes), mix(paint.outside.far, paint.outside.shadow, 0.35))


def _falling(paint: Paint, left: float, top: float, width: float, height: float) -> list[Node]:
    kind = paint.setting.weather
    if kind not in {"rain", "storm", "snow"}:
        return []
    random = paint.random(f"falling {left:.0f}")
    white = mix(paint.outside.horizon, "#ffffff", 0.5)
    speed = 60.0 if kind == "snow" else 620.0
    marks: list[Path] = []
    for _ in range(26):
        px, py = left + width * random.random(), top - height + height * random.random()
        for row in range(2):
            sy = py + row * height
            marks.append(rectangle(px, sy, 3.4, 3.4, 1.7) if kind == "snow" else rectangle(px, sy, 1.5, 26))
    nodes: list[Node] = [
        Group(
            (fill(joined(marks), white, 0.85 if kind == "snow" else 0.4),),
            transform=lambda t: shift(0.0, (t * speed) % height),
        )
    ]
    if kind == "storm":
        nodes.append(Group((block(left, top, width, height, "#eef3ff"),), opacity=lambda t: 0.85 * flash_at(paint, t)))
    return nodes


def arch(x: float, y: float, width: float, height: float) -> Path:
    """An opening with a round head, around its middle."""
    left, right, top, foot = x - width / 2, x + width / 2, y - height / 2, y + height / 2
    spring = top + width / 2
    return Path(
        (
            ("M", left, foot),
            ("L", left, spring),
            ("C", left, top + width * 0.2, x - width * 0.27, top, x, top),
            ("C", x + width * 0.27, top, right, top + width * 0.2, right, spring),
            ("L", right, foot),
            ("Z",),
        )
    )


def window(
    paint: Paint,
    x: float,
    y: float,
    width: float,
    height: float,
    arched: bool = False,
    curtains: str | None = None,
    panes: tuple[int, int] = (2, 3),
    town: bool = False,
    frame: str | None = None,
) -> list[Node]:
    """A window in the back wall: reveal, view, bars, sill, and curtains of the colour given."""
    wood = frame or paint.local("#efe6d6", 0.25)
    left, top, right, foot = x - width / 2, y - height / 2, x + width / 2, y + height / 2
    reveal = (
        arch(x, y - 4, width + 28, height + 28)
        if arched
        else rectangle(left - 14, top - 14, width + 28, height + 28, 3)
    )
    bars = [
        polygon([(left + width * i / panes[0], top - 2), (left + width * i / panes[0], foot)], closed=False)
        for i in range(1, panes[0])
    ]
    bars += [
        polygon([(left, top + height * i / panes[1]), (right, top + height * i / panes[1])], closed=False)
        for i in range(1, panes[1])
    ]
    nodes: list[Node] = [
        fill(reveal, vertical(top, foot, (0.0, paint.deep(wood, 0.35)), (1.0, wood))),
        view(paint, x, y, width, height, arched, town),
        strokes(bars, wood, 6.0),
        block(left - 26, foot + 8, width + 52, 14, paint.bright(wood, 0.2), radius=3),
        block(left - 20, foot + 22, width + 40, 12, paint.scheme.shadow, 0.22),
    ]
    if curtains:
        nodes += _curtains(paint, left, right, top, foot, curtains)
    return nodes


def _curtains(paint: Paint, left: float, right: float, top: float, foot: float, cloth: str) -> list[Node]:
    nodes: list[Node] = []
    wide = (right - left) * 0.34
    for side, edge in ((-1, left), (1, right)):
        outer, inner = edge + side * wide * 0.75, edge - side * wide * 0.4
        outline = smooth(
            [
                (outer, top - 26),
                (inner, top - 26),
                (inner + side * wide * 0.05, top + (foot - top) * 0.35),
                (edge + side * wide * 0.18, top + (foot - top) * 0.62),
                (edge - side * wide * 0.02, foot + 56),
                (outer, foot + 60),
            ],
            tension=0.5,
        )
        folds = [
            smooth(
                [
                    (inner + (outer - inner) * k, top - 22),
                    (inner + (outer - inner) * (k * 0.7 + 0.28), top + (foot - top) * 0.62),
                    (edge + side * wide * (0.1 + 0.6 * k), foot + 54),
                ],
                closed=False,
            )
            for k in (0.2, 0.42, 0.64, 0.84)
        ]
        ends = sorted(((inner, paint.bright(cloth, 0.2)), (outer, paint.deep(cloth, 0.3))))
        nodes += [
            fill(outline, across(ends[0][0], ends[1][0], (0.0, ends[0][1]), (1.0, ends[1][1]))),
            strokes(folds, paint.deep(cloth, 0.4), 3.0, 0.5),
        ]
    pole = paint.local("#6b4a34")
    return [
        *nodes,
        line([(left - wide - 12, top - 30), (right + wide + 12, top - 30)], pole, 8.0),
        disc(left - wide - 14, top - 30, 8.0, paint.scheme.accent),
        disc(right + wide + 14, top - 30, 8.0, paint.scheme.accent),
    ]


def window_light(paint: Paint, x: float, y: float, width: float, height: float) -> Group:
    """The light that a window lays over the floor, and the shaft it comes in: sun by day, the moon's blue by night."""
    light = paint.outside
    night = light.night
    colour = mix(light.horizon, "#ffffff", 0.1) if night else mix(light.sun, light.horizon, 0.4)
    strength = {"rain": 0.3, "storm": 0.2, "fog": 0.4, "snow": 0.6, "cloudy": 0.5}.get(paint.setting.weather, 1.0) * (
        0.5 if night else 0.8
    )
    way = -1.0 if x > 800 else 1.0
    left, right = x - width / 2, x + width / 2
    run = way * 250.0
    pool = [
        (left + run * 0.75, FLOOR + 40),
        (right + run * 0.75, FLOOR + 40),
        (right + run * 1.6 + 60, 850),
        (left + run * 1.6 - 30, 850),
    ]
    shaft = [
        (left, y - height / 2),
        (right, y - height / 2),
        (right + run * 1.6 + 60, 850),
        (left + run * 1.6 - 30, 850),
    ]
    bar = (pool[0][0] + pool[1][0]) / 2, (pool[2][0] + pool[3][0]) / 2
    halves = [
        polygon([pool[0], (bar[0] - 6, FLOOR + 40), (bar[1] - 10, 850), pool[3]]),
        polygon([(bar[0] + 6, FLOOR + 40), pool[1], pool[2], (bar[1] + 10, 850)]),
    ]
    return Group(
        (
            Group(
                (
                    facet(
                        shaft,
                        vertical(y - height / 2, 850, (0.0, colour, 0.3 * strength), (1.0, colour, 0.04 * strength)),
                    ),
                ),
                blur=7.0,
            ),
            Group(
                (
                    fill(
                        joined(halves),
                        vertical(FLOOR, 860, (0.0, colour, 0.55 * strength), (1.0, colour, 0.2 * strength)),
                    ),
                ),
                blur=4.0,
            ),
        ),
        blend="screen",
        name="window light",
    )


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


__all__ = ["Shape", "blob"]
