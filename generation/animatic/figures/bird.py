"""Birds: standing, walking and on the wing."""

import math
from collections.abc import Callable

from generation.animatic.art import (
    Group,
    Linear,
    Matrix,
    Node,
    Path,
    Point,
    Shape,
    Stop,
    scale,
    shift,
    smooth,
    turn,
)
from generation.animatic.colour import darker
from generation.animatic.figures.actor import Actor
from generation.animatic.figures.bird_flight import spread_wing
from generation.animatic.figures.bird_head import BirdHead
from generation.animatic.figures.bird_plan import Bird
from generation.animatic.figures.bird_tail import BirdTail
from generation.animatic.figures.creature_motion import noise
from generation.animatic.figures.creature_paint import Inked, Paint, at_times, bend, bounds, limb, shaggy
from generation.animatic.figures.creature_wear import neck_wear
from generation.animatic.stage import ADULT, FigureArt


class _Drawing:
    """One bird on the way to nodes; lengths in heights, scaled by `unit`."""

    def __init__(self, plan: Bird, actor: Actor, paint: Paint) -> None:
        self.plan, self.actor, self.paint = plan, actor, paint
        self.unit = plan.height * ADULT * actor.size
        self.flies = actor.pose == "fly"
        self.front = actor.facing != "right"
        self.tilt = self._tilt()
        leg = plan.leg * self._crouch()
        rise = plan.body * math.sin(math.radians(plan.tilt)) * 0.55 + plan.girth * 0.75
        self.centre: Point = (0.0, -(leg + rise))
        self.hip: Point = (-0.02, -(leg + rise * 0.35))
        self.beat = 8.5 - 5.0 * min(1.0, plan.height)
        self.period = 2.1 + noise(actor.seed % 911) * 0.7

    def _tilt(self) -> float:
        plan, pose = self.plan, self.actor.pose
        if self.flies:
            return 6.0
        if pose in ("eat", "look-down"):
            return plan.tilt - (34 if pose == "eat" else 12)
        if pose in ("cheer", "look-up", "call", "attack"):
            return min(80.0, plan.tilt + 12)
        if pose in ("cower", "lie", "sleep"):
            return plan.tilt * 0.6
        return plan.tilt

    def _crouch(self) -> float:
        return {"sit": 0.25, "lie": 0.12, "sleep": 0.12, "cower": 0.45}.get(self.actor.pose, 1.0)

    def px(self, points: list[Point]) -> list[Point]:
        return [(x * self.unit, y * self.unit) for x, y in points]

    def along(self, a: float, b: float) -> Point:
        """A spot of the body: `a` half lengths to the head, `b` girths to the back."""
        tilt = math.radians(self.tilt)
        k = 0.62 if self.front else 1.0
        x, y = a * self.plan.body, b * self.plan.girth
        return self.centre[0] + (x * math.cos(tilt) - y * math.sin(tilt)) * k, self.centre[1] - x * math.sin(
            tilt
        ) - y * math.cos(tilt)

    def sway(self) -> Callable[[float], Matrix]:
        """The body's own movement."""
        u, pose = self.unit, self.actor.pose
        pivot = (self.hip[0] * u, self.hip[1] * u)

        def transform(t: float) -> Matrix:
            breath = 0.014 * math.sin(math.tau * t / self.period)
            still = scale(1 + breath * 0.5, 1 + breath, pivot)
            if pose in ("walk", "run"):
                speed = 2.2 if pose == "walk" else 3.6
                return (
                    shift(0, -abs(math.sin(t * math.pi * speed)) * u * 0.03)
                    @ turn(3 * math.sin(t * math.pi * speed), pivot)
                    @ still
                )
            if pose in ("dance", "cheer"):
                return shift(0, -abs(math.sin(t * 5.2)) * u * 0.07) @ turn(7 * math.sin(t * 5.2), pivot) @ still
            if pose == "jump":
                return shift(0, -max(0.0, math.sin(t * 4.2)) * u * 0.3) @ still
            if pose == "cower":
                return shift(math.sin(t * 39) * u * 0.006, 0) @ still
            return still

        return transform

    def carried(self) -> Callable[[float], Matrix]:
        """In flight the body sinks as the wings rise."""
        beat = self.beat
        return lambda t: shift(0, -(math.sin(t * beat + 2.4) * 0.035 + math.sin(t * 0.9) * 0.05) * self.unit)

    # -- parts --------------------------------------------------------------------------------------------------

    def legs(self) -> list[Node]:
        plan, u, paint, pose = self.plan, self.unit, self.paint, self.actor.pose
        if plan.leg * self._crouch() < 0.03 and not plan.webbed:
            return []
        nodes: list[Node] = []
        width = max(1.6, u * (0.014 if plan.leg > 0.3 else 0.02))
        moves = pose in ("walk", "run", "dance")
        for k, side in enumerate((1.0, -1.0)):
            root = (self.hip[0] + 0.05 * side, self.hip[1])
            rest = (0.03 + 0.07 * side, 0.0)
            colour = plan.leg_colour if k else darker(plan.leg_colour, 0.25)

            def joints(t: float, root: Point = root, rest: Point = rest, side: float = side) -> list[Point]:
                foot = rest
                if self.flies:
                    return [
                        root,
                        (root[0] - plan.leg * 0.5, root[1] + plan.leg * 0.2),
                        (root[0] - plan.leg * 0.95, root[1] + plan.leg * 0.24),
                    ]
                if moves:
                    phase = t * (1.1 if pose == "walk" else 1.8) + (0.5 if side > 0 else 0.0)
                    swing = math.sin(math.tau * phase)
                    foot = (rest[0] + 0.35 * plan.leg * math.cos(math.tau * phase), -max(0.0, swing) * plan.leg * 0.4)
                bone = max(0.02, -root[1]) * 0.53
                return [root, bend(root, foot, bone, bone, 1.0), foot]

            def leg(t: float, joints: Callable[..., list[Point]] = joints) -> Path:
                return smooth(self.px(joints(t)), closed=False, tension=0.3)

            def toes(t: float, joints: Callable[..., list[Point]] = joints) -> Path:
                x, y = joints(t)[2]
                long = 0.05 + plan.leg * 0.16
                if plan.webbed:
                    return smooth(
                        self.px(
                            [(x - 0.01, y - 0.02), (x + long * 1.2, y - 0.012), (x + long * 1.3, y), (x - 0.025, y)]
                        ),
                        tension=0.3,
                    )
                return smooth(
                    self.px([(x - long * 0.55, y - 0.002), (x, y - 0.014), (x + long, y)]), closed=False, tension=0.2
                )

            nodes.append(paint.line(at_times(leg, moves), colour, width))
            if plan.webbed:
                nodes.append(paint.form(at_times(toes, moves), colour))
            elif not self.flies:
                nodes.append(paint.line(at_times(toes, moves), colour, width * 0.9))
        return nodes

    def tail(self) -> list[Node]:
        return BirdTail(self.plan, self.actor, self.paint, self.unit, self.along(-0.85, 0.0), self.tilt).draw()

    def body(self) -> Inked:
        plan, paint = self.plan, self.paint
        ring = [
            (-1.0, 0.05),
            (-0.7, 0.6),
            (-0.1, 0.98),
            (0.5, 0.92),
            (0.92, 0.45),
            (1.0, -0.1),
            (0.75, -0.75),
            (0.2, -1.05),
            (-0.4, -0.85),
            (-0.85, -0.35),
        ]
        path = smooth(self.px([self.along(a, b) for a, b in ring]))
        nodes: list[Node] = [paint.bare(path, plan.coat)]
        if plan.breast and self.actor.facing != "away":
            patch = [
                (0.9, -0.45),
                (0.95, 0.1),
                (0.6, -0.1),
                (0.1, -0.4),
                (-0.5, -0.5),
                (-0.5, -0.9),
                (0.2, -1.1),
                (0.8, -0.8),
            ]
            if self.front:
                patch = [(0.95, 0.5), (1.0, -0.6), (0.2, -0.95), (-0.7, -0.85), (-0.85, 0.1), (-0.2, 0.75), (0.5, 0.75)]
            nodes.append(
                Group(
                    (
                        Shape(
                            smooth(self.px([self.along(a, b) for a, b in patch])),
                            paint.volume(plan.breast, bounds(path)),
                        ),
                    ),
                    clip=path,
                )
            )
        return Inked([paint.rim(path), *paint.drawn(path)], nodes)

    def wing(self, side: float) -> list[Node]:
        """The folded wing; `side` is -1 on the left of a bird seen from the front."""
        plan, u, paint = self.plan, self.unit, self.paint
        colour = plan.wing or darker(plan.coat, 0.12)
        if self.front:
            k = side
            x, y = self.centre
            g, h = plan.girth * 0.95, plan.body * max(0.55, math.sin(math.radians(self.tilt)))
            points = [
                (x + k * g * 0.72, y - h * 0.6),
                (x + k * g * 1.12, y - h * 0.2),
                (x + k * g * 1.05, y + h * 0.45),
                (x + k * g * 0.75, y + h * 0.85),
                (x + k * g * 0.6, y + h * 0.1),
            ]
        else:
            end = 0.72 if plan.tilt > 60 else 1.0
            points = [
                self.along(a * end if a < -0.3 else a, b)
                for a, b in (
                    (0.55, 0.45),
                    (0.1, 0.72),
                    (-0.6, 0.6),
                    (-1.25, 0.18),
                    (-1.3, 0.05),
                    (-0.7, -0.18),
                    (-0.1, -0.42),
                    (0.45, -0.3),
                )
            ]
        path = smooth(self.px(points), tension=0.8)
        nodes: list[Node] = [paint.form(path, colour)]
        if not self.front:
            for start, end in (((0.2, -0.1), (-1.0, 0.06)), ((0.0, 0.22), (-0.95, 0.2))):
                nodes.append(
                    paint.line(
                        smooth(
                            self.px(
                                [
                                    self.along(*start),
                                    self.along((start[0] + end[0]) / 2, (start[1] + end[1]) / 2 - 0.12),
                                    self.along(*end),
                                ]
                            ),
                            closed=False,
                        ),
                        darker(colour, 0.4),
                        max(1.0, u * 0.008),
                        0.6,
                    )
                )
            if plan.wing_tip:
                nodes.insert(
                    1,
                    paint.form(
                        smooth(
                            self.px(
                                [
                                    self.along(a, b)
                                    for a, b in ((-0.45, 0.5), (-1.25, 0.18), (-1.3, 0.05), (-0.6, -0.14))
                                ]
                            ),
                            tension=0.6,
                        ),
                        plan.wing_tip,
                    ),
                )
        pivot = self.px([points[0]])[0]
        pose = self.actor.pose
        amount = {"cheer": 26.0, "dance": 16.0, "attack": 30.0, "reach": 34.0}.get(pose, 1.5)
        lift = amount if amount > 2 else 0.0
        way = side if self.front else -1.0
        if pose == "reach" and not self.front:
            return [Group(tuple(nodes), lambda t: turn(-(150 + 8 * math.sin(t * 2.4)), pivot))]
        return [Group(tuple(nodes), lambda t: turn(-way * (lift + amount * math.sin(t * (9 if lift else 1.3))), pivot))]

    def spread(self, near: bool) -> list[Node]:
        """A wing in flight."""
        shoulder = self.along(0.25, 0.35)
        return [spread_wing(self.plan, self.paint, self.unit, shoulder, self.beat, near, self.front)]

    # -- neck and head ------------------------------------------------------------------------------------------

    def neck_and_head(self) -> tuple[Inked, Point, Callable[[float], Matrix]]:
        """The neck with the head on it, where the head's centre is at rest, and the map of the head over time."""
        plan, u, actor, paint = self.plan, self.unit, self.actor, self.paint
        spine, w = self._spine(), plan.neck_width
        root, head = spine[1], spine[-1]
        widths = [max(w, plan.girth * 0.62), w * 1.25, w, w * 0.92, min(plan.head * 0.85, w * 1.05)]
        path = limb(self.px(spine), [x * u for x in widths])
        nodes: list[Node] = [Shape(path, self._neck_fill(bounds(path)))]
        if plan.ruff:
            nodes.append(self._ruff(spine))
        close = min(w * 1.3, plan.head * 0.95) * u
        nodes += neck_wear(actor.wear, self.px([spine[3]])[0], self.px([root])[0], close, paint)
        centre, pivot = (head[0] * u, head[1] * u), (root[0] * u, root[1] * u)
        nod = self._nod()
        tip = (
            -10.0
            if self.flies
            else {"eat": 38.0, "look-down": 24.0, "look-up": -26.0, "call": -30.0}.get(actor.pose, 0.0)
        )
        tilt = 0.0 if self.front else tip
        drawn = BirdHead(plan, actor, paint, self.front)
        skull = drawn.skull(plan.head * u)
        jerk = 4.0 if actor.pose in ("walk", "run") else 0.0

        def nodding(t: float) -> Matrix:
            return shift(*centre) @ turn(tilt + nod(t))

        def carried(t: float) -> Matrix:
            peck = 6 * max(0.0, math.sin(t * 4)) if actor.pose == "eat" else 0.0
            return turn(1.1 * math.sin(math.tau * t / (self.period * 1.9)) + jerk * math.sin(t * 13.8) - peck, pivot)

        behind = (paint.rim(path), *paint.drawn(path), Group((paint.rim(skull), *paint.drawn(skull)), nodding))
        nodes.append(Group((drawn.draw(plan.head * u, tip if self.front else 0.0),), nodding))
        parts = Inked([Group(behind, carried)], [Group(tuple(nodes), carried)])
        return parts, centre, lambda t: carried(t) @ nodding(t)

    def _spine(self) -> list[Point]:
        """From inside the breast along the neck to the head's centre."""
        plan, actor = self.plan, self.actor
        root = self.along(0.7, 0.15)
        lean = _LEANS.get(actor.pose, 0.0) * (0.3 if self.front else 1.0)
        angle = math.radians((14 if self.flies else 84 if self.front else 72) + lean - actor.mood.head)
        reach = plan.neck
        if actor.pose == "eat" and not self.front:
            angle = math.radians(-52)
            low = (-root[1] - plan.head * 1.4) / math.sin(math.radians(52))
            reach = max(plan.neck, min(2.2 * plan.neck + 0.06, low))
        across = math.cos(angle) * reach * (0.4 if self.front else 1.0)
        head = (root[0] + across, min(-plan.head * 1.02, root[1] - math.sin(angle) * reach))
        # A swan's S is seen from the side; from the front it is nearly straight.
        curve = plan.neck_curve * plan.neck * (0.04 if self.flies else 0.1 if self.front else 0.3)
        dx, dy = head[0] - root[0], head[1] - root[1]
        return [
            self.along(0.35, 0.0),
            root,
            (root[0] + dx * 0.3 + curve, root[1] + dy * 0.3),
            (root[0] + dx * 0.68 - curve, root[1] + dy * 0.68),
            head,
        ]

    def _ruff(self, spine: list[Point]) -> Shape:
        w, low, high = self.plan.neck_width, spine[1], spine[3]
        collar = [
            (low[0] - w * 1.6, low[1] + w * 0.6),
            (high[0] - w * 1.15, high[1]),
            (high[0] + w * 1.1, high[1]),
            (low[0] + w * 1.7, low[1] + w * 1.1),
        ]
        return self.paint.form(shaggy(self.px(collar), 9, self.unit * 0.03, 0.4), self.plan.ruff or self.plan.coat)

    def _neck_fill(self, box: tuple[float, float, float, float]) -> Linear:
        plan, paint = self.plan, self.paint
        low, high = (plan.breast if self.front and plan.breast else plan.coat), plan.head_colour or plan.coat
        return Linear(
            (0, box[3]),
            (0, box[1]),
            (
                Stop(0.0, paint.shade(low, 0.2)),
                Stop(0.35, paint.lit(low)),
                Stop(0.62, paint.lit(high)),
                Stop(1.0, paint.glow(high, 0.2)),
            ),
        )

    def _nod(self) -> Callable[[float], float]:
        gap, hang, seed = self.actor.speech.opening, self.actor.mood.head * 0.6, self.actor.seed % 97
        # Birds move their heads in small jerks and hold still in between.
        return lambda t: hang - 5 * gap(t) + 7 * (noise(math.floor(t / 1.7) + seed) - 0.5) * min(1.0, (t % 1.7) / 0.12)


