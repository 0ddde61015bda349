"""Those that stand on two legs: monkeys, apes, monsters, aliens and robots."""

import math
from collections.abc import Callable
from dataclasses import replace

from generation.animatic.art import (
    Group,
    Matrix,
    Node,
    Path,
    Point,
    Shape,
    ellipse,
    rectangle,
    scale,
    shift,
    smooth,
    turn,
)
from generation.animatic.colour import darker, lighter
from generation.animatic.figures.actor import Actor
from generation.animatic.figures.creature_head import draw_head
from generation.animatic.figures.creature_head_plan import Face, HeadPlan, View
from generation.animatic.figures.creature_motion import blinking
from generation.animatic.figures.creature_paint import Inked, Paint, at_times, bend, limb, shaggy
from generation.animatic.figures.creature_wear import head_wear, neck_wear
from generation.animatic.figures.outline import sides
from generation.animatic.figures.upright_arms import hand_at
from generation.animatic.figures.upright_head import UprightHead
from generation.animatic.figures.upright_plan import UPRIGHTS, Upright
from generation.animatic.port_tree import at
from generation.animatic.stage import ADULT, FigureArt, Touch

_MONKEY_HEAD = HeadPlan(
    skull=(1.0, 0.98, 0.98),
    muzzle=1.25,
    drop=0.36,
    roots=0.62,
    tip=0.44,
    jaw=0.6,
    nose="nostrils",
    nose_colour="#5a3a34",
    eye=(0.32, 0.16, 0.9),
    eye_size=0.2,
    iris="#5a3418",
    ear="round",
    ear_at=(0.95, 0.1, -0.05),
    ear_length=0.42,
    ear_width=0.34,
    ear_lean=86,
    mask="muzzle",
    mask_colour="#e3bd98",
    ear_inside="#d8a588",
)

_MOVING = frozenset({"walk", "run", "jump", "cheer", "dance", "attack", "reach", "swim", "fly"}) | frozenset(
    {"call", "dig", "drink", "eat", "scratch"}
)
"""Poses in which arms and legs move."""
_TILTS = {"look-up": -14.0, "look-down": 16.0, "eat": 12.0, "call": -16.0, "drink": -6.0, "dig": 18.0, "bow": 14.0}
"""How far a pose turns the head, in degrees."""


