"""A model of one's own making as an OpenAI-compatible HTTP server on this machine, faults included."""

import json
import sys
import threading
from collections.abc import Generator, Sequence
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from orchestrator.testing.replies import Fault, Model, Reply, reply_of
from orchestrator.testing.script import ScriptedModel, refusal_of

_PIECE = 24
"""Characters in one event of a stream."""


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False

    def __init__(self, model: Model, lacks: Sequence[str], models: Sequence[str], key: str | None, port: int) -> None:
        super().__init__(("127.0.0.1", port), _Handler)
        self.model, self.lacks, self.models, self.key = model, lacks, models, key
        self.closing = threading.Event()
        self.one_at_a_time = threading.Lock()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}/v1"

    def handle_error(self, request: object, client_address: object) -> None:
        """A caller that hangs up early is no news; anything else is a fault of the model."""
        if not isinstance(sys.exc_info()[1], ConnectionError):
            super().handle_error(request, client_address)  # type: ignore[arg-type]


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: _Server  # type: ignore[assignment]

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing: a request's headers hold a key."""

    def do_GET(self) -> None:
        """The list of models."""
        if not self.path.rstrip("/").endswith("/models"):
            return self._fail(Fault(status=404, message=f"there is no {self.path}"))
        if not self._may():
            return None
        listed = [{"id": name, "object": "model", "created": 1, "owned_by": "script"} for name in self.server.models]
        return self._send(200, json.dumps({"object": "list", "data": listed}).encode())

    def do_POST(self) -> None:
        """A chat completion."""
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        if not self.path.rstrip("/").endswith("/chat/completions"):
            return self._fail(Fault(status=404, message=f"there is no {self.path}"))
        if not self._may():
            return None
        request: dict[str, Any] = json.loads(body)
        if refused := refusal_of(request, self.server.lacks):
            return self._fail(Fault(status=400, message=refused))
        with self.server.one_at_a_time:
            reply = reply_of(self.server.model(request))
        return self._answer(request, reply)

    def _may(self) -> bool:
        key = self.server.key
        if key is None or self.headers.get("Authorization") == f"Bearer {key}":
            return True
        sent = (self.headers.get("Authorization") or "").removeprefix("Bearer ")
        self._fail(Fault(status=401, message=f"Incorrect API key provided: {sent}.", code="invalid_api_key"))
        return False

    def _answer(self, request: dict[str, Any], reply: Reply) -> None:
        fault = reply.fault or Fault()
        if fault.hang:
            self.server.closing.wait(fault.hang)
        if fault.hang_up:
            self.close_connection = True
        elif fault.status is not None or fault.body is not None:
            self._fail(fault)
        elif fault.megabytes is not None:
            self._flood(fault.megabytes)
        elif request.get("stream"):
            self._stream(request, reply, fault)
        else:
            self._whole(request, reply, fault)

    def _whole(self, request: dict[str, Any], reply: Reply, fault: Fault) -> None:
        message: dict[str, Any] = {"role": "assistant", "content": None if reply.refusal else reply.text}
        if reply.refusal:
            message["refusal"] = reply.refusal
        elif request.get("tools"):
            message = {"role": "assistant", "content": None, "tool_calls": [_call(request, reply.text)]}
        finish = "tool_calls" if request.get("tools") and reply.finish == "stop" else reply.finish
        body = {**_head(request), "choices": [{"index": 0, "message": message, "finish_reason": finish}]}
        if used := reply.used(request):
            body["usage"] = _usage(used.model_dump())
        data = json.dumps(body, ensure_ascii=False).encode()
        if fault.garbled:
            data = data.replace(b'"content": "', b'"content": "\xff\xfe', 1)
        self._send(200, data, fault, until=None if fault.drop is None else len(data) // 2)

    def _stream(self, request: dict[str, Any], reply: Reply, fault: Fault) -> None:
        self.send_response(200)
        self.send_header("Content-Type", fault.content_type or "text/event-stream")
        self.send_header("Transfer-Encoding", "chunked")
        self.end_headers()
        text = reply.text if fault.drop is None else reply.text[: fault.drop]
        called = bool(request.get("tools")) and not reply.refusal
        if reply.refusal:
            self._event(request, {"role": "assistant", "refusal": reply.refusal})
            text = ""
        for start in range(0, len(text), _PIECE):
            piece = text[start : start + _PIECE]
            call = [{"index": 0, **_call(request, piece)}] if called else None
            self._event(request, {"role": "assistant", **({"tool_calls": call} if call else {"content": piece})})
        if fault.garbled:
            self._chunk(b'data: {"choices": [{"index": 0, "delta": {"content": "\xff\xfe"}}]}\n\n')
        if fault.drop is not None:
            if fault.message:
                self._chunk(_data({"error": {"message": fault.message, "type": "error", "code": fault.code}}))
            self.close_connection = True  # the last, empty chunk never comes
            return
        self._event(request, {}, finish="tool_calls" if called and reply.finish == "stop" else reply.finish)
        used = reply.used(request)
        if used and (request.get("stream_options") or {}).get("include_usage"):
            self._chunk(
                _data({**_head(request, "chat.completion.chunk"), "choices": [], "usage": _usage(used.model_dump())})
            )
        self._chunk(b"data: [DONE]\n\n")
        self._chunk(b"")

    def _event(self, request: dict[str, Any], delta: dict[str, Any], finish: str | None = None) -> None:
        choice = {"index": 0, "delta": delta, "finish_reason": finish}
        self._chunk(_data({**_head(request, "chat.completion.chunk"), "choices": [choice]}))

    def _chunk(self, data: bytes) -> None:
        self.wfile.write(f"{len(data):x}\r\n".encode() + data + b"\r\n")
        self.wfile.flush()

    def _flood(self, megabytes: float) -> None:
        size = round(megabytes * 1e6)
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(size + 2))
        self.end_headers()
        self.wfile.write(b'"')
        for start in range(0, size, 65536):
            if self.server.closing.is_set():
                return
            self.wfile.write(b"x" * min(65536, size - start))
        self.wfile.write(b'"')

    def _fail(self, fault: Fault) -> None:
        said = {"error": {"message": fault.message, "type": "error", "param": None, "code": fault.code}}
        body = json.dumps(said) if fault.body is None else fault.body
        self._send(fault.status or 200, body.encode(), fault)

    def _send(self, status: int, body: bytes, fault: Fault | None = None, until: int | None = None) -> None:
        fault = fault or Fault()
        self.send_response(status)
        self.send_header("Content-Type", fault.content_type or "application/json")
        self.send_header("Content-Length", str(len(body)))
        for name, value in fault.headers.items():
            self.send_header(name, value)
        if fault.retry_after is not None:
            self.send_header(
                "Retry-After", f"{fault.retry_after:g}" if not isinstance(fault.retry_after, str) else fault.retry_after
            )
        self.end_headers()
        self.wfile.write(body[:until])
        if until is not None:
            self.close_connection = True


