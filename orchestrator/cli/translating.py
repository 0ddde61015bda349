"""`translate`: what is spoken and written in the film in another language, as a file to correct and to render."""

import json
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from orchestrator.cli.options import AsJson, ProjectDir
from orchestrator.cli.output import count, fail, hung, option_of

if TYPE_CHECKING:
    from orchestrator.building.translating import Translated
    from orchestrator.writing.writer import Writer


def translate(
    language: Annotated[str, typer.Argument(metavar="LANGUAGE", help="A language tag, e.g. fr, pt-BR or zh.")],
    project: ProjectDir = Path(),
    writer: Annotated[
        str | None,
        typer.Option(help="A language model, e.g. openai:<model>; film.yaml's writer, or the one set up, if left out."),
    ] = None,
    budget: Annotated[str | None, typer.Option(help="Stop before a language model costs more, e.g. 0.50")] = None,
    as_json: AsJson = False,
) -> None:
    """Translate the film's lines, titles and credits into a file: only what is new or changed, a person's corrections stay."""
    from orchestrator.building.authoring.writers import BUILT_IN, default_writer
    from orchestrator.building.translated import refuse_language
    from orchestrator.building.translating import translate as run
    from orchestrator.project.folder import load_film

    film = load_film(project)
    refuse_language(film, language, project)
    name = writer or film.settings.writer
    if writer is None and name == BUILT_IN:
        name = default_writer()
    if name == BUILT_IN:
        found = run(project, film, language, None)
    else:
        with _model(name, project, budget, quiet=as_json) as who:
            found = run(project, film, language, who)
    if as_json:
        typer.echo(json.dumps({**asdict(found), "path": str(found.path)}, ensure_ascii=False))
    else:
        _say(found, project, by_hand=name == BUILT_IN)


@contextmanager
def _model(name: str, root: Path, budget: str | None, *, quiet: bool) -> "Generator[Writer]":
    """The language model; tells what it does, and in the end what it has cost, however it ends."""
    from orchestrator.building.authoring.writers import writer_for
    from orchestrator.cli.starting import costs_told
    from orchestrator.cli.telling import Telling

    try:
        with costs_told(root, quiet=quiet), Telling(quiet=quiet) as hear:
            yield writer_for(name, root, budget=budget, hear=hear)
    except KeyboardInterrupt:
        fail("stopped; what was answered so far is kept, run it again to go on", code=130)


def _say(found: "Translated", project: Path, *, by_hand: bool) -> None:
    here = option_of(project)
    told = [f"{count(found.now, 'line')} translated"] if found.now or not by_hand else []
    told += [f"{found.kept} kept"] if found.kept else []
    told += [f"{found.gone} taken out, for the film has them no more"] if found.gone else []
    told += [f"{found.empty} for you to write"] if found.empty else []
    told += [f"{found.old} changed in the film since"] if found.old else []
    typer.echo(f"{found.path}: {', '.join(told) or 'nothing is spoken or written in this film'}")
    for shot, reason in found.too_long:
        hung("!", shot, reason)
    if by_hand and (found.empty or found.old):
        typer.echo(
            "the built-in writer does not translate: write what each one says behind its 'to:', or let a language model "
            f"do it: filmwright translate {found.language}{here} --writer <provider>:<model>"
        )
    typer.echo(f"then: filmwright render --language {found.language}{here}")
