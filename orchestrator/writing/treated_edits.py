"""From a treatment to the screenplay: scenes as their writer had them where the prose still says so, the rest told from it."""

import difflib
import re
from collections.abc import Sequence
from dataclasses import dataclass

from orchestrator.film.screenplay import Action, Screenplay, ScreenplayScene, Speech
from orchestrator.film.treatment import Beat, Treatment
from orchestrator.writing.fountain.infer import mood_of, weather_of
from orchestrator.writing.told_abroad import finished
from orchestrator.writing.told_plain import Line, lines_of
from orchestrator.writing.told_scenes import time_in
from orchestrator.writing.told_sheets import heading_of
from orchestrator.writing.told_text import SAYING
from orchestrator.writing.told_voices import Heard, Names, heard
from orchestrator.writing.treated import Passage, Sketch, scene_seconds
from orchestrator.writing.treated_cast import Renaming, cast_of, gender_of
from orchestrator.writing.treated_lengths import shortened
from orchestrator.writing.treated_places import Places
from orchestrator.writing.writer import Brief

_END_CARD = 3.0
_ALIKE = 0.6
"""From which likeness on a changed sentence still says what it said, so that what is spoken after it stays."""


def screenplay_of(treatment: Treatment, own: Sketch | None, brief: Brief) -> Screenplay:
    """Return the screenplay of a treatment; `own` is what the writer itself made of the idea."""
    if own is not None and treatment == own.treatment:
        return own.screenplay
    return _Writing(treatment, own, brief).screenplay()


@dataclass(frozen=True)
class _Item:
    """A sentence of the new prose: from which passage of the old it comes, if it does, and whether it is word for word."""

    line: Line
    passage: int | None = None
    sentence: int = 0
    """Which sentence of its passage it is."""
    same: bool = False


