"""A film in other languages: its own pictures to the frame, other voices in their places, captions, files and errors."""

import json
import re
from collections.abc import Callable, Sequence
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest

from orchestrator.building.events import Downgraded, Event, FilmReady, StepMade
from orchestrator.building.handing_over import finished
from orchestrator.building.plan import Planner
from orchestrator.building.planned import Plan
from orchestrator.building.project import open_project
from orchestrator.building.render import Options, render
from orchestrator.building.translated_fit import FASTEST
from orchestrator.building.translated_steps import dubbed_request
from orchestrator.directing.cut import Cutting, cut
from orchestrator.directing.requests import speech_request
from orchestrator.directing.schedule import line_keys, schedule
from orchestrator.project.folder import load_film
from stitching.measure import measure
from stitching.timeline import Marking

Edit = Callable[[Path, str, str], None]

FRENCH = {
    ("arrival/calls", 1): "Qui est là ?",
    ("meeting/answer", 1): "Rien que moi.",
    ("storm/shout", 1): "Tiens-toi à moi !",
    ("storm/shout", 2): "À quoi ?",
}
ENGLISH = {
    ("arrival/calls", 1): "Who is there?",
    ("meeting/answer", 1): "Only me.",
    ("storm/shout", 1): "Hold on to me!",
    ("storm/shout", 2): "To what?",
}
QUIET = "captions: burned", "captions: burned\nscore: off"


def write_translation(
    root: Path, language: str, said: dict[tuple[str, int], str], title: str = "", end: str = ""
) -> Path:
    rows = [f"language: {language}", f'title: "{title}"', f'end: "{end}"', "lines:"]
    rows += [
        f'  - {{shot: {shot}, number: {number}, line: "{ENGLISH[shot, number]}", to: "{text}"}}'
        for (shot, number), text in said.items()
    ]
    path = root / f"translations/{language}.yaml"
    path.parent.mkdir(exist_ok=True)
    path.write_text("\n".join(rows) + "\n", encoding="utf-8")
    return path


def build(root: Path, language: str | None) -> list[Event]:
    return list(render(open_project(root, load_film(root), language=language), Options(slots=2)))


def plan_of(root: Path, language: str) -> Plan:
    return Planner(open_project(root, load_film(root), language=language)).plan()


def made(events: Sequence[Event]) -> set[str]:
    return {event.step for event in events if isinstance(event, StepMade)}


def report_of(root: Path, language: str) -> dict[tuple[str, int], dict[str, object]]:
    rows = json.loads((root / f"out/report.{language}.json").read_text(encoding="utf-8"))["lines"]
    return {(row["shot"], row["line"]): row for row in rows}


def captions_of(path: Path) -> list[tuple[float, float, str]]:
    """Start and end in seconds, and the text of every caption of an SRT file."""
    found: list[tuple[float, float, str]] = []
    for block in path.read_text(encoding="utf-8").strip().split("\n\n"):
        _number, times, *rows = block.splitlines()
        clock = re.findall(r"(\d+):(\d+):(\d+),(\d+)", times)
        start, end = (int(h) * 3600 + int(m) * 60 + int(s) + int(ms) / 1000 for h, m, s, ms in clock)
        found.append((start, end, " ".join(rows)))
    return found


def sound_of(film: Path) -> "np.ndarray[tuple[int], np.dtype[np.float32]]":
    import av

    with av.open(str(film)) as container:
        return np.concatenate([frame.to_ndarray().mean(axis=0) for frame in container.decode(audio=0)])


