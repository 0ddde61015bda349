"""Colours as `#rrggbb`: mixing, lightness, and local colours under a light."""

import colorsys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from generation.animatic.stage import Scheme

Lab = tuple[float, float, float]


def rgb(colour: str) -> tuple[int, int, int]:
    """Red, green and blue, 0..255."""
    value = int(colour[1:7], 16)
    return value >> 16, value >> 8 & 255, value & 255


def hexed(red: float, green: float, blue: float) -> str:
    """The colour of three parts, 0..255, clamped."""
    r, g, b = (min(255, max(0, round(part))) for part in (red, green, blue))
    return f"#{r:02x}{g:02x}{b:02x}"


def mix(first: str, second: str, amount: float) -> str:
    """From `first` (0) to `second` (1)."""
    a, b = rgb(first), rgb(second)
    return hexed(*(x + (y - x) * amount for x, y in zip(a, b, strict=True)))


def luma(colour: tuple[float, float, float]) -> float:
    """Perceived lightness of red, green and blue, in their unit (Rec. 709 weights on the encoded values)."""
    return 0.2126 * colour[0] + 0.7152 * colour[1] + 0.0722 * colour[2]


def lightness(colour: str) -> float:
    """Perceived lightness, 0..1."""
    return luma(rgb(colour)) / 255


def to_lab(colour: str) -> Lab:
    """Lightness 0..1 and the two opponent axes of OKLab (Björn Ottosson, 2020), where equal steps look equal."""
    r, g, b = (_linear(part / 255) for part in rgb(colour))
    long = (0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b) ** (1 / 3)
    medium = (0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b) ** (1 / 3)
    short = (0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b) ** (1 / 3)
    return (
        0.2104542553 * long + 0.7936177850 * medium - 0.0040720468 * short,
        1.9779984951 * long - 2.4285922050 * medium + 0.4505937099 * short,
        0.0259040371 * long + 0.7827717662 * medium - 0.8086757660 * short,
    )


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4


def lighter(colour: str, amount: float) -> str:
    """Towards white."""
    return mix(colour, "#ffffff", amount)


def darker(colour: str, amount: float) -> str:
    """Towards black, a little to the blue, as shadows are."""
    return mix(colour, "#080a18", amount)


def saturated(colour: str, factor: float) -> str:
    """Saturation times `factor`."""
    hue, light, strength = colorsys.rgb_to_hls(*(part / 255 for part in rgb(colour)))
    return hexed(*(part * 255 for part in colorsys.hls_to_rgb(hue, light, min(1.0, strength * factor))))


def lit(colour: str, scheme: "Scheme") -> str:
    """A local colour (hair, coat, door) as it looks in this light."""
    return mix(colour, scheme.ambient, scheme.shade)
