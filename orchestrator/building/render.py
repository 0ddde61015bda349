"""The build: from the project's files to the film, making only what is not in the store."""

from collections.abc import Callable, Generator, Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from orchestrator.building.backends import prove_makers
from orchestrator.building.engines.local import LocalExecutor
from orchestrator.building.engines.opening import Opener
from orchestrator.building.events import BuildStopped, Downgraded, Event, FilmReady, Noted, StageStarted
from orchestrator.building.finale import film_steps, illegible, mix_step, steps_of_windows, timeline_of, windows_of
from orchestrator.building.flights import Flights
from orchestrator.building.foley_steps import foley_steps
from orchestrator.building.grading import grade_steps
from orchestrator.building.graph import Graph
from orchestrator.building.project import Project
from orchestrator.building.publish import Published, publish, publish_versions
from orchestrator.building.sharing import shared_to_the_end, sharing
from orchestrator.building.sound_steps import sound_steps
from orchestrator.building.step import Progressed, Step
from orchestrator.building.steps import ClipSteps, clip_id, shortcomings, speech_steps, spoken
from orchestrator.building.storyboard import STORYBOARD, publish_stills, storyboard_steps
from orchestrator.building.takes import needed_for
from orchestrator.building.translated_steps import (
    Dubbed,
    Heard,
    dubbed,
    dubbing_steps,
    faster_steps,
    voice_shortcomings,
)
from orchestrator.building.versions import version_stages
from orchestrator.directing.continuity import Carried, ContinuityPlan, Tail
from orchestrator.directing.schedule import Schedule, schedule
from orchestrator.project.schema import schemas_are_there, write_schemas
from orchestrator.store.store import Spoiled
from stitching import cutting
from stitching.timeline import Timeline

StopAfter = Literal["voices", "stills", "clips"]
_OF_SHOTS = ("clip", "grade", "still", "speech", "foley")
"""Kinds of steps that can be asked for by scene or shot."""


@dataclass(frozen=True)
class Options:
    """How to build. `only` is a scene's id or `scene/shot`; `draft` makes a film of half the size beside the real one."""

    only: str | None = None
    draft: bool = False
    stop_after: StopAfter | None = None
    slots: int | None = None
    engine: Opener = LocalExecutor
    upgrade: bool = False
    """Make anew what earlier versions of the backends made."""
    patience: float | None = None
    """Seconds after which a step is given up that is not made by then; None: never."""


def render(project: Project, options: Options) -> Generator[Event]:
    """Build the film, telling what happens. Whatever it made before it was stopped is used by the next build.

    Raises:
        FilmError: if the disk does not let it, or a name in the files leads nowhere.
    """
    prepare(project)
    with ExitStack() as until_done:
        until_done.enter_context(project.store.building())
        shared = until_done.enter_context(sharing(project.shared))
        with options.engine(options.slots) as engine:
            yield from build(project, options, Flights(project.store, engine, shared=shared))
        yield from shared_to_the_end(shared)


def prepare(project: Project) -> None:
    """What comes before every build.

    Raises:
        FilmError: if the film names something that nothing here makes.
    """
    prove_makers(project.root, project.film)
    if not schemas_are_there(project.root):
        write_schemas(project.root)


def build(
    project: Project,
    options: Options,
    flights: Flights,
    interrupt: Callable[[], Iterator[Event]] | None = None,
) -> Iterator[Event]:
    """Build the film in a store that is open for it; what an earlier build left in flight is taken over or let go of.

    `interrupt` is asked again and again while something is made, and may end the build by an error.
    """
    while True:
        try:
            yield from _once(project, options, flights, interrupt)
            return
        except Spoiled as spoiled:  # What was made from it is looked up anew, from the beginning.
            flights.leave()
            yield Noted(str(spoiled))


def _once(
    project: Project, options: Options, flights: Flights, interrupt: Callable[[], Iterator[Event]] | None
) -> Iterator[Event]:
    state, wanted = Progressed(), Wanted(options.only)
    project.store.read_ahead()
    graph = Graph(
        project.store,
        flights.executor,
        project.store.latest(),
        state,
        wanted,
        patience=options.patience,
        upgrade=options.upgrade,
        flights=flights,
        interrupt=interrupt,
    )
    try:
        yield from _stages(project, options, graph, state, wanted)
    finally:
        project.store.remember(state.keys)


