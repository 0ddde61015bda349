"""What ends a build: nothing more is made, and nothing is left lying about."""

import pytest
from engine_bench import Studio

from orchestrator.film.errors import FilmError


def test_a_full_disk_ends_the_build_at_once(studio: Studio) -> None:
    store = studio.store
    steps = [studio.clip("full"), *(studio.clip(f"clip {number}") for number in range(8))]
    with pytest.raises(FilmError, match=r"the disk of .* is full; make room, and run it again"), store.building():
        studio.run(*steps)
    assert "begin clip 7" not in studio.lines
    assert not list((store.folder / "scratch").iterdir())
