"""Beats: what everybody does in a shot, and when: from its action, its lines and its seconds.

Rules of craft: one thing at a time, a second or two for a small one; what the text says first comes first; who is spoken to
looks at the speaker, and shows for a moment what the line did to him; the last beat holds.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from generation.requests import Beat, Figure
from orchestrator.directing.beats_reading import Happening, happenings
from orchestrator.film.shot import CastBeat

_SHORTEST = 1.5
"""Shots shorter than this show one thing."""
_HOLDS = 0.6
"""Seconds before a shot's end in which nothing begins."""
_TIGHTEST = 0.55
"""How far everything may be hurried before the last things are left out."""
_SETTLES = 0.45
"""Seconds in which somebody is seen as he was, before he does the first thing that changes it."""
_OVERLAP = 0.75
"""Share of what one does after which another may begin."""
_TOGETHER = 0.3
_REACTS, _RECOVERS = 0.15, 1.4
_LEADS = 0.12
"""Seconds by which a listener looks at the speaker before the line."""
_EFFECTS = {
    "whispered": "tender",
    "softly": "tender",
    "shouted": "surprised",
    "angry": "afraid",
    "laughing": "happy",
    "crying": "sad",
    "sadly": "sad",
    "afraid": "afraid",
    "surprised": "surprised",
}
"""What the manner of a line does to whoever hears it."""
_SAID = ("pose", "facing", "emotion", "gaze")
_ROWS = {"far-left": -2, "left": -1, "background": 0.6, "centre": 0, "foreground": -0.4, "right": 1, "far-right": 2}
_FACINGS = {"left": "right", "right": "left", "camera": "away", "away": "camera"}


@dataclass(frozen=True)
class Spoken:
    """A line of the shot: who says it (nobody on stage if empty), how, and from when to when, in seconds of the clip."""

    who: str
    manner: str
    start: float
    end: float


@dataclass(frozen=True)
class Times:
    """How long a shot is, and its lines."""

    seconds: float
    lines: tuple[Spoken, ...] = ()


@dataclass
class _Plan:
    """The beats of one figure while they are gathered: what begins at which second."""

    figure: Figure
    fixed: bool
    """Whether a person wrote what the body does."""
    said: list[tuple[float, dict[str, str]]] = field(default_factory=list)

    def add(self, start: float, **what: str) -> None:
        """Something begins; what is empty stays as it was."""
        told = {name: value for name, value in what.items() if value}
        if told:
            self.said.append((start, told))


def with_beats(
    figures: Sequence[Figure], action: str, names: Mapping[str, str], times: Times, fixed: frozenset[str]
) -> tuple[Figure, ...]:
    """Return the figures with what they do in time; those whose ids are in `fixed` keep their pose.

    A shot in which one thing happens is left as it is, apart from where people look.
    """
    plans = {figure.id: _Plan(figure, figure.id in fixed) for figure in figures}
    if times.seconds < _SHORTEST:
        return tuple(figures)
    told = [one for one in happenings(action, names) if one.who in plans and not plans[one.who].fixed]
    if len(told) > 1 or (told and not told[0].pose and not told[0].emotion):
        _act(plans, _timed(told, times.seconds), times.seconds)
    _talk(plans, times)
    return tuple(_settled(plan, times.seconds) for plan in plans.values())


def as_written(figure: Figure, beats: Sequence[CastBeat], seconds: float) -> Figure:
    """The figure with the beats that a person wrote, and no others."""
    found = [
        (beat.seconds(seconds), {name: value for name in _SAID if (value := getattr(beat, name)) is not None})
        for beat in beats
    ]
    plan = _Plan(figure.model_copy(update={"beats": ()}), fixed=True, said=found)
    return _settled(plan, seconds + _HOLDS)


def _timed(told: Sequence[Happening], seconds: float) -> list[tuple[float, Happening]]:
    """When each thing begins; hurried where there is little time, and the last ones left out where there is too little."""
    kept = list(told)
    while True:
        starts = _starts(kept)
        last, room = starts[-1], seconds - _HOLDS - min(0.4, 0.5 * kept[-1].lasts)
        if last <= room or len(kept) == 1:
            return list(zip(starts, kept, strict=True))
        if room >= _TIGHTEST * last:
            return [(start * room / last, one) for start, one in zip(starts, kept, strict=True)]
        kept.pop()


def _starts(kept: Sequence[Happening]) -> list[float]:
    starts: list[float] = []
    at = _SETTLES if kept[0].turn or (kept[0].before and not kept[0].state) else 0.0
    for number, one in enumerate(kept):
        same = [start for start, other in zip(starts, kept, strict=False) if other.moment == one.moment]
        if same:
            starts.append(same[0])
            continue
        if one.state and not any(other.who == one.who for other in kept[:number]):
            starts.append(0.0)
            continue
        starts.append(at)
        following = kept[number + 1] if number + 1 < len(kept) else one
        at += one.lasts * (1.0 if following.who == one.who else _OVERLAP)
    return starts


