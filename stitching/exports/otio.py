"""OpenTimelineIO: the film as an .otio file, and back.

The first video track is the picture, from cut to cut. Each audio track is one lane of a kind of sound. Titles and captions are
markers on empty tracks above the picture. Every clip's metadata under `filmwright` says what it is, for `read`.
"""

from collections.abc import Sequence
from fractions import Fraction
from pathlib import Path
from typing import Any

from stitching.exports.edited import Cut, Heard, Passing, cuts, heard, kinds_of, lanes, passings, said_of_mix
from stitching.exports.media import Laid, Media
from stitching.exports.reading import ReadBack, ReadClip, ReadTransition, read
from stitching.exports.text import clean, one_line
from stitching.exports.timecode import frame_of
from stitching.settling import settled
from stitching.timeline import SAMPLE_RATE, Marker, Origin, Timeline
from stitching.wording import count

__all__ = ["ReadBack", "ReadClip", "ReadTransition", "read", "write"]

_MOST = 2**63 - 1


def write(timeline: Timeline, target: Path, media: Media, start: str = "01:00:00:00") -> tuple[str, ...]:
    """Write the timeline; return what an editor will not find as it is here."""
    import opentimelineio as otio

    timeline, told = settled(timeline)
    row = cuts(timeline)
    clock = _Clock(timeline.fps)
    edit = otio.schema.Timeline(
        name=one_line(timeline.marking.title) or "Film",
        global_start_time=clock.at(frame_of(start, timeline.fps)),
        metadata={
            "filmwright": {
                "version": 1,
                "title": clean(timeline.marking.title),
                "rate": timeline.rate,
                "size": f"{timeline.width}x{timeline.height}",
                "frames": timeline.frames,
            }
        },
    )
    edit.tracks.append(_picture(row, media, clock))
    for name, markers in (("Titles", _titles(timeline, clock)), ("Captions", _captions(timeline, clock))):
        if markers:
            edit.tracks.append(_empty(name, timeline.frames, markers, clock))
    sounds = lanes(heard(timeline, media))
    for index, (track, lane) in enumerate(sounds):
        several = sum(1 for other, _ in sounds[:index] if other == track) + 1
        name = track.capitalize() if several == 1 else f"{track.capitalize()} {several}"
        edit.tracks.append(_audio(name, lane, clock))
    edit.tracks.markers.extend(_markers(timeline.markers, clock))
    otio.adapters.write_to_file(edit, str(target), adapter_name="otio_json")
    return (*told, *_notes(timeline, row))


class _Clock:
    """Frames of the film as times of the format."""

    def __init__(self, rate: Fraction) -> None:
        self.rate = rate

    def at(self, frame: float) -> Any:
        import opentimelineio as otio

        return otio.opentime.RationalTime(frame, float(self.rate))

    def span(self, start: float, frames: float) -> Any:
        import opentimelineio as otio

        return otio.opentime.TimeRange(self.at(start), self.at(frames))

    def frames(self, samples: int) -> float:
        """Samples as frames and parts of one: an audio track counts like the picture, to be understood everywhere."""
        return float(Fraction(samples) * self.rate / SAMPLE_RATE)


def _picture(row: Sequence[Cut], media: Media, clock: _Clock) -> Any:
    import opentimelineio as otio

    track = otio.schema.Track(name="Picture", kind=otio.schema.TrackKind.Video)
    for cut, laid in zip(row, media.items, strict=True):
        if cut.enter:
            track.append(_transition(cut.enter, clock))
        track.append(_clip(cut, laid, clock))
    if row[-1].leave:
        track.append(_transition(row[-1].leave, clock))
    return track


def _clip(cut: Cut, laid: Laid, clock: _Clock) -> Any:
    import opentimelineio as otio

    item, origin = cut.item, cut.item.origin
    said = {**_said(origin), "id": clean(item.id), "first": item.first, "frames": item.frames}
    if item.source is None:
        said["colour"] = clean(item.colour)
    clip = otio.schema.Clip(
        name=one_line(item.id) or "clip",
        media_reference=_reference(laid, clock.span(0, laid.length)),
        source_range=clock.span(cut.first, cut.frames),
        metadata={"filmwright": said},
    )
    if origin.shot:
        note = one_line(f"take {origin.take} · {origin.prompt}" if origin.prompt else f"take {origin.take}")
        marker = otio.schema.Marker(
            name=one_line(f"{origin.scene}/{origin.shot}"),
            marked_range=clock.span(cut.first, 1),
            color=otio.schema.MarkerColor.GREEN,
            metadata={"filmwright": _said(origin)},
            comment=note,
        )
        clip.markers.append(marker)
    return clip


