"""LUT files: what is in them, and where they are wrong."""

import time
from contextlib import suppress
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from stitching.lut import LARGEST_FILE, Lut, LutError, parse_lut, read_lut

HERE = Path("look.cube")
EIGHT = "".join(f"{index & 1} {index >> 1 & 1} {index >> 2 & 1}\n" for index in range(8))


def text_of(size: int, values: np.ndarray) -> str:
    return f"LUT_3D_SIZE {size}\n" + "".join(f"{r!r} {g!r} {b!r}\n" for r, g, b in values.tolist())


@given(
    size=st.integers(2, 4),
    seed=st.integers(0, 1000),
    end=st.sampled_from(["\n", "\r\n", "\n\n", " \t\n", " # said\n"]),
    style=st.sampled_from(["{:.6f}", "{:.4e}", "{:+.5E}", "{!r}"]),
    head=st.sampled_from(["", "# made by hand\n", 'TITLE "Dusk, No. 2"\n', "\ufeff", "\n\n  "]),
    domain=st.booleans(),
)
def test_every_way_to_write_a_table_is_read(
    size: int, seed: int, end: str, style: str, head: str, domain: bool
) -> None:
    values = np.random.default_rng(seed).uniform(-0.2, 1.3, (size**3, 3))
    lines = [f"LUT_3D_SIZE {size}", *(["DOMAIN_MIN 0 -1 .5", "DOMAIN_MAX 2. 1 1e0"] if domain else [])]
    lines += [" ".join(style.format(value) for value in row) for row in values.tolist()]
    lut = parse_lut((head + end.join(lines)).encode(), HERE)
    assert lut.size == size
    assert not lut.curves
    assert np.allclose(lut.table.reshape(-1, 3), values, atol=1e-4)
    assert (lut.low, lut.high) == (((0, -1, 0.5), (2, 1, 1)) if domain else ((0, 0, 0), (1, 1, 1)))
    assert lut.title == ("Dusk, No. 2" if "TITLE" in head else "")


@pytest.mark.parametrize(
    ("text", "line", "column", "words"),
    [
        ("", 1, 1, "LUT_3D_SIZE 33"),
        ("0 0 0\n", 1, 1, "LUT_3D_SIZE 33"),
        ("LUT_3D_SIZE 66\n", 1, 13, "from 2 to 65"),
        ("LUT_3D_SIZE 1\n", 1, 13, "from 2 to 65"),
        ("LUT_3D_SIZE two\n", 1, 13, "from 2 to 65"),
        ("LUT_3D_SIZE 99999999999999\n", 1, 13, "from 2 to 65"),
        ("LUT_3D_SIZE\n", 1, 1, "nothing"),
        ("LUT_1D_SIZE 65537\n", 1, 13, "65536"),
        ("LUT_1D_SIZE 4\nLUT_3D_SIZE 2\n", 2, 1, "one 3D LUT"),
        ("# look\nLUT_3D_SIZE 2\nLUT_3D_SIZE 2\n" + EIGHT, 3, 1, "line 2"),
        ("LUT_3D_SIZE 2\n" + EIGHT + "1 1 1\n", 10, 1, "one line too many"),
        ("LUT_3D_SIZE 2\n" + EIGHT[:-6], 8, 1, "after 7 of 8"),
        ("LUT_3D_SIZE 2\n0 0 0\n1 0\n", 3, 1, "2 numbers"),
        ("LUT_3D_SIZE 2\n0 0 0\n1 0 0 0\n", 3, 1, "4 numbers"),
        ("LUT_3D_SIZE 2\n0 0 0\n1 nan 0\n", 3, 3, "'nan' is no number"),
        ("LUT_3D_SIZE 2\n0 0 0\n1  0 inf\n", 3, 6, "'inf' is no number"),
        ("LUT_3D_SIZE 2\n0 0 0\n1 0 1_0\n", 3, 5, "'1_0' is no number"),
        ("LUT_3D_SIZE 2\n0 0 0\n1 0 ٣\n", 3, 5, "is no number"),
        ("LUT_3D_SIZE 2\n0 0 0\n1 0 1e999\n", 3, 5, "no colour"),
        ("LUT_3D_SIZE 2\n" + EIGHT + "TITLE late\n", 10, 1, "before the numbers"),
        ("LUT_3D_SIZE 2\nDOMAIN_MIN 0 0\n", 2, 1, "needs 3"),
        ("LUT_3D_SIZE 2\nDOMAIN_MIN 0 0 x\n", 2, 16, "'x' is no number"),
        ("LUT_3D_SIZE 2\nDOMAIN_MAX 0 1 1\n" + EIGHT, 2, 1, "above DOMAIN_MIN"),
        ("LUT_3D_SIZE 2\n  LUT_IN_VIDEO_RANGE\n" + EIGHT, 2, 3, "no keyword"),
        ("<html>\n", 1, 1, "no keyword"),
        ("x" * 5000, 1, 1, "5000 signs"),
        ("LUT_3D_SIZE 2\n" + "0 " * 1000, 2, 1, "2000 signs"),
        ("LUT_3D_SIZE 2\n" + "#\n" * 900_000, 1, 1, "900000 lines"),
    ],
)
def test_an_error_has_its_place_and_says_what_to_do(text: str, line: int, column: int, words: str) -> None:
    with pytest.raises(LutError) as caught:
        parse_lut(text.encode(), HERE)
    assert (caught.value.line, caught.value.column) == (line, column)
    assert words in caught.value.message
    assert str(caught.value).startswith(f"look.cube:{line}:{column}: ")
    assert len(str(caught.value)) < 250


