"""Findings about the picture as it was put together: black, frozen, and where shots meet."""

from collections.abc import Iterator

from stitching.quality.expected import Expected
from stitching.quality.figures import Finding, JoinFigures, Quality, Severity, Stretch, Unmeasured
from stitching.quality.joins import MOVES, in_transitions, unseen
from stitching.quality.seeing import Seen
from stitching.quality.shots import black_stretches, frozen_stretches
from stitching.wording import count

BLACK, FROZEN, FROZEN_STILL = 0.5, 1.0, 2.0
"""Seconds from which a black stretch, a frozen one, and a frozen one in a shot that is to rest are found fault with."""
DEAD = 0.9
"""SSIM of the frames on both sides over which a cut is not seen."""
DUPLICATE = 1.0
"""Mean absolute difference under which a frame is the same one again."""
STUTTER = 0.5
JUMP = 3.0
"""At a continuous join the picture may change this many times as much as it does around it."""
_LIKE_MOTION = 0.25
_LEAST_JUMP = 4.0


def judged_picture(quality: Quality, expected: Expected, seen: Seen) -> Iterator[Finding]:
    """What was put together wrongly, and where shots meet badly."""
    yield from _black(expected, seen)
    yield from _frozen(expected, seen)
    yield from _cuts(quality, expected, seen)
    for join in quality.joins:
        if join.joined == "cut":
            yield from _cut(join, quality, expected)
        elif join.joined == "continuous":
            yield from _continuous(join, expected, seen)


def placed(
    rule: str,
    severity: Severity,
    text: str,
    frame: int,
    expected: Expected,
    shots: tuple[str, ...] | None = None,
    figure: float | None = None,
    bound: float | None = None,
) -> Finding:
    """A finding at a frame, of the shot that is seen there unless shots are named."""
    if shots is None:
        shot = expected.shot_at(frame)
        shots = (shot.id,) if shot else ()
    return Finding(
        rule=rule,
        severity=severity,
        text=text,
        shots=shots,
        frame=frame,
        seconds=round(float(frame / expected.fps), 3),
        figure=figure if figure is None else round(figure, 4),
        bound=bound if bound is None else round(bound, 4),
    )


def _parts(stretch: Stretch, expected: Expected, seen: Seen) -> Iterator[tuple[str, bool, Stretch]]:
    """A stretch shot by shot, without cards and transitions; with whether the shot is to rest."""
    covered = in_transitions(expected)
    for shot in expected.shots:
        frames = range(max(stretch.start, shot.start), min(stretch.start + stretch.frames, shot.start + shot.frames))
        inside = [frame for frame in frames if frame not in covered]
        if inside and not shot.card:
            yield shot.id, shot.still, Stretch(start=inside[0], frames=len(inside))


def _black(expected: Expected, seen: Seen) -> Iterator[Finding]:
    least = float(BLACK * expected.fps)
    for stretch in black_stretches(seen, least):
        for shot, _, part in _parts(stretch, expected, seen):
            if part.frames >= least:
                text = f"the picture is black for {part.frames} frames; make the shot again"
                yield placed("black", "fail", text, part.start, expected, (shot,), part.frames, least)


def _frozen(expected: Expected, seen: Seen) -> Iterator[Finding]:
    for stretch in frozen_stretches(seen, float(FROZEN * expected.fps)):
        for shot, still, part in _parts(stretch, expected, seen):
            least = float((FROZEN_STILL if still else FROZEN) * expected.fps)
            dark = sum(seen.black[part.start : part.start + part.frames])
            if part.frames >= least and dark < part.frames / 2:
                instead = "if that is not meant, give it something that moves" if still else "make the shot again"
                text = f"the picture is frozen for {part.frames} frames; {instead}"
                severity = "warn" if still else "fail"
                yield placed("frozen", severity, text, part.start, expected, (shot,), part.frames, least)


def _cuts(quality: Quality, expected: Expected, seen: Seen) -> Iterator[Finding]:
    """Cuts that are where none was planned: a planned one that is not at its place, or one that a model made up."""
    planned, found = quality.cuts.planned, set(quality.cuts.found)
    joins = {join.frame: join for join in quality.joins}
    missed = [frame for frame in planned if frame not in found and unseen(seen, frame)]
    for frame in sorted(found.difference(planned)):
        near = [other for other in missed if abs(other - frame) <= expected.fps]
        if near:
            meant = min(near, key=lambda other: abs(other - frame))
            missed.remove(meant)
            by, join = frame - meant, joins[meant]
            off = f"{count(abs(by), 'frame')} {'late' if by > 0 else 'early'}"
            text = f"the cut planned for frame {meant} is {off}; render the film anew"
            yield placed("misplaced-cut", "fail", text, frame, expected, (join.before, join.after), by, 0)
        elif not any(seen.black[frame - 1 : frame + 1]):
            text = "the picture is cut inside the shot; make another take, or split the shot here"
            yield placed("cut-inside", "warn", text, frame, expected)


def _cut(join: JoinFigures, quality: Quality, expected: Expected) -> Iterator[Finding]:
    if isinstance(join.ssim, Unmeasured) or join.ssim <= DEAD or join.frame in quality.cuts.found:
        return
    text = f"the cut is hardly seen, SSIM {join.ssim:.2f}; show the second shot from another size or angle, or leave it out"
    yield placed("dead-cut", "warn", text, join.frame, expected, (join.before, join.after), join.ssim, DEAD)


def _continuous(join: JoinFigures, expected: Expected, seen: Seen) -> Iterator[Finding]:
    at, shots = join.frame, (join.before, join.after)
    if isinstance(join.difference, Unmeasured) or at < 3 or at + 2 >= seen.frames:
        return
    around = sorted((*seen.motion[at - 2 : at], *seen.motion[at + 1 : at + 3]))
    if join.difference < min(DUPLICATE, _LIKE_MOTION * around[0]):
        text = "a frame is shown twice where the shots meet; leave the first frame of the second one out"
        yield placed("duplicate-frame", "fail", text, at, expected, shots, join.difference, DUPLICATE)
    elif join.difference > max(_LEAST_JUMP, JUMP * around[-1]):
        text = "the picture jumps where it is to go on; make the second shot again"
        bound = max(_LEAST_JUMP, JUMP * around[-1])
        yield placed("jump", "warn", text, at, expected, shots, join.difference, bound)
    jump = join.velocity_jump
    if not isinstance(jump, Unmeasured) and jump > STUTTER and around[-1] > 2 * MOVES:
        text = "what moves changes its speed at once where the shots meet; make the second shot again"
        yield placed("stutter", "warn", text, at, expected, shots, jump, STUTTER)
