"""What langchain and the clients of providers raise, as a Fault. They are told by name: few of them are installed."""

import json
import re
import sys
import warnings
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from typing import Any

from orchestrator.writing.model.faults import Fault, Kind, of_status

_ERRORS = (
    ("openai", "OpenAIError"), ("langchain_core.exceptions", "LangChainException"), ("httpx2", "HTTPError"),
    ("httpx2", "InvalidURL"), ("httpx2", "StreamError"), ("httpx", "HTTPError"), ("httpx", "InvalidURL"),
    ("httpx", "StreamError"), ("requests", "RequestException"), ("anthropic", "AnthropicError"), ("groq", "GroqError"),
    ("ollama", "ResponseError"), ("google.genai.errors", "APIError"), ("google.api_core.exceptions", "GoogleAPIError"),
    ("botocore.exceptions", "BotoCoreError"), ("botocore.exceptions", "ClientError"),
    ("huggingface_hub.errors", "HfHubHTTPError"), ("langchain_google_genai.chat_models", "ChatGoogleGenerativeAIError"),
)  # fmt: skip
"""The roots of what clients raise, where their packages are loaded."""
_BY_NAME: tuple[tuple[Kind, frozenset[str]], ...] = (
    ("unreachable", frozenset({"ConnectTimeout", "ConnectError", "ProxyError", "UnsupportedProtocol", "InvalidURL",
                               "LocalProtocolError", "ConnectionRefusedError"})),
    ("timeout", frozenset({"TimeoutException", "TimeoutError", "APITimeoutError", "Timeout"})),
    ("dropped", frozenset({"ReadError", "WriteError", "CloseError", "RemoteProtocolError", "ConnectionResetError",
                           "BrokenPipeError", "IncompleteRead", "StreamError"})),
    ("no-json", frozenset({"JSONDecodeError", "UnicodeDecodeError", "APIResponseValidationError", "RecursionError"})),
    ("unreachable", frozenset({"APIConnectionError", "ConnectionError"})),
)  # fmt: skip


@contextmanager
def as_faults() -> Generator[None]:
    """Turn what goes wrong while a model is asked into a Fault; what libraries only warn of is told by the answer itself."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    except Fault:
        raise
    # Values of the wrong form make langchain raise whatever Python does with them.
    except (
        *_known(),
        OSError,
        LookupError,
        TypeError,
        AttributeError,
        ValueError,
        RuntimeError,
        AssertionError,
    ) as error:
        raise fault_of(error) from error


def _known() -> Iterator[type[Exception]]:
    for package, name in _ERRORS:
        if package in sys.modules and isinstance(found := getattr(sys.modules[package], name, None), type):
            yield found


_ERROR_NUMBER = re.compile(r"\[Errno -?\d+\] ")


def fault_of(error: BaseException) -> Fault:
    """Return the fault that an exception stands for, or one of those that led to it."""
    chain = list(_chain(error))
    for one in chain:
        if isinstance(one, Fault):
            return one
    for one in chain:
        if found := _of_response(one):
            return found
    names = [{kind.__name__ for kind in type(one).__mro__} for one in chain]
    for kind, known in _BY_NAME:
        for one, mro in zip(chain, names, strict=True):
            if known & mro:
                return Fault(kind, _reason(kind, one))
    return Fault("no-json", "its JSON has another form")


def _reason(kind: Kind, error: BaseException) -> str:
    if kind == "timeout":
        return ""
    if kind == "no-json":
        return "it is no UTF-8" if isinstance(error, UnicodeDecodeError) else "it is no JSON"
    if "ConnectTimeout" in {kind.__name__ for kind in type(error).__mro__}:
        return "it does not take the connection"
    inner = error.__cause__ or error.__context__
    words = str(inner) if "ConnectionError" in type(error).__name__ and inner else str(error)
    return _ERROR_NUMBER.sub("", words)


def _chain(error: BaseException) -> Iterator[BaseException]:
    """An exception and what led to it, at most ten steps back."""
    one: BaseException | None = error
    for _ in range(10):
        if one is None:
            return
        yield one
        one = one.__cause__ or one.__context__


def _of_response(error: BaseException) -> Fault | None:
    """The fault that a client's error tells by its HTTP status, or by the error object that came in a stream."""
    status = _status(error)
    response = getattr(error, "response", None)
    # Where a status of 200 came with an error in the body, langchain raises that error's values.
    said: Any = getattr(error, "body", None) or (error.args[0] if error.args else None)
    if status is not None:
        body = json.dumps(said, default=str) if isinstance(said, dict) else str(error)
        return of_status(status, getattr(response, "headers", None) or {}, body.encode("utf-8", "replace"))
    if isinstance(said, dict) and said:
        code = said.get("code")
        guessed = code if isinstance(code, int) and 400 <= code < 600 else 500
        words = str(said.get("message") or "")
        if guessed == 500 and ("rate" in f"{code} {words}".lower() and "limit" in f"{code} {words}".lower()):
            guessed = 429
        found = of_status(guessed, {}, b"")
        found.words = words
        return found
    return None


def _status(error: BaseException) -> int | None:
    for name in ("status_code", "code", "status", "http_status"):
        value = getattr(error, name, None)
        if isinstance(value, int) and 300 <= value < 600:
            return value
    return None
