"""The third stage: how a screenplay is covered. The model points at numbered beats and never types their words again."""

import re
from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby, pairwise

from pydantic import BaseModel

from orchestrator.film.naming import slug
from orchestrator.film.screenplay import Action, Screenplay, ScreenplayScene, Speech
from orchestrator.film.sheets import Character, Place, Sheet
from orchestrator.film.shot import camera_move
from orchestrator.film.shotlist import ListedScene, ListedShot, Seen, ShotList
from orchestrator.writing.model.context import length_name, spoken_words
from orchestrator.writing.model.coverage import gaps
from orchestrator.writing.model.fields import (
    AngleWord,
    Many,
    MaybeEmotion,
    MaybeFacing,
    MaybeName,
    MaybePosition,
    MaybeWords,
    Name,
    Part,
    Phrase,
    Share,
    SizeWord,
)
from orchestrator.writing.model.listing import Portion, before, listed, named, people_in, pieces_of_scenes, portions
from orchestrator.writing.model.marks import Value, question
from orchestrator.writing.model.port import CutOff, Message
from orchestrator.writing.model.stage import Rejected, Stage
from orchestrator.writing.writer import Brief

_MOST_BEATS = 6
_PATIENCE = 2
"""Requests in a row without the shots of one scene, after which no more are paid for."""
_NOTHING = "the model gave no shots that fit"


class SeenAnswer(Part):
    """Somebody in the picture, by id."""

    character: Name
    state: MaybeName = None
    position: MaybePosition = None
    facing: MaybeFacing = None
    emotion: MaybeEmotion = None


class ChangeAnswer(Part):
    """Who looks otherwise from here on, or what, by id, and in which state."""

    who: Name
    state: Name


class ShotAnswer(Part):
    """One shot: which beats it covers and how it is seen."""

    first: int
    last: int
    quote: MaybeWords = None
    size: SizeWord
    angle: AngleWord = "eye"
    camera: Phrase = "static"
    cast: Many[SeenAnswer]
    props: Many[Name]
    weight: Share = 1.0
    from_here: Many[ChangeAnswer]


class SceneShots(Part):
    """The shots of one scene, in order."""

    scene: Name
    shots: list[ShotAnswer]


class ShotsAnswer(Part):
    """The shots of the scenes that were asked for."""

    scenes: list[SceneShots]


def list_shots(stage: Stage, screenplay: Screenplay, brief: Brief) -> ShotList:
    """Return the shots of every scene that the model could cover; the others are left to the built-in director, and told.

    Raises:
        WritingError: if the model could not be asked.
    """
    return _Lister(stage, screenplay, brief).shots()


class _Lister:
    def __init__(self, stage: Stage, screenplay: Screenplay, brief: Brief) -> None:
        self._stage, self._screenplay, self._brief = stage, screenplay, brief
        self._sheets = {sheet.id: sheet for sheet in screenplay.characters}
        self._places = {sheet.id: sheet for sheet in screenplay.places}
        self._covered: dict[str, list[ListedShot]] = {}
        self._lost: dict[str, str] = {}
        self._useless = 0
        beats = [beat for scene in screenplay.scenes for beat in scene.beats]
        self._pace = brief.settings.seconds / brief.style.pace.seconds / max(1.0, sum(map(_seconds, beats)))

    def _room(self, portion: Portion) -> int:
        """How many shots a portion's share of the film has time for."""
        return max(1, round(sum(map(_seconds, portion.beats)) * self._pace))

    def shots(self) -> ShotList:
        try:
            pieces_of_scenes().each(portions(self._screenplay), self._ask)
        except CutOff:
            self._leave(
                [scene.id for scene in self._screenplay.scenes if not self._whole(scene)], "too much for the model"
            )
        for why in dict.fromkeys(self._lost.values()):
            left = [scene for scene, reason in self._lost.items() if reason == why]
            self._stage.say(f"left to the built-in director: {_few(left)} ({why})")
        return ShotList(
            scenes=tuple(
                ListedScene(scene=scene.id, shots=tuple(self._covered[scene.id]))
                for scene in self._screenplay.scenes
                if scene.id in self._covered and scene.id not in self._lost
            )
        )

    def _whole(self, scene: ScreenplayScene) -> bool:
        shots = self._covered.get(scene.id)
        return not scene.beats or (shots is not None and shots[-1].last == len(scene.beats))

    def _leave(self, scenes: Iterable[str], why: str) -> None:
        self._lost |= {scene: why for scene in scenes if scene not in self._lost}

    def _ask(self, batch: list[Portion]) -> None:
        batch = [portion for portion in batch if portion.scene.id not in self._lost]
        if not batch or self._useless >= _PATIENCE:
            self._leave((portion.scene.id for portion in batch), _NOTHING)
            return
        self._stage.say(f"covers {named(batch)}")
        answer: BaseModel | None
        try:
            answer = self._stage.ask(
                self._request(batch), ShotsAnswer, wrong=lambda found: _wrong(found, batch, self._sheets)
            )
        except Rejected as rejected:
            answer = rejected.last
        if isinstance(answer, ShotsAnswer):
            for portion in batch:
                self._take(answer, portion)
        else:
            self._leave((portion.scene.id for portion in batch), _NOTHING)
        taken = any(portion.scene.id not in self._lost for portion in batch)
        self._useless = 0 if taken else self._useless + 1

    def _take(self, answer: ShotsAnswer, portion: Portion) -> None:
        shots = [entry for entry in answer.scenes if _is(entry.scene, portion.scene.id)]
        problems = _faults(shots[0].shots, portion, self._sheets) if len(shots) == 1 else ["no shots for it"]
        if problems:
            self._lost[portion.scene.id] = problems[0]
            return
        self._covered.setdefault(portion.scene.id, []).extend(
            [
                _changing(made, asked, self._looks())
                for made, asked in zip(_listed(shots[0].shots, portion, self._sheets), shots[0].shots, strict=True)
            ]
        )

    def _looks(self) -> list[Sheet]:
        return [*self._sheets.values(), *self._places.values()]

    def _request(self, batch: Sequence[Portion]) -> list[Message]:
        people = people_in(batch, self._screenplay)
        here = list(dict.fromkeys(portion.scene.place for portion in batch if portion.scene.place in self._places))
        return question(
            "shots",
            length=length_name(self._brief.settings.seconds),
            average=self._brief.style.pace.seconds,
            look=self._brief.style.look,
            logline=self._screenplay.logline,
            so_far=before(self._screenplay, batch[0]),
            characters=[_sheet(sheet) for sheet in people],
            places=[_place(self._places[one]) for one in here],
            scenes=listed(batch, self._room),
        )


