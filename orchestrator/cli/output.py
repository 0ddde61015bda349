"""How things are said: errors on one line each, tables, and whether this is a terminal."""

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import NoReturn

import typer


def fail(*messages: str, code: int = 2) -> NoReturn:
    """Say what is wrong, one line a problem, and end."""
    for message in messages:
        typer.echo(
            message if message[:1] in "./" or ":" in message.split(" ")[0] else f"filmwright: {message}", err=True
        )
    sys.exit(code)


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
