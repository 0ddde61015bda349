"""Why a step must be made again: the difference between what it was made from and what it would be made from now."""

from collections.abc import Iterator, Mapping

from orchestrator.store.fingerprint import Identity

_WORDS = {
    "frames": "length",
    "mouths": "speech timing",
    "look": "style",
    "seed": "take or seed",
    "silent": "music",
    "lines": "text",
    "version": "version",
    "figures": "cast",
    "digest": "picture",
}
_CONDITIONS = {
    "first": "first frame",
    "last": "last frame",
    "keyframes": "keyframes between the ends",
    "context": "clip before",
    "composition": "composition",
    "references": "references",
    "loras": "LoRA",
    "anchor": "colours",
}
"""The files that condition a clip or a picture."""
_SILENT = frozenset(
    {"request", "staging", "camera", "setting", "kind", "backend", "palette", "start", "shape", "recipe"}
)
_LONG = 44


def explain(before: Identity, now: Identity) -> str:
    """Say in a few words what changed, e.g. `action changed ('waits' → 'runs'), weather changed ('rain' → 'snow')`."""
    old, new = dict(_leaves(before)), dict(_leaves(now))
    maker = ("backend", "name")
    if now.get("kind") == "footage" != before.get("kind"):
        return "your own clip is used now"
    if before.get("kind") == "footage" != now.get("kind"):
        return "your own clip is no longer used"
    if old.get(maker) != new.get(maker) and maker in old and maker in new:
        return f"another backend makes it ({old[maker]} → {new[maker]})"
    changes: dict[str, str] = {}
    for path in sorted(old.keys() | new.keys(), key=_order):
        if old.get(path) != new.get(path):
            changes.setdefault(_subject(path), _change(old.get(path), new.get(path)))
    if not changes:
        return "nothing changed"
    told = [f"{subject} changed{change}" for subject, change in list(changes.items())[:3]]
    more = len(changes) - len(told)
    return ", ".join(told) + (f", and {more} more" if more > 0 else "")


def _leaves(value: object, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], object]]:
    if isinstance(value, Mapping):
        for key, item in value.items():
            yield from _leaves(item, (*path, str(key)))
    elif isinstance(value, (list, tuple)):
        for index, item in enumerate(value):
            yield from _leaves(item, (*path, str(index)))
    else:
        yield path, value


def _order(path: tuple[str, ...]) -> tuple[bool, tuple[str, ...]]:
    return "mouths" in path or "frames" in path, path


def _subject(path: tuple[str, ...]) -> str:
    words = [part for part in path if not part.isdigit()]
    if "mouths" in words:
        return "speech timing"
    if "overlays" in words:
        return "text over the picture"
    if words[-1] == "seed":
        return _WORDS["seed"]
    if "look" in words:
        return f"style {words[-1]}" if words[-1] not in ("look", "palette") else "style palette"
    if "backend" in words and len(words) > 1:
        return f"backend {words[-1]}"
    if "figures" in words:
        return f"cast {_WORDS.get(words[-1], words[-1])}" if words[-1] != "figures" else "cast"
    if "request" in words or words == ["anchor"]:
        for part in words:
            if part in _CONDITIONS:
                return _CONDITIONS[part]
    named = [part for part in words if part not in _SILENT] or words[-1:]
    return _WORDS.get(named[-1], named[-1])


def _change(old: object, new: object) -> str:
    if old is None or new is None:
        return ""
    if isinstance(old, str) and isinstance(new, str) and max(len(old), len(new)) > _LONG:
        old, new = _differing(old, new)
        if not old or not new:
            return f" ({_short(old or new)} {'gone' if old else 'added'})"
    if (
        (isinstance(old, str) and len(old) == 64)
        or isinstance(old, bool)
        or (isinstance(old, int) and abs(old) > 100_000)
    ):
        return ""
    return f" ({_short(old)} → {_short(new)})"


def _differing(old: str, new: str) -> tuple[str, str]:
    """The words in which two long texts differ, from the first such word to the last."""
    one, other = old.split(), new.split()
    begin = next((at for at, pair in enumerate(zip(one, other, strict=False)) if pair[0] != pair[1]), None)
    begin = min(len(one), len(other)) if begin is None else begin
    backwards = zip(reversed(one[begin:]), reversed(other[begin:]), strict=False)
    end = next((at for at, pair in enumerate(backwards) if pair[0] != pair[1]), None)
    end = min(len(one), len(other)) - begin if end is None else end
    return " ".join(one[begin : len(one) - end]), " ".join(other[begin : len(other) - end])


def _short(value: object) -> str:
    text = str(value)
    text = text if len(text) <= _LONG else text[: _LONG - 1] + "…"
    return f"'{text}'" if isinstance(value, str) else text
