"""Five thousand spoiled inputs: screenplays, project files, answers of models. Each is used, or refused with its place; no
traceback, no changed file.

Every run takes three in ten of them, always the same; `SPOILED=all make test ARGS=tests/mutations` takes all.
"""

import os
import re
import shutil
import unicodedata
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
from good_model import good_model
from mutating import mutated
from spoiling import Spoiled

from orchestrator.building.authoring.begin import Draft, draft_of, lay_down
from orchestrator.building.authoring.length import comfortable_length
from orchestrator.building.authoring.rewrite import Options, rewrite
from orchestrator.building.authoring.sources import read_source
from orchestrator.building.authoring.stages import STAGES
from orchestrator.building.known_script import read_known_script
from orchestrator.building.plan import Planner
from orchestrator.building.project import open_project
from orchestrator.building.proofs import prove_script
from orchestrator.directing.breakdown import direct
from orchestrator.directing.tracing import trace
from orchestrator.film.errors import FilmError, ProjectError
from orchestrator.film.film import Settings
from orchestrator.film.preferences import Preferences
from orchestrator.film.screenplay import Screenplay
from orchestrator.film.shotlist import ShotList
from orchestrator.film.style import StyleGuide
from orchestrator.project.folder import load_film
from orchestrator.project.history import recorded
from orchestrator.project.library import find_style
from orchestrator.project.proposals import accept, dismiss, open_proposals, propose
from orchestrator.project.treatment_file import treatment_at, treatment_text
from orchestrator.writing.builtin import BuiltIn
from orchestrator.writing.fountain import from_fountain, suggested, to_fountain
from orchestrator.writing.model.asking import ModelAsker
from orchestrator.writing.model.keys import Secrets
from orchestrator.writing.model.requesting import Terms
from orchestrator.writing.model.scripted import ScriptedWire
from orchestrator.writing.model.spending import Spending
from orchestrator.writing.model.writer import ModelWriter
from orchestrator.writing.writer import Brief, SpokenLine, silent

SCREENPLAYS = sorted((Path(__file__).parents[1] / "writing" / "scripts").glob("[!m]*.fountain"))
SETTINGS = Settings(title="", idea="A lighthouse keeper befriends a storm", length="20s", style="styles/own.yaml")
STYLE = """\
name: own
version: 2
look: charcoal on grey paper
light: low sun
palette: ["#101010", "#606060", "#f0f0f0"]
grade: {contrast: 1.05, saturation: 0.9, grain: 0.1}
variants:
  memory: {look: faded}
pace: {average_shot: 3s}
titles: {font: serif, colour: "#ffd69a"}
music: {instruments: [pad], tempo: 60}
"""
_PLACE = re.compile(r"[^:\n]+:\d+:\d+: \S")
_LONGEST = 700


SHARE = 1.0 if os.environ.get("SPOILED") == "all" else 0.3


def seeds(first: int, count: int) -> range:
    """The spoilings of one test."""
    return range(first, first + round(count * SHARE))


def assert_told_well(error: FilmError) -> None:
    """A person sees one line a problem, with its place in the project's file, and nothing that a terminal would obey."""
    lines = [str(problem) for problem in error.problems] if isinstance(error, ProjectError) else [str(error)]
    assert lines
    for line in lines:
        assert _PLACE.match(line) or not isinstance(error, ProjectError), line
        assert not {unicodedata.category(sign) for sign in line} & {"Cc", "Cs", "Zl", "Zp"}, line
        assert len(line) <= _LONGEST, line


def tree(root: Path) -> dict[str, bytes]:
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in root.rglob("*") if path.is_file()}


