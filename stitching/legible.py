"""What can be read in the picture: text in a script that no font at hand has is left out of it, and told, not drawn as boxes."""

import unicodedata
from collections.abc import Callable
from typing import Literal, TypeVar

from stitching.text.fonts import Faces, faces_of, unreadable
from stitching.text.signs import beyond, in_capitals, lacking, unpictured, without_pictures
from stitching.timeline import Caption, Source, Timeline, Title

_SHOWN = 12
_NO_EMOJI = "no font here has it; name one in the style that has, for example Noto Color Emoji"


def legible(timeline: Timeline) -> tuple[Timeline, tuple[str, ...]]:
    """The timeline without the text that cannot be set, and what was left out, in words.

    Text in a font file that cannot be read, or that lacks a sign of it, is set in a face of the package. Captions are burned
    all or none; where they are not, they are still in the files beside the film. Of credits only the rows go that cannot be
    set, and of any text only the emoji that no font has.
    """
    timeline, told = _in_faces(timeline)
    change: dict[str, object] = {}
    if timeline.burn_captions and (unset := _unset_in_captions(timeline)):
        change["burn_captions"] = False
        told.append(f"captions are only in the files beside the film: no font here has {_advice(unset)}")
    titles = tuple(shown for title in timeline.titles if (shown := _readable(title, told)))
    if titles != timeline.titles:
        change["titles"] = titles
    if timeline.burn_captions and "burn_captions" not in change:
        told += _pictures_of_captions(timeline)
    return timeline.model_copy(update=change) if change else timeline, tuple(dict.fromkeys(told))


def _unset_in_captions(timeline: Timeline) -> str:
    rows: set[tuple[str, Faces]] = {(row, faces_of(caption)) for caption in timeline.captions for row in caption.lines}
    return "".join(sorted(set("".join(lacking(row, face) for row, face in rows))))


def _pictures_of_captions(timeline: Timeline) -> list[str]:
    found = dict.fromkeys(
        sign for caption in timeline.captions for row in caption.lines for sign in unpictured(row, faces_of(caption))
    )
    return [f"captions are shown without {_some(''.join(found))}: {_NO_EMOJI}"] if found else []


def _readable(title: Title, told: list[str]) -> Title | None:
    """The title without what cannot be set of it, with the reasons added to `told`."""
    faces = faces_of(title)

    def unset(line: str) -> str:
        return lacking(line, faces) or lacking(in_capitals(line), faces)

    lost = "".join(unset(line) for line in title.lines)
    if lost and title.place != "credits":
        told.append(f"'{' '.join(title.lines)}' is not shown: no font here has {_advice(lost)}")
        return None
    told += [
        f"'{line}' is not in the credits: no font here has {_advice(missed)}"
        for line in title.lines
        if (missed := unset(line))
    ]
    signs = {line: unpictured(line, faces) for line in title.lines}
    told += [f"'{line}' is shown without {_some(missed)}: {_NO_EMOJI}" for line, missed in signs.items() if missed]
    lines = tuple(without_pictures(line, faces) for line in title.lines if not (lost and unset(line)))
    return title if lines == title.lines else title.model_copy(update={"lines": lines})


def _in_faces(timeline: Timeline) -> tuple[Timeline, list[str]]:
    """The timeline with a face of the package wherever a font file does not do, and what was changed, in words."""
    told: list[str] = []
    titles = tuple(_in_face(title, "serif", _named(title), told) for title in timeline.titles)
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


def _named(title: Title) -> str:
    return f"'{' '.join(title.lines)}'" if title.place != "credits" else "the text of the credits"


TextT = TypeVar("TextT", Title, Caption)


def _in_face(text: TextT, face: Literal["serif", "sans"], name: str, told: list[str]) -> TextT:
    """The text, or the text in a face of the package, with the reason added to `told`."""
    for other in text.fallbacks:
        if unreadable(other):
            told.append(f"{name} is set without {other.path.name}: it is not a font that can be read")
            text = text.model_copy(update={"fallbacks": tuple(each for each in text.fallbacks if each != other)})
    if not isinstance(text.font, Source):
        return text
    file = text.font.path.name
    if unreadable(text.font):
        told.append(f"{name} is set in the built-in {face} face: {file} is not a font that can be read")
        return text.model_copy(update={"font": face})
    if isinstance(text, Title) and text.place == "credits":
        # A row that it has not all of is set from several fonts; the others stay as they are.
        return text
    lines = [form(line) for index, line in enumerate(text.lines) for form in _forms(text, index)]
    if lacks := "".join(dict.fromkeys("".join(beyond(line, faces_of(text)) for line in lines))):
        told.append(f"{name} is set in the built-in {face} face: {file} has no {_some(lacks)}")
        return text.model_copy(update={"font": face})
    return text


def _forms(text: Title | Caption, line: int) -> list[Callable[[str], str]]:
    """How a line is written: as it is, in capitals, or perhaps in both."""
    if isinstance(text, Caption) or text.place in ("label", "lower-third", "free"):
        return [str]
    if text.place in ("opening", "end"):
        return [str] if line else [in_capitals]
    return [str, in_capitals]


def _advice(letters: str) -> str:
    letters = "".join(dict.fromkeys(letters))
    wide = any(unicodedata.east_asian_width(letter) in "WF" for letter in letters)
    return f"{_some(letters)}; install one that has, for example Noto Sans{' CJK' if wide else ''}"


def _some(letters: str) -> str:
    return letters if len(letters) <= _SHOWN else f"{letters[:_SHOWN]} and {len(letters) - _SHOWN} other letters"
