"""Running `git` with a closed environment: no configuration, hooks, filters, helpers or prompts, and bounds on everything.

Nothing is ever checked out: objects are fetched into an empty bare repository and read from there as bytes.
"""

import os
import re
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import IO

from orchestrator.project.packs import limits
from orchestrator.project.packs.addresses import Address
from orchestrator.project.packs.pack import PackError

_SETTINGS = (
    "core.hooksPath=/dev/null", "core.symlinks=false", "core.fsmonitor=false", "core.askPass=", "credential.helper=",
    "core.attributesFile=/dev/null", "core.bigFileThreshold=8m", "core.packedGitWindowSize=32m",
    "core.packedGitLimit=256m", "pack.threads=1", "gc.auto=0", "maintenance.auto=false", "submodule.recurse=false",
    "fetch.recurseSubmodules=false", "fetch.fsckObjects=true", "fetch.writeCommitGraph=false", "fetch.unpackLimit=1",
    "transfer.bundleURI=false", "filter.lfs.smudge=", "filter.lfs.process=", "filter.lfs.required=false",
    "http.lowSpeedLimit=1000", "http.lowSpeedTime=30", "protocol.version=2", "init.templateDir=", "advice.detachedHead=false",
)  # fmt: skip
_KEPT = (
    "PATH", "SYSTEMROOT", "COMSPEC", "PATHEXT", "HTTPS_PROXY", "https_proxy", "ALL_PROXY", "all_proxy", "NO_PROXY",
    "no_proxy", "SSL_CERT_FILE", "SSL_CERT_DIR", "GIT_SSL_CAINFO",
)  # fmt: skip
"""What git needs of the person's environment; an agent that holds keys only where the address is one of ssh."""
_SSH = "ssh -oBatchMode=yes -oConnectTimeout=20 -oPermitLocalCommand=no -oForwardAgent=no -oClearAllForwardings=yes"
_LIMITED = 'ulimit -v {memory} 2>/dev/null; ulimit -f {blocks} 2>/dev/null; ulimit -t {seconds} 2>/dev/null; exec "$@"'
"""Through the shell, as a limit that is set here would hold for this process, too. Where there is no such limit, none is set."""
_VAGUE = "Could not read from remote repository"
"""What git says where ssh has said why."""
_FLOOD = 16 * limits.MB
_LONGEST_ANSWER = 64 * limits.KB


class GitFailed(Exception):
    """git ended with an error; `said` is the last thing that it said."""

    def __init__(self, said: str) -> None:
        super().__init__(said)
        self.said = said


class Git:
    """git in one bare repository of our own, talking to one address."""

    def __init__(self, folder: Path, address: Address, seconds: float = limits.GIT_SECONDS) -> None:
        """Find git.

        Raises:
            PackError: if there is none.
        """
        program = shutil.which("git")
        if program is None:
            said = f"git is needed to get {address.where}; install it, or give the path of a zip of the pack"
            raise PackError(said)
        self._folder, self._address = folder, address
        self._environment = _environment(address, folder)
        settings = [word for setting in _settings(address) for word in ("-c", setting)]
        self._command = [*_limits(), program, "--no-pager", "--no-replace-objects", f"--git-dir={folder}", *settings]
        self._end = time.monotonic() + seconds

    def run(self, *arguments: str, watched: bool = False) -> str:
        """Run a command to its end and return what it printed; with `watched` the repository may not outgrow a pack.

        Raises:
            GitFailed: if git says no.
            PackError: if it takes too long, or fetches too much.
        """
        with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as told:
            process = self._started(arguments, out.fileno(), told.fileno())
            try:
                while not self._ended(process):
                    if max(os.fstat(each.fileno()).st_size for each in (out, told)) > _FLOOD:
                        raise PackError(f"{self._address.label}: the other side talks without end; give a zip")
                    if watched and _size(self._folder) > limits.TOTAL:
                        raise PackError(
                            f"{self._address.label}: the repository is larger than a pack may be; give a zip"
                        )
            finally:
                stop(process)
            said = _reason(told)
            if process.returncode:
                raise GitFailed(said)
            out.seek(0)
            return out.read(_LONGEST_ANSWER).decode("utf-8", "replace")

    def started(self, *arguments: str) -> "subprocess.Popen[bytes]":
        """Start a command whose output is read, and whose input is written, piece by piece; `stop` ends it."""
        return self._started(arguments, subprocess.PIPE, subprocess.DEVNULL, subprocess.PIPE)

    def _started(
        self, arguments: tuple[str, ...], out: int, told: int, into: int = subprocess.DEVNULL
    ) -> "subprocess.Popen[bytes]":
        return subprocess.Popen(
            [*self._command, *arguments], stdin=into, stdout=out, stderr=told, env=self._environment,
            cwd=self._folder.parent, start_new_session=True,
        )  # fmt: skip

    def _ended(self, process: "subprocess.Popen[bytes]") -> bool:
        left = self._end - time.monotonic()
        if left <= 0:
            raise PackError(
                f"{self._address.label}: git takes longer than it may; try again, or give the path of a zip"
            )
        try:
            process.wait(min(left, 0.05))
        except subprocess.TimeoutExpired:
            return False
        return True


