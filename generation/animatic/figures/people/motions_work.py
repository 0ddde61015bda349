"""Work and play with a tool: at the table, in the field, at an instrument. What the tools are: `tools`."""

import math
from dataclasses import replace

from generation.animatic.figures.people.grasp import Spot, between, with_hands
from generation.animatic.figures.people.motions import Beat, idle, stand
from generation.animatic.figures.people.motions_rest import sit
from generation.animatic.figures.people.rhythm import ease, keyed, pulses, turns, uneven, wave
from generation.animatic.figures.people.skeleton import Arm, Leg, Stance


def eat(t: float, beat: Beat) -> Stance:
    """The hand goes to the mouth and rests between two bites."""
    bite = ease(1.3 * max(0.0, wave(t, 3.4, beat.phase)))
    return replace(
        idle(t, beat),
        nod=6 + 4 * bite,
        arms=(Arm((22 + 26 * bite, 12), (86 + 66 * bite, -16 - 6 * bite)), Arm((6, 10), (34, -12))),
    )


def drink(t: float, beat: Beat) -> Stance:
    """Up to the lips, the head goes back with it, a rest between two sips."""
    count, into = turns(t, 4.4, beat.phase)
    up = keyed(into, (0.3, 0.0), (1.0, 1.0), (2.2, 1.0), (2.9, 0.0))
    back = keyed(into, (0.8, 0.0), (1.3, 1.0), (2.0, 1.0), (2.5, 0.0)) * uneven(count, beat.phase)
    stance = replace(idle(t, beat), nod=4 - 18 * back, lean=2 - 5 * back)
    low = Spot("head", 0.5, -2.6, 1.6, (0.9, -1.0, -0.2))
    lips = Spot("head", 0.06, -1.0, 1.5, (0.4, -1.0, 0.2))
    return with_hands(stance, beat, between(low, lips, up), Spot("hip", 0.28, 0.0, 0.1))


def cook(t: float, beat: Beat) -> Stance:
    """Round and round in the pot, now and then a taste from the spoon."""
    _, into = turns(t, 7.2, beat.phase)
    taste = keyed(into, (4.0, 0.0), (4.8, 1.0), (5.7, 1.0), (6.5, 0.0))
    round_about = math.tau * t / (1.35 + 0.1 * uneven(0, beat.phase))
    stance = replace(
        idle(t, beat), lean=11 - 5 * taste, nod=15 - 14 * taste, tilt=1.5 * math.sin(round_about) * (1 - taste)
    )
    stirring = Spot(
        "hip", 0.1 * math.cos(round_about) - 0.04, 0.16, 0.66 + 0.08 * math.sin(round_about), (1.0, 0.0, -0.2)
    )
    tasting = Spot("hip", 0.06, 0.98, 0.5, (1.0, -0.4, 0.0))
    left = Spot("hip", 0.34, 0.24, 0.36, (1.0, -0.3, -0.5))
    return with_hands(stance, beat, between(stirring, tasting, taste), left)


def read(t: float, beat: Beat) -> Stance:
    """The eyes go along the lines and down the page; a page is turned."""
    _, into = turns(t, 7.7, beat.phase)
    turning = keyed(into, (6.2, 0.0), (6.8, 1.0), (7.4, 0.0))
    stance = replace(
        idle(t, beat),
        lean=3,
        nod=15 + 3 * min(1.0, into / 6.0) * (1 - keyed(into, (6.2, 0.0), (7.4, 1.0))),
        yaw=0.1 * wave(t, 1.3) * (1 - turning),
    )
    if beat.frontal:
        right = Spot("chest", 0.26 - 0.1 * turning, -0.44 + 0.07 * turning, 0.5, (1.0, -0.6, -0.2))
        left = Spot("chest", 0.26, -0.44, 0.5, (1.0, -0.6, -0.2))
    else:
        right = Spot("chest", -0.02, -0.34 + 0.06 * turning, 0.56, (0.7, -1.0, -0.2))
        left = Spot("chest", -0.02, -0.36, 0.62, (0.7, -1.0, -0.2))
    return with_hands(stance, beat, right, left)


