"""From the elements of a Fountain text to a screenplay: scenes with their ids, beats, and everybody's sheet."""

import difflib
import re
from typing import Any

from pydantic import ValidationError

from orchestrator.film.errors import Problem, ProjectError
from orchestrator.film.naming import named_in, slug, unused
from orchestrator.film.screenplay import Action, Screenplay, ScreenplayScene
from orchestrator.film.sheets import Character, Place
from orchestrator.film.vocabulary import Time, TransitionKind
from orchestrator.writing.fountain.infer import character_of, mood_of, place_of, time_of, weather_of
from orchestrator.writing.fountain.lines import FILE, Document, Element
from orchestrator.writing.fountain.notes import FIELDS, WORDS, character_from, fields, listed, place_from, unescape
from orchestrator.writing.fountain.speakers import UNKNOWN, Speakers, cue_name

_SCENE_FIELDS = {"scene", "place", "time", "weather", "mood", "intensity", "ambience"}


def screenplay_from(document: Document, known: Screenplay | None) -> Screenplay:
    """Return the screenplay.

    Raises:
        ProjectError: with every problem and its line.
    """
    return _Reader(document, known).screenplay()


class _Draft:
    """A scene while it is read."""

    def __init__(self, heading: Element, enter: TransitionKind) -> None:
        self.line = heading.line
        self.heading = unescape(heading.text)
        self.number = heading.number
        self.enter: TransitionKind = enter
        self.said: dict[str, str] = {}
        self.summary: list[str] = []
        self.beats: list[dict[str, Any]] = []

    @property
    def words(self) -> str:
        return " ".join(str(beat["text"]) for beat in self.beats)


