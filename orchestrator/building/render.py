"""The build: from the project's files to the film, making only what is not in the store."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from filelock import FileLock, Timeout

from orchestrator.building.backends import backend_for
from orchestrator.building.engines.local import LocalEngine
from orchestrator.building.events import BuildStopped, Downgraded, Event, FilmReady, StageStarted
from orchestrator.building.finish import FilmWork, MixWork, WindowWork, window_names
from orchestrator.building.graph import Graph, Progressed, Results, Step
from orchestrator.building.publish import PosterWork, Published, publish
from orchestrator.building.steps import ClipSteps, always, clip_id, sound_steps, speech_id, speech_steps, spoken
from orchestrator.building.store import Store
from orchestrator.building.work import Work
from orchestrator.directing.captions import captions_for
from orchestrator.directing.cut import Cutting, cut
from orchestrator.directing.requests import downgrades
from orchestrator.directing.schedule import Schedule, line_keys, schedule
from orchestrator.film.errors import FilmError
from orchestrator.film.film import Film
from orchestrator.project.schema import write_schemas
from stitching import cutting
from stitching.timeline import Marking, Source, Timeline

StopAfter = Literal["voices", "stills", "clips"]


@dataclass(frozen=True)
class Options:
    """How to build. `only` is a scene's id or `scene/shot`; `draft` makes a film of half the size beside the real one."""

    only: str | None = None
    draft: bool = False
    stop_after: StopAfter | None = None
    slots: int | None = None


@dataclass(frozen=True)
class Project:
    """A project that is being built."""

    root: Path
    film: Film
    store: Store

    @property
    def slates(self) -> bool:
        """Whether the whole film is made of slates on purpose."""
        return self.film.settings.pictures == "slate"


def open_project(root: Path, film: Film, *, draft: bool = False) -> Project:
    """Bring the loaded film and its store together; a draft has half the size."""
    if draft:
        picture_format = film.settings.format
        half = f"{max(64, picture_format.width // 4 * 2)}x{max(64, picture_format.height // 4 * 2)}"
        smaller = film.settings.model_copy(update={"format": picture_format.model_copy(update={"size": half})})
        film = film.model_copy(update={"settings": smaller})
    return Project(root, film, Store(root / ".filmwright"))


def render(project: Project, options: Options) -> Iterator[Event]:
    """Build the film, telling what happens. Whatever it made before it was stopped is used by the next build.

    Raises:
        FilmError: if another build of this project is running, or a name in the files leads nowhere.
    """
    project.store.folder.mkdir(exist_ok=True)
    if not (project.store.folder / "schema").is_dir():
        write_schemas(project.root)
    lock = FileLock(project.store.folder / "build.lock")
    try:
        lock.acquire(timeout=0)
    except Timeout as busy:
        raise FilmError("another build of this project is running; wait for it, or end it") from busy
    with lock:
        project.store.sweep()
        last = project.store.latest()
        state = Progressed()
        with LocalEngine(options.slots) as engine:
            graph = Graph(project.store, engine, last, state, wanted(options.only))
            try:
                yield from _stages(project, options, graph, state)
            finally:
                project.store.remember({**last, **state.keys})


def wanted(only: str | None) -> Callable[[Step], bool]:
    """Which steps may be made: all, or those of one scene or shot."""

    def wants(step: Step) -> bool:
        if only is None or step.kind not in ("clip", "still", "speech"):
            return True
        about = step.id.split(" ", 1)[1]
        return about == only or about.startswith(f"{only}/")

    return wants


def _stages(project: Project, options: Options, graph: Graph, state: Progressed) -> Iterator[Event]:
    film, store = project.film, project.store
    voices = speech_steps(film)
    yield StageStarted("voices", len(voices))
    yield from graph.run(voices)
    stop = _stopped(voices, state, options, "voices")
    if stop and (stop.failed or options.only is None or options.stop_after == "voices"):
        yield stop
        return
    plan = schedule(film, spoken(film, state.done, store))
    pictures = ClipSteps(film, project.root, store, plan)
    for item in plan.shots:
        if item.shot.footage is None:
            name, backend = pictures.backend(item)
            for reason in downgrades(film, item, name, backend.can()):
                yield Downgraded(clip_id(item.key), reason)
    if options.stop_after == "stills":
        stills = [step for step in pictures.all() if step.kind == "still" and not step.needs]
        yield StageStarted("stills", len(stills))
        yield from graph.run(stills)
        yield BuildStopped("stopped after stills, as asked", failed=False)
        return
    if stop:  # only a part was asked for, and the lines of the rest are not spoken: the film's sound is not known yet
        clips = pictures.all()
        yield StageStarted("pictures", len(clips))
        yield from graph.run(clips)
        yield _stopped(clips, state, options, "clips") or stop
        return
    yield from _film(project, options, graph, state, plan, pictures)


