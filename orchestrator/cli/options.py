"""Options that several commands share."""

from pathlib import Path
from typing import Annotated, Literal

import typer

ProjectDir = Annotated[Path, typer.Option("--project", "-p", help="The project's folder.", file_okay=False)]
AsJson = Annotated[bool, typer.Option("--json", help="One JSON object a line, for programs.")]
InLanguage = Annotated[
    str | None, typer.Option("--language", help="The film in another language, e.g. fr, from translations/fr.yaml.")
]
OnEngine = Annotated[
    Literal["local", "ray"] | None,
    typer.Option("--engine", help="Where to render: here, or on the machines of a Ray cluster."),
]
OnCluster = Annotated[
    str | None, typer.Option("--cluster", metavar="ADDRESS", help="The Ray cluster, as host:port; auto for this one's.")
]
Shot = Annotated[str, typer.Argument(metavar="SCENE/SHOT", help="A shot by its ids, e.g. first-night/gallery.")]
