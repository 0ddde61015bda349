"""The breakdown: a screenplay becomes scenes of shots, as a director and an editor would cover it."""

import random
from itertools import pairwise

from orchestrator.directing.breakdown_camera import Eye, settle
from orchestrator.directing.breakdown_fit import fit
from orchestrator.directing.breakdown_lengths import give_lengths, natural
from orchestrator.directing.breakdown_plan import Planned, PlannedScene, plan_scenes
from orchestrator.directing.breakdown_props import things_in
from orchestrator.directing.breakdown_stage import Stage, cast_of
from orchestrator.directing.breakdown_talk import cover_talk, over_shoulder
from orchestrator.directing.breakdown_words import loses, shot_name
from orchestrator.directing.schedule import END_CARD
from orchestrator.film.film import Settings
from orchestrator.film.scene import Music, Scene
from orchestrator.film.screenplay import Screenplay, ScreenplayScene
from orchestrator.film.sheets import Place
from orchestrator.film.shot import Shot, Transition
from orchestrator.film.style import StyleGuide
from orchestrator.film.vocabulary import Ambience

_TITLE_SECONDS = 4.4
"""The opening title lies over the first shot; nobody should have to read it in less."""
_CLOSING_SECONDS = 2.8
_DISSOLVE = 0.7
_LONGEST_SHOT = 120.0
_LOUDER = {"tense": -16.5, "triumphant": -16.0, "ominous": -17.0, "joyful": -17.0}
_QUIETER = {"calm": -19.5, "tender": -19.0, "lonely": -19.0}
_PLACE_SOUNDS: tuple[tuple[Ambience, str], ...] = (
    ("waves", "sea ocean coast shore beach lighthouse harbour harbor ship boat island port pier cliff deck"),
    (
        "forest",
        "forest wood woods jungle grove garden orchard meadow field park swamp hedge pasture farm tree pond brook",
    ),
    ("city", "city street market square town station alley rooftop downtown traffic avenue bridge harbourfront"),
)


def break_down(screenplay: Screenplay, settings: Settings, style: StyleGuide) -> tuple[Scene, ...]:
    """Return the film's scenes, every beat covered by a shot, together as long as asked (with the end card).

    Deterministic: chance comes from the film's seed and the scenes' ids.
    """
    scenes = plan_scenes(screenplay)
    average = style.pace.seconds
    seconds = max(settings.seconds - END_CARD, 1.0)
    scenes[0].shots[0].least = min(_TITLE_SECONDS, seconds / 10)
    scenes[-1].shots[-1].least = min(_CLOSING_SECONDS, seconds / 12)
    for entry, after in pairwise(scenes):
        if _enter(after.scene, entry.scene).transition == "dissolve":
            # The next scene already shines through its end.
            entry.shots[-1].least = min(entry.shots[-1].hasty + _DISSOLVE, seconds / 12)
    fit(scenes, seconds, average, lambda entry, shot: natural(entry, shot, average))
    give_lengths(scenes, seconds, average, settings.seed)
    for entry in scenes:
        cover_talk(entry)
    eye, stage = Eye(), Stage(scenes)
    return tuple(
        _scene(
            entry,
            scenes[index - 1].scene if index else None,
            _see(entry, eye, stage, settings.seed, entry is scenes[-1]),
        )
        for index, entry in enumerate(scenes)
    )


def _see(entry: PlannedScene, eye: Eye, stage: Stage, seed: int, ends: bool) -> tuple[Shot, ...]:
    standing = stage.places(entry)
    place = f"{entry.scene.place} {entry.place.kind}".replace("-", " ") if entry.place else ""
    names = {word for sheet in entry.characters.values() for word in sheet.name.lower().split()}
    taken: set[str] = set()
    shots: list[Shot] = []
    for index, planned in enumerate(entry.shots):
        choose = random.Random(f"{seed}/{entry.scene.id}/{index}/camera")
        planned.props = _things(planned, place) or _still_there(entry.shots[index - 1] if index else None, planned)
        eye.see(entry, index, last=ends and index == len(entry.shots) - 1, choose=choose)
        behind = over_shoulder(planned)
        cast = cast_of(planned, standing, entry.characters, behind)
        settle(planned, cast[0].facing if cast else None)
        identity = shot_name(planned.hint or planned.action, set() if planned.hint else names, taken)
        taken.add(identity)
        shots.append(
            Shot(
                id=identity,
                size=planned.size,
                angle=planned.angle,
                camera=planned.camera,
                action=planned.action,
                cast=cast,
                props=planned.props,
                dialogue=planned.lines,
                seconds=min(planned.seconds, _LONGEST_SHOT),
            )
        )
    return tuple(shots)


def _things(planned: Planned, place: str) -> tuple[str, ...]:
    """The writer's props, and what the action has somebody handle; talk is about faces."""
    if planned.kind in ("speech", "reaction"):
        return planned.props
    told = planned.kind == "insert" or not planned.cast or bool(planned.lines)
    return things_in(planned.action, planned.props, place, told=told)


def _still_there(before: Planned | None, shot: Planned) -> tuple[str, ...]:
    """What a storyteller has named once stays where it is while the story stays with the same one."""
    told = before is not None and bool(before.lines) and not before.speaks
    if before is None or not told or not shot.cast or shot.cast != before.cast or shot.kind != "action" or shot.speaks:
        return ()
    return () if loses(before.action) else before.props[:1]


def _scene(entry: PlannedScene, before: ScreenplayScene | None, shots: tuple[Shot, ...]) -> Scene:
    scene = entry.scene
    level = _LOUDER.get(scene.mood, _QUIETER.get(scene.mood, -18.0))
    return Scene(
        id=scene.id,
        heading=scene.heading,
        place=scene.place,
        time=scene.time,
        weather=scene.weather,
        mood=scene.mood,
        summary=scene.summary,
        enter=_enter(scene, before),
        music=Music(mood=scene.mood, level=level),
        ambience=scene.ambience or ambience_of(scene, entry.place),
        shots=shots,
    )


def _enter(scene: ScreenplayScene, before: ScreenplayScene | None) -> Transition:
    """The film fades in; time that passes dissolves; everything else is a cut unless the screenplay says so."""
    if before is None:
        return Transition(transition="fade", seconds=1.0)
    if scene.enter != "cut":
        return Transition(transition=scene.enter, seconds=1.0 if scene.enter == "fade" else _DISSOLVE)
    if scene.time != before.time or scene.place == before.place:
        return Transition(transition="dissolve", seconds=_DISSOLVE)
    return Transition(transition="cut", seconds=0.0)


def ambience_of(scene: ScreenplayScene, place: Place | None) -> tuple[Ambience, ...]:
    """Return the bed of sound that a place, its weather and the hour have."""
    words = set(f"{place.id.replace('-', ' ')} {place.kind} {place.name}".lower().split()) if place else set[str]()
    if place and place.interior:
        return ("room", "rain") if scene.weather in ("rain", "storm") else ("room",)
    found: list[Ambience] = [sound for sound, kinds in _PLACE_SOUNDS if words & set(kinds.split())]
    if scene.weather in ("rain", "storm"):
        found.append("rain")
    if scene.weather in ("wind", "storm", "snow") or (not found and scene.time != "night"):
        found.append("wind")
    if scene.time == "night" and scene.weather not in ("rain", "storm"):
        found.append("night")
    return tuple(dict.fromkeys(found))[:3]
