"""Writes the generated pages of docs/: commands.md from the command line itself, files.md from the schemas, styles.md.

python docs/generate.py          writes them
python docs/generate.py --check  says which are out of date, and exits with 1 if any is
"""

import json
import sys
from pathlib import Path
from typing import Any

import typer.main

from generation.backend import Kind, available
from orchestrator.cli.main import app
from orchestrator.film.preferences import Preferences
from orchestrator.project.library import find_style, style_names
from orchestrator.project.schema import MODELS, schema_text

DOCS = Path(__file__).parent
KINDS: tuple[Kind, ...] = ("clips", "stills", "voices", "scores", "ambiences")

NOTES = {
    "config.yaml": [
        "Not in a project: in your own configuration folder (`filmwright doctor` names it), or where `FILMWRIGHT_CONFIG` says.",
        "A key has no place in it; it comes from the environment or the keyring.",
    ],
    "treatment": [
        "The screenplay is written from it. The built-in writer keeps the scene of every beat that is as it wrote it. In a",
        "beat whose `what` was changed, each sentence that stayed keeps its action and what is said after it; the others",
        "become action in the person's own words, and what stands in quotation marks is said by whoever is named beside it.",
        "Beats go, come and change places as in the file; a `share` made smaller makes a scene shorter. A new `name` is used",
        "everywhere (pronouns stay), a new `kind` or `appearance` goes to the sheet, and somebody new gets one. In a",
        "treatment brought from elsewhere in which nobody speaks, a narrator tells what happens.",
    ],
    "translation": [
        "`filmwright translate` writes it and keeps it up to date; correct `to` by hand, or fill it in without any model.",
    ],
}


def commands() -> str:
    """Every command with its arguments and options, from their declarations."""
    rows = ["# Commands", "", "Generated from the command line itself (`python docs/generate.py`).", ""]
    root: Any = typer.main.get_command(app)
    for name, command in root.commands.items():
        rows += _group(name, command) if hasattr(command, "commands") else _command(f"filmwright {name}", command)
    rows += [
        "## Exit codes",
        "",
        "0 all of it worked · 1 the film has a slate, or a build failed · 2 a mistake in a file or a command ·",
    ]
    rows += ["130 stopped by Ctrl-C, with everything made so far kept", ""]
    return "\n".join(rows)


def files() -> str:
    """Every key of every file, from the models that read them."""
    rows = ["# The files of a project", "", "Generated from the models that read them (`python docs/generate.py`).", ""]
    schemas: dict[str, Any] = {kind: json.loads(schema_text(kind)) for kind in MODELS}
    schemas["config.yaml"] = Preferences.model_json_schema()
    for kind, schema in schemas.items():
        rows += [f"## {kind}", "", schema.get("description", "").strip().splitlines()[0], ""]
        rows += [*NOTES[kind], ""] if kind in NOTES else []
        rows += _table(schema, schema)
        for name, part in schema.get("$defs", {}).items():
            if part.get("properties"):
                rows += [
                    f"### {kind}: {name}",
                    "",
                    part.get("description", "").strip().splitlines()[0],
                    "",
                    *_table(part, schema),
                ]
    return "\n".join(rows)


def library() -> str:
    """The built-in style guides and backends."""
    rows = [
        "# Styles and backends",
        "",
        "Generated from what is installed (`python docs/generate.py`).",
        "",
        "## Style guides",
        "",
    ]
    rows += ["| style | look | palette |", "|---|---|---|"]
    for name in style_names():
        guide = find_style(name)
        rows.append(
            f"| `{name}` v{guide.version} | {guide.look} | {' '.join(f'`{colour}`' for colour in guide.palette)} |"
        )
    rows += ["", "## Backends", "", "| kind | name | what it is |", "|---|---|---|"]
    for kind in KINDS:
        for name, backend in available(kind).items():
            rows.append(f"| {kind} | `{name}` | {(backend.__doc__ or '').strip().splitlines()[0]} |")
    return "\n".join([*rows, ""])


def _group(name: str, group: Any) -> list[str]:
    rows: list[str] = []
    for sub, command in group.commands.items():
        rows += _command(f"filmwright {name} {sub}", command)
    return rows


def _command(name: str, command: Any) -> list[str]:
    rows = [f"## {name}", "", " ".join((command.help or "").split()), ""]
    shown = [parameter for parameter in command.params if parameter.name != "help"]
    if shown:
        rows += ["| | | default |", "|---|---|---|"]
        rows += [_parameter(parameter) for parameter in shown]
        rows.append("")
    return rows


def _parameter(parameter: Any) -> str:
    if parameter.param_type_name == "argument":
        return f"| `{parameter.metavar or parameter.name.upper()}` | {parameter.help or ''} | |"
    names = ", ".join(f"`{name}`" for name in parameter.opts)
    default = "" if parameter.default in (None, False, "") or callable(parameter.default) else f"`{parameter.default}`"
    return f"| {names} | {parameter.help or ''} | {default} |"


def _table(part: dict[str, Any], schema: dict[str, Any]) -> list[str]:
    rows = ["| key | value | meaning |", "|---|---|---|"]
    for key, value in part.get("properties", {}).items():
        needed = " (needed)" if key in part.get("required", []) else ""
        rows.append(f"| `{key}`{needed} | {_value(value)} | {value.get('description', '')} |")
    return [*rows, ""]


def _value(value: dict[str, Any]) -> str:
    """What may stand there, in a few words."""
    if "enum" in value:
        return ", ".join(f"`{word}`" for word in value["enum"])
    if "$ref" in value:
        return value["$ref"].rsplit("/", 1)[-1]
    for several in ("anyOf", "allOf"):
        if several in value:
            return " or ".join(filter(None, (_value(one) for one in value[several] if one.get("type") != "null")))
    if value.get("type") == "array":
        return f"list of {_value(value.get('items', {}))}"
    return {"string": "text", "integer": "whole number", "number": "number", "boolean": "true or false"}.get(
        value.get("type", ""), ""
    )


PAGES = {"commands.md": commands, "files.md": files, "library.md": library}


def stale() -> list[str]:
    """The pages that are not what they would be if written now."""
    return [
        name
        for name, make in PAGES.items()
        if not (DOCS / name).is_file() or (DOCS / name).read_text(encoding="utf-8") != make()
    ]


def main() -> None:
    """Write or check the pages."""
    if "--check" in sys.argv:
        sys.exit(f"out of date: {', '.join(old)}" if (old := stale()) else 0)
    for name, make in PAGES.items():
        (DOCS / name).write_text(make(), encoding="utf-8")


if __name__ == "__main__":
    main()
