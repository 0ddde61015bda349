"""From beats to planned shots: what each shot shows and who speaks in it, and how many shots the length carries.

Sizes, angles and seconds come later; here shots are merged when the film has too little time for them, and looked for when
it has too much.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Literal

from orchestrator.directing.breakdown_words import emotion_in, is_in_the_face, sentences
from orchestrator.directing.timing import LEAD, PAUSE, TAIL, estimated_speech
from orchestrator.film.naming import named_in
from orchestrator.film.screenplay import Action, Screenplay, ScreenplayScene, Speech
from orchestrator.film.sheets import Character, Place
from orchestrator.film.shot import Line
from orchestrator.film.vocabulary import Angle, Emotion, Size

Kind = Literal["establishing", "action", "speech", "reaction", "insert"]

LONGEST_SPEECH = 9.0
"""Seconds of one line after which a film cuts to somebody listening."""
LEAST_SECONDS = {"establishing": 2.4, "action": 1.7, "speech": 1.6, "reaction": 1.2, "insert": 1.2}
_FEELING_SHOWN = 0.6


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
    seconds: float = 0.0
    hint: str = ""
    """Words to call it by, where the action is not its own."""

    @property
    def speaks(self) -> bool:
        """Whether somebody who can be seen speaks."""
        return any(line.character for line in self.lines)

    @property
    def shortest(self) -> float:
        """Seconds that it needs."""
        spoken = (
            sum(estimated_speech(line.line) + PAUSE for line in self.lines) - PAUSE + LEAD + TAIL if self.lines else 0.0
        )
        return max(spoken, self.least, LEAST_SECONDS[self.kind])


@dataclass
class PlannedScene:
    """A scene while it is planned."""

    scene: ScreenplayScene
    place: Place | None
    new_place: bool
    characters: dict[str, Character]
    shots: list[Planned] = field(default_factory=list)

    @property
    def people(self) -> tuple[str, ...]:
        """Everybody who is seen or heard, in order of appearance."""
        return tuple(dict.fromkeys(person for shot in self.shots for person in shot.cast))


def plan_scenes(screenplay: Screenplay) -> list[PlannedScene]:
    """Return every scene with one shot for each beat, and an opening wherever a new place needs one of its own."""
    characters = {sheet.id: sheet for sheet in screenplay.characters}
    places = {sheet.id: sheet for sheet in screenplay.places}
    planned: list[PlannedScene] = []
    before: str | None = None
    for scene in screenplay.scenes:
        entry = PlannedScene(scene, places.get(scene.place), scene.place != before, characters)
        _Beats(entry).read()
        if not entry.shots or (entry.new_place and not _can_open(entry.shots[0])):
            entry.shots.insert(0, establishing(entry))
        if entry.new_place and entry.shots[0].kind == "action":
            entry.shots[0].kind = "establishing"
        planned.append(entry)
        before = scene.place
    return planned


def _can_open(shot: Planned) -> bool:
    return shot.kind in ("establishing", "action") and not shot.speaks


def establishing(entry: PlannedScene) -> Planned:
    """Return a shot of the place by itself."""
    scene, place = entry.scene, entry.place
    name = place.name if place else scene.heading.title()
    when = {"dawn": "at dawn", "morning": "in the morning", "dusk": "at dusk", "night": "at night"}.get(scene.time, "")
    sky = {"rain": "in the rain", "storm": "in a storm", "snow": "in the snow", "fog": "in the fog"}.get(
        scene.weather, ""
    )
    text = " ".join(part for part in (name, when, "" if place and place.interior else sky) if part)
    return Planned("establishing", f"{text}.", hint=place.id if place else "")


class _Beats:
    """Turns the beats of one scene into shots, in order."""

    def __init__(self, entry: PlannedScene) -> None:
        self._entry = entry
        self._sheets = list(entry.characters.values())
        self._present: tuple[str, ...] = ()
        self._waiting: list[Line] = []
        beats = entry.scene.beats
        self._talkers = tuple(dict.fromkeys(b.character for b in beats if isinstance(b, Speech) and b.character))

    def read(self) -> None:
        """Fill the entry's shots."""
        shots = self._entry.shots
        for beat in self._entry.scene.beats:
            if isinstance(beat, Action):
                shots.append(self._action(beat))
            elif beat.character is None:
                self._narration(beat)
            else:
                self._flush()
                shots += self._speech(beat, beat.character)
        self._flush()

    def _action(self, beat: Action) -> Planned:
        cast = beat.cast or named_in(beat.text, self._sheets)
        if not cast and _starts_with_pronoun(beat.text):
            cast = self._present if beat.text.lower().startswith("they") else self._present[:1]
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

    def _narration(self, beat: Speech) -> None:
        """Narration lies over the action before it; before any action it waits for the one that follows."""
        line = Line(character=None, line=beat.text, manner=beat.manner)
        last = self._entry.shots[-1] if self._entry.shots else None
        if last and not last.speaks and not last.lines:
            last.lines = (line,)
        elif last is None:
            self._waiting.append(line)
        else:
            self._entry.shots.append(self._told(beat.text, line))

    def _told(self, text: str, line: Line) -> Planned:
        """A shot that shows what the narrator tells."""
        cast = named_in(text, self._sheets)[:5]
        return Planned("action", text, cast, (line,), (), emotion_in(text), cast[0] if cast else None)

    def _flush(self) -> None:
        if self._waiting:
            opening = establishing(self._entry)
            opening.lines, self._waiting = tuple(self._waiting), []
            self._entry.shots.append(opening)

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
            text = f"{name} listens to {self._name(speaker)}." if on_listener else self._speaks(speaker, listener)
            shots.append(
                Planned("speech", text, (seen,), (line,), (), None if on_listener else emotion, seen, hint=words)
            )
        return shots

    def _listener(self, speaker: str) -> str | None:
        others = [person for person in (*self._present, *self._talkers) if person != speaker]
        return others[0] if others else None

    def _speaks(self, speaker: str, listener: str | None) -> str:
        to = f" to {self._name(listener)}" if listener else ""
        return f"{self._name(speaker)} speaks{to}."

    def _name(self, identity: str) -> str:
        sheet = self._entry.characters.get(identity)
        return sheet.name if sheet else identity.replace("-", " ").title()


