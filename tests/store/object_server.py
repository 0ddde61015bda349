"""A small server that speaks S3, as far as a shared store asks it to, and whatever may be wrong with one."""

import re
import threading
from collections import Counter
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Literal
from urllib.parse import parse_qs, unquote, urlsplit
from xml.sax.saxutils import escape

Fault = Literal["", "hangs", "forbids", "full", "broken"]
_PAGE = 1000


@dataclass
class ObjectServer:
    """What is in it by `bucket/key`, and what it was asked for."""

    objects: dict[str, bytes] = field(default_factory=dict[str, bytes])
    asked: Counter[str] = field(default_factory=Counter[str])
    fault: Fault = ""
    """`forbids` and `full` only when something is to be put."""
    address: str = ""
    over: threading.Event = field(default_factory=threading.Event)

    def keys(self, folder: str) -> list[str]:
        """The keys in a folder of the shared store."""
        return sorted(key for key in self.objects if key.startswith(f"films/{folder}/"))


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    here: ObjectServer

    def do_GET(self) -> None:
        parts = urlsplit(self.path)
        query = parse_qs(parts.query)
        if "list-type" in query:
            self._list(unquote(parts.path).strip("/"), {name: values[0] for name, values in query.items()})
        else:
            self._read(body=True)

    def do_HEAD(self) -> None:
        self._read(body=False)

    def do_PUT(self) -> None:
        raw = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        if self._faulty("put"):
            return
        key = self._key()
        if self.here.fault == "forbids":
            self._answer(403, _error("AccessDenied"))
        elif self.here.fault == "full":
            self._answer(507, _error("QuotaExceeded"))
        elif self.headers.get("If-None-Match") == "*" and key in self.here.objects:
            self._answer(412, _error("PreconditionFailed"))
        else:
            chunked = "aws-chunked" in self.headers.get("Content-Encoding", "")
            self.here.objects[key] = _unchunked(raw) if chunked else raw
            self._answer(200, b"", {"ETag": '"0"'})

    def _read(self, *, body: bool) -> None:
        if self._faulty("read" if body else "head"):
            return
        found = self.here.objects.get(self._key())
        if found is None:
            self._answer(404, _error("NoSuchKey"), silent=not body)
            return
        wanted = re.fullmatch(r"bytes=(\d+)-(\d+)", self.headers.get("Range", ""))
        if wanted is None:
            self._answer(200, found, {"ETag": '"0"'}, silent=not body)
            return
        start, end = int(wanted[1]), min(int(wanted[2]), len(found) - 1)
        if start >= len(found):
            self._answer(416, _error("InvalidRange"))
            return
        there = {"Content-Range": f"bytes {start}-{end}/{len(found)}", "ETag": '"0"'}
        self._answer(206, found[start : end + 1], there, silent=not body)

    def _list(self, bucket: str, query: dict[str, str]) -> None:
        if self._faulty("list"):
            return
        prefix, after = query.get("prefix", ""), query.get("continuation-token", "")
        found = sorted(key.partition("/")[2] for key in list(self.here.objects) if key.startswith(f"{bucket}/"))
        rows: dict[str, str] = {}
        for key in found:
            if not key.startswith(prefix):
                continue
            inner, slash, _rest = key[len(prefix) :].partition("/")
            if slash and query.get("delimiter"):
                rows[f"{prefix}{inner}/"] = (
                    f"<CommonPrefixes><Prefix>{escape(prefix + inner)}/</Prefix></CommonPrefixes>"
                )
            else:
                size = len(self.here.objects[f"{bucket}/{key}"])
                rows[key] = (
                    f"<Contents><Key>{escape(key)}</Key><LastModified>2026-01-01T00:00:00.000Z</LastModified>"
                    f"<ETag>0</ETag><Size>{size}</Size><StorageClass>STANDARD</StorageClass></Contents>"
                )
        page = [name for name in sorted(rows) if name > after]
        more = f"<NextContinuationToken>{escape(page[_PAGE - 1])}</NextContinuationToken>" if len(page) > _PAGE else ""
        said = "".join(rows[name] for name in page[:_PAGE])
        cut = "true" if more else "false"
        self._answer(200, f"<ListBucketResult><IsTruncated>{cut}</IsTruncated>{more}{said}</ListBucketResult>".encode())

    def _faulty(self, what: str) -> bool:
        self.here.asked[what] += 1
        if self.here.fault == "hangs":
            self.here.over.wait()
            return True
        if self.here.fault == "broken":
            self._answer(403, _error("InvalidAccessKeyId"))
            return True
        return False

    def _key(self) -> str:
        return unquote(urlsplit(self.path).path).strip("/")

    def _answer(self, code: int, body: bytes, more: dict[str, str] | None = None, *, silent: bool = False) -> None:
        self.send_response(code)
        for name, value in (more or {}).items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if not silent:
            self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Nothing."""


@contextmanager
def object_server() -> Generator[ObjectServer]:
    """A server with an empty bucket `films`, for as long as this lasts."""
    here = ObjectServer()
    handler = type("Handler", (_Handler,), {"here": here})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    server.daemon_threads = True
    here.address = f"http://127.0.0.1:{server.server_address[1]}"
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield here
    finally:
        here.over.set()
        server.shutdown()
        server.server_close()
        thread.join()


def _error(code: str) -> bytes:
    return f"<Error><Code>{code}</Code><Message>{code}</Message></Error>".encode()


def _unchunked(raw: bytes) -> bytes:
    body = b""
    while raw:
        head, _, raw = raw.partition(b"\r\n")
        size = int(head.partition(b";")[0], 16)
        if not size:
            break
        body, raw = body + raw[:size], raw[size + 2 :]
    return body
