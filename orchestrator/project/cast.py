"""The characters that films share: packs in the person's own library, or wherever a path, a zip or a git address leads to.

A character is one YAML file, or a folder with `character.yaml` and what goes with it: pictures and LoRA. Whatever it is, it is
opened as a stranger's: copied, looked over, and only then read.
"""

from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from orchestrator.film.errors import FilmError, ProjectError
from orchestrator.film.sheets import Character
from orchestrator.project.explain import instead, problems_of
from orchestrator.project.library import library_folder
from orchestrator.project.names import is_id
from orchestrator.project.packs.digests import digest
from orchestrator.project.packs.opening import opened
from orchestrator.project.packs.pack import MAIN, Pack
from orchestrator.project.source import SourceError, parse, read_text

CHARACTER_FILE = MAIN["cast"]


class UnknownCharacter(FilmError):
    """No character has that name."""


@dataclass(frozen=True)
class Brought:
    """A character that was looked over and may be read for as long as it is open: its sheet, its files, and which it is."""

    pack: Pack
    text: str
    character: Character
    digest: str
    in_library: bool

    @property
    def name(self) -> str:
        """What the pack is called."""
        return self.pack.name

    def files(self) -> dict[str, Path]:
        """The files that go with the sheet, by their names in the pack."""
        return {name: self.pack.folder / name for name in self.pack.files if name != self.pack.main}


def cast_folder() -> Path:
    """Return the person's own library of characters; it need not exist."""
    return library_folder().parent / "cast"


def cast_names() -> tuple[str, ...]:
    """Return the names of the characters in the person's library, sorted."""
    return tuple(sorted(shelved()))


def shelved() -> dict[str, Path]:
    """Return the file of each character in the person's library, by name."""
    folder = cast_folder()
    if not folder.is_dir():
        return {}
    single = (path for path in folder.glob("*.yaml") if path.is_file() and path.name != CHARACTER_FILE)
    found = {path.stem: path for path in single if is_id(path.stem)}
    found |= {path.parent.name: path for path in folder.glob(f"*/{CHARACTER_FILE}") if is_id(path.parent.name)}
    return found


def shelved_file(name: str) -> Path:
    """Return the file of a character in the person's library.

    Raises:
        UnknownCharacter: if there is none of that name.
    """
    found = shelved()
    if name not in found:
        raise UnknownCharacter(f"there is no '{name}' in your library of characters; {_other(name, found)}")
    return found[name]


def read_sheet(file: Path) -> Character:
    """Return the character that a sheet describes; the files that it names are not looked at.

    Raises:
        ProjectError: if it cannot be read, or has errors.
    """
    shown = file.as_posix()
    try:
        read = problems_of(Character, parse(read_text(file)), shown)
    except SourceError as error:
        raise ProjectError([error.of(shown)]) from error
    if isinstance(read, list):
        raise ProjectError(read)
    return read


@contextmanager
def brought(source: str) -> Generator[Brought]:
    """Give the character called `source` in the person's library, or at that path or address.

    Raises:
        UnknownCharacter: if it is a name, and there is none of that name.
        PackError: if it is refused, with every reason.
    """
    on_shelf = shelved().get(source)
    if on_shelf is None and is_id(source) and not Path(source).exists():
        raise UnknownCharacter(f"there is no '{source}' in your library of characters; {_other(source, shelved())}")
    address = source if on_shelf is None else str(whole(on_shelf))
    with opened(address, "cast") as pack:
        main = pack.folder / pack.main
        text = read_text(main).removeprefix("\ufeff")
        named = replace(pack, name=source) if on_shelf is not None else pack
        yield Brought(named, text, read_sheet(main), digest(pack), on_shelf is not None)


def whole(file: Path) -> Path:
    """Return the folder of a character that is one, else its file."""
    return file.parent if file.name == CHARACTER_FILE else file


def _other(name: str, known: dict[str, Path]) -> str:
    if not known:
        return "it is empty; begin one with: filmwright cast new NAME, or bring one with: filmwright cast add SOURCE"
    return instead(name, sorted(known))
