"""What is played under the melody: held chords, figures, the bass, the drums."""

from generation.scores._ensemble import FIGURES, GROUNDS, KITS
from generation.scores._harmony import voiced
from generation.scores._stage import Note, Stage


def holds(stage: Stage) -> list[Note]:
    """Long chords: strings, pads, voices; low and dark where somebody speaks."""
    players = stage.band.players["hold"]
    who = players[stage.index % len(players)] if stage.section.intensity < 0.7 else players[0]
    if stage.section.mood in ("tense", "ominous") and who == "strings" and stage.section.intensity > 0.4:
        who = "tremolo"
    notes: list[Note] = []
    before: tuple[int, ...] = ()
    for number, bar in enumerate(stage.bars):
        for order, (since, chord) in enumerate(stage.chords[number]):
            ends = stage.chords[number][order + 1][0] if order + 1 < len(stage.chords[number]) else bar.beats
            start, end = (stage.at(stage.firsts[number] + beat) for beat in (since, ends))
            spoken, heat = stage.spoken(start, end), stage.heat(start)
            low, high = (45, 62) if spoken else (50, 68)
            before = voiced(stage.tones(chord), before, low, high)
            loud = (0.2 + 0.3 * heat) * (0.88 if spoken else 1.0)
            # A voice that a swell goes through is loud where it is going, not where it comes from.
            if not spoken and stage.heat(end) > heat + 0.15:
                loud += 0.08
            notes += [
                Note(start, (end - start) * 1.05, tone, stage.soft(loud), who, pan=pan, joined=number > 0)
                for tone, pan in zip(before, (-0.35, 0.3, 0.0, 0.45), strict=False)
            ]
            if players[-1] != who and heat > 0.78 and not spoken:
                notes.append(Note(start, end - start, before[0] + 12, stage.soft(loud * 0.8), players[-1], pan=0.2))
    return notes


def figures(stage: Stage) -> list[Note]:
    """Broken chords, off-beats, comping: the busier the mood and the more intense the moment, the more of them."""
    kinds = stage.band.genre.figures or stage.manner.figures
    calm = stage.section.mood in ("sad", "lonely", "ominous") and "comp" not in kinds
    kind = "sparse" if calm and "strum" in kinds else kinds[stage.index % len(kinds)]
    players = stage.band.players["figure"]
    free = [name for name in players if name not in stage.leads[:1]] or list(players)
    who = free[stage.index % len(free)]
    rows = FIGURES[kind][stage.metre]
    row = rows[(stage.index + int(stage.random.integers(2))) % len(rows)]
    notes: list[Note] = []
    for number, bar in enumerate(stage.bars):
        spoken = stage.spoken(bar.start, bar.end)
        per_beat = len(row) / stage.metre
        tones = voiced(stage.tones(stage.chord_at(number)), (), 52 if spoken else 58, 70 if spoken else 74)
        for step in range(int(bar.beats * per_beat)):
            token = row[step % len(row)]
            beat = step / per_beat
            if token == "." or not _wanted(stage, step, bar.start, spoken=spoken):
                continue
            chord = stage.chord_at(number, beat)
            if chord != stage.chord_at(number):
                tones = voiced(stage.tones(chord), tones, 52 if spoken else 58, 70 if spoken else 74)
            notes += _figure(stage, who, token, tones, (number, beat, step), spoken=spoken, short=kind != "broken")
    return notes


def _wanted(stage: Stage, step: int, second: float, *, spoken: bool) -> bool:
    """Whether a note of the figure is played: fewer of them where little happens, and where somebody speaks."""
    heat = stage.heat(second)
    if heat < 0.08:
        return False
    chance = min(1.0, 0.5 + 0.35 * stage.mood.busy + 0.5 * heat)
    return (step == 0 and not spoken) or stage.random.random() < chance * (0.45 if spoken else 1.0)


def _figure(
    stage: Stage,
    who: str,
    token: str,
    tones: tuple[int, ...],
    where: tuple[int, float, int],
    *,
    spoken: bool,
    short: bool,
) -> list[Note]:
    number, beat, step = where
    ladder = sorted(tones) + [tone + 12 for tone in sorted(tones)]
    chosen = sorted(tones) if token == "c" else [ladder[int(token) % (3 if spoken else len(ladder))]]
    start = stage.at(stage.firsts[number] + beat)
    end = stage.at(min(stage.firsts[number] + beat + (0.9 if short else 1.5), len(stage.lines) - 1))
    heat = stage.heat(start)
    loud = (0.3 + 0.3 * heat) * (1.15 if beat == 0 else 1.0 if beat % 1 == 0 else 0.82)
    loud *= (0.75 if spoken else 1.0) * (0.62 if token == "c" else 1.0)
    late = 0.0 if step == 0 else stage.late()
    return [
        Note(
            start + late + 0.009 * order, max(0.12, end - start), tone, stage.soft(loud), who,
            pan=0.0 if token == "c" else 0.18 * (step % 3 - 1), turn=(step + order) % 4,
        )
        for order, tone in enumerate(chosen)
    ]  # fmt: skip


