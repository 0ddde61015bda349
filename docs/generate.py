"""Writes the generated pages of docs/: commands.md from the command line itself, files.md from the schemas …

python docs/generate.py          writes them
python docs/generate.py --check  says which are out of date, and exits with 1 if any is
"""

import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import typer.main
from models_page import models
from options_page import options
from transitions_page import transitions

from generation.animatic import thesaurus
from generation.animatic.figures.bestiary import species_names
from generation.animatic.figures.people.poses import POSES
from generation.animatic.props import prop_names
from generation.backend import Kind, available
from generation.fitting_words import class_table
from orchestrator.cli.main import app
from orchestrator.film.preferences import Preferences
from orchestrator.film.rules import LIMITS, RULES
from orchestrator.project.library import find_style, style_names
from orchestrator.project.schema import MODELS, schema_text
from templates.dialects import VALUES, Card, card, dialect_names, template_of
from templates.dialects.phrases import MEANINGS

DOCS = Path(__file__).parent
KINDS: tuple[Kind, ...] = ("clips", "stills", "voices", "scores", "ambiences", "foley")

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

PROMPTS = """# Prompts

Every model wants to be spoken to in its own way: its *dialect*. A dialect is a template, which says in which order and in which
words a shot is told, and a card, which says what is known of the model. Filmwright compiles the prompt of each shot from the
sheets, the style guide and the shot; `filmwright why SCENE/SHOT` prints it with the origin of every word, and with `--model` in
another dialect. A `prompt:` in the shot is taken as it stands instead.

## How a prompt is fitted

Tokens are counted as the model counts them, and where its tokenizer is not here, by a bound that is not exceeded. A prompt that
is over what the model reads, or over the length at which it does best, is left without its lesser parts, one phrase at a time:
first the style (mood, palette, lens, look but for its first phrase), then light and weather, then detail of the setting. Where
the model would still cut the end off, the later sentences of the action go, the last one first, and then what follows the first
phrase of somebody's looks: what somebody is, their state and what happens first stay. What was left out is recorded; `why`,
`plan` and, where it was the action or looks, `check` tell it.

## Your own template

Put a file of the dialect's name into the film's `prompts/` folder, e.g. `prompts/wan-2.2.j2`: it replaces the built-in template
in this film. A style guide that is a folder may have a `prompts/` of its own; the film's comes first. The built-in templates
stand below, to start from. `filmwright check` tells what is wrong with one, by line and column. A changed template makes stale
exactly the shots whose prompts it changes.

    {# style first, then what happens #}
    {{ look | sentence }}
    {{ [size, camera] | joined(", ") | sentence }}
    {{ action | sentence }} {{ others | sentence }}
    {% if time == "night" %}Everything is lit by the moon.{% endif %}

* A line break is a blank, and an empty line begins a paragraph.
* A value that the shot does not have, or that was left out to fit, is empty. So write lists by `joined`, which leaves out what
  is empty, and sentences by `sentence`, which puts one full stop, or nothing where there is nothing to say.
* `{{ }}`, `{% if %}`, `{% elif %}`, `{% else %}`, `{% for … in [ … ] %}` with `loop.first` and `loop.last`, `{% set … = … %}` and
  `{# #}` are Jinja's; so are `and`, `or`, `not`, `==`, `!=`, `in`, and `a if b else c`.
* Where a card has words of its own for ours, the template writes the card's and compares with ours: `time == "night"`.
* Templates may come from strangers, so there is nothing else: no calls, attributes, numbers, arithmetic, macros, includes or
  imports, nothing that takes a value to pieces. They read no file and end in measured time; a prompt has at most 20,000
  characters.
"""


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
    rows += ["The same moment of the baker's film under each of them, drawn by `python docs/samples.py`.", ""]
    for name in style_names():
        rows += _style(name)
    rows += ["## Backends", "", "| kind | name | what it is |", "|---|---|---|"]
    for kind in KINDS:
        for name, backend in available(kind).items():
            rows.append(f"| {kind} | `{name}` | {(backend.__doc__ or '').strip().splitlines()[0]} |")
    return "\n".join([*rows, ""])


