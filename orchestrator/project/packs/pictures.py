"""Reference pictures: whether a file is the picture that its name says, told by its header and a small decoding of it."""

import struct
import warnings
from pathlib import Path

from orchestrator.project.packs import limits

_FORMATS = {".png": "PNG", ".jpg": "JPEG", ".jpeg": "JPEG", ".webp": "WEBP"}
_SAME = {"MPO": "JPEG"}
"""What cameras write: a JPEG with a second, smaller one behind it."""
_DECODED = 12_000_000
"""Pixels up to which a picture is decoded whole; of a larger one only the structure is looked at."""
_LARGE = f"has more than {limits.PIXELS // 1_000_000} million pixels; make it smaller"
_BROKEN = (
    OSError, SyntaxError, ValueError, EOFError, struct.error, KeyError, IndexError, TypeError, OverflowError,
    ZeroDivisionError, AttributeError, RuntimeError, MemoryError,
)  # fmt: skip
"""What the library says of bytes that are no picture; a file that cannot be read was read before."""


def unreadable(path: Path) -> str | None:
    """Return why a person's own file cannot be used as a picture, None if it can: of any format, told by its header."""
    from PIL import Image

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            with Image.open(path) as image:
                (width, height), moving = image.size, getattr(image, "n_frames", 1) > 1 and image.format not in _SAME
                image.verify()
        except Image.DecompressionBombError:
            return _LARGE
        except PermissionError:
            return "cannot be read: permission denied"
        except _BROKEN:
            return "cannot be read as a picture; save it as PNG or JPEG"
    if width * height > limits.PIXELS:
        return _LARGE
    return "moves; give one picture of it" if moving else None


def picture_fault(path: Path) -> str | None:
    """Return why a file is no picture that can be used as a reference, None if it is one."""
    from PIL import Image, UnidentifiedImageError

    wanted = _FORMATS[path.suffix.lower()]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            with Image.open(path, formats=("PNG", "JPEG", "WEBP")) as image:
                found = _SAME.get(image.format or "", image.format)
                width, height = image.size
                moving = found != "JPEG" and getattr(image, "n_frames", 1) > 1
                if found == "JPEG":
                    image.draft("RGB", (64, 64))  # a coarse decoding, but to the end of the file
                if width * height <= (limits.PIXELS if found == "JPEG" else _DECODED):
                    image.load()
                else:
                    image.verify()
        except Image.DecompressionBombError:
            width, height, found, moving = limits.PIXELS, 2, wanted, False
        except UnidentifiedImageError:
            return "is no PNG, JPEG or WebP picture; save it as one of them"
        except _BROKEN:
            return "is a broken picture; save it again"
    if width * height > limits.PIXELS:
        return _LARGE
    if found != wanted:
        return f"is a {found} picture under another name; let its name end in .{(found or '').lower()}"
    return "moves; a reference is one picture" if moving else None
