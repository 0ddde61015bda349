"""Four-legged animals: one articulated body that every species bends to its own measures."""

import math
from collections.abc import Callable
from dataclasses import replace

from generation.animatic.art import Group, Matrix, Node, Path, Point, Shape, Timed, scale, shift, smooth, turn
from generation.animatic.colour import darker
from generation.animatic.figures.actor import Actor
from generation.animatic.figures.creature_head import draw_head
from generation.animatic.figures.creature_head_plan import Face, View
from generation.animatic.figures.creature_motion import blinking, noise
from generation.animatic.figures.creature_paint import Box, Paint, at_times, bend, bounds, limb, shaggy, woolly
from generation.animatic.figures.creature_wear import head_wear, neck_wear
from generation.animatic.figures.quadruped_coat import Coat
from generation.animatic.figures.quadruped_plan import Beast
from generation.animatic.figures.quadruped_stance import Rig
from generation.animatic.stage import ADULT, FigureArt


class _Drawing:
    """One animal on the way to nodes; everything in heights at the withers, scaled once at the end."""

    def __init__(self, plan: Beast, actor: Actor, paint: Paint) -> None:
        self.plan, self.actor, self.paint = plan, actor, paint
        self.squeeze = {"right": 1.0, "camera": 0.56, "away": 0.5}[actor.facing]
        self.rig = Rig(plan, actor.pose, self.squeeze)
        standing = Rig(plan, "stand", 1.0)
        y = standing.neck_root(0.0)[1]
        total = -y + plan.neck * math.sin(math.radians(plan.neck_angle)) + plan.head_size
        self.unit = plan.height * ADULT * actor.size / total
        box = (-plan.length / 2 - 0.3, -1.05, plan.length / 2 + 0.3, -0.1)
        self.box: Box = (box[0] * self.unit, box[1] * self.unit, box[2] * self.unit, box[3] * self.unit)
        self.coat = Coat(plan, self.rig, paint, self.unit, actor.facing, actor.look_seed)
        self.period = 2.6 + noise(actor.seed % 911) * 0.8

    def px(self, points: list[Point]) -> list[Point]:
        return [(x * self.unit, y * self.unit) for x, y in points]

    def map(self, t: float) -> Matrix:
        """The body's map in pixels."""
        m = self.rig.body(t)
        return Matrix(m.a, m.b, m.c, m.d, m.e * self.unit, m.f * self.unit)

    def moving(self, make: Callable[[float], Path]) -> Timed[Path]:
        return at_times(make, self.rig.moves)

    # -- legs ---------------------------------------------------------------------------------------------------

    def legs(self, which: int) -> list[Node]:
        """The near (0) or the far (1) legs, hind first."""
        colour = self.plan.coat if which == 0 else darker(self.plan.coat, 0.24)
        return [*self._leg(which, False, colour), *self._leg(which, True, colour)]

    def _leg(self, which: int, fore: bool, colour: str) -> list[Node]:
        u = self.unit
        widths = self._widths(fore)

        def outline(t: float) -> Path:
            return limb(self.px(self._joints(t, which, fore)), [w * u for w in widths])

        nodes: list[Node] = [self.paint.form(self.moving(outline), colour, self.box)]
        feet = self.plan.feet_colour
        if feet:
            sock = self.plan.socks

            def tip(t: float) -> Path:
                joints = self._joints(t, which, fore)
                ankle, toe = joints[-2], joints[-1]
                knee = joints[-3]
                top = (ankle[0] + (knee[0] - ankle[0]) * sock, ankle[1] + (knee[1] - ankle[1]) * sock)
                wide = widths[-2] + (widths[-3] - widths[-2]) * sock
                return limb(self.px([top, ankle, toe]), [wide * u * 1.03, widths[-2] * u * 1.05, widths[-1] * u * 1.06])

            shade = feet if which == 0 else darker(feet, 0.2)
            nodes.append(self.paint.form(self.moving(tip), shade, self.box, 0.6))
        return nodes

    def _widths(self, fore: bool) -> list[float]:
        plan = self.plan
        top = plan.thigh * (0.72 if fore else 1.0)
        return [top, plan.shank * (1.25 if fore else 1.75), plan.shank * 1.02, plan.shank * 0.98, plan.shank * 0.9]

    def _joints(self, t: float, which: int, fore: bool) -> list[Point]:
        """Hip or shoulder, knee, hock or wrist, ankle, toe."""
        plan, now = self.plan, self.rig.at(t)
        foot = (now.fore if fore else now.hind)[which]
        root = now.shoulder if fore else now.hip
        root = (root[0] + (0.07 if which else 0.0) * self.squeeze, root[1] + (plan.chest if fore else plan.rump) * 0.12)
        length = 1.0 - (plan.chest if fore else plan.rump) * 1.12
        ankle_height = plan.shank * 1.0
        ankle = (foot[0] - plan.foot * 0.35, foot[1] - ankle_height)
        if fore:
            wrist = (ankle[0] - 0.01, ankle[1] - length * 0.2)
            if now.shoulder[1] - foot[1] > -length * 0.35:
                wrist = (ankle[0] - length * 0.18, ankle[1] - length * 0.02)
            bone = (length * 0.8 - plan.shank) * 0.515
            elbow = bend(root, wrist, bone, bone, 1.0)
        else:
            wrist = (ankle[0] - length * 0.13, ankle[1] - length * 0.3)
            if -now.hip[1] < length * 0.75 and foot[1] > -0.01:
                wrist = (ankle[0] - length * 0.3, ankle[1] - length * 0.06)
            bone = (length * 0.7 - plan.shank) * 0.545
            elbow = bend(root, wrist, bone, bone, -1.0)
        elbow = (elbow[0], min(elbow[1], -plan.shank * 1.1 if foot[1] > -0.01 else elbow[1]))
        toe = (foot[0] + plan.foot * 0.65 * max(0.55, self.squeeze), foot[1] - plan.shank * 0.72)
        return [root, elbow, wrist, ankle, toe]

    # -- body ---------------------------------------------------------------------------------------------------

    def _outline(self) -> list[Point]:
        plan, rest, k = self.plan, self.rig.rest, 0.55 + 0.45 * self.squeeze
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
                    (x - 0.16 * k, spine - 0.02),
                    (x - 0.06 * k, spine - 0.21),
                    (x + 0.05 * k, spine - 0.21),
                    (x + 0.15 * k, spine - 0.01),
                ]
        return [
            (hx - r * 0.98 * k, hy),
            (hx - r * 0.72 * k, hy - r * 0.72),
            (hx, hy - r),
            *back,
            (sx - 0.08 * k, sy - c),
            (sx + c * 0.6 * k, sy - c * 0.72),
            (sx + c * 0.92 * k, sy),
            (sx + c * 0.55 * k, sy + c * 0.8),
            (sx - 0.1 * k, sy + c),
            (middle, floor - (c + r) / 2 + b * 1.0),
            (hx + r * 0.55 * k, hy + r * 0.62),
            (hx - r * 0.5 * k, hy + r * 0.7),
        ]

    def body(self) -> Group:
        plan, paint = self.plan, self.paint
        points = self.px(self._outline())
        if plan.wool:
            path = woolly(points, 15, self.unit * 0.075)
        elif plan.shag:
            path = shaggy(points, 20, self.unit * plan.shag, -0.6)
        else:
            path = smooth(points)
        nodes: list[Node] = []
        if plan.crest:
            nodes.append(self.coat.crest(points))
        nodes += [paint.rim(path), paint.form(path, plan.coat, self.box), *self.coat.markings(path)]
        if plan.shell:
            nodes.append(self.coat.shell())
        if plan.quills:
            nodes += self.coat.quills()
        breath = self.period * (0.55 if self.actor.pose == "run" else 1.0)
        x, y = (v * self.unit for v in self.rig.rest.shoulder)

        def transform(t: float) -> Matrix:
            rise = 1 + 0.014 * math.sin(math.tau * t / breath)
            return self.map(t) @ scale(1.0 + (rise - 1) * 0.4, rise, (x, y))

        return Group(tuple(nodes), transform)

    # -- tail ---------------------------------------------------------------------------------------------------

    def tail(self) -> list[Node]:
        plan, u = self.plan, self.unit
        widths = _TAILS[plan.tail]
        n = len(widths)
        base = (
            self.rig.rest.hip[0] - plan.rump * 0.86 * (0.55 + 0.45 * self.squeeze),
            self.rig.rest.hip[1] - plan.rump * 0.42,
        )
        if self.actor.facing == "away":
            base = (self.rig.rest.hip[0] - plan.rump * 0.1, base[1] + plan.rump * 0.3)
        lift = 26 * self.actor.mood.tail + {"run": 22.0, "sit": -6.0, "lie": -10.0, "sleep": -10.0, "cower": -30.0}.get(
            self.actor.pose, 0.0
        )
        brisk = 7.0 if self.actor.mood.tail > 0.4 else 1.9
        swing = 16 if self.actor.mood.tail > 0.4 else 9

        def spine(t: float) -> list[Point]:
            x, y = self.rig.body(t).apply(*base)
            found = [(x, y)]
            step = plan.tail_length / (n - 1)
            for i in range(1, n):
                f = i / (n - 1)
                angle = math.radians(
                    plan.tail_carry + lift + plan.tail_curl * f + swing * f * math.sin(t * brisk - f * 1.5)
                )
                x, y = (
                    x - math.cos(angle) * step * self.squeeze,
                    min(y - math.sin(angle) * step, -plan.tail_width * 0.8),
                )
                found.append((x, y))
            return found

        def outline(t: float) -> Path:
            return limb(self.px(spine(t)), [w * plan.tail_width * u for w in widths])

        colour = plan.mane_colour if plan.tail == "hair" else plan.coat
        box = bounds(outline(0.0))
        nodes: list[Node] = [self.paint.form(outline, colour, box)]
        if plan.tail != "stub" and plan.tail_length > 0.5:
            nodes.insert(0, self.paint.rim(outline))
        if plan.tail_tip:
            first = 3 if plan.tail in ("bush", "tuft") else n - 2

            def tip(t: float) -> Path:
                return limb(self.px(spine(t))[first:], [w * plan.tail_width * u * 1.02 for w in widths[first:]])

            nodes.append(self.paint.form(tip, plan.tail_tip, box))
        return nodes

    # -- neck and head ------------------------------------------------------------------------------------------

    def neck_and_head(self) -> tuple[Group, Point]:
        """The neck with the head on it, and where the head's centre is at rest."""
        plan, u, actor = self.plan, self.unit, self.actor
        now = self.rig.at(0.0)
        root = self.rig.neck_root(0.0)
        angle = now.neck - actor.mood.head
        if actor.facing != "right" and angle > 0:
            angle += (88 - angle) * 0.5
        aim = math.radians(angle)
        head = (root[0] + plan.neck * math.cos(aim) * max(0.5, self.squeeze), root[1] - plan.neck * math.sin(aim))
        if actor.pose in ("eat", "sleep"):
            head = (head[0], min(head[1], -self.rig.muzzle_height()))
        nodes: list[Node] = [*self._neck(root, head)]
        centre = (head[0] * u, head[1] * u)
        nod = self._nod()
        art = self._head(now.pitch)
        nodes.append(Group((art,), transform=lambda t: shift(*centre) @ turn(nod(t))))
        pivot = (root[0] * u, root[1] * u)
        sway = self.period * 2.1

        def transform(t: float) -> Matrix:
            x, y = self.rig.neck_root(t)
            stance = self.rig.at(t)
            swing = 0.9 * math.sin(math.tau * t / sway) - (stance.neck - now.neck)
            if actor.pose == "eat":
                swing -= 2.5 * max(0.0, math.sin(t * 3.1))
            return shift(x * u - pivot[0], y * u - pivot[1]) @ turn(swing, pivot)

        return Group(tuple(nodes), transform), centre

    def _nod(self) -> Callable[[float], float]:
        speech, tilt = self.actor.speech, self.actor.mood.head * 0.6
        stance = self.rig
        first = stance.at(0.0).pitch
        return (
            lambda t: tilt
            - 4.5 * speech.opening(t)
            + 1.1 * math.sin(t * 1.13)
            + (stance.at(t).pitch - first if stance.moves else 0.0)
        )

    def _neck(self, root: Point, head: Point) -> list[Node]:
        plan, u = self.plan, self.unit
        dx, dy = head[0] - root[0], head[1] - root[1]
        inner = (root[0] - dx * 0.28 - 0.04 * self.squeeze, root[1] - dy * 0.12 + plan.chest * 0.3)
        middle = (root[0] + dx * 0.5 + 0.02, root[1] + dy * 0.5 + 0.015)
        spine = self.px(
            [inner, (root[0] + dx * 0.08, root[1] + dy * 0.08), middle, (head[0] - dx * 0.05, head[1] - dy * 0.05)]
        )
        widths = [
            plan.neck_root * u,
            plan.neck_root * 0.97 * u,
            (plan.neck_root + plan.neck_top) * 0.48 * u,
            plan.neck_top * u,
        ]
        path = limb(spine, widths)
        nodes: list[Node] = [self.paint.rim(path), self.paint.form(path, plan.coat, self.box)]
        if plan.wool:
            outline = [
                (x * 1.0, y)
                for x, y in self.px(
                    [
                        (inner[0] - 0.1, inner[1]),
                        (root[0] - 0.12, root[1] - 0.1),
                        (middle[0] - 0.1, middle[1] - 0.08),
                        (middle[0] + 0.14, middle[1] + 0.02),
                        (root[0] + 0.18, root[1] + 0.14),
                        (inner[0] + 0.12, inner[1] + 0.2),
                    ]
                )
            ]
            nodes = [self.paint.form(woolly(outline, 9, u * 0.07), plan.coat, self.box)]
        if plan.mane:
            nodes += self._mane(spine, widths)
        nodes += neck_wear(self.actor.wear, spine[-1], spine[2], widths[-1], self.paint)
        return nodes

    def _mane(self, spine: list[Point], widths: list[float]) -> list[Node]:
        """Hair along the nape."""
        edge: list[Point] = []
        outer: list[Point] = []
        for (x, y), w, after in zip(spine[1:], widths[1:], [*spine[2:], spine[-1]], strict=True):
            dx, dy = (
                (after[0] - x, after[1] - y)
                if after != (x, y)
                else (spine[-1][0] - spine[-2][0], spine[-1][1] - spine[-2][1])
            )
            length = math.hypot(dx, dy) or 1.0
            ux, uy = dx / length, dy / length
            edge.append((x + uy * w * 0.1, y - ux * w * 0.1))
            outer.append((x + uy * w * 1.32, y - ux * w * 1.32))
        return [self.paint.form(shaggy([*edge, *reversed(outer)], 9, widths[-1] * 0.34, -0.8), self.plan.mane_colour)]

    def _head(self, pitch: float) -> Group:
        plan, actor = self.plan, self.actor
        yaw = {"right": 64.0, "camera": 15.0, "away": 160.0}[actor.facing]
        side_on = plan.head.eye[0] > plan.head.eye[2]
        if actor.facing == "right" and side_on:
            yaw = 72.0
        tilt = pitch if actor.facing == "right" else 0.0
        radius = plan.head_size * self.unit
        face = Face(
            plan.head,
            View(yaw, 0.0 if actor.facing == "right" else -pitch * 0.7, radius),
            self.paint,
            actor.mood,
            actor.speech,
            blinking(actor.seed, actor.pose == "sleep"),
            plan.coat,
            actor.look_seed,
            glasses=actor.wear.glasses,
            extra=tuple(
                head_wear(actor.wear, radius * plan.head.skull[0], -plan.head.skull[1] * radius * 0.72, self.paint)
            ),
        )
        return Group((draw_head(face),), turn(tilt))

    def wing(self, near: bool) -> Shape:
        rest = self.rig.rest

        def outline(t: float) -> Path:
            x, y = self.rig.body(t).apply(rest.shoulder[0] - 0.12, rest.shoulder[1] - self.plan.chest * 0.6)
            flap = math.sin(t * (6.5 if self.actor.pose == "fly" else 1.5))
            open_ = (0.9 if self.actor.pose in ("fly", "jump", "cheer", "attack") else 0.62) + 0.06 * flap
            up = (0.95 + 0.1 * flap) * open_
            if self.actor.pose == "fly":
                up = 0.4 + 0.95 * flap
            k = (1.0 if near else 0.86) * max(0.7, self.squeeze) * (1.3 if self.actor.pose == "fly" else 1.0)
            d = -1.0 if near or self.actor.facing == "right" else 1.0
            if not near and self.actor.facing == "right":
                # The far wing shows before the near one.
                x, k, up = x + 0.16, k * 0.7, up * 1.08
            points = [
                (x, y),
                (x + d * 0.3 * k, y - up * 0.9),
                (x + d * 0.55 * k, y - up * 1.22),
                (x + d * 0.95 * k, y - up * 0.9),
                (x + d * 1.25 * k, y - up * 0.35),
                (x + d * 0.9 * k, y - up * 0.42),
                (x + d * 0.72 * k, y - up * 0.05),
                (x + d * 0.5 * k, y - up * 0.22),
                (x + d * 0.25 * k, y + 0.14),
            ]
            return smooth(self.px(points), tension=0.5)

        colour = self.plan.mane_colour if near else darker(self.plan.mane_colour, 0.3)
        return self.paint.form(outline, colour)


