"""Talk as it is covered: both together first, then over each other's shoulder, then closer, then both again."""

from orchestrator.directing.breakdown_plan import Planned, PlannedScene

_ROUND = 6
"""After so many singles in a row both are seen together once more, so that nobody forgets where they stand."""
_OVER_SHOULDER = "medium-close"


def cover_talk(entry: PlannedScene) -> None:
    """Make two-shots of the speeches that need one, and tell every single whom it is spoken to."""
    present, seen, singles = set[str](), set[str](), 0
    for index, shot in enumerate(entry.shots):
        before = entry.shots[index - 1] if index else None
        if shot.kind == "speech" and len(shot.cast) == 1:
            # Who has not come yet is called, not looked at.
            partner = shot.partner if shot.partner in present else None
            shot.partner = partner
            both = {shot.cast[0], partner or ""}
            if (
                shot.asked is None
                and partner
                and (not both <= seen or singles >= _ROUND)
                and not (before and set(before.cast) >= both)
            ):
                shot.cast, shot.subject = (shot.cast[0], partner), shot.cast[0]
                singles = 0
            else:
                shot.turn, singles = singles, singles + 1
        elif shot.kind not in ("speech", "reaction"):
            singles = 0
        present |= set(shot.cast)
        if len(shot.cast) > 1:
            seen |= set(shot.cast)


def over_shoulder(shot: Planned) -> str | None:
    """Who is seen from behind at the frame's edge of a speaker's single, if anybody."""
    speaks = len(shot.cast) == 1 and any(line.character == shot.cast[0] for line in shot.lines)
    return shot.partner if shot.size == _OVER_SHOULDER and speaks else None
