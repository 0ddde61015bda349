"""The second stage: a treatment becomes a screenplay, a few scenes a request, each knowing what was written before."""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

from orchestrator.film.naming import named_in, slug, unused
from orchestrator.film.screenplay import Action, Screenplay, ScreenplayScene, Speech
from orchestrator.film.sheets import Character, Place, VoiceSheet
from orchestrator.film.treatment import Beat, Role, Treatment
from orchestrator.film.vocabulary import TransitionKind
from orchestrator.writing.model.context import (
    SCENES_A_CALL,
    SPOKEN_A_SECOND,
    is_told,
    language_name,
    length_name,
    shortened,
    so_far,
    spoken_words,
    stretch,
)
from orchestrator.writing.model.coverage import gaps
from orchestrator.writing.model.fields import (
    BeatKind,
    Many,
    MaybeEmotion,
    MaybeName,
    MaybePhrase,
    MoodWord,
    Name,
    Part,
    PitchWord,
    Sentence,
    TimeWord,
    WeatherWord,
    Words,
)
from orchestrator.writing.model.headings import heading_of
from orchestrator.writing.model.marks import Prose, Value, question
from orchestrator.writing.model.pieces import Pieces
from orchestrator.writing.model.port import CutOff, Message
from orchestrator.writing.model.spelling import is_known, meant, place_name, spoken
from orchestrator.writing.model.stage import Stage, too_little_room
from orchestrator.writing.model.story import condensed
from orchestrator.writing.writer import Brief

_SOURCE_WORDS = 2500
_LONGEST_CALL = 900
"""Seconds of film that one request may ask for."""
_DIRECTION = re.compile(
    r"\b(?:we (?:see|hear|follow|cut)|(?:the )?camera (?:pans?|tilts?|zooms?|moves?|follows?|pushes|pulls|tracks?|dollies)"
    r"|(?:smash |match |jump )?cut to|close(?:-| )?up (?:on|of)|close on|angle on|zoom (?:in|out)|fade (?:in|out|to)"
    r"|on voit|gros plan|la caméra|die kamera|wir sehen|primer plano)\b",
    re.IGNORECASE,
)
_NARRATOR = {"narrator", "narration", "voice-over", "voiceover", "narrateur", "narratrice", "erzahler", "narrador"}


class CharacterAnswer(Part):
    """Somebody new."""

    name: Name
    kind: Name
    appearance: Sentence
    pitch: PitchWord = "medium"


class PlaceAnswer(Part):
    """Somewhere new."""

    name: Name
    kind: Name
    appearance: Sentence
    interior: bool


class ScriptBeat(Part):
    """Action, or a line that `character` says; null is the narrator. `seen` names who is in the action."""

    type: BeatKind
    text: Words
    character: MaybeName = None
    manner: MaybePhrase = None
    emotion: MaybeEmotion = None
    seen: Many[Name]


class SceneAnswer(Part):
    """One scene in one place at one time, telling steps of the treatment from first to last."""

    first_step: int
    last_step: int
    place: Name
    time: TimeWord
    weather: WeatherWord
    mood: MoodWord
    summary: Sentence
    beats: list[ScriptBeat]


class ScreenplayAnswer(Part):
    """Some scenes, and everybody and everywhere that is new in them."""

    new_characters: Many[CharacterAnswer]
    new_places: Many[PlaceAnswer]
    scenes: list[SceneAnswer]


@dataclass(frozen=True)
class _Step:
    """A beat of the treatment and what it may take."""

    number: int
    beat: Beat
    seconds: float

    @property
    def words(self) -> int:
        return max(3, round(self.seconds * SPOKEN_A_SECOND))


@dataclass
class _Play:
    """What is written so far, everybody and everywhere by the id that their name makes."""

    characters: dict[str, Character] = field(default_factory=dict)
    places: dict[str, Place] = field(default_factory=dict)
    scenes: list[ScreenplayScene] = field(default_factory=list)
    told: int = 0
    """How many beats of the treatment are in the scenes."""


def write_screenplay(stage: Stage, treatment: Treatment, brief: Brief) -> Screenplay:
    """Return the treatment as a screenplay; a scene has the id of the treatment's beat that it begins with.

    Raises:
        WritingError: if the model cannot deliver one.
    """
    play = _Play()
    for role in treatment.characters:
        play.characters.setdefault(slug(role.name), _known(role))
    source = condensed(stage, brief.text) if is_told(brief.text) else brief.text
    whole = sum(beat.share for beat in treatment.beats)
    steps = [
        _Step(number, beat, brief.settings.seconds * beat.share / whole)
        for number, beat in enumerate(treatment.beats, 1)
    ]

    def ask(batch: list[_Step]) -> None:
        first, last = batch[0].number, batch[-1].number
        stage.say(f"writes step{'' if first == last else f's {first} to'} {last} of {len(steps)}")
        answer = stage.ask(
            _request(treatment, brief, source, steps, batch, play),
            ScreenplayAnswer,
            wrong=lambda found: _wrong(found, batch, play),
            weak=lambda found: _weak(found, batch),
        )
        _take(answer, play, treatment.beats)

    pieces = Pieces[_Step](SCENES_A_CALL, weigh=lambda step: round(step.seconds), heaviest=_LONGEST_CALL)
    try:
        pieces.each(steps, ask)
    except CutOff as short:
        raise too_little_room(f"the scene of beat '{steps[play.told].beat.id}'", short) from short
    return Screenplay(
        title=brief.settings.title or treatment.title or "Untitled",
        logline=treatment.logline,
        characters=_used(play),
        places=tuple(play.places.values()),
        scenes=_directed(play, brief.settings.language),
    )


