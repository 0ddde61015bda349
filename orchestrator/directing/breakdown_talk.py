"""Talk as it is covered: both together first, then over each other's shoulder, then closer, then both again."""

from orchestrator.directing.breakdown_plan import Planned, PlannedScene

_ROUND = 6
"""After so many singles in a row both are seen together once more, so that nobody forgets where they stand."""
_OVER_SHOULDER = "medium-close"


def cover_talk(entry: PlannedScene) -> None:
    """Make two-shots of the speeches that need one, and tell every single whom it is spoken to."""
    seen = frozenset[str]()
    singles = 0
    for index, shot in enumerate(entry.shots):
        before = entry.shots[index - 1] if index else None
        if shot.kind == "speech" and len(shot.cast) == 1:
            partner = _partner(entry, index)
            both = {shot.cast[0], partner or ""}
            if partner and (not (both <= seen) or singles >= _ROUND) and not (before and set(before.cast) >= both):
                shot.cast, shot.subject = (shot.cast[0], partner), shot.cast[0]
                singles = 0
            else:
                shot.partner = partner if _is_seen_speaking(shot) else None
                shot.turn, singles = singles, singles + 1
        elif shot.kind not in ("speech", "reaction"):
            singles = 0
        if len(shot.cast) > 1:
            seen = seen | set(shot.cast)


def over_shoulder(shot: Planned) -> str | None:
    """Who is seen from behind at the frame's edge, if anybody."""
    return shot.partner if shot.size == _OVER_SHOULDER and len(shot.cast) == 1 else None


def _is_seen_speaking(shot: Planned) -> bool:
    return any(line.character == shot.cast[0] for line in shot.lines)


def _partner(entry: PlannedScene, index: int) -> str | None:
    """Whom a speech is spoken to: who spoke or listened nearest to it, before or after, or whoever else is there."""
    shot = entry.shots[index]
    speaker = shot.lines[0].character if shot.lines else None
    if speaker and speaker != shot.cast[0]:
        return speaker
    near = sorted(
        (other for other in range(len(entry.shots)) if other != index),
        key=lambda other: (entry.shots[other].kind not in ("speech", "reaction"), abs(other - index), other > index),
    )
    found = [person for other in near for person in entry.shots[other].cast if person != shot.cast[0]]
    # Others of the speaker's own group come last.
    found.sort(key=lambda person: person.removesuffix("-2") == shot.cast[0].removesuffix("-2"))
    return found[0] if found else None
