"""The figures of a trial: what was done, how often, and what came of it."""

from dataclasses import asdict, dataclass, field, fields

MUST_NOT_BE = ("lost", "redone", "half", "hollow", "altered", "leftovers", "unclear", "silent")
"""The figures that must be nought."""


@dataclass
class Figures:
    """Sums over the points of a trial; two of them can be added."""

    possible: int = 0
    """Disturbances that there are."""
    points: int = 0
    """Of them, those that were tried."""
    fired: int = 0
    """Of them, those that really happened."""
    acknowledged: int = 0
    """Results that a disturbed build had called safe."""
    converged: int = 0
    """Points after which the next build came to the film of an undisturbed one."""
    repeated: int = 0
    """Steps that were begun again because they had been in flight."""
    most_repeated: int = 0
    """The most of them after one point."""
    lost: int = 0
    """Acknowledged results that were not there, or not whole."""
    redone: int = 0
    """Acknowledged steps that were made again."""
    half: int = 0
    """Files under a final name that are not what the name says."""
    hollow: int = 0
    """Records of results that are not there."""
    altered: int = 0
    """Records that say something else than was recorded."""
    leftovers: int = 0
    """Files that an undisturbed build would not have left."""
    unclear: int = 0
    """Errors that were a traceback, named no place, or did not say what to do."""
    silent: int = 0
    """Faults that a build did not notice though it should have."""
    faults: list[str] = field(default_factory=list[str])
    """What was wrong, a line each."""

    def __add__(self, other: "Figures") -> "Figures":
        sums = {item.name: getattr(self, item.name) + getattr(other, item.name) for item in fields(self)}
        sums["most_repeated"] = max(self.most_repeated, other.most_repeated)
        return Figures(**sums)

    def as_json(self) -> dict[str, object]:
        """The figures as JSON values."""
        return asdict(self)

    def wrong(self) -> dict[str, int]:
        """Everything that must not be, as far as there is any of it."""
        missed = {"not converged": self.points - self.converged}
        counts = {name: int(getattr(self, name)) for name in MUST_NOT_BE}
        return {name: count for name, count in {**counts, **missed}.items() if count}
