"""From one line to a screenplay: read it, choose a shape, cast it, lay the grounds, fit the length, write the beats."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import cast

from orchestrator.film.errors import WritingError
from orchestrator.film.film import Settings
from orchestrator.film.screenplay import Action, Screenplay, ScreenplayScene, Speech
from orchestrator.film.soundscape import soundscape
from orchestrator.film.style import StyleGuide
from orchestrator.film.vocabulary import Emotion, Mood, Time, TransitionKind
from orchestrator.writing.morphology import slug, with_article
from orchestrator.writing.outline.bodies import embodied
from orchestrator.writing.outline.chance import Chance
from orchestrator.writing.outline.choosing import WORKERS, shape_for
from orchestrator.writing.outline.extras import bring_in
from orchestrator.writing.outline.fitting import END_CARD, EXTRA_SECONDS, fit, planned_seconds
from orchestrator.writing.outline.grounds import (
    Ground,
    has_weather,
    lay_grounds,
    stage,
    time_of,
    times_between,
    weather_of,
)
from orchestrator.writing.outline.occasions import Occasion, occasion_of
from orchestrator.writing.outline.pairing import pair_slots
from orchestrator.writing.outline.particulars import Moment, pool, scene_slots, story_slots
from orchestrator.writing.outline.people import Player, cast_players
from orchestrator.writing.outline.phrasing import Phrase, phrase
from orchestrator.writing.outline.relation import Relation
from orchestrator.writing.outline.relations import relation_of
from orchestrator.writing.outline.shapes import BeatPlan, ScenePlan, Shape, shape
from orchestrator.writing.outline.spinning import lengthen
from orchestrator.writing.outline.titles import title_of
from orchestrator.writing.outline.wardrobe import dressed
from orchestrator.writing.reading import Reading, Spot, read

_TRIES = 8
# Slots that hold words of this film alone; a line without one could stand in anybody's film.
_OWN = frozenset(
    {
        "A",
        "B",
        "aname",
        "bname",
        "X",
        "Xc",
        "x",
        "xa",
        "trade",
        "trades",
        "bnoun",
        "bnouns",
        "wish",
        "wish_own",
        "wish_you",
    }
)


@dataclass
class _Page:
    """What is being written: the lines so far, so that none comes twice."""

    reading: Reading
    players: list[Player]
    grounds: dict[str, Ground]
    story: dict[str, str]
    chance: Chance
    occasion: Occasion | None
    used: set[str] = field(default_factory=set)
    met: bool = False
    strangers: bool = False
    slots: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Outline:
    """A screenplay with what it was made from: the shape, those who play it, the words of the whole film, and its chance."""

    screenplay: Screenplay
    shape: Shape
    players: tuple[Player, ...]
    slots: Mapping[str, str]
    chance: Chance


def write_outline(settings: Settings, style: StyleGuide) -> Screenplay:
    """Return the screenplay for the film's idea, as long as its settings ask, the same for the same seed.

    Raises:
        WritingError: if the idea says nothing at all.
    """
    return outlined(settings, style).screenplay


def outlined(settings: Settings, style: StyleGuide) -> Outline:
    """Return the screenplay as `write_outline` does, with what stands behind it.

    Raises:
        WritingError: if the idea says nothing at all.
    """
    if not settings.idea.strip():
        raise WritingError("the idea is empty; write one line that says who does what, such as 'A fox learns to bake'")
    reading = read(settings.idea)
    chance = Chance(reading.text.lower(), settings.seed)
    plan = shape(shape_for(reading, chance))
    pair = relation_of(reading)
    told = reading
    reading = pair.reading if pair else _right_way_round(reading, plan.name)
    occasion = occasion_of(reading)
    players = cast_players(reading, plan.needs, chance.fork("cast"), talks=True)
    if pair and pair.mute:
        players[0] = replace(players[0], speaks=False)
    grounds = (stage(pair.stage) if pair and pair.stage else None) or lay_grounds(
        reading,
        players,
        chance.fork("grounds"),
        _goal(reading, pair, occasion),
        (pair is not None and pair.stays) or _named_at_once(reading),
    )
    story = story_slots(reading, players, grounds, plan.name, chance.fork("story"))
    story |= pair_slots(pair, players, occasion)
    page = _Page(reading, players, grounds, story, chance, occasion, strangers=plan.strangers)
    extras = (EXTRA_SECONDS if settings.seconds > 40 else style.pace.seconds) * len(players[2:])
    scenes = _scenes(page, plan.scenes, max(settings.seconds - END_CARD - extras, 6.0), style.pace.seconds)
    named = reading if settings.seconds >= 20 else replace(reading, things=())
    scenes = bring_in(named, players, scenes, story, grounds, chance.fork("extras"))
    present = {beat.character for scene in scenes for beat in scene.beats if isinstance(beat, Speech)}
    present |= {who for scene in scenes for beat in scene.beats if isinstance(beat, Action) for who in beat.cast}
    places = {ground.place.id: ground.place for ground in grounds.values()}
    screenplay = Screenplay(
        title=_title(settings, told),
        logline=reading.text,
        characters=tuple(player.sheet for player in players if player.id in present),
        places=tuple(place for key, place in places.items() if any(scene.place == key for scene in scenes)),
        scenes=scenes,
    )
    thing = story.get("x", "") if reading.things else ""
    screenplay, worn = dressed(screenplay, players, plan.name, thing, reading.text)
    return Outline(screenplay, plan, worn, story, chance.fork("treatment"))


def _goal(reading: Reading, pair: Relation | None, occasion: Occasion | None) -> Spot | None:
    """Return the place where it is decided, when the idea says so."""
    if pair and pair.place:
        return pair.place
    names = occasion.name.lower().split(" of ")[0].split(" ") if occasion else []
    return next((spot for spot in reading.places if spot.noun in names), None)


def _named_at_once(reading: Reading) -> bool:
    """Return whether the idea puts its people in their place at once: a janitor at NASA."""
    verb = reading.predicate.split(" ", 1)[-1] if reading.predicate else ""
    at = reading.text.find(verb) if verb else -1
    return at > 0 and any(0 < reading.text.find(spot.words) < at for spot in reading.places[:1])


def _right_way_round(reading: Reading, shape_name: str) -> Reading:
    """Return the reading with the hard worker of a tale in the hard worker's part, whoever the title names first."""
    lead, others = reading.protagonist, reading.others
    if shape_name not in {"diligence", "race"} or lead is None or not others:
        return reading
    works = (lead.noun in WORKERS, others[0].noun in WORKERS)
    if works != ((False, True) if shape_name == "diligence" else (True, False)):
        return reading
    return replace(reading, protagonist=others[0], others=(lead, *others[1:]))


