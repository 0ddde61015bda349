"""The engine with real models at tiny size: two of them in turns, one request too much, and takes in one call."""

from pathlib import Path
from typing import cast

import conformance
import numpy as np
from engine_bench import Studio
from hooked_wan import HookedWan
from PIL import Image
from tiny import wan

from generation.requests import ClipRequest
from orchestrator.building.backends import AnyBackend
from orchestrator.building.events import Noted, Retried, StepFailed, StepMade, StepProgress
from orchestrator.building.step import Foreseen, Step
from orchestrator.building.work import ClipWork


def step(name: str, model: HookedWan, asked: ClipRequest) -> Step:
    backend = cast("AnyBackend", model)
    work = ClipWork(backend, asked)
    return Step(name, "clip", lambda _results: work, foreseen=Foreseen(backend, work.words()))


def test_models_in_turns_one_request_too_much_and_takes_in_one_call(studio: Studio, tmp_path: Path) -> None:
    models = [
        HookedWan(model=str(wan.save("text", tmp_path / name, seed=seed)), steps=2)
        for seed, name in enumerate(("one", "two"))
    ]
    asked = conformance.request(prompt="a fox on the rock")
    after = conformance.request(prompt="the lamp at night", seed=21)
    takes = [conformance.request(prompt="the sea", seed=seed) for seed in (5, 6, 7)]
    steps = [
        step("fox one", models[0], asked),
        step("fox two", models[1], asked),
        step("too much", models[0], conformance.request(prompt="too much of the sea")),
        step("lamp two", models[1], after),
        step("lamp one", models[0], after),
        *(step(f"take {take.seed}", models[1], take) for take in takes),
    ]
    events = studio.run(*steps)
    loads = [event.text for event in events if isinstance(event, Noted) and event.text.startswith("loading")]
    assert loads == ["loading text"] * 3, (
        "each of the two once, and one of them held in less for what ran out of memory"
    )
    assert [event.step for event in events if isinstance(event, Retried)] == ["too much"]
    failed = {event.step: event.error for event in events if isinstance(event, StepFailed)}
    assert failed.keys() == {"too much"}
    assert "take a smaller format" in failed["too much"]
    assert {event.step for event in events if isinstance(event, StepMade)} == {one.id for one in steps} - {"too much"}
    denoised = {event.step for event in events if isinstance(event, StepProgress) and event.unit == "steps"}
    assert {name for name in denoised if name.startswith("take")} == {"take 5"}, "one call made all three"

    assert studio.state.done["lamp one"].facts["held"] == "float32", "what the machine decided is in the record"
    (fresh,) = conformance.made(models[0], after)
    store = studio.store
    with Image.open(store.path(studio.state.done["lamp one"].outputs["tail"])) as picture:
        assert np.array_equal(np.asarray(picture), fresh[-1]), "what came after the failure is as of a fresh load"
