"""`models`: the catalogue of checkpoints, and which of them suits a film."""

import json
import re
import sys
from typing import Annotated, Literal, get_args

import typer

from orchestrator.cli.model_rows import KINDS, answered, as_data, chosen_data, listed, shown, wrapped
from orchestrator.cli.models_machine import model_fit
from orchestrator.cli.models_pulling import model_pull
from orchestrator.cli.options import AsJson
from orchestrator.cli.output import fail

models = typer.Typer(help="The models that make pictures and music, and which suits a film.", no_args_is_help=True)

Kind = Literal["clips", "stills", "scores"]
Purpose = Literal[
    "production", "social", "experiment", "professional", "marketing", "education", "film", "beginner", "developer"
]

_LEGEND = (
    "GPU GB: the memory that it runs in at all, layer by layer / that it runs well in; licence: free for any use, with "
    "limits, or private; more of one: filmwright models show NAME"
)


@models.command("list")
def model_list(
    kind: Annotated[Kind | None, typer.Option("--kind", help="Only models of this kind.")] = None,
    as_json: AsJson = False,
) -> None:
    """List what can make pictures, stills and music: what is built in, and the models of the catalogue."""
    from generation.backend import available
    from generation.catalogue import cards

    kinds: tuple[Kind, ...] = (kind,) if kind else get_args(Kind)
    for each in kinds:
        found = [card for card in cards().values() if card.kind == each]
        families = {card.backend for card in found}
        built_in = {name: cls for name, cls in available(each).items() if name not in families}
        if as_json:
            for name, backend in built_in.items():
                typer.echo(json.dumps({"name": name, "kind": each, "built_in": True, "about": _summary(backend)}))
            for card in found:
                typer.echo(json.dumps({"built_in": False, **as_data(card)}, ensure_ascii=False))
            continue
        typer.echo(typer.style(f"{KINDS[each]}: {', '.join(built_in)}, or a model:", bold=True))
        for row in listed(found):
            typer.echo(row)
    for line in () if as_json else wrapped(_LEGEND):
        typer.echo(typer.style(line, dim=True))


@models.command("show")
def model_show(
    name: Annotated[str, typer.Argument(help="The model's name, as in film.yaml.")], as_json: AsJson = False
) -> None:
    """Print all that is known of a model: what it takes and makes, what it needs, what its licence allows."""
    from generation.catalogue import cards, find_card

    word = name.partition("?")[0]
    if word not in cards() and _shown_backend(word, as_json=as_json):
        return
    card = find_card(word)
    if as_json:
        typer.echo(json.dumps(as_data(card), ensure_ascii=False))
        return
    for line in shown(card):
        typer.echo(line)


@models.command("choose")
def model_choose(
    purpose: Annotated[Purpose | None, typer.Option("--purpose", help="What the film is for.")] = None,
    priority: Annotated[
        Literal["quality", "speed", "flexibility", "reliability"] | None,
        typer.Option("--priority", help="What matters most."),
    ] = None,
    budget: Annotated[
        Literal["low", "medium", "high"] | None,
        typer.Option(
            "--budget", help="Stands for a GPU of 12, 24 or 80 GB; else what the purpose says, or this machine."
        ),
    ] = None,
    memory: Annotated[
        float | None, typer.Option("--memory", metavar="GB", help="GPU memory, in place of a budget.")
    ] = None,
    length: Annotated[
        str | None,
        typer.Option("--length", metavar="TIME", help="Your longest shot, e.g. 8s; a piece of music for scores."),
    ] = None,
    licence: Annotated[
        Literal["any", "commercial"], typer.Option("--licence", help="What its licence must allow.")
    ] = "any",
    region: Annotated[
        str, typer.Option("--region", help="Where you are, e.g. EU, DE or UK: some licences leave regions out.")
    ] = "",
    kind: Annotated[Kind, typer.Option("--kind", help="What it is to make.")] = "clips",
    as_json: AsJson = False,
) -> None:
    """Choose a model for a film, with the reasons, and what else could be taken."""
    from generation.choosing import Wanted, choose
    from generation.machine import this_machine

    if memory is not None and memory <= 0:
        fail(f"--memory: {memory:g} GB is no memory; write how much the GPU has, e.g. --memory 24")
    commercial = licence == "commercial"
    wanted = Wanted(kind, purpose, priority, budget, memory, _seconds(length), commercial, region.strip())
    answer = choose(wanted, this_machine())
    if as_json:
        typer.echo(json.dumps(chosen_data(answer), ensure_ascii=False))
    else:
        for line in answered(answer):
            typer.echo(line)
    if answer.first is None:
        raise typer.Exit(1)


models.command("fit")(model_fit)
models.command("pull")(model_pull)


def _seconds(length: str | None) -> float | None:
    """A time as in film.yaml: `8s`, `1.5m`; a number alone is seconds."""
    if length is None:
        return None
    found = re.fullmatch(r"(\d+(?:\.\d+)?)\s*(s|m|)", length.strip())
    if found is None or float(found[1]) == 0:
        fail(f"--length: '{length}' is no length; write for example 8s or 1m")
    return float(found[1]) * (60 if found[2] == "m" else 1)


def _summary(backend: type[object]) -> str:
    """The first line that a backend says of itself."""
    return (sys.modules[backend.__module__].__doc__ or "").strip().splitlines()[0]


def _shown_backend(word: str, *, as_json: bool) -> bool:
    """Tell of a backend that is named like no model: what it is, and the models that it runs."""
    from generation.backend import available
    from generation.catalogue import cards

    kinds: tuple[Kind, ...] = get_args(Kind)
    found = {kind: available(kind)[word] for kind in kinds if word in available(kind)}
    runs = [card.name for card in cards().values() if card.backend == word]
    for kind, backend in found.items():
        if as_json:
            typer.echo(
                json.dumps({"name": word, "kind": kind, "built_in": not runs, "about": _summary(backend), "runs": runs})
            )
            continue
        typer.echo(_summary(backend))
        typer.echo(f"  film.yaml    {KINDS[kind]}: {' | '.join(runs) or word}")
    return bool(found)
