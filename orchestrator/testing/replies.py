"""What a language model of one's own making is asked and what it gives back, faults included."""

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Annotated, Any, TypeAlias, cast

from pydantic import Field

from orchestrator.film.base import Model as Frozen

Request: TypeAlias = Mapping[str, Any]
"""A request for a chat completion as it is on the wire: model, messages, response_format ..."""


class Fault(Frozen):
    """What goes wrong. With `status` an HTTP error is sent, with the others the answer is spoiled on its way."""

    status: Annotated[int, Field(ge=200, le=599)] | None = Field(default=None, description="the HTTP status")
    message: str = Field(default="", description="the server's words")
    code: str | None = Field(default=None, description="the server's code of the error, e.g. insufficient_quota")
    retry_after: float | str | None = Field(default=None, description="seconds, or a date, for the header Retry-After")
    headers: dict[str, str] = Field(default={}, description="other headers of the response")
    body: str | None = Field(default=None, description="the body, in place of JSON")
    content_type: str | None = Field(default=None, description="what the response says that it is")
    hang: Annotated[float, Field(ge=0, le=3600)] = Field(default=0, description="seconds of silence before the answer")
    hang_up: bool = Field(default=False, description="the connection ends without a byte")
    drop: Annotated[int, Field(ge=0)] | None = Field(
        default=None, description="the connection ends after so many characters; a stream tells the message first"
    )
    megabytes: Annotated[float, Field(gt=0)] | None = Field(default=None, description="a body of this size")
    garbled: bool = Field(default=False, description="the answer holds bytes that are no UTF-8")


class Usage(Frozen):
    """The tokens that the server says were used."""

    input: int = 0
    output: int = 0
    cached: int = 0
    reasoning: int = 0


class Reply(Frozen):
    """What comes back. Without `usage` the words are counted; `counts=False` keeps quiet about tokens."""

    text: str = ""
    finish: str = "stop"
    refusal: str | None = None
    usage: Usage | None = None
    counts: bool = True
    fault: Fault | None = None

    def used(self, request: Request) -> Usage | None:
        """The tokens to report."""
        if not self.counts:
            return None
        return self.usage or Usage(input=len(asked(request).text.split()), output=len(self.text.split()))


Answer: TypeAlias = "Reply | str | Mapping[str, Any]"
Model: TypeAlias = Callable[[dict[str, Any]], Answer]
"""Any function from a request to an answer: a Reply, the answer's text, or values that become its JSON."""


def reply_of(answer: Answer) -> Reply:
    """Return what a model gave as a Reply."""
    if isinstance(answer, Reply):
        return answer
    return Reply(text=answer if isinstance(answer, str) else json.dumps(answer, ensure_ascii=False))


@dataclass(frozen=True)
class Asked:
    """A request, made easy to decide on. `schema` is the answer's, wherever the request holds it; `name` its title."""

    model: str
    system: str
    user: str
    text: str
    schema: dict[str, Any] | None
    name: str
    stage: str


def asked(request: Request) -> Asked:
    """Return what a request asks for. `user` is the first message of the person, `text` all messages together."""
    messages = [(str(one.get("role")), _words(one.get("content"))) for one in request.get("messages", ())]
    schema = _schema(request, [text for _, text in messages])
    return Asked(
        model=str(request.get("model", "")),
        system=next((text for role, text in messages if role in ("system", "developer")), ""),
        user=next((text for role, text in messages if role == "user"), ""),
        text="\n\n".join(text for _, text in messages),
        schema=schema,
        name=str((schema or {}).get("title", "")),
        stage=str(request.get("stage", "")),
    )


def _words(content: object) -> str:
    if isinstance(content, list):
        parts = cast("list[object]", content)
        return "".join(str(part.get("text", "")) if isinstance(part, dict) else str(part) for part in parts)
    return "" if content is None else str(content)


_SHOWN = re.compile(r"JSON schema[^\n]*\n\s*(\{.*)", re.DOTALL)


def _schema(request: Request, texts: list[str]) -> dict[str, Any] | None:
    wanted = (request.get("response_format") or {}).get("json_schema")
    if wanted:
        return wanted.get("schema")
    if tools := request.get("tools"):
        return tools[0]["function"]["parameters"]
    for text in reversed(texts):
        if shown := _SHOWN.search(text):
            try:
                found, _ = json.JSONDecoder().raw_decode(shown[1])
            except ValueError:
                continue
            return found
    return None
