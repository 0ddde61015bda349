"""What only all files together can tell: names that lead nowhere, ids given twice, pictures that are not there.

Works on the trees of the files, not on the models, so that a file with one error still has its names checked.
"""

import difflib
from collections.abc import Iterator, Mapping
from pathlib import Path, PureWindowsPath

from orchestrator.film.errors import Problem
from orchestrator.film.film import is_music
from orchestrator.film.rules import RULE_IDS
from orchestrator.film.viewpoint import viewpoint
from orchestrator.project.camera_words import camera_fault
from orchestrator.project.explain import instead
from orchestrator.project.makers import FILM_KEYS, language_fault, maker_fault
from orchestrator.project.packs.pictures import unreadable
from orchestrator.project.packs.tensors import weights_fault
from orchestrator.project.sheet_file import Route, Sheet, unread_in
from orchestrator.project.whole_states import SHEETS, Entities, states_of


def problems_across(
    root: Path, film: Sheet | None, style: Sheet | None, files: Mapping[str, list[Sheet]], unread: set[str]
) -> list[Problem]:
    """Return every problem that no file has on its own; names that are `unread` files get the benefit of the doubt.

    `files` are the parsed files of each folder: characters, places, props, scenes.
    """
    found = [fault for group in files.values() for fault in _twice(group)]
    if film:
        found += [fault for key in FILM_KEYS for fault in _maker(root, film, (key,))]
        voices = film.text(("voices",)) or "espeak"
        found += _language(film, ("language",), voices)
        found += [fault for sheet in files["characters"] for fault in _voice(root, sheet, voices)]
        found += _asset(root, film, ("story",))
        if is_music(film.text(("score",)) or ""):
            found += _asset(root, film, ("score",))
        found += _allowed(film, ())
    found += _scenes(root, files, style, unread)
    found += [fault for folder in SHEETS for sheet in files[folder] for fault in _sheet(root, sheet)]
    for sheet, route in _asset_routes(files["scenes"], style):
        found += _asset(root, sheet, route)
    for sheet, route in _picture_routes(files["scenes"], style):
        found += _picture(root, sheet, route)
    return found


def _scenes(root: Path, files: Mapping[str, list[Sheet]], style: Sheet | None, unread: set[str]) -> Iterator[Problem]:
    characters = {sheet.name: states_of(sheet) for sheet in files["characters"]}
    characters |= dict.fromkeys(unread_in("characters", unread))
    places = [*(sheet.name for sheet in files["places"]), *unread_in("places", unread)]
    variants = style.keys("variants") if style else None
    entities = Entities(files, unread)
    for scene in files["scenes"]:
        yield from _scene_names(scene, places, variants)
        yield from entities.faults(scene, ())
        yield from _allowed(scene, ())
        for shot in scene.under(("shots",)):
            yield from _shot_names(scene, shot, characters)
            yield from entities.faults(scene, shot)
            yield from _allowed(scene, shot)
            yield from _maker(root, scene, (*shot, "model"))
            yield from _camera(scene, (*shot, "camera"))
            yield from _view(scene, (*shot, "view"), characters)
        yield from _shot_ids(scene)


def _sheet(root: Path, sheet: Sheet) -> Iterator[Problem]:
    """What is wrong with the short name, the pictures and the weights of a sheet."""
    called = sheet.text(("called",))
    if called is not None and not called.strip():
        yield sheet.problem(("called",), "is empty; write a short name for it, or leave the key out")
    for route in sheet.under(("references",)):
        yield from _picture(root, sheet, route)
    for state in sheet.under(("state_references",)):
        for route in sheet.under(state):
            yield from _picture(root, sheet, route)
    for lora in sheet.under(("loras",)):
        yield from _weights(root, sheet, (*lora, "path"))


def _weights(root: Path, sheet: Sheet, route: Route) -> Iterator[Problem]:
    path = sheet.text(route)
    if path is None:
        return
    if wrong := asset_fault(root, path):
        yield sheet.problem(route, wrong)
        return
    if not path.endswith(".safetensors"):
        yield sheet.problem(route, f"'{path}' is no .safetensors file; other formats can run code when they are loaded")
        return
    try:
        wrong = weights_fault(root / path)
    except OSError as error:
        wrong = f"cannot be read: {(error.strerror or str(error)).lower()}"
    if wrong:
        yield sheet.problem(route, f"'{path}' {wrong}")


