"""From the elements of a Fountain text to a screenplay: scenes with their ids, beats, and everybody's sheet."""

import difflib
import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any

from pydantic import ValidationError

from orchestrator.film.errors import Problem, ProjectError
from orchestrator.film.naming import named_in, slug, unused
from orchestrator.film.screenplay import Action, Screenplay, ScreenplayScene
from orchestrator.film.sheets import Character, Place
from orchestrator.film.vocabulary import Time, TransitionKind
from orchestrator.writing.fountain.document import FILE, Block, Document
from orchestrator.writing.fountain.elements import Element, Note, Part
from orchestrator.writing.fountain.infer import character_of, comes_in, mood_of, place_of, time_of, weather_of
from orchestrator.writing.fountain.notes import (
    FIELDS,
    WORDS,
    character_from,
    fields,
    listed,
    place_from,
    plain_words,
    readable,
    states_in,
    unescape,
)
from orchestrator.writing.fountain.script import Passage, SceneLines, Script
from orchestrator.writing.fountain.speakers import UNKNOWN, Speakers, cue_name

_SCENE_FIELDS = {"scene", "place", "time", "weather", "mood", "intensity", "ambience"}
_BEAT_FIELDS = {"cast", "props", "emotion", "insert", "from_here"}
_SHEETS = {"character", "place"}
_SUNG = "sung"


def script_from(document: Document, known: Screenplay | None, file: str = FILE) -> Script:
    """Return the screenplay, and where it stands.

    Raises:
        ProjectError: with every problem and its line.
    """
    return _Reader(document, known, file).script()


@dataclass
class _Beat:
    """A beat while it is read: the fields of an Action or a Speech."""

    values: dict[str, Any]
    passage: Passage


@dataclass
class _Scene:
    """A scene while it is read."""

    block: Block
    heading: Element
    enter: TransitionKind
    beats: list[_Beat]
    said: dict[str, str] = field(default_factory=dict)
    summary: list[str] = field(default_factory=list)
    shots: list[tuple[Note, str]] = field(default_factory=list)

    @property
    def words(self) -> str:
        return " ".join(str(beat.values["text"]) for beat in self.beats)

    def passages(self) -> tuple[Passage, ...]:
        """Return where the beats stand, with the shots that notes name for them."""
        shots: list[list[str]] = [[] for _ in self.beats]
        for note, shot in self.shots if self.beats else ():
            shots[self._meant(note)].append(shot)
        return tuple(
            replace(beat.passage, shots=tuple(named)) if named else beat.passage
            for beat, named in zip(self.beats, shots, strict=True)
        )

    def _meant(self, note: Note) -> int:
        """Return the index of the beat that a note is about."""
        starts = [beat.passage.start for beat in self.beats]
        following = sum(start < note.start for start in starts)
        if not note.apart:
            inside = [beat.passage.first <= note.line <= beat.passage.last for beat in self.beats]
            return inside.index(True) if True in inside else max(following - 1, 0)
        return min(following, len(starts) - 1)


