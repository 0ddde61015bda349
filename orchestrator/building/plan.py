"""The plan: what a render would do, and why, without doing it."""

from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from itertools import accumulate
from pathlib import Path
from typing import TYPE_CHECKING

from generation.backend import Backend
from generation.errors import GenerationError
from orchestrator.building.backends import AnyBackend, backend_for, prove_makers
from orchestrator.building.finale import film_steps, illegible, mix_step, steps_of_windows, timeline_of, windows_of
from orchestrator.building.foley_steps import foley_steps
from orchestrator.building.grading import grade_id, grade_steps
from orchestrator.building.planned import Plan, PlannedStep
from orchestrator.building.project import Project
from orchestrator.building.quarantine import Quarantine
from orchestrator.building.sound_steps import sound_steps
from orchestrator.building.step import Progressed, Step, reason_for
from orchestrator.building.steps import OF_ALL, ClipSteps, clip_id, shortcomings, speech_steps, spoken
from orchestrator.building.translated_steps import dubbed, dubbing_steps, faster_steps, voice_shortcomings
from orchestrator.building.upgrades import kept
from orchestrator.building.work import Asked, Work
from orchestrator.directing.prompting.prompt import Prompt, left_out
from orchestrator.directing.schedule import Schedule, schedule
from orchestrator.project.proposals import open_proposals
from orchestrator.store.fingerprint import Identity, fingerprint
from orchestrator.store.records import Action
from orchestrator.store.store import Store

if TYPE_CHECKING:
    from generation.diffusion.recipe import DiffusionRecipe

_SHOWN = 2
"""Most steps that are named of those that one waits for."""
_GUESS = 0.045
"""Seconds a frame, for a backend that has made nothing here yet."""


