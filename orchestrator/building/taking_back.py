"""Taking a cut back from an editing program: order, trims, transitions and what was left out, into the scene files.

The file is compared with the film as it is now. What says the same changes nothing; what a film cannot say is told.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from pathlib import Path

from orchestrator.building.project import Project
from orchestrator.building.steps import spoken_so_far
from orchestrator.building.taking_back_files import SHOTS, reordered, tidy
from orchestrator.building.taking_back_order import arranged, with_omitted
from orchestrator.directing.schedule import ScheduledShot, schedule
from orchestrator.directing.timing import entry, overlap_frames
from orchestrator.film.errors import FilmError
from orchestrator.film.film import Film
from orchestrator.film.scene import Scene
from orchestrator.film.shot import Shot, Transition
from orchestrator.project.all_or_nothing import AllOrNothing
from orchestrator.project.atomic import remove, write_text
from orchestrator.project.folder import load_film, scene_file, scene_files
from orchestrator.project.layout import Data
from orchestrator.project.renamed_files import follow
from orchestrator.project.scene_order import renamed
from orchestrator.project.source import SourceError, read_text
from orchestrator.project.surgery import REMOVE, CannotEdit, Wanted, edited_text
from stitching.exports.otio import ReadClip, ReadTransition, read
from stitching.wording import count

_FILE = re.compile(r"([a-z0-9][a-z0-9-]*)_([a-z0-9][a-z0-9-]*)_t\d+")
"""The name of a shot's clip beside an export."""

_LEAST = 2
"""Frames that a shot has at least, besides those under the transition into it."""

Key = tuple[str, str]
"""A scene's id and a shot's."""


@dataclass(frozen=True)
class TakenBack:
    """What an import changes (or would), and what of the file is not taken over; both in words."""

    changes: tuple[str, ...]
    left: tuple[str, ...]


@dataclass
class _Cut:
    """The film's new cut while it is worked out."""

    film: Film
    plan: Mapping[Key, ScheduledShot]
    row: list[Key] = field(default_factory=list[Key])
    clips: dict[Key, ReadClip] = field(default_factory=dict[Key, ReadClip])
    changes: list[str] = field(default_factory=list[str])
    left: list[str] = field(default_factory=list[str])

    @property
    def rate(self) -> Fraction:
        return self.film.settings.format.rate


def take_back(project: Project, path: Path, *, write: bool = True, anyway: bool = False) -> TakenBack:
    """Bring the scene files in line with an .otio file, all of them or none; without `write` only say how.

    A file that was exported under another title is only taken `anyway`.

    Raises:
        FilmError: if the file is of another film, or a scene file cannot be changed in place.
        StitchingError: if it is no OpenTimelineIO file.
    """
    film = project.film
    back = read(path, film.settings.format.rate)
    title = film.settings.title
    if back.title and back.title != title and not anyway:
        raise FilmError(
            f"{path} was exported from '{back.title}', and this is '{title}'; if it was renamed, add --anyway"
        )
    plan = schedule(film, spoken_so_far(film, project.store))
    cut = _Cut(film, {(item.scene.id, item.shot.id): item for item in plan.shots})
    _match(cut, back.clips, path)
    scenes = arranged([scene.id for scene in film.scenes], cut.row)
    files = _files(project.root, film, cut, scenes)
    cut.left.extend(back.notes)
    if write and cut.changes:
        _write(project.root, files, _order(film, scenes))
    return TakenBack(tuple(cut.changes), tuple(dict.fromkeys(cut.left)))


