"""FCPXML 1.10: Final Cut Pro's own format, which DaVinci Resolve reads, too.

The picture is the primary storyline; sounds, titles and captions are connected to the clip they begin over, each on its lane.
All times are whole frames as fractions of seconds. A fade goes through black: the clip's opacity falls and rises.
"""

from collections.abc import Sequence
from fractions import Fraction
from pathlib import Path
from xml.etree import ElementTree
from xml.etree.ElementTree import Element, SubElement

from stitching.exports.edited import (
    Cut,
    Heard,
    Passing,
    cuts,
    heard,
    in_frames,
    kinds_of,
    lanes,
    passings,
    said_of_mix,
    said_of_shifts,
)
from stitching.exports.media import Laid, Media
from stitching.exports.text import clean, one_line
from stitching.exports.timecode import counted, frame_of
from stitching.settling import settled
from stitching.timeline import SAMPLE_RATE, Timeline, Title, Track

_DISSOLVE = "FxPlug:4731E73A-8DAC-4113-9A30-AE85B1761265"
_TITLE = ".../Titles.localized/Bumper:Opener.localized/Basic Title.localized/Basic Title.moti"
_ROLES: dict[Track, str] = {
    "dialogue": "dialogue",
    "music": "music",
    "ambience": "effects.ambience",
    "effects": "effects",
}
_PROJECTS = (24, 25, 30, 50, 60)
"""Rates that Final Cut Pro has projects for; all but 25 and 50 also at 1000/1001."""
_TITLE_START = Fraction(3600)
"""Where a title's own time begins, as Final Cut Pro has it."""


def write(
    timeline: Timeline,
    target: Path,
    media: Media,
    start: str = "01:00:00:00",
    language: str = "en",
) -> tuple[str, ...]:
    """Write the timeline; return what an editor will not find as it is here. `language` is that of the captions."""
    timeline, told = settled(timeline)
    row = cuts(timeline)
    page = _Page(timeline, row, media, frame_of(start, timeline.fps))
    page.lay()
    shifts = page.connect_sounds(lanes(heard(timeline, media)))
    page.connect_titles()
    page.connect_captions(language)
    page.mark()
    text = ElementTree.tostring(page.root, encoding="unicode")
    page_text = f'<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE fcpxml>\n{text}\n'
    target.write_text(page_text, encoding="utf-8", newline="\n")
    return (*told, *_notes(timeline, row), *said_of_shifts(shifts))


def _time(seconds: Fraction) -> str:
    return f"{seconds.numerator}s" if seconds.denominator == 1 else f"{seconds.numerator}/{seconds.denominator}s"


