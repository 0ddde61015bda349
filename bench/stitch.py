"""How long putting a film together takes: MoviePy, one ffmpeg xfade graph, our smart render, and bare copying.

    python bench/stitch.py [--clips 20] [--rounds 3] [--only cold,warm,edit,copy,bytes] [--preset medium]
    python bench/stitch.py mix [--minutes 10]

Clips of 5 s at 1280x720, half-second dissolves. Each method is a process of its own, in alternation, so that what else the
machine does falls on all alike. Seconds are by the clock: of the work alone, and with the start of Python and its imports, which
an ffmpeg would not need; ratios are of the first. Memory is the largest that the process or one of its children had. The peers
encode with `--preset`, by default x264's own default, as they do where nobody says otherwise. Ratios hold, seconds do not.
"""

import argparse
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
import wave
from fractions import Fraction
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from stitching import Item, Marking, Sound, Source, Timeline, Transition
from stitching.mezzanine import Writer

RATE = Fraction(24)
FRAMES, WIDTH, HEIGHT, DISSOLVE = 120, 1280, 720, 12
METHODS = ("moviepy", "xfade", "cold", "warm", "edit", "copy", "bytes")
_DIFFERENT = 20
"""Clips that differ; more than that are the same pictures again, in files of their own names."""


def make_clips(folder: Path, count: int) -> list[Source]:
    """Flat drawn pictures that move: bands of colour under a disc."""
    folder.mkdir(parents=True, exist_ok=True)
    down, across = np.mgrid[0:HEIGHT, 0:WIDTH]
    for number in range(count):
        path = folder / f"{number}.mp4"
        if path.is_file():
            continue
        if number >= _DIFFERENT:
            os.link(folder / f"{number % _DIFFERENT}.mp4", path)
            continue
        with Writer(path, WIDTH, HEIGHT, RATE) as writer:
            for index in range(FRAMES):
                band = (down * 6 // HEIGHT * 40 + number * 23 + index // 2) % 256
                disc = (across - WIDTH * (0.2 + index / FRAMES / 2)) ** 2 + (down - HEIGHT / 2) ** 2 < (HEIGHT / 5) ** 2
                picture = np.stack([band, (band + across // 16) % 256, 255 - band], axis=2).astype(np.uint8)
                picture[disc] = (255, 190, 120)
                writer.write(picture)
    return [Source(digest=f"clip {number}", path=folder / f"{number}.mp4") for number in range(count)]


def film_of(clips: list[Source], dissolve: int = DISSOLVE) -> Timeline:
    """The clips in a row, joined by dissolves."""
    enter = Transition(kind="dissolve", frames=dissolve) if dissolve else Transition()
    items = tuple(
        Item(id=f"shot {at}", frames=FRAMES, source=clip, enter=enter if at else Transition())
        for at, clip in enumerate(clips)
    )
    return Timeline(width=WIDTH, height=HEIGHT, items=items, marking=Marking(title="Bench"))


def by_moviepy(film: Timeline, out: Path, preset: str) -> None:
    """As MoviePy's own documentation joins clips."""
    from moviepy import CompositeVideoClip, VideoFileClip
    from moviepy.video.fx.CrossFadeIn import CrossFadeIn

    layers = []
    for item, start in zip(film.items, film.starts(), strict=True):
        assert item.source is not None
        clip = VideoFileClip(str(item.source.path), audio=False).with_start(float(start / RATE))
        layers.append(clip.with_effects([CrossFadeIn(DISSOLVE / 24)]) if start else clip)
    composite = CompositeVideoClip(layers).with_duration(float(film.frames / RATE))
    composite.write_videofile(str(out), fps=24, codec="libx264", preset=preset, audio=False, logger=None)
    for layer in layers:
        layer.close()


def by_xfade(film: Timeline, out: Path, preset: str) -> None:
    """One graph of xfade filters, as recipes for ffmpeg have it."""
    import imageio_ffmpeg

    named = [argument for item in film.items if item.source for argument in ("-i", str(item.source.path))]
    chain, last = list[str](), "[0:v]"
    for number, start in enumerate(film.starts()[1:], 1):
        label = f"[x{number}]"
        seconds = float(start / RATE)
        chain.append(f"{last}[{number}:v]xfade=transition=fade:duration={DISSOLVE / 24}:offset={seconds:.6f}{label}")
        last = label
    script = out.with_suffix(".txt")
    script.write_text(";\n".join(chain), encoding="ascii")
    encode = ["-c:v", "libx264", "-preset", preset, "-pix_fmt", "yuv420p", str(out)]
    command = [imageio_ffmpeg.get_ffmpeg_exe(), "-y", "-v", "error", *named, "-filter_complex_script", str(script)]
    subprocess.run([*command, "-map", last, *encode], check=True)


def by_copying(film: Timeline, out: Path) -> None:
    """ffmpeg's concat demuxer: the packets of all clips one after another, with nothing looked at."""
    import imageio_ffmpeg

    rows = [f"file '{item.source.path}'" for item in film.items if item.source]
    listed = out.with_suffix(".ffconcat")
    listed.write_text("\n".join(["ffconcat version 1.0", *rows]), encoding="utf-8")
    command = [imageio_ffmpeg.get_ffmpeg_exe(), "-y", "-v", "error", "-f", "concat", "-safe", "0", "-i", str(listed)]
    subprocess.run([*command, "-c", "copy", str(out)], check=True)


def one(method: str, folder: Path, count: int, preset: str) -> float:
    """What a process of its own does, and how many seconds it worked."""
    import imageio_ffmpeg
    import moviepy

    from stitching.rendering import render

    del imageio_ffmpeg, moviepy
    clips = make_clips(folder / "clips", count)
    film, cache, out = film_of(clips), folder / "cache", folder / f"{method}.mp4"
    began = time.perf_counter()
    if method == "moviepy":
        by_moviepy(film, out, preset)
    elif method == "xfade":
        by_xfade(film, out, preset)
    elif method == "copy":
        by_copying(film, out)
    elif method == "bytes":
        for item in film.items:
            assert item.source is not None
            shutil.copyfile(item.source.path, out)
    else:
        if method == "edit":
            # Another clip in the middle: its two windows are new, whatever was made before.
            fresh = Source(digest=f"edit {time.time_ns()}", path=clips[count // 2 - 1].path)
            film = film_of([*clips[: count // 2], fresh, *clips[count // 2 + 1 :]])
        render(film, out, cache)
    return time.perf_counter() - began


class Timed(NamedTuple):
    """Of a process of its own: seconds of work, seconds in all, and MB at most."""

    work: float
    whole: float
    memory: float


def timed(method: str, folder: Path, count: int, preset: str) -> Timed:
    """Let a method work in a process of its own; what goes on from a film that was made before finds one."""
    if method == "cold":
        shutil.rmtree(folder / "cache", ignore_errors=True)
    elif method in ("warm", "edit") and not (folder / "cache").is_dir():
        timed("cold", folder, count, preset)
    command = [sys.executable, __file__, "--one", method, "--folder", str(folder), "--clips", str(count)]
    began = time.perf_counter()
    with subprocess.Popen([*command, "--preset", preset], stdout=subprocess.PIPE, text=True) as child:
        assert child.stdout is not None
        told = child.stdout.read()
        _, status, used = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
    if status:
        raise SystemExit(f"{method} failed")
    return Timed(float(told), time.perf_counter() - began, used.ru_maxrss / 1024)


def alternated(folder: Path, count: int, rounds: int, methods: list[str], preset: str) -> None:
    """Run all methods in turn and print the middle of each."""
    make_clips(folder / "clips", count)
    found: dict[str, list[Timed]] = {method: [] for method in methods}
    for _ in range(rounds):
        for method in methods:
            found[method].append(timed(method, folder, count, preset))
    seconds = {method: statistics.median(each.work for each in rows) for method, rows in found.items()}
    print(f"{count} clips of {FRAMES} frames, {WIDTH}x{HEIGHT}, {rounds} rounds; peers encode with {preset}")
    print(
        f"{'':8} {'seconds':>9} {'in all':>9} {'MB':>6}  times faster than "
        + " ".join(f"{name:>8}" for name in methods)
    )
    for method, rows in found.items():
        whole, memory = statistics.median(each.whole for each in rows), max(each.memory for each in rows)
        ratios = " ".join(f"{seconds[other] / seconds[method]:8.2f}" for other in methods)
        print(f"{method:8} {seconds[method]:9.2f} {whole:9.2f} {memory:6.0f}                    {ratios}")
    print(json.dumps({method: [round(each.work, 2) for each in rows] for method, rows in found.items()}))


def mix(folder: Path, minutes: float) -> None:
    """The film's own score and voices, said again and again, mixed for so many minutes."""
    from stitching.sound import mix as mixed

    sounds = _sounds(folder, minutes)
    frames = round(minutes * 60 * RATE)
    film = Timeline(
        width=WIDTH, height=HEIGHT, items=(Item(id="a", frames=frames),), sounds=sounds, marking=Marking(title="Bench")
    )
    began, used = time.perf_counter(), time.process_time()
    found = mixed(film, folder / "mix.m4a")
    seconds, work = time.perf_counter() - began, time.process_time() - used
    print(f"{minutes:g} minutes, {len(sounds)} sounds: {seconds:.1f} s, {work:.1f} s of all cores; {found}")


def _sounds(folder: Path, minutes: float) -> tuple[Sound, ...]:
    """Music by the built-in score, rain, and lines by the built-in voice."""
    from generation.ambiences import _making as beds
    from generation.requests import AmbienceRequest, ScoreRequest, ScoreSection, SpeechRequest
    from generation.scores import _performing as music
    from generation.voices import espeak

    def silent(_done: int, _all: int) -> None:
        """Progress that nobody reads."""

    rate, whole = 48_000, minutes * 60
    moods = ("calm", "tense", "triumphant")
    sections = tuple(ScoreSection(seconds=20, mood=moods[at % 3]) for at in range(max(1, round(whole / 20))))
    score = _kept(folder / "score.wav", music.perform(ScoreRequest(sections=sections, seed=7), silent).sound)
    rain = _kept(folder / "rain.wav", beds.make(AmbienceRequest(kind="rain", seconds=whole, seed=7), silent))
    words = ("Who is there, out in the storm?", "Come home.", "I have kept this light for forty years.")
    said = [espeak.speak(SpeechRequest(text=text, voice=text), silent).sound for text in words]
    lines = [_kept(folder / f"line {at}.wav", samples) for at, samples in enumerate(said)]
    spoken = [
        Sound(source=lines[at % 3], start=at * 5 * rate, track="dialogue") for at in range(max(1, int(whole / 5) - 1))
    ]
    return (
        Sound(source=score, start=0, track="music", gain=-7),
        Sound(source=rain, start=0, track="ambience", gain=-14),
        *spoken,
    )


def _kept(path: Path, samples: NDArray[np.float32]) -> Source:
    rows = np.atleast_2d(samples)
    with wave.open(str(path), "wb") as file:
        file.setnchannels(rows.shape[0])
        file.setsampwidth(2)
        file.setframerate(48_000)
        file.writeframes(np.ascontiguousarray((np.clip(rows.T, -1, 1) * 32767).astype("<i2")).tobytes())
    return Source(digest=path.name, path=path)


def main() -> None:
    """Read the arguments and do what they ask for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", nargs="?", choices=["film", "mix"], default="film")
    parser.add_argument("--clips", type=int, default=20)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--only", default=",".join(METHODS), help="some of " + ", ".join(METHODS))
    parser.add_argument("--preset", default="medium")
    parser.add_argument("--minutes", type=float, default=10.0)
    parser.add_argument("--one", choices=METHODS, help=argparse.SUPPRESS)
    parser.add_argument("--folder", type=Path, help="where the clips are and stay; a new one if left out")
    asked = parser.parse_args()
    if asked.one:
        print(one(asked.one, asked.folder, asked.clips, asked.preset))
        return
    with tempfile.TemporaryDirectory() as name:
        folder = asked.folder or Path(name)
        if asked.what == "mix":
            mix(folder, asked.minutes)
        else:
            alternated(folder, asked.clips, asked.rounds, asked.only.split(","), asked.preset)


if __name__ == "__main__":
    main()
