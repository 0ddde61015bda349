"""The steps of a film: what must be made, from the film's values and from what was made before."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from generation.backend import Capabilities, ClipBackend, StillBackend
from generation.errors import GenerationError
from generation.requests import ClipRequest, Media
from generation.tokens import counter
from orchestrator.building.backends import AnyBackend, backend_for
from orchestrator.building.fingerprint import digest_of, fingerprint
from orchestrator.building.graph import Foreseen, Results, Step
from orchestrator.building.store import Action, Store
from orchestrator.building.work import AmbienceWork, ClipWork, ScoreWork, SpeechWork, StillWork, Work
from orchestrator.directing.cut import AMBIENCE_FADE
from orchestrator.directing.prompting import Prompt, Prompter
from orchestrator.directing.requests import (
    ambience_request,
    clip_request,
    downgrades,
    score_request,
    shortened,
    slate_request,
    speech_request,
    still_request,
)
from orchestrator.directing.schedule import LineKey, Schedule, ScheduledShot, SpokenTiming, line_keys
from orchestrator.film.errors import FilmError
from orchestrator.film.film import Film
from orchestrator.film.shot import Shot
from templates.dialects import card

_ENDS = ("first", "last")
_AWAITED = Media(digest="", path=Path())
"""In place of a picture that is not made yet."""


def speech_id(key: LineKey) -> str:
    """The step that speaks a line."""
    return f"speech {key[0]}/{key[1]}/{key[2] + 1}"


def clip_id(shot_key: str) -> str:
    """The step that makes a shot's clip."""
    return f"clip {shot_key}"


def speech_steps(film: Film) -> list[Step]:
    """One step for each line of dialogue and narration."""
    voices = backend_for("voices", film.settings.voices)
    return [
        Step(speech_id(key), "speech", always(SpeechWork(voices, speech_request(film, line))))
        for key, line in line_keys(film)
    ]


def spoken(film: Film, results: Results, store: Store) -> dict[LineKey, SpokenTiming]:
    """What the lines really take, for those that have been spoken."""
    found: dict[LineKey, SpokenTiming] = {}
    for key, _line in line_keys(film):
        if action := results.get(speech_id(key)):
            found[key] = timing_of(action, store)
    return found


def spoken_so_far(film: Film, store: Store) -> dict[LineKey, SpokenTiming]:
    """What the lines really take, for those that are in the store already."""
    recalled = ((step.id, store.recall(fingerprint(step.prepare({}).identity()))) for step in speech_steps(film))
    return spoken(film, {name: action for name, action in recalled if action is not None}, store)


def timing_of(action: Action, store: Store) -> SpokenTiming:
    """When what is heard in a spoken line."""
    timing = json.loads(store.path(action.outputs["timing"]).read_text(encoding="utf-8"))
    return SpokenTiming(
        seconds=float(str(action.facts["seconds"])),
        words=tuple((float(a), float(b), str(text)) for a, b, text in timing["words"]),
        phonemes=tuple((float(a), float(b), str(text)) for a, b, text in timing["phonemes"]),
    )