class Wanted:
    """Which steps may be made: all; or those of one scene or shot, and what they are made from."""

    def __init__(self, only: str | None) -> None:
        self._only = only
        self._besides: set[str] = set()
        self._shots: set[str] = set()

    def __call__(self, step: Step) -> bool:
        """Whether a step may be made."""
        return self._only is None or step.kind not in _OF_SHOTS or step.id in self._besides or self._about(step)

    def add_needed(self, steps: Sequence[Step]) -> None:
        """Take in what the wanted steps among these need: pictures of people, keyframes of places, clips that they go on from."""
        if self._only is not None:
            asked = [step.id for step in steps if step.kind in _OF_SHOTS and self._about(step)]
            self._besides |= {step.id for name in asked for step in needed_for(list(steps), name)}

    def add_voices(self, carried: ContinuityPlan) -> None:
        """Take in the lines of the shots that the wanted ones go on from: they say how long those are."""
        if self._only is None:
            return
        for shot in [shot for shot in carried.shots.values() if self._within(shot.shot)]:
            before: str | None = shot.shot
            while before := came_from(carried.shots[before]):
                self._shots.add(before)

    def _about(self, step: Step) -> bool:
        about = step.id.split(" ", 1)[1]
        spoken = step.kind == "speech" and about.rpartition("/")[0] in self._shots
        return spoken or self._within(about)

    def _within(self, about: str) -> bool:
        return about == self._only or about.startswith(f"{self._only}/")


def came_from(carried: Carried) -> str | None:
    """The shot whose clip a shot goes on from."""
    return carried.first.shot if isinstance(carried.first, Tail) else carried.context


def before_clips(steps: Sequence[Step]) -> list[Step]:
    """The pictures that are drawn, not taken from a clip."""
    late: set[str] = set()
    found: list[Step] = []
    for step in steps:
        if step.kind != "still" or late.intersection(step.needs):
            late.add(step.id)
        else:
            found.append(step)
    return found


def _stages(project: Project, options: Options, graph: Graph, state: Progressed, wanted: Wanted) -> Iterator[Event]:
    film, store = project.film, project.store
    voices = speech_steps(film, store)
    if options.only is not None:
        wanted.add_voices(ClipSteps(film, project.root, store, schedule(film, {})).carried)
    if project.dubbing is not None:
        voices += dubbing_steps(project)
    yield StageStarted("voices", len(voices))
    yield from graph.run(voices, "voices")
    stop = _stopped(voices, state, options, "voices")
    if stop and (stop.failed or options.only is None or options.stop_after == "voices"):
        yield stop
        return
    plan = schedule(film, spoken(film, state.done, store))
    pictures = ClipSteps(film, project.root, store, plan)
    for shot, reason in (*shortcomings(plan, pictures), *voice_shortcomings(project)):
        yield Downgraded(clip_id(shot) if "/" in shot else shot, reason)
    making = pictures.all()
    wanted.add_needed(making)
    if options.stop_after == "stills":
        stills = before_clips(making)
        yield StageStarted("stills", len(stills))
        yield from graph.run(stills, "pictures")
        stop = _stopped(stills, state, options, "stills")
        sheet = yield from _storyboard(project, options, graph, state, plan, pictures)
        if sheet is not None and stop is not None and not stop.failed:
            stop = BuildStopped(f"{stop.reason}; see {sheet}", failed=False)
        yield stop or BuildStopped("stopped after stills, as asked", failed=False)
        return
    if stop:  # only a part was asked for, and the lines of the rest are not spoken: the film's sound is not known yet
        clips = [*making, *grade_steps(pictures)]
        yield StageStarted("pictures", len(clips))
        yield from graph.run(clips, "pictures")
        yield _stopped(clips, state, options, "clips") or stop
        return
    other: Dubbed | None = None
    if project.dubbing is not None:
        other = yield from _dubbed(project, options, graph, state, plan)
        if other is None:
            return
    yield from _film(project, options, graph, state, plan, pictures, other)


def _storyboard(
    project: Project, options: Options, graph: Graph, state: Progressed, plan: Schedule, pictures: ClipSteps
) -> Generator[Event, None, Path | None]:
    """Show what clips start from, if they start from pictures; where it is shown."""
    steps = storyboard_steps(project, plan, pictures, state.done)
    if not steps:
        return None
    yield StageStarted("storyboard", len(steps))
    yield from graph.run(steps, "storyboard")
    if STORYBOARD not in state.done:
        return None
    return publish_stills(project, pictures.all(), state.done, draft=options.draft)


