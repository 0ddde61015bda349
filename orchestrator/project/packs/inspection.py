"""What a pack may hold: kinds of files by ending, each verified by what is in it. Every reason to refuse it, all at once."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from orchestrator.film.errors import Problem
from orchestrator.project.packs import limits
from orchestrator.project.packs.drawings import drawing_fault
from orchestrator.project.packs.folder import folder_contents
from orchestrator.project.packs.fonts import font_fault
from orchestrator.project.packs.guide import main_problems
from orchestrator.project.packs.members import Member, judged, size_words
from orchestrator.project.packs.pack import MAIN, THING, Kind, PackError, fault
from orchestrator.project.packs.pictures import picture_fault
from orchestrator.project.packs.tensors import weights_fault
from orchestrator.project.packs.texts import lut_problem, template_problems, text_fault

_TEXTS = frozenset({"license", "licence", "copying", "notice", "readme", "authors", "credits", "changelog", "ofl"})
"""Files of words that often have no ending."""
ALLOWED = (
    "a pack holds .cube, .ttf, .otf, .png, .jpg, .webp and .safetensors files, prompts/*.j2, and .md or .txt texts"
)
_ADVICE: Mapping[str, str] = {
    ".pt": "weights in this format can run code when they are loaded; ask for .safetensors",
    ".svg": "drawings can hold scripts; save it as .png, or, if it is a motif of the style, put it into the folder motifs",
    ".json": "a Lottie animation that is a motif of the style lies in the folder motifs",
    ".gif": "save it as .png",
    ".ttc": "this is a collection of fonts; take the one that is used out, as .ttf or .otf",
    ".woff2": "this is a font for web pages; use the .ttf or .otf of it",
    ".zip": "an archive in a pack is not opened; put its files into the pack",
    ".yaml": "only the pack's main file is a .yaml",
    ".j2": "templates lie in the folder prompts",
}
_SAME = {
    **dict.fromkeys((".pth", ".ckpt", ".bin", ".pkl", ".pickle", ".npy", ".npz", ".joblib", ".onnx", ".h5"), ".pt"),
    **dict.fromkeys((".tar", ".gz", ".tgz", ".7z", ".rar", ".xz", ".bz2", ".zst"), ".zip"),
    **dict.fromkeys((".bmp", ".tif", ".tiff", ".heic", ".avif"), ".gif"),
    ".woff": ".woff2", ".otc": ".ttc", ".svgz": ".svg", ".yml": ".yaml",
}  # fmt: skip


_DRAWINGS = frozenset({".svg", ".json"})
_OF_DRAWINGS = ("motifs", "files")
"""The folders in which drawings may be: where a guide keeps its motifs, and where a copy of it keeps all its files."""


@dataclass(frozen=True)
class _Files:
    """One kind of file: how large it may be, and what is said of one that is not what its name says."""

    most: int
    fault: Callable[[Path], str | None] | None = None
    problems: Callable[[Path, str], list[Problem]] | None = None


_KINDS: Mapping[str, _Files] = {
    "guide": _Files(limits.GUIDE),
    "text": _Files(limits.TEXT, text_fault),
    "template": _Files(limits.TEMPLATE, text_fault),
    ".cube": _Files(limits.LUT, problems=lut_problem),
    ".png": _Files(limits.PICTURE, picture_fault),
    ".jpg": _Files(limits.PICTURE, picture_fault),
    ".jpeg": _Files(limits.PICTURE, picture_fault),
    ".webp": _Files(limits.PICTURE, picture_fault),
    ".svg": _Files(limits.DRAWING, drawing_fault),
    ".json": _Files(limits.DRAWING, drawing_fault),
    ".ttf": _Files(limits.FONT, font_fault),
    ".otf": _Files(limits.FONT, font_fault),
    ".safetensors": _Files(limits.WEIGHTS, weights_fault),
}


def is_text(name: str) -> bool:
    """Return whether a file of a pack is text, of which line ends do not count."""
    return _kind(name) in ("guide", "text", "template", ".cube")


def most_of(name: str) -> int:
    """Return how large a file of that name may be, in bytes."""
    known = _kind(name)
    return _KINDS[known].most if known else 0


def inspect(folder: Path, kind: Kind) -> list[Problem]:
    """Return every reason to refuse a folder as a pack, with names relative to it; none if it is one.

    Raises:
        PackError: if it cannot be read at all.
    """
    try:
        contents = folder_contents(folder, folder.name)
        if found := judged(contents):
            return found
        found = members_problems(contents.members, kind)
        bad = {each.file for each in found}
        files = [each.name for each in contents.members if each.name not in bad]
        if MAIN[kind] not in files and MAIN[kind] not in bad:
            return [fault(MAIN[kind], f"is missing; every {THING[kind]} that is a folder has one"), *found]
        return sorted(found + contents_problems(folder, files, kind))
    except OSError as error:
        raise PackError(f"{folder} cannot be read: {(error.strerror or str(error)).lower()}") from error


def members_problems(members: Iterable[Member], kind: Kind) -> list[Problem]:
    """Return what is wrong with members before they are read: what they are, their endings, and the sizes they claim."""
    found: list[Problem] = []
    total = 0
    count = 0
    for member in members:
        count += 1
        total += member.size
        if member.kind != "file":
            found.append(fault(member.name, _no_file(member)))
        elif (known := _kind(member.name)) is None or (known == "guide" and member.name != MAIN[kind]):
            found.append(fault(member.name, _refusal(member.name)))
        elif member.size > _KINDS[known].most:
            said = f"is larger than {size_words(_KINDS[known].most)}; make it smaller"
            found.append(fault(member.name, said))
    if count > limits.MEMBERS:
        found.append(fault("", f"holds {count} files; a pack has at most {limits.MEMBERS}"))
    if total > limits.TOTAL:
        found.append(fault("", f"is larger than {size_words(limits.TOTAL)} in all; make it smaller"))
    return found


def contents_problems(folder: Path, files: Iterable[str], kind: Kind) -> list[Problem]:
    """Return what is wrong with the contents of files whose names are allowed.

    Raises:
        OSError: if one cannot be read.
    """
    names = frozenset(files)
    found = main_problems(folder / MAIN[kind], kind, names) if MAIN[kind] in names else []
    for name in sorted(names - {MAIN[kind]}):
        known = _KINDS[_kind(name) or "text"]
        if known.fault and (said := known.fault(folder / name)):
            found.append(fault(name, said))
        if known.problems:
            found += known.problems(folder / name, name)
    if any(name.startswith("prompts/") for name in names):
        found += template_problems(folder / "prompts")
    return found


def _kind(name: str) -> str | None:
    path = PurePosixPath(name)
    ending = path.suffix.lower()
    if name in MAIN.values():
        return "guide"
    if ending == ".j2":
        return "template" if path.parent.as_posix() == "prompts" else None
    if ending in (".md", ".txt") or (path.stem.lower() in _TEXTS and not ending):
        return "text"
    if ending in _DRAWINGS and path.parent.as_posix() not in _OF_DRAWINGS:
        return None
    return ending if ending in _KINDS else None


def _no_file(member: Member) -> str:
    if member.kind == "link":
        return "is a link; put the file itself into the pack"
    return "is no ordinary file; take it out of the pack"


def _refusal(name: str) -> str:
    ending = PurePosixPath(name).suffix.lower()
    advice = _ADVICE.get(_SAME.get(ending, ending))
    return f"does not belong into a pack: {advice or ALLOWED}"
