"""Getting from place to place: on foot, on all fours, in water, in the air, in a boat, at a wheel."""

import math
from dataclasses import replace

from generation.animatic.figures.people.grasp import Spot, with_hands
from generation.animatic.figures.people.motions import Beat, breathing, idle
from generation.animatic.figures.people.rhythm import wave
from generation.animatic.figures.people.skeleton import Arm, Leg, Stance


def stride(phase: float, length: float, height: float, ground: float) -> Leg:
    """One leg's cycle: `ground` is the share of it that the foot is planted and moves straight back."""
    phase %= 1.0
    if phase < ground:
        share = phase / ground
        toe = -16 * (1 - share / 0.15) if share < 0.15 else 34 * max(0.0, (share - 0.72) / 0.28) ** 1.6
        up = 0.1 * max(0.0, (share - 0.72) / 0.28) ** 1.6
        return Leg(-0.01, up, length * (1 - 2 * share), toe)
    share = (phase - ground) / (1 - ground)
    ease = share * share * (3 - 2 * share)
    up = height * math.sin(math.pi * share) + 0.1 * (1 - share) ** 2
    return Leg(-0.01, up, length * (2 * ease - 1), 34 - 50 * ease)


def walk(t: float, beat: Beat) -> Stance:
    weary = beat.emotion in {"sad", "tender"}
    cycle = t / (1.06 * beat.tempo) + beat.phase
    swing = math.cos(math.tau * cycle)
    reach = 20 if weary else 28
    return Stance(
        legs=(stride(cycle, 0.4, 0.16, 0.58), stride(cycle + 0.5, 0.4, 0.16, 0.58)),
        arms=(
            Arm((-swing * reach, 8), (-swing * reach * 0.9 + 20, 3)),
            Arm((swing * reach, 8), (swing * reach * 0.9 + 20, 3)),
        ),
        rise=0.925 - 0.022 * math.cos(2 * math.tau * cycle + 0.5),
        side=0.012 * math.sin(math.tau * cycle),
        lean=4,
        twist=5 * swing,
        tilt=1.2 * math.sin(math.tau * cycle),
        nod=1.5 * math.cos(2 * math.tau * cycle),
        breath=breathing(t, beat),
    )


def run(t: float, beat: Beat) -> Stance:
    cycle = t / (0.68 * beat.tempo) + beat.phase
    swing = math.cos(math.tau * cycle)
    return Stance(
        legs=(stride(cycle, 0.48, 0.42, 0.44), stride(cycle + 0.5, 0.48, 0.42, 0.44)),
        arms=(
            Arm((-swing * 46 - 6, 10), (-swing * 40 + 78, -6)),
            Arm((swing * 46 - 6, 10), (swing * 40 + 78, -6)),
        ),
        rise=0.9,
        lift=0.07 * (0.5 - 0.5 * math.cos(2 * math.tau * cycle - 1.2)),
        lean=13,
        twist=9 * swing,
        nod=-6 + 2 * math.cos(2 * math.tau * cycle),
        breath=breathing(t * 2, beat),
    )


def swim(t: float, beat: Beat) -> Stance:
    """Arm over arm and fluttering legs; the whole figure lies in the water where it is seen from the side."""
    stroke, kick = t / 1.7 + beat.phase, 0.1 * wave(t, 0.55, beat.phase)
    if beat.frontal:
        scull = 16 * math.sin(math.tau * stroke)
        arms = (Arm((30, 58), (60 + scull, 40)), Arm((30, 58), (60 - scull, 40)))
        return replace(idle(t, beat), nod=-6, arms=arms, legs=(Leg(0.06, 0.08, kick), Leg(0.06, 0.08, -kick)))
    over = [(360 * stroke + half) % 360 for half in (0.0, 180.0)]
    arms = (Arm((over[0], 10), (over[0] + 20, 6)), Arm((over[1], 10), (over[1] + 20, 6)))
    return Stance(
        arms=arms,
        legs=(Leg(0.0, 0.02, kick - 0.1, 50), Leg(0.0, 0.02, -kick - 0.1, 50)),
        roll=-34,
        nod=-16,
        lean=-4,
        breath=0.5,
    )


def fly(t: float, beat: Beat) -> Stance:
    """Arms ahead, legs trailing, as in a dream."""
    drift = wave(t, 2.9, beat.phase)
    if beat.frontal:
        arms = (Arm((40, 66 + 8 * drift), (70, 60)), Arm((40, 66 + 8 * drift), (70, 60)))
        return replace(idle(t, beat), arms=arms, legs=(Leg(0.0, 0.1, -0.15, 40), Leg(0.0, 0.03, -0.05, 40)))
    return Stance(
        arms=(Arm((166 + 5 * drift, 12), (172, 6)), Arm((158 - 5 * drift, 12), (166, 6))),
        legs=(Leg(0.0, 0.03, -0.1 + 0.03 * drift, 60), Leg(0.0, 0.12, -0.3 - 0.03 * drift, 60)),
        roll=-36,
        nod=-18,
        breath=0.5,
    )