class _Drawing:
    def __init__(self, species: str, plan: Upright, actor: Actor, paint: Paint) -> None:
        self.species, self.plan, self.actor, self.paint = species, plan, actor, paint
        self.unit = plan.height * ADULT * actor.size
        pose = actor.pose
        self.low = {"sit": 0.55, "eat": 0.5, "scratch": 0.5, "cower": 0.65, "dig": 0.3}.get(pose, 0.0) * (
            plan.hip - 0.06
        )
        self.moves = pose in (
            "walk",
            "run",
            "jump",
            "cheer",
            "dance",
            "attack",
            "reach",
            "swim",
            "fly",
            "call",
            "dig",
            "drink",
            "eat",
            "scratch",
        )
        self.k = {"right": 0.86, "camera": 1.0, "away": 1.0}[actor.facing]
        self.way = 1.0 if actor.facing == "right" else 0.0

    def px(self, points: list[Point]) -> list[Point]:
        return [(x * self.unit, y * self.unit) for x, y in points]

    def rise(self, t: float) -> float:
        """How far the body is lifted."""
        pose = self.actor.pose
        if pose == "jump":
            return max(0.0, math.sin(t * 4.2)) * 0.3
        if pose in ("cheer", "dance"):
            return abs(math.sin(t * 5.0)) * 0.05
        if pose in ("walk", "run"):
            return abs(math.sin(t * (4.5 if pose == "walk" else 8.0))) * 0.02
        return 0.25 + 0.03 * math.sin(t * 2) if pose == "fly" else 0.0

    def touches(self, start: float, end: float) -> tuple[Touch, ...]:
        """When a foot comes down: half a turn after it was lifted, one foot after the other."""
        pose = self.actor.pose
        if pose not in ("walk", "run"):
            return ()
        half = math.pi / (4.5 if pose == "walk" else 8.0)
        numbers = range(math.ceil(start / half), math.ceil(end / half))
        return tuple(Touch(number * half, 0.0, "walk" if pose == "walk" else "run") for number in numbers)

    def carried(self, t: float) -> float:
        """How far the feet have pushed it on: each as far as it goes back while it is down."""
        turn, into = divmod(t * (4.5 if self.actor.pose == "walk" else 8.0), math.pi)
        return 0.12 * self.unit * (2 * turn + 1 - math.cos(into))

    def leg(self, side: float) -> list[Node]:
        plan, paint, pose = self.plan, self.paint, self.actor.pose
        x0 = side * plan.width * 0.5 * self.k

        def joints(t: float) -> tuple[Point, Point, Point]:
            up = self.rise(t)
            foot = (side * plan.width * 0.62 * self.k, -up * 0.9)
            if pose in ("walk", "run"):
                p = t * (4.5 if pose == "walk" else 8.0) + (0.0 if side > 0 else math.pi)
                # Back while it is down, ahead while it is lifted.
                foot = (foot[0] - math.cos(p) * 0.12 * (1 if self.way else 0.15), -max(0.0, math.sin(p)) * 0.08)
            if pose in ("sit", "eat", "scratch"):
                foot = (side * plan.width * 0.9 + self.way * 0.16, -0.01)
            hip = (x0, -plan.hip - up + self.low)
            bone = plan.hip * 0.52
            return hip, bend(hip, foot, bone, bone, -1.0 if self.way else -side), foot

        def outline(t: float) -> Path:
            hip, knee, foot = joints(t)
            return limb(
                self.px([hip, knee, (foot[0], foot[1] - plan.limb * 0.8)]),
                [plan.limb * 1.3 * self.unit, plan.limb * 1.05 * self.unit, plan.limb * 0.9 * self.unit],
            )

        def shoe(t: float) -> Path:
            _, _, (x, y) = joints(t)
            out = plan.limb * (1.7 + self.way)
            return smooth(
                self.px(
                    [
                        (x - plan.limb * 1.2, y),
                        (x - plan.limb * 1.1, y - plan.limb * 1.1),
                        (x + out * 0.4, y - plan.limb * 1.3),
                        (x + out, y - plan.limb * 0.5),
                        (x + out, y),
                    ]
                ),
                tension=0.8,
            )

        moves = self.moves
        colour = darker(plan.coat, 0.16 if side * self.way >= 0 else 0.3)
        foot_colour = plan.belly if plan.build in ("monkey", "metal") else darker(plan.coat, 0.25)
        return [
            paint.form(outline if moves else outline(0.0), colour),
            paint.form(shoe if moves else shoe(0.0), foot_colour),
        ]

    def arm_joints(self, side: float) -> Callable[[float], tuple[Point, Point, Point]]:
        """Shoulder, elbow and hand over time."""
        plan, pose = self.plan, self.actor.pose

        def joints(t: float) -> tuple[Point, Point, Point]:
            up = self.rise(t) - self.low
            root = (side * plan.width * 0.92 * self.k, -plan.shoulder - up)
            hand = hand_at(pose, plan, self.way, side, root, t)
            bone = plan.arm * 0.52
            # Elbows point outwards, of who is seen from the side backwards.
            outward = side if hand[1] < root[1] else 1.0 if self.way else -side
            return root, bend(root, hand, bone, bone, outward), hand

        return joints

    def arm(self, side: float) -> Inked:
        plan, paint, pose = self.plan, self.paint, self.actor.pose
        joints = self.arm_joints(side)

        def outline(t: float) -> Path:
            return limb(
                self.px(list(joints(t))),
                [plan.limb * 1.15 * self.unit, plan.limb * self.unit, plan.limb * 0.85 * self.unit],
            )

        def hand(t: float) -> Path:
            x, y = joints(t)[2]
            return ellipse(x * self.unit, y * self.unit, plan.limb * 1.35 * self.unit, plan.limb * 1.3 * self.unit)

        moves = self.moves or pose == "talk"
        colour = plan.coat if side * self.way <= 0 else darker(plan.coat, 0.2)
        palm = plan.belly if plan.build != "smooth" else plan.coat
        shape, fist = at_times(outline, moves), at_times(hand, moves)
        if plan.build == "metal":
            # A machine's arms are parts of their own.
            return Inked([], [paint.form(shape, colour), paint.form(fist, palm)])
        line = at_times(lambda t: sides(outline(t)), moves)
        return Inked(paint.drawn(shape), [paint.bare(shape, colour), *paint.drawn(line, 1.0), paint.form(fist, palm)])

    def torso(self) -> list[Node]:
        plan, paint, u, k = self.plan, self.paint, self.unit, self.k
        w, top, low = plan.width * k, plan.shoulder + 0.05, plan.hip - 0.05
        if plan.build == "metal":
            return self._metal(w, top, low)
        ring = [
            (-w * 0.95, -low),
            (-w * 1.15, -(low + (top - low) * 0.4)),
            (-w * 0.95, -top + 0.04),
            (0, -top),
            (w * 0.95, -top + 0.04),
            (w * 1.15, -(low + (top - low) * 0.4)),
            (w * 0.95, -low),
            (0, -low + 0.05),
        ]
        points = self.px(ring)
        path = shaggy(points, 17, u * 0.035, 0.3) if plan.build == "shaggy" else smooth(points)
        nodes: list[Node] = [paint.rim(path), paint.form(path, plan.coat)]
        if self.actor.facing != "away":
            nodes.append(
                paint.form(
                    ellipse(
                        self.way * w * 0.25 * u, -(low + (top - low) * 0.42) * u, w * 0.72 * u, (top - low) * 0.4 * u
                    ),
                    plan.belly,
                )
            )
        return nodes

    def _metal(self, w: float, top: float, low: float) -> list[Node]:
        plan, paint, u = self.plan, self.paint, self.unit
        body = rectangle(
            -w * u, -top * u, 2 * w * u, (top - low) * u, w * u * (0.95 if self.species == "droid" else 0.3)
        )
        nodes: list[Node] = [
            paint.form(rectangle(-w * 0.25 * u, -(top + 0.07) * u, w * 0.5 * u, 0.09 * u), darker(plan.coat, 0.4)),
            paint.rim(body),
            paint.form(body, plan.coat),
        ]
        if self.actor.facing == "away":
            return nodes
        x, y = self.way * w * 0.2 * u, -(top * 0.62 + low * 0.38) * u
        nodes.append(
            paint.form(
                rectangle(x - w * 0.55 * u, y - w * 0.4 * u, w * 1.1 * u, w * 0.75 * u, w * 0.12 * u),
                darker(plan.coat, 0.3),
            )
        )
        for i, colour in enumerate(("#e05a48", "#f0c850", "#6ad08a")):
            phase = i * 1.7
            nodes.append(
                Shape(
                    ellipse(x + (i - 1) * w * 0.34 * u, y, w * 0.11 * u),
                    colour,
                    opacity=lambda t, phase=phase: 0.65 + 0.35 * math.sin(t * 2.4 + phase),
                )
            )
        nodes.append(paint.flat(rectangle(x - w * 0.5 * u, y + w * 0.5 * u, w * u, w * 0.09 * u, 2), plan.belly))
        return nodes

    def tail(self) -> list[Node]:
        u = self.unit

        def outline(t: float) -> Path:
            y = -self.plan.hip + self.low - self.rise(t)
            sway = math.sin(t * 1.7) * 0.03
            spine = [
                (0.0, y),
                (-0.22, y + 0.06),
                (-0.38 + sway, y - 0.06),
                (-0.4 + sway, y - 0.26),
                (-0.28 + sway, y - 0.34),
                (-0.24 + sway, y - 0.25),
            ]
            return limb(self.px(spine), [0.03 * u, 0.028 * u, 0.026 * u, 0.024 * u, 0.022 * u, 0.016 * u])

        return [self.paint.form(outline, darker(self.plan.coat, 0.12))]

    def head(self) -> tuple[Group, Point, float]:
        plan, actor, u = self.plan, self.actor, self.unit
        r = plan.head * u
        y = -(plan.shoulder + 0.05 + plan.head * (0.82 if plan.build != "shaggy" else 0.1)) * u
        tilt = {
            "look-up": -14.0,
            "look-down": 16.0,
            "eat": 12.0,
            "call": -16.0,
            "drink": -6.0,
            "dig": 18.0,
            "bow": 14.0,
        }.get(actor.pose, 0.0) * (self.way or 0.0) + actor.mood.head * 0.7 * (self.way or 0.4)
        parts: list[Node]
        if plan.build == "monkey":
            yaw = {"right": 40.0, "camera": 12.0, "away": 170.0}[actor.facing]
            face = Face(
                _MONKEY_HEAD
                if self.species == "monkey"
                else replace(_MONKEY_HEAD, mask_colour="#5a4e50", ear_inside="#5a4e50", eye_size=0.15),
                View(yaw, 0.0, r),
                self.paint,
                actor.mood,
                actor.speech,
                blinking(actor.seed, actor.pose == "sleep"),
                plan.coat,
                actor.look_seed,
                glasses=actor.wear.glasses,
            )
            parts = [draw_head(face)]
        elif plan.build == "metal":
            parts = UprightHead(self.species, plan, actor, self.paint, self.way).robot(r)
        elif plan.build == "smooth":
            parts = UprightHead(self.species, plan, actor, self.paint, self.way).alien(r)
        else:
            parts = UprightHead(self.species, plan, actor, self.paint, self.way).monster(r)
        parts += head_wear(actor.wear, r, -r * 0.8, self.paint)
        nod = actor.speech.opening
        neck = neck_wear(
            actor.wear,
            (0, -(plan.shoulder + 0.1) * u),
            (0, -(plan.shoulder - 0.02) * u),
            plan.width * 0.62 * u,
            self.paint,
        )
        head = Group(
            tuple(parts),
            lambda t: shift(self.way * plan.width * 0.2 * u, y) @ turn(tilt - 4 * nod(t) + 1.4 * math.sin(t * 1.2)),
        )
        return Group((*neck, head)), (self.way * plan.width * 0.2 * u, y), r


