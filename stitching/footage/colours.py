"""The colours of footage: what its numbers mean, and a table that brings wide or bright ones to BT.709.

What is beyond BT.709 in SDR (HDR in PQ or HLG, the primaries of BT.2020 and Display P3) goes through one table from coded red,
green and blue to coded red, green and blue. HDR is brought down by the curve of ITU-R BT.2390 (section 5.4, EETF) to a white of
203 cd/m2, the diffuse white of BT.2408: what is darker than 85 cd/m2 keeps its light, diffuse white comes to nine tenths of the
signal, and what is brighter is rolled off up to the brightest that the footage has.
"""

from dataclasses import dataclass
from pathlib import Path
from struct import unpack_from
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from stitching.opening import Av

    Array: TypeAlias = NDArray[np.float64]

WHITE = 203.0
"""Of HDR, in cd/m2: what paper is in BT.2408. It is where SDR ends."""
_USUAL_PEAK = 1000.0
_SIDE = 65
"""Half as many would be two levels off where a colour is at the edge of BT.709; at that edge this is up to ten, else none."""

_PRIMARIES = {
    1: "BT.709",
    4: "BT.470M",
    5: "BT.601 (625)",
    6: "BT.601 (525)",
    7: "SMPTE 240M",
    9: "BT.2020",
    10: "XYZ",
    11: "DCI-P3",
    12: "Display P3",
    22: "EBU 3213",
}
_TRANSFERS = {
    1: "BT.709",
    4: "gamma 2.2",
    5: "gamma 2.8",
    6: "BT.601",
    7: "SMPTE 240M",
    8: "linear",
    9: "log",
    10: "log",
    11: "xvYCC",
    13: "sRGB",
    14: "BT.2020",
    15: "BT.2020",
    16: "PQ",
    17: "SMPTE 428",
    18: "HLG",
}
_MATRICES = {0: "RGB", 1: "BT.709", 4: "FCC", 5: "BT.601", 6: "BT.601", 7: "SMPTE 240M", 9: "BT.2020", 10: "BT.2020"}
_SCALERS = {
    "BT.709": "bt709",
    "FCC": "fcc",
    "BT.601": "bt601",
    "SMPTE 240M": "smpte240m",
    "BT.2020": "bt2020",
    "RGB": "bt709",
}

_TO_XYZ = {
    # Columns: red, green, blue, scaled to a white of D65.
    "BT.709": ((0.412391, 0.357584, 0.180481), (0.212639, 0.715169, 0.072192), (0.019331, 0.119195, 0.950532)),
    "BT.2020": ((0.636958, 0.144617, 0.168881), (0.262700, 0.677998, 0.059302), (0.0, 0.028073, 1.060985)),
    "Display P3": ((0.486571, 0.265668, 0.198217), (0.228975, 0.691739, 0.079287), (0.0, 0.045113, 1.043944)),
}


@dataclass(frozen=True)
class Colour:
    """What the numbers of a picture mean. Where the file says nothing, `matrix` is what its size suggests."""

    primaries: str
    transfer: str
    matrix: str
    full: bool
    peak: float = _USUAL_PEAK

    @property
    def hdr(self) -> bool:
        """Whether it holds more light than a white page."""
        return self.transfer in ("PQ", "HLG")

    @property
    def scaler(self) -> str:
        """The matrix, as libavfilter calls it."""
        return _SCALERS.get(self.matrix, "bt709")

    @property
    def plain(self) -> bool:
        """Whether red, green and blue can stay what they are."""
        return not self.hdr and self.transfer != "linear" and self.gamut == "BT.709"

    @property
    def gamut(self) -> str:
        """The primaries, as far as they matter: those of old television are so near to BT.709 that all players show them so."""
        wide = {"BT.2020": "BT.2020", "DCI-P3": "Display P3", "Display P3": "Display P3"}
        return wide.get(self.primaries, "BT.2020" if self.hdr and self.primaries == "unknown" else "BT.709")

    @property
    def words(self) -> tuple[str, ...]:
        """What is done to it, for people."""
        if self.hdr:
            return (f"HDR ({self.transfer}, {self.gamut}) brought to BT.709",)
        if not self.plain:
            return (f"{'linear light' if self.transfer == 'linear' else self.gamut} brought to BT.709",)
        done = (f"{self.matrix} colours brought to BT.709",) if self.matrix not in ("BT.709", "RGB") else ()
        return done + (("full range brought to video levels",) if self.full and self.matrix != "RGB" else ())


def colour_of(frame: "Av") -> Colour:
    """What a decoded picture says of its colours, and its size where it says nothing."""
    pixels = str(frame.format.name)
    rgb = pixels.startswith(("rgb", "bgr", "gbr", "argb", "abgr", "pal8", "0", "x2", "gray", "ya", "mono"))
    guess = "BT.709" if frame.height >= 720 or frame.width > 1024 else "BT.601"
    primaries = _PRIMARIES.get(int(frame.color_primaries), "unknown")
    transfer = _TRANSFERS.get(int(frame.color_trc), "unknown")
    if transfer in ("PQ", "HLG"):
        guess = "BT.2020"
    matrix = "RGB" if rgb else _MATRICES.get(int(frame.colorspace), guess)
    full = pixels.startswith("yuvj") or int(frame.color_range) == 2 or (rgb and int(frame.color_range) != 1)
    return Colour(primaries, transfer, matrix, full, _peak(frame) if transfer == "PQ" else _USUAL_PEAK)


