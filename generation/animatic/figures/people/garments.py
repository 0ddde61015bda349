"""Clothes of the trunk: the torso, what hangs from the hips, and how the arms are clothed."""

import math
from dataclasses import dataclass
from functools import lru_cache

from generation.animatic.art import Command, Group, Node, Path, Point, Shape, Stroke, smooth
from generation.animatic.figures.people.brush import living
from generation.animatic.figures.people.fronts import FRONTS, pattern, plain, sash
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


@dataclass(frozen=True, slots=True)
class Dressed:
    """A part of the clothed trunk; `line` is its ink, to be drawn behind the nodes of all parts."""

    nodes: tuple[Node, ...]
    line: Node | None = None


def torso(wear: Wear, motion: Motion) -> list[Dressed]:
    """The torso in its cloth, carried by the spine."""
    brush, path = wear.brush, wear.trunk()
    place = living(lambda t: trunk_place(motion(t)))
    cloth = Shape(path, brush.across(wear.cloth, brush.figure))
    ink = brush.outline(3.2)
    line = Group((Shape(path, None, ink),), transform=place) if ink else None
    return [Dressed((Group((cloth, *pattern(wear)), transform=place, name="torso"),), line)]


def trim(wear: Wear, motion: Motion) -> Group:
    """Seams, lapels, buttons and belts: what lies over torso and skirt alike."""
    if wear.view.turn < 180 or wear.person.outfit == "bones":
        nodes = FRONTS.get(wear.person.outfit, plain)(wear)
    else:
        seam = smooth([wear.at(0.86, 0), wear.at(0.5, 0.02), wear.at(0.0, 0)], closed=False)
        nodes = [wear.brush.crease(seam, wear.cloth, 1.4, 0.3)]
    if wear.person.sash:
        nodes = [*nodes, sash(wear)]
    return Group(tuple(nodes), transform=living(lambda t: trunk_place(motion(t))), name="trim")


def sleeve_of(wear: Wear) -> Sleeve:
    """How the arms are clothed."""
    person = wear.person
    skin = wear.brush.skin(person.skin)
    cloth = wear.tone(person.shirt) if person.outfit in {"waistcoat", "overalls"} else wear.cloth
    if person.outfit in {"bodice", "bones"}:
        cloth = skin
    rolled = person.outfit in {"shirt", "waistcoat", "overalls"} or (person.outfit == "dress" and person.bare_arms)
    glove = wear.tone("#8a93a3") if person.outfit in {"spacesuit", "armour"} else None
    wide = {"robe": 2.0, "coat": 1.2, "spacesuit": 1.35, "sweater": 1.1}.get(person.outfit, 1.0)
    thick = {"bones": 0.8, "spacesuit": 1.4, "armour": 1.12, "coat": 1.14, "sweater": 1.1}.get(person.outfit, 1.0)
    return Sleeve(cloth, skin, glove, 0.62 if rolled else 0.97, wide, thick)