def _maker(root: Path, sheet: Sheet, route: Route) -> Iterator[Problem]:
    spec = sheet.text(route)
    if spec is not None and (wrong := maker_fault(str(route[-1]), spec, root)):
        yield sheet.problem(route, wrong)


def _allowed(sheet: Sheet, owner: Route) -> Iterator[Problem]:
    """Rules of `check` that are allowed to be broken and that there are not."""
    for route in sheet.under((*owner, "allow")):
        named = sheet.text(route)
        if named is not None and named not in RULE_IDS:
            yield sheet.problem(route, f"'{named}' is no rule of check; {instead(named, RULE_IDS)}")


def _language(sheet: Sheet, route: Route, voices: str) -> Iterator[Problem]:
    language = sheet.text(route)
    if language is not None and (wrong := language_fault(voices, language)):
        yield sheet.problem(route, wrong)


def _voice(root: Path, sheet: Sheet, voices: str) -> Iterator[Problem]:
    """What is wrong with a character's own voice, and with the language that it, or the film's voice, is to speak."""
    own = sheet.text(("voice", "model"))
    if own is not None and (wrong := maker_fault("voices", own, root)):
        yield sheet.problem(("voice", "model"), wrong)
    yield from _language(sheet, ("voice", "language"), own or voices)


def _camera(sheet: Sheet, route: Route) -> Iterator[Problem]:
    phrase = sheet.text(route)
    if phrase is not None and (wrong := camera_fault(phrase)):
        yield sheet.problem(route, wrong)


def _view(sheet: Sheet, route: Route, characters: Mapping[str, object]) -> Iterator[Problem]:
    """Whose shoulder or eyes it is must have a sheet; what is no viewpoint at all the shot says itself."""
    try:
        who = viewpoint(sheet.text(route) or "").who
    except ValueError:
        return
    if who and who not in characters:
        advice = instead(who, sorted(characters)) if characters else f"write characters/{who}.yaml"
        yield sheet.problem(route, f"there is no character sheet '{who}'; {advice}")


def _twice(sheets: list[Sheet]) -> Iterator[Problem]:
    first: dict[str, str] = {}
    for sheet in sheets:
        name = sheet.text(("id",))
        if name in first:
            yield sheet.problem(("id",), f"'{name}' is also the id of {first[name]}; each file needs an id of its own")
        elif name:
            first[name] = sheet.file


def _shot_ids(scene: Sheet) -> Iterator[Problem]:
    first: dict[str, Route] = {}
    for shot in scene.under(("shots",)):
        name = scene.text((*shot, "id"))
        if name in first:
            line = scene.line((*first[name], "id"))
            message = f"'{name}' is also the id of the shot in line {line}; ids must differ within a scene"
            yield scene.problem((*shot, "id"), message)
        elif name:
            first[name] = shot


def _scene_names(scene: Sheet, places: list[str], variants: list[str] | None) -> Iterator[Problem]:
    place = scene.text(("place",))
    if place is not None and place not in places:
        advice = instead(place, places) if places else f"write places/{place}.yaml, or leave the key out"
        yield scene.problem(("place",), f"there is no place sheet '{place}'; {advice}")
    variant = scene.text(("style_variant",))
    if variant is not None and variants is not None and variant not in variants:
        advice = instead(variant, variants) if variants else "it has no variants; leave the key out"
        yield scene.problem(("style_variant",), f"the style has no variant '{variant}'; {advice}")


