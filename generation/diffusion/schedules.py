"""Whether a family's schedule of noise can be shifted (`?shift=`): more of the steps for the layout, or for detail."""

from typing import Any, Self

from pydantic import model_validator

from generation.diffusion.video import VideoModel
from generation.errors import Unsupported


class ShiftedFlow(VideoModel):
    """A family that follows a flow whose shift is a setting of its scheduler."""

    def ready(self, pipeline: Any) -> None:
        """Set the shift of its flow."""
        if self.shift is not None:
            scheduler = pipeline.scheduler
            name = "flow_shift" if "flow_shift" in scheduler.config else "shift"
            pipeline.scheduler = type(scheduler).from_config(scheduler.config, **{name: self.shift})


class OwnSchedule(VideoModel):
    """A family that learned to take noise away in another way, or whose pipeline says how much there is at each step."""

    @model_validator(mode="after")
    def _unshifted(self) -> Self:
        if self.shift is not None:
            raise Unsupported(f"'{self.label()}' has a schedule of its own; remove shift")
        return self
