"""How long a model can hold on: within one clip, and from clip to clip where each begins with the last picture before."""

import math
from collections.abc import Iterator, Sequence

from orchestrator.directing.lint.finding import Finding
from orchestrator.directing.lint.parts import Part, as_values, needed, other_size
from orchestrator.directing.lint.seen import Rewrite, Seen
from orchestrator.film.vocabulary import Size


def too_long(seen: Seen) -> Iterator[Finding]:
    """A shot that lasts longer than the model's clips hold together."""
    longest = seen.pictures.longest
    if longest is None or seen.seconds <= longest + 1e-6:
        return
    message = f"it lasts {seen.seconds:.1f} s, and a clip of '{seen.pictures.name}' holds together for {longest:g} s"
    parts = _parts(seen, longest)
    if parts is None:
        advice = "a line in it takes longer than one clip: part the line, or show somebody who listens"
        yield seen.finding("too-long", seen.place("seconds"), message, advice)
        return
    how = "continue (boundary: continue)" if seen.pictures.first_frame else "are seen from another size"
    rewrite: Rewrite = ((seen.place(), as_values(seen, parts)),)
    yield seen.finding("too-long", seen.place("seconds"), message, f"{len(parts)} shots that {how}", rewrite)


def _parts(seen: Seen, longest: float) -> list[Part] | None:
    """Parts of which each fits into a clip; None where one line alone does not."""
    room = longest - seen.head
    groups: list[list[int]] = [[]]
    for number in range(len(seen.speech)):
        fits = needed([seen.speech[line] for line in (*groups[-1], number)]) <= (longest if len(groups) > 1 else room)
        if groups[-1] and not fits:
            groups.append([])
        groups[-1].append(number)
    total = seen.seconds - seen.head
    while True:
        least = [needed([seen.speech[line] for line in lines]) for lines in groups]
        most = [room, *[longest] * (len(groups) - 1)]
        if any(low > high for low, high in zip(least, most, strict=True)):
            return None
        if sum(most) >= max(total, sum(least)):
            break
        groups.append([])
    seconds = _even(total, least, most)
    parts = [Part(lines=tuple(lines), seconds=length) for lines, length in zip(groups, seconds, strict=True)]
    _joined(seen, parts)
    return parts


def _even(total: float, least: Sequence[float], most: Sequence[float]) -> list[float]:
    """Seconds as even as the bounds of each part allow, to the hundredth below."""
    low, high = 0.0, max(most)
    for _ in range(50):
        middle = (low + high) / 2
        if sum(min(max(middle, a), b) for a, b in zip(least, most, strict=True)) < total:
            low = middle
        else:
            high = middle
    return [math.floor(min(max(high, a), b) * 100 + 1e-6) / 100 for a, b in zip(least, most, strict=True)]


def _joined(seen: Seen, parts: Sequence[Part]) -> None:
    """Each part continues the one before; where that would be a long chain, or cannot be, it is seen from another size."""
    chain = 1 if seen.shot.boundary == "continue" else 0
    size, longest = seen.shot.size, _longest_chain(seen)
    for number, part in enumerate(parts[1:], 1):
        chain += 1
        if seen.pictures.first_frame and chain <= longest:
            part.boundary, part.size = "continue", size
            continue
        beside: list[Size] = [size]
        if number == len(parts) - 1 and seen.after is not None and seen.after.boundary != "continue":
            beside.append(seen.after.size)
        part.boundary, chain = ("match" if seen.pictures.first_frame else "cut"), 0
        size = part.size = other_size(seen.shot.size, beside) if size == seen.shot.size else seen.shot.size


def _longest_chain(seen: Seen) -> int:
    """Shots in a row that continue one another before the errors of each picture add up to be seen: as the film says."""
    return seen.film.settings.continuity.longest_chain


def long_chains(row: Sequence[Seen]) -> Iterator[Finding]:
    """More shots in a row that continue one another's last picture than the film allows."""
    chain = 0
    for seen in row:
        shot = seen.shot
        chained = shot.boundary == "continue" and shot.footage is None and seen.before is not None
        chain = chain + 1 if chained else 0
        if chain <= _longest_chain(seen) or not seen.pictures.trained:
            continue
        rewrite: Rewrite = ((seen.place("boundary"), "match"),)
        advice = "boundary: match"
        if seen.before is not None and (seen.before.size, seen.before.angle) == (shot.size, shot.angle):
            size = other_size(shot.size, [seen.before.size, *([seen.after.size] if seen.after else [])])
            rewrite, advice = (*rewrite, (seen.place("size"), size)), f"{advice} and size: {size}"
        message = (
            f"it is the {chain + 1}th shot in a row from one first picture: the errors of each are in all that follow"
        )
        yield seen.finding("long-chain", seen.place("boundary"), message, f"begin anew here: {advice}, or cut", rewrite)
        chain = 0
