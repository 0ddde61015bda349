"""A whole story in any language, told in its own words: nothing is translated, and nothing is read but marks and names."""

import re
from collections.abc import Iterator, Mapping
from itertools import pairwise

from orchestrator.film.errors import WritingError
from orchestrator.film.film import Settings
from orchestrator.film.naming import slug, unused
from orchestrator.film.screenplay import Action, Screenplay, ScreenplayScene, Speech
from orchestrator.film.sheets import Place
from orchestrator.film.vocabulary import Mood, Time
from orchestrator.writing.lexicon import Setting, abroad, find_setting, settings
from orchestrator.writing.told_choose import Unit, choose
from orchestrator.writing.told_found import Found, people_in
from orchestrator.writing.told_plain import Line, lines_of
from orchestrator.writing.told_sheets import heading_of, home_of_kinds, place_of
from orchestrator.writing.told_text import Piece, clauses
from orchestrator.writing.told_voices import Heard, Names, heard
from orchestrator.writing.treated import Passage, Telling

_END_CARD = 3.0
_ROOM = 0.95
_SHORTEST_SCENE = 14.0
_LONGEST_SCENE = 75.0
_HOURS: tuple[tuple[Time, str], ...] = (
    ("dawn", "aube aurore amanecer alba morgendämmerung morgenrot alba aurora madrugada рассвет рассвете заря 黎明"),
    ("morning", "matin mañana morgen morgens mattina mattino manhã утро утром утра 早上 早晨 清晨"),
    ("afternoon", "après-midi tarde nachmittag pomeriggio 下午"),
    ("dusk", "soir crépuscule atardecer abend abends sera tramonto entardecer вечер вечером 傍晚 黄昏"),
    ("night", "nuit minuit noche medianoche nacht nachts mitternacht notte mezzanotte noite meia-noite ночь ночью полночь "
              "夜 晚上 夜里 深夜"),
)  # fmt: skip


def tell_abroad(settings_: Settings) -> Telling:
    """Return a story in the film's language as a screenplay of about the asked length, with what stands behind it.

    Raises:
        WritingError: if there is no sentence to tell.
    """
    heading, story = _headed(settings_.idea)
    lines = lines_of(story)
    if not lines:
        raise WritingError("the idea holds no sentence that could be told; write the story, or a line about it")
    people = people_in(lines, settings_.language, settings_.seed)
    names = Names([one.sheet for one in people], forms={one.sheet.id: one.forms for one in people})
    listened = heard(lines, names, only_named=True)
    units = [_unit(one, index) for index, one in enumerate(listened)]
    for before, unit in pairwise(units):
        if before.piece.kind == "told" and before.text[-1:] in ":：":
            before.needs.append(unit.index)
    kept = choose(units, max((settings_.seconds - _END_CARD) * _ROOM, 4.0))
    return _telling(settings_, heading, [(unit, listened[unit.index]) for unit in kept], people)


def _unit(one: Heard, index: int) -> Unit:
    text = one.line.source if _read_out(one) else one.line.text
    return Unit(Piece(one.line.kind, text), text, index, one.present, one.speaker)


def _read_out(one: Heard) -> bool:
    """Whether the narrator reads a speech with the words around it, since nobody knows whose it is."""
    return one.line.kind == "said" and one.speaker is None


def _telling(settings_: Settings, heading: str, kept: list[tuple[Unit, Heard]], people: list[Found]) -> Telling:
    places: dict[str, Place] = {}
    passages: dict[str, tuple[Passage, ...]] = {}
    scenes: list[ScreenplayScene] = []
    cut = list(_stretches(kept, settings_.language, home_of_kinds([one.head for one in people])))
    for index, (place, time, part) in enumerate(cut):
        places.setdefault(place.id, place)
        identity = unused(place.id, passages)
        passages[identity] = tuple(_passages(part))
        last = index == len(cut) - 1
        mood: Mood = "calm" if index == 0 or last else "tense" if index == len(cut) - 2 else "playful"
        before = scenes[-1] if scenes else None
        scenes.append(
            ScreenplayScene(
                id=identity,
                heading=heading_of(place, time),
                place=place.id,
                time=time,
                mood=mood,
                summary=next((unit.text for unit, _ in part if unit.piece.kind == "told"), ""),
                intensity=0.5 if last else round(0.3 + 0.5 * (index + 1) / len(cut), 2),
                enter="fade" if before is None else "cut" if before.place == place.id else "dissolve",
                beats=tuple(beat for passage in passages[identity] for beat in passage.beats),
            )
        )
    seen = {who for _, one in kept for who in (*one.present, one.speaker) if who}
    sheets = [one.sheet for one in people if one.sheet.id in seen]
    play = Screenplay(
        title=settings_.title or heading or _title(kept[0][0].text, [sheet.name for sheet in sheets]),
        logline=kept[0][0].text,
        characters=tuple(sheets),
        places=tuple(places.values()),
        scenes=tuple(scenes),
    )
    return Telling(play, passages, tuple(unit.text for unit, _ in kept if unit.piece.kind == "told"))


