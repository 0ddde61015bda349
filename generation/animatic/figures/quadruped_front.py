"""Four-legged animals from the front and from behind: the stance of the side view, turned in space.

Every joint has a place along the body, a height, and a side; `_Turned` maps it to the picture. The nearer end of the animal
is drawn last and covers the rest: chest, both forelegs and the face from the front; rump, hind legs and tail from behind.
"""

import math
from collections.abc import Callable, Sequence

from generation.animatic.art import Box, Group, Matrix, Node, Path, Point, Shape, ellipse, scale, shift, smooth, turn
from generation.animatic.figures import quadruped_legs, quadruped_neck
from generation.animatic.figures.actor import Actor
from generation.animatic.figures.creature_motion import noise
from generation.animatic.figures.creature_paint import Inked, Paint, limb, shaggy, woolly
from generation.animatic.figures.quadruped_coat import Coat
from generation.animatic.figures.quadruped_plan import Beast
from generation.animatic.figures.quadruped_stance import Rig, least_height, unit_of
from generation.animatic.figures.quadruped_tail import Tail, wing
from generation.animatic.stage import ADULT, FigureArt

_TURN = math.radians(17.0)
"""How far the body is turned from facing the camera straight on."""
_FLATTENED = 0.1
"""How much higher in the picture what is further back stands."""
_SLIM = 0.8
"""Half width of a body over its half depth."""
_COMPACT = 0.56
"""Length of shells and quills as they are drawn from the front, over their length from the side."""