def one(root: Path) -> Path:
    """A small film with a file of every kind, written by the built-in writer without a voice."""
    (root / "styles").mkdir(parents=True)
    (root / "styles/own.yaml").write_text(STYLE, encoding="utf-8")
    style, writer = find_style("styles/own.yaml", root), BuiltIn()
    draft: Draft = draft_of(SETTINGS, style, None)
    brief = Brief(SETTINGS, style, SETTINGS.idea)
    draft.treatment = writer.treatment(brief)
    draft.settings = SETTINGS.model_copy(update={"title": draft.treatment.title})
    draft.screenplay = writer.sheets(writer.screenplay(draft.treatment, brief), brief)
    draft.script = to_fountain(draft.screenplay)
    draft.scenes = direct(draft.screenplay, draft.settings, style).scenes
    lay_down(root, draft)
    speaks = (
        (f"{scene.id}/{shot.id}", shot.dialogue[0].line)
        for scene in draft.scenes
        for shot in scene.shots
        if shot.dialogue
    )
    shot, said = next(speaks, ("nowhere/none", ""))
    (root / "translations").mkdir()
    text = f"language: fr\nlines:\n  - {{shot: {shot}, line: {said!r}, to: Bonjour.}}\n"
    (root / "translations/fr.yaml").write_text(text, encoding="utf-8")
    return root


def kept(root: Path, use: Callable[[], object]) -> str:
    """Use a spoiled file; where that fails, it must be told well and nothing may have changed."""
    before = tree(root)
    try:
        use()
    except FilmError as error:
        assert_told_well(error)
    else:
        return "used"
    assert tree(root) == before
    return "refused"


@pytest.mark.parametrize("part", range(10))
def test_spoiled_project_files(tmp_path: Path, part: int) -> None:
    root = one(tmp_path / "film")
    load_film(root)
    ours = root / ".filmwright"
    found = (path for path in root.rglob("*") if not path.is_relative_to(ours))
    files = sorted(path for path in found if path.suffix in (".yaml", ".lock"))
    kinds = {path.parent.name if path.parent != root else path.name for path in files}
    assert kinds == {
        "film.yaml",
        "film.lock",
        "treatment.yaml",
        "scenes",
        "characters",
        "places",
        "styles",
        "translations",
    }

    def used() -> None:
        film = load_film(root)
        project = open_project(root, film)
        Planner(project).plan()
        prove_script(project)
        open_proposals(root)

    ends: Counter[str] = Counter()
    for seed in seeds(part * 150, 150):
        path = files[seed % len(files)]
        right = path.read_bytes()
        path.write_bytes(mutated(right, seed))
        ends[kept(root, used)] += 1
        path.write_bytes(right)
    assert ends["used"] > 10 * SHARE
    assert ends["refused"] > 50 * SHARE


@pytest.mark.parametrize("part", range(4))
def test_writing_again_from_spoiled_project_files(tmp_path: Path, part: int) -> None:
    whole = one(tmp_path / "film")
    names = sorted(name for name in tree(whole) if name.endswith((".yaml", ".lock", ".fountain")))
    ends: Counter[str] = Counter()
    for seed in seeds(part * 50, 50):
        root = tmp_path / "again"
        shutil.copytree(whole, root)
        path = root / names[seed % len(names)]
        path.write_bytes(mutated(path.read_bytes(), seed))
        options = Options(since=STAGES[seed % 3], until="sheets")
        ends[kept(root, lambda: rewrite(root, BuiltIn(), options))] += 1  # noqa: B023
        shutil.rmtree(root)
    assert ends["used"] > 5 * SHARE
    assert ends["refused"] > 5 * SHARE


@pytest.mark.parametrize("part", range(10))
def test_spoiled_screenplays(tmp_path: Path, part: int) -> None:
    style = find_style("ink-and-gold", tmp_path)
    texts = [path.read_bytes() for path in SCREENPLAYS]
    texts.append((one(tmp_path / "film") / "script.fountain").read_bytes())
    path = tmp_path / "mine.fountain"
    ends: Counter[str] = Counter()
    for seed in seeds(part * 150, 150):
        path.write_bytes(mutated(texts[seed % len(texts)], seed))
        ends[kept(tmp_path, lambda: shot_by_shot(path, style))] += 1
    assert ends["used"] > 50 * SHARE
    assert ends["refused"] > 10 * SHARE


