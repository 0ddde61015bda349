"""A plan says what a score lacks on this machine, and how its model would be held, before anything is made."""

from pathlib import Path

import pytest

from orchestrator.building.plan import Planner
from orchestrator.building.project import open_project
from orchestrator.project.folder import load_film

FILM = """\
title: The Tide
idea: The sea takes a lamp
length: 2s
format: {size: 64x64, fps: 12}
score: SCORE
captions: "off"
"""


def _said(root: Path, score: str) -> dict[str, str]:
    (root / "scenes").mkdir(exist_ok=True)
    (root / "film.yaml").write_text(FILM.replace("SCORE", score), encoding="utf-8")
    (root / "scenes/010-sea.yaml").write_text(
        "id: sea\nheading: EXT. SEA - DAY\nshots:\n  - {id: sea, size: wide, action: The sea., seconds: 1}\n",
        encoding="utf-8",
    )
    plan = Planner(open_project(root, load_film(root))).plan()
    return dict(plan.downgrades) | dict.fromkeys(plan.memory, "")


@pytest.mark.parametrize("score", ["stable-audio-open", "musicgen-small", "ace-step-1.5?effort=draft"])
def test_a_score_whose_checkpoint_is_missing_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, score: str
) -> None:
    monkeypatch.setenv("HF_HUB_CACHE", str(tmp_path / "hub"))
    word = score.partition("?")[0]
    said = _said(tmp_path, score)
    assert said[word].endswith(f"download it with: filmwright models pull {word}")
    assert any(line.startswith(f"{word} on ") for line in said)


def test_a_score_that_needs_no_model_lacks_nothing(tmp_path: Path) -> None:
    assert _said(tmp_path, "procedural") == {}
