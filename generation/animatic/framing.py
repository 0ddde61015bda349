"""Framing: where figures stand and which part of the stage the camera sees, from shot size, angle and positions.

The camera's view is a rectangle on the plane at depth 1, where the figures stand. Every other plane follows from its depth:
the far ones grow and move less, so that a closer shot is a camera that came nearer and no mere enlargement.
"""

import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from generation.animatic.art import Matrix, Point, scale, shift, turn
from generation.animatic.blocking import Placed, spread, stand
from generation.animatic.port_tree import inverse
from generation.animatic.stage import BOTTOM, HEIGHT, LEFT, RIGHT, TOP, WIDTH, FigureArt, Stage
from generation.animatic.upright import UPRIGHT, heads, landmark_in_view, narrowed, slide, squeezed
from generation.requests import Camera, Figure, Staging

_CENTRE: Point = (WIDTH / 2, HEIGHT / 2)
_NEAR_ZOOM = 3.0
"""Up to here the planes behind the figures come nearer as fast as their depth says; beyond, four times more slowly, as a
longer lens would show them, for a hundredfold enlarged hill is no place any more."""
_NEAR_EDGE = 915.0
"""Wide shots look no lower than this if they can: what grows in front has its roots there."""
_FROM_ABOVE = 1.25
_TURNED = 340.0
"""How far aside the view of the infinitely far is in singles, at most."""
_SMALL = 0.75
_SAFE_HEIGHT = 840.0
_ASIDE = 190.0
_TWO_SHOT = 2.2
"""How much wider than its size a shot may become to hold everybody."""
_EVERYBODY = 900.0
"""Up to this height a shot is widened for everybody's sake, however close it was meant to be."""
SINGLES = frozenset({"close-up", "extreme-close-up"})
"""Sizes that show one figure only."""
_FACES = SINGLES | {"medium-close"}
"""Sizes that are about a face, wherever it sits on the body."""
_CROPPED = frozenset({"cowboy", "medium", "medium-close"})
"""Sizes that may cut long bodies in upright pictures."""
CLOSE = frozenset({"medium", "medium-close", "close-up", "extreme-close-up", "insert"})
"""Sizes in which a walking figure keeps its place in the frame."""


@dataclass(frozen=True, slots=True)
class View:
    """What the camera sees. Lengths are stage pixels at depth 1."""

    x: float
    y: float
    height: float
    roll: float = 0.0
    """Degrees, clockwise turn of the picture."""
    lift: float = 0.0
    """How far the infinitely far sinks in the picture: positive puts the horizon low (seen from below), negative high."""
    lens: float = 1.0
    """Enlargement of all planes alike."""
    pan_x: float = 0.0
    pan_y: float = 0.0
    """Shift of all planes alike, as parts of the picture's width and height."""
    slide: float = 0.0
    """How far aside the view of the infinitely far is: upright pictures see another part of the place behind figures."""


@dataclass(frozen=True, slots=True)
class Arrangement:
    """Who stands where, and the view of it."""

    placed: tuple[Placed, ...]
    view: View


def layer_matrix(view: View, depth: float, width: int, height: int) -> Matrix:
    """Map stage pixels of a plane at `depth` to pixels of a picture of `width` x `height`."""
    zoom = HEIGHT / view.height
    behind = zoom if zoom <= _NEAR_ZOOM else _NEAR_ZOOM + (zoom - _NEAR_ZOOM) / 4
    if depth >= 1:
        grown = 1 + (zoom - 1) * (depth if zoom > 1 else 1.0)
        moved = zoom * depth / grown
    else:
        grown = 1 + (behind - 1) * depth
        moved = behind * depth / grown
    x = _CENTRE[0] + (view.x - _CENTRE[0]) * moved + view.slide * max(0.0, 1 - depth)
    # What is in front of the figures rises and sinks against the horizon; it may hide less when seen from below.
    sinks = 1 - depth if depth <= 1 or view.lift < 0 else 0.3 * (1 - depth)
    y = _CENTRE[1] + (view.y - _CENTRE[1]) * moved - view.lift * sinks
    centre = shift(width * (0.5 + view.pan_x), height * (0.5 + view.pan_y))
    size = scale(grown * view.lens * height / HEIGHT)
    return centre @ turn(view.roll) @ size @ shift(-x, -y) if view.roll else centre @ size @ shift(-x, -y)


def contained(view: View, depths: Iterable[float], aspect: float) -> bool:
    """Whether no plane of these depths shows its edge."""
    height = 1000
    width = round(height * aspect)
    corners = ((0, 0), (width, 0), (0, height), (width, height))
    for depth in depths:
        back = inverse(layer_matrix(view, depth, width, height))
        for corner in corners:
            x, y = back.apply(*corner)
            if not (LEFT <= x <= RIGHT and TOP <= y <= BOTTOM):
                return False
    return True


