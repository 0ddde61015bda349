"""From beats to planned shots: what each shot shows and who speaks in it.

Sizes, angles and seconds come later.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Literal

from orchestrator.directing.breakdown_words import emotion_in, gender_of, sentences
from orchestrator.directing.grammar import SIZES
from orchestrator.directing.timing import LEAD, PAUSE, TAIL, estimated_speech
from orchestrator.film.naming import named_in
from orchestrator.film.screenplay import Action, Screenplay, ScreenplayScene, Speech
from orchestrator.film.sheets import Character, Place
from orchestrator.film.shot import Line
from orchestrator.film.shotlist import ListedShot
from orchestrator.film.vocabulary import Angle, Emotion, Size

Kind = Literal["establishing", "action", "speech", "reaction", "insert"]

Clock = Callable[[Line], float]
"""How many seconds a line takes: measured where it has been spoken, estimated where not."""


def estimated(line: Line) -> float:
    """The clock of a film of which nothing has been spoken yet."""
    return estimated_speech(line.line)


LONGEST_SPEECH = 9.0
"""Seconds of one line after which a film cuts to somebody listening."""
_WORDS_IN_A_SHOT = 28
_PRONOUNS = {
    "he": "he",
    "his": "he",
    "she": "she",
    "her": "she",
    "it": "it",
    "its": "it",
    "they": "they",
    "their": "they",
}
_SEVERAL = frozenset(["mice", "geese", "men", "women", "children", "oxen", "people", "folk"])
LEAST_SECONDS = {"establishing": 2.4, "action": 1.7, "speech": 1.6, "reaction": 1.2, "insert": 1.2}


@dataclass
class Planned:
    """A shot while it is planned."""

    kind: Kind
    action: str
    cast: tuple[str, ...] = ()
    lines: tuple[Line, ...] = ()
    props: tuple[str, ...] = ()
    emotion: Emotion | None = None
    subject: str | None = None
    """Who the shot is about: the speaker, the listener, the one who acts."""
    least: float = 0.0
    """Seconds below which it must not go, for a reason of its own (the title over it, a fade)."""
    size: Size = "medium"
    angle: Angle = "eye"
    camera: str = "static"
    view: str = "front"
    seconds: float = 0.0
    partner: str | None = None
    """Whom the one who is seen talks with."""
    turn: int = 0
    """How many singles of talk there were in a row before this one."""
    hint: str = ""
    """Words to call it by, where the action is not its own."""
    written: bool = True
    """Whether its action is the script's, and not only a picture for what is said."""
    clock: Clock = estimated
    asked: ListedShot | None = None
    """How a shot list wants it, if one does."""

    @property
    def speaks(self) -> bool:
        """Whether somebody who can be seen speaks."""
        return any(line.character for line in self.lines)

    @property
    def hasty(self) -> float:
        """Seconds without which it cannot be: its speech, and a glance at it."""
        spoken = sum(self.clock(line) + PAUSE for line in self.lines) - PAUSE + LEAD + TAIL
        return max(spoken if self.lines else 0.0, LEAST_SECONDS[self.kind])

    @property
    def shortest(self) -> float:
        """Seconds that it needs to be taken in."""
        seen = min(3.5, 1.0 + 0.06 * len(self.action.split())) if self.kind in ("action", "establishing") else 0.0
        return max(self.hasty, seen, self.least)


@dataclass
class PlannedScene:
    """A scene while it is planned."""

    scene: ScreenplayScene
    place: Place | None
    new_place: bool
    characters: dict[str, Character]
    shots: list[Planned] = field(default_factory=list)
    listed: bool = False
    """Whether a shot list covers it: then its shots are not put together, and none are added."""

    @property
    def people(self) -> tuple[str, ...]:
        """Everybody who is seen or heard, in order of appearance."""
        return tuple(dict.fromkeys(person for shot in self.shots for person in shot.cast))


def plan_scenes(screenplay: Screenplay, cover: "Cover | None" = None) -> list[PlannedScene]:
    """Return every scene with one shot for each beat, and an opening wherever a new place needs one of its own.

    `cover` says how a scene is covered where somebody has listed its shots, and None for the other scenes.
    """
    characters = {sheet.id: sheet for sheet in screenplay.characters}
    places = {sheet.id: sheet for sheet in screenplay.places}
    planned: list[PlannedScene] = []
    before: str | None = None
    for scene in screenplay.scenes:
        entry = PlannedScene(scene, places.get(scene.place), scene.place != before, characters)
        listed = cover(entry) if cover else None
        entry.shots, entry.listed = (shots_of(entry, scene.beats), False) if listed is None else (listed, True)
        if not entry.shots or (entry.new_place and not _can_open(entry.shots[0])):
            entry.shots.insert(0, establishing(entry))
        if entry.new_place and entry.shots[0].kind == "action":
            entry.shots[0].kind = "establishing"
        planned.append(entry)
        before = scene.place
    return planned


