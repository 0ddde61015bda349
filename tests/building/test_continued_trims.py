"""A shot whose end is cut off, and the one that goes on from it: it starts from what was seen last, and only it is made again."""

from collections.abc import Callable, Iterable
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image
from stored import kept
from tiny import skyreels, wan

from orchestrator.building.events import Event, FilmReady, StepMade
from orchestrator.building.plan import Planner
from orchestrator.building.project import open_project
from orchestrator.building.render import Options, render
from orchestrator.project.folder import load_film

Edit = Callable[[Path, str, str], None]

FILM = """\
title: On
idea: A walk goes on
length: 3s
format: {{size: 96x64, fps: 12}}
style: ink-and-gold
pictures: {clips}?steps=1
stills: animatic
captions: "off"
score: "off"
continuity: {{anchor: 0}}
seed: 3
"""
SCENE = """\
id: walk
heading: EXT. SHORE - DAY
shots:
  - {id: one, size: wide, action: The sea rises., seconds: 1}
  - {id: two, size: wide, action: The sea falls., boundary: continue, seconds: 0.5}
  - {id: rock, size: insert, action: A rock waits., seconds: 0.5}
"""
LAST = 5
"""The last frame that is seen of the first shot where it is cut off after half a second."""


def write(root: Path, clips: str) -> Path:
    (root / "scenes").mkdir(parents=True)
    (root / "film.yaml").write_text(FILM.format(clips=clips), encoding="utf-8")
    (root / "scenes/010-walk.yaml").write_text(SCENE, encoding="utf-8")
    return root


def build(root: Path) -> set[str]:
    events: list[Event] = list(render(open_project(root, load_film(root)), Options(slots=1)))
    assert isinstance(events[-1], FilmReady)
    assert not events[-1].slates
    return of_pictures(event.step for event in events if isinstance(event, StepMade))


def planned(root: Path) -> set[str]:
    return of_pictures(step.id for step in Planner(open_project(root, load_film(root))).plan().to_do)


def of_pictures(steps: Iterable[str]) -> set[str]:
    return {step for step in steps if step.startswith(("clip", "tail", "end", "still"))}


def pictures(root: Path, step: str, name: str) -> list[NDArray[np.uint8]]:
    import av

    path = open_project(root, load_film(root)).store.path(kept(root, step).outputs[name])
    with av.open(str(path)) as container:
        return [np.asarray(frame.to_ndarray(format="rgb24"), np.uint8) for frame in container.decode(video=0)]


def nearest_to(picture: NDArray[np.uint8], frames: list[NDArray[np.uint8]]) -> int:
    """Which of the frames a picture is."""
    return int(np.argmin([np.abs(picture.astype(int) - frame.astype(int)).mean() for frame in frames]))


def test_a_shot_goes_on_from_the_last_picture_that_is_seen_of_the_one_before(tmp_path: Path, edit: Edit) -> None:
    film = write(tmp_path / "film", f"wan:{wan.save('first-or-both', tmp_path)}")
    scene = film / "scenes/010-walk.yaml"
    build(film)
    whole = kept(film, "clip walk/one").outputs
    assert kept(film, "tail walk/one").identity["digest"] == whole["tail"].digest

    edit(scene, "The sea rises., seconds: 1}", "The sea rises., seconds: 1, trim: {out: 0.5}}")
    assert planned(film) == {"tail walk/one", "clip walk/two"}
    assert build(film) == {"tail walk/one", "clip walk/two"}
    tail = kept(film, "tail walk/one")
    assert (tail.identity["digest"], tail.identity["frame"]) == (whole["clip"].digest, LAST)
    with Image.open(open_project(film, load_film(film)).store.path(tail.outputs["still"])) as image:
        shown = np.asarray(image.convert("RGB"), np.uint8)
    assert nearest_to(shown, pictures(film, "clip walk/one", "clip")) == LAST
    request = kept(film, "clip walk/two").identity["request"]
    assert isinstance(request, dict)
    assert request["first"] == {"digest": tail.outputs["still"].digest}

    edit(scene, "boundary: continue,", "boundary: continue, enter: {transition: dissolve, seconds: 0.25},")
    build(film)
    assert kept(film, "tail walk/one").identity["digest"] == whole["tail"].digest, "under a dissolve, its own end"

    edit(scene, " enter: {transition: dissolve, seconds: 0.25},", "")
    edit(scene, ", trim: {out: 0.5}", "")
    assert planned(film) == set(), "what was made before is still there"


def test_a_model_that_is_shown_the_clip_is_shown_no_more_of_it_than_the_film(tmp_path: Path, edit: Edit) -> None:
    film = write(tmp_path / "film", f"skyreels:{skyreels.save('forcing', tmp_path)}")
    build(film)
    edit(film / "scenes/010-walk.yaml", "rises., seconds: 1}", "rises., seconds: 1, trim: {out: 0.5}}")
    assert build(film) == {"end walk/one", "clip walk/two"}
    shown, whole = pictures(film, "end walk/one", "clip"), pictures(film, "clip walk/one", "clip")
    assert [nearest_to(picture, whole) for picture in shown] == list(range(LAST + 1))
    request = kept(film, "clip walk/two").identity["request"]
    assert isinstance(request, dict)
    assert request["context"] == {"digest": kept(film, "end walk/one").outputs["clip"].digest}
