"""What the backends are asked for: every shot, line and scene as a request."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from generation.backend import Capabilities
from generation.requests import (
    AmbienceRequest,
    ClipRequest,
    Keyframe,
    Lora,
    Media,
    Mouth,
    SpeechRequest,
    Staging,
    StillRequest,
)
from orchestrator.directing.beats import Spoken, Times
from orchestrator.directing.continuity import Entity
from orchestrator.directing.lips import mouths
from orchestrator.directing.prompting import Prompt
from orchestrator.directing.schedule import ScheduledShot
from orchestrator.directing.seeds import seed_of, shot_seed
from orchestrator.directing.staging import staging
from orchestrator.directing.states import PropSheets
from orchestrator.directing.timing import entry
from orchestrator.film import sheets
from orchestrator.film.film import Film
from orchestrator.film.shot import Line
from orchestrator.film.vocabulary import Ambience

_LEAST_SIDE = 64
"""Models want references of at least so many pixels a side."""


def speech_request(film: Film, line: Line) -> SpeechRequest:
    """A line as its speaker says it; without a speaker the narrator says it."""
    sheet = film.characters.get(line.character) if line.character else None
    says = said_as(film, line.line)
    if sheet is None:
        language = film.settings.language
        return SpeechRequest(text=line.line, voice="narrator", language=language, manner=line.manner, says=says)
    return SpeechRequest(
        text=line.line,
        voice=sheet.id,
        language=sheet.voice.language or film.settings.language,
        pitch=sheet.voice.pitch,
        pace=sheet.voice.pace,
        timbre=sheet.voice.timbre,
        manner=line.manner,
        says=says,
    )


def said_as(film: Film, text: str) -> tuple[tuple[str, str], ...]:
    """The words of a line that are not said as they are written: names whose sheets say how, and what film.yaml lists."""
    known: dict[str, str] = {}
    for sheet in film.characters.values():
        names, said = sheet.name.split(), sheet.pronounced.split()
        if said:
            known |= dict(zip(names, said, strict=True)) if len(names) == len(said) else {names[-1]: "-".join(said)}
    known |= film.settings.pronounce
    spoken = set(re.findall(r"[\w'’-]+", text.lower()))
    bare = spoken | {word.removesuffix("'s").removesuffix("’s") for word in spoken}
    return tuple(sorted((word, said) for word, said in known.items() if word.lower() in bare))


@dataclass(frozen=True)
class Given:
    """The files that condition a clip or a still, by content; what there is no slot for is left out of the request."""

    first: Media | None = None
    last: Media | None = None
    keyframes: tuple[Keyframe, ...] = ()
    """At frames of the shot."""
    context: Media | None = None
    composition: Media | None = None
    references: tuple[Media, ...] = ()
    loras: tuple[Lora, ...] = ()


NOTHING = Given()


def clip_request(
    film: Film,
    item: ScheduledShot,
    can: Capabilities,
    prompt: Prompt | None,
    given: Given = NOTHING,
    *,
    joins: bool = False,
    staged: Staging | None = None,
) -> ClipRequest:
    """A shot for a backend: only what the backend can use goes in, so that nothing else makes it stale.

    One that `joins` has a picture more than the film shows: the first is the last of the shot before. `staged` is the shot as
    it is acted over all of the clip, where that is known already.
    """
    picture = film.settings.format
    return ClipRequest(
        width=picture.width,
        height=picture.height,
        rate=str(picture.rate),
        frames=item.timing.made + joins,
        seed=shot_seed(film.settings, item.scene, item.shot),
        prompt=prompt.text if prompt else "",
        negative=prompt.negative if prompt else "",
        staging=(staged or acted(film, item, item.timing.made + joins)) if can.staging else None,
        label=slate_lines(item) if can.label else (),
        first=given.first if can.first_frame else None,
        last=given.last if can.last_frame else None,
        keyframes=tuple(Keyframe(frame=one.frame + joins, media=one.media) for one in given.keyframes),
        context=given.context if can.context else None,
        references=given.references[: can.references],
        loras=given.loras if can.loras else (),
        sound=can.sound and not item.shot.dialogue,
    )


def keyframe_request(
    film: Film, item: ScheduledShot, end: str, can: Capabilities, prompt: Prompt, given: Given = NOTHING
) -> StillRequest:
    """A keyframe of a shot. Its seed is its own: another take of the clip starts from the same picture."""
    picture, take = film.settings.format, item.shot.keyframes.take
    seed = shot_seed(film.settings, item.scene, item.shot.model_copy(update={"take": take}))
    if can.prompt and end == "last":
        seed = seed_of(seed, end)
    return StillRequest(
        width=picture.width,
        height=picture.height,
        seed=seed,
        prompt=prompt.text,
        negative=prompt.negative,
        staging=staging(film, item.scene, item.shot, {}) if can.staging else None,
        references=given.references[: can.references],
        composition=given.composition if can.composition else None,
        loras=given.loras if can.loras else (),
    )


def reference_request(film: Film, entity: Entity, can: Capabilities, prompt: Prompt, given: Given) -> StillRequest:
    """The picture of somebody or something, drawn once. A place has the film's shape; all else is seen whole, in a square."""
    picture = film.settings.format
    width, height = picture.width, picture.height
    if entity.kind != "place":
        width = height = max(_LEAST_SIDE, round((width * height) ** 0.5 / _LEAST_SIDE) * _LEAST_SIDE)
    return StillRequest(
        width=width,
        height=height,
        seed=seed_of(film.settings.seed, entity.kind, entity.id),
        prompt=prompt.text,
        negative=prompt.negative,
        references=given.references[: can.references],
        loras=given.loras if can.loras else (),
    )


