"""Forty fables told by a model over real HTTP: all of the story, in its order, its dialogue letter by letter, to the frame.

The model is `fabulist.py`, which slips as real ones do, so that its answers have to be sent back. The built-in writer tells
the same fables as well.
"""

import math
import re
from collections.abc import Callable, Generator
from pathlib import Path

import pytest
from fabulist import Fable, Fabulist, fables
from slips import SLIPS
from typer.testing import CliRunner

from orchestrator.building.authoring.begin import draft_of, lay_down
from orchestrator.building.authoring.sources import Source
from orchestrator.building.check import examine
from orchestrator.building.plan import Planner
from orchestrator.building.project import open_project
from orchestrator.building.proofs import prove_script
from orchestrator.cli.main import app
from orchestrator.directing.breakdown import direct
from orchestrator.film.film import Film, Settings
from orchestrator.project.folder import load_film
from orchestrator.project.library import find_style
from orchestrator.testing import serving
from orchestrator.writing.builtin import BuiltIn
from orchestrator.writing.fountain import to_fountain
from orchestrator.writing.writer import Brief

NUMBERS = [pytest.param(number, id=fable.title) for number, fable in enumerate(fables())]
_SECONDS_A_WORD, _SHORTEST, _LONGEST = 0.6, 45, 180


def length_for(fable: Fable) -> int:
    """The length that is asked: 0.6 s for each word of the fable, in steps of 5 s, from 45 s to 3 minutes."""
    seconds = math.ceil(len(fable.text.split()) * _SECONDS_A_WORD / 5) * 5
    return min(max(seconds, _SHORTEST), _LONGEST)


def told(folder: Path, fable: Fable) -> Path:
    """Bring a fable as a file of one's own and write its film, as on the command line."""
    story = folder / "fable.txt"
    story.write_text(fable.text, encoding="utf-8")
    asked = ["--title", fable.title, "--length", f"{length_for(fable)}s", "--writer", "openai:fabulist"]
    done = CliRunner().invoke(app, ["new", "--script", str(story), "-p", str(folder / "film"), *asked])
    assert done.exit_code == 0, done.output
    return folder / "film"


def proved(root: Path, seconds: int) -> Film:
    """What `check` proves: all lines spoken, all beats shown, in order, and the length to the frame."""
    film = load_film(root)
    found = examine(open_project(root, film))
    assert found.faults == ()
    assert found.notes == ()
    lines, all_lines, beats, all_beats = map(int, re.findall(r"\d+", found.script))
    assert lines == all_lines > 0
    assert beats == all_beats > 0
    assert found.length == f"{seconds * 24} frames, as asked"
    plan = Planner(open_project(root, film)).plan()
    assert plan.exact
    assert plan.frames == seconds * 24
    return film


def words(text: str) -> list[str]:
    return re.findall(r"[^\W_]+", text.lower().replace("'", ""))


def in_order(part: list[str], whole: list[str]) -> bool:
    rest = iter(whole)
    return all(word in rest for word in part)


@pytest.fixture(scope="module")
def fabulist() -> Fabulist:
    """The model, with all that it was asked so far."""
    return Fabulist()


@pytest.fixture(scope="module")
def by_model(fabulist: Fabulist, tmp_path_factory: pytest.TempPathFactory) -> Generator[Callable[[int], Path]]:
    """Tells a fable by its number, once, and gives the film's folder."""
    films: dict[int, Path] = {}

    def film(number: int) -> Path:
        if number not in films:
            folder = tmp_path_factory.mktemp("model")
            with pytest.MonkeyPatch.context() as environment:
                environment.setenv("OPENAI_BASE_URL", url)
                films[number] = told(folder, fables()[number])
        return films[number]

    with serving(fabulist, models=("fabulist",)) as url:
        yield film


@pytest.mark.parametrize("number", NUMBERS)
def test_a_model_tells_a_fable(by_model: Callable[[int], Path], number: int) -> None:
    fable, root = fables()[number], by_model(number)
    film = proved(root, length_for(fable))
    # Everything that is quoted, letter by letter, in the story's order, by whoever says it in the story.
    names = {sheet.id: sheet.name for sheet in film.characters.values()}
    spoken = [(names[line.character or ""], line.line) for _, shot in film.shots() for line in shot.dialogue]
    for who, quoted in zip(fable.speakers, fable.quotations, strict=True):
        said = [spoken.pop(0)]
        while len(said[-1][1]) < len(quoted) and " ".join(part for _, part in said) != quoted:
            said.append(spoken.pop(0))
        assert " ".join(part for _, part in said) == quoted
        assert {speaker for speaker, _ in said} == {who}
    assert spoken == []
    # Everything else that the story tells is seen in its words and order, apart from who says what.
    shown = words(" ".join(shot.action for _, shot in film.shots()))
    assert in_order(words(" ".join(piece.text for piece in fable.pieces(fable.text) if not piece.speaker)), shown)
    assert (root / "story.txt").read_text(encoding="utf-8") == fable.text


def test_the_model_slipped_as_real_ones_do_and_was_put_right(
    by_model: Callable[[int], Path], fabulist: Fabulist
) -> None:
    for number in range(len(fables())):
        by_model(number)
    assert {slip for slip, times in fabulist.slips.items() if times} == {*SLIPS, "none"}
    assert fabulist.corrections >= 40


@pytest.mark.parametrize("number", NUMBERS)
def test_the_built_in_writer_tells_a_fable(tmp_path: Path, number: int) -> None:
    fable, writer, style = fables()[number], BuiltIn(), find_style("ink-and-gold", tmp_path)
    length = f"{length_for(fable)}s"
    settings = Settings.model_validate({"title": fable.title, "idea": "", "story": "story.txt", "length": length})
    draft = draft_of(settings, style, Source("story", "story.txt", fable.text))
    brief = Brief(settings, style, fable.text)
    draft.treatment = writer.treatment(brief)
    draft.screenplay = writer.sheets(writer.screenplay(draft.treatment, brief), brief)
    draft.script = to_fountain(draft.screenplay)
    directed = direct(draft.screenplay, settings, style)
    assert directed.frames == directed.asked
    draft.scenes = directed.scenes
    lay_down(tmp_path / "film", draft)
    proof = prove_script(open_project(tmp_path / "film", load_film(tmp_path / "film")))
    assert (proof.faults, proof.notes) == ((), ())
    lines, all_lines, beats, all_beats = map(int, re.findall(r"\d+", proof.summary))
    assert lines == all_lines > 0
    assert beats == all_beats > 0
