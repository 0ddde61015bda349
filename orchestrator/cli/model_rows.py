"""Models as rows: of a table and of pages for people, of JSON for programs."""

import re
import shutil
import sys
import textwrap
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

import typer

if TYPE_CHECKING:
    from generation.card import Card
    from generation.choosing import Answer, Choice

KINDS: Mapping[str, str] = {"clips": "pictures", "stills": "stills", "scores": "score"}
"""Kinds of models, and the key of film.yaml that names one."""

_LICENCES = {"yes": "free", "limited": "limits", "no": "private"}
_MARGIN, _LABEL, _WIDEST, _NARROWEST = 2, 14, 110, 40


def listed(cards: Sequence["Card"]) -> Iterator[str]:
    """A table, what others took the place of last."""
    found = sorted(cards, key=lambda card: bool(card.superseded_by))
    rows = [("name", "GPU GB", "lasts", "licence", "what it is for"), *(_row(card) for card in found)]
    filled = [at for at in range(len(rows[0]) - 1) if any(row[at] for row in rows[1:])]
    widths = {at: max(len(row[at]) for row in rows) for at in filled}
    for row, card in zip(rows, [None, *found], strict=True):
        numbers = "  ".join(f"{row[at]:<{widths[at]}}" for at in filled)
        for line in told(numbers, row[-1] if card or beside(numbers) else ""):
            yield typer.style(line, dim=True) if card is None or card.superseded_by else line


def beside(numbers: str) -> bool:
    """Whether there is room for words beside the numbers of a row; a file or a pipe has room for everything."""
    return not sys.stdout.isatty() or columns() - len(numbers) - 2 * _MARGIN >= _NARROWEST


def told(numbers: str, words: str) -> Iterator[str]:
    """A row: its numbers and, beside or on a narrow terminal below them, the words that go with them."""
    if not sys.stdout.isatty():
        yield f"{' ' * _MARGIN}{numbers}  {words}".rstrip()
        return
    if not beside(numbers):
        if len(numbers.rstrip()) + _MARGIN > columns():
            numbers = re.sub(r"  +", "  ", numbers)
        yield from wrapped(numbers.strip(), " " * _MARGIN)
        yield from wrapped(words, " " * 3 * _MARGIN)
        return
    first = f"{' ' * _MARGIN}{numbers}  "
    yield from wrapped(words, first, " " * len(first)) if words else [first.rstrip()]


def wrapped(words: str, first: str = "", further: str | None = None) -> list[str]:
    """Words as wide as the terminal; where there is none, in one line."""
    if not sys.stdout.isatty():
        return [f"{first}{words}"]
    return textwrap.wrap(
        words,
        max(_NARROWEST, columns()),
        initial_indent=first,
        subsequent_indent=first if further is None else further,
        break_long_words=False,
        break_on_hyphens=False,
    )


def shown(card: "Card") -> Iterator[str]:
    """Everything a person asks about a model."""
    from generation.card_words import facts

    yield typer.style(f"{card.name}: {card.title}", bold=True)
    yield from _wrapped("", card.about)
    for name, words in facts(card):
        yield from _wrapped(name, words)
    yield from _wrapped("film.yaml", f"{KINDS[card.kind]}: {card.name}")


def as_data(card: "Card") -> dict[str, object]:
    """A card for programs, with what follows from it."""
    from generation.card_words import PRECISIONS, runs_from

    least, well = runs_from(card)
    weights = {precision: round(card.weights_gb(precision), 2) for precision in PRECISIONS}
    memory = {"least_gb": least, "well_gb": well, "weights_gb": weights}
    return {**card.model_dump(mode="json"), "longest_seconds": card.longest, "memory": memory}


