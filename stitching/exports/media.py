"""Clips and sounds laid beside an export, under names that stay the same when other shots change.

A clip is given whole: what the film does not show of it are the editor's handles.
"""

import filecmp
import hashlib
import os
import re
import shutil
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from stitching.errors import MediaError
from stitching.timeline import SAMPLE_RATE, Item, Origin, Sound, Source, Timeline

_LONGEST = 80
_RESERVED = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\..*)?", re.IGNORECASE)
"""Names that stand for devices on Windows."""


@dataclass(frozen=True)
class Laid:
    """A file beside the export: its length in frames, or in samples at 48 kHz; a sound has `channels`."""

    path: Path
    length: int
    channels: int = 0


@dataclass(frozen=True)
class Media:
    """The files of a timeline: of its items in their order, and of its sounds by the digests of their sources."""

    items: tuple[Laid, ...]
    sounds: Mapping[str, Laid]

    @property
    def files(self) -> frozenset[Path]:
        """All of them."""
        return frozenset(laid.path for laid in (*self.items, *self.sounds.values()))


def lay_beside(timeline: Timeline, folder: Path, names: Mapping[str, str] | None = None) -> Media:
    """Put the timeline's files into a folder; what is there already with the same content stays untouched.

    `names` gives sounds names by the digests of their sources. A file that is missing or too short is a MediaError.
    """
    folder.mkdir(parents=True, exist_ok=True)
    table = _Table(folder)
    items = tuple(_clip(table, timeline, item) for item in timeline.items)
    sounds = {sound.source.digest: _sound(table, sound, names or {}) for sound in timeline.sounds}
    return Media(items, sounds)


def clip_name(origin: Origin, item: str = "") -> str:
    """The name of a shot's file, without its suffix: `scene_shot_t1`; of an item that is no shot, its own."""
    if origin.scene or origin.shot:
        return safe_name(f"{origin.scene}_{origin.shot}_t{origin.take}")
    return safe_name(item)


def safe_name(text: str) -> str:
    """A file name that every system takes; where letters had to go, a few of its digest tell it from others."""
    letters = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    name = re.sub(r"[^A-Za-z0-9._-]+", "-", letters).strip("-._")[:_LONGEST].rstrip("-._")
    if name == text and not _RESERVED.fullmatch(name):
        return name
    return f"{name or 'clip'}-{hashlib.sha256(text.encode('utf-8', 'replace')).hexdigest()[:6]}"


class _Table:
    """The names that are taken; they differ in more than capitals, for some disks do not tell those apart."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._taken: dict[str, str] = {}

    def place(self, name: str, source: Source) -> Path:
        """Lay a source under a name, or under one with its digest where another has the name."""
        key = hashlib.sha256(source.digest.encode()).hexdigest()
        suffix = re.sub(r"[^.A-Za-z0-9]", "", source.path.suffix)
        if self._taken.setdefault(f"{name}{suffix}".lower(), key) != key:
            name = f"{name}-{key[:8]}"
        target = self.folder / f"{name}{suffix}"
        _lay(source.path, target)
        return target


def _lay(source: Path, target: Path) -> None:
    """Link the file if the disk can, else copy it; whole or not at all."""
    if not source.is_file():
        raise MediaError(f"{source}: there is no such file; render the film again")
    if target.is_dir():
        raise MediaError(f"{target}: is a folder; it stands where a clip should lie")
    there = target.is_file() and not target.is_symlink()
    if there and (target.samefile(source) or filecmp.cmp(source, target, shallow=False)):
        return
    beside = target.with_name(f".{target.name}.{os.getpid()}")
    beside.unlink(missing_ok=True)
    try:
        beside.hardlink_to(source)
    except OSError:
        shutil.copyfile(source, beside)
    beside.replace(target)


def _clip(table: _Table, timeline: Timeline, item: Item) -> Laid:
    from stitching.mezzanine import probe

    if item.source is None:
        return _card(table.folder, timeline, item)
    path = table.place(clip_name(item.origin, item.id), item.source)
    frames = probe(path).frames
    if item.first + item.frames > frames:
        raise MediaError(
            f"{item.source.path}: has {frames} frames, and '{item.id}' needs them up to {item.first + item.frames}; "
            "render the film again"
        )
    return Laid(path, frames)


def _card(folder: Path, timeline: Timeline, item: Item) -> Laid:
    """A plain card as a clip of its colour: no format has one of its own."""
    import numpy as np

    from stitching.colours import rgb
    from stitching.mezzanine import Writer, probe
    from stitching.muxing import whole

    colour = rgb(item.colour)
    frames = item.first + item.frames
    size = f"{timeline.width}x{timeline.height}_{timeline.rate.replace('/', '-')}"
    target = folder / f"card_{bytes(colour).hex()}_{size}_{frames}.mp4"
    if not target.is_file() or probe(target).frames != frames:
        picture = np.full((timeline.height, timeline.width, 3), colour, np.uint8)
        with whole(target) as scratch, Writer(scratch, timeline.width, timeline.height, timeline.fps) as writer:
            for _ in range(frames):
                writer.write(picture)
    return Laid(target, frames)


def _sound(table: _Table, sound: Sound, names: Mapping[str, str]) -> Laid:
    from stitching.cues import length
    from stitching.opening import opened_media

    digest = hashlib.sha256(sound.source.digest.encode()).hexdigest()[:10]
    name = names.get(sound.source.digest)
    path = table.place(safe_name(name) if name else f"{sound.track}_{digest}", sound.source)
    with opened_media(path) as container:
        channels = container.streams.audio[0].codec_context.layout.nb_channels if container.streams.audio else 0
    samples = length(path)
    if sound.first >= samples:
        raise MediaError(
            f"{sound.source.path}: lasts {samples / SAMPLE_RATE:.2f} s and is asked for from later on; render the film again"
        )
    return Laid(path, samples, channels)
