"""How many shots a length carries: shots are merged when there is too little time for them, and found when there is too much."""

import heapq
from collections.abc import Callable, Sequence
from itertools import pairwise

from orchestrator.directing.breakdown_plan import Kind, Planned, PlannedScene, agreeing, establishing
from orchestrator.directing.breakdown_words import emotion_in, is_in_the_face, sentences

_BRISK = 1.25
"""How much longer the shots may want to be than they get, before some are put together: a brisk film is no mistake."""
_WORDS_IN_A_SHOT = 28
_CLOSE_ENOUGH = 0.6
"""Share of an average shot that a film may be short of before another shot is looked for."""


def fit(
    planned: list[PlannedScene], seconds: float, average: float, natural: Callable[[PlannedScene, Planned], float]
) -> None:
    """Merge shots until the film has time for them, or find more until it is not too slow."""
    wanted, needed = _Sum(planned, natural), _Sum(planned, lambda _entry, shot: shot.shortest)
    own = [entry for entry in planned if not entry.listed]
    for crowded, scenes, merges in (
        (lambda: wanted.total > seconds * _BRISK, own, _GENTLE),
        (lambda: needed.total > seconds, own, _HARD),
        (lambda: needed.total > seconds, planned, _HARD),
    ):
        for merge in merges:
            _merge_while(crowded, scenes, merge, (wanted, needed))
    for widen in (_opening_alone, _reactions, _two_sentences, _props, _closer_look):
        for entry, candidate in widen(own):
            if wanted.total > seconds - average * _CLOSE_ENOUGH:
                return
            before = wanted.of(entry)
            candidate()
            wanted.total += wanted.of(entry) - before


class _Sum:
    """The sum of something over all shots, kept up to date, for adding it up again after every change takes long."""

    def __init__(self, planned: Sequence[PlannedScene], each: Callable[[PlannedScene, Planned], float]) -> None:
        self.each = each
        self.total = sum(each(entry, shot) for entry in planned for shot in entry.shots)

    def of(self, entry: PlannedScene) -> float:
        """The sum over one scene."""
        return sum(self.each(entry, shot) for shot in entry.shots)


Merge = Callable[[Planned, Planned], Planned | None]


def _merge_while(
    crowded: Callable[[], bool], planned: Sequence[PlannedScene], merge: Merge, sums: Sequence[_Sum]
) -> None:
    """Merge the first fitting pair of the scene that has most shots, again and again, until no pair fits anywhere.

    What did not fit before fits no better later, but for the neighbours of a merged shot: each scene goes on from there.
    """
    waiting = [(-len(entry.shots), order, 0) for order, entry in enumerate(planned)]
    heapq.heapify(waiting)
    while waiting and crowded():
        _, order, start = heapq.heappop(waiting)
        entry = planned[order]
        for index in range(start, len(entry.shots) - 1):
            one, other = entry.shots[index : index + 2]
            if index == 0 and entry.new_place and (other.speaks or (one.kind == "establishing" and not one.cast)):
                continue
            merged = merge(one, other)
            if merged is not None:
                entry.shots[index : index + 2] = [merged]
                for one_sum in sums:
                    gone = one_sum.each(entry, one) + one_sum.each(entry, other)
                    one_sum.total += one_sum.each(entry, merged) - gone
                heapq.heappush(waiting, (-len(entry.shots), order, max(0, index - 1)))
                break


def _joined(one: Planned, other: Planned, kind: Kind) -> Planned:
    own = [shot.action for shot in (one, other) if shot.written or shot.kind in ("action", "insert", "establishing")]
    return Planned(
        kind,
        " ".join(own or [one.action]),
        tuple(dict.fromkeys((*one.cast, *other.cast)))[:5],
        (*one.lines, *other.lines),
        tuple(dict.fromkeys((*one.props, *other.props))),
        other.emotion or one.emotion,
        other.subject if kind == "speech" else one.subject or other.subject,
        max(one.least, other.least),
        partner=other.partner if kind == "speech" else None,
        hint=other.hint if kind == "speech" else one.hint,
        written=one.written or other.written,
        clock=one.clock,
        asked=(other.asked or one.asked) if kind == "speech" else one.asked,
    )


def _brief(shots: tuple[Planned, Planned], seconds: float) -> bool:
    return _joined(*shots, "action").shortest <= seconds


def _action_into_speech(one: Planned, other: Planned) -> Planned | None:
    """`She smiles.` and `You again.` are one shot."""
    fitting = one.kind == "action" and other.kind == "speech" and not one.lines and len(one.cast) <= 1
    if fitting and one.cast in ((), other.cast) and len(one.action.split()) <= 14 and _brief((one, other), 8):
        return _joined(one, other, "speech")
    return None


def _same_people(one: Planned, other: Planned) -> Planned | None:
    silent = one.kind in ("action", "establishing") and other.kind == "action" and not (one.speaks or other.speaks)
    if silent and one.cast and one.cast == other.cast and _brief((one, other), 9) and _short(one, other):
        return _joined(one, other, one.kind)
    return None


def _exchange(one: Planned, other: Planned) -> Planned | None:
    """Two short lines share a two-shot."""
    if one.kind == other.kind == "speech" and one.cast != other.cast and len(one.lines) == len(other.lines) == 1:
        return _joined(one, other, "speech") if _brief((one, other), 6.5) else None
    return None


def _anything_silent(one: Planned, other: Planned) -> Planned | None:
    if one.kind in ("action", "insert", "establishing") and other.kind in ("action", "insert") and _short(one, other):
        return (
            _joined(one, other, one.kind if one.kind == "establishing" else "action")
            if _brief((one, other), 9)
            else None
        )
    return None


