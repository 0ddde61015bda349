"""Where to break speech: between captions, and between the two lines of one."""

import re
import unicodedata
from collections.abc import Sequence

_SENTENCE = re.compile(r"[.!?…。！？][\"'”’)\]]*$")
_CLAUSE = re.compile(r"[,;:—–،、，；][\"'”’)\]]*$")
_PIECE = re.compile(r"[^、。，．！？；：]+[、。，．！？；：」』）]*|.")
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


def tokens_of(text: str, characters: int) -> list[str]:
    """The words. One that is too long for a line, as all text is that is written without spaces, is cut: after its
    punctuation where it has any, and every half line of wide letters.
    """
    found = list[str]()
    for word in text.split():
        wide = any(unicodedata.east_asian_width(letter) in "WF" for letter in word)
        most = characters // 2 if wide else characters
        if len(word) <= most:
            found.append(word)
            continue
        for piece in _PIECE.findall(word):
            found.extend(piece[at : at + most] for at in range(0, len(piece), most))
    return found


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
    letters = len(" ".join(tokens))
    return 4.0 + max(0.0, 12 - letters) * 0.6 + (40.0 if seconds > longest else 0.0) + letters * letters / 4000


def break_cost(before: str, after: str) -> float:
    """How much it hurts to end a line or a caption between these two words: 0 after a sentence, most inside a name."""
    if _SENTENCE.search(before):
        return 0.0
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
    if len(" ".join(tokens)) <= characters:
        return True
    return any(
        len(" ".join(tokens[:cut])) <= characters and len(" ".join(tokens[cut:])) <= characters
        for cut in range(1, len(tokens))
    )


def best_rows(tokens: Sequence[str], characters: int) -> tuple[str, ...]:
    """One line where it fits, or two: broken where it hurts least, of like lengths, the lower one rather the longer."""
    whole = " ".join(tokens)
    if len(whole) <= characters:
        return (whole,)
    options: list[tuple[float, tuple[str, str]]] = []
    for cut in range(1, len(tokens)):
        upper, lower = " ".join(tokens[:cut]), " ".join(tokens[cut:])
        if max(len(upper), len(lower)) <= characters:
            uneven = abs(len(upper) - len(lower)) / characters + (0.15 if len(upper) > len(lower) else 0)
            options.append((break_cost(tokens[cut - 1], tokens[cut]) + 3 * uneven, (upper, lower)))
    return min(options)[1] if options else (whole,)