def arrange(
    staging: Staging, stage: Stage, arts: Sequence[FigureArt], aspect: float, prop_height: float = 0.0
) -> Arrangement:
    """Place the figures (one art for each of `staging.figures`) and frame them.

    An insert shows nobody: the props, `prop_height` stage pixels high, or without them a detail of the place.
    """
    size = staging.camera.size
    if size == "insert" and prop_height > 0:
        height = prop_height / 0.56
        view = View(
            (stage.left + stage.right) / 2 + _part_of_place(staging, aspect), stage.ground - 0.55 * prop_height, height
        )
        return Arrangement((), settled(_angled(view, staging.camera), stage, aspect))
    pairs = [] if size == "insert" else list(zip(staging.figures, arts, strict=True))
    if staging.camera.over and len(pairs) > 1:
        pairs = [pair for pair in pairs if pair[0].id != staging.camera.over]
    if size in SINGLES or (size == "medium-close" and any(figure.mouths for figure, _ in pairs)):
        pairs = [_subject(pairs)] if pairs else []
    squash = _SQUASH.get(staging.camera.angle, 1.0)
    if size in CLOSE:
        squash = 1 - (1 - squash) * 0.4
    far = 1.0 if size != "extreme-wide" else 0.82 if stage.standing == "floor" else 0.52
    standing = [stand(figure, art, stage, far, squash) for figure, art in pairs]
    if aspect < UPRIGHT:
        standing = narrowed(standing, stage, aspect)
    height = settled(View(*_CENTRE, _height(size, standing, aspect)), stage, aspect).height
    placed = spread(standing, stage, height * aspect, size)
    if aspect < UPRIGHT:
        placed = squeezed(placed, aspect)
    if len(placed) > 1:
        ends = _ends(placed) if size == "full" else _bodies(placed, aspect < UPRIGHT and size in _CROPPED)
        needed = (ends[1] - ends[0]) * (1.13 if aspect >= UPRIGHT else 1.06) / aspect
        height = max(height, min(needed, max(_EVERYBODY, height * _TWO_SHOT) / min(1.0, aspect)), _all_heads(placed))
        if aspect >= UPRIGHT:
            placed = [replace(p, x=p.x + _part_of_place(staging, aspect)) for p in placed]
    view = _look_at(staging, stage, placed, height, aspect)
    if aspect >= UPRIGHT and size in CLOSE and len(placed) == 1:
        view = _turned_aside(view, placed[0].figure, stage, aspect)
    if aspect < UPRIGHT and placed and size != "extreme-close-up":
        view = _with_heads(view, placed, aspect)
    if aspect < UPRIGHT and (placed or size in ("extreme-wide", "wide", "full")):
        view = replace(view, slide=slide(stage, aspect))
    return Arrangement(tuple(placed), settled(view, stage, aspect))


def _turned_aside(view: View, figure: Figure, stage: Stage, aspect: float) -> View:
    """Behind who faces right is more of the place's left, and the other way round: faces that answer each other are seen
    from two sides of their line."""
    depths = {layer.depth for layer in (*stage.behind, *stage.front)}
    way = {"right": -1.0, "left": 1.0}.get(figure.facing, 0.0)
    for part in (1.0, 0.8, 0.6, 0.4, 0.2):
        turned = replace(view, slide=way * part * _TURNED)
        if contained(turned, depths, aspect):
            return turned
    return view


def shoulder_side(staging: Staging, speaker: Figure) -> float:
    """On which side of the picture the back of whom somebody speaks to is: -1 left, 1 right, 0 on none."""
    side = {"left": -1.0, "right": 1.0}.get(speaker.facing, 0.0)
    over = next((figure for figure in staging.figures if figure.id == staging.camera.over), None)
    if side or over is None or over.id == speaker.id:
        return side
    return -1.0 if over.position in ("far-left", "left") else 1.0


def _with_heads(view: View, placed: Sequence[Placed], aspect: float) -> View:
    """The nearest view that has all faces inside."""
    left, top, right, bottom = heads(placed)
    height = max(view.height, (right - left) / (0.94 * aspect), (bottom - top) / 0.94)
    wide, high = 0.48 * height * aspect, 0.48 * height
    return replace(
        view,
        height=height,
        x=min(max(view.x, right - wide), left + wide),
        y=min(max(view.y, bottom - high), top + high),
    )


