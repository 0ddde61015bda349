"""Rooms and streets in depth: one vanishing point at eye height, and boxes, walls and floors that run to it.

A spot is named by `x` (from the middle of the picture, where the figures stand), `up` (over the floor) and `near`: 1 is
where the figures stand, 0.5 twice as far from the camera. All lengths are stage pixels as they look at `near` 1.
"""

from collections.abc import Iterable, Sequence

from generation.animatic.art import Group, Node, Path, Point, polygon
from generation.animatic.motifs.brush import across, disc, everywhere, fill, glow, joined, strokes, vertical
from generation.animatic.motifs.paint import Paint
from generation.animatic.motifs.rooms import dust, lamplight
from generation.animatic.stage import Layer, Stage

EYE: Point = (800.0, 400.0)
_FEET = 360.0
"""How far below the eyes the floor is at `near` 1: figures stand at 760."""
_LENS = 900.0
_WIDE = 1750.0
"""How far from the middle floors are drawn on either side, in pixels of the picture: beyond its widest frame."""
_CLOSEST = 4.0
"""As near as walls and floors are drawn: beyond the frame on every side."""


def at(x: float, up: float, near: float) -> Point:
    """Where a spot is seen."""
    return EYE[0] + x * near, EYE[1] + (_FEET - up) * near


def receding(far: float, near: float, count: int) -> list[float]:
    """Evenly spaced in depth, the farthest first."""
    first, last = 1 / far, 1 / near
    return [1 / (first + (last - first) * i / max(1, count - 1)) for i in range(count)]


def front(x: float, width: float, up: float, height: float, near: float) -> Path:
    """An upright rectangle that faces the camera; `x` is its middle."""
    left, right = x - width / 2, x + width / 2
    return polygon([at(left, up, near), at(right, up, near), at(right, up + height, near), at(left, up + height, near)])


def side(x: float, up: float, height: float, far: float, near: float) -> Path:
    """An upright rectangle that runs away from the camera."""
    return polygon([at(x, up, far), at(x, up, near), at(x, up + height, near), at(x, up + height, far)])


def level(left: float, right: float, up: float, far: float, near: float) -> Path:
    """A lying rectangle: on the floor, on a table, under the ceiling."""
    return polygon([at(left, up, far), at(right, up, far), at(right, up, near), at(left, up, near)])


def run(x: float, up: float, far: float, near: float) -> Path:
    """A line that runs away from the camera."""
    return polygon([at(x, up, far), at(x, up, near)], closed=False)


def cuboid(
    paint: Paint,
    x: float,
    width: float,
    height: float,
    far: float,
    near: float,
    colour: str,
    up: float = 0.0,
) -> list[Node]:
    """A box: its lit front, the side and the top or bottom that are seen, and its shadow if it stands on the floor."""
    left, right = x - width / 2, x + width / 2
    nodes: list[Node] = []
    if up == 0:
        nodes.append(fill(level(left - 14, right + 14, 0.0, far, near * 1.03), paint.scheme.shadow, 0.28))
    if left > 0:
        nodes.append(fill(side(left, up, height, far, near), paint.deep(colour, 0.4)))
    elif right < 0:
        nodes.append(fill(side(right, up, height, far, near), paint.deep(colour, 0.34)))
    if up + height < _FEET:
        nodes.append(fill(level(left, right, up + height, far, near), paint.bright(colour, 0.22)))
    elif up > _FEET:
        nodes.append(fill(level(left, right, up, far, near), paint.deep(colour, 0.5)))
    top, foot = at(x, up + height, near)[1], at(x, up, near)[1]
    shading = vertical(top, foot, (0.0, paint.bright(colour, 0.06)), (1.0, paint.deep(colour, 0.24)))
    return [*nodes, fill(front(x, width, up, height, near), shading)]


def column(
    paint: Paint, x: float, width: float, height: float, near: float, colour: str, up: float = 0.0
) -> list[Node]:
    """A round post, with a foot and a head if it is thick."""
    left, right = at(x - width / 2, 0, near)[0], at(x + width / 2, 0, near)[0]
    bright, dim = paint.bright(colour, 0.16), paint.deep(colour, 0.42)
    ends = (bright, dim) if paint.scheme.light_x < 0 else (dim, bright)
    shading = across(left, right, (0.0, ends[0]), (0.5, colour), (1.0, ends[1]))
    nodes: list[Node] = []
    if up == 0:
        foot = at(x, 0, near)
        nodes.append(disc(*foot, width * near * 0.9, paint.scheme.shadow, width * near * 0.16, 0.35))
    nodes.append(fill(front(x, width, up, height, near), shading))
    if width >= 50:
        ends_ = [
            front(x, width * 1.35, up, width * 0.3, near),
            front(x, width * 1.2, up + width * 0.3, width * 0.2, near),
        ]
        tops = [front(x, width * 1.35, up + height - width * 0.3, width * 0.3, near)]
        nodes.append(fill(joined(ends_ + tops), shading))
    return nodes


