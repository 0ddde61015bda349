"""The steps that draw: pictures of people, places and things, and the keyframes that are made from them."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from generation.backend import StillBackend
from generation.errors import GenerationError
from generation.requests import Lora, Media
from orchestrator.building.backends import AnyBackend
from orchestrator.building.drawing import Drawing
from orchestrator.building.step import Foreseen, Results, Step
from orchestrator.building.work import StillWork, Work
from orchestrator.directing.continuity import (
    ContinuityPlan,
    Drawn,
    Entity,
    File,
    Keyframe,
    Picture,
    Reference,
    Tail,
)
from orchestrator.directing.continuity.portrait import portrait
from orchestrator.directing.prompting import Prompt
from orchestrator.directing.prompting.prompt import told
from orchestrator.directing.requests import Given, Taught, keyframe_request, reference_request, taught
from orchestrator.directing.schedule import Schedule, ScheduledShot
from orchestrator.film.errors import FilmError
from orchestrator.film.film import Film
from orchestrator.film.scene import Scene
from orchestrator.film.sheets import Sheet
from orchestrator.film.shot import Shot
from orchestrator.store.fingerprint import digest_of
from orchestrator.store.records import Action
from orchestrator.store.store import Store


@dataclass(frozen=True)
class Files:
    """The files of a project by content, each read once."""

    root: Path
    style: Path | None
    _known: dict[Path, str] = field(default_factory=dict[Path, str])

    def media(self, name: str, *, beside_style: bool = False) -> Media:
        """A file of the project, or one beside its style guide.

        Raises:
            FilmError: if it cannot be read.
        """
        path = ((self.style or self.root) if beside_style else self.root) / name
        if path not in self._known:
            try:
                self._known[path] = digest_of(path)
            except OSError as error:
                raise FilmError(f"{path} cannot be read: {(error.strerror or str(error)).lower()}") from error
        return Media(digest=self._known[path], path=path)

    def loras(self, found: Iterable[Taught], backend: AnyBackend) -> tuple[Lora, ...]:
        """The weights that are for a backend."""
        names = (backend.name, str(getattr(backend, "card", "")), backend.label())
        return tuple(
            Lora(media=self.media(one.lora.path, beside_style=one.beside_style), strength=one.lora.strength)
            for one in found
            if one.fits(names)
        )


def of_step(picture: Picture | None) -> tuple[str, ...]:
    """The step that a picture comes from."""
    return (picture.step,) if isinstance(picture, Drawn | Tail) else ()


def output(store: Store, action: Action, name: str) -> Media:
    """An output of a step as a file for a request."""
    found = action.outputs[name]
    return Media(digest=found.digest, path=store.path(found))


@dataclass(frozen=True)
class Pictures:
    """The pictures of a film: where each is, once it is made."""

    store: Store
    files: Files

    def media(self, picture: Picture, results: Results) -> Media:
        """A picture as a file for a request."""
        if isinstance(picture, File):
            return self.files.media(picture.path, beside_style=picture.beside_style)
        return output(self.store, results[picture.step], "still")


@dataclass(frozen=True)
class KeyframeSteps:
    """Makes the steps that draw."""

    film: Film
    plan: Schedule
    carried: ContinuityPlan
    drawing: Drawing
    worded: Callable[[Scene, Shot], Prompt]
    """The prompt of a shot, which need not be one of the film, for what draws."""
    pictures: Pictures
    _prompts: dict[str, Prompt] = field(default_factory=dict[str, Prompt])

    def all(self) -> list[Step]:
        """Pictures of people, places and things, then keyframes; each after those that it is made from."""
        return [*self._references(), *self._keyframes()]

    def prompt(self, item: ScheduledShot, frame: Keyframe | None = None) -> Prompt:
        """What the keyframes of a shot are drawn from; of one `frame` with what is said of the style's pictures beside it."""
        if item.key not in self._prompts:
            self._prompts[item.key] = self.worded(item.scene, item.shot)
        found = self._prompts[item.key]
        return self._styled(found) if frame and frame.style else found

    def _styled(self, prompt: Prompt) -> Prompt:
        backend = self.drawing.backend
        words = backend.styled if isinstance(backend, StillBackend) else ""
        return told(prompt, words, "style references") if words else prompt

    def drawn(self) -> Iterator[tuple[Keyframe, ScheduledShot]]:
        """Every keyframe that is drawn, with its shot."""
        items = {item.key: item for item in self.plan.shots}
        return ((frame, items[frame.shot]) for frame in self.carried.keyframes.values())

    def _references(self) -> Iterator[Step]:
        for step, reference in self.carried.references.items():
            scene, shot = portrait(self.film, reference.entity)
            prompt = self.worded(scene, shot)
            prompt = self._styled(prompt) if reference.style else prompt
            yield Step(
                step,
                "still",
                self._reference(reference, prompt),
                needs=of_step(reference.base),
                foreseen=Foreseen(self.drawing.backend, (prompt.text, prompt.negative)),
            )

    def _reference(self, reference: Reference, prompt: Prompt) -> Callable[[Results], Work]:
        def prepare(results: Results) -> Work:
            shown, backend = (*((reference.base,) if reference.base else ()), *reference.style), self.drawing.backend
            given = Given(
                references=tuple(self.pictures.media(one, results) for one in shown),
                loras=self.pictures.files.loras(self._taught(reference.entity), backend),
            )
            return StillWork(backend, reference_request(self.film, reference.entity, backend.can(), prompt, given))

        return prepare

    def _taught(self, entity: Entity) -> Iterator[Taught]:
        """What teaches the looks of an entity, and the style's."""
        sheets: dict[str, dict[str, Sheet]] = {
            "character": dict(self.film.characters),
            "place": dict(self.film.places),
            "prop": dict(self.film.props),
        }
        yield from (Taught(entity.id, lora) for lora in sheets[entity.kind][entity.id].loras)
        style = self.film.style
        yield from (Taught(f"style {style.name}", lora, beside_style=True) for lora in style.loras)

    def _keyframes(self) -> Iterator[Step]:
        for frame, item in self.drawn():
            needs = [*of_step(frame.composition), *(name for one in frame.references for name in of_step(one.picture))]
            prompt = self.prompt(item, frame)
            yield Step(
                frame.step,
                "still",
                self._keyframe(frame, item, prompt),
                needs=tuple(dict.fromkeys(needs)),
                foreseen=Foreseen(self.drawing.backend, (prompt.text, prompt.negative)),
            )

    def _keyframe(self, frame: Keyframe, item: ScheduledShot, prompt: Prompt) -> Callable[[Results], Work]:
        def prepare(results: Results) -> Work:
            backend, shown = self.drawing.backend, (*(one.picture for one in frame.references), *frame.style)
            given = Given(
                composition=self.pictures.media(frame.composition, results) if frame.composition else None,
                references=tuple(self.pictures.media(one, results) for one in shown),
                loras=self.pictures.files.loras(taught(self.film, item), backend),
            )
            request = keyframe_request(self.film, item, frame.end, backend.can(), prompt, given)
            try:
                backend.check(request)
            except GenerationError as error:
                raise FilmError(f"the keyframe of shot {item.key}: {error}") from error
            return StillWork(backend, request)

        return prepare