def _title(settings: Settings, reading: Reading) -> str:
    given = settings.title.strip()
    idea = settings.idea.strip().lower()
    invent = not given or given.lower() in {"untitled", "film"} or idea.startswith(given.lower().rstrip(".…"))
    return title_of(reading) if invent else given


def _scenes(page: _Page, plans: tuple[ScenePlan, ...], seconds: float, pace: float) -> tuple[ScreenplayScene, ...]:
    plans = _without_silent(embodied(plans, page.players), page.players)
    if planned_seconds(plans, pace) < seconds:
        plans = embodied(lengthen(plans, seconds, pace, page.chance.fork("interludes")), page.players)
    scenes: list[ScreenplayScene] = []
    voices = [key for key, player in zip("AB", page.players, strict=False) if player.speaks]
    fitted = fit(plans, seconds, pace, frozenset([*voices, "N"]))
    turn = max(plan.intensity for plan in fitted)
    middle = iter(times_between(sum(plan.when == "later" for plan in fitted), page.reading, page.players))
    for number, plan in enumerate(fitted):
        time = next(middle) if plan.when == "later" else time_of(plan.when, page.reading, page.players)
        before = fitted[number - 1] if number else None
        decided = page.occasion is not None and plan.intensity == turn
        scenes.append(_scene(page, plan, number, time, before, {scene.id for scene in scenes}, decided))
    return tuple(scenes)


def _without_silent(plans: tuple[ScenePlan, ...], players: list[Player]) -> tuple[ScenePlan, ...]:
    """Return the plans without the lines of a companion who does not speak, so that what happens has their room."""
    if players[1].speaks:
        return plans
    return tuple(
        replace(plan, beats=tuple(beat for beat in plan.beats if beat.who != "B" or beat.rank == 2)) for plan in plans
    )


