"""What hands do with things and to others: give, take, push, pull, carry, throw, catch, beckon, strike."""

import math
from dataclasses import replace

from generation.animatic.figures.people.grasp import Spot, between, with_hands
from generation.animatic.figures.people.motions import Beat, idle, stand
from generation.animatic.figures.people.motions_travel import stride
from generation.animatic.figures.people.rhythm import keyed, pulses, turns, uneven, wave
from generation.animatic.figures.people.skeleton import Arm, Leg, Stance


def reach(t: float, beat: Beat) -> Stance:
    drift = 2.5 * wave(t, 3.1, beat.phase)
    wide = 32 if beat.frontal else -4
    return replace(
        idle(t, beat),
        lean=9,
        nod=-4,
        legs=(Leg(0.03, 0.0, -0.12, 6), Leg(0.03, 0, 0.16)),
        arms=(
            Arm((72 + drift, wide), (92 + drift, wide * 0.6)),
            Arm((58 - drift, wide * 0.7), (84 - drift, wide * 0.4)),
        ),
    )


def point(t: float, beat: Beat) -> Stance:
    drift = 1.5 * wave(t, 2.9, beat.phase)
    far = (78 + drift, 62) if beat.frontal else (86 + drift, -6)
    return replace(
        stand(t, replace(beat, habit=0)), twist=-6, arms=(Arm(far, (far[0] + 6, far[1] * 0.95)), Arm((2, 10), (16, 4)))
    )


def hold(t: float, beat: Beat) -> Stance:
    drift = 1.2 * wave(t, 3.9, beat.phase)
    return replace(idle(t, beat), nod=4, arms=(Arm((22, 13), (108 + drift, -14)), Arm((4, 9), (18, 4))))


def greet(t: float, beat: Beat) -> Stance:
    swing = 22 * wave(t, 0.8, beat.phase)
    still = Arm((4, 9), (16, 4))
    if beat.frontal:
        return replace(idle(t, beat), roll=-4, arms=(Arm((20, 68), (172, 16 + swing)), still))
    return replace(idle(t, beat), roll=3, arms=(still, Arm((40, 52), (158, 18 + swing))))


def embrace(t: float, beat: Beat) -> Stance:
    drift = 2 * wave(t, 4.4, beat.phase)
    return replace(
        idle(t, beat),
        lean=5,
        nod=8,
        roll=6,
        arms=(Arm((54 + drift, 14), (78 + drift, -34)), Arm((66 - drift, 14), (92 - drift, -34))),
    )


def give(t: float, beat: Beat) -> Stance:
    """From the heart out to the other, a little bow with it, and the hand stays there until it is taken."""
    out = keyed(t, (0.0, 0.35), (0.3, 0.2), (1.1, 1.0)) + 0.03 * wave(t, 2.9, beat.phase)
    quiet = idle(t, beat)
    stance = replace(
        quiet,
        lean=-2 + 11 * out,
        nod=quiet.nod + 4 * out,
        ahead=0.03 * out,
        legs=(Leg(0.03, 0, 0.16), Leg(0.03, 0, -0.1, 8)),
    )
    aside = 0.42 if beat.frontal else 0.02
    near = Spot("chest", 0.0, -0.3, 0.3, (0.9, -1.0, -0.3))
    right = between(near, Spot("chest", aside, -0.2, 0.86, (0.9, -1.0, -0.3)), out)
    left = Spot("chest", 0.1 - 0.1 * out, -0.42, 0.26 + 0.16 * out, (0.9, -0.8, -0.3))
    return with_hands(stance, beat, right, left)


