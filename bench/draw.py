"""How fast the animatic draws: milliseconds of processor time a frame by shot size, picture only.

    python bench/draw.py [--kind lighthouse,room] [--frames 48] [--size 1280x720]

A bare gradient picture is drawn beside them, so that machines can be compared by ratio. `times real time` is at 24 frames
a second: 2.0 means that a core draws two seconds of film in one second.
"""

import argparse
import time
from typing import get_args

from generation.animatic.art import Linear, Shape, Stop, group, rectangle
from generation.animatic.art import shift as shifted
from generation.animatic.compose import compose
from generation.animatic.finish import Finish, graded
from generation.animatic.thorvg_port import Canvas
from generation.requests import Camera, Figure, Setting, Staging

_RATE = 24
FIGURES = (
    Figure(id="mara", appearance="a woman of sixty, silver braid, a yellow coat", position="left", facing="right"),
    Figure(id="tom", appearance="a young man, brown beard, blue coat", position="right", facing="left"),
)


def measure(staging: Staging, width: int, height: int, frames: int) -> tuple[float, float, float]:
    """Return seconds to build, milliseconds a frame, and of these milliseconds for grain."""
    seconds = frames / _RATE
    start = time.process_time()
    canvas = Canvas(width, height, graded(staging.look))
    canvas.show(compose(staging, width, height, seconds, 7), seconds)
    finish = Finish(staging.look, width, height, 7)
    canvas.frame(0.0)
    built = time.process_time()
    grain = 0.0
    for number in range(frames):
        picture = canvas.frame(number / _RATE)
        before = time.process_time()
        finish.apply(picture)
        grain += time.process_time() - before
    drawn = time.process_time() - built
    return built - start, drawn / frames * 1000, grain / frames * 1000


def bare(width: int, height: int, frames: int) -> float:
    """Milliseconds a frame of one moving gradient: the least that a picture costs."""
    sky = Linear((0, 0), (0, height), (Stop(0, "#1a2148"), Stop(1, "#ffc07a")))
    plane = Shape(rectangle(-99, -99, width + 198, height + 198), sky)
    canvas = Canvas(width, height)
    canvas.show(group(plane, transform=lambda t: shifted(t, 0)))
    canvas.frame(0.0)
    start = time.process_time()
    for number in range(frames):
        canvas.frame(number / _RATE)
    return (time.process_time() - start) / frames * 1000


def main() -> None:
    """Measure every shot size and print a table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--kind", default="lighthouse")
    parser.add_argument("--weather", default="clear")
    parser.add_argument("--frames", type=int, default=48)
    parser.add_argument("--size", default="1280x720")
    given = parser.parse_args()
    width, height = (int(side) for side in given.size.split("x"))
    print(f"{given.kind}, {given.weather}, {given.size}; a bare gradient: {bare(width, height, 48):.1f} ms")
    print(f"{'shot':30}{'build s':>9}{'ms/frame':>10}{'of it grain':>13}{'times real time':>17}")
    means = [_table(kind, given.weather, width, height, given.frames) for kind in given.kind.split(",")]
    print(
        f"{'all places':30}{'':9}{sum(means) / len(means):10.1f}{'':13}{len(means) * 1000 / _RATE / sum(means):17.1f}"
    )


def _table(kind: str, weather: str, width: int, height: int, frames: int) -> float:
    """Print one place's rows and return its mean milliseconds a frame."""
    total = 0.0
    sizes = get_args(Camera.model_fields["size"].annotation)
    for size in sizes:
        staging = Staging.model_validate(
            {
                "setting": Setting.model_validate({"id": "x", "kind": kind, "time": "dusk", "weather": weather}),
                "figures": FIGURES,
                "camera": Camera.model_validate({"size": size, "move": "push-in"}),
            }
        )
        built, frame, grain = measure(staging, width, height, frames)
        total += frame
        print(f"{kind + ' ' + size:30}{built:9.2f}{frame:10.1f}{grain:13.1f}{1000 / _RATE / frame:17.1f}")
    mean = total / len(sizes)
    print(f"{kind + ' mean':30}{'':9}{mean:10.1f}{'':13}{1000 / _RATE / mean:17.1f}")
    return mean


if __name__ == "__main__":
    main()
