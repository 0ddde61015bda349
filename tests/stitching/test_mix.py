"""The mix: as loud as asked, under the ceiling, ducked under speech, exact to the sample."""

import wave
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pyloudnorm
import pytest
from numpy.typing import NDArray

from stitching.aac import FRAME, STRETCH, Reel
from stitching.errors import MediaError
from stitching.loudness import Outlook, PeakHold
from stitching.measure import measure
from stitching.picture import assemble
from stitching.sound import mix, stems
from stitching.timeline import Item, Marking, Mix, Sound, Source, Timeline

MakeSound = Callable[..., Source]
MakeClip = Callable[..., Source]
RATE = 48_000


def _film(frames: int, *sounds: Sound, **more: Any) -> Timeline:
    items = (Item(id="a", frames=frames),)
    return Timeline(width=160, height=90, items=items, sounds=sounds, marking=Marking(title="T"), **more)


def _heard(film: Timeline, folder: Path) -> NDArray[np.float64]:
    """The mix before it is encoded, as the sum of its stems: (2, samples)."""
    apart = folder / "stems"
    apart.mkdir(exist_ok=True)
    return sum(_read(path) for path in stems(film, apart).values()) + np.zeros((2, film.samples))


def _read(path: Path) -> NDArray[np.float64]:
    with wave.open(str(path), "rb") as file:
        assert (file.getframerate(), file.getnchannels(), file.getsampwidth()) == (RATE, 2, 3)
        raw = np.frombuffer(file.readframes(file.getnframes()), np.uint8).reshape(-1, 3).astype(np.int32)
    whole = (raw[:, 0] | raw[:, 1] << 8 | raw[:, 2] << 16) << 8 >> 8
    return whole.reshape(-1, 2).T / 2**23


def _opened(path: Path) -> Any:
    import av

    return av.open(str(path))


def _decoded(path: Path) -> NDArray[np.float64]:
    with _opened(path) as container:
        return np.concatenate([frame.to_ndarray() for frame in container.decode(audio=0)], axis=1).astype(np.float64)


def _packets(path: Path) -> list[bytes]:
    with _opened(path) as container:
        return [bytes(packet) for packet in container.demux(audio=0) if packet.size]


def _tone(seconds: float, hertz: float, level: float = 0.3, rate: int = RATE) -> NDArray[np.float64]:
    return np.sin(2 * np.pi * hertz * np.arange(int(seconds * rate)) / rate) * level


