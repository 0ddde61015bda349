"""Spoken lines in another language, one for one, each short enough for the picture that it was cut to."""

from collections.abc import Sequence
from dataclasses import dataclass

from orchestrator.writing.model.context import language_name, spoken_words
from orchestrator.writing.model.fields import Part, Words
from orchestrator.writing.model.marks import Value, question
from orchestrator.writing.model.pieces import Pieces
from orchestrator.writing.model.port import CutOff, Message
from orchestrator.writing.model.stage import Stage, too_little_room
from orchestrator.writing.writer import Brief, SpokenLine

_LINES_A_CALL = 60
_WORDS_A_CALL = 1500
_CONTEXT = 6
_WORDS_A_SECOND = 2.8
"""What a voice can say without hurrying much; 2.5 is a comfortable pace, over 3.3 nobody follows."""


class LineAnswer(Part):
    """One line, by its number."""

    number: int
    text: Words


class TranslationAnswer(Part):
    """All lines that were asked for, in order."""

    lines: list[LineAnswer]


@dataclass(frozen=True)
class _Numbered:
    number: int
    line: SpokenLine

    @property
    def words(self) -> int:
        """How many words fit its time."""
        return max(2, int(self.line.seconds * _WORDS_A_SECOND + 0.5))


def translate(stage: Stage, lines: Sequence[SpokenLine], language: str, brief: Brief) -> tuple[str, ...]:
    """Return the lines in `language`, in order, as many as there were.

    Raises:
        WritingError: if the model cannot deliver them.
    """
    done: dict[int, str] = {}
    spoken = [_Numbered(number, line) for number, line in enumerate(lines, 1) if line.text.strip()]

    def ask(batch: list[_Numbered]) -> None:
        first, last = batch[0].number, batch[-1].number
        stage.say(f"translates line{'' if first == last else f's {first} to'} {last} of {len(lines)}")
        answer = stage.ask(
            _request(batch, lines, done, language, brief),
            TranslationAnswer,
            wrong=lambda found: _wrong(found, batch),
            weak=lambda found: _weak(found, batch),
        )
        done.update({line.number: line.text for line in answer.lines})

    pieces = Pieces[_Numbered](_LINES_A_CALL, weigh=lambda one: spoken_words(one.line.text), heaviest=_WORDS_A_CALL)
    try:
        pieces.each(spoken, ask)
    except CutOff as short:
        raise too_little_room("one line's translation", short) from short
    return tuple(done.get(number, line.text) for number, line in enumerate(lines, 1))


def _request(
    batch: Sequence[_Numbered], lines: Sequence[SpokenLine], done: dict[int, str], language: str, brief: Brief
) -> list[Message]:
    first = batch[0].number
    earlier: list[Value] = [
        {"speaker": lines[number - 1].speaker, "text": lines[number - 1].text, "to": done.get(number, "")}
        for number in range(max(1, first - _CONTEXT), first)
    ]
    return question(
        "translate",
        source=language_name(brief.settings.language),
        language=language_name(language),
        title=brief.settings.title,
        earlier=earlier,
        lines=[
            {
                "number": one.number,
                "speaker": one.line.speaker,
                "manner": one.line.manner or "",
                "seconds": round(one.line.seconds, 1),
                "words": one.words,
                "text": one.line.text,
            }
            for one in batch
        ],
    )


def _wrong(answer: TranslationAnswer, batch: Sequence[_Numbered]) -> list[str]:
    given, wanted = [line.number for line in answer.lines], [one.number for one in batch]
    if given == wanted:
        return []
    missing = [number for number in wanted if number not in given]
    extra = [number for number in given if number not in wanted]
    if missing:
        return [f"line {number} is missing" for number in missing[:8]]
    if extra:
        return [f"there is no line {number} to translate" for number in extra[:8]]
    return ["the lines must come once each and in the order of their numbers"]


def _weak(answer: TranslationAnswer, batch: Sequence[_Numbered]) -> list[str]:
    room = {one.number: one for one in batch}
    found: list[str] = []
    for line in answer.lines:
        one = room.get(line.number)
        # A line that was too long from the start need not become shorter than it was.
        if one and spoken_words(line.text) > max(one.words, spoken_words(one.line.text)) + 1:
            found.append(
                f"line {line.number} has {spoken_words(line.text)} words; {one.words} fit its {one.line.seconds:.1f} seconds"
            )
    return found
