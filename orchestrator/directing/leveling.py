"""The length to the frame: the film with its end card has exactly as many frames as were asked for."""

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from orchestrator.directing.grammar import SHORT_INSERT
from orchestrator.directing.schedule import LineKey, Schedule, ScheduledShot, SpokenTiming, line_keys, schedule
from orchestrator.directing.timing import estimated_speech, time_shot
from orchestrator.film.film import Film, Settings
from orchestrator.film.scene import Scene
from orchestrator.film.shot import Line, Shot, camera_move
from orchestrator.film.style import StyleGuide
from stitching.titles_credits import credits_frames

Spoken = Mapping[Line, float]
"""How many seconds each line takes; a line that is not in it is estimated."""

_ROUNDS = 12
_TITLE_GLANCE, _PLACE_GLANCE, _GLANCE, _THING_GLANCE = 2.0, 1.5, 1.2, 0.9
_LONGEST_SHOT = 120
"""Seconds that a scene file allows a shot."""


Floors = tuple[Sequence[float], ...]
"""Rows of the seconds below which each shot should not go, the most comfortable row first; the next where it is too much."""


@dataclass(frozen=True)
class Tier:
    """Shots whose lengths may change, and how far: from `shrinks` to `grows` times what they are; None: as far as can be.

    All of them change a little, or with `few` as few as possible.
    """

    shots: tuple[bool, ...]
    shrinks: float = 0.0
    grows: float | None = None
    few: bool = False

    def least(self, lasts: Sequence[int], need: Sequence[int]) -> list[int]:
        """How short each shot may become."""
        return [
            max(floor, math.ceil(length * self.shrinks)) if chosen else length
            for length, floor, chosen in zip(lasts, need, self.shots, strict=True)
        ]

    def most(self, lasts: Sequence[int], longest: int) -> list[int]:
        """How long each shot may become."""
        return [
            (longest if self.grows is None else min(longest, math.floor(length * self.grows))) if chosen else length
            for length, chosen in zip(lasts, self.shots, strict=True)
        ]


def clock(speech: Spoken) -> Callable[[Line], float]:
    """Return what tells the seconds of a line."""

    def seconds(line: Line) -> float:
        return speech[line] if line in speech else estimated_speech(line.line)

    return seconds


def asked_frames(settings: Settings) -> int:
    """Return how many frames the film is asked to have, with its end card; credits roll after what was asked for."""
    rate = settings.format.rate
    return round(settings.seconds * rate) + (credits_frames(settings.credits, rate) if settings.credits else 0)


def frames_of(scenes: Sequence[Scene], settings: Settings, style: StyleGuide, speech: Spoken) -> int:
    """Return how many frames the film has, with its end card."""
    film = _film(scenes, settings, style)
    return schedule(film, _timings(film, speech)).frames


def shortest_frames(scenes: Sequence[Scene], settings: Settings, style: StyleGuide, speech: Spoken) -> int:
    """Return how few frames the film can have: its speech, and a glance at everything else."""
    film, rate = _film(scenes, settings, style), settings.format.rate
    now = [shot.seconds or style.pace.seconds for _, shot in film.shots()]
    least = [_frames(min(pair), rate) for pair in zip(glances(scenes), now, strict=True)]
    return schedule(_with_frames(film, least), _timings(film, speech)).frames


def glances(scenes: Sequence[Scene]) -> tuple[float, ...]:
    """Return the seconds below which no shot goes, by what stands in its file: enough to see what it is, its speech apart."""
    return tuple(
        _glance(shot, opens_film=shot is scenes[0].shots[0], opens=shot is scene.shots[0])
        for scene in scenes
        for shot in scene.shots
        if not shot.omit
    )


def _glance(shot: Shot, *, opens_film: bool, opens: bool) -> float:
    if opens_film:
        return _TITLE_GLANCE
    if shot.size == "insert":
        return _THING_GLANCE if camera_move(shot.camera) == "static" else SHORT_INSERT
    return _PLACE_GLANCE if opens else _GLANCE


def to_the_frame(
    scenes: Sequence[Scene],
    settings: Settings,
    style: StyleGuide,
    speech: Spoken,
    floors: Floors,
    tiers: Sequence[Tier] = (),
) -> tuple[Scene, ...]:
    """Return the scenes with their shots' seconds changed as little as needed for the film to be as long as asked.

    The first of the `tiers` gives way first; all shots alike if there are none. Where speech and floors take longer than
    asked, the film is as short as they allow.
    """
    film, rate = _film(scenes, settings, style), settings.format.rate
    timings, target = _timings(film, speech), asked_frames(settings)
    frames = [round((shot.seconds or style.pace.seconds) * rate) for _, shot in film.shots()]
    everybody = (*tiers, Tier(tuple(True for _ in frames)))
    rows = [[_frames(seconds, rate) for seconds in row] for row in floors]
    for _ in range(_ROUNDS):
        # What lies under transitions and speech depends on all lengths, so that they settle in a few rounds.
        layout = schedule(_with_frames(film, frames), timings)
        changed = _changed(film, layout, target - layout.frames, rows, everybody)
        if changed == frames:
            break
        frames = changed
    return _with_frames(film, frames).scenes


