"""How long putting a film together takes: MoviePy from end to end, our smart render cold and warm, and a bare stream copy.

    python bench/stitch.py [--clips 8] [--frames 60] [--size 1280x720]

The film is the same each time: clips joined by half-second dissolves; windows are rendered by one process per core, as the
build does. Seconds depend on the machine and on what else it does; ratios, above all of CPU seconds, hold.
"""

import argparse
import os
import tempfile
import time
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from fractions import Fraction
from pathlib import Path

import numpy as np

from stitching.mezzanine import Writer
from stitching.picture import assemble, render_window, windows
from stitching.timeline import Item, Marking, Source, Timeline, Transition

RATE = Fraction(24)
DISSOLVE = 12


def _clips(folder: Path, count: int, frames: int, width: int, height: int) -> list[Source]:
    """Flat drawn pictures that move: bands of colour under a disc."""
    down, across = np.mgrid[0:height, 0:width]
    made: list[Source] = []
    for number in range(count):
        path = folder / f"clip-{number}.mp4"
        with Writer(path, width, height, RATE) as writer:
            for index in range(frames):
                band = (down * 6 // height * 40 + number * 23 + index // 2) % 256
                disc = (across - width * (0.2 + index / frames / 2)) ** 2 + (down - height / 2) ** 2 < (height / 5) ** 2
                picture = np.stack([band, (band + across // 16) % 256, 255 - band], axis=2).astype(np.uint8)
                picture[disc] = (255, 190, 120)
                writer.write(picture)
        made.append(Source(digest=path.name, path=path))
    return made


def _timeline(clips: list[Source], frames: int, width: int, height: int, dissolve: int) -> Timeline:
    enter = Transition(kind="dissolve", frames=dissolve)
    items = tuple(Item(id=clip.digest, frames=frames, source=clip, enter=enter) for clip in clips)
    items = (items[0].model_copy(update={"enter": Transition()}), *items[1:])
    return Timeline(width=width, height=height, items=items, marking=Marking(title="Bench"))


def _moviepy(film: Timeline, out: Path) -> None:
    from moviepy import CompositeVideoClip, VideoFileClip
    from moviepy.video.fx.CrossFadeIn import CrossFadeIn

    layers = []
    for item, start in zip(film.items, film.starts(), strict=True):
        assert item.source is not None
        clip = VideoFileClip(str(item.source.path), audio=False).with_start(float(start / RATE))
        layers.append(clip.with_effects([CrossFadeIn(DISSOLVE / 24)]) if start else clip)
    composite = CompositeVideoClip(layers).with_duration(float(film.frames / RATE))
    composite.write_videofile(str(out), fps=24, codec="libx264", preset="veryfast", audio=False, logger=None)
    for layer in layers:
        layer.close()


def _timed(work: Callable[[], object]) -> tuple[float, float]:
    """Seconds on the clock, and seconds of all cores together, child processes included."""
    clock, used = time.perf_counter(), sum(os.times()[:4])
    work()
    return time.perf_counter() - clock, sum(os.times()[:4]) - used


def main() -> None:
    """Run all four and print seconds and ratios."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--clips", type=int, default=8)
    parser.add_argument("--frames", type=int, default=60, help="frames of each clip")
    parser.add_argument("--size", default="1280x720")
    asked = parser.parse_args()
    width, height = (int(side) for side in asked.size.split("x"))
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        clips = _clips(folder, asked.clips, asked.frames, width, height)
        film = _timeline(clips, asked.frames, width, height, DISSOLVE)
        needed = windows(film)
        rendered = {window: folder / f"window-{index}.mp4" for index, window in enumerate(needed)}

        def render() -> None:
            with ProcessPoolExecutor() as pool:
                list(pool.map(render_window, rendered.keys(), rendered.values()))

        whole = _timed(lambda: _moviepy(film, folder / "moviepy.mp4"))
        cold = _timed(render)
        warm = _timed(lambda: assemble(film, rendered, None, folder / "film.mp4"))
        cuts = _timeline(clips, asked.frames, width, height, 0)
        copy = _timed(lambda: assemble(cuts, {}, None, folder / "cuts.mp4"))
    share = sum(window.frames for window in needed) / film.frames
    print(f"{len(clips)} clips, {film.frames} frames of {width}x{height}; {share:.0%} of them stand in windows")
    rows = (
        ("MoviePy composite", whole),
        ("smart render, cold", (cold[0] + warm[0], cold[1] + warm[1])),
        ("smart render, warm", warm),
        ("cuts only, copied", copy),
    )
    print(f"{'':20} {'seconds':>9} {'ratio':>7} {'CPU s':>9} {'ratio':>7}")
    for label, (clock, used) in rows:
        print(f"{label:20} {clock:9.2f} {whole[0] / clock:7.1f} {used:9.2f} {whole[1] / used:7.1f}")
    print("Warm and copied include decoding the finished film to its last frame as a check.")


if __name__ == "__main__":
    main()