def _head(request: dict[str, Any], kind: str = "chat.completion") -> dict[str, Any]:
    return {"id": "scripted", "object": kind, "created": 1, "model": request.get("model", "")}


def _call(request: dict[str, Any], arguments: str) -> dict[str, Any]:
    name = request["tools"][0]["function"]["name"]
    return {"id": "call", "type": "function", "function": {"name": name, "arguments": arguments}}


def _data(event: dict[str, Any]) -> bytes:
    return b"data: " + json.dumps(event, ensure_ascii=False).encode() + b"\n\n"


def _usage(used: dict[str, int]) -> dict[str, Any]:
    return {
        "prompt_tokens": used["input"],
        "completion_tokens": used["output"],
        "total_tokens": used["input"] + used["output"],
        "prompt_tokens_details": {"cached_tokens": used["cached"]},
        "completion_tokens_details": {"reasoning_tokens": used["reasoning"]},
    }


@contextmanager
def serving(
    model: Model,
    *,
    lacks: Sequence[str] = (),
    models: Sequence[str] = ("scripted",),
    key: str | None = None,
    port: int = 0,
) -> Generator[str]:
    """Serve a model on this machine and give the address for OPENAI_BASE_URL.

    `lacks` are abilities that the server refuses (see script.Ability); with `key`, only requests that carry it are answered.
    """
    if isinstance(model, ScriptedModel):
        lacks, models = lacks or model.script.lacks, models if models != ("scripted",) else model.script.models
    server = _Server(model, lacks, models, key, port)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield server.url
    finally:
        server.closing.set()
        server.shutdown()
        server.server_close()
        thread.join()
