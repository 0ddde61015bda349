"""Continuity: what holds a film together from shot to shot. Which pictures are made first, and what each clip is given.

    entity references → a keyframe for each shot, the widest of a place first → clips, joined as their boundaries say

`continuity` works it all out from the film and from what its models can hold; `building` makes the steps of it.
"""

from orchestrator.directing.continuity.planning import continuity
from orchestrator.directing.continuity.values import (
    Carried,
    Chosen,
    ContinuityPlan,
    Drawn,
    Entity,
    File,
    Keyframe,
    Maker,
    Makers,
    Note,
    Passed,
    Picture,
    Reference,
    Still,
    Stills,
    Tail,
)

__all__ = [
    "Carried",
    "Chosen",
    "ContinuityPlan",
    "Drawn",
    "Entity",
    "File",
    "Keyframe",
    "Maker",
    "Makers",
    "Note",
    "Passed",
    "Picture",
    "Reference",
    "Still",
    "Stills",
    "Tail",
    "continuity",
]