@given(st.one_of(st.binary(max_size=200), st.text('LUT_3DSIZE 0129.-+eE#\n"', max_size=120).map(str.encode)))
def test_any_bytes_are_a_table_or_a_clear_error(raw: bytes) -> None:
    found: list[Lut] = []
    with suppress(LutError):
        found.append(parse_lut(raw, HERE))
    assert all(np.isfinite(lut.table).all() for lut in found)


def test_files_that_are_too_large_or_not_there_are_refused(tmp_path: Path) -> None:
    large = tmp_path / "large.cube"
    with large.open("wb") as file:
        file.truncate(LARGEST_FILE + 1)
    with pytest.raises(LutError, match="at most 32 MB"):
        read_lut(large)
    with pytest.raises(LutError, match="no such file"):
        read_lut(tmp_path / "gone.cube")
    with pytest.raises(LutError, match="cannot be read"):
        read_lut(tmp_path)


def test_a_full_table_is_read_at_once(tmp_path: Path) -> None:
    path = tmp_path / "full.cube"
    path.write_text(text_of(33, np.random.default_rng(1).random((33**3, 3))))
    before = time.thread_time()
    assert read_lut(path).size == 33
    assert time.thread_time() - before < 2


def test_colours_are_found_by_red_green_and_blue() -> None:
    lut = parse_lut(("LUT_3D_SIZE 2\n" + EIGHT).encode(), HERE)
    colours = np.random.default_rng(2).random((50, 3))
    assert np.allclose(lut.at(colours), colours)
    only_red = EIGHT.replace("1 0 0\n", "0.5 0.25 0\n", 1)
    lut = parse_lut(("LUT_3D_SIZE 2\n" + only_red).encode(), HERE)
    assert lut.at(np.array([[1.0, 0, 0]])).tolist() == [[0.5, 0.25, 0]]
    assert lut.at(np.array([[0.5, 0, 0]])).tolist() == [[0.25, 0.125, 0]]
    assert lut.at(np.array([[0, 1.0, 0]])).tolist() == [[0, 1, 0]]


def test_inputs_beyond_the_domain_are_held_at_its_edge() -> None:
    text = "LUT_3D_SIZE 2\nLUT_3D_INPUT_RANGE 0.25 0.75\n" + EIGHT
    lut = parse_lut(text.encode(), HERE)
    assert lut.at(np.array([[0.5, 0.1, 0.9]])).tolist() == [[0.5, 0, 1]]


def test_three_curves_are_read_too() -> None:
    lut = parse_lut(b"LUT_1D_SIZE 3\n0 0 1\n0.5 0.2 0.5\n1 1 0\n", HERE)
    assert isinstance(lut, Lut)
    assert lut.curves
    assert np.allclose(lut.at(np.array([[0.25, 0.5, 1.0]])), [[0.25, 0.2, 0.0]])
