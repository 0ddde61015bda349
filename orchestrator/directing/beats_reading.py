"""What happens in a shot, one thing after the other: read from its action, with who does it and how long it takes."""

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from orchestrator.directing.acting import is_state, placed_emotions, placed_poses
from orchestrator.directing.acting_clauses import clauses_of

_STOPS = re.compile(
    r"\b(?:stops?|stopped|halts?|halted|pauses?|paused|freezes?|froze|stands? still|comes? to a (?:stop|halt))\b"
)
_LOOKS = re.compile(
    r"\b(?:looks?|looked|gaz(?:es?|ed)|star(?:es?|ed)|glanc(?:es?|ed)|peers?|peered|squints?|watch(?:es|ed)?|stud(?:ies|ied)"
    r"|sees?|saw|spots?|spotted|notic(?:es?|ed))\b"
)
_LIFTS = re.compile(r"\b(?:looks?|looked|glanc\w+) up(?=\W*$|\s+(?:from|and)\b)")
"""A look up that says not at what: of two people, at the other one."""
_TURNS = re.compile(r"\b(?:turns?|turned|wheels|wheeled|spins|spun|whirls|whirled)\b")
_STANDS_UP = re.compile(r"\b(?:stands? up|stood up|gets? up|got up|gets? to (?:his|her|its|their) feet|rises?|rose)\b")
_SITS_DOWN = re.compile(r"\b(?:sits?|sat|settles?|sinks?|drops?) down\b")
_ABOVE = re.compile(r"\b(?:up|above|sky|skies|ceiling|stars?|moon|sun|roof|clouds?|birds?|overhead|tower|top)\b")
_BELOW = re.compile(
    r"\b(?:down|below|beneath|floor|ground|feet|hands?|grass|sand|shoes|palm|well|water|book|letter|map|page|watch|table|cup)\b"
)
_BACK = re.compile(r"\b(?:back|behind|over (?:his|her|its|their) shoulder|around|round|about)\b")
_OFF = re.compile(r"^\W*(?:away|his back|her back|its back|off)\b")
_OTHER = re.compile(
    r"^\s*(?:\w+ )?(?:at|to|towards?|back at)?\s*(?:him\b|them\b|each other\b|one another\b|her\b(?!\s+\w)|her (?:go|leave)\b)"
)
"""The words that mean whoever else is there."""
_CAMERA = re.compile(r"\b(?:camera|lens|at us)\b")
_LASTS = {
    "walk in": 2.2,
    "walk out": 2.4,
    "walk": 1.8,
    "run": 1.6,
    "sit": 1.4,
    "kneel": 1.4,
    "lie": 2.0,
    "sleep": 2.2,
    "dance": 2.4,
    "embrace": 2.0,
    "eat": 2.0,
    "rise": 2.2,
    "fall": 2.2,
    "wake": 2.2,
    "sit-down": 1.6,
    "bow": 1.8,
    "curtsy": 1.8,
    "read": 1.8,
    "write": 1.8,
    "cry": 1.8,
    "pick-up": 1.6,
    "look-around": 2.0,
}
"""Seconds that what is seen needs to be understood; a small action takes one and a bit."""
_SMALL = 1.2
_LOOK, _STOP, _TURN, _FEEL = 1.1, 0.6, 0.8, 0.8
_BECOMES = frozenset({"sit", "sit-down", "kneel", "pray", "lie", "sleep", "crouch", "hide"})
"""Poses that are taken up, and then held."""

_LOOKING = frozenset({"look-up", "look-down", "look-around", "peer", "turn-away", "read"})
"""Poses that are looks by themselves."""


class Happening(NamedTuple):
    """One thing that somebody does; what is empty stays as it was."""

    who: str
    lasts: float
    pose: str = ""
    emotion: str = ""
    gaze: str = ""
    """As in a figure, or `aside` for what lies in the distance."""
    turn: str = ""
    """`away`, `back`, or the id of whom somebody turns to."""
    state: bool = False
    """Whether it is so from the beginning."""
    before: str = ""
    """The pose from which it is taken up, where that can be told."""
    moment: tuple[int, int] = (0, 0)
    """The clause, and which of its things it is: those of whom it tells do them together."""


def happenings(action: str, names: Mapping[str, str]) -> list[Happening]:
    """Return what happens, in order; `names` are ids to names, the one whom the shot is about first."""
    found: list[Happening] = []
    for number, (doers, clause) in enumerate(clauses_of(action, names)):
        for who in doers:
            done = _in_clause(clause, who, names)
            found += [one._replace(moment=(number, index)) for index, one in enumerate(done)]
    return _merged(found)


