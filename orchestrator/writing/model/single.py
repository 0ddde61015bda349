"""Writing with a language model, through langchain: any endpoint that speaks the OpenAI wire format, or another provider.

The model gets the idea as data and answers with a `Draft`; what does not fit is sent back once with what is wrong. This is the
only file that imports langchain. The base URL and the key come from the environment (`OPENAI_BASE_URL`, `OPENAI_API_KEY`).
"""

import json
import os
import re
from collections.abc import Mapping
from typing import Any

from pydantic import ValidationError

from orchestrator.film.errors import WritingError
from orchestrator.film.film import Settings
from orchestrator.film.screenplay import Screenplay
from orchestrator.film.style import StyleGuide
from orchestrator.writing.draft import Draft
from templates import render

_METHODS = ("json_schema", "json_mode", "function_calling")
_SECONDS = 180
_REPAIRS = 1
_THOUGHT = re.compile(r"<think>.*?</think>", re.DOTALL)
_FENCE = re.compile(r"```(?:json)?\s*(.*?)```", re.DOTALL)
_INSTEAD = "or write with the built-in writer: --writer outline"
_WORDS_A_SECOND = 1.1
"""Spoken words for each second of film: about half of it is talked over, at 2.5 words a second."""

Message = tuple[str, str]


def write_with_model(settings: Settings, style: StyleGuide) -> Screenplay:
    """Write the screenplay with the model that `settings.writer` names, e.g. `openai:<model>`.

    Raises:
        WritingError: whatever goes wrong, with what to do about it.
    """
    provider, _, name = settings.writer.partition(":")
    if not name:
        raise WritingError(f"writer '{settings.writer}' names no model; write it as {provider}:<model>, {_INSTEAD}")
    model = _Model(provider, name)
    messages: list[Message] = [("system", render("writing/system.j2")), ("user", _request(settings, style))]
    problems: list[str] = []
    for _ in range(1 + _REPAIRS):
        answer = model.ask(messages)
        draft, problems = _read(answer)
        if draft is not None:
            return draft.screenplay(settings.title)
        messages += [("assistant", answer), ("user", render("writing/repair.j2", problems=problems[:12]))]
    raise WritingError(
        f"'{name}' did not answer with a screenplay, also when asked again ({problems[0]}); try a larger model, {_INSTEAD}"
    )


class _Model:
    """One endpoint and model. Remembers which way of asking for JSON it understands."""

    def __init__(self, provider: str, name: str) -> None:
        self._provider, self._name = provider, name
        self._methods = list(_METHODS)
        self._chat = self._open()

    def ask(self, messages: list[Message]) -> str:
        """Return the text of the answer, as it came."""
        import openai
        from langchain_openai.chat_models.base import OpenAIRefusalError
        from langsmith import tracing_context

        while True:
            method = self._methods[0]
            try:
                with tracing_context(enabled=False):
                    return self._invoke(messages, method)
            except openai.BadRequestError as error:
                if len(self._methods) == 1:
                    raise WritingError(f"'{self._name}' refused the request: {_reason(error)}; {_INSTEAD}") from error
                self._methods.pop(0)
            except OpenAIRefusalError as error:
                raise WritingError(f"'{self._name}' declined to write this: {error}; {_INSTEAD}") from error
            except openai.LengthFinishReasonError as error:
                raise WritingError(
                    f"the answer of '{self._name}' was cut off at its token limit; ask for a shorter film, {_INSTEAD}"
                ) from error
            except openai.OpenAIError as error:
                raise WritingError(f"{_explained(error, self._name)}; {_INSTEAD}") from error
            except ConnectionError as error:
                raise WritingError(f"the model's server cannot be reached: {error}; {_INSTEAD}") from error

    def _open(self) -> Any:
        try:
            from langchain.chat_models import init_chat_model
        except ImportError as missing:
            raise WritingError(f"writing with a model needs: pip install 'filmwright[llm]', {_INSTEAD}") from missing
        options: dict[str, Any] = {"timeout": _SECONDS, "max_retries": 0}
        if self._provider == "openai":
            base = os.environ.get("OPENAI_BASE_URL") or os.environ.get("OPENAI_API_BASE")
            if not os.environ.get("OPENAI_API_KEY"):
                if not base:
                    raise WritingError(
                        "no key for the language model: set OPENAI_API_KEY, or OPENAI_BASE_URL for a server of your own, "
                        + _INSTEAD
                    )
                options["api_key"] = "none"
        try:
            return init_chat_model(self._name, model_provider=self._provider, **options)
        except ImportError as missing:
            raise WritingError(f"the provider '{self._provider}' needs a package: {missing}; {_INSTEAD}") from missing
        except ValueError as unknown:
            raise WritingError(f"there is no model provider '{self._provider}'; {_INSTEAD}") from unknown

    def _invoke(self, messages: list[Message], method: str) -> str:
        schema = _schema()
        asked = messages
        if method == "json_mode":
            asked = [*messages, ("user", "The JSON schema of your answer:\n" + json.dumps(schema))]
        chain = self._chat.with_structured_output(schema, method=method, include_raw=True)
        raw = chain.invoke(asked)["raw"]
        if refusal := raw.additional_kwargs.get("refusal"):
            raise WritingError(f"'{self._name}' declined to write this: {refusal}; {_INSTEAD}")
        finish = raw.response_metadata.get("finish_reason")
        if finish == "content_filter":
            raise WritingError(f"the server's content filter stopped '{self._name}'; {_INSTEAD}")
        if finish == "length":
            raise WritingError(
                f"the answer of '{self._name}' was cut off at its token limit; ask for a shorter film, {_INSTEAD}"
            )
        return _text(raw)


