"""The quick way to the values of a YAML text and the one that knows every place agree, whatever the text is."""

import subprocess
import sys
from pathlib import Path
from typing import TypeAlias

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from project_of_two_shots import FILES

from orchestrator.project.source import SourceError, Value, parse
from orchestrator.project.values import values

Found: TypeAlias = "Value | SourceError"
_ROOT = Path(__file__).parents[2]
_SHIPPED = sorted(
    path
    for folder in ("examples", "templates", "generation", "tests", "docs")
    for pattern in ("*.yaml", "*.yml")
    for path in (_ROOT / folder).rglob(pattern)
)
_SHAPES = """a: 1
b: [x, 'y', "z"]
c: {d: e, f: 'g', "h": i}
list:
  - j
  - k: l
    m: |
      n
      o
  -
    p: q
  - >-
    r

    s
t: 'it''s'
u: "v\\n\\"w\\u00e9"
x: plain text
  that goes on # and a comment
? y
: z
"""
_PIECES = [
    *"'\"[]{}:-#&*!%,?|>~@`=\\",
    "<<",
    "--",
    ".5",
    "+1.",
    "0x1f",
    "0o17",
    "1e400",
    "null",
    "true",
    "12:30",
    "''",
    '""',
    *["&a ", "*a", "!x ", "a:b", "[a: b]", "{a}", "{a: b, c}", "::", ":-", "|-", "|+", ">2", "|#c"],
    *["\\n", "\\x41", "\\u0041", "\\/", "\\e"],
]
_BREAKS = [
    "\n",
    "\n\n",
    "  ",
    " ",
    "\t",
    "\r\n",
    "\r",
    ": ",
    "- ",
    " #",
    "? ",
    "\n- e",
    "\n  - d",
    "\nf: g",
    "\n   \n",
    "---\n",
]
_SIGNS = ["\x85", "\u2028", "\ufeff", "\xa0", "\x7f", "\x00", "é", "\U0001f600", "9" * 400, "k" * 1030]


def slowly(text: str) -> Found:
    try:
        return parse(text).plain()
    except SourceError as error:
        return error


def said(found: Found) -> str:
    """Values with their types: 1, 1.0 and true are not the same."""
    return f"{found.line}:{found.column}: {found.message}" if isinstance(found, SourceError) else repr(found)


def quickly(text: str) -> Found:
    try:
        return values(text)
    except SourceError as error:
        return error


@pytest.mark.parametrize("path", _SHIPPED, ids=lambda path: path.relative_to(_ROOT).as_posix())
def test_every_shipped_file_has_the_same_values(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert said(quickly(text)) == said(slowly(text))


@settings(max_examples=600, deadline=None)
@given(data=st.data())
def test_both_ways_agree_on_any_text(data: st.DataObject) -> None:
    text = data.draw(st.sampled_from([_SHAPES, *FILES.values()]))
    for _ in range(data.draw(st.integers(0, 4))):
        start = data.draw(st.integers(0, len(text)))
        end = min(len(text), start + data.draw(st.sampled_from([0, 0, 0, 1, 5, 20])))
        piece = data.draw(st.one_of(st.sampled_from([*_PIECES, *_BREAKS, *_SIGNS]), st.text(max_size=3)))
        text = text[:start] + piece + text[end:]
    if data.draw(st.booleans()):
        text = text.replace("\n", "\r\n")
    assert said(quickly(text)) == said(slowly(text))


@settings(max_examples=200, deadline=None)
@given(text=st.text(st.sampled_from([*":-#?|>[]{},'\"& \n ab1"]), max_size=40))
@example('a: ["z":]')
@example(">-\n#")
@example("a: |#b\n  c")
@example("a: >\n \n   x")
@example("a\xa0: b")
@example("9" * 400 + ": a")
@example("{\"a\":1, 'b':2}")
@example("a: b\n...\nc: d")
def test_both_ways_agree_on_signs_alone(text: str) -> None:
    assert said(quickly(text)) == said(slowly(text))


_READ = """
import hashlib, sys
from pathlib import Path
sys.modules |= {name: None for name in sys.argv[2:]}
from orchestrator.project.folder import load_film
film = load_film(Path(sys.argv[1]))
print(hashlib.sha256(film.model_dump_json().encode()).hexdigest(), "ruamel.yaml" in sys.modules)
"""


def test_a_film_is_read_without_the_slow_parser_and_on_a_machine_without_the_quick_one_with_it() -> None:
    def read(*without: str) -> list[str]:
        command = [sys.executable, "-c", _READ, str(_ROOT / "examples" / "lighthouse"), *without]
        return subprocess.run(command, check=True, capture_output=True, text=True, cwd=_ROOT).stdout.split()

    film, slow = read()
    assert slow == "False"
    assert read("yaml._yaml") == [film, "True"]
