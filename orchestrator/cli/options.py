"""Options that several commands share."""

from pathlib import Path
from typing import Annotated

import typer

ProjectDir = Annotated[Path, typer.Option("--project", "-p", help="The project's folder.", file_okay=False)]
AsJson = Annotated[bool, typer.Option("--json", help="One JSON object a line, for programs.")]
InLanguage = Annotated[
    str | None, typer.Option("--language", help="The film in another language, e.g. fr, from translations/fr.yaml.")
]
Shot = Annotated[str, typer.Argument(metavar="SCENE/SHOT", help="A shot by its ids, e.g. first-night/gallery.")]
