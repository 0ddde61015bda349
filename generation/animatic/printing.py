"""Looks that are printed: a woodcut's inks and gouges, ink and gold leaf on paper, a dye transfer print."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from generation.animatic.colour import luma, mix, rgb
from generation.animatic.pixels import (
    Effect,
    clouds,
    edges_of,
    fringed,
    image_of,
    in_bytes,
    sheet_over,
    step_of,
)
from generation.results import Frame

if TYPE_CHECKING:
    from PIL.Image import Image

_SOLID, _OPEN, _INKED = 26, 236, 0.52
"""Lightness that is all ink, lightness that is all paper, and the power that what lies between is raised to."""
_STEPS = 40
"""Steps from one ink to the next; the part of them that is hatched; the rest is flat."""
_HATCHED = 27
_CUT_FROM = 62
"""How strong an edge is that is cut as a black line."""
_FORM = 2.6
"""By how many grooves the hatching is bent from the darkest to the lightest: lines then go round what is round."""
_PEN_FROM = 7
_TURNS, _TURNS_EACH = 10, 3
"""How many ways the leaf lies to the light, and for how many drawings each."""
_GOLD_FROM = 92
"""How much more red than blue is laid in gold leaf."""


def carved(palette: Sequence[str], height: int, width: int) -> Effect:
    """A print in as many inks as the palette has: lights between two of them are hatched along the form, as a gouge does it."""
    inks = np.array(sorted((rgb(colour) for colour in palette), key=luma), np.uint8)
    y, x = np.mgrid[0:height, 0:width].astype(np.float32)
    unit = height / 720
    bent = 5 * unit * np.sin(x / (61 * unit)) + 4 * unit * np.sin((x + 2 * y) / (97 * unit))
    phase = (((x * 0.22 + y + bent) / (15 * unit)) * 256 % 256).astype(np.uint8)
    wave = np.abs(np.arange(256) / 128 - 1)
    groove = np.rint(wave * _HATCHED + (_STEPS - _HATCHED) / 2).astype(np.uint8)
    # Prints are lighter than the night that they show: half of the inks would be for what nobody can make out.
    part = np.clip((np.arange(256) - _SOLID) / (_OPEN - _SOLID), 0, 1)
    level = np.rint(part**_INKED * (len(inks) - 1) * _STEPS).astype(np.uint8)
    ink_of = np.minimum(np.arange(256) // _STEPS, len(inks) - 1).astype(np.uint8)

    def cut(picture: Frame) -> Frame:
        grey = image_of(picture).convert("L")
        along = groove[phase + _form(grey, height)]
        chosen = ink_of[level[np.asarray(grey)] + along]
        chosen[_cut_lines(grey, height)] = 0
        result = np.empty_like(picture)
        result[:, :, :3] = inks[chosen]
        result[:, :, 3] = 255
        return result

    return cut


def _form(grey: "Image", height: int) -> NDArray[np.uint8]:
    """How far the hatching is pushed at every pixel, in steps of which 256 are a groove; wraps around."""
    from PIL import Image, ImageFilter

    small = grey.reduce(4).filter(ImageFilter.GaussianBlur(height / 160))
    smooth = np.asarray(small.resize(grey.size, Image.Resampling.BICUBIC))
    return (np.arange(256) * _FORM).astype(np.uint16).astype(np.uint8)[smooth]


def _cut_lines(grey: "Image", height: int) -> NDArray[np.bool_]:
    """Where a black line is: along strong edges, about two pixels wide at 720 lines."""
    from PIL import ImageFilter

    small = grey.reduce(2) if height >= 480 else grey
    edges = edges_of(small.filter(ImageFilter.GaussianBlur(height / 1000)))
    return np.asarray(edges.resize(grey.size)) > _CUT_FROM


def inked_and_gilded(palette: Sequence[str], height: int, width: int, seed: int) -> Effect:
    """A pen that presses and lets go along every edge, and leaf on what is golden, which shimmers from drawing to drawing."""
    from PIL import Image, ImageChops, ImageFilter

    order = np.random.default_rng([seed, 29])
    dark = (*rgb(mix(sorted(palette, key=lambda one: luma(rgb(one)))[0], "#05060f", 0.35)), 255)
    # How hard the pen presses, from place to place; as fine as the edges are looked for.
    step = step_of(height)
    half = (max(1, (height + step - 1) // step), max(1, (width + step - 1) // step))
    pressure = Image.fromarray(in_bytes(_PEN_FROM / 255 * (1.5 + 0.9 * clouds(order, *half, height / 9 / step))))
    heavy = [min(200, 9 * value) for value in range(256)]
    golden = [min(175, max(0, 5 * (value - _GOLD_FROM))) for value in range(256)]
    leaves = _leaves(order, height, width)
    turn = [0]

    def gilded(picture: Frame) -> Frame:
        result = picture.copy()
        sheet = sheet_over(result)
        small = sheet.reduce(step)
        red, _, blue, _ = small.split()
        warm = ImageChops.subtract(red, blue).point(golden)
        turn[0] += 1
        grey = small.convert("L")
        # Ink gathers on the darker side of an edge: on the lighter one it would cut into drops, bolts and faces.
        around = grey.filter(ImageFilter.GaussianBlur(height / 200 / step))
        line = ImageChops.subtract(ImageChops.subtract(around, grey), pressure).point(heavy)
        if warm.getbbox():
            leaf = leaves[turn[0] // _TURNS_EACH % len(leaves)]
            sheet.paste(leaf, (0, 0), warm.resize(sheet.size, Image.Resampling.BILINEAR))
        sheet.paste(dark, (0, 0, width, height), line.resize(sheet.size, Image.Resampling.BILINEAR))
        return result

    return gilded


def _leaves(order: np.random.Generator, height: int, width: int) -> "list[Image]":
    """Sheets of leaf, each turned a little further towards the light than the one before."""
    from PIL import Image

    sheet = in_bytes(
        0.5 + 0.24 * clouds(order, height, width, height / 10) + 0.07 * clouds(order, height, width, height / 110)
    )
    golds = _golds()
    return [Image.fromarray(golds[sheet + np.uint8(256 * step // _TURNS)]).convert("RGBA") for step in range(_TURNS)]


def _golds() -> NDArray[np.uint8]:
    """Gold for every turn of the leaf towards the light: mostly deep, with narrow flashes."""
    turn = np.arange(256) / 256
    flash = np.maximum(0, np.cos(2 * np.pi * (turn - 0.5))) ** 3
    low, high = np.array((176, 116, 38)), np.array((255, 236, 160))
    return np.clip(low + (high - low) * np.clip(flash, 0, 1)[:, None], 0, 255).astype(np.uint8)


def dyed(height: int) -> Effect:
    """Three dyes that are laid down not quite over each other."""
    aside = max(1, round(height / 720))
    return lambda picture: fringed(picture, (aside, 0), (0, aside))
