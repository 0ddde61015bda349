"""translations/<language>.yaml: what is spoken and written in the film in other languages, as files that a person can correct."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from orchestrator.film.errors import FilmError, Problem, ProjectError
from orchestrator.film.film import Film, Settings
from orchestrator.film.translation import TranslatedLine, Translation
from orchestrator.project.atomic import while_it_is_saved, write_text
from orchestrator.project.explain import faults, instead, problem, problems_of
from orchestrator.project.layout import Data, items, scalar
from orchestrator.project.lock import read_lock, text_digest, write_lock
from orchestrator.project.schema import header
from orchestrator.project.source import Node, SourceError, find, parse, read_text
from orchestrator.project.surgery import APPEND, REMOVE, CannotEdit, Route, Wanted, edited_text

FOLDER = "translations"

LineName = tuple[str, int]
"""`scene/shot`, and the line's number in its shot from 1."""


@dataclass(frozen=True)
class Spoken:
    """A line of the film: its name, who says it (nobody is the narrator), and the words."""

    name: LineName
    character: str | None
    text: str
    manner: str | None = None


def spoken_lines(film: Film) -> list[Spoken]:
    """Every line of the film in order."""
    return [
        Spoken((f"{scene.id}/{shot.id}", number), line.character, line.line, line.manner)
        for scene, shot in film.shots()
        for number, line in enumerate(shot.dialogue, 1)
    ]


def tag(language: str) -> str:
    """A language tag as it is written: `PT-br` is `pt-BR`, `zh-hans` is `zh-Hans`."""
    first, *rest = language.replace("_", "-").split("-")
    cased = [part.upper() if len(part) == 2 else part.title() if len(part) == 4 else part.lower() for part in rest]
    return "-".join([first.lower(), *cased])


def tag_fault(language: str) -> str | None:
    """Return what is wrong with a language tag that comes from no file, or None."""
    found = faults(Settings, {"title": "", "language": language})
    return next((fault.removeprefix("language: ") for fault in found if fault.startswith("language: ")), None)


def translation_path(language: str) -> str:
    """The path of a language's file inside the project."""
    return f"{FOLDER}/{tag(language)}.yaml"


def translation_files(root: Path) -> list[Path]:
    """The translation files of a project."""
    folder = root / FOLDER
    return sorted(path for path in folder.glob("*.yaml") if not path.name.startswith(".")) if folder.is_dir() else []


def load_translation(root: Path, language: str) -> Translation:
    """Read a language's file.

    Raises:
        FilmError: if there is none; says how to get it.
        ProjectError: with everything that is wrong with it.
    """
    path = root / translation_path(language)
    if not path.exists():
        there = [file.stem for file in translation_files(root)]
        hint = f"there are {', '.join(there)}; or " if there else ""
        raise FilmError(
            f"{translation_path(language)} is not there; {hint}make it with: filmwright translate {language}"
        )
    found = _read(root, path)
    if isinstance(found, list):
        raise ProjectError(found)
    return found


def translation_problems(root: Path) -> list[Problem]:
    """Everything that is wrong with the translation files of a project."""
    found: list[Problem] = []
    for path in translation_files(root):
        read = _read(root, path)
        found += read if isinstance(read, list) else []
    return found


def _read(root: Path, path: Path) -> Translation | list[Problem]:
    shown = path.relative_to(root).as_posix()
    try:
        tree = parse(read_text(path))
    except SourceError as error:
        return [error.of(shown)]
    twice = list(_twice(tree, shown))
    found = problems_of(Translation, tree, shown)
    if isinstance(found, list):
        return [*twice, *(fault for fault in found if fault.path or not twice)]
    if tag(found.language) != tag(path.stem):
        said = f"'{found.language}' is not the language that the file is named after; write {path.stem}"
        return [problem(tree, shown, ("language",), said)]
    return found


def _twice(tree: Node, shown: str) -> Iterator[Problem]:
    """Lines that are there twice, at the second."""
    lines = find(tree, ("lines",))
    first: dict[tuple[object, object], int] = {}
    for index in range(len(lines.items) if lines and lines.kind == "list" else 0):
        shot, number = (find(tree, ("lines", index, key)) for key in ("shot", "number"))
        name = (shot.value if shot else None, number.value if number else 1)
        if shot and name in first:
            said = f"line {name[1]} of shot '{name[0]}' is in line {first[name]} already; leave one of them out"
            yield problem(tree, shown, ("lines", index, "shot"), said)
        elif shot:
            first[name] = shot.line


