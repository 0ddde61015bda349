"""What all tests of models share: what is in memory for one file is let go of before the next."""

import gc
from fractions import Fraction
from pathlib import Path

import conformance
import numpy as np
import pytest

from generation.requests import Media
from stitching.mezzanine import Writer


@pytest.fixture(scope="module", autouse=True)
def libraries_at_rest() -> None:
    """A model that is let go of collects garbage: that is slow beside a million objects of libraries, which stay anyway."""
    import diffusers  # pyright: ignore[reportUnusedImport]
    import transformers  # noqa: F401  # pyright: ignore[reportUnusedImport]

    assert diffusers.__version__
    conformance.let_go()
    gc.collect()
    gc.freeze()


@pytest.fixture(scope="session")
def pictures(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Media]:
    """Three keyframes: dawn, noon and dusk."""
    return conformance.pictures(tmp_path_factory.mktemp("pictures"))


@pytest.fixture(scope="session")
def shown(pictures: dict[str, Media], tmp_path_factory: pytest.TempPathFactory) -> dict[str, Media]:
    """Three keyframes, and a clip of 30 frames that gets brighter."""
    path: Path = tmp_path_factory.mktemp("shown") / "clip.mp4"
    with Writer(path, 64, 64, Fraction(24)) as writer:
        for number in range(30):
            writer.write(np.full((64, 64, 3), 8 * number, np.uint8))
    return pictures | {"clip": Media(digest="clip", path=path)}
