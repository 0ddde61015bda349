"""Findings about what the shots look like: flicker, blur, colour that drifts, and a clip in the place of another."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

import numpy as np

from stitching.quality.expected import Expected, PlannedShot
from stitching.quality.figures import Finding, Quality, ShotFigures, Unmeasured, measured
from stitching.quality.judging_picture import placed

FLICKER = 0.97
"""Quality of a shot that is to rest, under which it flickers: every pixel changes by 8 of 255 from frame to frame."""
LUMA_FLICKER = 2.0
BLURRED = 0.6
"""Part of the first shot's sharpness that the last of a row of continuous shots must have."""
CREEP, CREEP_OVER_CUTS = 6.0, 15.0
"""L* or C* by which a scene may drift in one direction: over continuous shots, and over cuts, where framing changes it, too."""
_CHAIN, _ROW = 3, 4
_STRAIGHT = 0.97


def judged_shots(quality: Quality, expected: Expected) -> Iterator[Finding]:
    """Shot by shot, then row by row of shots that belong together."""
    rows = {row.id: row for row in quality.shots}
    for shot in expected.shots:
        yield from _shot(rows[shot.id], shot, expected)
    for chain in _rows(expected, continuous=True):
        yield from _blur(chain, rows, expected)
        yield from _creep(chain, rows, expected, CREEP)
    for row in _rows(expected, continuous=False):
        if not any(shot.joined == "continuous" for shot in row[1:]) and len(row) >= _ROW:
            yield from _creep(row, rows, expected, CREEP_OVER_CUTS)


def _shot(row: ShotFigures, shot: PlannedShot, expected: Expected) -> Iterator[Finding]:
    if shot.card:
        return
    at = shot.clear.start
    if row.resembles:
        text = f"the clip of {row.resembles} is shown in its place; render the film anew"
        yield placed("swapped", "fail", text, at, expected, (shot.id, row.resembles))
    if not isinstance(row.flicker, Unmeasured) and row.flicker < FLICKER:
        text = f"the picture is to rest and changes by {(1 - row.flicker) * 255:.0f} of 255 a frame; make another take"
        yield placed("flicker", "warn", text, at, expected, (shot.id,), row.flicker, FLICKER)
    steady = row.steady_flicker
    if not isinstance(steady, Unmeasured) and steady > LUMA_FLICKER:
        text = f"its brightness flickers, by {steady:.1f} of 255 from frame to frame; make another take"
        yield placed("luma-flicker", "warn", text, at, expected, (shot.id,), steady, LUMA_FLICKER)


def _rows(expected: Expected, *, continuous: bool) -> Iterator[list[PlannedShot]]:
    """Shots in a row of one scene, at least three; with `continuous`, such that each goes on from the one before."""
    shots = [shot for shot in expected.shots if not shot.card]
    row = shots[:1]
    for before, shot in pairwise(shots):
        if shot.scene == before.scene and (shot.joined == "continuous" or not continuous):
            row.append(shot)
            continue
        if len(row) >= _CHAIN:
            yield row
        row = [shot]
    if len(row) >= _CHAIN:
        yield row


def _blur(chain: Sequence[PlannedShot], rows: dict[str, ShotFigures], expected: Expected) -> Iterator[Finding]:
    sharp = measured([rows[shot.id].sharpness for shot in chain])
    if len(sharp) < len(chain) or sharp[0] <= 0 or not _one_way(sharp):
        return
    left = sharp[-1] / sharp[0]
    if left < BLURRED:
        text = (
            f"the picture blurs from shot to shot, to {left:.0%} of its sharpness; start one from a keyframe of its own"
        )
        shots = tuple(shot.id for shot in chain)
        yield placed("blur", "warn", text, chain[-1].start, expected, shots, left, BLURRED)


def _creep(
    row: Sequence[PlannedShot], rows: dict[str, ShotFigures], expected: Expected, bound: float
) -> Iterator[Finding]:
    shots = tuple(shot.id for shot in row)
    for rule, what, values in (
        ("exposure-creep", "brighter", [rows[shot].lightness for shot in shots]),
        ("saturation-creep", "more colourful", [rows[shot].chroma for shot in shots]),
    ):
        found = measured(values)
        if len(found) < len(row) or not _one_way(found):
            continue
        straight = abs(float(np.corrcoef(np.arange(len(found)), found)[0, 1]))
        by = found[-1] - found[0]
        if abs(by) > bound and straight >= _STRAIGHT - (0.05 if bound == CREEP else 0):
            way = what if by > 0 else what.replace("brighter", "darker").replace("more", "less")
            text = f"the scene gets {way} from shot to shot, by {abs(by):.0f} of 100; hold its colours, or grade the shots alike"
            yield placed(rule, "warn", text, row[-1].start, expected, shots, by, bound)


def _one_way(values: Sequence[float]) -> bool:
    steps = [after - before for before, after in pairwise(values)]
    return all(step > 0 for step in steps) or all(step < 0 for step in steps)
