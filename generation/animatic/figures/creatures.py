"""Every figure that is no person: the words choose a species, the species a body plan, the plan draws."""

import hashlib
import math
import re
from collections.abc import Callable
from dataclasses import replace

from generation.animatic.art import Group, Node, Point, scale, shift
from generation.animatic.colour import lighter, mix
from generation.animatic.figures.actor import Actor
from generation.animatic.figures.bat import draw_bat
from generation.animatic.figures.beings import STUFFS
from generation.animatic.figures.bestiary import Kind, recognise
from generation.animatic.figures.bird import draw_bird
from generation.animatic.figures.crab import draw_crab
from generation.animatic.figures.creature_motion import Speech, feeling, noise, speaking
from generation.animatic.figures.creature_paint import Paint
from generation.animatic.figures.creature_poses import calling, pose_in
from generation.animatic.figures.creature_wear import coat_colour, read_wear
from generation.animatic.figures.frog import draw_frog
from generation.animatic.figures.insect import draw_insect
from generation.animatic.figures.quadruped import draw_quadruped
from generation.animatic.figures.serpent import draw_serpent
from generation.animatic.figures.species import beasts, birds
from generation.animatic.figures.spirit import draw_spirit
from generation.animatic.figures.swimmer import draw_swimmer
from generation.animatic.figures.thing import draw_thing
from generation.animatic.figures.upright import draw_upright
from generation.animatic.port_tree import at
from generation.animatic.stage import ADULT, FigureArt, Scheme
from generation.requests import Figure, Look


def draw_creature(figure: Figure, scheme: Scheme, look: Look, seed: int) -> FigureArt:
    """Draw an animal, a being or a personified thing; whatever the words say, something comes back.

    `seed` only moves what differs between takes (when it blinks); the looks come from the words and the figure's id.
    """
    kind = recognise(figure.kind, figure.appearance)
    if kind.count == 1:
        return _one(figure, kind, scheme, look, seed, 0)
    members = [_one(figure, kind, scheme, look, seed + 131 * k, k) for k in range(kind.count)]
    return _together(members)


def _one(figure: Figure, kind: Kind, scheme: Scheme, look: Look, seed: int, member: int) -> FigureArt:
    """Draw one creature; members of a group differ a little in coat, size and timing."""
    mirrored = figure.facing == "left"
    pose = pose_in(kind.plan, figure.pose)
    look_seed = int.from_bytes(hashlib.sha256(f"{figure.id}/{member}".encode()).digest()[:4], "big")
    size = kind.size * (0.97 + 0.06 * noise(look_seed % 1013)) * (1.0 - 0.12 * member)
    actor = Actor(
        facing="right" if figure.facing in ("left", "right") else figure.facing,
        pose=pose,
        mood=feeling(figure.emotion),
        speech=calling(look_seed) if pose == "call" and not figure.mouths else _speech(figure, member, pose),
        seed=seed + look_seed,
        look_seed=look_seed,
        wear=read_wear(f"{figure.kind} {figure.appearance}"),
        size=size,
        aged=_aged(figure),
    )
    art = _drawn(kind, figure, actor, scheme, look, mirrored)
    return _mirrored(art) if mirrored else art


def _speech(figure: Figure, member: int, pose: str) -> Speech:
    return speaking(figure.mouths if member == 0 else (), pose == "talk")


def _drawn(kind: Kind, figure: Figure, actor: Actor, scheme: Scheme, look: Look, mirrored: bool) -> FigureArt:
    colour = _coat(figure)
    draw = _DRAWERS.get(kind.plan, _beast)
    height = _heights(kind)
    return draw(kind.species, colour, actor, Paint(scheme, look, height * ADULT * actor.size, mirrored))


def _heights(kind: Kind) -> float:
    if kind.species in beasts():
        return beasts()[kind.species].height
    if kind.species in birds():
        return birds()[kind.species].height
    return 0.6


def _coat(figure: Figure) -> str | None:
    """A colour that the words give the creature itself."""
    words = f"{figure.kind}. {figure.appearance}"
    if re.search(r"\b(statue|sculpture)\b", words.lower()):
        return next((STUFFS[word] for word in re.findall(r"[a-z]+", words.lower()) if word in STUFFS), STUFFS["stone"])
    return coat_colour(words)


