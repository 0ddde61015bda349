"""All rules over a whole film, and what the film allows."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from orchestrator.directing.lint import bodies, craft, doing, lasting, lettering, people, wording
from orchestrator.directing.lint.finding import Finding, Path
from orchestrator.directing.lint.seen import Pictures, Seen
from orchestrator.directing.schedule import LineKey, Schedule
from orchestrator.film.film import Film
from orchestrator.film.rules import RULE_IDS, rule
from orchestrator.film.shot import Shot

ShotRule = Callable[[Seen], Iterator[Finding]]

WORDED: Mapping[str, ShotRule] = {
    "text": lettering.text,
    "hands": bodies.hands,
    "crowds": bodies.crowds,
    "physics": bodies.physics,
    "several-actions": doing.several_actions,
    "absent-name": people.absent_name,
    "pronoun": people.pronoun,
    "flicker": wording.flicker,
    "precise": wording.precise,
    "negation": wording.negation,
}
"""Rules about what is said of a shot; they know English."""

MEASURED: Mapping[str, ShotRule] = {"several-moves": doing.several_moves, "too-long": lasting.too_long}
"""Rules about a shot's other values."""


@dataclass(frozen=True)
class Idle:
    """An `allow` that silences nothing: in a shot, in a scene (`shot` is empty), or in film.yaml (`scene` is, too)."""

    rule: str
    scene: str
    shot: str
    path: Path


@dataclass(frozen=True)
class Linted:
    """The warnings, in the order of the film; those that the film allows; and what it allows without need."""

    findings: tuple[Finding, ...]
    silenced: tuple[Finding, ...] = ()
    idle: tuple[Idle, ...] = ()


def lint(
    film: Film,
    plan: Schedule,
    pictures: Callable[[Shot], Pictures],
    spoken: Collection[LineKey] = (),
    more: Sequence[Finding] = (),
) -> Linted:
    """Judge a film by every rule. `spoken` are the lines whose real length is known; `more` was found elsewhere."""
    row = _row(film, plan, pictures)
    found = [*_judged(film, plan, row, spoken), *more]
    return Linted(
        tuple(_in_order(film, [one for one in found if not _levels(film, one)])),
        tuple(_in_order(film, [one for one in found if _levels(film, one)])),
        tuple(_idle(film, plan, row, spoken, more)),
    )


def _row(film: Film, plan: Schedule, pictures: Callable[[Shot], Pictures]) -> list[Seen]:
    rate, row = film.settings.format.rate, list[Seen]()
    for number, item in enumerate(plan.shots):
        row.append(
            Seen(
                film,
                item.scene,
                item.scene.shots.index(item.shot),
                float(item.timing.frames / rate),
                float(item.timing.head / rate),
                tuple(line.seconds for line in item.spoken),
                pictures(item.shot),
                plan.shots[number - 1].shot if number else None,
                plan.shots[number + 1].shot if number + 1 < len(plan.shots) else None,
            )
        )
    return row


def _judged(film: Film, plan: Schedule, row: Sequence[Seen], spoken: Collection[LineKey]) -> Iterator[Finding]:
    rules = {**(WORDED if in_english(film) else {}), **MEASURED}
    for seen in row:
        for identity, judge in rules.items():
            concerned = not rule(identity).trained or (seen.pictures.trained and seen.shot.footage is None)
            if concerned:
                yield from judge(seen)
    yield from people.undescribed(row)
    yield from lasting.long_chains(row)
    yield from craft.craft(film, row)
    yield from craft.reading(film, plan, row, spoken)


def in_english(film: Film) -> bool:
    """Whether the film's actions are in the language that the rules about words know."""
    return film.settings.language.split("-")[0].lower() == "en"


def _in_order(film: Film, found: Sequence[Finding]) -> list[Finding]:
    places = {(scene.id, shot.id): number for number, (scene, shot) in enumerate(film.shots())}
    once = {(one.rule, one.scene, one.shot, one.path): one for one in found}
    order = {identity: number for number, identity in enumerate(RULE_IDS)}
    return sorted(
        once.values(), key=lambda one: (places.get((one.scene, one.shot), -1), order[one.rule], str(one.path))
    )


def _levels(film: Film, found: Finding) -> list[tuple[str, str]]:
    """Where the film allows it: in its shot, its scene, or film.yaml."""
    return [(scene, shot) for scene, shot, allowed in _allowing(film, found) if found.rule in allowed]


def _allowing(film: Film, found: Finding) -> Iterator[tuple[str, str, tuple[str, ...]]]:
    yield "", "", film.settings.allow
    scene = next((scene for scene in film.scenes if scene.id == found.scene), None)
    if scene is not None:
        yield scene.id, "", scene.allow
        yield from ((scene.id, shot.id, shot.allow) for shot in scene.shots if shot.id == found.shot)


def _idle(
    film: Film, plan: Schedule, row: Sequence[Seen], spoken: Collection[LineKey], more: Sequence[Finding]
) -> Iterator[Idle]:
    """What is allowed without need, judged as if a trained model made the pictures: they may be drawn only for now."""
    if not any(allowed for _, _, allowed in _all_allowing(film)):
        return
    trained = [replace(seen, pictures=replace(seen.pictures, trained=True)) for seen in row]
    needed = {
        (*level, found.rule)
        for found in (*_judged(film, plan, trained, spoken), *more)
        for level in _levels(film, found)
    }
    unjudged = _unjudged(film, row)
    for scene, shot, allowed in _all_allowing(film):
        for number, identity in enumerate(allowed):
            if identity in RULE_IDS and identity not in unjudged and (scene, shot, identity) not in needed:
                yield Idle(identity, scene, shot, (*_route(film, scene, shot), "allow", number))


def _unjudged(film: Film, row: Sequence[Seen]) -> set[str]:
    """Rules of which cannot be said now whether they would find something."""
    found = {"prompt-length", "captions"} | (set() if in_english(film) else set(WORDED))
    return found if any(seen.pictures.longest for seen in row) else found | {"too-long"}


def _all_allowing(film: Film) -> Iterator[tuple[str, str, tuple[str, ...]]]:
    yield "", "", film.settings.allow
    for scene in film.scenes:
        yield scene.id, "", scene.allow
        yield from ((scene.id, shot.id, shot.allow) for shot in scene.shots)


def _route(film: Film, scene: str, shot: str) -> Path:
    if not shot:
        return ()
    return (
        "shots",
        next(n for one in film.scenes if one.id == scene for n, other in enumerate(one.shots) if other.id == shot),
    )
