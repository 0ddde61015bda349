"""What bodies say without words, and how they look about."""

import math
from dataclasses import replace

from generation.animatic.figures.people.grasp import Spot, between, with_hands
from generation.animatic.figures.people.motions import Beat, during, idle, stand
from generation.animatic.figures.people.rhythm import keyed, pulses, turns, uneven, wave
from generation.animatic.figures.people.skeleton import Arm, Leg, Stance


def look_up(t: float, beat: Beat) -> Stance:
    """Back from the hips, the chin up, a hand forgotten at the breast."""
    drift = wave(t, 5.5, beat.phase)
    stance = replace(stand(t, replace(beat, habit=0)), lean=-7, nod=-24 + 1.5 * drift, roll=1.5 * drift)
    return with_hands(stance, beat, Spot("chest", -0.02, -0.34 + 0.01 * drift, 0.3, (1.0, -0.8, -0.2)))


def look_down(t: float, beat: Beat) -> Stance:
    return replace(stand(t, replace(beat, habit=2)), lean=3, nod=20 + 1.5 * wave(t, 5.5, beat.phase))


def cower(t: float, beat: Beat) -> Stance:
    shake = 0.9 * wave(t, 0.19, beat.phase) + 1.2 * wave(t, 1.7)
    if beat.frontal:
        # Arms pressed across the chest, fists under the chin, knees together.
        return replace(
            idle(t, beat),
            rise=0.8,
            ahead=-0.1,
            lean=20 + 0.4 * shake,
            nod=12,
            roll=7 + 0.5 * shake,
            shrug=0.22,
            legs=(Leg(-0.015, 0, 0.02), Leg(-0.015, 0, 0.0)),
            arms=(Arm((14 + shake, 20), (150 + shake, -40)), Arm((6 - shake, 22), (132 - shake, -52))),
        )
    return replace(
        idle(t, beat),
        rise=0.72,
        ahead=-0.14,
        lean=24 + 0.4 * shake,
        nod=16,
        shrug=0.2,
        legs=(Leg(0.0, 0, -0.08), Leg(0.0, 0, 0.1)),
        arms=(Arm((72 + shake, 8), (148 + shake, -26)), Arm((86 - shake, 8), (156 - shake, -22))),
    )


def cheer(t: float, beat: Beat) -> Stance:
    cycle = t / 0.9 + beat.phase
    hop, pump = abs(math.sin(math.pi * cycle)), math.sin(math.tau * cycle)
    return Stance(
        lift=0.05 * hop,
        rise=0.95 + 0.02 * hop,
        nod=-9,
        roll=4 * pump,
        legs=(Leg(0.06, 0, 0, 10 * hop), Leg(0.06, 0, 0.04, 10 * hop)),
        arms=(Arm((148 + 14 * pump, 28), (172, 14 + 12 * pump)), Arm((148 - 14 * pump, 28), (172, 14 - 12 * pump))),
        breath=0.6,
    )


def dance(t: float, beat: Beat) -> Stance:
    cycle = t / 1.3 + beat.phase
    sway, bounce = math.sin(math.tau * cycle), math.cos(2 * math.tau * cycle)
    return Stance(
        side=0.06 * sway,
        rise=0.93 + 0.03 * bounce,
        tilt=5 * sway,
        twist=14 * sway,
        roll=7 * math.sin(math.tau * cycle - 0.6),
        legs=(
            Leg(0.06, 0.13 * max(0.0, sway), 0.06 * max(0.0, sway), 26 * max(0.0, sway)),
            Leg(0.06, 0.13 * max(0.0, -sway), 0.06 * max(0.0, -sway), 26 * max(0.0, -sway)),
        ),
        arms=(
            Arm((25 + 20 * sway, 66), (125 + 25 * sway, 58)),
            Arm((35 - 25 * sway, 62), (130 - 30 * sway, 22)),
        ),
        breath=0.5,
    )


