"""The steps of a film: what must be made, from the film's values and from what was made before."""

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from generation.backend import Capabilities
from generation.errors import GenerationError
from generation.requests import ClipRequest, Keyframe, Media, Staging
from orchestrator.building.backends import AnyBackend, backend_for, fault_at, voice_for
from orchestrator.building.drawing import Drawing, drawing_for, from_words_alone
from orchestrator.building.footage import EndWork, FootageWork, TailWork
from orchestrator.building.keyframes import Files, KeyframeSteps, Pictures, of_step, output
from orchestrator.building.step import Foreseen, Results, Step, recalled
from orchestrator.building.work import ClipWork, SpeechWork, Work
from orchestrator.directing.continuity import Carried, ContinuityPlan, Maker, Picture, Tail, continuity
from orchestrator.directing.prompting import Prompt
from orchestrator.directing.requests import (
    Given,
    acted,
    clip_request,
    downgrades,
    shortened,
    slate_request,
    speech_request,
    taught,
)
from orchestrator.directing.schedule import LineKey, Schedule, ScheduledShot, SpokenTiming, line_keys
from orchestrator.film.errors import ProjectError
from orchestrator.film.film import Film
from orchestrator.film.scene import Scene
from orchestrator.film.shot import Shot
from orchestrator.store.records import Action
from orchestrator.store.store import Store

if TYPE_CHECKING:
    from orchestrator.directing.prompting.compiler import Prompter

_DRAWN = "animatic"
"""The clip backend that plays what the staging says; what others show, nobody knows before it is there."""
OF_ALL = "keyframes"
"""What is told of all keyframes is about."""
_AWAITED = Media(digest="", path=Path())
"""In place of a picture that is not made yet."""


def speech_id(key: LineKey) -> str:
    """The step that speaks a line."""
    return f"speech {key[0]}/{key[1]}/{key[2] + 1}"


def clip_id(shot_key: str) -> str:
    """The step that makes a shot's clip."""
    return f"clip {shot_key}"