def _film(
    project: Project, options: Options, graph: Graph, state: Progressed, plan: Schedule, pictures: ClipSteps
) -> Iterator[Event]:
    film = project.film
    steps = [*pictures.all(), *sound_steps(film, plan)]
    beds = [step.id for step in steps if step.kind in ("score", "ambience")]
    sounding = [
        clip_id(item.key) for item in plan.shots if item.shot.footage is None and pictures.backend(item)[1].can().sound
    ]
    steps.append(Step("mix", "mix", lambda done: MixWork(timeline_of(project, plan, done)), needs=(*beds, *sounding)))
    yield StageStarted("pictures", len(steps), frames=sum(item.timing.frames for item in plan.shots))
    yield from graph.run(steps)
    if stop := _stopped(steps, state, options, "clips"):
        yield stop
        return
    timeline = timeline_of(project, plan, state.done)
    windows = cutting.windows(timeline)
    names = window_names(timeline, windows)
    window_steps = [Step(name, "window", always(WindowWork(w))) for name, w in zip(names, windows, strict=True)]
    yield StageStarted("windows", len(window_steps), frames=sum(w.frames for w in windows))
    yield from graph.run(window_steps)
    if stop := _stopped(window_steps, state, options, None):
        yield stop
        return
    yield from _deliver(project, options, graph, state, timeline, plan, dict(zip(names, windows, strict=True)))


def _deliver(
    project: Project,
    options: Options,
    graph: Graph,
    state: Progressed,
    timeline: Timeline,
    plan: Schedule,
    windows: Mapping[str, cutting.Window],
) -> Iterator[Event]:
    store = project.store
    rendered = {name: state.done[name].outputs["clip"] for name in windows}
    mix = state.done["mix"].outputs["sound"]
    work = FilmWork(
        timeline=timeline,
        windows={window: store.path(rendered[name]) for name, window in windows.items()},
        digests=(*(output.digest for output in rendered.values()), mix.digest),
        mix=store.path(mix),
    )
    steps = [
        Step("film", "film", always(work)),
        Step("poster", "poster", _poster(project, plan, timeline), needs=("film",)),
    ]
    yield StageStarted("film", len(steps))
    yield from graph.run(steps)
    if stop := _stopped(steps, state, options, None):
        yield stop
        return
    slates = tuple(item.key for item in plan.shots if clip_id(item.key) in state.failed)
    done: Published = publish(project.root, store, project.film, timeline, plan, state, draft=options.draft)
    seconds = round(float(timeline.frames / timeline.fps), 3)
    yield FilmReady(str(done.film), seconds, timeline.frames, done.changed, slates)


def timeline_of(project: Project, plan: Schedule, done: Results) -> Timeline:
    """The film as a timeline, with every source that is there already."""
    film, store = project.film, project.store

    def source(step: str, name: str) -> Source | None:
        action = done.get(step)
        if action is None or name not in action.outputs:
            return None
        output = action.outputs[name]
        return Source(digest=output.digest, path=store.path(output))

    shots = [item.key for item in plan.shots]
    beds = [(scene.id, kind) for scene, _, _ in plan.scene_spans() for kind in scene.ambience]
    made = Cutting(
        clips={key: found for key in shots if (found := source(clip_id(key), "clip"))},
        clip_sounds={key: found for key in shots if (found := source(clip_id(key), "sound"))},
        lines={key: found for key, _ in line_keys(film) if (found := source(speech_id(key), "sound"))},
        score=source("score", "sound"),
        ambiences={bed: found for bed in beds if (found := source(f"ambience {bed[0]}/{bed[1]}", "sound"))},
    )
    return cut(film, plan, made, marking(project, plan), captions_for(film, plan))


def marking(project: Project, plan: Schedule) -> Marking:
    """What the film says of how it was made (IPTC digital source type), from the backends of its shots."""
    film, kinds = project.film, set[str]()
    for item in plan.shots:
        if item.shot.footage is None:
            spec = item.shot.model or film.settings.pictures
            kinds.add(backend_for("clips", spec, project.root).can().source_type)
        else:
            kinds.add("footage")
    if "trainedAlgorithmicMedia" not in kinds:
        return Marking(title=film.settings.title, comment=film.settings.idea, source_type="algorithmicMedia")
    mixed = "compositeWithTrainedAlgorithmicMedia" if len(kinds) > 1 else "trainedAlgorithmicMedia"
    return Marking(title=film.settings.title, comment=film.settings.idea, source_type=mixed)


def _stopped(
    steps: Sequence[Step], state: Progressed, options: Options, stage: StopAfter | None
) -> BuildStopped | None:
    """Why the build ends here, if it does."""
    missing = [step for step in steps if step.id not in state.done]
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


def _poster(project: Project, plan: Schedule, timeline: Timeline) -> Callable[[Results], Work]:
    middles = [(item.start + (item.timing.head + item.timing.frames) // 2, item.key) for item in plan.shots]
    texts = [*timeline.titles, *(timeline.captions if timeline.burn_captions else ())]
    avoid = tuple((text.start, text.start + text.frames) for text in texts)

    def prepare(results: Results) -> Work:
        output = results["film"].outputs["film"]
        title = project.film.settings.title
        return PosterWork(output.digest, project.store.path(output), tuple(middles), title, avoid)

    return prepare
