"""The page of options: what may stand behind a model's name, from the fields of the recipes that read it."""

import inspect
import sys
from collections.abc import Mapping
from types import NoneType
from typing import Any, Literal, cast, get_args, get_origin

from generation.backend import Kind, available
from generation.catalogue import cards
from generation.diffusion.audio import ScoreModel
from generation.diffusion.levers import caches
from generation.diffusion.levers.options import ATTENTION
from generation.diffusion.picture import PictureModel
from generation.diffusion.recipe import RESULT_FREE, DiffusionRecipe
from generation.diffusion.video import VideoModel

INTRODUCTION = """\
# Options of models

Generated from the fields that read them (`python docs/generate.py`).

Options stand behind a model's name in `film.yaml`, in a shot's `model:`, and in `--pictures`: a question mark, then
`name=value`, and `&` between two of them.

    pictures: wan2.2-i2v-a14b?effort=fine&adherence=strict
    stills: sdxl?ip_adapter_scale=0.7
    score: stable-audio-open?steps=80

The name is a card's ([models](models.md)), or a family's with the folder of a checkpoint, or owner/name of a repository that
was downloaded, behind a colon: `wan:checkpoints/my-wan?steps=20`. A folder is looked for where the command is run. An option
that a model does not have, a value that it cannot be, and one that cannot act on this model are refused with the place and the
reason before anything is made.

A changed option makes those clips anew that it changes. What is marked `=` changes no picture, and makes nothing anew.
"""

NOTES: Mapping[str, str] = {
    "": f"""\
* `cache` leaves out work in steps that hardly differ from the one before; see below.
* `attention` is one of `{"`, `".join(ATTENTION)}`; the last ones need their packages.
* `lora` and `gguf` name files: `lora=lightning.safetensors&steps=4&guidance=1`. A model of two experts (Wan 2.2 A14B) takes one
  file for both, or two with a comma between, first the one for much noise.
* `gguf` takes the denoiser from a file in 4 to 8 bits and everything else from the checkpoint. It and `quantise=int8` or `int4`
  need `pip install 'filmwright[quant]'`.
* `shift` moves denoising towards the layout (larger) or the detail (smaller); larger pictures want more. Models that set it
  themselves refuse it.
* `revision=<commit>` keeps a film to one state of a repository; `filmwright models pull NAME` says which state it downloaded, and
  `filmwright models pull NAME --revision <commit>` brings one.
""",
    "wan": """\
`driver=modular` runs the same checkpoint by diffusers' modular pipelines, to which new models come first. Pictures are the same
in 32 bits; step caches are refused with it. `guidance_low` is for Wan 2.2 A14B, whose second expert makes the detail.
""",
    "skyreels": """\
Only the forcing models (`skyreels-v2-df-…`) make clips longer than a window. `window` is how many pictures they make at a time
(97 at 540p, 121 at 720p, if it is left out): more take more memory, fewer forget sooner. `overlap_history` of them are shown
to the next window, 17 or 37 as its makers say, always one more than a multiple of four. With `ar_step` above 0 each block of
`causal_block_size` latent frames lags behind the one before, which holds long clips together and takes more steps.
""",
    "framepack": """\
`transformer` and `image_encoder` say where the parts lie that are not in the checkpoint of HunyuanVideo; the card knows both.
With `sampling=forward` (F1 checkpoints) it cannot hold a last picture.
""",
    "animatediff": """\
Any Stable Diffusion 1.5 checkpoint gives the look, and `motion_adapter` the motion; without it the card's is taken. Clips are
two to four seconds long. References need an `ip_adapter`.
""",
    "ltx": """\
`levels` is the noise of each step, `1,0.99,…`, for a distilled checkpoint of one's own; the cards of distilled ones have theirs.
It holds for as many steps as it has numbers. `decode_timestep` and `decode_noise` act where the decoder was trained for them.
""",
    "ltx2": """\
`structure`, `synchrony` and guidance each cost a pass a step; distilled models have all of them off, and asking for one is
refused. `levels` is as in `ltx`.
""",
    "flux_kontext": """\
It sees one picture. Up to three references are set side by side in that one, a composition (`boundary: match`) on the left and
a style's picture on the right, and the prompt says which is which.
""",
    "sdxl": """\
Without an IP-Adapter it sees no references: `ip_adapter=none` does without. `ip_adapter_scale` weighs the likeness against the
prompt, `strength` how much of a composition (`boundary: match`) is drawn anew.
""",
}

