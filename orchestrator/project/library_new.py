"""A new style guide: a copy of another with every value explained, or one that extends it."""

import shutil
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import cast

from orchestrator.film.errors import FilmError
from orchestrator.film.style import StyleGuide
from orchestrator.project.atomic import write_bytes
from orchestrator.project.layout import entry
from orchestrator.project.library import FOLDER_FILE, Found, found_on_shelf
from orchestrator.project.library_flat import data_of, digest_of
from orchestrator.project.library_guide import PROMPTS, Guide, read_guide
from orchestrator.project.library_merge import OWN, Route, Values, files_in, with_files
from orchestrator.project.names import is_id, slug
from orchestrator.project.source import Value

_SAID: Mapping[str, Sequence[str]] = {
    "look": ("What every picture is. These words go into every prompt, so say it as you would to a painter.",),
    "light": ("How it is lit.",),
    "lens": ("How the camera sees.",),
    "palette": (
        "3 to 8 colours from the darkest to the lightest: the drawn film, the words of colour in prompts, the end card.",
    ),
    "line": (
        "Lines in the drawn film: none, ink, cel (ink and two tones), pencil, chalk, carved or cut (paper sheets).",
    ),
    "texture": (
        "What the drawn film is on or of: none, paper, leaf (gold), canvas, wash, grid, clay, film, print or scan.",
    ),
    "toning": ("How far every colour of the drawn film is drawn towards the palette, 0 to 1.",),
    "glow": ("How far bright things shine when drawn, 0 to 1.",),
    "pool": ("How dark the drawn film is beyond a pool of light around the figures, 0 to 1.",),
    "flare": ("How far a low sun spills over the drawn film as haze and flare, 0 to 1.",),
    "blinds": ("How dark the stripes are that a blind throws into the drawn film's rooms, 0 to 1.",),
    "hold": ("Pictures that each drawing is held for; 2 is animation on twos.",),
    "negative": ("What must not be seen, for models that take it.",),
    "grade": (
        "The finish: 1 is neutral for contrast and saturation; grain and vignette run from 0 to 1.",
        "lut: a 3D LUT (.cube) beside this file, laid over every clip; strength: how much of it, 0 to 1.",
    ),
    "variants": ("Other moods of the same guide; a scene asks for one with `style_variant: memory`.",),
    "arc": ("How the look moves over a film: [{at: 0%}, {at: 80%, variant: memory}, {at: 100%}].",),
    "pace": ("How long a shot lasts on average, for whoever writes the shots.",),
    "transitions": (
        "How scenes are entered if the script is silent: passing (time passes), elsewhere (the same hour).",
    ),
    "titles": ("The type of titles: serif, sans, or a font file (.ttf, .otf) beside this file.",),
    "captions": ("The type of captions in the picture, if not the titles' font and white.",),
    "music": ("The score: instruments, a genre that has players for what they leave open, tempo in beats a minute.",),
    "references": ("Pictures beside this file that show the look.",),
    "loras": ("Weights for this look, .safetensors beside this file: [{path: ink.safetensors, strength: 0.8}].",),
    "motifs": ("Own drawings for places and things: [{words: [lighthouse], file: motifs/light.svg, height: 3.5}].",),
}


def new_guide(shelf: Path, name: str, source: Guide, *, extends: bool, schema: str = "") -> Path:
    """Write a new guide into a folder of guides and return its file; `schema` is the line that leads an editor to it.

    Raises:
        FilmError: if the name is no id, or a guide of that name is there already; nothing is written then.
    """
    _free(shelf, name)
    files: dict[str, Path] = {}
    values = data_of(source.style)
    if not extends:
        values, files = _with_own_files(source, values)
    lines = [schema] if schema else []
    lines += _opening(name, source, extends=extends)
    lines += _explained(values, off=extends)
    text = "\n".join(lines) + "\n"
    return _written(shelf, name, text, files)


