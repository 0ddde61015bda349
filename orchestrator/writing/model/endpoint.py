"""Language models over the network, through langchain. This is the only file that imports it.

`openai:<model>` is any endpoint that speaks the OpenAI wire format (the address comes from OPENAI_BASE_URL); other providers are
those that langchain knows. Addresses and keys come from the environment or the keyring, never from a file of a project.
"""

import difflib
import json
import os
import re
import secrets as randomness
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from orchestrator.film.errors import WritingError
from orchestrator.film.preferences import Preferences
from orchestrator.writing.model.asking import ModelAsker
from orchestrator.writing.model.faults import INSTEAD, Fault, explained
from orchestrator.writing.model.guard import guarded_client
from orchestrator.writing.model.keys import NEEDS_A_KEY, Secrets, bare_address, key_for, variable
from orchestrator.writing.model.port import Asker
from orchestrator.writing.model.raised import as_faults
from orchestrator.writing.model.requesting import Terms
from orchestrator.writing.model.spending import Budget, Spending
from orchestrator.writing.model.wire import Heard, Question, Usage, Way, Wire, request_of
from orchestrator.writing.writer import Hear, silent

SCRIPTED = "scripted"
_OPENAI = "https://api.openai.com/v1"
_LONGEST_ANSWER = 8_000_000
"""Characters."""


def open_model(
    spec: str,
    folder: Path,
    *,
    budget: Budget | None = None,
    hear: Hear = silent,
    again: bool = False,
    preferences: Preferences | None = None,
) -> Asker:
    """Return who asks the model `spec`; answers and the ledger are kept in `folder`, the project's `.filmwright`.

    A spec is `<provider>:<model>`, or `scripted:<file.yaml>`, beside the project's folder or where the command runs. A budget
    counts from here on: open a model once for everything that a command does.

    Raises:
        WritingError: if there is no such provider, key, package or file, or the budget cannot be reckoned.
    """
    wishes = preferences or Preferences()
    provider, _, name = spec.partition(":")
    spending = Spending(folder, spec, randomness.token_hex(6), budget, wishes)
    if provider == SCRIPTED:
        from orchestrator.writing.model.scripted import scripted_wire

        wire: Wire = scripted_wire(name, folder.parent, wishes.timeout)
        return ModelAsker(wire, folder, spending, Terms(spec, "", wishes, Secrets(), again), hear)
    wire, terms = _open(provider, name, wishes, again)
    return ModelAsker(wire, folder, spending, terms, hear)


def _open(provider: str, name: str, wishes: Preferences, again: bool) -> tuple["LangchainWire", Terms]:
    key = key_for(provider)
    place = _OPENAI if provider == "openai" else provider
    address = os.environ.get("OPENAI_BASE_URL") or os.environ.get("OPENAI_API_BASE") if provider == "openai" else None
    if address:
        place = _checked(address)
    elif key is None and provider in NEEDS_A_KEY:
        own = ", or OPENAI_BASE_URL for a server of your own" if provider == "openai" else ""
        raise WritingError(f"no key for the language model: set {variable(provider)}{own}, {INSTEAD}")
    hidden = Secrets(key, *_in_address(address))
    options: dict[str, Any] = {"timeout": wishes.timeout, "max_retries": 0}
    if wishes.temperature is not None:
        options["temperature"] = wishes.temperature
    if wishes.max_tokens is not None:
        options["max_tokens"] = wishes.max_tokens
    if key:
        options["api_key"] = key
    if provider in ("openai", "azure_openai"):
        options |= {"http_client": _client(wishes), "use_responses_api": False}
    if provider == "openai":
        # The address is always given: left out, tracing variables of the environment could lead requests elsewhere.
        options |= {"base_url": address or _OPENAI, "api_key": key or "none"}
    wire = LangchainWire(_chat(provider, name or "?", options), name, place, tracing=wishes.tracing)
    terms = Terms(f"{provider}:{name}", variable(provider), wishes, hidden, again)
    if not name:
        raise WritingError(_nameless(provider, wire, terms))
    return wire, terms


def _nameless(provider: str, wire: "LangchainWire", terms: Terms) -> str:
    """What to say about a writer without a model: the models that there are."""
    try:
        names = [terms.secrets.shown(name, 60) for name in wire.models()]
    except Fault as fault:
        if fault.kind != "no-endpoint":
            return explained(fault, provider, wire.place, terms.key, terms.secrets, terms.preferences)
        names = []
    offered = f"; {wire.place} offers {', '.join(names[:12])}{' ...' * (len(names) > 12)}" if names else ""
    one = names[0] if len(names) == 1 else "<model>"  # which of several is for the person to say
    return f"writer '{provider}' names no model{offered}; write it as {provider}:{one}, {INSTEAD}"


def _checked(address: str) -> str:
    """The address for messages: without the user, password and query that it may carry."""
    try:
        parts = urlsplit(address)
        wrong = parts.scheme not in ("http", "https") or not parts.hostname or (parts.port or 1) < 1
    except ValueError:  # a port or a bracket that cannot be
        wrong = True
    if wrong:
        raise WritingError(f"OPENAI_BASE_URL is no address; write it as in http://localhost:11434/v1, {INSTEAD}")
    return bare_address(address)


def _in_address(address: str | None) -> list[str]:
    parts = urlsplit(address or "")
    return [part for part in (parts.password, parts.query) if part]


def _client(wishes: Preferences) -> Any:
    try:
        return guarded_client(wishes.timeout)
    except ImportError as missing:
        raise WritingError(f"writing with a model needs: pip install 'filmwright[llm]', {INSTEAD}") from missing


