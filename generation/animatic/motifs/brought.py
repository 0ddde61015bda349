"""Drawings that a style brings: what stands where a word of theirs is named, in the light of the place."""

import json
import math
import re
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

from generation.animatic.art import Drawing, Group
from generation.animatic.colour import mix
from generation.animatic.stage import ADULT, Scheme
from generation.animatic.thesaurus import words_of
from generation.errors import BackendFailure
from generation.requests import Look, Motif

_BOX = re.compile(rb"viewBox\s*=\s*[\"']\s*[-\d.eE]+[\s,]+[-\d.eE]+[\s,]+([\d.eE]+)[\s,]+([\d.eE]+)\s*[\"']")
_SIDE = rb"<svg\b[^>]*?\s%s\s*=\s*[\"']\s*([\d.]+)"
_MOST_LIGHT = 0.6


def brought(words: Sequence[str], look: Look) -> Motif | None:
    """The first of the style's drawings that the words (singular) name."""
    said = f" {' '.join(words)} "
    return next(
        (motif for motif in look.motifs if any(f" {' '.join(words_of(word))} " in said for word in motif.words)), None
    )


def drawn(motif: Motif, scheme: Scheme, height: float | None = None) -> Group:
    """The drawing on its foot at the origin, `height` stage pixels high, or as high as it says beside a person."""
    content = _content(motif.media.path, motif.media.digest)
    tall = height or motif.height * ADULT
    wide, seconds = tall * _aspect(content, motif.kind), _seconds(content) if motif.kind == "lottie" else 0.0
    part = min(_MOST_LIGHT, 1.1 * scheme.shade)
    light = (
        (mix(scheme.shadow, scheme.ambient, 0.3), mix(scheme.rim, scheme.ambient, 0.35), part) if part > 0.04 else None
    )
    moment = (lambda t: (t / seconds) % 1.0) if seconds > 0 else 0.0
    drawing = Drawing(content, motif.kind, wide, tall, light, moment)
    return Group((), name=motif.words[0], drawing=drawing)


@lru_cache(maxsize=32)
def _content(path: Path, _digest: str) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise BackendFailure(f"the style's drawing {path} can not be read: {error.strerror}") from error


def _aspect(content: bytes, kind: str) -> float:
    """Width to height."""
    if kind == "lottie":
        told = json.loads(content)
        wide, high = float(told["w"]), float(told["h"])
    elif box := _BOX.search(content):
        wide, high = float(box[1]), float(box[2])
    else:
        sides = [re.search(_SIDE % side, content) for side in (b"width", b"height")]
        wide, high = (float(side[1]) if side else 1.0 for side in sides)
    return wide / high if high > 0 and math.isfinite(wide / high) else 1.0


def _seconds(content: bytes) -> float:
    told = json.loads(content)
    return (float(told["op"]) - float(told["ip"])) / float(told["fr"])
