"""Writing in stages: stop after any, edit its file, go on; what is due is done again, and nothing else."""

import json
import re
from collections.abc import Callable, Generator
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from good_model import good_model

from orchestrator.building.authoring.begin import Unfinished, begin, draft_of
from orchestrator.building.authoring.rewrite import Options, Rewritten, rewrite
from orchestrator.building.authoring.sources import read_source
from orchestrator.building.authoring.stages import STAGES, Stage
from orchestrator.building.authoring.writers import writer_for
from orchestrator.building.check import examine
from orchestrator.building.plan import Planner
from orchestrator.building.project import open_project
from orchestrator.directing.states import with_states
from orchestrator.film.errors import FilmError, WritingError
from orchestrator.film.film import Settings
from orchestrator.film.screenplay import Screenplay
from orchestrator.film.treatment import Treatment
from orchestrator.project.folder import load_film
from orchestrator.project.history import recorded
from orchestrator.project.history_undo import undo
from orchestrator.project.library import find_style
from orchestrator.project.lock import read_lock
from orchestrator.testing import Reply, asked, serving
from orchestrator.writing.builtin import BuiltIn
from orchestrator.writing.writer import Brief

IDEA = "A lighthouse keeper befriends a storm"
SCRIPT = """Title: Two on a Pier

EXT. PIER - DAY

Mara mends a net. A gull lands beside her.

MARA
You are late, my friend.

Tom walks up with a bucket of fish.

TOM
(smiling)
He was waiting for me.

INT. SHED - NIGHT

Tom lights a lamp and hangs up the net.

TOM
Good night, old thing.
"""
Edit = Callable[[Path, str, str], None]


def settings(**values: object) -> Settings:
    return Settings.model_validate({"title": "", "idea": IDEA, "length": "30s", "voices": "espeak", **values})


def written(root: Path, until: Stage | None = None, script: Path | None = None, **values: object) -> Path:
    source = read_source(script) if script else None
    if source:
        values = {"idea": "", "title": source.title or "Brought", **values}
        if source.kind == "story":
            values["story"] = source.path
    asked = settings(**values)
    begin(root, draft_of(asked, find_style(asked.style, Path()), source), BuiltIn(), until)
    return root


def again(root: Path, **options: object) -> Rewritten:
    return rewrite(root, BuiltIn(), Options(**options))  # type: ignore[arg-type]


def files(root: Path) -> dict[str, bytes]:
    every = (path for path in root.rglob("*") if path.is_file() and ".filmwright" not in path.parts)
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in every}


def changed(before: dict[str, bytes], after: dict[str, bytes]) -> set[str]:
    names = {name for name in before.keys() | after.keys() if before.get(name) != after.get(name)}
    return names - {"film.lock"}


@pytest.mark.parametrize("stop", ["treatment", "script", "sheets", "scenes"])
def test_a_film_written_in_two_sittings_is_the_film_written_in_one(tmp_path: Path, stop: Stage) -> None:
    whole = written(tmp_path / "whole")
    halves = written(tmp_path / "halves", stop)
    expected = {
        "treatment": "treatment.yaml",
        "script": "script.fountain",
        "sheets": "characters/",
        "scenes": "scenes/",
    }
    there = files(halves)
    for stage in STAGES[: STAGES.index(stop) + 1]:
        assert any(name.startswith(expected[stage]) for name in there)
    for stage in STAGES[STAGES.index(stop) + 1 : -1]:
        assert not any(name.startswith(expected[stage]) for name in there)
    again(halves)
    assert changed(files(whole), files(halves)) == set()
    assert read_lock(whole).files == read_lock(halves).files
    assert read_lock(whole).stages == read_lock(halves).stages


def test_writing_again_without_a_change_writes_nothing(tmp_path: Path) -> None:
    root = written(tmp_path / "film")
    before = files(root)
    done = again(root)
    assert {made.outcome for made in done.files} == {"unchanged"}
    assert files(root) == before


def test_an_edited_treatment_becomes_the_script_and_the_scenes(tmp_path: Path, edit: Edit) -> None:
    root = written(tmp_path / "film", "treatment")
    treatment = root / "treatment.yaml"
    text = treatment.read_text(encoding="utf-8")
    begin_at = text.index("what: >-", text.index("id: danger"))
    end_at = text.index("    place:", begin_at)
    told = 'what: >-\n      Laura falls into the sea. The Storm lifts her out of the waves. "Hold on to me!" says the Storm.\n'
    treatment.write_text(text[:begin_at] + told + text[end_at:], encoding="utf-8")
    mine = treatment.read_bytes()
    again(root)
    assert treatment.read_bytes() == mine
    script = (root / "script.fountain").read_text(encoding="utf-8")
    assert "Hold on to me!" in script
    spoken = [line.line for _, shot in load_film(root).shots() for line in shot.dialogue]
    assert "Hold on to me!" in spoken
    assert any("falls into the sea" in shot.action for _, shot in load_film(root).shots())


