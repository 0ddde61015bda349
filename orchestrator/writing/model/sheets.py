"""Sheets filled in: looks, what is worn when, voices, places. What stands in a sheet already stays as it is."""

from collections.abc import Mapping, Sequence

from orchestrator.film.naming import slug
from orchestrator.film.screenplay import Action, Screenplay
from orchestrator.film.sheets import Character, Place, VoiceSheet
from orchestrator.writing.fountain.infer import character_of
from orchestrator.writing.model.context import language_name, spoken_words
from orchestrator.writing.model.fields import Many, MaybeName, MaybeSentence, Name, PaceWord, Part, PitchWord, Sentence
from orchestrator.writing.model.listing import Portion, before, listed, people_in, pieces_of_scenes, portions
from orchestrator.writing.model.marks import Value, question
from orchestrator.writing.model.port import CutOff, Message
from orchestrator.writing.model.stage import Rejected, Stage
from orchestrator.writing.writer import Brief

_MOST_STATES = 6


class StateAnswer(Part):
    """One look among several: what is worn, or what has happened to somebody."""

    name: Name
    look: Sentence


class LooksAnswer(Part):
    """One character, by id."""

    character: Name
    kind: MaybeName = None
    appearance: MaybeSentence = None
    states: Many[StateAnswer]
    default_state: MaybeName = None
    pitch: PitchWord = "medium"
    pace: PaceWord = "medium"


class SceneryAnswer(Part):
    """One place, by id."""

    place: Name
    kind: Name
    appearance: Sentence
    states: Many[StateAnswer]


class SheetsAnswer(Part):
    """The sheets that were asked for."""

    characters: list[LooksAnswer]
    places: list[SceneryAnswer]


def fill_sheets(stage: Stage, screenplay: Screenplay, brief: Brief) -> Screenplay:
    """Return the screenplay with its sheets filled in; nothing that was written in one is changed.

    Raises:
        WritingError: if the model could not be asked.
    """
    return _Filling(stage, screenplay, brief).filled()


class _Filling:
    def __init__(self, stage: Stage, screenplay: Screenplay, brief: Brief) -> None:
        self._stage, self._screenplay, self._brief = stage, screenplay, brief
        self._before = {sheet.id: sheet for sheet in screenplay.characters}
        self._characters = dict(self._before)
        self._places = {sheet.id: sheet for sheet in screenplay.places}
        self._glimpsed = _only_in_the_script(screenplay)
        self._voiced = {sheet.id for sheet in screenplay.characters if _chosen(sheet.voice) == {"pitch", "pace"}}

    def filled(self) -> Screenplay:
        try:
            pieces_of_scenes().each(portions(self._screenplay), self._ask)
        except CutOff:
            self._stage.say("the other sheets stay as they are: they are too much for the model")
        return self._screenplay.model_copy(
            update={"characters": tuple(self._characters.values()), "places": tuple(self._places.values())}
        )

    def _ask(self, batch: list[Portion]) -> None:
        people = [self._characters[sheet.id] for sheet in people_in(batch, self._screenplay)]
        people = [sheet for sheet in people if self._open(sheet)]
        here = dict.fromkeys(portion.scene.place for portion in batch)
        places = [self._places[one] for one in here if one in self._places and not self._places[one].appearance]
        bare = [sheet for sheet in people if self._is_bare(sheet)]
        if not people and not places:
            return
        names = [sheet.name for sheet in (*people, *places)]
        self._stage.say(f"describes {', '.join(names[:4])}{' …' if len(names) > 4 else ''}")
        try:
            answer = self._stage.ask(
                self._request(batch, people, places),
                SheetsAnswer,
                wrong=lambda found: _wrong(found, people, places),
                weak=lambda found: _weak(found, bare),
            )
        except Rejected as rejected:
            if not isinstance(rejected.last, SheetsAnswer):
                self._stage.say(f"the sheets of {', '.join(names[:4])} stay as they are: no answer fitted")
                return
            answer = rejected.last
        self._take(answer)

    def _open(self, sheet: Character) -> bool:
        """Whether a sheet has something left to fill in; wardrobe may grow with every scene."""
        return self._is_bare(sheet) or not self._before[sheet.id].states or sheet.id not in self._voiced

    def _is_bare(self, sheet: Character) -> bool:
        return not sheet.appearance or sheet.id in self._glimpsed

    def _request(self, batch: Sequence[Portion], people: Sequence[Character], places: Sequence[Place]) -> list[Message]:
        others = [sheet for sheet in self._characters.values() if sheet.appearance and sheet not in people]
        return question(
            "sheets",
            language=language_name(self._brief.settings.language),
            look=self._brief.style.look,
            logline=self._screenplay.logline,
            so_far=before(self._screenplay, batch[0]),
            characters=[self._known(sheet) for sheet in people],
            others=[{"name": sheet.name, "appearance": sheet.appearance} for sheet in others[:12]],
            places=[{"id": place.id, "name": place.name, "kind": place.kind, "appearance": ""} for place in places],
            scenes=listed(batch),
        )

    def _known(self, sheet: Character) -> Value:
        states: Value = [{"id": name, "look": look} for name, look in sheet.states.items()]
        return {
            "id": sheet.id,
            "name": sheet.name,
            "kind": sheet.kind,
            "appearance": sheet.appearance,
            "states": states,
            "closed": bool(self._before[sheet.id].states),
            "glimpsed": sheet.id in self._glimpsed,
        }

    def _take(self, answer: SheetsAnswer) -> None:
        for looks in answer.characters:
            identity = next(
                (one for one in self._characters if one == looks.character or one == slug(looks.character)), ""
            )
            if identity:
                self._characters[identity] = self._dressed(self._characters[identity], looks)
        for scenery in answer.places:
            place = self._places.get(scenery.place) or self._places.get(slug(scenery.place))
            if place and not place.appearance:
                # A place of somebody else's script has its own name for a kind; drawing wants an English word.
                plain = not place.kind or place.kind == place.name.lower()
                kind = scenery.kind.lower() if plain else place.kind
                states = place.states or _states(scenery.states)
                update = {"appearance": scenery.appearance, "kind": kind, "states": states}
                self._places[place.id] = place.model_copy(update=update)

    def _dressed(self, sheet: Character, looks: LooksAnswer) -> Character:
        update: dict[str, object] = {}
        if self._is_bare(sheet) and looks.appearance:
            known = sheet.appearance.casefold() in looks.appearance.casefold()
            update["appearance"] = looks.appearance if known else f"{sheet.appearance}, {looks.appearance}"
            self._glimpsed.discard(sheet.id)
        if looks.kind and sheet.kind == "person" and "kind" not in sheet.model_fields_set:
            update["kind"] = looks.kind.lower()
        if not self._before[sheet.id].states:
            kept = _states(looks.states, sheet.states)
            default = slug(looks.default_state, "") if looks.default_state else ""
            update["states"] = kept
            if sheet.default_state is None and kept:
                update["default_state"] = default if default in kept else None
        if sheet.id not in self._voiced:
            update["voice"] = _voice(sheet.voice, looks)
            self._voiced.add(sheet.id)
        return sheet.model_copy(update=update)


