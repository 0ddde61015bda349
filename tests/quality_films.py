"""A small film that is as it was planned, and a way to make it with one thing wrong.

Five shots: two scenes, of which the first goes on from shot to shot, and the second has a cut and a dissolve. Two lines are
spoken over a soft chord.
"""

import wave
from collections.abc import Callable
from dataclasses import dataclass, replace
from fractions import Fraction
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from stitching.loudness import Meter
from stitching.mezzanine import Writer
from stitching.quality import Expected, PlannedShot, Quality, Speech, inspect
from stitching.timeline import Caption

WIDTH, HEIGHT, RATE, LENGTH, DISSOLVE = 128, 72, 12, 18, 4
LOUDNESS = -18.0
FRAMES = 5 * LENGTH - DISSOLVE
SAMPLE_RATE = 48_000
STARTS = (0, 18, 36, 54, 68)
IDS = ("walk/one", "walk/two", "walk/three", "rest/four", "rest/five")
SPEECH = ((0.25, 1.25), (4.75, 5.75))

Pictures = NDArray[np.uint8]
"""(frames, height, width, 3)."""
Samples = NDArray[np.float32]
"""(2, samples)."""


@dataclass(frozen=True)
class Parts:
    """What a film is made of; a test changes one of them."""

    pictures: Pictures
    sound: Samples
    expected: Expected

    def with_pictures(self, change: Callable[[Pictures], Pictures | None]) -> "Parts":
        """The film with other pictures; `change` may work in place."""
        pictures = self.pictures.copy()
        changed = change(pictures)
        return replace(self, pictures=pictures if changed is None else changed)

    def with_shots(self, **changes: object) -> "Parts":
        """The film with another plan of all its shots."""
        shots = tuple(shot.model_copy(update=changes) for shot in self.expected.shots)
        return replace(self, expected=self.expected.model_copy(update={"shots": shots}))

    def expecting(self, **changes: object) -> "Parts":
        """The same film, of which something else is expected."""
        return replace(self, expected=self.expected.model_copy(update=changes))

    def measured(self, folder: Path) -> Quality:
        """The film, put together and inspected."""
        path = folder / "film.mp4"
        build(path, self.pictures, self.sound)
        return inspect(path, self.expected)