def _seconds(beat: Action | Speech) -> float:
    """About how long a beat lasts by itself."""
    return spoken_words(beat.text) / 2.5 + 0.5 if isinstance(beat, Speech) else 3.0


def _few(names: Sequence[str]) -> str:
    """Some names, or how many there are."""
    listed = ", ".join(f"'{name}'" for name in names[:3])
    return listed if len(names) <= 3 else f"{listed} and {len(names) - 3} more scenes"


def _sheet(sheet: Character) -> Value:
    states: Value = [{"id": name, "look": look} for name, look in sheet.states.items()]
    return {"id": sheet.id, "name": sheet.name, "kind": sheet.kind, "appearance": sheet.appearance, "states": states}


def _place(sheet: Place) -> Value:
    states: Value = [{"id": name, "look": look} for name, look in sheet.states.items()]
    return {"id": sheet.id, "name": sheet.name, "kind": sheet.kind, "appearance": sheet.appearance, "states": states}


def _is(said: str, identity: str) -> bool:
    """Whether a model means an id; it may have written it in its own spelling."""
    return said == identity or slug(said) == identity


def _wrong(answer: ShotsAnswer, batch: Sequence[Portion], sheets: Mapping[str, Character]) -> list[str]:
    found = [
        f"there is no scene '{entry.scene}' here"
        for entry in answer.scenes
        if not any(_is(entry.scene, portion.scene.id) for portion in batch)
    ]
    for portion in batch:
        entries = [entry for entry in answer.scenes if _is(entry.scene, portion.scene.id)]
        if len(entries) != 1:
            found.append(f"scene '{portion.scene.id}' is there {len(entries)} times; it must be there once")
            continue
        found += [f"scene '{portion.scene.id}': {fault}" for fault in _faults(entries[0].shots, portion, sheets)]
    return found


def _faults(shots: Sequence[ShotAnswer], portion: Portion, sheets: Mapping[str, Character]) -> list[str]:
    """What is wrong with the shots of one portion of a scene."""
    beats = portion.scene.beats
    found = gaps(
        [(shot.first, shot.last) for shot in shots],
        portion.first,
        portion.last,
        thing="beat",
        by="shot",
        shared=lambda number: isinstance(beats[number - 1], Action),
    )
    if found:
        return found
    for number, shot in enumerate(shots, 1):
        found += [f"shot {number}: {fault}" for fault in _faults_of(shot, sheets)]
    return found + _faults_of_sharing(shots, portion)


