"""Making a timeline that contradicts itself one that can be rendered, and saying what was changed."""

from stitching.errors import TimelineError
from stitching.timeline import Item, Timeline, Title, Transition


def settled(timeline: Timeline) -> tuple[Timeline, tuple[str, ...]]:
    """The timeline with its transitions no longer than their clips and nothing beyond its end; what was changed, in words.

    An overlap that does not fit becomes shorter, and a cut where not two frames are left of it: one frame of each clip stays
    as it is. Two items of one id are a TimelineError, for nobody could tell which was meant.
    """
    _differ(timeline)
    told: list[str] = []
    items = list(timeline.items)
    left = items[0].frames
    for index, item in enumerate(items):
        enter = _fitting(item, items[index - 1] if index else None, left, told)
        items[index] = item.model_copy(update={"enter": enter})
        left = item.frames - _own(enter, first=not index)
    leave = _shortened(timeline.leave, max(0, left), f"{items[-1].id}: leaves", told)
    changed = timeline.model_copy(update={"items": tuple(items), "leave": leave})
    return _within(changed, told), tuple(told)


def _differ(timeline: Timeline) -> None:
    ids = [item.id for item in timeline.items]
    twice = [name for name in dict.fromkeys(ids) if ids.count(name) > 1] if len(set(ids)) < len(ids) else []
    if twice:
        raise TimelineError(f"{', '.join(twice)}: more than one item has this id; give each its own")


def _own(enter: Transition, *, first: bool) -> int:
    """How many of an item's frames its own transition takes."""
    if enter.kind == "cut":
        return 0
    return enter.frames if first or enter.overlap else enter.frames - enter.frames // 2


def _fitting(item: Item, before: Item | None, left: int, told: list[str]) -> Transition:
    """The transition into an item; `left` frames of the item before are not in a transition yet."""
    enter = item.enter
    if before is None:
        return _shortened(enter, item.frames, f"{item.id}: enters", told)
    most = min(left, item.frames) - 1
    return _shortened(enter, most if enter.overlap else 2 * most, f"{item.id}: enters", told)


def _shortened(how: Transition, most: int, what: str, told: list[str]) -> Transition:
    if how.kind == "cut" or how.frames <= most:
        return how
    if most < 2:
        told.append(f"{what} by a cut; there is no room for a {how.kind} of {how.frames} frames")
        return Transition()
    told.append(f"{what} by a {how.kind} of {most} frames; there is no room for {how.frames}")
    return how.model_copy(update={"frames": most})


def _within(timeline: Timeline, told: list[str]) -> Timeline:
    """Text and sound that begin after the film has ended are left out."""
    frames, samples = timeline.frames, timeline.samples

    def name(text: Title) -> str:
        return f"'{' '.join(text.lines)}'"

    told += [
        f"the title {name(each)} is left out; it begins after the end"
        for each in timeline.titles
        if each.start >= frames
    ]
    for what, late in (
        ("caption", [each for each in timeline.captions if each.start >= frames]),
        ("sound", [each for each in timeline.sounds if each.start >= samples]),
        ("marker", [each for each in timeline.markers if each.frame >= frames]),
    ):
        if late:
            told.append(f"{len(late)} {what}{'s are' if len(late) > 1 else ' is'} left out, beginning after the end")
    return timeline.model_copy(
        update={
            "titles": tuple(each for each in timeline.titles if each.start < frames),
            "captions": tuple(each for each in timeline.captions if each.start < frames),
            "sounds": tuple(each for each in timeline.sounds if each.start < samples),
            "markers": tuple(each for each in timeline.markers if each.frame < frames),
        }
    )
