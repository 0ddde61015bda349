"""The heads of birds: beaks that open, combs, crests and eyes."""

from collections.abc import Callable

from generation.animatic.art import (
    Group,
    Matrix,
    Node,
    Path,
    Shape,
    ellipse,
    smooth,
    turn,
)
from generation.animatic.colour import darker
from generation.animatic.figures.actor import Actor
from generation.animatic.figures.bird_plan import Bird
from generation.animatic.figures.creature_eyes import EyePlan, draw_eye
from generation.animatic.figures.creature_motion import blinking
from generation.animatic.figures.creature_paint import Paint, at_times
from generation.animatic.figures.creature_wear import head_wear


class BirdHead:
    """One bird's head, drawn around its centre. `front` says that it looks at (or away from) the camera."""

    def __init__(self, plan: Bird, actor: Actor, paint: Paint, front: bool) -> None:
        self.plan, self.actor, self.paint, self.front = plan, actor, paint, front

    def skull(self, r: float) -> Path:
        """The head's outline: its ink belongs behind the neck, that head and neck may be one."""
        return ellipse(0, 0, r * 1.03, r * 0.98)

    def draw(self, r: float, pitch: float) -> Group:
        plan, paint, actor = self.plan, self.paint, self.actor
        colour = plan.head_colour or plan.coat
        nodes: list[Node] = []
        away = actor.facing == "away"
        if plan.tufts:
            for k in (1.0, -1.0):
                nodes.append(
                    paint.form(
                        smooth(
                            [(k * r * 0.35, -r * 0.8), (k * r * 0.78, -r * 1.5), (k * r * 0.95, -r * 0.45)], tension=0.4
                        ),
                        colour,
                    )
                )
        if plan.crest:
            nodes += self._crest(r)
        if plan.comb:
            nodes += self._comb(r)
        if not self.front:
            nodes += self._lower_beak(r)
        nodes.append(paint.bare(self.skull(r), colour))
        if plan.cap:
            cap = smooth(
                [
                    (-r * 1.0, -r * 0.05),
                    (-r * 0.7, -r * 0.78),
                    (0, -r * 1.02),
                    (r * 0.75, -r * 0.7),
                    (r * (0.2 if self.front else 0.9), -r * 0.38),
                    (-r * 0.2, -r * 0.32),
                ]
            )
            nodes.append(paint.form(cap, plan.cap))
        if not away:
            nodes += self._face(r, pitch)
        elif plan.cap:
            nodes.append(paint.form(ellipse(0, -r * 0.25, r * 0.92, r * 0.75), plan.cap))
        nodes += head_wear(actor.wear, r, -r * 0.72, paint)
        return Group(tuple(nodes))

    def _face(self, r: float, pitch: float) -> list[Node]:
        plan, paint, actor = self.plan, self.paint, self.actor
        closed = blinking(actor.seed, actor.pose == "sleep")
        nodes: list[Node] = []
        big = plan.eye * r * 1.12
        wide = plan.disc is not None and plan.eye > 0.3
        drop = pitch / 60 * r
        if self.front or wide:
            x = 0.0 if self.front else r * 0.22
            spread = r * (0.46 if not wide else 0.44)
            if plan.disc:
                nodes += [
                    paint.form(
                        ellipse(
                            x + k * spread * 0.98,
                            drop - r * 0.02,
                            r * 0.5 * (0.8 if k > 0 and not self.front else 1.0),
                            r * 0.56,
                        ),
                        plan.disc,
                    )
                    for k in (-1, 1)
                ]
            for k in (-1.0, 1.0):
                narrow = 0.78 if k > 0 and not self.front else 1.0
                nodes.append(
                    draw_eye(
                        EyePlan(
                            (x + k * spread, drop - r * 0.1),
                            big * narrow,
                            big,
                            k,
                            plan.eye_style,
                            plan.iris,
                            plan.disc or plan.head_colour or plan.coat,
                            brow=plan.eye > 0.2,
                            glasses=actor.wear.glasses,
                        ),
                        paint,
                        actor.mood,
                        closed,
                    )
                )
            return [*nodes, *(self._front_beak(r, x, drop) if self.front else self._upper_beak(r))]
        if plan.disc:
            nodes.append(paint.flat(ellipse(r * 0.4, -r * 0.08, r * 0.42, r * 0.4), plan.disc))
        nodes += self._upper_beak(r)
        nodes.append(
            draw_eye(
                EyePlan(
                    (r * 0.36, -r * 0.16),
                    big * 0.94,
                    big,
                    -1.0,
                    plan.eye_style,
                    plan.iris,
                    plan.cap or plan.head_colour or plan.coat,
                    (0.2, 0.0),
                    glasses=actor.wear.glasses,
                ),
                paint,
                actor.mood,
                closed,
            )
        )
        return nodes

    def _upper_beak(self, r: float) -> list[Node]:
        plan, paint = self.plan, self.paint
        long, deep = plan.beak * r, plan.beak_depth * r
        hook = plan.hook * deep
        x = r * 0.72
        if plan.flat_beak:
            points = [
                (x - r * 0.1, -deep * 0.9),
                (x + long * 0.4, -deep * 0.15),
                (x + long * 0.9, -deep * 0.2),
                (x + long, deep * 0.12),
                (x + long * 0.5, deep * 0.25),
                (x - r * 0.1, deep * 0.3),
            ]
        else:
            points = [
                (x - r * 0.1, -deep),
                (x + long * 0.5, -deep * (0.62 + 0.3 * plan.hook)),
                (x + long * 0.96, hook * 0.5),
                (x + long * (1 - 0.1 * plan.hook), hook * 1.3 + deep * 0.15),
                (x + long * 0.7, deep * 0.15),
                (x - r * 0.1, deep * 0.3),
            ]
        path = smooth([(a, b + r * 0.12) for a, b in points], tension=0.65)
        return [
            paint.rim(path),
            paint.form(path, plan.beak_colour),
            paint.flat(
                ellipse(x + long * 0.22, r * 0.12 - deep * 0.35, r * 0.06, r * 0.035), darker(plan.beak_colour, 0.5)
            ),
        ]

    def _lower_beak(self, r: float) -> list[Node]:
        plan, paint, speech, mood = self.plan, self.paint, self.actor.speech, self.actor.mood
        long, deep = plan.beak * r * (0.86 - 0.3 * plan.hook), plan.beak_depth * r
        x = r * 0.7
        path = smooth(
            [
                (x - r * 0.25, r * 0.2),
                (x + long * 0.6, r * 0.16),
                (x + long, r * 0.2),
                (x + long * 0.5, r * 0.16 + deep * 0.55),
                (x - r * 0.2, r * 0.2 + deep * 0.65),
            ],
            tension=0.6,
        )
        inside = smooth(
            [(x - r * 0.2, r * 0.16), (x + long * 0.85, r * 0.16), (x + long * 0.5, r * 0.3), (x - r * 0.2, r * 0.42)],
            tension=0.5,
        )
        pivot = (r * 0.5, r * 0.18)

        def dropped(degrees: float) -> Callable[[float], Matrix]:
            return lambda t: turn(min(1.0, speech.opening(t) + mood.opening * 0.6) * degrees, pivot)

        return [
            Group((Shape(inside, paint.lit("#8a2f3a")),), dropped(15)),
            Group((paint.form(path, darker(plan.beak_colour, 0.22)),), dropped(26)),
        ]

    def _front_beak(self, r: float, x: float, drop: float) -> list[Node]:
        plan, paint, speech, mood = self.plan, self.paint, self.actor.speech, self.actor.mood
        w = r * (0.42 if plan.flat_beak else 0.26 + 0.14 * plan.beak_depth)
        h = r * min(0.62, 0.3 + 0.18 * plan.beak)
        y = drop + r * 0.06
        upper = smooth(
            [
                (x - w, y + r * 0.06),
                (x - w * 0.5, y - r * 0.14),
                (x, y - r * 0.2),
                (x + w * 0.5, y - r * 0.14),
                (x + w, y + r * 0.06),
                (x + w * 0.3, y + h * 0.75),
                (x, y + h),
                (x - w * 0.3, y + h * 0.75),
            ],
            tension=0.7,
        )

        def low(t: float) -> Path:
            gap = min(1.0, speech.opening(t) + mood.opening * 0.6) * r * 0.34
            return smooth(
                [
                    (x - w * 0.8, y + r * 0.12),
                    (x + w * 0.8, y + r * 0.12),
                    (x + w * 0.35, y + h * 0.8 + gap),
                    (x, y + h * 0.95 + gap),
                    (x - w * 0.35, y + h * 0.8 + gap),
                ],
                tension=0.6,
            )

        def dark(t: float) -> Path:
            gap = min(1.0, speech.opening(t) + mood.opening * 0.6) * r * 0.26
            return smooth(
                [
                    (x - w * 0.6, y + r * 0.14),
                    (x + w * 0.6, y + r * 0.14),
                    (x + w * 0.2, y + h * 0.75 + gap),
                    (x - w * 0.2, y + h * 0.75 + gap),
                ],
                tension=0.6,
            )

        moves = not speech.silent
        return [
            paint.form(at_times(low, moves), darker(plan.beak_colour, 0.22)),
            Shape(at_times(dark, moves), paint.lit("#8a2f3a")),
            paint.form(upper, plan.beak_colour),
        ]

    def _crest(self, r: float) -> list[Node]:
        paint, plan = self.paint, self.plan
        nodes: list[Node] = []
        if plan.tail == "plume" and plan.tail_length > 0.5:
            for k in (-1, 0, 1):
                tip = (-r * 0.2 + k * r * 0.45, -r * 1.95 + abs(k) * r * 0.15)
                nodes.append(paint.line(smooth([(0, -r * 0.8), tip], closed=False), "#2352a0", max(1.0, r * 0.07)))
                nodes.append(paint.flat(ellipse(*tip, r * 0.16), "#2c9a8a"))
            return nodes
        back = -1.0 if not self.front else -0.2
        colour = plan.cap or darker(plan.coat, 0.15)
        return [
            paint.form(
                smooth(
                    [
                        (-r * 0.1, -r * 0.92),
                        (back * r * 0.8, -r * 1.12),
                        (back * r * 1.35, -r * 0.98),
                        (back * r * 0.85, -r * 0.5),
                    ],
                    tension=0.5,
                ),
                colour,
            )
        ]

    def _comb(self, r: float) -> list[Node]:
        comb = self.plan.comb or "#cf2c2c"
        size = 1.0 if self.plan.tail == "sickle" else 0.6
        k = 0.6 if self.front else 1.0
        top = smooth(
            [
                (-r * 0.75 * k, -r * 0.6),
                (-r * 0.85 * k, -r * (0.75 + 0.6 * size)),
                (-r * 0.4 * k, -r * (0.85 + 0.2 * size)),
                (-r * 0.15 * k, -r * (0.9 + 0.85 * size)),
                (r * 0.15 * k, -r * (0.85 + 0.2 * size)),
                (r * 0.5 * k, -r * (0.75 + 0.65 * size)),
                (r * 0.75 * k, -r * 0.5),
            ],
            tension=0.6,
        )
        x = 0.0 if self.front else r * 0.72
        wattle = ellipse(x, r * 0.88, r * 0.24, r * 0.42 * (0.6 + 0.4 * size))
        return [self.paint.form(top, comb), self.paint.form(wattle, comb)]
