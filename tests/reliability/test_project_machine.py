"""A sample of what `project_machine` tries: FILMWRIGHT_MACHINE_STEPS=10000 tries so many steps, at random."""

import os

import pytest
from project_machine import tried

STEPS = int(os.environ.get("FILMWRIGHT_MACHINE_STEPS", "0"))


@pytest.mark.skipif(os.name == "nt", reason="it forks")
@pytest.mark.timeout(0 if STEPS else 600)
def test_what_was_typed_is_never_lost_and_the_film_is_as_built_from_nothing() -> None:
    happened = tried(STEPS // 50 or 1, 50, seeded=False) if STEPS else tried(7, 12, seeded=True)
    assert happened["film"] > 3, "films are compared"
    assert happened["write 0"] > 3, "the writer writes"
    assert happened["plan kept"], "plans are told again"
