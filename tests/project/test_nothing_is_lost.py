"""Whatever is done to a file, in whatever order: what was there is in the file, or kept, and nothing ends in a traceback."""

import random
import tempfile
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from orchestrator.film.errors import FilmError
from orchestrator.project import originals
from orchestrator.project.generated import write_generated
from orchestrator.project.history import recorded
from orchestrator.project.history_undo import undo
from orchestrator.project.lock import Lock, edited, read_lock, text_digest, write_lock
from orchestrator.project.merge_files import is_valid
from orchestrator.project.proposals import accept, dismiss, open_proposals

NAME = "scenes/010-a.yaml"
MOODS = ["calm", "sad", "tense"]
SIZES = ["wide", "full", "insert"]


def scene(mood: str, size: str, shots: str = "x") -> str:
    listed = "".join(f"  - id: {name}\n    size: {size}\n" for name in shots)
    return f"id: a\nheading: INT. ROOM - DAY\nmood: {mood}\nshots:\n{listed}"


GENERATED = st.builds(scene, st.sampled_from(MOODS), st.sampled_from(SIZES), st.sampled_from(["x", "xz", "zx", "qxz"]))
WRITTEN = st.one_of(GENERATED, st.sampled_from(["", "mood: [", "# only this\n", "\ufeffid: a\n"]), st.none())


def generate(root: Path, text: str) -> None:
    write_lock(root, write_generated(root, NAME, text, read_lock(root)).lock)


@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(steps=st.lists(st.one_of(
    st.tuples(st.just("write"), GENERATED), st.tuples(st.just("edit"), WRITTEN),
    st.tuples(st.sampled_from(["accept", "dismiss", "undo"]), st.none())), max_size=10))  # fmt: skip
def test_every_text_that_was_there_can_be_had_again(steps: list[tuple[str, str | None]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        _run(Path(folder), steps)


def _run(root: Path, steps: list[tuple[str, str | None]]) -> None:
    path, mine = root / NAME, False
    path.parent.mkdir()
    for what, text in steps:
        before = path.read_bytes() if path.exists() else None
        if what == "edit":
            path.unlink(missing_ok=True)
            if text is not None:
                path.write_text(text)
            mine = edited(root, NAME, read_lock(root))
            continue
        try:
            with recorded(root, what):
                if what == "write":
                    generate(root, str(text))
                elif what == "undo":
                    undo(root)
                for proposal in open_proposals(root) if what in ("accept", "dismiss") else ():
                    accept(root, proposal) if what == "accept" else dismiss(root, proposal)
        except FilmError:
            pass
        after = path.read_bytes() if path.exists() else None
        if before is not None and before != after:
            assert originals.find_bytes(root, originals.digest_of(before)) == before
        if what in ("dismiss",) or (what == "write" and mine and before is None):
            assert after == before
        if after is not None and after != before and what == "write":
            assert is_valid(NAME, after.decode())
        mine = edited(root, NAME, read_lock(root))


def test_damaged_files_are_left_alone_or_merged(tmp_path: Path) -> None:
    base, new = scene("calm", "wide", "xyz"), scene("sad", "full", "xyzq")
    path = tmp_path / NAME
    path.parent.mkdir()
    lock = Lock().with_files({NAME: originals.keep_written(tmp_path, base)})
    assert lock.files[NAME] == text_digest(base)
    outcomes: set[str] = set()
    for seed in range(500):
        chance = random.Random(seed)
        raw = bytearray(base.encode())
        for _ in range(chance.randint(1, 6)):
            at = chance.randrange(len(raw))
            raw[at : at + chance.randint(0, 3)] = chance.choice(
                [b"", b"\n", b":", b"- ", b"{", b"#", b"\xff", b"\t", b"&a ", b'"']
            )
        path.write_bytes(raw)
        made = write_generated(tmp_path, NAME, new, lock)
        outcomes.add(made.outcome)
        after = path.read_bytes()
        assert after == raw or originals.find_bytes(tmp_path, originals.digest_of(bytes(raw))) == raw
        if made.outcome != "merged" and made.taken == 0:
            assert after == raw
        else:
            assert is_valid(NAME, after.decode())
    assert outcomes >= {"kept", "merged", "proposed"}
