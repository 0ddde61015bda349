"""A store that several share: what comes from there is proved here, what goes there is never half, and the first one stays."""

import hashlib
import json
import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from damaging import read_only
from stocked import Stocked, identity, stocked

from orchestrator.film.errors import FilmError
from orchestrator.store.fingerprint import fingerprint
from orchestrator.store.records import Action
from orchestrator.store.shared.address import address_of
from orchestrator.store.shared.shared import Shared
from orchestrator.store.store import Store

SECRET = b"what our team alone knows"
ROOT = Path(__file__).parent.parent.parent


@pytest.fixture
def share(tmp_path: Path) -> Path:
    (tmp_path / "share").mkdir()
    return tmp_path / "share"


@pytest.fixture
def mine(tmp_path: Path) -> Stocked:
    return stocked(tmp_path / "mine")


def reached(share: Path, secret: bytes | None = None) -> Shared:
    return Shared(address_of(str(share), "here"), secret=secret, patience=20)


def pushed(kept: Stocked, share: Path, secret: bytes | None = None) -> list[str]:
    """Put everything there; what was said."""
    store, shared = kept.open(), reached(share, secret)
    for action in store.actions():
        shared.offer(store, action)
    shared.wait(60)
    said = shared.notes()
    shared.close()
    store.close()
    return said


def fetched(
    folder: Path, share: Path, keys: tuple[str, ...], secret: bytes | None = None
) -> tuple[list[str], list[str]]:
    """The keys that another one's store has after asking for these, and what was said."""
    store, shared = Store(folder), reached(share, secret)
    found: list[str] = []
    for key in keys:
        action = shared.taken(store, key, "clip sea/0")
        while action is None and shared.coming(key):
            time.sleep(0.01)
            action = shared.taken(store, key, "clip sea/0")
        if action is not None:
            found.append(key)
            assert all(store.verified(output) for output in action.outputs.values())
    said = shared.notes()
    shared.close()
    store.workshop.leave()
    store.close()
    return found, said


def record_in(share: Path, key: str) -> Path:
    return share / "actions" / key[:2] / f"{key}.json"


def object_in(share: Path, kept: Stocked, number: int) -> Path:
    output = result(kept, number).outputs["clip"]
    return share / "objects" / output.digest[:2] / output.digest


def result(kept: Stocked, number: int) -> Action:
    found = kept.open().lookup(kept.keys[number])
    assert found is not None
    return found


def test_all_that_one_has_the_other_gets(mine: Stocked, share: Path, tmp_path: Path) -> None:
    assert pushed(mine, share) == []
    assert fetched(tmp_path / "theirs", share, mine.keys) == (list(mine.keys), [])
    theirs = Store(tmp_path / "theirs").lookup(mine.keys[3])
    assert theirs is not None
    assert dict(theirs.identity) == identity(3)
    assert (theirs.seconds, dict(theirs.facts)) == (1.5, {"frames": 3})
    assert time.time() - theirs.made < 600, "it is as old as it is here"


def test_the_names_there_are_digests_and_nothing_else(mine: Stocked, share: Path) -> None:
    pushed(mine, share)
    for path in share.glob("*/*/*"):
        raw = path.read_bytes()
        told = fingerprint(json.loads(raw)["action"]["identity"]) if path.suffix else hashlib.sha256(raw).hexdigest()
        assert path.name == f"{told}{path.suffix}"
        assert path.parent.name == told[:2]
    assert len(list(share.glob("actions/*/*.json"))) == len(mine.keys)
    assert list((share / "incoming").iterdir()) == []


def forged(raw: bytes, change: Callable[[dict[str, object]], object]) -> bytes:
    told = json.loads(raw)
    change(told["action"])
    return json.dumps(told).encode()


