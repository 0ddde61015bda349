"""What the whole body does in its place: sits, kneels, rises, bows, hides, leaps, falls, sleeps and wakes."""

import math
from dataclasses import replace

from generation.animatic.figures.people.grasp import Spot, between, with_hands
from generation.animatic.figures.people.motions import Beat, breathing, idle, stand
from generation.animatic.figures.people.rhythm import keyed, turns, uneven, wave
from generation.animatic.figures.people.skeleton import Arm, Leg, Stance


def sit(t: float, beat: Beat) -> Stance:
    rest = 1.5 * wave(t, 5.1, beat.phase)
    knees = 0.06 if beat.frontal else 0.01
    return replace(
        idle(t, beat),
        rise=0.5,
        ahead=-0.2,
        lean=3 + 0.5 * rest,
        side=0,
        tilt=0.5 * wave(t, 7.7, beat.phase),
        legs=(Leg(knees, 0, 0.26), Leg(knees, 0, 0.34)),
        arms=(Arm((14, 12), (52 + rest, -14)), Arm((16, 12), (50 + rest, -14))),
    )


def kneel(t: float, beat: Beat) -> Stance:
    return replace(
        idle(t, beat),
        rise=0.55,
        lean=6,
        side=0,
        legs=(Leg(0.02, 0.11, -0.4, 66), Leg(0.03, 0, 0.44)),
        arms=(Arm((8, 8), (30, -4)), Arm((30, 10), (58, -20))),
    )


def crouch(t: float, beat: Beat) -> Stance:
    return replace(
        idle(t, beat),
        rise=0.5,
        ahead=-0.1,
        lean=30,
        nod=-12,
        legs=(Leg(0.08, 0.0, -0.12, 12), Leg(0.08, 0, 0.1)),
        arms=(Arm((40, 14), (74, -12)), Arm((34, 14), (70, -12))),
    )


def jump(t: float, beat: Beat) -> Stance:
    cycle = (t / 1.5 + beat.phase) % 1.0
    air = max(0.0, math.sin(math.pi * (cycle - 0.3) / 0.55)) if 0.3 < cycle < 0.85 else 0.0
    # Down before the leap, and again as it lands, which is the end of one turn and the beginning of the next.
    landed = (cycle + 0.5 - 0.94) % 1.0 - 0.5
    low = math.exp(-(((cycle - 0.18) / 0.09) ** 2)) + 0.6 * math.exp(-((landed / 0.075) ** 2))
    up = air
    swing = 30 - 60 * low + 130 * up
    tuck = 0.16 * up
    return Stance(
        rise=0.97 - 0.26 * low,
        lift=0.52 * air,
        lean=18 * low,
        nod=-8 * up,
        legs=(Leg(0.05, tuck, -0.1 * up, 28 * up), Leg(0.05, tuck * 0.6, 0.12 * up, 20 * up)),
        arms=(Arm((swing, 18), (swing + 18, 10)), Arm((swing, 18), (swing + 18, 10))),
        breath=0.5,
    )


def lie(t: float, beat: Beat) -> Stance:
    return Stance(
        breath=breathing(t * 0.8, beat),
        arms=(Arm((8, 12), (26, -38)), Arm((2, 8), (6, 4))),
        legs=(Leg(0.01, 0.04, 0.03), Leg(0.01, 0.0, 0.0)),
        rise=0.98,
    )


def sit_down(t: float, beat: Beat) -> Stance:
    """On the ground: legs crossed where they point at us, else knees up and the arms around them."""
    rest = wave(t, 5.7, beat.phase)
    stance = replace(
        idle(t, beat), rise=0.08, side=0.0, ahead=-0.1, lean=8 + rest, tilt=0.8 * wave(t, 7.9, beat.phase), nod=2 - rest
    )
    if beat.frontal:
        legs = (Leg(-0.1, 0.02, 0.3, 0, 84), Leg(-0.1, 0.04, 0.2, 0, 84))
        stance = replace(stance, legs=legs)
        hand = Spot("hip", 0.22, 0.1, 0.4, (1.0, -0.4, -0.2))
        return with_hands(stance, beat, hand, hand)
    stance = replace(stance, legs=(Leg(0.02, 0.0, 0.42), Leg(0.02, 0.0, 0.5)))
    return with_hands(
        stance,
        beat,
        Spot("hip", -0.02, 0.34 + 0.01 * rest, 0.74, (1.0, -0.6, -0.2)),
        Spot("hip", -0.06, 0.28 + 0.01 * rest, 0.76, (1.0, -0.6, -0.2)),
    )