def write(t: float, beat: Beat) -> Stance:
    """Line after line in small strokes, a pause to think, the pen at the lip."""
    _, into = turns(t, 7.0, beat.phase)
    pause = keyed(into, (4.6, 0.0), (5.2, 1.0), (6.3, 1.0), (6.9, 0.0))
    along = (into % 2.3) / 2.3
    # Back to the beginning of the line in the last tenth.
    place = 0.14 * (along / 0.88 if along < 0.88 else (1 - along) / 0.12)
    stroke = 0.02 * wave(t, 0.23) * (1 - pause)
    stance = replace(sit(t, beat), lean=20 - 10 * pause, nod=20 - 22 * pause, roll=4, yaw=0.15 * pause)
    page = Spot("hip", 0.1 - place, 0.38 + stroke, 0.72, (1.0, -0.5, -0.2))
    lip = Spot("hip", 0.06, 0.98, 0.52, (1.0, -0.6, 0.0))
    return with_hands(stance, beat, between(page, lip, pause), Spot("hip", 0.12, 0.32, 0.66, (1.0, -0.4, -0.3)))


def type_out(t: float, beat: Beat) -> Stance:
    """Both hands on the keys in runs, then a look at what is there."""
    _, row = pulses(t, 0.24, 9, 1.3, beat.phase)
    tap = 0.03 * row
    stance = replace(sit(t, beat), lean=10 + 4 * row, nod=6 + 7 * row)
    right = Spot("hip", 0.1, 0.44 + tap * max(0.0, wave(t, 0.24)), 0.68, (1.0, -0.7, -0.4))
    left = Spot("hip", 0.1, 0.44 + tap * max(0.0, wave(t, 0.31)), 0.68, (1.0, -0.7, -0.4))
    return with_hands(stance, beat, right, left)


def paint(t: float, beat: Beat) -> Stance:
    """Strokes on the canvas, a step back with the head aside to look, and on."""
    _, into = turns(t, 6.0, beat.phase)
    look = keyed(into, (3.6, 0.0), (4.3, 1.0), (5.3, 1.0), (5.9, 0.0))
    stroke = wave(t, 1.1, beat.phase) * (1 - look)
    stance = replace(
        stand(t, replace(beat, habit=0)),
        lean=6 - 14 * look,
        roll=9 * look,
        nod=-2,
        legs=(Leg(0.05, 0, 0.12), Leg(0.05, 0, -0.1)),
    )
    aside = 0.5 if beat.frontal else 0.06
    canvas = Spot("chest", aside + 0.05 * stroke, 0.12 + 0.16 * stroke, 0.68, (0.9, -1.0, -0.1))
    away = Spot("chest", 0.34, -0.34, 0.46, (0.9, -1.0, -0.2))
    palette = Spot("chest", 0.16, -0.46, 0.46, (1.0, -0.8, -0.3))
    return with_hands(stance, beat, between(canvas, away, look), palette)


def fiddle(t: float, beat: Beat) -> Stance:
    """The chin on the fiddle, the bow across it in long and short strokes, the body goes with the tune."""
    sway = wave(t, 2.4, beat.phase)
    stroke = 0.72 * wave(t, 0.96, beat.phase) + 0.28 * wave(t, 0.41, beat.phase)
    stance = replace(
        idle(t, beat),
        side=0.03 * sway,
        tilt=-3 * sway - 2,
        twist=-8,
        nod=8,
        roll=12 + 3 * sway,
        yaw=0.35,
        legs=(Leg(0.05, 0, 0.06), Leg(0.05, 0.02 * max(0.0, sway), -0.02, 10 * max(0.0, sway))),
    )
    neck = Spot("chest", 0.52 if beat.frontal else 0.2, 0.08, 0.56 if beat.frontal else 0.74, (0.8, -1.0, 0.0))
    bow_hand = Spot("chest", 0.1 + 0.16 * stroke, 0.02 - 0.1 * stroke, 0.52, (1.0, -0.6, -0.1))
    return with_hands(stance, beat, bow_hand, neck)


def flute(t: float, beat: Beat) -> Stance:
    """The flute from the lips down before the chest, fingers going, the elbows out, the body in the tune."""
    sway = wave(t, 2.9, beat.phase)
    stance = replace(
        idle(t, beat), tilt=3 * sway, nod=2 - 4 * sway, roll=4 * sway, lean=-2 + 2 * sway, breath=0.5 + 0.5 * sway
    )
    upper = Spot("head", 0.14, -1.5 + 0.02 * wave(t, 0.29), 1.6, (1.0, -0.5, -0.1))
    lower = Spot("head", 0.14, -2.5 + 0.02 * wave(t, 0.37), 2.3, (1.0, -0.6, -0.1))
    return with_hands(stance, beat, lower, upper)


