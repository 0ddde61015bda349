"""Beds of sound: right lengths, right levels, the same for the same request, and different where they should be."""

import numpy as np
import pytest

from generation.ambiences import procedural
from generation.backend import find
from generation.errors import Unsupported
from generation.requests import AmbienceRequest
from generation.results import SAMPLE_RATE, Sound


def ignore(_done: int, _total: int) -> None:
    pass


def level(sound: Sound) -> float:
    return float(20 * np.log10(max(1e-9, np.sqrt(np.mean(np.square(sound))))))


@pytest.mark.parametrize("kind", procedural.kinds())
def test_a_bed_has_its_length_level_and_width(kind: str) -> None:
    with find("ambiences", "procedural")().load() as make:
        bed = make(AmbienceRequest(kind=kind, seconds=45, seed=2), ignore)
        again = make(AmbienceRequest(kind=kind, seconds=45, seed=2), ignore)
    assert isinstance(bed, np.ndarray)
    assert isinstance(again, np.ndarray)
    assert bed.shape == (2, 45 * SAMPLE_RATE)
    assert np.array_equal(bed, again)
    for second in range(0, 44, 4):
        assert -34 < level(bed[:, second * SAMPLE_RATE : (second + 4) * SAMPLE_RATE]) < -11
    assert np.corrcoef(bed)[0, 1] < 0.98


def test_an_unknown_bed_is_refused_with_those_there_are() -> None:
    backend = find("ambiences", "procedural")()
    with pytest.raises(Unsupported, match="no ambience 'jazz'; there are church, city"):
        backend.check(AmbienceRequest(kind="jazz", seconds=1, seed=1))
