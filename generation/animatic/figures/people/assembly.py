"""One person, put together: looks, bones, clothes and face, in drawing order, under one light."""

import math
import random
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Literal

from generation.animatic.art import (
    Group,
    Linear,
    Matrix,
    Node,
    Path,
    Point,
    Shape,
    Stop,
    Timed,
    scale,
    shift,
    smooth,
    turn,
)
from generation.animatic.colour import darker
from generation.animatic.figures.appearance import read_person
from generation.animatic.figures.outline import sides
from generation.animatic.figures.people import eyes, face, marks, mouth
from generation.animatic.figures.people.brush import Brush, living, tube
from generation.animatic.figures.people.expression import FEELINGS, Lips, closing, glancing, speaking
from generation.animatic.figures.people.gait import touches
from generation.animatic.figures.people.garments import skirt, sleeve_of, torso, trim
from generation.animatic.figures.people.hair import hair
from generation.animatic.figures.people.hats import hat
from generation.animatic.figures.people.limbs import Limb, arm, foot, leg
from generation.animatic.figures.people.motions import Beat, during
from generation.animatic.figures.people.poses import blinks, pose_named, stance_of
from generation.animatic.figures.people.seat import stool
from generation.animatic.figures.people.skeleton import Body, Bones, Stance, View, measure, solve
from generation.animatic.figures.people.tails import LEGLESS, tail
from generation.animatic.figures.people.trunk import Wear
from generation.animatic.figures.people.wraps import apron, cloak, collar, wings
from generation.animatic.figures.person import Person
from generation.animatic.port_tree import at
from generation.animatic.stage import ADULT, INKED, FigureArt, Scheme, Touch
from generation.requests import Figure, Look

Motion = Callable[[float], Bones]

_KEPT_LYING = {"", "bubble", "headscarf", "hood", "bonnet", "helmet", "beanie"}
_ONE_PIECE = {"overalls", "spacesuit"}
"""Outfits that go from the trunk into the legs without a hem."""
_FLOATS = {"swim": 0.0, "fly": 0.45}
"""How far above the ground who floats is, in heights."""
_TURNS = {"camera": 0.0, "left": 50.0, "right": 50.0, "away": 180.0}
_HANDS = {
    "point": "point",
    "hold": "fist",
    "run": "fist",
    "wave": "open",
    "reach": "open",
    "cheer": "open",
    "dance": "open",
    "talk": "open",
    "jump": "open",
    "swim": "open",
    "fly": "fist",
    "eat": "fist",
}


def draw_person(figure: Figure, scheme: Scheme, look: Look, seed: int) -> FigureArt:
    """Draw one person as the request says; the looks come from the words and the id alone."""
    return _Drawing(figure, scheme, look, seed).art()


@dataclass(frozen=True)
class _Motion:
    """How the body moves: stance and bones at any time, each worked out once a frame for all parts."""

    stance: Callable[[float], Stance]
    bones: Motion