def _title(first: str, names: list[str]) -> str:
    return " – ".join(names[:2]) if names else " ".join(first.split()[:6]).strip(" ,.;:!?…。，")[:40]


def _headed(idea: str) -> tuple[str, str]:
    """Split off a title that stands on a line of its own above the story."""
    first, _, rest = idea.strip().partition("\n")
    marks = '.!?:;,"”»…。！？：」”'
    titled = rest.strip() and len(first.split()) <= 10 and len(first) <= 60 and first.strip()[-1:] not in marks
    return (
        (" ".join(first.strip(" #*_").split()), rest) if titled and first.strip()[:1] not in '—–-«„“"' else ("", idea)
    )


def _stretches(
    kept: list[tuple[Unit, Heard]], language: str, home: Setting
) -> Iterator[tuple[Place, Time, list[tuple[Unit, Heard]]]]:
    """Cut the story into scenes: at paragraphs, where its place or hour changes or the scene has lasted long enough."""
    known = abroad(language)
    place = next((found for unit, _ in kept[:3] if (found := _place_in(unit.text, known))), None)
    place = place or place_of(home, home.noun)
    hours: list[Time] = [hour for unit, _ in kept[:3] if (hour := _hour_in(unit.text))]
    time: Time = hours[0] if hours else "day"
    part: list[tuple[Unit, Heard]] = []
    seconds = 0.0
    left = sum(unit.seconds for unit, _ in kept)
    for at, (unit, one) in enumerate(kept):
        opens = bool(part) and _opens(one.line, kept[at - 1][1].line)
        told = one.line.kind == "told"
        where, hour = (_place_in(unit.text, known), _hour_in(unit.text)) if told else (None, None)
        elsewhere = (where is not None and where.kind != place.kind) or (hour is not None and hour != time)
        ripe = seconds >= _SHORTEST_SCENE and (elsewhere or seconds >= _LONGEST_SCENE / 2)
        if left >= _SHORTEST_SCENE / 2 and ((opens and ripe) or (told and seconds >= _LONGEST_SCENE)):
            yield place, time, part
            part, seconds = [], 0.0
            place, time = where or place, hour or time
        part.append((unit, one))
        seconds += unit.seconds
        left -= unit.seconds
    yield place, time, part


def _opens(line: Line, before: Line) -> bool:
    return line.kind == "told" and line.turn != before.turn


def _place_in(text: str, known: Mapping[str, str]) -> Place | None:
    """Return the place that a sentence names, as the story calls it."""
    unspaced = next((word for word in known if ord(word[0]) > 0x2E80 and word in text and _setting(known[word])), None)
    words = [unspaced] if unspaced else re.findall(r"[^\W\d_]+(?:-[^\W\d_]+)*", text)
    for word in words:
        setting = _setting(known.get(word.lower(), ""))
        if setting:
            english = known[word.lower()]
            shown = next(form for form in known if known[form] == english) if re.match("[а-яё]", word.lower()) else word
            return place_of(setting, shown).model_copy(update={"id": slug(shown if shown.isascii() else english)})
    return None


def _setting(english: str) -> Setting | None:
    return find_setting(english) if english and english in settings() else None


def _hour_in(text: str) -> Time | None:
    words = set(re.findall(r"[^\W\d_]+(?:-[^\W\d_]+)*", text.lower()))
    for time, listed in _HOURS:
        if any(hour in words or (ord(hour[0]) > 0x2E80 and hour in text) for hour in listed.split()):
            return time
    return None


def _passages(part: list[tuple[Unit, Heard]]) -> Iterator[Passage]:
    seen: tuple[str, ...] = ()
    for unit, one in part:
        if one.line.kind == "said" and one.speaker:
            yield Passage(one.line.source, (Speech(character=one.speaker, text=finished(unit.text)),))
            continue
        beats: list[Action | Speech] = []
        for clause in clauses(unit.text):
            if not one.present:
                beats.append(Action(text=clause, cast=seen[:1]))
            beats.append(Speech(character=None, text=clause))
        seen = one.present or seen
        yield Passage(one.line.source, tuple(beats))


def finished(text: str) -> str:
    """Return a speech with a mark at its end, where a tag followed it in the story."""
    text = re.sub(r"[,，\s]+$", "", text)
    mark = "。" if re.search(r"[\u3040-\u30ff\u3400-\u9fff]", text) else "."
    return text if not text or not text[-1].isalnum() else text + mark
