"""Errors of the film and its files.

FilmError
├── ProjectError      one or more problems in the project's files, each with its place
└── WritingError      a script could not be written
"""

from dataclasses import dataclass


class FilmError(Exception):
    """Something about this film that a person can put right; shown as one line, without a traceback."""


@dataclass(frozen=True, order=True)
class Problem:
    """One problem: `file:line:column: path: what is wrong; what would be right`. Line and column count from 1."""

    file: str
    line: int
    column: int
    path: str
    message: str

    def __str__(self) -> str:
        where = f"{self.file}:{self.line}:{self.column}"
        return f"{where}: {self.path}: {self.message}" if self.path else f"{where}: {self.message}"


class ProjectError(FilmError):
    """All problems of all files at once, in file order."""

    def __init__(self, problems: list[Problem]) -> None:
        self.problems = sorted(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))


class WritingError(FilmError):
    """A writer could not deliver a script; says why and what to do."""
