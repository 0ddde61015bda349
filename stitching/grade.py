"""The grade: a 3D LUT, contrast, saturation, grain and vignette over a clip that is in the mezzanine encoding."""

from pydantic import Field

from stitching.timeline import Source, Value


class Grade(Value):
    """What is done to every frame of a clip. The defaults change nothing."""

    lut: Source | None = None
    strength: float = Field(default=1.0, ge=0, le=1, description="how much of the LUT")
    contrast: float = 1.0
    saturation: float = 1.0
    grain: float = 0.0
    vignette: float = 0.0
    seed: int = Field(default=0, description="of the grain")
