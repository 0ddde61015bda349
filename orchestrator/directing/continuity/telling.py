"""What conditions a shot, in words."""

from collections.abc import Iterator

from orchestrator.directing.continuity.values import (
    Carried,
    Chosen,
    ContinuityPlan,
    Drawn,
    File,
    Keyframe,
    Picture,
    Still,
    Tail,
)


def conditions(plan: ContinuityPlan, shot: str, by: str) -> tuple[str, ...]:
    """What a shot's clip starts from, ends on and is shown; `by` is what draws keyframes."""
    return tuple(_conditions(plan, plan.shots[shot], by))


def boundary_words(carried: Carried) -> str:
    """The boundary to the shot before as it was resolved, and what was asked for where that is another."""
    if carried.asked == carried.boundary:
        return carried.boundary
    return f"{carried.boundary} ({carried.asked} is asked for)"


def _conditions(plan: ContinuityPlan, carried: Carried, by: str) -> Iterator[str]:
    if carried.first is not None:
        also = ", which is also the last frame of the shot before" if carried.boundary == "shared" else ""
        yield f"first frame: {_picture(carried.first, carried.shot, by)}{also}"
        yield from _drawn_from(plan, carried.first)
    if carried.context is not None:
        yield f"the clip of {carried.context}, from whose end it goes on{_anchored(carried.colours)}"
    for passed in carried.between:
        yield f"at {passed.at}, frame {passed.frame}: {_still(passed.picture)}"
    if carried.last is not None:
        shared = isinstance(carried.last, Drawn) and not carried.last.step.startswith(f"still {carried.shot}/")
        also = ", which is the first one of the shot after" if shared else ""
        yield f"last frame: {_picture(carried.last, carried.shot, by)}{also}"
        if not shared:
            yield from _drawn_from(plan, carried.last)
    for chosen in carried.references:
        yield f"shown: {_chosen(chosen)}"


def _drawn_from(plan: ContinuityPlan, picture: Picture) -> Iterator[str]:
    frame: Keyframe | None = plan.keyframes.get(picture.step) if isinstance(picture, Drawn) else None
    if frame is None:
        return
    if frame.root:
        yield "  the widest of its place: made before the other keyframes there, and shown for them"
    if frame.composition is not None:
        yield f"  its composition is that of {_still(frame.composition)}"
    for chosen in frame.references:
        yield f"  made from {_chosen(chosen)}"
        yield from _based_on(plan, chosen)
    for style in frame.style:
        yield f"  in the style of {style.path}"


def _based_on(plan: ContinuityPlan, chosen: Chosen) -> Iterator[str]:
    found = plan.references.get(chosen.picture.step) if isinstance(chosen.picture, Drawn) else None
    if found is not None and found.base is not None:
        yield f"    which is made from {_still(found.base)}"


def _chosen(chosen: Chosen) -> str:
    return f"{chosen.words} (shows {', '.join(chosen.shows)}; worth {chosen.worth:g})"


def _picture(picture: Picture, shot: str, by: str) -> str:
    if isinstance(picture, Tail):
        return f"the last one of {picture.shot}, the shot before{_anchored(picture.anchor)}"
    if isinstance(picture, Drawn) and picture.step.startswith(f"still {shot}/"):
        return f"a keyframe that {by} draws for it"
    return _still(picture)


def _anchored(anchor: Still | None) -> str:
    return f", its colours drawn back to those of {_still(anchor)}" if anchor else ""


def _still(picture: Still) -> str:
    if isinstance(picture, File):
        return picture.path
    kind, _, what = picture.step.partition(" ")
    if kind == "reference":
        return f"the picture of {what.partition('/')[2]}"
    shot, _, end = what.rpartition("/")
    return f"the {end} keyframe of {shot}" if end == "last" else f"the keyframe of {shot}"
