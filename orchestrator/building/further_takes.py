"""Further takes of a shot, made in one go: together in one call where the model can, else one after the other.

They differ in the seed alone, so everything around the clip (speech, keyframes, the end of the shot before) is made once.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial

from orchestrator.building.backends import prove_makers
from orchestrator.building.engines.local import LocalExecutor
from orchestrator.building.engines.opening import Opener
from orchestrator.building.events import BuildStopped, Event, StageStarted, TakesMade
from orchestrator.building.flights import Flights
from orchestrator.building.graph import Graph
from orchestrator.building.project import Project
from orchestrator.building.sharing import shared_to_the_end, sharing
from orchestrator.building.step import Progressed, Step
from orchestrator.building.steps import ClipSteps, clip_id, speech_steps, spoken
from orchestrator.building.takes import find_shot, needed_for, numbers_made, with_take
from orchestrator.directing.schedule import schedule
from orchestrator.film.errors import FilmError
from orchestrator.film.film import Film


def make_takes(
    project: Project, key: str, count: int, slots: int | None = None, engine: Opener = LocalExecutor
) -> Iterator[Event]:
    """Make so many further takes of a shot; the film keeps the one that it uses.

    Raises:
        FilmError: if there is no such shot, if nothing generates it, or if the disk does not let it.
    """
    _scene, shot = find_shot(project.film, key)
    if shot.footage is not None:
        raise FilmError(f"{key} is your own clip ({shot.footage.path}); there are no other takes of it")
    prove_makers(project.root, project.film)
    last = max([shot.take, *numbers_made(project.root, project.film, key)])
    numbers = range(last + 1, last + 1 + count)
    store, state = project.store, Progressed()
    with store.building(), sharing(project.shared) as shared:
        latest = store.latest()
        with engine(slots) as executor:
            flights, wants = Flights(store, executor, shared=shared), partial(_is_wanted, key)
            graph = Graph(store, executor, latest, state, wants, flights=flights)
            try:
                yield from _made(project, key, numbers, graph, state)
            finally:
                store.remember({name: of for name, of in state.keys.items() if " take " not in name})
        yield from shared_to_the_end(shared)


def _is_wanted(key: str, step: Step) -> bool:
    return step.kind != "speech" or _speaks(step, key)


def _speaks(step: Step, key: str) -> bool:
    return step.id.startswith(f"speech {key}/")


def _made(project: Project, key: str, numbers: Sequence[int], graph: Graph, state: Progressed) -> Iterator[Event]:
    film, store = project.film, project.store
    voices = speech_steps(film, store)
    yield StageStarted("voices", sum(_speaks(step, key) for step in voices))
    yield from graph.run(voices)
    if broken := [step.id for step in voices if step.id in state.failed]:
        yield BuildStopped(f"{broken[0]}: {state.failed[broken[0]].splitlines()[0]}", failed=True)
        return
    plan = schedule(film, spoken(film, state.done, store))
    *needed, _clip = needed_for(ClipSteps(film, project.root, store, plan).all(), clip_id(key))
    takes = {number: _take(project, key, number, state) for number in numbers}
    yield StageStarted("takes", len(needed) + len(takes))
    yield from graph.run([*needed, *takes.values()])
    made = [number for number, step in takes.items() if step.id in state.done]
    paths = [str(store.path(state.done[takes[number].id].outputs["clip"])) for number in made]
    failed = tuple(number for number in numbers if number not in made)
    _scene, shot = find_shot(film, key)
    yield TakesMade(key, tuple(made), tuple(paths), shot.take, failed)


def _take(project: Project, key: str, number: int, state: Progressed) -> Step:
    """The step that makes the shot's clip as another take, kept under the clip's own id."""
    film, store = with_taken(project.film, key, number), project.store
    steps = ClipSteps(film, project.root, store, schedule(film, spoken(film, state.done, store))).all()
    clip = next(step for step in steps if step.id == clip_id(key))
    return replace(clip, id=f"{clip.id} take {number}", stand_in=None, take_of=clip.id)


def with_taken(film: Film, key: str, number: int) -> Film:
    """The film with another take of one shot."""
    scenes = [
        scene.model_copy(
            update={
                "shots": tuple(
                    with_take(shot, number) if f"{scene.id}/{shot.id}" == key else shot for shot in scene.shots
                )
            }
        )
        for scene in film.scenes
    ]
    return film.model_copy(update={"scenes": tuple(scenes)})
