"""How fast pictures are finished: milliseconds of processor time a drawing for every style's effects, grain and paper.

    python bench/finish.py [--style ink-and-gold,noir] [--drawings 24] [--size 1280x720]

One copy of the picture and one sum over all its bytes is measured beside each, so that machines can be compared by ratio.
A style on twos is finished for every second picture only: `ms/picture` is what it costs a picture of the film.
"""

import argparse
import time

import numpy as np

from generation.animatic.compose import compose
from generation.animatic.finish import Finish, graded
from generation.animatic.thorvg_port import Canvas
from generation.requests import Camera, Figure, Setting, Staging
from generation.results import Frame
from orchestrator.directing.staging import look as look_of
from orchestrator.project.library import find_style, style_names

_RATE = 24
_PICTURES = 6
_ROUNDS = 3
_SHOWN = Staging(
    setting=Setting(id="x", kind="lighthouse", time="dusk"),
    figures=(Figure(id="mara", appearance="a woman of sixty, silver braid, a yellow coat", position="left"),),
    camera=Camera(size="full", move="push-in"),
)


def drawn(staging: Staging, width: int, height: int) -> list[Frame]:
    """A few pictures of one shot before their finish."""
    canvas = Canvas(width, height, graded(staging.look))
    canvas.show(compose(staging, width, height, 2.0, 7), 2.0)
    return [canvas.frame(number / _RATE).copy() for number in range(_PICTURES)]


def bound(picture: Frame, count: int) -> float:
    """Milliseconds of one copy and one sum: the least that a change to every pixel costs."""
    result, start = np.empty_like(picture), time.process_time()
    for _ in range(count):
        np.copyto(result, picture)
        np.add(result, picture, out=result)
    return (time.process_time() - start) / count * 1000


def measure(staging: Staging, width: int, height: int, drawings: int) -> tuple[float, float]:
    """Return milliseconds a drawing and those of the bound: of a few rounds in turn the best of each."""
    pictures = drawn(staging, width, height)
    finish = Finish(staging.look, width, height, 7)
    for picture in pictures:
        finish.apply(picture)
    times: list[float] = []
    bounds: list[float] = []
    for _ in range(_ROUNDS):
        start = time.process_time()
        for number in range(drawings):
            finish.apply(pictures[number % len(pictures)])
        times.append((time.process_time() - start) / drawings * 1000)
        bounds.append(bound(pictures[0], drawings))
    return min(times), min(bounds)


def main() -> None:
    """Measure every style and print a table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--style", default=",".join(style_names()))
    parser.add_argument("--drawings", type=int, default=24)
    parser.add_argument("--size", default="1280x720")
    given = parser.parse_args()
    width, height = (int(side) for side in given.size.split("x"))
    print(f"{given.size:22}{'held':>6}{'ms/drawing':>12}{'ms/picture':>12}{'bound ms':>10}{'times bound':>13}")
    for name in given.style.split(","):
        look = look_of(find_style(name))
        spent, least = measure(_SHOWN.model_copy(update={"look": look}), width, height, given.drawings)
        print(f"{name:22}{look.hold:6}{spent:12.1f}{spent / look.hold:12.1f}{least:10.2f}{spent / least:13.1f}")


if __name__ == "__main__":
    main()
