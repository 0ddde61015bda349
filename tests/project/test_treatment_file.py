"""treatment.yaml and the translation files: written to be edited, read back the same, their errors with their places."""

import json
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from orchestrator.film.errors import ProjectError
from orchestrator.film.treatment import Beat, Role, Treatment
from orchestrator.project.explain import problems_of
from orchestrator.project.folder import load_film
from orchestrator.project.schema import header, schema_text
from orchestrator.project.source import parse
from orchestrator.project.treatment_file import TREATMENT_FILE, read_treatment, treatment_text

LONG = (
    "Mara trims the wick, counts the ships that are not there, and writes the number into the log as she has done "
    "for forty years."
)
TREATMENT = Treatment(
    title="The Keeper and the Storm",
    logline="A lighthouse keeper befriends a storm.",
    theme="What frightens us may only be lonely.",
    characters=(Role(id="mara", name="Mara", want="To be left alone.", flaw=LONG), Role(id="storm", name="The Storm")),
    beats=(
        Beat(id="alone", what=LONG, place="Lamp room", time="night", share=1.5),
        Beat(id="end", what="Day: it is calm."),
    ),
)
WRITTEN = """\
# yaml-language-server: $schema=.filmwright/schema/treatment.json
title: The Keeper and the Storm
logline: A lighthouse keeper befriends a storm.
theme: What frightens us may only be lonely.

characters:
  - id: mara
    name: Mara
    want: To be left alone.
    flaw: >-
      Mara trims the wick, counts the ships that are not there, and writes the number into the log
      as she has done for forty years.

  - id: storm
    name: The Storm

beats:
  - id: alone
    what: >-
      Mara trims the wick, counts the ships that are not there, and writes the number into the log
      as she has done for forty years.
    place: Lamp room
    time: night
    share: 1.5

  - id: end
    what: "Day: it is calm."
"""
PROSE = st.one_of(
    st.text(st.characters(codec="utf-8", exclude_categories=("Cs", "Cc")), min_size=1, max_size=300),
    st.lists(st.sampled_from(["a", "word", "# not", "- a", "key: value", "'", "Ä", "狐狸", "..."]), min_size=1).map(
        " ".join
    ),
)


def put(root: Path, text: str) -> Path:
    (root / TREATMENT_FILE).write_text(text, encoding="utf-8")
    return root


def test_a_treatment_reads_as_a_person_would_write_it(tmp_path: Path) -> None:
    assert treatment_text(TREATMENT) == WRITTEN
    assert read_treatment(put(tmp_path, WRITTEN)) == TREATMENT


def test_a_project_may_have_none(tmp_path: Path) -> None:
    assert read_treatment(tmp_path) is None


@settings(max_examples=150, deadline=None)
@given(st.lists(PROSE, min_size=1, max_size=3), PROSE, st.floats(0.1, 100))
@example(beats=["0"], want="- " + 90 * "0", share=1.0)
def test_what_is_written_is_what_is_read(beats: list[str], want: str, share: float) -> None:
    treatment = Treatment(
        logline=want,
        characters=(Role(id="a", name="A", want=want, flaw=beats[0]),),
        beats=tuple(Beat(id=f"b{at}", what=what, share=share) for at, what in enumerate(beats)),
    )
    assert problems_of(Treatment, parse(treatment_text(treatment)), TREATMENT_FILE) == treatment


@pytest.mark.parametrize(
    ("old", "new", "place", "problem"),
    [
        (
            "flaw: >-", "flow: >-", "10:5: characters.0.flow",
            "'flow' is no key of a character of the treatment; did you mean 'flaw'?",
        ),
        ("id: end", "id: alone", "26:5: beats.1.id", "'alone' is also the id of the beat in line 18; ids must differ"),
        (
            "id: storm", "id: mara", "14:5: characters.1.id",
            "'mara' is also the id of the character in line 7; ids must differ",
        ),
        ("time: night", "time: nite", "23:5: beats.0.time", "'nite' is not a time of day; did you mean 'night'?"),
        ("share: 1.5", "share: 0", "24:5: beats.0.share", "0 is out of range; write a number above 0, up to 100"),
        (
            "id: end", "id: The End", "26:5: beats.1.id",
            "'The End' is not an id; ids are lower-case letters, digits and hyphens: write 'the-end'",
        ),
        (
            "title: The Keeper and the Storm", "title: [a]", "2:1: title",
            "a list stands where text is needed; write for example 'title: The Keeper and the Storm'",
        ),
    ],
)  # fmt: skip
def test_every_slip_is_told_with_its_place(tmp_path: Path, old: str, new: str, place: str, problem: str) -> None:
    put(tmp_path, WRITTEN.replace(old, new, 1))
    with pytest.raises(ProjectError) as raised:
        read_treatment(tmp_path)
    assert str(raised.value) == f"treatment.yaml:{place}: {problem}"


@pytest.mark.parametrize("text", ["", "just words", "beats: []", "beats: 3", "beats:\n  - {id: a}", "a: [", "\x00"])
def test_what_is_no_treatment_is_refused(tmp_path: Path, text: str) -> None:
    with pytest.raises(ProjectError, match=r"^treatment\.yaml:\d+:\d+: "):
        read_treatment(put(tmp_path, text))


def test_its_errors_are_told_with_those_of_the_other_files(tmp_path: Path) -> None:
    (tmp_path / "film.yaml").write_text("title: Film\nlenght: 60s\n", encoding="utf-8")
    put(tmp_path, WRITTEN.replace("time: night", "time: nite"))
    with pytest.raises(ProjectError) as raised:
        load_film(tmp_path, scenes_needed=False)
    assert [problem.file for problem in raised.value.problems] == ["film.yaml", "treatment.yaml"]


def test_editors_find_the_schemas() -> None:
    assert header("treatment").endswith("=.filmwright/schema/treatment.json")
    assert header("translation").endswith("=../.filmwright/schema/translation.json")
    assert set(json.loads(schema_text("treatment"))["properties"]) >= {
        "title",
        "logline",
        "theme",
        "characters",
        "beats",
    }
    assert set(json.loads(schema_text("translation"))["properties"]) >= {"language", "lines"}
