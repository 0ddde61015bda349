"""The figures of shots, of scenes, and of the whole picture."""

import warnings
from collections.abc import Sequence
from itertools import accumulate, groupby, pairwise
from pathlib import Path
from statistics import fmean, median

import numpy as np
from numpy.typing import NDArray

from stitching.errors import MediaError
from stitching.quality.comparing import correlation
from stitching.quality.expected import Expected, PlannedShot
from stitching.quality.figures import (
    Figure,
    PictureFigures,
    SceneFigures,
    ShotFigures,
    Stretch,
    Unmeasured,
    figure,
    measured,
)
from stitching.quality.seeing import Colours, Seen
from stitching.quality.warping import ESTIMATOR

BLACK_SECONDS = 0.1
"""A black stretch is reported from this length on."""
FROZEN_SECONDS = 1.0
"""A stretch without any change is reported from this length on."""

RESEMBLES = 0.85
"""Correlation from which a picture is taken for that of a clip."""
_NEARBY = 8
"""Shots on either side whose clip may have been put in a shot's place."""

_TOO_SHORT = "the shot is too short outside of its transitions"
_THUMB = 64
"""Pixels across at which a shot is compared with its clip."""


def shot_figures(seen: Seen, expected: Expected) -> tuple[ShotFigures, ...]:
    """One row for each planned shot."""
    return tuple(_shot(seen, shot, expected) for shot in expected.shots)


def _shot(seen: Seen, shot: PlannedShot, expected: Expected) -> ShotFigures:
    frames = range(shot.clear.start, min(shot.clear.stop, seen.frames))
    gone = _TOO_SHORT if shot.start < seen.frames else "the film ends before it"
    moved = [seen.motion[frame] for frame in frames[1:]]
    motion = fmean(moved) if moved else None
    flicker, steady = _luma_flicker([seen.brightness[frame] for frame in frames])
    likeness = _likeness(seen, shot, shot)
    colours = seen.colours.get(shot.id)
    lab = colours.sums / colours.count if colours else None
    return ShotFigures(
        id=shot.id,
        scene=shot.scene,
        start=shot.start,
        frames=shot.frames,
        still=shot.still,
        motion=figure(motion, gone),
        flicker=_flicker(motion, shot, gone),
        luma_flicker=figure(flicker, gone),
        steady_flicker=figure(steady, gone),
        warp_error=figure(_middle_of([seen.warp[frame] for frame in frames if frame in seen.warp]), gone),
        sharpness=figure(_middle_of([seen.sharpness[frame] for frame in frames if frame in seen.sharpness]), gone, 2),
        brightness=figure(_middle_of([seen.brightness[frame] for frame in frames]), gone, 2),
        contrast=figure(_middle_of([seen.contrast[frame] for frame in frames]), gone, 2),
        lightness=figure(None if lab is None else float(lab[0]), gone, 2),
        chroma=figure(None if lab is None else float(lab[3]), gone, 2),
        likeness=likeness,
        resembles=_resembled(seen, shot, likeness, expected),
    )


def _flicker(motion: float | None, shot: PlannedShot, gone: str) -> Figure:
    if motion is not None and not shot.still and not shot.card:
        return Unmeasured(not_measured="something is to move in the shot, and flicker cannot be told from it")
    return figure(None if motion is None else (255 - motion) / 255, gone)


def _luma_flicker(brightness: Sequence[float]) -> tuple[float | None, float | None]:
    """Of the second difference of mean luma the deviation, and the deviation that its median stands for."""
    if len(brightness) < 4:
        return None, None
    second = np.diff(np.asarray(brightness), 2)
    return float(second.std()), float(1.4826 * np.median(np.abs(second)))


def _middle_of(values: Sequence[float]) -> float | None:
    return median(values) if values else None


def clip_thumb(clip: Path, at: int) -> NDArray[np.float32] | None:
    """Small luma of one frame of a clip; None where it cannot be read, or has no such frame."""
    from stitching.mezzanine import probe, read

    try:
        facts = probe(clip)
        planes = next(iter(read(clip, at, 1)))
    except (MediaError, StopIteration):
        return None
    return thumb_of(planes[: facts.height].astype(np.float32))


def thumb_of(luma: NDArray[np.float32]) -> NDArray[np.float32]:
    """A luma picture of any size as means over at most 64 x 64 equal parts."""
    rows, columns = (np.linspace(0, side, min(side, _THUMB) + 1).astype(int)[:-1] for side in luma.shape)
    sums = np.add.reduceat(np.add.reduceat(luma, rows, axis=0), columns, axis=1)
    sizes = np.diff([*rows, luma.shape[0]])[:, None] * np.diff([*columns, luma.shape[1]])
    return (sums / sizes).astype(np.float32)


def _likeness(seen: Seen, shot: PlannedShot, other: PlannedShot) -> Figure:
    """Of the middle of a shot to the same frame of a clip, its own or another's."""
    if other.clip is None:
        return Unmeasured(not_measured="it has no clip")
    thumb = clip_thumb(other.clip, other.first + shot.middle - shot.start)
    if thumb is None or shot.id not in seen.middles:
        return Unmeasured(not_measured="the clip or the film has no such frame")
    own = thumb_of(seen.middles[shot.id])
    if own.shape != thumb.shape:
        return Unmeasured(not_measured="the clip has another shape than the film")
    return figure(correlation(own, thumb), "the picture is plain")


