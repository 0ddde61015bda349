"""Drawings of a pack: whether an SVG is nothing but shapes, and a Lottie nothing but shapes that move.

What a drawing could do besides (scripts, expressions, other files, addresses, entities, text in fonts, things that contain
themselves) is refused, so that the drawing engine is never given it.
"""

import json
import math
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import cast

from orchestrator.project.packs import limits

_SVG = "http://www.w3.org/2000/svg"
_SHAPES = frozenset(
    {"svg", "g", "path", "rect", "circle", "ellipse", "line", "polyline", "polygon", "defs", "linearGradient"}
    | {"radialGradient", "stop", "clipPath", "mask", "title", "desc", "style"}
)
_MOST_PARTS, _DEEPEST, _LONGEST_SIDE = 4000, 32, 20_000.0
_REFERENCE = re.compile(r"url\(\s*['\"]?\s*([^)'\"\s]*)")
_OUTSIDE = re.compile(r"(?:javascript|data|file|https?|ftp):|@import|expression\(", re.IGNORECASE)
_CUTS = re.compile(r"\b(?:clip-path|mask)\s*:", re.IGNORECASE)
_PLAIN = "; save it as plain SVG, everything turned into paths"
_LOTTIE_LAYERS = {0: "a composition", 1: "a surface", 3: "nothing", 4: "shapes"}
_MOST_LAYERS, _MOST_SECONDS = 500, 60.0
_DEEPEST_JSON = 60


class _Refused(Exception):
    """Why a drawing is not let in."""


def drawing_fault(path: Path) -> str | None:
    """Return why a file is no drawing that a style may bring, None if it is one.

    Raises:
        OSError: if it cannot be read.
    """
    if path.stat().st_size > limits.DRAWING:
        return f"is larger than {limits.DRAWING // limits.KB} KB; make it simpler"
    raw = path.read_bytes()
    try:
        _Svg().read(raw) if path.suffix.lower() == ".svg" else _check_lottie(raw)
    except _Refused as refused:
        return str(refused)
    return None


class _Svg:
    """Reads an SVG and refuses whatever is not a shape. What refers to what is kept, for nothing may contain itself."""

    def __init__(self) -> None:
        self._open: list[tuple[str, str]] = []
        """The name and the id of each element around the current one."""
        self._parts = 0
        self._style: list[str] = []
        self._leads: dict[str, set[str]] = {}
        self._ends: set[str] = set()
        """What leads to nothing that leads back to it."""

    def read(self, raw: bytes) -> None:
        from xml.parsers import expat

        parser = expat.ParserCreate(namespace_separator=" ")
        parser.StartElementHandler = self._begin
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._text
        parser.StartDoctypeDeclHandler = self._no_doctype
        parser.EntityDeclHandler = self._no_doctype
        parser.ProcessingInstructionHandler = self._no_instruction
        try:
            parser.Parse(raw, True)
        except expat.ExpatError as error:
            raise _Refused(f"is no SVG: {expat.ErrorString(error.code)} in line {error.lineno}") from error
        for name in tuple(self._leads):
            self._no_circle(name, [])

    def _begin(self, name: str, attributes: Mapping[str, str]) -> None:
        space, _, plain = name.rpartition(" ")
        self._parts += 1
        if not self._open and plain != "svg":
            raise _Refused("is no SVG; its first element is another one")
        if space != _SVG or plain not in _SHAPES:
            raise _Refused(f"has a <{plain}> in it, which is no shape{_PLAIN}")
        if self._parts > _MOST_PARTS:
            raise _Refused(f"has more than {_MOST_PARTS} parts; make it simpler")
        if len(self._open) >= _DEEPEST:
            raise _Refused(f"is nested more than {_DEEPEST} deep; make it simpler")
        if not self._open:
            _check_size(attributes)
        self._open.append((plain, attributes.get("id", "")))
        for key, value in attributes.items():
            self._attribute(key.rpartition(" ")[2], value)

    def _attribute(self, key: str, value: str) -> None:
        if key.lower().startswith("on"):
            raise _Refused(f"has a script in it ({key}){_PLAIN}")
        if key == "href" and not value.startswith("#"):
            raise _Refused(f"leads to another file ('{value[:40]}'){_PLAIN}")
        self._refers(value)
        if key == "href":
            self._lead(value[1:])

        # Cut-outs within cut-outs are drawn again and again: a few lines could keep the engine busy for hours.
        inside = any(plain in ("clipPath", "mask") for plain, _ in self._open)
        if inside and (key in ("clip-path", "mask") or _CUTS.search(value)):
            raise _Refused(f"has a cut-out within a cut-out{_PLAIN}")

    def _refers(self, value: str) -> None:
        if outside := _OUTSIDE.search(value):
            raise _Refused(f"leads out of itself ('{outside[0][:40]}'){_PLAIN}")
        for target in _REFERENCE.findall(value):
            if not target.startswith("#"):
                raise _Refused(f"leads to another file ('{target[:40]}'){_PLAIN}")
            self._lead(target[1:])

    def _lead(self, target: str) -> None:
        for _, identity in self._open:
            if identity:
                self._leads.setdefault(identity, set()).add(target)

    def _text(self, text: str) -> None:
        if self._open and self._open[-1][0] == "style":
            self._style.append(text)

    def _end(self, _name: str) -> None:
        if self._open.pop()[0] == "style":
            sheet = "".join(self._style)
            self._refers(sheet)
            if _CUTS.search(sheet):
                raise _Refused(f"has cut-outs in its style sheet{_PLAIN}")
            self._style.clear()

    def _no_circle(self, name: str, above: list[str]) -> None:
        if name in above:
            raise _Refused(f"contains itself ('#{name[:40]}'){_PLAIN}")
        if len(above) > _DEEPEST:
            raise _Refused(f"refers to itself more than {_DEEPEST} deep; make it simpler")
        for target in self._leads.get(name, set()) - self._ends:
            self._no_circle(target, [*above, name])
        self._ends.add(name)

    def _no_doctype(self, *_told: object) -> None:
        raise _Refused(f"declares a document type or entities{_PLAIN}")

    def _no_instruction(self, *_told: object) -> None:
        raise _Refused(f"has an instruction for programs in it{_PLAIN}")