def _request(
    treatment: Treatment, brief: Brief, source: str, steps: Sequence[_Step], batch: Sequence[_Step], play: _Play
) -> list[Message]:
    first, last = batch[0].number, batch[-1].number
    average = brief.style.pace.seconds
    return question(
        "screenplay",
        length=length_name(brief.settings.seconds),
        language=language_name(brief.settings.language),
        title=brief.settings.title or treatment.title,
        logline=treatment.logline,
        theme=treatment.theme,
        look=brief.style.look,
        characters=[_person(sheet, treatment) for sheet in play.characters.values()],
        places=[{"name": p.name, "kind": p.kind} for p in play.places.values()],
        story=is_told(brief.text),
        material=Prose(stretch(source, (first - 1) / len(steps), last / len(steps), _SOURCE_WORDS)),
        so_far=so_far([scene.summary for scene in play.scenes]),
        last_lines=_last_lines(play),
        steps=[_step(step, average) for step in batch],
        words=sum(step.words for step in batch),
        first=first,
        last=last,
        opens=first == 1,
        ends=last == len(steps),
        later=[f"{step.number}: {shortened(step.beat.what, 14)}" for step in steps[last : last + 8]],
    )


def _step(step: _Step, average: float) -> Value:
    return {
        "number": step.number,
        "what": step.beat.what,
        "place": step.beat.place,
        "time": step.beat.time or "",
        "mood": step.beat.mood or "",
        "seconds": round(step.seconds),
        "words": step.words,
        "beats": max(2, round(step.seconds / average)),
    }


def _person(sheet: Character, treatment: Treatment) -> Value:
    role = next((role for role in treatment.characters if role.id == sheet.id), None)
    return {
        "name": sheet.name,
        "kind": sheet.kind,
        "appearance": sheet.appearance,
        "want": role.want if role else "",
        "flaw": role.flaw if role else "",
    }


def _last_lines(play: _Play) -> list[Value]:
    """The end of the last scene, so that the next one can answer it."""
    if not play.scenes:
        return []
    names = {character.id: character.name for character in play.characters.values()}
    scene = play.scenes[-1]
    return [
        f"{names.get(beat.character or '', 'NARRATOR').upper()}: {beat.text}" if isinstance(beat, Speech) else beat.text
        for beat in scene.beats[-4:]
    ]


def _wrong(answer: ScreenplayAnswer, batch: Sequence[_Step], play: _Play) -> list[str]:
    """What cannot become a screenplay."""
    people = {*play.characters, *(slug(one.name) for one in answer.new_characters)}
    places = {*play.places, *(slug(place_name(one.name)) for one in answer.new_places)}
    ranges = [(scene.first_step, scene.last_step) for scene in answer.scenes]
    found = gaps(ranges, batch[0].number, batch[-1].number, thing="step", by="scene", shared=lambda _number: True)
    for number, scene in enumerate(answer.scenes, 1):
        if meant(place_name(scene.place), places) is None:
            found.append(f"scene {number}: the place '{scene.place}' is neither known nor in new_places")
        if not scene.beats:
            found.append(f"scene {number}: has no beats; write what happens in it")
        speakers = {beat.character for beat in scene.beats if beat.type == "speech" and not _narrated(beat, people)}
        found += [
            f"scene {number}: '{name}' speaks but is neither known nor in new_characters"
            for name in sorted(filter(None, speakers))
            if meant(name, people) is None
        ]
    return found


def _weak(answer: ScreenplayAnswer, batch: Sequence[_Step]) -> list[str]:
    """What a better draft would not have."""
    found: list[str] = []
    budget = sum(step.words for step in batch)
    said = [sum(spoken_words(b.text) for b in scene.beats if b.type == "speech") for scene in answer.scenes]
    if sum(said) > 1.25 * budget + 6:
        longest = sorted(range(len(said)), key=lambda index: -said[index])[:3]
        told = ", ".join(f"scene {index + 1} has {said[index]}" for index in sorted(longest))
        found.append(
            f"{sum(said)} spoken words in all where {budget} fit the time ({told}); cut speeches or shorten them"
        )
    for number, scene in enumerate(answer.scenes, 1):
        told = [step.beat for step in batch if scene.first_step <= step.number <= scene.last_step]
        if told and told[0].time not in (None, scene.time):
            found.append(f"scene {number}: is at {scene.time}; the treatment says {told[0].time}")
        for at, beat in enumerate(scene.beats, 1):
            direction = _DIRECTION.search(beat.text) if beat.type == "action" else None
            if direction:
                found.append(
                    f"scene {number}, beat {at}: '{direction[0]}' is a direction for the camera; write what happens instead"
                )
            elif beat.type == "action" and spoken_words(beat.text) > 60:
                found.append(f"scene {number}, beat {at}: more than one shot can show; split it into beats")
    return found