def sneak(t: float, beat: Beat) -> Stance:
    """Bent low, on the toes, each foot lifted high and set down with care; the head turns to see who listens."""
    cycle = t / (1.9 * beat.tempo) + beat.phase
    swing, dip = math.cos(math.tau * cycle), math.cos(2 * math.tau * cycle + 0.5)
    wide = 20 if beat.frontal else 8
    return Stance(
        legs=(stride(cycle, 0.36, 0.34, 0.58), stride(cycle + 0.5, 0.36, 0.34, 0.58)),
        arms=(
            Arm((38 - 14 * swing, wide), (124 - 10 * swing, -8)),
            Arm((38 + 14 * swing, wide), (124 + 10 * swing, -8)),
        ),
        rise=0.76 - 0.035 * dip,
        lean=24 + 3 * dip,
        nod=-10,
        yaw=0.45 * wave(t, 3.3, beat.phase),
        shrug=0.2,
        twist=5 * swing,
        breath=breathing(t, beat),
    )


def limp(t: float, beat: Beat) -> Stance:
    """One leg carries, the other is drawn after; a hand holds the side, the body dips over the bad leg."""
    cycle = t / (1.3 * beat.tempo) + beat.phase
    dip = math.cos(math.tau * cycle - 0.6)
    stance = Stance(
        legs=(stride(cycle, 0.3, 0.13, 0.66), stride(cycle + 0.45, 0.22, 0.05, 0.484)),
        arms=(Arm((-8 - 12 * dip, 14), (14 - 12 * dip, 8)), Arm()),
        rise=0.89 + 0.055 * dip,
        lean=15 - 7 * dip,
        tilt=6 - 8 * dip,
        side=0.025 * dip,
        nod=6 - 5 * dip,
        roll=-4 * dip,
        breath=breathing(t * 1.4, beat),
    )
    return with_hands(stance, beat, None, Spot("hip", 0.16, 0.2, 0.16, (1.0, -0.2, -0.5)))


def march(t: float, beat: Beat) -> Stance:
    """Straight legs thrown forward, arms swung stiff, chest out."""
    cycle = t / (0.98 * beat.tempo) + beat.phase
    swing = math.cos(math.tau * cycle)
    return Stance(
        legs=(stride(cycle, 0.36, 0.46, 0.55), stride(cycle + 0.5, 0.36, 0.46, 0.55)),
        arms=(Arm((12 - swing * 48, 8), (22 - swing * 52, 2)), Arm((12 + swing * 48, 8), (22 + swing * 52, 2))),
        rise=0.955 - 0.02 * math.cos(2 * math.tau * cycle + 0.5),
        lean=-3,
        nod=-5,
        twist=6 * swing,
        breath=0.9,
    )


def climb(t: float, beat: Beat) -> Stance:
    """Up a steep place: hand over hand, one knee high, then the other."""
    cycle = t / (1.8 * beat.tempo) + beat.phase
    pull, push = math.sin(math.tau * cycle), math.cos(2 * math.tau * cycle)
    stance = Stance(
        legs=(
            Leg(0.06, 0.2 + 0.2 * pull, 0.16, 14),
            Leg(0.06, 0.2 - 0.2 * pull, 0.16, 14),
        ),
        rise=0.96 + 0.03 * push,
        ahead=-0.06,
        lean=8,
        tilt=4 * pull,
        nod=-16,
        yaw=0.2 * pull,
        breath=breathing(t * 1.5, beat),
    )
    out = 0.44 if beat.frontal else 0.0
    right = Spot("chest", out, 0.76 - 0.24 * pull, 0.5, (1.0, -0.7, -0.2))
    left = Spot("chest", out, 0.76 + 0.24 * pull, 0.5, (1.0, -0.7, -0.2))
    return with_hands(stance, beat, right, left)


def crawl(t: float, beat: Beat) -> Stance:
    """On hands and knees, the head up; hand and opposite knee go together."""
    cycle = t / (1.3 * beat.tempo) + beat.phase
    swing = math.sin(math.tau * cycle)
    lifted, other = max(0.0, math.cos(math.tau * cycle)), max(0.0, -math.cos(math.tau * cycle))
    stance = Stance(
        rise=0.44 + 0.015 * abs(swing),
        ahead=-0.42,
        lean=66 if beat.frontal else 74,
        nod=-46,
        twist=4 * swing,
        tilt=2 * swing,
        breath=breathing(t * 1.4, beat),
        legs=(
            Leg(0.05, 0.06 + 0.05 * lifted, -0.86 + 0.1 * swing, 78),
            Leg(0.05, 0.06 + 0.05 * other, -0.86 - 0.1 * swing, 78),
        ),
    )
    right = Spot("ground", 0.26, 0.1 + 0.09 * other, 0.42 - 0.12 * swing, (1.0, 0.0, -0.4))
    left = Spot("ground", 0.26, 0.1 + 0.09 * lifted, 0.42 + 0.12 * swing, (1.0, 0.0, -0.4))
    return with_hands(stance, beat, right, left)


