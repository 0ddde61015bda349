"""The build that is tried: the small film through the real graph and store, telling what is safe as soon as it is.

    python -m trials.small_build FOLDER     one line of JSON for each step that began, was reused or is safe in the store

Its exit codes and messages are those of the command line: 0, 1 where the film could not be made, 2 with one line.
"""

import json
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

from orchestrator.building.events import StepMade, StepReused, StepStarted
from orchestrator.building.graph import Graph
from orchestrator.building.step import Progressed, Step
from orchestrator.film.errors import FilmError
from orchestrator.store.records import Output
from orchestrator.store.store import Store
from trials.here_engine import HereExecutor
from trials.small_film import FILM, steps

News = dict[str, object]
"""One thing that a build tells, as JSON values."""
Tell = Callable[[News], None]

STORE = ".filmwright"
"""The folder of the store in a project."""


def build(project: Path, tell: Tell, kind: type[Store] = Store) -> int:
    """Build the small film in a project folder, and return the exit code that the command line would have."""
    try:
        state = _built(kind(project / STORE), tell)
    except FilmError as error:
        tell({"error": str(error)})
        return 2
    except OSError as error:
        tell({"error": f"{error.filename or 'a file'}: {(error.strerror or str(error)).lower()}"})
        return 2
    if FILM in state.done:
        tell({"film": state.done[FILM].outputs[FILM].digest})
        return 0
    tell({"error": next(iter(state.failed.values()), "the film could not be made")})
    return 1


def safe(step: str, key: str, outputs: Mapping[str, Output], facts: Mapping[str, object]) -> News:
    """What is told of a step when the store has it."""
    files = {name: [output.digest, output.suffix, output.size] for name, output in outputs.items()}
    return {"made": step, "key": key, "outputs": files, "facts": dict(facts)}


def _built(store: Store, tell: Tell) -> Progressed:
    with store.building():
        last = store.latest()
        state = Progressed()
        engine = HereExecutor()
        graph = Graph(store, engine, last, state, _everything)
        try:
            for event in graph.run(steps(store)):
                if isinstance(event, StepStarted):
                    tell({"begun": event.step})
                elif isinstance(event, StepReused):
                    tell({"reused": event.step})
                elif isinstance(event, StepMade):
                    made = state.done[event.step]
                    tell(safe(event.step, made.key, made.outputs, made.facts))
        finally:
            engine.close()
            store.remember(state.keys)
            store.close()
    return state


def _everything(_step: Step) -> bool:
    return True


def _printed(news: News) -> None:
    sys.stdout.write(json.dumps(news) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(build(Path(sys.argv[1]), _printed))
