"""Several GPUs: a process for each, pinned before anything could look for one, and each model as seldom loaded as can be."""

import pytest
from engine_bench import Studio
from pieces import Piece

from orchestrator.building.engines.local import LocalExecutor
from orchestrator.building.events import StepMade
from orchestrator.building.graph import Graph
from orchestrator.building.step import Progressed, Step
from orchestrator.store.store import Store

GPUS = ({"CUDA_VISIBLE_DEVICES": "GPU-aa"}, {"CUDA_VISIBLE_DEVICES": "GPU-bb"})


def run(studio: Studio, *steps: Step) -> int:
    """Run steps on two GPUs; how many were made."""
    with LocalExecutor(2, GPUS) as executor:
        graph = Graph(Store(studio.root / "store"), executor, {}, Progressed(), lambda _step: True)
        return sum(isinstance(event, StepMade) for event in graph.run(steps))


def test_each_process_sees_its_own_gpu(studio: Studio, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CUDA_VISIBLE_DEVICES", "0,1")
    pieces = [Piece(str(number), studio.log, "tells its device", "m") for number in range(2)]
    plain = Piece("plain", studio.log, "tells its device")
    steps = [Step(piece.name, "piece", lambda _r, piece=piece: piece) for piece in (*pieces, plain)]
    assert run(studio, *steps) == 3
    seen = {line for line in studio.lines if line.startswith("on ")}
    assert seen == {"on GPU-aa False", "on GPU-bb False", "on 0,1 False"}


def test_two_models_have_a_gpu_each(studio: Studio) -> None:
    clips = [studio.clip(f"{model}{number}", model=model) for number in range(4) for model in "ab"]
    assert run(studio, *clips) == 8
    first, second, *late = studio.loads()
    assert {first, second} == {"a", "b"}
    assert len(late) <= 1, "only whoever has nothing else to do helps with the last ones of the other"


def test_one_model_is_loaded_on_both_and_a_chain_stays_in_order(studio: Studio) -> None:
    chain = [studio.clip("1")]
    for number in range(2, 5):
        chain.append(studio.clip(str(number), "", chain[-1].id))
    assert run(studio, *chain, *(studio.clip(f"free-{number}") for number in range(4))) == 8
    assert studio.loads() == ["c", "c"]
    begun = [line.split()[1] for line in studio.lines if line.startswith("begin ")]
    assert [name for name in begun if name.isdigit()] == ["1", "2", "3", "4"]


def test_no_shot_waits_for_one_gpu_while_the_other_is_idle(studio: Studio) -> None:
    assert run(studio, studio.clip("x"), studio.clip("y")) == 2
    assert studio.loads() == ["c", "c"]