def look_around(t: float, beat: Beat) -> Stance:
    """To one side, a stop, to the other, a longer one; the shoulders come after the head."""
    _, into = turns(t, 5.8, beat.phase)

    def turned(late: float) -> float:
        keys = ((0.3, -1.0), (1.4, -1.0), (2.1, 0.9), (3.9, 0.9), (4.5, 0.1), (4.9, 0.1), (5.6, -1.0))
        return keyed((into - late) % 5.8, *keys)

    head, body = turned(0.0), turned(0.22)
    return replace(
        stand(t, replace(beat, habit=0)),
        yaw=head,
        twist=-13 * body,
        roll=-3 * head,
        nod=-3,
        side=0.03 * body,
        lean=2,
        legs=(Leg(0.07, 0, 0.06), Leg(0.07, 0, -0.04)),
        arms=(Arm((10 - 8 * body, 22), (34 - 8 * body, 2)), Arm((10 + 8 * body, 22), (34 + 8 * body, 2))),
    )


def peer(t: float, beat: Beat) -> Stance:
    """A hand over the eyes against the light, leaning out to see further."""
    sweep = wave(t, 5.3, beat.phase)
    stance = replace(
        stand(t, replace(beat, habit=0)),
        lean=9,
        nod=-5,
        yaw=0.35 * sweep,
        twist=-5 * sweep,
        ahead=0.03,
        legs=(Leg(0.04, 0, 0.14), Leg(0.04, 0, -0.12, 8)),
    )
    brow = Spot("head", 0.34 if beat.frontal else 0.35, 0.42, 1.12 if beat.frontal else 1.6, (1.0, -0.1, 0.1))
    hip = Spot("hip", 0.26, 0.1, 0.05, (1.0, 0.1, -0.6))
    # Seen from the side the arm behind the face does not hide it.
    return with_hands(stance, beat, brow, hip) if beat.frontal else with_hands(stance, beat, hip, brow)


def clap(t: float, beat: Beat) -> Stance:
    """Applause in bursts, never quite in time."""
    count, into = turns(t, 3.1, beat.phase)
    row = keyed(into, (0.0, 0.35), (0.3, 1.0), (2.4, 1.0), (3.1, 0.35))
    apart = 0.5 + 0.5 * math.cos(math.tau * t / (0.34 + 0.02 * uneven(0, beat.phase)))
    bounce = wave(t, 0.72, beat.phase) * row
    stance = replace(
        idle(t, beat), lean=-3, nod=-5 + 2 * bounce, rise=0.985 + 0.008 * bounce, roll=3 * wave(t, 2.1, beat.phase)
    )
    height = 0.06 + 0.02 * uneven(count, beat.phase)
    gap = (0.02 if beat.frontal else -0.05) + 0.2 * apart * row
    right = Spot("chest", gap, height, 0.52, (1.0, -0.8, -0.2))
    left = Spot("chest", gap, height - 0.05, 0.52, (1.0, -0.8, -0.2))
    return with_hands(stance, beat, right, left)


def pray(t: float, beat: Beat) -> Stance:
    """On both knees, palms together, the head bowed over them."""
    rock = wave(t, 4.9, beat.phase)
    stance = replace(
        idle(t, beat),
        rise=0.5,
        side=0.0,
        ahead=0.0,
        lean=8 + 1.5 * rock,
        nod=20 + 2 * rock,
        legs=(Leg(0.0, 0.08, -0.46, 74), Leg(0.0, 0.08, -0.44, 74)),
    )
    hand = Spot("head", 0.05, -1.75, 1.35, (0.8, -1.0, -0.2))
    return with_hands(stance, beat, hand, hand)