def _dubbed(
    project: Project, options: Options, graph: Graph, state: Progressed, plan: Schedule
) -> Generator[Event, None, Dubbed | None]:
    """Say the lines faster that are too long in the other language, and put all in their places; None if that failed."""
    faster = faster_steps(project, plan, state.done)
    yield StageStarted("voices", len(faster))
    yield from graph.run(faster, "faster")
    if stop := _stopped(faster, state, options, None):
        yield stop
        return None
    other = dubbed(project, plan, state.done)
    for shot, reason in other.notes:
        yield Downgraded(clip_id(shot) if "/" in shot else shot, reason)
    return other


def _film(
    project: Project,
    options: Options,
    graph: Graph,
    state: Progressed,
    plan: Schedule,
    pictures: ClipSteps,
    other: Dubbed | None,
) -> Iterator[Event]:
    """The pictures are those of `plan` in every language; `other` has its own voices at the same cuts."""
    plan = other.plan if other else plan
    for what, reason in illegible(project, plan):
        yield Downgraded(what, reason)
    steps = [*pictures.all(), *grade_steps(pictures), *sound_steps(pictures, plan)]
    steps += foley_steps(pictures)
    steps.append(mix_step(project, plan, pictures, steps))
    yield StageStarted("pictures", len(steps), frames=sum(item.timing.made for item in plan.shots))
    yield from graph.run(steps, "pictures")
    if stop := _stopped(steps, state, options, "clips"):
        yield stop
        return
    yield from _storyboard(project, options, graph, state, plan, pictures)
    timeline = timeline_of(project, plan, state.done)
    windows = windows_of(project, timeline)
    window_steps = steps_of_windows(windows)
    yield StageStarted("windows", len(window_steps), frames=sum(window.frames for window in windows.values()))
    yield from graph.run(window_steps, "windows")
    if stop := _stopped(window_steps, state, options, None):
        yield stop
        return
    yield from _deliver(project, options, graph, state, timeline, plan, windows, other.lines if other else ())


def _deliver(
    project: Project,
    options: Options,
    graph: Graph,
    state: Progressed,
    timeline: Timeline,
    plan: Schedule,
    windows: Mapping[str, cutting.Window],
    lines: Sequence[Heard],
) -> Iterator[Event]:
    steps = film_steps(project, plan, timeline, windows, state.done)
    yield StageStarted("film", len(steps))
    yield from graph.run(steps, "film")
    if stop := _stopped(steps, state, options, None):
        yield stop
        return
    slates = tuple(item.key for item in plan.shots if clip_id(item.key) in state.failed)
    done: Published = publish(project, timeline, plan, state, draft=options.draft, lines=lines)
    for stage in version_stages(project, plan, timeline, state.done):
        yield StageStarted(stage.name, len(stage.steps), frames=stage.frames)
        yield from graph.run(stage.steps, f"versions {stage.name}")
        if stop := _stopped(stage.steps, state, options, None):
            yield stop
            return
    publish_versions(project, timeline, plan, state)
    seconds = round(float(timeline.frames / timeline.fps), 3)
    errors = tuple(_first_line(state.failed[clip_id(key)]) for key in slates)
    yield FilmReady(str(done.film), seconds, timeline.frames, done.changed, state.made, slates, errors)


def _stopped(
    steps: Sequence[Step], state: Progressed, options: Options, stage: StopAfter | None
) -> BuildStopped | None:
    """Why the build ends here, if it does."""
    missing = [step for step in steps if step.id not in state.done]
    if stage != "stills":  # A picture is only there for its clip, and that has a slate in its place.
        missing = [step for step in missing if step.kind != "still" or step.id not in state.failed]
    broken = [step for step in missing if step.id in state.failed]
    if broken:
        return BuildStopped(f"{broken[0].id}: {_first_line(state.failed[broken[0].id])}", failed=True)
    if missing and options.only is None:
        return BuildStopped(f"{missing[0].id} could not be made", failed=True)
    if missing:
        return BuildStopped(
            f"made what belongs to {options.only}; {len(missing)} other steps are not made yet", failed=False
        )
    if stage is not None and options.stop_after == stage:
        return BuildStopped(f"stopped after {stage}, as asked", failed=False)
    return None


def _first_line(text: str) -> str:
    return text.splitlines()[0] if text else ""
