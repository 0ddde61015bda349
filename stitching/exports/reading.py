"""An .otio file that an editing program wrote, as clips in the order of the film.

Programs keep what they like: metadata may be gone (files are known by their names then), clips cut in pieces, laid on other
tracks or into compounds, played faster. What cannot be said of a film's shots is in `notes`, in words.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from math import isfinite
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from stitching.errors import MediaError
from stitching.exports.text import one_line
from stitching.wording import count

_MOST_CLIPS = 100_000
_DEEPEST = 32


@dataclass(frozen=True)
class ReadTransition:
    """A transition: `before` frames before the cut and `after` behind it. `kind` is empty where it is not one of ours.

    Where it `overlaps`, both clips are seen in it; else each has its own part of the frames.
    """

    kind: str
    before: int
    after: int
    overlaps: bool = True

    @property
    def frames(self) -> int:
        """How long it lasts."""
        return self.before + self.after


@dataclass(frozen=True)
class ReadClip:
    """A clip of the picture: `frames` frames of its file from `first` on, from cut to cut.

    `id` is the item's, empty where the program did not keep it; then `file` and `name` tell. `enter` is how it begins: None for
    a cut. Where `joined` is false nothing is known of that.
    """

    id: str
    file: str
    name: str
    start: int
    first: int
    frames: int
    enter: ReadTransition | None = None
    leave: ReadTransition | None = None
    joined: bool = True

    @property
    def used(self) -> tuple[int, int]:
        """The frames of its file that are seen, also under transitions: the first, and one past the last."""
        return (
            self.first - (self.enter.before if self.enter and self.enter.overlaps else 0),
            self.first + self.frames + (self.leave.after if self.leave and self.leave.overlaps else 0),
        )


@dataclass(frozen=True)
class ReadBack:
    """The clips of a file in order; `title` is the film's that was exported, empty where the program did not keep it."""

    clips: tuple[ReadClip, ...]
    title: str
    notes: tuple[str, ...] = ()


def read(path: Path, rate: Fraction) -> ReadBack:
    """Read a file back, in frames of `rate`; MediaError if it is no timeline."""
    edit = _timeline(path)
    reader = _Reader(rate)
    clips = tuple(reader.clips(edit))
    found = reader.rate or rate
    if abs(found - rate) > Fraction(1, 100):
        reader.note(
            f"it counts {float(found):g} frames a second, the film {float(rate):g}; cuts are on the nearest frame"
        )
    return ReadBack(clips, str(_ours(edit).get("title", "")), tuple(reader.notes))


def _timeline(path: Path) -> Any:
    import opentimelineio as otio

    try:
        text = path.read_bytes().decode("utf-8")
        found = otio.adapters.read_from_string(text, adapter_name="otio_json")
    except OSError as error:
        raise MediaError(f"{path}: cannot be read ({(error.strerror or str(error)).lower()})") from None
    except (ValueError, LookupError, TypeError, ArithmeticError, RuntimeError, otio.exceptions.OTIOError):
        raise MediaError(f"{path}: is no OpenTimelineIO file; export one from the editing program as .otio") from None
    if isinstance(found, otio.schema.SerializableCollection):
        found = next((each for each in found if isinstance(each, otio.schema.Timeline)), found)
    if not isinstance(found, otio.schema.Timeline):
        raise MediaError(f"{path}: holds no timeline; export the sequence itself as .otio")
    return found


def _ours(thing: Any) -> dict[str, Any]:
    """What we wrote into a thing's metadata, if the program kept it."""
    said = thing.metadata.get("filmwright", {})
    return dict(said) if hasattr(said, "keys") else {}


