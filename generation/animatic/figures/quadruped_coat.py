"""What four-legged animals carry on their bodies: bellies, stripes, spots, shells, quills and crests."""

import math

from generation.animatic.art import Group, Node, Path, Point, Shape, ellipse, smooth
from generation.animatic.colour import darker, lighter
from generation.animatic.figures.creature_motion import noise
from generation.animatic.figures.creature_paint import Paint, limb, shaggy
from generation.animatic.figures.quadruped_plan import Beast
from generation.animatic.figures.quadruped_stance import Rig


class Coat:
    """The coat of one body; `rest` is the standing body in heights at the withers, `unit` their size in pixels."""

    def __init__(self, plan: Beast, rig: Rig, paint: Paint, unit: float, seed: int) -> None:
        self.plan, self.rig, self.paint = plan, rig, paint
        self.unit, self.seed = unit, seed
        self.squeeze = rig.squeeze

    def markings(self, path: Path) -> list[Node]:
        plan, paint, u = self.plan, self.paint, self.unit
        rest = self.rig.rest
        marks: list[Node] = []
        if plan.belly_colour:
            floor = max(rest.shoulder[1] + plan.chest, rest.hip[1] + plan.rump)
            wide = (rest.shoulder[0] - rest.hip[0]) * 0.62 + plan.chest * 0.6
            marks.append(
                Shape(
                    ellipse(plan.chest * 0.35 * u, floor * u, wide * u, plan.chest * 0.55 * u),
                    paint.shade(plan.belly_colour, 0.14),
                )
            )
        marks += self._pattern()
        return [Group(tuple(marks), clip=path)] if marks else []

    def _pattern(self) -> list[Node]:
        plan, paint, u, rest = self.plan, self.paint, self.unit, self.rig.rest
        if plan.pattern == "none":
            return []
        x0, x1 = (rest.hip[0] - plan.rump) * u, (rest.shoulder[0] + plan.chest) * u
        y0, y1 = (rest.hip[1] - plan.rump) * u, (rest.hip[1] + plan.rump) * u
        colour = paint.shade(plan.pattern_colour, 0.1)
        seed = self.seed % 1009
        found: list[Node] = []
        if plan.pattern == "stripes":
            for i in range(8):
                x = x0 + (x1 - x0) * (i + 0.5) / 8
                dip = (y1 - y0) * (0.5 + 0.25 * noise(seed + i))
                lean = (0.5 - i / 8) * u * 0.14
                found.append(
                    Shape(
                        limb(
                            [(x, y0 - u * 0.03), (x + lean * 0.4, y0 + dip * 0.5), (x + lean, y0 + dip)],
                            [u * 0.034, u * 0.03, u * 0.004],
                        ),
                        colour,
                    )
                )
        elif plan.pattern == "saddle":
            found.append(Shape(ellipse((x0 + x1) / 2 - u * 0.05, y0, (x1 - x0) * 0.44, (y1 - y0) * 0.55), colour))
        elif plan.pattern == "patches":
            for i, (fx, fy) in enumerate(((0.2, 0.25), (0.55, 0.6), (0.85, 0.2))):
                size = u * (0.19 + 0.1 * noise(seed + i))
                x, y = x0 + (x1 - x0) * fx, y0 + (y1 - y0) * fy
                blob = [
                    (
                        x + size * math.cos(k) * (0.8 + 0.5 * noise(seed + i * 9 + k)),
                        y + size * math.sin(k) * (0.6 + 0.4 * noise(seed + i * 5 + k)),
                    )
                    for k in range(6)
                ]
                found.append(Shape(smooth(blob), colour))
        else:
            small = 0.026 if plan.pattern == "spots" else 0.034
            for i in range(18 if plan.pattern != "dapple" else 10):
                x = x0 + (x1 - x0) * ((i % 9) + 0.3 + 0.5 * noise(seed + i)) / 9
                y = y0 + (y1 - y0) * (0.12 + 0.34 * (i // 9) + 0.2 * noise(seed + i * 3.1))
                found.append(
                    Shape(ellipse(x, y, u * small * (0.8 + 0.6 * noise(seed + i * 1.7)), u * small * 0.85), colour)
                )
        return found

    def shell(self) -> Group:
        u, rest, plan = self.unit, self.rig.rest, self.plan
        half, low = (rest.shoulder[0] + plan.chest * 0.75) * u, (rest.hip[1] + plan.rump * 0.5) * u
        top = low - plan.chest * 2.35 * u
        dome = smooth(
            [
                (-half * 1.06, low),
                (-half * 0.95, low - (low - top) * 0.5),
                (-half * 0.45, top + (low - top) * 0.07),
                (half * 0.1, top),
                (half * 0.65, top + (low - top) * 0.2),
                (half * 1.02, low - (low - top) * 0.4),
                (half * 1.06, low),
                (0, low + u * 0.06),
            ]
        )
        plates: list[Node] = []
        colour = lighter("#6d5a2c", 0.12)
        for x, y, r in (
            (-0.62, 0.42, 0.2),
            (-0.2, 0.62, 0.24),
            (0.26, 0.62, 0.24),
            (0.66, 0.4, 0.2),
            (0.0, 0.24, 0.2),
            (-0.42, 0.14, 0.14),
            (0.42, 0.14, 0.14),
        ):
            px, py, pr = x * half, low - (low - top) * y, r * half
            ring = [
                (px + pr * math.cos(math.tau * k / 6), py + pr * 0.8 * math.sin(math.tau * k / 6)) for k in range(6)
            ]
            plates.append(self.paint.form(smooth(ring, tension=0.25), colour))
        band = limb([(-half * 1.08, low), (0, low + u * 0.055), (half * 1.08, low)], [u * 0.03, u * 0.045, u * 0.03])
        return Group(
            (self.paint.rim(dome), self.paint.form(dome, "#5b4a24"), *plates, self.paint.form(band, "#a08a4c"))
        )

    def quills(self) -> list[Node]:
        u, rest, plan, q = self.unit, self.rig.rest, self.plan, self.plan.quills
        k = 0.6 + 0.4 * self.squeeze
        half = (rest.shoulder[0] + plan.chest * 0.4) * u
        y = rest.hip[1] * u
        h = plan.rump * u
        dome = [
            (-half - h * k, y + h * 0.75),
            (-half - h * 0.85 * k, y - h * 0.35),
            (-half * 0.4, y - h * 1.12),
            (half * 0.35, y - h * 1.16),
            (half * 0.98, y - h * 0.7),
            (half + h * 0.25 * k, y + h * 0.1),
            (half * 0.4, y + h * 0.35),
            (-half * 0.5, y + h * 0.8),
        ]
        outer = shaggy(dome, int(15 + q * 20), u * q, -1.0)
        inner = shaggy([(x * 0.8, y + (yy - y) * 0.72) for x, yy in dome], 13, u * q * 0.7, -1.0)
        return [
            self.paint.rim(outer),
            self.paint.form(outer, darker(plan.mane_colour, 0.2)),
            self.paint.form(inner, plan.mane_colour),
        ]

    def crest(self, points: list[Point]) -> Shape:
        u = self.unit
        back = points[1:6]
        spikes: list[Point] = []
        for i in range(len(back) - 1):
            (ax, ay), (bx, by) = back[i], back[i + 1]
            for k in range(3):
                f = (k + 0.5) / 3
                spikes += [
                    (ax + (bx - ax) * k / 3, ay + (by - ay) * k / 3),
                    (ax + (bx - ax) * f - u * 0.05, ay + (by - ay) * f - u * 0.13),
                ]
        return self.paint.form(
            smooth([*spikes, points[6], (0, points[6][1] + u * 0.2)], tension=0.15), self.plan.mane_colour
        )