def _starts_with_pronoun(text: str) -> bool:
    return text.split(" ", 1)[0].lower().strip(",") in {"he", "she", "it", "they", "his", "her", "its", "their"}


def _portions(text: str) -> list[str]:
    """Cut a long speech between sentences, so that no portion outlasts a shot if sentences allow it."""
    portions: list[str] = []
    for sentence in sentences(text):
        if portions and estimated_speech(f"{portions[-1]} {sentence}") <= LONGEST_SPEECH:
            portions[-1] = f"{portions[-1]} {sentence}"
        else:
            portions.append(sentence)
    return portions


def fit(
    planned: list[PlannedScene], seconds: float, average: float, natural: Callable[[PlannedScene, Planned], float]
) -> None:
    """Merge shots until the film has time for them, or find more until it is not too slow."""

    def wanted() -> float:
        return sum(natural(entry, shot) for entry in planned for shot in entry.shots)

    for merge in (_reaction_into_speech, _action_into_speech, _same_people, _exchange, _anything_silent):
        while wanted() > seconds * 1.08 and _merge_one(planned, merge):
            pass
    for widen in (_opening_alone, _reactions, _two_sentences, _props, _closer_look):
        for candidate in widen(planned):
            if wanted() > seconds - average * _FEELING_SHOWN:
                return
            candidate()


Merge = Callable[[Planned, Planned], Planned | None]


def _merge_one(planned: list[PlannedScene], merge: Merge) -> bool:
    """Merge the first fitting pair of the scene that has most shots; False when no pair fits anywhere."""
    for entry in sorted(planned, key=lambda entry: -len(entry.shots)):
        for index, (one, other) in enumerate(pairwise(entry.shots)):
            if index == 0 and entry.new_place and (other.speaks or (one.kind == "establishing" and not one.cast)):
                continue
            merged = merge(one, other)
            if merged is not None:
                entry.shots[index : index + 2] = [merged]
                return True
    return False