def take(t: float, beat: Beat) -> Stance:
    """The hand goes out, closes, and brings the thing in before the chest to be looked at."""
    out = keyed(t, (0.0, 0.45), (0.55, 1.0), (0.85, 1.0), (1.7, 0.0))
    quiet = idle(t, beat)
    stance = replace(
        quiet, lean=9 * out, nod=quiet.nod + 12 - 8 * out, legs=(Leg(0.03, 0, 0.1), Leg(0.03, 0, -0.06, 4))
    )
    aside = 0.4 if beat.frontal else 0.0
    held = Spot("chest", 0.06, -0.32, 0.42 + 0.01 * wave(t, 3.1), (0.9, -1.0, -0.3))
    right = between(held, Spot("chest", aside, -0.1, 0.88, (0.9, -1.0, -0.3)), out)
    return with_hands(stance, beat, right, Spot("hip", 0.3, -0.1, 0.12 + 0.1 * out))


def pick_up(t: float, beat: Beat) -> Stance:
    """Bent to the ground first, then up with it: the legs lift, the back follows, the eyes stay on the thing."""
    up = keyed(t, (0.0, 0.0), (0.5, 0.0), (0.62, -0.06), (1.7, 1.0))
    quiet = idle(t, beat)
    stance = replace(
        quiet,
        rise=0.6 + 0.394 * up,
        ahead=-0.2 * (1 - up),
        lean=62 - 60 * up,
        nod=quiet.nod + 14 - 4 * up,
        legs=(Leg(0.07, 0.02 * (1 - up), -0.1, 10 * (1 - up), 22), Leg(0.07, 0, 0.1, 0, 22)),
    )
    low = Spot("hip", 0.06 if beat.frontal else 0.0, -0.98, 0.8, (0.8, 0.2, -0.6))
    high = Spot("hip", 0.06, 0.66, 0.46, (0.9, -1.0, -0.3))
    other = between(Spot("hip", 0.2, -0.42, 0.5, (1.0, 0.2, -0.5)), Spot("hip", 0.3, -0.1, 0.12), up)
    return with_hands(stance, beat, between(low, high, up), other)


def push(t: float, beat: Beat) -> Stance:
    """The whole weight against it: a heave, a breath, a heave."""
    count, into = turns(t, 1.9, beat.phase)
    heave = keyed(into, (0.0, 0.0), (0.5, 1.0), (1.2, 0.85), (1.9, 0.0)) * uneven(count, beat.phase)
    shake = 0.006 * wave(t, 0.13) * heave
    stance = Stance(
        rise=0.8 - 0.03 * heave,
        ahead=-0.16 + 0.1 * heave,
        lean=30 + 9 * heave,
        nod=10 * heave - 6,
        shrug=0.12 * heave,
        tilt=shake * 60,
        breath=0.4,
        legs=(Leg(0.05, 0.05, -0.62, 38), Leg(0.05, 0.0, 0.12, 0)),
    )
    wide = 0.22 if beat.frontal else 0.06
    up = 0.06 + shake
    right = Spot("chest", wide, up, 0.74 + 0.12 * heave, (1.0, -0.7, -0.2))
    left = Spot("chest", wide, up + 0.1, 0.74 + 0.12 * heave, (1.0, -0.7, -0.2))
    return with_hands(stance, beat, right, left)


def pull(t: float, beat: Beat) -> Stance:
    """Leaning back, heels in the ground, hand over hand: a long haul, then a quick new grip."""
    count, into = turns(t, 2.1, beat.phase)
    haul = keyed(into, (0.0, 0.0), (1.2, 1.0), (1.5, 1.0), (2.1, 0.0)) * uneven(count, beat.phase)
    stance = Stance(
        rise=0.82 - 0.05 * haul,
        ahead=-0.26 - 0.14 * haul,
        lean=-6 - 18 * haul,
        nod=6 + 6 * haul,
        shrug=0.1 * haul,
        breath=0.4,
        legs=(Leg(0.05, 0, 0.3, -12), Leg(0.05, 0, -0.02)),
    )
    gap = 0.1 if beat.frontal else 0.0
    right = Spot("chest", gap - 0.1, -0.42, 0.78 - 0.34 * haul, (1.0, -0.5, -0.4))
    left = Spot("chest", gap - 0.1, -0.36, 0.92 - 0.34 * haul, (1.0, -0.5, -0.4))
    return with_hands(stance, beat, right, left)