def _leaves_frame(half: float) -> float:
    """How near a side wall is where no camera sees it any more."""
    return min(_CLOSEST, _WIDE / half)


def shell(
    paint: Paint,
    wall: str,
    ceiling: str,
    half: float = 800.0,
    height: float = 760.0,
    far: float = 0.55,
) -> list[Node]:
    """Back wall, side walls and ceiling, darker towards the camera. The floor is another's."""
    left, right = at(-half, 0, far)[0], at(half, 0, far)[0]
    near = _leaves_frame(half)
    top, foot = at(0, height, far)[1], at(0, 0, far)[1]
    dim, lit = paint.deep(wall, 0.4), paint.bright(wall, 0.08)
    one, other = (0.12, 0.24) if paint.scheme.light_x > 0 else (0.24, 0.12)
    return [
        everywhere(paint.deep(wall, 0.2)),
        fill(
            level(-half, half, height, far, _CLOSEST),
            vertical(-300, top, (0.0, paint.deep(ceiling, 0.5)), (1.0, paint.deep(ceiling, 0.1))),
        ),
        fill(front(0.0, half * 2, -40.0, height + 42, far), vertical(top, foot, (0.0, wall), (0.8, lit), (1.0, wall))),
        fill(
            side(-half, -40.0, height + 40, far, near),
            across(left - 600, left, (0.0, dim), (1.0, paint.deep(wall, one))),
        ),
        fill(
            side(half, -40.0, height + 40, far, near),
            across(right, right + 600, (0.0, paint.deep(wall, other)), (1.0, dim)),
        ),
    ]


def band(half: float, up: float, height: float, far: float) -> Path:
    """A stripe along all three walls: a dado, a skirting, a rail."""
    return joined(
        (
            front(0.0, half * 2, up, height, far),
            side(-half, up, height, far, _leaves_frame(half)),
            side(half, up, height, far, _leaves_frame(half)),
        )
    )


def seam(x: float, far: float) -> Path | None:
    """A line on the floor towards the camera, as far as a camera can see it."""
    near = min(_CLOSEST, _WIDE / max(1.0, abs(x)))
    return run(x, 0.0, far, near) if near > far else None


def strip(far: float, near: float, up: float = 0.0) -> Path:
    """A lying band from one edge of what a camera can see to the other; a line if `far` is `near`."""
    (left, top), (right, foot) = (EYE[0] - _WIDE, at(0, up, far)[1]), (EYE[0] + _WIDE, at(0, up, near)[1])
    return polygon([(left, top), (right, top), (right, foot), (left, foot)])


def joints(step: float, far: float) -> list[float]:
    """How near the rows of slabs are whose sides are `step` long."""
    rows, deep = [far], 1 / far
    while (deep := deep - step / _LENS) > 1 / _CLOSEST:
        rows.append(1 / deep)
    return rows


def seams(step: float, far: float, rows: bool = True) -> list[Path]:
    """The lines between slabs, or between boards."""
    count = int(_WIDE / far / step)
    lines = [line for i in range(-count, count + 1) if (line := seam(i * step, far))]
    return lines + ([strip(row, row) for row in joints(step, far)] if rows else [])


def ground(paint: Paint, colour: str, far: float = 0.55, kind: str = "tiles", step: float = 130.0) -> list[Node]:
    """The floor: chequered `tiles`, `slabs` with joints, `boards`, or `plain`, with the back wall's shadow on it."""
    top = at(0, 0, far)[1]
    shade = vertical(
        top,
        1000,
        (0.0, paint.deep(colour, 0.12)),
        (0.35, paint.bright(colour, 0.1)),
        (1.0, paint.deep(colour, 0.46)),
    )
    nodes: list[Node] = [fill(strip(far, _CLOSEST), shade)]
    if kind == "tiles":
        nodes.append(fill(joined(_squares(step, far)), paint.deep(colour, 0.4), 0.5))
    elif kind in {"slabs", "boards"}:
        nodes.append(strokes(seams(step, far, kind == "slabs"), paint.deep(colour, 0.5), 2.0, 0.4))
    dark = paint.scheme.shadow
    fading = vertical(top, at(0, 0, far * 1.09)[1], (0.0, dark, 0.36), (1.0, dark, 0.0))
    return [*nodes, fill(strip(far, far * 1.09), fading)]