def _said(origin: Origin) -> dict[str, Any]:
    """Where a clip comes from. A seed that is too large for the format goes as text."""
    said: dict[str, Any] = {"scene": clean(origin.scene), "shot": clean(origin.shot), "take": origin.take}
    if origin.prompt:
        said["prompt"] = clean(origin.prompt)
    if origin.seed is not None:
        said["seed"] = origin.seed if abs(origin.seed) <= _MOST else str(origin.seed)
    if origin.model:
        said["model"] = clean(origin.model)
    return said


def _reference(laid: Laid, available: Any) -> Any:
    import opentimelineio as otio

    return otio.schema.ExternalReference(target_url=laid.path.resolve().as_uri(), available_range=available)


def _transition(passing: Passing, clock: _Clock) -> Any:
    import opentimelineio as otio

    how = passing.how
    kinds = otio.schema.TransitionTypes
    kind = kinds.SMPTE_Dissolve if _is_plain(passing) else kinds.Custom
    said: dict[str, Any] = {"kind": how.kind, "frames": how.frames, "overlaps": passing.overlaps}
    said |= {name: str(value) for name in ("direction", "colour") if (value := getattr(how, name)) is not None}
    return otio.schema.Transition(
        name=how.kind,
        transition_type=kind,
        in_offset=clock.at(passing.before),
        out_offset=clock.at(passing.after),
        metadata={"filmwright": said},
    )


def _is_plain(passing: Passing) -> bool:
    """Whether the format has a name for it: a dissolve, also from and to nothing at the film's ends."""
    inside = passing.before and passing.after
    return passing.how.kind == "dissolve" or (passing.how.kind == "fade" and not inside and passing.how.colour is None)


def _empty(name: str, frames: int, markers: Sequence[Any], clock: _Clock) -> Any:
    import opentimelineio as otio

    track = otio.schema.Track(name=name, kind=otio.schema.TrackKind.Video)
    track.append(otio.schema.Gap(source_range=clock.span(0, frames), markers=list(markers)))
    return track


def _titles(timeline: Timeline, clock: _Clock) -> list[Any]:
    return [
        _marker(" / ".join(title.lines), title.start, title.frames, {"place": title.place, "title": True}, clock)
        for title in timeline.titles
    ]


def _captions(timeline: Timeline, clock: _Clock) -> list[Any]:
    return [
        _marker(
            " ".join(one.lines), one.start, one.frames, {"caption": True, "speaker": clean(one.speaker or "")}, clock
        )
        for one in timeline.captions
    ]


def _markers(markers: Sequence[Marker], clock: _Clock) -> list[Any]:
    return [_marker(one.name, one.frame, 1, {"kind": one.kind, "note": clean(one.note)}, clock) for one in markers]


def _marker(name: str, start: int, frames: int, said: dict[str, Any], clock: _Clock) -> Any:
    import opentimelineio as otio

    return otio.schema.Marker(
        name=one_line(name),
        marked_range=clock.span(start, frames),
        color=otio.schema.MarkerColor.BLUE,
        metadata={"filmwright": said},
        comment=one_line(str(said.get("note", ""))),
    )


def _audio(name: str, lane: Sequence[Heard], clock: _Clock) -> Any:
    import opentimelineio as otio

    track, at = otio.schema.Track(name=name, kind=otio.schema.TrackKind.Audio), 0
    for each in lane:
        sound, laid = each.sound, each.laid
        if sound.start > at:
            track.append(otio.schema.Gap(source_range=clock.span(0, clock.frames(sound.start - at))))
        said = {
            "track": sound.track,
            "start": sound.start,
            "first": sound.first,
            "length": each.length,
            "gain": sound.gain,
            "fade_in": sound.fade_in,
            "fade_out": sound.fade_out,
        }
        clip = otio.schema.Clip(
            name=laid.path.stem,
            media_reference=_reference(laid, clock.span(0, clock.frames(laid.length))),
            source_range=clock.span(clock.frames(sound.first), clock.frames(each.length)),
            metadata={"filmwright": said},
        )
        track.append(clip)
        at = each.end
    return track


def _notes(timeline: Timeline, row: Sequence[Cut]) -> list[str]:
    found: list[str] = []
    custom = [each for each in passings(row) if not _is_plain(each)]
    if custom:
        found.append(
            f"{kinds_of(custom)}: place and length are kept; OTIO has a name for dissolves only, and most programs show one "
            "there, or a cut"
        )
    if timeline.titles or timeline.captions:
        found.append(
            "titles and captions are markers on tracks of their own; set titles anew, and bring captions in as .srt"
        )
    shaped = sum(1 for sound in timeline.sounds if sound.gain or sound.fade_in or sound.fade_out)
    if shaped:
        found.append(f"gain and fades of {count(shaped, 'sound')} are metadata only; OTIO has no place for them")
    return [*found, *said_of_mix(timeline)]