@dataclass(frozen=True)
class Sides:
    """A translation held against the film: what each line of the film is in it, and what is to be told of it."""

    lines: dict[LineName, TranslatedLine]
    notes: tuple[tuple[str, str], ...]
    """`scene/shot`, and what there is to say."""


def compare(film: Film, translation: Translation) -> Sides:
    """Hold a translation against the film as it is now."""
    spoken = {line.name: line for line in spoken_lines(film)}
    shots = [f"{scene.id}/{shot.id}" for scene, shot in film.shots()]
    lines: dict[LineName, TranslatedLine] = {}
    notes: list[tuple[str, str]] = []
    again = f"translate it with: filmwright translate {translation.language}"
    for entry in translation.lines:
        name = (entry.shot, entry.number)
        if name in spoken:
            lines[name] = entry
        elif entry.shot in shots:
            notes.append((entry.shot, f"has no line {entry.number}; its translation is not used"))
        else:
            notes.append(
                (entry.shot, f"is no shot of the film, its translation is not used; {instead(entry.shot, shots)}")
            )
    for name, line in spoken.items():
        entry = lines.get(name)
        if entry is None or not entry.to.strip():
            notes.append((name[0], f"line {name[1]} is not translated and stays as it is; {again}"))
        elif _words(entry.line) != _words(line.text):
            notes.append((name[0], f"line {name[1]} has changed since it was translated; {again}"))
    return Sides(lines, tuple(notes))


def is_current(entry: TranslatedLine | None, line: Spoken) -> bool:
    """Whether a line is translated, and from what it says now."""
    return entry is not None and bool(entry.to.strip()) and _words(entry.line) == _words(line.text)


def _words(text: str) -> list[str]:
    return re.findall(r"\S+", text)


def translation_text(translation: Translation, speakers: Sequence[str]) -> str:
    """The text of a translation file: the original above each text and each line, with who says it."""
    rows = [header("translation"), f"language: {translation.language}"]
    rows += [f"title: {scalar(translation.title, style=chr(34))}"]
    rows += [f"{key}: {scalar(value)}" for key in ("end", "note") if (value := getattr(translation, key))]
    for number, one in enumerate(translation.texts):
        rows += [] if number else ["texts:"]
        rows += [f"  - text: {scalar(one.text, style=chr(34))}", f"    to: {scalar(one.to, style=chr(34))}"]
    rows += ["lines:"] if translation.lines else ["lines: []"]
    for index, (line, speaker) in enumerate(zip(translation.lines, speakers, strict=True)):
        rows += [""] if index else []
        rows += [f"  - shot: {line.shot}  # {_comment(speaker)}"]
        rows += [f"    number: {line.number}"] if line.number > 1 else []
        rows += [f"    line: {scalar(line.line, style=chr(34))}", f"    to: {scalar(line.to, style=chr(34))}"]
    return "\n".join(rows) + "\n"


def _comment(text: str) -> str:
    return "".join(letter if letter.isprintable() else " " for letter in text)


def save_translation(root: Path, translation: Translation, speakers: Sequence[str]) -> Path:
    """Write a translation into its file. Where a person laid the file out in their own way, or wrote comments into it, only
    the lines that changed are changed, and new ones come last.

    Raises:
        FilmError: if the file cannot be written.
        ProjectError: if the file that is there has errors.
    """
    path = root / translation_path(translation.language)
    text = while_it_is_saved(path, lambda: _saved(root, path, translation, speakers))
    lock = read_lock(root)
    write_lock(root, lock.with_files({translation_path(translation.language): text_digest(text)}))
    return path


def _saved(root: Path, path: Path, translation: Translation, speakers: Sequence[str]) -> str:
    text = translation_text(translation, speakers)
    before = read_text(path) if path.exists() else None
    if before is not None:
        there = load_translation(root, translation.language)
        text = text if _as_we_write(before, there) else _edited(before, there, translation)
    if text != before:
        write_text(path, text, None if before is None else before.encode())
    return text


def _edited(text: str, before: Translation, after: Translation) -> str:
    """The file with what changed. Most changes are other words in the place of words, and are made all at once."""
    changes = list(_changes(before, after))
    words = {route: value for route, value in changes if isinstance(value, str)}
    text, done = _with_words(text, words)
    try:
        for route, value in changes:
            if route not in done and route[-1] != APPEND:
                text = edited_text(text, route, value)
        for name in ("lines", "texts"):
            text = _longer(text, name, [value for route, value in changes if route == (name, APPEND)])
    except CannotEdit as error:
        raise FilmError(f"{translation_path(after.language)}: {error}; change it by hand") from error
    return text


