"""The voices of a film in another language: the steps that speak its lines, and the schedule with them in place."""

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

from generation.backend import VoiceBackend
from generation.requests import SpeechRequest
from orchestrator.building.backends import voice_for
from orchestrator.building.project import Project
from orchestrator.building.step import Results, Step
from orchestrator.building.steps import always, speech_id, timing_of
from orchestrator.building.translated_fit import FASTEST, Placed, Slot, place, slots, speed_for
from orchestrator.building.translated_texts import written_in
from orchestrator.building.work import SpeechWork
from orchestrator.directing.requests import speech_request
from orchestrator.directing.schedule import LineKey, Schedule, ScheduledShot, SpokenTiming, line_keys
from orchestrator.directing.timing import estimated_speech
from orchestrator.film.shot import Line

_NEARLY = 0.02
"""Seconds that a line may lack without anybody hearing it."""


@dataclass(frozen=True)
class Heard:
    """One line of the film as it is heard. `lost` words do not fit; `speed` is times the voice's own pace."""

    key: LineKey
    text: str
    translated: bool
    start: float
    seconds: float
    speed: float
    lost: int


@dataclass(frozen=True)
class Dubbed:
    """The film's schedule with other words in its mouths and its pictures, its lines, and what there is to tell of shots."""

    plan: Schedule
    lines: tuple[Heard, ...]
    notes: tuple[tuple[str, str], ...]


def dubbed_id(key: LineKey, project: Project, *, faster: bool = False) -> str:
    """The step that speaks a line in the project's other language."""
    return project.step(speech_id(key)) + (", faster" if faster else "")


def dubbing_steps(project: Project) -> list[Step]:
    """One step for each translated line, at the voice's own pace."""
    return [_step(project, key, line, said, 1.0) for key, line, said in _translated(project)]


def faster_steps(project: Project, plan: Schedule, done: Results) -> list[Step]:
    """One step for each translated line that is longer than its place, said as fast as is needed."""
    room = {slot.key: slot.room for slot in slots(project.film, plan)}
    found: list[Step] = []
    for key, line, said in _translated(project):
        action = done.get(dubbed_id(key, project))
        if action is None:
            continue
        speed = speed_for(float(str(action.facts["seconds"])), room[key])
        if speed > 1.0:
            found.append(_step(project, key, line, said, speed))
    return found


def sound_of(key: LineKey, project: Project, done: Results) -> str:
    """The step whose sound is heard where a line stands."""
    if project.dubbing is None or key not in project.dubbing.lines:
        return speech_id(key)
    faster = dubbed_id(key, project, faster=True)
    return faster if faster in done else dubbed_id(key, project)


def dubbed(project: Project, plan: Schedule, done: Results) -> Dubbed:
    """The schedule in the other language; lines that are not spoken yet have their estimated length."""
    assert project.dubbing is not None
    places = slots(project.film, plan)
    read = [_read(project, plan, slot, done) for slot in places]
    placed = place([(slot, timing.seconds) for slot, (timing, _, _) in zip(places, read, strict=True)])
    lines: list[Heard] = []
    timings: dict[LineKey, SpokenTiming] = {}
    notes = list(project.dubbing.notes)
    own = {key: line.line for key, line in line_keys(project.film)}
    for slot, where, (timing, speed, spoken) in zip(places, placed, read, strict=True):
        said = project.dubbing.lines.get(slot.key)
        text = said or own[slot.key]
        timings[slot.key], lost, unit = _cut(text, timing, where)
        lines.append(Heard(slot.key, text, said is not None, where.start, timings[slot.key].seconds, speed, lost))
        if lost:
            notes.append((f"{slot.key[0]}/{slot.key[1]}", _too_long(project, slot.key, lost, unit, exact=spoken)))
    return Dubbed(_with_lines(project, plan, {line.key: line for line in lines}, timings), tuple(lines), tuple(notes))


def _translated(project: Project) -> list[tuple[LineKey, Line, str]]:
    dubbing = project.dubbing
    assert dubbing is not None
    return [(key, line, dubbing.lines[key]) for key, line in line_keys(project.film) if key in dubbing.lines]


def _step(project: Project, key: LineKey, line: Line, said: str, speed: float) -> Step:
    voices = voice_for(project.film, line, project.root)
    request = dubbed_request(project, line, said, speed)
    return Step(dubbed_id(key, project, faster=speed > 1.0), "speech", always(SpeechWork(voices, request)))


def dubbed_request(project: Project, line: Line, said: str, speed: float = 1.0) -> SpeechRequest:
    """A line in the project's other language, by the voice that has it in the film."""
    assert project.dubbing is not None
    other = {"text": said, "language": project.dubbing.language, "speed": speed}
    return speech_request(project.film, line).model_copy(update=other)


