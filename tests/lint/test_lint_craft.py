"""Rules about a shot's other values: moves, lengths, chains, sheets, grammar, captions."""

import pytest
from judged import DRAWN, PEOPLE, WAN, film_of, found, judge, rules, scene_of, shot

from orchestrator.directing.lint import Finding, Pictures
from orchestrator.directing.lint.parts import needed
from orchestrator.film.sheets import Character, Place
from orchestrator.film.shot import Shot


def one(rule: str, *shots: Shot, pictures: Pictures = WAN) -> Finding:
    return next(found for found in found_in(*shots, pictures=pictures) if found.rule == rule)


def found_in(*shots: Shot, pictures: Pictures = WAN) -> list[Finding]:
    return found(*shots, pictures=pictures)


def rewritten(finding: Finding) -> dict[str, object]:
    return {str(path[-1]): value for path, value in finding.rewrite}


def parts_of(finding: Finding) -> list[dict[str, object]]:
    ((_, parts),) = finding.rewrite
    assert isinstance(parts, tuple)
    return [dict(part) for part in parts]


@pytest.mark.parametrize(
    ("camera", "first"),
    [
        ("slow push in, then pan left", "slow push in"),
        ("pan left and tilt up", "pan left"),
        ("crane up while pushing in", "crane up"),
        ("tracking left to a slow zoom", "tracking left"),
    ],
)
def test_the_first_of_several_moves_stays(camera: str, first: str) -> None:
    assert rewritten(one("several-moves", shot("Mara waits.", camera=camera), pictures=DRAWN)) == {"camera": first}


@pytest.mark.parametrize(
    "camera",
    ["slow push in", "handheld follow", "static", "pan left to right", "dolly zoom", "steadicam tracking shot"],
)
def test_one_move_is_one(camera: str) -> None:
    assert "several-moves" not in rules(shot("Mara waits.", camera=camera))


def test_several_actions_become_several_shots() -> None:
    busy = shot(
        "Mara picks up the lamp, lights it and shouts to Tom.",
        "full",
        seconds=9,
        props=["a lamp", "a map"],
        cast=[{"character": "mara"}, {"character": "tom"}],
        dialogue=[{"character": "mara", "line": "Come up!"}, {"character": "tom", "line": "Why?"}],
        title="Later",
        keyframes={"first": "generate", "last": "a.png"},
    )
    first, second, third = parts_of(one("several-actions", busy))
    assert [part["action"] for part in (first, second, third)] == [
        "Mara picks up the lamp.", "Mara lights it.", "Mara shouts to Tom.",
    ]  # fmt: skip
    assert "id" not in first
    assert (second["id"], third["id"]) == ("a-2", "a-3")
    assert (first["props"], second["props"], third["props"]) == (["a lamp", "a map"], None, None)
    assert (first["dialogue"], second["dialogue"]) == (None, None)
    assert [line["character"] for line in third["dialogue"]] == ["mara", "tom"]  # type: ignore[index,union-attr]
    assert (first["keyframes"], second["keyframes"], third["keyframes"]) == (
        {"first": "generate"},
        None,
        {"last": "a.png"},
    )
    assert second["title"] is None
    assert sum(float(str(part["seconds"])) for part in (first, second, third)) == pytest.approx(9, abs=0.05)
    assert second["size"] != "full"
    assert third.get("size", "full") != second["size"]


def test_a_shot_with_no_time_to_be_split_is_only_advised() -> None:
    busy = shot("Mara picks up the lamp, lights it and climbs the stairs.", seconds=2)
    assert one("several-actions", busy).rewrite == ()
    longer = busy.model_copy(update={"seconds": 3.2})
    assert [part["action"] for part in parts_of(one("several-actions", longer))] == [
        "Mara picks up the lamp, lights it.", "Mara climbs the stairs.",
    ]  # fmt: skip


def test_ids_of_new_shots_are_free() -> None:
    busy = shot("Mara opens the door, then runs out.", "full")
    parts = parts_of(one("several-actions", busy, shot("Mara waits.", "medium", id="a-2")))
    assert parts[1]["id"] == "a-3"


def test_a_long_shot_is_continued() -> None:
    parts = parts_of(one("too-long", shot("Mara waits.", seconds=12)))
    assert [part.get("boundary") for part in parts] == [None, "continue", "continue"]
    assert [part["seconds"] for part in parts] == [4, 4, 4]
    assert "too-long" not in rules(shot("Mara waits.", seconds=5))


def test_a_model_without_first_frames_gets_other_sizes() -> None:
    first, second = parts_of(
        one("too-long", shot("Mara waits.", seconds=9), pictures=Pictures("t", trained=True, longest=5))
    )
    assert "boundary" not in first
    assert second["boundary"] is None
    assert second["size"] != "wide"


def test_a_very_long_shot_makes_no_long_chain() -> None:
    parts = parts_of(one("too-long", shot("Mara waits.", seconds=40)))
    boundaries = [part.get("boundary") for part in parts[1:]]
    assert len(parts) == 8
    assert boundaries == ["continue"] * 3 + ["match"] + ["continue"] * 3
    assert parts[4]["size"] != "wide"


def test_lines_go_into_the_parts_that_have_time_for_them() -> None:
    lines = [{"character": "mara", "line": f"{word} we go down to the water again"} for word in ("Now", "Then", "So")]
    talk = shot("Mara talks.", seconds=12, dialogue=lines)
    parts = parts_of(one("too-long", talk))
    said = [line["line"] for part in parts for line in part["dialogue"] or []]  # type: ignore[union-attr]
    assert said == [line["line"] for line in lines]
    assert all(float(str(part["seconds"])) <= 5 for part in parts)
    assert all(float(str(part["seconds"])) >= needed([3.5] * len(part["dialogue"] or [])) for part in parts)  # type: ignore[arg-type]