def settled(view: View, stage: Stage, aspect: float) -> View:
    """The view itself, or the nearest one on the way to the safe middle that shows no plane's edge."""
    depths = {layer.depth for layer in (*stage.behind, *stage.front)} | {1.0}
    if aspect < UPRIGHT:
        found = _settled_upright(view, depths, aspect)
        if found is not None:
            return found
    safe = View(*_CENTRE, min(view.height, _SAFE_HEIGHT / max(1.0, aspect / 2.2)))
    for step in range(11):
        part = step / 10
        tried = replace(
            view,
            x=view.x + (safe.x - view.x) * part,
            y=view.y + (safe.y - view.y) * part,
            height=view.height + (safe.height - view.height) * part,
            lift=view.lift * (1 - part),
        )
        if contained(tried, depths, aspect):
            return tried
    return safe


def _settled_upright(view: View, depths: Iterable[float], aspect: float) -> View | None:
    """The nearest view that shows no plane's edge and as much as asked for: height is what upright pictures have, so it
    gives way last."""
    depths = tuple(depths)
    ways = [(smaller, part, kept) for smaller in range(13) for part in range(9) for kept in (1.0, 0.8, 0.6, 0.3, 0.0)]
    for smaller, part, kept in ways:
        tried = replace(
            view,
            height=view.height * (1 - 0.035 * smaller),
            y=view.y + (_CENTRE[1] - view.y) * part / 8,
            lift=view.lift * (1 - part / 8),
            slide=view.slide * kept,
        )
        if contained(tried, depths, aspect):
            return tried
    return None


def _part_of_place(staging: Staging, aspect: float) -> float:
    """How far aside a scene plays, in stage pixels: the same in all its shots, another in the place's next scene."""
    setting = staging.setting
    scene = f"{setting.id} {setting.time} {setting.weather} {staging.mood}"
    return (-1.0, 0.0, 1.0)[zlib.crc32(scene.encode()) % 3] * _ASIDE * min(1.0, (aspect / 1.6) ** 2)


def _subject(pairs: list[tuple[Figure, FigureArt]]) -> tuple[Figure, FigureArt]:
    """Whom a single is about: who speaks, or who is named first."""
    return next((pair for pair in pairs if pair[0].mouths), pairs[0])


_SQUASH = {"low": 1.06, "high": 0.93, "overhead": 0.8}
"""How much taller or shorter bodies look from below and from above; faces, seen closely, keep more of their shape."""


def _height(size: str, placed: list[Placed], aspect: float) -> float:
    """The height of what is seen, so that the figures have the size that the shot's name says."""
    if not placed:
        empty = {
            "extreme-wide": 1040.0,
            "wide": 880.0,
            "full": 700.0,
            "cowboy": 600.0,
            "medium": 520.0,
            "insert": 260.0,
        }
        return empty.get(size, 400.0)
    tallest = max(p.bottom - p.crest for p in placed)
    reach = max(p.y - p.crest for p in placed)
    body = max(p.bottom - p.top for p in placed)
    wide = max(p.half * 2 for p in placed) / aspect
    span = max(p.right - p.left for p in placed) / aspect
    head = max(p.art.head_radius * p.scale for p in placed)
    waist = max(p.point(p.art.waist)[1] - p.top for p in placed)
    long = any(p.long for p in placed)
    thigh = waist + 0.35 * (body - waist)
    full = max(tallest / 0.8, reach / 0.88, span * 1.1)
    chosen = {
        "extreme-wide": 1120.0,
        "wide": min(1040.0, max(420.0, tallest / 0.44, reach / 0.8, span * 2.1)),
        "full": full,
        "cowboy": min(max(thigh / 0.9, wide, head * 6.8 if long else 0.0), 0.9 * full),
        "medium": min(max(waist / 0.87, head * (5.8 if long else 4.6), wide * 0.95), 0.8 * full),
        "medium-close": min(max(head * (3.9 if long else 4.4), waist * 0.72, head * 3.2 / aspect), 0.7 * full),
        "close-up": min(max(head * 3.3, head * 2.7 / aspect), 0.62 * full),
        "extreme-close-up": max(head * 1.5, head * 1.8 / aspect),
    }
    return chosen[size]


def _all_heads(placed: Sequence[Placed]) -> float:
    """The height that holds the heads of everybody, and of who is much smaller than the others most of the body."""
    tallest = max(p.bottom - p.top for p in placed)
    small = [p.bottom - 0.2 * (p.bottom - p.top) for p in placed if p.bottom - p.top < _SMALL * tallest]
    lowest = max([p.point(p.art.head)[1] + p.art.head_radius * p.scale for p in placed] + small)
    return (lowest - min(p.top for p in placed)) * 1.2