def stop(process: "subprocess.Popen[bytes]") -> None:
    """End a process and everything that it has started, if it has not ended by itself."""
    if process.poll() is None:
        if os.name == "posix":
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
        process.kill()
    for pipe in (process.stdin, process.stdout):
        if pipe:
            with suppress(OSError):  # what was still to be written has no reader
                pipe.close()
    process.wait()


def _environment(address: Address, folder: Path) -> Mapping[str, str]:
    kept = {name: os.environ[name] for name in _KEPT if name in os.environ}
    nowhere = folder.parent / "home"
    if address.protocol == "ssh" and "SSH_AUTH_SOCK" in os.environ:
        kept["SSH_AUTH_SOCK"] = os.environ["SSH_AUTH_SOCK"]
    return kept | {
        "HOME": str(nowhere), "XDG_CONFIG_HOME": str(nowhere), "TMPDIR": str(folder.parent), "LC_ALL": "C",
        "GIT_CONFIG_NOSYSTEM": "1", "GIT_CONFIG_SYSTEM": os.devnull, "GIT_CONFIG_GLOBAL": os.devnull,
        "GIT_ATTR_NOSYSTEM": "1", "GIT_TERMINAL_PROMPT": "0", "GIT_ASKPASS": "", "SSH_ASKPASS": "", "GCM_INTERACTIVE": "never",
        "GIT_ALLOW_PROTOCOL": str(address.protocol), "GIT_PROTOCOL_FROM_USER": "0", "GIT_LFS_SKIP_SMUDGE": "1",
        "GIT_NO_LAZY_FETCH": "1", "GIT_OPTIONAL_LOCKS": "0", "GIT_SSH_COMMAND": _SSH, "GIT_SSH_VARIANT": "ssh",
    }  # fmt: skip


def _settings(address: Address) -> tuple[str, ...]:
    return (*_SETTINGS, "protocol.allow=never", f"protocol.{address.protocol}.allow=always")


def _limits() -> list[str]:
    if os.name != "posix":
        return []
    script = _LIMITED.format(memory=limits.GIT_MEMORY // 1024, blocks=limits.TOTAL // 512, seconds=limits.GIT_PROCESSOR)
    return ["/bin/sh", "-c", script, "sh"]


def _size(folder: Path) -> int:
    total = 0
    for path in folder.rglob("*"):
        try:
            total += path.lstat().st_size
        except OSError:  # git moves its own scratch files
            continue
    return total


def _reason(file: IO[bytes]) -> str:
    """The error that git told, or the one that ssh told before it, without the words that it begins with."""
    file.seek(0)
    lines = [
        line.strip() for line in file.read(_LONGEST_ANSWER).decode("utf-8", "replace").splitlines() if line.strip()
    ]
    errors = [line for line in lines if line.startswith(("fatal:", "error:", "ERROR:")) and _VAGUE not in line]
    said = (errors or lines or ["it gave no reason"])[0]
    said = re.sub(r"^(fatal|error|ERROR): ", "", said).rstrip(".")
    return "".join(sign for sign in said if sign.isprintable())[:200]
