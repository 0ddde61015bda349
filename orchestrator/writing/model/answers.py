"""Every answer that ever came, kept raw in the project: `answers/<question>.<number>.json`, the newest with the highest number.

The question is the digest of what was asked, not of whom exactly: neither the address nor a key is in it, nor in any file.
"""

import hashlib
import json
import os
import tempfile
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, ValidationError

from orchestrator.film.errors import WritingError
from orchestrator.writing.model.wire import Question

Outcome = Literal["answered", "cut off", "refused", "stopped by a filter", "broken off", "empty"]
REUSED: frozenset[Outcome] = frozenset({"answered", "cut off"})
"""What is as good as asking again; everything else is asked anew."""


class Kept(BaseModel):
    """One raw answer."""

    model_config = ConfigDict(frozen=True)

    question: str
    stage: str
    model: str
    when: str
    outcome: Outcome
    limit: int | None = None
    tokens: dict[str, int | bool] | None = None
    text: str


def digest_of(model: str, question: Question) -> str:
    """Return what a question is known by."""
    asked: Mapping[str, object] = {
        "model": model,
        "messages": [[one.role, one.text] for one in question.messages],
        "schema": question.schema,
        "temperature": question.temperature,
    }
    canonical = json.dumps(asked, sort_keys=True, ensure_ascii=True, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()[:40]


class Answers:
    """The raw answers in a project's `.filmwright`."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder / "answers"

    def find(self, question: str, limit: int | None) -> Kept | None:
        """Return the newest answer to a question that can stand in for asking it again.

        An answer that was cut off can only do so while no longer one is asked for, and where less was asked for in its place
        and answered: otherwise the run ended there, and something may have changed since.
        """
        for path in sorted(self._of(question), key=_number, reverse=True):
            kept = _read(path)
            if kept is None:
                continue
            if kept.outcome == "cut off" and not self._is_final(kept, limit):
                continue
            if kept.outcome in REUSED:
                return kept
        return None

    def _is_final(self, cut: Kept, limit: int | None) -> bool:
        """Whether an answer that was cut off would be so again: no longer one is asked for, and the stage went on with less."""
        if cut.limit != limit and (cut.limit is None or limit is None or limit > cut.limit):
            return False
        others = (_read(path) for path in self._folder.glob("*.json"))
        return any(
            one.outcome == "answered" and one.when > cut.when and (one.stage, one.model) == (cut.stage, cut.model)
            for one in others
            if one
        )

    def keep(self, answer: Kept) -> Path:
        """Write an answer beside those that are there already, whole or not at all.

        Raises:
            WritingError: if it cannot be written.
        """
        number = 1 + max((_number(path) for path in self._of(answer.question)), default=0)
        target = self._folder / f"{answer.question}.{number}.json"
        try:
            _write_whole(target, answer.model_dump_json(indent=1) + "\n")
        except OSError as error:
            said = (error.strerror or str(error)).lower()
            raise WritingError(
                f"the model's answer cannot be kept in {self._folder}: {said}; make room there"
            ) from error
        return target

    def _of(self, question: str) -> list[Path]:
        return [path for path in self._folder.glob(f"{question}.*.json") if _number(path)]


def now() -> str:
    """The time, as files hold it; its order is the order of the texts."""
    return datetime.now(UTC).isoformat(timespec="microseconds")


def _read(path: Path) -> Kept | None:
    """One answer; None where its file is damaged, as if it were not there."""
    try:
        return Kept.model_validate_json(path.read_bytes())
    except (OSError, ValidationError):
        return None


def _number(path: Path) -> int:
    number = path.name.split(".")[-2]
    return int(number) if number.isdigit() else 0


def _write_whole(target: Path, text: str) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(prefix=".", suffix=".tmp", dir=target.parent)
    scratch = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(text.encode("utf-8", "replace"))
            file.flush()
            os.fsync(file.fileno())
        scratch.replace(target)
    finally:
        scratch.unlink(missing_ok=True)