class _Writing:
    def __init__(self, treatment: Treatment, own: Sketch | None, brief: Brief) -> None:
        self._renaming = renaming = Renaming(treatment, own)
        beats = tuple(beat.model_copy(update={"what": renaming.text(beat.what)}) for beat in treatment.beats)
        self._treatment, self._own, self._brief = treatment.model_copy(update={"beats": beats}), own, brief
        self._cast = cast_of(treatment, own, brief)
        self._genders = {sheet.id: gender_of(f"{sheet.appearance} {sheet.kind}") or "it" for sheet in self._cast}
        self._names = Names(self._cast, self._genders)
        self._places = Places(own, brief)
        self._scenes = {scene.id: scene for scene in own.screenplay.scenes} if own else {}
        self._beats = {beat.id: beat for beat in own.treatment.beats} if own else {}
        self._narrated = self._is_narrated()

    def screenplay(self) -> Screenplay:
        """Write it, scene after scene."""
        scenes: list[ScreenplayScene] = []
        for index, beat in enumerate(self._treatment.beats):
            scenes.append(self._scene(beat, scenes[-1] if scenes else None, index))
        scenes = self._shortened(scenes)
        scenes = [_entered(scene, before) for before, scene in zip([None, *scenes], scenes, strict=False)]
        present = {who for scene in scenes for beat in scene.beats for who in _who(beat, self._names)}
        treatment, settings = self._treatment, self._brief.settings
        return Screenplay(
            title=self._title(),
            logline=treatment.logline or settings.idea,
            characters=tuple(sheet for sheet in self._cast if sheet.id in present),
            places=self._places.used(scene.place for scene in scenes),
            scenes=tuple(scenes),
        )

    def _shortened(self, scenes: list[ScreenplayScene]) -> list[ScreenplayScene]:
        beats, pace = self._treatment.beats, self._brief.style.pace.seconds
        anew = any(beat.id in self._beats and beat.share != self._beats[beat.id].share for beat in beats)
        shares = [beat.share for beat in beats]
        # What the writer itself has filled the film with fits, however it is reckoned here.
        own = sum(scene_seconds(scene, pace) for scene in self._scenes.values())
        room = max(self._brief.settings.seconds - _END_CARD, own, 1.0)
        return list(shortened(scenes, shares, room, pace, shared_anew=anew))

    def _title(self) -> str:
        own = self._own.treatment.title if self._own else ""
        given = self._brief.settings.title
        if self._treatment.title and (not given or own != given):
            return self._treatment.title
        return given or own or "Untitled"

    def _is_narrated(self) -> bool:
        """Whether new sentences are told by the narrator: in a told story, and in a treatment where nobody speaks."""
        if self._own and any(beat.id in self._beats for beat in self._treatment.beats):
            return self._own.narrated
        return not any(line.kind == "said" for beat in self._treatment.beats for line in lines_of(beat.what))

    def _scene(self, beat: Beat, before: ScreenplayScene | None, index: int) -> ScreenplayScene:
        was = self._beats.get(beat.id) or self._under_another_id(beat)
        if was is None:
            return self._new(beat, before, index)
        scene = self._renaming.scene(self._scenes[was.id].model_copy(update={"id": beat.id}))
        if beat.what != self._renaming.text(was.what):
            scene = scene.model_copy(update={"beats": self._retold(beat, was)})
        place = self._places.of_scene(scene, beat, was)
        time = beat.time or was.time or scene.time
        if place.id != scene.place or time != scene.time:
            update = {"place": place.id, "time": time, "heading": heading_of(place, time)}
            scene = scene.model_copy(update=update)
        return scene.model_copy(update={"mood": beat.mood or scene.mood})

    def _new(self, beat: Beat, before: ScreenplayScene | None, index: int) -> ScreenplayScene:
        place = self._places.of_new(beat, before)
        time = beat.time or time_in(beat.what) or (before.time if before else "day")
        lines = heard(lines_of(beat.what), self._names)
        last = len(self._treatment.beats) - 1
        where = (index + 1) / (last + 1)
        return ScreenplayScene(
            id=beat.id,
            heading=heading_of(place, time),
            place=place.id,
            time=time,
            weather="clear" if place.interior else weather_of("", beat.what),
            mood=beat.mood or mood_of(beat.what),
            summary=lines[0].line.text if lines and lines[0].line.kind == "told" else "",
            intensity=round(0.3 + 0.5 * where if index < last else 0.4, 2),
            beats=tuple(self._told(lines, ())),
        )

    def _under_another_id(self, beat: Beat) -> Beat | None:
        """Return the beat that a person gave another id: one that is missing, and says what this one says."""
        there = {one.id for one in self._treatment.beats}
        missing = [one for one in self._beats.values() if one.id not in there]
        return next((one for one in missing if _alike(self._renaming.text(one.what), beat.what)), None)

    def _retold(self, beat: Beat, was: Beat) -> tuple[Action | Speech, ...]:
        """Return a scene's beats after its prose was changed: each sentence that stayed keeps its own."""
        assert self._own is not None
        passages = [self._renaming.passage(passage) for passage in self._own.passages[was.id]]
        new = lines_of(beat.what)
        items = _aligned(passages, new)
        spoken = {one.line.source: one for one in heard(new, self._names)}
        found = [] if passages[0].text else list(passages[0].beats)
        at = 0
        while at < len(items):
            end = at
            while end < len(items) and items[end].passage == items[at].passage:
                end += 1
            run = items[at:end]
            number = run[0].passage
            if number is None:
                found += self._told([spoken[item.line.source] for item in run], found)
            else:
                goes_on = any(item.passage == number for item in items[end:])
                found += self._kept(passages[number], run, goes_on, [spoken[item.line.source] for item in run], found)
            at = end
        return tuple(found)

    def _kept(
        self, passage: Passage, run: list[_Item], goes_on: bool, lines: list[Heard], found: Sequence[Action | Speech]
    ) -> list[Action | Speech]:
        """Return what is left of a passage; what is spoken after it comes with its last sentence."""
        whole = all(item.same for item in run) and len(run) == len(lines_of(passage.text))
        if whole:
            return list(passage.beats)
        if self._narrated or any(item.line.kind == "said" for item in run):
            return self._told(lines, found)
        action = next((beat for beat in passage.beats if isinstance(beat, Action)), None)
        text = " ".join(_wording(item, action) for item in run)
        beats: list[Action | Speech] = []
        if action is not None:
            beats.append(action.model_copy(update={"text": text, "cast": self._names.within(text) or action.cast}))
        elif not all(item.same for item in run):
            beats += self._told(lines, found)
        return [*beats, *(() if goes_on else (beat for beat in passage.beats if isinstance(beat, Speech)))]

    def _told(self, lines: Sequence[Heard], before: Sequence[Action | Speech]) -> list[Action | Speech]:
        """Tell sentences as they stand: action, or narration where there is a narrator, and dialogue."""
        beats: list[Action | Speech] = []
        for one in lines:
            earlier = self._meant(one, [*before, *beats])
            if one.line.kind == "said":
                beats.append(Speech(character=one.speaker, text=finished(one.line.text), manner=_manner(one)))
            elif self._narrated:
                if not one.present:
                    beats.append(Action(text=one.line.text, cast=earlier))
                beats.append(Speech(character=None, text=one.line.text))
            else:
                beats.append(Action(text=one.line.text, cast=one.present or earlier))
        return beats

    def _meant(self, one: Heard, before: Sequence[Action | Speech]) -> tuple[str, ...]:
        """Return whom a sentence without a name is about: of those just seen, whoever its pronoun fits."""
        seen = next((beat.cast for beat in reversed(before) if isinstance(beat, Action) and beat.cast), ())
        recent = [who for beat in reversed(before) for who in _who(beat, self._names)]
        if re.match(r"(?:They|Both|The two)\b", one.line.text):
            return tuple(dict.fromkeys((*seen, *recent)))[:2]
        pronoun = re.match(r"(She|He|It)\b", one.line.text)
        fitting = [who for who in recent if pronoun and self._genders.get(who) == pronoun[1].lower()]
        return tuple(fitting[:1]) or seen[:1]