def carry(t: float, beat: Beat) -> Stance:
    """Walking with a load in both arms: short steps, the back against the weight."""
    cycle = t / (1.15 * beat.tempo) + beat.phase
    bob = math.cos(2 * math.tau * cycle + 0.5)
    stance = Stance(
        legs=(stride(cycle, 0.3, 0.13, 0.6), stride(cycle + 0.5, 0.3, 0.13, 0.6)),
        rise=0.915 - 0.016 * bob,
        side=0.016 * math.sin(math.tau * cycle),
        lean=-7,
        tilt=1.5 * math.sin(math.tau * cycle),
        nod=3 + bob,
        shrug=-0.05,
        breath=0.5,
    )
    hold = Spot("chest", 0.16 if beat.frontal else 0.1, -0.5 - 0.015 * bob, 0.5, (1.0, -0.6, -0.5))
    return with_hands(stance, beat, hold, hold)


def throw(t: float, beat: Beat) -> Stance:
    """Wind up, wait, let fly; the arm follows through across the body, and the eyes follow what went."""
    _, into = turns(t, 5.4)
    back = keyed(into, (0.1, 0.0), (0.75, 1.0), (1.0, 1.06), (1.26, 0.0))
    over = keyed(into, (1.02, 0.0), (1.36, 1.0), (1.9, 0.85), (3.0, 0.0))
    quiet = idle(t, beat)
    stance = replace(
        quiet,
        twist=30 * back - 24 * over,
        lean=-12 * back + 20 * over,
        ahead=-0.12 * back + 0.1 * over,
        rise=0.96 - 0.05 * over,
        nod=quiet.nod - 6 * back,
        legs=(Leg(0.05, 0.04 * over, -0.22, 6 + 22 * over), Leg(0.05, 0.1 * back * (1 - over), 0.22)),
    )
    elbow = (1.0, -0.35, 0.1)
    rest = Spot("chest", 0.5, -0.5, 0.42, elbow)
    behind = Spot("chest", 0.86, 0.5, -0.36, elbow)
    ahead = Spot("chest", -0.2 if beat.frontal else 0.0, -0.3, 0.8, elbow)
    right = between(between(rest, behind, back), ahead, over)
    left = between(
        Spot("hip", 0.3, 0.06, 0.3, (1.0, -0.5, -0.4)),
        Spot("hip", 0.34, 0.9, 0.6, (1.0, -0.5, -0.4)),
        0.9 * min(1.0, back),
    )
    return with_hands(stance, beat, right, left)


def catch(t: float, beat: Beat) -> Stance:
    """Hands up and open, a step under it, the knees give as it lands, and it is hugged to the chest."""
    _, into = turns(t, 4.6)
    ready = keyed(into, (0.0, 0.5), (0.5, 1.0), (1.15, 1.0), (1.5, 0.0), (3.8, 0.0), (4.6, 0.5))
    give_way = keyed(into, (1.15, 0.0), (1.4, 1.0), (2.2, 0.0))
    search = wave(t, 0.9, beat.phase) * ready
    stance = replace(
        idle(t, beat),
        rise=0.97 - 0.16 * give_way - 0.03 * ready,
        side=0.03 * search,
        lean=-6 * ready + 10 * give_way,
        nod=-18 * ready + 10 * (1 - ready),
        legs=(Leg(0.12, 0, -0.04), Leg(0.12, 0, 0.12)),
    )
    high = Spot("chest", 0.46 if beat.frontal else 0.0, 0.7 + 0.03 * search, 0.6, (1.0, -0.6, 0.0))
    hugged = Spot("chest", -0.02, -0.32, 0.36, (1.0, -0.8, -0.2))
    spot = between(hugged, high, ready)
    return with_hands(stance, beat, spot, spot)