def view(seed: int, first: int, frames: int) -> Pictures:
    """A camera that pans over a wall of coloured patches, two pixels a frame."""
    chance = np.random.default_rng(seed)
    wall = np.kron(chance.integers(20, 235, (HEIGHT // 12, 40, 3)), np.ones((12, 12, 1)))
    for axis in (0, 1):
        wall = np.mean([np.roll(wall, by, axis) for by in range(-4, 5)], axis=0)
    # Nothing that is wider than the picture, so that all of the wall is as bright and as colourful.
    waves = np.fft.rfft(wall, axis=1)
    waves[:, :8] = 0
    wall = 128 + 1.4 * np.fft.irfft(waves, wall.shape[1], axis=1) + chance.normal(0, 6, wall.shape)
    rows = [wall[:, 2 * at : 2 * at + WIDTH] for at in range(first, first + frames)]
    return np.clip(np.stack(rows), 0, 255).astype(np.uint8)


def all_pictures() -> Pictures:
    """The film's frames, the dissolve among them."""
    walk, four, five = view(1, 0, 3 * LENGTH), view(2, 0, LENGTH), view(3, 0, LENGTH)
    shares = (np.arange(1, DISSOLVE + 1) / (DISSOLVE + 1))[:, None, None, None]
    mixed = four[-DISSOLVE:] * (1 - shares) + five[:DISSOLVE] * shares
    return np.concatenate([walk, four[:-DISSOLVE], mixed.astype(np.uint8), five[DISSOLVE:]])


def all_sound() -> tuple[Samples, list[NDArray[np.float32]]]:
    """The film's sound, and the two voices in it."""
    count = round(FRAMES * SAMPLE_RATE / RATE)
    at = np.arange(count) / SAMPLE_RATE
    sound = 0.02 * np.sin(2 * np.pi * np.array([[110], [165], [220]]) * at).sum(axis=0)
    voices = list[NDArray[np.float32]]()
    for number, (begin, end) in enumerate(SPEECH):
        chance = np.random.default_rng(number)
        length = round((end - begin) * SAMPLE_RATE)
        syllables = np.interp(
            np.arange(length), np.arange(0, length + 4800, 4800), chance.uniform(0.3, 1, length // 4800 + 1)
        )
        voice = 0.2 * syllables * np.convolve(chance.uniform(-1, 1, length), np.ones(8) / 3, "same")
        voices.append(voice.astype(np.float32))
        sound[round(begin * SAMPLE_RATE) :][:length] += voice
    both = np.stack([sound, sound]).astype(np.float32)
    return both * 10 ** ((LOUDNESS - loudness(both)) / 20), voices


def loudness(sound: Samples) -> float:
    """Integrated, in LUFS."""
    meter = Meter(peak=True)
    meter.push(sound)
    meter.end()
    found = meter.value("I")
    assert found is not None
    return found


def clean(folder: Path) -> Parts:
    """The film as it should be; its clips and voices lie in the folder."""
    sound, voices = all_sound()
    clips = [
        view(1, 0, LENGTH),
        view(1, LENGTH, LENGTH),
        view(1, 2 * LENGTH, LENGTH),
        view(2, 0, LENGTH),
        view(3, 0, LENGTH),
    ]
    shots = list[PlannedShot]()
    for index, (name, start, clip) in enumerate(zip(IDS, STARTS, clips, strict=True)):
        path = folder / f"{index}.mp4"
        encode(path, clip)
        joined = ("cut", "continuous", "continuous", "cut", "dissolve")[index]
        shots.append(
            PlannedShot(
                id=name,
                scene=name.partition("/")[0],
                start=start,
                frames=LENGTH,
                joined=joined,
                head=DISSOLVE if index == 4 else 0,
                tail=DISSOLVE if index == 3 else 0,
                clip=path,
            )
        )
    speech = list[Speech]()
    for number, ((begin, end), voice) in enumerate(zip(SPEECH, voices, strict=True)):
        path = folder / f"voice{number}.wav"
        write_wav(path, np.stack([voice, voice]))
        speech.append(Speech(start=round(begin * SAMPLE_RATE), end=round(end * SAMPLE_RATE), source=path))
    captions = (
        Caption(start=3, frames=14, lines=("Who is there?",)),
        Caption(start=57, frames=13, lines=("Only me.",)),
    )
    expected = Expected(
        title="The Wall",
        width=WIDTH,
        height=HEIGHT,
        rate=str(RATE),
        frames=FRAMES,
        shots=tuple(shots),
        captions=captions,
        speech=tuple(speech),
        loudness=LOUDNESS,
        true_peak=-1,
    )
    return Parts(all_pictures(), sound, expected)


def build(path: Path, pictures: Pictures, sound: Samples) -> None:
    """Pictures and sound as one film, the sound as AAC."""
    import av

    clip = path.with_name("picture.mp4")
    encode(clip, pictures)
    options = {"movie_timescale": str(SAMPLE_RATE)}
    with av.open(str(clip)) as shown, av.open(str(path), "w", options=options) as film:
        stream = film.add_stream_from_template(shown.streams.video[0])
        track = film.add_stream("aac", rate=SAMPLE_RATE, layout="stereo", options={"b": "256000"})
        for packet in shown.demux(video=0):
            if packet.dts is not None:
                packet.stream = stream
                film.mux(packet)
        for at in range(0, sound.shape[1], 1024):
            block = np.ascontiguousarray(sound[:, at : at + 1024], np.float32)
            frame = av.AudioFrame.from_ndarray(block, format="fltp", layout="stereo")
            frame.sample_rate, frame.pts, frame.time_base = SAMPLE_RATE, at, Fraction(1, SAMPLE_RATE)
            film.mux(track.encode(frame))
        film.mux(track.encode(None))


def encode(path: Path, pictures: Pictures) -> None:
    """Pictures as a clip."""
    with Writer(path, WIDTH, HEIGHT, Fraction(RATE)) as writer:
        for picture in pictures:
            writer.write(picture)


def write_wav(path: Path, sound: Samples) -> None:
    """Two channels at 48 kHz, 16 bits."""
    with wave.open(str(path), "wb") as file:
        file.setnchannels(2)
        file.setsampwidth(2)
        file.setframerate(SAMPLE_RATE)
        file.writeframes(np.ascontiguousarray((np.clip(sound, -1, 1) * 32767).astype("<i2").T).tobytes())
