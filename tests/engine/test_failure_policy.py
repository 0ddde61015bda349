"""What failed is tried again by its kind: killed workers, memory that runs out, bytes that change on their way."""

import json
import os
import signal
from collections.abc import Iterator
from pathlib import Path
from typing import cast

import conformance
import pytest
from engine_bench import Studio
from hooked_wan import HeavyWan, HookedWan
from pieces import Piece
from tiny import wan

from generation.clips.wan import Wan
from orchestrator.building.backends import AnyBackend
from orchestrator.building.engines.executor import Done, Told
from orchestrator.building.engines.local import LocalExecutor
from orchestrator.building.events import Event, Noted, Retried, StepFailed, StepMade, StepStarted
from orchestrator.building.graph import Graph
from orchestrator.building.retrying import Policy
from orchestrator.building.step import Foreseen, Progressed, Step
from orchestrator.building.work import ClipWork, Work
from orchestrator.store.fingerprint import fingerprint
from orchestrator.store.store import Store

QUICK = Policy(waits=(0.01, 0.02))


def step(studio: Studio, name: str, does: str = "works", *needs: str, model: str = "") -> Step:
    piece = Piece(name, studio.log, does, model)
    return Step(name, "piece", lambda _results: piece, needs)


def run(studio: Studio, *steps: Step, executor: LocalExecutor | None = None) -> list[Event]:
    """Run steps in a build of their own."""
    studio.state = Progressed()
    with executor or LocalExecutor(1) as workers:
        graph = Graph(Store(studio.root / "store"), workers, {}, studio.state, lambda _step: True, policy=QUICK)
        return list(graph.run(steps))


def failed(events: list[Event]) -> dict[str, str]:
    return {event.step: event.error for event in events if isinstance(event, StepFailed)}


def retried(events: list[Event]) -> list[tuple[str, int, str]]:
    return [(event.step, event.attempt, event.reason) for event in events if isinstance(event, Retried)]


def made(events: list[Event]) -> set[str]:
    return {event.step for event in events if isinstance(event, StepMade)}


def begun(studio: Studio, name: str) -> int:
    return sum(line.startswith(f"{name} ") for line in studio.lines)


@pytest.mark.parametrize("model", ["", "m"])
def test_a_piece_whose_worker_is_killed_is_made_by_another(studio: Studio, model: str) -> None:
    events = run(studio, step(studio, "a", "is killed once", model=model), step(studio, "b", model=model))
    assert failed(events) == {}
    assert made(events) == {"a", "b"}
    assert retried(events)[0][:2] == ("a", 2)
    assert "killed by SIGKILL" in retried(events)[0][2]
    assert [event.step for event in events if isinstance(event, StepStarted)].count("a") == 1
    assert not list((studio.root / "store/scratch").glob("*/*"))


@pytest.mark.parametrize("model", ["", "m"])
def test_what_ends_two_workers_is_left_alone_also_by_the_next_build(studio: Studio, model: str) -> None:
    poison = step(studio, "clip a/b", "is killed", model=model)
    events = run(studio, poison, step(studio, "other", model=model), step(studio, "after", "works", "clip a/b"))
    said = failed(events)["clip a/b"]
    assert begun(studio, "clip") == 2
    assert "other" in made(events)
    assert "ended two workers (the worker process died (killed by SIGKILL)" in said
    assert "filmwright retake a/b" in said
    (record,) = (studio.root / "store/quarantine").glob("*.json")
    assert record.with_suffix(".log").name in said
    told = json.loads(record.read_text(encoding="utf-8"))
    assert told["asked"] == {"piece": "clip a/b"}
    assert [ending["exit"] for ending in told["endings"]] == [-signal.SIGKILL] * 2
    assert record.with_suffix(".log").read_text(encoding="utf-8").count("the last words of clip a/b") == 2

    again = run(studio, poison)
    assert failed(again) == {"clip a/b": said}, "in the same words, so that its slate is the same"
    assert begun(studio, "clip") == 2
    record.unlink()
    run(studio, poison)
    assert begun(studio, "clip") == 4, "whoever deletes the record has it tried again"


def test_a_damaged_record_keeps_nothing_from_being_tried(studio: Studio) -> None:
    poison = step(studio, "a", "is killed")
    run(studio, poison)
    (record,) = (studio.root / "store/quarantine").glob("*.json")
    record.write_text("{", encoding="utf-8")
    run(studio, poison)
    assert begun(studio, "a") == 4


def test_a_busy_service_is_asked_again_and_meanwhile_others_are_made(studio: Studio) -> None:
    events = run(studio, step(studio, "a", "is busy twice"), step(studio, "b"))
    assert retried(events) == [("a", 2, "too many requests"), ("a", 3, "too many requests")]
    assert made(events) == {"a", "b"}
    names = [line.split()[0] for line in studio.lines]
    assert names.index("b") < len(names) - 1 - names[::-1].index("a")
    over = run(studio, step(studio, "c", "is always busy"))
    assert failed(over) == {"c": "too many requests"}
    assert begun(studio, "c") == 3


@pytest.mark.parametrize("does", ["is refused", "has a bug", "has no memory"])
def test_what_would_fail_the_same_way_is_asked_once(studio: Studio, does: str) -> None:
    events = run(studio, step(studio, "a", does))
    assert retried(events) == []
    assert set(failed(events)) == {"a"}
    assert begun(studio, "a") == 1


class Garbling(LocalExecutor):
    """Workers whose files change on their way to the driver, the first time."""

    garbled = 0

    def events(self, timeout: float | None = None) -> Iterator[Told]:
        for told in super().events(timeout):
            if isinstance(told, Done) and not self.garbled:
                self.garbled += 1
                told.made.files["made"].write_bytes(b"something else")
            yield told


