"""Opening a pack from wherever it is: its names are judged, it is copied while it is counted, and the copy is looked over."""

import tempfile
from collections.abc import Generator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from orchestrator.project.packs import limits
from orchestrator.project.packs.addresses import Address, address_of
from orchestrator.project.packs.archive import zip_contents
from orchestrator.project.packs.folder import file_contents, folder_contents
from orchestrator.project.packs.guide import pack_name
from orchestrator.project.packs.inspection import contents_problems, members_problems, most_of
from orchestrator.project.packs.members import Contents, bounded, chosen, judged, size_words
from orchestrator.project.packs.pack import MAIN, Kind, Pack, PackError, Source
from orchestrator.project.packs.repository import git_contents


@contextmanager
def opened(source: str, kind: Kind, *, scratch: Path | None = None) -> Generator[Pack]:
    """Give the pack at `source`, copied into a folder that goes when the block ends.

    `source` is the path of a guide or sheet, of a folder or of a zip, or the address of a git repository with `@tag`; a
    part of either is named by `#sub/folder` or `#file.yaml`. The copy is made in `scratch`, the system's place for
    temporary files if left out.

    Raises:
        PackError: with every reason to refuse it; nothing is left behind.
    """
    with ExitStack() as stack:
        try:
            pack = _prepared(address_of(source), kind, scratch, stack)
        except OSError as error:
            raise PackError(f"{source} cannot be read: {(error.strerror or str(error)).lower()}") from error
        yield pack


def copied(contents: Contents, folder: Path) -> tuple[str, ...]:
    """Copy a container's members into a folder that is not there yet; return their names.

    Raises:
        PackError: if one cannot be in a pack, or turns out larger than it may be.
        OSError: if the disk does not take them.
    """
    folder.mkdir(parents=True)
    total = 0
    for member in contents.members:
        target = folder / member.name
        target.parent.mkdir(parents=True, exist_ok=True)
        with target.open("xb") as file:
            for block in bounded(contents, member, most_of(member.name)):
                total += len(block)
                if total > limits.TOTAL:
                    raise PackError(
                        f"{contents.label}: is larger than {size_words(limits.TOTAL)} in all; make it smaller"
                    )
                file.write(block)
    return tuple(member.name for member in contents.members)


def _prepared(address: Address, kind: Kind, scratch: Path | None, stack: ExitStack) -> Pack:
    within = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="filmwright-pack-", dir=scratch)))
    folder = within / "pack"
    with ExitStack() as container:
        contents, source = _contents(address, kind, within / "objects", container)
        if faults := judged(contents):
            raise PackError.of(faults, contents.label)
        picked = chosen(contents, kind, address.part)
        if faults := members_problems(picked.members, kind):
            raise PackError.of(faults, contents.label)
        files = copied(picked, folder)
    if faults := contents_problems(folder, files, kind):
        raise PackError.of(faults, contents.label)
    name = pack_name((folder / MAIN[kind]).read_bytes(), kind)
    assert name is not None
    return Pack(kind, name, folder, MAIN[kind], files, source)


def _contents(address: Address, kind: Kind, objects: Path, stack: ExitStack) -> tuple[Contents, Source]:
    if address.protocol:
        return stack.enter_context(git_contents(address, objects))
    path = Path(address.where).expanduser()
    shown = f"{path.absolute()}#{address.part}" if address.part else str(path.absolute())
    if path.is_dir():
        return folder_contents(path, address.label), Source("path", shown)
    if path.suffix.lower() in (".yaml", ".yml"):
        return file_contents(path, kind, address.label), Source("path", shown)
    if not path.is_file():
        raise PackError(f"{address.label}: is no ordinary file; give the path of a .yaml file, a folder or a zip")
    return stack.enter_context(zip_contents(path, address.label)), Source("zip", shown)
