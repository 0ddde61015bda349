"""From a timeline to a film, with nothing but a folder to keep what was made.

What is kept there is named by its content: clips brought into the mezzanine, windows, mixes, and what was decoded before. So
the second film of the same clips is copied together, and after an edit only what the edit touches is made. The folder can be
deleted at any time; nothing in it is ever needed again.
"""

import hashlib
import json
import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from stitching import footage, mezzanine, sound
from stitching.assembly import assemble
from stitching.cutting import Window, windows
from stitching.decoded import Ledger
from stitching.picture import render_window
from stitching.settling import settled
from stitching.timeline import Item, Source, Timeline

Told = Callable[[str, int, int], None]
_HANDLE = 1
"""Seconds of foreign footage that are brought in besides what is used, so that a small trim needs no second time."""


@dataclass
class Rendered:
    """What a render did."""

    film: Path
    frames: int
    notes: tuple[str, ...] = ()
    """What was changed to make the timeline fit, and what was done to clips of another kind, in words."""
    made: list[str] = field(default_factory=list[str])
    """Files of the cache that were not there yet."""


def render(
    timeline: Timeline, out: Path, cache: Path, *, workers: int | None = None, progress: Told | None = None
) -> Rendered:
    """Render the timeline into `out`, an MP4 file that replaces the one that is there once it is known to be whole.

    Items may be of any footage: what is not in the mezzanine is brought into it once. `workers` windows are rendered at
    a time, one for each core if left out. `progress` is told a stage and how many of how many.

    Raises:
        TimelineError, MediaError: saying which item or file it is, and what to do.
    """
    timeline, notes = settled(timeline)
    kept = _Cache(cache, progress or (lambda *_: None))
    timeline, done = _conformed(timeline, kept)
    rendered = _windows(timeline, kept, workers or os.cpu_count() or 1)
    mix = _mix(timeline, kept)
    kept.told("film", 0, 1)
    out.parent.mkdir(parents=True, exist_ok=True)
    assemble(timeline, rendered, mix, out, Ledger(cache / "decoded"))
    kept.told("film", 1, 1)
    return Rendered(out, timeline.frames, (*notes, *done), kept.made)


@dataclass
class _Cache:
    """A folder of files by their keys. Each has the digest of its content in its name, and is made again if that is not so."""

    folder: Path
    told: Told
    made: list[str] = field(default_factory=list[str])
    _lists: dict[str, dict[str, Path]] = field(default_factory=dict[str, dict[str, Path]])

    def find(self, kind: str, identity: object) -> tuple[str, Path | None]:
        """The key of what has this identity, and its file where it is there and sound."""
        said = json.dumps([kind, identity], sort_keys=True, ensure_ascii=False, default=str)
        key = f"{kind}/{hashlib.sha256(said.encode()).hexdigest()[:32]}"
        path = self._listed(kind).get(key)
        if path is None or _digest(path) == path.stem.partition("-")[2]:
            return key, path
        path.unlink()
        return key, None

    def _listed(self, kind: str) -> dict[str, Path]:
        """The files of one kind by their keys."""
        if kind not in self._lists:
            files = (self.folder / kind).glob("[0-9a-f]*-*.*")
            self._lists[kind] = {f"{kind}/{path.name.partition('-')[0]}": path for path in files}
        return self._lists[kind]

    def add(self, key: str, path: Path) -> Path:
        """Take in a file that was made; where it is now."""
        with path.open("rb+") as file:
            os.fsync(file.fileno())
        target = self.folder / f"{key}-{_digest(path)}{path.suffix}"
        path.replace(target)
        self.made.append(target.relative_to(self.folder).as_posix())
        return target

    def scratch(self, key: str, suffix: str) -> Path:
        """Where to make a file."""
        target = self.folder / key
        target.parent.mkdir(parents=True, exist_ok=True)
        return target.with_name(f".{os.getpid()}.{target.name}{suffix}")


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, lambda: hashlib.blake2b(digest_size=12)).hexdigest()


