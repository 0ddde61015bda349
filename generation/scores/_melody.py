"""What is sung: where the theme is said, whole or in part, by whom, and the voice against it."""

from collections.abc import Sequence

import numpy as np

from generation.scores._ensemble import CENTRES
from generation.scores._harmony import Chord, dominant, under
from generation.scores._stage import Note, Placed, Stage
from generation.scores._theme import Cell

_OPEN, _CLIMB, _HOME = 3, 6, 7
"""The bars of the theme that stay open, climb to its highest note, and come home."""
_LEFT = ((0, 1, 7), (2, 3, 7), (4, 5, 3))
"""What three bars of the theme can be."""
_PAIRS = ((0, 1), (2, 3), (6, 7))


def place(stage: Stage) -> None:
    """Choose what of the theme is heard in the section, and put chords under it and between."""
    whole = [number for number, bar in enumerate(stage.bars) if bar.whole]
    stretch = _stretch(stage, len(whole))
    slots = _slots(stage, int(len(whole) / stretch))
    found: list[Placed] = []
    for slot, number in enumerate(slots):
        at = slot * stretch
        if number is None or int(at) >= len(whole):
            continue
        beat = stage.firsts[whole[int(at)]] + (at % 1.0) * stage.metre
        found.append(Placed(_cell(stage, number, slot), float(beat), stretch, number))
    stage.placed = tuple(found)
    _harmonise(stage)


def _stretch(stage: Stage, whole: int) -> float:
    """How long a bar of the theme is, in bars: near to what the mood likes, and so that the end has room for all of it."""
    seconds = float(np.mean([bar.end - bar.start for bar in stage.bars]))
    wanted = stage.manner.bar * (1.4 if stage.treatment == "augment" else 1.0)
    best = min((0.5, 1.0, 2.0), key=lambda stretch: abs(np.log(seconds * stretch / wanted)))
    needed = 7 if stage.final else 4 if stage.index == 0 else 2
    while best > 0.5 and whole / best < needed:
        best /= 2
    return best


def _slots(stage: Stage, count: int) -> list[int | None]:
    """Which bar of the theme is heard in each of so many places."""
    if stage.final:
        return _last_time(count)
    if stage.treatment == "fragment" and count > 1:
        return [None if slot % 4 == 3 and count > 4 else 0 for slot in range(count)]
    turn = stage.index
    if count >= 8:
        lead_in: list[int | None] = [None] if count % 4 == 1 or count >= 10 else []
        said: list[int | None] = [*lead_in, *range(8)]
        while len(said) + 4 <= count:
            said += (0, 1, 6, 7) if len(said) % 8 < 4 else (2, 3, 6, 7)
        return [*said, *([None] * (count - len(said)))]
    if count >= 4:
        half: tuple[int, ...] = ((0, 1, 6, 7), (0, 1, 2, 3), (4, 5, 6, 7))[turn % 3]
        return _in_the_open(stage, (0, 1, 2, 3, 6, 7) if count >= 6 else half, count)
    if count == 3:
        return list(_LEFT[turn % 3])
    return list(_PAIRS[turn % 3][:count])


def _in_the_open(stage: Stage, row: tuple[int, ...], count: int) -> list[int | None]:
    """A row of bars in so many places: early or late in the section, where the fewest of them are under speech."""
    spare = count - len(row)
    share = stage.section.seconds / count

    def hidden(first: int) -> int:
        spans = ((stage.start + (first + n) * share, stage.start + (first + n + 1) * share) for n in range(len(row)))
        return sum(stage.spoken(*span) for span in spans)

    first = min(range(spare + 1), key=lambda at: (hidden(at), -at if not stage.section.speech else at))
    return [*([None] * first), *row, *([None] * (spare - first))]


def _last_time(count: int) -> list[int | None]:
    """The theme before the last chord: whole where there is room. Its last note is that chord's."""
    if count >= 8:
        return [*([None] * (count - 8)), *range(8)]
    rows: dict[int, tuple[int, ...]] = {
        7: (0, 1, 2, 3, 4, 5, 6),
        6: (0, 1, 2, 3, 6, 7),
        5: (0, 1, 5, 6, 7),
        4: (0, 1, 6, 7),
    }
    short = {3: (0, 1, 6), 2: (0, 6), 1: (0,), 0: ()}
    return list((rows | short)[count])


def _cell(stage: Stage, number: int, slot: int) -> Cell:
    cell = stage.theme.bars[number]
    if stage.final and number == _HOME:
        return Cell((1,))
    if stage.treatment == "fragment" and not stage.final:
        return cell.moved((0, 1, 2, 0, -1, 1, 3, 0)[slot % 8])
    return cell


def _harmonise(stage: Stage) -> None:
    """Chords under the theme as it asks for them, elsewhere those of the mood; a dominant before what comes home."""
    rows = stage.mood.chords
    usual = rows[int(stage.random.integers(len(rows)))]
    seventh = stage.band.genre.sevenths
    leading = dominant(stage.key.mode, seventh=seventh)
    stage.chords = [[(0.0, Chord(usual[number % len(usual)], seventh=seventh))] for number in range(len(stage.bars))]
    cells = tuple(item.cell for item in stage.placed)
    wanted = {slot: _wanted(stage, slot, leading) for slot in range(len(stage.placed))}
    pins = tuple((slot, chord.degree) for slot, chord in wanted.items() if chord is not None)
    found = under(cells, stage.metre, stage.mood, pins) if cells else ()
    for slot, (item, degree) in enumerate(zip(stage.placed, found, strict=True)):
        _under(stage, item, leading if wanted[slot] == leading else Chord(degree, seventh=seventh))
    if stage.closes:
        last = stage.bars[-1].beats
        before = [row for row in stage.chords[-1] if row[0] < last / 2]
        stage.chords[-1] = [*before, (last / 2, leading)] if last > 1 and before else [(0.0, leading)]


