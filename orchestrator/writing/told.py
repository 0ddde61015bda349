"""A whole story as the idea: its own sentences become narration and action, its quoted speech the dialogue."""

import re
from itertools import pairwise

from orchestrator.film.errors import WritingError
from orchestrator.film.film import Settings
from orchestrator.film.naming import named_in, unused
from orchestrator.film.screenplay import Action, Screenplay, ScreenplayScene, Speech
from orchestrator.film.sheets import Character, Place
from orchestrator.film.style import StyleGuide
from orchestrator.film.vocabulary import Emotion, Mood, Weather
from orchestrator.writing.fountain.infer import mood_of, weather_of
from orchestrator.writing.told_abroad import tell_abroad
from orchestrator.writing.told_choose import Unit, choose, spoken_parts
from orchestrator.writing.told_people import People
from orchestrator.writing.told_picture import picture_of
from orchestrator.writing.told_plain import lines_of
from orchestrator.writing.told_scenes import Stretch, stretches
from orchestrator.writing.told_sheets import SECOND, heading_of, home_of, place_of, sheets_of
from orchestrator.writing.told_text import SAYING, Piece, clauses, pieces, sentences, straightened
from orchestrator.writing.told_wardrobe import with_wardrobe
from orchestrator.writing.treated import Passage, Telling, spoken_seconds

_SHORTEST_STORY = 40
_LONGEST_LINE = 600
"""From so many words on a text is a story, in whatever tense."""
_FEWEST_SENTENCES = 3
_LONGEST_ECHO = 4
_END_CARD = 3.0
_ROOM = 0.95
"""Share of the film that speech may fill, so that its pictures need not all be as short as their words."""
_FEELINGS: dict[str, Emotion] = {
    "angry": "angry", "scornfully": "angry", "shouted": "angry", "laughing": "happy", "proudly": "happy",
    "sadly": "sad", "crying": "sad", "pleading": "afraid", "breathless": "afraid", "softly": "tender", "firmly": "determined",
}  # fmt: skip
_PAST = re.compile(
    r"\b(?:was|were|had|went|came|said|saw|took|made|\w{2,}ed|ran|found|gave|fell|told|began|got|thought|stood|lay|flew|lived)\b",
    re.IGNORECASE,
)
_LEANS = re.compile(
    r"(?:(?:But|And|So|Then|Now|Instead|Yet)\b,? )?(?:It|it|This|this|That|that|These|these|Not so)\b(?! (?:was|is) )"
)
_ONE_OF = re.compile(r"\b(?:one|another|others)(?: of them)?$|\bthey\b")
_REPLY = re.compile(r"(?:But|And|Yes|No|Well|Then|Oh|Why)\b")
_TOGETHER = re.compile(r"\b(?:they|both|the two|each other|one another|together)\b", re.IGNORECASE)


def is_english(language: str) -> bool:
    """Whether a language tag is one of English."""
    return language.lower().split("-")[0] == "en"


def is_story(idea: str, language: str = "en") -> bool:
    """Whether an idea is a story told from beginning to end, rather than a line about one."""
    if not is_english(language):
        return spoken_seconds(idea) >= _SHORTEST_STORY / 2.5 and len(lines_of(idea)) >= _FEWEST_SENTENCES
    text = straightened(idea)
    words = len(text.split())
    if words < _SHORTEST_STORY or len(sentences(text)) < 2:
        return False
    if words > _LONGEST_LINE:
        return True
    told = " ".join(f"{piece.text} {piece.attribution}" for piece in pieces(text) if piece.kind == "told" or piece.verb)
    past = len(_PAST.findall(told))
    return past >= 2 and past / max(1, len(told.split())) > 0.04


def write_told(settings: Settings, style: StyleGuide) -> Screenplay:
    """Return the story as a screenplay of about the asked length; what does not fit is left out, never rewritten.

    Raises:
        WritingError: if the idea holds no sentence to tell.
    """
    del style
    return tell(settings).screenplay