def carry(guide: Guide, shelf: Path, name: str) -> Path:
    """Copy a guide into a folder of guides as it is, with its own files; return its file there.

    Parents in the library, or that ship, stay its parents; one that lies beside it elsewhere is written out into it.

    Raises:
        FilmError: if another guide of that name is there already; nothing is written then.
    """
    there = found_on_shelf(name, shelf)
    if there is not None and same_guide(there, guide.found):
        return there.file
    _free(shelf, name)
    own = guide.layers[0]
    if any(layer.found.origin == "film" for layer in guide.layers[1:]):
        values, files = _with_own_files(guide, data_of(guide.style))
        lines = [line for key, value in values.items() for line in entry(key, value, 0)]
        return _written(shelf, name, "\n".join(lines) + "\n", files)
    folder = guide.found.folder
    files = {file: folder / file for _, file in files_in(own.values)}
    if folder / PROMPTS in guide.prompts:
        files |= {f"{PROMPTS}/{path.name}": path for path in sorted((folder / PROMPTS).glob("*.j2"))}
    return _written(shelf, name, guide.found.file.read_bytes().decode("utf-8"), files)


def same_guide(one: Found, other: Found) -> bool:
    """Return whether two guides say the same and have the same files; False if one cannot be read."""
    try:
        return digest_of(read_guide(one)) == digest_of(read_guide(other))
    except FilmError:
        return False


def _free(shelf: Path, name: str) -> None:
    if not is_id(name):
        raise FilmError(f"'{name}' is no name for a style; write for example '{slug(name, 'my-style')}'")
    for there in (shelf / f"{name}.yaml", shelf / name):
        if there.exists() or there.is_symlink():
            raise FilmError(f"{there} is there already; choose another name, or edit that")


def _with_own_files(guide: Guide, values: Values) -> tuple[Values, dict[str, Path]]:
    """The values with plain names for the files, which go beside the new guide, and those files by their names."""
    names: dict[Route, str] = {}
    files: dict[str, Path] = {}
    for route, name in files_in(values):
        path = guide.files[name]
        stem, suffix, number = slug(path.stem, "file"), path.suffix.lower(), 2
        chosen = f"{stem}{suffix}"
        while files.get(chosen, path) != path:
            chosen, number = f"{stem}-{number}{suffix}", number + 1
        names[route], files[chosen] = chosen, path
    files |= {f"{PROMPTS}/{name}": path for name, path in guide.templates().items()}
    return cast("Values", with_files(values, names)), files


def _written(shelf: Path, name: str, text: str, files: Mapping[str, Path]) -> Path:
    """The guide as a single file, or as a folder where it has others; the guide itself last, so that half of it is none."""
    target = shelf / name / FOLDER_FILE if files else shelf / f"{name}.yaml"
    try:
        for relative, path in files.items():
            write_bytes(target.parent / relative, path.read_bytes())
        write_bytes(target, text.encode("utf-8"))
    except (OSError, FilmError) as error:
        if files:
            shutil.rmtree(target.parent, ignore_errors=True)
        if isinstance(error, FilmError):  # it says which file, and why
            raise
        raise FilmError(f"{target} cannot be written: {(error.strerror or str(error)).lower()}") from error
    return target


def _opening(name: str, source: Guide, *, extends: bool) -> list[str]:
    style = source.style
    by = f" by {_one_line(style.author)}" if style.author else ""
    licence = f" ({_one_line(style.licence)})" if style.licence else ""
    if extends:
        return [
            f"# Everything that is not said here is as {source.found.name} has it; take away the # of what you want to change.",
            f"name: {name}",
            "version: 1",
            f"extends: {source.found.name}",
        ]
    return [
        f"# Begun as a copy of {_one_line(style.name)} {style.version}{by}{licence}.",
        f"name: {name}",
        "# Raise it when you hand on a change: films that use the guide are told so.",
        "version: 1",
    ]


def _one_line(text: str) -> str:
    """A stranger's words for a comment, where a line break would end it."""
    return " ".join("".join(letter if letter.isprintable() else " " for letter in text).split())


def _explained(values: Values, *, off: bool) -> list[str]:
    """Every key of a guide with what it does; those without a value, or all if `off`, as comments."""
    lines: list[str] = []
    for key in StyleGuide.model_fields:
        if key in OWN:
            continue
        said = [f"# {line}" for line in _SAID[key]]
        written = entry(key, values[key] if key in values else _default(key), 0)
        lines += ["", *said, *(f"# {line}" if off or key not in values else line for line in written)]
    return lines


def _default(key: str) -> Value:
    """How a key is where nothing is said."""
    value = StyleGuide.model_fields[key].get_default(call_default_factory=True, validated_data={})
    model = StyleGuide.model_construct(**{key: value})
    plain: dict[str, Value] = model.model_dump(mode="json", include={key}, exclude_none=True)
    return plain[key]
