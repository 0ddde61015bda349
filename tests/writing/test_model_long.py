"""A screenplay of 120 pages goes through every stage a few scenes at a time, whatever the model can hold."""

import json
from collections.abc import Callable, Generator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from good_model import fenced, good_model, scenes_in

from orchestrator.film.film import Settings
from orchestrator.film.screenplay import Action, Screenplay, ScreenplayScene, Speech
from orchestrator.film.sheets import Character, Place
from orchestrator.project.library import find_style
from orchestrator.testing import Asked, Fault, Reply, asked, serving
from orchestrator.writing.fountain import from_fountain, to_fountain
from orchestrator.writing.model.context import spoken_words
from orchestrator.writing.model.endpoint import open_model
from orchestrator.writing.model.writer import ModelWriter
from orchestrator.writing.writer import Brief

BRIEF = Brief(Settings(title="Long", idea="A long film", length="120m"), find_style("noir"), "A long film")
NAMES = [
    f"{first} {last}"
    for first in ("Anna", "Boris", "Carla", "Dino", "Edda")
    for last in ("Stone", "Hill", "Reed", "Moor")
]


def long_screenplay(scenes: int = 110, exchanges: int = 9) -> Screenplay:
    """About a page a scene: three people a scene, action and talk in turn."""
    people = tuple(Character(id=name.lower().replace(" ", "-"), name=name) for name in NAMES)
    places = tuple(Place(id=f"place-{n}", name=f"Place {n}", kind="room") for n in range(25))

    def beats(n: int) -> tuple[Action | Speech, ...]:
        here = [people[(n + step) % len(people)] for step in range(3)]
        found: list[Action | Speech] = []
        for turn in range(exchanges):
            who = here[turn % 3]
            found.append(Action(text=f"{who.name} turns page {turn} of the ledger over and looks up at the window."))
            found.append(Speech(character=who.id, text=f"Number {turn} of scene {n} is not what you told me it was."))
            found.append(Speech(character=here[(turn + 1) % 3].id, text="It never is.", manner="tired"))
        return tuple(found)

    return Screenplay(
        title="Long",
        logline="Somebody has changed the books.",
        characters=people,
        places=places,
        scenes=tuple(
            ScreenplayScene(
                id=f"scene-{n}", heading=f"INT. PLACE {n % 25} - DAY", place=f"place-{n % 25}", beats=beats(n),
                summary=f"In scene {n} one more page of the ledger turns out to be false, and somebody knows who wrote it.",
            )
            for n in range(scenes)
        ),
    )  # fmt: skip


@contextmanager
def writing(
    folder: Path, monkeypatch: pytest.MonkeyPatch, holds: int | None = None
) -> Generator[tuple[ModelWriter, list[Asked]]]:
    """A writer whose model can write `holds` characters an answer, and everything it is asked."""
    found: list[Asked] = []

    def model(request: dict[str, Any]) -> Reply:
        found.append(asked(request))
        text = json.dumps(good_model(request))
        return Reply(text=text) if holds is None or len(text) <= holds else Reply(text=text[:holds], finish="length")

    # Long answers in thousands of small events would only measure the client's parser.
    with serving(model, lacks=["stream"]) as url:
        monkeypatch.setenv("OPENAI_BASE_URL", url)
        monkeypatch.setenv("OPENAI_API_KEY", "sk-test")
        yield ModelWriter(open_model("openai:good", folder / ".filmwright")), found


def is_covered(screenplay: Screenplay, writer: ModelWriter) -> None:
    """Every beat of every scene is in exactly one shot, in order."""
    listed = writer.shots(screenplay, BRIEF)
    assert [one.scene for one in listed.scenes] == [one.id for one in screenplay.scenes]
    for one, scene in zip(listed.scenes, screenplay.scenes, strict=True):
        assert [shot.first for shot in one.shots] == list(range(1, len(scene.beats) + 1))


