"""Chapters, names, text over shots and credits: from the film's files to the timeline."""

import json
from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError

from orchestrator.directing.cut import Cutting, cut
from orchestrator.directing.schedule import schedule
from orchestrator.directing.titling import readable
from orchestrator.film.errors import ProjectError
from orchestrator.film.film import Film, Settings
from orchestrator.film.scene import Scene
from orchestrator.film.sheets import Character
from orchestrator.film.shot import Shot, ShotTitle
from orchestrator.film.style import StyleGuide
from orchestrator.project.folder import load_film
from orchestrator.project.fresh import data_of
from orchestrator.project.schema import schema_text
from stitching.timeline import Marking, Timeline

SHOTS = [{"id": "a", "seconds": 8}, {"id": "b", "seconds": 4}]


def _film(*scenes: dict[str, Any], **settings: Any) -> Film:
    made = [
        Scene.model_validate({"id": f"s{number}", "heading": f"EXT. SEA {number} - DAY", "shots": SHOTS} | said)
        for number, said in enumerate(scenes, 1)
    ]
    return Film(
        settings=Settings.model_validate({"title": "T"} | settings),
        style=StyleGuide.model_validate(
            {
                "name": "plain",
                "look": "plain",
                "palette": ["#102030", "#405060", "#ffffff"],
                "titles": {"colour": "#ffc07a"},
            }
        ),
        characters={"mara": Character.model_validate({"id": "mara", "name": "Mara", "appearance": "old"})},
        places={},
        scenes=tuple(made),
    )


def _timeline(film: Film) -> Timeline:
    return cut(film, schedule(film, {}), Cutting(), Marking(title="T"), ())


def _of(timeline: Timeline, place: str) -> list[tuple[int, int, tuple[str, ...]]]:
    return [(text.start, text.frames, text.lines) for text in timeline.titles if text.place == place]


def _shot(title: object, **more: object) -> dict[str, Any]:
    return {"shots": [{"id": "a", "seconds": 8, "title": title} | more]}


def test_a_plain_text_is_a_label_as_before() -> None:
    for said in ("Three days later\nat dawn", {"text": "Three days later\nat dawn"}):
        (label,) = _of(_timeline(_film(_shot(said))), "label")
        assert label == (0, 72, ("Three days later", "at dawn"))
    assert Shot.model_validate({"id": "a", "title": "Later"}).title == "Later"
    assert Shot.model_validate({"id": "a"}).title is None
    assert not _of(_timeline(_film(_shot(""))), "label")


def test_text_is_where_and_when_and_how_the_file_says() -> None:
    said = {
        "text": "Here",
        "place": "free",
        "at": [0.25, 0.5],
        "size": 0.1,
        "start": 1.5,
        "seconds": 2,
        "colour": "#112233",
    }
    (text,) = [text for text in _timeline(_film(_shot(said))).titles if text.place == "free"]
    assert (text.start, text.frames, text.at, text.size, text.colour) == (36, 48, (0.25, 0.5), 0.1, "#112233")
    name = _timeline(_film(_shot({"text": "Mara | the keeper", "place": "lower-third"}))).titles[2]
    assert (name.lines, name.frames, name.colour) == (("Mara", "the keeper"), 96, "#ffc07a")
    late = _shot({"text": "Late", "start": 60, "seconds": 60})
    (start, frames, _) = _of(_timeline(_film(late)), "label")[0]
    assert (start, frames) == (8 * 24 - 1, 1)


def test_a_label_cannot_be_placed() -> None:
    with pytest.raises(ValidationError, match="a label has its own place and size; for 'at' write place: free"):
        ShotTitle.model_validate({"text": "x", "at": [0, 0]})
    with pytest.raises(ValidationError, match="for 'size' write place: free"):
        ShotTitle.model_validate({"text": "x", "place": "chapter", "size": 0.1})


@pytest.mark.parametrize(
    ("title", "told"),
    [
        ("{text: Mara, place: lower-thrid}", "place: 'lower-thrid' is not a place; did you mean 'lower-third'?"),
        ("{text: Mara, place: free, at: [2, 0]}", "at.0: 2 is out of range"),
        ("{text: Mara, at: [0, 0]}", "title: a label has its own place and size; for 'at' write place: free"),
        ("{words: Mara}", "words: 'words' is no key of a title over a shot; did you mean 'text'?"),
    ],
)
def test_faults_are_told_with_their_place(small_film: Path, title: str, told: str) -> None:
    path = next(iter(sorted((small_film / "scenes").iterdir())))
    lines = path.read_text(encoding="utf-8").splitlines()
    at = next(number for number, line in enumerate(lines) if line.lstrip().startswith("- id:"))
    indent = " " * (len(lines[at]) - len(lines[at].lstrip()) + 2)
    path.write_text("\n".join([*lines[: at + 1], f"{indent}title: {title}", *lines[at + 1 :]]) + "\n", encoding="utf-8")
    with pytest.raises(ProjectError) as caught:
        load_film(small_film)
    found = [str(problem) for problem in caught.value.problems]
    assert any(row.startswith(f"scenes/{path.name}:{at + 2}:") and told in row for row in found), found