def _in_clause(clause: str, who: str, names: Mapping[str, str]) -> list[Happening]:
    text = clause.lower()
    looks = {match.start(): match for match in _LOOKS.finditer(text)}
    others = [identity for identity in names if identity != who]
    lifts = {match.start() for match in _LIFTS.finditer(text)} if len(others) == 1 else set[int]()
    seen = [(at, Happening(who, _LOOK, gaze=others[0])) for at in lifts]
    doing = [
        (at, one) for at, one in _poses_in(clause, who) if at not in lifts and not (one.pose == "stand" and at in looks)
    ]
    done = {one.pose for _, one in doing}
    seen += doing
    seen += [(at, Happening(who, _FEEL, emotion=emotion)) for at, emotion in placed_emotions(clause)]
    seen += [(match.start(), Happening(who, _STOP, pose="stand")) for match in _STOPS.finditer(text)]
    for match in _STANDS_UP.finditer(text) if "rise" not in done else ():
        seen.append((match.start() + 1, Happening(who, _SMALL, pose="stand", before="sit")))
    spared = lifts | {at for at, one in doing if one.pose in _LOOKING}
    for at, match in looks.items():
        if at not in spared:
            seen.append((at + 1, Happening(who, _LOOK, gaze=_target(text[match.end() :], who, names))))
    for match in _TURNS.finditer(text) if not done & {"turn-away", "look-around"} else ():
        if turn := _turn(text[match.end() :], who, names):
            seen.append((match.start() + 1, Happening(who, _TURN, turn=turn)))
    return [happening for _, happening in sorted(seen, key=lambda one: one[0])]


def _poses_in(clause: str, who: str) -> list[tuple[int, Happening]]:
    """What the body does in a clause, and where it says so; what is said is no pose of its own."""
    found: list[tuple[int, Happening]] = []
    for at, pose in placed_poses(clause):
        state = is_state(clause, at)
        before = "stand" if pose in _BECOMES and not state else ""
        if pose != "talk":
            found.append((at, Happening(who, _LASTS.get(pose, _SMALL), pose=pose, state=state, before=before)))
    for match in _SITS_DOWN.finditer(clause.lower()):
        found.append((match.start(), Happening(who, _LASTS["sit"], pose="sit", before="stand")))
    return found


def _someone(rest: str, who: str, names: Mapping[str, str]) -> str:
    """Whom the words that follow mean: a name, or of two people the other one."""
    for identity, name in names.items():
        last = name.lower().split(" ")[-1]
        if identity != who and name and re.search(rf"\b(?:{re.escape(name.lower())}|{re.escape(last)})\b", rest):
            return identity
    others = [identity for identity in names if identity != who]
    return others[0] if len(others) == 1 and _OTHER.match(rest) else ""


def _target(rest: str, who: str, names: Mapping[str, str]) -> str:
    someone = _someone(rest, who, names)
    others = [identity for identity in names if identity != who]
    if someone or (not rest.strip(" .,;") and len(others) == 1):
        return someone or others[0]
    if _CAMERA.search(rest):
        return "camera"
    if _ABOVE.search(rest):
        return "up"
    return "down" if _BELOW.search(rest) else "aside"


def _turn(rest: str, who: str, names: Mapping[str, str]) -> str:
    if _OFF.match(rest):
        return "away"
    return _someone(rest, who, names) or ("back" if _BACK.search(rest) else "")


def _merged(found: Sequence[Happening]) -> list[Happening]:
    """What one does at a stroke is one thing: a look up that is a pose too, a stop that is a look, the same said twice."""
    merged: list[Happening] = []
    for happening in found:
        last = merged[-1] if merged else None
        if last and last.who == happening.who and _at_once(last, happening):
            merged[-1] = last._replace(
                lasts=max(last.lasts, happening.lasts),
                pose=last.pose if last.pose.startswith("look") else happening.pose or last.pose,
                emotion=happening.emotion or last.emotion,
                gaze=happening.gaze or last.gaze,
                turn=happening.turn or last.turn,
                before=last.before or happening.before,
            )
        else:
            merged.append(happening)
    return merged


def _at_once(last: Happening, now: Happening) -> bool:
    if last.pose == now.pose and now.pose:
        return True
    if last.lasts == _STOP and now.gaze:
        return False
    if {last.pose, now.pose} <= {"stand", "look-up", "look-down", ""}:
        # Standing still, a look and what it does to the face are one moment; two looks are two.
        return not (last.gaze and now.gaze) and not (last.emotion and now.emotion) and not (last.pose and now.turn)
    return bool(last.pose and not last.emotion and now.emotion and not now.pose and last.lasts < 1.5)
