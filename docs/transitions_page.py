"""The page of transitions, from the files that make them, and its strips.

python docs/transitions_page.py     draws docs/pictures/transitions/<kind>.jpg
"""

from itertools import repeat
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from stitching.timeline import Transition
from stitching.transitions import Described, described, transition

if TYPE_CHECKING:
    from PIL import Image

DOCS = Path(__file__).parent
FOLDER = DOCS / "pictures/transitions"
FILM, SHOTS = DOCS.parent / "examples/lighthouse", ("danger/landing-ladder", "together-5/clockwork")
WIDTH, HEIGHT = 960, 540
"""Of the pictures that the transitions are made of."""
CELL, GAP = (192, 108), 4
FRAMES, SHOWN = 40, (4, 12, 20, 28, 36)
LARGEST = 12_000
"""Bytes of a strip."""

SAMPLES = {
    "direction": "{direction}",
    "colour": '"#fff4e0"',
    "picture": "assets/ink.png",
    "at": "[0.63, 0.58]",
    "leave_at": "[0.58, 0.44]",
}
SHOWN_WITH: dict[str, dict[str, Any]] = {
    "wipe": {"direction": "down-right"},
    "iris": {"at": (0.6, 0.5)},
    "zoom-through": {"at": (0.6, 0.45)},
    "match-on-shape": {"at": (0.755, 0.37), "leave_at": (0.62, 0.365)},
}

INTRODUCTION = """\
# Transitions

Generated from the files that make them (`python docs/generate.py`).

A shot, or the first shot of a scene, says in its scene file how it is entered:

    enter: {transition: dissolve, seconds: 0.8}

| key | what it says |
|---|---|
| `transition` | one of the names below; `cut` where nothing is said |
| `seconds` | how long it lasts |
| `direction` | where it goes: `left`, `right`, `up`, `down`, `up-left`, `up-right`, `down-left`, `down-right` |
| `colour` | what it goes through, or what it shows besides the clips: `"#rrggbb"`, or a colour's name |
| `picture` | a still, whose brightness says when each place changes |
| `at` | a place in the shot that is entered: parts of its width from the left and of its height from the top |
| `leave_at` | the same in the shot before |

A transition takes what its place below says; anything else is an error with the place in the file. Most play the end of one shot
and the beginning of the next at the same time. Those that do not (`cut`, `fade`) are marked. At the start and at the end of the
film there is black in place of the other shot. Only the frames of a transition, out to the next keyframes, are rendered: the
rest of both clips is copied as it is.

J-cuts and L-cuts are cuts of the sound: `enter: {sound: 0.5}` cuts it half a second after the picture, `-0.5` before it
([keys](files.md)).

One file in `stitching/transitions/` is one transition. A new file there is found by its name and is on this page.
"""


def transitions() -> str:
    """Every transition with its strip, what it takes, and how it is written."""
    rows = [INTRODUCTION]
    for each in described():
        rows += [f"## {each.kind}", "", each.about, each.details, ""]
        rows += [f"![{each.kind}](pictures/transitions/{each.kind}.jpg)", "", f"    {_written(each)}", ""]
        rows += [*(f"- {fact}" for fact in facts), ""] if (facts := _facts(each)) else []
    return "\n".join(rows)


def _written(each: Described) -> str:
    """An entry of a scene file with everything that the kind takes."""
    said = {name: SAMPLES[name].format(direction=(*each.directions, "")[0]) for name in each.takes}
    seconds = {} if each.kind == "cut" else {"seconds": "0.8"}
    entries = {"transition": each.kind} | seconds | said
    return f"enter: {{{', '.join(f'{name}: {value}' for name, value in entries.items())}}}"


def _facts(each: Described) -> list[str]:
    takes = [f"`{name}`" for name in each.takes]
    facts = [f"takes {', '.join(takes)}"] if takes else []
    facts += [f"goes {', '.join(f'`{name}`' for name in each.directions)}"] if 0 < len(each.directions) < 8 else []
    return facts if each.overlaps else [*facts, "the shots do not overlap"]


def strip(each: Described, before: NDArray[np.uint8], after: NDArray[np.uint8]) -> "Image.Image":
    """Five moments of a transition between two yuv420p pictures, side by side."""
    from PIL import Image

    frames = FRAMES if each.overlaps else FRAMES // 2
    how = Transition(kind=each.kind, frames=FRAMES, **SHOWN_WITH.get(each.kind, {}))
    made = list(transition(each.kind).blend(repeat(before, frames), repeat(after, frames), frames, frames, how))
    row = Image.new("RGB", (len(SHOWN) * (CELL[0] + GAP) - GAP, CELL[1]), "#ffffff")
    for index, frame in enumerate(SHOWN):
        row.paste(_seen(made[frame]).resize(CELL, Image.Resampling.LANCZOS), (index * (CELL[0] + GAP), 0))
    return row


def _seen(planes: NDArray[np.uint8]) -> "Image.Image":
    from av import VideoFrame
    from PIL import Image

    frame = VideoFrame.from_ndarray(planes, format="yuv420p")
    return Image.fromarray(frame.to_ndarray(format="rgb24", src_colorspace="itu709"))


def _drawn(key: str) -> NDArray[np.uint8]:
    """A shot of the example film as a yuv420p picture."""
    from av import VideoFrame

    from generation.requests import StillRequest
    from orchestrator.building.backends import backend_for
    from orchestrator.directing.schedule import schedule
    from orchestrator.directing.staging import staging
    from orchestrator.project.folder import load_film

    film = load_film(FILM)
    item = next(item for item in schedule(film, {}).shots if item.key == key)
    request = StillRequest(width=WIDTH, height=HEIGHT, seed=7, staging=staging(film, item.scene, item.shot, {}))
    with backend_for("stills", "animatic").load() as make:
        pixels = make(request, lambda _done, _total: None)[:, :, :3].copy()  # pyright: ignore[reportIndexIssue]
    frame = VideoFrame.from_ndarray(pixels, format="rgb24")
    return np.asarray(frame.reformat(format="yuv420p", dst_colorspace="itu709").to_ndarray(), np.uint8)


def main() -> None:
    """Draw the strips."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    before, after = (_drawn(key) for key in SHOTS)
    for each in described():
        row, path = strip(each, before, after), FOLDER / f"{each.kind}.jpg"
        for quality in range(84, 30, -3):
            row.save(path, quality=quality, optimize=True)
            if path.stat().st_size <= LARGEST:
                break


if __name__ == "__main__":
    main()