def _resembled(seen: Seen, shot: PlannedShot, own: Figure, expected: Expected) -> str | None:
    """A shot nearby whose clip is in this one's place, as it looks."""
    if isinstance(own, Unmeasured) or own >= RESEMBLES:
        return None
    at = expected.shots.index(shot)
    nearby = expected.shots[max(0, at - _NEARBY) : at + _NEARBY + 1]
    likely = [
        (alike, other.id)
        for other in nearby
        if other.id != shot.id and not isinstance(alike := _likeness(seen, shot, other), Unmeasured)
    ]
    alike, name = max(likely, default=(0.0, ""))
    return name if alike >= RESEMBLES and alike > own + (1 - RESEMBLES) else None


def scene_figures(seen: Seen, expected: Expected) -> tuple[SceneFigures, ...]:
    """One row for each scene of at least one shot that is no card, in order."""
    shots = [shot for shot in expected.shots if not shot.card]
    return tuple(_scene(name, list(group), seen) for name, group in groupby(shots, key=lambda shot: shot.scene))


def _scene(name: str, shots: Sequence[PlannedShot], seen: Seen) -> SceneFigures:
    there = [colours for shot in shots if (colours := seen.colours.get(shot.id))]
    alone = "the scene has only one shot"
    pairs = list(pairwise(there))
    return SceneFigures(
        scene=name,
        shots=len(shots),
        chi2=figure(max((_chi2(*pair) for pair in pairs), default=None), alone),
        emd=figure(max((_emd(*pair) for pair in pairs), default=None), alone, 2),
        lightness_slope=figure(slope([float(one.sums[0] / one.count) for one in there]), alone, 2),
        chroma_slope=figure(slope([float(one.sums[3] / one.count) for one in there]), alone, 2),
    )


def _chi2(one: Colours, other: Colours) -> float:
    a, b = one.histogram / one.count, other.histogram / other.count
    return float(0.5 * (np.square(a - b) / np.maximum(a + b, 1e-12)).sum())


def _emd(one: Colours, other: Colours) -> float:
    """Earth mover's distance of lightness, in units of L*."""
    apart = np.cumsum(one.lightness / one.count - other.lightness / other.count)
    return float(np.abs(apart).sum() * 100 / apart.size)


def slope(values: Sequence[float]) -> float | None:
    """By how much the values change from one to the next, by least squares; None for fewer than two."""
    if len(values) < 2:
        return None
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", np.exceptions.RankWarning)
        return float(np.polyfit(np.arange(len(values)), values, 1)[0])


def picture_figures(seen: Seen, shots: Sequence[ShotFigures], expected: Expected) -> PictureFigures:
    """The whole film's picture, from its shots; cards count for nothing."""
    cards = {shot.id for shot in expected.shots if shot.card}
    rows = [shot for shot in shots if shot.id not in cards]
    sharp = measured([shot.sharpness for shot in rows])
    third = len(sharp) // 3
    decay = median(sharp[-third:]) / max(median(sharp[:third]), 1e-6) if third else None
    flicker = measured([shot.flicker for shot in rows if shot.still])
    warp = measured([shot.warp_error for shot in rows])
    bright = measured([shot.brightness for shot in rows])
    contrast = measured([shot.contrast for shot in rows])
    rate = expected.fps
    return PictureFigures(
        motion=figure(fmean(seen.motion[1:]) if seen.frames > 1 else None, "the film has one frame"),
        flicker=figure(fmean(flicker) if flicker else None, "no shot is to rest"),
        luma_flicker=figure(max(measured([shot.luma_flicker for shot in rows]), default=None), _TOO_SHORT),
        warp_error=figure(median(warp) if warp else None, "no shot is long enough"),
        warp_estimator=ESTIMATOR,
        sharpness_least=figure(min(sharp, default=None), "no shot is long enough", 2),
        sharpness_median=figure(median(sharp) if sharp else None, "no shot is long enough", 2),
        sharpness_decay=figure(decay, "the film has fewer than three shots"),
        brightness_variance=figure(float(np.var(bright)) if bright else None, "no shot is long enough", 2),
        contrast_variance=figure(float(np.var(contrast)) if contrast else None, "no shot is long enough", 2),
        black=black_stretches(seen, float(BLACK_SECONDS * rate)),
        frozen=frozen_stretches(seen, float(FROZEN_SECONDS * rate)),
    )


def black_stretches(seen: Seen, least: float) -> tuple[Stretch, ...]:
    """Black for at least so many frames."""
    runs = [(flag, len(list(run))) for flag, run in groupby(seen.black)]
    starts = accumulate((count for _, count in runs), initial=0)
    pairs = zip(starts, runs, strict=False)
    return tuple(Stretch(start=at, frames=count) for at, (flag, count) in pairs if flag and count >= least)


def frozen_stretches(seen: Seen, least: float) -> tuple[Stretch, ...]:
    """Without change for at least so many frames."""
    pairs = zip(accumulate(seen.runs, initial=0), seen.runs, strict=False)
    return tuple(Stretch(start=at, frames=count) for at, count in pairs if count >= least)