class _Reader:
    def __init__(self, document: Document, known: Screenplay | None) -> None:
        self._document = document
        self._problems: list[Problem] = []
        self._known_characters = {sheet.id: sheet for sheet in known.characters} if known else {}
        self._known_places = {sheet.id: sheet for sheet in known.places} if known else {}
        self._characters: dict[str, Character] = {}
        self._places: dict[str, Place] = {}
        self._speakers = Speakers(self._known_characters.values())
        self._action = " ".join(element.text for element in document.elements if element.kind == "action")
        self._scenes: list[_Draft] = []
        self._early: list[dict[str, Any]] = []
        self._enter: TransitionKind = "cut"
        self._logline: list[str] = []

    def screenplay(self) -> Screenplay:
        self._read_sheets()
        for element in self._document.elements:
            self._read(element)
        if not self._scenes:
            message = "no scene heading; begin a scene with a line such as INT. KITCHEN - DAY"
            self._problems.append(Problem(FILE, 1, 1, "", message))
        scenes = self._finished_scenes()
        if self._problems:
            raise ProjectError(self._problems)
        page = self._document.title_page
        return Screenplay(
            title=unescape(page.get("title", "")) or "Untitled",
            logline=unescape(page.get("logline", "")) or " ".join(self._logline),
            author=unescape(page.get("author", page.get("authors", ""))) or None,
            characters=tuple(self._characters.values()),
            places=tuple(self._places.values()),
            scenes=scenes,
        )

    def _problem(self, line: int, path: str, message: str) -> None:
        self._problems.append(Problem(FILE, line, 1, path, message))

    def _read_sheets(self) -> None:
        """Sheets may stand anywhere, so they are read before the first cue."""
        for element in self._document.elements:
            kept: list[str] = []
            for note in element.notes:
                entries = fields(note)
                if not (entries and entries[0][0] in {"character", "place"} and "name" in dict(entries)):
                    kept.append(note)
                    continue
                try:
                    if entries[0][0] == "character":
                        self._know_character(character_from(entries))
                    else:
                        place = place_from(entries)
                        self._places[place.id] = self._known_places.get(place.id, place)
                except ValidationError as error:
                    for one in error.errors():
                        self._problem(element.line, f"{entries[0][1]}.{'.'.join(map(str, one['loc']))}", one["msg"])
            element.notes = kept

    def _know_character(self, sheet: Character) -> str:
        self._characters[sheet.id] = self._known_characters.get(sheet.id, sheet)
        self._speakers.add(self._characters[sheet.id])
        return sheet.id

    def _read(self, element: Element) -> None:
        if element.kind == "heading":
            self._scenes.append(_Draft(element, self._enter))
            self._scenes[-1].beats += self._early
            self._early, self._enter = [], "cut"
        elif element.kind == "transition":
            self._enter = _transition(element.text)
        elif element.kind == "synopsis":
            (self._scenes[-1].summary if self._scenes else self._logline).append(unescape(element.text))
        elif element.kind == "action" and unescape(element.text):
            if element.forced or not self._is_fade(unescape(element.text)):
                self._beats().append({"kind": "action", "text": unescape(element.text)})
        elif element.kind == "dialogue":
            self._dialogue(element)
        self._read_notes(element)

    def _is_fade(self, text: str) -> bool:
        """FADE IN: and the like without a forcing > are action to Fountain, but every writer means the transition."""
        if text.rstrip(":.").upper() in {"FADE IN", "FADE OUT", "FADE TO BLACK", "THE END"} and text == text.upper():
            if text.startswith("FADE"):
                self._enter = "fade"
            return True
        return False

    def _beats(self) -> list[dict[str, Any]]:
        return self._scenes[-1].beats if self._scenes else self._early

    def _dialogue(self, element: Element) -> None:
        identity = self._speakers.identity(element.cue)
        for note in element.notes:
            said = dict(fields(note)).get("speaker")
            if said:
                identity = None if said == "-" else said
        if identity == UNKNOWN:
            sheet = character_of(cue_name(element.cue) or "SOMEBODY", self._action)
            identity = self._know_character(sheet.model_copy(update={"id": unused(sheet.id, self._characters)}))
        manner: str | None = _heard(element.cue) if identity else None
        for kind, text in element.parts:
            words = unescape(text)
            if kind == "manner":
                manner = words or None
            elif words:
                beat = {"kind": "speech", "character": identity, "text": words, "manner": manner}
                self._beats().append(beat)
                manner = None
        if manner:
            self._beats().append({"kind": "action", "text": manner[:1].upper() + manner[1:]})

    def _read_notes(self, element: Element) -> None:
        for note in element.notes:
            for key, value in fields(note):
                if key in FIELDS:
                    self._field(element.line, key, value)

    def _field(self, line: int, key: str, value: str) -> None:
        if key in WORDS:
            for word in listed(value) if key == "ambience" else (value,):
                if word not in WORDS[key]:
                    close = difflib.get_close_matches(word, WORDS[key], 1)
                    hint = f"did you mean '{close[0]}'?" if close else f"use one of {', '.join(WORDS[key])}"
                    self._problem(line, key, f"'{word}' is not a word for {key}; {hint}")
                    return
        if key in _SCENE_FIELDS:
            if self._scenes:
                self._scenes[-1].said[key] = value
        elif self._beats() and key in {"cast", "props", "emotion", "insert"}:
            beat = self._beats()[-1]
            if beat["kind"] == "action" or key == "emotion":
                beat[key] = True if key == "insert" else value if key == "emotion" else listed(value)

    def _finished_scenes(self) -> tuple[ScreenplayScene, ...]:
        taken = {draft.said["scene"] for draft in self._scenes if "scene" in draft.said}
        time: Time = "day"
        scenes: list[ScreenplayScene] = []
        for draft in self._scenes:
            place = self._place(draft)
            said = {key: value for key, value in draft.said.items() if key in {"weather", "mood", "time", "intensity"}}
            values: dict[str, Any] = {
                "time": time_of(draft.heading, time),
                "weather": weather_of(draft.heading, draft.words),
                "mood": mood_of(draft.words),
                **said,
            }
            identity = draft.said.get("scene")
            if identity is None:
                identity = unused(slug(draft.number) if draft.number[:1].isalpha() else place, taken)
                taken.add(identity)
            values |= {"id": identity, "heading": draft.heading, "place": place, "summary": " ".join(draft.summary)}
            values |= {"enter": draft.enter, "ambience": listed(draft.said.get("ambience", ""))}
            try:
                scene = ScreenplayScene.model_validate({**values, "beats": tuple(draft.beats)})
            except ValidationError as error:
                for one in error.errors():
                    self._problem(draft.line, ".".join(map(str, one["loc"])), one["msg"])
                continue
            time = scene.time
            self._meet(scene)
            scenes.append(scene)
        return tuple(scenes)

    def _place(self, draft: _Draft) -> str:
        found = place_of(draft.heading)
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
                present = beat.cast or named_in(beat.text, self._known_characters.values())
            else:
                present = (beat.character,) if beat.character else ()
            for identity in present:
                if identity not in self._characters:
                    name = identity.replace("-", " ").upper()
                    sheet = character_of(name, self._action).model_copy(update={"id": identity})
                    self._know_character(sheet)


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