def shot_by_shot(path: Path, style: StyleGuide) -> None:
    """A screenplay of one's own becomes a film that says and shows all of it."""
    source = read_source(path)
    if source.kind == "script":
        settings = Settings(title="Mine", idea="", length=comfortable_length(source, style))
        everything_is_told(read_known_script(source.text, (), ())[0], settings, style)


def everything_is_told(play: Screenplay, settings: Settings, style: StyleGuide, listed: ShotList | None = None) -> None:
    found = trace(play, direct(play, settings, style, listed=listed).scenes)
    assert (found.untraced_lines, found.uncovered_beats, found.out_of_order) == ((), (), ())


@pytest.mark.parametrize("part", range(4))
def test_spoiled_proposals(tmp_path: Path, part: int) -> None:
    root = one(tmp_path / "film")
    names = [*sorted(name for name in tree(root) if name.startswith("scenes/")), "script.fountain", "script.fountain"]
    answer = (accept, dismiss)[part % 2]
    before = tree(root)
    ends: Counter[str] = Counter()
    for seed in seeds(part * 50, 50):
        name = names[seed % len(names)]
        text = before[name].decode() + "\n" * (name == "script.fountain")
        path = propose(root, name, text.replace("mood: ", "mood: tense # "), ["alone: because"])
        if path.is_file():
            path.write_bytes(mutated(path.read_bytes(), seed))

        def answered() -> None:
            with recorded(root, "accept"):
                for proposal in open_proposals(root):
                    assert proposal.fields is not None
                    answer(root, proposal)

        ends[kept(root, answered)] += 1
        shutil.rmtree(root / "proposals", ignore_errors=True)
        for changed, raw in before.items():
            (root / changed).write_bytes(raw)
    assert ends["used"] > 5 * SHARE


def writer_of(model: Callable[[dict[str, object]], object], folder: Path) -> ModelWriter:
    """A writer that asks a model in this process."""
    wishes, name = Preferences(), "scripted:model"
    spending = Spending(folder, name, "run", None, wishes)
    terms = Terms(name, "", wishes, Secrets(), again=False)
    return ModelWriter(ModelAsker(ScriptedWire(model, "model"), folder, spending, terms, silent))  # type: ignore[arg-type]


@pytest.mark.parametrize("stage", ["treatment", "screenplay", "shots", "sheets", "critique", "translation"])
def test_spoiled_answers(tmp_path: Path, stage: str) -> None:
    style = find_style("ink-and-gold", tmp_path)
    settings = Settings(title="", idea="A lighthouse keeper befriends a storm", length="40s")
    brief = Brief(settings, style, settings.idea)
    good = writer_of(good_model, tmp_path / "good")
    treatment = good.treatment(brief)
    script = to_fountain(good.screenplay(treatment, brief))
    plain, _ = read_known_script(script, (), ())
    play = good.sheets(plain, brief)
    lines = [SpokenLine("Mara", text, 2.0) for text in ("Who is there?", "Only me.", "Come in.")]

    def used(writer: ModelWriter) -> None:
        match stage:
            case "treatment":
                found, file = writer.treatment(brief), tmp_path / "treatment.yaml"
                file.write_text(treatment_text(found), encoding="utf-8")
                assert treatment_at(file, file.name) == found
            case "screenplay":
                written = writer.screenplay(treatment, brief)
                assert from_fountain(to_fountain(written)) == written
                everything_is_told(written, settings, style)
            case "shots":
                everything_is_told(play, settings, style, writer.shots(play, brief))
            case "sheets":
                filled = writer.sheets(plain, brief)
                assert filled.scenes == plain.scenes
            case "critique":
                from_fountain(suggested(script, writer.critique(play, brief)))
            case _:
                assert len(writer.translated(lines, "fr", brief)) == len(lines)

    ends: Counter[str] = Counter()
    for seed in seeds(0, 270):
        folder = tmp_path / "answers"
        try:
            used(writer_of(Spoiled(seed), folder))
            ends["used"] += 1
        except FilmError as error:
            assert_told_well(error)
            ends["refused"] += 1
        shutil.rmtree(folder, ignore_errors=True)
    assert ends["used"] > 100 * SHARE
