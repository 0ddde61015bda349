"""Edits that a person makes, and what the build makes of them."""

import json
import wave
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest
from command_line import refused

from orchestrator.building.events import Downgraded, Event, FilmReady, StepMade
from orchestrator.building.plan import Planner
from orchestrator.building.project import open_project
from orchestrator.building.render import Options, render
from orchestrator.directing.staging import staging
from orchestrator.project.folder import load_film
from stitching.measure import measure
from stitching.mezzanine import Writer

Edit = Callable[[Path, str, str], None]


def build(root: Path, *, draft: bool = False) -> list[Event]:
    return list(render(open_project(root, load_film(root), draft=draft), Options(slots=2, draft=draft)))


def to_do(root: Path) -> list[str]:
    return [step.id for step in Planner(open_project(root, load_film(root))).plan().to_do]


def made(events: list[Event]) -> set[str]:
    return {event.step for event in events if isinstance(event, StepMade)}


@pytest.mark.parametrize("kind", ["dissolve", "fade"])
def test_a_transition_longer_than_its_shots_is_cut_down_and_reported(built_film: Path, edit: Edit, kind: str) -> None:
    scene = built_film / "scenes/020-meeting.yaml"
    edit(scene, "enter: {transition: dissolve, seconds: 0.5}", f"enter: {{transition: {kind}, seconds: 9}}")
    plan = Planner(open_project(built_film, load_film(built_film))).plan()
    assert [shot for shot, reason in plan.downgrades if "is cut down to" in reason] == ["meeting/room"]
    events = build(built_film)
    assert any(isinstance(event, Downgraded) and f"{kind} of 9 s" in event.reason for event in events)
    film = next(event for event in events if isinstance(event, FilmReady))
    assert measure(built_film / "out/film.mp4").frames == film.frames


def test_the_last_shot_may_be_shorter_than_the_fade_after_it(built_film: Path, edit: Edit) -> None:
    edit(built_film / "scenes/030-storm.yaml", "burn on the rock., seconds: 1.5}", "burn on the rock., seconds: 0.3}")
    assert isinstance(build(built_film)[-1], FilmReady)


def test_own_footage_plays_from_in_to_out_with_its_sound(built_film: Path, edit: Edit, tmp_path: Path) -> None:
    (built_film / "assets").mkdir()
    clip = built_film / "assets/own.mp4"
    footage(clip, tmp_path)
    edit(built_film / "film.yaml", "captions: burned", "captions: off\nscore: off")
    edit(
        built_film / "scenes/020-meeting.yaml",
        "  - id: together\n    size: full\n    action: They sit by the lamp.\n",
        "  - id: together\n    footage: {path: assets/own.mp4, in: 1, out: 2.5}\n",
    )
    edit(
        built_film / "scenes/020-meeting.yaml",
        "    cast: [{character: mara, position: left}, {character: fox, position: right}]\n    seconds: 1.5\n",
        "",
    )
    assert "your own clip is used now" in str(Planner(open_project(built_film, load_film(built_film))).plan())
    build(built_film)
    report = json.loads((built_film / "out/report.json").read_text(encoding="utf-8"))
    row = next(row for row in report["shots"] if row["shot"] == "meeting/together")
    assert row["frames"] == 18
    heard = loudness(built_film / "out/film.mp4", row["start"] / 12, 1.5)
    assert heard > -30