def tell(settings: Settings) -> Telling:
    """Return the story as `write_told` does, with what stands behind it.

    Raises:
        WritingError: if the idea holds no sentence to tell.
    """
    if not is_english(settings.language):
        return tell_abroad(settings)
    heading, story = _headed(settings.idea)
    taken = pieces(story)
    if not taken:
        raise WritingError("the idea holds no sentence that could be told; write the story, or a line about it")
    told = [piece.text for piece in taken if piece.kind == "told" and piece.text]
    tags = [piece.attribution for piece in taken if piece.attribution]
    choirs = [
        before.text for before, piece in pairwise(taken) if before.kind == "told" and _ONE_OF.search(piece.attribution)
    ]
    people = People(told or [settings.idea], tags, choirs)
    units = _units(taken, people)
    if len(units) > 1 and units[-1].piece.kind == "told" and units[-1].text.endswith(":"):
        units.pop()
    room = (settings.seconds - _END_CARD) * _ROOM
    kept = choose(units, max(room * (0.9 if units[0].piece.kind == "said" else 1.0), 4.0))
    home = home_of(list(people.all.values()))
    sheets = tuple(sheet for person in people.all.values() for sheet in sheets_of(person, settings.seed))
    places: dict[str, Place] = {}
    scenes: list[ScreenplayScene] = []
    passages: dict[str, tuple[Passage, ...]] = {}
    found = stretches(kept, home)
    for index, stretch in enumerate(found):
        place = _place(stretch, places, home.noun)
        identity = unused(place.id, passages)
        passages[identity] = _passages(stretch, people, sheets)
        scenes.append(_scene(stretch, identity, place, (index, len(found)), passages[identity]))
    play = Screenplay(
        title=settings.title or heading or _title(people),
        logline=kept[0].text if kept[0].text else settings.title,
        characters=tuple(sheet for sheet in sheets if any(sheet.id in _who(scene, sheets) for scene in scenes)),
        places=tuple(places.values()),
        scenes=tuple(scenes),
    )
    return Telling(with_wardrobe(play), passages, tuple(told))


def _who(scene: ScreenplayScene, sheets: tuple[Character, ...]) -> set[str]:
    found: set[str] = set()
    for beat in scene.beats:
        if isinstance(beat, Action):
            found.update(beat.cast)
        else:
            found.update((beat.character,) if beat.character else named_in(beat.text, sheets))
    return found


def _headed(idea: str) -> tuple[str, str]:
    """Split off a title that stands on a line of its own above the story."""
    first, _, rest = idea.strip().partition("\n")
    titled = rest.strip() and len(first.split()) <= 10 and first.strip()[-1:] not in '.!?:;,"”'
    return (" ".join(first.strip(" #*_").split()), rest) if titled else ("", idea)


def _title(people: People) -> str:
    names = [person.name for person in people.all.values()][:2]
    return " and ".join(names).replace(" and The ", " and the ") or "A Story"


def _units(taken: list[Piece], people: People) -> list[Unit]:
    """Walk through the story once, so that every pronoun meets the people of its moment."""
    units: list[Unit] = []
    talk: list[str | None] = []
    for at, piece in enumerate(taken):
        if piece.kind == "told":
            _tell(piece, people, units, talk)
            continue
        never = _answers(taken, at, people) or people.addressed(piece.text)
        speaker = _speaker(piece, people, talk, units, never)
        talk.append(speaker)
        if speaker:
            people.remember(speaker)
        first: int | None = None
        for part in spoken_parts(piece.text):
            unit = Unit(piece, part, len(units), (speaker,) if speaker else (), speaker)
            if first is None:
                unit.needs += _answered(part, speaker, units)
            if units and units[-1].piece.leads and first is None:
                units[-1].needs.append(unit.index)
            if first is not None and not part[:1].isupper():
                unit.needs.append(unit.index - 1)
            first = unit.index if first is None else first
            units.append(unit)
    return units


def _answered(text: str, speaker: str | None, units: list[Unit]) -> list[int]:
    """Return the speech of somebody else without which this one hangs in the air: its question, or what it exclaims at."""
    before = next((unit for unit in reversed(units[-2:]) if unit.piece.kind == "said"), None)
    if before is None or before.speaker == speaker:
        return []
    leans = len(text.split()) <= 4 or _REPLY.match(text) or before.text.endswith("?")
    return [before.index] if leans else []


