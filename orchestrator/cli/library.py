"""`doctor`: what this machine has and lacks."""

from pathlib import Path

import typer


def doctor() -> None:
    """Say what this machine has and lacks."""
    import os
    import platform
    import shutil
    from importlib.util import find_spec

    from orchestrator.cli.doctor_models import model_rows
    from orchestrator.cli.guard import clashes
    from orchestrator.cli.sharing import NO_STORE, store_said

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
    extras = {
        "language model": ("langchain_openai", "llm"),
        "local diffusion": ("diffusers", "local"),
        "cluster": ("ray", "ray"),
    }
    for what, (package, extra) in extras.items():
        have = find_spec(package) is not None
        fact = "installed" if have else f"not installed; pip install 'filmwright[{extra}]'"
        typer.echo(f"{'ok  ' if have else '-   '} {what:<14} {fact}")
    for mark, what, fact in model_rows():
        typer.echo(f"{mark:<4} {what:<14} {fact}")
    typer.echo(f"    {'your settings':<14} {_settings_said()}")
    store, reachable = store_said()
    typer.echo(f"{'ok  ' if reachable else 'BAD ' if store else '-   '} {'shared store':<14} {store or NO_STORE}")
    for name, others in clashes().items():
        typer.echo(f"BAD  '{name}' is also provided by the package '{others[0]}'; install Filmwright alone")
    bad = any(not good for _, _, good in rows) or bool(clashes()) or bool(store and not reachable)
    raise typer.Exit(1 if bad else 0)


def _settings_said() -> str:
    """Where this person's own configuration is, and who writes by it; never a key."""
    from orchestrator.building.authoring.writers import default_writer
    from orchestrator.film.own_folders import config_file

    path = config_file()
    there = "" if path.is_file() else " (not there; all is as it comes)"
    return f"{path}{there}; new films are written by {default_writer()}"
