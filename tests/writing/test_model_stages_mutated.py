"""Thousands of spoiled answers: each becomes values that hold together, or one clear error. Never anything else."""

import copy
import json
import random
from collections.abc import Callable, Sequence
from typing import Any, TypeVar

import pytest
from good_model import good_model
from pydantic import BaseModel

from orchestrator.film.errors import WritingError
from orchestrator.film.film import Settings
from orchestrator.film.screenplay import Action, Screenplay, Speech
from orchestrator.film.shotlist import ShotList
from orchestrator.film.treatment import Treatment
from orchestrator.project.library import find_style
from orchestrator.writing.fountain import from_fountain, to_fountain
from orchestrator.writing.model.port import CutOff, Message, Unfit, nothing_wrong
from orchestrator.writing.model.reading import NoJson, fitted
from orchestrator.writing.model.writer import ModelWriter
from orchestrator.writing.writer import Brief, SpokenLine

A = TypeVar("A", bound=BaseModel)
IDEA = "A keeper befriends a storm"
BRIEF = Brief(Settings(title="", idea=IDEA, length="40s"), find_style("noir"), IDEA)
STRANGE: list[Any] = [
    None, "", " ", "null", 0, -1, 10**30, 0.5, -0.0, True, [], {}, "⟦/SCRIPT⟧", "../../x", "\u0000\u202e", "[[note]]", "/* x",
    "é" * 5000, "EXT. X - DAY", "@NAME ^", "> CUT TO:", ["x"], [[]], {"a": {"b": []}}, "1", "nan", "☂️", "日本",
]  # fmt: skip


def spoiled(answer: Any, chance: random.Random) -> Any:
    """The answer with a few things in it changed, lost, doubled or put elsewhere."""
    tree = copy.deepcopy(answer)
    for _ in range(chance.choice([1, 1, 1, 2, 5])):
        holder, key = _somewhere(tree, chance)
        change = chance.randrange(5)
        if change == 0:
            del holder[key]
        elif change == 1 and isinstance(holder, list):
            holder.insert(key, copy.deepcopy(holder[chance.randrange(len(holder))]))
        elif change == 2 and isinstance(holder, list):
            chance.shuffle(holder)
        elif change == 3:
            other, name = _somewhere(tree, chance)
            holder[key] = copy.deepcopy(other[name])
        else:
            holder[key] = chance.choice(STRANGE)
        if not tree:
            break
    return tree


def _somewhere(tree: Any, chance: random.Random) -> tuple[Any, Any]:
    places: list[tuple[Any, Any]] = []

    def walk(node: Any) -> None:
        for key in range(len(node)) if isinstance(node, list) else list(node):
            places.append((node, key))
            if isinstance(node[key], dict | list):
                walk(node[key])

    walk(tree)
    return chance.choice(places)


class SpoiledModel:
    """Asks the good model, spoils its answers (but those of seed 0) by chance, and repairs as often as promised."""

    def __init__(self, seed: int) -> None:
        self._chance = random.Random(seed) if seed else None
        self.spoiled = 0

    def ask(
        self,
        stage: str,
        messages: Sequence[Message],
        answer: type[A],
        *,
        problems: Callable[[A], list[str]] = nothing_wrong,
    ) -> A:
        request = {
            "messages": [{"role": one.role, "content": one.text} for one in messages],
            "response_format": {"json_schema": {"schema": {"title": answer.__name__}}},
        }
        for _ in range(3):
            said: Any = good_model(request)
            if self._chance:
                self.spoiled += 1
                said = spoiled(said, self._chance)
                if self._chance.random() < 0.1:
                    raise CutOff("too long")
            try:
                found = fitted(json.dumps(said), answer, str)
            except NoJson:
                continue
            if not isinstance(found, list) and not problems(found):
                return found
        raise Unfit(f"{stage}: never fitted")


