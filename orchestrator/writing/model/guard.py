"""The HTTP client that language models are asked through: it stops what no language model's server would send.

Errors are told by their status and headers before anybody parses a body; a body may not be larger than an answer can be.
"""

import re
from collections.abc import Iterator
from typing import Any

from orchestrator.writing.model.faults import Fault, of_status

MOST_BYTES = 64_000_000
_MOST_ERROR_BYTES = 64_000
_CONNECT_SECONDS = 15.0
_STREAMED = re.compile(rb'"stream":\s*true')
_FORMS = ("application/json", "text/event-stream", "application/x-ndjson", "text/json")


def guarded_client(timeout: float) -> Any:
    """Return a client for openai that follows no redirect, asks for uncompressed answers and checks every response.

    Raises:
        ImportError: if openai is not installed.
    """
    import openai

    return openai.DefaultHttpxClient(
        follow_redirects=False,
        timeout=openai.Timeout(timeout, connect=min(timeout, _CONNECT_SECONDS)),
        headers={"Accept-Encoding": "identity", "Connection": "close"},
        event_hooks={"response": [_check]},
    )


def _check(response: Any) -> None:
    """Let a response through that can be an answer; its body stops at the limit."""
    status, headers = response.status_code, response.headers
    if not 200 <= status < 300:
        raise of_status(status, headers, _beginning(response))
    form = headers.get("content-type", "").partition(";")[0].strip().lower()
    if "html" in form:
        raise Fault("page", of_status(404, {}, _beginning(response)).words)
    if form.endswith("json") and _STREAMED.search(response.request.content):
        # A client of streams would find no event in it, and take it for a connection that broke off.
        raise Fault("refused", "it does not stream")
    if form and form not in _FORMS and not form.endswith("+json"):
        raise Fault("no-json", f"it calls it {form}")
    if headers.get("content-encoding", "identity").strip().lower() not in ("", "identity"):
        raise Fault("no-json", "it is compressed, though that was not asked for")
    _limit(response)


def _beginning(response: Any) -> bytes:
    """The first part of a body, for the server's own words."""
    read = bytearray()
    for piece in response.iter_raw():
        read += piece
        if len(read) >= _MOST_ERROR_BYTES:
            break
    return bytes(read[:_MOST_ERROR_BYTES])


def _limit(response: Any) -> None:
    """Put a counter between the network and whoever reads the body."""
    inner = response.stream
    # The client demands a stream of its own class, and which package that comes from depends on openai's version.
    base: type = next(kind for kind in type(inner).__mro__ if kind.__name__ == "SyncByteStream")

    def pieces(_stream: object) -> Iterator[bytes]:
        size = 0
        for piece in inner:
            size += len(piece)
            if size > MOST_BYTES:
                raise Fault("too-big", f"more than {MOST_BYTES // 1_000_000} megabytes")
            yield piece

    counted = type("CountedStream", (base,), {"__iter__": pieces, "close": lambda _stream: inner.close()})
    response.stream = counted()
