"""What can be read in the picture: text in a script that no font at hand has is left out of it, and told, not drawn as boxes."""

import unicodedata

from stitching.timeline import Timeline

_SHOWN = 12


def legible(timeline: Timeline) -> tuple[Timeline, tuple[str, ...]]:
    """The timeline without the text that cannot be set, and what was left out, in words.

    Captions are burned all or none; where they are not, they are still in the files beside the film.
    """
    from stitching.lettering import in_capitals, lacking

    told: list[str] = []
    change: dict[str, object] = {}
    if timeline.burn_captions:
        rows = {row for caption in timeline.captions for row in caption.lines}
        unset = "".join(sorted(set("".join(lacking(row, "sans") for row in rows))))
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


def _advice(letters: str) -> str:
    letters = "".join(dict.fromkeys(letters))
    some = letters if len(letters) <= _SHOWN else f"{letters[:_SHOWN]} and {len(letters) - _SHOWN} other letters"
    wide = any(unicodedata.east_asian_width(letter) in "WF" for letter in letters)
    return f"{some}; install one that has, for example Noto Sans{' CJK' if wide else ''}"
