"""New files from models: what differs from the defaults, in the order of the model, laid out to be read."""

from collections.abc import Mapping, Sequence

from orchestrator.film.base import Model
from orchestrator.film.film import Format, Settings
from orchestrator.film.scene import Scene
from orchestrator.film.shot import Shot, Transition
from orchestrator.film.style import StyleGuide
from orchestrator.project.layout import Data, block
from orchestrator.project.schema import Kind, header

_SHOWN: dict[type[Model], frozenset[str]] = {
    Settings: frozenset(
        {"title", "length", "format", "style", "writer", "pictures", "stills", "voices", "score", "captions", "seed"}
    ),
    Format: frozenset(Format.model_fields),
    Scene: frozenset({"time", "weather", "mood"}),
    Shot: frozenset({"size", "camera"}),
    Transition: frozenset({"transition", "seconds"}),
    StyleGuide: frozenset({"version"}),
}
"""Keys that are written although they have their default, because a person will want to turn them."""

_COMMENTS = {
    "style": "a name from the style library, or a path",
    "writer": "outline (built in), or <provider>:<model>",
    "pictures": "a backend, or a model from the catalogue",
    "stills": "what draws keyframes",
    "captions": "burned | sidecar | off",
    "seed": "another number, another film",
}


def dump_new(model: Model, kind: Kind) -> str:
    """Return the text of a new file that holds `model`."""
    data = data_of(model)
    lines = block(data)
    if kind == "film":
        lines = _commented(lines)
    if kind in ("scene", "treatment"):
        lines = _spaced(lines)
    return "\n".join([header(kind), *lines]) + "\n"


def data_of(model: Model) -> dict[str, Data]:
    """Return the model as data without what is at its default."""
    shown = _SHOWN.get(type(model), frozenset())
    data: dict[str, Data] = {}
    for name, info in type(model).model_fields.items():
        value: object = getattr(model, name)
        default = info.get_default(call_default_factory=True, validated_data={})
        if value is None or (value == default and name not in shown and not info.is_required()):
            continue
        data[info.alias or name] = _data(value)
    return data


def _data(value: object) -> Data:
    if isinstance(value, Model):
        return data_of(value)
    if isinstance(value, Mapping):
        return {str(key): _data(item) for key, item in value.items()}
    if isinstance(value, Sequence) and not isinstance(value, str):
        return [_data(item) for item in value]
    if value is None or isinstance(value, (str, int, float, bool)):
        return value
    raise TypeError(f"{type(value).__name__} has no place in a project file")


def _commented(lines: list[str]) -> list[str]:
    width = max((len(line) for line in lines if _comment(line)), default=0)
    column = min(max(width + 3, 34), 60)
    return [f"{line:<{column - 2}}  # {comment}" if (comment := _comment(line)) else line for line in lines]


def _comment(line: str) -> str | None:
    return _COMMENTS.get(line.split(":")[0])


def _spaced(lines: list[str]) -> list[str]:
    """A blank line between shots, roles and beats, so that each is seen as one, and before the lists of a treatment."""
    spaced: list[str] = []
    lists = ("shots:", "characters:", "beats:")
    inside = False  # folded text may begin with a dash as well
    for before, line in zip(["", *lines], lines, strict=False):
        inside = inside if line.startswith(" ") else line.startswith(lists)
        listed = inside and line.startswith("  - ") and not before.startswith(lists)
        if listed or (before and line.startswith(("characters:", "beats:"))):
            spaced.append("")
        spaced.append(line)
    return spaced