def _take(answer: ScreenplayAnswer, play: _Play, steps: Sequence[Beat]) -> None:
    """Add an answer to what is written."""
    for person in answer.new_characters:
        if not is_known(person.name, play.characters):
            identity = unused(slug(person.name), {known.id for known in play.characters.values()})
            play.characters[slug(person.name)] = _newcomer(identity, person)
    for place in answer.new_places:
        name = place_name(place.name)
        if not is_known(name, play.places):
            identity = unused(slug(name), {known.id for known in play.places.values()})
            play.places[slug(name)] = _place(identity, name, place)
    people = tuple(play.characters.values())
    for scene in answer.scenes:
        place = play.places[meant(place_name(scene.place), play.places) or ""]
        done = scene.last_step / len(steps)
        play.scenes.append(
            ScreenplayScene(
                id=unused(steps[scene.first_step - 1].id, {other.id for other in play.scenes}),
                heading="",
                place=place.id,
                time=scene.time,
                weather="clear" if place.interior else scene.weather,
                mood=scene.mood,
                summary=scene.summary or shortened(steps[scene.first_step - 1].what, 25),
                # Tension rises to the turn before the end and falls after it.
                intensity=round(0.25 + 0.65 * done / 0.85 if done < 0.9 else 0.45, 2),
                beats=tuple(_beat(beat, play, people) for beat in scene.beats),
            )
        )
        play.told = scene.last_step


def _beat(beat: ScriptBeat, play: _Play, people: tuple[Character, ...]) -> Action | Speech:
    if beat.type == "action":
        keys = filter(None, (meant(name, play.characters) for name in beat.seen))
        seen = tuple(dict.fromkeys(play.characters[key].id for key in keys))
        # Names in the text say it already; the file stays free of notes that repeat them.
        cast = () if set(seen) <= set(named_in(beat.text, people)) else seen
        return Action(text=beat.text, cast=cast, emotion=beat.emotion)
    key = None if _narrated(beat, play.characters) else meant(beat.character or "", play.characters)
    text, aside = spoken(beat.text)
    return Speech(
        character=play.characters[key].id if key else None, text=text, manner=beat.manner or aside, emotion=beat.emotion
    )


def _known(role: Role) -> Character:
    return Character(id=role.id, name=role.name, kind=role.kind or "person", appearance=role.appearance)


def _newcomer(identity: str, person: CharacterAnswer) -> Character:
    return Character(
        id=identity,
        name=person.name,
        kind=person.kind.lower(),
        appearance=person.appearance,
        voice=VoiceSheet(pitch=person.pitch),
    )


def _narrated(beat: ScriptBeat, people: Collection[str]) -> bool:
    """Whether a speech is the narrator's, by whatever name, unless somebody in the film is called that."""
    return beat.character is None or (slug(beat.character) in _NARRATOR and meant(beat.character, people) is None)


def _place(identity: str, name: str, place: PlaceAnswer) -> Place:
    return Place(
        id=identity,
        name=name,
        kind=place.kind.lower(),
        appearance=place.appearance,
        interior=place.interior,
    )


def _used(play: _Play) -> tuple[Character, ...]:
    """Everybody who is seen or heard; who is only in the treatment needs no sheet."""
    people = tuple(play.characters.values())
    beats = [beat for scene in play.scenes for beat in scene.beats]
    here: set[str | None] = set(named_in("\n".join(b.text for b in beats if isinstance(b, Action)), people))
    for beat in beats:
        here |= set(beat.cast) if isinstance(beat, Action) else {beat.character}
    return tuple(person for person in people if person.id in here) or people


def _directed(play: _Play, language: str) -> tuple[ScreenplayScene, ...]:
    """The scenes with their headings, and how each is entered."""
    scenes: list[ScreenplayScene] = []
    for scene in play.scenes:
        before = scenes[-1] if scenes else None
        passed = before is not None and (before.time != scene.time or before.place == scene.place)
        enter: TransitionKind = "fade" if before is None else "dissolve" if passed else "cut"
        place = play.places[next(key for key, place in play.places.items() if place.id == scene.place)]
        heading = heading_of(place, scene.time, language)
        scenes.append(scene.model_copy(update={"heading": heading, "enter": enter}))
    return tuple(scenes)