def _aged(figure: Figure) -> bool:
    words = f"{figure.kind} {figure.appearance}".lower()
    return bool(re.search(r"\b(old|aged|elderly|ancient|grizzled|grandfather|grandmother)\b", words))


def _beast(species: str, colour: str | None, actor: Actor, paint: Paint) -> FigureArt:
    plan = beasts().get(species, beasts()["squirrel"])
    if colour:
        belly = lighter(colour, 0.55) if plan.belly_colour else None
        plan = replace(plan, coat=colour, head=replace(plan.head, ear_colour=None), belly_colour=belly)
        if plan.feet_colour and plan.foot > 0.09:
            # Paws go with the coat; hooves keep their own colour.
            plan = replace(plan, feet_colour=mix(colour, "#2a2024", 0.28))
        if species not in ("tiger", "zebra", "leopard", "giraffe"):
            plan = replace(plan, pattern_colour=mix(colour, "#2a1c18", 0.35))
    else:
        plan = replace(plan, coat=_own(plan.coat, actor.look_seed))
    if actor.wear.mane:
        head = replace(plan.head, mane_colour=actor.wear.mane)
        plan = replace(plan, mane_colour=actor.wear.mane, head=head)
    if actor.aged:
        head = replace(plan.head, mask_colour=mix(plan.head.mask_colour, "#e8e6e2", 0.6))
        plan = replace(plan, coat=mix(plan.coat, _GREYED, 0.34), head=head)
    lies = actor.pose == "sit" and not plan.haunches
    return draw_quadruped(plan, replace(actor, pose="lie") if lies else actor, paint)


def _bird(species: str, colour: str | None, actor: Actor, paint: Paint) -> FigureArt:
    plan = birds().get(species, birds()["sparrow"])
    if colour:
        breast = lighter(colour, 0.4) if plan.breast else None
        plan = replace(plan, coat=colour, wing=mix(colour, "#1a1420", 0.22), breast=breast, head_colour=None)
    else:
        plan = replace(plan, coat=_own(plan.coat, actor.look_seed))
    if actor.aged:
        plan = replace(plan, coat=mix(plan.coat, _GREYED, 0.3))
    return draw_bird(plan, actor, paint)


def _own(coat: str, look_seed: int) -> str:
    """No two of a kind have quite the same coat."""
    shift_of_tone = noise(look_seed % 2003) - 0.5
    return mix(coat, "#f0d8b0" if shift_of_tone > 0 else "#2a2030", abs(shift_of_tone) * 0.2)


_GREYED = "#a9a6a8"
"""What coats fade to with age."""

_DRAWERS: dict[str, Callable[[str, str | None, Actor, Paint], FigureArt]] = {
    "beast": _beast,
    "bird": _bird,
    "fish": draw_swimmer,
    "insect": draw_insect,
    "serpent": draw_serpent,
    "frog": draw_frog,
    "crab": draw_crab,
    "bat": draw_bat,
    "upright": draw_upright,
    "robot": draw_upright,
    "ghost": draw_spirit,
    "storm": draw_spirit,
    "thing": draw_thing,
}


def _mirrored(art: FigureArt) -> FigureArt:
    """The same figure facing left."""
    hand = art.hand

    def mirrored(t: float) -> Point:
        x, y = at(hand, t)
        return -x, y

    return replace(
        art,
        art=Group((art.art,), scale(-1, 1)),
        head=(-art.head[0], art.head[1]),
        waist=(-art.waist[0], art.waist[1]),
        hand=mirrored if callable(hand) else mirrored(0.0),
    )


def _together(members: list[FigureArt]) -> FigureArt:
    """Two or three side by side, the first one in front."""
    first = members[0]
    apart = first.width * 0.62
    spots = (0.0, -apart, apart * 0.85)
    nodes: list[Node] = []
    for k in range(len(members) - 1, -1, -1):
        lift = -members[k].height * 0.08 * k - (members[k].floats - first.floats)
        nodes.append(Group((members[k].art,), shift(spots[k], lift)))
    return replace(first, art=Group(tuple(nodes)), width=first.width + apart * math.hypot(len(members) - 1, 0))
