"""What the score is asked for: a section for each scene, how its intensity moves from shot to shot, and what it marks."""

from bisect import bisect, bisect_left
from collections.abc import Sequence

from generation.requests import Hit, ScoreRequest, ScoreSection, Swell
from orchestrator.directing.schedule import END_CARD, Schedule, ScheduledShot
from orchestrator.directing.seeds import seed_of
from orchestrator.directing.titling import opening_title
from orchestrator.film.film import Film

_TURN = 0.75
"""Where the tension of a film is highest, as a share of its scenes."""
_UNDER, _ALONE = 0.62, 1.12
"""What a shot's intensity is beside its scene's where somebody speaks, and where nobody does."""
_RISE = 0.08
"""By how much the music grows over a scene before the turn, and calms down over one after it."""
_GOING = 0.4
"""Seconds before a shot ends in which the music is on its way to the next one's intensity."""
_CARD, _TITLE, _CHANGE, _CLIMAX = 0.6, 0.35, 0.45, 0.85
"""How strongly the end card (before credits), the title, a scene's beginning and that of the climax are marked."""
_APART = 2.5
"""Seconds between a mark and what is marked beside it: an accent for everything would be none."""


def score_request(film: Film, plan: Schedule, marks: Sequence[Hit] = (), *, follows: bool) -> ScoreRequest:
    """The music: one section for each scene, its intensity rising to the turn of the story and falling after it.

    Only what `follows` is told of single shots: the key of other music does not change when a line moves. Of `marks`, which are
    what happens in the pictures, it plays those that stand alone.
    Speech is taken from whole shots, so that a film has the same music in every language.
    """
    rate = film.settings.format.rate
    spans, seen = plan.scene_spans(), _seen(plan) if follows else []
    sections: list[ScoreSection] = []
    for index, (scene, start, frames) in enumerate(spans):
        intensity = _intensity(index, len(spans))
        section = ScoreSection(
            seconds=round(float(frames / rate), 4),
            mood=scene.music.mood or scene.mood,
            intensity=round(intensity, 3),
            level=scene.music.level,
            silent=scene.music.off,
        )
        if follows and not section.silent:
            after = index / max(1, len(spans) - 1) > _TURN
            section = _followed(section, seen, (start, start + frames), float(rate), rises=not after)
        sections.append(section)
    music = film.style.music
    return ScoreRequest(
        sections=tuple(sections),
        seed=seed_of(film.settings.seed, "score"),
        instruments=music.instruments,
        tempo=music.tempo,
        genre=music.genre or "",
        hits=_beside(marks, _hits(film, plan)) if follows else (),
        ring=END_CARD if not follows or plan.credits else round(float(plan.end_card / rate), 4),
    )


def _followed(
    section: ScoreSection,
    seen: Sequence[tuple[ScheduledShot, int, int]],
    span: tuple[int, int],
    rate: float,
    *,
    rises: bool,
) -> ScoreSection:
    """The section with its curve: less under speech, more where nobody speaks, and from when to when somebody does."""
    points: list[Swell] = []
    speech: list[tuple[float, float]] = []
    for item, first, last in seen[slice(*(bisect_left(seen, frame, key=lambda shot: shot[1]) for frame in span))]:
        begin, end = (round((frame - span[0]) / rate, 3) for frame in (first, last))
        grown = _RISE * (2 * (begin + end) / 2 / section.seconds - 1) * (1 if rises else -1)
        heat = round(_within(section.intensity * (_UNDER if item.shot.dialogue else _ALONE) + grown), 3)
        points += [Swell(at=begin, intensity=heat), Swell(at=round(max(begin, end - _GOING), 3), intensity=heat)]
        if item.shot.dialogue:
            joined = speech and begin - speech[-1][1] < 0.05
            speech[-1:] = [(speech[-1][0], end)] if joined else [*speech[-1:], (begin, end)]
    return section.model_copy(update={"curve": tuple(points), "speech": tuple(speech)})


def _seen(plan: Schedule) -> list[tuple[ScheduledShot, int, int]]:
    """Every shot with the film frames from which and up to which it is the one that is seen."""
    firsts = [item.start + (item.timing.head // 2 if number else 0) for number, item in enumerate(plan.shots)]
    ends = [*firsts[1:], plan.frames - plan.end_card]
    return list(zip(plan.shots, firsts, ends, strict=True))


def _hits(film: Film, plan: Schedule) -> tuple[Hit, ...]:
    """The title, the beginnings of scenes, the strongest that of the climax, and an end card with credits after it."""
    rate = film.settings.format.rate
    spans = plan.scene_spans()
    loud = [-1.0 if scene.music.off else _intensity(index, len(spans)) for index, (scene, _, _) in enumerate(spans)]
    loudest = max(loud, default=0.0)
    found = [Hit(at=round(float(opening_title(film, plan).start / rate), 4), strength=_TITLE)]
    for index, (scene, start, _) in enumerate(spans):
        if index:
            soft = scene.enter.overlaps or scene.enter.transition == "fade"
            strength = _CLIMAX if loud[index] == loudest else _CHANGE
            found.append(Hit(at=round(float(start / rate), 4), strength=strength * (0.7 if soft else 1.0)))
    if plan.credits:
        found.append(Hit(at=round(float((plan.frames - plan.end_card) / rate), 4), strength=_CARD))
    return tuple(found)


def _beside(marks: Sequence[Hit], hits: tuple[Hit, ...]) -> tuple[Hit, ...]:
    """The hits with those marks that no other is near to, in order."""
    found, taken = list(hits), sorted(hit.at for hit in hits)
    for mark in marks:
        place = bisect(taken, mark.at)
        if all(abs(mark.at - other) >= _APART for other in taken[max(0, place - 1) : place + 1]):
            found.append(mark)
            taken.insert(place, mark.at)
    return tuple(sorted(found, key=lambda hit: hit.at))


def _intensity(index: int, count: int) -> float:
    where = index / max(1, count - 1) if count > 1 else _TURN
    if where <= _TURN:
        return 0.3 + 0.6 * where / _TURN
    return 0.9 - 0.5 * (where - _TURN) / (1 - _TURN)


def _within(intensity: float) -> float:
    return min(1.0, max(0.05, intensity))
