"""What is wrong with a style guide beyond its values, file by file."""

from dataclasses import replace
from pathlib import PurePosixPath

from orchestrator.film.errors import Problem
from orchestrator.project.explain import instead
from orchestrator.project.library_guide import PROMPTS, Guide, Layer, source_of
from orchestrator.project.packs.texts import template_problems
from orchestrator.project.sheet_file import Sheet
from orchestrator.project.source import Value


def guide_faults(guide: Guide) -> list[Problem]:
    """Return everything that is wrong with a guide that can be read: its arc, palettes, variants, and its files by content.

    Raises:
        PackError: if its folder cannot be read.
    """
    found = [*arc_faults(guide), *_palettes(guide), *_variants(guide), *_name(guide)]
    for layer in guide.layers:
        found += _files(layer, guide)
    return list(dict.fromkeys(found))


def _palettes(guide: Guide) -> list[Problem]:
    """Palettes that do not go from the darkest to the lightest, as everything that draws with them takes for granted."""
    from generation.animatic.colour import lightness

    palettes = {("palette",): guide.style.palette}
    palettes |= {
        ("variants", name, "palette"): each.palette for name, each in guide.style.variants.items() if each.palette
    }
    found: list[Problem] = []
    for route, palette in palettes.items():
        wanted = sorted(palette, key=lightness)
        if list(map(lightness, palette)) != list(map(lightness, wanted)):
            said = ", ".join(f'"{colour}"' for colour in wanted)
            found.append(guide.problem(route, f"is not from the darkest to the lightest; write [{said}]"))
    return found


def _variants(guide: Guide) -> list[Problem]:
    said = "changes nothing of the guide; say in it what is different, or take it out"
    return [
        guide.problem(("variants", name), said)
        for name in guide.style.variants
        if guide.style.with_variant(name) == guide.style
    ]


def _name(guide: Guide) -> list[Problem]:
    """A guide that calls itself otherwise than its file: it is found by the file, and a pack takes the other."""
    found = guide.found
    called = found.folder.name if found.is_folder else found.file.stem
    if guide.style.name == called or guide.origin == "pinned":
        return []
    return [
        guide.problem(
            ("name",),
            f"'{guide.style.name}' is not what the file is called; write 'name: {called}', or rename the file",
        )
    ]


def _files(layer: Layer, guide: Guide) -> list[Problem]:
    """What is wrong with the files of one layer; a folder is looked over as a pack is, a single guide by the files it names."""
    from orchestrator.project.packs.inspection import inspect

    found, folder = layer.found, layer.found.folder
    if not found.is_folder or found.origin == "pinned":
        return _named_files(layer, guide)
    problems = [each for each in inspect(folder, "style") if each.file != found.file.name]
    return [replace(each, file=_beside(layer, each.file)) for each in problems]


def contents_faults(guide: Guide) -> list[Problem]:
    """Return what is wrong with the content of the files that a guide uses; what else lies beside it is not looked at."""
    return [each for layer in guide.layers if layer.found.origin != "built-in" for each in _named_files(layer, guide)]


def _named_files(layer: Layer, guide: Guide) -> list[Problem]:
    from orchestrator.project.packs.inspection import contents_problems

    folder = layer.found.folder
    own = [path for path in guide.files.values() if path.is_relative_to(folder.absolute())]
    names = [path.relative_to(folder.absolute()).as_posix() for path in own]
    names += [f"{PROMPTS}/{name}" for name, path in guide.templates().items() if path.parent.parent == folder]
    return [replace(each, file=_beside(layer, each.file)) for each in contents_problems(folder, names, "style")]


def template_faults(guide: Guide) -> list[Problem]:
    """Return what is wrong with the guide's own prompt templates, and with those that it inherits."""
    found: list[Problem] = []
    for layer in guide.layers:
        if layer.found.folder / PROMPTS in guide.prompts:
            faults = template_problems(layer.found.folder / PROMPTS)
            found += [replace(fault, file=_beside(layer, fault.file)) for fault in faults]
    return found


def _beside(layer: Layer, name: str) -> str:
    return (PurePosixPath(layer.shown).parent / name).as_posix()


def arc_faults(guide: Guide, film: Sheet | None = None) -> list[Problem]:
    """Return the names in the guide's arc, and in the film's own, that are no variants of the guide."""
    found: list[Problem] = []
    for index, key in enumerate(guide.style.arc):
        if key.variant is not None and key.variant not in guide.style.variants:
            found.append(guide.problem(("arc", index, "variant"), _no_variant(guide, key.variant)))
    for route in film.under(("style_arc",)) if film else ():
        name = film.text((*route, "variant")) if film else None
        if film is not None and name is not None and name not in guide.style.variants:
            found.append(film.problem((*route, "variant"), _no_variant(guide, name)))
    return found


def variants_of(guide: Guide) -> Sheet:
    """Return the guide's variants, also those that it inherits, as a sheet without anything in them."""
    variants: dict[str, Value] = dict.fromkeys(guide.style.variants)
    return Sheet(guide.layers[0].shown, source_of({"variants": variants}), guide.folder)


def _no_variant(guide: Guide, name: str) -> str:
    known = list(guide.style.variants)
    advice = instead(name, known) if known else "it has no variants; leave the key out"
    return f"the style {guide.found.name} has no variant '{name}'; {advice}"