def answered(answer: "Answer") -> Iterator[str]:
    """The first choice with its reasons, the line that takes it, and what else there is; or what comes nearest."""
    wanted = answer.wanted
    for line in textwrap.wrap(_asked(answer), max(40, min(_WIDEST, columns()))):
        yield typer.style(line, dim=True)
    if answer.first is None:
        yield "Nothing in the catalogue does all of that. What comes nearest:"
        for choice in answer.nearest:
            yield from _wrapped(choice.card.name, "but " + "; ".join(choice.against))
        return
    yield from _chosen(answer.first)
    for choice in answer.others:
        yield from _wrapped("or", f"{choice.card.name}: {'; '.join(choice.reasons)}")
    if answer.still is not None:
        still = f"{answer.still.card.name} draws its keyframes: {'; '.join(answer.still.reasons)}"
        yield from _wrapped("stills", f"{still}{_terms(answer.still.card)}")
    yield ""
    yield "In film.yaml:"
    yield f"  {KINDS[wanted.kind]}: {answer.first.card.name}"
    if answer.still is not None:
        yield f"  stills: {answer.still.card.name}"
    names = " ".join(choice.card.name for choice in (answer.first, answer.still) if choice)
    yield typer.style(f"how it runs here: filmwright models fit {answer.first.card.name}", dim=True)
    yield typer.style(f"bring it here:    filmwright models pull {names}", dim=True)


def chosen_data(answer: "Answer") -> dict[str, object]:
    """An answer for programs."""
    wanted = answer.wanted

    def told(choice: "Choice") -> dict[str, object]:
        said = {"name": choice.card.name, "reasons": [*choice.reasons], "held": choice.plan.how()}
        return {**said, **({"against": [*choice.against]} if choice.against else {})}

    return {
        "kind": wanted.kind, "purpose": wanted.purpose, "priority": wanted.priority, "memory_gb": wanted.memory,
        "seconds": wanted.seconds, "commercial": wanted.commercial, "region": wanted.region or None,
        "first": told(answer.first) if answer.first else None, "others": [told(choice) for choice in answer.others],
        "stills": told(answer.still) if answer.still else None, "nearest": [told(choice) for choice in answer.nearest],
        "checked": str(answer.checked),
    }  # fmt: skip


def _row(card: "Card") -> tuple[str, str, str, str, str]:
    from generation.card_words import lasts, runs_from

    least, well = runs_from(card)
    memory = f"{least or '-'} / {well or '-'}"
    about = f"gave way to {card.superseded_by}" if card.superseded_by else card.about
    return (card.name, memory, lasts(card), _LICENCES[card.licence.commercial], about)


def _asked(answer: "Answer") -> str:
    """What was asked, with what was taken where nothing was said."""
    from generation.catalogue import cards
    from generation.choosing import PURPOSES, named

    wanted = answer.wanted
    said = [f"{wanted.priority} first", f"{wanted.memory:g} GB of GPU memory"]
    what = "pieces" if wanted.kind == "scores" else "shots"
    said += [f"{what} of up to {wanted.seconds:g} s"] if wanted.seconds is not None else []
    said += ["commercial use"] if wanted.commercial else []
    spoken = any(wanted.region in card.licence.not_in for card in cards().values())
    said += [f"in {named(wanted.region)}{'' if spoken else ' (no licence here names it)'}"] if wanted.region else []
    why = f"{PURPOSES[wanted.purpose].why}: " if wanted.purpose else ""
    return (
        f"{why}{', '.join(said)}; by cards of {answer.checked} and later" if answer.first else f"{why}{', '.join(said)}"
    )


def _chosen(choice: "Choice") -> Iterator[str]:
    card = choice.card
    yield typer.style(f"{card.name}: {card.title}", bold=True)
    yield from _wrapped("", card.about)
    yield from _wrapped("because", "; ".join(choice.reasons) + _terms(card))


def _terms(card: "Card") -> str:
    """What to know of a licence before one begins."""
    from generation.card_words import licence

    free = card.licence.commercial == "yes" and not card.licence.not_in and not card.licence.gated
    return "" if free else f". Licence: {licence(card)}"


def _wrapped(name: str, words: str) -> Iterator[str]:
    """A fact, its name beside it, as wide as the terminal and no wider than is pleasant."""
    room = max(40, min(_WIDEST, columns()))
    indent = " " * (_MARGIN + _LABEL)
    first = " " * _MARGIN + (f"{name}  ".ljust(_LABEL) if name else "")
    yield from textwrap.wrap(
        words,
        room,
        initial_indent=first,
        subsequent_indent=indent if name else first,
        break_long_words=False,
        break_on_hyphens=False,
    )


def columns() -> int:
    """How wide the terminal is."""
    return shutil.get_terminal_size((100, 24)).columns