def ride(t: float, beat: Beat) -> Stance:
    """Astride, the reins in both hands, up and down with the trot."""
    trot = wave(t, 0.63, beat.phase)
    stance = replace(
        idle(t, beat),
        side=0.0,
        rise=0.66 + 0.022 * trot,
        lift=SADDLE,
        lean=4 + 2.5 * trot,
        nod=-2 + 2 * wave(t, 0.63, beat.phase - 0.12),
        legs=(Leg(0.2, 0.0, 0.16, -8, 40), Leg(0.2, 0.0, 0.16, -8, 40)),
    )
    rein = 0.02 * wave(t, 0.63, beat.phase - 0.2)
    hand = Spot("hip", 0.06, 0.34 + rein, 0.5, (0.7, -1.0, -0.5))
    return with_hands(stance, beat, hand, hand)


SADDLE = 0.88
"""How high a rider's feet hang over the ground, in leg lengths."""


def dive(t: float, beat: Beat) -> Stance:
    """Arms stretched past the head, legs together and trailing."""
    kick, glide = 0.06 * wave(t, 0.7, beat.phase), wave(t, 2.6, beat.phase)
    return Stance(
        arms=(Arm((176 + 3 * glide, 4), (182, -8)), Arm((172 - 3 * glide, 4), (178, -8))),
        legs=(Leg(-0.01, 0.02, kick - 0.12, 62), Leg(-0.01, 0.02, -kick - 0.12, 62)),
        nod=-8,
        roll=-16,
        breath=0.4 + 0.2 * glide,
    )


def drift(t: float, beat: Beat) -> Stance:
    """On the back in still water, the arms wide, sculling a little."""
    scull = wave(t, 2.4, beat.phase)
    return Stance(
        arms=(Arm((20, 62 + 7 * scull), (34, 58 + 12 * scull)), Arm((20, 62 + 7 * scull), (34, 58 - 9 * scull))),
        legs=(Leg(0.06, 0.02 + 0.015 * scull, 0.03, 20), Leg(0.09, 0.02 - 0.015 * scull, 0.0, 20)),
        rise=0.98,
        nod=-10,
        breath=breathing(t * 0.8, beat),
    )


def row(t: float, beat: Beat) -> Stance:
    """Reach out, pull through with the back, rest a moment while the blade comes back."""
    into = (t / 2.6 + beat.phase) % 1.0
    # The pull is quicker than the way back.
    share = into / 0.42 if into < 0.42 else 1 - (into - 0.42) / 0.58
    pulled = 0.5 - 0.5 * math.cos(math.pi * share)
    dip = math.sin(math.tau * into)
    stance = replace(
        idle(t, beat),
        side=0.0,
        rise=0.3,
        ahead=-0.2,
        lean=26 - 42 * pulled,
        nod=-4 + 10 * pulled,
        legs=(Leg(0.05, 0.06, 0.46, -24), Leg(0.05, 0.06, 0.46, -24)),
        breath=pulled,
    )
    hand = Spot("hip", 0.02, 0.5 - 0.1 * dip, 0.78 - 0.44 * pulled, (1.0, -0.7, -0.6))
    return with_hands(stance, beat, hand, hand)


def steer(t: float, beat: Beat) -> Stance:
    """Hands on the wheel, a little this way, a little that, the eyes far ahead."""
    turned = 0.7 * wave(t, 3.9, beat.phase) + 0.3 * wave(t, 1.7, beat.phase)
    stance = replace(
        idle(t, beat),
        lean=3,
        nod=-3,
        tilt=2.5 * turned,
        yaw=0.2 * turned,
        legs=(Leg(0.09, 0, -0.05), Leg(0.09, 0, 0.1)),
    )
    right = Spot("chest", 0.24, -0.5 + 0.15 * turned, 0.6, (1.0, -0.8, -0.1))
    left = Spot("chest", 0.24, -0.5 - 0.15 * turned, 0.6, (1.0, -0.8, -0.1))
    return with_hands(stance, beat, right, left)


def drive(t: float, beat: Beat) -> Stance:
    """Seated at a wheel, shaken a little by the road."""
    turned = 0.6 * wave(t, 3.1, beat.phase) + 0.25 * wave(t, 1.3, beat.phase)
    shake = wave(t, 0.31, beat.phase) * (0.5 + 0.5 * wave(t, 2.3))
    stance = replace(
        idle(t, beat),
        side=0.0,
        rise=0.5 + 0.006 * shake,
        ahead=-0.2,
        lean=-4 + 0.6 * shake,
        nod=-2 + 0.8 * shake,
        yaw=0.25 * turned,
        legs=(Leg(0.06, 0, 0.42, -14), Leg(0.06, 0, 0.5, -18)),
    )
    right = Spot("chest", 0.16, -0.3 + 0.1 * turned, 0.66, (1.0, -0.8, -0.1))
    left = Spot("chest", 0.16, -0.3 - 0.1 * turned, 0.66, (1.0, -0.8, -0.1))
    return with_hands(stance, beat, right, left)
