"""The steps after the clips: the mix, the windows, the film and its poster. The plan looks at the same steps."""

from collections.abc import Callable, Mapping, Sequence

from orchestrator.building.backends import backend_for
from orchestrator.building.finish import MixWork, WindowWork, film_work, window_names
from orchestrator.building.foley_steps import foley_id
from orchestrator.building.grading import fonts_of, grade_id
from orchestrator.building.keyframes import Files
from orchestrator.building.project import Project
from orchestrator.building.publish import PosterWork
from orchestrator.building.step import Results, Step
from orchestrator.building.steps import ClipSteps, always, clip_id, is_slate
from orchestrator.building.translated_steps import sound_of
from orchestrator.building.work import Work
from orchestrator.directing.captions import captions_for
from orchestrator.directing.cut import Cutting, cut, lettering
from orchestrator.directing.schedule import Schedule, line_keys
from orchestrator.store.records import Action
from stitching import cutting
from stitching.legible import legible
from stitching.timeline import Marking, Source, Timeline


def mix_step(project: Project, plan: Schedule, pictures: ClipSteps, making: Sequence[Step]) -> Step:
    """The mix: it needs the score, the ambience, the foley, and the clips that bring sound of their own or have foley.

    Of the latter it is not known before whether a slate stands in for them, under which nothing is heard.
    """
    beds = [step.id for step in making if step.kind in ("score", "ambience", "foley")]
    heard = set(beds)
    sounding = [
        clip_id(item.key)
        for item in plan.shots
        if item.shot.footage is not None or foley_id(item.key) in heard or pictures.backend(item)[1].can().sound
    ]
    return Step(
        project.step("mix"), "mix", lambda done: MixWork(timeline_of(project, plan, done)), needs=(*beds, *sounding)
    )


def windows_of(project: Project, timeline: Timeline) -> dict[str, cutting.Window]:
    """What must be rendered besides the clips, by step id."""
    windows = cutting.windows(timeline)
    return {project.step(name): window for name, window in zip(window_names(timeline, windows), windows, strict=True)}


def steps_of_windows(windows: Mapping[str, cutting.Window]) -> list[Step]:
    """One step for each window."""
    return [Step(name, "window", always(WindowWork(window))) for name, window in windows.items()]


def film_steps(
    project: Project, plan: Schedule, timeline: Timeline, windows: Mapping[str, cutting.Window], done: Results
) -> list[Step]:
    """The film, and the poster that is taken from it (once, not in every language); windows and mix must be in `done`."""
    work = film_work(project, timeline, windows, done)
    film = Step(project.step("film"), "film", always(work))
    if project.dubbing is not None:
        return [film]
    return [film, Step("poster", "poster", _poster(project, plan, timeline), needs=("film",))]


def timeline_of(project: Project, plan: Schedule, done: Results) -> Timeline:
    """The film as a timeline, with every source that is there already, and no text that would be boxes."""
    return legible(_whole_timeline(project, plan, done))[0]


def illegible(project: Project, plan: Schedule) -> list[tuple[str, str]]:
    """What text cannot be in the picture: where it would be, and why not.

    Raises:
        FilmError: if a font or the picture of a transition cannot be read.
    """
    film = project.shown
    made = Cutting(fonts=fonts_of(film), pictures=_transition_pictures(project, plan))
    text = lettering(film, plan, made, marking(project, plan), captions_for(film, plan), _end(project))
    return [("text", reason) for reason in legible(text)[1]]


def _whole_timeline(project: Project, plan: Schedule, done: Results) -> Timeline:
    film, store = project.shown, project.store

    def source(step: str, name: str) -> Source | None:
        action = done.get(step)
        if action is None or name not in action.outputs:
            return None
        output = action.outputs[name]
        frames = action.facts.get("frames") if name == "clip" else None
        return Source(digest=output.digest, path=store.path(output), frames=frames if isinstance(frames, int) else None)

    shots = [item.key for item in plan.shots]
    beds = [(scene.id, kind) for scene, _, _ in plan.scene_spans() for kind in scene.ambience]
    made = Cutting(
        clips={key: found for key in shots if (found := source(grade_id(key), "clip") or source(clip_id(key), "clip"))},
        clip_sounds={key: found for key in shots if (found := source(clip_id(key), "sound"))},
        foley={key: found for key in shots if (found := source(foley_id(key), "sound")) and not _slated(done, key)},
        lines={key: found for key, _ in line_keys(film) if (found := source(sound_of(key, project, done), "sound"))},
        score=source("score", "sound"),
        ambiences={bed: found for bed in beds if (found := source(f"ambience {bed[0]}/{bed[1]}", "sound"))},
        fonts=fonts_of(film),
        pictures=_transition_pictures(project, plan),
        prompts={key: _told(action) for key in shots if (action := done.get(clip_id(key)))},
    )
    return cut(film, plan, made, marking(project, plan), captions_for(film, plan), _end(project))


def _end(project: Project) -> str:
    """The words of the end card in another language."""
    return project.dubbing.end if project.dubbing else ""


def _slated(done: Results, key: str) -> bool:
    """Whether a slate stands in for a shot: nothing of what would be heard is seen."""
    return clip_id(key) in done and is_slate(done[clip_id(key)])


def _transition_pictures(project: Project, plan: Schedule) -> dict[str, Source]:
    files = Files(project.root, project.film.style_folder)
    names = {item.enter.picture for item in plan.shots if item.enter.picture}
    media = {name: files.media(name) for name in sorted(names)}
    return {name: Source(digest=found.digest, path=found.path) for name, found in media.items()}


def _told(clip: Action) -> str:
    """What a shot's model was told, where it was told something in words."""
    request = clip.identity.get("request")
    return str(request.get("prompt", "")) if isinstance(request, dict) else ""


def marking(project: Project, plan: Schedule) -> Marking:
    """What the film says of how it was made (IPTC digital source type), from the backends of its shots and its score."""
    film, kinds = project.shown, set[str]()
    for item in plan.shots:
        if item.shot.footage is None:
            spec = item.shot.model or film.settings.pictures
            kinds.add(backend_for("clips", spec, project.root).can().source_type)
        else:
            kinds.add("footage")
    if film.settings.score != "off" and not film.settings.own_score:
        score = backend_for("scores", film.settings.score).can().source_type
        kinds |= {score} if score == "trainedAlgorithmicMedia" else set[str]()
    if "trainedAlgorithmicMedia" not in kinds:
        return Marking(
            title=film.settings.title,
            author=film.settings.author or "",
            comment=film.settings.idea,
            source_type="algorithmicMedia",
        )
    mixed = "compositeWithTrainedAlgorithmicMedia" if len(kinds) > 1 else "trainedAlgorithmicMedia"
    return Marking(
        title=film.settings.title, author=film.settings.author or "", comment=film.settings.idea, source_type=mixed
    )


def _poster(project: Project, plan: Schedule, timeline: Timeline) -> Callable[[Results], Work]:
    middles = [(item.start + (item.timing.head + item.timing.frames) // 2, item.key) for item in plan.shots]
    texts = [*timeline.titles, *(timeline.captions if timeline.burn_captions else ())]
    avoid = tuple((text.start, text.start + text.frames) for text in texts)

    def prepare(results: Results) -> Work:
        output = results["film"].outputs["film"]
        title = project.film.settings.title
        return PosterWork(output.digest, project.store.path(output), tuple(middles), title, avoid)

    return prepare
