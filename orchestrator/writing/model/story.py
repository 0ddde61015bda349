"""A story too long for one request, retold piece by piece: what is kept is what an adaptation needs."""

import re

from orchestrator.writing.model.context import shortened, spoken_words
from orchestrator.writing.model.fields import Part, Passage
from orchestrator.writing.model.marks import Prose, question
from orchestrator.writing.model.pieces import Pieces
from orchestrator.writing.model.stage import Stage

LONGEST = 6000
"""Words of a story that one request may hold."""
_RETOLD = 5000
"""Words that the pieces' summaries may have together."""
_SENTENCE = re.compile(r"(?<=[.!?…])\s+|(?<=[。！？])")


class StoryAnswer(Part):
    """What happens in one piece of a story."""

    retold: Passage


def condensed(stage: Stage, story: str) -> str:
    """Return the story itself where it is short enough, else its pieces retold, in order.

    Every stage may ask for it: the questions are the same, so what was answered once is kept.
    """
    if spoken_words(story) <= LONGEST:
        return story
    passages = _passages(story)
    words = max(40, min(400, _RETOLD // len(passages)))
    retold: list[str] = []

    def ask(batch: list[str]) -> None:
        stage.say(f"reads the story, {min(99, round(100 * len(retold) / len(passages)))} %")
        answer = stage.ask(
            question("story", before=retold[-3:], material=Prose("\n\n".join(batch)), words=words),
            StoryAnswer,
            weak=lambda found: _too_long(found, words),
        )
        retold.append(shortened(answer.retold, words * 2))

    Pieces[str](1, halves=_halved).each(passages, ask)
    return "\n\n".join(retold)


def _too_long(answer: StoryAnswer, words: int) -> list[str]:
    count = len(answer.retold.split())
    return [f"retold: has {count} words; write at most {words}"] if count > 1.6 * words else []


def _passages(story: str) -> list[str]:
    """Cut a story at paragraphs, or at sentences where a paragraph is too long, into pieces of at most LONGEST words."""
    pieces: list[list[str]] = [[]]
    weight = 0
    for part in _parts(story):
        words = spoken_words(part)
        if pieces[-1] and weight + words > LONGEST:
            pieces.append([])
            weight = 0
        pieces[-1].append(part)
        weight += words
    return ["\n\n".join(piece) for piece in pieces]


def _parts(story: str) -> list[str]:
    parts: list[str] = []
    for paragraph in re.split(r"\n\s*\n", story):
        if spoken_words(paragraph) <= LONGEST // 4:
            parts.append(paragraph.strip())
            continue
        for sentence in _SENTENCE.split(paragraph):
            # A text without a full stop is cut where it happens to be.
            parts += [sentence[at : at + 6000] for at in range(0, len(sentence), 6000)]
    return [part for part in parts if part]


def _halved(passage: str) -> tuple[str, str] | None:
    parts = _parts(passage) if "\n\n" in passage else _SENTENCE.split(passage)
    if len(parts) < 2 or spoken_words(passage) < 200:
        return None
    middle = len(parts) // 2
    return "\n\n".join(parts[:middle]), "\n\n".join(parts[middle:])
