"""Mouth shapes from phonemes (IPA): what a drawn mouth does while a line is spoken."""

from collections.abc import Sequence
from typing import Literal

from generation.requests import Mouth

Shape = Literal["rest", "closed", "open", "wide", "round", "teeth", "tongue", "smile"]

_SHAPES: tuple[tuple[str, Shape], ...] = (
    ("mbp", "closed"),
    ("fv", "teeth"),
    ("szʃʒtdnθð", "wide"),
    ("lɫ", "tongue"),
    ("uʊoɔwʍ", "round"),
    ("aɑæʌɐɒ", "open"),
    ("eɛəɜɚ", "wide"),
    ("iɪjy", "smile"),
    ("kgŋhxrɹɾʁ", "wide"),
)


def shape_of(phoneme: str) -> Shape:
    """The mouth of one IPA phoneme; `rest` for a pause."""
    for symbol in phoneme:
        for symbols, shape in _SHAPES:
            if symbol in symbols:
                return shape
    return "rest"


def mouths(phonemes: Sequence[tuple[float, float, str]], offset: float) -> tuple[Mouth, ...]:
    """Mouth shapes of a line that starts `offset` seconds into the shot; ends at rest. Repeated shapes are merged."""
    found: list[Mouth] = []
    for start, _end, text in phonemes:
        shape = shape_of(text)
        if not found or found[-1].shape != shape:
            found.append(Mouth(start=round(offset + start, 3), shape=shape))
    if phonemes:
        found.append(Mouth(start=round(offset + phonemes[-1][1], 3), shape="rest"))
    return tuple(found)
