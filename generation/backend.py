"""A backend: a frozen recipe whose fields are the person's options, and `load()`, which does the heavy work once.

    backend = find("clips", "animatic")(grain=False)
    with backend.load() as make:
        clip = make(request, progress)

Adding one is one file in `clips/`, `stills/`, `voices/`, `scores/`, `ambiences/` or `foley/` that exports `BACKEND`; the
file's name is the backend's name. Discovery imports that file, so its heavy imports belong into `load`.
"""

import difflib
import importlib
import pkgutil
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import ClassVar, Generic, Literal, Protocol, Self, TypeVar, cast, runtime_checkable

from pydantic import BaseModel, ConfigDict

from generation.errors import UnknownBackend, Unsupported
from generation.requests import (
    AmbienceRequest,
    ClipRequest,
    FoleyRequest,
    Request,
    ScoreRequest,
    SpeechRequest,
    StillRequest,
)
from generation.results import Clip, Frame, Music, Sound, Speech

Kind = Literal["clips", "stills", "voices", "scores", "ambiences", "foley"]
Progress = Callable[[int, int], None]
"""Called as `progress(done, total)`; may raise to cancel, and the backend must stay usable after that."""


@dataclass(frozen=True)
class Ahead:
    """What a backend will be asked for next, as far as it is known: it changes no result, only how fast it is there."""

    words: tuple[tuple[str, str], ...] = ()
    """Prompts and negative prompts of all clips (or stills) that are still to be made with it."""
    seeds: tuple[int, ...] = ()
    """Seeds of further takes of the same request, which differ from it in nothing else."""


@runtime_checkable
class Foresees(Protocol):
    """What `load` yields may have this, too: it is told what is coming before each request."""

    def expect(self, ahead: Ahead) -> None:
        """Take note; do no work yet that a request does not need."""
        ...


@runtime_checkable
class Fitted(Protocol):
    """What `load` yields may have this, too, where the machine decided how a model is held."""

    def how(self) -> str:
        """Say it, for the record of what is made: it is in no key."""
        ...


RequestT = TypeVar("RequestT", bound=Request)
ResultT = TypeVar("ResultT")


class Capabilities(BaseModel):
    """What a backend can do. What it lacks is refused, or reported as a downgrade, when the build is planned."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    first_frame: bool = False
    last_frame: bool = False
    needs_first: bool = False
    """Whether it cannot start without a first frame: one is drawn for a shot that names none."""
    needs_last: bool = False
    """Whether it never goes without a last frame where it has a first one: one is drawn for a shot that names none."""
    keyframes: bool = False
    """Whether it holds pictures between its ends, too."""
    references: int = 0
    """How many pictures of people and things it can be shown beside the words; 0 if none."""
    context: bool = False
    """Whether it can go on from the last pictures of another clip, not from its last one alone."""
    composition: bool = False
    """A still: whether it can take over the composition of another picture."""
    takes: bool = False
    """Whether several takes of a shot are made faster together than one after the other."""
    prompt: bool = False
    staging: bool = False
    loras: bool = False
    """Whether it can take weights that teach it somebody's, or a style's, looks."""
    label: bool = False
    """Whether it shows the request's label."""
    sound: bool = False
    deterministic: bool = True
    longest: float | None = None
    """Seconds after which one clip falls apart; None where there is no such end, or it is not known."""
    source_type: Literal["algorithmicMedia", "trainedAlgorithmicMedia"] = "algorithmicMedia"
    processes: Literal["many", "one"] = "many"
    """`many`: cheap to load, runs one process per core; `one`: holds a model, runs alone on its device."""


