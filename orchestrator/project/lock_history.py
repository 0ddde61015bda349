"""The film.lock of every commit: what a film once was, and may be again, is not to be thrown away."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

from orchestrator.film.errors import ProjectError
from orchestrator.project.lock import LOCK_FILE, Lock, read_lock_text

_MOST = 5000
"""Commits that are looked at, the newest first."""
_SECONDS = 30.0
_SETTINGS = ("core.hooksPath=/dev/null", "core.fsmonitor=false", "core.alternateRefsCommand=", "protocol.allow=never")
"""The repository may be a stranger's; nothing that it names is run or fetched."""


def locks_of_history(root: Path) -> Iterator[Lock]:
    """Read film.lock as it stands in each commit that can be reached; none where there is no git, or no repository."""
    prefix = _git(root, "rev-parse", "--show-prefix")
    if prefix is None:
        return
    commits = (_git(root, "rev-list", "--all", f"--max-count={_MOST}", "--", LOCK_FILE) or b"").split()
    name = prefix.strip().decode("utf-8", "surrogateescape") + LOCK_FILE
    for commit in commits:
        text = _git(root, "cat-file", "blob", f"{commit.decode('ascii')}:{name}")
        try:
            if text is not None:
                yield read_lock_text(text.decode("utf-8"))
        except (ProjectError, UnicodeDecodeError):
            continue


def _git(root: Path, *arguments: str) -> bytes | None:
    program = shutil.which("git")
    if program is None:
        return None
    settings = [word for setting in _SETTINGS for word in ("-c", setting)]
    environment = {**os.environ, "GIT_NO_LAZY_FETCH": "1", "GIT_OPTIONAL_LOCKS": "0", "GIT_TERMINAL_PROMPT": "0"}
    try:
        done = subprocess.run(
            [program, "--no-pager", "--no-replace-objects", *settings, *arguments],
            cwd=root, env=environment, capture_output=True, timeout=_SECONDS, check=False, stdin=subprocess.DEVNULL,
        )  # fmt: skip
    except (OSError, subprocess.TimeoutExpired):
        return None
    return done.stdout if done.returncode == 0 else None
