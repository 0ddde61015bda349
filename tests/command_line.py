"""The command line in this process: what it prints and its exit code, without the second that a process of its own takes."""

import io
import sys
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from subprocess import CompletedProcess

import pytest

from orchestrator.cli.main import main


def filmwright(*arguments: str, cwd: Path) -> "CompletedProcess[str]":
    """Run a command as typed in a folder; anything but an exit is a traceback, and fails the test."""
    out, err = (io.TextIOWrapper(io.BytesIO(), encoding="utf-8", newline="") for _ in range(2))
    code: object = 0
    with pytest.MonkeyPatch.context() as here, redirect_stdout(out), redirect_stderr(err):
        here.chdir(cwd)
        here.setattr(sys, "argv", ["filmwright", *arguments])
        try:
            main()
        except SystemExit as ended:
            code = ended.code
    said, told = (_written(stream) for stream in (out, err))
    assert code is None or isinstance(code, int), code
    return CompletedProcess(arguments, code or 0, said, told)


def _written(stream: io.TextIOWrapper) -> str:
    stream.seek(0)
    return stream.read()


def said(*arguments: str, cwd: Path) -> str:
    """What a command prints that ends well."""
    done = filmwright(*arguments, cwd=cwd)
    assert done.returncode == 0, done.stderr
    return done.stdout


def refused(*arguments: str, cwd: Path) -> str:
    """The complaint of a command that changes nothing."""
    done = filmwright(*arguments, cwd=cwd)
    assert done.returncode == 2, done.stdout + done.stderr
    return done.stderr
