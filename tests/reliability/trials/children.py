"""Builds as child processes of this one: forked, so that nothing has to be imported again, and each from the very same state.

What a child tells goes over a socket, so that it is no write that a trial would count. Fork only where no thread runs.
"""

import ctypes
import json
import os
import signal
import socket
import traceback
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import cast

from trials.small_build import News, Tell, build

_ANY_TRACER = 0x59616D61, -1
"""The option of prctl by which a process lets any other of the same person trace it (PR_SET_PTRACER, where Yama is on)."""
_BUG = 70
"""The exit code of a child that ended with a traceback."""

Action = Callable[[Tell], int]
"""What a child does: it is given the way to tell something, and returns its exit code."""


@dataclass(frozen=True)
class Run:
    """How a build went: its exit code (minus the signal that killed it), and what it told."""

    code: int
    news: tuple[News, ...]
    begun: tuple[str, ...] = field(init=False)
    """Steps that it began, in order."""
    acknowledged: tuple[News, ...] = field(init=False)
    """What it said of each step that it had made and that was safe."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "begun", tuple(str(item["begun"]) for item in self.news if "begun" in item))
        object.__setattr__(self, "acknowledged", tuple(item for item in self.news if "made" in item))

    @property
    def film(self) -> str:
        """The digest of the film, empty if it was not made."""
        return self._said("film")

    @property
    def error(self) -> str:
        """The line that a person would read, empty if all went well; a traceback if there was one."""
        return self._said("bug") or self._said("error")

    def _said(self, name: str) -> str:
        return next((str(item[name]) for item in self.news if name in item), "")


class Unanswered(RuntimeError):
    """A question to the store ended in an error."""


class Child:
    """A forked process. It waits to be let `go`, so that a tracer can come before it does anything."""

    def __init__(self, action: Action) -> None:
        self._ours, theirs = socket.socketpair()
        self._unread = b""
        self.pid = os.fork()
        if self.pid == 0:
            self._ours.close()
            _live(theirs, action)
        theirs.close()

    def go(self) -> "Child":
        """Let it begin."""
        self._ours.sendall(b"!")
        return self

    def told(self) -> list[News]:
        """What it has told since this was asked the last time, without waiting; of a line that is not whole, nothing."""
        self._ours.setblocking(False)
        try:
            while piece := self._ours.recv(1 << 16):
                self._unread += piece
        except BlockingIOError:
            pass
        finally:
            self._ours.setblocking(True)
        return self._lines()

    def wait_for(self, count: int) -> list[News]:
        """Wait until it has told so much, or has ended."""
        found: list[News] = []
        while len(found) < count and (piece := self._ours.recv(1 << 16)):
            self._unread += piece
            found += self._lines()
        return found

    def kill(self) -> None:
        """End it at once."""
        os.kill(self.pid, signal.SIGKILL)

    def end(self, before: tuple[News, ...] = ()) -> Run:
        """Wait until it ends; `before` is what it had told already."""
        while piece := self._ours.recv(1 << 16):
            self._unread += piece
        self._ours.close()
        _, status = os.waitpid(self.pid, 0)
        return Run(os.waitstatus_to_exitcode(status), (*before, *self._lines()))

    def _lines(self) -> list[News]:
        *whole, self._unread = self._unread.split(b"\n")
        return [cast("News", json.loads(line)) for line in whole]


def _live(line: socket.socket, action: Action) -> None:
    """The whole life of a child."""
    code = _BUG
    ctypes.CDLL(None).prctl(*_ANY_TRACER)

    def tell(news: News) -> None:
        line.sendall(json.dumps(news).encode() + b"\n")

    try:
        if line.recv(1):
            code = action(tell)
    except BaseException:  # noqa: BLE001 - the outer boundary of a process: a bug is told, never met by the parent's own code
        tell({"bug": traceback.format_exc()})
    finally:
        os._exit(code)


def killed_after(count: int, action: Action) -> Action:
    """The same, killed as soon as it has told so much."""

    def act(tell: Tell) -> int:
        left = iter(range(count - 1, -1, -1))

        def counted(news: News) -> None:
            tell(news)
            if next(left) == 0:
                os.kill(os.getpid(), signal.SIGKILL)

        return action(counted)

    return act


def building(project: Path) -> Run:
    """Build the small film without any disturbance."""
    return Child(lambda tell: build(project, tell)).go().end()


def asked(question: Callable[[], Mapping[str, object]]) -> News:
    """Answer a question in a process of its own, so that nothing of it stays in this one.

    Raises:
        Unanswered: if that ended otherwise.
    """

    def answer(tell: Tell) -> int:
        tell({"answer": dict(question())})
        return 0

    run = Child(answer).go().end()
    if run.code != 0:
        raise Unanswered(run.error or f"exit code {run.code}")
    return cast("News", run.news[0]["answer"])
