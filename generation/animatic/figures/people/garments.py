"""Clothes of the trunk: the torso, what hangs from the hips, and how the arms are clothed."""

import math

from generation.animatic.art import (
    Group,
    Node,
    Path,
    Point,
    Shape,
    Stroke,
    smooth,
)
from generation.animatic.figures.people.brush import living
from generation.animatic.figures.people.fronts import FRONTS, pattern, plain
from generation.animatic.figures.people.limbs import Sleeve
from generation.animatic.figures.people.trunk import Motion, Wear, on_leg, trunk_place

SKIRTS: dict[str, float] = {
    "coat": 0.6,
    "dress": 0.78,
    "robe": 0.97,
    "tunic": 0.3,
    "armour": 0.26,
    "uniform": 0.14,
    "jacket": 0.06,
    "suit": 0.13,
    "sweater": 0.04,
}


def torso(wear: Wear, motion: Motion) -> Group:
    """The torso in its cloth, carried by the spine."""
    brush = wear.brush
    cloth = Shape(wear.trunk(), brush.across(wear.cloth, brush.figure), brush.outline())
    return Group((cloth, *pattern(wear)), transform=living(lambda t: trunk_place(motion(t))), name="torso")


def trim(wear: Wear, motion: Motion) -> Group:
    """Seams, lapels, buttons and belts: what lies over torso and skirt alike."""
    if wear.view.turn < 180:
        nodes = FRONTS.get(wear.person.outfit, plain)(wear)
    else:
        seam = smooth([wear.at(0.86, 0), wear.at(0.5, 0.02), wear.at(0.0, 0)], closed=False)
        nodes = [wear.brush.crease(seam, wear.cloth, 1.4, 0.3)]
    return Group(tuple(nodes), transform=living(lambda t: trunk_place(motion(t))), name="trim")


def sleeve_of(wear: Wear) -> Sleeve:
    """How the arms are clothed."""
    person = wear.person
    skin = wear.brush.skin(person.skin)
    cloth = wear.tone(person.shirt) if person.outfit in {"waistcoat", "overalls"} else wear.cloth
    rolled = person.outfit in {"shirt", "waistcoat", "overalls"} or (person.outfit == "dress" and person.bare_arms)
    glove = wear.tone("#8a93a3") if person.outfit in {"spacesuit", "armour"} else None
    wide = {"robe": 2.0, "coat": 1.2, "spacesuit": 1.35, "sweater": 1.1}.get(person.outfit, 1.0)
    thick = {"spacesuit": 1.4, "armour": 1.12, "coat": 1.14, "sweater": 1.1}.get(person.outfit, 1.0)
    return Sleeve(cloth, skin, glove, 0.62 if rolled else 0.97, wide, thick)


