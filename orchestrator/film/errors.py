"""Errors of the film and its files.

FilmError
├── ProjectError      one or more problems in the project's files, each with its place
└── WritingError      a script could not be written
"""

from dataclasses import dataclass

_LONGEST_PATH, _LONGEST_MESSAGE = 120, 400


class FilmError(Exception):
    """Something about this film that a person can put right; shown as one line, without a traceback."""


@dataclass(frozen=True, order=True)
class Problem:
    """One problem: `file:line:column: path: what is wrong; what would be right`.

    Line and column count from 1; line 0 means the whole file.
    """

    file: str
    line: int
    column: int
    path: str
    message: str

    def __str__(self) -> str:
        where = _on_one_line(self.file, _LONGEST_PATH) + (f":{self.line}:{self.column}" if self.line else "")
        message = _on_one_line(self.message, _LONGEST_MESSAGE)
        return f"{where}: {_on_one_line(self.path, _LONGEST_PATH)}: {message}" if self.path else f"{where}: {message}"


def _on_one_line(text: str, longest: int) -> str:
    """A text that may quote any file: signs that a terminal would obey are spelled out, and of a flood both ends are kept."""
    plain = "".join(sign if sign.isprintable() else f"\\u{ord(sign):04x}" for sign in text)
    return plain if len(plain) <= longest else f"{plain[: longest // 2]} … {plain[-longest // 2 :]}"


class ProjectError(FilmError):
    """All problems of all files at once, in file order."""

    def __init__(self, problems: list[Problem]) -> None:
        self.problems = sorted(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))


class WritingError(FilmError):
    """A writer could not deliver a script; says why and what to do."""
