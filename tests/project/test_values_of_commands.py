"""Values of a command line get the same checks as those of film.yaml, before anything is written."""

from pathlib import Path

import pytest
from command_line import refused


@pytest.mark.parametrize(
    ("option", "value", "said"),
    [
        ("--pictures", "animatik", "--pictures: 'animatik' is not a clip backend or a model; did you mean 'animatic'?"),
        ("--length", "0s", "--length: '0s' is no length for a film; write for example 60s or 2m"),
        ("--language", "5", "--language: '5' is not a language tag; write letters and hyphens, as in en, fr or pt-BR"),
    ],
)
def test_a_value_that_cannot_be_leaves_nothing_behind(tmp_path: Path, option: str, value: str, said: str) -> None:
    complaint = refused("new", "A dog and a kite", option, value, cwd=tmp_path).strip()
    assert complaint.endswith(said)
    assert len(complaint.splitlines()) == 1
    assert list(tmp_path.iterdir()) == []