def _short(one: Planned, other: Planned) -> bool:
    return len(one.action.split()) + len(other.action.split()) <= _WORDS_IN_A_SHOT


def _anything_at_all(one: Planned, other: Planned) -> Planned | None:
    """When there is no time left, even what belongs apart shares a shot."""
    if "speech" in (one.kind, other.kind) or one.speaks or other.speaks:
        return None
    return _joined(one, other, one.kind if one.kind == "establishing" else "action")


def join_narration(planned: Sequence[PlannedScene]) -> bool:
    """Let two neighbours under the narrator's voice be one longer shot, the two of the same people that are shortest."""
    found = [
        (one.cast != other.cast, one.hasty + other.hasty, order, index)
        for order, entry in enumerate(planned)
        if not entry.listed
        for index, (one, other) in enumerate(pairwise(entry.shots))
        if _is_narrated(one) and _is_narrated(other) and not (index == 0 and entry.new_place and not one.cast)
    ]
    if not found:
        return False
    _, _, order, index = min(found)
    shots = planned[order].shots
    shots[index : index + 2] = [_joined(shots[index], shots[index + 1], shots[index].kind)]
    return True


def _is_narrated(shot: Planned) -> bool:
    return shot.kind in ("action", "establishing") and not shot.speaks and len(shot.lines) == 1


_GENTLE: tuple[Merge, ...] = (_action_into_speech, _same_people, _exchange, _anything_silent)
_HARD: tuple[Merge, ...] = (*_GENTLE, _anything_at_all)


Finding = list[tuple[PlannedScene, Callable[[], None]]]


def _opening_alone(planned: list[PlannedScene]) -> Finding:
    """The place by itself, before what happens in it."""

    def act(entry: PlannedScene) -> None:
        first = entry.shots[0]
        first.kind = "action"
        opening = establishing(entry)
        opening.least, first.least = first.least, 0.0
        entry.shots.insert(0, opening)

    return [(entry, lambda entry=entry: act(entry)) for entry in planned if entry.new_place and entry.shots[0].cast]


def _reactions(planned: list[PlannedScene]) -> Finding:
    """The listener's face after a line: at the end of a scene's talk first, where it tells most."""
    found: list[tuple[int, PlannedScene, Callable[[], None]]] = []
    for entry in planned:
        talk = [shot for shot in entry.shots if shot.kind == "speech"]
        for place, shot in enumerate(reversed(talk)):
            others = [person for person in entry.people if person != shot.subject]
            index = entry.shots.index(shot)
            followed = entry.shots[index + 1] if index + 1 < len(entry.shots) else None
            if not others or (followed and (followed.kind == "reaction" or followed.subject == others[0])):
                continue
            found.append((place, entry, lambda entry=entry, shot=shot, other=others[0]: _react(entry, shot, other)))
    return [(entry, act) for _, entry, act in sorted(found, key=lambda found: found[0])]


def _react(entry: PlannedScene, shot: Planned, listener: str) -> None:
    sheet = entry.characters.get(listener)
    name = sheet.name if sheet else listener
    reaction = Planned(
        "reaction",
        f"{name} {agreeing(name, 'takes')} it in.",
        (listener,),
        subject=listener,
        hint=f"{listener} reacts",
        written=False,
    )
    entry.shots.insert(entry.shots.index(shot) + 1, reaction)


def _two_sentences(planned: list[PlannedScene]) -> Finding:
    def act(entry: PlannedScene, shot: Planned) -> None:
        first, rest = sentences(shot.action)[0], " ".join(sentences(shot.action)[1:])
        index = entry.shots.index(shot)
        second = Planned("action", rest, shot.cast, (), (), emotion_in(rest), shot.subject)
        shot.action = first
        entry.shots.insert(index + 1, second)

    return [
        (entry, lambda entry=entry, shot=shot: act(entry, shot))
        for entry in planned
        for shot in entry.shots
        if shot.kind in ("action", "establishing") and len(sentences(shot.action)) > 1
    ]


def _props(planned: list[PlannedScene]) -> Finding:
    """The thing itself, large."""

    def act(entry: PlannedScene, shot: Planned) -> None:
        thing = shot.props[0]
        insert = Planned("insert", f"{thing[:1].upper()}{thing[1:]}.", props=(thing,), hint=thing, written=False)
        entry.shots.insert(entry.shots.index(shot) + 1, insert)

    found: Finding = []
    for entry in planned:
        shown: set[str] = {prop for shot in entry.shots if shot.kind == "insert" for prop in shot.props}
        for shot in entry.shots:
            if shot.kind == "action" and shot.props and shot.props[0] not in shown:
                shown.add(shot.props[0])
                found.append((entry, lambda entry=entry, shot=shot: act(entry, shot)))
    return found


def _closer_look(planned: list[PlannedScene]) -> Finding:
    """The same moment once more from nearer, where somebody's face carries it."""

    def act(entry: PlannedScene, shot: Planned) -> None:
        closer = Planned("reaction", shot.action, shot.cast[:1], emotion=shot.emotion, subject=shot.subject)
        closer.hint = f"{shot.subject} close"
        entry.shots.insert(entry.shots.index(shot) + 1, closer)

    faces = [
        (entry, shot)
        for entry in planned
        for shot in entry.shots
        if shot.kind in ("action", "establishing") and shot.cast and not shot.speaks
    ]
    faces.sort(key=lambda pair: not is_in_the_face(pair[1].action))
    return [(entry, lambda entry=entry, shot=shot: act(entry, shot)) for entry, shot in faces]