def _faults_of(shot: ShotAnswer, sheets: Mapping[str, Character]) -> list[str]:
    found: list[str] = []
    if shot.last - shot.first >= _MOST_BEATS:
        found.append(f"covers {shot.last - shot.first + 1} beats; one shot covers at most {_MOST_BEATS}")
    try:
        camera_move(shot.camera)
    except ValueError as error:
        found.append(f"camera: {error}")
    for seen in shot.cast:
        sheet = next((sheet for sheet in sheets.values() if _is(seen.character, sheet.id)), None)
        if sheet is None:
            found.append(f"cast: there is no character '{seen.character}'")
        elif seen.state and not any(_is(seen.state, state) for state in sheet.states):
            known = f"it has {', '.join(sheet.states)}" if sheet.states else "it has none; write null"
            found.append(f"cast: '{sheet.id}' has no state '{seen.state}'; {known}")
    return found


def _faults_of_sharing(shots: Sequence[ShotAnswer], portion: Portion) -> list[str]:
    """What is wrong with the quotes of beats that several shots share."""
    found: list[str] = []
    for number, group in groupby(shots, key=lambda shot: shot.first):
        sharing = [*group]
        text = portion.scene.beats[number - 1].text
        if len(sharing) == 1 and sharing[0].first == sharing[0].last and not sharing[0].quote:
            continue
        if len(sharing) > 1 and any(shot.last != number or not shot.quote for shot in sharing):
            found.append(f"beat {number} is shared by {len(sharing)} shots; each must cover only it and quote its part")
            continue
        at = 0
        for shot in sharing if len(sharing) > 1 else []:
            place = _found(shot.quote or "", text, at)
            if place is None:
                found.append(f"beat {number}: '{shot.quote}' does not stand in it word for word, in this order")
                break
            at = place[1]
    ends = {shot.last for shot in shots if shot.first != shot.last}
    starts = [shot.first for shot in shots]
    found += [
        f"beat {number} ends a shot of several beats and is covered again; let that shot end before it"
        for number in sorted(ends)
        if starts.count(number)
    ]
    return found


def _found(quote: str, text: str, start: int) -> tuple[int, int] | None:
    """Where a quote stands in a text from `start`: its words in order, whatever the white space and the kind of quotes."""
    words = [re.escape(word) for word in quote.split()]
    pattern = r"\s+".join(re.sub(r"['’‘]", "['’‘]", re.sub(r"[\"“”«»]", '["“”«»]', word)) for word in words)
    match = re.compile(pattern).search(text, start) if words else None
    return match.span() if match else None


def _listed(shots: Sequence[ShotAnswer], portion: Portion, sheets: Mapping[str, Character]) -> list[ListedShot]:
    """The shots with exact quotes: those that share a beat divide all of its text between them."""
    made: list[ListedShot] = []
    for number, group in groupby(shots, key=lambda shot: shot.first):
        sharing = [*group]
        quotes: list[str | None] = [None]
        if len(sharing) > 1:
            quotes = _divided(portion.scene.beats[number - 1].text, [shot.quote or "" for shot in sharing])
        made += [_shot(shot, quote, sheets) for shot, quote in zip(sharing, quotes, strict=True)]
    return made


def _divided(text: str, quotes: Sequence[str]) -> list[str | None]:
    starts: list[int] = []
    at = 0
    for quote in quotes:
        place = _found(quote, text, at)
        assert place is not None, "was checked"
        starts.append(place[0])
        at = place[1]
    edges = [0, *starts[1:], len(text)]
    return [text[start:end].strip() for start, end in pairwise(edges)]


def _shot(shot: ShotAnswer, quote: str | None, sheets: Mapping[str, Character]) -> ListedShot:
    cast = [_seen(seen, sheets) for seen in shot.cast] if shot.size != "insert" else []
    return ListedShot(
        first=shot.first,
        last=shot.last,
        quote=quote,
        size=shot.size,
        angle=shot.angle,
        camera=shot.camera,
        cast=tuple({seen.character: seen for seen in cast}.values()),
        props=tuple(dict.fromkeys(prop.lower() for prop in shot.props)),
        weight=shot.weight,
    )


def _changing(made: ListedShot, asked: ShotAnswer, sheets: Sequence[Sheet]) -> ListedShot:
    """The shot with what it changes for good; a change that names no state of a sheet changes nothing."""
    changes = {
        sheet.id: state
        for change in asked.from_here
        for sheet in sheets
        for state in sheet.states
        if _is(change.who, sheet.id) and _is(change.state, state)
    }
    return made.model_copy(update={"from_here": changes})


def _seen(seen: SeenAnswer, sheets: Mapping[str, Character]) -> Seen:
    sheet = next(sheet for sheet in sheets.values() if _is(seen.character, sheet.id))
    state = next((state for state in sheet.states if seen.state and _is(seen.state, state)), None)
    return Seen(character=sheet.id, state=state, position=seen.position, facing=seen.facing, emotion=seen.emotion)