def _match(cut: _Cut, clips: Sequence[ReadClip], path: Path) -> None:
    """Find the shot of each clip; pieces of one shot that follow each other are one again."""
    known = {(scene.id, shot.id) for scene in cut.film.scenes for shot in scene.shots}
    pieces: list[tuple[Key, ReadClip]] = []
    for clip in clips:
        key = _key(clip, known)
        if key is None:
            if not _is_card(clip):
                cut.left.append(
                    f"'{clip.name or clip.file}' is no shot of this film; bring it in as a shot with footage"
                )
        elif pieces and pieces[-1][0] == key and _goes_on(pieces[-1][1], clip):
            pieces[-1] = (key, _joined(pieces[-1][1], clip))
        else:
            pieces.append((key, clip))
    if not pieces:
        raise FilmError(f"{path} has no shot of this film in it; export the cut that came from: filmwright export otio")
    for key, clip in pieces:
        others = [other for of, other in pieces if of == key]
        if clip is max(others, key=lambda other: other.frames):
            cut.row.append(key)
            cut.clips[key] = clip
        elif clip is others[-1] or others[0] is clip:
            cut.left.append(
                f"{'/'.join(key)} is there in {len(others)} pieces, and a shot is one; the longest is taken"
            )


def _key(clip: ReadClip, known: set[Key]) -> Key | None:
    """The shot of a clip: by what we wrote, else by its own name, else by its file's.

    A shot that went over to another scene since is known by its id, if no other shot has that.
    """
    file, name = (_FILE.fullmatch(Path(each).stem) for each in (clip.file, clip.name))
    said = [tuple(each.split("/", 1)) for each in (clip.id, clip.name) if "/" in each]
    said += [(each[1], each[2]) for each in (file, name) if each]
    for scene, shot in said:
        if (scene, shot) in known:
            return scene, shot
        elsewhere = [key for key in known if key[1] == shot]
        if len(elsewhere) == 1:
            return elsewhere[0]
    return None


def _is_card(clip: ReadClip) -> bool:
    return clip.id == "end-card" or clip.file.startswith("card_") or clip.name.startswith("card_")


def _goes_on(before: ReadClip, clip: ReadClip) -> bool:
    cut_only = clip.enter is None and before.leave is None
    return cut_only and clip.first == before.first + before.frames


def _joined(before: ReadClip, clip: ReadClip) -> ReadClip:
    return ReadClip(
        before.id,
        before.file,
        before.name,
        before.start,
        before.first,
        before.frames + clip.frames,
        before.enter,
        clip.leave,
        before.joined and clip.joined,
    )


def _files(root: Path, film: Film, cut: _Cut, scenes: Sequence[tuple[str, list[Key]]]) -> dict[str, str]:
    """The new texts of the scene files, by scene."""
    own = {scene.id: [(scene.id, shot.id) for shot in scene.shots] for scene in film.scenes}
    arranged_now = dict(scenes)
    gone = {key for keys in own.values() for key in keys} - set(cut.row)
    wanted: dict[str, list[Key]] = {}
    for scene, keys in own.items():
        here = arranged_now.get(scene, [])
        wanted[scene] = with_omitted(here, [key for key in keys if key in gone or key in here])
    _tell_order(cut, film, scenes)
    try:
        texts = {scene.id: read_text(scene_file(root, scene.id)) for scene in film.scenes}
        after = reordered(texts, wanted)
        for scene, keys in wanted.items():
            opens = next((key for key in keys if key in cut.clips), None)
            for place, key in enumerate(keys):
                for route, value in _changes(cut, key, _scene(film, scene), opens=key == opens):
                    after[scene] = edited_text(after[scene], (*SHOTS, place, *route), value)
    except SourceError as error:
        raise FilmError(f"a scene file is no YAML: {error.message}") from error
    except CannotEdit as error:
        raise FilmError(f"a scene file cannot be changed in place: {error}; change it by hand") from error
    return {scene: text for scene, text in after.items() if text != texts[scene]}


def _scene(film: Film, scene: str) -> Scene:
    return next(each for each in film.scenes if each.id == scene)


