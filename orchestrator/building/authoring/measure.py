"""The lines of a script spoken before its shots are timed, so that a film is as long as asked to the frame.

What is spoken here is in the store when the film is rendered; nothing is spoken twice.
"""

from collections.abc import Iterator
from pathlib import Path

from orchestrator.building.engines.local import LocalExecutor
from orchestrator.building.events import Event, StepMade
from orchestrator.building.flights import Flights
from orchestrator.building.graph import Graph
from orchestrator.building.sharing import shared_to_the_end, sharing
from orchestrator.building.step import Progressed
from orchestrator.building.steps import speech_steps, spoken
from orchestrator.directing.breakdown import lines_to_speak
from orchestrator.directing.leveling import Spoken
from orchestrator.directing.schedule import line_keys
from orchestrator.film.film import Film, Settings
from orchestrator.film.scene import Scene
from orchestrator.film.screenplay import Screenplay
from orchestrator.film.shot import Shot
from orchestrator.film.shotlist import ShotList
from orchestrator.film.style import StyleGuide
from orchestrator.store.shared.opening import shared_store
from orchestrator.store.store import Store
from orchestrator.writing.writer import Hear, Said


def measured(
    root: Path, screenplay: Screenplay, settings: Settings, style: StyleGuide, listed: ShotList | None, hear: Hear
) -> Spoken:
    """Speak every line of the script that is not in the project's store yet, and return how many seconds each takes.

    A line that this machine cannot speak is left out; whoever times the shots estimates it.
    """
    lines = tuple(dict.fromkeys(lines_to_speak(screenplay, listed)))
    if not lines:
        return {}
    reading = Scene(id="reading", heading="", shots=(Shot(id="lines", dialogue=lines),))
    film = Film(
        settings=settings,
        style=style,
        characters={sheet.id: sheet for sheet in screenplay.characters},
        places={},
        scenes=(reading,),
    )
    store, state = Store(root / ".filmwright"), Progressed()
    for event in _spoken(store, film, state):
        if isinstance(event, StepMade) and state.made % 5 == 0:
            hear(Said("scenes", f"speaking the lines to time the shots by them, {state.made} of {len(lines)}"))
    timings = spoken(film, state.done, store)
    return {line: timings[key].seconds for key, line in line_keys(film) if key in timings}


def _spoken(store: Store, film: Film, state: Progressed) -> Iterator[Event]:
    steps = speech_steps(film, store)
    with store.building(), sharing(shared_store()) as shared, LocalExecutor(None) as engine:
        flights = Flights(store, engine, shared=shared)
        yield from Graph(store, engine, {}, state, lambda _step: True, flights=flights).run(steps)
        yield from shared_to_the_end(shared)
