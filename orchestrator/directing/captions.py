"""Captions: what is said, when it is heard, broken by the rules of the craft."""

import re

from generation.spoken_marks import BEAT, STRESS
from orchestrator.directing.cut import spoken_lines
from orchestrator.directing.schedule import Schedule
from orchestrator.film.film import Film
from stitching.captions import SpokenLine, Word, break_captions, characters_for
from stitching.timeline import Caption

_BEAT = re.compile(rf"\s*{BEAT.pattern}", BEAT.flags)


def read_as(text: str) -> str:
    """A line as one reads it: how it is said, its stress and its pauses, is heard."""
    return _BEAT.sub("", STRESS.sub(r"\2", text)).strip() or text


def captions_for(film: Film, plan: Schedule) -> tuple[Caption, ...]:
    """Every spoken line as captions, in film frames."""
    rate = film.settings.format.rate
    lines: list[SpokenLine] = []
    for item, line, key, offset in spoken_lines(plan):
        start = max(0.0, float(item.start / rate) + offset)
        spoken = item.spoken[key[2]]
        words = tuple(Word(start + a, start + b, text) for a, b, text in spoken.words)
        sheet = film.characters.get(line.character) if line.character else None
        lines.append(
            SpokenLine(
                text=read_as(line.line),
                start=start,
                end=start + spoken.seconds,
                words=words,
                speaker=sheet.name if sheet else None,
            )
        )
    cuts = tuple(item.start for item in plan.shots)
    picture = film.settings.format
    return break_captions(lines, rate, cuts, characters_for(picture.width, picture.height))
