"""Every system call by which a build writes, and what happens if one of them fails, lies, or is the last.

`strace` attaches to a child that waits, so that nothing but the build is counted. Calls are numbered by name, as strace does.
"""

import os
import re
import shutil
import subprocess
import tempfile
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from trials.children import Action, Child, Run

WRITING = (
    *("openat", "open", "creat", "mkdir", "mkdirat", "rename", "renameat", "renameat2", "link", "linkat", "symlink"),
    *("symlinkat", "unlink", "unlinkat", "rmdir", "write", "pwrite64", "writev", "pwritev", "pwritev2", "fsync"),
    *("fdatasync", "sync_file_range", "ftruncate", "truncate", "fallocate", "chmod", "fchmod", "fchmodat", "utimensat"),
    *("copy_file_range", "sendfile"),
)
_OPENING = ("openat", "open")
_FORWRITING = ("O_WRONLY", "O_RDWR", "O_CREAT", "O_TRUNC")
_CALL = re.compile(r"^(?:\d+ +)?(\w+)\((.*)$")
_PATIENCE = 60
"""Seconds after which a traced build is given up."""


@dataclass(frozen=True)
class Call:
    """The `number`th call of its name in a build; `text` is how strace tells it."""

    name: str
    number: int
    text: str

    def __str__(self) -> str:
        return f"{self.name} {self.number} [{self.text[:150]}]"


@cache
def refusal() -> str:
    """Why no build can be traced on this machine; empty if it can."""
    if shutil.which("strace") is None:
        return "strace is not installed"
    with tempfile.TemporaryDirectory() as folder:
        done = subprocess.run(
            ["strace", "-o", f"{folder}/log", "-e", "trace=write", "-e", "inject=write:error=EIO:when=1", "true"],
            capture_output=True,
            text=True,
            check=False,
        )
    return "" if done.returncode == 0 else f"strace may not trace here: {done.stderr.strip().splitlines()[-1]}"


def writing_calls(action: Action, folder: Path) -> tuple[Run, list[Call]]:
    """Run something undisturbed, and tell all calls by which it changes what is in a folder, in their order."""
    run, log = traced(action, f"trace={','.join(f'?{name}' for name in WRITING)}")
    return run, calls_of(log, folder)


def calls_of(log: str, folder: Path) -> list[Call]:
    """The writing calls of a log that touch a folder."""
    numbers: dict[str, int] = {}
    found: list[Call] = []
    for line in log.splitlines():
        match = _CALL.match(line)
        if match is None:
            continue
        name, text = match.groups()
        numbers[name] = numbers.get(name, 0) + 1
        reads = name in _OPENING and not any(flag in text for flag in _FORWRITING)
        if str(folder) in text and not reads:
            found.append(Call(name, numbers[name], text.replace(str(folder), "")))
    return found


def disturbed(action: Action, call: Call, how: str) -> tuple[Run, bool]:
    """Run something with one call disturbed, and tell whether it was.

    `how` is as strace has it: `signal=KILL`, `error=EIO`, `retval=1`.
    """
    run, log = traced(action, f"trace={call.name}", f"inject={call.name}:{how}:when={call.number}")
    return run, "(INJECTED)" in log or "killed by SIGKILL" in log


def traced(action: Action, *expressions: str, longest: int = 0) -> tuple[Run, str]:
    """Run something, traced as the expressions say, and return strace's log; strings in it are `longest` bytes at most.

    With a `longest` strings and paths are written in hexadecimal.
    """
    handle, name = tempfile.mkstemp(prefix="strace-", suffix=".log")
    os.close(handle)
    log = Path(name)
    child = Child(action)
    options = [word for expression in expressions for word in ("-e", expression)]
    options += ["-xx"] if longest else []
    command = ["strace", "-p", str(child.pid), "-o", str(log), "-y", "-s", str(longest), *options]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as tracer:
        assert tracer.stderr is not None
        attached = tracer.stderr.readline()
        if "attached" not in attached:
            child.kill()
            raise RuntimeError(f"strace does not attach: {attached}")
        run = child.go().end()
        tracer.wait(_PATIENCE)
    text = log.read_text(encoding="utf-8", errors="replace")
    log.unlink()
    return run, text