class _Page:
    """The document while it is put together."""

    def __init__(self, timeline: Timeline, row: Sequence[Cut], media: Media, zero: int) -> None:
        self.timeline, self.row, self.media, self.zero = timeline, row, media, zero
        title = one_line(timeline.marking.title) or "Film"
        self.root = Element("fcpxml", version="1.10")
        self.resources = SubElement(self.root, "resources")
        rate = timeline.fps
        each = f"100/{rate * 100}s" if rate.denominator == 1 else f"{rate.denominator}/{rate.numerator}s"
        size = {"width": str(timeline.width), "height": str(timeline.height), "colorSpace": "1-1-1 (Rec. 709)"}
        SubElement(self.resources, "format", {"id": "r1", "frameDuration": each, **size})
        project = SubElement(SubElement(self.root, "event", name=title), "project", name=title)
        shown = {"format": "r1", "duration": self.at(timeline.frames), "tcStart": self.at(zero), "tcFormat": "NDF"}
        sequence = SubElement(project, "sequence", {**shown, "audioLayout": "stereo", "audioRate": "48k"})
        self.spine = SubElement(sequence, "spine")
        self.clips: list[Element] = []
        self._known: dict[str, str] = {}
        self._styles = 0

    def at(self, frame: int) -> str:
        """A frame, or a number of them, as a time."""
        return _time(frame / self.timeline.fps)

    def resource(self, key: str, tag: str, said: dict[str, str]) -> Element | None:
        """A new resource; None if there is one by this key."""
        if key in self._known:
            return None
        self._known[key] = f"r{len(self._known) + 2}"
        return SubElement(self.resources, tag, {"id": self._known[key], **said})

    def effect(self, name: str, uid: str) -> str:
        self.resource(uid, "effect", {"name": name, "uid": uid})
        return self._known[uid]

    def asset(self, laid: Laid, length: Fraction, said: dict[str, str]) -> str:
        """The id of a file's asset."""
        key = str(laid.path)
        shown = {"name": laid.path.stem, "start": "0s", "duration": _time(length), **said}
        found = self.resource(key, "asset", shown)
        if found is not None:
            SubElement(found, "media-rep", kind="original-media", src=laid.path.resolve().as_uri())
        return self._known[key]

    def lay(self) -> None:
        """The picture, clip by clip, with the transitions between."""
        for cut, laid in zip(self.row, self.media.items, strict=True):
            if cut.enter and cut.enter.overlaps:
                self._transition(cut.enter, cut.start)
            asset = self.asset(
                laid, laid.length / self.timeline.fps, {"hasVideo": "1", "format": "r1", "videoSources": "1"}
            )
            said = {
                "ref": asset,
                "offset": self.at(self.zero + cut.start),
                "name": one_line(cut.item.id) or laid.path.stem,
                "start": self.at(cut.first),
                "duration": self.at(cut.frames),
                "format": "r1",
                "tcFormat": "NDF",
            }
            clip = SubElement(self.spine, "asset-clip", said)
            if cut.item.origin.prompt:
                SubElement(clip, "note").text = clean(cut.item.origin.prompt)
            self._opacity(clip, cut)
            self.clips.append(clip)

    def _transition(self, passing: Passing, cut: int) -> None:
        start = self.at(self.zero + cut - passing.before)
        shown = SubElement(
            self.spine, "transition", name="Cross Dissolve", offset=start, duration=self.at(passing.frames)
        )
        SubElement(
            shown, "filter-video", ref=self.effect("Cross Dissolve", _DISSOLVE), name=passing.how.kind.capitalize()
        )

    def _opacity(self, clip: Element, cut: Cut) -> None:
        """A fade through black: the clip comes out of it, or goes into it."""
        if cut.rises or cut.falls:
            blend = SubElement(clip, "adjust-blend", amount="1.0")
            amount = SubElement(blend, "param", name="amount")
            for tag, frames in (("fadeIn", cut.rises), ("fadeOut", cut.falls)):
                if frames:
                    SubElement(amount, tag, type="linear", duration=self.at(frames))

    def over(self, frame: int) -> tuple[Element, str]:
        """The clip that a frame of the film falls on, and the frame in that clip's own time."""
        index = max(number for number, cut in enumerate(self.row) if cut.start <= frame or not number)
        cut = self.row[index]
        return self.clips[index], self.at(cut.first + frame - cut.start)

    def connect_sounds(self, rows: Sequence[tuple[Track, list[Heard]]]) -> list[float]:
        """The sounds below the picture; how far each is from its time, in seconds."""
        shifts: list[float] = []
        for lane, (track, row) in enumerate(rows, 1):
            for each in row:
                shifts.append(self._sound(each, track, -lane))
        return shifts

    def _sound(self, each: Heard, track: Track, lane: int) -> float:
        sound, laid = each.sound, each.laid
        self.resource("no rate", "format", {"name": "FFVideoFormatRateUndefined"})
        heard_as = {"audioSources": "1", "audioChannels": str(laid.channels or 2), "audioRate": str(SAMPLE_RATE)}
        asset = self.asset(laid, Fraction(laid.length, SAMPLE_RATE), {"hasAudio": "1", **heard_as})
        framed = in_frames(each, self.timeline)
        clip, offset = self.over(framed.start)
        shown = {
            "ref": asset,
            "lane": str(lane),
            "offset": offset,
            "name": laid.path.stem,
            "start": _time(framed.first),
            "duration": self.at(framed.frames),
            "format": self._known["no rate"],
            "audioRole": _ROLES[track],
        }
        element = SubElement(clip, "asset-clip", shown)
        volume = SubElement(element, "adjust-volume", amount=f"{sound.gain:g}dB")
        fades = (("fadeIn", sound.fade_in), ("fadeOut", sound.fade_out))
        if any(samples for _, samples in fades):
            amount = SubElement(volume, "param", name="amount")
            for tag, samples in fades:
                if samples:
                    lasts = Fraction(min(samples, each.length), SAMPLE_RATE)
                    SubElement(amount, tag, type="linear", duration=_time(lasts))
        return framed.shift

    def connect_titles(self) -> None:
        """Titles as text above the picture."""
        for title in self.timeline.titles:
            clip, offset = self.over(title.start)
            words = "\n".join(clean(line) for line in title.lines)
            shown = {
                "ref": self.effect("Basic Title", _TITLE),
                "lane": "2",
                "offset": offset,
                "name": one_line(words, 60) or title.place,
                "start": _time(_TITLE_START),
                "duration": self.at(_within(title, self.timeline)),
            }
            self._text(SubElement(clip, "title", shown), words, {"font": "Helvetica", "alignment": "center"})

    def connect_captions(self, language: str) -> None:
        """Captions as captions, which can be switched off."""
        for caption in self.timeline.captions:
            clip, offset = self.over(caption.start)
            words = "\n".join(clean(line) for line in caption.lines)
            shown = {
                "lane": "1",
                "offset": offset,
                "name": one_line(words, 60) or "caption",
                "start": _time(_TITLE_START),
                "duration": self.at(min(caption.frames, self.timeline.frames - caption.start)),
                "role": f"SRT?captionFormat=SRT.{language}",
            }
            self._text(SubElement(clip, "caption", shown), words, {"font": "Helvetica", "fontSize": "13"})

    def _text(self, element: Element, words: str, type_of: dict[str, str]) -> None:
        self._styles += 1
        style = f"ts{self._styles}"
        SubElement(SubElement(element, "text"), "text-style", ref=style).text = words
        shown = {"fontFace": "Regular", "fontColor": "1 1 1 1", **type_of}
        SubElement(SubElement(element, "text-style-def", id=style), "text-style", shown)

    def mark(self) -> None:
        """Markers and what the clips are, which come last in a clip."""
        for clip, cut in zip(self.clips, self.row, strict=True):
            origin = cut.item.origin
            if origin.shot:
                name = one_line(f"{origin.scene}/{origin.shot} take {origin.take}")
                seed = "" if origin.seed is None else f"seed {origin.seed}"
                note = "\n".join(part for part in (seed, clean(origin.model), clean(origin.prompt)) if part)
                self._marker(clip, "marker", self.at(cut.first), name, note)
            for one in cut.marked(self.timeline):
                tag = "chapter-marker" if one.kind == "chapter" else "marker"
                start = self.at(cut.first + one.frame - cut.start)
                self._marker(clip, tag, start, one_line(one.name) or tag, clean(one.note))
            if origin.shot:
                said = SubElement(clip, "metadata")
                SubElement(said, "md", key="com.apple.proapps.studio.scene", value=one_line(origin.scene))
                SubElement(
                    said,
                    "md",
                    key="com.apple.proapps.studio.shot",
                    value=one_line(f"{origin.shot} take {origin.take}"),
                )

    def _marker(self, clip: Element, tag: str, start: str, value: str, note: str) -> None:
        said = {"start": start, "duration": self.at(1), "value": value, **({"note": note} if note else {})}
        SubElement(clip, tag, said)


def _within(title: Title, timeline: Timeline) -> int:
    return min(title.frames, timeline.frames - title.start)


def _notes(timeline: Timeline, row: Sequence[Cut]) -> list[str]:
    found, every = list[str](), passings(row)
    other = [each for each in every if each.how.kind not in ("dissolve", "fade")]
    if other:
        found.append(f"{kinds_of(other)} are cross dissolves of the same length")
    if any(each.how.colour is not None for each in every):
        found.append("fades through a colour go through black")
    if timeline.titles:
        found.append("titles are Basic Titles with the words; their type, place and fades are to be set anew")
    if not counted(timeline.fps, _PROJECTS):
        found.append(f"Final Cut Pro has no projects of {timeline.rate} frames a second; other programs may take it")
    return [*found, *said_of_mix(timeline)]
