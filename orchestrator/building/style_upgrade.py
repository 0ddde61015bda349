"""Another version of a pinned style guide: what is different in it, and what of the film it would make anew.

Nothing is made, and nothing has to be there: every step gets a key from what it would be made from, as the store's keys are,
and the film is looked at under both guides. Where a picture starts from another one, that one's key stands for it.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from orchestrator.building.film_changes import foreseen
from orchestrator.building.finale import timeline_of
from orchestrator.building.grading import grade_id, grade_steps
from orchestrator.building.project import Project
from orchestrator.building.sound_steps import sound_steps
from orchestrator.building.steps import ClipSteps, clip_id, spoken_so_far
from orchestrator.directing.schedule import Schedule, schedule
from orchestrator.film.errors import FilmError, ProjectError
from orchestrator.film.film import Film
from orchestrator.project.library import Found
from orchestrator.project.library_check import arc_faults, template_faults
from orchestrator.project.library_flat import content_digest, data_of
from orchestrator.project.library_guide import Guide, assembled, read_guide
from orchestrator.project.library_merge import OWN, files_in
from orchestrator.project.library_pin import at_hand, guide_of_film, pin_of, pinned_guide, take
from orchestrator.project.library_use import names_lacking, style_said
from orchestrator.project.lock import Lock, read_lock
from orchestrator.project.packs.pack import Pack
from orchestrator.project.source import Value
from stitching.timeline import Timeline


@dataclass(frozen=True)
class Difference:
    """One thing that is different: a field of the guide or one of its files, and what it was and is; '' for nothing."""

    what: str
    before: str
    after: str


@dataclass(frozen=True)
class Effects:
    """What would be made again: shots by their keys, and other things in words."""

    shots: tuple[str, ...] = ()
    graded: tuple[str, ...] = ()
    """Shots whose clip stays and gets another grade."""
    others: tuple[str, ...] = ()
    written: tuple[str, ...] = ()
    """What only matters to who writes the film again."""


@dataclass(frozen=True)
class Upgrade:
    """The guide that film.lock pins, the one to come, and the guide of the film with it."""

    before: Guide
    after: Guide
    film: Guide
    lock: Lock
    pack: Pack | None = None


def upgrade_of(root: Path, pack: Pack | None = None) -> Upgrade | None:
    """Return what a film's pinned guide would become: what is at hand of its name now, or `pack`; None if it is that already.

    Raises:
        FilmError: if the film pins no guide, or the other one is no other version of it, or lacks a variant that the film names.
    """
    said, lock = style_said(root), read_lock(root)
    used = guide_of_film(said, root, lock)
    before = pinned_guide(root, lock)
    if before is None or used.layers[-1].found.origin != "pinned":
        raise FilmError(_not_pinned(used))
    if pack is None:
        after = at_hand(root, lock)
    else:
        if pack.name != before.found.name:
            raise FilmError(
                f"that guide is called {pack.name}, and the film uses {before.found.name}; "
                f"add it with: filmwright style add, then: filmwright style use {pack.name}"
            )
        after = read_guide(Found(pack.name, pack.folder / pack.main, "library"))
    if after is None or not (differences(before, after) or _only_for_people(before, after)):
        return None
    film = after if used.origin == "pinned" else assembled((*used.layers[:-1], *after.layers))
    if faults := [*arc_faults(film), *template_faults(film), *names_lacking(root, film)]:
        raise ProjectError(faults)
    return Upgrade(before, after, film, lock, pack)


def upgrade(root: Path, change: Upgrade) -> Lock:
    """Pin the guide to come in place of the one that is pinned.

    Raises:
        FilmError: if something cannot be written.
    """
    return take(root, pin_of(change.film, change.pack.source if change.pack else None), change.lock)


def differences(before: Guide, after: Guide) -> list[Difference]:
    """Return what is different in a guide, field by field; what is for people only is not looked at."""
    old, new = dict(_leaves(before)), dict(_leaves(after))
    found: list[Difference] = []
    for what in dict.fromkeys((*old, *new)):
        (was, counted), (now, counts) = old.get(what, ("", "")), new.get(what, ("", ""))
        if counted != counts:
            found.append(Difference(what, was, now))
    return found


def effects(project: Project, guide: Guide) -> Effects:
    """Return what of a film would be made again if it had this guide.

    Raises:
        FilmError: if one of the films cannot be planned.
    """
    update = {"style": guide.style, "style_folder": guide.folder, "style_prompts": guide.prompts}
    then = Project(project.root, project.film.model_copy(update=update), project.store, project.dubbing)
    if not project.film.scenes:
        return Effects(written=tuple(_for_writing(project.film, then.film)))
    layout, after = _layout(project), _layout(then)
    old, new = _keys(project, layout), _keys(then, after)
    keys = [item.key for item in after.shots]
    shots = tuple(key for key in keys if old.get(clip_id(key)) != new.get(clip_id(key)))
    graded = tuple(key for key in keys if key not in shots and old.get(grade_id(key)) != new.get(grade_id(key)))
    others = ["the score"] if old.get("score") != new.get("score") else []
    others += _texts(timeline_of(project, layout, {}), timeline_of(then, after, {}))
    return Effects(shots, graded, tuple(others), tuple(_for_writing(project.film, then.film)))


def _not_pinned(used: Guide) -> str:
    name = used.found.name
    if used.origin == "film":
        return f"the style {name} lies beside the film: what you change in it shows at once, so there is nothing to upgrade"
    return (
        f"the film uses {name} as it is at hand: film.lock pins no style yet; pin it with: filmwright style use {name}"
    )


def _only_for_people(before: Guide, after: Guide) -> bool:
    names = [name for name in OWN if name != "extends"]
    return any(getattr(before.style, name) != getattr(after.style, name) for name in names)


def _leaves(guide: Guide) -> Iterator[tuple[str, tuple[str, str]]]:
    """Every field of a guide by its path: what a person is shown, and what counts."""
    values = {key: value for key, value in data_of(guide.style).items() if key not in OWN}
    files = {".".join(map(str, route)): guide.files[name] for route, name in files_in(values)}
    for path, value in _flat(values, ""):
        if path in files:
            yield path, (_named(files[path], guide), content_digest(files[path]))
        else:
            yield path, (_shown(value), _shown(value))
    for name, file in guide.templates().items():
        yield f"prompts/{name}", ("a template", content_digest(file))


def _named(file: Path, guide: Guide) -> str:
    """What a person calls a file; in a copy its name has a piece of its digest."""
    return re.sub(r"-[0-9a-f]{8}(\.\w+)?$", r"\1", file.name) if guide.origin == "pinned" else file.name


def _flat(value: Value, path: str) -> Iterator[tuple[str, Value]]:
    """Maps, and lists of paths, taken apart; other lists are one value."""
    if isinstance(value, dict):
        for key, item in value.items():
            yield from _flat(item, f"{path}.{key}" if path else key)
    elif isinstance(value, list) and path in ("references", "loras"):
        for index, item in enumerate(value):
            yield from _flat(item, f"{path}.{index}")
    else:
        yield path, value


def _shown(value: Value) -> str:
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)


def _layout(project: Project) -> Schedule:
    return schedule(project.film, spoken_so_far(project.film, project.store))


def _keys(project: Project, layout: Schedule) -> dict[str, str]:
    """The key of every step of the pictures and of the sound, as if everything were made anew."""
    clips = ClipSteps(project.film, project.root, project.store, layout)
    steps = [*clips.all(), *grade_steps(clips), *sound_steps(clips, layout)]
    return {name: step.key for name, step in foreseen(steps).items()}


def _texts(before: Timeline, after: Timeline) -> list[str]:
    """Compared as written down, by content: the font of a guide lies elsewhere than that of its copy."""
    old = before.model_dump(mode="json", include={"titles", "captions"})
    new = after.model_dump(mode="json", include={"titles", "captions"})
    found = ["the titles"] if old["titles"] != new["titles"] else []
    return (
        [*found, "the captions in the picture"] if after.burn_captions and old["captions"] != new["captions"] else found
    )


def _for_writing(before: Film, after: Film) -> Iterator[str]:
    if before.style.pace != after.style.pace:
        yield f"shots of {after.style.pace.average_shot} on average, where the film is cut anew: filmwright write --from scenes"