def _longer(text: str, name: str, added: Sequence[Wanted]) -> str:
    """The text with more entries in one of its lists."""
    if not added:
        return text
    if (longer := _with_rows(text, name, added)) is not None:
        return longer
    there = find(parse(text), (name,))
    if there is None or not there.items:
        return edited_text(text, (name,), [dict(value) for value in added if isinstance(value, Mapping)])
    for value in added:
        text = edited_text(text, (name, APPEND), value)
    return text


def _with_words(text: str, words: Mapping[Route, str]) -> tuple[str, set[Route]]:
    """The text with other words in quotes where words stand on a line, and which these are."""
    tree = parse(text)
    places = {route: find(tree, route) for route in words}
    done = {route for route, node in places.items() if node and node.style in ("'", '"')}
    spans = sorted(((node.start, node.end, words[route]) for route, node in places.items() if node and route in done))
    result = text
    for start, end, value in reversed(spans):
        result = result[:start] + scalar(value, style='"') + result[end:]
    try:
        now = parse(result)
    except SourceError:
        return text, set()
    right = all((node := find(now, route)) is not None and node.value == words[route] for route in done)
    return (result, done) if right else (text, set())


def _with_rows(text: str, name: str, added: Sequence[Wanted]) -> str | None:
    """The text with more entries at its end, in a list of their own where it has none yet.

    None where the list does not stand there, one entry below the other.
    """
    there = find(tree := parse(text), (name,))
    data = [dict(line) for line in added if isinstance(line, Mapping)]
    if there is None:
        rows, before = [f"{name}:", *items(data, 2)], list[object]()
    elif there.kind == "list" and there.style != "flow" and there.items and tree.items[-1] is there:
        rows, before = items(data, there.items[-1].column - 3), there.plain()
    else:
        return None
    result = text.rstrip() + "\n" + "".join(f"{row}\n" for row in rows)
    try:
        now = find(parse(result), (name,))
    except SourceError:
        return None
    return result if now and isinstance(before, list) and now.plain() == [*before, *data] else None


def _as_we_write(text: str, translation: Translation) -> bool:
    """Whether a file holds nothing but what its values say: no comments of a person's, no layout of their own."""
    ours = translation_text(translation, [""] * len(translation.lines))
    return _without_speakers(text) == _without_speakers(ours)


def _without_speakers(text: str) -> list[str]:
    rows = [re.sub(r"^(  - shot: \S+)  #.*$", r"\1", row) for row in text.replace("\r\n", "\n").split("\n")]
    return [row for row in rows if row.strip() and row != 'title: ""']


def _changes(before: Translation, after: Translation) -> Iterator[tuple[Route, Wanted]]:
    """What must change in a file: values first, then entries that are gone from the last one up, then new ones."""
    if after.title != before.title:
        yield ("title",), after.title
    yield from _changed_texts(before, after)
    wanted = {(line.shot, line.number): line for line in after.lines}
    held = [(line.shot, line.number) for line in before.lines]
    for index, line in enumerate(before.lines):
        other = wanted.get(held[index], line)
        for key in ("line", "to"):
            if getattr(other, key) != getattr(line, key):
                yield ("lines", index, key), getattr(other, key)
    for index in reversed(range(len(held))):
        if held[index] not in wanted:
            yield ("lines", index), REMOVE
    for name, line in wanted.items():
        if name not in held:
            number: dict[str, Data] = {"number": line.number} if line.number > 1 else {}
            yield ("lines", APPEND), {"shot": line.shot, **number, "line": line.line, "to": line.to}


def _changed_texts(before: Translation, after: Translation) -> Iterator[tuple[Route, Wanted]]:
    wanted = {one.text: one.to for one in after.texts}
    held = [one.text for one in before.texts]
    for index, one in enumerate(before.texts):
        if wanted.get(one.text, one.to) != one.to:
            yield ("texts", index, "to"), wanted[one.text]
    for index in reversed(range(len(held))):
        if held[index] not in wanted:
            yield ("texts", index), REMOVE
    for text, to in wanted.items():
        if text not in held:
            yield ("texts", APPEND), {"text": text, "to": to}