def piano(t: float, beat: Beat) -> Stance:
    """Hands along the keys, a lift before each phrase, the back in the rhythm."""
    sway, run_of = wave(t, 3.3, beat.phase), wave(t, 1.9, beat.phase)
    hit, other = abs(wave(t, 0.8, beat.phase)), abs(wave(t, 0.62, beat.phase))
    stance = replace(sit(t, beat), lean=9 + 5 * sway, tilt=3 * run_of, nod=6 - 6 * sway, roll=3 * run_of)
    right = Spot("hip", 0.26 + 0.12 * run_of, 0.42 + 0.06 * hit, 0.68, (1.0, -0.7, -0.4))
    left = Spot("hip", 0.26 - 0.12 * run_of, 0.42 + 0.06 * other, 0.68, (1.0, -0.7, -0.4))
    return with_hands(stance, beat, right, left)


def hammer(t: float, beat: Beat) -> Stance:
    """Up slowly, down fast, a small bounce; three or four blows and a look."""
    count, into = turns(t, 1.05, beat.phase)
    rest = keyed(t / 1.05 % 5, (3.7, 0.0), (4.0, 1.0), (4.8, 1.0), (5.0, 0.0))
    up = keyed(into, (0.0, 0.12), (0.08, 0.16), (0.62, 1.0), (0.72, 1.0), (0.9, 0.0), (1.05, 0.12))
    up = 0.12 + (up - 0.12) * uneven(count, beat.phase) * (1 - rest)
    stance = replace(
        idle(t, beat),
        rise=0.93,
        lean=22 - 12 * up,
        nod=12 - 4 * up,
        twist=10 * up,
        legs=(Leg(0.06, 0, 0.18), Leg(0.06, 0, -0.14, 8)),
    )
    low, high = Spot("hip", 0.02, 0.02, 0.7, (1.0, -0.3, -0.4)), Spot("hip", 0.2, 1.1, 0.42, (1.0, -0.2, -0.3))
    return with_hands(stance, beat, between(low, high, up), Spot("hip", 0.0, -0.06, 0.62, (1.0, -0.4, -0.4)))


def chop(t: float, beat: Beat) -> Stance:
    """Both hands: the axe swings up past the shoulder, hangs there, and falls with the whole back."""
    count, into = turns(t, 2.3, beat.phase)
    up = keyed(into, (0.35, 0.0), (1.15, 1.0), (1.4, 1.05), (1.74, 0.0)) * uneven(count, beat.phase)
    hit = keyed(into, (1.42, 0.0), (1.76, 1.0), (2.25, 0.0))
    stance = replace(
        idle(t, beat),
        rise=0.9 + 0.06 * up - 0.06 * hit,
        lean=26 - 36 * up + 8 * hit,
        nod=8 - 12 * up,
        legs=(Leg(0.1, 0, 0.1), Leg(0.1, 0, -0.06)),
    )
    lows = Spot("hip", -0.04, -0.12, 0.76, (1.0, -0.3, -0.4)), Spot("hip", -0.04, 0.0, 0.56, (1.0, -0.3, -0.4))
    highs = Spot("hip", 0.02, 1.6, -0.02, (1.0, 0.2, 0.3)), Spot("hip", 0.02, 1.46, 0.1, (1.0, 0.2, 0.3))
    return with_hands(stance, beat, between(lows[0], highs[0], up), between(lows[1], highs[1], up))


def saw(t: float, beat: Beat) -> Stance:
    """To and fro with the whole shoulder, a knee on the wood."""
    count, into = turns(t, 0.92, beat.phase)
    stroke = 0.5 - 0.5 * math.cos(math.tau * into / 0.92)
    stroke *= uneven(count, beat.phase)
    stance = replace(
        idle(t, beat),
        rise=0.9,
        lean=28 + 6 * stroke,
        nod=10,
        twist=-8 + 14 * (1 - stroke),
        legs=(Leg(0.04, 0.0, -0.24, 10), Leg(0.05, 0.2, 0.26)),
    )
    right = Spot("hip", 0.02, 0.22 - 0.1 * stroke, 0.36 + 0.32 * stroke, (0.9, 0.3, -0.8))
    return with_hands(stance, beat, right, Spot("hip", -0.02, 0.1, 0.66, (1.0, -0.2, -0.4)))