def think(t: float, beat: Beat) -> Stance:
    """A hand at the chin, the other arm under its elbow; the eyes go up and come back."""
    _, into = turns(t, 6.1, beat.phase)
    up = keyed(into, (0.4, 0.0), (1.1, 1.0), (3.2, 1.0), (4.1, 0.0))
    tap = 0.05 * max(0.0, wave(t, 0.62)) * (1 - up)
    stance = replace(
        stand(t, replace(beat, habit=0)), lean=-1, nod=5 - 14 * up, roll=6 * up - 2, yaw=0.2 * up, tilt=-2 * up
    )
    chin = Spot("head", 0.16, -1.06 - tap, 1.0 if beat.frontal else 0.9, (0.5, -1.0, 0.1))
    under = Spot("chest", -0.3, -0.5, 0.34, (1.0, -0.7, -0.3))
    return with_hands(stance, beat, chin, under)


def shrug(t: float, beat: Beat) -> Stance:
    """Shoulders to the ears, palms out to both sides, the head over: who knows? Then it all sinks."""
    count, into = turns(t, 3.9, beat.phase)
    up = keyed(into, (0.1, 0.0), (0.55, 1.0), (1.7, 1.0), (2.3, 0.0)) * uneven(count, beat.phase)
    stance = replace(
        stand(t, replace(beat, habit=0)), shrug=0.34 * up, roll=11 * up, nod=-3 * up, lean=-2 * up, tilt=-1.5 * up
    )
    low, high = Spot("hip", 0.3, -0.08, 0.16), Spot("hip", 0.62, 0.66, 0.36, (0.25, -1.0, -0.2))
    spot = between(low, high, 0.18 + 0.82 * up)
    return with_hands(stance, beat, spot, spot)


def nod(t: float, beat: Beat) -> Stance:
    """Two or three slow nods, then a look."""
    dip, _ = pulses(t, 0.62, 3, 1.5, beat.phase)
    return replace(stand(t, beat), nod=-3 + 20 * dip, lean=1 + 3 * dip)


def refuse(t: float, beat: Beat) -> Stance:
    """The head goes from side to side, a flat hand says no with it."""
    _, into = turns(t, 3.4, beat.phase)
    row = keyed(into, (0.0, 0.0), (0.25, 1.0), (2.1, 1.0), (2.6, 0.0))
    swing = wave(t, 0.66, beat.phase) * row
    stance = replace(
        stand(t, replace(beat, habit=0)), yaw=0.65 * swing, roll=-2.5 * swing, lean=-5, nod=3, tilt=-2, twist=4 * swing
    )
    hand = Spot("chest", 0.2 + 0.12 * swing, 0.02, 0.62, (1.0, -1.0, -0.1))
    return with_hands(stance, beat, hand, Spot("hip", 0.34, 0.02, 0.12))


def cry(t: float, beat: Beat) -> Stance:
    """The face in both hands, the shoulders jerk with every sob."""
    count, into = turns(t, 2.7, beat.phase)
    sob = max(0.0, math.sin(math.tau * into / 0.45)) * keyed(into, (0.0, 1.0), (1.35, 1.0), (1.6, 0.0), (2.7, 0.0))
    sob *= uneven(count, beat.phase) * min(1.0, into / 0.1)
    stance = replace(
        idle(t, beat),
        rise=0.95,
        lean=17 - 2 * sob,
        nod=20 + 3 * sob,
        shrug=0.12 + 0.16 * sob,
        legs=(Leg(0.0, 0, 0.02), Leg(0.0, 0, 0.05)),
    )
    hand = Spot("head", 0.34, -0.28, 1.12, (0.6, -1.0, 0.0))
    return with_hands(stance, beat, hand, hand)


