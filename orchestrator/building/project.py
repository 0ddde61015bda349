"""A project that is being built: its folder, its film and its store."""

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from orchestrator.building.drafting import drafted
from orchestrator.building.translated import Dubbing, dubbing_of
from orchestrator.building.translated_texts import text_key
from orchestrator.directing.states import with_states
from orchestrator.film.film import Film
from orchestrator.store.store import Store

if TYPE_CHECKING:
    from orchestrator.store.shared.shared import Shared


@dataclass(frozen=True)
class Project:
    """A project that is being built."""

    root: Path
    film: Film
    store: Store
    dubbing: Dubbing | None = None
    """The film in another language; None is the film as it was written."""

    @cached_property
    def shared(self) -> "Shared | None":
        """The shared store that this person uses."""
        from orchestrator.store.shared.opening import shared_store

        return shared_store()

    @property
    def shown(self) -> Film:
        """The film with the title, the credits and the language that it is shown in."""
        if self.dubbing is None:
            return self.film
        settings = self.film.settings
        rows = tuple(self.dubbing.texts.get(text_key(row), row) for row in settings.credits)
        title = self.dubbing.title or settings.title
        other = {"title": title, "language": self.dubbing.language, "credits": rows}
        return self.film.model_copy(update={"settings": settings.model_copy(update=other)})

    def step(self, name: str) -> str:
        """The id of a step that differs from one language to the other."""
        return f"{name} in {self.dubbing.language}" if self.dubbing else name

    def file(self, name: str) -> str:
        """The name of a delivered file, without its suffix."""
        return f"{name}.{self.dubbing.language}" if self.dubbing else name


def open_project(root: Path, film: Film, *, draft: bool = False, language: str | None = None) -> Project:
    """Bring the loaded film, its states settled, and its store together.

    A draft has half the size and fewer steps, a `language` other voices and captions.

    Raises:
        FilmError: if the film cannot be had in that language.
    """
    dubbing = dubbing_of(root, film, language) if language is not None else None
    film = with_states(film)
    if draft:
        film = drafted(film)
    return Project(root, film, Store(root / ".filmwright", draft=draft), dubbing)
