"""Which font has which letter: the faces of the package, font files that a person names, and what the machine offers."""

import unicodedata
from collections.abc import Callable
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from stitching.timeline import Caption, Face, Source, Title

if TYPE_CHECKING:
    from PIL.ImageFont import FreeTypeFont

Faces: TypeAlias = Face | tuple[Face, ...]
"""What text is set in: a face, or several of which each sets what those before it lack."""

_FILES = {"serif": "EBGaramond-Regular.otf", "sans": "Inter-Medium.otf"}
_FOLDER = Path(__file__).parents[1] / "fonts"
_SYSTEM = ("/usr/share/fonts", "/usr/local/share/fonts", "/System/Library/Fonts", "/Library/Fonts", "C:/Windows/Fonts")
# For scripts that neither face has, in this order, from whatever the machine offers.
_OTHERS = ("NotoSans-Regular", "NotoSansCJK", "NotoSans", "DejaVuSans", "Hiragino", "PingFang", "Arial Unicode", "msyh")
_UNSEEN = ("Cc", "Cf", "Cs")
"""Categories without a shape; what is merely newer than this interpreter's tables has one."""
_KINDS = (".ttf", ".otf", ".ttc")
_STRIKES = (109, 136, 128, 160, 96, 64, 48, 32, 20)
"""Sizes in which fonts of coloured pictures come: those cannot be had in any other."""
FORGETTING: list[Callable[[], None]] = []
"""What else forgets what it knows of fonts when a font file is another one."""
_CONTENT: dict[Path, str] = {}
"""Of the font files that were used, what they held by digest."""


def faces_of(text: Title | Caption) -> Faces:
    """What a title or a caption is set in."""
    return (text.font, *text.fallbacks) if text.fallbacks else text.font


def stack(faces: Faces) -> tuple[Face, ...]:
    """The faces, each once, in the order in which they are asked for a letter."""
    return tuple(dict.fromkeys(faces)) if isinstance(faces, tuple) else (faces,)


def file_of(face: Face) -> Path:
    """The font file of a face."""
    if not isinstance(face, Source):
        return _FOLDER / _FILES[face]
    if _CONTENT.get(face.path) != face.digest:
        # What is remembered of fonts is remembered by path, and another file may lie there now.
        for known in (opened, path_for, font_for_each, _covers, has, _drawn, in_colour, kerned):
            known.cache_clear()
        for forget in FORGETTING:
            forget()
        _CONTENT[face.path] = face.digest
    return face.path


@cache
def opened(path: Path, size: int) -> "FreeTypeFont":
    """The font at this size in pixels, or at a size that it has.

    Raises:
        OSError: if it is not a font.
    """
    from PIL import ImageFont

    for strike in (size, *_STRIKES):
        try:
            return ImageFont.truetype(str(path), strike)
        except OSError as error:
            if "pixel size" not in str(error):
                raise
    raise OSError("not a font of any size")


@cache
def kerned(path: Path, size: int, letter: str, after: str) -> float:
    """How far a letter moves on, in pixels, with another one after it."""
    font = opened(path, size)
    return font.getlength(letter + after) - font.getlength(after)


def unreadable(face: Face) -> bool:
    """Whether a font file is none that letters can be set in."""
    try:
        _drawn(file_of(face), "A")
    except (OSError, ValueError):
        return True
    return False


@cache
def has(path: Path, letter: str) -> bool:
    """Whether the font has a letter; marks and what is not seen every font has."""
    if letter.isspace() or unicodedata.category(letter) in _UNSEEN or unicodedata.category(letter).startswith("M"):
        return True
    return _drawn(path, letter) != _drawn(path, "\U0010fffe")


@cache
def _drawn(path: Path, letter: str) -> bytes:
    return bytes(opened(path, 24).getmask(letter))


@cache
def in_colour(path: Path, cluster: str) -> bool:
    """Whether the font has this sign as a coloured picture."""
    from PIL import Image, ImageDraw

    font = opened(path, 109)
    if font.size != 109 or all(_letter(letter) for letter in cluster):
        return font.size != 109
    # Room for the sign and for what hangs over.
    picture = Image.new("RGBA", (int(font.getlength(cluster)) + 40, 218), (255, 255, 255, 0))
    ImageDraw.Draw(picture).text((20, 150), cluster, "white", font, anchor="ls", embedded_color=True)
    red, green, blue, _ = picture.split()
    return any(red.tobytes() != other.tobytes() for other in (green, blue))


def _letter(letter: str) -> bool:
    return unicodedata.category(letter)[0] in "LMNPZC"


@cache
def path_for(letters: tuple[str, ...], faces: tuple[Face, ...], *, machine: bool = True) -> Path | None:
    """The first font that has all letters: a face, the faces of the package, then those of this machine."""
    for path in (*(file_of(face) for face in faces), *(_FOLDER / name for name in _FILES.values())):
        if _covers(path, letters):
            return path
    return _other(letters) if machine else None


@cache
def font_for_each(cluster: str, faces: tuple[Face, ...]) -> Path | None:
    """The font for one sign with its marks; a coloured picture rather than a plain sign, if a named font has it."""
    letters = tuple(sorted(set(cluster)))
    if is_picture(cluster):
        for face in faces:
            if isinstance(face, Source) and _covers(face.path, letters) and in_colour(face.path, cluster):
                return face.path
    return path_for(letters, faces)


@cache
def _other(letters: tuple[str, ...]) -> Path | None:
    for name in _OTHERS:
        for path in _offered():
            if path.stem.startswith(name) and _covers(path, letters):
                return path
    return None


@cache
def _offered() -> tuple[Path, ...]:
    """The font files of this machine."""
    files = [path for folder in _SYSTEM for path in sorted(Path(folder).rglob("*"))]
    # The plain face of a family has the shortest name.
    return tuple(sorted((path for path in files if path.suffix.lower() in _KINDS), key=lambda path: len(path.stem)))


@cache
def _covers(path: Path, letters: tuple[str, ...]) -> bool:
    try:
        return all(has(path, letter) for letter in letters)
    except OSError:
        return False


def clusters(text: str) -> list[str]:
    """The text in pieces that one font must set: a letter with its marks, a picture with all that it is joined from."""
    found = list[str]()
    for before, letter in pairwise(("", *text)):
        if found and _joins(found[-1], before, letter):
            found[-1] += letter
        else:
            found.append(letter)
    return found


def _joins(cluster: str, before: str, letter: str) -> bool:
    if unicodedata.category(letter).startswith("M") or letter in "\u200c\u200d":
        return True
    if before == "\u200d":
        return is_picture(cluster) == is_picture(letter)
    if "\U0001f3fb" <= letter <= "\U0001f3ff" or "\U000e0020" <= letter <= "\U000e007f":
        return is_picture(cluster)
    return _flag(letter) and _flag(cluster)


def _flag(cluster: str) -> bool:
    return len(cluster) == 1 and "\U0001f1e6" <= cluster <= "\U0001f1ff"


@cache
def is_picture(cluster: str) -> bool:
    """Whether it is an emoji: a sign beyond the letters that phones draw as a coloured picture."""
    first = cluster[:1]
    if "\U0001f000" <= first <= "\U0001faff" or "\ufe0f" in cluster or "\u20e3" in cluster:
        return True
    return "\u231a" <= first <= "\u2bff" and unicodedata.category(first) == "So"
