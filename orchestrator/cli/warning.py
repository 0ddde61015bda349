"""How the warnings of `check` are said."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from orchestrator.cli.output import count

if TYPE_CHECKING:
    from orchestrator.building.lint import Warnings
    from orchestrator.building.lint_proposals import Proposed


def warned_rows(warned: "Warnings", model: str | None, here: str, *, proposes: bool) -> Iterator[str]:
    """The warnings, one a line, with how many there are and how to answer them; `here` names the project in a command."""
    judged = f" (as if '{model}' made the pictures)" if model else ""
    allowed = f"; {count(warned.allowed, 'more is', 'more are')} allowed" if warned.allowed else ""
    if not warned.warnings:
        yield f"warnings: none{judged}{allowed}"
        return
    yield f"warnings: {len(warned.warnings)}{judged}{allowed}"
    for one in warned.warnings:
        yield f"  {one}"
    rule = warned.warnings[0].finding.rule
    yield f"  silence one with allow: [{rule}] in its shot, its scene or film.yaml; what each means: docs/checking.md"
    rewrites = sum(bool(one.finding.rewrite) for one in warned.warnings)
    if rewrites and not proposes:
        asked = f" --model {model}" if model else ""
        which = count(rewrites, "has a rewrite", "have rewrites")
        yield f"  {which}; lay them beside your files: filmwright check --propose{asked}{here}"


def proposed_rows(proposed: "Proposed", here: str) -> Iterator[str]:
    """What became of the rewrites."""
    for file, number in proposed.files.items():
        yield f"  proposed {file} ({count(number, 'rewrite')})"
    for file in proposed.open:
        yield f"  left     {file}: it has an open proposal; answer that first: filmwright review {file}{here}"
    if proposed.waiting:
        yield f"  {count(proposed.waiting, 'rewrite waits', 'rewrites wait')} until those are answered; ask again then"
    if proposed.files:
        yield f"see them: filmwright review{here}; take them over: filmwright accept{here}"
    elif not proposed.open:
        yield "nothing to propose"