def _style(name: str) -> list[str]:
    """A guide with its sample, and what it says."""
    guide = find_style(name)
    drawn = [f"{key} {getattr(guide, key)}" for key in ("line", "texture") if getattr(guide, key) != "none"]
    numbers = {"toning": 0, "glow": 0, "pool": 0, "flare": 0, "blinds": 0, "hold": 1}
    drawn += [f"{key} {getattr(guide, key):g}" for key, plain in numbers.items() if getattr(guide, key) != plain]
    drawn += ["a LUT"] if guide.grade.lut else []
    said = {
        "look": guide.look,
        "light": guide.light,
        "lens": guide.lens,
        "palette": " ".join(f"`{colour}`" for colour in guide.palette),
        "drawn with": ", ".join(drawn),
        "when time passes": guide.transitions.passing if guide.transitions.passing != "dissolve" else "",
        "variants": ", ".join(f"`{variant}`" for variant in guide.variants),
        "music": f"{', '.join(guide.music.instruments)} at {guide.music.tempo}",
    }
    rows = [f"- {key}: {value}" for key, value in said.items() if value]
    return [f"### `{name}`", "", f"![{name}](pictures/styles/{name}.jpg)", "", *rows, ""]


def prompts() -> str:
    """How prompts are made and changed, and every dialect."""
    rows = [*PROMPTS.splitlines(), "", "| value | what it is |", "|---|---|"]
    rows += [f"| `{name}` | {meaning} |" for name, meaning in VALUES.items()]
    rows += ["", "| filter | what it gives |", "|---|---|"]
    rows += [f"| `{name}` | {meaning.replace('|', chr(92) + '|')} |" for name, meaning in MEANINGS.items()]
    rows += [
        "",
        "## Dialects",
        "",
        "| dialect | models | form | words | reads at most | negative prompt |",
        "|---|---|---|---|---|---|",
    ]
    for name in dialect_names():
        found = card(name)
        words = "-".join(map(str, found.words)) if found.words else ""
        form = {"prose": "sentences", "tags": "tags", "none": "no text"}[found.form]
        rows.append(
            f"| [`{name}`](#{name.replace('.', '')}) | {found.models} | {form} | {words} | {_limit(found)} | {_negative(found)} |"
        )
    for name in dialect_names():
        rows += _dialect(card(name))
    return "\n".join([*rows, ""])


def _dialect(found: Card) -> list[str]:
    """A card, and the template that goes with it."""
    facts = {
        "order": found.order,
        "reads at most": _limit(found),
        "negative prompt": _negative(found),
        "the makers' negative": found.negative_base,
        "from a picture": f"`{found.image_variant}`" if found.image_variant else "",
        "camera": found.camera,
        "dialogue": found.dialogue,
        "sound": found.sound,
        "references": found.references,
        "avoids": ", ".join(found.avoid),
        "its own words": ", ".join(f"{theirs} ({ours})" for ours, theirs in found.wordings.items()),
        "read at": ", ".join(found.source) + f" ({found.checked})",
        "note": found.note,
    }
    rows = ["", f"### {found.name}", "", f"For {found.models}.", ""]
    rows += [f"* {name}: {fact}" for name, fact in facts.items() if fact]
    return [*rows, "", "```jinja", *template_of(found.name).text.splitlines(), "```"]


def _limit(found: Card) -> str:
    limit = found.limit
    tokens = f"{limit.tokens} tokens ({limit.encoder})" if limit.tokens else ""
    characters = f"{limit.characters:,} characters" if limit.characters else ""
    return ", ".join(part for part in (tokens, characters) if part)


def _negative(found: Card) -> str:
    return {"field": "yes", "positive": "said as what is wanted instead", "none": "no"}[found.negative]


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