_SHARED: Mapping[Kind, type[DiffusionRecipe]] = {"clips": VideoModel, "stills": PictureModel, "scores": ScoreModel}
_TITLES: Mapping[Kind, tuple[str, str]] = {
    "clips": ("Clips", "pictures"),
    "stills": ("Stills", "stills"),
    "scores": ("Music", "score"),
}


def options() -> str:
    """Every option of every family, those that all have first."""
    rows = [*INTRODUCTION.splitlines(), "", "## Every model", "", *_table(DiffusionRecipe, set()), "", NOTES[""]]
    rows += ["| step cache | what it goes by |", "|---|---|", *_caches(), ""]
    for kind, (title, key) in _TITLES.items():
        shared = _SHARED[kind]
        common = set(DiffusionRecipe.model_fields)
        rows += [f"## {title}", ""]
        own = _table(shared, common)
        rows += [f"Every model that `{key}` names has, beside those:", "", *own, ""] if own else []
        for name, backend in available(kind).items():
            if issubclass(backend, DiffusionRecipe):
                rows += _family(kind, name, backend, common | set(shared.model_fields))
    return "\n".join(rows).rstrip() + "\n"


def _caches() -> list[str]:
    """The step caches, as their module tells of them."""
    lines = [line.strip() for line in inspect.cleandoc(caches.__doc__ or "").splitlines()]
    told = (line.partition("  ") for line in lines if line.startswith("?cache="))
    return [f"| `{name.removeprefix('?')}` | {words.strip()} |" for name, _, words in told]


def _family(kind: Kind, name: str, backend: type[DiffusionRecipe], common: set[str]) -> list[str]:
    """What a family is, how it is named, the models that it runs, and the options that it alone has."""
    about, _, rest = inspect.cleandoc(sys.modules[backend.__module__].__doc__ or "").partition("\n")
    examples = [f"    {line}" for line in rest.splitlines() if line.startswith(_TITLES[kind][1])]
    runs = [f"`{card.name}`" for card in cards().values() if card.backend == name and card.kind == kind]
    rows = [f"### `{name}`", "", _sentence(about.partition(": ")[2]), "", *examples, "", f"Runs {', '.join(runs)}.", ""]
    if own := _table(backend, common):
        rows += [*own, ""]
    return [*rows, *([NOTES[name]] if name in NOTES else [])]


def _table(recipe: type[DiffusionRecipe], without: set[str]) -> list[str]:
    """The options of a recipe beside those that were told."""
    rows: list[str] = []
    for name, field in recipe.model_fields.items():
        if name not in without:
            option = f"`{name}` `=`" if name in RESULT_FREE else f"`{name}`"
            rows.append(f"| {option} | {_values(field)} | {_default(field.default)} | {field.description or ''} |")
    return ["| option | value | if left out | what it does |", "|---|---|---|---|", *rows] if rows else []


def _values(field: Any) -> str:
    """What may stand there, in a few words."""
    kinds = [kind for kind in get_args(field.annotation) or (field.annotation,) if kind is not NoneType]
    if get_origin(field.annotation) is Literal:
        kinds = [field.annotation]
    kind = kinds[0]
    if get_origin(kind) is Literal:
        return ", ".join(f"`{word}`" for word in cast("tuple[str, ...]", get_args(kind)))
    if get_origin(kind) is tuple or kind is Ellipsis:
        return "numbers, commas between"
    if kind is bool:
        return "`true`, `false`"
    return {int: "whole number", float: "number", str: "text"}.get(kind, "text") + _bounds(field.metadata)


def _bounds(metadata: list[object]) -> str:
    """`from 0 to 1`."""
    words = {"ge": "from", "gt": "above", "le": "to", "lt": "below"}
    said = [
        f"{word} {getattr(bound, name)}" for bound in metadata for name, word in words.items() if hasattr(bound, name)
    ]
    return f", {' '.join(said)}" if said else ""


def _default(value: object) -> str:
    if value is None or value == "":
        return ""
    return f"`{str(value).lower() if isinstance(value, bool) else value}`"


def _sentence(words: str) -> str:
    return words[:1].upper() + words[1:]
