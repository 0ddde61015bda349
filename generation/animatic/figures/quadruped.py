"""Four-legged animals: one articulated body that every species bends to its own measures. Here from the side."""

import math
from collections.abc import Callable, Sequence
from dataclasses import replace

from generation.animatic.art import Box, Group, Matrix, Node, Point, scale, shift, smooth, turn
from generation.animatic.figures import quadruped_legs, quadruped_neck
from generation.animatic.figures.actor import Actor
from generation.animatic.figures.creature_motion import noise
from generation.animatic.figures.creature_paint import Inked, Paint, shaggy, woolly
from generation.animatic.figures.quadruped_coat import Coat
from generation.animatic.figures.quadruped_front import draw_front
from generation.animatic.figures.quadruped_gait import carry_of
from generation.animatic.figures.quadruped_plan import Beast
from generation.animatic.figures.quadruped_stance import Rig, least_height, unit_of
from generation.animatic.figures.quadruped_tail import Tail, wing
from generation.animatic.stage import ADULT, FigureArt


class _Drawing:
    """One animal on the way to nodes; everything in heights at the withers, scaled once at the end."""

    def __init__(self, plan: Beast, actor: Actor, paint: Paint) -> None:
        self.plan, self.actor, self.paint = plan, actor, paint
        self.rig = Rig(plan, actor.pose, 1.0)
        self.unit = unit_of(plan) * actor.size
        box = (-plan.length / 2 - 0.3, -1.05, plan.length / 2 + 0.3, -0.1)
        self.box: Box = (box[0] * self.unit, box[1] * self.unit, box[2] * self.unit, box[3] * self.unit)
        self.coat = Coat(plan, self.rig, paint, self.unit, actor.look_seed)
        self.period = 2.6 + noise(actor.seed % 911) * 0.8

    def px(self, points: Sequence[Point]) -> list[Point]:
        return [(x * self.unit, y * self.unit) for x, y in points]

    def map(self, t: float) -> Matrix:
        """The body's map in pixels."""
        m = self.rig.body(t)
        return Matrix(m.a, m.b, m.c, m.d, m.e * self.unit, m.f * self.unit)

    def legs(self, which: int) -> list[Inked]:
        """The near (0) or the far (1) legs, hind first."""
        return [self._leg(which, False), self._leg(which, True)]

    def _leg(self, which: int, fore: bool) -> Inked:
        plan, rig = self.plan, self.rig
        radii = [width * self.unit for width in quadruped_legs.widths(plan, fore)]

        def spots(t: float) -> list[Point]:
            return self.px(quadruped_legs.joints(plan, rig.at(t), 1.0, which, fore))

        return quadruped_legs.leg(plan, self.paint, spots, radii, self.box, rig.moves, which == 1)

    def _outline(self) -> list[Point]:
        plan, rest = self.plan, self.rig.rest
        (sx, sy), (hx, hy) = rest.shoulder, rest.hip
        c, b, r = plan.chest, plan.loin, plan.rump
        middle, spine = (sx + hx) / 2, ((sy - c) + (hy - r)) / 2
        floor = ((sy + c) + (hy + r)) / 2
        back: list[Point] = [(middle, spine + 0.035)]
        if plan.humps:
            back = []
            for i in range(plan.humps):
                x = hx + (sx - hx) * (i + 0.62) / (plan.humps + 0.25)
                back += [
                    (x - 0.16, spine - 0.02),
                    (x - 0.06, spine - 0.21),
                    (x + 0.05, spine - 0.21),
                    (x + 0.15, spine - 0.01),
                ]
        return [
            (hx - r * 0.98, hy),
            (hx - r * 0.72, hy - r * 0.72),
            (hx, hy - r),
            *back,
            (sx - 0.08, sy - c),
            (sx + c * 0.6, sy - c * 0.72),
            (sx + c * 0.92, sy),
            (sx + c * 0.55, sy + c * 0.8),
            (sx - 0.1, sy + c),
            (middle, floor - (c + r) / 2 + b * 1.0),
            (hx + r * 0.55, hy + r * 0.62),
            (hx - r * 0.5, hy + r * 0.7),
        ]

    def body(self) -> Inked:
        """Trunk and coat, breathing."""
        plan, paint = self.plan, self.paint
        points = self.px(self._outline())
        if plan.wool:
            path = woolly(points, 15, self.unit * 0.075)
        elif plan.shag:
            path = shaggy(points, 20, self.unit * plan.shag, -0.6)
        else:
            path = smooth(points)
        nodes: list[Node] = [paint.bare(path, plan.coat, self.box), *self.coat.markings(path)]
        if plan.shell:
            nodes.append(self.coat.shell())
        if plan.quills:
            nodes += self.coat.quills()
        lines = [*([self.coat.crest(points)] if plan.crest else []), paint.rim(path), *paint.drawn(path)]
        breath = self.period * (0.55 if self.actor.pose == "run" else 1.0)
        x, y = (v * self.unit for v in self.rig.rest.shoulder)

        def transform(t: float) -> Matrix:
            rise = 1 + 0.014 * math.sin(math.tau * t / breath)
            return self.map(t) @ scale(1.0 + (rise - 1) * 0.4, rise, (x, y))

        return Inked([Group(tuple(lines), transform)], [Group(tuple(nodes), transform)])

    def tail(self) -> list[Node]:
        rest, plan, rig = self.rig.rest, self.plan, self.rig
        base = (rest.hip[0] - plan.rump * 0.86, rest.hip[1] - plan.rump * 0.42)
        return Tail(plan, self.actor, self.paint, self.unit, 1.0).draw(lambda t: rig.body(t).apply(*base))

    def wing(self, near: bool) -> Node:
        """A wing that stands up from the shoulder; the far one shows before the near one."""
        rest, plan, rig = self.rig.rest, self.plan, self.rig
        root = (rest.shoulder[0] - 0.12, rest.shoulder[1] - plan.chest * 0.6)

        def at(t: float) -> Point:
            x, y = rig.body(t).apply(*root)
            return (x, y) if near else (x + 0.16, y)

        return wing(plan, self.actor, self.paint, self.unit, at, -1.0, 1.0 if near else 0.6)

    def neck_and_head(self) -> tuple[Inked, Point, Callable[[float], Point]]:
        """The neck with the head on it, where the head's centre is at rest, and where the mouth is over time."""
        plan, u, actor, rig = self.plan, self.unit, self.actor, self.rig
        now, root = rig.at(0.0), rig.neck_root(0.0)
        aim = math.radians(now.neck - actor.mood.head)
        head = (root[0] + plan.neck * math.cos(aim), root[1] - plan.neck * math.sin(aim))
        if actor.pose in ("eat", "drink", "sleep"):
            head = (head[0], min(head[1], -rig.muzzle_height()))
        parts = quadruped_neck.neck(plan, actor, self.paint, self.px(self._spine(root, head)), u, self.box)
        centre = (head[0] * u, head[1] * u)
        nod = self._nod()
        art, view = quadruped_neck.head(plan, actor, self.paint, now.pitch, u)
        lips = quadruped_neck.mouth(plan, view, now.pitch)
        pivot = (root[0] * u, root[1] * u)
        sway = self.period * 2.1

        def carried(t: float) -> Matrix:
            x, y = rig.neck_root(t)
            swing = 0.9 * math.sin(math.tau * t / sway) - (rig.at(t).neck - now.neck)
            if actor.pose == "eat":
                swing -= 2.5 * max(0.0, math.sin(t * 3.1))
            return shift(x * u - pivot[0], y * u - pivot[1]) @ turn(swing, pivot)

        def nodding(t: float) -> Matrix:
            return shift(*centre) @ turn(nod(t))

        front = Group((*parts.nodes, Group((art,), transform=nodding)), carried)
        mouth: Callable[[float], Point] = lambda t: (carried(t) @ nodding(t)).apply(*lips)  # noqa: E731
        return Inked([Group(tuple(parts.lines), carried)], [front]), centre, mouth

    def _spine(self, root: Point, head: Point) -> list[Point]:
        dx, dy = head[0] - root[0], head[1] - root[1]
        return [
            (root[0] - dx * 0.28 - 0.04, root[1] - dy * 0.12 + self.plan.chest * 0.3),
            (root[0] + dx * 0.08, root[1] + dy * 0.08),
            (root[0] + dx * 0.5 + 0.02, root[1] + dy * 0.5 + 0.015),
            (head[0] - dx * 0.05, head[1] - dy * 0.05),
        ]

    def _nod(self) -> Callable[[float], float]:
        speech, tilt, rig = self.actor.speech, self.actor.mood.head * 0.6, self.rig
        first = rig.at(0.0).pitch
        return (
            lambda t: tilt
            - 4.5 * speech.opening(t)
            + 1.1 * math.sin(t * 1.13)
            + (rig.at(t).pitch - first if rig.moves else 0.0)
        )