def _speech(seconds: float, seed: int = 0) -> NDArray[np.float64]:
    """Bursts of noise, some loud: much like speech to a limiter."""
    chance = np.random.default_rng(seed)
    syllables = np.repeat(chance.random(int(seconds * 6) + 1) ** 2, RATE // 6)[: int(seconds * RATE)]
    return chance.normal(0, 0.3, syllables.size) * syllables


@pytest.mark.parametrize("target", [-14.0, -23.0])
def test_it_is_as_loud_as_asked_and_stays_under_the_ceiling_as_aac(
    make_sound: MakeSound, make_clip: MakeClip, tmp_path: Path, target: float
) -> None:
    lines = tuple(
        Sound(source=make_sound(f"line{index}", _speech(2, index)), start=index * 3 * RATE + RATE, track="dialogue")
        for index in range(3)
    )
    music = Sound(source=make_sound("music", _tone(10, 220)), start=0, track="music", gain=-8, fade_out=RATE)
    film = _film(240, music, *lines, mix=Mix(loudness=target))
    film = film.model_copy(update={"items": (Item(id="a", frames=240, source=make_clip(240)),)})
    found = mix(film, tmp_path / "mix.m4a")
    assert found.integrated == pytest.approx(target, abs=0.3)
    assemble(film, {}, tmp_path / "mix.m4a", tmp_path / "film.mp4")
    report = measure(tmp_path / "film.mp4")
    decoded = _decoded(tmp_path / "film.mp4")
    assert pyloudnorm.Meter(RATE).integrated_loudness(decoded.T) == pytest.approx(target, abs=0.5)
    assert report.loudness == pytest.approx(target, abs=0.5)
    assert report.true_peak is not None
    assert report.true_peak < -1


@pytest.mark.parametrize("kind", ["clicks", "square", "sweep"])
def test_hard_sounds_stay_under_the_ceiling(
    make_sound: MakeSound, make_clip: MakeClip, tmp_path: Path, kind: str
) -> None:
    at = np.arange(4 * RATE)
    sounds = {
        "clicks": (at % 9000 < 12) * 0.9,
        "square": np.sign(np.sin(at * 0.3)) * 0.9,
        "sweep": np.sin(at * at * 2e-6) * (at % 24_000 < 12_000),
    }
    film = _film(96, Sound(source=make_sound(kind, sounds[kind]), start=0, track="effects"), mix=Mix(loudness=-10.0))
    film = film.model_copy(update={"items": (Item(id="a", frames=96, source=make_clip(96)),)})
    mix(film, tmp_path / "mix.m4a")
    assemble(film, {}, tmp_path / "mix.m4a", tmp_path / "film.mp4")
    peak = measure(tmp_path / "film.mp4").true_peak
    assert peak is not None
    assert peak < -1


def test_music_goes_down_under_speech_and_comes_back(make_sound: MakeSound, tmp_path: Path) -> None:
    # The line is silent, so that what is left to hear is the music alone.
    line = Sound(source=make_sound("line", np.zeros(2 * RATE)), start=4 * RATE, track="dialogue")
    music = Sound(source=make_sound("music", _tone(10, 1000, 0.1)), start=0, track="music")
    heard = _heard(_film(240, music, line), tmp_path)[0]
    level = 20 * np.log10(np.sqrt((heard.reshape(-1, RATE // 100) ** 2).mean(axis=1)))
    free = level[200]
    assert level[405:595] - free == pytest.approx(np.full(190, -12.0), abs=0.3)
    assert level[391] > free - 0.3
    assert level[665:900] == pytest.approx(np.full(235, free), abs=0.3)
    assert np.abs(np.diff(level[380:680])).max() < 4


def test_effects_are_not_ducked_and_dialogue_is_not(make_sound: MakeSound, tmp_path: Path) -> None:
    line = Sound(source=make_sound("line", np.zeros(2 * RATE)), start=1 * RATE, track="dialogue")
    bell = Sound(source=make_sound("bell", _tone(5, 1000, 0.1)), start=0, track="effects")
    levels = np.sqrt((_heard(_film(120, bell, line), tmp_path)[0][RATE // 2 :].reshape(9, -1) ** 2).mean(axis=1))
    assert levels == pytest.approx(np.full(9, levels[0]), rel=0.02)


def test_each_sound_stands_on_its_sample(make_sound: MakeSound, tmp_path: Path) -> None:
    click = np.zeros(480)
    click[0] = 0.5
    places = (0, 1, 12_345, 479_000, 12_345 + 480_000)
    source = make_sound("click", click)
    film = _film(264, *(Sound(source=source, start=at, track="effects") for at in places))
    heard = np.abs(_heard(film, tmp_path)[0])
    assert set(np.flatnonzero(heard > heard.max() / 2)) == set(places)


def test_fades_length_and_sides(make_sound: MakeSound, tmp_path: Path) -> None:
    both = np.stack([_tone(4, 500, 0.2), np.zeros(4 * RATE)])
    sound = Sound(
        source=make_sound("left", both), start=RATE, track="effects", length=2 * RATE, fade_in=RATE, fade_out=RATE // 2
    )
    left, right = _heard(_film(96, sound), tmp_path)
    assert np.abs(right).max() == 0
    assert np.abs(left[:RATE]).max() == np.abs(left[3 * RATE :]).max() == 0
    level = np.abs(left).reshape(-1, 480).max(axis=1)
    assert level[110] < 0.3 * level[210]
    assert level[298] < 0.2 * level[210]
    assert (np.diff(level[105:195]) > -1e-3).all()


def test_other_rates_mono_and_files_with_pictures_can_be_heard(make_sound: MakeSound, tmp_path: Path) -> None:
    import av

    path = tmp_path / "voice.ogg"
    with av.open(str(path), "w") as container:
        stream = container.add_stream("libopus", rate=24_000, layout="mono")
        assert isinstance(stream, av.AudioStream)
        block = (_tone(2, 440, 0.4, 24_000) * 32767).astype(np.int16)[None]
        frame = av.AudioFrame.from_ndarray(block, format="s16", layout="mono")
        frame.sample_rate, frame.pts = 24_000, 0
        container.mux(stream.encode(frame))
        container.mux(stream.encode(None))
    film = _film(48, Sound(source=Source(digest="v", path=path), start=0, track="dialogue"))
    left, right = _heard(film, tmp_path)
    assert np.array_equal(left, right)
    middle = left[RATE // 2 : RATE // 2 + RATE]
    assert np.abs(np.fft.rfft(middle)).argmax() == 440


@pytest.mark.parametrize("frames", [1, 3, 24])
@pytest.mark.parametrize("rate", ["24", "24000/1001"])
def test_silence_and_very_short_films(make_sound: MakeSound, tmp_path: Path, frames: int, rate: str) -> None:
    quiet = Sound(source=make_sound("quiet", np.zeros(RATE)), start=0, track="music")
    short = Sound(source=make_sound("short", _tone(0.05, 300)), start=0, track="effects")
    for sounds in ((), (quiet,), (short,)):
        film = _film(frames, *sounds, rate=rate)
        found = mix(film, tmp_path / "mix.m4a")
        heard = _heard(film, tmp_path)
        with _opened(tmp_path / "mix.m4a") as container:
            assert container.streams.audio[0].duration == film.samples
        assert np.isfinite(heard).all()
        assert found.integrated is None or frames == 24
        assert (np.abs(heard).max() > 0) == (sounds == (short,))


def test_a_sound_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    (tmp_path / "bad.wav").write_bytes(b"RIFF" + b"x" * 100)
    for name, why in (("bad.wav", "not a readable media"), ("none.wav", "no such file")):
        source = Source(digest=name, path=tmp_path / name)
        with pytest.raises(MediaError, match=f"{name}: .*{why}"):
            mix(_film(24, Sound(source=source, start=0, track="music")), tmp_path / "mix.m4a")


def test_peaks_between_samples_are_seen() -> None:
    # A quarter of the sample rate, in between: the samples never reach the wave's height.
    wave_of = np.sin(2 * np.pi * 12_000 * np.arange(4800) / RATE + np.pi / 4).astype(np.float32)
    hold = PeakHold()
    found = np.concatenate([hold.push(np.stack([part, part])) for part in np.split(wave_of, 4)])
    assert np.abs(wave_of).max() == pytest.approx(0.707, abs=0.01)
    assert found[5:-5] == pytest.approx(np.ones(found.size - 10), abs=0.02)


def test_peaks_are_the_same_where_they_are_only_looked_for_near_the_largest() -> None:
    noise = np.random.default_rng(0).normal(0, 0.1, (2, 192 * 50 + 7)).astype(np.float32)
    assert PeakHold(0.6).push(noise).max() == PeakHold().push(noise).max()


def test_peaks_under_a_limiter_are_foretold() -> None:
    peaks = np.full(25, 0.1, np.float32)
    peaks[12] = 1.0
    outlook = Outlook(np.zeros(0), peaks, peaks)
    assert outlook.highest(outlook.curve(2.0, -3.0), 10) == pytest.approx([-13.98, -3, -13.98], abs=0.1)


def test_the_bytes_are_the_same_on_any_number_of_cores(
    make_sound: MakeSound, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    film = _film(500, Sound(source=make_sound("talk", _speech(20)), start=0, track="dialogue"))
    found = set[bytes]()
    for cores in (1, 3):
        monkeypatch.setattr("os.cpu_count", lambda cores=cores: cores)
        mix(film, tmp_path / "mix.m4a")
        found.add((tmp_path / "mix.m4a").read_bytes())
    assert len(found) == 1


def test_stretches_meet_without_a_seam_and_stay_when_another_is_made_anew(tmp_path: Path) -> None:
    samples = 2 * STRETCH + 30_000
    talk = np.stack([_speech(samples / RATE + 1)[:samples] * 0.2 + _tone(samples / RATE + 1, 300)[:samples]] * 2)
    talk = talk.astype(np.float32)
    softer = talk.copy()
    softer[:, STRETCH + FRAME : 2 * STRETCH - FRAME] *= 0.5
    with (tmp_path / "packets").open("wb+") as scratch:
        reel = Reel(scratch, samples)
        first, second = (
            np.concatenate(list(reel.heard(lambda a, b, sound=sound: sound[:, a:b], fresh, tmp_path / name)), axis=1)
            for sound, fresh, name in ((talk, [0, 1, 2], "first.m4a"), (softer, [1], "second.m4a"))
        )
    wrong = ((first - talk)[:, : samples // FRAME * FRAME].reshape(2, -1, FRAME) ** 2).sum(axis=(0, 2))
    for seam in (480, 960):
        assert wrong[seam - 1 : seam + 1].max() < np.percentile(wrong, 99)
    before, after = (_packets(tmp_path / name) for name in ("first.m4a", "second.m4a"))
    assert len(before) == len(after) == -(-samples // FRAME) + 1
    assert {at for at, pair in enumerate(zip(before, after, strict=True)) if pair[0] != pair[1]} <= set(range(481, 961))
    assert before[500:940] != after[500:940]
    assert np.array_equal(_decoded(tmp_path / "second.m4a")[:, :samples], second)


def test_levels_and_ducking_are_as_the_timeline_says(make_sound: MakeSound, tmp_path: Path) -> None:
    line = Sound(source=make_sound("line", np.zeros(2 * RATE)), start=RATE, track="dialogue")
    music = Sound(source=make_sound("music", _tone(5, 1000, 0.05)), start=0, track="music")
    bell = Sound(source=make_sound("bell", _tone(5, 300, 0.05)), start=0, track="effects")

    def levels(how: Mix) -> tuple[float, float]:
        """How loud the music is against the bell, before the line and under it."""
        apart = tmp_path / "stems"
        apart.mkdir(exist_ok=True)
        found = stems(_film(120, line, music, bell, mix=how), apart)
        first, second = (np.abs(_read(found[name])[0]).reshape(50, -1).max(axis=1) for name in ("music", "effects"))
        return float(first[5] / second[5]), float(first[20] / second[20])

    assert levels(Mix()) == pytest.approx((1, 10 ** (-12 / 20)), rel=0.02)
    assert levels(Mix(levels={"music": 6.0}, duck=3)) == pytest.approx((10 ** (6 / 20), 10 ** (3 / 20)), rel=0.02)


def test_stems_add_up_to_the_mix_that_players_hear(make_sound: MakeSound, make_clip: MakeClip, tmp_path: Path) -> None:
    line = Sound(source=make_sound("line", _tone(2, 700, 0.2)), start=RATE, track="dialogue")
    music = Sound(source=make_sound("music", _tone(5, 220, 0.3)), start=0, track="music", fade_out=RATE)
    film = _film(120, line, music).model_copy(update={"items": (Item(id="a", frames=120, source=make_clip(120)),)})
    together = _heard(film, tmp_path)
    mix(film, tmp_path / "mix.m4a")
    assemble(film, {}, tmp_path / "mix.m4a", tmp_path / "film.mp4")
    played = _decoded(tmp_path / "film.mp4")[:, : film.samples]
    assert np.corrcoef(played[0], together[0])[0, 1] > 0.98
    lag = np.correlate(played[0][RATE : 2 * RATE], together[0][RATE + 500 : 2 * RATE - 500], "valid").argmax() - 500
    assert lag == 0


def test_a_sound_can_begin_inside_its_file(make_sound: MakeSound, tmp_path: Path) -> None:
    steps = np.concatenate([np.zeros(RATE), np.full(RATE, 0.25), np.zeros(RATE)])
    source = make_sound("steps", steps * np.sin(np.arange(3 * RATE) * 0.2))
    film = _film(48, Sound(source=source, start=0, first=RATE, length=RATE, track="effects"))
    level = np.abs(_heard(film, tmp_path)[0]).reshape(-1, RATE // 10).max(axis=1)
    assert (level[:10] > 0.1).all()
    assert level[10:].max() == 0
