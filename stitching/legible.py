"""What can be read in the picture: text in a script that no font at hand has is left out of it, and told, not drawn as boxes."""

import unicodedata
from typing import Literal, TypeVar

from stitching.timeline import Caption, Face, Source, Timeline, Title

_SHOWN = 12


def legible(timeline: Timeline) -> tuple[Timeline, tuple[str, ...]]:
    """The timeline without the text that cannot be set, and what was left out, in words.

    Text in a font file that cannot be read, or that lacks a sign of it, is set in a face of the package. Captions are burned
    all or none; where they are not, they are still in the files beside the film.
    """
    from stitching.lettering import in_capitals, lacking

    timeline, told = _in_faces(timeline)
    change: dict[str, object] = {}
    if timeline.burn_captions:
        rows: set[tuple[str, Face]] = {(row, caption.font) for caption in timeline.captions for row in caption.lines}
        unset = "".join(sorted(set("".join(lacking(row, face) for row, face in rows))))
        if unset:
            change["burn_captions"] = False
            told.append(f"captions are only in the files beside the film: no font here has {_advice(unset)}")
    titles = [
        (title, "".join(lacking(line, title.font) or lacking(in_capitals(line), title.font) for line in title.lines))
        for title in timeline.titles
    ]
    if any(unset for _, unset in titles):
        change["titles"] = tuple(title for title, unset in titles if not unset)
        told += [
            f"'{' '.join(title.lines)}' is not shown: no font here has {_advice(unset)}"
            for title, unset in titles
            if unset
        ]
    return timeline.model_copy(update=change) if change else timeline, tuple(told)


def _in_faces(timeline: Timeline) -> tuple[Timeline, list[str]]:
    """The timeline with a face of the package wherever a font file does not do, and what was changed, in words."""
    told: list[str] = []
    titles = tuple(_in_face(title, "serif", f"'{' '.join(title.lines)}'", told) for title in timeline.titles)
    captions = timeline.captions
    if timeline.burn_captions:
        missed: list[str] = []
        captions = tuple(_in_face(caption, "sans", "a caption", missed) for caption in captions)
        for reason in dict.fromkeys(missed):
            count = missed.count(reason)
            told.append(reason if count == 1 else reason.replace("a caption is", f"{count} captions are"))
    if titles == timeline.titles and captions == timeline.captions:
        return timeline, []
    return timeline.model_copy(update={"titles": titles, "captions": captions}), list(dict.fromkeys(told))


TextT = TypeVar("TextT", Title, Caption)


def _in_face(text: TextT, face: Literal["serif", "sans"], name: str, told: list[str]) -> TextT:
    """The text, or the text in a face of the package, with the reason added to `told`."""
    from stitching.lettering import beyond, in_capitals, unreadable

    if not isinstance(text.font, Source):
        return text
    file = text.font.path.name
    if unreadable(text.font):
        told.append(f"{name} is set in the built-in {face} face: {file} is not a font that can be read")
        return text.model_copy(update={"font": face})
    lines = [in_capitals(line) if _capitals(text, index) else line for index, line in enumerate(text.lines)]
    if lacks := "".join(dict.fromkeys("".join(beyond(line, text.font) for line in lines))):
        told.append(f"{name} is set in the built-in {face} face: {file} has no {_some(lacks)}")
        return text.model_copy(update={"font": face})
    return text


def _capitals(text: Title | Caption, line: int) -> bool:
    return isinstance(text, Title) and not line and text.place != "label"


def _advice(letters: str) -> str:
    letters = "".join(dict.fromkeys(letters))
    wide = any(unicodedata.east_asian_width(letter) in "WF" for letter in letters)
    return f"{_some(letters)}; install one that has, for example Noto Sans{' CJK' if wide else ''}"


def _some(letters: str) -> str:
    return letters if len(letters) <= _SHOWN else f"{letters[:_SHOWN]} and {len(letters) - _SHOWN} other letters"