def rise_up(t: float, beat: Beat) -> Stance:
    """From the ground to the feet: the weight comes forward, the hands push off the knees, the back straightens last."""
    up = keyed(t, (0.25, 0.0), (1.5, 1.0))
    back = keyed(t, (0.0, 20.0), (0.55, 52.0), (0.9, 48.0), (1.9, 0.0), (2.15, -4.0), (2.6, 0.0))
    loose = keyed(t, (0.95, 0.0), (1.8, 1.0))
    quiet = idle(t, beat)
    stance = replace(
        quiet,
        rise=0.42 + 0.574 * up - 0.03 * math.sin(math.pi * up),
        ahead=-0.16 * (1 - up),
        lean=back,
        nod=quiet.nod - 0.3 * back,
        legs=(Leg(0.07, 0.0, -0.14 * (1 - up), 22 * (1 - up)), Leg(0.07, 0, 0.12)),
    )
    knee = Spot("hip", 0.18, 0.0, 0.5, (1.0, 0.2, -0.5))
    side = Spot("hip", 0.3, -0.12, 0.12)
    spot = between(knee, side, loose)
    return with_hands(stance, beat, spot, spot)


def bow(t: float, beat: Beat) -> Stance:
    """Down from the hips with one hand before the heart, a moment of rest, and up again."""
    _, into = turns(t, 5.6)
    down = keyed(into, (0.15, 0.0), (0.35, -0.07), (1.05, 1.0), (2.7, 1.0), (3.7, 0.0))
    stance = replace(
        idle(t, beat),
        lean=(64 if beat.frontal else 50) * down,
        nod=22 * down,
        ahead=-0.08 * down,
        legs=(Leg(0.03, 0, -0.02), Leg(0.03, 0, 0.06)),
        arms=(Arm(), Arm((-4 - 22 * down, 14 + 14 * down), (4 - 26 * down, 12 + 12 * down))),
    )
    return with_hands(stance, beat, Spot("chest", -0.06, -0.3, 0.24, (1.0, -0.5, -0.2)))


def curtsy(t: float, beat: Beat) -> Stance:
    """One foot slides behind, the knees bend, the hands hold the skirt wide, the head goes down last."""
    _, into = turns(t, 5.2)
    down = keyed(into, (0.1, 0.0), (1.0, 1.0), (2.3, 1.0), (3.2, 0.0))
    late = keyed(into, (0.4, 0.0), (1.3, 1.0), (2.2, 1.0), (3.2, 0.0))
    stance = replace(
        idle(t, beat),
        rise=0.99 - 0.25 * down,
        lean=7 * down,
        nod=18 * late,
        roll=5 * late,
        legs=(Leg(0.02 - 0.12 * down, 0.03 * down, -0.3 * down, 36 * down, 30), Leg(0.02, 0, 0.1, 0, 30)),
    )
    hand = Spot("hip", 0.34 + 0.14 * down, -0.06 + 0.1 * down, 0.04, (1.0, 0.1, -0.5))
    return with_hands(stance, beat, hand, hand)


def hide(t: float, beat: Beat) -> Stance:
    """Low down, drawn together; now and then the head comes up to look, and is gone again."""
    count, into = turns(t, 4.3, beat.phase)
    peek = keyed(into, (1.2, 0.0), (1.8, 1.0), (2.9, 1.0), (3.15, 0.0)) * uneven(count, beat.phase)
    stance = replace(
        idle(t, beat),
        rise=0.34 + 0.1 * peek,
        ahead=-0.08,
        side=0.0,
        lean=44 - 20 * peek,
        nod=8 - 24 * peek,
        yaw=0.7 * peek * wave(t, 1.5, beat.phase),
        shrug=0.28,
        legs=(Leg(0.03, 0.02, -0.14, 26, 8), Leg(0.03, 0.02, 0.06, 14, 8)),
    )
    return with_hands(
        stance,
        beat,
        Spot("head", 0.62, -1.0, 1.0, (0.8, -1.0, -0.4)),
        Spot("head", 0.55, -1.1, 1.0, (0.8, -1.0, -0.4)),
    )


