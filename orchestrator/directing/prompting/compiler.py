"""Compiles prompts: what can be said of a shot, put into a model's dialect, and fitted to what the model reads."""

import re
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

from generation.tokens import Counter
from generation.tokens import counter as counter_of
from orchestrator.directing.prompting.dialect import Dialect, dialect_named
from orchestrator.directing.prompting.fitting import Fitted, fit
from orchestrator.directing.prompting.marks import unmarked
from orchestrator.directing.prompting.mentions import mentions
from orchestrator.directing.prompting.naming import Names, Naming
from orchestrator.directing.prompting.negative import Negative, negative_for
from orchestrator.directing.prompting.prompt import Budget, Clause, Prompt, Segment
from orchestrator.directing.prompting.values import Part, Stage, origin_of, parts_of
from orchestrator.directing.states import PropSheets, with_states
from orchestrator.film.errors import FilmError
from orchestrator.film.film import Film
from orchestrator.film.scene import Scene
from orchestrator.film.shot import Shot
from orchestrator.film.style import StyleGuide
from templates.dialects import Card
from templates.dialects.strict import LONGEST_OUTPUT

Counters = Callable[[str], Counter]
_SPOKEN = re.compile(r'"[^"]*"')
_LONGEST = LONGEST_OUTPUT * 3 // 4
"""Characters of all that can be said; what a template adds to it, and says twice, still fits."""


class _Said(NamedTuple):
    """What can be said of a shot in any dialect, as it was when this shot was last asked for."""

    shot: Shot
    stage: Stage
    parts: list[Part]


class Prompter:
    """Compiles the prompts of one film; made once for a film, it settles its states and keeps what shots share."""

    def __init__(self, film: Film, folders: Sequence[Path] = (), counters: Counters | None = None) -> None:
        """`folders` may hold templates that replace the built-in ones; `counters` gives what counts for an encoder."""
        self._film = with_states(film)
        self._folders = tuple(folders)
        self._counters = counters or counter_of
        self._counted: dict[str, Counter] = {}
        self._names = Names(self._film)
        self._props = PropSheets(self._film.props)
        self._settled = {(scene.id, shot.id): shot for scene, shot in self._film.shots()}
        self._styles: dict[str, tuple[Scene, StyleGuide]] = {}
        self._said: dict[tuple[str, str], _Said] = {}
        self._dialects: dict[str, Dialect] = {}

    def prompt(
        self, scene: Scene, shot: Shot, dialect: str, *, from_picture: bool = False, counter: Counter | None = None
    ) -> Prompt:
        """Compile a shot's prompt. `from_picture`: the model starts from a picture, so the prompt says only what moves.

        `counter` counts in place of the dialect's own: a model's tokenizer, where it is here.

        Raises:
            FilmError: if the shot's texts are longer than any prompt can be.
            TemplateFault: if there is no such dialect, or a template that replaces a built-in one cannot be used.
        """
        spoken = self._dialect(dialect)
        if from_picture and spoken.card.image_variant:
            spoken = self._dialect(spoken.card.image_variant)
        counts = counter or self._counter(spoken.card)
        said = self._stage(scene, shot)
        own = shot.negative if shot.negative is not None else said.stage.style.negative
        count = counts.count if counts else None
        negative = negative_for(spoken.card, own, count)
        if shot.prompt is not None:
            return _verbatim(said.stage, shot.prompt, spoken, negative, counts)
        parts = [*said.parts, *_opposites(said.stage, negative)]
        _bounded(said.stage, parts)
        fitted = fit(parts, spoken, count)
        return _compiled(said.stage, fitted, spoken, negative, counts)

    def _dialect(self, name: str) -> Dialect:
        if name not in self._dialects:
            self._dialects[name] = dialect_named(name, self._folders)
        return self._dialects[name]

    def _counter(self, card: Card) -> Counter | None:
        encoder = card.limit.encoder
        if not encoder:
            return None
        if encoder not in self._counted:
            self._counted[encoder] = self._counters(encoder)
        return self._counted[encoder]

    def _stage(self, scene: Scene, shot: Shot) -> _Said:
        key = (scene.id, shot.id)
        known = self._said.get(key)
        if known is None or known.shot is not shot or known.stage.scene is not scene:
            known = self._said[key] = self._read(scene, shot)
        return known

    def _read(self, scene: Scene, shot: Shot) -> _Said:
        settled = _settled(shot, self._settled.get((scene.id, shot.id)))
        told = mentions(self._film, scene, settled)
        place = self._film.places.get(scene.place) if scene.place else None
        naming = Naming(self._names, scene, settled, place, told.short)
        stage = Stage(self._film, scene, settled, self._style(scene), told, naming, self._props)
        return _Said(shot, stage, parts_of(stage))

    def _style(self, scene: Scene) -> StyleGuide:
        known = self._styles.get(scene.id)
        if known is None or known[0] is not scene:
            known = self._styles[scene.id] = (scene, self._film.style_of(scene))
        return known[1]