def skirt(wear: Wear, motion: Motion) -> list[Node]:
    """What hangs from the hips: it follows the legs and swings a little behind them."""
    person, body, brush = wear.person, wear.body, wear.brush
    reach = SKIRTS.get(person.outfit, 0.0)
    if reach == 0:
        return []
    flare = body.hip * (0.34 + (1.15 if person.outfit == "dress" else 0.62) * reach)
    thigh = body.hip * (0.8 if wear.view.three_quarter else 1.05)
    left_hip, right_hip = min(wear.at(0.0, -1)[0], -thigh), max(wear.at(0.0, 1)[0], thigh)
    top = body.torso * (0.3 if person.outfit in {"dress", "robe", "coat"} else 0.1)
    waist_left, waist_right = wear.at(top / body.torso, -0.96)[0], wear.at(top / body.torso, 0.96)[0]

    def points(t: float) -> tuple[list[Point], list[Point]]:
        bones = motion(t)
        px, py = bones.pelvis
        swing = 2.2 * reach * math.sin(t * 1.7 + 0.4)
        hems = [on_leg(joints, reach) for joints in bones.legs]
        # The knees push the cloth: the outline runs over the foremost and the hindmost of them.
        knees = [on_leg(joints, min(0.52, reach * 0.6)) for joints in bones.legs]
        # Over a raised leg the hem rises, but cloth is heavy: less than the leg.
        low = max(y for _, y in hems)
        (left, left_y), (right, right_y) = min(hems), max(hems)
        left, right = left - flare + swing, right + flare + swing
        left_y, right_y = max(left_y, low - body.leg * 0.3), max(right_y, low - body.leg * 0.3)
        (back_x, back_y), (front_x, front_y) = min(knees), max(knees)
        left_x = min(back_x - body.hip * 0.3, (px + left_hip + left) / 2)
        right_x = max(front_x + body.hip * 0.36, (px + right_hip + right) / 2)
        tilt = math.radians(bones.spine)
        up = (math.sin(tilt) * top, -math.cos(tilt) * top * bones.stretch)
        start = [(px + up[0] + waist_left, py + up[1]), (px + left_hip - 3, py), (left_x, back_y), (left, left_y)]
        end = [
            (px + up[0] + waist_right, py + up[1]),
            (px + right_hip + 3, py),
            (right_x, front_y - body.hip * 0.2),
            (right, right_y),
        ]
        return start, end

    def outline(t: float) -> Path:
        start, end = points(t)
        (lx, ly), (rx, ry) = start[-1], end[-1]
        hem = [(lx + (rx - lx) * k, ly + (ry - ly) * k + dy) for k, dy in ((0.25, 3.0), (0.5, 4.5), (0.75, 3.0))]
        return smooth([*start, *hem, *reversed(end)], tension=0.55)

    def folds(t: float) -> Path:
        start, end = points(t)
        path: Path | None = None
        for k in (0.3, 0.55, 0.8):
            line = [
                (start[i][0] + (end[i][0] - start[i][0]) * k, start[i][1] + (end[i][1] - start[i][1]) * k)
                for i in (2, 3)
            ]
            first = ((start[1][0] + end[1][0]) / 2 + (k - 0.5) * 20, start[1][1] + 6)
            part = smooth([first, line[0], line[1]], closed=False)
            path = part if path is None else path + part
        return path or part

    def opening(t: float) -> Path:
        """The coat's edge from where its seam ends at the hips down to the hem."""
        start, end = points(t)
        k = 0.6 if wear.view.three_quarter else 0.5
        low = (start[3][0] + (end[3][0] - start[3][0]) * k, start[3][1] + (end[3][1] - start[3][1]) * k + 4)
        first = trunk_place(motion(t)).apply(*wear.at(-0.04, 0.0))
        middle = (first[0] * 0.55 + low[0] * 0.45, (first[1] + low[1]) / 2)
        return smooth([first, middle, low], closed=False)

    stroke = brush.outline()
    cloth = wear.cloth
    nodes: list[Node] = [
        Shape(living(outline), brush.across(cloth, brush.figure, level=-body.leg - body.ankle), stroke)
    ]
    if reach > 0.2:
        nodes.append(brush.crease(living(folds), cloth, 2.6, 0.22))
    if person.outfit == "coat" and wear.view.turn < 180:
        nodes.append(brush.crease(living(opening), cloth, 2.0, 0.6))
    if person.outfit in {"dress", "robe"}:
        trim = wear.tone(person.accent)
        nodes.append(Shape(living(lambda t: _hem(points(t))), None, Stroke(trim, 4.0, 0.85)))
    return nodes


def _hem(points: tuple[list[Point], list[Point]]) -> Path:
    (lx, ly), (rx, ry) = points[0][-1], points[1][-1]
    return smooth(
        [
            (lx + (rx - lx) * k, ly + (ry - ly) * k + dy - 6)
            for k, dy in ((0.02, 1.0), (0.25, 3.0), (0.5, 4.5), (0.75, 3.0), (0.98, 1.0))
        ],
        closed=False,
    )