Cover = Callable[[PlannedScene], "list[Planned] | None"]


def shots_of(entry: PlannedScene, beats: Sequence[Action | Speech], present: tuple[str, ...] = ()) -> list[Planned]:
    """Return the shots of some beats of a scene, in order; `present` were seen before them, the last one first."""
    return _Beats(entry, beats, present).read()


def _can_open(shot: Planned) -> bool:
    if shot.asked is not None and SIZES.index(shot.asked.size) > SIZES.index("medium"):
        return False
    return shot.kind in ("establishing", "action") and not shot.speaks


def establishing(entry: PlannedScene) -> Planned:
    """Return a shot of the place by itself."""
    scene, place = entry.scene, entry.place
    name = place.name if place else scene.heading.title()
    article = "" if name.startswith("The ") or "'" in name else "The "
    hours = {"day": "by day", "dawn": "at dawn", "dusk": "at dusk", "night": "at night"}
    when = hours.get(scene.time, f"in the {scene.time}")
    sky = {"rain": "in the rain", "storm": "in a storm", "snow": "in the snow", "fog": "in the fog"}.get(
        scene.weather, ""
    )
    text = " ".join(part for part in (name, when, "" if place and place.interior else sky) if part)
    return Planned("establishing", f"{article}{text}.", hint=place.id if place else "", written=False)


class _Beats:
    """Turns the beats of one scene into shots, in order."""

    def __init__(self, entry: PlannedScene, beats: Sequence[Action | Speech], present: tuple[str, ...]) -> None:
        self._entry = entry
        self._beats = beats
        self._shots: list[Planned] = []
        self._sheets = list(entry.characters.values())
        self._present = present
        self._waiting: list[Line] = []
        self._talkers = tuple(dict.fromkeys(b.character for b in beats if isinstance(b, Speech) and b.character))

    def read(self) -> list[Planned]:
        """Return the shots."""
        for beat, following in zip(self._beats, [*self._beats[1:], None], strict=False):
            if isinstance(beat, Action):
                if isinstance(following, Speech) and following.character is None:
                    self._flush()
                self._shots += [self._action(part) for part in self._parts(beat)]
            elif not beat.text.strip():
                continue
            elif beat.character is None:
                self._narration(beat)
            else:
                self._flush()
                self._shots += self._speech(beat, beat.character)
        self._flush()
        return self._shots

    def _parts(self, beat: Action) -> list[Action]:
        """A paragraph of action in portions that one shot each can show."""
        if len(beat.text.split()) <= _WORDS_IN_A_SHOT or beat.insert:
            return [beat]
        portions: list[str] = []
        for sentence in sentences(beat.text):
            if portions and len(f"{portions[-1]} {sentence}".split()) <= _WORDS_IN_A_SHOT // 2:
                portions[-1] = f"{portions[-1]} {sentence}"
            else:
                portions.append(sentence)
        parts: list[Action] = []
        for portion in portions:
            named = named_in(portion, self._sheets)
            cast = tuple(one for one in beat.cast if one in named) or (beat.cast if not parts or not named else named)
            parts.append(beat.model_copy(update={"text": portion, "cast": cast, "emotion": emotion_in(portion)}))
        return [parts[0].model_copy(update={"emotion": beat.emotion or parts[0].emotion}), *parts[1:]]

    def _action(self, beat: Action) -> Planned:
        cast = beat.cast or named_in(beat.text, self._sheets)
        cast = cast or self._meant(beat.text)
        self._present = cast or self._present
        lines, self._waiting = tuple(self._waiting), []
        kind: Kind = "insert" if beat.insert and (beat.props or not cast) else "action"
        return Planned(
            kind,
            beat.text,
            () if kind == "insert" else cast[:5],
            lines,
            beat.props,
            beat.emotion or (emotion_in(beat.text) if cast else None),
            cast[0] if cast else None,
        )

    def _meant(self, text: str) -> tuple[str, ...]:
        """Return whom a line that begins with a pronoun is about: the last one seen whom the pronoun fits best."""
        pronoun = _PRONOUNS.get(text.split(" ", 1)[0].lower().strip(",.!?"))
        if pronoun is None:
            return ()
        if pronoun == "they":
            return self._present
        return tuple(sorted(self._present, key=lambda person: -self._fits(person, pronoun))[:1])

    def _fits(self, identity: str, pronoun: str) -> int:
        sheet = self._entry.characters.get(identity)
        if sheet is None:
            return 0
        if pronoun == "it":
            return int(sheet.kind != "person")
        gender = gender_of(f"{sheet.name} {sheet.appearance}")
        return 2 * (gender == pronoun) + (sheet.kind == "person") - 3 * (gender not in (pronoun, None))

    def _narration(self, beat: Speech) -> None:
        """Narration lies over the action before it; before any action it waits for the one that follows."""
        line = Line(character=None, line=beat.text, manner=beat.manner)
        last = self._shots[-1] if self._shots else None
        if last and not last.speaks and not last.lines:
            last.lines = (line,)
        elif last is None and not self._waiting and not named_in(beat.text, self._sheets):
            self._waiting.append(line)
        else:
            self._flush()
            self._shots.append(self._told(beat.text, line))

    def _told(self, text: str, line: Line) -> Planned:
        """A shot that shows what the narrator tells."""
        cast = named_in(text, self._sheets)[:5] or self._meant(text)[:5]
        self._present = cast or self._present
        return Planned("action", standing_alone(text), cast, (line,), (), emotion_in(text), cast[0] if cast else None)

    def _flush(self) -> None:
        if self._waiting:
            opening = establishing(self._entry)
            opening.lines, self._waiting = tuple(self._waiting), []
            self._shots.append(opening)

    def _speech(self, beat: Speech, speaker: str) -> list[Planned]:
        """A speech on its speaker; a long one goes on over a listener's face, sentence by sentence."""
        self._present = tuple(dict.fromkeys((speaker, *self._present)))
        emotion = beat.emotion or emotion_in(beat.manner or "")
        shots: list[Planned] = []
        for index, words in enumerate(_portions(beat.text)):
            line = Line(character=speaker, line=words, manner=beat.manner)
            listener = self._listener(speaker)
            on_listener = index % 2 == 1 and listener is not None
            seen = listener if on_listener and listener else speaker
            name = self._name(seen)
            text = (
                f"{name} {agreeing(name, 'listens')} to {_inside(self._name(speaker))}."
                if on_listener
                else self._speaks(speaker, listener)
            )
            felt = None if on_listener else emotion
            shot = Planned("speech", text, (seen,), (line,), (), felt, seen, hint=words, written=False)
            shot.partner = speaker if on_listener else listener
            shots.append(shot)
        return shots

    def _listener(self, speaker: str) -> str | None:
        seen = [person for shot in reversed(self._shots) for person in shot.cast]
        others = [person for person in (*seen, *self._present, *self._talkers) if person != speaker]
        # Others of the speaker's own group come last.
        others.sort(key=lambda person: person.removesuffix("-2") == speaker.removesuffix("-2"))
        return others[0] if others else None

    def _speaks(self, speaker: str, listener: str | None) -> str:
        to = f" to {_inside(self._name(listener))}" if listener else ""
        name = self._name(speaker)
        return f"{name} {agreeing(name, 'speaks')}{to}."

    def _name(self, identity: str) -> str:
        sheet = self._entry.characters.get(identity)
        return sheet.name if sheet else identity.replace("-", " ").title()