def _peak(frame: "Av") -> float:
    """The brightest light of the screen that PQ footage was made on, in cd/m2."""
    try:
        data = bytes(frame.side_data["MASTERING_DISPLAY_METADATA"])
        # Ten fractions of the screen's colours, then its darkest and its brightest as fractions.
        above, below = unpack_from("=2i", data, 8 * 9)
        (known,) = unpack_from("=i", data, 8 * 10 + 4)
    except (KeyError, ValueError):
        return _USUAL_PEAK
    return min(10_000.0, max(2 * WHITE, above / below)) if known and below > 0 else _USUAL_PEAK


def table(colour: Colour, side: int = _SIDE) -> "Array":
    """Coded red, green and blue of BT.709 for those of `colour`: (N, N, N, 3), indexed by blue, green, red, from 0 to 1."""
    import numpy as np

    steps = np.linspace(0, 1, side)
    blue, green, red = np.meshgrid(steps, steps, steps, indexing="ij")
    light = _light(np.stack([red, green, blue], -1), colour)
    turned = np.linalg.inv(np.array(_TO_XYZ["BT.709"])) @ np.array(_TO_XYZ[colour.gamut])
    return _within(light @ turned.T) ** (1 / 2.4)


def write_table(colour: Colour, path: Path) -> None:
    """The table as a .cube file, which is how libavfilter takes it."""
    entries = table(colour)
    rows = (f"{red:.6f} {green:.6f} {blue:.6f}" for red, green, blue in entries.reshape(-1, 3).tolist())
    path.write_text(f"LUT_3D_SIZE {entries.shape[0]}\n" + "\n".join(rows) + "\n", encoding="ascii")


def _light(coded: "Array", colour: Colour) -> "Array":
    """Light as a part of white, in the footage's own primaries; that of HDR is brought down already."""
    import numpy as np

    if colour.transfer == "linear":
        return coded
    if not colour.hdr:
        return coded**2.4
    luma = np.array(_TO_XYZ[colour.gamut][1])
    light = _from_pq(coded) if colour.transfer == "PQ" else _from_hlg(coded, luma)
    # By the brightest of the three, hues stay; each for itself, highlights go to white as they do in a camera. Half of each.
    most = np.maximum(light.max(-1, keepdims=True), 1e-6)
    by_most = light * (_rolled_off(most, colour.peak) / most)
    return (by_most + _rolled_off(light, colour.peak)) / (2 * WHITE)


def _rolled_off(light: "Array", peak: float) -> "Array":
    """BT.2390's curve from a brightest light of `peak` to one of `WHITE`, both in cd/m2; black stays black."""
    import numpy as np

    top = float(_to_pq(np.array(peak)))
    most = float(_to_pq(np.array(WHITE))) / top
    knee = 1.5 * most - 0.5
    at = np.minimum(_to_pq(light) / top, 1)
    part = np.clip((at - knee) / (1 - knee), 0, 1)
    cubed, squared = part**3, part**2
    bent = (2 * cubed - 3 * squared + 1) * knee + (cubed - 2 * squared + part) * (1 - knee)
    bent += (-2 * cubed + 3 * squared) * most
    return _from_pq(np.where(at < knee, at, bent) * top)


def _from_pq(coded: "Array") -> "Array":
    """SMPTE ST 2084: light in cd/m2."""
    import numpy as np

    root = coded ** (32 / 2523)
    return 10_000 * (np.maximum(root - 107 / 128, 0) / (2413 / 128 - 2392 / 128 * root)) ** (8192 / 1305)


def _to_pq(light: "Array") -> "Array":
    import numpy as np

    power = (np.maximum(light, 0) / 10_000) ** (1305 / 8192)
    return ((107 / 128 + 2413 / 128 * power) / (1 + 2392 / 128 * power)) ** (2523 / 32)


def _from_hlg(coded: "Array", luma: "Array") -> "Array":
    """ITU-R BT.2100: light in cd/m2 on a screen of 1000 cd/m2."""
    import numpy as np

    a, b, c = 0.17883277, 0.28466892, 0.55991073
    scene = np.where(coded <= 0.5, coded**2 / 3, (np.exp((coded - c) / a) + b) / 12)
    bright = np.maximum((scene @ luma)[..., None], 1e-9)
    return _USUAL_PEAK * bright**0.2 * scene


def _within(light: "Array") -> "Array":
    """Colours that BT.709 has not are taken towards the grey of their own brightness just as far as is needed."""
    import numpy as np

    grey = np.clip((light @ np.array(_TO_XYZ["BT.709"][1]))[..., None], 0, 1)
    away = light - grey
    with np.errstate(divide="ignore", invalid="ignore"):
        room = np.where(away > 0, (1 - grey) / away, np.where(away < 0, -grey / away, np.inf))
    share = np.minimum(1, room.min(-1, keepdims=True))
    return np.clip(grey + away * share, 0, 1)
