"""The finished film, decoded completely: its picture, its sound, its captions, and that every line is spoken once."""

import json
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from orchestrator.film.film import Film
from orchestrator.film.screenplay import Speech
from orchestrator.project.folder import load_film
from orchestrator.writing.fountain import from_fountain
from stitching.marking import read_marking
from stitching.measure import measure

FPS = 24


def filmwright(*arguments: str, cwd: Path) -> str:
    done = subprocess.run(
        [sys.executable, "-m", "orchestrator.cli", *arguments], cwd=cwd, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("made")
    idea = "A baker teaches a shy robot to sing before the village fair"
    filmwright("make", idea, "--length", "30s", "--format", "320x180", "--project", "fair", cwd=folder)
    return folder / "fair"


def captions_of(film: Path) -> list[tuple[float, float, str]]:
    """Start and end in seconds, and the text of every caption of an SRT file."""
    found: list[tuple[float, float, str]] = []
    for block in film.with_suffix(".srt").read_text(encoding="utf-8").strip().split("\n\n"):
        _number, times, *rows = block.splitlines()
        start, end = (
            int(h) * 3600 + int(m) * 60 + int(s) + int(ms) / 1000
            for h, m, s, ms in re.findall(r"(\d+):(\d+):(\d+),(\d+)", times)
        )
        found.append((start, end, " ".join(rows)))
    return found


def spoken_in(film: Film) -> list[str]:
    return [line.line for _, shot in film.shots() for line in shot.dialogue]


def test_picture_and_sound_decode_to_the_planned_length(made: Path) -> None:
    report = measure(made / "out/film.mp4")
    planned = json.loads((made / "out/report.json").read_text(encoding="utf-8"))
    assert report.frames == planned["frames"]
    assert (report.width, report.height, report.rate) == (320, 180, str(FPS))
    assert report.monotonic
    assert report.seconds == pytest.approx(report.frames / FPS, abs=1e-3)
    assert report.sound_seconds == pytest.approx(report.seconds, abs=1 / FPS)
    assert report.seconds == pytest.approx(30, rel=0.15)


def test_the_sound_is_as_loud_as_promised(made: Path) -> None:
    report = measure(made / "out/film.mp4")
    assert report.loudness == pytest.approx(-14, abs=0.5)
    assert report.true_peak is not None
    assert report.true_peak < -1


def test_nothing_is_black_or_frozen_that_was_not_asked_for(made: Path) -> None:
    report = measure(made / "out/film.mp4")
    card = report.frames - 3 * FPS - FPS // 2  # the end card and the fade to it
    for stretch in report.black:
        assert stretch.start + stretch.frames <= FPS or stretch.start >= card, stretch
    for stretch in report.frozen:
        assert stretch.start >= card, stretch


def test_each_line_of_the_script_is_spoken_once_and_captioned(made: Path) -> None:
    film = load_film(made)
    script = from_fountain((made / "script.fountain").read_text(encoding="utf-8"))
    written = [beat.text for scene in script.scenes for beat in scene.beats if isinstance(beat, Speech)]
    assert Counter(spoken_in(film)) == Counter(written)
    assert " ".join(" ".join(spoken_in(film)).split()) == " ".join(
        text for _, _, text in captions_of(made / "out/film.mp4")
    )


def test_the_film_says_how_it_was_made(made: Path) -> None:
    marking = read_marking(made / "out/film.mp4")
    assert marking is not None
    assert marking.source_type == "algorithmicMedia"
    assert marking.title == load_film(made).settings.title


def test_captions_are_on_with_the_voice_and_no_one_talks_over_a_cut(
    small_film: Path, edit: Callable[[Path, str, str], None]
) -> None:
    edit(small_film / "film.yaml", "captions: burned", "captions: sidecar\nscore: off")
    edit(small_film / "scenes/010-arrival.yaml", "ambience: [waves]\n", "")
    edit(small_film / "scenes/030-storm.yaml", "ambience: [rain, wind]\n", "")
    filmwright("render", "--project", str(small_film), cwd=small_film)
    film = small_film / "out/film.mp4"
    heard = loud_stretches(film)
    captions = captions_of(film)
    assert [text for _, _, text in captions] == spoken_in(load_film(small_film))
    assert len(heard) == len(captions)
    for (start, end), (on, off, _text) in zip(heard, captions, strict=True):
        assert on == pytest.approx(start, abs=3 / 12)
        assert off >= end - 3 / 12
    report = json.loads((small_film / "out/report.json").read_text(encoding="utf-8"))
    cuts = [row["start"] / 12 for row in report["shots"]]
    for start, end in heard:
        assert not [cut for cut in cuts if start < cut < end]


def loud_stretches(film: Path) -> list[tuple[float, float]]:
    """Seconds from and to which something is heard, pauses under 0.3 s bridged."""
    import av

    with av.open(str(film)) as container:
        sound = np.concatenate([frame.to_ndarray().mean(axis=0) for frame in container.decode(audio=0)])
    rate, step = 48_000, 480
    level = np.sqrt(np.mean(sound[: len(sound) // step * step].reshape(-1, step) ** 2, axis=1))
    loud = np.flatnonzero(level > 0.01) * step / rate
    groups = np.split(loud, np.flatnonzero(np.diff(loud) > 0.3) + 1)
    return [(float(group[0]), float(group[-1])) for group in groups if len(group)]