def _tell_order(cut: _Cut, film: Film, scenes: Sequence[tuple[str, list[Key]]]) -> None:
    """Say which shots and scenes have other places."""
    there, row = [scene for scene, _ in scenes], [(scene.id, shot.id) for scene in film.scenes for shot in scene.shots]
    before = [scene.id for scene in film.scenes if scene.id in there]
    if there != before:
        cut.changes.append(f"the scenes come in another order: {', '.join(there)}")
    for scene, keys in scenes:
        for key in keys:
            if key[0] != scene:
                cut.changes.append(f"{'/'.join(key)} goes over to the scene '{scene}', and is made anew there")
        own = [key for key in keys if key[0] == scene]
        if own != [key for key in row if key in own]:
            cut.changes.append(f"{scene} has its shots in another order: {', '.join(shot for _, shot in keys)}")


def _changes(cut: _Cut, key: Key, scene: Scene, *, opens: bool) -> Iterator[tuple[tuple[str, ...], Wanted]]:
    """The changes of one shot's own fields, in the scene that it is in now."""
    shot = next(shot for shot in _scene(cut.film, key[0]).shots if shot.id == key[1])
    name = "/".join(key)
    if key not in cut.clips:
        if not shot.omit:
            cut.changes.append(f"{name} is left out of the film, and stays in its file")
            yield ("omit",), True
        return
    if shot.omit:
        cut.changes.append(f"{name} is in the film again")
        yield ("omit",), REMOVE
        return
    asked = shot.enter or (scene.enter if opens else Transition())
    enter, frames = _entered(cut, key, asked)
    if enter is not None:
        lasts = f" of {float(frames / cut.rate):.2f} s" if frames else ""
        cut.changes.append(f"{name} is entered by a {enter.transition}{lasts}")
        yield ("enter",), _written(enter)
    yield from _trim(cut, key, shot, enter or asked, frames)


def _written(enter: Transition) -> dict[str, Data]:
    said = enter.model_dump(mode="json", exclude_defaults=True, by_alias=True)
    lasts = {} if enter.transition == "cut" else {"seconds": tidy(enter.seconds)}
    return {**said, "transition": enter.transition, **lasts}


def _entered(cut: _Cut, key: Key, asked: Transition) -> tuple[Transition | None, int]:
    """How a shot is entered now, None where that is as asked, and for how many frames."""
    clip, item, name = cut.clips[key], cut.plan[key], "/".join(key)
    before = entry(_scene(cut.film, key[0]), item.shot)
    had = overlap_frames(item.enter if asked == before else asked, cut.rate)
    found = clip.enter
    if not clip.joined or (found is None and not had):
        return None, had
    if found is None and asked == before and asked.transition != "dissolve":
        cut.left.append(
            f"the {asked.transition} into {name} is not in the file; programs drop what they do not know, so it stays"
        )
        return None, had
    if found is None:
        return Transition(sound=asked.sound), 0
    # A program that only has dissolves shows one for anything else.
    alike = had > 0 and (asked == before or found.kind in ("", asked.transition))
    seconds = float(found.frames / cut.rate)
    if alike:
        return None if found.frames == had else asked.model_copy(update={"seconds": seconds}), found.frames
    if found.kind == before.transition:
        return before.model_copy(update={"seconds": seconds}), found.frames
    kind = _kind(found)
    if not found.kind:
        cut.left.append(f"the transition into {name} is the program's own; it becomes a {kind}")
    return Transition(transition=kind, seconds=seconds, sound=asked.sound), found.frames


def _kind(found: ReadTransition) -> str:
    from stitching.transitions import kinds

    return found.kind if found.kind in kinds() and found.kind != "cut" else "dissolve"


