"""The order of the scene files, which is the order of their names: where it comes from, and names between two others."""

import difflib
import itertools
import re
from collections.abc import Iterator, Sequence

from orchestrator.film.errors import FilmError
from orchestrator.project.merge_lists import arranged


def order_of(said_before: Sequence[str], files: Sequence[str], script: Sequence[str]) -> list[str]:
    """Return the scenes that have `files`, in the order of the script if only the script has another order than it had before.

    Where a person put the files in another order, theirs stays.
    """
    return arranged(list(said_before), list(files), list(script), set(files), "yours").names


def renamed(now: Sequence[str], order: Sequence[str]) -> dict[str, str]:
    """Return new names for file names, as few as can be, so that those that sort as in `now` sort as in `order`."""
    matcher = difflib.SequenceMatcher(None, list(now), list(order), autojunk=False)
    names = [now[block.a + step] for block in matcher.get_matching_blocks() for step in range(block.size)]
    if len(names) == len(order):
        return {}
    new: dict[str, str] = {}
    before = ""
    for name in order:
        if name in names:
            before = name
            continue
        try:
            fresh = name_after(before, names, _word(name)) if before else _name_first(names, _word(name))
        except FilmError:
            return _numbered(now, order)
        if fresh in now:
            return _numbered(now, order)
        new[name] = before = fresh
        names = sorted([*names, fresh])
    return new


def _word(name: str) -> str:
    return re.sub(r"^\d+[a-z]*-|\.ya?ml$", "", name)


def _name_first(names: Sequence[str], word: str) -> str:
    name = f"{_number(names[0]) // 2:03d}-{word}.yaml"
    if name < names[0]:
        return name
    raise FilmError(f"there is no file name before scenes/{names[0]}")


def _numbered(now: Sequence[str], order: Sequence[str]) -> dict[str, str]:
    """All of them by tens, in names that none of them has."""
    for width in itertools.count(len(str(len(order) * 10))):
        new = {name: f"{(index + 1) * 10:0{max(width, 3)}d}-{_word(name)}.yaml" for index, name in enumerate(order)}
        if not set(new.values()) & set(now):
            return new
    raise AssertionError("names without end")


def name_after(before: str, names: Sequence[str], word: str) -> str:
    """Return a file name with `word` that sorts right behind `before` (behind all names if that is empty).

    Raises:
        FilmError: if there is no room for one.
    """
    before = before or (names[-1] if names else "")
    after = names[names.index(before) + 1] if before in names and before != names[-1] else ""
    for prefix in _prefixes(before, after):
        name = f"{prefix}-{word}.yaml"
        if before < name and (not after or name < after):
            return name
    raise FilmError(f"there is no file name between scenes/{before} and scenes/{after}; rename one to make room")


def _prefixes(before: str, after: str) -> Iterator[str]:
    """Numbers first, then letters behind what stands before: 010, 010m, 011."""
    low, high = _number(before), _number(after)
    if not after:
        yield f"{(low // 10 + 1) * 10:03d}"
    elif high - low > 1:
        yield f"{(low + high) // 2:03d}"
    bases = dict.fromkeys((f"{low:03d}", before.split("-")[0], before.removesuffix(".yaml")))
    for length, base in itertools.product((1, 2, 3), bases):
        yield from (
            base + "".join(letters) for letters in itertools.product("mgtdjpwbacefhiklnoqrsuvxyz", repeat=length)
        )


def _number(name: str) -> int:
    digits = re.match(r"\d+", name)
    return int(digits[0]) if digits else 0