def footage(path: Path, scratch: Path) -> None:
    """Three seconds of grey with a tone."""
    import av

    picture, sound = scratch / "picture.mp4", scratch / "tone.wav"
    with Writer(picture, 160, 90, Fraction(12)) as writer:
        for level in range(36):
            writer.write(np.full((90, 160, 3), 40 + level * 4, np.uint8))
    tone = (np.sin(np.arange(48_000 * 3) * 0.06) * 8000).astype("<i2")
    with wave.open(str(sound), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(48_000)
        file.writeframes(tone.tobytes())
    with av.open(str(picture)) as shown, av.open(str(sound)) as heard, av.open(str(path), "w") as out:
        stream = out.add_stream_from_template(shown.streams.video[0])
        track = out.add_stream("aac", rate=48_000)
        for packet in shown.demux(video=0):
            if packet.dts is not None:
                packet.stream = stream
                out.mux(packet)
        for frame in heard.decode(audio=0):
            out.mux(track.encode(frame))
        out.mux(track.encode(None))


def loudness(film: Path, start: float, seconds: float) -> float:
    """Level in dB of a stretch of the film's sound."""
    import av

    with av.open(str(film)) as container:
        sound = np.concatenate([frame.to_ndarray().mean(axis=0) for frame in container.decode(audio=0)])
    part = sound[round((start + 0.2) * 48_000) : round((start + seconds - 0.2) * 48_000)]
    return float(20 * np.log10(max(1e-9, np.sqrt(np.mean(part**2)))))


def test_the_plan_says_that_a_film_will_be_made_whatever_changes_it(built_film: Path, edit: Edit) -> None:
    assert to_do(built_film) == []
    edit(built_film / "film.yaml", "captions: burned", "captions: sidecar")
    assert "film" in to_do(built_film)
    build(built_film)
    assert to_do(built_film) == []
    (built_film / "out/film.mp4").unlink()
    assert to_do(built_film) == ["out/film.mp4"]


def test_without_captions_there_are_no_caption_files(built_film: Path, edit: Edit) -> None:
    edit(built_film / "film.yaml", "captions: burned", "captions: off")
    build(built_film)
    assert not (built_film / "out/film.srt").exists()
    assert not (built_film / "out/film.vtt").exists()


def test_renaming_somebody_changes_nothing_that_is_drawn(small_film: Path, edit: Edit) -> None:
    before = load_film(small_film)
    edit(small_film / "characters/mara.yaml", "name: Mara", "name: Lora")
    after = load_film(small_film)
    for (scene, shot), (new_scene, new_shot) in zip(before.shots(), after.shots(), strict=True):
        assert staging(before, scene, shot, {}) == staging(after, new_scene, new_shot, {})


def test_a_draft_leaves_the_real_film_and_its_reasons_alone(built_film: Path, edit: Edit) -> None:
    film = (built_film / "out/film.mp4").read_bytes()
    edit(built_film / "scenes/010-arrival.yaml", "Mara climbs the path", "Mara runs up the path")
    assert "clip arrival/keeper" in made(build(built_film, draft=True))
    assert (built_film / "out/draft.mp4").is_file()
    assert (built_film / "out/film.mp4").read_bytes() == film
    plan = Planner(open_project(built_film, load_film(built_film))).plan()
    assert "height" not in next(step.reason for step in plan.steps if step.id == "clip arrival/keeper")


@pytest.mark.parametrize(
    ("prepare", "command", "message"),
    [
        (lambda root: (root / "out/film.mp4").write_bytes(b""), "check", "film.mp4"),
        (lambda root: (root / "out/film.mp4").write_bytes(b"\x00\x00\x00\x18ftypmp42" * 9), "check", "film.mp4"),
    ],
)
def test_a_broken_film_is_one_clear_line(
    built_film: Path, prepare: Callable[[Path], object], command: str, message: str
) -> None:
    prepare(built_film)
    complaint = refused(command, cwd=built_film)
    assert message in complaint
    assert len(complaint.strip().splitlines()) == 1


def test_a_file_where_a_folder_belongs_is_one_clear_line(small_film: Path) -> None:
    (small_film / ".filmwright").write_text("", encoding="utf-8")
    assert ".filmwright" in refused("render", cwd=small_film)


def test_a_take_that_was_never_made_cannot_be_picked(built_film: Path) -> None:
    before = (built_film / "scenes/010-arrival.yaml").read_bytes()
    assert "has no take 9; there are " in refused("pick", "arrival/keeper", "9", cwd=built_film)
    assert (built_film / "scenes/010-arrival.yaml").read_bytes() == before