def fall(t: float, beat: Beat) -> Stance:
    """The arms go round for balance, the seat hits the ground, the legs fly up, then somebody sits there."""
    gone = keyed(t, (0.15, 0.0), (0.4, 0.1), (1.0, 1.0))
    thrown = keyed(t, (0.45, 0.0), (0.95, 1.0), (1.5, 0.0))
    flail = keyed(t, (0.0, 0.0), (0.3, 1.0), (0.7, 1.0), (1.2, 0.0))
    bump = keyed(t, (0.95, 0.0), (1.05, 1.0), (1.3, 0.0))
    quiet, wide = idle(t, beat), 0.42 if beat.frontal else 0.1
    stance = replace(
        quiet,
        rise=0.97 - 0.89 * gone + 0.05 * bump,
        ahead=-0.3 * gone,
        lean=-22 * gone - 12 * thrown + 4 * bump,
        nod=quiet.nod + 14 * thrown,
        tilt=quiet.tilt + 7 * flail * wave(t, 0.7),
        legs=(
            Leg(0.08 + wide * gone, 0.4 * thrown, 0.5 * gone, -34 * gone),
            Leg(0.08 + (wide + 0.04) * gone, 0.28 * thrown, 0.6 * gone, -38 * gone),
        ),
    )
    round_about = math.radians(t * 420)
    elbow = (1.0, 0.1, -0.8)
    side = Spot("chest", 0.34, -0.8, 0.16, elbow)
    seated = Spot("chest", 0.4, -0.86, -0.5, elbow)
    spots = (
        Spot("chest", 0.6, 0.25 + swing * 0.3 * math.sin(round_about), 0.3 + 0.2 * math.cos(round_about), elbow)
        for swing in (1.0, -1.0)
    )
    right, left = (between(between(side, spot, flail), seated, gone * gone) for spot in spots)
    return with_hands(stance, beat, right, left)


def wake(t: float, beat: Beat) -> Stance:
    """Sitting up on the ground: a long stretch with both arms, then a rub of the eyes, then a nod or two."""
    _, into = turns(t, 6.4, 0.06)
    stretch = keyed(into, (0.0, 0.3), (0.9, 1.0), (2.2, 1.0), (2.9, 0.0), (5.6, 0.0), (6.4, 0.3))
    rub = keyed(into, (2.5, 0.0), (3.3, 1.0), (4.7, 1.0), (5.4, 0.0))
    sitting = sit_down(t, beat)
    stance = replace(
        sitting,
        lean=8 - 16 * stretch,
        nod=4 - 20 * stretch + 8 * rub,
        roll=sitting.roll + 7 * stretch - 4 * rub,
        breath=max(stretch, 0.3),
        shrug=0.2 * stretch,
        arms=(sitting.arms[0], sitting.arms[1]),
    )
    rubbing = Spot("head", 0.34 + 0.1 * rub * wave(t, 0.5), 0.02, 1.05, (1.0, -0.9, 0.0))
    down = Spot("head", 0.8, -3.6, 1.2)
    high = Spot("head", 1.9, 2.2, -0.2, (1.0, -0.3, -0.3))
    right = between(between(down, high, stretch), rubbing, rub)
    left = between(down, Spot("head", 1.5, 2.5, -0.1, (1.0, -0.3, -0.3)), stretch)
    return with_hands(stance, beat, right, left)


def step_back(t: float, beat: Beat) -> Stance:
    """One foot goes behind, the weight goes onto it, a hand comes half up; the eyes stay where they were."""
    back = keyed(t, (0.0, 0.3), (0.8, 1.0))
    step = math.sin(math.pi * min(1.0, max(0.0, (t + 0.2) / 0.8)))
    quiet = idle(t, beat)
    stance = replace(
        quiet,
        rise=0.98 - 0.04 * back,
        ahead=-0.2 * back,
        lean=-9 * back,
        nod=quiet.nod + 5 * back,
        shrug=0.07 * back,
        legs=(Leg(0.06, 0.07 * step, -0.36 * back, 12 * step), Leg(0.05, 0, 0.1, -6 * back)),
    )
    low = Spot("hip", 0.3, -0.06, 0.12)
    palm = Spot("hip", 0.3, 0.62, 0.56, (0.8, -1.0, -0.3))
    other = Spot("hip", 0.36, 0.34, 0.34, (0.8, -1.0, -0.4))
    return with_hands(stance, beat, between(low, palm, back), between(low, other, back))


def turn_away(t: float, beat: Beat) -> Stance:
    """The shoulder goes between, the face to the other side, one palm held up against what it will not see."""
    gone = keyed(t, (0.0, 0.25), (0.9, 1.0))
    drift = wave(t, 4.1, beat.phase)
    stance = replace(
        stand(t, replace(beat, habit=0)),
        twist=-26 * gone,
        lean=-8 * gone,
        tilt=-6 * gone,
        yaw=-0.95 * gone,
        nod=7 * gone,
        roll=-7 * gone,
        legs=(Leg(0.05, 0, -0.14), Leg(0.05, 0, 0.04)),
    )
    barrier = Spot("chest", 0.12, 0.02 + 0.02 * drift, 0.3 + 0.42 * gone, (0.8, -1.0, 0.0))
    across = Spot("chest", 0.2, -0.36, 0.28, (1.0, -0.4, -0.4))
    return with_hands(stance, beat, across, barrier)
