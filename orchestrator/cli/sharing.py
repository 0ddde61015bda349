"""`push`: what was rendered here, put where the team finds it."""

import json
from pathlib import Path

import typer

from orchestrator.cli.options import AsJson, ProjectDir
from orchestrator.cli.output import count, fail
from orchestrator.film.sizes import sized

NO_STORE = "none; name one with FILMWRIGHT_STORE, or as shared_store in your settings"


def push(project: ProjectDir = Path(), as_json: AsJson = False) -> None:
    """Put everything that was rendered for a project into your team's shared store, as far as it is not there.

    What `render` makes goes there by itself; this is for what was made before, or could not be put there.
    """
    from orchestrator.building.sharing import push as pushing
    from orchestrator.building.sharing import sharing
    from orchestrator.store.shared.opening import shared_store

    shared = shared_store()
    if shared is None:
        fail("there is no shared store; name one: FILMWRIGHT_STORE=s3://bucket/films filmwright push")
    with sharing(shared):
        whole = 0
        for state in pushing(project, shared):
            whole = state.all
            if state.waiting and not as_json:
                typer.echo(f"  {count(state.waiting, 'result')} to go, {sized(state.waiting_size)}")
        number, size = shared.sent()
        notes = shared.notes()
    if as_json:
        said = {"put": number, "size": size, "results": whole, "store": shared.address.said}
        typer.echo(json.dumps(said, ensure_ascii=False))
        return
    for text in notes:
        typer.echo(f"  {text}")
    if not number:
        typer.echo(f"nothing to put into {shared.address.said}: {count(whole, 'result')} there already")
        return
    others = f"; the other {whole - number} were there" if number < whole else ""
    typer.echo(f"{count(number, 'result')} put into {shared.address.said}, {sized(size)}{others}")


def store_said() -> tuple[str, bool]:
    """The shared store that this person uses, empty if there is none; and whether it can be used."""
    from orchestrator.store.shared.opening import shared_store

    shared = shared_store()
    if shared is None:
        return "", False
    trouble = shared.tried()
    shared.close()
    return f"{shared.address.said}{f'  {trouble}' if trouble else ''}", not trouble
