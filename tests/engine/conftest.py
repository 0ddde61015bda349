"""What the tests of the engine share."""

from pathlib import Path

import pytest
from engine_bench import Studio


@pytest.fixture
def studio(tmp_path: Path) -> Studio:
    """A bench of one's own."""
    return Studio(tmp_path)