def test_a_screenplay_of_120_pages_goes_through(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    screenplay = long_screenplay()
    pages = sum(len(beat.text.split()) for scene in screenplay.scenes for beat in scene.beats) / 200
    assert pages > 110
    with writing(tmp_path, monkeypatch) as (writer, questions):
        is_covered(screenplay, writer)
        counts = [len(scenes_in(one.user)) for one in questions]
        assert sum(counts) == len(screenplay.scenes)
        assert max(counts) <= 8
        shots = len(questions)
        filled = writer.sheets(screenplay, BRIEF)
        assert all(sheet.appearance for sheet in (*filled.characters, *filled.places))
        found = writer.critique(screenplay, BRIEF)
        assert len({one.scene for one in found.suggestions}) == shots
        assert len(questions) == 3 * shots
    assert max(len(one.text.split()) for one in questions) < 6000


def test_context_does_not_grow_with_the_film(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with writing(tmp_path, monkeypatch) as (writer, questions):
        writer.shots(long_screenplay(48, exchanges=4), BRIEF)
    sizes = [len(one.text.split()) for one in questions if len(scenes_in(one.user)) == 8]
    assert len(sizes) == 6
    assert max(sizes[3:]) < 1.1 * min(sizes[3:])


@pytest.mark.parametrize("holds", [9000, 2500])
def test_a_model_with_little_room_gets_smaller_requests(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, holds: int
) -> None:
    screenplay = long_screenplay(10)
    with writing(tmp_path, monkeypatch, holds) as (writer, questions):
        is_covered(screenplay, writer)
        first = len(questions)
        is_covered(screenplay, writer)
    assert len(questions) == first, "what was answered, and what was cut off, is kept"
    assert first < 10 * (4 if holds == 9000 else 16)


def test_one_endless_scene_is_asked_for_in_portions(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    screenplay = long_screenplay(1, exchanges=100)
    with writing(tmp_path, monkeypatch) as (writer, questions):
        is_covered(screenplay, writer)
        assert len(writer.critique(screenplay, BRIEF).suggestions) == 5
    assert [len(scenes_in(one.user)["scene-0"]) for one in questions[:5]] == [60] * 5
    assert "beats 61 to 120 of 300" in questions[1].user


STAGES: list[Callable[[ModelWriter, Screenplay], object]] = [
    lambda writer, play: writer.shots(play, BRIEF),
    lambda writer, play: writer.sheets(play, BRIEF),
    lambda writer, play: writer.critique(play, BRIEF),
]


@pytest.mark.parametrize("stage", STAGES)
def test_a_script_that_went_through_fountain_is_asked_for_in_the_same_words(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, stage: Callable[[ModelWriter, Screenplay], object]
) -> None:
    screenplay = long_screenplay(3, exchanges=2)
    again = from_fountain(to_fountain(screenplay), screenplay)
    with writing(tmp_path, monkeypatch) as (writer, questions):
        stage(writer, screenplay)
        stage(writer, again)
    assert len(questions) == 1


def test_a_film_of_two_hours_is_written_from_one_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with writing(tmp_path, monkeypatch) as (writer, questions):
        treatment = writer.treatment(BRIEF)
        screenplay = writer.screenplay(treatment, BRIEF)
    assert [scene.id for scene in screenplay.scenes] == [beat.id for beat in treatment.beats]
    assert len(screenplay.scenes) > 80
    assert max(one.user.count("\nSTEP ") for one in questions) == 8
    assert max(len(one.text.split()) for one in questions) < 2500


@pytest.mark.parametrize("word", ["river ", "川"])
def test_a_novel_never_comes_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, word: str) -> None:
    """Languages without blanks have bounds, too."""
    novel = "。".join(f"{n}{word * 60}" for n in range(3000))
    brief = Brief(Settings(title="Long", idea="", length="20m", language="zh"), find_style("noir"), novel)
    with writing(tmp_path, monkeypatch) as (writer, questions):
        treatment = writer.treatment(brief)
        writer.screenplay(treatment, brief)
    assert max(spoken_words(one.text) for one in questions) < 9000
    read = [fenced(one.user, "MATERIAL") for one in questions if one.name == "StoryAnswer"]
    assert "".join("".join(read).split()) == "".join(novel.split()), "every word is read once"
    parts = [fenced(one.user, "MATERIAL") for one in questions if one.name == "ScreenplayAnswer"]
    assert len(parts) > 4
    assert all("Then came" in part and spoken_words(part) <= 2500 for part in parts)


def test_a_model_that_reads_little_gets_smaller_requests(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A server that refuses long questions, as small local models do."""
    found: list[int] = []

    def model(request: dict[str, Any]) -> Reply:
        words = len(asked(request).text.split())
        if words > 1500:
            return Reply(
                fault=Fault(status=400, message="maximum context length is 2048 tokens", code="context_length")
            )
        found.append(words)
        return Reply(text=json.dumps(good_model(request)))

    with serving(model, lacks=["stream"]) as url:
        monkeypatch.setenv("OPENAI_BASE_URL", url)
        monkeypatch.setenv("OPENAI_API_KEY", "sk-test")
        is_covered(long_screenplay(10), ModelWriter(open_model("openai:small", tmp_path / ".filmwright")))
    assert len(found) > 4
