"""Random scenes, random edits of them, and what a merge of three of them must keep."""

import copy
import random
from collections.abc import Callable, Iterator
from typing import Any

Tree = dict[str, Any]
Path = tuple[str, ...]
ABSENT = object()

LINES = [
    "Who is there?",
    "Only me.",
    "You again.",
    "Hold on to me!",
    "To what?",
    "Go home now.",
    "I never said so.",
    "Not today.",
]


def shot(chance: random.Random, name: str) -> Tree:
    made: Tree = {"id": name, "action": "".join(chance.choices("abcdefghijklmnopqrstuvwxyz ", k=30))}
    if chance.random() < 0.6:
        made["size"] = chance.choice(["wide", "full", "medium"])
    if chance.random() < 0.4:
        made["enter"] = {"transition": "dissolve", "seconds": chance.randint(1, 4)}
    if chance.random() < 0.5:
        made["cast"] = [{"character": who} for who in chance.sample(["mara", "fox", "tom"], chance.randint(1, 3))]
    if chance.random() < 0.5:
        made["dialogue"] = [{"character": "mara", "line": line} for line in chance.sample(LINES, chance.randint(1, 3))]
    if chance.random() < 0.3:
        made["props"] = chance.sample(["a lamp", "a rope", "a key"], 2)
    return made


def random_scene(chance: random.Random) -> Tree:
    names = chance.sample("abcdefgh", chance.randint(1, 5))
    return {
        "id": "one",
        "heading": "INT. ROOM - DAY",
        "mood": chance.choice(["calm", "sad"]),
        "shots": [shot(chance, name) for name in names],
    }


def changed(chance: random.Random, tree: Tree, letters: str) -> Tree:
    """The scene after a few edits of every kind; new shots get ids out of `letters`."""
    result = copy.deepcopy(tree)
    fresh = list(letters)
    for _ in range(chance.randint(0, 5)):
        chance.choice(EDITS)(chance, result, fresh)
    return result


def _any_shot(chance: random.Random, tree: Tree) -> Tree:
    return chance.choice(tree["shots"])


def set_mood(chance: random.Random, tree: Tree, fresh: list[str]) -> None:
    tree["mood"] = chance.choice(["tense", "joyful", "lonely"])


def add_note(chance: random.Random, tree: Tree, fresh: list[str]) -> None:
    _any_shot(chance, tree)["note"] = f"note {chance.randint(1, 99)}"


def set_size(chance: random.Random, tree: Tree, fresh: list[str]) -> None:
    _any_shot(chance, tree)["size"] = chance.choice(["insert", "close-up", "cowboy"])


def set_action(chance: random.Random, tree: Tree, fresh: list[str]) -> None:
    _any_shot(chance, tree)["action"] += f" Then {chance.randint(1, 99)}."


def take_key(chance: random.Random, tree: Tree, fresh: list[str]) -> None:
    one = _any_shot(chance, tree)
    keys = [key for key in one if key not in ("id", "action")]
    if keys:
        del one[chance.choice(keys)]


def deeper(chance: random.Random, tree: Tree, fresh: list[str]) -> None:
    _any_shot(chance, tree).setdefault("enter", {"transition": "fade"})["seconds"] = chance.randint(5, 9)


def pose(chance: random.Random, tree: Tree, fresh: list[str]) -> None:
    cast = _any_shot(chance, tree).get("cast")
    if cast:
        chance.choice(cast)["pose"] = chance.choice(["sit", "stand", "run"])


def speak(chance: random.Random, tree: Tree, fresh: list[str]) -> None:
    lines = _any_shot(chance, tree).setdefault("dialogue", [])
    lines.insert(
        chance.randint(0, len(lines)), {"character": "fox", "line": f"Line number {chance.randint(100, 999)}."}
    )


def prop(chance: random.Random, tree: Tree, fresh: list[str]) -> None:
    _any_shot(chance, tree)["props"] = [f"thing {chance.randint(1, 99)}"]


def new_shot(chance: random.Random, tree: Tree, fresh: list[str]) -> None:
    if fresh:
        tree["shots"].insert(chance.randint(0, len(tree["shots"])), shot(chance, fresh.pop()))


def take_shot(chance: random.Random, tree: Tree, fresh: list[str]) -> None:
    if len(tree["shots"]) > 1:
        tree["shots"].remove(_any_shot(chance, tree))


def move(chance: random.Random, tree: Tree, fresh: list[str]) -> None:
    one = tree["shots"].pop(chance.randrange(len(tree["shots"])))
    tree["shots"].insert(chance.randint(0, len(tree["shots"])), one)


EDITS: list[Callable[[random.Random, Tree, list[str]], None]] = [
    set_mood, add_note, set_size, set_action, take_key, deeper, pose, speak, prop, new_shot, take_shot, move,
]  # fmt: skip


def leaves(value: Any, path: Path = ()) -> Iterator[tuple[Path, Any]]:
    """Every value by its path; items of lists go by id or character, lines of dialogue by their words."""
    if isinstance(value, dict) and value:
        for key, item in value.items():
            yield from leaves(item, (*path, key))
    elif isinstance(value, list) and value and isinstance(value[0], dict):
        for item in value:
            yield from leaves(item, (*path, item.get("id") or item.get("line") or item["character"]))
    else:
        yield path, value


def at(tree: Tree) -> dict[Path, Any]:
    return dict(leaves(tree))


def shot_of(path: Path) -> str | None:
    return path[1] if path[0] == "shots" and len(path) > 1 else None


def check(base: Tree, yours: Tree, theirs: Tree, result: Tree) -> tuple[int, int]:
    b, y, t, r = at(base), at(yours), at(theirs), at(result)
    kept = taken = 0
    for path, value in y.items():
        if b.get(path, ABSENT) != value:
            assert r.get(path, ABSENT) == value, f"your change is lost: {path}"
            kept += 1
    for path in b.keys() - y.keys():
        assert path not in r, f"what you took out is back: {path}"
    shots = {name: {one["id"] for one in tree["shots"]} for name, tree in (("b", base), ("y", yours), ("t", theirs))}
    touched = {shot_of(path) for path in b.keys() | y.keys() if b.get(path, ABSENT) != y.get(path, ABSENT)}
    for path in t.keys() | b.keys():
        one = shot_of(path)
        yours_did = b.get(path, ABSENT) != y.get(path, ABSENT)
        theirs_did = b.get(path, ABSENT) != t.get(path, ABSENT)
        if yours_did or not theirs_did:
            continue
        if one is not None and one not in shots["y"] and one in shots["b"]:
            continue  # you took the shot out
        if one is not None and one not in shots["t"] and one in touched:
            continue  # they took out a shot that you had changed
        if any(path[:end] in y or path[:end] in b for end in range(1, len(path))):
            continue  # a value became a map or a list
        if path[2:3] == ("dialogue",) or (one in touched and path[2:3] in (("cast",), ("enter",))):
            continue  # lists and maps that you took out as a whole, and lines that go by likeness
        assert r.get(path, ABSENT) == t.get(path, ABSENT), f"what only they changed did not come: {path}"
        taken += 1
    return kept, taken