def bass(stage: Stage) -> list[Note]:
    """The lowest voice, as the genre or the mood has it; one long tone where the mood stays on one."""
    who = stage.band.players["bass"][0]
    way = stage.band.genre.ground or stage.manner.ground
    if stage.band.genre.ground == "pulse" and stage.mood.pace < 0.9:
        way = "long"
    notes: list[Note] = []
    for number, bar in enumerate(stage.bars):
        heat, spoken = stage.heat(bar.start), stage.spoken(bar.start, bar.end)
        here = "long" if heat < 0.3 or (spoken and way == "pulse") else "two" if spoken and way == "walk" else way
        row = GROUNDS[here][stage.metre]
        beats = [step / 2 for step in range(bar.beats * 2) if row[step % len(row)] != "."]
        beats = sorted({*beats, *(since for since, _ in stage.chords[number])}) if not stage.mood.low else beats
        for order, beat in enumerate(beats):
            until = beats[order + 1] if order + 1 < len(beats) else bar.beats
            token = row[int(beat * 2) % len(row)]
            pitch = _ground(stage, number, beat, token)
            start, end = (stage.at(stage.firsts[number] + at) for at in (beat, until))
            loud = (0.42 + 0.3 * heat) * (0.85 if spoken else 1.0) * (1.0 if beat == 0 else 0.85)
            held = 0.97 if here == "long" else 0.86
            notes.append(
                Note(start, max(0.1, (end - start) * held), pitch, stage.soft(loud), who, "bass", turn=order % 4)
            )
    return notes


def _ground(stage: Stage, number: int, beat: float, token: str) -> int:
    """The pitch of the bass: root, fifth, or a tone on the way to the next chord's root."""
    chord = stage.chord_at(number, beat)
    root = 0 if stage.mood.low and stage.band.genre.ground != "walk" else chord.degree
    low = _in(stage.key.pitch(root), 36, 47)
    if token == "5":
        return _in(stage.key.pitch(root + 4), 36, 50)
    if token != "w" or beat == 0:
        return low
    following = stage.chord_at(min(number + 1, len(stage.bars) - 1))
    goal = _in(stage.key.pitch(following.degree), 36, 47)
    if beat >= stage.bars[number].beats - 1:
        return goal + (1 if goal < low else -1)
    return _in(chord.tones(stage.key)[1 + int(beat) % 2], low, low + 12)


def _in(pitch: int, low: int, high: int) -> int:
    """The pitch in the octave that begins near `low`."""
    while pitch > high:
        pitch -= 12
    while pitch < low:
        pitch += 12
    return pitch


def drums(stage: Stage) -> list[Note]:
    """The kit, each drum from its intensity on; little of it where somebody speaks."""
    kit = stage.band.genre.kit
    tense = stage.section.mood in ("tense", "ominous") and kit not in ("machine", "brushes")
    still = stage.section.mood in ("sad", "lonely", "tender", "calm") and kit != "brushes"
    notes: list[Note] = []
    for number, bar in enumerate(stage.bars):
        spoken = stage.spoken(bar.start, bar.end)
        for drum, four, three, least in KITS["suspense" if tense else kit]:
            row = four if stage.metre == 4 else three
            heat = stage.heat(bar.start) - (0.25 if still else 0.0)
            if heat < least or (spoken and drum not in ("sweep", "brush", "shaker")):
                continue
            per_beat = len(row) / stage.metre
            for step in range(int(bar.beats * per_beat)):
                if (token := row[step % len(row)]) == ".":
                    continue
                loud = (0.4 + 0.3 * heat) * (1.0 if token == "x" else 0.5) * (0.5 if spoken else 1.0)
                start = stage.at(stage.firsts[number] + step / per_beat) + (0.0 if step == 0 else stage.late(0.004))
                pitch = _in(stage.key.pitch(0), 40, 51) if drum == "timpani" else 0
                notes.append(Note(start, 0.3, pitch, stage.soft(loud), drum, "percussion", turn=step % 4))
    return notes
