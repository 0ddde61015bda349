"""Things that live: a prop from the kit, grown to the size of a figure, with a face on it."""

from generation.animatic.art import Group, Node, Radial, Shape, shift
from generation.animatic.art import scale as scaled
from generation.animatic.figures.actor import Actor
from generation.animatic.figures.creature_face import FlatFace, flat_face, gesture
from generation.animatic.figures.creature_paint import Paint, bounds, limb
from generation.animatic.figures.creature_wear import head_wear
from generation.animatic.props import draw_prop
from generation.animatic.stage import ADULT, FigureArt
from generation.requests import Look

# species: prop, height in grown persons, face x and y, eye size, colour around the eyes, arms.
# The face is in the prop's own 100 pixels.
_THINGS: dict[str, tuple[str, float, float, float, float, str, bool]] = {
    "rocket": ("rocket", 0.9, 0, -48, 5.5, "#e6e8ee", True),
    "tree": ("tree", 1.5, 0, -72, 5.5, "#5f9a44", False),
    "flower": ("flower", 0.7, 0, -75, 5.5, "#f0c040", False),
    "reed": ("reed", 0.7, 0, -50, 6.0, "#5f9a44", False),
    "pot": ("pot", 0.55, 0, -54, 9.0, "#b0643c", True),
    "teapot": ("teapot", 0.45, 0, -46, 8.5, "#5a9aa4", True),
    "lamp": ("lamp", 0.6, 0, -76, 7.5, "#ffe2a0", True),
    "lighthouse": ("lighthouse", 1.6, 0, -34, 4.6, "#efe8dc", False),
    "car": ("car", 0.6, 8, -40, 8.0, "#c8483a", False),
    "train": ("train", 0.75, 20, -46, 8.0, "#2f6a54", False),
    "house": ("house", 1.1, 0, -70, 7.0, "#a8432f", False),
    "book": ("book", 0.5, 5, -56, 8.5, "#7a2f3a", True),
    "clock": ("clock", 0.55, 0, -58, 8.0, "#f4ecd8", True),
    "toaster": ("radio", 0.5, 6, -38, 8.5, "#9a4a34", True),
    "mountain": ("mountain", 1.5, 2, -40, 6.5, "#6f7384", False),
    "snowman": ("snowman", 0.8, 0, -74, 6.0, "#f4f6fa", False),
    "box": ("box", 0.5, 0, -42, 9.0, "#a97c4c", True),
    "boat": ("boat", 0.8, 0, -18, 5.5, "#8a4a34", False),
    "chair": ("chair", 0.6, 0, -80, 6.5, "#9a6a44", True),
    "broom": ("broom", 0.75, 0, -22, 6.5, "#d8b25c", True),
    "candle": ("candle", 0.5, 0, -46, 5.6, "#f2e8d2", True),
    "bell": ("bell", 0.5, 0, -50, 9.0, "#c9973c", True),
    "mirror": ("mirror", 0.6, 0, -68, 8.0, "#bcd6de", True),
    "letter": ("letter", 0.4, 0, -56, 9.0, "#efe4c8", True),
    "cup": ("cup", 0.42, 0, -46, 9.5, "#d8e0e4", True),
}


def draw_thing(species: str, colour: str | None, actor: Actor, paint: Paint) -> FigureArt:
    """Draw a living thing; the colour stays that of the thing."""
    del colour
    look = Look(line="ink" if paint.inked else "none")
    prop, size, x, y, eye, lid, armed = _THINGS.get(species) or _guess(species, draw_prop(species, paint.scheme, look))
    height = size * ADULT * actor.size
    k = height / 100.0
    art = draw_prop(prop, paint.scheme, look)
    # The kit draws a prop at its own size on stage; a living one is as high as a figure.
    own = art.children
    face = FlatFace((x, y), eye, eye * 1.65, eye * 2.0, eye * 1.75, lid, "#4a3420", turn=0.25)
    nodes: list[Node] = []
    if armed:
        nodes += [_arm(side, actor, paint, x, y, eye) for side in (-1.0, 1.0)]
        nodes += [
            paint.form(limb([(side * 14.0, -6.0), (side * 15.0, 0.0), (side * 21.0, 0.5)], [3.2, 3.2, 3.0]), "#4a3a38")
            for side in (-1.0, 1.0)
        ]
    nodes = [*nodes, *own, *flat_face(face, actor, paint)]
    nodes += [Group((node,), shift(x, 0)) for node in head_wear(actor.wear, 26.0, -96.0, paint)]
    act = gesture(actor, height)
    body = Group(tuple(nodes), scaled(k))
    return FigureArt(
        Group((body,), act),
        height,
        height * 1.1,
        (x * k, (y + eye * 0.7) * k),
        eye * 3.1 * k,
        (0, -height * 0.4),
        (40 * k, -height * 0.4),
    )


def _guess(prop: str, art: Group) -> tuple[str, float, float, float, float, str, bool]:
    """Where the face of a thing belongs that nobody gave one: in its middle, as large as its width bears."""
    boxes = [
        bounds(node.path)
        for node in art.children
        if isinstance(node, Shape) and not callable(node.path) and not isinstance(node.fill, Radial)
    ]
    left, right = min(box[0] for box in boxes), max(box[2] for box in boxes)
    top, bottom = min(box[1] for box in boxes), max(box[3] for box in boxes)
    eye = max(4.5, min(8.0, (right - left) * 0.11))
    return prop, 0.5, (left + right) / 2, bottom + (top - bottom) * 0.56, eye, "#a98a6c", right - left > 58


def _arm(side: float, actor: Actor, paint: Paint, x: float, y: float, eye: float) -> Node:
    raised = actor.pose in ("cheer", "dance", "attack") or (actor.pose == "reach" and side > 0)
    root = (x + side * eye * 3.2, y + eye * 2.6)
    spine = [
        root,
        (root[0] + side * 13.0, root[1] + (-4.0 if raised else 9.0)),
        (root[0] + side * 18.0, root[1] + (-24.0 if raised else 20.0)),
    ]
    return Group((paint.form(limb(spine, [2.6, 2.4, 3.8]), "#4a3a38"),))