def test_a_film_in_another_language_is_its_own_pictures_with_other_voices(built_film: Path) -> None:
    before = {path.name: path.read_bytes() for path in (built_film / "out").iterdir()}
    lock = (built_film / "film.lock").read_bytes()
    write_translation(built_film, "fr", FRENCH, title="Deux lampes")
    events = build(built_film, "fr")
    film = events[-1]
    assert isinstance(film, FilmReady)
    assert Path(film.path) == built_film / "out/film.fr.mp4"
    steps = made(events)
    assert not {step for step in steps if step.startswith(("clip", "still", "score", "ambience", "poster"))}
    assert {step for step in steps if step.startswith("speech")} == {
        f"speech {shot}/{number} in fr" for shot, number in FRENCH
    }
    own, other = measure(built_film / "out/film.mp4"), measure(built_film / "out/film.fr.mp4")
    assert other.frames == own.frames == film.frames
    assert other.sound_seconds == own.sound_seconds
    assert other.loudness == pytest.approx(-14, abs=0.5)
    for name, content in before.items():
        assert (built_film / "out" / name).read_bytes() == content, name
    assert (built_film / "film.lock").read_bytes() == lock
    assert [text for _, _, text in captions_of(built_film / "out/film.fr.srt")] == list(FRENCH.values())
    assert "Deux lampes" in (built_film / "out/report.fr.json").read_text(encoding="utf-8")
    again = build(built_film, "fr")
    assert made(again) == set()
    assert plan_of(built_film, "fr").to_do == ()
    assert made(build(built_film, None)) == set()


def test_correcting_a_line_speaks_that_line_and_nothing_else(built_film: Path, edit: Edit) -> None:
    file = write_translation(built_film, "fr", FRENCH)
    build(built_film, "fr")
    edit(file, "Rien que moi.", "Ce n'est que moi.")
    assert [step.id for step in plan_of(built_film, "fr").to_do if step.kind == "speech"] == [
        "speech meeting/answer/1 in fr"
    ]
    steps = made(build(built_film, "fr"))
    assert {step.split()[0] for step in steps} == {"speech", "mix", "window", "film"}
    assert {step for step in steps if step.startswith("speech")} == {"speech meeting/answer/1 in fr"}


def test_it_is_heard_when_the_captions_are_shown(built_film: Path, edit: Edit) -> None:
    edit(built_film / "film.yaml", *QUIET)
    edit(built_film / "scenes/010-arrival.yaml", "ambience: [waves]\n", "")
    edit(built_film / "scenes/030-storm.yaml", "ambience: [rain, wind]\n", "")
    write_translation(built_film, "fr", FRENCH)
    build(built_film, "fr")
    sound = sound_of(built_film / "out/film.fr.mp4")
    said = np.zeros(len(sound), bool)
    for row in report_of(built_film, "fr").values():
        start, seconds = float(str(row["start"])), float(str(row["seconds"]))
        part = slice(round(start * 48_000), round((start + seconds) * 48_000))
        assert np.sqrt(np.mean(sound[part] ** 2)) > 0.05
        said[max(0, part.start - 4800) : part.stop + 24_000] = True  # with what the room gives back
    assert np.abs(sound[~said]).max() < 0.01
    starts = [float(str(row["start"])) for row in report_of(built_film, "fr").values()]
    shown = captions_of(built_film / "out/film.fr.srt")
    assert [on for on, _, _ in shown] == pytest.approx(starts, abs=3 / 12)


LONG = {
    ("arrival/calls", 1): "Wer ist da draußen?",
    ("meeting/answer", 1): "Nur ich, niemand sonst.",
    ("storm/shout", 1): "Halte dich ganz fest an mir!",
    ("storm/shout", 2): "Woran denn?",
}


def test_longer_lines_are_said_faster_and_nothing_is_lost(built_film: Path) -> None:
    write_translation(built_film, "de", LONG)
    events = build(built_film, "de")
    rows = report_of(built_film, "de")
    speeds = {key: float(str(row["speed"])) for key, row in rows.items()}
    assert 1.0 < max(speeds.values()) <= FASTEST
    assert not any(row["too_many"] for row in rows.values())
    assert not [event for event in events if isinstance(event, Downgraded)]
    spans = [(float(str(row["start"])), float(str(row["start"])) + float(str(row["seconds"]))) for row in rows.values()]
    assert all(after[0] - before[1] > 0.1 for before, after in pairwise(spans))
    assert measure(built_film / "out/film.de.mp4").frames == measure(built_film / "out/film.mp4").frames


