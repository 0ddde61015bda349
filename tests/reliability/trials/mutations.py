"""The same build with one of its safeguards taken out: a trial that lets such a build pass has no teeth."""

import os
import shutil
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

from orchestrator.store.fingerprint import Identity, digest_of
from orchestrator.store.records import Action, Output
from orchestrator.store.store import Store
from trials.children import Action as Life
from trials.small_build import Tell, build, safe

_PRODUCT = str(Path(sys.modules[Store.__module__].__file__ or "").parents[1])
"""The folder of the code whose calls are told apart."""
_DEEP = 4
"""Frames of the product that name the place of a call."""

NO_FSYNC = "no fsync"
IN_PLACE = "written in place"
RECORD_FIRST = "recorded before it was adopted"
SAID_FIRST = "acknowledged before it was recorded"


class InPlace(Store):
    """Writes an object under its final name, piece by piece."""

    def adopt(self, made: Path) -> Output:
        output = Output(digest=digest_of(made), suffix=made.suffix, size=made.stat().st_size)
        target = self.path(output)
        if not target.exists():
            target.parent.mkdir(parents=True, exist_ok=True)
            raw = made.read_bytes()
            with target.open("wb", buffering=0) as file:
                file.write(raw[: len(raw) // 2])
                file.write(raw[len(raw) // 2 :])
        return super().adopt(made)


class RecordFirst(Store):
    """Records what a key gave, and only then takes the files in."""

    def adopt(self, made: Path) -> Output:
        output = Output(digest=digest_of(made), suffix=made.suffix, size=made.stat().st_size)
        kept = made.with_name(f"kept-{made.name}")
        shutil.copyfile(made, kept)
        self._late = [*getattr(self, "_late", []), kept]
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
        action = super().record(key, step, identity, outputs, facts, seconds)
        for made in self._late:
            super().adopt(made)
        self._late = []
        return action


def living(project: Path, mutation: str = "") -> Life:
    """A build of the small film, with a safeguard taken out: one of the names above, or `no fsync at` a place."""
    return lambda tell: _lived(project, tell, mutation)


def places(project: Path) -> Life:
    """A build that also tells from where each fsync is called: the functions and lines of the product."""

    def life(tell: Tell) -> int:
        fsync = os.fsync

        def told(handle: int) -> None:
            tell({"fsync": place()})
            fsync(handle)

        os.fsync = told  # type: ignore[assignment]
        return build(project, tell)

    return life


def place() -> str:
    """From where in the product this is called, innermost first."""
    found: list[str] = []
    frame = sys._getframe(1)  # pyright: ignore[reportPrivateUsage]
    while frame and len(found) < _DEEP:
        file = frame.f_code.co_filename
        if file.startswith(_PRODUCT):
            found.append(f"{Path(file).stem}.{frame.f_code.co_name}:{frame.f_lineno}")
        elif found:
            break
        frame = frame.f_back  # type: ignore[assignment]
    return " < ".join(found)


def _lived(project: Path, tell: Tell, mutation: str) -> int:
    if mutation.startswith(NO_FSYNC):
        _forget_fsync(mutation.removeprefix(NO_FSYNC).removeprefix(" at "))
    if mutation == SAID_FIRST:
        return build(project, tell, _said_first(tell))
    kinds: dict[str, type[Store]] = {IN_PLACE: InPlace, RECORD_FIRST: RecordFirst}
    return build(project, tell, kinds.get(mutation, Store))


def _forget_fsync(where: str) -> None:
    """Let fsync do nothing: everywhere, or at one place."""
    fsync: Callable[[int], None] = os.fsync

    def forgetful(handle: int) -> None:
        if where and place() != where:
            fsync(handle)

    os.fsync = os.fdatasync = forgetful  # type: ignore[assignment]


def _said_first(tell: Tell) -> type[Store]:
    class SaidFirst(Store):
        """Calls a result safe, and only then records it."""

        def record(
            self,
            key: str,
            step: str,
            identity: Identity,
            outputs: Mapping[str, Output],
            facts: Mapping[str, object],
            seconds: float,
        ) -> Action:
            tell(safe(step, key, outputs, facts))
            return super().record(key, step, identity, outputs, facts, seconds)

    return SaidFirst
