"""Whether the shots of a scene still say what its script says, neither more nor less."""

import re

from orchestrator.directing.breakdown_plan import standing_alone
from orchestrator.directing.tracing import trace
from orchestrator.directing.tracing_words import words_of
from orchestrator.film.scene import Scene
from orchestrator.film.screenplay import Action, Screenplay, ScreenplayScene, Speech
from orchestrator.film.shot import Shot

_PICTURE_OF_TALK = re.compile(r"^.{1,80} (?:speaks?|listens?|takes? it in)(?: to .{1,80})?\.$")


def stands(shots_before: Scene, new: Scene, script: ScreenplayScene) -> bool:
    """Return whether a scene's shots from before cover its script as it is now; `new` is how it would be covered now."""
    found = trace(Screenplay(title="", characters=(), places=(), scenes=(script,)), (shots_before,))
    if found.untraced_lines or found.uncovered_beats or found.out_of_order:
        return False
    manners = {(beat.character, beat.manner) for beat in script.beats if isinstance(beat, Speech)}
    if any((line.character, line.manner) not in manners for shot in shots_before.shots for line in shot.dialogue):
        return False
    told = f" {' '.join(' '.join(words_of(beat.text)) for beat in script.beats if isinstance(beat, Action))} "
    ours = {shot.action for shot in new.shots}
    return all(_is_told(shot, told) or shot.action in ours or _is_picture(shot) for shot in shots_before.shots)


def _is_told(shot: Shot, told: str) -> bool:
    return f" {' '.join(words_of(shot.action))} " in told


def _is_picture(shot: Shot) -> bool:
    """Whether the action is the director's own, and shows no more than who talks, who listens, or a thing."""
    if any(shot.action == standing_alone(line.line) for line in shot.dialogue):
        return True
    thing = shot.props[0] if shot.props else ""
    is_thing = shot.size == "insert" and shot.action == f"{thing[:1].upper()}{thing[1:]}."
    return is_thing or bool(_PICTURE_OF_TALK.match(shot.action))
