"""Keys: where they come from, and that they show up nowhere. They are never read from a project's files."""

import os
import re
from importlib import import_module
from urllib.parse import urlsplit, urlunsplit

from orchestrator.film.errors import WritingError

SERVICE = "filmwright"
"""The service name under which the keyring holds keys; the user is the provider."""
_NAMED = re.compile(r"(_API_KEY|_ACCESS_KEY|_SECRET|_TOKEN)$")
_LOOKS_LIKE_A_KEY = re.compile(
    r"\b(?:sk|pk|rk|gsk|xai|key|lsv2)[-_][\w-]{10,}|(?<=Bearer )[^\s\"',;]{6,}|\bAIza[\w-]{20,}", re.IGNORECASE
)
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")
_ALSO = {"google_genai": "GEMINI_API_KEY"}
HIDDEN = "[key]"
NEEDS_A_KEY = frozenset({
    "openai", "anthropic", "google_genai", "mistralai", "groq", "deepseek", "xai", "together", "fireworks",
    "perplexity", "openrouter", "cohere",
})  # fmt: skip
"""Providers that answer nobody without a key."""


def variable(provider: str) -> str:
    """The environment variable that holds a provider's key."""
    return {
        "google_genai": "GOOGLE_API_KEY",
        "mistralai": "MISTRAL_API_KEY",
        "azure_openai": "AZURE_OPENAI_API_KEY",
    }.get(provider, f"{provider.upper()}_API_KEY")


def key_for(provider: str) -> str | None:
    """Return a provider's key from the environment, or from the keyring where one is installed.

    Raises:
        WritingError: if it holds what no key can hold.
    """
    name = variable(provider)
    found = (os.environ.get(name) or os.environ.get(_ALSO.get(provider, ""), "")).strip()
    where = name
    if not found:
        found, where = (from_keyring(provider) or "").strip(), f"keyring's entry {SERVICE}/{provider}"
    if found and not (found.isascii() and found.isprintable() and " " not in found):
        raise WritingError(f"the {where} holds characters that no key has; copy the key again")
    return found or None


def from_keyring(provider: str) -> str | None:
    """What the keyring holds under our name, where one is installed and open."""
    try:
        keyring, errors = import_module("keyring"), import_module("keyring.errors")
    except ImportError:
        return None
    try:
        found = keyring.get_password(SERVICE, provider)
    except errors.KeyringError:  # locked, or no keyring on this machine
        return None
    return str(found) if found else None


def bare_address(url: str) -> str:
    """An address without the user, password and query that it may carry."""
    parts = urlsplit(url)
    return urlunsplit((parts.scheme, parts.netloc.rpartition("@")[2], parts.path.rstrip("/"), "", ""))


class Secrets:
    """Everything that may not be shown or kept: the key in use, and what the environment calls a key."""

    def __init__(self, *more: str | None) -> None:
        named = [value.strip() for name, value in os.environ.items() if _NAMED.search(name)]
        given = [value.strip() for value in more if value]
        # A short plain word, as servers of one's own take it ("ollama", "none"), is no secret, and words of a story.
        self._words = sorted({word for word in (*named, *given) if _is_secret(word)}, key=len, reverse=True)

    def hide(self, text: str) -> str:
        """The text with every known key taken out; an answer's other words stay."""
        for word in self._words:
            text = text.replace(word, HIDDEN)
        return text

    def shown(self, text: str, longest: int = 200) -> str:
        """A server's words on one line, fit for a terminal: short, without control characters, and without any key."""
        line = " ".join(_CONTROL.sub(" ", self.hide(text)).split())
        line = _LOOKS_LIKE_A_KEY.sub(HIDDEN, line)
        return line if len(line) <= longest else f"{line[: longest - 3].rstrip()}..."


def _is_secret(word: str) -> bool:
    return len(word) >= 20 or (len(word) >= 8 and any(sign.isdigit() for sign in word))


def plain(text: str) -> str:
    """A text without the control characters that a terminal would obey; line breaks and tabs stay."""
    return _CONTROL.sub("", text)
