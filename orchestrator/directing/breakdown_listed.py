"""A listed scene: somebody else said how it is covered, by reference; every word still comes from the screenplay.

Whatever the list leaves out, names twice or gets wrong is put right here, and told in `notes`.
"""

from collections.abc import Mapping, Sequence
from itertools import groupby

from orchestrator.directing.breakdown_plan import (
    Planned,
    PlannedScene,
    agreeing,
    establishing,
    shots_of,
    standing_alone,
)
from orchestrator.directing.breakdown_words import emotion_in, sentences
from orchestrator.directing.grammar import side_of
from orchestrator.film.naming import named_in
from orchestrator.film.screenplay import Action, Speech
from orchestrator.film.sheets import Character
from orchestrator.film.shot import Cast, Line
from orchestrator.film.shotlist import ListedScene, ListedShot, ShotList
from orchestrator.film.vocabulary import Emotion, Position

_MOST_PEOPLE = 5
_EMPTY_PICTURES = ("insert", "extreme-wide")
"""Sizes in which nobody need be seen."""

_SPOTS: tuple[Position, ...] = ("left", "right", "far-left", "far-right", "centre", "background", "foreground")

Beats = Sequence[Action | Speech]
Part = Action | Speech


class Listed:
    """Covers the scenes that a shot list names; see `plan_scenes`."""

    def __init__(self, listed: ShotList, notes: list[str]) -> None:
        self._scenes = {scene.scene: scene for scene in listed.scenes}
        self._notes = notes

    def __call__(self, entry: PlannedScene) -> list[Planned] | None:
        """Return the shots of a scene, None if it is not listed."""
        listed = self._scenes.get(entry.scene.id)
        return None if listed is None else _Covering(entry, listed, self._notes).shots()