def _shot_names(scene: Sheet, shot: Route, states: dict[str, list[str] | None]) -> Iterator[Problem]:
    for entry in (*scene.under((*shot, "cast")), *scene.under((*shot, "dialogue"))):
        name = scene.text((*entry, "character"))
        if name is None:
            continue
        if name not in states:
            advice = instead(name, sorted(states)) if states else f"write characters/{name}.yaml"
            yield scene.problem((*entry, "character"), f"there is no character sheet '{name}'; {advice}")
            continue
        state = scene.text((*entry, "state"))
        known = states[name]
        if state is not None and known is not None and state not in known:
            advice = instead(state, known) if known else f"add it under states in the sheet of {name}"
            yield scene.problem((*entry, "state"), f"'{name}' has no state '{state}'; {advice}")
    begin, end = (scene.at((*shot, "footage", key)) for key in ("in", "out"))
    if isinstance(end, (int, float)):
        start = begin if isinstance(begin, (int, float)) else 0
        if 0 < end <= start:
            yield scene.problem(
                (*shot, "footage", "out"),
                f"{end:g} is not after the start at {start:g} seconds; write a later second",
            )


def _asset_routes(scenes: list[Sheet], style: Sheet | None) -> Iterator[tuple[Sheet, Route]]:
    for scene in scenes:
        for shot in scene.under(("shots",)):
            yield scene, (*shot, "footage", "path")
    if style:
        yield style, ("grade", "lut")
        yield from ((style, (*variant, "grade", "lut")) for variant in style.under(("variants",)))


def _picture_routes(scenes: list[Sheet], style: Sheet | None) -> Iterator[tuple[Sheet, Route]]:
    """The pictures that shots name as keyframes, and those of the style."""
    for scene in scenes:
        for shot in scene.under(("shots",)):
            frames = (*shot, "keyframes")
            for end in ("first", "last"):
                if scene.text((*frames, end)) not in ("generate", "off"):
                    yield scene, (*frames, end)
            yield from ((scene, (*held, "picture")) for held in scene.under((*frames, "between")))
            yield scene, (*shot, "enter", "picture")
        yield scene, ("enter", "picture")
    yield from ((style, route) for route in style.under(("references",))) if style else ()


def _picture(root: Path, sheet: Sheet, route: Route) -> Iterator[Problem]:
    path = sheet.text(route)
    if path is None:
        return
    missing = list(_asset(root, sheet, route))
    yield from missing
    if not missing and (wrong := unreadable((sheet.folder or root) / path)):
        yield sheet.problem(route, f"'{path}' {wrong}")


def _asset(root: Path, sheet: Sheet, route: Route) -> Iterator[Problem]:
    path = sheet.text(route)
    if path is None:
        return
    folder = sheet.folder or root
    home = "the style's folder" if sheet.folder else "the project"
    if wrong := asset_fault(folder, path, home):
        yield sheet.problem(route, wrong)


def asset_fault(folder: Path, path: str, home: str = "the project") -> str | None:
    """Return what is wrong with a path that a file of the project gives, or None if it leads to a file inside."""
    if not path.strip():
        return "is empty; write the path of a file, or leave the key out"
    if "://" in path:
        return f"'{path}' is a web address; put the file into assets/ and write its path"
    if path.startswith(("/", "~")) or PureWindowsPath(path).drive or PureWindowsPath(path).root:
        return f"'{path}' is a path from outside; put the file into {home} and write a path relative to it"
    if "\\" in path:
        return f"'{path}' has backslashes; write '{path.replace(chr(92), '/')}'"
    target = folder / path
    try:
        inside = target.resolve().is_relative_to(folder.resolve())
        if not inside:
            return f"'{path}' leads outside of {home}; put the file into assets/ and write its path"
        if target.is_file():
            return None
        return f"'{path}' is a folder; write the path of a file" if target.is_dir() else _missing(folder, path)
    except (OSError, ValueError, RuntimeError):
        return f"'{path[:60]}' is no path that this machine can open; write the path of a file in assets/"


def _missing(folder: Path, path: str) -> str:
    beside = (folder / path).parent
    names = [item.relative_to(folder).as_posix() for item in sorted(beside.iterdir())] if beside.is_dir() else []
    close = difflib.get_close_matches(path, names, 1, 0.6)
    return f"'{path}' is not there; " + (
        f"did you mean '{close[0]}'?" if close else "put the file there, or correct the path"
    )
