"""The prompt of a shot for whoever makes its clip or its keyframe, counted by the model's own tokenizer where that is here."""

from pathlib import Path

from generation.backend import ClipBackend, StillBackend
from generation.tokens import counter
from orchestrator.building.backends import AnyBackend
from orchestrator.directing.prompting import Prompt
from orchestrator.directing.prompting.compiler import Prompter
from orchestrator.directing.schedule import ScheduledShot
from orchestrator.film.film import Film
from orchestrator.film.scene import Scene
from orchestrator.film.shot import Shot
from templates.dialects import card


def prompter_of(film: Film, root: Path) -> Prompter:
    """What compiles a film's prompts: with the project's own templates first, then those of its style guide."""
    folders = [root / "prompts", *film.style_prompts]
    return Prompter(film, folders)


def prompt_in(prompter: Prompter, item: ScheduledShot, backend: AnyBackend, *, from_picture: bool) -> Prompt:
    """The prompt of a shot in the dialect of a clip backend."""
    dialect = backend.speaks() if isinstance(backend, ClipBackend) else "animatic"
    return prompt_for(prompter, item.scene, item.shot, backend, dialect, from_picture=from_picture)


def prompt_for(
    prompter: Prompter, scene: Scene, shot: Shot, backend: AnyBackend, dialect: str, *, from_picture: bool = False
) -> Prompt:
    """The prompt of a shot, which need not be one of the film."""
    own = backend.tokenizer() if isinstance(backend, ClipBackend | StillBackend) else None
    counts = counter(card(dialect).limit.encoder, own) if own else None
    return prompter.prompt(scene, shot, dialect, from_picture=from_picture, counter=counts)