class Planner:
    """Looks at every step of a project without making any."""

    def __init__(self, project: Project, *, upgrade: bool = False) -> None:
        self._project = project
        self._upgrade = upgrade
        self._outdated: list[Action] = []
        self._store: Store = project.store
        self._shared = project.shared
        self._quarantine = Quarantine(project.store.folder / "quarantine")
        self._last = project.store.latest()
        project.store.read_ahead()
        self._state = Progressed()
        self._unspoken: set[str] = set()
        """The shots and scenes with lines that are not spoken yet, as the ids of the lines begin."""
        self._lengths: tuple[Schedule, Mapping[str, int]] | None = None

    def plan(self) -> Plan:
        """Work out what a render would do."""
        film = self._project.film
        prove_makers(self._project.root, film)
        voices = speech_steps(film, self._project.store)
        steps = self._look(voices)
        others = dubbing_steps(self._project) if self._project.dubbing else []
        steps += self._look(others)
        unspoken = [step.id for step in voices if step.id not in self._state.done]
        self._unspoken = {part for id in unspoken for part in accumulate(id.split("/")[:-1], "{}/{}".format)}
        exact = not unspoken
        layout = schedule(film, spoken(film, self._state.done, self._store))
        clips = ClipSteps(film, self._project.root, self._store, layout)
        found: list[tuple[str, str]] = []
        if self._project.dubbing:
            steps += self._look(faster_steps(self._project, layout, self._state.done))
            other = dubbed(self._project, layout, self._state.done)
            found += other.notes
            layout = other.plan
        found += [*voice_shortcomings(self._project), *illegible(self._project, layout)]
        making = [*clips.all(), *grade_steps(clips), *sound_steps(clips, layout)]
        making += foley_steps(clips)
        making.append(mix_step(self._project, layout, clips, making))
        steps += self._look(making, layout, exact=exact)
        steps += self._after(layout, all(step.state == "ready" and not step.fetch for step in steps))
        drawn = any(step.kind in ("clip", "still") and step.state != "ready" for step in steps)
        found += _together([note for note in shortcomings(layout, clips) if drawn or note[0] != OF_ALL])
        backends = self._wanted(clips, layout, steps)
        found += _lacking(backends)
        prompts = _prompts(layout, clips, {step.id for step in steps if step.state != "ready"})
        found += _together([(key, note) for key, _of, prompt in prompts for note in prompt.notes])
        shed = tuple((key + of, left_out(prompt.shed, prompt.budget)) for key, of, prompt in prompts if prompt.shed)
        return Plan(
            steps=tuple(steps),
            downgrades=tuple(found),
            frames=layout.frames,
            rate=str(film.settings.format.rate),
            exact=exact,
            shed=shed,
            memory=memory_said([one for _name, one in backends]),
            notes=tuple(self._shared.notes()) if self._shared is not None else (),
            outdated=tuple(action.step for action in self._outdated),
            outdated_seconds=round(sum(action.seconds for action in self._outdated), 3),
            orphans=self._orphans(layout),
            decisions=tuple(proposal.path for proposal in open_proposals(self._project.root)),
        )

    def _orphans(self, layout: Schedule) -> tuple[str, ...]:
        shown = {clip_id(item.key) for item in layout.shots}
        return tuple(step for step in sorted(self._last) if step.startswith("clip ") and step not in shown)

    def _wanted(self, clips: ClipSteps, layout: Schedule, steps: Sequence[PlannedStep]) -> list[tuple[str, AnyBackend]]:
        """The backends that make clips, pictures and music which are not there yet, by name."""
        to_do = {step.id for step in steps if step.state != "ready"}
        wanted = {
            clips.backend(item) for item in layout.shots if clip_id(item.key) in to_do and item.shot.footage is None
        }
        if any(name in to_do for name in (*clips.carried.references, *clips.carried.keyframes)):
            wanted.add((clips.drawing.name, clips.drawing.backend))
        if "score" in to_do and not self._project.film.settings.own_score:
            score = self._project.film.settings.score
            wanted.add((score.partition("?")[0], backend_for("scores", score)))
        return sorted(wanted, key=lambda pair: pair[0])

    def _look(self, steps: Sequence[Step], layout: Schedule | None = None, *, exact: bool = True) -> list[PlannedStep]:
        self._look_ahead(steps)
        return [self._one(step, layout, exact=exact) for step in steps]

    def _one(self, step: Step, layout: Schedule | None, *, exact: bool) -> PlannedStep:
        if lacking := [need for need in step.needs if need not in self._state.done]:
            return self._waiting(step, f"waits for {_listed(lacking)}", layout)
        work = step.prepare(self._state.done)
        identity = work.identity()
        key = fingerprint(identity)
        found = self._store.recall(key) or self._kept(step, work, identity)
        fetch = 0
        if found is None and self._shared is not None and (found := self._shared.seen(self._store, key, step.id)):
            fetch = sum(output.size for output in found.outputs.values())
        if found is not None:
            self._state.done[step.id] = found
            return PlannedStep(step.id, step.kind, "ready", "in the shared store" if fetch else "", fetch=fetch)
        if (record := self._quarantine.find(key)) is not None:
            return PlannedStep(step.id, step.kind, "quarantined", self._quarantine.said(record))
        held = work.alone()
        quick = step.kind == "grade" or (isinstance(work, Asked) and not held)
        seconds = self._estimate(step, _maker(identity), layout, quick=quick)
        before = self._last.get(step.id)
        reason = reason_for(self._store, work, before)
        if before is None or reason == "not made yet":
            return PlannedStep(step.id, step.kind, "missing", "not made yet", seconds, held)
        speaks = f"speech {step.id.removeprefix('clip ')}" in self._unspoken
        if not exact and speaks and reason.startswith(("length changed", "speech timing changed")):
            reason = "its speech is not spoken yet"
        return PlannedStep(step.id, step.kind, "stale", reason, seconds, held)

    def _waiting(self, step: Step, reason: str, layout: Schedule | None) -> PlannedStep:
        """What waits for another step is known as far as it is foreseen who makes it."""
        if step.foreseen is None:
            return PlannedStep(step.id, step.kind, "waiting", reason)
        backend = step.foreseen.backend
        held = backend.can().processes == "one"
        seconds = self._estimate(step, f"{step.kind} {backend.name}", layout, quick=not held)
        return PlannedStep(step.id, step.kind, "waiting", reason, seconds, held)

    def _look_ahead(self, steps: Sequence[Step]) -> None:
        """Ask the shared store for all that is not here at once: one by one they would wait for each other's answers."""
        if self._shared is None:
            return
        for step in steps:
            if all(need in self._state.done for need in step.needs):
                key = fingerprint(step.prepare(self._state.done).identity())
                self._shared.look_for(self._store, key, step.id)

    def _kept(self, step: Step, work: Work, identity: Identity) -> Action | None:
        """What an earlier version of its backend made of it, unless it is to be made anew."""
        found = None if self._upgrade else kept(self._store, self._last.get(step.id), work, identity)
        if found is not None:
            self._outdated.append(found)
        return found

    def _after(self, layout: Schedule, complete: bool) -> list[PlannedStep]:
        """The windows, the film and its poster; known only when everything before them is here."""
        follows = PlannedStep(self._project.step("film"), "film", "waiting", "follows from the above")
        if not complete:
            return [follows]
        timeline = timeline_of(self._project, layout, self._state.done)
        windows = windows_of(self._project, timeline)
        steps = self._look(steps_of_windows(windows))
        if any(step.state != "ready" for step in steps):
            return [*steps, follows]
        from orchestrator.building.versions import version_stages

        steps += self._look(film_steps(self._project, layout, timeline, windows, self._state.done))
        for stage in version_stages(self._project, layout, timeline, self._state.done):
            steps += self._look(stage.steps, layout)
            if any(step.state != "ready" for step in steps):
                return steps
        movie = f"out/{self._project.file('film')}.mp4"
        if steps[-1].state == "ready" and not (self._project.root / movie).is_file():
            steps.append(PlannedStep(movie, "film", "missing", "to be put there from the store"))
        return steps

    def _estimate(self, step: Step, maker: str, layout: Schedule | None, *, quick: bool) -> float | None:
        rate = self._rates.get(maker)
        if step.kind not in ("clip", "grade") or layout is None:
            return rate
        frames = self._frames(layout).get(step.id, 0)
        guess = _GUESS if quick else None
        each = rate if rate is not None else guess
        return None if each is None else frames * each

    def _frames(self, layout: Schedule) -> Mapping[str, int]:
        """How long the clip is that each step makes or grades, in frames."""
        if self._lengths is None or self._lengths[0] is not layout:
            found = {of(item.key): item.timing.made for item in layout.shots for of in (clip_id, grade_id)}
            self._lengths = (layout, found)
        return self._lengths[1]

    @cached_property
    def _rates(self) -> Mapping[str, float]:
        """Seconds for a step (for clips: a frame) by each maker, the mean over what was made last."""
        sums: dict[str, tuple[float, float]] = {}
        for key in self._last.values():
            action = self._store.lookup(key)
            if action is None:
                continue
            maker = _maker(action.identity)
            units = float(str(action.facts.get("frames", 1))) if action.step.startswith(("clip ", "grade ")) else 1.0
            seconds, count = sums.get(maker, (0.0, 0.0))
            sums[maker] = (seconds + action.seconds, count + units)
        return {maker: seconds / units for maker, (seconds, units) in sums.items() if units}