def hold_up(t: float, beat: Beat) -> Stance:
    """One arm as high as it goes, the eyes on what it holds."""
    lifted = keyed(t, (0.0, 0.5), (0.2, 0.42), (1.0, 1.0)) + 0.015 * wave(t, 2.7, beat.phase)
    stance = replace(
        stand(t, replace(beat, habit=0)),
        lean=-5 * lifted,
        nod=-17 * lifted,
        tilt=-3 * lifted,
        legs=(Leg(0.05, 0, 0.06), Leg(0.05, 0, -0.06)),
    )
    low = Spot("chest", 0.2, -0.2, 0.5, (1.0, -0.8, 0.0))
    high = Spot("chest", 0.52, 1.3, 0.2) if beat.frontal else Spot("chest", 0.0, 1.0, 0.72, (1.0, -0.6, 0.0))
    return with_hands(stance, beat, between(low, high, lifted), Spot("hip", 0.3, -0.06, 0.04))


def beckon(t: float, beat: Beat) -> Stance:
    """An arm out to the other, and the hand comes back to the chest: come here, come here; then it waits."""
    curl, _ = pulses(t, 0.85, 3, 1.1, beat.phase)
    stance = replace(
        stand(t, replace(beat, habit=0)), lean=4 - 5 * curl, nod=-4 + 7 * curl, roll=4 - 3 * curl, ahead=0.02
    )
    out = Spot("chest", 0.7 if beat.frontal else 0.1, 0.02, 0.8, (0.9, -1.0, -0.1))
    back = Spot("chest", 0.16, 0.16, 0.34, (0.9, -1.0, 0.1))
    return with_hands(stance, beat, between(out, back, curl))


def knock(t: float, beat: Beat) -> Stance:
    """Three raps with the knuckles, then the head goes to one side to listen."""
    rap, row = pulses(t, 0.3, 3, 1.7, beat.phase)
    listening = 1 - row
    stance = replace(
        stand(t, replace(beat, habit=0)),
        lean=6 + 3 * listening,
        nod=-3,
        roll=8 * listening,
        yaw=0.4 * listening if beat.frontal else -0.2 * listening,
        legs=(Leg(0.03, 0, 0.1), Leg(0.03, 0, -0.08, 6)),
    )
    aside = 0.7 if beat.frontal else 0.02
    fist = Spot(
        "chest", aside, 0.2, (0.62 if beat.frontal else 0.82) + 0.16 * rap * row - 0.06 * listening, (0.9, -1.0, -0.1)
    )
    return with_hands(stance, beat, fist, Spot("hip", 0.28, -0.08, 0.1))


def fight(t: float, beat: Beat) -> Stance:
    """On guard, feet wide; the arm goes up and comes down, and the guard closes again."""
    count, into = turns(t, 2.3, beat.phase)
    size = uneven(count, beat.phase)
    up = keyed(into, (0.2, 0.0), (0.75, 1.0), (0.95, 1.0), (1.24, 0.0)) * size
    down = keyed(into, (0.95, 0.0), (1.27, 1.0), (1.5, 0.9), (2.1, 0.0)) * size
    bounce = wave(t, 0.75, beat.phase)
    stance = Stance(
        rise=0.84 + 0.012 * bounce - 0.04 * down,
        ahead=-0.05 * up + 0.14 * down,
        lean=8 - 10 * up + 16 * down,
        twist=18 * up - 16 * down,
        nod=4 + 4 * down,
        shrug=0.08,
        breath=0.5,
        legs=(Leg(0.12, 0, 0.26, 0, 25), Leg(0.14, 0.02, -0.3, 14, 25)),
    )
    guard = Spot("chest", 0.2, -0.12, 0.55, (1.0, -1.0, -0.2))
    high = Spot("chest", 0.34, 0.74, -0.05, (1.0, 0.0, -0.4))
    cut = Spot("chest", -0.05, -0.28, 0.86, (1.0, -0.6, -0.2))
    left = Spot("chest", 0.24 + 0.1 * down, -0.05, 0.36 - 0.2 * down, (1.0, -0.9, -0.2))
    return with_hands(stance, beat, between(between(guard, high, up), cut, down), left)
