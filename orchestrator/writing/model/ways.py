"""What each endpoint understands, remembered between runs in the person's cache folder, and how to come down a step."""

import json
import os
import time
from dataclasses import asdict, replace
from typing import Any

from orchestrator.film.own_folders import cache_folder
from orchestrator.writing.model.wire import METHODS, Way

_GOOD_FOR = 30 * 24 * 3600
"""Seconds after which an endpoint is asked again for the best way: servers learn."""


def other_way(way: Way, words: str) -> Way | None:
    """Return the next way to try after a server refused a request with these words; None after the last."""
    said = words.lower()
    if way.streaming and way.usage and ("stream_options" in said or "include_usage" in said):
        return replace(way, usage=False)
    if way.streaming and "stream" in said:
        return replace(way, streaming=False)
    step = METHODS.index(way.method) + 1
    if step < len(METHODS):
        return replace(way, method=METHODS[step])
    return replace(way, streaming=False) if way.streaming else None


class Ways:
    """The ways that have worked, by endpoint and model."""

    def __init__(self, place: str, model: str) -> None:
        self._path = cache_folder() / "endpoints.json"
        self._name = f"{place} {model}"

    def best(self) -> Way:
        """The way that worked last, or the first one to try."""
        known = self._read().get(self._name)
        if not isinstance(known, dict) or not isinstance(known.get("since"), (int, float)):
            return Way()
        if not 0 <= time.time() - known["since"] < _GOOD_FOR or known.get("method") not in METHODS:
            return Way()
        return Way(known["method"], bool(known.get("streaming")), bool(known.get("usage")), bool(known.get("shown")))

    def remember(self, way: Way) -> None:
        """Note a way that worked. A cache that cannot be written costs a request next time, nothing more."""
        if way == self.best():
            return
        known = self._read()
        known[self._name] = {**asdict(way), "since": int(time.time())}
        scratch = self._path.with_name(f".{self._path.name}.{os.getpid()}.tmp")
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            scratch.write_text(json.dumps(known, indent=1) + "\n", encoding="utf-8")
            scratch.replace(self._path)
        except OSError:
            return

    def _read(self) -> dict[str, Any]:
        try:
            known: Any = json.loads(self._path.read_bytes())
        except (OSError, ValueError, RecursionError):
            return {}
        return known if isinstance(known, dict) else {}
