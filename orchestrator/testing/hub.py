"""A hub of model repositories on this machine, which speaks what Hugging Face's own client speaks: for `HF_ENDPOINT`.

with served({"owner/name": Hosted(folder)}) as hub:
    ...  # a program with HF_ENDPOINT=hub.url downloads from it
"""

import hashlib
import json
import threading
import urllib.parse
from collections.abc import Generator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any


@dataclass
class Hosted:
    """One repository: a folder, the revisions it has, and what goes wrong with it."""

    folder: Path
    revisions: tuple[str, ...] = ("main",)
    gated: bool = False
    """Whether its files are refused to everybody; what it holds may be listed, as on the real hub."""
    breaks: dict[str, list[int]] = field(default_factory=dict[str, list[int]])
    """Files whose next downloads break off, each after so many bytes of the file."""
    larger: int = 0
    """Bytes by which the list says each file to be larger than it is."""
    stalls: set[str] = field(default_factory=set[str])
    """Files of which half is sent, and then nothing for as long as the hub is there."""
    spoils: set[str] = field(default_factory=set[str])
    """Files whose last byte is sent as another one."""

    @property
    def commit(self) -> str:
        """What stands for its state."""
        return hashlib.sha1(str(self.folder).encode(), usedforsecurity=False).hexdigest()

    def files(self) -> dict[str, Path]:
        """Every file by its name in the repository."""
        found = sorted(file for file in self.folder.rglob("*") if file.is_file())
        return {file.relative_to(self.folder).as_posix(): file for file in found}


class Hub(ThreadingHTTPServer):
    """The server; `log` has every request as `METHOD path range`."""

    daemon_threads = True
    block_on_close = False

    def __init__(self, repositories: Mapping[str, Hosted]) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.repositories = dict(repositories)
        self.log: list[str] = []
        self.closing = threading.Event()

    @property
    def url(self) -> str:
        """Its address."""
        return f"http://127.0.0.1:{self.server_port}"

    def handle_error(self, request: object, client_address: object) -> None:
        """A caller that hangs up is no news."""


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: Hub  # type: ignore[assignment]

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""

    def do_HEAD(self) -> None:
        """What a file is."""
        self._answer()

    def do_GET(self) -> None:
        """A list of files, or a file."""
        self._answer()

    def _answer(self) -> None:
        path = urllib.parse.urlsplit(self.path).path.strip("/")
        self.server.log.append(f"{self.command} {path} {self.headers.get('Range', '')}".strip())
        words = [urllib.parse.unquote(word) for word in path.split("/")]
        if words[:2] == ["api", "models"] and len(words) >= 4:
            return self._listed("/".join(words[2:4]), words[4:])
        if len(words) > 4 and words[2] == "resolve":
            return self._file("/".join(words[:2]), words[3], "/".join(words[4:]))
        return self._refused(404, "", f"there is no {self.path}")

    def _hosted(self, name: str, revision: str) -> Hosted | None:
        hosted = self.server.repositories.get(name)
        if hosted is None:
            self._refused(404, "RepoNotFound", "Repository not found")
            return None
        if revision not in (*hosted.revisions, hosted.commit):
            self._refused(404, "RevisionNotFound", f"Invalid rev id: {revision}")
            return None
        return hosted

    def _listed(self, name: str, rest: list[str]) -> None:
        hosted = self._hosted(name, rest[1] if len(rest) > 1 else "main")
        if hosted is None:
            return None
        sizes = {file: path.stat().st_size for file, path in hosted.files().items()}
        if rest[:1] == ["tree"]:
            tree = [
                {"type": "file", "path": file, "size": size, "oid": _etag(hosted.folder / file)}
                for file, size in sizes.items()
            ]
            return self._json(tree)
        siblings = [
            {"rfilename": file, "size": size + hosted.larger, **_lfs(hosted.folder / file)}
            for file, size in sizes.items()
        ]
        return self._json({"id": name, "modelId": name, "sha": hosted.commit, "siblings": siblings, "private": False})

    def _file(self, name: str, revision: str, file: str) -> None:
        hosted = self._hosted(name, revision)
        if hosted is None:
            return None
        if hosted.gated:
            return self._refused(403, "GatedRepo", f"Access to model {name} is restricted.")
        path = hosted.files().get(file)
        if path is None:
            return self._refused(404, "EntryNotFound", f"{file} is not in the repository")
        data = path.read_bytes()
        start = int((self.headers.get("Range") or "bytes=0-").removeprefix("bytes=").partition("-")[0] or 0)
        self.send_response(206 if start else 200)
        for key, value in {
            "ETag": f'"{_etag(path)}"',
            "X-Repo-Commit": hosted.commit,
            "Accept-Ranges": "bytes",
            "Content-Length": str(len(data) - start),
            **({"Content-Range": f"bytes {start}-{len(data) - 1}/{len(data)}"} if start else {}),
        }.items():
            self.send_header(key, value)
        self.end_headers()
        if self.command == "HEAD":
            return None
        if breaks := hosted.breaks.get(file):
            self.close_connection = True
            data = data[: breaks.pop(0)]
        if file in hosted.spoils:
            data = data[:-1] + bytes([data[-1] ^ 1])
        if file in hosted.stalls:
            self.wfile.write(data[start : len(data) // 2])
            self.server.closing.wait()
            return None
        self.wfile.write(data[start:])
        return None

    def _json(self, value: Any) -> None:
        body = json.dumps(value).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def _refused(self, status: int, code: str, message: str) -> None:
        body = json.dumps({"error": message}).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.send_header("X-Error-Code", code)
        self.send_header("X-Error-Message", message)
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)


def _lfs(path: Path) -> dict[str, Any]:
    """What the hub says of a file that is kept apart for its size: weights are."""
    if path.suffix != ".safetensors":
        return {}
    data = path.read_bytes()
    return {"lfs": {"sha256": hashlib.sha256(data).hexdigest(), "size": len(data), "pointerSize": 134}}


def _etag(path: Path) -> str:
    return hashlib.sha1(path.read_bytes(), usedforsecurity=False).hexdigest()


@contextmanager
def served(repositories: Mapping[str, Hosted]) -> Generator[Hub, None, None]:
    """Serve these repositories until the end of the block."""
    hub = Hub(repositories)
    thread = threading.Thread(target=hub.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield hub
    finally:
        hub.closing.set()
        hub.shutdown()
        hub.server_close()
        thread.join()