def _answers(taken: list[Piece], at: int, people: People) -> str | None:
    """Return who is named as the next speaker right after a speech; the one who is answered is somebody else."""
    for piece in taken[at + 1 : at + 4]:
        if piece.kind == "told":
            return None
        if piece.link == "tag":
            return next(iter(people.named(piece.attribution)), None)
    return None


def _tell(piece: Piece, people: People, units: list[Unit], talk: list[str | None]) -> None:
    if not piece.text:
        units.append(Unit(piece, "", len(units)))
        return
    if piece.attribution == "subject":
        speaker = talk[-1] if talk else None
        name = people.all[speaker].name if speaker else ""
        piece.text = f"{name} {piece.text}".strip()
    unit = Unit(piece, piece.text, len(units), people.present(piece.text))
    if units and _LEANS.match(piece.text):
        unit.needs.append(len(units) - 1)
    units.append(unit)


def _speaker(piece: Piece, people: People, talk: list[str | None], units: list[Unit], never: str | None) -> str | None:
    """Return who says it: by name, by pronoun, by the sentence before, or by whose turn it is."""
    before = units[-1] if units else None
    told = before if before and before.piece.kind == "told" else None
    about = people.about(told.people) if told else None
    last = talk[-1] if talk else None
    groups = [one for one in people.named(told.text) if people.all[one].many] if told else []
    if groups and re.search(r"\bone(?: of them)?$", piece.attribution):
        return groups[-1]
    if piece.attribution:
        named = people.speaker(piece.attribution, about, last, never)
        if named:
            return named
    if piece.link == "same" and talk and not _echoes(piece.text, before):
        return last
    if piece.link in ("same", "next") and talk:
        others = [one for one in (*reversed(talk), *people.recent, *people.all) if one and one != last]
        return others[0] if others else last
    if told and told.piece.attribution and told.piece.attribution != "subject":
        return people.speaker(told.piece.attribution)
    if told and told.piece.leads:
        clause = re.split(r"[,;]|\bwhen\b|\bthat\b", told.text[: told.text.rfind(told.piece.verb or ":")])[-1]
        heard = people.named(clause) if "voice" in clause else ()
        return heard[-1] if heard else people.speaker(clause, about) or about
    asked = next((unit for unit in reversed(units) if unit.piece.kind == "said"), None)
    if asked and asked.text.endswith("?") and asked.speaker == about and units[-1].index - asked.index <= 1:
        return next((one for one in (*reversed(talk), *people.recent) if one and one != about), about)
    return about or (people.recent[0] if people.recent else None)


def _echoes(text: str, before: Unit | None) -> bool:
    """Whether a few words throw back what was just said, as only somebody else would: `Nothing at all.` `What! nothing!`"""
    if before is None or text[-1:] not in "!?" or len(text.split()) > _LONGEST_ECHO:
        return False
    mine, theirs = (frozenset(re.findall(r"\w{4,}", said.lower())) for said in (text, before.text))
    return bool((mine & theirs) - {"what"})


def _place(stretch: Stretch, places: dict[str, Place], home: str) -> Place:
    setting = stretch.setting
    assert setting is not None
    place = place_of(setting, stretch.words or (home if home == setting.noun else setting.noun))
    return places.setdefault(place.id, place)


def _scene(
    stretch: Stretch,
    identity: str,
    place: Place,
    order: tuple[int, int],
    passages: tuple[Passage, ...],
) -> ScreenplayScene:
    index, count = order
    where = (index + 1) / count
    words = " ".join(unit.text for unit in stretch.units)
    weather: Weather = weather_of("", words)
    return ScreenplayScene(
        id=identity,
        heading=heading_of(place, stretch.time),
        place=place.id,
        time=stretch.time,
        weather="clear" if place.interior else weather,
        mood=_mood(words, index, count),
        summary=next((unit.text for unit in stretch.units if unit.piece.kind == "told" and unit.text), ""),
        intensity=round(0.3 + 0.5 * where if where < 0.85 else 0.5, 2),
        enter="fade" if index == 0 else "dissolve" if stretch.shifted else "cut",
        beats=tuple(beat for passage in passages for beat in passage.beats),
    )


