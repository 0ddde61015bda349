"""Colours by name or as `#rrggbb`: what they are made of, and how light they are."""

from stitching.errors import TimelineError


def rgb(colour: str) -> tuple[int, int, int]:
    """Red, green and blue of `#rrggbb`, or of a colour's name."""
    from PIL import ImageColor

    try:
        red, green, blue = ImageColor.getrgb(colour)[:3]
    except ValueError:
        raise TimelineError(f"'{colour}' is not a colour; write it as '#ffc07a'") from None
    return red, green, blue


def luma(colour: str) -> float:
    """How light a colour is, 0 to 255."""
    red, green, blue = rgb(colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def opposite(colour: str) -> str:
    """Black around light letters and white around dark ones."""
    return "#000000" if luma(colour) > 80 else "#ffffff"
