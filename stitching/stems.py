"""Stems: each track of the mix as a file of its own, for whoever mixes the film again."""

import wave
from collections.abc import Iterator, Mapping
from pathlib import Path

import numpy as np

from stitching.loudness import Samples, leveled
from stitching.mixing import mixed, summed
from stitching.muxing import whole
from stitching.timeline import SAMPLE_RATE, TRACKS, Sound, Timeline, Track

_FULL = 2**23 - 1


def written(timeline: Timeline, folder: Path, parts: Mapping[str, tuple[Sound, ...]]) -> dict[str, Path]:
    """Write the stems; see `stitching.sound.stems`."""
    scratch = folder / ".mix.m4a"
    try:
        curve = mixed(timeline, scratch).curve
    finally:
        scratch.unlink(missing_ok=True)
    found: dict[str, Path] = {}
    tracks: list[Track] = [track for track in TRACKS if any(sound.track == track for sound in timeline.sounds)]
    wanted: dict[str, tuple[Track, Timeline]] = {}
    for track in tracks:
        wanted[track] = (track, timeline)
    for name, sounds in parts.items():
        wanted[name] = (sounds[0].track, _only(timeline, sounds))
    for name, (track, heard) in wanted.items():
        found[name] = folder / f"{name}.wav"
        with whole(found[name]) as scratch:
            write_pcm(scratch, leveled(summed(heard, track), curve))
    return found


def _only(timeline: Timeline, sounds: tuple[Sound, ...]) -> Timeline:
    """The film with nothing but these sounds on their track; the others stay, for music goes down under voices."""
    others = tuple(sound for sound in timeline.sounds if sound.track != sounds[0].track)
    return timeline.model_copy(update={"sounds": (*others, *sounds)})


def write_pcm(path: Path, blocks: Iterator[Samples]) -> None:
    """Write sound that comes in blocks as a WAV file of 24 bits."""
    with wave.open(str(path), "wb") as file:
        file.setnchannels(2)
        file.setsampwidth(3)
        file.setframerate(SAMPLE_RATE)
        for block in blocks:
            whole = np.clip(np.rint(block.T.astype(np.float64) * _FULL), -_FULL - 1, _FULL).astype("<i4")
            bytes_of = np.ascontiguousarray(whole).view(np.uint8).reshape(-1, 4)
            file.writeframes(np.ascontiguousarray(bytes_of[:, :3]).tobytes())
