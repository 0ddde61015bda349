"""What happens in a shot, and what the camera does: a model shows one of it, and smears the rest."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from orchestrator.directing.grammar import is_move
from orchestrator.directing.lint.clauses import Clause, clauses
from orchestrator.directing.lint.finding import Finding
from orchestrator.directing.lint.parts import GLANCE, Part, as_values, needed, share_seconds, sizes_for
from orchestrator.directing.lint.seen import Rewrite, Seen, is_read
from orchestrator.film.naming import named_in
from orchestrator.film.shot import Line

_MANY = 3
_COUNTS = {2: "two", 3: "three", 4: "four", 5: "five", 6: "six"}
_LEADING = re.compile(r"^(?:(?:and|but|then|next|finally|afterwards|after that)\b,?\s*)+", re.IGNORECASE)
_HELD = frozenset({"handheld", "held", "static", "still", "locked", "fixed", "steadicam"})
"""How the camera stands or is held, which goes together with any move."""
_DANGLING = re.compile(
    r"(?:[\s,;]|\b(?:and|then|while|to|into|with|followed|by|a|the|before|slow|slowly|slight|slightly|gentle|gently|quick|fast))+$"
)
_SAYING = re.compile(
    r"\b(?:says?|speaks?|shouts?|calls?|whispers?|asks?|answers?|cries|tells?|replies|said|asked|shouted)\b",
    re.IGNORECASE,
)


def several_actions(seen: Seen) -> Iterator[Finding]:
    """Actions that follow each other in one shot."""
    shot = seen.shot
    path, told = next(seen.told(), (seen.place("action"), ""))
    found = clauses(told) if path[-1] in ("action", "prompt") else []
    acts = _different([clause for clause in found if clause.acts])
    follows = any(clause.then for clause in acts[1:])
    if len(acts) < _MANY and not (follows and len(acts) > 1):
        return
    did = ", ".join(f"'{clause.word}'" for clause in acts[:4])
    message = (
        f"{_COUNTS.get(len(acts), 'many')} actions follow each other ({did}): a model shows one and smears the rest"
    )
    parts = _split(seen, found, acts, told) if shot.prompt is None else None
    if parts is None:
        yield seen.finding(
            "several-actions", path, message, "keep the one that matters, and give the others shots of their own"
        )
        return
    rewrite: Rewrite = ((seen.place(), as_values(seen, parts)),)
    shown = "; ".join(f'"{part.action}"' for part in parts)
    yield seen.finding(
        "several-actions", path, message, f"{_COUNTS.get(len(parts), 'several')} shots: {shown}", rewrite
    )


def several_moves(seen: Seen) -> Iterator[Finding]:
    """More than one camera move in one shot."""
    camera = seen.shot.camera if is_read(seen.shot.camera) else ""
    moves = [
        match for match in re.finditer(r"[A-Za-z-]+", camera) if is_move(match[0]) and match[0].lower() not in _HELD
    ]
    if len(moves) < 2 or re.search(r"\bdolly[- ]zoom\b", camera, re.IGNORECASE):
        return
    first = _DANGLING.sub("", camera[: moves[1].start()]).strip()
    message = f"'{camera}' is {_COUNTS.get(len(moves), 'several')} moves in one shot"
    rewrite: Rewrite = ((seen.place("camera"), first),)
    yield seen.finding(
        "several-moves", seen.place("camera"), message, f"camera: {first}, and another shot for the rest", rewrite
    )


def _different(acts: Sequence[Clause]) -> list[Clause]:
    """The clauses whose verb no clause before has."""
    return [clause for number, clause in enumerate(acts) if clause.verb not in {other.verb for other in acts[:number]}]


def _split(seen: Seen, found: Sequence[Clause], acts: Sequence[Clause], told: str) -> list[Part] | None:
    """The shot as one for each action, or as many as there is time for; None where it cannot be told in parts."""
    groups: list[list[Clause]] = []
    for clause in found:
        if groups and (clause not in acts or not any(other in acts for other in groups[-1])):
            groups[-1].append(clause)
        else:
            groups.append([clause])
    while len(groups) > 1:
        texts = _texts(groups, told)
        if texts is None:
            return None
        parts = _timed(seen, texts)
        if parts is not None:
            return parts
        # Too little time for all of them: the two shortest neighbours stay together.
        lengths = [len(first) + len(second) for first, second in pairwise(texts)]
        at = lengths.index(min(lengths))
        groups[at : at + 2] = [groups[at] + groups[at + 1]]
    return None


def _texts(groups: Sequence[Sequence[Clause]], told: str) -> list[str] | None:
    """Each group as a sentence of its own, with whoever acts named."""
    texts: list[str] = []
    subject = ""
    for group in groups:
        head = group[0]
        text = _LEADING.sub("", told[head.start : group[-1].end].strip())
        if not head.subject and head.verb and not head.opens:
            if not subject:
                return None
            text = f"{subject} {text}"
        text = text[:1].upper() + text[1:]
        texts.append(text if text[-1:] in '.!?…"”' else f"{text.rstrip(',;: ')}.")
        subject = next((_who(clause.subject) for clause in reversed(group) if clause.subject), subject)
    return texts


def _who(subject: str) -> str:
    """Who acts, without what stands before it (`At dawn, Mara` is Mara)."""
    return re.sub(r"^.*,\s*", "", subject)


def _timed(seen: Seen, texts: Sequence[str]) -> list[Part] | None:
    shot = seen.shot
    said = _said_in(seen, texts)
    least = [max(GLANCE, needed([seen.speech[line] for line in lines])) for lines in said]
    total = max(seen.seconds - seen.head, shot.seconds or 0.0)
    seconds = share_seconds(total, [len(text.split()) for text in texts], least)
    if seconds is None:
        return None
    sizes = sizes_for(seen, len(texts))
    rows = zip(texts, said, seconds, sizes, strict=True)
    return [Part(action=text, lines=lines, seconds=length, size=size) for text, lines, length, size in rows]


def _said_in(seen: Seen, texts: Sequence[str]) -> list[tuple[int, ...]]:
    """Which lines are said in which part, in order."""
    parts: list[list[int]] = [[] for _ in texts]
    at = 0
    for number, line in enumerate(seen.shot.dialogue):
        weights = [(_belongs(seen, line, text), place) for place, text in enumerate(texts)]
        at = max(weights[at:])[1]
        parts[at].append(number)
    return [tuple(lines) for lines in parts]


def _belongs(seen: Seen, line: Line, text: str) -> int:
    """How much a line belongs to a part: where its speaker acts, above all speaks; a narrator's where its words are."""
    if line.character is None:
        return len(set(line.line.lower().split()) & set(text.lower().split()))
    named = line.character in named_in(text, seen.film.characters.values())
    meant = named or re.match(r"(?:he|she|it|they)\b", text, re.IGNORECASE) is not None
    return 2 if meant and _SAYING.search(text) else int(named)
