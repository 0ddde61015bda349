"""`models` and `doctor`: what can be used, and what this machine has."""

import sys
from pathlib import Path
from typing import Annotated

import typer

models = typer.Typer(help="The models that can make pictures.", no_args_is_help=True)


@models.command("list")
def model_list() -> None:
    """List the clip backends and the model cards."""
    from generation.backend import available
    from generation.catalogue import cards

    for name, backend in available("clips").items():
        summary = (sys.modules[backend.__module__].__doc__ or "").strip().splitlines()[0]
        typer.echo(f"{name:<20} built in       {summary}")
    for card in cards().values():
        typer.echo(f"{card.name:<20} {card.memory_gb:>5.0f} GB GPU  {card.licence}; {card.link} ({card.checked})")


@models.command("show")
def model_show(name: Annotated[str, typer.Argument(help="The card's name.")]) -> None:
    """Print what is known of a model."""
    from generation.catalogue import cards
    from orchestrator.cli.output import fail

    card = cards().get(name)
    if card is None:
        fail(f"there is no model card '{name}'; there are {', '.join(cards())}")
    for key, value in card:
        typer.echo(f"{key:<10} {value}")


def doctor() -> None:
    """Say what this machine has and lacks."""
    import os
    import platform
    import shutil
    from importlib.util import find_spec

    from orchestrator.cli.guard import clashes

    free = shutil.disk_usage(Path()).free / 1e9
    rows = [
        ("python", platform.python_version(), True),
        ("cores", str(os.cpu_count()), True),
        ("free disk", f"{free:.0f} GB", free > 2),
        ("drawing", "thorvg", find_spec("thorvg_python") is not None),
        ("encoding", "PyAV", find_spec("av") is not None),
        ("voices", "espeak-ng", find_spec("espeakng_loader") is not None),
    ]
    for what, fact, good in rows:
        typer.echo(f"{'ok  ' if good else 'BAD '} {what:<14} {fact}")
    extras = {"language model": ("langchain_openai", "llm"), "local diffusion": ("diffusers", "local")}
    for what, (package, extra) in extras.items():
        have = find_spec(package) is not None
        fact = "installed" if have else f"not installed; pip install 'filmwright[{extra}]'"
        typer.echo(f"{'ok  ' if have else '-   '} {what:<14} {fact}")
    typer.echo(f"    {'your settings':<14} {_settings_said()}")
    for name, others in clashes().items():
        typer.echo(f"BAD  '{name}' is also provided by the package '{others[0]}'; install Filmwright alone")
    bad = any(not good for _, _, good in rows) or bool(clashes())
    raise typer.Exit(1 if bad else 0)


def _settings_said() -> str:
    """Where this person's own configuration is, and who writes by it; never a key."""
    from orchestrator.building.authoring.writers import default_writer
    from orchestrator.project.preferences import preferences_path

    path = preferences_path()
    there = "" if path.is_file() else " (not there; all is as it comes)"
    return f"{path}{there}; new films are written by {default_writer()}"
