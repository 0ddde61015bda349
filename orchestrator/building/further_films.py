"""The films beside the finished one in `out/`: in other shapes, and in the languages that there are translations for."""

import json
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from orchestrator.building.project import Project
from orchestrator.building.versions import versions_of
from orchestrator.project.translations import tag, translation_files

if TYPE_CHECKING:
    from stitching.quality import Beside

_MADE_FROM = ("shot", "start", "frames", "clip")


def further_films(project: Project) -> "list[Beside]":
    """Those that are there. Of a project that is opened in a language, only that language's other shapes."""
    from stitching.quality import Beside

    picture, again = project.film.settings.format, "filmwright render"
    own = project.dubbing.language if project.dubbing else None
    found: list[Beside] = []
    for language in [own, *_languages(project)]:
        name = f"film.{language}" if language else "film"
        how = f"{again} --language {language}" if language else again
        sizes = {name: (picture.width, picture.height)} if language != own else {}
        sizes |= {f"{name}.{version.name}": version.size for version in versions_of(project)}
        found += [Beside(project.root / "out" / f"{each}.mp4", *size, how) for each, size in sizes.items()]
    return [one for one in found if one.path.is_file()]


def outdated(project: Project, planned: Mapping[str, Any]) -> Iterator[str]:
    """What is to be told of films in other languages that were made before the film was changed; `planned` is its report."""
    rows = _made_from(planned)
    for language in _languages(project):
        film, report = (project.root / "out" / f"{name}.{language}" for name in ("film", "report"))
        try:
            theirs: Any = json.loads(report.with_name(f"{report.name}.json").read_bytes())
        except (OSError, ValueError):
            continue
        if film.with_name(f"{film.name}.mp4").is_file() and _made_from(theirs) != rows:
            yield f"{film.name}.mp4 shows the film as it was before; make it anew with: filmwright render --language {language}"


def _languages(project: Project) -> list[str]:
    """The other languages of a film that is not opened in one of them."""
    return [] if project.dubbing else [tag(path.stem) for path in translation_files(project.root)]


def _made_from(report: Any) -> list[list[Any]]:
    """Which clips stand where in the film of a report."""
    rows = report.get("shots", []) if isinstance(report, dict) else []
    return [[row.get(name) for name in _MADE_FROM] for row in rows]