def laugh(t: float, beat: Beat) -> Stance:
    """Bent back, then over, a hand on the belly; it comes in gusts."""
    count, into = turns(t, 3.7, beat.phase)
    gust = keyed(into, (0.0, 0.0), (0.4, 1.0), (1.9, 0.9), (2.8, 0.0)) * uneven(count, beat.phase)
    shake = wave(t, 0.27) * gust
    over = keyed(into, (1.2, 0.0), (2.0, 1.0), (3.4, 0.0))
    stance = replace(
        idle(t, beat),
        rise=0.98 - 0.05 * over,
        lean=-12 * gust + 26 * over + 1.2 * shake,
        nod=-16 * gust + 14 * over + 2 * shake,
        shrug=0.08 * gust + 0.05 * shake,
        roll=4 * wave(t, 1.9, beat.phase),
        breath=0.5 + 0.4 * shake,
    )
    belly = Spot("hip", 0.02, 0.4, 0.34, (1.0, -0.4, -0.4))
    slap = between(
        Spot("chest", 0.5, -0.3, 0.4, (0.8, -1.0, -0.2)), Spot("hip", 0.2, -0.2, 0.4, (1.0, 0.1, -0.4)), over
    )
    return with_hands(stance, beat, slap, belly)


def shout(t: float, beat: Beat) -> Stance:
    """Hands round the mouth, a breath, and out with it; then they listen for an answer."""
    said = during(t, beat.speech)
    count, into = turns(t, 2.9, beat.phase)
    call = keyed(into, (0.0, 0.0), (0.3, -0.4), (0.55, 1.0), (1.5, 0.9), (2.2, 0.0)) * (0.5 + 0.5 * said)
    stance = replace(
        idle(t, beat),
        lean=2 + 11 * call,
        nod=-7 - 6 * call,
        rise=0.985 + 0.01 * call,
        breath=0.6 - 0.5 * call,
        shrug=0.06 * uneven(count, beat.phase),
        legs=(Leg(0.07, 0, 0.14), Leg(0.07, 0, -0.1, 6)),
    )
    out = 0.74 if beat.frontal else 0.5
    hand = Spot("head", out, -0.62, 1.0 if beat.frontal else 1.15, (1.0, -0.7, 0.0))
    return with_hands(stance, beat, hand, hand)


def sing(t: float, beat: Beat) -> Stance:
    """One hand on the heart, the other carries the tune out into the room."""
    said = 0.4 + 0.6 * during(t, beat.speech)
    line, swell = wave(t, 4.3, beat.phase), 0.5 + 0.5 * wave(t, 6.9, beat.phase)
    stance = replace(
        idle(t, beat),
        lean=-4 - 3 * swell * said,
        nod=-10 - 5 * swell * said,
        roll=6 * line * said,
        tilt=2.5 * line,
        side=0.025 * line,
        breath=0.4 + 0.6 * swell,
    )
    heart = Spot("chest", -0.06, -0.22, 0.28, (1.0, -0.6, -0.2))
    wide, ahead = (0.66, 0.5) if beat.frontal else (0.1, 0.86)
    out = Spot("chest", wide + 0.12 * line * said, 0.2 * swell * said - 0.08, ahead, (0.5, -1.0, -0.2))
    return with_hands(stance, beat, out, heart)


def whisper(t: float, beat: Beat) -> Stance:
    """Leaning over, one hand beside the mouth, the eyes to see that nobody hears."""
    drift_of = wave(t, 3.4, beat.phase)
    side = 9 if beat.frontal else 0
    stance = replace(
        idle(t, beat),
        lean=12 if not beat.frontal else 6,
        tilt=side + drift_of,
        nod=4,
        roll=6 + 2 * drift_of if beat.frontal else 4 + 2 * drift_of,
        shrug=0.1,
        yaw=0.12 * wave(t, 2.3, beat.phase),
        legs=(Leg(0.03, 0.0, 0.02, 10), Leg(0.05, 0, 0.12)),
    )
    belly = Spot("hip", 0.2, 0.22, 0.24, (1.0, -0.3, -0.5))
    if beat.frontal:
        return with_hands(stance, beat, Spot("head", 0.72, -0.5, 1.0, (1.0, -0.8, 0.0)), belly)
    # Seen from the side the hand behind the face hides nothing of it.
    return with_hands(stance, beat, belly, Spot("head", 0.4, -0.55, 1.5, (1.0, -0.8, 0.0)))
