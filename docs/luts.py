"""Writes the LUTs of the built-in style guides that have one: templates/styles/<name>/look.cube, 17 x 17 x 17.

python docs/luts.py

Each is a function of colour, red, green and blue from 0 to 1. `tests/test_docs.py` compares the files with it.
"""

from collections.abc import Callable
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

STYLES = Path(__file__).parent.parent / "templates/styles"
SIDE = 17
Colours = NDArray[np.float64]


def noir(colours: Colours) -> Colours:
    """Silver: a film that sees red well, so that faces are light, with deep blacks and without any colour."""
    grey = np.clip(colours @ np.array([0.54, 0.38, 0.08]), 0, 1)[:, None]
    steep = _bent(grey, 1.32)
    return steep * np.array([1.0, 1.0, 1.012]) + (1 - steep) * np.array([0.008, 0.01, 0.018])


def technicolor(colours: Colours) -> Colours:
    """Three strips: each dye takes some of the other two away, highlights are creamy, shadows lean to blue-green."""
    dyes = np.array([[1.34, -0.20, -0.14], [-0.15, 1.27, -0.12], [-0.10, -0.19, 1.29]])
    strips = np.clip(colours @ dyes.T, 0, 1)
    grey = (strips @ np.array([0.2126, 0.7152, 0.0722]))[:, None]
    tinted = strips + (1 - grey) ** 3 * np.array([-0.012, 0.008, 0.03]) + grey**2 * np.array([0.03, 0.012, -0.035])
    return _bent(np.clip(tinted, 0, 1), 1.18)


def documentary(colours: Colours) -> Colours:
    """A reversal print after fifty years: no black left, cream for white, greens olive, blues gone to slate."""
    grey = (colours @ np.array([0.3, 0.59, 0.11]))[:, None]
    faded = grey + (colours - grey) * np.array([0.98, 0.88, 0.76])
    faded[:, 0] += 0.05 * faded[:, 1] * (1 - faded[:, 2])
    dark, light = np.array([0.13, 0.10, 0.085]), np.array([0.965, 0.925, 0.8])
    return dark + (light - dark) * np.clip(faded, 0, 1) ** 0.94


LUTS: dict[str, Callable[[Colours], Colours]] = {
    "noir": noir,
    "technicolor": technicolor,
    "documentary-1970s": documentary,
}


def _bent(values: Colours, gain: float) -> Colours:
    """An S through black, 0.42 and white, that is `gain` times as steep in the middle."""
    middle = 0.42
    low = middle * (np.minimum(values, middle) / middle) ** gain
    high = 1 - (1 - middle) * ((1 - np.maximum(values, middle)) / (1 - middle)) ** gain
    return np.where(values < middle, low, high)


def cube(name: str) -> str:
    """The LUT of a guide as text, red running fastest."""
    steps = np.linspace(0, 1, SIDE)
    blue, green, red = np.meshgrid(steps, steps, steps, indexing="ij")
    values = np.clip(LUTS[name](np.stack([red, green, blue], -1).reshape(-1, 3)), 0, 1)
    rows = (f"{r:.4f} {g:.4f} {b:.4f}" for r, g, b in values.tolist())
    return f'TITLE "{name}"\nLUT_3D_SIZE {SIDE}\n' + "\n".join(rows) + "\n"


def main() -> None:
    """Write them all."""
    for name in LUTS:
        (STYLES / name / "look.cube").write_text(cube(name), encoding="ascii", newline="\n")


if __name__ == "__main__":
    main()
