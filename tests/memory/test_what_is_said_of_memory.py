"""What a person is told that a model needs, where no card says it."""

from dataclasses import replace
from pathlib import Path

import conformance as family
from tiny import wan

from generation.diffusion.memory.plan import planned_memory
from generation.machine import GB, without_gpus


def test_a_small_checkpoint_is_not_said_to_need_a_large_machine(tmp_path: Path) -> None:
    """A process with this one in it was measured at 0.52 GB."""
    machine = replace(without_gpus(), total=8 * GB, free=4 * GB)
    plan = planned_memory(family.recipe("wan", wan.save("text", tmp_path)), machine)
    assert "float32; about 0.5 GB of 4.0 free" in plan.said()
