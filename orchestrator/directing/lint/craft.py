"""The editor's craft: what `grammar` finds in the scenes, and what is read faster than one reads."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace

from orchestrator.directing import grammar
from orchestrator.directing.captions import captions_for
from orchestrator.directing.grammar import Violation
from orchestrator.directing.lint.finding import Finding
from orchestrator.directing.lint.parts import other_size
from orchestrator.directing.lint.seen import Rewrite, Seen
from orchestrator.directing.schedule import LineKey, Schedule
from orchestrator.film.film import Film
from orchestrator.film.shot import Cast, Shot, camera_move
from orchestrator.film.vocabulary import Facing, Position
from stitching.captions import SPEED

_RULES: Mapping[str, str] = {
    "opening": "no-establishing",
    "neighbours": "thirty-degrees",
    "sides": "one-eighty",
    "lengths": "equal-lengths",
    "moves": "move-in-short-insert",
}
_MIRRORED: Mapping[Position, Position] = {
    "left": "right",
    "right": "left",
    "far-left": "far-right",
    "far-right": "far-left",
}
_TURNED: Mapping[Facing, Facing] = {"left": "right", "right": "left"}
_HURRIED = 1.25
"""How much faster than one reads with ease captions may be for a moment, in parts of that."""
TITLE_SECONDS = 3.0
"""Seconds that the title of a shot stands."""


def craft(film: Film, row: Sequence[Seen]) -> Iterator[Finding]:
    """What breaks film grammar."""
    shots = {(seen.scene.id, seen.shot.id): seen for seen in row}
    resized: list[Shot] = []
    for found in grammar.violations(film.scenes):
        rule = _RULES[found.rule]
        seen = shots.get((found.scene, found.shot))
        if seen is None:
            advice = "hold what matters longer, and cut the rest shorter"
            yield Finding(rule, "", "", ("length",), f"{found.message}: it feels like a slide show", advice)
        elif found.rule == "moves" and "more than one" in found.message:
            continue
        elif not (found.rule == "sides" and _camera_crosses(seen)):
            told = _told(rule, found, seen)
            if rule == "thirty-degrees":
                # In a row of the same size every second shot is rewritten, or they would be the same again.
                if any(seen.before is shot for shot in resized):
                    told = replace(told, rewrite=())
                else:
                    resized.append(seen.shot)
            yield told


def _camera_crosses(seen: Seen) -> bool:
    """Whether the camera itself has gone round the people, so that the line is another one."""
    return any(camera_move(shot.camera) == "orbit" for shot in seen.scene.shots[: seen.index + 1])


def _told(rule: str, found: Violation, seen: Seen) -> Finding:
    shot = seen.shot
    match rule:
        case "no-establishing" if "dialogue" in found.message:
            advice = "put a wide shot of the place before it, in which nobody speaks"
            return seen.finding(rule, seen.place("dialogue"), found.message, advice)
        case "no-establishing":
            rewrite: Rewrite = ((seen.place("size"), "wide"),)
            return seen.finding(rule, seen.place("size"), found.message, "size: wide", rewrite)
        case "thirty-degrees":
            size = other_size(shot.size, [shot.size, *([seen.after.size] if seen.after else [])])
            message = f"{found.message}: the cut between them looks like a mistake"
            rewrite = ((seen.place("size"), size),)
            return seen.finding(rule, seen.place("size"), message, f"size: {size}, or another angle", rewrite)
        case "one-eighty":
            return _over_the_line(rule, found, seen)
        case _:
            rewrite = ((seen.place("camera"), "static"),)
            return seen.finding(rule, seen.place("camera"), found.message, "camera: static", rewrite)


def _over_the_line(rule: str, found: Violation, seen: Seen) -> Finding:
    jumps = "jumps" in found.message
    row = [(number, cast) for number, cast in enumerate(seen.shot.cast) if cast.character == found.character]
    there = [(number, cast) for number, cast in row if f"to {grammar.side_of(cast.position)} over" in found.message]
    number, cast = (there or row)[0]
    rewrite = _mirrored(seen, number, cast, jumps=bool(there) and jumps)
    advice = ", ".join(f"{path[-1]}: {value}" for path, value in rewrite)
    return seen.finding(
        rule, seen.place("cast", number), found.message, advice or "let them look at each other", rewrite
    )


def _mirrored(seen: Seen, number: int, cast: Cast, *, jumps: bool) -> Rewrite:
    """Back to the side where they were, or turned round."""
    turned: Rewrite = ()
    if cast.facing is not None and cast.facing in _TURNED:
        turned = ((seen.place("cast", number, "facing"), _TURNED[cast.facing]),)
    if not jumps or cast.position is None:
        return turned
    return ((seen.place("cast", number, "position"), _MIRRORED[cast.position]), *turned)


def reading(film: Film, plan: Schedule, row: Sequence[Seen], spoken: Collection[LineKey]) -> Iterator[Finding]:
    """More to read in a caption or a title than there is time for; of captions only those whose voice has been timed."""
    rate = film.settings.format.rate
    for seen in row:
        title = seen.shot.title
        there = min(TITLE_SECONDS, seen.seconds - seen.head)
        if title and (long := len(title) / SPEED) > there:
            message = f"its title has {len(title)} letters and stands for {there:.1f} s; one reads {SPEED} a second"
            fits = there < TITLE_SECONDS and long <= TITLE_SECONDS
            lasts = round(long + 0.05, 1)
            rewrite: Rewrite = ((seen.place("seconds"), lasts),) if fits else ()
            advice = f"seconds: {lasts:g}" if fits else f"at most {int(TITLE_SECONDS * SPEED)} letters"
            yield seen.finding("captions", seen.place("title"), message, advice, rewrite)
    if film.settings.captions == "off":
        return
    told: set[tuple[str, str]] = set()
    for caption in captions_for(film, plan):
        letters, seconds = sum(len(line) for line in caption.lines), float(caption.frames / rate)
        if letters / seconds <= SPEED * _HURRIED:
            continue
        at = next((n for n, item in reversed(list(enumerate(plan.shots))) if item.start <= caption.start), None)
        if at is None or (key := (row[at].scene.id, row[at].shot.id)) in told:
            continue
        line = _line_of(row[at], " ".join(caption.lines))
        if line is not None and (*key, line) in spoken:
            told.add(key)
            message = f"a caption has {letters} letters in {seconds:.1f} s; one reads {SPEED} a second with ease"
            advice = "fewer words, a slower voice (pace: slow), or a pause after them: a longer shot"
            yield row[at].finding("captions", row[at].place("dialogue", line, "line"), message, advice)


def _line_of(seen: Seen, words: str) -> int | None:
    """The line of the shot that a caption is of."""
    lines = seen.shot.dialogue
    return next(
        (number for number, line in enumerate(lines) if words in " ".join(line.line.split())), 0 if lines else None
    )
