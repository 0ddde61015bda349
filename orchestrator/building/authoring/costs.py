"""What a language model has cost this film, by stage, from the project's ledger."""

from dataclasses import dataclass
from pathlib import Path

from orchestrator.writing.model.spending import Spent, entries, summary


@dataclass(frozen=True)
class Costs:
    """What was spent after the first `before` lines of the ledger."""

    root: Path
    before: int = 0

    @classmethod
    def from_now(cls, root: Path) -> "Costs":
        """What will be spent from here on."""
        return cls(root, len(list(entries(root / ".filmwright"))))

    def by_stage(self) -> tuple[Spent, ...]:
        """One sum for each stage and model, in the order in which they came first."""
        return summary(self.root / ".filmwright", skip=self.before)

    def lines(self) -> list[str]:
        """The sums for a person, one line a stage and one for all; none where nothing was spent."""
        rows = self.by_stage()
        if not rows:
            return []
        shown = [(row.stage, row) for row in rows]
        if len(rows) > 1:
            total = rows[0]
            for row in rows[1:]:
                total += row
            shown.append(("together", total))
        return [f"{stage:<12} {_said(row)}" for stage, row in shown]

    def report(self) -> list[dict[str, object]]:
        """The sums as JSON values."""
        return [row.model_dump(mode="json", exclude={"run", "when"}) for row in self.by_stage()]


def _said(row: Spent) -> str:
    about = "about " if row.about else ""
    requests = f"{row.requests} request{'' if row.requests == 1 else 's'}"
    cost = "" if row.cost is None else f", cost {row.cost:.4f}"
    return f"{requests}, {about}{row.input:,} tokens in, {row.output:,} out{cost}"
