"""What the idea does with whom or with what, as a value: the shape that tells it, and where and with which words."""

from dataclasses import dataclass, field

from orchestrator.writing.reading import Reading, Spot

Stand = tuple[Spot, int]
"""A place and which of its areas, the one that bears its name first."""


@dataclass(frozen=True)
class Relation:
    """The shape that an idea's verb asks for, the reading with everybody in their part, and slots of its own.

    `stage` says where home, near and far are, for a story that needs certain places; else they come from the reading.
    """

    shape: str
    reading: Reading
    slots: dict[str, str] = field(default_factory=dict[str, str])
    place: Spot | None = None
    mute: bool = False
    stage: tuple[Stand, ...] = ()
    title: str = ""

    @property
    def stays(self) -> bool:
        """Whether it all happens at the place that the idea names."""
        return self.shape in {"intruder", "waiting", "sharing", "stuck"}