def _chat(provider: str, name: str, options: dict[str, Any]) -> Any:
    try:
        from langchain.chat_models import init_chat_model
    except ImportError as missing:
        raise WritingError(f"writing with a model needs: pip install 'filmwright[llm]', {INSTEAD}") from missing
    try:
        return init_chat_model(name, model_provider=provider, **options)
    except ImportError as missing:
        named = re.search(r"pip install -?U? ?([\w-]+)", str(missing))
        package = named[1] if named else f"langchain-{provider.replace('_', '-')}"
        raise WritingError(f"the provider '{provider}' needs: pip install {package}, {INSTEAD}") from missing
    except ValueError as unknown:
        if "nsupported" in str(unknown):
            raise WritingError(_no_such_writer(provider, name)) from unknown
        said = Secrets().shown(
            str(unknown).splitlines()[0].rstrip(". ") if str(unknown) else type(unknown).__name__, 160
        )
        raise WritingError(f"the provider '{provider}' cannot be set up: {said}; {INSTEAD}") from unknown


def _no_such_writer(provider: str, name: str) -> str:
    if name in ("", "?"):
        return f"there is no writer '{provider}'; write <provider>:<model>, as in openai:{provider}, {INSTEAD}"
    close = difflib.get_close_matches(provider, sorted(NEEDS_A_KEY | {"ollama", SCRIPTED}), 1, 0.6)
    meant = f"write {close[0] if close else 'openai'}:{name}"
    return f"there is no writer '{provider}:{name}', for nobody knows the provider '{provider}'; {meant}, {INSTEAD}"


class LangchainWire:
    """One chat model of langchain's."""

    def __init__(self, chat: Any, name: str, place: str, *, tracing: bool) -> None:
        self.name, self.place, self.lasting = name, place, True
        self._chat, self._tracing = chat, tracing
        self._speaks_openai = any(kind.__name__ == "BaseChatOpenAI" for kind in type(chat).__mro__)

    def send(self, question: Question, way: Way, progress: Callable[[str], None]) -> Heard:
        """Ask once."""
        from langsmith import tracing_context

        with tracing_context(enabled=self._tracing), as_faults():
            request = request_of(self.name, question, way)
            messages = [(turn["role"], turn["content"]) for turn in request["messages"]]
            if not self._speaks_openai:
                return self._structured(messages, question, way)
            # Not as a parameter: with one of that name langchain and openai read the answer themselves, and where it does not
            # fit they raise, and text and usage are lost.
            more: dict[str, Any] = {"extra_body": {"response_format": request.get("response_format")}}
            more = more if request.get("response_format") else {}
            more |= {part: request[part] for part in ("tools", "tool_choice") if part in request}
            if question.limit is not None:
                more["max_tokens"] = question.limit
            if way.streaming:
                return self._streamed(messages, more | {"stream_usage": way.usage}, progress)
            return _heard(self._chat.invoke(messages, **more))

    def _streamed(
        self, messages: list[tuple[str, str]], more: dict[str, Any], progress: Callable[[str], None]
    ) -> Heard:
        """An answer as it streams in. One that breaks off comes back without a `finish`."""
        text, refusal, finish, usage = [""], "", None, None
        size = 0
        try:
            with as_faults(), closing(self._chat.stream(messages, **more)) as chunks:
                for chunk in chunks:
                    piece = "".join(call.get("args") or "" for call in chunk.tool_call_chunks) or chunk.text
                    text.append(piece)
                    size += len(piece)
                    refusal += str(chunk.additional_kwargs.get("refusal") or "")
                    finish = chunk.response_metadata.get("finish_reason") or finish
                    usage = _usage(chunk.usage_metadata) or usage
                    progress(piece)
                    if size > _LONGEST_ANSWER:
                        raise Fault("too-big", f"more than {_LONGEST_ANSWER:,} characters")
        except Fault as fault:
            if fault.kind != "dropped" or not size:
                raise
            finish = None
        return Heard("".join(text), finish, refusal, usage)

    def _structured(self, messages: list[tuple[str, str]], question: Question, way: Way) -> Heard:
        """Another provider: langchain knows how it is asked for JSON."""
        if way.method == "json_mode":
            raise Fault("refused", "json_mode is OpenAI's alone")
        if way.method == "text":
            return _heard(self._chat.invoke(messages))
        try:
            asking = self._chat.with_structured_output(question.schema, method=way.method, include_raw=True)
        except (NotImplementedError, ValueError, TypeError) as unable:
            raise Fault("refused", f"{way.method} is not supported") from unable
        return _heard(asking.invoke(messages)["raw"])

    def models(self) -> list[str]:
        """The models that the endpoint lists."""
        if not self._speaks_openai:
            return []
        with as_faults():
            return sorted(str(model.id) for model in self._chat.root_client.models.list().data)


def _heard(message: Any) -> Heard:
    text = message.text if isinstance(message.text, str) else str(message.content)
    if message.tool_calls:
        text = json.dumps(message.tool_calls[0]["args"], ensure_ascii=False)
    elif message.invalid_tool_calls:
        text = str(message.invalid_tool_calls[0]["args"])
    data = message.response_metadata
    finish = data.get("finish_reason") or data.get("stop_reason") or data.get("done_reason") or "stop"
    finish = "length" if str(finish).lower() in ("length", "max_tokens") else str(finish).lower()
    refusal = str(message.additional_kwargs.get("refusal") or "")
    if finish in ("refusal", "safety"):
        refusal = refusal or text or "it gives no reason"
    return Heard(text, finish, refusal, _usage(message.usage_metadata))


def _usage(said: Any) -> Usage | None:
    if not said:
        return None
    cached = (said.get("input_token_details") or {}).get("cache_read") or 0
    reasoning = (said.get("output_token_details") or {}).get("reasoning") or 0
    return Usage(said.get("input_tokens") or 0, said.get("output_tokens") or 0, cached, reasoning)