def test_a_line_longer_than_a_clip_cannot_be_split() -> None:
    long = shot("Mara talks.", dialogue=[{"character": "mara", "line": "word " * 20}])
    assert one("too-long", long).rewrite == ()


def test_where_nobody_knows_how_long_a_clip_may_be_none_is_too_long() -> None:
    assert "too-long" not in rules(shot("Mara waits.", seconds=60), pictures=Pictures("veo", trained=True))


def chain(count: int) -> list[Shot]:
    boundaries = ["cut", *["continue"] * count]
    return [
        shot("Mara waits.", id=f"s{n}", boundary=boundary, seconds=3 + n % 2) for n, boundary in enumerate(boundaries)
    ]


def test_a_long_chain_begins_anew() -> None:
    assert "long-chain" not in rules(*chain(3))
    found = one("long-chain", *chain(4))
    assert found.shot == "s4"
    assert rewritten(found)["boundary"] == "match"
    assert rewritten(found)["size"] != "wide"
    assert [found.shot for found in found_in(*chain(8)) if found.rule == "long-chain"] == ["s4", "s8"]
    assert "long-chain" not in rules(*chain(4), pictures=DRAWN)


def test_who_has_no_looks_is_told_once() -> None:
    bare = film_of(
        scene_of(
            shot("Tom waits.", cast=[{"character": "tom"}]),
            shot("Tom sits.", "medium", id="b", cast=[{"character": "tom"}]),
        )
    )
    bare = bare.model_copy(update={"characters": {**PEOPLE, "tom": Character(id="tom", name="Tom")}})
    (found,) = judge(bare).findings
    assert (found.rule, found.shot, found.path) == ("undescribed", "a", ("shots", 0, "cast", 0, "character"))
    assert judge(bare, DRAWN).findings == ()


def test_a_place_has_looks_too() -> None:
    film = film_of(scene_of(shot("Mara waits.")))
    assert judge(film).findings == ()
    bare = film.model_copy(update={"places": {"quay": Place(id="quay", name="the quay")}})
    (found,) = judge(bare).findings
    assert (found.rule, found.path) == ("undescribed", ("place",))


def test_grammar() -> None:
    jump = shot("Mara waits."), shot("Mara sits.", id="b")
    assert rewritten(one("thirty-degrees", *jump, pictures=DRAWN)).keys() == {"size"}
    again = [jump[0], jump[1].model_copy(update={"boundary": "continue"})]
    assert "thirty-degrees" not in rules(*again, pictures=DRAWN)
    assert rewritten(one("no-establishing", shot("Mara waits.", "close-up"), pictures=DRAWN)) == {"size": "wide"}
    short = shot("A lamp.", "insert", id="b", camera="pan left", seconds=1, cast=[])
    assert rewritten(one("move-in-short-insert", jump[0], short, pictures=DRAWN)) == {"camera": "static"}


def test_in_a_row_of_one_size_every_second_shot_is_rewritten() -> None:
    row = [shot("Mara waits.", "wide"), *(shot("Mara waits.", "medium", id=f"s{n}") for n in range(5))]
    same = [one for one in found(*row, pictures=DRAWN) if one.rule == "thirty-degrees"]
    assert [(one.shot, bool(one.rewrite)) for one in same] == [("s1", True), ("s2", False), ("s3", True), ("s4", False)]


def test_somebody_who_jumps_over_the_line_is_put_back() -> None:
    left = shot("Mara waits.", cast=[{"character": "mara", "position": "left", "facing": "right"}])
    right = shot("Mara talks.", "medium", id="b", cast=[{"character": "mara", "position": "right", "facing": "left"}])
    assert rewritten(one("one-eighty", left, right, pictures=DRAWN)) == {"position": "left", "facing": "right"}
    orbit = left.model_copy(update={"camera": "orbit"})
    assert "one-eighty" not in rules(orbit, right, pictures=DRAWN)


def test_equal_lengths_are_about_the_whole_film() -> None:
    sizes = ["wide", "medium", "close-up", "full"]
    row = [shot("Mara waits.", size, id=f"s{n}") for n, size in enumerate(sizes)]
    found = one("equal-lengths", *row, pictures=DRAWN)
    assert (found.scene, found.shot) == ("", "")
    assert "equal-lengths" not in rules(*row[:3], row[3].model_copy(update={"seconds": 8}), pictures=DRAWN)


def test_a_title_needs_time_to_be_read() -> None:
    quick = shot("Mara waits.", title="Ten years later, on the other coast", seconds=1.5)
    assert rewritten(one("captions", quick, pictures=DRAWN)) == {"seconds": 2.1}
    assert one("captions", shot("Mara waits.", title="word " * 30), pictures=DRAWN).rewrite == ()
    assert "captions" not in rules(shot("Mara waits.", title="Later", seconds=1.5), pictures=DRAWN)


def test_nothing_is_wrong_with_a_plain_scene() -> None:
    row = (
        shot("The quay lies in the rain.", cast=[]),
        shot("Mara walks to the boat.", "full", id="b", seconds=3),
        shot("Mara smiles.", "close-up", id="c", seconds=2, dialogue=[{"character": "mara", "line": "You again."}]),
    )
    assert found_in(*row) == []
