"""The figures of the boundaries between shots, and of the cuts that are found."""

from collections.abc import Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from stitching.quality.expected import Expected, PlannedShot
from stitching.quality.figures import NO_SOUND, CutFigures, Figure, JoinFigures, Unmeasured, figure
from stitching.quality.hearing import AROUND, Heard
from stitching.quality.seeing import Seen
from stitching.timeline import SAMPLE_RATE

CHANGE = 27.0
"""Content difference of a cut wherever it is (PySceneDetect's content detector)."""
STANDS_OUT, LEAST_CHANGE, LEAST_PLANNED = 3.0, 8.0, 4.0
"""A smaller change is a cut, too, if it is three times as large as the frames around it (its adaptive detector); where a cut
is planned a smaller one yet."""
STAYS = 0.5
"""Part of the change that is still there half a second later; a flash comes back."""
MOVES = 0.5
"""Mean absolute difference from which neighbouring frames are told to move."""
NEAR = 2
_CLICK = 48
"""Samples on either side of a boundary in which a click is looked for: a lossy codec smears it over a millisecond."""
_LEAST_STEP = 0.01


def join_figures(seen: Seen, heard: Heard | None, expected: Expected) -> tuple[JoinFigures, ...]:
    """One row for each boundary between two planned shots."""
    return tuple(_join(seen, heard, before, after, expected) for before, after in pairwise(expected.shots))


def _join(seen: Seen, heard: Heard | None, before: PlannedShot, after: PlannedShot, expected: Expected) -> JoinFigures:
    at, met = after.start, seen.met.get(after.start)
    none = "the film ends before it" if at >= seen.frames else "there is no frame before it"
    if after.joined not in ("cut", "continuous"):
        met, none = None, expected.unknown or f"a {after.joined} lies over it"
    return JoinFigures(
        before=before.id,
        after=after.id,
        frame=at,
        joined=after.joined,
        ssim=figure(met.ssim if met else None, none),
        psnr=figure(met.psnr if met else None, none, 2),
        delta_e=figure(met.delta_e if met else None, none, 2),
        difference=figure(met.difference if met else None, none),
        change=figure(seen.change[at] if met else None, none, 2),
        velocity_jump=_velocity_jump(seen, at) if met and after.joined == "continuous" else _no_velocity(after, none),
        click=_click(heard, boundary_sample(after, expected)),
    )


def _no_velocity(after: PlannedShot, none: str) -> Unmeasured:
    return Unmeasured(not_measured="the shots are not continuous" if after.joined == "cut" else none)


def _velocity_jump(seen: Seen, at: int) -> Figure:
    """How much the speed of what moves changes over the boundary, 0 to 1."""
    if at < 2 or at + 1 >= seen.frames:
        return Unmeasured(not_measured="the shots are too short")
    one, other = seen.motion[at - 1], seen.motion[at + 1]
    if max(one, other) < MOVES:
        return Unmeasured(not_measured="nothing moves at the boundary")
    return figure(abs(one - other) / max(one, other), "")


def boundary_sample(shot: PlannedShot, expected: Expected) -> int:
    """The sample of the film on which a shot begins."""
    return round(shot.start * SAMPLE_RATE / expected.fps)


def _click(heard: Heard | None, at: int) -> Figure:
    """The largest step between samples at the boundary by the median step around it.

    Where the steps around are as large, a sound begins or goes on there, and that is no click: the figure is 0.
    """
    if heard is None or not heard.samples:
        return NO_SOUND
    if at >= heard.samples + (heard.begins or 0):
        return Unmeasured(not_measured="the sound ends before it")
    return round(max(_click_of(channel) for channel in heard.pieces[at]), 2)


def _click_of(samples: NDArray[np.float32]) -> float:
    steps = np.abs(np.diff(samples))
    middle = slice(AROUND - _CLICK, AROUND + _CLICK)
    there = float(steps[middle].max())
    around = np.concatenate([steps[: AROUND - _CLICK], steps[AROUND + _CLICK :]])
    if there < _LEAST_STEP or there < 2 * float(around.max()):
        return 0.0
    return there / max(float(np.median(around)), 1e-5)


def cut_figures(seen: Seen, expected: Expected) -> CutFigures:
    """Cuts found against cuts planned. A change inside a planned transition is neither."""
    planned = expected.cuts
    covered = in_transitions(expected)
    found = [frame for frame in found_cuts(seen, planned) if not covered.intersection((frame - 1, frame, frame + 1))]
    inside = [frame for frame in found if not _near(frame, planned)]
    exact = [frame for frame in found if frame in planned]
    none_found, none_planned = expected.unknown or "no cut was found", expected.unknown or "no cut was planned"
    return CutFigures(
        planned=planned,
        found=tuple(found),
        inside=tuple(inside),
        precision=figure(len(exact) / len(found) if found else None, none_found),
        recall=figure(len(exact) / len(planned) if planned else None, none_planned),
        precision_near=figure((len(found) - len(inside)) / len(found) if found else None, none_found),
        recall_near=figure(
            sum(_near(frame, found) for frame in planned) / len(planned) if planned else None, none_planned
        ),
    )


def _near(frame: int, frames: Sequence[int]) -> bool:
    return any(abs(frame - other) <= NEAR for other in frames)


def in_transitions(expected: Expected) -> set[int]:
    """The frames that transitions touch."""
    found = set[int]()
    for shot in expected.shots:
        found.update(range(shot.start, shot.clear.start), range(shot.clear.stop, shot.start + shot.frames))
    return found


def found_cuts(seen: Seen, planned: Sequence[int]) -> list[int]:
    """Frames that begin another picture: those that differ enough from the frame before, and stay different."""
    changes = np.asarray(seen.change)
    found = list[int]()
    for frame in sorted(seen.lasting):
        change = changes[frame]
        beside = np.concatenate([changes[max(1, frame - 2) : frame], changes[frame + 1 : frame + 3]])
        least = LEAST_PLANNED if frame in planned else LEAST_CHANGE
        stands_out = change >= least and change >= STANDS_OUT * float(beside.mean() if beside.size else 0)
        stays = frame in planned or seen.lasting[frame] >= STAYS * change
        if (change >= CHANGE or stands_out) and stays and (not found or frame - found[-1] > 1):
            found.append(frame)
    return found


def unseen(seen: Seen, frame: int) -> bool:
    """Whether no more changes at a frame than does around it."""
    if frame >= seen.frames:
        return False
    beside = (*seen.change[max(1, frame - 3) : frame], *seen.change[frame + 1 : frame + 4])
    return seen.change[frame] <= 2 * float(np.median(beside or (0.0,)))