@dataclass(frozen=True)
class ClipSteps:
    """Makes the steps of the pictures: keyframes, last frames of the shots before, and clips."""

    film: Film
    root: Path
    store: Store
    plan: Schedule
    _digests: dict[Path, str] = field(default_factory=dict[Path, str])
    _prompts: dict[tuple[str, bool], Prompt] = field(default_factory=dict[tuple[str, bool], Prompt])
    """Compiled once, for the request and for what is told of it."""

    @cached_property
    def prompter(self) -> Prompter:
        """What compiles the prompts of this film."""
        return prompter_of(self.film, self.root)

    def prompt(self, item: ScheduledShot) -> Prompt | None:
        """What the model of a shot is told; None where nothing is generated from words."""
        if item.shot.footage is not None:
            return None
        _name, backend = self.backend(item)
        can = backend.can()
        pictured = starts_from_picture(item.shot, can, opens=item is self.plan.shots[0])
        return self._prompt(item, backend, from_picture=pictured) if can.prompt else None

    def all(self) -> list[Step]:
        """Every step of the pictures, in the order of the film."""
        found: list[Step] = []
        for index, item in enumerate(self.plan.shots):
            before = self.plan.shots[index - 1] if index else None
            found += self._shot(item, before)
        return found

    def backend(self, item: ScheduledShot) -> tuple[str, AnyBackend]:
        """The name and the backend that makes a shot."""
        name = item.shot.model or self.film.settings.pictures
        return name, backend_for("clips", name, self.root)

    def _shot(self, item: ScheduledShot, before: ScheduledShot | None) -> list[Step]:
        if item.shot.footage is not None:
            return [self._footage(item)]
        _name, backend = self.backend(item)
        can = backend.can()
        steps: list[Step] = []
        ends: dict[str, tuple[str, str]] = {}
        continues = item.shot.boundary == "continue" and item.shot.keyframes.first is None and can.first_frame
        for end in _ENDS:
            wanted = getattr(item.shot.keyframes, end)
            if wanted is None and end == "first" and can.needs_first and not (continues and before):
                wanted = "generate"
            if wanted is None or not getattr(can, f"{end}_frame"):
                continue
            if wanted == "generate":
                still = f"still {item.key}/{end}"
                steps.append(Step(still, "still", always(self._still(item))))
                ends[end] = (still, "still")
        if continues and before is not None:
            tail = f"tail {before.key}"
            steps.append(Step(tail, "still", self._tail(before), needs=(clip_id(before.key),)))
            ends["first"] = (tail, "still")
        steps.append(
            Step(
                clip_id(item.key),
                "clip",
                self._clip(item, backend, can, ends),
                needs=tuple(step for step, _ in ends.values()),
                stand_in=self._slate(item),
                foreseen=self._foreseen(item, backend),
            )
        )
        return steps

    def _foreseen(self, item: ScheduledShot, backend: AnyBackend) -> Foreseen:
        prompt = self.prompt(item)
        return Foreseen(backend, (prompt.text, prompt.negative) if prompt else ("", ""))

    def _clip(
        self, item: ScheduledShot, backend: AnyBackend, can: Capabilities, ends: Mapping[str, tuple[str, str]]
    ) -> Callable[[Results], Work]:
        if ends:  # What can be known to be refused is refused now, not when the pictures that it waits for are made.
            self._request(item, backend, can, dict.fromkeys(ends, _AWAITED))

        def prepare(results: Results) -> Work:
            made = {end: media(self.store, results[step], name) for end, (step, name) in ends.items()}
            return ClipWork(backend, self._request(item, backend, can, made))

        return prepare

    def _request(
        self, item: ScheduledShot, backend: AnyBackend, can: Capabilities, made: Mapping[str, Media]
    ) -> ClipRequest:
        """The shot as a request, with the pictures that were made for it and those that the person gave."""
        first, last = (made.get(end) or self._given(getattr(item.shot.keyframes, end), can, end) for end in _ENDS)
        prompt = self._prompt(item, backend, from_picture=first is not None) if can.prompt else None
        request = clip_request(self.film, item, can, prompt, first, last)
        try:
            backend.check(request)
        except GenerationError as error:
            raise FilmError(f"shot {item.key}: {error}") from error
        return request

    def _given(self, wanted: str | None, can: Capabilities, end: str) -> Media | None:
        if wanted is None or wanted == "generate" or not getattr(can, f"{end}_frame"):
            return None
        return self._file(wanted)

    def _file(self, name: str) -> Media:
        path = self.root / name
        if path not in self._digests:
            self._digests[path] = digest_of(path)
        return Media(digest=self._digests[path], path=path)

    def _still(self, item: ScheduledShot) -> Work:
        name = "animatic" if self.film.settings.stills == "auto" else self.film.settings.stills
        backend = backend_for("stills", name)
        dialect = backend.dialect if isinstance(backend, StillBackend) else "animatic"
        prompt = self.prompter.prompt(item.scene, item.shot, dialect)
        return StillWork(backend, still_request(self.film, item, prompt))

    def _prompt(self, item: ScheduledShot, backend: AnyBackend, *, from_picture: bool) -> Prompt:
        key = (item.key, from_picture)
        if key not in self._prompts:
            self._prompts[key] = prompt_in(self.prompter, item, backend, from_picture=from_picture)
        return self._prompts[key]

    def _tail(self, before: ScheduledShot) -> Callable[[Results], Work]:
        from orchestrator.building.footage import TailWork

        def prepare(results: Results) -> Work:
            return TailWork(media(self.store, results[clip_id(before.key)], "clip"), before.timing.frames - 1)

        return prepare

    def _footage(self, item: ScheduledShot) -> Step:
        from orchestrator.building.footage import FootageWork

        footage, picture = item.shot.footage, self.film.settings.format
        assert footage is not None
        work = FootageWork(
            media=self._file(footage.path),
            width=picture.width,
            height=picture.height,
            rate=str(picture.rate),
            start=footage.start,
            frames=item.timing.frames,
        )
        return Step(clip_id(item.key), "clip", always(work), stand_in=self._slate(item))

    def _slate(self, item: ScheduledShot) -> Callable[[Results, str], Work]:
        def stand_in(_results: Results, error: str) -> Work:
            request: ClipRequest = slate_request(self.film, item, error)
            return ClipWork(backend_for("clips", "slate"), request)

        return stand_in