FORGERIES: dict[str, Callable[[bytes], bytes]] = {
    "nothing": lambda _raw: b"",
    "half of it": lambda raw: raw[: len(raw) // 2],
    "no JSON": lambda _raw: b"\x00\xff" * 20,
    "a list": lambda _raw: b"[1]",
    "too deep": lambda _raw: b'{"action":' * 100_000,
    "too long": lambda raw: raw + b" " * (17 << 20),
    "of something else": lambda raw: forged(raw, lambda told: told.update(identity=identity(99))),
    "another key": lambda raw: forged(raw, lambda told: told.update(key="0" * 64)),
    "a name that leads elsewhere": lambda raw: forged(
        raw, lambda told: told.update(outputs={"clip": {"digest": "../../../etc/passwd", "suffix": "", "size": 1}})
    ),
    "a suffix that leads elsewhere": lambda raw: forged(
        raw, lambda told: told.update(outputs={"clip": {"digest": "0" * 64, "suffix": "/../x", "size": 1}})
    ),
    "a size below nothing": lambda raw: forged(
        raw, lambda told: told.update(outputs={"clip": {"digest": "0" * 64, "suffix": "", "size": -1}})
    ),
    "more than a disk": lambda raw: forged(
        raw, lambda told: told.update(outputs={"clip": {"digest": "0" * 64, "suffix": "", "size": 1 << 60}})
    ),
    "orders for the terminal": lambda raw: forged(raw, lambda told: told.update(step="\x1b[2J")),
    "no number of seconds": lambda raw: forged(raw, lambda told: told.update(facts={"seconds": "long"})),
}


@pytest.mark.parametrize("how", FORGERIES)
def test_a_forged_record_is_refused_and_said(mine: Stocked, share: Path, tmp_path: Path, how: str) -> None:
    pushed(mine, share)
    path = record_in(share, mine.keys[3])
    path.write_bytes(FORGERIES[how](path.read_bytes()))
    found, said = fetched(tmp_path / "theirs", share, mine.keys)
    assert found == [key for key in mine.keys if key != mine.keys[3]]
    assert len(said) == 1
    assert "is refused" in said[0]


def test_a_record_that_names_another_object_is_believed_by_nobody_who_has_a_secret(
    mine: Stocked, share: Path, tmp_path: Path
) -> None:
    pushed(mine, share, SECRET)
    outputs = result(mine, 4).outputs["clip"].model_dump()
    path = record_in(share, mine.keys[3])
    path.write_bytes(forged(path.read_bytes(), lambda told: told.update(outputs={"clip": outputs})))
    found, said = fetched(tmp_path / "theirs", share, mine.keys, SECRET)
    assert found == [key for key in mine.keys if key != mine.keys[3]]
    assert len(said) == 1


def test_what_is_not_signed_with_the_secret_is_not_used_and_that_is_said_once(
    mine: Stocked, share: Path, tmp_path: Path
) -> None:
    for signed in (None, b"what another team knows"):
        pushed(mine, share, signed)
        found, said = fetched(tmp_path / "theirs", share, mine.keys, SECRET)
        assert found == []
        assert len(said) == 1
        assert "not signed" in said[0]


def test_who_has_the_secret_signs_anew_what_was_not(mine: Stocked, share: Path, tmp_path: Path) -> None:
    pushed(mine, share)
    pushed(mine, share, SECRET)
    assert fetched(tmp_path / "theirs", share, mine.keys, SECRET) == (list(mine.keys), [])


WRONG_OBJECTS: dict[str, Callable[[bytes], bytes]] = {
    "another": lambda raw: b"x" * len(raw),
    "cut off": lambda raw: raw[: len(raw) // 2],
    "empty": lambda _raw: b"",
    "flipped": lambda raw: bytes([raw[0] ^ 1]) + raw[1:],
}


@pytest.mark.parametrize("how", WRONG_OBJECTS)
def test_an_object_that_is_not_what_it_is_called_is_refused(
    mine: Stocked, share: Path, tmp_path: Path, how: str
) -> None:
    pushed(mine, share)
    path = object_in(share, mine, 3)
    path.write_bytes(WRONG_OBJECTS[how](path.read_bytes()))
    found, said = fetched(tmp_path / "theirs", share, mine.keys)
    assert found == [key for key in mine.keys if key != mine.keys[3]]
    assert said == [
        "clip sea/0 in the shared store is refused: its bytes are not those that were made; it is made here instead"
    ]
    assert [path for path in (tmp_path / "theirs/scratch").rglob("*") if path.is_file()] == []


def test_no_more_is_read_than_the_record_says(mine: Stocked, share: Path, tmp_path: Path) -> None:
    pushed(mine, share)
    path = object_in(share, mine, 3)
    whole = path.read_bytes()
    with path.open("ab") as file:
        file.truncate(1 << 40)  # A terabyte of nothing, which takes no room there.
    assert fetched(tmp_path / "theirs", share, mine.keys)[0] == list(mine.keys)
    assert len(whole) == result(mine, 3).outputs["clip"].size


def test_a_link_there_gives_nothing_away(mine: Stocked, share: Path, tmp_path: Path) -> None:
    pushed(mine, share)
    (tmp_path / "private").write_bytes(b"mine alone")
    path = object_in(share, mine, 3)
    path.unlink()
    path.symlink_to(tmp_path / "private")
    found, _said = fetched(tmp_path / "theirs", share, mine.keys)
    assert mine.keys[3] not in found


def test_what_was_refused_is_put_right_by_who_makes_it(mine: Stocked, share: Path, tmp_path: Path) -> None:
    pushed(mine, share)
    object_in(share, mine, 3).write_bytes(b"damaged")
    record_in(share, mine.keys[2]).write_bytes(b"damaged")
    store, shared = Store(tmp_path / "theirs"), reached(share)
    for number in (2, 3):
        while shared.taken(store, mine.keys[number], "clip") is None and shared.coming(mine.keys[number]):
            time.sleep(0.01)
        shared.offer(mine.open(), result(mine, number))
    assert shared.wait(60)
    shared.close()
    store.workshop.leave()
    store.close()
    assert fetched(tmp_path / "others", share, mine.keys) == (list(mine.keys), [])


def test_who_was_first_stays_there_and_everybody_has_their_own(share: Path, tmp_path: Path) -> None:
    mine, theirs = stocked(tmp_path / "mine", 1), stocked(tmp_path / "theirs", 0)
    made = (store := theirs.open()).scratch() / "clip.mp4"
    made.write_bytes(b"another take of the dice")
    store.record(mine.keys[0], "clip sea/0", identity(0), {"clip": store.adopt(made)}, {}, 1.0)
    store.workshop.leave()
    store.close()
    pushed(mine, share)
    pushed(theirs, share)
    fetched(tmp_path / "others", share, mine.keys)
    digests = [
        found.outputs["clip"].digest
        for name in ("mine", "theirs", "others")
        if (found := Store(tmp_path / name).recall(mine.keys[0])) is not None
    ]
    assert digests[0] == digests[2] != digests[1]


PUT = """
import sys
from pathlib import Path
sys.path[:0] = ["tests/store", "tests"]
from orchestrator.store.shared.address import address_of
from orchestrator.store.shared.shared import Shared
from orchestrator.store.store import Store
store, shared = Store(Path(sys.argv[1])), Shared(address_of(sys.argv[2], "here"), secret=None, patience=20)
actions = store.actions()
print("ready", flush=True)
sys.stdin.readline()
for action in actions:
    shared.offer(store, action)
sys.exit(0 if shared.wait(60) else 1)
"""


def sender(kept: Path, share: Path) -> "subprocess.Popen[bytes]":
    command = [sys.executable, "-c", PUT, str(kept), str(share)]
    process = subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    assert process.stdout is not None
    assert process.stdout.readline() == b"ready\n"
    return process


def go(process: "subprocess.Popen[bytes]") -> None:
    assert process.stdin is not None
    process.stdin.write(b"\n")
    process.stdin.flush()


def of_other_bytes(folder: Path, count: int) -> Stocked:
    """Results of the same keys as those of `stocked`, and of other bytes, as those of a model are."""
    store, keys = Store(folder), list[str]()
    for number in range(count):
        made = store.scratch() / "clip.mp4"
        made.write_bytes(os.urandom(50_000))
        keys.append(fingerprint(identity(number)))
        store.record(keys[-1], f"clip sea/{number}", identity(number), {"clip": store.adopt(made)}, {}, 1.0)
    store.workshop.leave()
    store.close()
    return Stocked(folder, tuple(keys))


def test_of_two_machines_at_once_one_is_first(share: Path, tmp_path: Path) -> None:
    both = [of_other_bytes(tmp_path / name, 40) for name in ("mine", "theirs")]
    processes = [sender(kept.folder, share) for kept in both]
    for process in processes:
        go(process)
    for process in processes:
        process.communicate(timeout=60)
    assert [process.returncode for process in processes] == [0, 0]
    keys = both[0].keys
    first, said = fetched(tmp_path / "first", share, keys)
    assert (first, said) == (list(keys), [])
    fetched(tmp_path / "second", share, keys)
    seen = [[Store(tmp_path / name).lookup(key) for key in keys] for name in ("first", "second")]
    assert [one and one.outputs for one in seen[0]] == [one and one.outputs for one in seen[1]]


def test_an_upload_that_is_killed_leaves_nothing_that_is_half(share: Path, tmp_path: Path) -> None:
    mine = of_other_bytes(tmp_path / "mine", 60)
    for there in (1, 20, 40):
        process = sender(mine.folder, share)
        go(process)
        while len(list(share.glob("objects/*/*"))) < there and process.poll() is None:
            time.sleep(0.001)
        process.kill()
        process.communicate()
        for path in share.glob("objects/*/*"):
            assert hashlib.sha256(path.read_bytes()).hexdigest() == path.name
        there_now = {path.stem for path in share.glob("actions/*/*.json")}
        found, said = fetched(tmp_path / f"theirs {there}", share, mine.keys)
        assert (set(found), said) == (there_now, [])
    assert pushed(mine, share) == []
    assert fetched(tmp_path / "theirs", share, mine.keys) == (list(mine.keys), [])


def test_a_share_that_is_not_to_be_written_to_is_read_all_the_same(mine: Stocked, share: Path, tmp_path: Path) -> None:
    pushed(stocked(tmp_path / "before", 3), share)
    with read_only(share):
        said = pushed(mine, share)
        found, nothing = fetched(tmp_path / "theirs", share, mine.keys)
    assert found == list(mine.keys[:3])
    assert nothing == []
    assert len(said) == 1
    assert said[0].startswith("nothing can be put into the shared store")


@pytest.mark.parametrize(
    ("told", "why"),
    [
        ("s3://AKIAEXAMPLE:canary-password@bucket/films", "keys do not belong into the address"),
        ("https://host/films?token=canary-password", "keys do not belong into the address"),
        ("films/canary-password", "needs the whole path"),
        ("simplecache::s3://canary-password/films", "is no URL of a shared store"),
        ("s3://canary-password\x1b[2J", "is no URL of a shared store"),
        ("s3://[canary-password/films", "is no URL of a shared store"),
    ],
)
def test_an_address_that_can_be_none_is_told_and_not_shown(told: str, why: str) -> None:
    with pytest.raises(FilmError, match=why) as caught:
        address_of(told, "FILMWRIGHT_STORE")
    assert str(caught.value).startswith("FILMWRIGHT_STORE: ")
    assert "canary-password" not in str(caught.value)


def test_a_folder_that_is_not_there_is_not_made(mine: Stocked, tmp_path: Path) -> None:
    said = pushed(mine, tmp_path / "not mounted")
    assert len(said) == 1
    assert "there is no such folder" in said[0]
    assert not (tmp_path / "not mounted").exists()