def speech_steps(film: Film, store: Store) -> list[Step]:
    """One step for each line of dialogue and narration, in the project that the store belongs to."""
    root = store.folder.parent
    return [
        Step(speech_id(key), "speech", always(SpeechWork(voice_for(film, line, root), speech_request(film, line))))
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
    return spoken(film, recalled(speech_steps(film, store), store), store)


def timing_of(action: Action, store: Store) -> SpokenTiming:
    """When what is heard in a spoken line."""
    timing = json.loads(store.proved(action.outputs["timing"]).read_text(encoding="utf-8"))
    return SpokenTiming(
        seconds=float(str(action.facts["seconds"])),
        words=tuple((float(a), float(b), str(text)) for a, b, text in timing["words"]),
        phonemes=tuple((float(a), float(b), str(text)) for a, b, text in timing["phonemes"]),
    )


@dataclass(frozen=True)
class ClipSteps:
    """Makes the steps of the pictures: references, keyframes, last frames of the shots before, and clips."""

    film: Film
    root: Path
    store: Store
    plan: Schedule
    _prompts: dict[tuple[str, bool], Prompt] = field(default_factory=dict[tuple[str, bool], Prompt])
    """Compiled once, for the request and for what is told of it."""
    _acted: dict[tuple[str, int], Staging] = field(default_factory=dict[tuple[str, int], Staging])
    """Worked out once, for the picture, its sounds and the music."""
    _makers: dict[str, tuple[AnyBackend, Capabilities]] = field(
        default_factory=dict[str, tuple[AnyBackend, Capabilities]]
    )

    @cached_property
    def prompter(self) -> "Prompter":
        """What compiles the prompts of this film. Most films of drawings have none, and it takes its time to be imported."""
        from orchestrator.building.prompts import prompter_of

        return prompter_of(self.film, self.root)

    @cached_property
    def drawing(self) -> Drawing:
        """What draws keyframes and references."""
        return drawing_for(self.film, self.root)

    @cached_property
    def carried(self) -> ContinuityPlan:
        """How continuity is carried from shot to shot."""
        return continuity(self.film, self.plan, self.maker, self.drawing.stills)

    @cached_property
    def pictures(self) -> Pictures:
        """The pictures that condition clips."""
        return Pictures(self.store, Files(self.root, self.film.style_folder))

    @cached_property
    def keyframes(self) -> KeyframeSteps:
        """The steps that draw."""
        return KeyframeSteps(self.film, self.plan, self.carried, self.drawing, self._worded, self.pictures)

    @cached_property
    def _lengths(self) -> dict[str, int]:
        """How many frames the clip of each shot has."""
        return {item.key: item.timing.made for item in self.plan.shots}

    def prompt(self, item: ScheduledShot) -> Prompt | None:
        """What the model of a shot is told; None where nothing is generated from words."""
        if item.shot.footage is not None:
            return None
        _name, backend = self.backend(item)
        pictured = self.carried.shots[item.key].first is not None
        return self._prompt(item, backend, from_picture=pictured) if self.can(item).prompt else None

    def acted(self, item: ScheduledShot, *, joins: bool = False) -> Staging:
        """A shot as it is acted over its clip, which has a picture more if it `joins`."""
        key = (item.key, item.timing.made + joins)
        if key not in self._acted:
            self._acted[key] = acted(self.film, item, key[1])
        return self._acted[key]

    def all(self) -> list[Step]:
        """Every step of the pictures: those that are drawn, then tails and clips in the order of the film."""
        return list(self._all)

    @cached_property
    def _all(self) -> tuple[Step, ...]:
        return (*self.keyframes.all(), *(step for item in self.plan.shots for step in self._shot(item)))

    def backend(self, item: ScheduledShot) -> tuple[str, AnyBackend]:
        """The name and the backend that makes a shot."""
        name = item.shot.model or self.film.settings.pictures
        return name, self._made_by(name)[0]

    def can(self, item: ScheduledShot) -> Capabilities:
        """What the backend that makes a shot can do."""
        return self._made_by(item.shot.model or self.film.settings.pictures)[1]

    def drawn(self, item: ScheduledShot) -> bool:
        """Whether the shot is drawn and acted here, so that what happens in it is known to the moment."""
        return item.shot.footage is None and self.backend(item)[1].name == _DRAWN

    def maker(self, item: ScheduledShot) -> Maker | None:
        """What makes a shot, for the continuity plan; None for the person's own footage."""
        if item.shot.footage is not None:
            return None
        name, _backend = self.backend(item)
        return Maker(name, self.can(item))

    def _made_by(self, name: str) -> tuple[AnyBackend, Capabilities]:
        if name not in self._makers:
            backend = backend_for("clips", name, self.root)
            self._makers[name] = backend, backend.can()
        return self._makers[name]

    def _shot(self, item: ScheduledShot) -> list[Step]:
        if item.shot.footage is not None:
            return [self._footage(item)]
        _name, backend = self.backend(item)
        carried = self.carried.shots[item.key]
        needs = [*of_step(carried.first), *of_step(carried.last)]
        needs += [name for one in carried.references for name in of_step(one.picture)]
        steps: list[Step] = []
        if isinstance(carried.first, Tail):
            steps.append(self._tail(carried.first, carried.cut_off))
        if carried.context:
            needs.append(clip_id(carried.context))
        if carried.context and carried.end_step:
            end = self._end(carried.end_step, carried.context, carried)
            steps.append(end)
            needs += [end.id, *of_step(carried.colours)]
        steps.append(
            Step(
                clip_id(item.key),
                "clip",
                self._clip(item, backend, carried, awaits=bool(needs)),
                needs=tuple(dict.fromkeys(needs)),
                stand_in=self._slate(item),
                foreseen=self._foreseen(item, backend),
            )
        )
        return steps

    def _foreseen(self, item: ScheduledShot, backend: AnyBackend) -> Foreseen:
        prompt = self.prompt(item)
        return Foreseen(backend, (prompt.text, prompt.negative) if prompt else ("", ""))

    def _clip(
        self, item: ScheduledShot, backend: AnyBackend, carried: Carried, *, awaits: bool
    ) -> Callable[[Results], Work]:
        joins = self._joins(item, carried)
        if awaits:  # What can be known to be refused is refused now, not when the pictures that it waits for are made.
            self._request(item, backend, self._given(item, backend, carried, None), joins=joins)

        def prepare(results: Results) -> Work:
            given = self._given(item, backend, carried, results)
            return ClipWork(backend, self._request(item, backend, given, joins=joins), joins=joins)

        return prepare

    def _given(self, item: ScheduledShot, backend: AnyBackend, carried: Carried, results: Results | None) -> Given:
        """What conditions a clip; without `results` as if all were made."""

        def file(picture: Picture | None) -> Media | None:
            if picture is None:
                return None
            return _AWAITED if results is None else self.pictures.media(picture, results)

        context = self._context(carried, results)
        # The card that stands in for a clip is none to go on from: as after a tail, it starts from the picture of the chain.
        lost = carried.colours if context is None and self.can(item).first_frame else None
        return Given(
            first=file(carried.first or lost),
            last=file(carried.last),
            keyframes=tuple(
                Keyframe(frame=one.frame, media=self.pictures.files.media(one.picture.path)) for one in carried.between
            ),
            context=context,
            references=tuple(found for one in carried.references if (found := file(one.picture))),
            loras=self.pictures.files.loras(taught(self.film, item), backend) if self.can(item).loras else (),
        )

    def _context(self, carried: Carried, results: Results | None) -> Media | None:
        """The clip that a clip goes on from; None where it has none, or a slate stands in for it."""
        if carried.context is None or results is None:
            return _AWAITED if carried.context else None
        if is_slate(results[clip_id(carried.context)]):
            return None
        return output(self.store, results[carried.end_step or clip_id(carried.context)], "clip")

    def _end(self, name: str, before: str, carried: Carried) -> Step:
        """The end of the clip of the shot before, as the film leaves it."""
        anchor, strength = carried.colours, self.film.settings.continuity.anchor
        last = self._last(before, carried.cut_off) if carried.cut_off else None

        def prepare(results: Results) -> Work:
            clip = output(self.store, results[clip_id(before)], "clip")
            colours = self.pictures.media(anchor, results) if anchor else None
            return EndWork(clip, colours, strength if anchor else 0.0, last)

        return Step(name, "still", prepare, needs=(clip_id(before), *of_step(anchor)))

    def _last(self, shot: str, cut_off: int) -> int:
        """The frame of a shot's clip behind which only so many are left."""
        return self._lengths[shot] - 1 - cut_off

    def _joins(self, item: ScheduledShot, carried: Carried) -> bool:
        """Whether a clip starts from the last picture of the one before, and the model holds a picture more."""
        if carried.first is None or carried.boundary not in ("continue", "shared"):
            return False
        longest = self.can(item).longest
        return longest is None or (item.timing.made + 1) / self.film.settings.format.rate <= longest

    def _request(self, item: ScheduledShot, backend: AnyBackend, given: Given, *, joins: bool) -> ClipRequest:
        """The shot as a request; refused here if the backend cannot answer it."""
        can = self.can(item)
        prompt = self._prompt(item, backend, from_picture=given.first is not None) if can.prompt else None
        staged = self.acted(item, joins=joins) if can.staging else None
        request = clip_request(self.film, item, can, prompt, given, joins=joins, staged=staged)
        try:
            backend.check(request)
        except GenerationError as error:
            route = ("shots", [shot.id for shot in item.scene.shots].index(item.shot.id))
            raise ProjectError([fault_at(self.root, item.scene.id, route, str(error))]) from error
        return request

    def _worded(self, scene: Scene, shot: Shot) -> Prompt:
        """The prompt of a shot, which need not be one of the film, for what draws its keyframes."""
        from orchestrator.building.prompts import prompt_for

        return prompt_for(self.prompter, scene, shot, self.drawing.backend, self.drawing.dialect)

    def _prompt(self, item: ScheduledShot, backend: AnyBackend, *, from_picture: bool) -> Prompt:
        from orchestrator.building.prompts import prompt_in

        key = (item.key, from_picture)
        if key not in self._prompts:
            self._prompts[key] = prompt_in(self.prompter, item, backend, from_picture=from_picture)
        return self._prompts[key]

    def _tail(self, tail: Tail, cut_off: int) -> Step:
        last = self._last(tail.shot, cut_off)

        def prepare(results: Results) -> Work:
            clip = results[clip_id(tail.shot)]
            anchor = self.pictures.media(tail.anchor, results) if tail.anchor else None
            if is_slate(clip) and anchor is not None:
                return TailWork(anchor, 0)  # The card that stands in for a shot is no picture to go on from.
            # Whoever made the clip kept its very last picture, which is not the one where its end is cut off.
            kept = output(self.store, clip, "tail" if "tail" in clip.outputs and not cut_off else "clip")
            return TailWork(kept, last, anchor, self.film.settings.continuity.anchor)

        return Step(tail.step, "still", prepare, needs=(clip_id(tail.shot), *of_step(tail.anchor)))

    def _footage(self, item: ScheduledShot) -> Step:
        footage, picture = item.shot.footage, self.film.settings.format
        assert footage is not None
        work = FootageWork(
            media=self.pictures.files.media(footage.path),
            width=picture.width,
            height=picture.height,
            rate=str(picture.rate),
            start=footage.start,
            frames=item.timing.made,
        )
        return Step(clip_id(item.key), "clip", always(work), stand_in=self._slate(item))

    def _slate(self, item: ScheduledShot) -> Callable[[Results, str], Work]:
        def stand_in(_results: Results, error: str) -> Work:
            request: ClipRequest = slate_request(self.film, item, error)
            return ClipWork(backend_for("clips", "slate"), request)

        return stand_in


def is_slate(clip: Action) -> bool:
    """Whether a slate stands in for a clip that could not be made."""
    maker = clip.identity.get("backend")
    return isinstance(maker, dict) and maker.get("name") == "slate"


def shortcomings(plan: Schedule, pictures: ClipSteps) -> list[tuple[str, str]]:
    """What the files ask for and the pictures cannot hold: `scene/shot` (or what it is about), and what becomes of it."""
    found: list[tuple[str, str]] = []
    for item in plan.shots:
        if item.shot.footage is None:
            name, _backend = pictures.backend(item)
            found += [(item.key, reason) for reason in downgrades(pictures.film, item, name, pictures.can(item))]
        found += [(item.key, reason) for reason in shortened(item)]
    found += [(note.shot, note.text) for note in pictures.carried.notes]
    return [*_of_all(pictures), *found]


def _of_all(pictures: ClipSteps) -> list[tuple[str, str]]:
    """What is lacking for the whole film, each said once."""
    backends = dict(pictures.backend(item) for item in pictures.plan.shots if item.shot.footage is None)
    found = [pictures.drawing.advice, *(from_words_alone(backend) for backend in backends.values())]
    if pictures.carried.keyframes and not pictures.drawing.backend.can().loras and pictures.drawing.stills.reads:
        whose = dict.fromkeys(one.of for _, item in pictures.keyframes.drawn() for one in taught(pictures.film, item))
        found += [f"the LoRA of {of} is not used in keyframes: '{pictures.drawing.name}' takes none" for of in whose]
    if (style := pictures.film.style).references and (lacks := _style_unseen(pictures)):
        found.append(f"the references of style {style.name} are not shown: {lacks}")
    return [(OF_ALL, text) for text in dict.fromkeys(found) if text]


def _style_unseen(pictures: ClipSteps) -> str:
    """Why no model is shown the pictures of the style; empty where one is, or where none makes pictures."""
    stills, carried = pictures.drawing.stills, pictures.carried
    trained = any(item.shot.footage is None and pictures.can(item).prompt for item in pictures.plan.shots)
    if not trained or any(frame.style for frame in (*carried.keyframes.values(), *carried.references.values())):
        return ""
    if not carried.keyframes:
        return "no keyframes are drawn"
    return "no keyframe has room for them" if stills.shown else f"'{stills.name}' cannot be shown any"


def always(work: Work) -> Callable[[Results], Work]:
    """A `prepare` for work that needs no results."""
    return lambda _results: work
