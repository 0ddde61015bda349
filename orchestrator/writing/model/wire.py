"""The seam to whatever carries a question to a language model: a question and a way to put it in, what was heard out."""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal, Protocol, get_args

from orchestrator.writing.model.port import Message

Method = Literal["json_schema", "json_mode", "function_calling", "text"]
METHODS: tuple[Method, ...] = get_args(Method)
"""How to ask for JSON, from the strictest way down to one that every endpoint understands."""
_ONLY_JSON = "Answer with one JSON object and nothing else.\nThe JSON schema of your answer:\n"


@dataclass(frozen=True)
class Way:
    """What an endpoint understands. `shown` puts the schema into the prompt, also where it is sent beside it."""

    method: Method = "json_schema"
    streaming: bool = True
    usage: bool = True
    shown: bool = False


@dataclass(frozen=True)
class Question:
    """One question: `schema` is the answer's, in its strict form; `limit` the longest answer in tokens."""

    stage: str
    messages: tuple[Message, ...]
    name: str
    schema: dict[str, Any]
    temperature: float | None = None
    limit: int | None = None


@dataclass(frozen=True)
class Usage:
    """Tokens of one answer. `about` where the server did not say and they were estimated."""

    input: int
    output: int
    cached: int = 0
    reasoning: int = 0
    about: bool = False


@dataclass(frozen=True)
class Heard:
    """What came back. `finish` is the server's word for why the answer ended; None if it never said."""

    text: str
    finish: str | None
    refusal: str = ""
    usage: Usage | None = None


class Wire(Protocol):
    """One model behind one endpoint."""

    name: str
    """The model's name, as the endpoint knows it."""
    place: str
    """Where the endpoint is, for messages and for remembering what it understands; without user or password."""
    lasting: bool
    """Whether what the endpoint understands is worth remembering between runs."""

    def send(self, question: Question, way: Way, progress: Callable[[str], None]) -> Heard:
        """Ask once, without retries; `progress` hears each piece of the answer as it comes in.

        Raises:
            Fault: for everything that goes wrong, with what had arrived by then.
        """
        ...

    def models(self) -> list[str]:
        """The names of the models that the endpoint offers; empty where it does not say."""
        ...


def request_of(model: str, question: Question, way: Way) -> dict[str, Any]:
    """Return the question in the OpenAI form; parameters that nobody set are left out."""
    messages: Sequence[Message] = question.messages
    if way.shown or way.method in ("json_mode", "text"):
        messages = _with_schema(question)
    request: dict[str, Any] = {"model": model, "messages": [{"role": m.role, "content": m.text} for m in messages]}
    if way.method == "json_schema":
        schema = {"name": question.name, "schema": question.schema, "strict": True}
        request["response_format"] = {"type": "json_schema", "json_schema": schema}
    elif way.method == "json_mode":
        request["response_format"] = {"type": "json_object"}
    elif way.method == "function_calling":
        function = {"name": question.name, "description": "Give the answer.", "parameters": question.schema}
        request["tools"] = [{"type": "function", "function": function}]
        request["tool_choice"] = {"type": "function", "function": {"name": question.name}}
    if question.temperature is not None:
        request["temperature"] = question.temperature
    if question.limit is not None:
        request["max_completion_tokens"] = question.limit
    return request


def _with_schema(question: Question) -> list[Message]:
    """The messages with the schema at the end of the last one, so that the turns still alternate."""
    *before, last = question.messages
    shown = json.dumps(question.schema, ensure_ascii=False)
    return [*before, replace(last, text=f"{last.text}\n\n{_ONLY_JSON}{shown}")]