def voice_shortcomings(project: Project) -> list[tuple[str, str]]:
    """What the voices lack for the lines as they are to be heard, by shot."""
    film, root = project.film, project.root
    asked = {key: (voice_for(film, line, root), speech_request(film, line)) for key, line in line_keys(film)}
    if project.dubbing is not None:
        for key, line, said in _translated(project):
            asked[key] = voice_for(film, line, root), dubbed_request(project, line, said)
    return [
        (f"{key[0]}/{key[1]}", reason)
        for key, (voices, request) in asked.items()
        if isinstance(voices, VoiceBackend)
        for reason in voices.shortcomings(request)
    ]


def _read(project: Project, plan: Schedule, slot: Slot, done: Results) -> tuple[SpokenTiming, float, bool]:
    """How long a line is, how fast it is said, and whether that was measured."""
    assert project.dubbing is not None
    said = project.dubbing.lines.get(slot.key)
    item = next(item for item in plan.shots if (item.scene.id, item.shot.id) == slot.key[:2])
    own = item.spoken[slot.key[2]]
    if said is None:
        return own, 1.0, speech_id(slot.key) in done
    action = done.get(sound_of(slot.key, project, done))
    if action is None:
        # The voice's own pace is known from the film's own line, once that is spoken.
        line = item.shot.dialogue[slot.key[2]].line
        pace = own.seconds / estimated_speech(line, project.film.settings.language)
        seconds = pace * estimated_speech(said, project.dubbing.language)
        speed = speed_for(seconds, slot.room)
        return SpokenTiming(seconds / speed), speed, False
    request = action.identity.get("request")
    speed = request.get("speed", 1.0) if isinstance(request, dict) else 1.0
    return timing_of(action, project.store), float(speed), True


def _cut(text: str, timing: SpokenTiming, where: Placed) -> tuple[SpokenTiming, int, str]:
    """The line as far as it is heard, and how many words (of scripts without spaces: letters) are not."""
    if where.heard >= timing.seconds - _NEARLY:
        return timing, 0, "word"
    words = text.split()
    if len(words) > 1 and len(timing.words) == len(words):
        whole = [end for _, end, _ in timing.words if end <= where.heard]
        heard = whole[-1] if whole else where.heard
        return SpokenTiming(heard, ends_early=True), len(words) - len(whole), "word"
    pieces, unit = (len(words), "word") if len(words) > 1 else (len(text), "letter")
    lost = max(1, math.ceil(pieces * (1 - where.heard / timing.seconds)))
    return SpokenTiming(where.heard, ends_early=True), lost, unit


def _too_long(project: Project, key: LineKey, lost: int, unit: str, *, exact: bool) -> str:
    assert project.dubbing is not None
    language = project.dubbing.language
    many = f"{lost} {unit}{'' if lost == 1 else 's'}"
    if key not in project.dubbing.lines:
        return f"the end of line {key[2] + 1}, {many}, is not heard: the line before it is too long in {language}"
    about = "" if exact else "about "
    return (
        f"line {key[2] + 1} is {about}{many} too long in {language}, even said {FASTEST:g} times as fast: its end is not "
        f"heard; shorten it in translations/{language}.yaml"
    )


def _with_lines(
    project: Project, plan: Schedule, lines: dict[LineKey, Heard], timings: dict[LineKey, SpokenTiming]
) -> Schedule:
    rate, texts = project.film.settings.format.rate, project.dubbing.texts if project.dubbing else {}

    def other(item: ScheduledShot) -> ScheduledShot:
        keys = [(item.scene.id, item.shot.id, index) for index in range(len(item.shot.dialogue))]
        begin = float(item.start / rate)
        dialogue = tuple(
            line.model_copy(update={"line": lines[key].text})
            for key, line in zip(keys, item.shot.dialogue, strict=True)
        )
        scene, shot = written_in(texts, item.scene, item.shot)
        return replace(
            item,
            scene=scene,
            shot=shot.model_copy(update={"dialogue": dialogue}),
            timing=replace(item.timing, line_starts=tuple(lines[key].start - begin for key in keys)),
            spoken=tuple(timings[key] for key in keys),
        )

    return replace(plan, shots=tuple(other(item) for item in plan.shots))


def rows(lines: Sequence[Heard]) -> list[dict[str, object]]:
    """The lines for the report."""
    return [
        {
            "shot": f"{line.key[0]}/{line.key[1]}",
            "line": line.key[2] + 1,
            "text": line.text,
            "translated": line.translated,
            "start": round(line.start, 3),
            "seconds": round(line.seconds, 3),
            "speed": round(line.speed, 2),
            "too_many": line.lost,
        }
        for line in lines
    ]
