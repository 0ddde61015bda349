"""Colours as `#rrggbb`: mixing, lightness, and local colours under a light."""

import colorsys

from generation.animatic.stage import Scheme


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


def lit(colour: str, scheme: Scheme) -> str:
    """A local colour (hair, coat, door) as it looks in this light."""
    return mix(colour, scheme.ambient, scheme.shade)
