"""What a command said of a project, kept for as long as nothing moves that it was said from.

It lies in the person's cache and not in the project: `plan` makes nothing there, a project that can only be read is asked as
quickly, and no stranger's folder brings an answer along. It counts while everything stands as it stood before the command read
the first file (`standing`), so what was saved in the meantime does no harm.
"""

import hashlib
import json
import os
from collections.abc import Generator
from contextlib import closing, suppress
from operator import attrgetter
from pathlib import Path
from typing import TYPE_CHECKING, Any

from orchestrator.building.planned import Plan, PlannedStep
from orchestrator.building.standing import standing
from orchestrator.film.own_folders import cache_folder

if TYPE_CHECKING:
    from orchestrator.building.events import Event
    from orchestrator.building.project import Project

_MOST = 64
"""So many answers are kept, the latest."""
_IDLE = ("stage", "reused", "downgraded", "note", "film")
"""What a build tells that makes nothing."""
_OF_STEPS = attrgetter(*PlannedStep.__dataclass_fields__)


class Unmoved:
    """The answer of a command about a project, if nothing moved since it was given."""

    def __init__(self, command: str, root: Path, *asked: object) -> None:
        """Look at how everything stands, before the first file is read; `asked` is what else decides the answer."""
        self._stands = standing(root, command, str(root), *asked)
        named = hashlib.sha256(f"{command}\0{root.absolute()}".encode()).hexdigest()
        self._file = cache_folder() / "unmoved" / f"{named[:32]}.json"

    def plan(self) -> Plan | None:
        """The plan, if nothing moved since it was made."""
        told = self._told()
        return (
            None if told is None else Plan(steps=tuple(PlannedStep(*row) for row in told.pop("steps")), **_frozen(told))
        )

    def events(self) -> "list[Event] | None":
        """What a build told that had nothing to do, if nothing moved since."""
        from orchestrator.building.events import Event

        told = self._told()
        kinds = {kind.event: kind for kind in Event.__subclasses__()}
        return None if told is None else [kinds[name](**_frozen(row)) for name, row in told["events"]]

    def keep_plan(self, plan: Plan) -> None:
        """Keep a plan that was made since everything was looked at."""
        self._keep({**vars(plan), "steps": [_OF_STEPS(step) for step in plan.steps]})

    def keeping(self, events: "Generator[Event]", project: "Project") -> "Generator[Event]":
        """The events of a build; they are kept if it found everything there, and its film as it is to be."""
        told: list[Event] = []
        idle = True
        with closing(events):
            for event in events:
                idle = idle and event.event in _IDLE
                if idle:
                    told.append(event)
                yield event
        if idle and told and _is_there(told[-1]) and lasting(project):
            self._keep({"events": [(event.event, vars(event)) for event in told]})

    def _told(self) -> dict[str, Any] | None:
        if self._stands is None:
            return None
        try:
            head, _, body = self._file.read_bytes().partition(b"\n")
        except OSError:
            return None
        return json.loads(body) if head == self._head(body) else None

    def _keep(self, told: object) -> None:
        if self._stands is None:
            return
        body = json.dumps(told, ensure_ascii=False, separators=(",", ":")).encode()
        beside = self._file.with_name(f".{self._file.name}.{os.getpid()}")
        with suppress(OSError):  # Then it is worked out again next time.
            self._file.parent.mkdir(parents=True, exist_ok=True)
            beside.write_bytes(self._head(body) + b"\n" + body)
            beside.replace(self._file)
            kept = sorted(self._file.parent.glob("*.json"), key=lambda file: file.stat().st_mtime)
            for file in kept[:-_MOST]:
                file.unlink(missing_ok=True)

    def _head(self, body: bytes) -> bytes:
        """How everything stood, and what tells that the answer is as it was written."""
        return f"{self._stands} {hashlib.sha256(body).hexdigest()}".encode()


def lasting(project: "Project") -> bool:
    """Whether all that is said of a project follows from what is looked at.

    Models are files of other folders, a shared store changes by itself, and a guide may be named by a path to elsewhere.
    """
    from orchestrator.building.backends import makers_of
    from orchestrator.project.library import is_path
    from orchestrator.project.names import path_said

    if project.dubbing is not None or project.shared is not None:
        return False
    if any(maker.can().processes == "one" for maker in makers_of(project.root, project.film)):
        return False
    style, root = project.film.settings.style, project.root.resolve()
    return not is_path(style) or (root / path_said(style)).resolve().is_relative_to(root)


def _is_there(last: "Event") -> bool:
    """Whether a build ended with a film that is whole and was there before."""
    from orchestrator.building.events import FilmReady

    return isinstance(last, FilmReady) and not (last.changed or last.made or last.slates)


def _frozen(row: dict[str, Any]) -> dict[str, Any]:
    """The values as they were before they were written: tuples, not lists."""
    return {name: _tuples(value) for name, value in row.items()}


def _tuples(value: object) -> object:
    return tuple(map(_tuples, value)) if isinstance(value, list) else value
