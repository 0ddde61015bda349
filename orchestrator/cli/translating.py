"""`translate`: the film's spoken lines in another language, as a file to correct and to render."""

from pathlib import Path
from typing import Annotated

import typer

from orchestrator.cli.options import ProjectDir
from orchestrator.cli.output import count

_BUILT_IN = "outline"


def translate(
    language: Annotated[str, typer.Argument(metavar="LANGUAGE", help="A language tag, e.g. fr, pt-BR or zh.")],
    project: ProjectDir = Path(),
    writer: Annotated[
        str | None, typer.Option(help="A language model, e.g. openai:<model>; film.yaml's writer if left out.")
    ] = None,
    budget: Annotated[str | None, typer.Option(help="Stop before a language model costs more, e.g. 0.50")] = None,
) -> None:
    """Translate the film's spoken lines into a file: only new and changed ones, a person's corrections stay."""
    from orchestrator.building.translating import translate as run
    from orchestrator.project.folder import load_film

    film = load_film(project)
    name = writer or film.settings.writer
    if name == _BUILT_IN:
        found = run(project, film, language, None)
    else:
        from orchestrator.building.authoring.writers import writer_for
        from orchestrator.cli.telling import Telling

        with Telling() as hear:
            who = writer_for(name, project, budget=budget, hear=hear)
            found = run(project, film, language, who)
    told = [f"{count(found.now, 'line')} translated"] if found.now or name != _BUILT_IN else []
    told += [f"{found.kept} kept"] if found.kept else []
    told += [f"{found.gone} taken out, for nobody says them any more"] if found.gone else []
    told += [f"{found.empty} for you to write"] if found.empty else []
    told += [f"{found.old} changed in the film since"] if found.old else []
    typer.echo(f"{found.path}: {', '.join(told) or 'nobody speaks in this film'}")
    for shot, reason in found.too_long:
        typer.echo(f"! {shot:<40} {reason}")
    if found.empty or found.old:
        typer.echo(
            "the built-in writer does not translate: write what each line says behind its 'to:', or let a language model "
            f"do it: filmwright translate {found.language} --writer <provider>:<model>"
        )
    typer.echo(f"then: filmwright render --language {found.language}")
