"""The breakdown: a screenplay becomes scenes of shots, as a director and an editor would cover it."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from orchestrator.directing.breakdown_changes import with_changes
from orchestrator.directing.breakdown_fit import fit, join_narration
from orchestrator.directing.breakdown_lengths import give_lengths, natural
from orchestrator.directing.breakdown_listed import Listed
from orchestrator.directing.breakdown_plan import PlannedScene, plan_scenes
from orchestrator.directing.breakdown_see import Seeing
from orchestrator.directing.breakdown_talk import cover_talk
from orchestrator.directing.grammar import LEAST_VARIATION, variation
from orchestrator.directing.leveling import Spoken, asked_frames, clock, frames_of, glances, to_the_frame
from orchestrator.directing.revising import revised
from orchestrator.directing.schedule import END_CARD
from orchestrator.film.film import Settings
from orchestrator.film.scene import Music, Scene
from orchestrator.film.screenplay import Screenplay, ScreenplayScene
from orchestrator.film.shot import Line, Shot, Transition
from orchestrator.film.shotlist import ShotList
from orchestrator.film.soundscape import soundscape
from orchestrator.film.style import StyleGuide

_TITLE_SECONDS = 4.4
"""The opening title lies over the first shot; nobody should have to read it in less."""
_CLOSING_SECONDS = 2.8
_DISSOLVE = 0.7
_DRAWN = {"page-turn": 1.1, "iris": 1.0, "match-on-shape": 0.9}
"""Seconds of the transitions that must be seen to be understood."""
_TOO_EVEN = LEAST_VARIATION + 0.02
_LOUDER = {"tense": -16.5, "triumphant": -16.0, "ominous": -17.0, "joyful": -17.0}
_QUIETER = {"calm": -19.5, "tender": -19.0, "lonely": -19.0}


@dataclass(frozen=True)
class Directed:
    """A screenplay as shots. `notes` says what was changed in a shot list so that the film can be cut.

    The film lasts `frames` with its end card, `asked` frames were asked for: it is longer only where what is spoken, and a
    glance at everything else, takes longer, and shorter only where there is nothing more to show.
    """

    scenes: tuple[Scene, ...]
    frames: int
    asked: int
    notes: tuple[str, ...] = ()


def break_down(
    screenplay: Screenplay,
    settings: Settings,
    style: StyleGuide,
    *,
    listed: ShotList | None = None,
    speech: Spoken | None = None,
) -> tuple[Scene, ...]:
    """Return the film's scenes, every beat covered by a shot, together exactly as long as asked (with the end card).

    Scenes that `listed` names are covered as it says, the others by the rules of film grammar. `speech` holds how many
    seconds each line takes (see `lines_to_speak`); what is not in it is estimated.
    Deterministic: chance comes from the film's seed and the scenes' ids.
    """
    return direct(screenplay, settings, style, listed=listed, speech=speech).scenes


def lines_to_speak(screenplay: Screenplay, listed: ShotList | None = None) -> tuple[Line, ...]:
    """Return every line as the film's shots will hold it, in order, before there are any shots: to be spoken and timed."""
    planned = plan_scenes(screenplay, Listed(listed, []) if listed else None)
    return tuple(line for entry in planned for shot in entry.shots for line in shot.lines)


def direct(
    screenplay: Screenplay,
    settings: Settings,
    style: StyleGuide,
    *,
    listed: ShotList | None = None,
    speech: Spoken | None = None,
    before: Sequence[Scene] = (),
) -> Directed:
    """Break a screenplay down (see `break_down`), and tell how it went.

    With the scenes as they were `before` an edit of the script, shots keep their ids, and what the edit does not touch stays
    as it was (see `revising`).
    """
    notes: list[str] = []
    scenes = plan_scenes(screenplay, Listed(listed, notes) if listed else None)
    _time(scenes, settings, style, speech or {})
    for entry in scenes:
        cover_talk(entry)
    seeing = Seeing(scenes, settings.seed, notes)
    made = tuple(
        _scene(entry, scenes[index - 1].scene if index else None, seeing.shots(entry), style)
        for index, entry in enumerate(scenes)
    )
    row = [shot for entry in scenes for shot in entry.shots]
    floors = ([shot.shortest for shot in row], [shot.hasty for shot in row], glances(made))
    level = to_the_frame(made, settings, style, speech or {}, floors)
    if before:
        level = revised(before, level, screenplay, settings, style, speech or {})
    level = with_changes(level, screenplay, notes, listed=listed is not None)
    return Directed(level, frames_of(level, settings, style, speech or {}), asked_frames(settings), tuple(notes))


def _time(scenes: list[PlannedScene], settings: Settings, style: StyleGuide, speech: Spoken) -> None:
    """Find as many shots as the asked length carries, and give each its seconds."""
    average = style.pace.seconds
    seconds = max(settings.seconds - END_CARD, 1.0)
    for entry in scenes:
        for shot in entry.shots:
            shot.clock = clock(speech)
    scenes[0].shots[0].least = min(_TITLE_SECONDS, seconds / 10)
    scenes[-1].shots[-1].least = min(_CLOSING_SECONDS, seconds / 12)
    for entry, after in pairwise(scenes):
        enter = _enter(after.scene, entry.scene, style)
        if enter.overlaps:
            # The next scene already shines through its end.
            entry.shots[-1].least = min(entry.shots[-1].hasty + enter.seconds, seconds / 12)
    fit(scenes, seconds, average, lambda entry, shot: natural(entry, shot, average))
    give_lengths(scenes, seconds, average, settings.seed)
    # Where speech fills the film and its clauses are all alike, only longer shots keep the cutting from being a metronome.
    while variation([shot.seconds for entry in scenes for shot in entry.shots]) < _TOO_EVEN and join_narration(scenes):
        give_lengths(scenes, seconds, average, settings.seed)


def _scene(entry: PlannedScene, before: ScreenplayScene | None, shots: tuple[Shot, ...], style: StyleGuide) -> Scene:
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
        enter=_enter(scene, before, style),
        music=Music(mood=scene.mood, level=level),
        ambience=scene.ambience or soundscape(entry.place, scene.time, scene.weather),
        shots=shots,
    )


def _enter(scene: ScreenplayScene, before: ScreenplayScene | None, style: StyleGuide) -> Transition:
    """The film fades in; time that passes dissolves; all else is a cut: unless the screenplay or the style says so."""
    if before is None:
        return Transition(transition="fade", seconds=1.0)
    if scene.enter == "fade":
        return Transition(transition="fade", seconds=1.0)
    passing = scene.enter == "dissolve" or scene.time != before.time or scene.place == before.place
    kind = style.transitions.passing if passing else style.transitions.elsewhere
    return Transition(transition=kind, seconds=0.0 if kind == "cut" else _DRAWN.get(kind, _DISSOLVE))
