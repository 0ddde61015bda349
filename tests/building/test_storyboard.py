"""What clips start from can be looked at, and taken, before any clip is made."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from tiny import wan

from orchestrator.building.events import BuildStopped, Event, StepMade
from orchestrator.building.project import open_project
from orchestrator.building.render import Options, render
from orchestrator.project.folder import load_film


def stills_of(root: Path) -> list[Event]:
    """Make what clips start from."""
    return list(render(open_project(root, load_film(root)), Options(stop_after="stills", slots=1)))


@pytest.fixture
def pictured(small_film: Path, edit: Callable[[Path, str, str], None], tmp_path: Path) -> Path:
    """A film whose clips start from pictures: eleven drawn for it, and one of the person's own in another shape."""
    model = wan.save("first", tmp_path)
    edit(small_film / "film.yaml", "pictures: slate", f"pictures: wan?model={model}\nstills: animatic")
    edit(
        small_film / "scenes/030-storm.yaml", "action: Mara runs.,", "action: Mara runs., keyframes: {first: mine.png},"
    )
    Image.new("RGB", (40, 400), "#c03020").save(small_film / "mine.png")
    return small_film


def test_all_pictures_are_on_one_sheet_and_each_drawn_one_by_itself(pictured: Path) -> None:
    sheet = pictured / "out/storyboard.jpg"
    assert stills_of(pictured)[-1] == BuildStopped(f"stopped after stills, as asked; see {sheet}", failed=False)
    stills = pictured / "out/stills"
    assert len([*stills.rglob("first.png")]) == 11
    assert (stills / "arrival/coast/first.png").is_file()
    assert not (stills / "storm/run").exists()
    with Image.open(sheet) as opened:
        away = np.abs(np.asarray(opened.convert("RGB"), int) - (0xC0, 0x30, 0x20)).max(axis=-1)
    shown = int((away < 12).sum())
    whole = 236 * 23.6
    assert 0.8 * whole < shown < 1.2 * whole, "the person's tall picture is not shown whole"
    assert not any(isinstance(event, StepMade) for event in stills_of(pictured))