def _wanted(stage: Stage, slot: int, leading: Chord) -> Chord | None:
    """The chord that the theme itself asks for in one of its places: home where it begins, away where it stays open."""
    number = stage.placed[slot].number
    after = stage.placed[slot + 1].number if slot + 1 < len(stage.placed) else -1
    if number == _HOME:
        return leading if stage.final else Chord(0)
    if number == _CLIMB:
        return None if stage.final and after == _HOME else leading
    if number == _OPEN and after != _CLIMB:
        return leading
    return Chord(0) if slot == 0 and number in (0, 4) else None


def _under(stage: Stage, item: Placed, chord: Chord) -> None:
    bar = stage.bar_of(item.beat)
    since = item.beat - stage.firsts[bar]
    kept = [row for row in stage.chords[bar] if row[0] < since]
    stage.chords[bar] = [*kept, (since, chord)]
    if item.stretch > 1 and bar + 1 < len(stage.bars):
        stage.chords[bar + 1] = [(0.0, chord)]


def melody(stage: Stage) -> list[Note]:
    """The lead, answered or doubled as the treatment says; under speech only its first notes, low and soft."""
    notes: list[Note] = []
    if stage.section.intensity < 0.12 and not stage.final:
        return notes
    for number, item in enumerate(stage.placed):
        first, last = stage.at(item.beat), stage.at(item.beat + stage.metre * item.stretch)
        who = stage.leads[(number // 2) % 2 if stage.treatment == "call" and len(stage.placed) > 2 else 0]
        spoken = stage.spoken(first, last)
        sung = _sung(stage, item, _low_voice(stage) if spoken else who, hidden=spoken)
        notes += sung
        if not spoken and stage.heat(first) > 0.72 and (other := _double(stage, who)):
            notes += _sung(stage, item, other, doubling=True)
    return notes


def _low_voice(stage: Stage) -> str:
    """Who sings under speech: the darkest of those who can."""
    return min(stage.band.players["counter"], key=lambda name: CENTRES.get(name, 70))


def _double(stage: Stage, who: str) -> str | None:
    """Who plays along at the height of the film."""
    return next((name for name in stage.leads[1:] if name != who), None)


def octave(stage: Stage, who: str, degrees: Sequence[int]) -> int:
    """By how many semitones a tune is moved to lie where an instrument sounds best."""
    middle = float(np.mean([stage.key.pitch(degree) for degree in degrees]))
    return 12 * round((CENTRES.get(who, 70) - middle) / 12)


def _sung(stage: Stage, item: Placed, who: str, *, hidden: bool = False, doubling: bool = False) -> list[Note]:
    every = [degree for bar in stage.theme.bars for degree in bar.degrees]
    shift = octave(stage, who, every) - (12 if hidden and CENTRES.get(who, 70) > 62 else 0)
    beat, notes = item.beat, list[Note]()
    for order, (degree, beats) in enumerate(item.cell.notes(stage.metre)):
        length = beats * item.stretch
        start, end = stage.at(beat), stage.at(beat + length)
        bar = stage.bar_of(beat)
        heat = stage.heat(start)
        loud = (0.48 + 0.4 * heat + 0.05 * (order == 0)) * (0.46 if hidden else 0.5 if doubling else 1.0)
        pitch = stage.key.pitch(degree, stage.chord_at(bar, beat - stage.firsts[bar])) + shift
        beat += length
        if hidden and order and not stage.final:
            continue
        late = 0.0 if order == 0 else stage.late(0.007)
        notes.append(
            Note(
                start + late, max(0.08, (end - start) * (1.0 if hidden else 1.03)), pitch, stage.soft(loud), who,
                "melody", joined=order > 0, turn=order % 4,
            )
        )  # fmt: skip
    return notes


def counter(stage: Stage) -> list[Note]:
    """A second voice: tones of the chords against the melody, moving where it rests."""
    busy = stage.treatment == "counter" or stage.final
    if not busy and stage.section.intensity < 0.6:
        return []
    who = next((name for name in stage.band.players["counter"] if name not in stage.leads[:1]), None)
    if who is None:
        return []
    low = min(CENTRES.get(who, 65), CENTRES.get(stage.leads[0], 70) - 5) - 9
    notes: list[Note] = []
    before = float(low + 6)
    for number, bar in enumerate(stage.bars):
        if stage.heat(bar.start) < 0.3 or stage.spoken(bar.start, bar.end):
            continue
        half = bar.beats / 2 if bar.beats == 4 else bar.beats - 1
        spans = ((0.0, half), (half, float(bar.beats))) if bar.beats > 1 else ((0.0, 1.0),)
        for since, until in spans:
            tones = stage.chord_at(number, since).tones(stage.key)[1:3]
            near = [tone + 12 * up for tone in tones for up in range(-2, 4) if low <= tone + 12 * up <= low + 15]
            pitch = min(near, key=lambda tone: (abs(tone - before) + 3 * (tone == before), tone))
            start, end = (stage.at(stage.firsts[number] + beat) for beat in (since, until))
            loud = 0.3 + 0.26 * stage.heat(start)
            notes.append(
                Note(start, end - start, pitch, stage.soft(loud), who, "melody", joined=since > 0, turn=number % 4)
            )
            before = float(pitch)
    return notes
