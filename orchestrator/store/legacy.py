"""Stores of earlier versions kept one file for each action; what they hold is brought over into the journal."""

import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from orchestrator.store.journal import Entry, Journal, entry_of
from orchestrator.store.records import Record


def bring_over(folder: Path, journal: Journal) -> None:
    """Write what an earlier version recorded into the journal; its files go when the disk has that. Usually does nothing."""
    actions = folder / "actions"
    if not actions.is_dir():
        return
    entries = [entry_of(record) for record in _records(actions)]
    for name, draft in (("latest.json", False), ("latest-draft.json", True)):
        if keys := _latest(folder / name):
            entries.append(Entry(latest=keys, draft=draft))
    if entries:
        journal.add(*entries)
    for name in ("latest.json", "latest-draft.json"):
        (folder / name).unlink(missing_ok=True)
    shutil.rmtree(actions)


def _records(actions: Path) -> Iterator[Record]:
    dated = sorted((path.stat().st_mtime, path) for path in actions.glob("*/*.json"))
    for made, path in dated:
        try:
            yield Record.model_validate_json(path.read_bytes()).model_copy(update={"made": made})
        except ValidationError:
            continue


def _latest(path: Path) -> dict[str, str]:
    try:
        found: Any = json.loads(path.read_bytes())
    except (FileNotFoundError, ValueError):
        return {}
    return {str(step): str(key) for step, key in found.items()} if isinstance(found, dict) else {}
