"""`models`: the catalogue of checkpoints, and which of them suits a film."""

import sys
from typing import Annotated

import typer

models = typer.Typer(help="The models that make pictures and music, and which suits a film.", no_args_is_help=True)


@models.command("list")
def model_list() -> None:
    """List the clip backends and the model cards."""
    from generation.backend import available
    from generation.catalogue import cards

    for name, backend in available("clips").items():
        summary = (sys.modules[backend.__module__].__doc__ or "").strip().splitlines()[0]
        typer.echo(f"{name:<20} built in       {summary}")
    for card in cards().values():
        typer.echo(f"{card.name:<20} {card.weights_gb():>5.0f} GB  {card.licence.name}; {card.link} ({card.checked})")


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