CHECKING = """\
`filmwright check` says what is wrong (`!`), what differs by your own wish (`note`), and then warns: where a shot asks for what
models of video are known to fail at, and where film grammar breaks. Each warning has its place, its rule, and what
to write instead:

    scenes/020-bar.yaml:15:5: warning text: "OPEN" is to be read in the picture, and models draw letters that nobody can read;
    instead: leave it out, and have it drawn in post: title: OPEN

Warnings never change the exit code. A film that is drawn is only asked for good grammar; the other rules hold as soon as a
trained model makes the pictures. `--model NAME` judges the film as if a backend, a model of the catalogue or a prompt dialect
made all of them: see there what to change before a drawn film moves to a model. `--json` has the warnings under `warnings`.

The words of actions, props and verbatim prompts are judged in English films; in other languages the rest is.

## Silencing a warning

Put the rule's name into `allow`, in the shot, in the scene, or in film.yaml for the whole film:

    - id: sign
      action: A neon sign reading OPEN buzzes over the bar.
      allow: [text]

A name that is no rule is an error, and an `allow` that silences nothing is noted, so that none is left behind.

## Taking the rewrites

`filmwright check --propose` lays every rewrite beside your files, as `proposals/`: `filmwright review` shows them as a diff with
the reasons, `accept` takes them over (all, one file, or single fields), `dismiss` puts them away, and `undo` has the files as
they were. A file that has an open proposal is left alone, and of two rewrites of the same words the second waits for the first.
Where an action is split, the parts share the shot's length, each line is said in the part of whoever speaks it, and the new
shots are seen from other sizes, so that the cuts are cuts. Where a shot is longer than a clip, its parts continue one another.
"""


def checking() -> str:
    """The rules of `check`, from the list that `allow` is read against."""
    rows = [
        "# What `check` warns of",
        "",
        "Generated from the rules themselves (`python docs/generate.py`).",
        "",
        CHECKING,
    ]
    rows += ["## The rules", "", "| rule | warns of | stands for | holds for |", "|---|---|---|---|"]
    for rule in RULES:
        holds = "pictures of trained models" if rule.trained else "all pictures"
        rows.append(f"| `{rule.id}` | {rule.about} | {', '.join(rule.limits)} | {holds} |")
    rows += ["", " · ".join(f"{limit} {about}" for limit, about in LIMITS.items()), ""]
    rows += [
        "L9, what it costs, is no rule: `plan` says how long a render takes, and `render --draft` tries it at half the size.",
        "",
    ]
    return "\n".join(rows)


GENERATED, END = "<!-- generated: python docs/generate.py -->", "<!-- end -->"


def gpu() -> str:
    """The page on GPUs, which is written by hand, with the table of what runs in how much memory."""
    return _with("gpu.md", class_table())


def drawing() -> str:
    """The page on the drawn film, which is written by hand, with the words that it knows."""
    kits: dict[str, list[str]] = {}
    for variant, word in sorted(thesaurus.variants().items()):
        kits.setdefault(variant.split("/")[0], []).append(word)
    rows = ["| | |", "|---|---|"]
    rows += [f"| places | {' · '.join(', '.join(words) for words in kits.values())} |"]
    rows += [f"| poses | {', '.join(pose.replace('-', ' ') for pose in POSES)} |"]
    rows += [f"| creatures | {', '.join(species_names())} |", f"| things | {', '.join(prop_names())} |"]
    return _with("drawing.md", rows)


def _with(name: str, rows: Sequence[str]) -> str:
    """A page that is written by hand, with these rows between its two marks."""
    before, _, rest = Path(__file__).with_name(name).read_text(encoding="utf-8").partition(GENERATED)
    after = rest.partition(END)[2]
    return "\n".join([f"{before}{GENERATED}", "", *rows, f"{END}{after}"])


PAGES = {
    "commands.md": commands,
    "files.md": files,
    "library.md": library,
    "prompts.md": prompts,
    "checking.md": checking,
    "models.md": models,
    "options.md": options,
    "gpu.md": gpu,
    "drawing.md": drawing,
    "transitions.md": transitions,
}


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
