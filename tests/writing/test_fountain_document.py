"""A Fountain text taken apart and changed in places: no byte of the rest is touched."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from orchestrator.film.errors import ProjectError
from orchestrator.writing.fountain import Edit, Script, parse, read_script

SCRIPT = (
    "\ufeffTitle: Ways\r\n\r\n[[character: mara\r\nname: Mara]]\r\n\r\nINT. A - DAY\r\n\r\n[[scene: one]]\r\n\r\nHe sits.  \r\n"
    "\r\n\tMARA\r\nHello.\r\n  \r\nAgain.\r\n\r\nCUT TO:\r\n\r\nEXT. B - DAY\r\nNo blank line.\r\n\r\n\r\n"
    "= why\r\n\r\n> FADE OUT."
)


def test_blocks_are_the_whole_text() -> None:
    document = parse(SCRIPT)
    assert "".join(block.text for block in document.blocks) == SCRIPT == str(document)
    assert [(block.kind, block.id, block.first, block.last) for block in document.blocks] == [
        ("front", None, 1, 5),
        ("scene", "one", 6, 16),
        ("scene", None, 17, 24),
        ("back", None, 25, 25),
    ]
    assert document.newline == "\r\n"
    assert [(element.kind, element.first, element.last) for element in document.elements] == [
        ("title-page", 1, 1),
        ("note", 3, 4),
        ("heading", 6, 6),
        ("note", 8, 8),
        ("action", 10, 10),
        ("dialogue", 12, 15),
        ("transition", 17, 17),
        ("heading", 19, 19),
        ("action", 20, 20),
        ("synopsis", 23, 23),
        ("transition", 25, 25),
    ]


def test_a_scene_is_replaced_and_all_else_is_kept() -> None:
    document = parse(SCRIPT)
    changed = document.with_replaced(document.scene("one"), "INT. A - NIGHT\n\n[[scene: one]]\n\nHe stands.")
    start, end = document.scene("one").start, document.scene("one").end
    new = "INT. A - NIGHT\r\n\r\n[[scene: one]]\r\n\r\nHe stands.\r\n\r\n"
    assert changed.text == SCRIPT[:start] + new + SCRIPT[end:]


@pytest.mark.parametrize("index", range(11))
def test_an_element_taken_out_and_put_back(index: int) -> None:
    document = parse(SCRIPT)
    gone = document.elements[index]
    rest = document.with_removed(gone)
    assert [one.kind for one in rest.elements] == [one.kind for one in document.elements if one is not gone]
    taken = range(gone.first, gone.last + 1)
    words = [line for number, line in enumerate(document.lines, 1) if line.strip() and number not in taken]
    assert [line for line in rest.lines if line.strip()] == words


@pytest.mark.parametrize("index", range(1, 11))
def test_an_element_put_in_stands_alone(index: int) -> None:
    document = parse(SCRIPT)
    changed = document.with_inserted("BOB\nHi.", after=document.elements[index])
    kinds = [one.kind for one in document.elements]
    assert [one.kind for one in changed.elements] == [*kinds[: index + 1], "dialogue", *kinds[index + 1 :]]
    before = document.with_inserted("BOB\nHi.", before=document.elements[index])
    assert [one.kind for one in before.elements] == [*kinds[:index], "dialogue", *kinds[index:]]


def test_changes_that_overlap_are_refused() -> None:
    document = parse(SCRIPT)
    with pytest.raises(ValueError, match="overlap"):
        document.edited([Edit(3, 9, "a"), Edit(5, 7, "b")])
    with pytest.raises(ValueError, match="no part of this document"):
        parse("Something else.").with_removed(document.elements[4])


SIGNS = st.sampled_from(
    ["\n", "\n\n", "\r\n", "\r", "  \n", "\t", "\ufeff", "INT. A - DAY", ".B", "MARA", "@Mo", "(wry)", "Words.", "^", "[[",
     "]]", "/*", "*/", "\\", "!", "~la", "> in <", "> CUT", "CUT TO:", "# One", "## Two", "= what", "===", "#1A#", "Title: X",
     "*a*", "**b", "_", "[[scene: a]]", "[[shot: b]]", "[[mood: odd]]", "МАША", "\u2028", "\x0c", "\ue000", ":", "FADE IN:"]
)  # fmt: skip
TEXTS = st.lists(SIGNS, max_size=40).map("".join) | st.text(max_size=80)


@settings(max_examples=300, deadline=None)
@given(TEXTS)
def test_any_text_is_kept_to_the_byte(text: str) -> None:
    document = parse(text)
    assert document.text == text
    assert "".join(block.text for block in document.blocks) == text
    end, line = 0, 0
    for element in document.elements:
        assert end <= element.start < element.end <= len(text)
        assert line < element.first <= element.last <= len(document.lines)
        end, line = element.end, element.last
    for part in (*document.elements, *document.blocks):
        assert document.with_replaced(part, document.raw(part)).text == text
    script = read_or_none(text)
    if script:
        assert [len(scene.beats) for scene in script.screenplay.scenes] == [len(scene.beats) for scene in script.scenes]


def read_or_none(text: str) -> Script | None:
    """Read a script; whatever is wrong with it is told in one way."""
    try:
        return read_script(text)
    except ProjectError:
        return None