@dataclass
class _Reader:
    """Walks a timeline once."""

    wanted: Fraction
    rate: Fraction | None = None
    notes: list[str] = field(default_factory=list[str])

    def note(self, words: str) -> None:
        if words not in self.notes:
            self.notes.append(words)

    def clips(self, edit: Any) -> Iterator[ReadClip]:
        import opentimelineio as otio

        tracks = [each for each in edit.tracks if getattr(each, "kind", "") == otio.schema.TrackKind.Video]
        shown = [track for track in tracks if track.enabled and _has_clips(track)]
        if hidden := sum(1 for track in tracks if not track.enabled and _has_clips(track)):
            self.note(f"{count(hidden, 'track')} of pictures switched off: not taken over")
        if len(shown) == 1:
            yield from self._row(shown[0])
        elif shown:
            self.note(f"{len(shown)} tracks of pictures: what is seen of each is taken over, their transitions are not")
            yield from self._row(self._flat(shown), joined=False)

    def _flat(self, tracks: Sequence[Any]) -> Any:
        """Tracks laid over one another as one, with what is seen of each. Transitions stand in the way of that, so they go."""
        import opentimelineio as otio

        bare: list[Any] = []
        for track in tracks:
            copied = track.deepcopy()
            for index in range(len(copied) - 1, -1, -1):
                if isinstance(copied[index], otio.schema.Transition):
                    del copied[index]
            bare.append(copied)
        return otio.algorithms.flatten_stack(bare)

    def _row(self, track: Any, *, joined: bool = True, depth: int = 0) -> Iterator[ReadClip]:
        import opentimelineio as otio

        children = list(track)
        if len(children) > _MOST_CLIPS:
            raise MediaError(f"the timeline has more than {_MOST_CLIPS} pieces; export the film's own sequence")
        for index, child in enumerate(children):
            if isinstance(child, otio.schema.Transition):
                continue
            if isinstance(child, otio.schema.Gap):
                self._gap(child, first=not index or index == len(children) - 1)
            elif isinstance(child, otio.schema.Clip):
                beside = tuple(_transition_at(children, place) for place in (index - 1, index + 1))
                ends = (index < 2, index > len(children) - 3)
                yield self._clip(child, beside, ends, joined=joined)
            elif depth < _DEEPEST:
                yield from self._nested(child, depth)

    def _gap(self, gap: Any, *, first: bool) -> None:
        frames = self._frames(gap.duration())
        if frames and not first:
            self.note(f"a gap of {count(frames, 'frame')} is closed: a film has none")

    def _nested(self, child: Any, depth: int) -> Iterator[ReadClip]:
        """A compound: what is seen of it takes its place."""
        import opentimelineio as otio

        self.note(f"the compound '{one_line(child.name, 60) or 'without a name'}' is taken apart into its clips")
        inner = [child] if isinstance(child, otio.schema.Track) else [each for each in child if _has_clips(each)]
        rows = [each for each in inner if getattr(each, "kind", "Video") == otio.schema.TrackKind.Video]
        tracks = [_as_track(each) for each in rows]
        flat = self._flat(tracks) if len(tracks) > 1 or child.source_range is not None else (tracks or [None])[0]
        if flat is None:
            return
        if child.source_range is not None:
            flat = otio.algorithms.track_trimmed_to_range(flat, child.source_range)
        yield from self._row(flat, joined=False, depth=depth + 1)

    def _clip(self, clip: Any, beside: Sequence[Any], ends: tuple[bool, bool], *, joined: bool) -> ReadClip:
        """A clip; `beside` are the transitions before and behind it, `ends` whether the film has nothing there."""
        import opentimelineio as otio

        said, file = _ours(clip), _file(clip.media_reference)
        name = one_line(clip.name, 120)
        for effect in clip.effects:
            if isinstance(effect, otio.schema.TimeEffect):
                self.note(f"'{name}' is played at another speed: not taken over, it keeps its own")
            elif effect is not None:
                self.note(f"'{name}' has an effect ({one_line(effect.effect_name or effect.name, 40)}): not taken over")
        if not clip.enabled:
            self.note(f"'{name}' is switched off; it is taken as it stands")
        span = clip.trimmed_range()
        self.rate = self.rate or Fraction(span.duration.rate).limit_denominator(1001)
        return ReadClip(
            id=str(said.get("id", "")),
            file=file,
            name=name,
            start=self._frames(clip.range_in_parent().start_time) if clip.parent() else 0,
            first=self._frames(span.start_time) - self._origin(clip.media_reference),
            frames=max(1, self._frames(span.duration)),
            enter=self._transition(beside[0], inside=not ends[0]) if joined else None,
            leave=self._transition(beside[1], inside=not ends[1]) if joined else None,
            joined=joined,
        )

    def _transition(self, found: Any, *, inside: bool) -> ReadTransition | None:
        import opentimelineio as otio

        if found is None:
            return None
        said = _ours(found)
        kind = str(said.get("kind", ""))
        if not kind and found.transition_type == otio.schema.TransitionTypes.SMPTE_Dissolve:
            kind = "dissolve"
        before, after = self._frames(found.in_offset), self._frames(found.out_offset)
        overlaps = bool(said.get("overlaps", True)) and inside
        return ReadTransition(kind, before, after, overlaps) if before or after else None

    def _origin(self, reference: Any) -> int:
        """Where a file's own count begins: programs may count from its timecode."""
        available = getattr(reference, "available_range", None)
        return self._frames(available.start_time) if available is not None else 0

    def _frames(self, time: Any) -> int:
        if time.is_invalid_time() or not (isfinite(time.value) and isfinite(time.rate) and time.rate >= 1):
            raise MediaError("a time in the file has no frame rate; export it again from the editing program")
        return round(Fraction(time.value) / Fraction(time.rate).limit_denominator(1001) * self.wanted)


def _transition_at(children: Sequence[Any], place: int) -> Any:
    import opentimelineio as otio

    inside = 0 <= place < len(children)
    return children[place] if inside and isinstance(children[place], otio.schema.Transition) else None


def _as_track(thing: Any) -> Any:
    """A track; a clip that lies in a compound without one gets its own."""
    import opentimelineio as otio

    if isinstance(thing, otio.schema.Track):
        return thing
    return otio.schema.Track(children=[thing.deepcopy()], kind=otio.schema.TrackKind.Video)


def _has_clips(thing: Any) -> bool:
    import opentimelineio as otio

    return isinstance(thing, otio.schema.Clip) or (hasattr(thing, "find_clips") and bool(thing.find_clips()))


def _file(reference: Any) -> str:
    """The name of a clip's file, whatever system its path is from."""
    url = getattr(reference, "target_url", "") or getattr(reference, "name", "") or ""
    path = unquote(urlsplit(url).path) if "://" in url else unquote(url)
    return path.replace("\\", "/").rpartition("/")[2]
