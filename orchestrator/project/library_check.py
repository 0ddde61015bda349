"""What is wrong with a style guide beyond its values, file by file."""

from orchestrator.film.errors import Problem
from orchestrator.project.explain import instead
from orchestrator.project.library_guide import Guide, parse_values
from orchestrator.project.sheet_file import Sheet
from orchestrator.project.source import Value


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
    return Sheet(guide.layers[0].shown, parse_values({"variants": variants}), guide.folder)


def _no_variant(guide: Guide, name: str) -> str:
    known = list(guide.style.variants)
    advice = instead(name, known) if known else "it has no variants; leave the key out"
    return f"the style {guide.found.name} has no variant '{name}'; {advice}"
