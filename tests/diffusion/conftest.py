"""What all tests of models share: the libraries are imported once, and their objects are not looked through again and again."""

import gc
from collections.abc import Iterator

import pytest


@pytest.fixture(scope="session", autouse=True)
def libraries_at_rest() -> Iterator[None]:
    """A model that is let go of collects garbage: that is slow beside a million objects of libraries, which stay anyway."""
    import diffusers  # pyright: ignore[reportUnusedImport]
    import transformers  # noqa: F401  # pyright: ignore[reportUnusedImport]

    assert diffusers.__version__
    gc.collect()
    gc.freeze()
    yield
    gc.unfreeze()
