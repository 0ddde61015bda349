"""One person seen from one side, put together: looks, bones, clothes and face, in drawing order, under one light."""

import math
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import lru_cache

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
)
from generation.animatic.colour import darker
from generation.animatic.figures.appearance import read_person
from generation.animatic.figures.outline import sides
from generation.animatic.figures.people.brush import Brush, living, tube
from generation.animatic.figures.people.carriage import FLOATS, carried
from generation.animatic.figures.people.garments import skirt, sleeve_of, torso, trim
from generation.animatic.figures.people.headwork import HeadWork
from generation.animatic.figures.people.limbs import DrawnArm, Hands, Limb, arm, foot, leg
from generation.animatic.figures.people.manners import MANNERS, manner_of
from generation.animatic.figures.people.playing import LYING, Playing
from generation.animatic.figures.people.seat import seat_under
from generation.animatic.figures.people.skeleton import Body, Bones, View, solve
from generation.animatic.figures.people.tails import LEGLESS, tail
from generation.animatic.figures.people.trunk import Wear
from generation.animatic.figures.people.wielding import Hands as HandsAtWork
from generation.animatic.figures.people.wielding import tools_of, workplace_of
from generation.animatic.figures.people.wraps import apron, cloak, collar, wings
from generation.animatic.figures.person import Person
from generation.animatic.port_tree import at
from generation.animatic.shown import Shown, only_while
from generation.animatic.stage import INKED, FigureArt, Scheme
from generation.requests import Figure, Look

Motion = Callable[[float], Bones]

_KEPT_LYING = {"", "bubble", "headscarf", "hood", "bonnet", "helmet", "beanie"}
_ONE_PIECE = {"overalls", "spacesuit"}
"""Outfits that go from the trunk into the legs without a hem."""
SEATED = frozenset(pose for pose, manner in MANNERS.items() if manner.seat)
"""Poses that need a seat."""
_TURNS = {"camera": 0.0, "left": 50.0, "right": 50.0, "away": 180.0}


