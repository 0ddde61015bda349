"""The cut: the scheduled shots and everything that was made for them, as one timeline."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial
from itertools import zip_longest

from orchestrator.directing.end_card import end_words
from orchestrator.directing.hearing import heard
from orchestrator.directing.schedule import LineKey, Schedule, ScheduledShot, SpokenTiming, room_after
from orchestrator.directing.seeds import shot_seed
from orchestrator.directing.timing import overlap_frames
from orchestrator.directing.titling import chapters_of, titles_of, typeset
from orchestrator.film.film import Film
from orchestrator.film.shot import Line
from orchestrator.film.vocabulary import LoudnessTarget
from stitching.timeline import (
    SAMPLE_RATE,
    TRACKS,
    Caption,
    Face,
    Item,
    Marking,
    Mix,
    Origin,
    Sound,
    Source,
    Timeline,
    Track,
    Transition,
)
from stitching.transitions import transition

AMBIENCE_FADE = 1.0
"""Seconds over which one scene's ambience gives way to the next one's."""
AMBIENCE_GAIN = -14.0
FOLEY_GAIN = 4.0
MUSIC_GAIN = -7.0
"""dB on top of the score's own levels: voices stay the loudest thing in the film."""
END_FADE = 1.0
_LOUDNESS: dict[LoudnessTarget, float] = {"web": -14.0, "broadcast": -23.0}
_CUT_FADE = round(0.06 * SAMPLE_RATE)
"""Samples over which a voice is taken away that has no more room."""
_JOIN_FADE = round(0.01 * SAMPLE_RATE)
"""Samples over which the sound of a trimmed clip begins and ends: shorter would click."""


@dataclass(frozen=True)
class Cutting:
    """Everything that was made for the film: clips by `scene/shot`, sounds by what they are."""

    clips: Mapping[str, Source] = field(default_factory=dict[str, Source])
    clip_sounds: Mapping[str, Source] = field(default_factory=dict[str, Source])
    foley: Mapping[str, Source] = field(default_factory=dict[str, Source])
    lines: Mapping[LineKey, Source] = field(default_factory=dict[LineKey, Source])
    score: Source | None = None
    ambiences: Mapping[tuple[str, str], Source] = field(default_factory=dict[tuple[str, str], Source])
    fonts: Mapping[str, Source] = field(default_factory=dict[str, Source])
    """The font files of the style guide, by the names that it gives them."""
    pictures: Mapping[str, Source] = field(default_factory=dict[str, Source])
    """The pictures that transitions go by, by the names that the scene files give them."""
    prompts: Mapping[str, str] = field(default_factory=dict[str, str])
    """What each shot's model was told, by `scene/shot`."""


def cut(
    film: Film, plan: Schedule, made: Cutting, marking: Marking, captions: tuple[Caption, ...], end: str = ""
) -> Timeline:
    """Put the film together as data. Clips that are not made yet are left without a source.

    `end` are the words of the end card; the language's own where there are none.
    """
    return lettering(film, plan, made, marking, captions, end).model_copy(
        update={
            "items": tuple(_items(film, plan, made)),
            "leave": Transition(kind="fade", frames=round(END_FADE * film.settings.format.rate)),
            "sounds": tuple(sounds(film, plan, made)),
            "mix": _mix(film),
            "markers": chapters_of(film, plan),
        }
    )


def lettering(
    film: Film, plan: Schedule, made: Cutting, marking: Marking, captions: tuple[Caption, ...], end: str = ""
) -> Timeline:
    """All text of the film, over one plain card of its length: of what was made only the fonts are needed."""
    picture = film.settings.format
    others = tuple(made.fonts[name] for name in film.style.titles.fallback)
    end = end or end_words(film.settings.language) or film.settings.title
    return Timeline(
        width=picture.width,
        height=picture.height,
        rate=str(picture.rate),
        items=(Item(id="card", frames=plan.frames),),
        titles=tuple(
            text.model_copy(update={"fallbacks": others})
            for text in titles_of(film, plan, _face(film.style.titles.font, made), end)
        ),
        captions=typeset(film, partial(_face, made=made), captions, others) if film.settings.captions != "off" else (),
        burn_captions=film.settings.captions in ("burned", "karaoke"),
        karaoke=film.settings.captions == "karaoke",
        embed_captions=film.settings.captions == "embedded",
        language=film.settings.language,
        marking=marking,
    )


def _mix(film: Film) -> Mix:
    said = film.settings.mix
    levels: dict[Track, float] = {track: level for track in TRACKS if (level := getattr(said.levels, track))}
    return Mix(loudness=_LOUDNESS[said.loudness], levels=levels, duck=said.duck)