@dataclass(frozen=True)
class _Skirt:
    """What hangs from the hips, as outlines over time. `reach` is its length in leg lengths."""

    wear: Wear
    motion: Motion
    reach: float

    @property
    def top(self) -> float:
        """How far above the hips it begins."""
        return self.wear.body.torso * (0.3 if self.wear.person.outfit in {"dress", "robe", "coat"} else 0.1)

    def sides(self, t: float) -> tuple[list[Point], list[Point]]:
        """Waist, hip, knee and hem on the left and on the right."""
        wear, body, bones, reach = self.wear, self.wear.body, self.motion(t), self.reach
        px, py = bones.pelvis
        flare = body.hip * (0.34 + (1.15 if wear.person.outfit == "dress" else 0.62) * reach)
        thigh = body.hip * (0.8 if wear.view.three_quarter else 1.05)
        left_hip, right_hip = min(wear.at(0.0, -1)[0], -thigh), max(wear.at(0.0, 1)[0], thigh)
        swing = 2.2 * reach * math.sin(t * 1.7 + 0.4)
        hems = [on_leg(joints, reach) for joints in bones.legs]
        # The knees push the cloth: the outline runs over the foremost and the hindmost of them.
        knees = [on_leg(joints, min(0.52, reach * 0.6)) for joints in bones.legs]
        # Over a raised leg the hem rises, but cloth is heavy: less than the leg.
        low = max(y for _, y in hems) - body.leg * 0.3
        (left, left_y), (right, right_y) = min(hems), max(hems)
        left, right = left - flare + swing, right + flare + swing
        (back_x, back_y), (front_x, front_y) = min(knees), max(knees)
        left_knee = (min(back_x - body.hip * 0.3, (px + left_hip + left) / 2), back_y)
        right_knee = (max(front_x + body.hip * 0.36, (px + right_hip + right) / 2), front_y - body.hip * 0.2)
        place = trunk_place(bones)
        waist = self.top / body.torso
        return (
            [place.apply(*wear.at(waist, -0.96)), (px + left_hip - 3, py), left_knee, (left, max(left_y, low))],
            [place.apply(*wear.at(waist, 0.96)), (px + right_hip + 3, py), right_knee, (right, max(right_y, low))],
        )

    def outline(self, t: float) -> Path:
        start, end = self.sides(t)
        hem = [_between(start[3], end[3], k, dy) for k, dy in ((0.25, 3.0), (0.5, 4.5), (0.75, 3.0))]
        return smooth([*start, *hem, *reversed(end)], tension=0.55)

    def folds(self, t: float) -> Path:
        start, end = self.sides(t)
        commands: list[Command] = []
        for k in (0.3, 0.55, 0.8):
            first = ((start[1][0] + end[1][0]) / 2 + (k - 0.5) * 20, start[1][1] + 6)
            fold = [first, _between(start[2], end[2], k), _between(start[3], end[3], k)]
            commands += smooth(fold, closed=False).commands
        return Path(tuple(commands))

    def opening(self, t: float) -> Path:
        """A coat's edge from where its seam ends at the hips down to the hem."""
        start, end = self.sides(t)
        low = _between(start[3], end[3], 0.6 if self.wear.view.three_quarter else 0.5, 4.0)
        first = trunk_place(self.motion(t)).apply(*self.wear.at(-0.04, 0.0))
        return smooth([first, (first[0] * 0.55 + low[0] * 0.45, (first[1] + low[1]) / 2), low], closed=False)

    def hem(self, t: float) -> Path:
        """The line of a trim along the hem."""
        start, end = self.sides(t)
        steps = ((0.02, 1.0), (0.25, 3.0), (0.5, 4.5), (0.75, 3.0), (0.98, 1.0))
        return smooth([_between(start[3], end[3], k, dy - 6) for k, dy in steps], closed=False)


def _between(first: Point, second: Point, share: float, lower: float = 0.0) -> Point:
    return first[0] + (second[0] - first[0]) * share, first[1] + (second[1] - first[1]) * share + lower


def skirt(wear: Wear, motion: Motion) -> list[Dressed]:
    """What hangs from the hips: it follows the legs and swings a little behind them."""
    outfit, brush, cloth = wear.person.outfit, wear.brush, wear.cloth
    reach = SKIRTS.get(outfit, 0.0)
    if reach == 0:
        return []
    drawn = _Skirt(wear, motion, reach)
    fill = brush.across(cloth, brush.figure, level=-wear.body.leg - wear.body.ankle)
    outline = living(lru_cache(maxsize=1)(drawn.outline))
    ink = brush.outline(3.2)
    nodes: list[Node] = [Shape(outline, fill)]
    if reach > 0.2:
        nodes.append(brush.crease(living(drawn.folds), cloth, 2.6, 0.22))
    if outfit == "coat" and wear.view.turn < 180:
        nodes.append(brush.crease(living(drawn.opening), cloth, 2.0, 0.6))
    if outfit in {"dress", "robe"}:
        nodes.append(Shape(living(drawn.hem), None, Stroke(wear.tone(wear.person.accent), 4.0, 0.85)))
    return [Dressed(tuple(nodes), Shape(outline, None, ink) if ink else None)]