def slate_lines(item: ScheduledShot) -> tuple[str, ...]:
    """What a slate says of a shot."""
    shot = item.shot
    return (item.key, item.scene.heading, f"{shot.size}, {shot.angle}, {shot.camera}", shot.action)


def slate_request(film: Film, item: ScheduledShot, reason: str) -> ClipRequest:
    """A labelled card of the shot's length, for a shot that could not be made."""
    picture = film.settings.format
    return ClipRequest(
        width=picture.width,
        height=picture.height,
        rate=str(picture.rate),
        frames=item.timing.made,
        seed=0,
        label=(item.key, item.shot.action, reason.strip().splitlines()[0] if reason.strip() else ""),
    )


def acted(film: Film, item: ScheduledShot, frames: int) -> Staging:
    """A shot as it is acted over a clip of so many frames."""
    rate = film.settings.format.rate
    before = float(item.timing.before / rate)
    lines = tuple(
        Spoken(line.character or "", line.manner or "", before + start, before + start + spoken.seconds)
        for line, spoken, start in zip(item.shot.dialogue, item.spoken, item.timing.line_starts, strict=True)
    )
    times = Times(float(frames / rate), lines)
    return staging(film, item.scene, item.shot, speaking_mouths(item, rate), times)


def speaking_mouths(item: ScheduledShot, rate: Fraction) -> dict[str, tuple[Mouth, ...]]:
    """The mouth shapes of everybody who speaks in a shot, by character id, in seconds of its clip."""
    found: dict[str, tuple[Mouth, ...]] = {}
    before = float(item.timing.before / rate)
    for line, spoken, start in zip(item.shot.dialogue, item.spoken, item.timing.line_starts, strict=True):
        if line.character:
            found[line.character] = (*found.get(line.character, ()), *mouths(spoken.phonemes, before + start))
    return found


def ambience_request(film: Film, place: str, kind: Ambience, frames: int, fade: float) -> AmbienceRequest:
    """A bed of sound for a scene, with `fade` seconds to spare at its end."""
    seconds = round(float(frames / film.settings.format.rate) + fade, 4)
    return AmbienceRequest(kind=kind, seconds=seconds, seed=seed_of(film.settings.seed, place, kind))


def shortened(item: ScheduledShot) -> Sequence[str]:
    """What becomes of a transition that is longer than its shots allow, in words."""
    asked = entry(item.scene, item.shot)
    if asked == item.enter:
        return ()
    if item.enter.transition == "cut":
        return (
            f"its {asked.transition} of {asked.seconds:g} s becomes a cut: there is no room for it in the shots beside it",
        )
    return (
        f"its {asked.transition} of {asked.seconds:g} s is cut down to {item.enter.seconds:.1f} s: the shots are too short",
    )


@dataclass(frozen=True)
class Taught:
    """Weights that teach somebody's looks, or the style's. `of` says whose; a style's lie beside its guide."""

    of: str
    lora: sheets.Lora
    beside_style: bool = False

    def fits(self, names: Sequence[str]) -> bool:
        """Whether they are for a model that goes by these names (its backend's, its card's)."""
        return self.lora.model is None or self.lora.model in names


def taught(film: Film, item: ScheduledShot) -> tuple[Taught, ...]:
    """The weights of everybody and everything on stage, and of the style."""
    place = film.places.get(item.scene.place) if item.scene.place else None
    props = PropSheets(film.props)
    things = (props.find(words) for words in item.shot.props)
    people = (film.characters[cast.character] for cast in item.shot.cast)
    seen = {sheet.id: sheet for sheet in (*people, place, *things) if sheet}
    style = film.style_of(item.scene)
    return (
        *(Taught(sheet.id, lora) for sheet in seen.values() for lora in sheet.loras),
        *(Taught(f"style {style.name}", lora, beside_style=True) for lora in style.loras),
    )


def downgrades(film: Film, item: ScheduledShot, backend: str, can: Capabilities) -> Sequence[str]:
    """What the shot asks for and the backend that makes its clip cannot hold, in words; boundaries are told elsewhere."""
    shot, found = item.shot, list[str]()
    for end in ("first", "last"):
        if getattr(shot.keyframes, end) not in (None, "off") and not getattr(can, f"{end}_frame"):
            found.append(f"keyframes.{end} is not used: '{backend}' has no {end} frame")
    if can.prompt and not can.loras:
        whose = dict.fromkeys(one.of for one in taught(film, item))
        found += [f"the LoRA of {of} is not used: '{backend}' takes none" for of in whose]
    if shot.prompt is not None and not can.prompt:
        found.append(f"prompt is not used: '{backend}' takes no prompt")
    if can.sound and shot.dialogue:
        found.append(f"'{backend}' makes no sound here: the film's voices speak, and its own would speak into them")
    return found
