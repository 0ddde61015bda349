"""Everything that a language model, its server and the network between do wrong, and what to tell a person about it."""

import email.utils
import json
import math
import re
import time
from collections.abc import Mapping
from typing import Any, Literal

from orchestrator.film.preferences import Preferences
from orchestrator.writing.model.keys import Secrets

Kind = Literal[
    "bad-key", "forbidden", "quota", "busy", "broken", "timeout", "unreachable", "dropped", "empty", "refusal", "filtered",
    "unknown-model", "no-endpoint", "refused", "too-long", "moved", "page", "no-json", "too-big", "other",
]  # fmt: skip
INSTEAD = "or use the built-in writer: --writer outline"
AGAIN = "run the same command again (what was answered is kept)"


class Fault(Exception):
    """One thing that went wrong.

    `words` are the server's, `wait` the seconds that it asks for, `partial` what had come of the answer.
    """

    def __init__(
        self, kind: Kind, words: str = "", *, wait: float | None = None, partial: str = "", status: int = 0
    ) -> None:
        super().__init__(kind)
        self.kind: Kind = kind
        self.words, self.wait, self.partial, self.status = words, wait, partial, status


def of_status(status: int, headers: Mapping[str, str], body: bytes) -> Fault:
    """Return the fault that an HTTP error stands for. `headers` must find names in any case."""
    words, code = server_words(body)
    wait = _wait(headers)
    said = f"{words} {code}".lower()
    kind: Kind = "other"
    if 300 <= status < 400:
        kind, words = "moved", _without_user(headers.get("location", ""))
    elif status == 401:
        kind = "bad-key"
    elif status == 402 or (status == 429 and _is_quota(said, wait)):
        kind = "quota"
    elif status == 403:
        kind = "forbidden"
    elif status == 404:
        kind = "unknown-model" if "model" in said else "no-endpoint"
    elif status == 413 or (status in (400, 422) and _is_too_long(said)):
        kind = "too-long"
    elif status in (400, 422):
        kind = "filtered" if re.search(r"content.?(filter|management|policy)", said) else "refused"
        kind = "unknown-model" if re.search(r"model.{0,80}(not found|does not exist|not exist)", said) else kind
        kind = "bad-key" if re.search(r"api.?key (not valid|invalid)|invalid.{0,12}api.?key", said) else kind
    elif status == 429 or (status >= 500 and wait is not None):
        kind = "busy"
    elif status >= 500 or status in (408, 409, 425):
        kind = "broken"
    return Fault(kind, words, wait=wait, status=status)


def _without_user(address: str) -> str:
    return re.sub(r"//[^/@]*@", "//", address)


def _is_quota(said: str, wait: float | None) -> bool:
    return "insufficient_quota" in said or "billing" in said or ("quota" in said and wait is None)


def _is_too_long(said: str) -> bool:
    return bool(
        re.search(r"context.?(length|window)|maximum context|too many (input )?tokens|prompt is too long", said)
    )


def server_words(body: bytes) -> tuple[str, str]:
    """Return the server's own words and its code for the error, from whatever it sent."""
    text = body.decode("utf-8", "replace")
    try:
        said: Any = json.loads(text)
    except (ValueError, RecursionError):
        title = re.search(r"<title[^>]*>(.*?)</title>", text, re.DOTALL | re.IGNORECASE)
        return (title[1] if title else "" if "<html" in text.lower() else text[:2000]), ""
    error = said.get("error", said) if isinstance(said, dict) else said
    if isinstance(error, dict):
        words = error.get("message") or error.get("detail") or said.get("message") or ""
        return str(words)[:2000], f"{error.get('code') or ''} {error.get('type') or ''}"
    return str(error)[:2000], ""


def _wait(headers: Mapping[str, str]) -> float | None:
    """The seconds that Retry-After asks for, as a number or a date; None if it says nothing sensible."""
    given = headers.get("retry-after", "").strip()
    scale = 1.0
    if not given:
        given, scale = headers.get("retry-after-ms", "").strip(), 0.001
    if not given:
        return None
    try:
        seconds = float(given) * scale
    except ValueError:
        try:
            seconds = email.utils.parsedate_to_datetime(given).timestamp() - time.time()
        except (ValueError, OverflowError):
            return None
    return max(0.0, seconds) if math.isfinite(seconds) else None


def explained(fault: Fault, name: str, place: str, key: str, secrets: Secrets, preferences: Preferences) -> str:
    """Return what a fault means for a person, on one line: what happened, and what to do. `key` says where the key belongs."""
    words = secrets.shown(fault.words)
    said = f" ({words})" if words else ""
    config = preferences.path
    status = f"status {fault.status}" if fault.status else "no status"
    address = "OPENAI_BASE_URL" if key == "OPENAI_API_KEY" else "the address"
    more = f"{status}: {words}" if words else status
    happened: dict[Kind, tuple[str, str]] = {
        "bad-key": (f"{place} refused the key{said}", f"set {key} to a key that is valid there"),
        "forbidden": (f"{place} does not let this key use '{name}'{said}", f"check the account, set another {key}"),
        "quota": (f"the account's quota at {place} is used up{said}", "check its plan and billing"),
        "broken": (f"{place} has a fault of its own ({more})", AGAIN),
        "timeout": (
            f"{place} gave no sign of life for {preferences.timeout:g} seconds",
            f"{AGAIN}, set a longer 'timeout' in {config}",
        ),
        "unreachable": (f"{place} cannot be reached{said}", f"start the server, correct {address}"),
        "dropped": (f"the connection to {place} broke off before the answer of '{name}' was whole{said}", AGAIN),
        "empty": (f"'{name}' answered with nothing", f"{AGAIN}, try another model"),
        "refusal": (f"'{name}' declined to write this{said}", "change the idea, try another model"),
        "filtered": (f"the content filter of {place} stopped this{said}", "change the idea, try another model"),
        "no-endpoint": (f"there is no language model at {place} ({more})", f"correct {address}, which mostly ends in /v1"),
        "refused": (f"{place} refused the request{said}", "try another model"),
        "too-long": (f"the request is too long for '{name}'{said}", "try a model that reads more at once"),
        "moved": (f"{place} sends us on to {words or 'another address'}", f"correct {address}"),
        "page": (f"{place} answered with a web page instead of a model's answer{said}", f"correct {address} or the proxy"),
        "no-json": (f"{place} answered in a form that no language model's server uses{said}", f"correct {address}"),
        "too-big": (f"{place} sent more than an answer can be{said}", "try another model or server"),
        "other": (f"{place} answered with {status}{said}", f"check {address} and the model"),
    }  # fmt: skip
    what, advice = happened.get(fault.kind, (f"{place} asks for a pause{said}", AGAIN))
    return f"{what}; {advice}, {INSTEAD}"