def _scene(
    page: _Page, plan: ScenePlan, number: int, time: Time, before: ScenePlan | None, taken: set[str], decided: bool
) -> ScreenplayScene:
    ground = page.grounds[plan.area]
    weather = weather_of(plan.when, page.reading) if has_weather(ground) else "clear"
    chance = page.chance.fork(f"scene {number} {plan.summary}")
    moment = Moment(ground, plan.area == "home", time, weather, number)
    slots = scene_slots(page.story, page.players, moment, chance.fork("things"))
    if decided and page.occasion:
        slots["sky"] = page.occasion.comes.replace("{thing}", "{thing3}")
    page.slots = slots
    beats: list[Action | Speech] = []
    for index, planned in enumerate(plan.beats):
        beat = _beat(page, planned, slots, chance.fork(f"beat {index}"))
        if beat.text not in page.used or not beats:
            beats.append(beat)
        page.used.add(beat.text)
    name = slug(" ".join(plan.summary.split(":")[0].split()[:4]), f"scene-{number + 1}")
    ident = name if name not in taken else f"{name}-{number + 1}"
    side = "INT." if ground.place.interior else "EXT."
    enter: TransitionKind = "cut"
    if before is None:
        enter = "fade"
    elif before.when != plan.when and ground.place.id != page.grounds[before.area].place.id:
        enter = "dissolve"
    return ScreenplayScene(
        id=ident,
        heading=f"{side} {ground.place.name.upper()} - {time.upper()}",
        place=ground.place.id,
        time=time,
        weather=weather,
        mood=cast("Mood", plan.mood),
        summary=phrase(_placed(plan.summary.split(":", 1)[-1].strip(), slots), slots, chance.fork("summary")).text,
        intensity=plan.intensity,
        ambience=soundscape(ground.place, time, weather),
        enter=enter,
        beats=tuple(beats),
    )


def _beat(page: _Page, beat: BeatPlan, slots: dict[str, str], chance: Chance) -> Action | Speech:
    lead, other = page.players[0], page.players[1]
    emotion = cast("Emotion | None", beat.emotion)
    speaker = {"A": lead, "B": other}.get(beat.who or "")
    if speaker is not None and not speaker.speaks:
        template = chance.fork("silent").pick(pool("bits.txt", "mute" if speaker is lead else "silent"))
        return _action(page, _fresh(page, template, slots, chance), False, None)
    said = _fresh(page, beat.text, slots, chance)
    if speaker is not None and page.met and not page.strangers and not said.slots & _OWN:
        said = Phrase(_addressed(said.text, other.call if speaker is lead else lead.call), said.slots)
    if beat.who is None:
        return _action(page, said, beat.insert, emotion)
    return Speech(character=speaker.id if speaker else None, text=said.text, manner=beat.manner, emotion=emotion)


def _addressed(text: str, call: str) -> str:
    """Return a line with the name of whom it is said to, when nothing else in it belongs to this film alone."""
    match = re.match(r"^([^.!?,]+)([.!?].*)$", text)
    return f"{match[1]}, {call}{match[2]}" if match and len(text.split()) < 12 else text


def _action(page: _Page, said: Phrase, insert: bool, emotion: Emotion | None) -> Action:
    shown = [page.players[0].id] if said.slots & {"A", "A's", "he", "him", "his", "apart"} else []
    page.met = page.met or "B" in said.slots
    if said.slots & {"B", "he2", "part"}:
        shown.append(page.players[1].id)
    if "C" in said.slots:
        shown += [player.id for player in page.players[2:3]]
    if said.slots & {"threat", "threat_are"}:
        shown += [player.id for player in page.players[2:] if player.noun == page.story.get("threat_noun")]
    taught = said.slots & {"skill", "skills"} and page.story["x"] in page.story.get("skill", "")
    things = [page.slots["xa"]] if taught or said.slots & {"X", "x", "xa", "Xc"} else []
    things += [page.slots["load"]] if "load" in said.slots else []
    things += [page.slots["built_a"]] if said.slots & {"built", "built_a"} else []
    things += [page.slots["a_gain"]] if said.slots & {"gain", "a_gain"} else []
    things += [with_article(page.slots[f"{tool}_bare"]) for tool in ("tool", "tool2", "tool3") if tool in said.slots]
    return Action(text=said.text, cast=tuple(shown), props=tuple(dict.fromkeys(things)), insert=insert, emotion=emotion)


def _placed(template: str, slots: dict[str, str]) -> str:
    """Return the template with `in Venice`, `on Mars`, `on the pier` where it has `at {area}`."""
    return template.replace("at {area}", "{at} {area}").replace("At {area}", "{At} {area}")


def _fresh(page: _Page, template: str, slots: dict[str, str], chance: Chance) -> Phrase:
    """Return the template filled in words that the film has not used yet, where it has any."""
    template = _placed(template, slots)
    said = phrase(template, slots, chance)
    for attempt in range(_TRIES):
        if said.text not in page.used:
            break
        said = phrase(template, slots, chance.fork(f"again {attempt}"))
    return said