def draw_bird(plan: Bird, actor: Actor, paint: Paint) -> FigureArt:
    """Draw a bird facing right, to the camera or away."""
    it = _Drawing(plan, actor, paint)
    u, r = it.unit, plan.head * it.unit
    neck, centre, head = it.neck_and_head()
    art = _flying(it, neck) if it.flies else _standing(it, neck)
    body, tip = it.sway(), (0.0 if it.front else r * (0.85 + plan.beak), r * (0.5 if it.front else 0.3))
    lift = it.carried() if it.flies else lambda t: Matrix()
    face = (centre[0] + (0.0 if it.front else r * 0.45), centre[1])
    wide = u * 1.5 if it.flies else (plan.body * 2 + plan.tail_length * 0.6 + plan.head) * u
    return FigureArt(
        art,
        max(-centre[1] + r, (plan.girth - it.centre[1]) * u),
        wide,
        face,
        r * (1.25 if it.front else 1.5),
        (it.centre[0] * u, it.centre[1] * u),
        lambda t: (lift(t) @ body(t) @ head(t)).apply(*tip),
        0.0 if it.flies else 1.0,
        ADULT * 0.55 if it.flies else 0.0,
        holds_behind=actor.facing == "away",
    )


def _standing(it: _Drawing, neck: Inked) -> Group:
    wings = [*it.wing(-1.0), *it.wing(1.0)] if it.front else it.wing(-1.0)
    body = it.body()
    if it.actor.facing == "away":
        parts = [*neck.lines, *neck.nodes, *body.lines, *body.nodes, *wings, *it.tail()]
    else:
        parts = [*it.tail(), *neck.lines, *body.lines, *body.nodes, *wings, *neck.nodes]
    return Group((*it.legs(), Group(tuple(parts), it.sway())))


def _flying(it: _Drawing, neck: Inked) -> Group:
    far, near, body = it.spread(False), it.spread(True), it.body()
    together = [*neck.lines, *body.lines, *body.nodes, *neck.nodes]
    behind, before = ([*it.tail(), *far, *near], []) if it.front else ([*far, *it.tail()], near)
    parts = [*behind, *it.legs(), *together, *before]
    return Group((Group(tuple(parts), it.sway()),), it.carried())


_LEANS = {
    "eat": -70.0,
    "look-down": -40.0,
    "look-up": 12.0,
    "call": 16.0,
    "sleep": -34.0,
    "cower": -30.0,
    "attack": -22.0,
}
"""How far a pose bends the neck, in degrees."""
