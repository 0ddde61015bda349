"""The boundaries of a film: what each shot starts from and ends on, by what its file asks and what its model can hold.

Everything here runs in the order of the film. A keyframe never comes from a clip: where the shot before goes on from a clip
itself, `match` takes the composition of the picture that its chain began with. So all keyframes can be made before any clip.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from generation.backend import Capabilities
from orchestrator.directing.continuity.entities import Cast, Spot
from orchestrator.directing.continuity.values import (
    Drawn,
    End,
    File,
    Maker,
    Makers,
    Note,
    Picture,
    Still,
    Stills,
    Tail,
    keyframe_step,
)
from orchestrator.directing.schedule import ScheduledShot
from orchestrator.film.vocabulary import Boundary

_ITS_FIRST = "it is the first shot of the film"


@dataclass
class Joined:
    """A shot on its way through the plan. `maker` is None for the person's own footage."""

    item: ScheduledShot
    maker: Maker | None
    spot: Spot
    boundary: Boundary = "cut"
    first: Picture | None = None
    last: Still | None = None
    composition: Still | None = None
    context: str | None = None
    cut_off: int = 0
    chain: int = 0
    opening: Still | None = None
    """The picture that its chain began with."""
    opening_spot: Spot | None = None
    notes: list[Note] = field(default_factory=list[Note])

    @property
    def key(self) -> str:
        """`scene/shot`."""
        return self.item.key

    def note(self, text: str) -> None:
        """Say something of this shot."""
        self.notes.append(Note(self.key, text))


class Boundaries:
    """Resolves the boundaries of a film, shot by shot."""

    def __init__(self, cast: Cast, makers: Makers, stills: Stills, longest_chain: int) -> None:
        """`stills` draws keyframes."""
        self._cast = cast
        self._makers = makers
        self._stills = stills
        self._longest = longest_chain

    def joined(self, items: Sequence[ScheduledShot]) -> list[Joined]:
        """Every shot with what it starts from and ends on."""
        found: list[Joined] = []
        for item in items:
            now = Joined(item, self._makers(item), self._cast.spot(item.scene, item.shot))
            before = found[-1] if found else None
            self._ends(now)
            self._join(now, before)
            found.append(now)
        for now in found:
            self._both_ends(now)
        return found

    def _ends(self, now: Joined) -> None:
        """The last picture that the shot's own file asks for."""
        wanted = now.item.shot.keyframes.last
        if now.maker is None or wanted in (None, "off") or not now.maker.can.last_frame:
            return
        now.last = self._said(now, "last", wanted)

    def _both_ends(self, now: Joined) -> None:
        """Draw the end that a model cannot do without, where there is the other one."""
        if now.maker is None or not now.maker.can.needs_last or now.item.shot.keyframes.last == "off":
            return
        if now.last is None and now.first is not None:
            now.last = Drawn(keyframe_step(now.key, "last"))
        if now.first is None and now.last is not None and now.item.shot.keyframes.first != "off":
            now.first = Drawn(keyframe_step(now.key, "first"))

    def _join(self, now: Joined, before: Joined | None) -> None:
        asked = now.item.shot.boundary
        if asked == "cut" or not self._can_join(now, before, asked):
            self._cut(now)
        elif before is not None:
            {"match": self._match, "shared": self._shared, "continue": self._continue}[asked](now, before)
        if isinstance(now.first, Tail) or now.context:
            assert before is not None
            now.opening, now.opening_spot = before.opening, before.opening_spot
        else:
            now.opening, now.opening_spot = now.first, now.spot

    def _can_join(self, now: Joined, before: Joined | None, asked: Boundary) -> bool:
        """Whether anything can be carried over the boundary at all; else say why not."""
        reason = ""
        if before is None:
            reason = _ITS_FIRST
        elif now.maker is None:
            reason = "it is your own footage"
        elif not now.maker.can.first_frame and not (asked == "continue" and now.maker.can.context):
            reason = f"'{now.maker.name}' has no first frame"
        if reason:
            now.note(_becomes_cut(asked, reason))
        return not reason

    def _cut(self, now: Joined) -> None:
        now.boundary = "cut"
        now.first = self._own(now)

    def _own(self, now: Joined) -> Still | None:
        """The first picture that a shot has by itself."""
        wanted = now.item.shot.keyframes.first
        if now.maker is None or not now.maker.can.first_frame or wanted == "off":
            return None
        if wanted is not None:
            return self._said(now, "first", wanted)
        drawn = self._stills.everywhere or now.maker.can.needs_first
        return Drawn(keyframe_step(now.key, "first")) if drawn else None

    def _said(self, now: Joined, end: End, wanted: str | None) -> Still | None:
        """A picture that the file names: one that is drawn, or the person's own."""
        if wanted is None:
            return None
        return Drawn(keyframe_step(now.key, end)) if wanted == "generate" else File(wanted)

    def _match(self, now: Joined, before: Joined) -> None:
        self._cut(now)
        reason = ""
        if now.item.shot.keyframes.first not in (None, "generate"):
            reason = f"keyframes.first is {now.item.shot.keyframes.first}"
        elif not self._stills.can.composition:
            reason = (
                f"'{self._stills.name}' cannot take over the composition of a picture; set stills to a model that can"
            )
        elif before.opening is None:
            reason = "the shot before has no keyframe"
        if reason:
            now.note(_becomes_cut("match", reason))
            return
        now.boundary = "match"
        now.first, now.composition = Drawn(keyframe_step(now.key, "first")), before.opening

    def _shared(self, now: Joined, before: Joined) -> None:
        own = self._own(now)
        theirs = before.last if isinstance(before.last, File) else None
        picture = theirs if theirs and not isinstance(own, File) else own
        reason = ""
        if before.maker is None:
            reason = "the shot before is your own footage"
        elif not before.maker.can.last_frame:
            reason = f"'{before.maker.name}', which makes the shot before, has no last frame"
        elif before.item.shot.keyframes.last == "off":
            reason = "keyframes.last of the shot before is off"
        elif now.item.shot.keyframes.first == "off":
            reason = "keyframes.first is off"
        elif theirs and isinstance(own, File) and theirs != own:
            reason = f"the shot before ends on {theirs.path}"
        elif picture is None:
            reason = "there is no still model here to draw the picture; set keyframes.first to generate or to a file"
        if not reason:
            now.boundary, now.first, before.last = "shared", picture, picture
            if gone := _cut_away(now, before):
                now.note(
                    f"the picture that it shares with the shot before is cut away by {gone}: the cut between them jumps"
                )
            return
        self._instead(now, before, reason)

    def _instead(self, now: Joined, before: Joined, reason: str) -> None:
        """Go on from the last picture where there can be none that is shared, but never to another place or time.

        Nor with people unless it is asked for: faces melt in a chain.
        """
        could = now.item.shot.keyframes.first is None and now.spot == before.spot and before.chain < self._longest
        if could and not now.item.shot.cast:
            now.note(f"boundary 'shared' becomes 'continue': {reason}")
            self._continue(now, before)
            return
        instead = "; boundary: continue would go on from its last picture" if could else ""
        now.note(_becomes_cut("shared", f"{reason}{instead}"))
        self._cut(now)

    def _continue(self, now: Joined, before: Joined) -> None:
        assert now.maker is not None
        if now.item.shot.keyframes.first is not None:
            now.note(_becomes_cut("continue", f"keyframes.first is {now.item.shot.keyframes.first}"))
            self._cut(now)
        elif before.chain >= self._longest:
            now.note(_begins_anew(self._longest))
            self._cut(now)
        else:
            now.boundary, now.chain = "continue", before.chain + 1
            self._go_on(now, before, now.maker.can)

    def _go_on(self, now: Joined, before: Joined, can: Capabilities) -> None:
        """A model that can be shown the clip before sees how things move there; the others see its last picture.

        Either ends where the film leaves it. Under a transition that both shots lie under, that is the clip's own end.
        """
        now.cut_off = 0 if now.item.timing.head else before.item.timing.after
        now.context = before.key if can.context else None
        if can.first_frame and (not can.context or can.needs_first):
            now.first = Tail(before.key)


