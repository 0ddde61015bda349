"""Which backend draws a film's pictures: its keyframes, and those of its people, places and things."""

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, TypeGuard

from generation.backend import ClipBackend, StillBackend
from generation.catalogue import cards
from generation.errors import GenerationError
from orchestrator.building.backends import AnyBackend, backend_for
from orchestrator.directing.continuity import Stills
from orchestrator.film.errors import FilmError
from orchestrator.film.film import Film

if TYPE_CHECKING:
    from generation.card import Card
    from generation.diffusion.recipe import DiffusionRecipe

AUTO = "auto"
DRAWN = "animatic"


@dataclass(frozen=True)
class Drawing:
    """What draws. `everywhere`: a keyframe for every shot; `advice` says what would be better, and how to get it."""

    name: str
    backend: AnyBackend
    everywhere: bool
    advice: str = ""

    @cached_property
    def stills(self) -> Stills:
        """What it can do, for the continuity plan."""
        return Stills(self.name, self.backend.can(), self.everywhere)

    @property
    def dialect(self) -> str:
        """The prompt dialect that it was trained on."""
        return self.backend.speaks() if isinstance(self.backend, StillBackend) else DRAWN


def drawing_for(film: Film, root: Path) -> Drawing:
    """Return what draws: what film.yaml names, or with `auto` the model that suits the clip model, if it is on this machine.

    Else it is the best of those that are here and can be shown pictures, for without them nobody looks the same twice.

    Raises:
        FilmError: if film.yaml names something that there is not.
    """
    said = film.settings.stills
    if said != AUTO:
        return Drawing(said, backend_for("stills", said, root), everywhere=True)
    specs = dict.fromkeys((film.settings.pictures, *(shot.model for _, shot in film.shots() if shot.model)))
    advice, wanting = "", list["DiffusionRecipe"]()
    for spec in specs:
        clips = backend_for("clips", spec, root)
        if not (isinstance(clips, ClipBackend) and clips.can().first_frame and _diffuses(clips)):
            continue
        wanting.append(clips)
        companions = _companions(clips)
        if not companions:
            advice = advice or _without(clips, "set stills to a still model (filmwright models list)")
        for companion in companions:
            backend, lacks = _usable(companion, clips.effort)
            if backend is not None:
                return Drawing(companion, backend, everywhere=True)
            advice = advice or _without(clips, lacks)
    if wanting and (here := _here(wanting[0].effort)):
        return Drawing(*here, everywhere=True, advice=_suits_better(wanting[0], here[0]))
    return Drawing(DRAWN, backend_for("stills", DRAWN), everywhere=False, advice=advice)


def _diffuses(backend: AnyBackend) -> "TypeGuard[DiffusionRecipe]":
    """Whether it is a model of diffusers; what makes films without a model does not import those."""
    if backend.can().processes == "many":
        return False
    from generation.diffusion.recipe import DiffusionRecipe

    return isinstance(backend, DiffusionRecipe)


def _here(effort: str) -> tuple[str, AnyBackend] | None:
    """The best of the still models on this machine that can be shown pictures."""
    shown = [card for card in cards().values() if card.kind == "stills" and card.slots.references]
    usable = {card.name: (card, found) for card in shown if (found := _usable(card.name, effort)[0])}
    if not usable:
        return None
    from generation.choosing import Wanted, choose
    from generation.machine import usable_machine

    best = choose(Wanted(kind="stills"), usable_machine(), {name: card for name, (card, _) in usable.items()}).first
    return (best.card.name, usable[best.card.name][1]) if best else None


def _suits_better(clips: "DiffusionRecipe", drawing: str) -> str:
    return next(
        (
            f"{drawing} draws keyframes, for it is on this machine; {suits} suits '{clips.label()}' better: "
            f"filmwright models pull {suits}"
            for suits in _companions(clips)
        ),
        "",
    )


def from_words_alone(clips: AnyBackend) -> str:
    """Why a model has no keyframes, and which model of its family could hold them; empty where it can hold them itself."""
    if clips.can().first_frame or not clips.can().prompt or not _diffuses(clips):
        return ""
    name = clips.label()
    holds = [card for card in cards().values() if card.backend == clips.name and card.slots.first]
    if not holds:
        return f"'{name}' starts from words alone: nothing but the words holds people and places together"
    own = clips.known()
    near = min(holds, key=lambda card: (bool(card.superseded_by), _apart(card, own), card.name))
    return f"'{name}' starts from words alone, so it gets no keyframes; {near.name}, of the same family, can hold them"


def _apart(card: "Card", own: "Card | None") -> float:
    """How far the sizes of two models are apart."""
    return abs(card.weights_gb() - own.weights_gb()) if own else card.weights_gb()


def _companions(clips: "DiffusionRecipe") -> list[str]:
    """The still models that suit a clip model: its card's, or for a folder without one its family's, the smallest first."""
    own = clips.known()
    if own is not None:
        return [own.stills] if own.stills else []
    family = (card for card in cards().values() if card.backend == clips.name and not card.superseded_by)
    return sorted({card.stills for card in family if card.stills}, key=lambda name: (cards()[name].weights_gb(), name))


def _usable(name: str, effort: str) -> tuple[AnyBackend | None, str]:
    """The backend of a still model that takes as much effort as the clips do, or what is lacking."""
    try:
        backend = backend_for("stills", f"{name}?effort={effort}")
        backend.require()
    except FilmError as error:
        return None, str(error)
    except GenerationError:
        return None, f"get what draws them with: filmwright models pull {name}"
    return backend, ""


def _without(clips: "DiffusionRecipe", how: str) -> str:
    can = clips.can() if isinstance(clips, ClipBackend) else None
    if can is not None and can.needs_first:
        return f"'{clips.label()}' gets drawings as first frames, and looks like them; {how}"
    return (
        f"'{clips.label()}' goes by words alone; a keyframe for each shot would hold people and places together: {how}"
    )