def _squares(step: float, far: float) -> list[Path]:
    rows, count = joints(step, far), int(_WIDE / far / step)
    return [
        level(i * step, (i + 1) * step, 0.0, rows[k], rows[k + 1])
        for k in range(len(rows) - 1)
        for i in range(-count, count)
        if (i + k) % 2 and abs(i + 0.5) * step * rows[k] < _WIDE
    ]


def pane(paint: Paint, x: float, up: float, height: float, far: float, near: float, bars: int = 2) -> list[Node]:
    """A window in a side wall: the hour's sky, and its frame."""
    light = paint.outside
    top, foot = at(0, up + height, near)[1], at(0, up, near)[1]
    frame = paint.local("#efe6d6", 0.25)
    cuts = [run(x, up + height * i / (bars + 1), far, near) for i in range(1, bars + 1)]
    middle = receding(far, near, 3)[1]
    cuts.append(polygon([at(x, up, middle), at(x, up + height, middle)], closed=False))
    sky = vertical(top, foot, (0.0, light.sky_top), (0.55, light.sky_middle), (1.0, light.horizon))
    return [
        fill(side(x, up - 14, height + 28, far * 0.985, near * 1.015), frame),
        fill(side(x, up, height, far, near), sky),
        strokes(cuts, frame, 5.0 * near),
    ]


def sunlight(paint: Paint, x: float, spots: Iterable[tuple[float, float]], reach: float = 420.0) -> Group:
    """The light that windows of a side wall lay on the floor, one patch for each stretch of it."""
    light = paint.outside
    strength = {"rain": 0.22, "storm": 0.14, "fog": 0.3, "snow": 0.45, "cloudy": 0.35}.get(paint.setting.weather, 0.8)
    way = -1.0 if x > 0 else 1.0
    patches = [
        polygon(
            [
                at(x + way * reach * 0.35, 0, far * 1.04),
                at(x + way * reach * 1.3, 0, far * 1.1),
                at(x + way * reach * 1.3, 0, near * 1.1),
                at(x + way * reach * 0.35, 0, near * 1.04),
            ]
        )
        for far, near in spots
    ]
    strength *= 0.4 if light.night else 0.7
    return Group(
        (fill(joined(patches), light.horizon if light.night else light.sun, 0.5 * strength),), blur=6.0, blend="screen"
    )


def strip_lights(
    paint: Paint, xs: Iterable[float], up: float, rows: Iterable[float], width: float = 60.0
) -> list[Node]:
    """Lamps flat under a ceiling, one for each column and row; they are on by day as well, more so after dark."""
    spots = [(x, near) for x in xs for near in rows]
    shown = "#fff8e2" if paint.dark else paint.bright(paint.local("#f4f1e4", 0.2), 0.3)
    nodes: list[Node] = [
        fill(joined(level(x - width, x + width, up, near * 0.94, near * 1.06) for x, near in spots), shown, 0.95)
    ]
    if paint.dark:
        nodes += [glow(*at(x, up, near), 260.0 * near, "#fff0cc", 0.3, 0.5) for x, near in spots]
    return nodes


Plane = tuple[str, float, Sequence[Node]]
"""A name, a depth, and what is drawn there."""


def staged(
    paint: Paint,
    planes: Iterable[Plane],
    foreground: Iterable[Path],
    detail: Point,
    headroom: float = 700.0,
    motes: bool = True,
) -> Stage:
    """A room as a stage: its planes from back to front, the lamplight of the evening, dark shapes near the camera."""
    layers = [Layer(name, depth, Group(tuple(nodes), name=name)) for name, depth, nodes in planes]
    light: list[Node] = [*lamplight(paint), *((dust(paint, 760.0, 480.0, 260.0),) if motes else ())]
    layers.append(Layer("light", 0.95, Group(tuple(light)), blurs=False))
    shapes = tuple(fill(path, paint.near) for path in foreground)
    return Stage(
        scheme=paint.scheme,
        behind=tuple(layers),
        front=(Layer("foreground", 1.45, Group(shapes, blur=6.0, name="foreground")),),
        horizon=at(0, 0, 0.6)[1],
        detail=detail,
        standing="floor",
        headroom=headroom,
    )
