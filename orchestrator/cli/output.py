"""How things are said: errors on one line each, tables, and whether this is a terminal."""

import shutil
import sys
import textwrap
from collections.abc import Sequence
from pathlib import Path
from typing import NoReturn

import typer

_NAMES = 40
"""Columns for the names of steps and shots, where there is room for them."""


def fail(*messages: str, code: int = 2) -> NoReturn:
    """Say what is wrong, one line a problem, and end."""
    for message in messages:
        complain(message)
    sys.exit(code)


def complain(message: str) -> None:
    """Say what is wrong, in one line: with its place, or else with who says it."""
    typer.echo(message if message[:1] in "./" or ":" in message.split(" ")[0] else f"filmwright: {message}", err=True)


def hung(mark: str, name: str, words: str, *, dim: bool = False) -> None:
    """Say a row: a name and what is said of it beside it. On a terminal long words go on below; elsewhere a row is a line."""
    style = typer.style if dim else lambda text, **_dim: text
    width = shutil.get_terminal_size().columns if sys.stdout.isatty() else 0
    column = min(_NAMES, max(_NAMES // 2, width // 2 - 2)) if width else _NAMES
    room = width - column - 3
    first, *further = (textwrap.wrap(words, room, break_on_hyphens=False) if room > _NAMES // 2 else [words]) or [""]
    if width and len(name) > column and words:
        typer.echo(f"{mark} {name}")
        mark, name = " ", ""
    typer.echo(f"{mark} {name:<{column}} {style(first, dim=True) if first else ''}".rstrip())
    for line in further:
        typer.echo(f"  {'':<{column}} {style(line, dim=True)}")


def clock(seconds: float) -> str:
    """`1:05` for 65 seconds, `1:02:05` with hours."""
    whole = round(seconds)
    hours, rest = divmod(whole, 3600)
    return f"{hours}:{rest // 60:02}:{rest % 60:02}" if hours else f"{rest // 60}:{rest % 60:02}"


def count(number: int, one: str, many: str | None = None) -> str:
    """`1 shot`, `2 shots`."""
    return f"{number} {one if number == 1 else many or one + 's'}"


def shortened(notes: Sequence[str], most: int = 5) -> list[str]:
    """The first `most` notes, and how many more there are."""
    rest = len(notes) - most
    return list(notes) if rest <= 1 else [*notes[:most], f"… and {rest} more"]


def option_of(project: Path) -> str:
    """What a command that is suggested must end in to be about this project; nothing for the one that we are in."""
    return "" if project == Path() else f" -p {project}"


def say_overwritten(root: Path, path: str, number: int) -> None:
    """Say that what somebody saved while a command wrote the file is kept, and how to have it again."""
    typer.echo(
        f"{path} was saved while it was being written; what was saved is kept, have it back with: "
        f"filmwright undo {number}{option_of(root)}",
        err=True,
    )


def said_of_critic(changes: int, root: Path) -> str:
    """That a critic has proposed something, and where to see it."""
    return f"the critic proposes {count(changes, 'change')}; see: filmwright review{option_of(root)}"


def harmless(line: str) -> str:
    """A line without what would steer a terminal: words of models and of strangers are shown, too."""
    return "".join(letter if letter.isprintable() or letter == "\t" else "\ufffd" for letter in line.rstrip("\r"))


def agreed(command: str) -> bool:
    """Whether the person takes it; where nobody can be asked, they are told the command that does."""
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        typer.echo(f"nothing is changed yet; take it with: filmwright {command}")
        return False
    if typer.confirm("take it?"):
        return True
    typer.echo("nothing is changed")
    return False