def _act(plans: Mapping[str, _Plan], timed: Sequence[tuple[float, Happening]], seconds: float) -> None:
    for who, plan in plans.items():
        own = [(start, one) for start, one in timed if one.who == who]
        if not own:
            continue
        first = own[0][1]
        if own[0][0] > 0.05 or first.before or not first.pose:
            opening = first.before if first.before and not first.state else "stand"
            plan.figure = plan.figure.model_copy(update={"pose": opening})
        if first.pose == "walk in" and own[0][0] > 0.05:
            # Who comes later is on the way from the beginning, out of the picture.
            plan.figure = plan.figure.model_copy(update={"pose": "walk in"})
            came = min(own[0][0] + first.lasts, own[1][0] if len(own) > 1 else seconds - _HOLDS)
            own = [(0.0, first), (came, first._replace(pose="stand", emotion="")), *own[1:]]
        _waits(plan, own)
        pose = plan.figure.pose
        for start, one in own:
            doing = one.pose
            if not doing and pose == "walk in":
                doing = "stand"
            pose = doing or pose
            facing, gaze = _where(plan, plans, one)
            plan.add(start, pose=doing, emotion=one.emotion, facing=facing, gaze=gaze)
            if pose == "walk out":
                break


def _waits(plan: _Plan, own: Sequence[tuple[float, Happening]]) -> None:
    """A face that the text changes during the shot does not show it before."""
    first = next(((start, one) for start, one in own if one.emotion), None)
    if first and first[0] > 0.05 and first[1].emotion == plan.figure.emotion:
        plan.figure = plan.figure.model_copy(update={"emotion": "neutral"})


def _where(plan: _Plan, plans: Mapping[str, _Plan], one: Happening) -> tuple[str, str]:
    """Where somebody turns and looks to."""
    facing, row = _facing_now(plan), _row(plan)
    if one.pose == "walk out" and (row or facing in ("camera", "away")):
        return ("right" if row >= 0 else "left"), one.gaze
    if one.pose == "walk in" and facing in ("camera", "away"):
        return ("right" if row <= 0 else "left"), one.gaze
    if one.turn in ("away", "back"):
        return _FACINGS[facing], one.gaze if one.gaze != "aside" else ""
    partner = one.turn or one.gaze
    if partner in plans:
        side = "right" if _row(plans[partner]) > row else "left"
        turns = bool(one.turn) or facing == ("left" if side == "right" else "right") or facing == "away"
        return (side if turns else ""), partner
    if one.gaze == "aside":
        # The eyes go on to where the way led, while the body opens to us.
        return ("camera", facing) if facing in ("left", "right") else ("", "right" if row <= 0 else "left")
    return ("camera" if one.gaze == "camera" else ""), one.gaze


def _facing_now(plan: _Plan) -> str:
    return next((what["facing"] for _, what in reversed(plan.said) if "facing" in what), plan.figure.facing)


def _row(plan: _Plan) -> float:
    return _ROWS[plan.figure.position]


def _talk(plans: Mapping[str, _Plan], times: Times) -> None:
    """Who is on stage looks at who speaks, and who speaks at whom he answers."""
    before = ""
    for number, line in enumerate(times.lines):
        others = [who for who in plans if who != line.who]
        if line.who not in plans or not others:
            continue
        partner = before if before in others else others[0]
        at = 0.0 if number == 0 else line.start
        _looks(plans[line.who], at, partner)
        for who in others:
            _looks(plans[who], max(0.0, at - _LEADS), line.who)
            _reacts(plans[who], line, times)
        before = line.who


def _looks(plan: _Plan, at: float, whom: str) -> None:
    own = [what.get("gaze") for start, what in sorted(plan.said, key=lambda one: one[0]) if start <= at + 1.0]
    if next((gaze for gaze in reversed(own) if gaze), None) is None or at > 1.0:
        plan.add(at, gaze=whom)


def _reacts(plan: _Plan, line: Spoken, times: Times) -> None:
    """For a moment a face shows what it has just heard."""
    effect = next((feeling for word, feeling in _EFFECTS.items() if word in line.manner.lower()), "")
    start = line.end + _REACTS
    speaks = any(
        other.who == plan.figure.id and other.start < start + 0.3 and other.end > start for other in times.lines
    )
    if not effect or effect == plan.figure.emotion or speaks or any(abs(at - start) < 0.8 for at, _ in plan.said):
        return
    base = next(
        (what["emotion"] for at, what in reversed(plan.said) if at < start and "emotion" in what), plan.figure.emotion
    )
    plan.add(start, emotion=effect)
    plan.add(start + _RECOVERS, emotion=base)


def _settled(plan: _Plan, seconds: float) -> Figure:
    """The figure with its beats: what begins at once is how it begins, and what says nothing new is left out."""
    if not plan.said and not plan.figure.beats:
        return plan.figure
    now = {name: getattr(plan.figure, name) for name in _SAID}
    first = dict(now)
    beats: list[Beat] = []
    for start, what in _together(plan.said):
        if start > seconds - _HOLDS:
            break
        new = {name: value for name, value in what.items() if value != now[name]}
        now |= new
        if start <= 0.05:
            first |= new
        elif new:
            beats.append(Beat.model_validate({"start": round(start, 2), **new}))
    return plan.figure.model_copy(update={**first, "beats": tuple(beats)})


def _together(said: Sequence[tuple[float, dict[str, str]]]) -> list[tuple[float, dict[str, str]]]:
    """What begins within a moment begins together."""
    merged: list[tuple[float, dict[str, str]]] = []
    for start, what in sorted(said, key=lambda one: one[0]):
        if merged and start - merged[-1][0] < _TOGETHER:
            merged[-1] = (merged[-1][0], merged[-1][1] | what)
        else:
            merged.append((start, dict(what)))
    return merged
