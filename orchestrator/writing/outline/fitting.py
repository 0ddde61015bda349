"""How much of a shape a film of a given length has room for."""

from dataclasses import dataclass, replace

from orchestrator.writing.outline.shapes import BeatPlan, ScenePlan

WORDS_PER_SECOND = 2.5
_BREATH = 0.6
END_CARD = 3.0
EXTRA_SECONDS = 7.0
"""What a further member of the cast costs: two glimpses or a glimpse and a word."""
_THREE_SCENES = 34.0
_TWO_LINES = 16.5
_LINES = ((200.0, 16), (100.0, 10), (50.0, 6), (35.0, 4), (24.0, 3), (12.5, 2))
_OPENING, _GLANCE, _AROUND_A_LINE = 2.4, 1.7, 0.55
"""Seconds that the first picture of a scene and any other need at least, and a shot around the line that is said in it."""
_SPARE = 0.8


@dataclass(frozen=True)
class _Unit:
    """A beat with those tied to it: they stand or fall together."""

    scene: int
    start: int
    beats: tuple[BeatPlan, ...]
    rank: int


def speech_seconds(text: str) -> float:
    """Return how long a line takes to say, with the breath after it."""
    return len(text.split()) / WORDS_PER_SECOND + _BREATH


def beat_seconds(beat: BeatPlan, pace: float) -> float:
    """Return how long a planned beat takes, an average line being guessed for speech (its slots are not filled yet)."""
    if beat.who:
        choices = beat.text.strip("[]").split("|")
        # A slot is one word here and two or three in the film.
        words = 1.25 * sum(len(choice.split()) for choice in choices) / len(choices)
        return words / WORDS_PER_SECOND + _BREATH
    return pace * (0.75 if beat.insert else 1.0)


def fit(
    scenes: tuple[ScenePlan, ...], seconds: float, pace: float, voices: frozenset[str] = frozenset("ABN")
) -> tuple[ScenePlan, ...]:
    """Return the scenes with as many of their beats as fit: the beginning, the turn and the end always.

    A short film keeps to three scenes, and every film has its lines of speech by those who have a voice.
    """
    if seconds < _THREE_SCENES:
        turn = max(range(len(scenes)), key=lambda number: scenes[number].intensity)
        scenes = tuple(scenes[number] for number in dict.fromkeys((0, turn, len(scenes) - 1)))
    units = _units(scenes)
    kept = set(_core(scenes, units))
    spent = sum(_cost(units[index], pace) for index in kept)
    for index in _talk(units, kept, voices, _least_lines(seconds), seconds):
        kept.add(index)
        spent += _cost(units[index], pace)
    for index in _turn_first(units, scenes, kept):
        if spent + _cost(units[index], pace) <= seconds + pace * 0.4:
            kept.add(index)
            spent += _cost(units[index], pace)
    for rank in (1, 2, 3):
        for index in _round_robin(units, rank, kept):
            cost = _cost(units[index], pace)
            if spent + cost <= seconds + pace * 0.4:
                kept.add(index)
                spent += cost
    fitted: list[ScenePlan] = []
    for number, scene in enumerate(scenes):
        beats = [beat for index in sorted(kept) if units[index].scene == number for beat in units[index].beats]
        if beats:
            fitted.append(replace(scene, beats=tuple(beats)))
    return tuple(fitted)


def planned_seconds(scenes: tuple[ScenePlan, ...], pace: float) -> float:
    """Return how long all beats of the scenes take."""
    return sum(beat_seconds(beat, pace) for scene in scenes for beat in scene.beats)


def _units(scenes: tuple[ScenePlan, ...]) -> list[_Unit]:
    units: list[_Unit] = []
    for number, scene in enumerate(scenes):
        for index, beat in enumerate(scene.beats):
            if beat.tied and units and units[-1].scene == number:
                units[-1] = replace(units[-1], beats=(*units[-1].beats, beat))
            else:
                units.append(_Unit(number, index, (beat,), beat.rank))
    return units


def _turn_first(units: list[_Unit], scenes: tuple[ScenePlan, ...], kept: set[int]) -> list[int]:
    """Return what must be in the turn: a film may be poor in detail, but not skip what decides it."""
    turn = max(range(len(scenes)), key=lambda number: scenes[number].intensity)
    return [
        index
        for index, unit in enumerate(units)
        if unit.scene == turn and unit.rank == 1 and index not in kept and not unit.beats[0].who
    ]


def _least_lines(seconds: float) -> int:
    return next((lines for least, lines in _LINES if seconds >= least), 0)


def _spoken(unit: _Unit, voices: frozenset[str]) -> int:
    return sum(beat.who in voices for beat in unit.beats if beat.who)


def _talk(units: list[_Unit], kept: set[int], voices: frozenset[str], least: int, seconds: float) -> list[int]:
    """Return the units that bring the film up to `least` lines of speech, spread over its scenes.

    A short film takes those first that it has time for, and then the shortest.
    """
    said = sum(_spoken(units[index], voices) for index in kept)
    added: list[int] = []
    in_turn = [
        index for rank in (1, 2, 3) for index in _round_robin(units, rank, kept) if _spoken(units[index], voices)
    ]
    short = seconds < _THREE_SCENES
    in_haste = sorted(in_turn, key=lambda index: _hurried(units, {index})) if short else []
    for number, index in enumerate((*in_turn, *in_haste)):
        hurried = _hurried(units, {*kept, *added, index}) + _SPARE if short else 0.0
        forced = number >= len(in_turn) and said < (2 if seconds >= _TWO_LINES else 1)
        if said < least and index not in added and (hurried <= seconds or forced):
            added.append(index)
            said += _spoken(units[index], voices)
    return added


def _hurried(units: list[_Unit], kept: set[int]) -> float:
    """Return the seconds below which no film of these units can go: its words, and a glance at everything else."""
    seconds, opened = 0.0, -1
    for index in sorted(kept):
        for beat in units[index].beats:
            spoken = beat_seconds(beat, 0.0) + _AROUND_A_LINE if beat.who else 0.0
            opens = units[index].scene != opened
            seconds += (spoken + _OPENING if spoken else _OPENING) if opens else spoken or _GLANCE
            opened = units[index].scene
    return seconds


def _cost(unit: _Unit, pace: float) -> float:
    return sum(beat_seconds(beat, pace) for beat in unit.beats)


def _core(scenes: tuple[ScenePlan, ...], units: list[_Unit]) -> list[int]:
    """Return the one unit of the first scene, of the turn and of the last scene that no film goes without."""
    turn = max(range(len(scenes)), key=lambda number: scenes[number].intensity)
    core: list[int] = []
    for number in dict.fromkeys((0, turn, len(scenes) - 1)):
        mine = [index for index, unit in enumerate(units) if unit.scene == number]
        ranked = [index for index in mine if units[index].rank == 1 and not units[index].beats[0].who] or mine
        # The first shot says who and where; the others are for what it comes to.
        core.append(ranked[-1 if number else 0])
    return core


def _round_robin(units: list[_Unit], rank: int, kept: set[int]) -> list[int]:
    """Return the units of one rank, turn by turn from every scene, so that none starves."""
    queues: dict[int, list[int]] = {}
    for index, unit in enumerate(units):
        if unit.rank == rank and index not in kept:
            queues.setdefault(unit.scene, []).append(index)
    order: list[int] = []
    while any(queues.values()):
        order += [queue.pop(0) for queue in queues.values() if queue]
    return order