def _joined(one: Planned, other: Planned, kind: Kind) -> Planned:
    texts = [shot.action for shot in (one, other) if shot.kind not in ("speech", "reaction") or kind == "speech"]
    own = [shot.action for shot in (one, other) if shot.kind in ("action", "insert", "establishing")] or texts[:1]
    return Planned(
        kind,
        " ".join(own),
        tuple(dict.fromkeys((*one.cast, *other.cast)))[:5],
        (*one.lines, *other.lines),
        tuple(dict.fromkeys((*one.props, *other.props))),
        other.emotion or one.emotion,
        other.subject if kind == "speech" else one.subject or other.subject,
        max(one.least, other.least),
        hint=other.hint if kind == "speech" else one.hint,
    )


def _brief(shots: tuple[Planned, Planned], seconds: float) -> bool:
    return _joined(*shots, "action").shortest <= seconds


def _reaction_into_speech(one: Planned, other: Planned) -> Planned | None:
    return one if other.kind == "reaction" and not other.lines else None


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
    return len(one.action.split()) + len(other.action.split()) <= 40


Finding = list[Callable[[], None]]


def _opening_alone(planned: list[PlannedScene]) -> Finding:
    """The place by itself, before what happens in it."""

    def act(entry: PlannedScene) -> None:
        first = entry.shots[0]
        first.kind = "action"
        opening = establishing(entry)
        opening.least, first.least = first.least, 0.0
        entry.shots.insert(0, opening)

    return [lambda entry=entry: act(entry) for entry in planned if entry.new_place and entry.shots[0].cast]


def _reactions(planned: list[PlannedScene]) -> Finding:
    """The listener's face after a line: at the end of a scene's talk first, where it tells most."""
    found: list[tuple[int, Callable[[], None]]] = []
    for entry in planned:
        talk = [shot for shot in entry.shots if shot.kind == "speech"]
        for place, shot in enumerate(reversed(talk)):
            others = [person for person in entry.people if person != shot.subject]
            index = entry.shots.index(shot)
            followed = entry.shots[index + 1] if index + 1 < len(entry.shots) else None
            if not others or (followed and (followed.kind == "reaction" or followed.subject == others[0])):
                continue
            found.append((place, lambda entry=entry, shot=shot, other=others[0]: _react(entry, shot, other)))
    return [act for _, act in sorted(found, key=lambda pair: pair[0])]


def _react(entry: PlannedScene, shot: Planned, listener: str) -> None:
    sheet = entry.characters.get(listener)
    name = sheet.name if sheet else listener
    reaction = Planned("reaction", f"{name} takes it in.", (listener,), subject=listener, hint=f"{listener} reacts")
    entry.shots.insert(entry.shots.index(shot) + 1, reaction)


def _two_sentences(planned: list[PlannedScene]) -> Finding:
    def act(entry: PlannedScene, shot: Planned) -> None:
        first, rest = sentences(shot.action)[0], " ".join(sentences(shot.action)[1:])
        index = entry.shots.index(shot)
        second = Planned("action", rest, shot.cast, (), (), emotion_in(rest), shot.subject)
        shot.action = first
        entry.shots.insert(index + 1, second)

    return [
        lambda entry=entry, shot=shot: act(entry, shot)
        for entry in planned
        for shot in entry.shots
        if shot.kind in ("action", "establishing") and len(sentences(shot.action)) > 1
    ]


def _props(planned: list[PlannedScene]) -> Finding:
    """The thing itself, large."""

    def act(entry: PlannedScene, shot: Planned) -> None:
        thing = shot.props[0]
        insert = Planned("insert", f"{thing[:1].upper()}{thing[1:]}.", props=(thing,), hint=thing)
        entry.shots.insert(entry.shots.index(shot) + 1, insert)

    found: Finding = []
    for entry in planned:
        shown: set[str] = {prop for shot in entry.shots if shot.kind == "insert" for prop in shot.props}
        for shot in entry.shots:
            if shot.kind == "action" and shot.props and shot.props[0] not in shown:
                shown.add(shot.props[0])
                found.append(lambda entry=entry, shot=shot: act(entry, shot))
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
    return [lambda entry=entry, shot=shot: act(entry, shot) for entry, shot in faces]