def _wording(item: _Item, action: Action | None) -> str:
    """Return a sentence as the screenplay has it where it stayed: the treatment may say `she` for a name."""
    sentences = lines_of(action.text) if action else []
    return sentences[item.sentence].text if item.same and item.sentence < len(sentences) else item.line.text


def _aligned(passages: list[Passage], new: list[Line]) -> list[_Item]:
    """Find each new sentence among the old ones, word for word or nearly so."""
    old = [
        (line.source, number, at)
        for number, passage in enumerate(passages)
        for at, line in enumerate(lines_of(passage.text))
    ]
    sources = [source for source, _, _ in old]
    items: list[_Item] = []
    matcher = difflib.SequenceMatcher(None, sources, [line.source for line in new], autojunk=False)
    for kind, start, end, first, last in matcher.get_opcodes():
        if kind == "equal":
            items += [_Item(new[first + step], *old[start + step][1:], same=True) for step in range(end - start)]
            continue
        waiting = list(range(start, end))
        for line in new[first:last]:
            like = next((at for at in waiting if _alike(sources[at], line.source)), None)
            items.append(_Item(line) if like is None else _Item(line, *old[like][1:]))
            waiting = [at for at in waiting if like is None or at > like]
    return items


def _alike(old: str, new: str) -> bool:
    return difflib.SequenceMatcher(None, old, new, autojunk=False).ratio() >= _ALIKE


def _manner(one: Heard) -> str | None:
    """Return how a speech is said, by the word of saying beside it: `whispers` is whispered."""
    for word in re.findall(r"[a-z]+", one.line.tag.lower()) if one.speaker else ():
        past = (word, re.sub(r"ies$", "ied", word), re.sub(r"e?s$", "ed", word))
        found = next((SAYING[form] for form in past if SAYING.get(form)), None)
        if found:
            return found
    return None


def _who(beat: Action | Speech, names: Names) -> tuple[str, ...]:
    if isinstance(beat, Action):
        return beat.cast
    return (beat.character,) if beat.character else names.within(beat.text)


def _entered(scene: ScreenplayScene, before: ScreenplayScene | None) -> ScreenplayScene:
    """Open the film with a fade, and let nothing else open with one that did."""
    if before is None:
        return scene.model_copy(update={"enter": "fade"})
    if scene.enter == "fade":
        return scene.model_copy(update={"enter": "dissolve" if before.place != scene.place else "cut"})
    return scene
