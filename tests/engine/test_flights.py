"""What is in flight when a film is changed: the next build takes over what it wants of it, and lets go of the rest."""

from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from engine_bench import Studio
from pieces import Piece

from orchestrator.building.engines.local import LocalExecutor
from orchestrator.building.events import Event, StepCancelled, StepMade, StepReused, StepStarted
from orchestrator.building.flights import Flights
from orchestrator.building.graph import Graph
from orchestrator.building.step import Progressed, Step
from orchestrator.store.fingerprint import fingerprint


class Changed(Exception):
    """The film is another one now."""


def piece(studio: Studio, name: str, does: str = "works", step: str = "", needs: tuple[str, ...] = ()) -> Step:
    work = Piece(name, studio.log, does)
    return Step(step or name, "piece", lambda _results: work, needs)


def build(
    studio: Studio, flights: Flights, steps: list[Step], until: Callable[[], bool] = lambda: False, stage: str = "a"
) -> list[Event]:
    """One build; it is ended, with what it has in flight, as soon as `until` holds."""
    heard: list[Event] = []

    def interrupt() -> Iterator[Event]:
        if until():
            raise Changed
        yield from ()

    studio.state = Progressed()
    store = studio.store
    graph = Graph(
        store,
        flights.executor,
        store.latest(),
        studio.state,
        lambda _step: True,
        flights=flights,
        interrupt=interrupt,
    )
    try:
        heard.extend(graph.run(steps, stage))
    except Changed:
        pass
    finally:
        store.remember(studio.state.keys)
    flights.leave()
    return heard


def named(events: list[Event], kind: type[StepMade | StepCancelled | StepReused | StepStarted]) -> list[str]:
    return [event.step for event in events if isinstance(event, kind)]


def begun(studio: Studio, name: str) -> list[str]:
    """The processes that began a piece, as it wrote them down."""
    return [line.split()[-1] for line in studio.lines if line.startswith(f"{name} ")]


@pytest.fixture
def flights(studio: Studio) -> Iterator[Flights]:
    with studio.store.building(), LocalExecutor(2) as engine:
        yield Flights(studio.store, engine)


def nothing_left(studio: Studio, flights: Flights) -> bool:
    folders = [path for path in (studio.store.folder / "scratch").glob("*/*") if path.is_dir()]
    return not flights.number() and not folders and not list((studio.store.folder / "leases").glob("*"))


def test_what_is_still_wanted_goes_on_and_what_is_not_ends_while_its_worker_lives(
    studio: Studio, flights: Flights
) -> None:
    keeps, stale = piece(studio, "keeps", "waits for go"), piece(studio, "stale", "waits", step="b")
    build(studio, flights, [keeps, stale], lambda: len(begun(studio, "keeps") + begun(studio, "stale")) == 2)
    assert flights.number() == 2

    other = piece(studio, "go", step="b")
    events = build(studio, flights, [keeps, other])
    assert named(events, StepCancelled) == ["b"]
    assert sorted(named(events, StepMade)) == ["b", "keeps"]
    assert named(events, StepStarted).count("keeps") == 1, "who reads this build hears of what it took over"
    assert len(begun(studio, "keeps")) == 1
    assert begun(studio, "go") == begun(studio, "stale"), "the worker of what was let go of makes the next"
    assert nothing_left(studio, flights)


def test_what_was_made_in_between_is_not_made_twice(studio: Studio, flights: Flights) -> None:
    step = piece(studio, "a", "waits for go")
    build(studio, flights, [step], lambda: begun(studio, "a") != [])
    studio.log.write_text(studio.log.read_text(encoding="utf-8") + "go now\n", encoding="utf-8")
    while flights.number():
        flights.settle(0.1)
    assert named(build(studio, flights, [step]), StepReused) == ["a"]
    assert len(begun(studio, "a")) == 1
    assert nothing_left(studio, flights)


def test_an_edit_that_is_taken_back_at_once_makes_a_piece_anew_only_when_the_first_one_is_over(
    studio: Studio, flights: Flights
) -> None:
    first = piece(studio, "first", "waits once", step="a")
    build(studio, flights, [first], lambda: begun(studio, "first") != [])
    events = build(studio, flights, [piece(studio, "second", step="a")], lambda: flights.ending())
    assert named(events, StepCancelled) == ["a"]

    events = build(studio, flights, [first])
    assert named(events, StepMade) == ["a"]
    assert len(begun(studio, "first")) == 2
    assert studio.store.claim(fingerprint({"piece": "first"}))
    studio.store.release(fingerprint({"piece": "first"}))
    assert nothing_left(studio, flights)


def test_what_is_made_from_something_that_is_made_anew_is_let_go_of_before_its_turn(
    studio: Studio, flights: Flights
) -> None:
    source, after = piece(studio, "source"), piece(studio, "after", "waits", needs=("source",))
    alone = piece(studio, "alone", "waits for go")
    build(studio, flights, [source], stage="first")
    build(studio, flights, [source], stage="first")
    build(studio, flights, [source, after, alone], lambda: len(begun(studio, "after") + begun(studio, "alone")) == 2)

    anew = piece(studio, "go", step="source")
    events = build(studio, flights, [anew], stage="first")
    assert named(events, StepCancelled) == ["after"], "and what else is in flight waits for its stage"
    events = build(studio, flights, [replace(piece(studio, "other"), id="after"), alone])
    assert sorted(named(events, StepMade) + named(events, StepReused)) == ["after", "alone"]
    assert len(begun(studio, "alone")) == 1