def test_what_an_editor_is_told_takes_both_forms() -> None:
    title = json.loads(schema_text("scene"))["$defs"]["ShotTitle"]
    assert set(title["type"]) == {"object", "string"}
    assert title["properties"]["place"]["enum"] == ["label", "lower-third", "chapter", "free"]
    shot = Shot.model_validate({"id": "a", "title": {"text": "Mara", "place": "lower-third"}})
    assert data_of(shot)["title"] == {"text": "Mara", "place": "lower-third"}


@pytest.mark.parametrize(
    ("heading", "name"),
    [
        ("EXT. LIGHTHOUSE GALLERY - NIGHT", "Lighthouse gallery, night"),
        ("INT./EXT. MARA'S BOAT - DAY - CONTINUOUS", "Mara's boat, day, continuous"),
        ("I/E CAR – DUSK #12A#", "Car, dusk"),
        ("EST. Ar-Men at sea - Day", "Ar-Men at sea, Day"),
        ("EXTERIOR HALL", "Exterior hall"),
        ("灯台 - 夜", "灯台, 夜"),
        ("EXT.", "Ext."),
    ],
)
def test_a_heading_is_read_as_a_name(heading: str, name: str) -> None:
    film = _film({"heading": heading})
    assert readable(film.scenes[0], film) == name


def test_chapters_are_the_named_ones_or_every_scene() -> None:
    named = _film({}, {"chapter": "One: The Storm"}, {}, {"chapter": "Two"})
    spans = [first for _, first, _ in schedule(named, {}).scene_spans()]
    assert [(mark.frame, mark.name, mark.kind) for mark in _timeline(named).markers] == [
        (0, "T", "chapter"),
        (spans[1], "One: The Storm", "chapter"),
        (spans[3], "Two", "chapter"),
    ]
    bare = _timeline(_film({}, {}))
    assert [mark.name for mark in bare.markers] == ["Sea 1, day", "Sea 2, day"]
    assert bare.markers[0].frame == 0
    assert not _timeline(_film({})).markers
    assert not _timeline(_film({}, {"chapter": "One"}, chapters="off")).markers
    assert not _of(_timeline(named), "chapter")


def test_cards_come_over_the_first_shot_of_each_chapter() -> None:
    film = _film({}, {"chapter": "One: The Storm"}, {"chapter": "Two"}, chapters="cards")
    starts = [item.start for item in schedule(film, {}).shots]
    cards = _of(_timeline(film), "chapter")
    assert [lines for _, _, lines in cards] == [("One", "The Storm"), ("Two",)]
    assert [start for start, _, _ in cards] == [starts[2] + 10, starts[4] + 10]
    assert len(_timeline(film).markers) == 3


def test_a_card_waits_for_the_films_title_or_stands_below_it() -> None:
    roomy = _timeline(_film({"chapter": "One: The Storm"}, {"chapter": "Two"}, chapters="cards"))
    (start, frames, lines), _ = _of(roomy, "chapter")
    opening = roomy.titles[0]
    assert (opening.lines, lines) == (("T",), ("One", "The Storm"))
    assert start == opening.start + opening.frames
    assert start + frames <= 8 * 24
    tight = _film({"chapter": "One: The Storm", "shots": [{"id": "a", "seconds": 4}]}, chapters="cards")
    assert _timeline(tight).titles[0].lines == ("T", "One: The Storm")
    assert not _of(_timeline(tight), "chapter")


def test_credits_roll_after_the_end_card_and_make_the_film_longer() -> None:
    rows = ["Cast", "Mara | Élodie Brontë", "", "| Tom"]
    bare, told = _film({}), _film({}, credits=rows)
    before, after = schedule(bare, {}), schedule(told, {})
    assert after.frames == before.frames + after.credits
    assert after.credits > 7 * 24
    film = _timeline(told)
    assert film.frames == after.frames
    (end,) = _of(film, "end")
    assert end[:2] == (before.frames - 72, 72)
    assert _of(film, "credits") == [(before.frames, after.credits, tuple(rows))]
    upright = _film({}, credits=rows, format={"size": "720x1280"})
    assert schedule(upright, {}).frames == after.frames


def test_turkish_capitals_have_their_dot() -> None:
    film = _film(
        {"chapter": "Birinci: Fırtına içinde"}, language="tr", chapters="cards", credits=["Çizim", "| İnci izi"]
    )
    (_, _, lines), *_ = _of(_timeline(film), "chapter")
    assert lines == ("Bİrİncİ", "Fırtına içinde")
    assert _of(_timeline(film), "credits")[0][2] == ("Çİzİm", "| İnci izi")