def _prompts(layout: Schedule, clips: ClipSteps, to_do: Container[str]) -> list[tuple[str, str, Prompt]]:
    """The prompts of what is to be made: the shot, whether it is of its keyframe, and the prompt."""
    found = [(item.key, "", clips.prompt(item)) for item in layout.shots if clip_id(item.key) in to_do]
    if clips.drawing.stills.reads:
        drawn = {item.key: item for frame, item in clips.keyframes.drawn() if frame.step in to_do}
        found += [(key, ", keyframe", clips.keyframes.prompt(item)) for key, item in drawn.items()]
    return [(key, of, prompt) for key, of, prompt in found if prompt is not None]


def _listed(names: Sequence[str]) -> str:
    """The first of the steps that one waits for, and how many more there are."""
    shown = names if len(names) <= _SHOWN else names[: _SHOWN - 1]
    more = f" and {len(names) - len(shown)} more" if len(names) > len(shown) else ""
    return ", ".join(shown) + more


def _lacking(backends: Sequence[tuple[str, AnyBackend]]) -> list[tuple[str, str]]:
    """What this machine lacks for them."""
    found: list[tuple[str, str]] = []
    for name, backend in backends:
        try:
            backend.require()
        except GenerationError as error:
            found.append((name, str(error)))
    return found


def memory_said(backends: Sequence[object]) -> tuple[str, ...]:
    """How each model among these backends is held in this machine's memory; nothing heavy is imported for it."""
    if not any(isinstance(backend, Backend) and backend.can().processes == "one" for backend in backends):
        return ()
    from generation.diffusion.memory.plan import planned_memory
    from generation.diffusion.recipe import DiffusionRecipe
    from generation.machine import usable_machine

    models = [backend for backend in backends if isinstance(backend, DiffusionRecipe)]
    if not models:
        return ()
    machine = usable_machine()
    held = (replace(planned_memory(model, machine), label=_told_apart(model, models)) for model in models)
    return tuple(dict.fromkeys(plan.said() for plan in held))


def _told_apart(model: "DiffusionRecipe", models: "Iterable[DiffusionRecipe]") -> str:
    """Its name; of several in folders that are called the same, as much of the path as tells them apart."""
    parts = Path(model.model).parts
    namesakes = {Path(other.model).parts for other in models if other.label() == model.label()} - {parts}
    for count in range(2, len(parts) + 1) if namesakes and not model.card else ():
        if all(other[-count:] != parts[-count:] for other in namesakes):
            return str(Path(*parts[-count:]))
    return model.label()


def _together(notes: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
    """What is said of several shots in the same words, said once."""
    shots: dict[str, dict[str, None]] = {}
    for shot, note in notes:
        shots.setdefault(note, {})[shot] = None
    return [(next(iter(of)) if len(of) == 1 else f"{len(of)} shots", note) for note, of in shots.items()]


def _maker(identity: Identity) -> str:
    """Who makes it: the kind of work, and the backend where one is asked."""
    backend = identity.get("backend")
    return f"{identity.get('kind')} {backend.get('name') if isinstance(backend, dict) else ''}"
