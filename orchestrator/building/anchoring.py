"""The colours of a picture drawn back to those of another: from clip to clip they would creep away.

Measured are mean and spread of lightness and of the two opponent axes of OKLab (Björn Ottosson, 2020), where equal steps look
equal. The picture's are moved towards the reference's by `strength`; a spread by a factor of at most `_MOST`, for what is
corrected is drift, and another picture altogether would be torn apart.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Pixels = NDArray[np.uint8]
    Values = NDArray[np.float32]

VERSION = 2
"""Raise it when the same picture would be drawn back in another way."""
_MOST = 1.5
_TO_CONES = (
    (0.4122214708, 0.5363325363, 0.0514459929),
    (0.2119034982, 0.6806995451, 0.1073969566),
    (0.0883024619, 0.2817188376, 0.6299787005),
)
_TO_LAB = (
    (0.2104542553, 0.7936177850, -0.0040720468),
    (1.9779984951, -2.4285922050, 0.4505937099),
    (0.0259040371, 0.7827717662, -0.8086757660),
)


@dataclass(frozen=True)
class Change:
    """What is done to the colours of a picture, and of others beside it; `facts` is what was measured, per axis of OKLab."""

    means: "Values"
    spread: "Values"
    shift: "Values"
    facts: dict[str, object]

    def of(self, picture: "Pixels") -> "Pixels":
        """The picture, (height, width, 3) uint8, with its colours drawn back."""
        moved: Values = (_lab(picture) - self.means) * self.spread + self.means + self.shift
        return _rgb(moved)


def measured(picture: "Pixels", reference: "Pixels", strength: float) -> Change:
    """Return what draws the colours of a picture back."""
    import numpy as np

    own, aim = _lab(picture), _lab(reference)
    means = np.stack([values.mean(axis=(0, 1), dtype=np.float64) for values in (own, aim)])
    spreads = np.stack([values.std(axis=(0, 1), dtype=np.float64) for values in (own, aim)])
    factor = np.clip(spreads[1] / np.maximum(spreads[0], 1e-6), 1 / _MOST, _MOST)
    factor = 1 + (factor - 1) * strength
    shift = (means[1] - means[0]) * strength
    facts: dict[str, object] = {
        "strength": strength,
        "apart": _rounded(means[0] - means[1]),
        "shift": _rounded(shift),
        "spread": _rounded(factor),
    }
    narrow = np.float32
    return Change(means[0].astype(narrow), factor.astype(narrow), shift.astype(narrow), facts)


def _lab(picture: "Pixels") -> "Values":
    import numpy as np

    encoded = picture[:, :, :3].astype(np.float32) / np.float32(255)
    linear = np.where(encoded <= 0.04045, encoded / 12.92, ((encoded + 0.055) / 1.055) ** 2.4)
    return np.cbrt(linear @ np.array(_TO_CONES, np.float32).T) @ np.array(_TO_LAB, np.float32).T


def _rgb(lab: "Values") -> "Pixels":
    import numpy as np

    to_cones, to_linear = (np.linalg.inv(np.array(back)).T.astype(np.float32) for back in (_TO_LAB, _TO_CONES))
    linear = np.clip((lab @ to_cones) ** 3 @ to_linear, 0.0, 1.0)
    encoded = np.where(linear <= 0.0031308, linear * 12.92, 1.055 * linear ** (1 / 2.4) - 0.055)
    return np.round(encoded * 255).astype(np.uint8)


def _rounded(values: "Values") -> list[float]:
    return [round(float(value), 4) for value in values]
