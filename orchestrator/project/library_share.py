"""Taking a style guide from others, and handing one on."""

import tempfile
from dataclasses import dataclass, replace
from pathlib import Path

from orchestrator.film.errors import ProjectError
from orchestrator.project.library import Found, built_in_folder, found_on_shelf
from orchestrator.project.library_flat import flattened
from orchestrator.project.library_guide import Guide, read_guide
from orchestrator.project.library_new import same_guide
from orchestrator.project.packs.exporting import export
from orchestrator.project.packs.installing import install
from orchestrator.project.packs.opening import opened
from orchestrator.project.packs.pack import Pack, PackError


@dataclass(frozen=True)
class Added:
    """A guide that is in the library now; `changed` if it was not just so before, `hides` if one that ships has its name."""

    name: str
    version: int
    place: Path
    changed: bool
    hides: bool


def add(source: str, library: Path, *, replace: bool = False) -> Added:
    """Put the guide at `source` (a file, folder, zip, or git address at a tag) into a library.

    Raises:
        PackError: if it is refused, or one of its name is there already and `replace` was not asked for.
        ProjectError: if it extends a guide that is not at hand.
    """
    with opened(source, "style") as pack:
        guide = _readable(pack, source)
        hides = found_on_shelf(pack.name, built_in_folder()) is not None
        there = found_on_shelf(pack.name, library)
        if there is not None and not replace:
            if same_guide(there, guide.found):
                return Added(pack.name, guide.style.version, there.file, changed=False, hides=hides)
            raise PackError(
                f"your library has another {pack.name} already ({there.file}); put this one in its place with --replace "
                f"(films keep the copy that they have)"
            )
        folder = install(pack, library, replace=replace)
        return Added(pack.name, guide.style.version, folder, changed=True, hides=hides)


def share(guide: Guide, target: Path) -> bool:
    """Write a guide as a zip or a folder; return whether what it inherits had to be written out, because others lack it.

    Raises:
        PackError: with everything that makes it no pack, or if `target` is there already.
    """
    parents = guide.layers[1:]
    alone = all(layer.found.origin == "built-in" for layer in parents) and guide.origin != "pinned"
    found = guide.found
    if alone:
        export(found.folder if found.is_folder else found.file, "style", target)
        return False
    with tempfile.TemporaryDirectory(prefix="filmwright-style-") as scratch:
        folder = Path(scratch) / found.name
        for name, raw in flattened(guide).contents().items():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_bytes(raw)
        export(folder, "style", target)
    return bool(parents)


def _readable(pack: Pack, source: str) -> Guide:
    """The guide of an opened pack, with the parents that it has at hand; errors name the pack, not our copy of it."""
    main = pack.folder / pack.main
    try:
        return read_guide(Found(pack.name, main, "library"))
    except ProjectError as error:
        named = [
            replace(each, file=f"{source}/{pack.main}") if each.file == main.as_posix() else each
            for each in error.problems
        ]
        raise ProjectError(named) from error