def test_what_does_not_fit_at_all_is_told_and_captioned_in_full(built_film: Path) -> None:
    endless = (
        "Halte dich bitte so fest an mir, wie du nur irgend kannst, denn dieser Sturm wird noch lange nicht enden. " * 2
    )
    write_translation(built_film, "de", LONG | {("storm/shout", 1): endless.strip()})
    guess = [reason for shot, reason in plan_of(built_film, "de").downgrades if shot == "storm/shout"]
    assert re.match(r"line 1 is about \d+ words too long in de", guess[0])
    events = build(built_film, "de")
    row = report_of(built_film, "de")["storm/shout", 1]
    lost = int(str(row["too_many"]))
    assert 5 < lost < len(endless.split())
    told = [event.reason for event in events if isinstance(event, Downgraded)]
    assert told == [
        f"line 1 is {lost} words too long in de, even said {FASTEST:g} times as fast: its end is not heard; "
        "shorten it in translations/de.yaml"
    ]
    shown = " ".join(text for _, _, text in captions_of(built_film / "out/film.de.srt"))
    assert " ".join(endless.split()) in shown
    assert measure(built_film / "out/film.de.mp4").frames == measure(built_film / "out/film.mp4").frames
    assert told[0] in [reason for _, reason in plan_of(built_film, "de").downgrades]


def test_lines_without_translation_stay_and_old_ones_are_told(built_film: Path, edit: Edit) -> None:
    said = {key: text for key, text in FRENCH.items() if key != ("storm/shout", 2)}
    file = write_translation(built_film, "fr", said)
    file.write_text(
        file.read_text(encoding="utf-8").replace("Only me.", "Only us.")
        + "  - {shot: storm/shout, number: 5, line: Gone., to: Parti.}\n  - {shot: storm/shuot, line: Gone., to: Parti.}\n",
        encoding="utf-8",
    )
    events = build(built_film, "fr")
    told = {event.step.removeprefix("clip "): event.reason for event in events if isinstance(event, Downgraded)}
    assert told["meeting/answer"].startswith(
        "line 1 has changed since it was translated; translate it with: filmwright"
    )
    assert told["storm/shuot"].endswith("its translation is not used; did you mean 'storm/shout'?")
    reasons = [event.reason for event in events if isinstance(event, Downgraded) and event.step == "clip storm/shout"]
    assert reasons[0] == "has no line 5; its translation is not used"
    assert reasons[1].startswith("line 2 is not translated and stays as it is")
    assert captions_of(built_film / "out/film.fr.srt")[-1][2] == "To what?"
    assert "speech storm/shout/2 in fr" not in made(events)


def test_text_that_no_font_has_is_beside_the_film_and_never_boxes(built_film: Path) -> None:
    linear = "\U00010600\U00010601 \U00010602"  # Linear A: nobody's font has it
    write_translation(built_film, "el", dict.fromkeys(FRENCH, linear), title=linear, end="Τέλος")
    events = build(built_film, "el")
    told = " ".join(event.reason for event in events if isinstance(event, Downgraded))
    assert "captions are only in the files beside the film: no font here has" in told
    assert f"'{linear}' is not shown" in told
    report = json.loads((built_film / "out/report.el.json").read_text(encoding="utf-8"))
    assert report["burned_captions"] is False
    assert linear in (built_film / "out/film.el.srt").read_text(encoding="utf-8")


def test_everybody_speaks_the_films_language_but_whose_sheet_says_another(small_film: Path, edit: Edit) -> None:
    own = {key: speech_request(load_film(small_film), line).language for key, line in line_keys(load_film(small_film))}
    assert set(own.values()) == {"en"}
    edit(small_film / "film.yaml", "seed: 3", "seed: 3\nlanguage: fr-CA")
    edit(small_film / "characters/fox.yaml", "kind: fox", "kind: fox\nvoice: {language: es}")
    edit(small_film / "scenes/020-meeting.yaml", "dialogue:\n", "dialogue:\n      - {line: Il attend.}\n")
    film = load_film(small_film)
    spoken = [(line.character, speech_request(film, line).language) for _, line in line_keys(film)]
    assert spoken == [("mara", "fr-CA"), (None, "fr-CA"), ("fox", "es"), ("mara", "fr-CA"), ("fox", "es")]
    plan = schedule(film, {})
    end = cut(film, plan, Cutting(), Marking(title="x"), ()).titles[-1]
    assert end.lines == ("Fin",)