class _Drawing:
    def __init__(self, figure: Figure, scheme: Scheme, look: Look, seed: int) -> None:
        self.figure = figure
        self.person: Person = read_person(figure)
        self.body: Body = measure(self.person)
        self.view = View(_TURNS[figure.facing])
        self.away = figure.facing == "away"
        self.mirror = figure.facing == "left"
        self.pose = pose_named(figure.pose)
        spoken = [mouth.start for mouth in figure.mouths if mouth.shape not in ("rest", "closed")]
        if spoken and self.pose == "stand":
            self.pose = "talk"
        self.emotion = figure.emotion if figure.emotion in FEELINGS else "neutral"
        self.lying = self.pose in {"lie", "sleep"}
        self.floating = self.pose in _FLOATS
        if self.lying and self.person.hat not in _KEPT_LYING:
            self.person = replace(self.person, hat="")
        chance = random.Random(f"{figure.id}:motion")
        self.phase = chance.random()
        speech = (min(spoken), max(spoken)) if spoken else None
        tempo = max(0.6, min(1.15, self.body.leg / (ADULT * 0.425)))
        self.beat = Beat(self.phase, chance.randrange(5), not self.view.three_quarter, self.emotion, tempo, speech)
        light = -scheme.light_x if self.mirror else scheme.light_x
        self.brush = Brush(
            scheme, light, look.line in INKED, self.body.shoulder * 1.25 + self.body.belly, self.person.stuff
        )
        self.seed = seed
        self.motion = self._moving()
        self.wear = Wear(self.person, self.body, self.brush, self.view, self.brush.tone(self.person.top))

    def _moving(self) -> _Motion:
        stance = lru_cache(maxsize=2)(stance_of(self.pose, self.beat))
        body, view = self.body, self.view

        @lru_cache(maxsize=2)
        def bones(t: float) -> Bones:
            return solve(body, stance(t), view)

        return _Motion(stance, bones)

    def art(self) -> FigureArt:
        """Put the figure together and say where its parts are."""
        nodes = self._nodes()
        root = self._root()
        art = Group(tuple(nodes), transform=root, name=self.figure.id)
        place = root(0.0) if callable(root) else root
        bones = self.motion.bones(0.0)
        radius = self.body.head
        tall = self._hat_top() * radius / 100
        head = place.apply(*bones.head)
        height = -(head[1] - tall) if not self.lying else -(head[1] - radius * 1.2)
        floats = self.body.height * _FLOATS.get(self.pose, 0.0)
        shadow = {"jump": 0.8, "swim": 0.3, "fly": 0.4}.get(self.pose, 1.0)
        width = self._width(bones)
        return FigureArt(
            art,
            height,
            width,
            head,
            radius,
            place.apply(*bones.pelvis),
            self._grip(root),
            shadow,
            floats,
            self._fingers(root),
            self._hides_its_hand(),
            self._steps,
        )

    def _steps(self, start: float, end: float) -> tuple[Touch, ...]:
        pace: Literal["walk", "run"] | None = "run" if self.pose == "run" else "walk" if self.pose == "walk" else None
        if pace is None:
            return ()
        sign, bones = (-1.0 if self.mirror else 1.0), self.motion.bones
        return tuple(
            Touch(t, sign * bones(t).legs[leg][2][0], pace) for t, leg in touches(self.motion.stance, start, end)
        )

    @property
    def _holder(self) -> int:
        """The side of the arm that holds something: the one that the pose lifts."""
        return 1 if self.pose == "wave" and self.view.three_quarter else -1

    def _hides_its_hand(self) -> bool:
        return not self._before_trunk(self._holder)

    def _grip(self, root: Timed[Matrix]) -> Callable[[float], Point]:
        """The middle of the fist over time."""
        index, bones, size = 0 if self._holder < 0 else 1, self.motion.bones, self.body.head * 0.34

        def grip(t: float) -> Point:
            _, (ax, ay), (bx, by) = bones(t).arms[index]
            reach = size / max(1.0, math.hypot(bx - ax, by - ay))
            return at(root, t).apply(bx + (bx - ax) * reach, by + (by - ay) * reach)

        return grip

    def _fingers(self, root: Timed[Matrix]) -> Group | None:
        """The fist around what it holds, to be drawn over it."""
        if self._hides_its_hand():
            return None
        limb = self._limb(self._holder)
        drawn = arm(self.brush, self.body, self.motion.bones, limb, sleeve_of(self.wear), "fist")
        return Group((drawn.hand,), transform=root, name="fingers")

    def _width(self, bones: Bones) -> float:
        if self.lying or (self.floating and self.view.three_quarter):
            return self.body.height
        xs = [x for limb in (*bones.arms, *bones.legs) for x, _ in limb] + [
            bones.head[0] - self.body.head,
            bones.head[0] + self.body.head,
        ]
        return max(xs) - min(xs) + self.body.hip * 0.8

    def _root(self) -> Matrix | Callable[[float], Matrix]:
        mirror = scale(-1, 1) if self.mirror else Matrix()
        if self.floating and self.view.three_quarter:
            return self._prone(mirror)
        if self.floating:
            rise = self.body.height * _FLOATS[self.pose]
            return lambda t: shift(0.0, -rise + 0.02 * self.body.height * math.sin(1.9 * t + self.phase))
        if not self.lying:
            return mirror
        # On the back with the head to the left, middle of the body over the origin, the head a little raised.
        return mirror @ shift(self.body.height * 0.48, -self.body.hip * 0.72) @ turn(-86.5)

    def _prone(self, mirror: Matrix) -> Callable[[float], Matrix]:
        """Lying forward on water or air, turned about the hips, rocking."""
        hips = (0.0, -self.body.leg - self.body.ankle)
        rise = self.body.height * (_FLOATS[self.pose] + 0.12) + hips[1]

        def place(t: float) -> Matrix:
            sway = math.sin(1.9 * t + self.phase)
            return mirror @ shift(0.0, -rise + 0.015 * self.body.height * sway) @ turn(68 + 3 * sway, hips)

        return place

    def _nodes(self) -> list[Node]:
        bones, brush, wear = self.motion.bones, self.brush, self.wear
        behind, yoke = cloak(wear, bones)
        if self.lying:
            behind = []
        elif self.away:
            behind = [*behind, *wings(wear, bones)]
        else:
            behind = [*wings(wear, bones), *behind]
        head_back, head_front = self._head()
        hidden: list[Node] = []
        shown: list[Node] = []
        lines: list[Node] = []
        for side in (1, -1):
            shape = _hand_of(self.pose, side, self.emotion, self.beat.frontal)
            drawn = arm(brush, self.body, bones, self._limb(side), sleeve_of(wear), shape)
            if self._before_trunk(side):
                shown += drawn.nodes
                lines += drawn.line
            else:
                hidden += [*drawn.line, *drawn.nodes]
        legless = bool(LEGLESS & wear.person.marks)
        legs = tail(wear, bones) if legless else [*self._leg(1), *self._leg(-1)]
        dressed = [*torso(wear, bones), *([] if legless else skirt(wear, bones))]
        # Ink goes around trunk and skirt together: their outlines lie behind both.
        inked, filled = [part.line for part in dressed if part.line], [node for part in dressed for node in part.nodes]
        if wear.person.outfit in _ONE_PIECE:
            legs = [*inked, *legs]
            inked = []
        trunk = [*lines, *inked, *filled, trim(wear, bones), *apron(wear, bones)]
        throat = [*self._neck(), *collar(wear, bones)]
        seat = stool(brush, self.body, bones(0.0)) if self.pose == "sit" else []
        if self.away:
            return [*hidden, *legs, *seat, *trunk, *throat, *shown, *behind, *yoke, *head_back, *head_front]
        return [*behind, *head_back, *seat, *hidden, *legs, *trunk, *throat, *yoke, *head_front, *shown]

    def _limb(self, side: int) -> Limb:
        far = side > 0 and self.view.three_quarter
        return Limb(side, far, self.beat.frontal, -side if self.away else side)

    def _before_trunk(self, side: int) -> bool:
        """Whether an arm is nearer to the camera than the trunk: by side in profile, else by where its hand is."""
        if self.view.three_quarter:
            return side < 0
        stance = self.motion.stance(0.0)
        limb = stance.arms[0 if side < 0 else 1]
        across = limb.lower[1] < -10
        if self.away:
            return not (limb.upper[0] > 40 or (across and limb.lower[0] > 0))
        return not (across and limb.lower[0] < 0)

    def _leg(self, side: int) -> list[Node]:
        person, brush, bones = self.person, self.brush, self.motion.bones
        limb = self._limb(side)
        bare = person.outfit == "dress"
        cloth = (
            brush.skin(person.skin)
            if bare
            else brush.tone(person.top if person.outfit in {"spacesuit", "overalls", "armour"} else person.bottom)
        )
        boot = person.outfit in {"coat", "tunic", "uniform", "armour", "spacesuit"}
        shoes = brush.tone(
            darker(person.top, 0.3)
            if person.outfit == "armour"
            else "#8a93a3"
            if person.outfit == "spacesuit"
            else person.shoes
        )
        thick = {"spacesuit": 1.35, "bones": 0.46, "dress": 0.8}.get(person.outfit, 1.0)
        nodes = leg(brush, self.body, bones, limb, cloth, thick)
        return [*nodes, foot(brush, self.body, bones, limb, shoes, boot)]

    def _neck(self) -> list[Node]:
        brush, body, bones = self.brush, self.body, self.motion.bones
        skin = brush.skin(self.person.skin)
        wide = body.head * (0.3 if self.person.woman or self.person.age == "child" else 0.4)
        back = -body.head * 0.16 if self.view.three_quarter else 0.0

        def joints(t: float) -> tuple[Point, Point, Point]:
            b = bones(t)
            (nx, ny), (hx, hy) = b.neck, b.head
            low = (nx, ny - body.head * 0.14)
            return low, ((low[0] + hx + back) / 2, (low[1] + hy) / 2), (hx + back, hy + body.head * 0.3)

        base = -(body.height - 2 * body.head)
        # The chin's shadow lies over most of the throat.
        fill = Linear(
            (0, base - body.head * 0.2), (0, base + body.head * 0.3), (Stop(0, brush.shade(skin, 0.3)), Stop(1, skin))
        )

        @lru_cache(maxsize=1)
        def throat(t: float) -> Path:
            return tube(joints(t), (wide * 1.1, wide, wide))

        nodes: list[Node] = [Shape(living(throat), fill)]
        if ink := brush.outline():
            nodes.append(Shape(living(lambda t: sides(throat(t))), None, ink))
        return nodes

    def _head(self) -> tuple[list[Node], list[Node]]:
        """What hangs behind the neck, and the head itself, both carried by the head's motion."""
        feeling = FEELINGS["asleep" if self.pose == "sleep" else self.emotion]
        unit = self.body.head / 100
        head = face.Head(self.person, self.brush, 20.0 if self.view.three_quarter else 0.0, feeling, unit)
        lips = speaking(self.figure.mouths, feeling)
        hair_art, hat_art = hair(head, self.away, self.phase), hat(head, self.away)
        place = living(self._head_place(unit))
        back = [*hair_art.back, *hat_art.back]
        front: list[Node] = []
        if self.away:
            tips = marks.pointed_ears(head)
            lobes = [] if "bones" in self.person.marks else face.ears(head)
            front = [*lobes, *tips, *face.skin_shape(head)[:1], *hair_art.front, *marks.bandages(head)]
            front += [*marks.horns(head, True), *hat_art.front]
        else:
            covered = self.person.hat in {"hood", "headscarf"} or self.person.hair_style in {
                "bob",
                "long",
                "wavy",
                "afro",
            }
            lobes = [] if covered else face.ears(head)
            lobes += marks.pointed_ears(head)
            if "bones" in self.person.marks:
                lobes = []
            nearer = lobes if self.view.three_quarter else []
            front = [
                *hair_art.under,
                *([] if self.view.three_quarter else lobes),
                *face.skin_shape(head, face.gaping(lips)),
                *marks.bandages(head),
                self._features(head, lips),
                *eyes.glasses(head),
                *self._head_rim(head),
                *hair_art.front,
                *nearer,
                *marks.horns(head, False),
                *hat_art.front,
            ]
        groups = [Group(tuple(nodes), transform=place, name="head") if nodes else None for nodes in (back, front)]
        return [groups[0]] if groups[0] else [], [groups[1]] if groups[1] else []

    def _features(self, head: face.Head, lips: Timed[Lips]) -> Group:
        blink = closing(() if self.pose == "sleep" else blinks(f"{self.figure.id}:{self.seed}"))
        gaze = glancing(self.phase)
        stance = self.motion.stance
        look = max(-1.0, min(1.0, stance(0.0).nod / 24))
        slide = living(lambda t: face.face_shift(stance(t).nod))
        if "bones" in self.person.marks:
            return Group(tuple(marks.bare_skull(head, gaze, face.gaping(lips))), transform=slide, name="face")
        nodes = [
            *face.wrinkles(head),
            *mouth.beard(head, face.gaping(lips)),
            *mouth.mouth(head, lips),
            *marks.fangs(head),
            *eyes.eyes(head, blink, gaze, look),
            Group(tuple(eyes.brows(head)), transform=self._brow_play),
            *(marks.red_nose(head) or face.nose(head)),
            *marks.mask(head),
        ]
        return Group(tuple(nodes), transform=slide, name="face")

    def _brow_play(self, t: float) -> Matrix:
        """Brows rise a little now and then, more often while their owner speaks."""
        eager = 0.35 + 0.65 * during(t, self.beat.speech) if self.beat.speech else 0.35
        play = max(0.0, math.sin(2.3 * t + 9 * self.phase) * math.sin(0.83 * t + 4 * self.phase))
        return shift(0.0, -7.0 * eager * play * play)

    def _head_rim(self, head: face.Head) -> list[Node]:
        sign = self.brush.sign
        if head.yaw == 0:
            line = [(sign * 81, -30), (sign * 82, -2), (sign * 78, 34), (sign * 62, 70)]
        elif sign > 0:
            line = [(79, -28), (75, 0), (80, 28), (75, 54), (60, 82)]
        else:
            return []
        return [self.brush.rim(smooth(line, closed=False), 2.8, 0.28 + 0.3 * min(1.0, self.brush.scheme.shade * 1.6))]

    def _head_place(self, unit: float) -> Callable[[float], Matrix]:
        motion = self.motion

        def place(t: float) -> Matrix:
            bones, stance = motion.bones(t), motion.stance(t)
            pitch = (stance.nod * 0.42 + stance.lean * 0.25 + self.body.stoop * 0.1) if self.view.three_quarter else 0.0
            return shift(*bones.head) @ turn(stance.roll + pitch + stance.tilt * 0.5) @ scale(unit)

        return place

    def _hat_top(self) -> float:
        head = face.Head(self.person, self.brush, 0.0, FEELINGS["neutral"], 0.4)
        return max(106.0, -hat(head, False).top, marks.HORNS_TOP if "horns" in self.person.marks else 0.0)


def _hand_of(pose: str, side: int, emotion: str, frontal: bool) -> str:
    """The shape of a hand; poses that use one hand leave the other at rest."""
    if pose in {"point", "hold"} and side > 0:
        return "rest"
    if pose == "cower":
        return "fist" if frontal else "open"
    return _HANDS.get(pose, "fist" if emotion in {"angry", "determined"} else "rest")