def draw_quadruped(plan: Beast, actor: Actor, paint: Paint) -> FigureArt:
    """Draw a four-legged animal facing right, to the camera or away."""
    if actor.pose == "fly" and not plan.wings:
        actor = replace(actor, pose="jump")
    it = _Drawing(plan, actor, paint)
    body, tail = it.body(), it.tail()
    neck, centre = it.neck_and_head()
    nodes: list[Node] = []
    far_wing = [it.wing(False)] if plan.wings else []
    near_wing = [it.wing(True)] if plan.wings else []
    if actor.facing == "away":
        nodes = [neck, *it.legs(1), *far_wing, body, *it.legs(0), *near_wing, *tail]
    elif actor.facing == "camera":
        nodes = [*tail, *far_wing, *near_wing, *it.legs(1), body, *it.legs(0), neck]
    else:
        nodes = [*far_wing, *tail, *it.legs(1), body, *it.legs(0), *near_wing, neck]
    u = it.unit
    width = (plan.length * it.squeeze + plan.rump + plan.chest + plan.head_size * 2) * u
    radius = plan.head_size * u
    top = -centre[1] + radius * plan.head.skull[1]
    look = math.sin(math.radians({"right": 64.0, "camera": 20.0, "away": 158.0}[actor.facing]))
    reach = radius * (plan.head.muzzle * 0.5) * look
    face = (centre[0] + reach * 0.6, centre[1] + radius * 0.1)
    mouth = (centre[0] + radius * plan.head.muzzle * look * 0.9, centre[1] + radius * (plan.head.drop + plan.head.tip))
    return FigureArt(
        Group(tuple(nodes)),
        max(top, 0.75 * u),
        width,
        face,
        radius * (1.05 + 0.22 * (plan.head.muzzle - 1)),
        (0.0, it.rig.rest.hip[1] * u * 0.8),
        mouth,
        floats=ADULT * 0.3 if actor.pose == "fly" else 0.0,
    )


_TAILS: dict[str, tuple[float, ...]] = {
    "bush": (0.38, 0.8, 1.1, 1.18, 0.95, 0.3),
    "rope": (1.0, 0.9, 0.8, 0.75, 0.7, 0.5),
    "tuft": (1.0, 0.7, 0.55, 0.55, 1.6, 0.5),
    "hair": (0.5, 1.0, 1.15, 1.1, 0.85, 0.3),
    "stub": (1.0, 1.0, 0.8),
    "curl": (1.0, 0.9, 0.75, 0.6, 0.5, 0.4),
    "flat": (0.7, 1.1, 1.2, 1.15, 0.9, 0.6),
    "scaly": (1.5, 1.15, 0.85, 0.6, 0.4, 0.2),
}