def sounds(film: Film, plan: Schedule, made: Cutting) -> list[Sound]:
    """Every sound of the film at its sample."""
    rate = film.settings.format.rate
    fade = round(AMBIENCE_FADE * SAMPLE_RATE)

    def samples(frame: int) -> int:
        return round(frame * SAMPLE_RATE / rate)

    found: list[Sound] = []
    for item, line, line_key, seconds in spoken_lines(plan):
        if line_key in made.lines:
            start = samples(item.start) + round(seconds * SAMPLE_RATE)
            voice = _voice(made.lines[line_key], start, item.spoken[line_key[2]])
            if voice is not None:
                where = heard(film, item.scene, item.shot, line)
                found.append(voice.model_copy(update={"space": where.room, "gain": where.gain}))
    found.extend(_clip_sounds(plan, made, samples))
    found.extend(_foley(plan, made, samples))
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


def _voice(source: Source, start: int, spoken: SpokenTiming) -> Sound | None:
    """A line; what would be heard before the film begins, in a trimmed first shot, is left out."""
    first, length = max(0, -start), max(1, round(spoken.seconds * SAMPLE_RATE))
    if first >= length:
        return None
    fades = {"fade_in": min(length - first, _CUT_FADE)} if first else {}
    if spoken.ends_early:
        fades |= {"length": length - first, "fade_out": min(length - first, _CUT_FADE)}
    return Sound(source=source, start=max(0, start), first=first, track="dialogue").model_copy(update=fades)


def _clip_sounds(plan: Schedule, made: Cutting, samples: Callable[[int], int]) -> Iterator[Sound]:
    """The clips' own sound; where it is cut before or after the picture, as far as the clip's handles reach."""
    for item, following in zip_longest(plan.shots, plan.shots[1:]):
        if item.key in made.clip_sounds:
            timing = item.timing
            early = min(samples(timing.before), max(0, round(-item.enter.sound * SAMPLE_RATE)), samples(item.start))
            late = max(0, round(following.enter.sound * SAMPLE_RATE)) if following else 0
            length = early + samples(timing.frames) + min(samples(timing.after), late)
            yield Sound(
                source=made.clip_sounds[item.key],
                start=samples(item.start) - early,
                first=samples(timing.before) - early,
                track="effects",
                length=length if timing.before or timing.after else None,
                fade_in=min(length, _JOIN_FADE) if timing.before else 0,
                fade_out=min(length, _JOIN_FADE) if timing.after else 0,
            )


def _foley(plan: Schedule, made: Cutting, samples: Callable[[int], int]) -> Iterator[Sound]:
    """What is heard of each shot. It rings over the cut, unless the clip goes on behind the picture."""
    for item in plan.shots:
        if item.key in made.foley:
            timing, length = item.timing, samples(item.timing.frames)
            yield Sound(
                source=made.foley[item.key],
                start=samples(item.start),
                first=samples(timing.before),
                track="effects",
                gain=FOLEY_GAIN,
                length=length if timing.after else None,
                fade_in=min(length, _JOIN_FADE) if timing.before else 0,
                fade_out=min(length, _CUT_FADE) if timing.after else 0,
            )


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
            first=item.timing.before if item.key in made.clips else 0,
            enter=_transition(film, item, made),
            origin=Origin(
                scene=item.scene.id,
                shot=item.shot.id,
                take=item.shot.take,
                prompt=made.prompts.get(item.key, ""),
                seed=shot_seed(film.settings, item.scene, item.shot),
                model="" if item.shot.footage else item.shot.model or film.settings.pictures,
            ),
        )
        for item in plan.shots
    ]
    rate = film.settings.format.rate
    room = min(round(END_FADE * rate), 2 * room_after(plan.shots[-1], rate))
    fade = Transition(kind="fade", frames=room) if room > 1 else Transition()
    return [*items, Item(id="end-card", frames=plan.end_card, colour=film.style.palette[0], enter=fade)]


def _transition(film: Film, item: ScheduledShot, made: Cutting) -> Transition:
    """How a shot is entered. Only what its transition takes is passed on; what else is written has no meaning there."""
    enter = item.enter
    said = {name: getattr(enter, name) for name in transition(enter.transition).TAKES}
    if said.get("picture") is not None:
        said["picture"] = made.pictures[said["picture"]]
    return Transition(kind=enter.transition, frames=overlap_frames(enter, film.settings.format.rate), **said)


def _face(name: str, made: Cutting) -> Face:
    """A typeface of the package by its name, or a font file of the style guide."""
    return name if name == "serif" or name == "sans" else made.fonts[name]
