"""What an earlier version made is kept: an upgrade of Filmwright pays for nothing by itself, and changes no picture unasked."""

from orchestrator.building.work import Asked, Work
from orchestrator.store.fingerprint import Identity
from orchestrator.store.records import Action
from orchestrator.store.store import Store

ASK = "filmwright render --upgrade"
"""What makes it anew."""


def kept(store: Store, last: str | None, work: Work, now: Identity) -> Action | None:
    """What a backend made of the same request when its version was another one.

    `last` is the key that the step had then, `now` the identity of the work.
    """
    if last is None or not isinstance(work, Asked):
        return None
    before = store.lookup(last)
    if before is None or not differs_in_version(before.identity, now):
        return None
    return store.recall(last)


def differs_in_version(before: Identity, now: Identity) -> bool:
    """Whether the version of the backend is all that is different."""
    old, new = before.get("backend"), now.get("backend")
    if not isinstance(old, dict) or not isinstance(new, dict) or old.get("version") == new.get("version"):
        return False
    same = {**old, "version": None} == {**new, "version": None}  # pyright: ignore[reportUnknownVariableType]
    return same and {**before, "backend": None} == {**now, "backend": None}
