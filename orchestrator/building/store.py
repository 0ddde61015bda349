"""The store: everything ever rendered, by content, under `.filmwright/`.

    objects/ab/<sha256><suffix>   the bytes; a name that exists is a whole file
    actions/ab/<key>.json         what a key gave: outputs, and the identity that the key is the digest of
    latest.json                   the key each step had last; only explains, decides nothing
    scratch/<process>/            files that are being written

Order of writing: scratch, flush to disk, rename into objects, flush the folder, then the action the same way. So a cut at
any moment leaves either nothing under the key or all of it.
"""

import json
import os
import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import cast

from pydantic import BaseModel, ConfigDict, ValidationError

from orchestrator.building.fingerprint import Identity, digest_of
from orchestrator.project.atomic import write_text


class Output(BaseModel):
    """One file that a step made. `path` is where its bytes are."""

    model_config = ConfigDict(frozen=True)

    digest: str
    suffix: str
    size: int


class Action(BaseModel):
    """What a key gave. `facts` are small measured values, e.g. frames or seconds of the output."""

    model_config = ConfigDict(frozen=True)

    key: str
    step: str
    identity: dict[str, object]
    outputs: dict[str, Output]
    facts: dict[str, object]
    seconds: float


class Store:
    """The store of one project. One process writes; any number may read."""

    def __init__(self, folder: Path, *, draft: bool = False) -> None:
        self.folder = folder
        self._latest = folder / ("latest-draft.json" if draft else "latest.json")
        self._objects = folder / "objects"
        self._actions = folder / "actions"
        self._verified: set[str] = set()

    @property
    def decoded(self) -> Path:
        """The ledger of what was decoded before without a fault; damaged or lost it costs time and nothing else."""
        return self.folder / "decoded"

    def scratch(self) -> Path:
        """Return a new empty folder on the store's own disk, for files that are being written."""
        parent = self.folder / "scratch"
        parent.mkdir(parents=True, exist_ok=True)
        return Path(tempfile.mkdtemp(prefix=f"{os.getpid()}-", dir=parent))

    def sweep(self, *, own: bool = False) -> None:
        """Remove the scratch folders that dead processes left; `own` those of this one as well, when nothing is made any more."""
        for folder in (self.folder / "scratch").glob("*-*"):
            process = folder.name.split("-")[0]
            if process.isdigit() and ((own and int(process) == os.getpid()) or not _alive(int(process))):
                shutil.rmtree(folder, ignore_errors=True)

    def path(self, output: Output) -> Path:
        """Where the bytes of an output are."""
        return self._objects / output.digest[:2] / f"{output.digest}{output.suffix}"

    def adopt(self, made: Path) -> Output:
        """Take a finished scratch file into the store, durably, and return its name there."""
        output = Output(digest=digest_of(made), suffix=made.suffix, size=made.stat().st_size)
        target = self.path(output)
        if not (target.is_file() and target.stat().st_size == output.size):
            target.parent.mkdir(parents=True, exist_ok=True)
            _flush(made)
            made.replace(target)
            _flush(target.parent)
        self._verified.add(output.digest)
        return output

    def record(
        self,
        key: str,
        step: str,
        identity: Identity,
        outputs: Mapping[str, Output],
        facts: Mapping[str, object],
        seconds: float,
    ) -> Action:
        """Write down, durably, what a key gave. Its outputs must be in the store already."""
        action = Action(
            key=key, step=step, identity=dict(identity), outputs=dict(outputs), facts=dict(facts), seconds=seconds
        )
        write_durably(self._action_path(key), action.model_dump_json(indent=1))
        return action

    def recall(self, key: str, *, verify: bool = False) -> Action | None:
        """Return what a key gave before, if all of it is still there.

        With `verify` the bytes of every output are read and compared with their name (once a process); a damaged object is
        removed, so that it is made again.
        """
        action = self.lookup(key)
        if action is None or not all(self._present(output, verify) for output in action.outputs.values()):
            return None
        return action

    def lookup(self, key: str) -> Action | None:
        """Return the record of a key whether or not its outputs are still there."""
        try:
            return Action.model_validate_json(self._action_path(key).read_bytes())
        except (FileNotFoundError, ValidationError):
            return None

    def actions_of(self, step: str) -> list[Action]:
        """Every recorded action of a step whose outputs are still there, oldest first."""
        found: list[tuple[float, Action]] = []
        for path in self._actions.glob("*/*.json"):
            action = self.recall(path.stem)
            if action is not None and action.step == step:
                found.append((path.stat().st_mtime, action))
        return [action for _, action in sorted(found, key=lambda pair: pair[0])]

    def recorded(self, key: str) -> float:
        """When the action of a key was written down, in seconds since 1970."""
        return self._action_path(key).stat().st_mtime

    def latest(self) -> dict[str, str]:
        """The key that each step had when it was last made or reused, by step id."""
        try:
            found = json.loads(self._latest.read_bytes())
        except (FileNotFoundError, ValueError):
            return {}
        return cast("dict[str, str]", found) if isinstance(found, dict) else {}

    def remember(self, latest: Mapping[str, str]) -> None:
        """Write down the keys that the steps have now."""
        if dict(latest) != self.latest():
            write_durably(self._latest, json.dumps(dict(latest), indent=0, sort_keys=True))

    def _present(self, output: Output, verify: bool) -> bool:
        path = self.path(output)
        if not path.is_file() or path.stat().st_size != output.size:
            return False
        if not verify or output.digest in self._verified:
            return True
        if digest_of(path) != output.digest:
            path.unlink(missing_ok=True)
            return False
        self._verified.add(output.digest)
        return True

    def _action_path(self, key: str) -> Path:
        return self._actions / key[:2] / f"{key}.json"


def write_durably(path: Path, text: str) -> None:
    """Write a whole file or nothing, and wait until the disk has it."""
    write_text(path, text)
    _flush(path.parent)


def _flush(path: Path) -> None:
    """Wait until the disk has it. Folders cannot be opened for this on Windows, which needs it least."""
    if os.name == "nt" and path.is_dir():
        return
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _alive(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