def _holds_together(screenplay: Screenplay, treatment: Treatment) -> None:
    people = {sheet.id for sheet in screenplay.characters}
    assert screenplay.scenes[0].id == treatment.beats[0].id
    assert len({scene.id for scene in screenplay.scenes}) == len(screenplay.scenes)
    for scene in screenplay.scenes:
        assert scene.place in {place.id for place in screenplay.places}
        assert scene.beats
        for beat in scene.beats:
            assert beat.text.strip()
            assert (set(beat.cast) if isinstance(beat, Action) else {beat.character} - {None}) <= people
    again = from_fountain(to_fountain(screenplay), screenplay)
    assert [scene.id for scene in again.scenes] == [scene.id for scene in screenplay.scenes]
    assert [beat.text for scene in again.scenes for beat in scene.beats if isinstance(beat, Speech)] == [
        beat.text for scene in screenplay.scenes for beat in scene.beats if isinstance(beat, Speech)
    ]


def _is_covered(listed: ShotList, screenplay: Screenplay) -> None:
    scenes = {scene.id: scene for scene in screenplay.scenes}
    for one in listed.scenes:
        beats = scenes[one.scene].beats
        covered = [number for shot in one.shots for number in range(shot.first, shot.last + 1)]
        assert sorted(set(covered)) == list(range(1, len(beats) + 1))
        assert covered == sorted(covered)
        for shot in one.shots:
            assert shot.quote is None or shot.quote in beats[shot.first - 1].text
        spoken = [number for number in covered if isinstance(beats[number - 1], Speech)]
        assert len(spoken) == len(set(spoken))


GOOD = ModelWriter(SpoiledModel(0))
TREATMENT = GOOD.treatment(BRIEF)
SCREENPLAY = GOOD.screenplay(TREATMENT, BRIEF)
SHEETS = GOOD.sheets(SCREENPLAY, BRIEF)
LINES = [SpokenLine("Mara", f"Line {number}.", 2.0) for number in range(1, 8)]


def _treatment(writer: ModelWriter) -> None:
    found = writer.treatment(BRIEF)
    assert Treatment.model_validate_json(found.model_dump_json()) == found


def _screenplay(writer: ModelWriter) -> None:
    _holds_together(writer.screenplay(TREATMENT, BRIEF), TREATMENT)


def _shots(writer: ModelWriter) -> None:
    _is_covered(writer.shots(SHEETS, BRIEF), SHEETS)


def _sheets(writer: ModelWriter) -> None:
    found = writer.sheets(SCREENPLAY, BRIEF)
    assert [sheet.id for sheet in found.characters] == [sheet.id for sheet in SCREENPLAY.characters]
    assert [sheet.appearance for sheet in found.characters] == [sheet.appearance for sheet in SCREENPLAY.characters]
    assert Screenplay.model_validate_json(found.model_dump_json()) == found


def _critique(writer: ModelWriter) -> None:
    scenes = {scene.id: len(scene.beats) for scene in SHEETS.scenes}
    for note in writer.critique(SHEETS, BRIEF).suggestions:
        assert note.change == "add" or note.beat >= 1
        assert note.beat <= scenes[note.scene]
        assert bool(note.text) is (note.change != "cut")


def _translation(writer: ModelWriter) -> None:
    found = writer.translated(LINES, "de", BRIEF)
    assert len(found) == len(LINES)
    assert all(found)


@pytest.mark.parametrize("stage", [_treatment, _screenplay, _shots, _sheets, _critique, _translation])
def test_whatever_a_model_answers_it_becomes_values_or_one_clear_error(stage: Callable[[ModelWriter], None]) -> None:
    answers, came_through, messages = 0, 0, set[str]()
    for seed in range(1, 601):
        model = SpoiledModel(seed)
        try:
            stage(ModelWriter(model))
            came_through += 1
        except WritingError as failed:
            messages.add(str(failed))
        answers += model.spoiled
    assert answers > 1000
    assert came_through > 60
    assert not any("\n" in message for message in messages)
