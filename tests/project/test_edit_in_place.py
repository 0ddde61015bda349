"""Editing a person's YAML: the value changes, and no other byte does."""

from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from orchestrator.film.errors import FilmError, ProjectError
from orchestrator.project.layout import Data
from orchestrator.project.source import Value, parse
from orchestrator.project.surgery import edited_text
from orchestrator.project.yaml_file import APPEND, REMOVE, edit

SCENE = """\
# yaml-language-server: $schema=../.filmwright/schema/scene.json
# My favourite scene.

id:   first-night      # never change this
heading: 'EXT. LIGHTHOUSE GALLERY - NIGHT'
place: lighthouse
mood:   "tense"

enter: {transition: dissolve,   seconds: 0.5}   # soft
ambience: [ wind , waves ]
note: |   # for the director
  She has been alone
  for eleven years.

   - a friend

shots:
  # the first one is the best
  - id: gallery
    size: wide                    # extreme-wide wide full
    camera: slow push in
    action: Mara steps onto the gallery
      as lightning splits the sea.
    cast: [{character: mara, state: oilskin, position: left}]
    seconds: 4

  # and then this
  - id: you-again
    dialogue:
      - {character: mara, line: "You again."}   # whispered
      - character: mara
        line: 'It''s you.'
    take: 2
    # also: seconds, seed, model

# the end
"""

COMPACT = """id: x
shots:
- id: a # one
  cast:
  - character: mara
    state: wet
  props: []
- id: b
  footage:
      path: a.mp4
      in: 2""".replace("\n", "\r\n")

FLOW = """{ id: mara, # who
  states: { wet: "a coat, soaked",   # rain
    dry: a coat, },
  references: [ a.png,
    b.png   # the good one
  ], note: }
"""

FILES = {"scene": SCENE, "compact": COMPACT, "flow": FLOW}


def test_setting_a_value_changes_that_value_alone() -> None:
    assert edited_text(SCENE, ("shots", 1, "take"), 3) == SCENE.replace("take: 2", "take: 3")
    assert edited_text(SCENE, ("mood",), "sad") == SCENE.replace('"tense"', '"sad"')
    assert edited_text(SCENE, ("heading",), "INT. MARA'S ROOM") == SCENE.replace(
        "'EXT. LIGHTHOUSE GALLERY - NIGHT'", "'INT. MARA''S ROOM'"
    )
    assert edited_text(SCENE, ("enter", "seconds"), 1) == SCENE.replace("0.5}", "1}")
    assert edited_text(SCENE, ("ambience", 0), "rain") == SCENE.replace("[ wind ,", "[ rain ,")
    assert edited_text(SCENE, ("shots", 0, "action"), "Wait: what?") == SCENE.replace(
        "Mara steps onto the gallery\n      as lightning splits the sea.", '"Wait: what?"'
    )


def test_a_literal_text_stays_literal_and_keeps_its_remark() -> None:
    after = edited_text(SCENE, ("note",), "Alone.\nStill.\n")
    body = "  She has been alone\n  for eleven years.\n\n   - a friend\n"
    assert after == SCENE.replace(body, "  Alone.\n  Still.\n")
    assert edited_text(SCENE, ("note",), "short") == SCENE.replace(
        f"|   # for the director\n{body}", "short   # for the director\n"
    )


def test_a_new_key_goes_to_its_neighbours() -> None:
    assert edited_text(SCENE, ("shots", 1, "seed"), 11) == SCENE.replace("take: 2\n", "take: 2\n    seed: 11\n")
    assert edited_text(SCENE, ("enter", "x"), "y, z") == SCENE.replace("0.5}", '0.5, x: "y, z"}')
    assert edited_text(SCENE, ("shots", 0, "cast", 0, "facing"), "right") == SCENE.replace(
        "left}]", "left, facing: right}]"
    )
    assert edited_text(SCENE, ("weather",), "storm") == SCENE.replace("- a friend\n", "- a friend\nweather: storm\n")
    assert edited_text(COMPACT, ("shots", 1, "footage", "out"), 3) == COMPACT + "\r\n      out: 3"


def test_appending_follows_the_list_as_it_is() -> None:
    shot: dict[str, Data] = {"id": "dawn", "size": "wide"}
    assert edited_text(SCENE, ("shots", APPEND), shot) == SCENE.replace(
        "take: 2\n", "take: 2\n\n  - id: dawn\n    size: wide\n"
    )
    assert edited_text(SCENE, ("ambience", APPEND), "rain") == SCENE.replace("waves ]", "waves, rain ]")
    assert edited_text(COMPACT, ("shots", 0, "cast", APPEND), {"character": "tom"}) == COMPACT.replace(
        "state: wet\r\n", "state: wet\r\n  - character: tom\r\n"
    )
    assert edited_text(COMPACT, ("shots", 0, "props", APPEND), "a lamp") == COMPACT.replace("[]", "[a lamp]")


def test_removing_takes_the_entry_and_its_line() -> None:
    assert edited_text(SCENE, ("shots", 1, "take"), REMOVE) == SCENE.replace("    take: 2\n", "")
    assert edited_text(SCENE, ("ambience", 0), REMOVE) == SCENE.replace("[ wind , waves ]", "[ waves ]")
    assert edited_text(SCENE, ("enter", "seconds"), REMOVE) == SCENE.replace(",   seconds: 0.5}", "}")
    assert edited_text(COMPACT, ("shots", 0), REMOVE) == COMPACT.replace(
        COMPACT[COMPACT.index("- id: a") : COMPACT.index("- id: b")], ""
    )
    assert parse(edited_text(COMPACT, ("shots", 0, "id"), REMOVE)).plain() == {
        "id": "x", "shots": [{"cast": [{"character": "mara", "state": "wet"}], "props": []},
                             {"id": "b", "footage": {"path": "a.mp4", "in": 2}}],
    }  # fmt: skip