class _Reader:
    def __init__(self, document: Document, known: Screenplay | None, file: str) -> None:
        self._document = document
        self._file = file
        self._problems: list[Problem] = document.problems(file)
        self._known_characters = {sheet.id: sheet for sheet in known.characters} if known else {}
        self._known_places = {sheet.id: sheet for sheet in known.places} if known else {}
        self._characters: dict[str, Character] = {}
        self._places: dict[str, Place] = {}
        self._speakers = Speakers(self._known_characters.values())
        self._action = " ".join(
            readable(element.text) for element in document.elements if element.kind in {"action", "centered"}
        )
        self._scenes: list[_Scene] = []
        self._blocks = iter(document.scenes)
        self._early: list[_Beat] = []
        self._early_shots: list[tuple[Note, str]] = []
        self._enter: TransitionKind = "cut"
        self._logline: list[str] = []

    def script(self) -> Script:
        self._read_sheets()
        for element in self._document.elements:
            self._read(element)
        if not self._scenes:
            self._problem(1, "", "no scene heading; begin a scene with a line such as INT. KITCHEN - DAY")
        scenes, lines = self._finished_scenes()
        if self._problems:
            raise ProjectError(self._problems)
        title = self._document.title
        screenplay = Screenplay(
            title=unescape(title("title")) or "Untitled",
            logline=unescape(title("logline")) or " ".join(self._logline),
            author=unescape(title("author") or title("authors")) or None,
            characters=tuple(self._characters.values()),
            places=tuple(self._places.values()),
            scenes=scenes,
        )
        return Script(screenplay, lines, self._document)

    def _problem(self, line: int, path: str, message: str) -> None:
        self._problems.append(Problem(self._file, line, 1, path, message))

    def _invalid(self, line: int, error: ValidationError, path: str = "") -> None:
        for one in error.errors():
            where = ".".join((*filter(None, [path]), *map(str, one["loc"])))
            self._problem(line, where, plain_words(one["type"], one["msg"], one["input"]))

    def _read_sheets(self) -> None:
        """Sheets may stand anywhere, so they are read before the first cue."""
        for element in self._document.elements:
            for note in element.notes:
                entries = fields(note.text)
                if not _is_sheet(entries):
                    continue
                try:
                    if entries[0][0] == "character":
                        self._know_character(character_from(entries))
                    else:
                        place = place_from(entries)
                        self._places[place.id] = self._known_places.get(place.id, place)
                except ValidationError as error:
                    self._invalid(element.first, error, entries[0][1])

    def _know_character(self, sheet: Character) -> str:
        """Cues may have the name in the project's sheet as well as the one in the script, which may be the newer."""
        self._characters[sheet.id] = self._known_characters.get(sheet.id, sheet)
        self._speakers.add(sheet)
        self._speakers.add(self._characters[sheet.id])
        return sheet.id

    def _read(self, element: Element) -> None:
        if element.kind == "heading":
            scene = _Scene(next(self._blocks), element, self._enter, self._early, shots=self._early_shots)
            self._scenes.append(scene)
            self._early, self._early_shots, self._enter = [], [], "cut"
        elif element.kind == "transition":
            self._enter = _transition(element.text)
        elif element.kind == "synopsis":
            (self._scenes[-1].summary if self._scenes else self._logline).append(unescape(element.text))
        elif element.kind in {"action", "centered", "lyrics"}:
            self._paragraph(element)
        elif element.kind == "dialogue":
            self._dialogue(element)
            return
        for note in element.notes:
            self._read_note(element, note)

    def _paragraph(self, element: Element) -> None:
        text = unescape(element.text)
        if not text or (element.kind != "lyrics" and self._is_fade(element, text)):
            return
        passage = Passage(element.first, element.words_last, element)
        values: dict[str, Any] = {"kind": "action", "text": text}
        if element.kind == "lyrics":  # sung, and no cue says by whom
            values = {"kind": "speech", "character": None, "text": text, "manner": _SUNG}
        self._beats().append(_Beat(values, passage))

    def _is_fade(self, element: Element, text: str) -> bool:
        """FADE IN: and the like without a forcing > are action to Fountain, but every writer means the transition."""
        if element.kind == "action" and element.forced:
            return False
        if is_fade(text):
            if text.startswith("FADE"):
                self._enter = "fade"
            return True
        return False

    def _beats(self) -> list[_Beat]:
        return self._scenes[-1].beats if self._scenes else self._early

    def _dialogue(self, element: Element) -> None:
        identity = self._speaker(element)
        heard = _heard(element.cue) if identity else None
        beats = self._beats()
        before = len(beats)
        waiting: list[Part] = []
        for part in element.parts:
            words = unescape(part.text)
            if part.kind == "manner" and words:
                waiting.append(part)
            elif part.kind in {"text", "lyrics"} and words:
                manners = [unescape(manner.text) for manner in waiting] or ([_SUNG] if part.kind == "lyrics" else [])
                manner = ", ".join([heard, *manners] if heard else manners) or None
                values = {"kind": "speech", "character": identity, "text": words, "manner": manner}
                beats.append(_Beat(values, _passage(element, (*waiting, part), len(beats) == before)))
                waiting = []
        if waiting:
            said = ", ".join(unescape(manner.text) for manner in waiting)
            passage = _passage(element, tuple(waiting), len(beats) == before)
            beats.append(_Beat({"kind": "action", "text": said[:1].upper() + said[1:]}, passage))
        for note in element.notes:
            # A note is about the words before it; before the first words, about these.
            read = [beat for beat in beats[before:] if beat.passage.parts[-1].start < note.start]
            about = (read or beats[before:] or beats)[-1 if read or before == len(beats) else 0 :][:1]
            self._read_note(element, note, about[0] if about else None)

    def _speaker(self, element: Element) -> str | None:
        """Return who speaks: an id, or None for the narrator. Somebody new gets a plain sheet."""
        identity = self._speakers.identity(element.cue)
        for note in element.notes:
            said = dict(fields(note.text)).get("speaker")
            if said:
                identity = None if said == "-" else said
        if identity == UNKNOWN:
            sheet = character_of(cue_name(element.cue) or "SOMEBODY", self._action)
            identity = self._know_character(sheet.model_copy(update={"id": unused(sheet.id, self._characters)}))
        return identity

    def _read_note(self, element: Element, note: Note, about: _Beat | None = None) -> None:
        entries = fields(note.text)
        if _is_sheet(entries):
            return
        for key, value in entries:
            if key == "shot":
                (self._scenes[-1].shots if self._scenes else self._early_shots).append((note, value))
            elif key in FIELDS and self._is_word(element.first, key, value):
                if key in _SCENE_FIELDS and self._scenes:
                    self._scenes[-1].said[key] = value
                elif key in _BEAT_FIELDS and self._beats():
                    _tell((about or self._beats()[-1]).values, key, value)

    def _is_word(self, line: int, key: str, value: str) -> bool:
        for word in listed(value) if key == "ambience" else (value,):
            if key in WORDS and word not in WORDS[key]:
                close = difflib.get_close_matches(word, WORDS[key], 1)
                hint = f"did you mean '{close[0]}'?" if close else f"use one of {', '.join(WORDS[key])}"
                self._problem(line, key, f"'{word}' is not a word for {key}; {hint}")
                return False
        if key == "from_here":
            try:
                states_in(value)
            except ValueError as error:
                self._problem(line, key, str(error))
                return False
        return True

    def _finished_scenes(self) -> tuple[tuple[ScreenplayScene, ...], tuple[SceneLines, ...]]:
        taken: set[str] = set()
        for draft in self._scenes:
            said = draft.said.get("scene")
            if said in taken:
                message = f"two scenes have the id '{said}'; take the note [[scene: {said} ...]] out of the newer one"
                self._problem(draft.heading.first, "scene", message)
            taken |= {said} if said else set()
        time: Time = "day"
        scenes: list[ScreenplayScene] = []
        lines: list[SceneLines] = []
        for draft in self._scenes:
            scene = self._finished(draft, taken, time)
            if scene:
                time = scene.time
                self._meet(scene)
                scenes.append(scene)
                lines.append(SceneLines(scene.id, draft.heading.first, draft.passages(), draft.block))
        return tuple(scenes), tuple(lines)

    def _finished(self, draft: _Scene, taken: set[str], time: Time) -> ScreenplayScene | None:
        place = self._place(draft)
        heading = unescape(draft.heading.text)
        said = {key: value for key, value in draft.said.items() if key in {"weather", "mood", "time", "intensity"}}
        identity = draft.said.get("scene")
        if identity is None:
            number = draft.heading.number
            identity = unused(slug(number) if number[:1].isalpha() else place, taken)
            taken.add(identity)
        values: dict[str, Any] = {
            "id": identity,
            "heading": heading,
            "place": place,
            "time": time_of(heading, time),
            "weather": weather_of(heading, draft.words),
            "mood": mood_of(draft.words),
            "summary": " ".join(draft.summary),
            "enter": draft.enter,
            "ambience": listed(draft.said.get("ambience", "")),
            "beats": tuple(beat.values for beat in draft.beats),
        }
        try:
            return ScreenplayScene.model_validate({**values, **said})
        except ValidationError as error:
            self._invalid(draft.heading.first, error)
            return None

    def _place(self, draft: _Scene) -> str:
        found = place_of(unescape(draft.heading.text))
        identity = draft.said.get("place", found.id)
        if identity not in self._places:
            named = [sheet for sheet in self._known_places.values() if sheet.name.casefold() == found.name.casefold()]
            sheet = self._known_places.get(identity) or (
                named[0] if named else found.model_copy(update={"id": identity})
            )
            self._places[sheet.id] = sheet
            return sheet.id
        return identity

    def _meet(self, scene: ScreenplayScene) -> None:
        """Take in the sheets of everybody known who acts, speaks or is named, and make plain ones for cast notes."""
        for beat in scene.beats:
            if isinstance(beat, Action):
                self._meet_newcomers(beat.text)
                present = beat.cast or named_in(beat.text, self._known_characters.values())
            else:
                present = (beat.character,) if beat.character else ()
            for identity in present:
                if identity not in self._characters:
                    name = identity.replace("-", " ").upper()
                    sheet = character_of(name, self._action).model_copy(update={"id": identity})
                    self._know_character(sheet)

    def _meet_newcomers(self, words: str) -> None:
        """Take in whom the action introduces and who never speaks."""
        for name in comes_in(words, self._action):
            sheet = character_of(name, self._action)
            bare = re.sub(r"^(?:MRS?|MS|DR)\.?\s", "", name)
            if not named_in(bare, [*self._characters.values(), *self._known_characters.values()]):
                self._know_character(sheet)