def test_a_translated_line_is_said_by_its_own_voice_in_the_other_language(small_film: Path, edit: Edit) -> None:
    edit(small_film / "characters/mara.yaml", "{pitch: low}", "{pitch: low, pace: slow, timbre: f3, language: es}")
    write_translation(small_film, "de", LONG)
    project = open_project(small_film, load_film(small_film), language="de")
    (line,) = load_film(small_film).scenes[0].shots[2].dialogue
    request = dubbed_request(project, line, "Wer ist da?", 1.2)
    assert (request.text, request.language, request.speed) == ("Wer ist da?", "de", 1.2)
    assert (request.voice, request.pitch, request.pace, request.timbre) == ("mara", "low", "slow", "f3")


def test_titles_over_shots_stay_and_are_told(small_film: Path, edit: Edit) -> None:
    edit(small_film / "scenes/010-arrival.yaml", "  - id: coast\n", "  - id: coast\n    title: The coast, 1890\n")
    write_translation(small_film, "fr", FRENCH)
    assert plan_of(small_film, "fr").downgrades == (("arrival/coast", "its title 'The coast, 1890' stays in en"),)


def test_chapters_titles_and_credits_are_in_the_language_of_the_film(built_film: Path, edit: Edit) -> None:
    edit(built_film / "film.yaml", "seed: 3", 'seed: 3\nchapters: cards\ncredits: [Thanks, "The keeper | Ann Lee"]')
    scene = built_film / "scenes/020-meeting.yaml"
    edit(scene, "mood: tender", 'mood: tender\nchapter: "Two: The Lamp"')
    edit(scene, "  - id: together\n", "  - id: together\n    title: Much later\n")
    build(built_film, None)
    own = finished(open_project(built_film, load_film(built_film))).timeline
    file = write_translation(built_film, "fr", FRENCH, title="Deux lampes")
    texts = [("Two: The Lamp", "Deux : La lampe"), ("Thanks", "Merci"), ("Much later", "")]
    rows = "".join(f'- {{text: "{text}", to: "{to}"}}\n' for text, to in texts)
    file.write_text(file.read_text(encoding="utf-8") + f"texts:\n{rows}", encoding="utf-8")
    assert plan_of(built_film, "fr").downgrades == (
        ("meeting/together", "its title 'Much later' stays in en"),
        ("credits", "'The keeper | Ann Lee' stays in en"),
    )
    events = build(built_film, "fr")
    assert not {step for step in made(events) if step.startswith(("clip", "still", "score"))}
    assert {event.step for event in events if isinstance(event, Downgraded)} == {"clip meeting/together", "credits"}
    shown = finished(open_project(built_film, load_film(built_film), language="fr")).timeline
    assert shown.frames == own.frames
    lines = {title.place: title.lines for title in shown.titles}
    assert lines["chapter"] == ("Deux", "La lampe")
    assert lines["credits"] == ("Merci", "The keeper | Ann Lee")
    assert lines["label"] == ("Much later",)
    assert [mark.name for mark in shown.markers if mark.kind == "chapter"] == ["Deux lampes", "Deux : La lampe"]
    assert [title.start for title in shown.titles] == [title.start for title in own.titles]
    edit(file, 'text: "Much later", to: ""', 'text: "Much later", to: "Bien plus tard"')
    assert made(build(built_film, "fr")) == {"window meeting/together in fr", "film in fr"}
    assert made(build(built_film, None)) == set()


def test_the_words_of_the_end_are_the_languages_own() -> None:
    from orchestrator.directing.end_card import end_words

    assert end_words("en") == "The End"
    assert end_words("fr-CA") == end_words("fr") == "Fin"
    assert end_words("zh-TW") == "劇終"
    assert end_words("pt-BR") == "Fim"
    assert end_words("sr-Latn-RS") == "Kraj"
    assert end_words("jbo") is None