def _trim(cut: _Cut, key: Key, shot: Shot, enter: Transition, frames: int) -> Iterator[tuple[tuple[str, ...], Wanted]]:
    """The part of the clip that is seen."""
    timing, name = cut.plan[key].timing, "/".join(key)
    head = frames if enter.overlaps and key != cut.row[0] else 0
    own = timing.made - timing.head
    first, end = _seen(cut, key, head)
    if head == timing.head and (first, end) == (timing.before, own - timing.after):
        return
    if end > own or (head != timing.head and not first):
        # Its clip is made anew anyway, as long as it is seen.
        yield from _length(cut, name, shot, end)
        own = end
    trim: dict[str, Data] = {}
    if first:
        trim["in"] = tidy(float(first / cut.rate))
    if end < own:
        trim["out"] = tidy(float(end / cut.rate))
    if trim or shot.trim is not None:
        part = f"from {float(first / cut.rate):.2f} s to {float(end / cut.rate):.2f} s" if trim else "whole"
        cut.changes.append(f"{name} shows its clip {part}")
        yield ("trim",), trim or REMOVE


def _seen(cut: _Cut, key: Key, head: int) -> tuple[int, int]:
    """The part of a shot's clip that is seen, as far as there is one, counted behind the `head` under its transition in."""
    made, name = cut.plan[key].timing.made, "/".join(key)
    first, last = _used(cut, key)
    if first < 0 or last > made:
        cut.left.append(f"{name} is longer than its clip ({count(made, 'frame')}); it is taken as far as that goes")
    first, end = max(0, first), min(last, made) - head
    if end < first + _LEAST:
        cut.left.append(
            f"{name} is shorter than a shot can be: {_LEAST} frames besides those of the transition into it"
        )
    return first, max(end, first + _LEAST)


def _length(cut: _Cut, name: str, shot: Shot, frames: int) -> Iterator[tuple[tuple[str, ...], Wanted]]:
    seconds = float(frames / cut.rate)
    if shot.seconds is None or abs(shot.seconds - seconds) > float(1 / cut.rate) / 2:
        cut.changes.append(f"{name} lasts {seconds:.2f} s, and is made anew")
        yield ("seconds",), tidy(seconds)


def _used(cut: _Cut, key: Key) -> tuple[int, int]:
    """The frames of its clip that a shot shows; transitions that the file does not have are as the film has them."""
    clip, item = cut.clips[key], cut.plan[key]
    first, last = clip.used
    if clip.enter is None and item.timing.head and (not clip.joined or item.enter.transition != "dissolve"):
        first -= item.timing.head // 2
    place = cut.row.index(key) + 1
    following = cut.plan.get(cut.row[place]) if place < len(cut.row) else None
    if clip.leave is None and following is not None and following.timing.head:
        kept = not clip.joined or following.enter.transition != "dissolve"
        last += following.timing.head - following.timing.head // 2 if kept else 0
    return first, last


def _order(film: Film, scenes: Sequence[tuple[str, list[Key]]]) -> list[str]:
    """All scenes in their new order; one without shots in the film stays behind the one that it stood behind."""
    found = [scene for scene, _ in scenes]
    for index, scene in enumerate(film.scenes):
        if scene.id not in found:
            before = film.scenes[index - 1].id if index else None
            found.insert(found.index(before) + 1 if before in found else 0, scene.id)
    return found


def _write(root: Path, files: Mapping[str, str], order: Sequence[str]) -> None:
    """Write the scene files and give them names in the new order; if the film cannot be read then, nothing is changed."""
    paths = {scene: scene_file(root, scene) for scene in order}
    names = [path.name for path in scene_files(root)]
    new = renamed(names, [paths[scene].name for scene in order])
    with AllOrNothing(root) as whole:
        whole.about("film.lock", *(path.relative_to(root).as_posix() for path in paths.values()))
        whole.about(*(f"scenes/{name}" for name in new.values()))
        for scene, text in files.items():
            write_text(paths[scene], text)
        moved = {name: (root / "scenes" / name).read_text(encoding="utf-8") for name in new}
        for name in new:
            remove(root / "scenes" / name)
        for name, text in moved.items():
            write_text(root / "scenes" / new[name], text)
        load_film(root)
        if new:
            follow(root)