@pytest.mark.parametrize("place", ["treatment.yaml", "script.fountain", "characters/laura.yaml"])
def test_somebody_gets_another_name_and_keeps_their_sheet(tmp_path: Path, place: str) -> None:
    root = written(tmp_path / "film")
    file, name = root / place, load_film(root).characters["laura"].name
    text = file.read_text(encoding="utf-8").replace(f"name: {name}", "name: Zora")
    file.write_text(text.replace(f"\n{name.upper()}\n", "\nZORA\n"), encoding="utf-8")
    again(root)
    film = load_film(root)
    assert film.characters["laura"].name == "Zora"
    assert {cast.character for scene in film.scenes for shot in scene.shots for cast in shot.cast} == {"laura", "storm"}
    assert examine(open_project(root, film)).faults == ()
    assert {made.outcome for made in again(root).files} <= {"unchanged", "kept"}


def test_one_edited_line_of_the_script_changes_the_shots_of_its_scene_alone(tmp_path: Path) -> None:
    root = written(tmp_path / "film", length="60s")
    project = open_project(root, load_film(root))
    before, clips = files(root), {step.id for step in Planner(project).plan().steps if step.kind == "clip"}
    old = next(line.line for _, shot in project.film.shots() for line in shot.dialogue)
    script = root / "script.fountain"
    text = script.read_text(encoding="utf-8")
    assert text.count(old) == 1
    script.write_text(text.replace(old, "Nobody ever comes here."), encoding="utf-8")
    again(root)
    scenes = {name for name in changed(before, files(root)) if name != "script.fountain"}
    assert len(scenes) == 1
    film = load_film(root)
    assert {step.id for step in Planner(open_project(root, film)).plan().steps if step.kind == "clip"} == clips
    after = {(scene.id, shot.id): shot for scene, shot in with_states(film).shots()}
    different = {scene.id for scene, shot in project.film.shots() if after[scene.id, shot.id] != shot}
    assert different == {film.scenes[0].id}  # its other shots make up for the length of the line
    assert examine(open_project(root, film)).faults == ()


def test_what_a_person_did_to_a_scene_stays_when_its_script_changes(tmp_path: Path, edit: Edit) -> None:
    root = written(tmp_path / "film", length="60s")
    film = load_film(root)
    scene = film.scenes[0]
    path = next((root / "scenes").glob(f"*-{scene.id}.yaml"))
    edit(path, f"\nmood: {scene.mood}", "\nmood: ominous   # darker")
    spoken = next(line.line for shot in scene.shots for line in shot.dialogue)
    script = root / "script.fountain"
    script.write_text(script.read_text(encoding="utf-8").replace(spoken, "Not a soul, not today."), encoding="utf-8")
    done = again(root)
    assert [made.outcome for made in done.files if made.path == path] == ["merged"]
    assert "mood: ominous   # darker" in path.read_text(encoding="utf-8")
    merged = next(one for one in load_film(root).scenes if one.id == scene.id)
    assert "Not a soul, not today." in [line.line for shot in merged.shots for line in shot.dialogue]


@pytest.mark.parametrize("edited", [True, False])
def test_a_scene_that_a_person_took_out_or_kept_costs_the_others_nothing(
    tmp_path: Path, edit: Edit, edited: bool
) -> None:
    root = written(tmp_path / "film")
    treatment, middle = root / "treatment.yaml", root / "scenes/020-danger.yaml"
    if edited:  # the beat goes, the scene stays, because somebody wrote into it
        edit(middle, "shots:", "shots:  # mine")
        head, beats = treatment.read_text(encoding="utf-8").split("beats:\n")
        first, _, last = beats.split("\n\n")
        treatment.write_text(f"{head}beats:\n{first}\n\n{last}", encoding="utf-8")
    else:
        script = root / "script.fountain"
        head, *scenes = re.split(r"(?=^EXT)", script.read_text(encoding="utf-8"), flags=re.MULTILINE)
        script.write_text("".join([head, scenes[2], scenes[1], scenes[0]]), encoding="utf-8")
    again(root)
    if not edited:
        middle = next((root / "scenes").glob("*danger.yaml"))
        middle.unlink()
    before = files(root)
    assert {made.outcome for made in again(root).files} <= {"unchanged", "left", "deleted"}
    assert files(root) == before
    assert middle.exists() == edited


