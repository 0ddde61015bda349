"""What a person sets once for all their films: who writes, what a model costs, where results are shared. Never a key."""

from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field, PrivateAttr

from orchestrator.film.base import Model

EngineName = Literal["local", "ray"]
Money = Annotated[float, Field(ge=0, le=1_000_000, allow_inf_nan=False)]


class Price(Model):
    """What a million tokens cost, in the currency that the person thinks in."""

    input: Money
    output: Money
    cached: Money | None = Field(default=None, description="for input that the server had in its cache")


class Preferences(Model):
    """config.yaml in the person's own configuration folder."""

    writer: str | None = Field(default=None, description="who writes new films, e.g. outline or openai:<model>")
    prices: dict[str, Price] = Field(
        default={}, description="per million tokens, by writer: {input: 1.25, output: 10} under 'openai:<model>'"
    )
    timeout: Annotated[float, Field(gt=0, le=86400)] = Field(
        default=180, description="seconds without a sign of life after which a server is given up"
    )
    wait_at_most: Annotated[float, Field(ge=0, le=86400)] = Field(
        default=120, description="seconds to wait for a busy server, in all, before giving up"
    )
    temperature: Annotated[float, Field(ge=0, le=2)] | None = Field(
        default=None, description="sent only if set here; newer models refuse it"
    )
    max_tokens: Annotated[int, Field(ge=1, le=10_000_000)] | None = Field(
        default=None, description="the longest answer to ask for, in tokens; the model's own limit if left out"
    )
    engine: EngineName = Field(
        default="local", description="where films are rendered: local, or ray for the machines of a cluster"
    )
    cluster: str | None = Field(
        default=None, description="for ray: host:port, or auto; a cluster of this machine alone if left out"
    )
    tracing: bool = Field(default=False, description="whether LangSmith may see every request, if it is set up")

    shared_store: str | None = Field(
        default=None,
        description="where results are shared: a folder, or a URL such as s3://bucket/films; no keys in it",
    )
    shared_wait: Annotated[float, Field(gt=0, le=3600)] = Field(
        default=20, description="seconds without an answer after which a build goes on without the shared store"
    )

    _path: Path = PrivateAttr(default=Path("config.yaml"))

    @property
    def path(self) -> Path:
        """The file these came from, or would come from; to name it in messages."""
        return self._path

    def at(self, path: Path) -> "Preferences":
        """The same, with the path of their file."""
        same = self.model_copy()
        same._path = path
        return same
