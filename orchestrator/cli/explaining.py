"""`why`, on a terminal: the prompt, where each stretch of it came from, what was left out, and how much room it takes."""

import shutil
import textwrap
from collections.abc import Iterator, Sequence

import typer

from orchestrator.building.why import Explained
from orchestrator.directing.prompting import Budget, Prompt

_MARGIN = 2
_GAP = 3


def rows(found: Explained) -> Iterator[str]:
    """The lines that explain a shot."""
    head = typer.style(found.shot, bold=True)
    if found.state:
        waits = found.state == "waiting"
        yield f"{head}: " + (found.reason if waits else ", ".join(filter(None, (found.state, found.reason))))
    else:
        yield f"{head}, as {found.maker} would be told of it"
    yield ""
    if found.prompt is None:
        yield f"made from {found.maker}; no prompt"
    else:
        yield from _prompt(found.prompt, found.maker)
    if found.conditioned:
        yield ""
        yield typer.style("made from", bold=True)
        yield from (line for words in found.conditioned for line in _indented(words))
    if found.keyframe is not None:
        yield ""
        yield from _prompt(found.keyframe, "its keyframe")
    yield ""
    yield typer.style("drawn as", bold=True)
    yield from (f"  {what:<8} {words}" for what, words in found.drawn)
    if found.grade:
        yield ""
        yield f"graded with  {found.grade}"
    yield ""
    yield f"seed {found.seed}, take {found.take}, boundary {found.boundary}"


def _indented(words: str) -> list[str]:
    """A line that may begin with spaces of its own; what goes on below stands further in."""
    margin = " " * (_MARGIN + len(words) - len(words.lstrip()))
    return textwrap.wrap(
        words.strip(),
        _width() + _MARGIN,
        initial_indent=margin,
        subsequent_indent=margin + "    ",
        break_on_hyphens=False,
    )


def _width() -> int:
    return max(60, min(100, shutil.get_terminal_size((100, 24)).columns)) - _MARGIN


def _prompt(prompt: Prompt, maker: str) -> Iterator[str]:
    spoken = f" in the dialect {prompt.dialect}" if prompt.dialect != maker else ""
    width = _width()
    head, room = f"prompt for {maker}{spoken}", _room(prompt.budget)
    if len(head) + len(room) <= width:
        yield typer.style(head, bold=True) + typer.style(f"  {room}", dim=True)
    else:
        yield typer.style(head, bold=True)
        for line in textwrap.wrap(room, width, initial_indent="  ", subsequent_indent="  "):
            yield typer.style(line, dim=True)
    if not prompt.text:
        yield "  none: this model takes no words"
    for paragraph in prompt.text.splitlines():
        yield from textwrap.wrap(paragraph, width, initial_indent="  ", subsequent_indent="  ") or [""]
    if prompt.negative:
        yield ""
        yield typer.style("negative", bold=True)
        yield from textwrap.wrap(prompt.negative, width, initial_indent="  ", subsequent_indent="  ")
    yield ""
    yield typer.style("where it comes from", bold=True)
    yield from _table([(segment.text, segment.origin) for segment in prompt.segments if _says(segment.text)], width)
    if prompt.shed:
        yield ""
        yield typer.style("left out to fit, in this order", bold=True)
        yield from _table([(clause.text, clause.origin) for clause in prompt.shed], width)
    for note in prompt.notes:
        yield f"! {note}"


def _says(text: str) -> bool:
    return any(sign.isalnum() for sign in text)


def _table(entries: Sequence[tuple[str, str]], width: int) -> Iterator[str]:
    """What was said on the left, where it comes from on the right."""
    column = max(24, width - max((len(origin) for _, origin in entries), default=0) - _GAP)
    for text, origin in entries:
        said = textwrap.wrap(" ".join(text.split()).strip(" ,;."), column) or [""]
        yield f"  {said[0]:<{column}}{' ' * _GAP}{typer.style(origin, dim=True)}"
        yield from (f"  {line}" for line in said[1:])


def _room(budget: Budget) -> str:
    parts = [f"{budget.words} words"]
    if budget.band:
        parts[0] += f" (best with {budget.band[0]} to {budget.band[1]})"
    if budget.limit:
        about = "" if budget.exact else "at most "
        parts.append(f"{about}{budget.tokens} of {budget.limit} tokens, {budget.how}")
    if budget.most_characters is not None:
        parts.append(f"{budget.characters} of {budget.most_characters} characters")
    return "; ".join(parts)