def test_write_scene_touches_that_scene_alone(tmp_path: Path) -> None:
    root = written(tmp_path / "film", length="60s")
    script = root / "script.fountain"
    for spoken in [line.line for _, shot in load_film(root).shots() for line in shot.dialogue][:4]:
        text = script.read_text(encoding="utf-8").replace(spoken, f"{spoken} Yes.")
        script.write_text(text, encoding="utf-8")
    before, last = files(root), load_film(root).scenes[2].id
    again(root, only=last)
    assert {name.split("-", 1)[-1] for name in changed(before, files(root))} <= {f"{last}.yaml"}
    script.write_text(script.read_text(encoding="utf-8") + "\nEXT. MOON - NIGHT\n\nA rock falls.\n", encoding="utf-8")
    before = files(root)
    with pytest.raises(FilmError, match="has no scene 'nowhere'; it has"):
        again(root, only="nowhere")
    assert files(root) == before


def test_a_longer_film_gets_a_longer_script(tmp_path: Path, edit: Edit) -> None:
    root = written(tmp_path / "film")
    before = len((root / "script.fountain").read_text(encoding="utf-8"))
    edit(root / "film.yaml", "length: 30s", "length: 90s")
    again(root)
    assert len((root / "script.fountain").read_text(encoding="utf-8")) > before
    assert Planner(open_project(root, load_film(root))).plan().frames == 90 * 24


@pytest.mark.parametrize(("length", "fps"), [("25s", 24), ("60s", 25), ("45s", 29.97), ("2m", 30)])
def test_a_film_is_as_long_as_asked_to_the_frame(tmp_path: Path, length: str, fps: float) -> None:
    root = written(tmp_path / "film", length=length, format={"size": "640x360", "fps": fps})
    film = load_film(root)
    plan = Planner(open_project(root, film)).plan()
    assert plan.exact
    assert plan.frames == round(film.settings.seconds * Fraction(film.settings.format.rate))


def test_a_script_of_ones_own_is_never_written(tmp_path: Path) -> None:
    mine = tmp_path / "mine.fountain"
    mine.write_bytes(SCRIPT.replace("\n", "\r\n").encode())
    root = written(tmp_path / "film", script=mine)
    assert (root / "script.fountain").read_bytes() == mine.read_bytes()
    assert not (root / "treatment.yaml").exists()
    film = load_film(root)
    assert film.settings.title == "Two on a Pier"
    assert [line.line for _, shot in film.shots() for line in shot.dialogue] == [
        "You are late, my friend.",
        "He was waiting for me.",
        "Good night, old thing.",
    ]
    before = files(root)
    again(root)
    again(root, since="scenes")
    assert files(root) == before
    assert examine(open_project(root, film)).faults == ()


def test_a_story_and_a_treatment_of_ones_own_are_kept_as_they_are(tmp_path: Path) -> None:
    story = tmp_path / "fox.txt"
    story.write_text(
        "A Fox one day saw a beautiful bunch of ripe grapes hanging from a vine. The grapes seemed ready to burst with "
        "juice, and the Fox's mouth watered as he gazed longingly at them. He jumped, and missed them by a long way. "
        '"What a fool I am," he said. "They are sour." And off he walked very, very scornfully.',
        encoding="utf-8",
    )
    told = written(tmp_path / "told", script=story, length="40s")
    assert (told / "story.txt").read_bytes() == story.read_bytes()
    assert "hanging from a vine" in (told / "script.fountain").read_text(encoding="utf-8")
    source = told / "treatment.yaml"
    shortened = tmp_path / "own.yaml"
    shortened.write_text(source.read_text(encoding="utf-8") + "note: mine\n", encoding="utf-8")
    treated = written(tmp_path / "treated", script=shortened)
    assert (treated / "treatment.yaml").read_bytes() == shortened.read_bytes()
    before = files(treated)
    again(treated)
    assert files(treated) == before


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        ("script.docx", "x", "'.docx' is no kind of script"),
        ("empty.fountain", "  \n", "is empty"),
        ("open.fountain", "INT. HOUSE - DAY\n\n/* never closed", "open.fountain:3:1"),
        ("draft.yaml", "beats: []\n", "draft.yaml:1:"),
        ("draft.yaml", "beats:\n  - {id: one, wha: Something happens.}\n", "did you mean 'what'?"),
        ("film.fdx", "<html></html>", "film.fdx:1:"),
    ],
)
def test_a_script_that_cannot_be_read_says_where_and_why(tmp_path: Path, name: str, text: str, message: str) -> None:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    with pytest.raises(FilmError) as caught:
        read_source(path)
    assert message in str(caught.value)


