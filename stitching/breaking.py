"""Where to break speech: between captions, and between the two lines of one.

A word is a `Token`. Scripts without spaces are cut into tokens that stand beside each other without one: where their own rules
allow (no closing sign or small kana at the head of a line, no Thai vowel without its consonant), after punctuation rather.
Lengths are in columns: a wide letter takes two, a mark over another letter none.
"""

import re
import unicodedata
from collections.abc import Sequence
from functools import cache

_SENTENCE = re.compile(r"[.!?…。！？؟।۔။።][\"'”’»)\]」』）]*$")
_CLAUSE = re.compile(r"[,;:—–،、，；؛：၊][\"'”’»)\]」』）]*$")
_STOPS = frozenset(
    "、。，．！？；：」』）】〉》〕｝・…‥ー々〻ゝゞヽヾぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮヵヶ"
    "!),.:;?]}»”’%៖។៕၊။฿ๆฯ"
)
"""Signs that do not begin a line."""
_OPENERS = frozenset("「『（【〈《〔｛([{«“‘¿¡")
"""Signs that do not end a line."""
_BREAKABLE = re.compile(r"[^\S\u00a0\u202f\u2007]+")
_SPACED_CLOSERS = frozenset(("?", "!", ":", ";", "»", "?!", "!?", "!!"))
_SPACED_OPENERS = frozenset("«")
_PAUSES = frozenset("、。，．！？；：…」』）")
_BEFORE_THEIR_CONSONANT = frozenset("เแโใไເແໂໃໄ")
"""Vowels of Thai and Lao that are written before the consonant they belong to."""
_AFTER_THEIR_CONSONANT = frozenset("ะาำๅะາຳຽ")
_UNSPACED = ("THAI", "LAO", "KHMER", "MYANMAR")
_SHARE = 3
"""Text without spaces is cut into pieces of about this part of a line, so that lines can be balanced."""
_WORD = re.compile(r"\w+")
_LINKS = frozenset(
    _WORD.findall(
        "and but or nor so yet because that which who whom whose when where while until if unless though although since "
        "before after as than with without from into onto over under through for of in on at to by about like"
    )
)
_HOLD = frozenset(
    _WORD.findall(
        "and or but a an the my your his her its our their this that these those not no very to of in on at by i"
    )
)


class Token(str):
    """A word, or a piece of text without spaces: then `joined` to the piece before it."""

    __slots__ = ("joined",)
    joined: bool

    def __new__(cls, text: str, *, joined: bool = False) -> "Token":
        """Make one."""
        token = super().__new__(cls, text)
        token.joined = joined
        return token


def side_by_side(tokens: Sequence[str]) -> str:
    """The tokens as they stand on one line."""
    found = list[str]()
    for token in tokens:
        if found and not getattr(token, "joined", False):
            found.append(" ")
        found.append(token)
    return "".join(found)


def columns(text: str) -> int:
    """How much room a text takes: two columns for a wide letter, none for marks and what is not seen."""
    if text.isascii():
        return len(text)
    return sum(_column(letter) for letter in text)


@cache
def _column(letter: str) -> int:
    if unicodedata.category(letter) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(letter) in "WF" else 1