def _states(answered: Sequence[StateAnswer], known: Mapping[str, str] | None = None) -> dict[str, str]:
    """The states that are known, and those of an answer that can be used."""
    kept = dict(known or {})
    for state in answered:
        if state.look and slug(state.name, "") and len(kept) < _MOST_STATES:
            kept.setdefault(slug(state.name), state.look)
    return kept


def _chosen(voice: VoiceSheet) -> set[str]:
    """Which of pitch and pace somebody has chosen already."""
    plain = VoiceSheet()
    return {
        name
        for name in ("pitch", "pace")
        if name in voice.model_fields_set or getattr(voice, name) != getattr(plain, name)
    }


def _voice(voice: VoiceSheet, looks: LooksAnswer) -> VoiceSheet:
    """The voice with whatever of pitch and pace nobody has chosen yet."""
    wanted = {"pitch": looks.pitch, "pace": looks.pace}
    return voice.model_copy(update={name: value for name, value in wanted.items() if name not in _chosen(voice)})


def _wrong(answer: SheetsAnswer, people: Sequence[Character], places: Sequence[Place]) -> list[str]:
    given = {slug(looks.character) for looks in answer.characters}
    found = [f"characters: '{sheet.id}' is missing" for sheet in people if sheet.id not in given]
    given = {slug(scenery.place) for scenery in answer.places}
    found += [f"places: '{place.id}' is missing" for place in places if place.id not in given]
    for looks in answer.characters:
        states = [slug(state.name, "") for state in looks.states]
        if looks.default_state and slug(looks.default_state) not in states:
            known = {state for sheet in people if sheet.id == slug(looks.character) for state in sheet.states}
            if slug(looks.default_state) not in known:
                found.append(f"'{looks.character}': default_state '{looks.default_state}' is not among its states")
    return found


def _only_in_the_script(screenplay: Screenplay) -> set[str]:
    """Whose looks are only what the script says when they come in; nobody has written them a sheet."""
    words = " ".join(beat.text for scene in screenplay.scenes for beat in scene.beats if isinstance(beat, Action))
    return {
        sheet.id
        for sheet in screenplay.characters
        if sheet.appearance
        and any(character_of(name, words).appearance == sheet.appearance for name in (sheet.name, sheet.name.upper()))
    }


def _weak(answer: SheetsAnswer, people: Sequence[Character]) -> list[str]:
    """`people` are those whose looks are asked for."""
    found: list[str] = []
    bare = {sheet.id for sheet in people}
    for looks in answer.characters:
        words = spoken_words(looks.appearance or "")
        if slug(looks.character) in bare and words < 5:
            found.append(
                f"'{looks.character}': appearance has {words} words; say age or size, build, face, hair and clothes"
            )
    return found
