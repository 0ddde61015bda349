"""Which way up footage is to be shown: the display matrix of its container, or a photograph's EXIF."""

import math
import warnings
from dataclasses import dataclass
from pathlib import Path
from struct import error as struct_error
from struct import unpack_from
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from stitching.opening import Av

_EXIF_ORIENTATION = 0x112
_PHOTOGRAPHS = ("JPEG", "TIFF", "PNG", "WEBP")


@dataclass(frozen=True)
class Turn:
    """One of the eight ways to lay a picture: turned clockwise by `degrees` (0, 90, 180, 270), then mirrored left to right."""

    degrees: int = 0
    mirrored: bool = False

    @property
    def sideways(self) -> bool:
        """Whether width and height change places."""
        return self.degrees % 180 == 90

    @property
    def filters(self) -> tuple[tuple[str, dict[str, str]], ...]:
        """What libavfilter does for it."""
        turned: dict[int, tuple[tuple[str, dict[str, str]], ...]] = {
            0: (),
            90: (("transpose", {"dir": "clock"}),),
            180: (("hflip", {}), ("vflip", {})),
            270: (("transpose", {"dir": "cclock"}),),
        }
        return turned[self.degrees] + ((("hflip", {}),) if self.mirrored else ())

    @property
    def words(self) -> tuple[str, ...]:
        """What is done, for people."""
        words = {90: "turned by 90 degrees", 180: "turned by 180 degrees", 270: "turned by 90 degrees to the left"}
        turned = (words[self.degrees],) if self.degrees else ()
        return turned + (("mirrored left to right",) if self.mirrored else ())


_OF_EXIF = {
    1: Turn(),
    2: Turn(0, True),
    3: Turn(180),
    4: Turn(180, True),
    5: Turn(90, True),
    6: Turn(90),
    7: Turn(270, True),
    8: Turn(270),
}


def turn_of(frame: "Av", path: Path) -> Turn:
    """How the picture is to be laid; a matrix that is not one of the eight ways counts as the nearest."""
    try:
        matrix = bytes(frame.side_data["DISPLAYMATRIX"])
    except KeyError:
        return Turn()
    except ValueError:
        # PyAV does not know the kind of some other side data, which photographs have.
        return _of_photograph(path) or Turn(round(-frame.rotation / 90) % 4 * 90)
    return of_matrix(matrix)


def of_matrix(matrix: bytes) -> Turn:
    """The turn of nine numbers of 32 bits: the picture's right goes to (a, b), its down to (c, d), y pointing down."""
    try:
        a, b, _, c, d = unpack_from("=5i", matrix)
    except struct_error:
        return Turn()
    if not (a or b) or not (c or d):
        return Turn()
    mirrored = a * d - b * c < 0
    # Mirrored after turning: the right, mirrored back, is where the turn alone takes it.
    angle = math.degrees(math.atan2(b, -a if mirrored else a))
    return Turn(round(angle / 90) % 4 * 90, mirrored)


def _of_photograph(path: Path) -> Turn | None:
    from PIL import Image

    try:
        # Pillow warns of damage, and of large pictures, which were let in already.
        with warnings.catch_warnings(action="ignore"), Image.open(path, formats=_PHOTOGRAPHS) as image:
            return _OF_EXIF.get(image.getexif().get(_EXIF_ORIENTATION, 1))
    except (OSError, SyntaxError, ValueError, TypeError, struct_error, Image.DecompressionBombError):
        return None
