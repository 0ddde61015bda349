"""What a checkpoint takes and gives: its slots, its laws of count, rate and size. Read from its files, or from its card."""

from dataclasses import dataclass, field, replace
from pathlib import Path

from generation.card import Card, FrameLaw, SizeLaw, Slots


@dataclass(frozen=True)
class Facts:
    """One checkpoint. `folder` is None while it is not on this machine, and the rest is what its card says."""

    pipeline: str
    """The class that its `model_index.json` names."""
    slots: Slots
    frames: FrameLaw = field(default_factory=FrameLaw)
    sizes: SizeLaw = field(default_factory=SizeLaw)
    folder: Path | None = None
    parts: tuple[str, ...] = ()
    traits: frozenset[str] = field(default_factory=frozenset[str])
    """What else tells it from others of its family, e.g. `two-experts`."""

    @classmethod
    def of_card(cls, card: Card) -> "Facts":
        """Return what the card says."""
        return cls(
            pipeline=card.pipelines[0],
            slots=card.slots,
            frames=card.frames or FrameLaw(),
            sizes=card.sizes or SizeLaw(),
            parts=tuple(card.weights),
        )

    def told(self, card: Card | None) -> "Facts":
        """Return these with what no file of a checkpoint says, and its card does: the counts and sizes that suit it."""
        if card is None:
            return self
        counts, sizes = card.frames or self.frames, card.sizes or self.sizes
        return replace(
            self,
            frames=self.frames.model_copy(update={"usual": counts.usual, "most": counts.most}),
            sizes=self.sizes.model_copy(update={"usual": sizes.usual, "legal": sizes.legal, "only": sizes.only}),
        )