def standing_alone(text: str) -> str:
    """Return a narrated clause as a line of action: no joining word before it, a full stop after it."""
    alone = re.sub(r"^(?:and|but|yet|then|now|so)\b,? ", "", text.strip(), flags=re.IGNORECASE).rstrip(",;:—- ")
    alone = alone[:1].upper() + alone[1:]
    return alone if alone[-1:] in ".!?…" else f"{alone}."


def agreeing(name: str, verb: str) -> str:
    """Return the verb as it goes with a name: `the Fox speaks`, `the Mice speak`."""
    last = name.split(" ")[-1].lower()
    several = last in _SEVERAL or (
        name.startswith("The ") and last.endswith("s") and not last.endswith(("ss", "us", "is"))
    )
    return verb.removesuffix("s") if several else verb


def _inside(name: str) -> str:
    """Return a name as it stands inside a sentence: `the Fox`."""
    article = next((word for word in ("The", "Another") if name.startswith(f"{word} ")), "")
    return f"{article.lower()}{name[len(article) :]}"


def _portions(text: str) -> list[str]:
    """Cut a long speech between sentences, so that no portion outlasts a shot if sentences allow it."""
    portions: list[str] = []
    for sentence in (breath for whole in sentences(text) for breath in _breaths(whole)):
        if portions and estimated_speech(f"{portions[-1]} {sentence}") <= LONGEST_SPEECH:
            portions[-1] = f"{portions[-1]} {sentence}"
        else:
            portions.append(sentence)
    return portions


def _breaths(sentence: str) -> list[str]:
    """Cut a sentence that outlasts a shot at a comma or semicolon near its middle; without one it stays whole."""
    if estimated_speech(sentence) <= LONGEST_SPEECH:
        return [sentence]
    breaks = [match.end() for match in re.finditer(r"[;:,—](?= )", sentence)]
    fitting = [at for at in breaks if min(len(sentence[:at].split()), len(sentence[at:].split())) >= 4]
    if not fitting:
        return [sentence]
    middle = min(fitting, key=lambda at: abs(at - len(sentence) / 2))
    return [*_breaths(sentence[:middle].strip()), *_breaths(sentence[middle:].strip())]