class Backend(BaseModel, ABC, Generic[RequestT, ResultT]):
    """Base of all backends. Fields are options; class variables describe it."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: ClassVar[str]
    version: ClassVar[int] = 1
    """Raise it when the same request would give another result."""
    capabilities: ClassVar[Capabilities] = Capabilities()

    @abstractmethod
    def load(self) -> AbstractContextManager[Callable[[RequestT, Progress], ResultT]]:
        """Do the heavy imports, hold the model warm, and yield a callable that answers requests.

        Raises:
            MissingExtra: if a package is not installed.
            BackendFailure: if the model cannot be loaded.
        """

    def can(self) -> Capabilities:
        """What this recipe can do; a family of models overrides it, for its models differ."""
        return self.capabilities

    def check(self, request: RequestT) -> None:
        """Refuse at plan time, cheaply, what this backend cannot do.

        Raises:
            Unsupported: with the reason and what to do.
        """

    def require(self) -> None:
        """Refuse before anything is made, cheaply, where this machine lacks something that `load` needs.

        Raises:
            GenerationError: with what is missing and how to get it.
        """

    def held_below(self, size: int) -> Self:
        """The same recipe, to be held in less than so many bytes where there is a way: what it makes keeps its key."""
        return self

    def holding(self) -> str:
        """What tells two ways of holding this recipe in memory apart; it is no part of the identity."""
        return ""

    def label(self) -> str:
        """What it is called in a message and in a list."""
        return self.name

    def identity(self) -> dict[str, object]:
        """What of the recipe goes into the key of everything it makes."""
        return {"name": self.name, "version": self.version, **self.model_dump(mode="json")}


class ClipBackend(Backend[ClipRequest, Clip]):
    """Makes clips. `dialect` names the prompt template that it understands."""

    dialect: ClassVar[str] = "animatic"

    def speaks(self) -> str:
        """The prompt dialect of this recipe; a family of models overrides it, for its models differ."""
        return self.dialect

    def tokenizer(self) -> Path | None:
        """The folder with the model's own tokenizer, where it is on this machine."""
        return None

    def check(self, request: ClipRequest) -> None:
        """Refuse keyframes that the backend has no slot for."""
        for slot in ("first", "last"):
            if getattr(request, slot) is not None and not getattr(self.can(), f"{slot}_frame"):
                raise Unsupported(
                    f"'{self.name}' cannot hold a {slot} frame; remove keyframes.{slot} or choose a model that can"
                )


class StillBackend(Backend[StillRequest, Frame]):
    """Makes single pictures. `dialect` names the prompt template that it understands."""

    dialect: ClassVar[str] = "animatic"
    styled: ClassVar[str] = ""
    """What it is told where the last references show a style alone; empty for a model that follows no such words."""

    def speaks(self) -> str:
        """The prompt dialect of this recipe; a family of models overrides it, for its models differ."""
        return self.dialect

    def tokenizer(self) -> Path | None:
        """The folder with the model's own tokenizer, where it is on this machine."""
        return None


class VoiceBackend(Backend[SpeechRequest, Speech]):
    """Speaks lines."""

    def refuses(self, language: str) -> str | None:
        """Why it cannot speak a language (a BCP 47 tag), and what to write instead; None where it can."""
        return None

    def shortcomings(self, request: SpeechRequest) -> tuple[str, ...]:
        """What will be lacking in a line that it speaks all the same, in words."""
        return ()


class ScoreBackend(Backend[ScoreRequest, Music]):
    """Makes the music, stereo. `follows` one that plays to hits, speech and curves; others are not told, and keep their music."""

    follows: ClassVar[bool] = False


class AmbienceBackend(Backend[AmbienceRequest, Sound]):
    """Makes beds of sound, stereo."""


class FoleyBackend(Backend[FoleyRequest, Sound]):
    """Makes the sounds of what is seen to happen, stereo."""


class _Available(Mapping[str, type[Backend[Request, object]]]):
    """The backends of a kind. A file's name is its backend's, so that only one that is looked at is imported."""

    def __init__(self, kind: Kind) -> None:
        self._package = f"generation.{kind}"
        modules = pkgutil.iter_modules(importlib.import_module(self._package).__path__)
        self._names = dict.fromkeys(module.name for module in modules if not module.name.startswith("_"))

    def __getitem__(self, name: str) -> type[Backend[Request, object]]:
        if name not in self._names:
            raise KeyError(name)
        loaded = importlib.import_module(f"{self._package}.{name}")
        return cast("type[Backend[Request, object]]", loaded.BACKEND)

    def __contains__(self, name: object) -> bool:
        return name in self._names

    def __iter__(self) -> Iterator[str]:
        return iter(self._names)

    def __len__(self) -> int:
        return len(self._names)


@cache
def available(kind: Kind) -> Mapping[str, type[Backend[Request, object]]]:
    """Return every backend of a kind by name, built-in ones only; imports nothing heavy."""
    return _Available(kind)


def find(kind: Kind, name: str) -> type[Backend[Request, object]]:
    """Return the backend of that kind and name.

    Raises:
        UnknownBackend: with the names that exist and a close match.
    """
    backends = available(kind)
    if name in backends:
        return backends[name]
    close = difflib.get_close_matches(name, backends, n=1)
    hint = f"; did you mean '{close[0]}'?" if close else f"; there are {', '.join(sorted(backends))}"
    raise UnknownBackend(f"'{name}' is not among the {kind}{hint}")
