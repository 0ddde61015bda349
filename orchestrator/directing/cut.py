"""The cut: the scheduled shots and everything that was made for them, as one timeline."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from orchestrator.directing.end_card import end_words
from orchestrator.directing.schedule import (
    LineKey,
    Schedule,
    ScheduledShot,
    SpokenTiming,
    room_after,
    transition_frames,
)
from orchestrator.film.film import Film
from orchestrator.film.shot import Line
from stitching.timeline import SAMPLE_RATE, Caption, Face, Item, Marking, Sound, Source, Timeline, Title, Transition

AMBIENCE_FADE = 1.0
"""Seconds over which one scene's ambience gives way to the next one's."""
AMBIENCE_GAIN = -14.0
MUSIC_GAIN = -7.0
"""dB on top of the score's own levels: voices stay the loudest thing in the film."""
END_FADE = 1.0
_CUT_FADE = round(0.06 * SAMPLE_RATE)
"""Samples over which a voice is taken away that has no more room."""
_TITLE_START, _TITLE_SECONDS = 0.7, 3.4


@dataclass(frozen=True)
class Cutting:
    """Everything that was made for the film: clips by `scene/shot`, sounds by what they are."""

    clips: Mapping[str, Source] = field(default_factory=dict[str, Source])
    clip_sounds: Mapping[str, Source] = field(default_factory=dict[str, Source])
    lines: Mapping[LineKey, Source] = field(default_factory=dict[LineKey, Source])
    score: Source | None = None
    ambiences: Mapping[tuple[str, str], Source] = field(default_factory=dict[tuple[str, str], Source])
    fonts: Mapping[str, Source] = field(default_factory=dict[str, Source])
    """The font files of the style guide, by the names that it gives them."""


def cut(
    film: Film, plan: Schedule, made: Cutting, marking: Marking, captions: tuple[Caption, ...], end: str = ""
) -> Timeline:
    """Put the film together as data. Clips that are not made yet are left without a source.

    `end` are the words of the end card; the language's own where there are none.
    """
    picture = film.settings.format
    return Timeline(
        width=picture.width,
        height=picture.height,
        rate=str(picture.rate),
        items=tuple(_items(film, plan, made)),
        leave=Transition(kind="fade", frames=round(END_FADE * picture.rate)),
        titles=tuple(_titles(film, plan, made, end or end_words(film.settings.language) or film.settings.title)),
        captions=_typeset(film, made, captions) if film.settings.captions != "off" else (),
        burn_captions=film.settings.captions == "burned",
        sounds=tuple(sounds(film, plan, made)),
        marking=marking,
    )


def sounds(film: Film, plan: Schedule, made: Cutting) -> list[Sound]:
    """Every sound of the film at its sample."""
    rate = film.settings.format.rate
    fade = round(AMBIENCE_FADE * SAMPLE_RATE)

    def samples(frame: int) -> int:
        return round(frame * SAMPLE_RATE / rate)

    found: list[Sound] = []
    for item, _index, line_key, seconds in spoken_lines(plan):
        if line_key in made.lines:
            start = samples(item.start) + round(seconds * SAMPLE_RATE)
            found.append(_voice(made.lines[line_key], start, item.spoken[line_key[2]]))
    for item in plan.shots:
        if item.key in made.clip_sounds:
            found.append(Sound(source=made.clip_sounds[item.key], start=samples(item.start), track="effects"))
    for scene, first, frames in plan.scene_spans():
        for kind in scene.ambience:
            if source := made.ambiences.get((scene.id, kind)):
                found.append(
                    Sound(
                        source=source,
                        start=samples(first),
                        track="ambience",
                        gain=AMBIENCE_GAIN,
                        fade_in=fade,
                        fade_out=fade,
                        length=min(samples(frames) + fade, samples(plan.frames) - samples(first)),
                    )
                )
    if made.score is not None:
        found.append(Sound(source=made.score, start=0, track="music", gain=MUSIC_GAIN, fade_out=fade))
    return found


def _voice(source: Source, start: int, spoken: SpokenTiming) -> Sound:
    if not spoken.ends_early:
        return Sound(source=source, start=start, track="dialogue")
    length = max(1, round(spoken.seconds * SAMPLE_RATE))
    return Sound(source=source, start=start, track="dialogue", length=length, fade_out=min(length, _CUT_FADE))


def spoken_lines(plan: Schedule) -> list[tuple[ScheduledShot, Line, LineKey, float]]:
    """Every line with its shot, its key, and the second of the shot on which it begins."""
    return [
        (item, line, (item.scene.id, item.shot.id, index), start)
        for item in plan.shots
        for index, (line, start) in enumerate(zip(item.shot.dialogue, item.timing.line_starts, strict=True))
    ]


def _items(film: Film, plan: Schedule, made: Cutting) -> list[Item]:
    items = [
        Item(
            id=item.key,
            frames=item.timing.frames,
            source=made.clips.get(item.key),
            enter=Transition(kind=item.enter.transition, frames=transition_frames(item, film)),
        )
        for item in plan.shots
    ]
    rate = film.settings.format.rate
    room = min(round(END_FADE * rate), 2 * room_after(plan.shots[-1], rate))
    fade = Transition(kind="fade", frames=room) if room > 1 else Transition()
    return [*items, Item(id="end-card", frames=plan.end_card, colour=film.style.palette[0], enter=fade)]


def _capitals_ready(text: str, language: str) -> str:
    """A title that is set in capitals, where a language has capitals of its own: in Turkish that of i has its dot."""
    return text.replace("i", "İ") if language.split("-")[0] in ("tr", "az") else text


def _face(name: str, made: Cutting) -> Face:
    """A typeface of the package by its name, or a font file of the style guide."""
    return name if name == "serif" or name == "sans" else made.fonts[name]


def _typeset(film: Film, made: Cutting, captions: tuple[Caption, ...]) -> tuple[Caption, ...]:
    """The captions in the type of the style guide; as they are where it says nothing of them."""
    said = film.style.captions
    change = ({"font": _face(said.font, made)} if said.font else {}) | ({"colour": said.colour} if said.colour else {})
    return tuple(caption.model_copy(update=change) for caption in captions) if change else captions


def _titles(film: Film, plan: Schedule, made: Cutting, end: str) -> list[Title]:
    rate = film.settings.format.rate
    type_of = film.style.titles
    face = _face(type_of.font, made)
    opening = plan.shots[0]
    start = min(round(_TITLE_START * rate), opening.timing.frames // 4)
    length = min(round(_TITLE_SECONDS * rate), opening.timing.frames - start)
    fade = max(1, min(round(rate / 2), length // 3))
    found = [
        Title(
            start=start,
            frames=length,
            lines=(_capitals_ready(film.settings.title, film.settings.language),),
            place="opening",
            font=face,
            colour=type_of.colour,
            fade=fade,
        ),
        Title(
            start=plan.frames - plan.end_card,
            frames=plan.end_card,
            lines=(_capitals_ready(end, film.settings.language),),
            place="end",
            font=face,
            colour=type_of.colour,
            fade=round(rate / 2),
        ),
    ]
    for item in plan.shots:
        if item.shot.title:
            found.append(
                Title(
                    start=item.start + item.timing.head,
                    frames=max(1, min(round(3 * rate), item.timing.frames - item.timing.head)),
                    lines=tuple(item.shot.title.splitlines()),
                    place="label",
                    font=face,
                    colour=type_of.colour,
                    fade=max(1, min(round(rate / 3), item.timing.frames // 4)),
                )
            )
    return found
