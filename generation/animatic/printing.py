"""Looks that are printed: a woodcut's inks and gouges, ink and gold leaf on paper, a dye transfer print."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from generation.animatic.colour import luma, mix, rgb
from generation.animatic.pixels import (
    FINE,
    Effect,
    Fine,
    Packed,
    bands,
    blurred,
    clouds,
    composite,
    doubled,
    edges,
    enlarged,
    fringed,
    halved,
    in_bytes,
    lightness,
    packed,
    ramp,
    step_of,
    unpacked,
    word,
)
from generation.results import Frame

_SOLID, _OPEN, _INKED = 26, 236, 0.52
"""Lightness that is all ink, lightness that is all paper, and the power that what lies between is raised to."""
_STEPS = 40
"""Steps from one ink to the next; the part of them that is hatched; the rest is flat."""
_HATCHED = 27
_CUT_FROM = 60
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
    inks = sorted((rgb(colour) for colour in palette), key=luma)
    y, x = np.mgrid[0:height, 0:width].astype(np.float32)
    unit = height / 720
    bent = 5 * unit * np.sin(x / (61 * unit)) + 4 * unit * np.sin((x + 2 * y) / (97 * unit))
    phase = (((x * 0.22 + y + bent) / (15 * unit)) * 256 % 256).astype(np.uint8)
    ink_at = _inks(inks)
    result: Packed = np.empty((height, width), np.uint32)

    def cut(picture: Frame) -> Frame:
        pixels = packed(picture)
        half = lightness(halved(pixels))
        form = _form(half, height, width)
        for rows in bands(height):
            place = lightness(pixels[rows]) >> 4
            place <<= 8
            place |= phase[rows] + (form[rows] >> 2).astype(np.uint8)
            np.take(ink_at, place, out=result[rows], mode="clip")
        lines = edges(blurred(half if height >= 480 else lightness(pixels), height / 1200))
        result[enlarged(np.minimum(lines, 255 * FINE), height, width) > _CUT_FROM] = word(inks[0])
        return unpacked(result)

    return cut


def _inks(inks: Sequence[tuple[int, int, int]]) -> Packed:
    """The ink for every lightness (a row of 256) at every phase of a groove, in one long row."""
    wave = np.abs(np.arange(256) / 128 - 1)
    groove = np.rint(wave * _HATCHED + (_STEPS - _HATCHED) / 2)
    # Prints are lighter than the night that they show: half of the inks would be for what nobody can make out.
    part = np.clip((np.arange(256) - _SOLID) / (_OPEN - _SOLID), 0, 1)
    level = np.rint(part**_INKED * (len(inks) - 1) * _STEPS)
    number = np.minimum((level[:, None] + groove) // _STEPS, len(inks) - 1).astype(np.intp)
    return np.array([word(ink) for ink in inks])[number].reshape(-1)


def _form(half: Fine, height: int, width: int) -> Fine:
    """How far the hatching is pushed at every pixel, in 4 * 256ths of a groove, from the picture at half its size."""
    quarter = _quarter(half)
    pushed = blurred(quarter, height / 160)
    pushed >>= 2
    pushed *= round(_FORM * FINE)
    pushed >>= 4
    return doubled(doubled(pushed, *half.shape), height, width)


def _quarter(half: Fine) -> Fine:
    height, width = half.shape
    half = np.pad(half, ((0, height % 2), (0, width % 2)), "edge")
    four = half[::2, ::2] + half[1::2, ::2]
    four += half[::2, 1::2]
    four += half[1::2, 1::2]
    four >>= 2
    return four


def inked_and_gilded(palette: Sequence[str], height: int, width: int, seed: int) -> Effect:
    """A pen that presses and lets go along every edge, and leaf on what is golden, which shimmers from drawing to drawing."""
    order = np.random.default_rng([seed, 29])
    dark = word(rgb(mix(sorted(palette, key=lambda one: luma(rgb(one)))[0], "#05060f", 0.35)))
    # How hard the pen presses, from place to place; as fine as the edges are looked for.
    step = step_of(height)
    half = (max(1, (height + step - 1) // step), max(1, (width + step - 1) // step))
    pressure = (
        in_bytes(_PEN_FROM / 255 * (1.5 + 0.9 * clouds(order, *half, height / 9 / step))).astype(np.uint16) * FINE
    )
    leaves = _leaves(order, height, width)
    result: Packed = np.empty((height, width), np.uint32)
    turn = [0]

    def gilded(picture: Frame) -> Frame:
        result[:] = packed(picture)
        small = halved(result) if step == 2 else result
        turn[0] += 1
        grey = lightness(small)
        # Ink gathers on the darker side of an edge: on the lighter one it would cut into drops, bolts and faces.
        grey_around = blurred(grey, height / 200 / step)
        line = ramp(np.maximum(grey_around, grey) - grey, pressure, 9, 200)
        gold = _golden(small)
        if gold.any():
            composite(result, leaves[turn[0] // _TURNS_EACH % len(leaves)], enlarged(gold, height, width))
        composite(result, dark, enlarged(line, height, width))
        return unpacked(result)

    return gilded


def _golden(pixels: Packed) -> Fine:
    """How much leaf is laid on each pixel."""
    parts = unpacked(pixels)
    red, blue = parts[..., 0].copy(), parts[..., 2].copy()
    return ramp((np.maximum(red, blue) - blue).astype(np.uint16) * FINE, _GOLD_FROM * FINE, 5, 175)


def _leaves(order: np.random.Generator, height: int, width: int) -> list[Packed]:
    """Sheets of leaf, each turned a little further towards the light than the one before."""
    sheet = in_bytes(
        0.5 + 0.24 * clouds(order, height, width, height / 10) + 0.07 * clouds(order, height, width, height / 110)
    )
    golds = np.array([word((int(red), int(green), int(blue))) for red, green, blue in _golds()])
    return [golds[sheet + np.uint8(256 * step // _TURNS)] for step in range(_TURNS)]


def _golds() -> NDArray[np.uint8]:
    """Gold for every turn of the leaf towards the light: mostly deep, with narrow flashes."""
    turn = np.arange(256) / 256
    flash = np.maximum(0, np.cos(2 * np.pi * (turn - 0.5))) ** 3
    low, high = np.array((176, 116, 38)), np.array((255, 236, 160))
    return np.clip(low + (high - low) * np.clip(flash, 0, 1)[:, None], 0, 255).astype(np.uint8)


def dyed(height: int, width: int) -> Effect:
    """Three dyes that are laid down not quite over each other."""
    aside = max(1, round(height / 720))
    result: Frame = np.empty((height, width, 4), np.uint8)

    def laid(picture: Frame) -> Frame:
        fringed(picture, (aside, 0), (0, aside), result)
        return result

    return laid
