"""What is marked: accents on the sample that they are asked for, what leads up to them, and how the music ends."""

from collections.abc import Sequence

from generation.requests import Hit
from generation.scores._harmony import Chord, voiced
from generation.scores._melody import octave
from generation.scores._stage import Note, Stage

STRONG = 0.5
"""From this strength on a bar begins on the hit."""
_RISE = 1.5
"""Seconds of the cymbal that swells before a hit."""
_BREATH = 0.05
"""Seconds between that and the hit."""
_GENTLE = ("calm", "tender", "sad", "lonely", "wonder")


def accents(stage: Stage, hits: Sequence[Hit]) -> list[Note]:
    """Every hit of the section: drum, low tone and chord at once; a bell alone where it is a faint one."""
    notes: list[Note] = []
    for hit in hits:
        number = next((n for n, bar in reversed(list(enumerate(stage.bars))) if bar.start <= hit.at + 1e-6), 0)
        bar = stage.bars[number]
        chord = stage.chord_at(number, min(bar.beats - 1e-3, _beat_in(bar.lines, hit.at)))
        notes += _accent(stage, hit, chord)
        room = hit.at - stage.start
        if hit.strength >= 0.65 and room > 1.2:
            notes += _before(stage, hit, chord)
    return notes


def _beat_in(lines: tuple[float, ...], second: float) -> float:
    return float(sum(line <= second + 1e-6 for line in lines) - 1)


def _accent(stage: Stage, hit: Hit, chord: Chord) -> list[Note]:
    tones = voiced(chord.tones(stage.key), (), 55, 74)
    root = stage.key.pitch(chord.degree)
    low = root - 12 * ((root - 36) // 12)
    loud = 0.35 + 0.6 * hit.strength
    if hit.strength < STRONG:
        return _faint(stage, hit, tones, low, loud)
    notes = [Note(hit.at, 0.6, low + 12 if low < 40 else low, min(1.0, loud * 1.1), "timpani", "percussion")]
    gentle = stage.section.mood in _GENTLE and hit.strength < 0.8
    for who in ("harp", "bells") if gentle else stage.band.genre.stab:
        if who == "timpani":
            continue
        up = 12 if who in ("bells", "celesta") else 0
        high = tones[:1] if who == "bells" else tones
        notes += [
            Note(hit.at, 0.55 if not gentle else 1.5, tone + up, loud * 0.62, who, pan=0.15 * order)
            for order, tone in enumerate(high)
        ]
    if hit.strength >= 0.7 and not gentle:
        notes.append(Note(hit.at, 1.0, 0, loud * 0.55, "cymbal", "percussion"))
        notes.append(Note(hit.at, 1.0, 0, loud * 0.9, "thud", "percussion"))
        notes.append(Note(hit.at, 0.2, 0, loud * 0.6, "snare", "percussion"))
    return notes


def _faint(stage: Stage, hit: Hit, tones: tuple[int, ...], low: int, loud: float) -> list[Note]:
    """A small sign: a bell, a plucked chord, low skins or a cymbal, as the mood is and not the same from scene to scene."""
    pluck = stage.band.players["figure"][0]
    chord = [Note(hit.at, 1.0, tone, loud * 0.55, pluck, turn=order) for order, tone in enumerate(tones)]
    if stage.section.mood in ("tense", "ominous"):
        deep = Note(hit.at, 0.8, low, loud * 0.8, "piano" if stage.index % 2 else "timpani", "percussion")
        return [deep, Note(hit.at, 1.0, 0, loud * 0.7, "thud", "percussion")]
    if stage.index % 3 == 0:
        bell = next((name for name in ("celesta", "music-box", "vibraphone") if name in stage.band.own), "bells")
        return [Note(hit.at, 1.2, max(tones) + 12, loud * 0.8, bell, pan=-0.2), *chord]
    if stage.index % 3 == 1:
        return chord
    return [*chord, Note(hit.at, 1.0, 0, loud * 0.35, "cymbal", "percussion")]


def _before(stage: Stage, hit: Hit, chord: Chord) -> list[Note]:
    """What leads up to a hit: a run of the harp where the music is gentle, else a cymbal that swells."""
    if stage.section.mood in _GENTLE or stage.band.genre.kit in ("toy", "soft"):
        run = [tone + 12 * up for up in range(3) for tone in chord.tones(stage.key)[:3]]
        step = min(0.085, (hit.at - stage.start - 0.2) / len(run))
        return [
            Note(hit.at - step * (len(run) - order), 0.8, tone, 0.22 + 0.03 * order, "harp", turn=order % 4)
            for order, tone in enumerate(run)
        ]
    if hit.at - stage.start < _RISE + _BREATH:
        return []
    return [Note(hit.at - _RISE - _BREATH, _RISE, 0, 0.3 + 0.3 * hit.strength, "rise", "percussion")]


def ending(stage: Stage, second: float, seconds: float) -> list[Note]:
    """The last chord: everybody on the tonic, the melody on its last note, rung out before the section's end."""
    chord = Chord(0)
    heat = max(0.25, stage.heat(second))
    held = seconds * 0.5
    tones = voiced(chord.tones(stage.key), (), 50, 68)
    lead = stage.leads[0]
    every = [degree for bar in stage.theme.bars for degree in bar.degrees]
    top = stage.key.pitch(0) + octave(stage, lead, every)
    root = stage.key.pitch(0)
    low = root - 12 * ((root - 36) // 12)
    pluck = stage.band.players["figure"][0]
    rolled = [*sorted(tones), *(tone + 12 for tone in sorted(tones)), tones[0] + 24]
    notes = [Note(second, held, tone, 0.26 + 0.3 * heat, stage.band.players["hold"][0]) for tone in tones]
    notes.append(Note(second, held, top, 0.45 + 0.35 * heat, lead, "melody", joined=True))
    notes.append(Note(second, held * 1.1, low, 0.42 + 0.3 * heat, stage.band.players["bass"][0], "bass"))
    notes += [
        Note(second + 0.055 * order, seconds * 0.8, tone, 0.32 + 0.2 * heat, pluck, turn=order % 4)
        for order, tone in enumerate(rolled)
    ]
    notes.append(Note(second, seconds * 0.7, top + 12 if top < 76 else top, 0.3 + 0.1 * heat, "bells", pan=-0.2))
    if heat > 0.6:
        notes.append(Note(second, 0.8, low + 12 if low < 40 else low, 0.3 + 0.3 * heat, "timpani", "percussion"))
    return notes
