"""Which pictures a shot is shown: a few that together show as much as possible of what it needs.

A picture shows an entity more or less well (0 to 1). What several show of one entity adds up with diminishing returns: of what
is not shown yet, each shows its share. A picture is worth the sum of what it adds, times the weight of the entity in this shot;
the one that is worth most is taken first, until the model's slots are full or nothing is worth the place.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from orchestrator.directing.continuity.entities import Need
from orchestrator.directing.continuity.values import Chosen, Entity, Still

OWN = 0.9
"""How well a picture of an entity shows it."""
PLACE_SHEET = 0.7
"""How well the picture of a place shows it: not in this light, nor at this time."""
SPOT = 0.9
"""How well the first keyframe of a place, time and state shows the place."""
SEEN_THERE = 0.45
"""How well that keyframe shows people and things that are seen in it, in the same state."""
LEAST = 0.25
"""What a picture must at least be worth."""


@dataclass(frozen=True)
class Candidate:
    """A picture, what it shows and how well; `words` say what it is."""

    picture: Still
    words: str
    shows: Mapping[Entity, float]


def choose(needs: Sequence[Need], candidates: Sequence[Candidate], most: int) -> tuple[Chosen, ...]:
    """The pictures for a shot, the best first; of two that are worth the same, the one that comes first."""
    missing = {need.entity: 1.0 for need in needs}
    left, found = list(candidates), list[Chosen]()
    while left and len(found) < most:
        worth = [_worth(candidate, needs, missing) for candidate in left]
        best = max(range(len(left)), key=lambda index: (worth[index], -index))
        if worth[best] < LEAST:
            break
        taken = left[best]
        left = [candidate for candidate in left if candidate.picture != taken.picture]
        shows = tuple(need.entity.words for need in needs if taken.shows.get(need.entity))
        found.append(Chosen(taken.picture, taken.words, shows, round(worth[best], 2)))
        for entity, quality in taken.shows.items():
            if entity in missing:
                missing[entity] *= 1 - quality
    return tuple(found)


def _worth(candidate: Candidate, needs: Sequence[Need], missing: Mapping[Entity, float]) -> float:
    return sum(need.weight * missing[need.entity] * candidate.shows.get(need.entity, 0.0) for need in needs)
