"""The filters of a prompt template: plain text in, plain text out.

A value may carry *marks*: private-use characters around a stretch of text by which whoever compiles a prompt knows it again
in the finished one. Filters look past marks, and never take one away.
"""

import re
from collections.abc import Callable, Iterable, Mapping

from jinja2 import pass_context
from jinja2.runtime import Context

METER = "_meter"
"""The name under which a rendering carries its meter; no template can use it: names may not begin with an underscore."""

_MARK = re.compile("[\ue000-\uf8ff]")
_NEXT_SENTENCE = re.compile('"|[^\\W\\d_]{3}[\ue000-\uf8ff]*[.!?][\ue000-\uf8ff]*\\s+[\ue000-\uf8ff]*[^\\W\\d_]')
"""After a word of three letters or more, so that `Mr.`, `St.` and `p.m.` end none."""
_OPENING = frozenset("\"'“”‘’«»„([")
_CLOSING = frozenset("\"'”’»)]")
_STOPS = frozenset(".!?…。！？")
_LOOSE = frozenset(",;:")

Spend = Callable[[int], None]


def is_empty(text: str) -> bool:
    """Whether there is nothing to read in it: no character, only blanks, or only marks."""
    return all(map(_unread, text))


def capital(text: str) -> str:
    """The first letter in upper case."""
    at = _start(text)
    return text[:at] + text[at : at + 1].upper() + text[at + 1 :]


def lowered(text: str) -> str:
    """The first letter in lower case, unless the word is an abbreviation such as DSLR or I."""
    at = _start(text)
    word = text[at:].split(maxsplit=1)[:1]
    if not word or word[0].isupper():
        return text
    return text[:at] + text[at : at + 1].lower() + text[at + 1 :]


def sentence(text: str) -> str:
    """The first letter in upper case, also after a full stop within, and one at the end. Quotations stay as they are."""
    if is_empty(text):
        return ""
    text = _capitals_within(capital(_without_loose_end(text))).rstrip()
    last = _end(text) - 1
    while last >= 0 and (text[last] in _CLOSING or _unread(text[last])):
        last -= 1
    return text if last >= 0 and text[last] in _STOPS else f"{text}."


def joined(parts: Iterable[str], between: str = ", ") -> str:
    """Those that are not empty, without the full stop at their ends, with `between` between them."""
    return between.join(_without_stop(_without_loose_end(part)) for part in parts if not is_empty(part))


def default(text: str, instead: str) -> str:
    """The text, or if it is empty the other one."""
    return instead if is_empty(text) else text


def led_by(text: str, words: str) -> str:
    """The text with words before it; nothing stays nothing."""
    return "" if is_empty(text) else f"{words} {text}"


def followed_by(text: str, words: str) -> str:
    """The text, without the full stop at its end, with words after it; nothing stays nothing."""
    return "" if is_empty(text) else f"{_without_stop(_without_loose_end(text))} {words}"


def _capitals_within(text: str) -> str:
    """Capitals where a sentence ends in front of a small letter: a description may stand where a name stood."""
    quoted = False

    def changed(found: re.Match[str]) -> str:
        nonlocal quoted
        if found[0] == '"':
            quoted = not quoted
            return found[0]
        return found[0] if quoted else found[0][:-1] + found[0][-1].upper()

    return _NEXT_SENTENCE.sub(changed, text)


def _unread(sign: str) -> bool:
    return sign.isspace() or "\ue000" <= sign <= "\uf8ff"


def _start(text: str) -> int:
    """Where the first letter is, past blanks, marks and quotation marks."""
    return next((at for at, sign in enumerate(text) if not _unread(sign) and sign not in _OPENING), len(text))


def _end(text: str) -> int:
    """Just past the last sign that is read: before blanks and marks."""
    return next((at + 1 for at in range(len(text) - 1, -1, -1) if not _unread(text[at])), 0)


def _without_loose_end(text: str) -> str:
    """Without commas and colons at the end; the marks there stay."""
    end = start = _end(text)
    while start and (text[start - 1] in _LOOSE or text[start - 1].isspace()):
        start -= 1
    return text[:start] + text[end:]


def _without_stop(text: str) -> str:
    """Without the one full stop at the end; an ellipsis stays."""
    end = _end(text)
    return text[: end - 1] + text[end:] if text[:end].endswith(".") and text[: end - 1][-1:] != "." else text


@pass_context
def _joined(context: Context, parts: Iterable[str], between: str = ", ") -> str:
    known = list(parts)
    _spend(context, sum(map(len, known)) + len(between) * len(known))
    return joined(known, between)


@pass_context
def compared(context: Context, text: str | list[str]) -> str | list[str]:
    """A text, or each of a list, without marks."""
    if isinstance(text, list):
        return [_without_marks(context, item) for item in text]
    return _without_marks(context, text)


def _without_marks(context: Context, text: str) -> str:
    _spend(context, len(text))
    return _MARK.sub("", text)


def _plain(change: Callable[[str], str]) -> Callable[[Context, str], str]:
    @pass_context
    def changed(context: Context, text: str) -> str:
        _spend(context, len(text))
        return change(text)

    return changed


def _with_words(change: Callable[[str, str], str]) -> Callable[[Context, str, str], str]:
    @pass_context
    def changed(context: Context, text: str, words: str) -> str:
        _spend(context, len(text) + len(words))
        return change(text, words)

    return changed


def _spend(context: Context, characters: int) -> None:
    meter: Spend = context[METER]
    meter(characters)


COMPARED = "_compared"
"""The filter that both sides of a comparison go through; no template can name it."""

FILTERS: Mapping[str, Callable[..., str]] = {
    "capital": _plain(capital),
    "default": _with_words(default),
    "followed_by": _with_words(followed_by),
    "joined": _joined,
    "led_by": _with_words(led_by),
    "lower": _plain(str.lower),
    "lowered": _plain(lowered),
    "sentence": _plain(sentence),
    "trim": _plain(str.strip),
    "upper": _plain(str.upper),
}
MEANINGS: Mapping[str, str] = {
    "capital": "the first letter in upper case",
    "default": "another text where it is empty: `light | default(look)`",
    "followed_by": 'with words after it where it is not empty: `mood | followed_by("mood")`',
    "joined": 'a list as one text, empty values left out: `[time, light] | joined(", ")`',
    "led_by": 'with words before it where it is not empty: `palette | led_by("in")`',
    "lower": "all in lower case",
    "lowered": "the first letter in lower case",
    "sentence": "the first letter in upper case, and one full stop at the end; nothing stays nothing",
    "trim": "without blanks at both ends",
    "upper": "all in upper case",
}