def tokens_of(text: str, characters: int) -> list[str]:
    """The words. One that is too long for a line, and text that is written without spaces, is cut into pieces."""
    found = list[str]()
    for word in _words(text):
        pieces = _pieces(word, max(2, characters // _SHARE)) if _has_no_spaces(word) else _cut(word, characters)
        found += [Token(piece, joined=bool(index)) for index, piece in enumerate(pieces)]
    return found


def _words(text: str) -> list[str]:
    """What stands between spaces at which a line may end: French marks with a space before them stay with their word."""
    found = list[str]()
    for word in _BREAKABLE.split(text.strip()):
        if not word:
            continue
        if found and (word in _SPACED_CLOSERS or found[-1] in _SPACED_OPENERS):
            found[-1] += f"\u00a0{word}"
        else:
            found.append(word)
    return found


def _cut(word: str, most: int) -> list[str]:
    """A single word that is too long for a line."""
    pieces, room = [""], most
    for letter in word:
        room -= columns(letter)
        if room < 0:
            pieces.append("")
            room = most - columns(letter)
        pieces[-1] += letter
    return pieces


def _has_no_spaces(word: str) -> bool:
    """Whether the word is written in a script that has no spaces between words."""
    return any(_unspaced(letter) for letter in word)


@cache
def _unspaced(letter: str) -> bool:
    if letter < "\u0e00":
        return False
    name = unicodedata.name(letter, "")
    # Korean is as wide as Chinese and has spaces.
    wide = unicodedata.east_asian_width(letter) in "WF" and "HANGUL" not in name and letter.isalnum()
    return wide or name.startswith(_UNSPACED)


def _pieces(text: str, most: int) -> list[str]:
    """Text without spaces as pieces of at most `most` columns where it may be broken, whole up to its punctuation."""
    units = [""]
    for index, letter in enumerate(text):
        if index and _may_break(text[index - 1], letter):
            units.append("")
        units[-1] += letter
    found = [""]
    for unit in units:
        if found[-1] and (columns(found[-1] + unit) > most or found[-1][-1] in _PAUSES):
            found.append("")
        found[-1] += unit
    return [piece for whole in found for piece in _cut(whole, max(most, 2) * _SHARE)]


def _may_break(before: str, after: str) -> bool:
    """Whether a line may end between two letters of a script without spaces."""
    if after in _STOPS or before in _OPENERS or before in _BEFORE_THEIR_CONSONANT or after in _AFTER_THEIR_CONSONANT:
        return False
    if unicodedata.category(after) in ("Mn", "Mc", "Me", "Cf") or unicodedata.category(before) == "Cf":
        return False
    # Words of letters with spaces, and numbers, stay whole inside such text.
    plain = not _unspaced(before) and not _unspaced(after)
    return not (plain and before.isalnum() and after.isalnum())


def broken(tokens: Sequence[str], seconds: Sequence[float], characters: int, longest: float) -> list[tuple[int, int]]:
    """The words as stretches (first, one past the last), each of which fits two lines of `characters`.

    The cheapest way of all, by a cost for each break and for each stretch.
    """
    best: list[tuple[float, int]] = [(0.0, 0)]
    for last in range(1, len(tokens) + 1):
        options: list[tuple[float, int]] = []
        for first in range(last - 1, -1, -1):
            if first < last - 1 and not fits(tokens[first:last], characters):
                break
            cost = best[first][0] + _stretch(tokens[first:last], sum(seconds[first:last]), longest)
            if last < len(tokens):
                cost += 2.5 * break_cost(tokens[last - 1], tokens[last])
            options.append((cost, first))
        best.append(min(options))
    found, last = list[tuple[int, int]](), len(tokens)
    while last:
        found.append((best[last][1], last))
        last = best[last][1]
    return found[::-1]


def _stretch(tokens: Sequence[str], seconds: float, longest: float) -> float:
    """Each caption has its price, a short one or one that stays too long has more."""
    letters = columns(side_by_side(tokens))
    return 4.0 + max(0.0, 12 - letters) * 0.6 + (40.0 if seconds > longest else 0.0) + letters * letters / 4000


def break_cost(before: str, after: str) -> float:
    """How much it hurts to end a line or a caption between these two words: 0 after a sentence, most inside a name."""
    if _SENTENCE.search(before):
        return 0.0
    if getattr(after, "joined", False) and not _CLAUSE.search(before):
        return 4.0
    if _CLAUSE.search(before):
        return 0.6
    word = before.strip("\"'“”‘’([").lower()
    if before[:1].isupper() and after[:1].isupper() and word != "i":
        return 6.0
    if word in _HOLD:
        return 5.0
    return 1.6 if after.lower() in _LINKS else 3.0


def fits(tokens: Sequence[str], characters: int) -> bool:
    """Whether the words can stand on two lines."""
    if columns(side_by_side(tokens)) <= characters:
        return True
    return any(
        columns(side_by_side(tokens[:cut])) <= characters and columns(side_by_side(tokens[cut:])) <= characters
        for cut in range(1, len(tokens))
    )


def best_rows(tokens: Sequence[str], characters: int) -> tuple[str, ...]:
    """One line where it fits, or two: broken where it hurts least, of like lengths, the lower one rather the longer."""
    whole = side_by_side(tokens)
    if columns(whole) <= characters:
        return (whole,)
    options: list[tuple[float, tuple[str, str]]] = []
    for cut in range(1, len(tokens)):
        upper, lower = side_by_side(tokens[:cut]), side_by_side(tokens[cut:])
        long, short = columns(upper), columns(lower)
        if max(long, short) <= characters:
            uneven = abs(long - short) / characters + (0.15 if long > short else 0)
            options.append((break_cost(tokens[cut - 1], tokens[cut]) + 3 * uneven, (upper, lower)))
    return min(options)[1] if options else (whole,)
