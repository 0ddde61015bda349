"""What ended two workers is left alone, in this build and in the next ones, until it changes or a person says otherwise.

    quarantine/<key>.json    what was asked, and how each of the workers ended
    quarantine/<key>.log     the last that they wrote to their terminals

A model that ends workers while it is loaded has such a log as well, and no record: the next build tries it again.

Beside the store, by key: another prompt, take or model is another key, and is tried.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from pydantic import BaseModel, ConfigDict, ValidationError

from orchestrator.project.atomic import write_text

if TYPE_CHECKING:
    from orchestrator.building.engines.executor import Failed
    from orchestrator.building.order import Ready

_NAMED = 12
"""Digits of a key in the name of a file: enough to tell any two apart, and short enough to be said."""


class Ending(BaseModel):
    """How one attempt ended."""

    model_config = ConfigDict(frozen=True)

    kind: str
    said: str
    exit: int | None
    """The worker's exit code; less than 0 is the number of the signal that ended it."""


class Quarantined(BaseModel):
    """A record of the quarantine."""

    model_config = ConfigDict(frozen=True)

    key: str
    step: str
    asked: dict[str, object]
    endings: tuple[Ending, ...]


@dataclass(frozen=True)
class Quarantine:
    """The records in a folder, which need not be there."""

    folder: Path

    def add(self, entry: "Ready", failures: "Sequence[Failed]") -> Quarantined:
        """Record what ended two workers."""
        from orchestrator.building.retrying import first_line

        endings = tuple(Ending(kind=one.kind, said=first_line(one.text), exit=one.exit) for one in failures)
        name = entry.step.take_of or entry.step.id
        record = Quarantined(key=entry.key, step=name, asked=entry.work.identity(), endings=endings)
        self.keep_log(entry.key, failures)
        write_text(self._path(entry.key), json.dumps(record.model_dump(mode="json"), indent=1, ensure_ascii=False))
        return record

    def keep_log(self, name: str, failures: "Sequence[Failed]") -> str:
        """Write down what workers wrote last, and return where that is, as it is said."""
        outputs = [f"attempt {count}: {one.text}\n{one.output}" for count, one in enumerate(failures, 1)]
        self.folder.mkdir(parents=True, exist_ok=True)
        write_text(self._log(name), "\n".join(outputs))
        return self._log_said(name)

    def find(self, key: str) -> Quarantined | None:
        """The record of a key, if it is to be left alone."""
        if not self.folder.is_dir():
            return None
        try:
            record = Quarantined.model_validate_json(self._path(key).read_bytes())
        except (FileNotFoundError, NotADirectoryError, ValidationError):
            return None
        return record if record.key == key else None

    def said(self, record: Quarantined) -> str:
        """Why it is not tried, and how it is tried again, in a line that is the same in every build."""
        log = self._log_said(record.key)
        kind, _, about = record.step.partition(" ")
        another = f"make another take (filmwright retake {about}), " if kind == "clip" else ""
        return (
            f"it ended two workers ({record.endings[-1].said}) and is not tried again; read {log}, change it, {another}"
            "or delete the .json beside that log"
        )

    def _path(self, key: str) -> Path:
        return self.folder / f"{key[:_NAMED]}.json"

    def _log(self, name: str) -> Path:
        return self.folder / f"{name[:_NAMED]}.log"

    def _log_said(self, name: str) -> str:
        return "/".join((self.folder.parent.name, self.folder.name, self._log(name).name))
