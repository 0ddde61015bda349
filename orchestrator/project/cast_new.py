"""A new character in the person's own library, and a character of a film made ready for others."""

import shutil
import tempfile
from pathlib import Path

from orchestrator.film.errors import FilmError
from orchestrator.film.sheets import Character
from orchestrator.project.atomic import write_text
from orchestrator.project.cast import CHARACTER_FILE, cast_folder, shelved
from orchestrator.project.cast_sheet import for_pack
from orchestrator.project.layout import scalar
from orchestrator.project.merge_files import CannotMerge
from orchestrator.project.names import is_id, slug
from orchestrator.project.packs.exporting import export
from orchestrator.project.source import read_text
from orchestrator.project.surgery import CannotEdit

_EXPLAINED = """\
# A character for any number of films. Pictures and weights lie beside this file: references: [front.png]
id: {id}
# Raise it when films should take a new version over: they are told so by filmwright cast list.
version: 1
name: {name}
# person, or what else it is: fox, robot, storm, teapot ...
kind: person
# What never changes, in the words that every prompt gets: age, build, hair, face.
appearance: {appearance}
# A short way to mention them after the first time, e.g. the old keeper. Made from the looks if left out.
# called: the old keeper
# What changes from shot to shot: clothes, wounds, weather. Shots name these.
states:
  everyday: a plain grey coat
default_state: everyday
voice: {{pitch: medium, pace: medium}}
# references: [front.png, side.png]
# state_references: {{everyday: [coat.png]}}
# loras: [{{path: {id}.safetensors, strength: 0.8, trigger: {id}}}]
# note: For people only.
"""


def new_character(name: str, called: str | None = None) -> Path:
    """Begin a character in the person's library, with every key explained; return its file.

    Raises:
        FilmError: if the name is no id, or there is one of that name.
    """
    if not is_id(name):
        raise FilmError(f"'{name}' is no name for a character; write '{slug(name, 'mara')}'")
    if there := shelved().get(name):
        raise FilmError(f"{there} is there already; choose another name, or edit that")
    target = cast_folder() / name / CHARACTER_FILE
    full = called or name.replace("-", " ").title()
    looks = "a person of forty with short brown hair and a calm face"
    write_text(target, _EXPLAINED.format(id=name, name=scalar(full), appearance=looks))
    return target


def export_character(root: Path, sheet: Path, character: Character, target: Path) -> Path:
    """Write a character of the film in `root` as a pack, a zip or a folder, with its pictures and weights; return it.

    Raises:
        PackError: with everything that makes it no pack, or if `target` is there already.
        FilmError: if its files cannot be read.
    """
    text = read_text(sheet)
    try:
        text, files = for_pack(text, character.id)
    except (CannotEdit, CannotMerge):
        raise FilmError(f"{sheet}: cannot be rewritten for others; write references and loras on plain lines") from None
    with tempfile.TemporaryDirectory(prefix="filmwright-cast-") as scratch:
        folder = Path(scratch) / character.id
        for name, path in files.items():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(root / path, folder / name)
        write_text(folder / CHARACTER_FILE, text)
        return export(folder, "cast", target)