def draw_upright(species: str, colour: str | None, actor: Actor, paint: Paint) -> FigureArt:
    """Draw a two-legged being; one that looks right is turned a little."""
    plan = UPRIGHTS.get(species, UPRIGHTS["monster"])
    if species == "robot" and actor.look_seed % 3 == 0:
        species, plan = "droid", replace(UPRIGHTS["droid"], height=0.62)
    if colour:
        plan = replace(plan, coat=colour, belly=lighter(colour, 0.4) if plan.build != "metal" else plan.belly)
    it = _Drawing(species, plan, actor, paint)
    u = it.unit
    head, centre, r = it.head()

    def sway(t: float) -> Matrix:
        breath = 1 + 0.012 * math.sin(t * 2.1)
        lean = {"run": 8.0, "dance": 6 * math.sin(t * 5), "attack": 5.0, "bow": 26.0, "dig": 12.0}.get(actor.pose, 0.0)
        shiver = 0.004 * math.sin(t * 40) if actor.pose == "cower" else 0.0
        return (
            shift(shiver * u, (it.low - it.rise(t)) * u)
            @ turn(lean, (0, -plan.hip * u))
            @ scale(1, breath, (0, -plan.hip * u))
        )

    body = Group((*it.torso(), head), sway)
    tail = it.tail() if plan.tail else []
    far, near, legs = it.arm(1.0), it.arm(-1.0), [*it.leg(1.0), *it.leg(-1.0)]
    behind = [*far.lines, *far.nodes]
    nodes: list[Node] = [*tail, *legs, *far.lines, *near.lines, body, *far.nodes, *near.nodes]
    if actor.facing == "right":
        nodes = [*tail, *behind, *legs, *near.lines, body, *near.nodes]
    if actor.facing == "away":
        nodes = [*legs, *behind, *near.lines, *near.nodes, body, *tail]
    down = it.low * u
    holding = it.arm_joints(1.0)

    def hand(t: float) -> Point:
        x, y = holding(t)[2]
        return x * u, y * u

    standing = FigureArt(
        Group(tuple(nodes)),
        -centre[1] + r - down,
        (plan.width * 3 + 0.1) * u,
        (centre[0], centre[1] + down),
        r * 1.25,
        (0, -plan.hip * u * 1.1),
        hand,
        1.0,
        0.0,
        holds_behind=actor.facing == "away",
        steps=it.touches,
        carry=it.carried if actor.pose in ("walk", "run") and it.way else None,
    )
    return _laid_down(standing, plan.width * u) if actor.pose in ("lie", "sleep") else standing


def _laid_down(art: FigureArt, half: float) -> FigureArt:
    """The same on its back, the head to the left, the middle over the origin."""
    place = shift(art.height * 0.46, -half * 1.05) @ turn(-86)
    hand = art.hand
    return replace(
        art,
        art=Group((art.art,), place),
        height=half * 2.2,
        width=art.height,
        head=place.apply(*art.head),
        waist=place.apply(*art.waist),
        hand=lambda t: place.apply(*at(hand, t)),
    )