def _text(raw: Any) -> str:
    """The text of an answer, or the arguments where it answered by calling a function."""
    if raw.tool_calls:
        return json.dumps(raw.tool_calls[0]["args"])
    if raw.invalid_tool_calls:
        return str(raw.invalid_tool_calls[0]["args"])
    return raw.text if isinstance(raw.text, str) else str(raw.content)


def _read(answer: str) -> tuple[Draft | None, list[str]]:
    """The draft in an answer, or what is wrong with it."""
    bare = _THOUGHT.sub("", answer)
    if fenced := _FENCE.search(bare):
        bare = fenced.group(1)
    try:
        draft = Draft.model_validate_json(bare.strip())
    except ValidationError as error:
        return None, [
            f"{'.'.join(str(part) for part in e['loc'])}: {e['msg']}".removeprefix(": ") for e in error.errors()
        ]
    problems = draft.problems()
    return (None, problems) if problems else (draft, [])


def _schema() -> dict[str, Any]:
    from langchain_core.utils.function_calling import convert_to_json_schema

    return convert_to_json_schema(Draft, strict=True)


def _request(settings: Settings, style: StyleGuide) -> str:
    seconds = round(settings.seconds)
    beats = max(3, round(settings.seconds / style.pace.seconds))
    values: Mapping[str, object] = {
        "seconds": seconds,
        "language": settings.language,
        "scenes": max(1, min(12, round(seconds / 13))),
        "beats": beats,
        "words": max(6, round(seconds * _WORDS_A_SECOND)),
        "title": settings.title,
        "look": style.look,
        "idea": settings.idea.replace("IDEA>>>", ""),
        "schema": "",
    }
    return render("writing/request.j2", **values)


def _explained(error: Exception, name: str) -> str:
    """What an error of the endpoint means for a person."""
    import openai

    if isinstance(error, openai.ContentFilterFinishReasonError):
        return f"the server's content filter stopped '{name}'"
    if isinstance(error, openai.AuthenticationError):
        return "the server refused the key in OPENAI_API_KEY"
    if isinstance(error, openai.RateLimitError):
        if "quota" in str(error):
            return "the account's quota is used up"
        return "the server asks for a pause (too many requests); try again in a minute"
    if isinstance(error, openai.NotFoundError):
        return f"the server does not know the model '{name}'"
    if isinstance(error, openai.APITimeoutError):
        return f"'{name}' did not answer within {_SECONDS} seconds"
    if isinstance(error, openai.APIConnectionError):
        base = os.environ.get("OPENAI_BASE_URL", "the model's server")
        return f"{base} cannot be reached"
    if isinstance(error, openai.InternalServerError):
        return "the model's server has a fault of its own; try again later"
    return f"'{name}' could not be asked: {_reason(error)}"


def _reason(error: Exception) -> str:
    """The server's own words, without anything that could hold a key."""
    body = getattr(error, "body", None)
    said = body.get("message") if isinstance(body, dict) else None
    return str(said or type(error).__name__)
