"""Windows of a room: what they show of the hour and the weather, their curtains, and the light they let in."""

from generation.animatic.art import Group, Node, Path, polygon, rectangle, shift, smooth
from generation.animatic.colour import mix
from generation.animatic.motifs.brush import (
    across,
    block,
    disc,
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
from generation.animatic.motifs.paint import Paint
from generation.animatic.motifs.rooms import FLOOR
from generation.animatic.motifs.season import at_window
from generation.animatic.weather import flash_at


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
            disc(x + width * 0.22, top + height * 0.3, min(width, height) * 0.1, mix(light.sun, "#ffffff", 0.4)),
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
    nodes += at_window(paint, left, top, width, height)
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
    if paint.setting.period == "medieval":
        wood, panes, curtains = paint.local("#533a2a", 0.3), (4, 5), None
    elif paint.setting.period == "future":
        wood, panes, curtains = paint.local("#c4d0dd", 0.3), (1, 1), None
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
