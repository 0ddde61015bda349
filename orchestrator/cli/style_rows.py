"""Style guides as rows: of a table for people, of JSON for programs."""

import shutil
import sys
from typing import TYPE_CHECKING

import typer

from orchestrator.cli.output import harmless

if TYPE_CHECKING:
    from orchestrator.building.style_upgrade import Effects, Upgrade
    from orchestrator.project.library_guide import Guide

_SWATCH = 8
"""A palette has at most as many colours."""
_NARROWEST = 20


def listed(name: str, guide: "Guide", where: str, *, width: int, used: bool) -> str:
    """A row of the list; on a terminal with the palette, and cut to one line of it."""
    style, star = guide.style, "*" if used else " "
    row, look = f"{name:<{width}}  v{style.version:<2} {where:<9}  ", harmless(style.look)
    if not sys.stdout.isatty():
        return f"{star} {row}{look}"
    room = shutil.get_terminal_size((80, 24)).columns - len(f"{star} {'':{_SWATCH}}  {row}")
    return f"{star} {_swatch(style.palette)}  {row}{_cut(look, max(room, _NARROWEST))}"


def row_of(name: str, guide: "Guide", *, used: bool) -> dict[str, object]:
    """A guide of the list, for programs."""
    style = guide.style
    return {
        "name": name, "version": style.version, "origin": guide.origin, "in_use": used, "look": style.look,
        "palette": style.palette, "variants": [*style.variants],
    }  # fmt: skip


def shown(guide: "Guide", digest: str) -> dict[str, object]:
    """A whole guide with what it inherits, for programs."""
    return {
        "name": guide.found.name, "version": guide.style.version, "origin": guide.origin, "digest": digest,
        "chain": [layer.found.name for layer in guide.layers], "file": guide.layers[0].shown,
        "files": [*guide.files], "prompts": [*guide.templates()],
        "style": guide.style.model_dump(mode="json", exclude_none=True),
    }  # fmt: skip


def offered(change: "Upgrade", effect: "Effects", *, taken: bool) -> dict[str, object]:
    """An upgrade and what it makes anew, for programs."""
    from orchestrator.building.style_upgrade import differences

    before, after = change.before, change.after
    different = [{"what": each.what, "before": each.before, "after": each.after} for each in differences(before, after)]
    return {
        "name": after.found.name, "before": before.style.version, "after": after.style.version, "differences": different,
        "shots": effect.shots, "graded": effect.graded, "others": effect.others, "written": effect.written, "taken": taken,
    }  # fmt: skip


def _cut(text: str, room: int) -> str:
    return text if len(text) <= room else text[: room - 1].rsplit(" ", 1)[0].rstrip(",") + "…"


def _swatch(palette: "tuple[str, ...]") -> str:
    return "".join(typer.style(" ", bg=_rgb(colour)) for colour in palette) + " " * (_SWATCH - len(palette))


def _rgb(colour: str) -> tuple[int, int, int]:
    value = int(colour[1:], 16)
    return value >> 16, value >> 8 & 255, value & 255