def _conformed(timeline: Timeline, kept: _Cache) -> tuple[Timeline, list[str]]:
    """The timeline with every clip in the mezzanine, and what was done for it."""
    items, notes = list(timeline.items), list[str]()
    size = (timeline.width, timeline.height, timeline.fps)
    foreign = [at for at, item in enumerate(items) if item.source and not _fits(item.source.path, *size)]
    for number, at in enumerate(foreign):
        kept.told("footage", number, len(foreign))
        items[at], done = _brought_in(timeline, items[at], kept)
        notes += [f"{items[at].id}: {said}" for said in done]
    return timeline.model_copy(update={"items": tuple(items)}), notes


def _fits(path: Path, width: int, height: int, rate: Fraction) -> bool:
    """Whether a file is in the mezzanine encoding already."""
    facts = mezzanine.probe(path)
    if facts.codec != "h264" or (facts.width, facts.height, facts.rate) != (width, height, rate):
        return False
    return facts.settings == _settings(width, height, rate)


@cache
def _settings(width: int, height: int, rate: Fraction) -> bytes:
    """What the decoder of every mezzanine file of this size and rate is told."""
    import numpy as np

    with TemporaryDirectory() as folder:
        path = Path(folder) / "one.mp4"
        with mezzanine.Writer(path, width, height, rate) as writer:
            writer.write(np.zeros((height, width, 3), np.uint8))
        return mezzanine.probe(path).settings


def _brought_in(timeline: Timeline, item: Item, kept: _Cache) -> tuple[Item, Sequence[str]]:
    assert item.source is not None
    rate = timeline.fps
    before = min(item.first, round(_HANDLE * rate))
    start = item.first - before
    frames = before + item.frames
    said = [item.source.digest, timeline.width, timeline.height, timeline.rate, start, frames]
    key, path = kept.find("clips", [*said, mezzanine.VERSION, footage.VERSION])
    notes = kept.folder / f"{key}.txt"
    if path is None:
        scratch, size = kept.scratch(key, ".mp4"), (timeline.width, timeline.height, rate)
        done = footage.conform(item.source.path, scratch, *size, start=float(start / rate), frames=frames).done
        notes.write_text("\n".join(done), encoding="utf-8")
        path = kept.add(key, scratch)
    done = notes.read_text(encoding="utf-8").splitlines() if notes.is_file() else []
    clip = Source(digest=path.stem, path=path)
    return item.model_copy(update={"source": clip, "first": before}), done


def _windows(timeline: Timeline, kept: _Cache, workers: int) -> dict[Window, Path]:
    keys, found, missing = dict[Window, str](), dict[str, Path](), dict[str, Window]()
    for window in windows(timeline):
        keys[window], path = kept.find("windows", window.identity())
        if path is None:
            # A window that is in the film twice is made once.
            missing[keys[window]] = window
        else:
            found[keys[window]] = path
    work = [(key, window, kept.scratch(key, ".mp4")) for key, window in missing.items()]
    for number, (key, scratch) in enumerate(_each_rendered(work, min(workers, len(work))), 1):
        found[key] = kept.add(key, scratch)
        kept.told("windows", number, len(work))
    return {window: found[key] for window, key in keys.items()}


def _each_rendered(work: Sequence[tuple[str, Window, Path]], workers: int) -> Iterator[tuple[str, Path]]:
    """Render the windows, each into its file; they are given back as they are done."""
    if workers < 2:
        for key, window, path in work:
            render_window(window, path)
            yield key, path
        return
    # Decoders and encoders run outside of Python, so threads do as well as processes, and need no time to start.
    with ThreadPoolExecutor(workers) as pool:
        waiting = {pool.submit(render_window, window, path): (key, path) for key, window, path in work}
        for done in as_completed(waiting):
            done.result()
            yield waiting[done]


def _mix(timeline: Timeline, kept: _Cache) -> Path | None:
    if not timeline.sounds:
        return None
    said = [each.model_dump(mode="json") for each in timeline.sounds]
    key, path = kept.find("mixes", [said, timeline.mix.model_dump(mode="json"), timeline.samples, sound.VERSION])
    if path is None:
        kept.told("sound", 0, 1)
        scratch = kept.scratch(key, ".m4a")
        sound.mix(timeline, scratch)
        path = kept.add(key, scratch)
        kept.told("sound", 1, 1)
    return path
