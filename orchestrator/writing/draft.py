"""What a language model answers with: a draft whose fields are all that its words can become."""

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from orchestrator.film.naming import named_in, slug, unused
from orchestrator.film.screenplay import Action, Screenplay, ScreenplayScene, Speech
from orchestrator.film.sheets import Character, Place, VoiceSheet
from orchestrator.film.vocabulary import Emotion, Mood, Time, Weather


class Part(BaseModel):
    """A piece of the draft; unknown fields are refused, so that nothing slips through."""

    model_config = ConfigDict(extra="forbid")


class DraftCharacter(Part):
    """Somebody in the film."""

    name: str = Field(min_length=1, max_length=60)
    kind: str = Field(description="person, or what else: fox, robot, storm ...", max_length=40)
    appearance: str = Field(max_length=400)
    pitch: Literal["very-low", "low", "medium", "high", "very-high"]


class DraftPlace(Part):
    """A place of the film."""

    name: str = Field(min_length=1, max_length=60)
    kind: str = Field(description="in a word or two: lighthouse, city street, kitchen ...", max_length=40)
    appearance: str = Field(max_length=400)
    interior: bool


class DraftBeat(Part):
    """Action, or a line that `character` says (null: the narrator)."""

    type: Literal["action", "speech"]
    text: str = Field(min_length=1, max_length=600)
    character: str | None
    manner: str | None = Field(description="how a line is said, e.g. whispered; null for action", max_length=40)
    emotion: Emotion | None


class DraftScene(Part):
    """One scene in one place at one time."""

    place: str
    time: Time
    weather: Weather
    mood: Mood
    summary: str = Field(max_length=300)
    beats: list[DraftBeat] = Field(min_length=1, max_length=60)


class Draft(Part):
    """The whole answer."""

    title: str = Field(min_length=1, max_length=90)
    logline: str = Field(max_length=400)
    characters: list[DraftCharacter] = Field(min_length=1, max_length=30)
    places: list[DraftPlace] = Field(min_length=1, max_length=30)
    scenes: list[DraftScene] = Field(min_length=1, max_length=60)

    def problems(self) -> list[str]:
        """What fits the schema and still makes no sense, in words a model can act on."""
        names = {character.name.casefold() for character in self.characters}
        places = {place.name.casefold() for place in self.places}
        found: list[str] = []
        for number, scene in enumerate(self.scenes, 1):
            if scene.place.casefold() not in places:
                found.append(f"scenes.{number}.place: '{scene.place}' is not among the places")
            for beat in scene.beats:
                if beat.type == "speech" and beat.character and beat.character.casefold() not in names:
                    found.append(f"scenes.{number}: '{beat.character}' speaks but is not among the characters")
        return found

    def screenplay(self, title: str) -> Screenplay:
        """The draft as a screenplay with ids."""
        ids = {character.name.casefold(): slug(character.name) for character in self.characters}
        places = {place.name.casefold(): place for place in self.places}
        characters = tuple(_character(character) for character in self.characters)
        count, scenes = len(self.scenes), list[ScreenplayScene]()
        for index, scene in enumerate(self.scenes):
            place = places[scene.place.casefold()]
            prefix = "INT." if place.interior else "EXT."
            before = scenes[-1] if scenes else None
            jump = before is not None and (before.time != scene.time or before.place == slug(place.name))
            scenes.append(
                ScreenplayScene(
                    id=unused(slug(place.name), {other.id for other in scenes}),
                    heading=f"{prefix} {place.name.upper()} - {scene.time.upper()}",
                    place=slug(place.name),
                    time=scene.time,
                    weather=scene.weather,
                    mood=scene.mood,
                    summary=scene.summary,
                    intensity=round(0.25 + 0.65 * min(1.0, index / max(1, count - 2)), 2) if index < count - 1 else 0.4,
                    enter="fade" if before is None else "dissolve" if jump else "cut",
                    beats=tuple(_beat(beat, ids, characters) for beat in scene.beats),
                )
            )
        return Screenplay(
            title=title or self.title,
            logline=self.logline,
            characters=characters,
            places=tuple(_place(place) for place in self.places),
            scenes=tuple(scenes),
        )


def _beat(beat: DraftBeat, ids: dict[str, str], characters: tuple[Character, ...]) -> Action | Speech:
    text = " ".join(beat.text.split())
    if beat.type == "action":
        return Action(text=text, cast=named_in(text, characters), emotion=beat.emotion)
    speaker = ids[beat.character.casefold()] if beat.character else None
    return Speech(character=speaker, text=text, manner=beat.manner, emotion=beat.emotion)


def _character(draft: DraftCharacter) -> Character:
    return Character(
        id=slug(draft.name),
        name=draft.name,
        kind=draft.kind or "person",
        appearance=draft.appearance,
        voice=VoiceSheet(pitch=draft.pitch),
    )


def _place(draft: DraftPlace) -> Place:
    return Place(
        id=slug(draft.name),
        name=draft.name,
        kind=draft.kind,
        appearance=draft.appearance,
        interior=draft.interior,
    )