def _look_at(staging: Staging, stage: Stage, placed: list[Placed], height: float, aspect: float) -> View:
    size, camera = staging.camera.size, staging.camera
    width = height * aspect
    if not placed:
        if size in ("extreme-wide", "wide", "full"):
            return _angled(
                View(_CENTRE[0] + _part_of_place(staging, aspect), stage.ground - 0.34 * height, height), camera
            )
        return _angled(_detail(stage, height, aspect), camera)
    left, right = _ends(placed) if size == "full" else _bodies(placed, aspect < UPRIGHT and size in _CROPPED)
    x = (left + right) / 2
    if size in ("extreme-wide", "wide"):
        x = _CENTRE[0] + (x - _CENTRE[0]) * 0.45
        least, most = right + 0.04 * width - width / 2, left - 0.04 * width + width / 2
        if aspect < UPRIGHT:
            x = landmark_in_view(stage, (left + right) / 2, width, aspect, least, most)
        x = min(max(x, least), most)
    elif len(placed) == 1:
        beside = shoulder_side(staging, placed[0].figure) if camera.over else 0.0
        room = (0.5 if size == "extreme-close-up" else 1.0) * min(1.0, aspect / 1.6)
        face = placed[0].point(placed[0].art.head)[0]
        about = face if size in _FACES else x if size == "full" else (face + placed[0].x) / 2
        room *= min(1.0, max(0.0, (width / (right - left) - 1.05) * 2)) if size == "full" else 1.0
        x = about + (0.11 * beside or _looking_room(placed[0].figure)) * width * room
    return _angled(View(x, _eye_line(size, placed, height), height), camera)


def _ends(placed: Sequence[Placed]) -> tuple[float, float]:
    """Left and right end of everything drawn of them."""
    return min(p.left for p in placed), max(p.right for p in placed)


def _bodies(placed: Sequence[Placed], cropped: bool = False) -> tuple[float, float]:
    """Left and right end of their bodies; of long ones, where `cropped`, only of what is about the face."""
    sides = [_about_face(p) if cropped and p.long else (p.left, p.right) for p in placed]
    return (
        min(side[0] if p.long else p.x - p.half for p, side in zip(placed, sides, strict=True)),
        max(side[1] if p.long else p.x + p.half for p, side in zip(placed, sides, strict=True)),
    )


def _about_face(placed: Placed) -> tuple[float, float]:
    face, reach = placed.point(placed.art.head)[0], 1.9 * placed.art.head_radius * placed.scale
    return max(placed.left, face - reach), min(placed.right, face + reach)


def _detail(stage: Stage, height: float, aspect: float) -> View:
    """A part of the place as through a long lens, so that it lies in the middle whatever its plane is."""
    lens = HEIGHT / height
    away_x, away_y = stage.detail[0] - _CENTRE[0], stage.detail[1] - _CENTRE[1]
    return View(*_CENTRE, HEIGHT, lens=lens, pan_x=-away_x * lens / (HEIGHT * aspect), pan_y=-away_y * lens / HEIGHT)


def _looking_room(figure: Figure) -> float:
    """How far the frame's middle lies from the figure, as a part of the frame's width."""
    turned = {"left": -0.11, "right": 0.11}.get(figure.facing, 0.0)
    return turned or {"far-left": 0.12, "left": 0.09, "right": -0.09, "far-right": -0.12}.get(figure.position, 0.0)


def _eye_line(size: str, placed: list[Placed], height: float) -> float:
    """y of the middle of the frame."""
    top, feet = min(p.top for p in placed), max(p.y for p in placed)
    if size in ("extreme-wide", "wide", "full"):
        top = min(p.crest for p in placed)
    if size in ("close-up", "extreme-close-up"):
        face = placed[0].point(placed[0].art.head)[1]
        return face + height * (0.07 if size == "close-up" else 0.02)
    if size in ("extreme-wide", "wide"):
        lowest = min(feet + 0.13 * height, max(_NEAR_EDGE, feet + 0.04 * height))
        # Where not everybody fits, heads in the clouds are cut, not feet.
        return max(min(lowest, top + 0.94 * height), feet + 0.05 * height) - height / 2
    headroom = {"full": 0.1, "cowboy": 0.09, "medium": 0.1}.get(size, 0.09)
    return min(top - headroom * height, feet + 0.1 * height - height) + height / 2


def _angled(view: View, camera: Camera) -> View:
    """The same view from below, from above, or with a rolled camera."""
    part = min(1.0, view.height / 600)
    match camera.angle:
        case "low":
            nearer = 0.9 if view.height > 700 else 1.0
            return replace(view, lift=190 * max(0.5, part), height=view.height * nearer)
        case "high":
            return replace(view, lift=-210 * max(0.5, part), y=view.y + 0.02 * view.height)
        case "overhead":
            # A longer lens leaves the sky out: what is seen from above is ground.
            height = view.height * 1.06 * _FROM_ABOVE
            return replace(
                view, lift=-390 * max(0.6, part), y=view.y + 0.05 * view.height, height=height, lens=_FROM_ABOVE
            )
        case "dutch":
            return replace(view, roll=-7.0, lift=-50 * part, height=view.height * 1.04)
        case _:
            return view
