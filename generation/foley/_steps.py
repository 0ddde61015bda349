"""Footsteps on what is under them, cloth, and bodies that fall or settle."""

from collections.abc import Callable
from dataclasses import dataclass

from generation.requests import SoundEvent
from generation.shaping import (
    Mono,
    Random,
    added,
    bubbles,
    dying,
    filtered,
    grains,
    hiss,
    peaked,
    ringing,
    samples,
    swelling,
)


@dataclass(frozen=True, slots=True)
class _Ground:
    """What a sole does on it: a thud, a brush over its surface, grains that give way, and a body that rings."""

    thud: float
    """Hz of the weight that comes down."""
    deep: float
    """Level of that."""
    brush: tuple[float, float, float, float]
    """Level, from and to Hz, half life."""
    grain: tuple[float, float, float, float] = (0.0, 1000.0, 5000.0, 400.0)
    """Level, from and to Hz, how many a second."""
    modes: tuple[tuple[float, float, float], ...] = ()
    click: float = 0.0


_GROUNDS: dict[str, _Ground] = {
    "grass": _Ground(85, 0.5, (0.5, 900, 5200, 0.03), (0.25, 2000, 8000, 260)),
    "earth": _Ground(80, 0.8, (0.35, 250, 2200, 0.018), (0.2, 1000, 5000, 140)),
    "leaves": _Ground(80, 0.4, (0.45, 1200, 8000, 0.04), (0.8, 1800, 9000, 420)),
    "gravel": _Ground(90, 0.5, (0.3, 900, 5000, 0.025), (1.0, 1300, 8500, 650)),
    "sand": _Ground(70, 0.45, (0.6, 350, 3600, 0.045), (0.15, 2000, 7000, 300)),
    "snow": _Ground(75, 0.4, (0.45, 450, 3000, 0.05), (0.75, 700, 4800, 900)),
    "wood": _Ground(
        95, 0.6, (0.18, 700, 4500, 0.012), modes=((142, 0.6, 0.03), (231, 0.45, 0.026), (395, 0.28, 0.018)), click=0.35
    ),
    "stone": _Ground(
        110, 0.5, (0.22, 1200, 6500, 0.012), modes=((640, 0.14, 0.01), (1420, 0.12, 0.008)), click=0.6
    ),
    "carpet": _Ground(75, 0.8, (0.2, 200, 1600, 0.02)),
    "metal": _Ground(
        100, 0.5, (0.15, 1500, 6000, 0.01), click=0.5,
        modes=((287, 0.4, 0.11), (613, 0.35, 0.09), (1130, 0.22, 0.07), (2040, 0.12, 0.05)),
    ),
    "water": _Ground(120, 0.3, (0.6, 350, 4200, 0.06), (0.45, 700, 5200, 240)),
}  # fmt: skip


def step(event: SoundEvent, random: Random) -> Mono:
    """Heel, then the ball of the foot. A runner's foot comes down at once, and an animal's paw has no heel."""
    ground = _GROUNDS.get(event.material, _GROUNDS["earth"])
    hurry = max(0.0, event.strength - 0.5)
    roll = random.uniform(0.055, 0.095) * (1 - hurry) * min(1.3, event.size)
    heel = _fall(ground, random, event.size, 1.0)
    ball = _fall(ground, random, event.size * 0.85, random.uniform(0.3, 0.5))
    found = added((0.0, heel), (roll, ball)) if event.size > 0.35 else heel
    if event.material == "water":
        found = added((0.0, found), (0.02, 0.4 * bubbles(0.4, random, 9)))
    return peaked(found, random.uniform(0.75, 1.0))


def _fall(ground: _Ground, random: Random, size: float, weight: float) -> Mono:
    low = ground.thud * random.uniform(0.9, 1.1) * size**-0.4
    pieces = [(0.0, 0.55 * ground.deep * ringing(0.16, ((low, 1.0, 0.018), (low * 1.9, 0.3, 0.01)), random))]
    level, start, end, half = ground.brush
    tone = random.uniform(0.88, 1.14) * size**-0.25
    pieces.append((0.0, 0.42 * level * hiss(0.3, random, start * tone, end * tone, -0.3) * dying(0.3, half, 0.002)))
    level, start, end, many = ground.grain
    if level:
        pieces.append((0.002, level * grains(0.2, random, many, start * tone, end * tone, half=0.05)))
    if ground.modes:
        modes = [(pitch * tone, loud, half) for pitch, loud, half in ground.modes]
        pieces.append((0.0, ringing(0.5 if ground.modes[0][2] > 0.06 else 0.22, modes, random)))
    if ground.click:
        pieces.append((0.0, 0.5 * ground.click * hiss(0.03, random, 1800, 7500) * dying(0.03, 0.0022, 0.0003)))
    return weight * added(*pieces)


def cloth(event: SoundEvent, random: Random) -> Mono:
    """Cloth that moves: a few soft strokes, brighter the quicker."""
    length = max(0.25, event.seconds or 0.5)
    pieces: list[tuple[float, Mono]] = []
    at = 0.0
    while at < length:
        one = random.uniform(0.12, 0.28)
        top = random.uniform(2600, 5200) * (0.7 + 0.6 * event.strength)
        stroke = hiss(one, random, 350, top, -0.5) * swelling(one, one * random.uniform(0.2, 0.5), one * 0.5)
        pieces.append((at, random.uniform(0.4, 1.0) * stroke))
        at += one * random.uniform(0.5, 1.1)
    return peaked(added(*pieces))


def thud(event: SoundEvent, random: Random) -> Mono:
    """Something heavy comes down: on what, says its material."""
    landing = step(event.model_copy(update={"size": max(event.size, 1.0), "strength": 1.0}), random)
    low = 62 * event.size**-0.5
    weight = ringing(0.4, ((low, 1.0, 0.05), (low * 1.7, 0.5, 0.03)), random)
    rest = 0.3 * hiss(0.5, random, 200, 2400, -0.5) * dying(0.5, 0.06, 0.01)
    return peaked(added((0.0, weight), (0.0, 0.5 * landing), (0.03, 0.35 * rest)))


def settle(event: SoundEvent, random: Random) -> Mono:
    """Somebody sits down: cloth, and the seat that gives a little."""
    seat = 0.7 * ringing(0.25, ((88, 1.0, 0.03), (171, 0.4, 0.02)), random)
    creak = filtered(grains(0.35, random, 90, 300, 1500, heavy=3.0), 350, 900)
    return peaked(
        added((0.0, 0.35 * cloth(event.model_copy(update={"seconds": 0.5}), random)), (0.22, seat), (0.3, 0.5 * creak))
    )


def clap(_event: SoundEvent, random: Random) -> Mono:
    """Two hands."""
    found = hiss(0.12, random, 700, 3800) * dying(0.12, 0.012, 0.0008)
    return peaked(found + 0.3 * hiss(0.12, random, 300, 900)[: samples(0.12)] * dying(0.12, 0.02))


STEPS: dict[str, Callable[[SoundEvent, Random], Mono]] = {
    "step": step,
    "cloth": cloth,
    "thud": thud,
    "settle": settle,
    "clap": clap,
}
