"""The table of what GPUs of each memory class can run, from the plans of the cards."""

from collections.abc import Sequence

from generation.diffusion.memory.plan import CLASSES, MemoryPlan
from generation.fitting import Fit, fits
from generation.machine import GB, Machine

_TITLES = {"clips": "clips", "stills": "stills", "scores": "music"}


def class_table() -> list[str]:
    """A Markdown table for each kind: models by class, and the main memory that the smallest way of holding one takes."""
    bare = Machine("cpu", "", 0, 0)
    columns = [fits(bare.with_memory(size)) for size in CLASSES]
    rows: list[str] = []
    for kind, title in _TITLES.items():
        names = [one.card.name for one in columns[2] if one.card.kind == kind]
        if not names:
            continue
        rows += [
            f"| {title} | {' | '.join(f'{size} GB' for size in CLASSES)} | main memory |",
            f"|---|{'---|' * len(CLASSES)}---|",
        ]
        for name in names:
            found = [next(one for one in column if one.card.name == name) for column in columns]
            rows.append(f"| `{name}` | {' | '.join(_cell(one) for one in found)} | {_main(found)} |")
        rows.append("")
    return rows


def _cell(one: Fit) -> str:
    """How it is held, as short as can be."""
    return placed(one.plan) if one.runs else "–"


def placed(plan: MemoryPlan) -> str:
    """`whole`, `parts` or `layers`, with what else it takes."""
    word = {"none": "whole", "model": "parts", "group": "layers"}[plan.offload]
    fewer = {"none": "", "float8": " 8-bit", "int8": " 8-bit", "int4": " 4-bit"}[plan.quantise]
    return f"{word}{fewer}{' tiles' if plan.tiling else ''}"


def _main(found: Sequence[Fit]) -> str:
    """From the least to the most main memory that the ways of holding it take."""
    sizes = [round(one.plan.main / GB) for one in found if one.runs]
    if not sizes or max(sizes) == 0:
        return "–" if not sizes else "any"
    return f"{max(sizes)} GB" if min(sizes) == max(sizes) else f"{min(sizes)}–{max(sizes)} GB"
