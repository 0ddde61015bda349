"""Who is on stage, and whether a model is told what they look like."""

import re
from collections.abc import Iterator, Sequence

from orchestrator.directing.acting_clauses import words_of
from orchestrator.directing.breakdown_words import gender_of
from orchestrator.directing.lint.clauses import clauses
from orchestrator.directing.lint.finding import Finding
from orchestrator.directing.lint.seen import Rewrite, Seen, is_read
from orchestrator.film.naming import named_in
from orchestrator.film.sheets import Character
from orchestrator.film.shot import Shot

_AWAY = re.compile(
    r"\b(?:not|no|never|nobody|n['’]t|gone|away|heard|hears?|voice|off[- ]?screen|out of sight|unseen|outside|"
    r"remember\w*|dream\w*|"
    r"once|long ago|yesterday|will|would|had|was|were|been|has)\b",
    re.IGNORECASE,
)
_SHE = re.compile(r"^[\"“]?(He|She|They)\b(?! say\b)")
_PART_OF = words_of("of at on in to from by with for under over behind beside near like as about")


def undescribed(row: Sequence[Seen]) -> Iterator[Finding]:
    """Somebody on stage, or a place, of whose looks the sheet says nothing; told where they are first seen."""
    known: set[str] = set()
    for seen in row:
        if not _is_told(seen):
            continue
        for number, cast in enumerate(seen.shot.cast):
            sheet = seen.film.characters.get(cast.character)
            if sheet is None or sheet.id in known or sheet.references or sheet.loras or sheet.look(cast.state).strip():
                continue
            known.add(sheet.id)
            message = f"the sheet of '{sheet.id}' says nothing of its looks: it will look different in every shot"
            advice = f"write appearance in the sheet of '{sheet.id}'"
            yield seen.finding("undescribed", seen.place("cast", number, "character"), message, advice)
        place = seen.film.places.get(seen.scene.place or "")
        if place is None or f"place {place.id}" in known or place.references or place.look(None).strip():
            continue
        known.add(f"place {place.id}")
        message = f"the sheet of the place '{place.id}' says nothing of its looks: every shot will show another one"
        yield seen.finding("undescribed", ("place",), message, f"write appearance in the sheet of '{place.id}'")


def absent_name(seen: Seen) -> Iterator[Finding]:
    """The action has somebody act who has a sheet and is not in the shot's cast."""
    if seen.shot.prompt is not None or not is_read(seen.shot.action):
        return
    on_stage = {cast.character for cast in seen.shot.cast}
    for clause in clauses(seen.shot.action):
        subject = clause.subject
        if (
            not clause.verb
            or _AWAY.search(clause.text)
            or set(subject.lower().split()) & _PART_OF
            or re.search(r"['’]s?\b", subject)
        ):
            continue
        absent = [one for one in named_in(subject, seen.film.characters.values()) if one not in on_stage]
        if not absent or len(subject.split()) > 6 or not _is_itself(subject, seen, absent[0]):
            continue
        message = f"'{absent[0]}' acts here and is not in the cast, so nothing is told of how they look"
        cast = [entry.model_dump(mode="json", exclude_defaults=True) for entry in seen.shot.cast]
        rewrite: Rewrite = ((seen.place("cast"), [*cast, {"character": absent[0]}]),)
        yield seen.finding(
            "absent-name", seen.place("action"), message, f"add {{character: {absent[0]}}} to the cast", rewrite
        )
        return


def _is_itself(subject: str, seen: Seen, who: str) -> bool:
    """Whether the subject is somebody's name and nothing beside it (`the Fox`, not `the Fox hunters`)."""
    last = [word for word in re.split(r"\W+", subject) if word]
    name = seen.film.characters[who].name.lower().split()
    return (
        bool(last)
        and any(word.lower() in name for word in last[-2:])
        and last[-1].lower() in {*name, "both", "together"}
    )


def pronoun(seen: Seen) -> Iterator[Finding]:
    """He, she or they where nobody is in the cast whom it could mean."""
    shot = seen.shot
    if shot.cast or shot.prompt is not None or (shot.props and shot.action.startswith("They")):
        return
    match = _SHE.match(shot.action)
    if match is None:
        return
    message = f"nobody is in the cast whom '{match[1]}' could mean, so that a model draws anybody"
    rewrite: Rewrite = ()
    advice = "add to the cast who is meant, or say it of somebody by name"
    before = seen.scene.shots[seen.index - 1] if seen.index else None
    if before is not None and (who := _only_one(before, seen)) and match[1] != "They" and _can_be(who, match[1]):
        rewrite = ((seen.place("cast"), [{"character": who.id}]),)
        advice = f"cast: [{{character: {who.id}}}], if it is who is meant"
    yield seen.finding("pronoun", seen.place("action"), message, advice, rewrite)


def _only_one(shot: Shot, seen: Seen) -> Character | None:
    return seen.film.characters.get(shot.cast[0].character) if len(shot.cast) == 1 else None


def _can_be(who: Character, said: str) -> bool:
    """Whether a pronoun fits somebody, as far as the sheet tells."""
    return gender_of(who.appearance) in (None, said.lower())


def _is_told(seen: Seen) -> bool:
    return seen.pictures.trained and seen.shot.footage is None and seen.shot.prompt is None