class PersonDrawing:
    """One person seen from one side, through the whole shot. `turned` is how it is turned to the camera at a time."""

    def __init__(
        self, figure: Figure, scheme: Scheme, look: Look, playing: Playing, facing: str, turned: Callable[[float], View]
    ) -> None:
        self.figure = figure
        self.person: Person = read_person(figure)
        self.body: Body = playing.body
        self.view = View(_TURNS[facing])
        self.facing = facing
        self.away = facing == "away"
        self.mirror = facing == "left"
        self.playing = playing
        self.lies = all(pose in LYING for pose in playing.poses)
        if any(pose in LYING for pose in playing.poses) and self.person.hat not in _KEPT_LYING:
            self.person = replace(self.person, hat="")
        light = -scheme.light_x if self.mirror else scheme.light_x
        self.brush = Brush(
            scheme, light, look.line in INKED, self.body.shoulder * 1.25 + self.body.belly, self.person.stuff
        )
        self.bones = self._boned(turned)
        self.wear = Wear(self.person, self.body, self.brush, self.view, self.brush.tone(self.person.top))
        self.head = HeadWork(self.person, self.brush, self.body, playing, self.bones, facing)
        self.root = carried(self.body, playing, self.view.three_quarter, self.mirror)

    def _boned(self, turned: Callable[[float], View]) -> Motion:
        body, stance = self.body, self.playing.stance

        @lru_cache(maxsize=2)
        def bones(t: float) -> Bones:
            return solve(body, stance(t), turned(t))

        return bones

    def art(self, seed: int) -> FigureArt:
        """Put the figure together and say where its parts are."""
        moments = [self.playing.settled(number) for number in range(len(self.playing.poses))]
        high = max(moments, key=lambda t: -at(self.root, t).apply(*self.bones(t).head)[1])
        pose = self.playing.poses[moments.index(high)]
        place, bones, radius = at(self.root, high), self.bones(high), self.body.head
        head = place.apply(*bones.head)
        above = radius * 1.2 if pose in LYING else self.head.top() * radius / 100
        return FigureArt(
            Group(tuple(self._nodes(seed)), transform=self.root, name=self.figure.id),
            -(head[1] - above),
            max(self._width(number, self.bones(t)) for number, t in enumerate(moments)),
            head,
            radius,
            place.apply(*bones.pelvis),
            self._grip(self.root),
            manner_of(pose).shadow,
            self.body.height * min(FLOATS.get(pose, 0.0) for pose in self.playing.poses),
            self._fingers(self.root),
            self._hides_its_hand(),
            tools=tools_of(self._hands(), self.playing, self.facing, self.root),
            workplace=workplace_of(self.playing, self.facing),
            face=lambda t: at(self.root, t).apply(*self.bones(t).head),
        )

    def seat(self, number: int) -> list[Node]:
        """What it sits on in one of its parts, standing where it sits then."""
        t = self.playing.settled(number)
        drawn = seat_under(manner_of(self.playing.poses[number]).seat, self.brush, self.body, self.bones(t))
        return [Group(tuple(drawn), transform=scale(-1.0 if self.mirror else 1.0, 1.0))]

    def _hands(self) -> HandsAtWork:
        return HandsAtWork(self.body, self.bones, self.playing.stance, self.view.three_quarter)

    @property
    def _holder(self) -> int:
        """The side of the arm that holds something: the one that the pose lifts."""
        return 1 if manner_of(self.playing.poses[0]).left_first and self.view.three_quarter else -1

    def _hides_its_hand(self) -> bool:
        return not self._before_trunk(self._holder, 0)

    def _grip(self, root: Timed[Matrix]) -> Callable[[float], Point]:
        """The middle of the fist over time."""
        index, bones, size = 0 if self._holder < 0 else 1, self.bones, self.body.head * 0.34

        def grip(t: float) -> Point:
            _, (ax, ay), (bx, by) = bones(t).arms[index]
            reach = size / max(1.0, math.hypot(bx - ax, by - ay))
            return at(root, t).apply(bx + (bx - ax) * reach, by + (by - ay) * reach)

        return grip

    def _fingers(self, root: Timed[Matrix]) -> Group | None:
        """The fist around what it holds, to be drawn over it."""
        if self._hides_its_hand():
            return None
        both = self.facing == "camera" and any(manner_of(pose).two_handed for pose in self.playing.poses)
        sides = (-1, 1) if both else (self._holder,)
        hands = [
            arm(self.brush, self.body, self.bones, self._limb(side), sleeve_of(self.wear), "fist").hand
            for side in sides
        ]
        return Group(tuple(hands), transform=root, name="fingers")

    def _width(self, number: int, bones: Bones) -> float:
        pose = self.playing.poses[number]
        if pose in LYING or (pose in FLOATS and self.view.three_quarter):
            return self.body.height
        xs = [x for limb in (*bones.arms, *bones.legs) for x, _ in limb] + [
            bones.head[0] - self.body.head,
            bones.head[0] + self.body.head,
        ]
        return max(xs) - min(xs) + self.body.hip * 0.8

    def _nodes(self, seed: int) -> list[Node]:
        bones, brush, wear = self.bones, self.brush, self.wear
        behind, yoke = cloak(wear, bones)
        if self.lies:
            behind = []
        elif self.away:
            behind = [*behind, *wings(wear, bones)]
        else:
            behind = [*wings(wear, bones), *behind]
        head_back, head_front = self.head.nodes(seed)
        hidden: list[Node] = []
        shown: list[Node] = []
        lines: list[Node] = []
        for side in (1, -1):
            far, near = self._arms(side)
            hidden += [node for drawn in far for node in (*drawn.line, *drawn.nodes)]
            shown += [node for drawn in near for node in drawn.nodes]
            lines += [node for drawn in near for node in drawn.line]
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
        first = manner_of(self.playing.poses[0]).seat if self.playing.role.still else ""
        seat = seat_under(first, brush, self.body, bones(0.0)) if first else []
        if self.away:
            return [*hidden, *legs, *seat, *trunk, *throat, *shown, *behind, *yoke, *head_back, *head_front]
        return [*behind, *head_back, *seat, *hidden, *legs, *trunk, *throat, *yoke, *head_front, *shown]

    def _limb(self, side: int) -> Limb:
        far = side > 0 and self.view.three_quarter
        return Limb(side, far, self.playing.frontal, -side if self.away else side)

    def _arms(self, side: int) -> tuple[list[DrawnArm], list[DrawnArm]]:
        """An arm as it is behind the trunk and as it is before it; of somebody who does several things it may be both."""
        count = len(self.playing.poses)
        before = [self._before_trunk(side, number) for number in range(count)]
        shapes = [
            _hand_of(pose, side, self.playing.emotions[n], self.playing.frontal)
            for n, pose in enumerate(self.playing.poses)
        ]
        drawn = arm(self.brush, self.body, self.bones, self._limb(side), sleeve_of(self.wear), self._shaped(shapes))
        if len(set(before)) == 1:
            return ([], [drawn]) if before[0] else ([drawn], [])
        near, far = self._while(before), self._while([not one for one in before])
        return [_seen(drawn, far)], [_seen(drawn, near)]

    def _shaped(self, shapes: Sequence[str]) -> str | Hands:
        """The hand's shape, or its shapes in turn: of who only listens for a while it is at rest."""
        playing = self.playing
        listens = "talk" in playing.poses and bool(playing.spans)
        if len(set(shapes)) == 1 and not listens:
            return shapes[0]

        def shape(t: float) -> str:
            number = playing.current(t)
            return "rest" if playing.poses[number] == "talk" and listens and not playing.speaks(t) else shapes[number]

        names = sorted({*shapes, "rest"} if listens else {*shapes})
        return tuple((name, lambda t, name=name: shape(t) == name) for name in names)

    def _while(self, parts: Sequence[bool]) -> Shown:
        """Whether one of these parts is played."""
        return lambda t: parts[self.playing.current(t)]

    def _before_trunk(self, side: int, number: int) -> bool:
        """Whether an arm is nearer to the camera than the trunk: by side in profile, else by where its hand is."""
        if self.view.three_quarter:
            return side < 0 or manner_of(self.playing.poses[number]).over
        stance = self.playing.stance(self.playing.settled(number))
        limb = stance.arms[0 if side < 0 else 1]
        across = limb.lower[1] < -10
        if self.away:
            return not (limb.upper[0] > 40 or (across and limb.lower[0] > 0))
        return not (across and limb.lower[0] < 0)

    def _leg(self, side: int) -> list[Node]:
        person, brush, bones = self.person, self.brush, self.bones
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
        brush, body, bones = self.brush, self.body, self.bones
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


def _seen(drawn: DrawnArm, seen: Shown) -> DrawnArm:
    line: list[Node] = [only_while(tuple(drawn.line), seen)] if drawn.line else []
    return DrawnArm(line, [only_while(tuple(drawn.nodes), seen)], drawn.hand)


def _hand_of(pose: str, side: int, emotion: str, frontal: bool) -> str:
    """The shape of a hand; what the pose leaves open the feeling says."""
    if pose == "cower":
        return "fist" if frontal else "open"
    manner = manner_of(pose)
    return (manner.right if side < 0 else manner.left) or ("fist" if emotion in {"angry", "determined"} else "rest")