def _changed(
    film: Film, layout: Schedule, missing: int, floors: Sequence[Sequence[int]], tiers: Sequence[Tier]
) -> list[int]:
    """Return how long every shot should be for `missing` frames (fewer, if negative) to be there."""
    lasts = [item.timing.frames - item.timing.head for item in layout.shots]
    if missing == 0:
        return lasts
    now, most = lasts, round(_LONGEST_SHOT * film.settings.format.rate)
    spoken = [_spoken_frames(film, item) for item in layout.shots]
    talks = [bool(item.spoken) for item in layout.shots]
    for tier in tiers:
        if missing > 0:
            lasts, missing = _longer(lasts, talks, tier.most(now, most), missing, few=tier.few)
        for floor in floors:
            if missing < 0:
                need = [max(least, said) for least, said in zip(floor, spoken, strict=True)]
                lasts, missing = _shorter(lasts, tier.least(now, need), missing, few=tier.few)
    return lasts


def _longer(
    lasts: list[int], talks: Sequence[bool], most: Sequence[int], missing: int, *, few: bool
) -> tuple[list[int], int]:
    """Hold shots longer: those without speech first, for a face that has said its line only waits."""
    for speaks in (False, True):
        room = [
            max(0, limit - length) if talk == speaks else 0
            for length, limit, talk in zip(lasts, most, talks, strict=True)
        ]
        weights = [length if free else 0 for length, free in zip(lasts, room, strict=True)]
        more = _dealt(min(missing, sum(room)), weights, room, few=few)
        lasts = [length + extra for length, extra in zip(lasts, more, strict=True)]
        missing -= sum(more)
    return lasts, missing


def _shorter(lasts: list[int], least: Sequence[int], missing: int, *, few: bool) -> tuple[list[int], int]:
    """Cut shots shorter, those most that have most to spare."""
    room = [max(0, length - need) for length, need in zip(lasts, least, strict=True)]
    taken = _dealt(min(-missing, sum(room)), room, room, few=few)
    return [length - less for length, less in zip(lasts, taken, strict=True)], missing + sum(taken)


def _dealt(frames: int, weights: Sequence[int], room: Sequence[int], *, few: bool = False) -> list[int]:
    """Deal frames out in proportion to the weights, to none more than it has room for; to as `few` as possible if so asked."""
    given = [0] * len(weights)
    if few:
        for index in sorted(range(len(room)), key=lambda index: (-room[index], index)):
            given[index] = min(frames, room[index])
            frames -= given[index]
    while frames > 0:
        open_to = [index for index, weight in enumerate(weights) if weight > 0 and given[index] < room[index]]
        total = sum(weights[index] for index in open_to)
        if not total:
            break
        shares = {index: min(frames * weights[index] // total, room[index] - given[index]) for index in open_to}
        if not any(shares.values()):
            first = sorted(open_to, key=lambda index: (-weights[index], index))[:frames]
            shares = dict.fromkeys(first, 1)
        for index, share in shares.items():
            given[index] += share
            frames -= share
    return given


def _spoken_frames(film: Film, item: ScheduledShot) -> int:
    """The frames below which a shot's own speech does not let it go."""
    hurried = item.shot.model_copy(update={"seconds": 0.001})
    speech = [line.seconds for line in item.spoken]
    timing = time_shot(film, hurried, item.enter, speech, opens_film=not item.start and not item.timing.head)
    return timing.frames - timing.head


def _film(scenes: Sequence[Scene], settings: Settings, style: StyleGuide) -> Film:
    return Film(settings=settings, style=style, characters={}, places={}, scenes=tuple(scenes))


def _timings(film: Film, speech: Spoken) -> dict[LineKey, SpokenTiming]:
    return {key: SpokenTiming(speech[line]) for key, line in line_keys(film) if line in speech}


def _frames(seconds: float, rate: Fraction) -> int:
    return max(1, round(seconds * rate))


def _with_frames(film: Film, frames: Sequence[int]) -> Film:
    """The film with its shots' seconds written for these frames."""
    rest = iter(frames)
    rate = film.settings.format.rate

    def written(shot: Shot) -> Shot:
        if shot.omit:
            return shot
        wanted = next(rest)
        kept = shot.seconds is not None and round(shot.seconds * rate) == wanted
        return shot if kept else shot.model_copy(update={"seconds": seconds_for(wanted, rate)})

    scenes = tuple(
        scene.model_copy(update={"shots": tuple(written(shot) for shot in scene.shots)}) for scene in film.scenes
    )
    return film.model_copy(update={"scenes": scenes})


def seconds_for(frames: int, rate: Fraction) -> float:
    """Return the shortest decimal that is this many frames."""
    exact = float(frames / rate)
    return next(short for digits in range(1, 9) if round((short := round(exact, digits)) * rate) == frames)