class _Covering:
    """The shots of one listed scene."""

    def __init__(self, entry: PlannedScene, listed: ListedScene, notes: list[str]) -> None:
        self._entry = entry
        self._beats = entry.scene.beats
        self._as_listed = listed.shots
        self._listed = sorted(listed.shots, key=lambda shot: shot.first)
        self._notes = notes
        self._sheets = list(entry.characters.values())
        self._seen: tuple[str, ...] = ()

    def shots(self) -> list[Planned]:
        """Return a shot for every listed one that has something to show, and shots of our own for what is left over."""
        found: list[Planned] = []
        if self._listed != list(self._as_listed):
            self._note("shots are put in the order of the script")
        covered = [(number, self._owners(number)) for number in range(1, len(self._beats) + 1)]
        for owners, group in groupby(covered, key=lambda pair: pair[1]):
            beats = [self._beats[number - 1] for number, _ in group]
            if owners:
                found += self._shared([self._listed[index] for index in owners], beats)
            else:
                self._note(f"{len(beats)} beat(s) that no shot was listed for got shots of their own")
                found += shots_of(self._entry, beats, self._seen)
            self._seen = tuple(dict.fromkeys((*(one for shot in found[::-1] for one in shot.cast), *self._seen)))
        return found

    def _note(self, text: str) -> None:
        self._notes.append(f"scene {self._entry.scene.id}: {text}")

    def _owners(self, number: int) -> tuple[int, ...]:
        """The shots that cover a beat: those that begin latest, so that the script's order holds where they overlap."""
        covering = [index for index, shot in enumerate(self._listed) if shot.first <= number <= shot.last]
        latest = max((self._listed[index].first for index in covering), default=0)
        return tuple(index for index in covering if self._listed[index].first == latest)

    def _shared(self, listed: Sequence[ListedShot], beats: Beats) -> list[Planned]:
        """Shots that cover the same beats: each gets some of them, or its part of the one that is left."""
        parts: list[list[Part]] = [[] for _ in listed]
        for index, beat in enumerate(beats):
            parts[index * len(listed) // len(beats) if len(beats) > len(listed) else index].append(beat)
        last = min(len(beats), len(listed)) - 1
        sharing = listed[last:] if len(beats) <= len(listed) else listed[:0]
        beat = beats[-1]
        if len(sharing) > 1 and isinstance(beat, Action):
            for offset, words in enumerate(slices(beat.text, [shot.quote for shot in sharing])):
                part = beat.model_copy(update={"text": words or beat.text})
                parts[last + offset] = [part]
        planned = [self._planned(shot, mine) for shot, mine in zip(listed, parts, strict=True)]
        return [shot for shot in planned if shot is not None]

    def _planned(self, asked: ListedShot, parts: Beats) -> Planned | None:
        actions = [part for part in parts if isinstance(part, Action)]
        lines = tuple(
            Line(character=part.character, line=part.text, manner=part.manner)
            for part in parts
            if isinstance(part, Speech) and part.text.strip()
        )
        speakers = tuple(dict.fromkeys(line.character for line in lines if line.character))
        people = self._people(asked, actions, lines, speakers)
        if not actions and not lines and not people:
            self._note("a listed shot that has nothing of its own to show is left out")
            return None
        subject = next((one for one in speakers if one in people), people[0] if people else None)
        feelings: list[Emotion] = [part.emotion for part in parts if part.emotion]
        told = emotion_in(" ".join(action.text for action in actions)) if people else None
        shot = Planned(
            "action" if actions or not speakers else "speech",
            " ".join(action.text for action in actions) or self._looks(lines, people, subject),
            people,
            lines,
            asked.props or tuple(dict.fromkeys(prop for action in actions for prop in action.props)),
            feelings[0] if feelings else told,
            subject,
            written=bool(actions),
            asked=asked,
        )
        if not actions and not lines:
            shot.kind = "reaction"
        elif asked.size == "insert" and not lines:
            shot.kind = "insert"
        if shot.kind == "speech" and len(people) == 1:
            shot.partner = next((one for one in (*self._seen, *self._talkers()) if one != subject), None)
        if shot.kind != "action":
            shot.hint = " ".join(line.line for line in lines) or f"{subject} reacts" * bool(subject)
        return shot

    def _people(
        self, asked: ListedShot, actions: Sequence[Action], lines: Sequence[Line], speakers: tuple[str, ...]
    ) -> tuple[str, ...]:
        """Who is seen: those listed, and where nobody is, those whom the script puts there."""
        known = self._entry.characters
        listed = tuple(dict.fromkeys(seen.character for seen in asked.cast if seen.character in known))
        if len(listed) < len({seen.character for seen in asked.cast}):
            self._note("somebody who has no sheet is left out of the picture")
        if listed or asked.size in _EMPTY_PICTURES:
            return listed[:_MOST_PEOPLE]
        acting = [one for action in actions for one in action.cast or named_in(action.text, self._sheets)]
        told = named_in(" ".join(line.line for line in lines), self._sheets) if not (acting or speakers) else ()
        return tuple(dict.fromkeys((*acting, *speakers, *told)))[:_MOST_PEOPLE]

    def _talkers(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(b.character for b in self._beats if isinstance(b, Speech) and b.character))

    def _looks(self, lines: tuple[Line, ...], people: tuple[str, ...], subject: str | None) -> str:
        """What is seen of a shot that the script gives only words to."""
        if lines and not any(line.character for line in lines):
            return standing_alone(lines[0].line)
        if subject is None:
            return establishing(self._entry).action
        name = self._name(subject)
        if not lines:
            return f"{name} {agreeing(name, 'takes')} it in."
        if not any(line.character == subject for line in lines):
            return f"{name} {agreeing(name, 'listens')}."
        others = [one for one in people if one != subject]
        return f"{name} {agreeing(name, 'speaks')}{f' to {self._name(others[0])}' if others else ''}."

    def _name(self, identity: str) -> str:
        sheet = self._entry.characters.get(identity)
        return sheet.name if sheet else identity.replace("-", " ").title()


def slices(text: str, quotes: Sequence[str | None]) -> list[str | None]:
    """Cut a beat of action into a part for each shot that shows it, so that together they hold every word of it.

    Each part begins where the shot's quote does. Without quotes the sentences are dealt out. None: there is no part left.
    """
    plain = " ".join(text.split())
    starts: list[int | None] = []
    at = 0
    for quote in quotes:
        found = plain.find(" ".join(quote.split()), at) if quote else -1
        starts.append(found if found >= 0 else None)
        at = found + 1 if found >= 0 else at
    if all(start is None for start in starts):
        return _dealt(plain, len(quotes))
    used = [start for start in starts if start is not None]
    used[0] = 0
    ends = iter([*used[1:], len(plain)])
    begins = iter(used)
    return [None if start is None else plain[next(begins) : next(ends)].strip() for start in starts]


def _dealt(text: str, shares: int) -> list[str | None]:
    """The sentences of a text in `shares` portions, None where they do not suffice."""
    told = sentences(text)
    portions: list[list[str]] = [[] for _ in range(shares)]
    for index, sentence in enumerate(told):
        portions[index * shares // len(told) if len(told) > shares else index].append(sentence)
    return [" ".join(portion) or None for portion in portions]


def listed_cast(shot: Planned, cast: Sequence[Cast], sheets: Mapping[str, Character]) -> tuple[tuple[Cast, ...], str]:
    """Return a listed shot's cast as listed, as far as everybody stays on their side; and what was changed, if anything."""
    seen = {one.character: one for one in shot.asked.cast} if shot.asked else {}
    placed: list[Cast] = []
    changed: list[str] = []
    for member in cast:
        asked = seen.get(member.character)
        if asked is None:
            placed.append(member)
            continue
        crosses = asked.position is not None and side_of(asked.position) != side_of(member.position)
        if crosses:
            changed.append(f"'{member.character}' keeps to the {member.position}")
        sheet = sheets.get(member.character)
        wanted = Cast(
            character=member.character,
            state=asked.state if sheet and asked.state in sheet.states else None,
            position=member.position if crosses else asked.position or member.position,
            facing=asked.facing or member.facing,
            emotion=asked.emotion or member.emotion,
        )
        placed.append(wanted)
    sides = {side_of(member.position) for member in placed} - {""}
    for index, member in enumerate(placed):
        if len(sides) == 2 and member.facing in ("left", "right") and member.facing == side_of(member.position):
            placed[index] = member.model_copy(update={"facing": "left" if member.facing == "right" else "right"})
            changed.append(f"'{member.character}' looks at the others")
    return tuple(placed), " and ".join(changed)


def listed_sides(entry: PlannedScene, standing: dict[str, Position]) -> dict[str, Position]:
    """Return where everybody of a scene stands, those whom the list places there, and nobody on the same spot."""
    wished: dict[str, Position] = {}
    for shot in entry.shots:
        for seen in shot.asked.cast if shot.asked else ():
            if seen.position:
                wished.setdefault(seen.character, seen.position)
    places: dict[str, Position] = {**standing, **{who: where for who, where in wished.items() if who in standing}}
    for person in standing:
        taken = {where for who, where in places.items() if who != person}
        if person not in wished and places[person] in taken:
            free: list[Position] = [spot for spot in _SPOTS if spot not in taken]
            places[person] = free[0] if free else places[person]
    return places