def _passages(stretch: Stretch, people: People, sheets: tuple[Character, ...]) -> tuple[Passage, ...]:
    """Turn what is told and said into beats; words that go on with the beat before them are one passage with it."""
    beats: list[Action | Speech] = []
    parts: list[tuple[str, int]] = []
    before = -9
    for unit in stretch.units:
        start = len(beats)
        last = beats[-1] if beats else None
        if not unit.text:
            continue
        if unit.piece.kind == "said":
            _say(beats, unit, goes_on=unit.index == before + 1)
            before = unit.index
        else:
            for part in clauses(unit.text):
                _narrate(beats, part, unit, people, sheets)
        goes_on = start and beats[start - 1] is not last
        if parts and goes_on:
            text, start = parts.pop()
            parts.append((_joined(text, _quoted(unit)), start))
        else:
            parts.append((_quoted(unit), start))
    ends = [*(start for _, start in parts[1:]), len(beats)]
    return tuple(Passage(text, tuple(beats[start:end])) for (text, start), end in zip(parts, ends, strict=True))


def _quoted(unit: Unit) -> str:
    """Return a unit as the story has it: speech in quotation marks, with the words that say whose it is."""
    if unit.piece.kind == "told":
        return unit.text
    opens = unit.piece.text.startswith(unit.text)
    tag = unit.piece.attribution.rstrip(",") if opens and unit.piece.link == "tag" else ""
    if not tag:
        return f'"{re.sub(r",$", ".", unit.text)}"'
    way = f", {unit.piece.way}" if unit.piece.way else ""
    said = re.sub(r"(?<=\w)\.$", ",", unit.text)
    return f'"{said}" {tag}{way}.'


def _joined(text: str, more: str) -> str:
    """Return two pieces of one speech as one, unless words about the speaker stand between them."""
    return f"{text[:-1]} {more[1:]}" if text.endswith('"') and more.startswith('"') else f"{text} {more}"


def _narrate(
    beats: list[Action | Speech], part: str, unit: Unit, people: People, sheets: tuple[Character, ...]
) -> None:
    """Tell one clause; it gets a line of action where its own words would not show who is seen doing it."""
    last = beats[-1] if beats else None
    picture = picture_of(part, unit, people)
    seen = _seen(part, picture, unit, people)
    if len(part.split()) <= 3 and not seen and isinstance(last, Speech) and last.character is None:
        beats[-1] = last.model_copy(update={"text": f"{last.text} {part}"})
        return
    alone = _bare(part).endswith(_bare(picture))
    if not alone or set(named_in(part, sheets)) != set(seen):
        beats.append(Action(text=picture, cast=seen))
    beats.append(Speech(character=None, text=part))


def _bare(text: str) -> str:
    return " ".join(re.findall(r"[\w'-]+", text.lower()))


def _say(beats: list[Action | Speech], unit: Unit, *, goes_on: bool) -> None:
    """Add a speech, or lengthen the one before where the story's next words are the same speaker's."""
    manner = unit.piece.way or SAYING.get(unit.piece.verb) or None
    text = re.sub(r",('?)$", r".\1", unit.text)
    last = beats[-1] if beats else None
    if (
        goes_on
        and isinstance(last, Speech)
        and last.character == unit.speaker
        and unit.speaker
        and last.manner == manner
    ):
        beats[-1] = last.model_copy(update={"text": f"{last.text} {text}"})
        return
    sounds = SAYING.get(unit.piece.verb) or ""
    beats.append(Speech(character=unit.speaker, text=text, manner=manner, emotion=_FEELINGS.get(sounds)))


def _seen(part: str, picture: str, unit: Unit, people: People) -> tuple[str, ...]:
    """Return who of a sentence is in one of its clauses; a clause that names nobody shows whom the sentence is about."""
    named = dict.fromkeys((*people.named(picture), *people.named(part)))
    here = tuple(one for one in named if one in unit.people) or unit.people[:1]
    if _TOGETHER.search(part):
        here = tuple(dict.fromkeys((*here, *unit.people)))
    return tuple(seen for one in here for seen in ((one, one + SECOND) if people.all[one].many else (one,)))


def _mood(words: str, index: int, count: int) -> Mood:
    mood = mood_of(words)
    if mood != "calm" or index == 0:
        return mood
    return "tense" if index == count - 2 and count > 2 else "playful" if index < count - 1 else "calm"
