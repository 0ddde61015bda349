"""The command line: parse, one call, print what it tells. Nothing heavy is imported before a command runs."""

import atexit
import gc
import os
import sys

import typer

from orchestrator.cli import (
    building,
    casting,
    files,
    handing_over,
    history,
    keeping_house,
    library,
    models,
    sharing,
    styles,
    takes,
    translating,
    writing,
)
from orchestrator.cli.guard import guard
from orchestrator.cli.output import fail, say_overwritten
from orchestrator.project.overwritten import overwritten

app = typer.Typer(
    name="filmwright",
    help="One line in, a finished film out, with plain files in between.",
    no_args_is_help=True,
    add_completion=True,
    pretty_exceptions_enable=False,
    rich_markup_mode="rich",
)

app.command("make")(writing.make)
app.command("new")(writing.new)
app.command("write")(writing.write)
app.command("translate")(translating.translate)
app.command("plan")(building.plan)
app.command("render")(building.render)
app.command("why")(building.why)
app.command("takes")(takes.takes)
app.command("retake")(takes.retake)
app.command("pick")(takes.pick)
app.command("review")(history.review)
app.command("accept")(history.accept)
app.command("dismiss")(history.dismiss)
app.command("history")(history.history)
app.command("undo")(history.undo)
app.command("check")(files.check)
app.command("export")(handing_over.export)
app.command("import")(handing_over.import_file)
app.add_typer(styles.styles, name="style")
app.add_typer(casting.casting, name="cast")
app.add_typer(models.models, name="models")
app.command("doctor")(library.doctor)
app.command("push")(sharing.push)
app.command("fsck")(keeping_house.fsck)
app.command("gc")(keeping_house.gc)


def main() -> None:
    """Run the command line; a person's mistakes become one line each and exit code 2, a traceback is a bug."""
    from generation.errors import GenerationError
    from orchestrator.film.errors import FilmError, ProjectError
    from stitching.errors import StitchingError
    from templates.errors import TemplateFault

    # At its end a process looks through everything it holds for cycles, and then lets go of all of it anyway.
    atexit.register(gc.freeze)
    # A plugin of pydantic's has no business here, and to look for one is to open every package of the environment.
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    if "--help" not in sys.argv:
        guard()
    overwritten.set(say_overwritten)
    try:
        app()
    except ProjectError as error:
        fail(*(str(problem) for problem in error.problems))
    except (FilmError, GenerationError, StitchingError, TemplateFault) as error:
        fail(str(error))
    except OSError as error:
        fail(f"{error.filename or 'a file'}: {(error.strerror or str(error)).lower()}")
