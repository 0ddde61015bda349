"""A flat face for whatever has one: clouds, ghosts, teapots, fish seen from the front."""

import math
from collections.abc import Callable
from dataclasses import dataclass

from generation.animatic.art import Matrix, Node, Point, Shape, ellipse, scale, shift, turn
from generation.animatic.figures.actor import Actor
from generation.animatic.figures.creature_eyes import EyePlan, EyeStyle, draw_eye, flat_mouth
from generation.animatic.figures.creature_motion import blinking
from generation.animatic.figures.creature_paint import Paint


@dataclass(frozen=True, slots=True)
class FlatFace:
    """Where a face sits and how large it is, in stage pixels."""

    at: Point
    eye: float
    spread: float
    """Distance of each eye from the middle."""
    mouth: float
    drop: float
    """From the line of the eyes to the mouth."""
    lid: str = "#8a6a52"
    iris: str = "#5a3a24"
    style: EyeStyle = "round"
    turn: float = 0.3
    """How far the face moves aside in a figure that looks right, in spreads."""
    blush: str | None = None
    mouth_line: bool = True


def eye_places(count: int) -> tuple[tuple[float, float, float], ...]:
    """Where one, two or three eyes sit: aside (in spreads), up (in eyes), and how large each is."""
    pair = ((-1.0, 0.0, 1.0), (1.0, 0.0, 1.0))
    return {1: ((0.0, 0.0, 1.5),), 3: (*pair, (0.0, 1.3, 0.85))}.get(count, pair)


def flat_face(face: FlatFace, actor: Actor, paint: Paint) -> list[Node]:
    """Draw eyes, brows and mouth; nothing of a figure that looks away."""
    if actor.facing == "away":
        return []
    aside = face.turn * face.spread if actor.facing == "right" else 0.0
    gaze = {"look-up": (0.0, -0.9), "look-down": (0.0, 0.9), "eat": (0.0, 0.8)}.get(
        actor.pose, (0.6 if aside else 0.0, 0.0)
    )
    x, y = face.at[0] + aside, face.at[1] + gaze[1] * face.eye * 0.5
    closed = blinking(actor.seed, actor.pose == "sleep")
    nodes: list[Node] = []
    if face.blush:
        nodes += [
            Shape(
                ellipse(x + k * face.spread * 1.45, y + face.drop * 0.62, face.eye * 0.75, face.eye * 0.45),
                paint.lit(face.blush),
                opacity=0.5,
            )
            for k in (-1, 1)
        ]
    for k, up, large in eye_places(actor.wear.eyes):
        narrow = large * (0.84 if k > 0 and aside else 1.0)
        nodes.append(
            draw_eye(
                EyePlan(
                    (x + k * face.spread * (0.92 if aside else 1.0), y - up * face.eye),
                    face.eye * 0.88 * narrow,
                    face.eye * large,
                    k or 1.0,
                    face.style,
                    face.iris,
                    face.lid,
                    gaze,
                    glasses=actor.wear.glasses,
                ),
                paint,
                actor.mood,
                closed,
            )
        )
    if face.mouth > 0:
        nodes += flat_mouth(
            (x, y + face.drop),
            face.mouth,
            paint,
            actor.mood,
            actor.speech.opening,
            actor.speech.width,
            actor.speech.silent,
        )
    return nodes


def gesture(actor: Actor, height: float, lift: float = 0.04) -> Callable[[float], Matrix]:
    """The movement of a body without legs: squash and stretch, hops, shivers, bows, by its pose."""
    pose, mood = actor.pose, actor.mood
    phase = (actor.look_seed % 100) / 100

    def transform(t: float) -> Matrix:
        breath = 0.016 * math.sin(t * 2.2 + phase * 6)
        talk = 0.02 * actor.speech.opening(t)
        base = scale(1 - breath * 0.6, 1 + breath + talk)
        if pose in ("walk", "run"):
            speed = 6.0 if pose == "walk" else 10.0
            return shift(0, -abs(math.sin(t * speed / 2)) * height * 0.07) @ turn(5 * math.sin(t * speed / 2)) @ base
        if pose in ("jump", "cheer", "dance"):
            beat = abs(math.sin(t * 3.6))
            lean = 6 * math.sin(t * 3.6) if pose != "jump" else 0.0
            return (
                shift(0, -beat * height * (0.28 if pose == "jump" else 0.1))
                @ turn(lean)
                @ scale(1 - 0.05 * beat, 1 + 0.06 * beat)
                @ base
            )
        if pose == "cower":
            return shift(math.sin(t * 40) * height * 0.005, 0) @ scale(1.06, 0.84)
        if pose in ("lie", "sleep"):
            return scale(1.06, 0.9) @ base
        if pose in ("attack",):
            return turn(8 * math.sin(t * 5)) @ scale(1.04, 1.06) @ base
        tilt = (
            {"look-up": -5.0, "call": -6.0, "look-down": 6.0, "eat": 9.0, "reach": 4.0}.get(pose, 0.0)
            if actor.facing == "right"
            else 0.0
        )
        return turn(tilt + lift * 18 * math.sin(t * 1.1 + phase * 6) + mood.head * 0.3) @ base

    return transform


def hovering(actor: Actor, amount: float) -> Callable[[float], Matrix]:
    """Floating up and down by `amount` pixels."""
    phase = (actor.look_seed % 100) / 16
    return lambda t: shift(0, amount * math.sin(t * 1.3 + phase))