def dig(t: float, beat: Beat) -> Stance:
    """In with the foot behind it, lever, lift, and over the shoulder with it."""
    count, into = turns(t, 3.2, beat.phase)
    size = uneven(count, beat.phase)
    lift = keyed(into, (0.9, 0.0), (1.8, 1.0), (2.2, 1.0), (3.1, 0.0)) * size
    toss = keyed(into, (1.6, 0.0), (2.0, 1.0), (2.9, 0.0)) * size
    press = keyed(into, (0.0, 0.0), (0.5, 1.0), (0.9, 1.0), (1.4, 0.0))
    stance = replace(
        idle(t, beat),
        rise=0.88 - 0.07 * press + 0.05 * lift,
        ahead=-0.04,
        lean=34 + 6 * press - 22 * lift,
        nod=10 - 8 * lift,
        twist=16 * toss,
        legs=(Leg(0.06, 0.14 * press, 0.16 + 0.08 * press, 0), Leg(0.06, 0, -0.22, 10)),
    )
    low_top, low_shaft = (
        Spot("hip", 0.0, 0.34, 0.4, (1.0, 0.0, -0.6)),
        Spot("hip", -0.04, -0.16, 0.6, (1.0, -0.2, -0.4)),
    )
    high_top, high_shaft = (
        Spot("hip", 0.12, 0.36, 0.2, (1.0, 0.0, -0.8)),
        Spot("hip", 0.1, 0.5, 0.68, (1.0, -0.4, -0.4)),
    )
    return with_hands(stance, beat, between(low_shaft, high_shaft, lift), between(low_top, high_top, lift))


def sweep(t: float, beat: Beat) -> Stance:
    """Long strokes to one side with a small flick at the end; the feet shift after some."""
    count, into = turns(t, 1.5, beat.phase)
    stroke = keyed(into, (0.0, 0.0), (0.55, 1.0), (0.68, 1.06), (0.8, 1.0), (1.5, 0.0)) * uneven(count, beat.phase)
    step = wave(t, 6.0, beat.phase)
    stance = replace(
        idle(t, beat),
        rise=0.96,
        side=0.05 * step,
        lean=14,
        nod=13,
        twist=-10 + 20 * stroke,
        legs=(Leg(0.07 + 0.02 * step, 0, 0.12), Leg(0.07, 0, -0.08)),
    )
    top = Spot("hip", 0.0, 0.72, 0.34, (1.0, -0.2, -0.3))
    # The broom goes across the picture: to the side before us, ahead where we see it from the side.
    out, ahead = (0.34 - 0.66 * stroke, 0.5) if beat.frontal else (0.0, 0.34 + 0.36 * stroke)
    shaft = Spot("hip", out, 0.2, ahead, (1.0, -0.3, -0.4))
    return with_hands(stance, beat, shaft, top)


def fish(t: float, beat: Beat) -> Stance:
    """The rod held out, long waiting; then a bite: the hands jerk it up."""
    _, into = turns(t, 6.8, beat.phase)
    jerk = keyed(into, (4.6, 0.0), (4.85, 1.0), (5.3, 0.8), (6.2, 0.0))
    stance = replace(
        sit(t, beat),
        lean=6 - 16 * jerk,
        nod=8 - 10 * jerk,
    )
    right = Spot("hip", 0.02, 0.5 + 0.16 * jerk, 0.62, (1.0, -0.7, -0.3))
    left = Spot("hip", 0.08, 0.36 + 0.06 * jerk, 0.44, (1.0, -0.7, -0.3))
    return with_hands(stance, beat, right, left)


def sew(t: float, beat: Beat) -> Stance:
    """The needle goes in, comes through, and the thread is drawn out long."""
    count, into = turns(t, 1.9, beat.phase)
    draw = keyed(into, (0.3, 0.0), (1.0, 1.0), (1.25, 1.0), (1.9, 0.0)) * uneven(count, beat.phase)
    stance = replace(sit(t, beat), lean=11, nod=19 - 5 * draw, roll=3 * draw)
    needle = between(
        Spot("hip", 0.02, 0.42, 0.46, (1.0, -0.5, -0.3)), Spot("hip", 0.36, 0.84, 0.5, (1.0, -0.5, -0.2)), draw
    )
    return with_hands(stance, beat, needle, Spot("hip", 0.06, 0.4, 0.5, (1.0, -0.6, -0.3)))


def phone(t: float, beat: Beat) -> Stance:
    """At the ear, the weight on one leg, the other hand talks along."""
    turn_of, gesture = wave(t, 4.7, beat.phase), max(0.0, wave(t, 2.6, beat.phase))
    stance = replace(
        stand(t, replace(beat, habit=0)), roll=-6 + 2 * turn_of, tilt=-2, yaw=0.25 * turn_of, nod=3, side=0.03
    )
    ear = Spot("head", 0.98, -0.32, 0.42 if beat.frontal else 0.62, (0.9, -1.0, -0.2))
    other = between(Spot("hip", 0.28, 0.1, 0.16), Spot("hip", 0.36, 0.6, 0.5, (0.6, -1.0, -0.2)), gesture)
    return with_hands(stance, beat, ear, other)