def starts_from_picture(shot: Shot, can: Capabilities, *, opens: bool) -> bool:
    """Whether a clip starts from a picture; the shot that `opens` the film has none before it to go on from."""
    wanted = shot.keyframes.first is not None or can.needs_first
    return can.first_frame and (wanted or (shot.boundary == "continue" and not opens))


def prompter_of(film: Film, root: Path) -> Prompter:
    """What compiles a film's prompts: with the project's own templates first, then those of its style guide."""
    folders = [root / "prompts", *film.style_prompts]
    return Prompter(film, folders)


def prompt_in(prompter: Prompter, item: ScheduledShot, backend: AnyBackend, *, from_picture: bool) -> Prompt:
    """The prompt of a shot in the dialect of a clip backend, counted by the model's own tokenizer where that is here."""
    if not isinstance(backend, ClipBackend):
        return prompter.prompt(item.scene, item.shot, "animatic")
    dialect, own = backend.speaks(), backend.tokenizer()
    counts = counter(card(dialect).limit.encoder, own) if own else None
    return prompter.prompt(item.scene, item.shot, dialect, from_picture=from_picture, counter=counts)


def shortcomings(plan: Schedule, pictures: ClipSteps) -> list[tuple[str, str]]:
    """What the files ask for and the pictures cannot hold: `scene/shot`, and what becomes of it."""
    found: list[tuple[str, str]] = []
    for item in plan.shots:
        if item.shot.footage is None:
            name, backend = pictures.backend(item)
            found += [(item.key, reason) for reason in downgrades(pictures.film, item, name, backend.can())]
        found += [(item.key, reason) for reason in shortened(item)]
    return found


def sound_steps(film: Film, plan: Schedule) -> list[Step]:
    """The score, and the ambience of every scene."""
    steps: list[Step] = []
    if film.settings.score != "off":
        backend = backend_for("scores", film.settings.score)
        steps.append(Step("score", "score", always(ScoreWork(backend, score_request(film, plan)))))
    beds = backend_for("ambiences", "procedural")
    for scene, _start, frames in plan.scene_spans():
        for kind in scene.ambience:
            request = ambience_request(film, scene.place or scene.id, kind, frames, AMBIENCE_FADE)
            steps.append(Step(f"ambience {scene.id}/{kind}", "ambience", always(AmbienceWork(beds, request))))
    return steps


def media(store: Store, action: Action, name: str) -> Media:
    """An output of a step as a file for a request."""
    output = action.outputs[name]
    return Media(digest=output.digest, path=store.path(output))


def always(work: Work) -> Callable[[Results], Work]:
    """A `prepare` for work that needs no results."""
    return lambda _results: work
