"""`models fit`: what runs on this machine, and how."""

import json
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Annotated, Any

import typer

from orchestrator.cli.model_rows import told, wrapped
from orchestrator.cli.options import AsJson
from orchestrator.cli.output import fail

if TYPE_CHECKING:
    from generation.fitting import Fit
    from generation.machine import Machine


def model_fit(
    name: Annotated[str | None, typer.Argument(help="A model's name, as in film.yaml; else all of them.")] = None,
    memory: Annotated[
        float | None, typer.Option("--memory", metavar="GB", help="As if the GPU had so much memory.")
    ] = None,
    size: Annotated[
        str | None, typer.Option("--size", metavar="WxH", help="For pictures of this size, not each model's usual.")
    ] = None,
    seconds: Annotated[
        float | None, typer.Option("--seconds", metavar="N", help="For clips of this length, not each model's usual.")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Say which models run on this machine, and how: computed from their sizes and the memory that is free."""
    from generation.catalogue import find_card
    from generation.fitting import fit, fits
    from generation.machine import usable_machine

    if memory is not None and not 1 <= memory <= 4096:
        fail(f"--memory: {memory:g} GB is no memory of a GPU; write for example --memory 24")
    if seconds is not None and not 0 < seconds <= 3600:
        fail(f"--seconds: {seconds:g} is no length of a clip; write for example --seconds 5")
    machine = usable_machine() if memory is None else usable_machine().with_memory(memory)
    wanted = _size(size)
    found = [fit(find_card(name), machine, wanted, seconds)] if name else fits(machine, wanted, seconds)
    if as_json:
        for one in found:
            typer.echo(json.dumps(as_data(one), ensure_ascii=False))
        return
    for line in machine_said(machine):
        typer.echo("\n".join(wrapped(line)))
    for line in alone(found[0]) if name else table(found):
        typer.echo(line)


def machine_said(machine: "Machine") -> list[str]:
    """What the models are to run on; that there is no GPU is said plainly, with what a processor can do."""
    from generation.machine import GB, this_machine

    if machine.gpu or machine.device == "mps":
        more = f", {machine.gpus} of them" if machine.gpus > 1 else ""
        main = (
            f"; main memory: {machine.main_free / GB:.0f} GB free of {machine.main_total / GB:.0f}"
            if machine.main_total
            else ""
        )
        return [f"{machine.name}{more}: {machine.free / GB:.1f} GB free of {machine.total / GB:.0f}{main}"]
    lines = [
        f"no GPU, but a processor ({machine.name}, {machine.cores} cores) with {machine.free / GB:.1f} GB of memory free"
    ]
    if this_machine().gpu:
        lines = [
            f"{this_machine().name} is here, but the torch that is installed is for processors only; see docs/gpu.md"
        ]
    return [
        *lines,
        "a processor makes the same pictures, but takes hours for a clip and many minutes for a still; for a film take a "
        "machine with a GPU (see what one could do with: filmwright models fit --memory 24), or the drawn pictures",
    ]


def table(found: Sequence["Fit"]) -> list[str]:
    """A row for each model that has room, kind by kind, and the others in a sentence."""
    rows: list[str] = []
    for kind, title in (("clips", "clips"), ("stills", "stills"), ("scores", "music")):
        of_kind = [one for one in found if one.card.kind == kind]
        if not of_kind:
            continue
        rows.append(typer.style(f"{title}:", bold=True))
        rows += [line for one in of_kind if one.runs for line in _row(one)]
        if short := [f"{one.card.name} ({_needs(one)})" for one in of_kind if not one.runs]:
            rows += wrapped("no room for " + ", ".join(short), "  ", "    ")
    measured = (
        "needed memory is computed from the sizes of the weights and an estimate for the clip; it was not measured"
    )
    return [*rows, *wrapped(measured)]


def alone(one: "Fit") -> list[str]:
    """All that is to say of one model."""
    from generation.machine import GB

    lines = [one.plan.said()]
    if one.plan.main:
        lines.append(f"beside it about {one.plan.main / GB:.0f} GB of main memory")
    if one.card.speed:
        lines.append(f"speed, as published: {one.card.speed}")
    if one.problem:
        lines.append(one.problem)
    elif not one.here:
        lines.append(f"it is not on this machine; download it with: filmwright models pull {one.card.name}")
    return [row for line in lines for row in wrapped(line)]


def as_data(one: "Fit") -> dict[str, Any]:
    """A row for programs; memory in bytes."""
    plan = one.plan
    return {
        "name": one.card.name,
        "kind": one.card.kind,
        "runs": one.runs,
        "here": one.here,
        "needed": plan.needed,
        "free": plan.free,
        "main_memory": plan.main,
        "precision": plan.precision,
        "quantise": plan.quantise,
        "offload": plan.offload,
        "reading": plan.reading,
        "tiling": plan.tiling,
        "overlap": plan.overlap,
        "said": plan.said(),
    }


def _row(one: "Fit") -> Iterator[str]:
    from generation.machine import GB

    plan = one.plan
    waits = plan.main / GB if plan.offload != "none" else 0
    main = f"; {waits:.0f} GB of main memory" if waits else ""
    here = "here" if one.here else ""
    return told(f"{one.card.name:<36} {one.pace:<16} {plan.needed / GB:>5.1f} GB  {here:<4}", f"{plan.how()}{main}")


def _needs(one: "Fit") -> str:
    """What the smallest way of holding it needs."""
    from generation.machine import GB

    main = f" and {one.plan.main / GB:.0f} of main memory" if one.plan.short_of_main else ""
    return f"{one.plan.needed / GB:.0f} GB{main}"


def _size(said: str | None) -> tuple[int, int] | None:
    if said is None:
        return None
    width, cross, height = said.partition("x")
    if not (cross and width.isdigit() and height.isdigit() and 16 <= int(width) <= 8192 and 16 <= int(height) <= 8192):
        fail(f"--size: '{said}' is no size; write for example 1280x720")
    return int(width), int(height)