def test_a_whole_entry_can_be_given_and_only_what_differs_is_touched() -> None:
    tree = parse(SCENE).plain()
    assert isinstance(tree, dict)
    assert isinstance(tree["shots"], list)
    shots: list[Any] = tree["shots"]
    shots[1] = {**shots[1], "take": 5, "dialogue": [*shots[1]["dialogue"], {"line": "Yes."}]}
    after = edited_text(SCENE, ("shots",), shots)
    changed = SCENE.replace("take: 2", "take: 5").replace(
        "line: 'It''s you.'\n", "line: 'It''s you.'\n      - line: \"Yes.\"\n"
    )
    assert parse(after).plain() == tree
    assert after == changed.replace('- line: "Yes."', "- line: Yes.")


def paths(value: Value, route: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:
    """Every place of a value, and a new key or item in each map and list."""
    if isinstance(value, dict):
        inner = [place for key, item in value.items() for place in ((*route, key), *paths(item, (*route, key)))]
        return [*dict.fromkeys(inner), (*route, "brand-new")]
    if isinstance(value, list):
        inner = [place for i, item in enumerate(value) for place in ((*route, i), *paths(item, (*route, i)))]
        return [*dict.fromkeys(inner), (*route, APPEND)]
    return []


WORDS = st.one_of(
    st.text(st.characters(exclude_categories=["Cs", "Cc"], include_characters="\n\t\x85"), max_size=30),
    st.sampled_from(
        [
            "",
            "no",
            "null",
            "- x",
            "a: b",
            "# no",
            "[x",
            "{",
            "@a",
            "x #y",
            "1",
            "1e3",
            "'",
            '"',
            "a\nb\n",
            "é 嵐",
            "~",
            "?",
        ]
    ),
)
SCALARS = st.one_of(WORDS, st.integers(-9, 10**9), st.booleans(), st.none(), st.floats(-1e6, 1e6, width=32))
VALUES = st.recursive(
    SCALARS,
    lambda inner: st.one_of(
        st.lists(inner, max_size=3), st.dictionaries(st.sampled_from(["id", "line", "a b", "x-y"]), inner, max_size=3)
    ),
    max_leaves=6,
)


@pytest.mark.parametrize("name", FILES)
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_any_change_anywhere_reads_back_and_keeps_every_comment(name: str, data: st.DataObject) -> None:
    text = FILES[name]
    plain = parse(text).plain()
    route = data.draw(st.sampled_from(paths(plain)))
    value = data.draw(VALUES)
    after = edited_text(text, route, value)
    assert _at(parse(after).plain(), plain, route) == value
    replaced = _at_route(plain, route)
    if not isinstance(replaced, (dict, list)):
        assert _comments(after)[: len(_comments(text))] == _comments(text) or set(_comments(text)) <= set(
            _comments(after)
        )
        assert _lines_lost(text, after) <= (5 if isinstance(replaced, str) else 1)


def _at(after: Value, before: Value, route: tuple[str | int, ...]) -> Value:
    if route[-1] == APPEND:
        whole = _at_route(before, route[:-1])
        return _at_route(after, (*route[:-1], len(whole) if isinstance(whole, list) else 0))
    return _at_route(after, route)


def _at_route(value: Value, route: tuple[str | int, ...]) -> Value:
    for step in route:
        if isinstance(value, dict):
            value = value.get(str(step))
        elif isinstance(value, list) and isinstance(step, int):
            value = value[step]
        else:
            return None
    return value


def _comments(text: str) -> list[str]:
    known = [
        "# yaml-language",
        "# My fav",
        "# never",
        "# soft",
        "# for the",
        "# the first",
        "# extreme",
        "# and then",
        "# whispered",
        "# also",
        "# the end",
        "# one",
        "# who",
        "# rain",
        "# the good",
    ]
    return [comment for comment in known if comment in text]


def _lines_lost(before: str, after: str) -> int:
    kept = after.splitlines()
    return sum(line not in kept for line in before.splitlines())


@pytest.mark.parametrize("name", FILES)
def test_every_entry_can_be_removed(name: str) -> None:
    text = FILES[name]
    for route in paths(parse(text).plain()):
        if route[-1] in (APPEND, "brand-new"):
            continue
        after = edited_text(text, route, REMOVE)
        parent, before = (_at_route(parse(version).plain(), route[:-1]) for version in (after, text))
        assert isinstance(parent, (dict, list))
        assert isinstance(before, (dict, list))
        assert len(parent) == len(before) - 1, route
        assert after != text


def test_a_file_is_changed_whole_or_not_at_all(tmp_path: Path) -> None:
    path = tmp_path / "scene.yaml"
    path.write_bytes(SCENE.encode())
    assert edit(path, {("shots", 1, "take"): 3, ("mood",): "sad"})
    assert path.read_bytes() == SCENE.replace("take: 2", "take: 3").replace('"tense"', '"sad"').encode()
    before = path.read_bytes()
    assert not edit(path, {("mood",): "sad"})
    with pytest.raises(FilmError, match="there is no item 7"):
        edit(path, {("mood",): "calm", ("shots", 7, "take"): 3})
    path.write_text("a: [1")
    with pytest.raises(ProjectError, match=r"scene\.yaml:1:4"):
        edit(path, {("a",): 1})
    assert path.read_text() == "a: [1"
    assert [item.name for item in tmp_path.iterdir()] == ["scene.yaml"]
    assert before != SCENE.encode()
