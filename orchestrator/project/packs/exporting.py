"""Writing a pack for others: a zip that is the same for the same pack on every machine, or a folder."""

import shutil
import tempfile
import zipfile
from pathlib import Path

from orchestrator.project.packs import limits
from orchestrator.project.packs.folder import file_contents, folder_contents
from orchestrator.project.packs.guide import pack_name
from orchestrator.project.packs.inspection import contents_problems, members_problems
from orchestrator.project.packs.members import Contents, chosen, judged
from orchestrator.project.packs.opening import copied
from orchestrator.project.packs.pack import MAIN, Kind, PackError

_DATE = (1980, 1, 1, 0, 0, 0)
_ORDINARY = 0o100644 << 16
_OTHER_ARCHIVES = (".tar", ".gz", ".tgz", ".bz2", ".xz", ".7z", ".rar", ".zst")


def export(pack: Path, kind: Kind, target: Path, *, base: Path | None = None) -> Path:
    """Write the pack in a folder, or one guide or sheet with the files that it names, to `target`; return it.

    A `target` that ends in `.zip` becomes a zip with one folder in it, anything else a folder. The files that a single
    guide or sheet names are looked for below `base` (the folder that it is in). Members of the zip are not compressed:
    compressors differ from machine to machine, and nearly all of a pack is compressed already.

    Raises:
        PackError: with everything that makes it no pack, or if `target` is there already or cannot be written.
    """
    if target.suffix.lower() in _OTHER_ARCHIVES:
        raise PackError(f"{target}: packs are written as a .zip or a folder; name one that ends in .zip, or a folder")
    if target.exists():
        raise PackError(f"{target} is there already; remove it first, or give another name")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=f".{target.name}.", dir=target.parent) as name:
            folder = Path(name) / "pack"
            called, files = _gathered(pack, kind, base, folder)
            if target.suffix.lower() == ".zip":
                written = Path(name) / "pack.zip"
                _zip(folder, files, called, written)
                written.rename(target)
            else:
                folder.rename(target)
    except OSError as error:
        raise PackError(f"{pack} cannot be exported to {target}: {(error.strerror or str(error)).lower()}") from error
    return target


def _gathered(pack: Path, kind: Kind, base: Path | None, folder: Path) -> tuple[str, tuple[str, ...]]:
    """Copy what belongs to the pack into a folder; return the pack's name and its files."""
    contents = _contents(pack, kind, base)
    faults = judged(contents) or members_problems(contents.members, kind)
    if faults:
        raise PackError.of(faults, contents.label)
    files = copied(contents, folder)
    if faults := contents_problems(folder, files, kind):
        raise PackError.of(faults, contents.label)
    name = pack_name((folder / MAIN[kind]).read_bytes(), kind)
    assert name is not None
    return name, files


def _contents(pack: Path, kind: Kind, base: Path | None) -> Contents:
    if pack.is_dir():
        return chosen(folder_contents(pack, pack.name), kind, None)
    return file_contents(pack, kind, pack.name, base)


def _zip(folder: Path, files: tuple[str, ...], called: str, target: Path) -> None:
    with zipfile.ZipFile(target, "x") as archive:
        for name in sorted(files):
            info = zipfile.ZipInfo(f"{called}/{name}", _DATE)
            info.create_system, info.external_attr = 3, _ORDINARY
            info.file_size = (folder / name).stat().st_size
            with (folder / name).open("rb") as file, archive.open(info, "w") as member:
                shutil.copyfileobj(file, member, limits.BLOCK)