def draw_quadruped(plan: Beast, actor: Actor, paint: Paint) -> FigureArt:
    """Draw a four-legged animal facing right, to the camera or away."""
    if actor.pose == "fly" and not plan.wings:
        actor = replace(actor, pose="jump")
    if actor.facing != "right":
        return draw_front(plan, actor, paint)
    it = _Drawing(plan, actor, paint)
    body, near = it.body(), it.legs(0)
    neck, centre, mouth = it.neck_and_head()
    nodes: list[Node] = [it.wing(False)] if plan.wings else []
    nodes += it.tail()
    for leg in it.legs(1):
        nodes += [*leg.lines, *leg.nodes]
    together = (body, *near, neck)
    nodes += [line for part in together for line in part.lines]
    nodes += [*body.nodes, *(node for leg in near for node in leg.nodes)]
    nodes += [it.wing(True)] if plan.wings else []
    nodes += neck.nodes
    u = it.unit
    radius = plan.head_size * u
    top = -centre[1] + radius * plan.head.skull[1]
    reach = radius * (plan.head.muzzle * 0.5) * 0.9
    return FigureArt(
        Group(tuple(nodes)),
        max(top, least_height(actor.pose) * u),
        (plan.length + plan.rump + plan.chest + plan.head_size * 2) * u,
        (centre[0] + reach * 0.6, centre[1] + radius * 0.1),
        radius * (1.05 + 0.22 * (plan.head.muzzle - 1)),
        (0.0, it.rig.rest.hip[1] * u * 0.8),
        mouth,
        floats=ADULT * 0.3 if actor.pose == "fly" else 0.0,
        steps=it.rig.touches,
        carry=carry_of(it.rig, it.unit),
    )
