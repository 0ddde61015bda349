"""How long a film of somebody's own script or story wants to be, where nobody says."""

import math

from orchestrator.building.authoring.sources import Source
from orchestrator.directing.breakdown_lengths import natural
from orchestrator.directing.breakdown_plan import plan_scenes
from orchestrator.directing.schedule import END_CARD
from orchestrator.directing.timing import estimated_speech
from orchestrator.film.film import LONGEST_FILM
from orchestrator.film.style import StyleGuide

_BREATH = 1.15
"""How much longer a told story lasts than its words."""
_A_BEAT = 12.0
"""Seconds of film that one beat of a treatment fills."""
_STEP, _SHORTEST = 5, 15


def comfortable_length(source: Source, style: StyleGuide) -> str:
    """Return the length that a script of one's own needs to be seen and heard without haste, e.g. `95s`."""
    if source.screenplay is not None:
        average = style.pace.seconds
        seconds = sum(natural(entry, shot, average) for entry in plan_scenes(source.screenplay) for shot in entry.shots)
    elif source.kind == "story":
        seconds = estimated_speech(source.text) * _BREATH
    else:
        seconds = _A_BEAT * len(source.treatment.beats) if source.treatment else 60.0
    whole = math.ceil((seconds + END_CARD) / _STEP) * _STEP
    return f"{min(max(whole, _SHORTEST), LONGEST_FILM)}s"