def test_bytes_that_changed_on_their_way_are_not_taken_for_what_was_made(studio: Studio) -> None:
    events = run(studio, step(studio, "a"), executor=Garbling(1))
    assert retried(events) == [("a", 2, "the made that came from its worker is not what was made there")]
    assert made(events) == {"a"}
    output = studio.state.done["a"].outputs["made"]
    assert Store(studio.root / "store").path(output).read_text(encoding="utf-8") == "a" * 100


def clip(name: str, model: Wan, **asked: object) -> Step:
    backend = cast("AnyBackend", model)
    work: Work = ClipWork(backend, conformance.request(**asked))
    return Step(name, "clip", lambda _results: work, foreseen=Foreseen(backend, (str(asked["prompt"]), "")))


def test_a_model_whose_memory_runs_out_is_held_in_less_and_the_shot_is_made(studio: Studio, tmp_path: Path) -> None:
    """A real pipeline raises torch's own error as long as its weights are in 32 bits."""
    model = HookedWan(model=str(wan.save("text", tmp_path / "wan")), steps=2)
    steps = [
        clip("small", model, prompt="a fox on the rock"),
        clip("much", model, prompt="too much in full", seed=3, frames=8),
        clip("as much", model, prompt="the lamp at night", seed=4, frames=8),
        clip("after", model, prompt="the sea", seed=5),
    ]
    keys = {one.id: fingerprint(one.prepare({}).identity()) for one in steps}
    events = studio.run(*steps)
    assert failed(events) == {}
    assert {name for name, _attempt, _reason in retried(events)} == {"much"}
    assert retried(events)[0][2] == "memory ran out, so its model is held in less"
    assert {name: studio.state.done[name].key for name in keys} == keys, "how a model is held is in no key"
    held = {name: studio.state.done[name].facts["held"] for name in keys}
    assert held == {"small": "float32", "much": "bfloat16", "as much": held["as much"], "after": "float32"}
    loads = [event.text for event in events if isinstance(event, Noted) and event.text.startswith("loading")]
    assert len(loads) == 2, "what is held in less waits until the rest is made"


def test_a_model_whose_workers_are_killed_while_it_is_loaded_is_held_in_less(studio: Studio, tmp_path: Path) -> None:
    model = HeavyWan(model=str(wan.save("text", tmp_path / "wan")), steps=2)
    events = studio.run(
        *(clip(name, model, prompt=f"{name} on the rock", seed=3) for name in ("a fox", "a hen", "an owl"))
    )
    assert failed(events) == {}
    assert [(name, why) for name, _attempt, why in retried(events)] == [
        ("a fox", "memory ran out, so its model is held in less")
    ]
    assert {action.facts["held"] for action in studio.state.done.values()} == {"bfloat16"}


def test_a_model_that_ends_two_workers_while_it_is_loaded_is_given_up_and_no_shot_is_to_blame(studio: Studio) -> None:
    deadly = [studio.clip(f"clip a/{number}", f"shot {number}", model="deadly") for number in range(5)]
    others = [studio.clip("clip b/1", model="c"), studio.clip("clip b/2", model="deadly once")]
    events = studio.run(*deadly, *others)
    assert studio.loads().count("deadly") == 2
    assert made(events) == {"clip b/1", "clip b/2"}
    assert set(failed(events)) == {step.id for step in deadly}
    (said,) = set(failed(events).values())
    start = "workers end while they load pretend-clips (the worker process died (exit code 3)): take another model; "
    assert said.startswith(start)
    (log,) = (studio.root / "store/quarantine").iterdir()
    assert said.endswith(f" is in store/quarantine/{log.name}")
    assert log.read_text(encoding="utf-8").count("the last words of deadly") == 2

    studio.state = Progressed()
    assert failed(studio.run(*deadly)) == failed(events), "in the same words, so that its slates are the same"
    assert studio.loads().count("deadly") == 4, "the next build tries it"


def test_a_device_on_which_a_model_ends_workers_makes_way_for_another(studio: Studio) -> None:
    clips = [studio.clip(f"clip a/{number}", model="deadly here") for number in range(6)]
    events = run(studio, *clips, executor=LocalExecutor(1, [{"TESTS_DEADLY": "yes"}, {}]))
    assert failed(events) == {}
    assert len(retried(events)) == 1
    assert studio.loads().count("deadly here") == 2


class Elsewhere:
    """Another process is making a key until it is asked so many times."""

    def __init__(self, busy: int) -> None:
        self.busy, self.held = busy, set[str]()

    def claim(self, key: str) -> bool:
        self.busy -= 1
        if self.busy < 0:
            self.held.add(key)
        return self.busy < 0

    def release(self, key: str) -> None:
        self.held.remove(key)


def test_what_another_process_makes_is_looked_for_again_and_not_made_twice(studio: Studio) -> None:
    theirs, claims, state = step(studio, "a"), Elsewhere(2), Progressed()
    store = Store(studio.root / "store")
    with LocalExecutor(1) as workers:
        graph = Graph(store, workers, {}, state, lambda _step: True, claims=claims)
        assert [type(event) for event in graph.run([theirs])][-1] is StepMade
    assert claims.held == set()
    assert claims.busy == -1
    other = Graph(store, LocalExecutor(1), {}, Progressed(), lambda _step: True, claims=Elsewhere(9))
    assert [event.step for event in other.run([theirs]) if not isinstance(event, Noted)] == ["a"]  # type: ignore[attr-defined]
    assert begun(studio, "a") == 1
    assert os.getpid() not in [int(line.split()[1]) for line in studio.lines]
