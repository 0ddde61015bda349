"""Whole scripts: every element of the format, read as its specification says, and no byte lost on any way through."""

import re
from collections import Counter
from dataclasses import replace
from pathlib import Path
from time import process_time

import pytest

from orchestrator.film.errors import ProjectError
from orchestrator.writing.fdx import from_fdx, to_fdx
from orchestrator.writing.fountain import (
    Element,
    Mark,
    from_fountain,
    parse,
    read_script,
    with_ids,
    with_timings,
    without_timings,
)
from orchestrator.writing.fountain.emphasis import Run, marked, runs

SCRIPTS = sorted((Path(__file__).parent / "scripts").glob("*.fountain"))


def text_of(name: str) -> str:
    return (Path(__file__).parent / "scripts" / f"{name}.fountain").read_bytes().decode("utf-8")


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.stem)
def test_no_byte_is_lost(path: Path) -> None:
    raw = path.read_bytes()
    text = raw.decode("utf-8")
    document = parse(text)
    assert str(document).encode("utf-8") == raw
    assert "".join(block.text for block in document.blocks) == text
    for part in (*document.elements[:: 1 + len(document.elements) // 40], *document.blocks):
        assert document.with_replaced(part, document.raw(part)).text == text
    script = read_script(text)
    marks = [Mark(scene.id, n, "s", 0, 1) for scene in script.scenes for n in range(1, len(scene.beats) + 1)]
    assert without_timings(with_timings(text, marks)).encode("utf-8") == raw


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.stem)
def test_other_programs_give_the_same_screenplay_back(path: Path) -> None:
    text = path.read_bytes().decode("utf-8")
    play = from_fountain(text)
    assert from_fountain(from_fdx(to_fdx(text))) == play
    assert from_fountain(re.sub(r"\r\n|\r|\n", "\r\n", text)) == play
    assert from_fountain(with_ids(text)) == play
    assert [block.id for block in parse(with_ids(text)).scenes] == [scene.id for scene in play.scenes]


@pytest.mark.parametrize(
    ("name", "counts", "parentheticals"),
    [
        ("macbeth", {"heading": 11, "dialogue": 255, "action": 57, "transition": 10, "section": 2}, 20),
        ("earnest", {"heading": 1, "dialogue": 17, "action": 4, "centered": 1}, 2),
    ],
)
def test_elements_are_as_many_as_were_written(name: str, counts: dict[str, int], parentheticals: int) -> None:
    document = parse(text_of(name))
    found = Counter(element.kind for element in document.elements)
    assert {kind: found[kind] for kind in counts} == counts  # type: ignore[index]
    assert sum(part.kind == "manner" for element in document.elements for part in element.parts) == parentheticals


def test_verse_keeps_its_lines_and_speeches_their_words() -> None:
    text = text_of("macbeth")
    script = read_script(text)
    assert sum(part.text.count("\n") + 1 for element in script.document.elements for part in element.parts) == 930 + 20
    for scene, lines in zip(script.screenplay.scenes, script.scenes, strict=True):
        assert script.document.lines[lines.line - 1].startswith(scene.heading)
        for beat, passage in zip(scene.beats, lines.beats, strict=True):
            stood = " ".join(script.document.lines[passage.first - 1 : passage.last])
            assert " ".join(stood.split()).endswith(" ".join(beat.text.split()))


def torture() -> tuple[list[Element], list[str]]:
    document = parse(text_of("torture"))
    return list(document.elements), [document.raw(element) for element in document.elements]


def the(start: str) -> Element:
    elements, raw = torture()
    found = [element for element, text in zip(elements, raw, strict=True) if text.strip().startswith(start)]
    assert len(found) == 1, f"{start!r} begins {len(found)} elements"
    return found[0]


@pytest.mark.parametrize(
    ("start", "kind", "lines"),
    [
        ("Title:", "title-page", (1, 10)),
        ("/* A boneyard", "boneyard", (12, 15)),
        ("= What it is", "synopsis", (17, 17)),
        ("### Deeper", "section", (22, 22)),
        ("FADE IN:", "action", (24, 24)),
        ("int. kitchen - day", "heading", (26, 26)),
        ("The kettle", "action", (33, 35)),
        ("MARA (V.O.)", "dialogue", (40, 51)),
        ("ÉLODIE (CONT'D)", "dialogue", (53, 54)),
        ("МАША", "dialogue", (56, 57)),
        ("JOSÉ ^", "dialogue", (59, 60)),
        ("@McAVOY", "dialogue", (62, 63)),
        ("@田中", "dialogue", (65, 66)),
        ("R2D2", "dialogue", (68, 69)),
        ("23", "action", (71, 72)),
        ("BOOM!", "action", (74, 74)),
        ("!CRASH!", "action", (76, 76)),
        ("!SMASH!", "action", (77, 78)),
        ("~A song", "lyrics", (80, 81)),
        ("> Centered <", "centered", (88, 88)),
        ("CUT TO:", "transition", (91, 91)),
        ("EXT. ROAD/CROSSING", "heading", (93, 93)),
        ("Old line ends", "action", (97, 98)),
        ("..and this", "action", (100, 100)),
        (".FORCED HEADING", "heading", (102, 102)),
        ("I/E. CAR", "heading", (104, 104)),
        ("INT./EXT. TENT", "heading", (106, 106)),
        ("A paragraph that clings", "action", (107, 107)),
        ("EST. THE CITY", "heading", (109, 109)),
        ("EXTREME heat", "action", (113, 113)),
        ("> Burn to black.", "transition", (117, 117)),
        ("====", "page-break", (119, 119)),
        ("\\.not a heading", "action", (123, 123)),
        ("[[unclosed note", "action", (125, 125)),
        ("LONE CR ENDS", "dialogue", (131, 132)),
        ("[[shot: last]]", "note", (136, 136)),
        ("> FADE OUT.", "transition", (142, 142)),
    ],
)
def test_every_element_is_what_the_specification_says(start: str, kind: str, lines: tuple[int, int]) -> None:
    element = the(start)
    assert (element.kind, (element.first, element.last)) == (kind, lines)


def test_what_elements_carry() -> None:
    assert the("### Deeper").level == 3
    assert [the(start).number for start in ("int. kitchen", "EXT. ROAD", ".FORCED", "I/E.")] == [
        "1A",
        "110-A",
        "II.3",
        "",
    ]
    assert (the("JOSÉ ^").dual, the("JOSÉ ^").cue, the("МАША").dual) == (True, "JOSÉ", False)
    assert [(part.kind, part.first, part.last) for part in the("MARA (V.O.)").parts] == [
        ("manner", 41, 42), ("text", 43, 45), ("manner", 46, 46), ("text", 47, 51), ("note", 48, 50)
    ]  # fmt: skip
    assert [part.kind for part in the("ROSA").parts] == ["lyrics", "text", "lyrics"]
    document = parse(text_of("torture"))
    assert document.title("authors") == "Nobody in Particular Somebody Else"
    assert document.title("Contact") == "Via Mezzogiorno 1: second floor"
    assert document.title_page[0].lines == ("_**THE LONG WAY**_", "(a *test* of everything)")


def test_what_it_all_means() -> None:
    play = from_fountain(text_of("torture"))
    assert (play.title, play.author) == ("THE LONG WAY (a test of everything)", "Nobody in Particular Somebody Else")
    assert play.logline == "What it is all about: a road."
    kitchen = play.scenes[0]
    assert (kitchen.id, kitchen.mood, kitchen.enter, kitchen.summary) == (
        "kitchen",
        "playful",
        "fade",
        "They burn the soup. Twice.",
    )
    said = [(getattr(beat, "character", "-"), getattr(beat, "manner", None), beat.text) for beat in kitchen.beats]
    assert said == [
        (
            "-",
            None,
            "The kettle sings. Steam on the window; all of it and more. He dialled *69 and then *23, and *nothing* happened. "
            "2 * 3 * 4. unbelievable. A line with a tab. And on. Still here.",
        ),
        ("mara", None, "Plain."),
        ("mara", "voice over, low, slow", "Spoken with a tab. After a blank line kept by two spaces."),
        ("mara", "voice over, beat", "(You) is no parenthetical. More."),
        ("elodie", None, "Bonjour."),
        ("u43c-u430-u448-u430", None, "Привет!"),
        ("jose", None, "¡Hola!"),
        ("mcavoy", None, "Oy."),
        ("u7530-u4e2d", None, "こんにちは。"),
        ("r2d2", None, "Bleep."),
        ("-", None, "23 is a number, not a name."),
        ("-", None, "BOOM!"),
        ("-", None, "CRASH!"),
        ("-", None, "SMASH! and on it goes."),
        (None, "sung", "A song that nobody sings, in two lines"),
        ("rosa", "sung", "La la"),
        ("rosa", None, "Spoken."),
        ("rosa", "sung", "la"),
        ("-", None, "Centered"),
        ("-", None, "and leaning"),
    ]
    enters = {scene.id: scene.enter for scene in play.scenes}
    assert (enters["road"], enters["oven"]) == ("cut", "fade")
    assert read_script(text_of("torture")).scenes[-1].beats[-1].shots == ("last",)


@pytest.mark.parametrize(
    ("note", "said"),
    [
        (
            "scene: a",
            "script.fountain:7:1: scene: two scenes have the id 'a'; take the note [[scene: a ...]] out of the newer one",
        ),
        (
            "scene: Not An Id",
            "script.fountain:7:1: id: 'Not An Id' is no id; use lower-case letters, digits and hyphens",
        ),
    ],
)
def test_ids_that_cannot_be_are_told(note: str, said: str) -> None:
    with pytest.raises(ProjectError) as raised:
        from_fountain(f"INT. A - DAY\n\n[[scene: a]]\n\nOne.\n\nINT. B - DAY\n\n[[{note}]]\n\nTwo.\n")
    assert str(raised.value) == said


def test_a_hundred_and_twenty_pages_take_no_time() -> None:
    text = text_of("macbeth") * 4
    began = process_time()
    script = read_script(re.sub(r"(?m)^Title:.*(?:\n.+)*", "", text))
    assert process_time() - began < 5  # about a quarter of a second where nothing else runs
    assert len(script.document.lines) > 120 * 50
    assert len(script.scenes) == 44


@pytest.mark.parametrize(
    "sign", ["[[", "/*", "(", "*a", "_", "\\", "[[a]] ", "/* */ ", "@", "MARA\n(", "INT. A\n", "  \n", "~\n"]
)
def test_no_text_takes_forever(sign: str) -> None:
    text = "INT. A - DAY\n\n" + sign * 1500
    began = process_time()
    document = parse(text)
    assert document.text == text
    if document.unclosed is None:
        read_script(text)
    assert process_time() - began < 10  # some hundredths of a second; what goes wrong takes minutes


@pytest.mark.parametrize(
    ("line", "looks"),
    [
        ("a *b* c", [("a ", ""), ("b", "i"), (" c", "")]),
        ("**b** ***bi*** _u_", [("b", "b"), (" ", ""), ("bi", "bi"), (" ", ""), ("u", "u")]),
        ("_**both** only_", [("both", "bu"), (" only", "u")]),
        ("He dialled *69 and then *23.", [("He dialled *69 and then *23.", "")]),
        ("\\*not\\* \\_this\\_", [("\\*not\\* \\_this\\_", "")]),
        ("*over\na line*", [("*over\na line*", "")]),
        ("* * *", [("* * *", "")]),
        ("******", [("******", "")]),
    ],
)
def test_emphasis(line: str, looks: list[tuple[str, str]]) -> None:
    found = [(run.text, "b" * run.bold + "i" * run.italic + "u" * run.underline) for run in runs(line)]
    assert found == looks


def test_emphasis_is_put_on_again_as_it_was() -> None:
    pieces = (Run("a "), Run("b c", bold=True), Run(" "), Run("d*", italic=True, underline=True), Run("_e_"))
    line = marked(pieces)
    assert line == "a **b c** _*d\\**_\\_e\\_"
    assert tuple(replace(run, text=run.text.replace("\\", "")) for run in runs(line)) == pieces
