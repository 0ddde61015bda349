"""A language model scripted in a YAML file: rules, tried in order; the first that fits gives the answer, or the fault.

models: [small, large]            # what the server offers; optional
lacks: [json_schema, stream]      # what the server refuses with status 400; optional
rules:
  - when: {says: storm}           # stage, model, schema (the answer's title), says (in any message); all optional
    times: 1                      # how often the rule is good for; optional
    fault: {status: 429, retry_after: 2}
  - answer: {title: The Storm}    # or text: (as it is), refusal:, finish:, usage: {input: 10, output: 20}
"""

import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, Literal, cast

from pydantic import Field, ValidationError, model_validator
from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError

from orchestrator.film.base import Model
from orchestrator.film.errors import FilmError
from orchestrator.testing.replies import Asked, Fault, Reply, Request, Usage, asked

Ability = Literal["json_schema", "json_mode", "function_calling", "stream", "usage", "temperature", "max_tokens"]
NO_RULE = 410
"""The status of a request that no rule fits."""


class When(Model):
    """Which requests a rule is for; what is left out fits every request."""

    stage: str | None = Field(default=None, description="the stage; known only without a server")
    model: str | None = None
    answer: str | None = Field(default=None, alias="schema", description="the title of the answer's schema")
    says: str | None = Field(default=None, description="a piece of text that stands in some message")

    def fits(self, request: Asked) -> bool:
        """Whether a request is meant."""
        return (
            self.stage in (None, request.stage)
            and self.model in (None, request.model)
            and self.answer in (None, request.name)
            and (self.says is None or self.says.lower() in request.text.lower())
        )


class Rule(Model):
    """One rule of a script."""

    when: When = When()
    times: int | None = Field(default=None, ge=1, description="how often the rule is good for")
    answer: dict[str, Any] | None = Field(default=None, description="the answer, as values that become JSON")
    text: str | None = Field(default=None, description="the answer as it is, in place of values")
    finish: str = Field(default="stop", description="stop, length or content_filter")
    refusal: str | None = Field(default=None, description="the words with which the model declines")
    usage: Usage | None | Literal["none"] = Field(default=None, description="the tokens reported; none reports nothing")
    fault: Fault | None = None

    @model_validator(mode="after")
    def _gives_something(self) -> "Rule":
        if self.answer is not None and self.text is not None:
            raise ValueError("a rule has either an answer or a text; leave one out")
        if self.answer is None and self.text is None and self.refusal is None and self.fault is None:
            raise ValueError("a rule needs an answer, a text, a refusal or a fault")
        return self

    def reply(self) -> Reply:
        """What the rule gives."""
        text = self.text if self.answer is None else json.dumps(self.answer, ensure_ascii=False)
        return Reply(
            text=text or "",
            finish=self.finish,
            refusal=self.refusal,
            usage=self.usage if isinstance(self.usage, Usage) else None,
            counts=self.usage != "none",
            fault=self.fault,
        )


class Script(Model):
    """A whole script."""

    models: tuple[str, ...] = ("scripted",)
    lacks: tuple[Ability, ...] = ()
    rules: tuple[Rule, ...]


class ScriptedModel:
    """A model that answers by a script. `asked` holds every request, in order."""

    def __init__(self, script: Script) -> None:
        self.script = script
        self.asked: list[Request] = []
        self._left = [rule.times for rule in script.rules]

    @classmethod
    def read(cls, path: Path) -> "ScriptedModel":
        """Read a script.

        Raises:
            FilmError: in one line with the file and the place, if it is none.
        """
        return cls(read_script(path))

    def __call__(self, request: dict[str, Any]) -> Reply:
        """Answer a request by the first rule that fits it."""
        self.asked.append(request)
        what = asked(request)
        for number, rule in enumerate(self.script.rules):
            left = self._left[number]
            if left == 0 or not rule.when.fits(what):
                continue
            if left is not None:
                self._left[number] = left - 1
            return rule.reply()
        said = (
            f"no rule of the script fits this request (schema: {what.name or 'none'}, stage: {what.stage or 'unknown'})"
        )
        return Reply(fault=Fault(status=NO_RULE, message=said))


_USES: dict[str, Callable[[Request], bool]] = {
    "json_schema": lambda request: (request.get("response_format") or {}).get("type") == "json_schema",
    "json_mode": lambda request: (request.get("response_format") or {}).get("type") == "json_object",
    "function_calling": lambda request: bool(request.get("tools")),
    "stream": lambda request: bool(request.get("stream")),
    "usage": lambda request: "stream_options" in request,
    "temperature": lambda request: "temperature" in request,
    "max_tokens": lambda request: "max_tokens" in request or "max_completion_tokens" in request,
}
"""How a request shows that it uses an ability."""

_WORDS = {
    "json_schema": "'response_format' of type 'json_schema'",
    "json_mode": "'response_format' of type 'json_object'",
    "function_calling": "'tools'",
    "stream": "'stream'",
    "usage": "'stream_options'",
    "temperature": "'temperature'",
    "max_tokens": "'max_completion_tokens'",
}


def refusal_of(request: Request, lacks: Sequence[str]) -> str | None:
    """Return the words with which a server refuses a request that uses what it lacks; None if it does not."""
    lacking = next((name for name in lacks if _USES[name](request)), None)
    return f"{_WORDS[lacking]} is not supported by this server" if lacking else None


def read_script(path: Path) -> Script:
    """Read a script from a YAML file.

    Raises:
        FilmError: in one line with the file and the place, if it is none.
    """
    try:
        tree: Any = YAML(typ="rt", pure=True).load(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise FilmError(f"{path} cannot be read: {(error.strerror or str(error)).lower()}") from error
    except UnicodeDecodeError as error:
        raise FilmError(f"{path}: byte {error.start} is no UTF-8; save the file as UTF-8") from error
    except MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        where = f":{mark.line + 1}:{mark.column + 1}" if mark else ""
        raise FilmError(f"{path}{where}: this is no YAML: {error.problem or error.context}") from error
    except YAMLError as error:
        raise FilmError(f"{path}: this is no YAML: {str(error).splitlines()[0]}") from error
    try:
        return Script.model_validate(_plain(tree))
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        line, column = _place(tree, first["loc"])
        what = first["msg"].removeprefix("Value error, ")
        path_in_file = ".".join(str(step) for step in first["loc"])
        raise FilmError(
            f"{path}:{line}:{column}: {path_in_file or 'the script'}: {what[:1].lower()}{what[1:]}"
        ) from error


def _plain(tree: Any) -> Any:
    """The values without the marks that the reader leaves on them."""
    if isinstance(tree, dict):
        return {str(key): _plain(value) for key, value in cast("dict[object, object]", tree).items()}
    if isinstance(tree, list):
        return [_plain(value) for value in cast("list[object]", tree)]
    if isinstance(tree, str):
        return str(tree)
    if isinstance(tree, float):
        return float(tree)
    return tree


def _place(tree: Any, route: tuple[int | str, ...]) -> tuple[int, int]:
    """Line and column, from 1, of the deepest value of the route that is there."""
    line, column = 1, 1
    for step in route:
        try:
            row, col = tree.lc.key(step) if isinstance(step, str) else tree.lc.item(step)
            tree = tree[step]
        except (AttributeError, KeyError, IndexError, TypeError):
            break
        line, column = row + 1, col + 1
    return line, column
