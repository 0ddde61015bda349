"""Whatever stands in the files: they load, or each fault has a place and a word, and nothing on disk is touched."""

from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from project_of_two_shots import FILES, FILM, SCENE, SHEET, lay

from orchestrator.film.errors import ProjectError
from orchestrator.film.film import Settings
from orchestrator.film.scene import Scene
from orchestrator.film.sheets import Character
from orchestrator.film.shot import Shot
from orchestrator.project.folder import load_film
from orchestrator.project.layout import block

PIECES = [
    *(
        "'",
        '"',
        "[",
        "]",
        "{",
        "}",
        ":",
        ": ",
        "- ",
        "#",
        "&a ",
        "*a",
        "!x ",
        "%",
        "\t",
        "\n",
        "  ",
        "|",
        ">",
        "? ",
        "<<: ",
    ),
    *(
        "\x00",
        "\ufeff",
        "---\n",
        "...\n",
        "@",
        "`",
        "\\",
        "é",
        "\u2028",
        "\U0001f300",
        "1e400",
        "0x",
        "9" * 400,
        "null",
        "true",
    ),
]


def snapshot(root: Path) -> dict[str, bytes]:
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in root.rglob("*") if path.is_file()}


def loads_or_says_where(root: Path) -> None:
    before = snapshot(root)
    try:
        load_film(root)
    except ProjectError as error:
        for problem in error.problems:
            lines = before.get(problem.file, b"").decode(errors="replace").split("\n")
            assert 1 <= problem.line <= len(lines) + 1
            assert problem.column >= 1
            assert problem.message
            assert "\n" not in str(problem)
            assert "Input should" not in problem.message
    assert snapshot(root) == before


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_no_text_whatever_breaks_the_reader(tmp_path: Path, data: st.DataObject) -> None:
    file = data.draw(st.sampled_from([FILM, SCENE, SHEET]))
    text = FILES[file]
    for _ in range(data.draw(st.integers(1, 3))):
        start = data.draw(st.integers(0, len(text)))
        end = min(len(text), start + data.draw(st.sampled_from([0, 0, 1, 5, 30])))
        piece = data.draw(st.one_of(st.sampled_from(PIECES), st.text(max_size=4)))
        text = text[:start] + piece + text[end:]
    loads_or_says_where(lay(tmp_path, FILES | {file: text}))


LEAVES: st.SearchStrategy[Any] = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-5, 2**70),
    st.floats(-1e3, 1e3, width=32),
    st.sampled_from(["", "mara", "/x", "..", "a b", "~", "//", "nul:"]),
    st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=8),
)
KEYS = st.sampled_from(["id", "first", "character", "x", "in"])
ANY = st.recursive(
    LEAVES, lambda inner: st.one_of(st.lists(inner, max_size=2), st.dictionaries(KEYS, inner, max_size=2)), max_leaves=4
)
SCENE_KEYS = [*Scene.model_fields, "x"]
SHOT_KEYS = [*Shot.model_fields, "duration"]


@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    scene=st.dictionaries(st.sampled_from(SCENE_KEYS), ANY, max_size=3),
    shot=st.dictionaries(st.sampled_from(SHOT_KEYS), ANY, max_size=3),
    film=st.dictionaries(st.sampled_from([*Settings.model_fields, "x"]), ANY, max_size=2),
    sheet=st.dictionaries(st.sampled_from(list(Character.model_fields)), ANY, max_size=2),
)
def test_no_value_whatever_breaks_the_checks(
    tmp_path: Path, scene: dict[str, Any], shot: dict[str, Any], film: dict[str, Any], sheet: dict[str, Any]
) -> None:
    whole = {"id": "s", "heading": "INT. X", "shots": [{"id": "a", **shot}], **scene}
    files = {
        FILM: "\n".join(block({"title": "T", **film})),
        SCENE: "\n".join(block(whole)),
        SHEET: "\n".join(block({"id": "mara", "name": "Mara", **sheet})),
    }
    loads_or_says_where(lay(tmp_path, FILES | files))