class _Turned:
    """One animal seen from the front or from behind; lengths in heights at the withers until `px`."""

    def __init__(self, plan: Beast, actor: Actor, paint: Paint) -> None:
        self.plan, self.actor, self.paint = plan, actor, paint
        self.away = actor.facing == "away"
        self.rig = Rig(plan, actor.pose, 1.0)
        self.unit = unit_of(plan) * actor.size
        start = self.rig.at(0.0)
        self.near_end = start.hip[0] if self.away else start.shoulder[0]
        wide = plan.chest * 1.3
        self.box: Box = (-wide * self.unit, -1.05 * self.unit, wide * self.unit, -0.1 * self.unit)
        self.period = 2.6 + noise(actor.seed % 911) * 0.8
        self.coat = Coat(plan, Rig(plan, actor.pose, _COMPACT), paint, self.unit, actor.look_seed)

    def px(self, points: Sequence[Point]) -> list[Point]:
        return [(x * self.unit, y * self.unit) for x, y in points]

    def seen(self, along: float, y: float, side: float = 0.0) -> Point:
        """The picture of a point: `along` the body to the nose, `y` down, `side` to its left."""
        depth = along - self.near_end
        if self.away:
            return depth * math.sin(_TURN) - side, y - _FLATTENED * depth
        return depth * math.sin(_TURN) + side, y + _FLATTENED * depth

    # -- legs ---------------------------------------------------------------------------------------------------

    def legs(self, fore: bool) -> list[Inked]:
        """Both forelegs or both hind legs; the pair at the far end is in shade."""
        return [self._leg(which, fore) for which in (1, 0)]

    def _leg(self, which: int, fore: bool) -> Inked:
        plan, rig = self.plan, self.rig
        radii = quadruped_legs.widths(plan, fore)
        paw = max(plan.shank * 1.1, plan.foot * 0.46)
        radii[0] *= 0.9
        radii[-2:] = [paw * 0.9, paw]
        apart = (plan.chest * 0.56 if fore else plan.rump * 0.66) * _SLIM * (-1.0 if which == 0 else 1.0)
        folded = self.actor.pose in ("sit", "lie", "sleep") and not (fore and self.actor.pose == "sit")

        def spots(t: float) -> list[Point]:
            joints = quadruped_legs.joints(plan, rig.at(t), 1.0, which, fore)
            # A folded leg stands out to the side; the two feet of a pair keep level.
            level = 0.12 if folded and which else 0.0
            out = (0.95, 1.45, 1.4, 1.3, 1.25) if folded else (0.9, 1.06, 1.0, 1.0, 1.0)
            turned = [self.seen(x - level, y, apart * k) for (x, y), k in zip(joints, out, strict=True)]
            ax, ay = turned[-2]
            ground = (rig.at(t).fore if fore else rig.at(t).hind)[which][1]
            sole = self.seen(joints[-1][0] - level, ground)[1]
            # Paws are seen from above: right under the ankle, whatever their length.
            return self.px([*turned[:-2], (ax, min(ay, sole - paw * 1.2)), (ax, sole - paw * 0.34)])

        far = fore == self.away
        return quadruped_legs.leg(
            plan, self.paint, spots, [r * self.unit for r in radii], self.box, rig.moves, far, 0.35
        )

    # -- body ---------------------------------------------------------------------------------------------------

    def _ring(self) -> list[Point]:
        """The outline around chest and rump, as they are at the beginning."""
        plan, now = self.plan, self.rig.at(0.0)
        points: list[Point] = []
        # Who sits or lies rests on broad haunches.
        broad = 1.3 if self.actor.pose in ("sit", "lie", "sleep") else 1.0
        for (along, y), deep, wide in ((now.shoulder, plan.chest, 1.0), (now.hip, plan.rump, broad)):
            x0, y0 = self.seen(along, y)
            for k in range(16):
                angle = math.tau * k / 16
                points.append((x0 + math.cos(angle) * deep * wide * _SLIM, y0 + math.sin(angle) * deep))
        return _convex(points)

    def body(self) -> Inked:
        """Trunk and coat, breathing and carried by the stance."""
        plan, paint, u = self.plan, self.paint, self.unit
        ring = self.px(self._ring())
        if plan.wool:
            path = woolly(ring, 12, u * 0.075)
        elif plan.shag:
            path = shaggy(ring, 16, u * plan.shag, -0.6)
        else:
            path = smooth(ring)
        lines: list[Node] = [*self._humps(), paint.rim(path), *paint.drawn(path)]
        nodes: list[Node] = [paint.bare(path, plan.coat, self.box), *self._markings(path)]
        if plan.shell:
            nodes.append(Group((self.coat.shell(),), shift(*self._middle())))
        if plan.quills:
            nodes.append(Group(tuple(self.coat.quills()), shift(*self._middle())))
        breath, start = self.period * (0.55 if self.actor.pose == "run" else 1.0), self._trunk(0.0)
        pivot = self.px([start])[0]

        def transform(t: float) -> Matrix:
            x, y = self._trunk(t)
            rise = 1 + 0.014 * math.sin(math.tau * t / breath)
            moved = shift((x - start[0]) * u, (y - start[1]) * u)
            return moved @ scale(1.0 + (rise - 1) * 0.6, rise, pivot)

        return Inked([Group(tuple(lines), transform)], [Group(tuple(nodes), transform)])

    def _trunk(self, t: float) -> Point:
        """The middle of the nearer end."""
        now = self.rig.at(t)
        return self.seen(*(now.hip if self.away else now.shoulder))

    def _middle(self) -> Point:
        now = self.rig.at(0.0)
        (x0, y0), (x1, y1) = self.seen(*now.shoulder), self.seen(*now.hip)
        rest = self.rig.rest
        level = (rest.shoulder[1] + rest.hip[1]) / 2
        return (x0 + x1) / 2 * self.unit, ((y0 + y1) / 2 - level) * self.unit

    def _humps(self) -> list[Node]:
        if not self.plan.humps:
            return []
        now, u, r = self.rig.at(0.0), self.unit, self.plan.rump
        x, y = self.seen((now.shoulder[0] + now.hip[0]) / 2, min(now.shoulder[1], now.hip[1]) - r)
        hump = limb(self.px([(x, y + 0.2), (x, y - 0.02), (x, y - 0.1)]), [0.2 * u, 0.16 * u, 0.09 * u])
        return [self.paint.form(hump, self.plan.coat, self.box)]

    def _markings(self, path: Path) -> list[Node]:
        """A pale chest, and the coat's pattern down both flanks."""
        plan, paint, u, now = self.plan, self.paint, self.unit, self.rig.at(0.0)
        marks: list[Node] = []
        x, y = self.seen(*(now.hip if self.away else now.shoulder))
        deep = plan.rump if self.away else plan.chest
        wide = deep * _SLIM
        if plan.belly_colour and not self.away:
            bib = ellipse(x * u, (y + deep * 0.42) * u, wide * 0.6 * u, deep * 0.95 * u)
            marks.append(Shape(bib, paint.shade(plan.belly_colour, 0.06)))
        colour = paint.shade(plan.pattern_colour, 0.1)
        match plan.pattern:
            case "none":
                pass
            case "saddle":
                marks.append(Shape(ellipse(x * u, (y - deep * 1.05) * u, wide * 1.1 * u, deep * 0.62 * u), colour))
            case "stripes":
                for i in range(6):
                    for side in (-1.0, 1.0):
                        level = y - deep * (0.75 - 0.3 * i)
                        ends = [(x + side * wide * 1.1, level), (x + side * wide * 0.45, level + deep * 0.1)]
                        marks.append(Shape(limb(self.px(ends), [u * 0.034, u * 0.006]), colour))
            case "patches":
                for fx, fy, size in ((-0.8, -0.5, 0.6), (0.75, 0.3, 0.55), (-0.5, 0.8, 0.35)):
                    spot = ellipse((x + fx * wide) * u, (y + fy * deep) * u, wide * size * u, deep * size * 0.8 * u)
                    marks.append(Shape(spot, colour))
            case _:
                for i in range(14):
                    side = -1.0 if i % 2 else 1.0
                    fx = side * (0.5 + 0.45 * noise(self.actor.look_seed % 1009 + i))
                    fy = -0.9 + 1.7 * (i // 2 + 0.5 * noise(i * 3.1)) / 7
                    marks.append(Shape(ellipse((x + fx * wide) * u, (y + fy * deep) * u, u * 0.026, u * 0.024), colour))
        return [Group(tuple(marks), clip=path)] if marks else []

    # -- tail, wings, neck, head --------------------------------------------------------------------------------

    def tail(self) -> list[Node]:
        plan, rig = self.plan, self.rig

        def root(t: float) -> Point:
            along, y = rig.body(t).apply(rig.rest.hip[0] - plan.rump * 0.8, rig.rest.hip[1] - plan.rump * 0.45)
            return self.seen(along, y)

        return Tail(plan, self.actor, self.paint, self.unit, 0.6 if not self.away else 0.45).draw(root)

    def wings(self) -> list[Node]:
        """Both wings, spread to both sides."""
        if not self.plan.wings:
            return []
        plan, rig = self.plan, self.rig
        found: list[Node] = []
        for side in (-1.0, 1.0):

            def root(t: float, side: float = side) -> Point:
                now = rig.at(t)
                x, y = self.seen(now.shoulder[0] - 0.12, now.shoulder[1] - plan.chest * 0.6)
                return x + side * plan.chest * 0.3, y

            found.append(wing(plan, self.actor, self.paint, self.unit, root, side, 0.95))
        return found

    def neck_and_head(self) -> tuple[Inked, Point, Callable[[float], Point]]:
        """The neck with the head on it, where the head's centre is at rest, and where the mouth is over time."""
        plan, u, actor, rig = self.plan, self.unit, self.actor, self.rig
        now = rig.at(0.0)
        along, low = rig.neck_root(0.0)
        angle = now.neck - actor.mood.head
        # Seen along its length a neck hides behind the head: it stands up a little more.
        angle += max(0.0, 88 - angle) * 0.3 if angle > 0 else 0.0
        aim = math.radians(angle)
        high = low - plan.neck * math.sin(aim)
        if actor.pose in ("eat", "drink", "sleep", "lie"):
            high = min(high, -plan.head_size * (1.0 + 0.45 * plan.head.drop))
        root, centre = self.seen(along, low), self.seen(along + plan.neck * math.cos(aim), high)
        inner = (root[0], root[1] + plan.chest * 0.42)
        middle = ((root[0] + centre[0]) / 2, (root[1] + centre[1]) / 2)
        spine = self.px([inner, root, middle, centre])
        parts = quadruped_neck.neck(plan, actor, self.paint, spine, u, self.box)
        art, view = quadruped_neck.head(plan, actor, self.paint, now.pitch, u)
        lips = quadruped_neck.mouth(plan, view, 0.0)
        pivot, sway, spot = self.px([root])[0], self.period * 2.1, self.px([centre])[0]

        def carried(t: float) -> Matrix:
            x, y = self.seen(*rig.neck_root(t))
            return shift(x * u - pivot[0], y * u - pivot[1]) @ turn(0.9 * math.sin(math.tau * t / sway), pivot)

        def nodding(t: float) -> Matrix:
            dip = (2.0 * max(0.0, math.sin(t * 3.1)) if actor.pose == "eat" else 0.0) - 2.0 * actor.speech.opening(t)
            return shift(spot[0], spot[1] + 0.008 * u * dip) @ turn(1.6 * math.sin(t * 1.13))

        front = Group((*parts.nodes, *self._bib(root, centre), Group((art,), transform=nodding)), carried)
        mouth: Callable[[float], Point] = lambda t: (carried(t) @ nodding(t)).apply(*lips)  # noqa: E731
        return Inked([Group(tuple(parts.lines), carried)], [front]), spot, mouth

    def _bib(self, root: Point, centre: Point) -> list[Node]:
        """The pale throat and breast of who has a pale belly."""
        plan, paint, u = self.plan, self.paint, self.unit
        if not plan.belly_colour or self.away or plan.wool or plan.shell or plan.quills:
            return []
        low = min(root[1] + plan.chest * 1.3, self._trunk(0.0)[1] + plan.chest * 0.5)
        spine = self.px([(centre[0], centre[1] + plan.head_size * 0.4), (root[0], root[1]), (root[0], low)])
        radii = [plan.neck_top * 0.6 * u, plan.neck_root * 0.62 * u, plan.chest * 0.4 * u]
        return [Shape(limb(spine, radii), paint.shade(plan.belly_colour, 0.08))]


def draw_front(plan: Beast, actor: Actor, paint: Paint) -> FigureArt:
    """Draw a four-legged animal that looks at the camera or away from it."""
    it = _Turned(plan, actor, paint)
    body, (neck, centre, mouth) = it.body(), it.neck_and_head()
    near, far = it.legs(not it.away), it.legs(it.away)
    nodes: list[Node] = []
    if it.away:
        nodes += [*neck.lines, *neck.nodes]
    else:
        nodes += [*it.tail(), *it.wings()]
    for leg in far:
        nodes += [*leg.lines, *leg.nodes]
    together = (body, *near) if it.away else (body, *near, neck)
    nodes += [line for part in together for line in part.lines]
    nodes += [*body.nodes, *(node for leg in near for node in leg.nodes)]
    nodes += [*it.wings(), *it.tail()] if it.away else neck.nodes
    u, radius = it.unit, plan.head_size * it.unit
    look = math.sin(math.radians(quadruped_neck.YAWS[actor.facing]))
    reach = radius * plan.head.muzzle * 0.3 * look
    return FigureArt(
        Group(tuple(nodes)),
        max(-centre[1] + radius * plan.head.skull[1], least_height(actor.pose) * u),
        (2 * max(plan.chest, plan.rump) + 0.25) * u,
        (centre[0] + reach, centre[1] + radius * 0.1),
        radius * (1.05 + 0.22 * (plan.head.muzzle - 1)),
        (0.0, it.rig.rest.hip[1] * u * 0.8),
        mouth,
        floats=ADULT * 0.3 if actor.pose == "fly" else 0.0,
        holds_behind=it.away,
    )


def _convex(points: list[Point]) -> list[Point]:
    """The convex hull (Andrew's monotone chain), clockwise in the picture."""
    ordered = sorted(set(points))
    halves: list[list[Point]] = []
    for way in (ordered, list(reversed(ordered))):
        chain: list[Point] = []
        for point in way:
            while len(chain) > 1 and _cross(chain[-2], chain[-1], point) <= 0:
                chain.pop()
            chain.append(point)
        halves.append(chain[:-1])
    return halves[0] + halves[1]


def _cross(a: Point, b: Point, c: Point) -> float:
    return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])