def _settled(shot: Shot, known: Shot | None) -> Shot:
    """The shot with the states that the film settles; one that says other states (or is in no film) keeps its own."""
    if known is None or known == shot:
        return shot
    states = {entry.character: entry.state for entry in known.cast}
    cast = tuple(
        entry
        if entry.state or not states.get(entry.character)
        else entry.model_copy(update={"state": states[entry.character]})
        for entry in shot.cast
    )
    return shot.model_copy(update={"cast": cast, "states": {**known.states, **shot.states}})


def _bounded(stage: Stage, parts: Sequence[Part]) -> None:
    """Texts that no template could put into a prompt are the film's fault, not the template's."""
    lengths: dict[str, int] = {}
    for part in parts:
        lengths[part.clause.origin] = max(lengths.get(part.clause.origin, 0), len(part.clause.text))
    if sum(lengths.values()) <= _LONGEST:
        return
    origin, length = max(lengths.items(), key=lambda item: item[1])
    raise FilmError(
        f"shot {stage.scene.id}/{stage.shot.id}: {origin} is {length} characters long, and no model reads more than "
        f"{_LONGEST} in all; shorten it"
    )


def _opposites(stage: Stage, negative: Negative) -> list[Part]:
    asked = stage.shot.negative is not None
    origin = f"{stage.here}: negative" if asked else origin_of(stage, "negative")
    return [Part(Clause("look", text, f"{origin}, said as its opposite", "style")) for text in negative.instead]


def _verbatim(stage: Stage, text: str, spoken: Dialect, negative: Negative, counts: Counter | None) -> Prompt:
    origin = f"{stage.here}: prompt"
    if spoken.card.form == "none":
        notes = (f"{spoken.name} reads no prompt: the shot's own is not used", *negative.notes)
        return Prompt("", negative.text, spoken.name, (), (), (), budget(spoken.card, "", counts), notes)
    segments = (Segment(text, origin),) if text else ()
    return Prompt(
        text,
        negative.text,
        spoken.name,
        segments,
        (Clause("prompt", text, origin),),
        (),
        budget(spoken.card, text, counts),
        (*negative.notes, *_amiss(spoken.card, segments)),
    )


def _compiled(stage: Stage, fitted: Fitted, spoken: Dialect, negative: Negative, counts: Counter | None) -> Prompt:
    said = fitted.segments(spoken)
    notes = [*stage.told.notes, *negative.notes, *_amiss(spoken.card, said)]
    text = unmarked(fitted.text)
    used = budget(spoken.card, text, counts)
    notes += _told_less(spoken.card, fitted)
    if used.over:
        notes.append(_too_long(fitted, used))
    return Prompt(
        text,
        negative.text,
        spoken.name,
        said,
        tuple(part.clause for part in fitted.parts),
        tuple(part.clause for part in fitted.shed),
        used,
        tuple(dict.fromkeys(notes)),
    )


def _told_less(card: Card, fitted: Fitted) -> list[str]:
    """What happens, and who it is, told less fully than the files say it: nobody should have to find that out."""
    last = [part.clause for part in fitted.shed if part.clause.turn == "last"]
    if not last:
        return []
    said = ", ".join(f"'{clause.text}'" for clause in last)
    return [
        f"{card.name} reads too little for all of the shot, so even this is left out: {said}; split the shot to keep it"
    ]


def _amiss(card: Card, segments: Sequence[Segment]) -> list[str]:
    """What the prompt says that the model is known to take amiss, and where it comes from; spoken words are not meant."""
    return [
        f"{card.name} takes '{word}' amiss: say it another way in {segment.origin}"
        for segment in segments
        for word in card.avoid
        if re.search(rf"(?<!\w){re.escape(word)}(?!\w)", _SPOKEN.sub("", segment.text), re.IGNORECASE)
    ]


def budget(card: Card, text: str, counts: Counter | None) -> Budget:
    """What a text takes of what the model reads."""
    return Budget(
        tokens=counts.count(text) if counts else 0,
        limit=card.limit.tokens,
        encoder=card.limit.encoder,
        exact=counts.exact if counts else True,
        how=counts.how if counts else "not limited in tokens",
        words=len(text.split()),
        band=card.words,
        characters=len(text),
        most_characters=card.limit.characters,
    )


def _too_long(fitted: Fitted, used: Budget) -> str:
    """Say which clause takes most, and what to do about it."""
    too_many = used.limit is not None and used.tokens > used.limit
    over = (
        f"{used.tokens} of {used.limit} tokens"
        if too_many
        else f"{used.characters} of {used.most_characters} characters"
    )
    longest: dict[str, int] = {}
    for part in fitted.parts:
        longest[part.clause.origin] = longest.get(part.clause.origin, 0) + len(part.clause.text.split())
    if not longest:
        return f"the prompt takes {over}; the template itself says too much"
    origin, words = max(longest.items(), key=lambda item: item[1])
    what = "shorten it, or split the shot" if "/" in origin else "shorten it"
    return (
        f"the prompt takes {over}, and the model would cut its end off; most of it, {words} words, is {origin}: {what}"
    )