def _is_sheet(entries: list[tuple[str, str]]) -> bool:
    return bool(entries) and entries[0][0] in _SHEETS and "name" in dict(entries)


def _passage(element: Element, parts: tuple[Part, ...], opens: bool) -> Passage:
    return Passage(element.first if opens else parts[0].first, parts[-1].last, element, parts)


def _tell(beat: dict[str, Any], key: str, value: str) -> None:
    if beat["kind"] == "action" or key == "emotion":
        beat[key] = _READ.get(key, listed)(value)


_READ: dict[str, Callable[[str], object]] = {"insert": lambda _value: True, "emotion": str, "from_here": states_in}
"""How the value of a beat's field is read, where it is no list."""


def _heard(cue: str) -> str | None:
    """Return what an extension says of a speech: heard from outside the picture."""
    if re.search(r"\(\s*V\.?\s*O\.?\s*\)", cue, re.IGNORECASE):
        return "voice over"
    return "off screen" if re.search(r"\(\s*O\.?\s*[SC]\.?\s*\)", cue, re.IGNORECASE) else None


def _transition(text: str) -> TransitionKind:
    capitals = text.upper()
    if "FADE" in capitals or "BLACK" in capitals:
        return "fade"
    return "dissolve" if any(word in capitals for word in ("DISSOLVE", "WIPE", "IRIS", "MATCH")) else "cut"


def is_fade(text: str) -> bool:
    """Whether a line by itself means the fade at a film's end or start, though Fountain has it as action."""
    return text.rstrip(":.") in {"FADE IN", "FADE OUT", "FADE TO BLACK", "THE END"}