def _check_size(attributes: Mapping[str, str]) -> None:
    box = re.split(r"[\s,]+", attributes.get("viewBox", "").strip())
    said = box[2:] if len(box) == 4 else [attributes.get("width", ""), attributes.get("height", "")]
    try:
        sides = [float(re.sub(r"px$", "", side.strip())) for side in said]
    except ValueError:
        sides = []
    if len(sides) != 2 or not all(math.isfinite(side) and 0 < side <= _LONGEST_SIDE for side in sides):
        raise _Refused("says no size; give its svg element a viewBox")


def _check_lottie(raw: bytes) -> None:
    try:
        told = json.loads(raw)
    except (ValueError, RecursionError) as error:
        raise _Refused(f"is no JSON: {error}") from error
    if not isinstance(told, dict) or not isinstance(told.get("layers"), list):
        raise _Refused("is no Lottie animation; it has no layers")
    lottie = cast("dict[str, object]", told)
    width, height, rate = (_number(lottie, key) for key in ("w", "h", "fr"))
    frames = _number(lottie, "op") - _number(lottie, "ip", least=0.0)
    if max(width, height) > _LONGEST_SIDE or rate > 120 or not 0 < frames / rate <= _MOST_SECONDS:
        raise _Refused(f"is too large or too long; an animation of a style lasts {_MOST_SECONDS:g} seconds at most")
    if lottie.get("fonts") or lottie.get("chars"):
        raise _Refused("has text in it; turn it into shapes")
    _check_values(lottie)
    _check_layers(lottie)


def _number(told: Mapping[str, object], key: str, least: float = 1e-6) -> float:
    value = told.get(key)
    if isinstance(value, bool) or not isinstance(value, (int, float)) or not math.isfinite(value) or value < least:
        raise _Refused(f"is no Lottie animation; its '{key}' is no number that it can be")
    return float(value)


def _check_values(lottie: dict[str, object]) -> None:
    """Nothing in it may be an expression, a picture, or nested without end."""
    waiting: list[tuple[object, int]] = [(lottie, 0)]
    while waiting:
        value, deep = waiting.pop()
        if deep > _DEEPEST_JSON:
            raise _Refused(f"is nested more than {_DEEPEST_JSON} deep; make it simpler")
        if isinstance(value, dict):
            part = cast("dict[str, object]", value)
            if isinstance(part.get("x"), str):
                raise _Refused("has an expression in it, which is a script; bake it into keyframes")
            if isinstance(part.get("p"), str) or isinstance(part.get("u"), str):
                raise _Refused("has a picture or another file in it; draw with shapes only")
            waiting += [(each, deep + 1) for each in part.values()]
        elif isinstance(value, list):
            waiting += [(each, deep + 1) for each in cast("list[object]", value)]


def _check_layers(lottie: dict[str, object]) -> None:
    assets = {str(asset.get("id")): asset for asset in _maps(lottie.get("assets"))}
    count = 0

    def walk(layers: object, above: tuple[str, ...]) -> None:
        nonlocal count
        for layer in _maps(layers):
            count += 1
            kind = layer.get("ty")
            if kind not in _LOTTIE_LAYERS:
                raise _Refused("has a layer in it that is no shape (a picture, a text, a sound); draw with shapes only")
            if count > _MOST_LAYERS:
                raise _Refused(f"has more than {_MOST_LAYERS} layers; make it simpler")
            name = str(layer.get("refId", ""))
            if name in above:
                raise _Refused(f"contains itself ('{name[:40]}')")
            if kind == 0 and name in assets:
                walk(assets[name].get("layers"), (*above, name))

    walk(lottie.get("layers"), ())


def _maps(value: object) -> Iterator[dict[str, object]]:
    if isinstance(value, list):
        for each in cast("list[object]", value):
            if isinstance(each, dict):
                yield cast("dict[str, object]", each)