def _cut_away(now: Joined, before: Joined) -> str:
    """What of the edit leaves the join of two shots unseen; nothing under a transition that both lie under."""
    trims = ((f"trim.out of {before.key}", before.item.timing.after), ("its own trim.in", now.item.timing.before))
    return "" if now.item.timing.head else " and ".join(trim for trim, frames in trims if frames)


def _becomes_cut(asked: Boundary, reason: str) -> str:
    return f"boundary '{asked}' becomes a cut: {reason}"


def _begins_anew(longest: int) -> str:
    if longest == 0:
        return "boundary 'continue' becomes a cut: continuity.longest_chain of the film is 0"
    shots = "shot goes" if longest == 1 else "shots in a row go"
    return (
        f"boundary 'continue' begins anew: {longest} {shots} on from the one before already, and errors add up "
        "(continuity.longest_chain)"
    )


def roots(row: Sequence[Joined], widths: Sequence[str]) -> dict[Spot, Joined]:
    """Of each place, time and state the widest shot with a picture of its own; of several the earliest."""
    found: dict[Spot, Joined] = {}
    for now in row:
        if not isinstance(now.first, File | Drawn):
            continue
        known = found.get(now.spot)
        if known is None or widths.index(now.item.shot.size) < widths.index(known.item.shot.size):
            found[now.spot] = now
    return found


def making_order(row: Sequence[Joined], first: Sequence[Joined]) -> list[Joined]:
    """The order in which keyframes are made: those of `first`, then the others; each after the one it takes over."""
    by_step = {now.first.step: now for now in row if isinstance(now.first, Drawn)}
    placed: dict[str, Joined] = {}

    def earlier(now: Joined) -> Iterator[Joined]:
        """The keyframe, and those whose composition it takes over, the nearest first. They lie ever further back."""
        while True:
            yield now
            if not isinstance(now.composition, Drawn) or now.composition.step not in by_step:
                return
            now = by_step[now.composition.step]

    for wanted in (*first, *row):
        for now in reversed(list(earlier(wanted))):
            placed.setdefault(now.key, now)
    return list(placed.values())