class BreaksAtTheScript(BuiltIn):
    """A writer whose line goes dead after the treatment."""

    def screenplay(self, treatment: Treatment, brief: Brief) -> Screenplay:
        raise WritingError("the line is dead")


def test_what_was_written_before_a_failure_is_kept_and_gone_on_from(tmp_path: Path) -> None:
    root = tmp_path / "film"
    draft = draft_of(settings(), find_style("ink-and-gold", Path()), None)
    with pytest.raises(Unfinished, match=r"the line is dead .* go on with: filmwright write -p"):
        begin(root, draft, BreaksAtTheScript(), None)
    assert {"film.yaml", "treatment.yaml"} <= files(root).keys()
    assert "script.fountain" not in files(root)
    again(root)
    assert changed(files(root), files(written(tmp_path / "whole"))) == set()


def test_a_failure_at_the_first_stage_leaves_nothing(tmp_path: Path) -> None:
    root = tmp_path / "film"
    with pytest.raises(WritingError):
        begin(root, draft_of(settings(idea="  "), find_style("ink-and-gold", Path()), None), BuiltIn(), None)
    assert not root.exists()


def test_an_unknown_writer_is_refused_by_name(tmp_path: Path) -> None:
    with pytest.raises(WritingError, match="--writer outline"):
        writer_for("nobody:nothing", tmp_path)


@pytest.fixture
def asked_stages(monkeypatch: pytest.MonkeyPatch) -> Generator[list[str]]:
    """A real server with a model of our own making; the stages that it was asked for, in order."""
    stages: list[str] = []

    def answers(request: dict[str, Any]) -> Reply:
        stages.append(asked(request).name.removesuffix("Answer").lower())
        return Reply(text=json.dumps(good_model(request)))

    with serving(answers) as url:
        monkeypatch.setenv("OPENAI_BASE_URL", url)
        monkeypatch.setenv("OPENAI_API_KEY", "sk-canary-5550001")
        yield stages


def test_a_model_is_asked_once_for_everything_and_only_for_what_a_change_touches(
    tmp_path: Path, asked_stages: list[str]
) -> None:
    root = tmp_path / "film"
    wanted = settings(writer="openai:good", length="60s")
    begin(root, draft_of(wanted, find_style(wanted.style, Path()), None), writer_for(wanted.writer, root), "treatment")
    assert asked_stages == ["treatment"]

    def write() -> Rewritten:
        return rewrite(root, writer_for(wanted.writer, root), Options())

    write()
    assert asked_stages == ["treatment", "screenplay", "sheets", "shots", "critique"]
    sheet = next((root / "characters").iterdir())
    filled = sheet.read_bytes()
    write()
    assert len(asked_stages) == 5  # nothing was due
    accept = (root / "proposals/script.fountain").read_text(encoding="utf-8")
    (root / "script.fountain").write_text(accept, encoding="utf-8")
    write()
    # The script says something else now: its shots are asked for again. It is as the critic wanted it: that one is content.
    assert asked_stages[5:] == ["shots"]
    assert sheet.read_bytes() == filled
    assert examine(open_project(root, load_film(root))).faults == ()


def test_undo_keeps_the_sheets_that_a_scene_which_stays_names(tmp_path: Path, edit: Edit) -> None:
    mine = tmp_path / "mine.fountain"
    mine.write_text(SCRIPT, encoding="utf-8")
    root = written(tmp_path / "film", script=mine)
    script = root / "script.fountain"
    script.write_text(
        script.read_text(encoding="utf-8") + "\nINT. HALL - DAY\n\nAnna sweeps.\n\nANNA\nDone.\n", encoding="utf-8"
    )
    with recorded(root, "write"):
        again(root)
    hall = next(path for path in (root / "scenes").iterdir() if "hall" in path.name)
    edit(hall, "heading: INT. HALL - DAY", "heading: INT. HALL - DAY\nnote: mine")
    undo(root)
    assert hall.exists()
    film = load_film(root)
    assert film.scenes[-1].place in film.places
    assert "anna" in film.characters
