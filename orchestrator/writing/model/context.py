"""What a request says about the film around it, never longer than a model can read: budgets, languages, the story so far."""

import re
from collections.abc import Sequence

from orchestrator.writing.told import is_story

SPOKEN_A_SECOND = 1.1
"""Spoken words for each second of film: about half of it is talked over, at 2.5 words a second."""
SCENES_A_CALL = 8
_LONG_IDEA = 90
"""Words from which a text is a story of its own, in whatever language and tense."""
_SO_FAR = 450
"""Words of the story so far: enough to go on from, few enough for a small model's memory."""
_BRIEF = 12
_LONGEST_WORD = 60
_DENSE = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]")
"""Letters of languages that put no blank between words: about two of them take as long to say as one word."""
_LANGUAGES = {
    "ar": "Arabic", "bn": "Bengali", "cs": "Czech", "da": "Danish", "de": "German", "el": "Greek", "en": "English",
    "es": "Spanish", "fa": "Persian", "fi": "Finnish", "fr": "French", "he": "Hebrew", "hi": "Hindi", "hu": "Hungarian",
    "id": "Indonesian", "it": "Italian", "ja": "Japanese", "ko": "Korean", "nl": "Dutch", "no": "Norwegian",
    "nb": "Norwegian", "pl": "Polish", "pt": "Portuguese", "ro": "Romanian", "ru": "Russian", "sv": "Swedish",
    "ta": "Tamil", "th": "Thai", "tr": "Turkish", "uk": "Ukrainian", "vi": "Vietnamese", "zh": "Chinese",
}  # fmt: skip


def language_name(tag: str) -> str:
    """Return `French (fr)` for a tag that is well known, and the tag for any other."""
    name = _LANGUAGES.get(tag.lower().partition("-")[0])
    return f"{name} ({tag})" if name else f"the language with the tag {tag}"


def length_name(seconds: float) -> str:
    """Return a length as people say it."""
    if seconds < 120:
        return f"about {round(seconds)} seconds"
    minutes = round(seconds / 60, 1)
    return f"about {minutes:g} minutes"


def spoken_words(text: str) -> int:
    """Return how many words a text is to say; where a language has no blanks between them, by its letters."""
    return len(_DENSE.sub(" ", text).split()) + (len(_DENSE.findall(text)) + 1) // 2


def is_told(text: str) -> bool:
    """Whether a text is a story to adapt rather than an idea to invent from."""
    return spoken_words(text) >= _LONG_IDEA or is_story(text)


def shortened(text: str, words: int) -> str:
    """Return the first `words` words, with an ellipsis where there were more."""
    if spoken_words(text) <= words:
        return text
    parts = text.split()
    if len(parts) > words:
        return " ".join(parts[:words]) + " …"
    return text[: 2 * words] + " …"


def so_far(summaries: Sequence[str]) -> list[str]:
    """Return what happened before, oldest first: the latest in full, older ones in a few words, the oldest not at all."""
    kept: list[str] = []
    words = 0
    for summary in reversed(summaries):
        entry = summary if words < _SO_FAR // 2 else shortened(summary, _BRIEF)
        words += spoken_words(entry) + 1
        if words > _SO_FAR and kept:
            break
        if entry:
            kept.append(entry)
    return kept[::-1]


def stretch(text: str, start: float, end: float, words: int) -> str:
    """Return the part of a long text between two shares of it (0 to 1), with a margin, of at most `words` words.

    An adaptation goes through its story mostly in order, so what a scene needs of it stands near the scene's own place.
    """
    whole = spoken_words(text)
    if whole <= words:
        return text
    margin = 0.15 * (end - start) + 0.02
    share = min(words / whole, max(end - start + 2 * margin, words / whole / 2))
    first = min(max(0.0, (start + end) / 2 - share / 2), 1.0 - share)
    piece = text[int(first * len(text)) : int((first + share) * len(text))]
    # A cut word says nothing; texts without blanks are cut where they are.
    begin = piece.find(" ", 0, _LONGEST_WORD) + 1 if first > 0 else 0
    end = piece.rfind(" ", max(begin, len(piece) - _LONGEST_WORD))
    return piece[begin : end if end > begin else None]
