"""Levers: options that make a loaded model smaller or faster. None is on by itself but what the memory plan asks for.

Where an option cannot act it is refused in one line, never left out in silence.
"""

from collections.abc import Mapping, Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

from generation.diffusion.checkpoints import checkpoint, weights
from generation.diffusion.levers import caches
from generation.diffusion.memory.plan import MemoryPlan
from generation.errors import BackendFailure, MissingExtra, Unsupported

if TYPE_CHECKING:
    from generation.diffusion.recipe import DiffusionRecipe

ATTENTION = {
    "native": ("native", ""),
    "math": ("_native_math", ""),
    "efficient": ("_native_efficient", ""),
    "native-flash": ("_native_flash", ""),
    "cudnn": ("_native_cudnn", ""),
    "flash": ("flash", "flash_attn"),
    "flash-3": ("_flash_3", "flash_attn_interface"),
    "sage": ("sage", "sageattention"),
    "xformers": ("xformers", "xformers"),
}
"""Ways of computing attention: name in diffusers, and the package it needs. Those that it would fetch are not here."""

_GROUP = 128
"""Weights that share a scale in four bits."""


def check(recipe: "DiffusionRecipe") -> None:
    """Refuse options that can never act.

    Raises:
        Unsupported: with what would be right.
    """
    if recipe.cache is not None:
        caches.parsed(recipe.cache)
    if recipe.attention is not None and recipe.attention not in ATTENTION:
        raise Unsupported(f"attention={recipe.attention}: there are {', '.join(ATTENTION)}")
    for option, files in (("lora", recipe.lora), ("gguf", recipe.gguf)):
        for file in files_of(files):
            wanted = ".safetensors" if option == "lora" else ".gguf"
            if file.suffix != wanted:
                raise Unsupported(
                    f"{option}={file}: it must be a {wanted} file; others can run code when they are opened"
                )
            if not file.is_file():
                raise Unsupported(f"{option}={file}: there is no such file")
    if recipe.tiling and not recipe.tiles:
        raise Unsupported(f"'{recipe.label()}' cannot decode in tiles; remove ?tiling=")
    if recipe.gguf is not None and recipe.quantise not in ("auto", "none"):
        raise Unsupported(f"a GGUF file is quantised already; remove quantise={recipe.quantise}")


def require(recipe: "DiffusionRecipe") -> None:
    """Refuse where a package is missing that an option needs.

    Raises:
        MissingExtra: with the command that installs it.
        Unsupported: if it is none of ours.
    """
    if recipe.quantise in ("int8", "int4") and find_spec("torchao") is None:
        raise MissingExtra("torchao", "quant")
    if recipe.gguf is not None and find_spec("gguf") is None:
        raise MissingExtra("gguf", "quant")
    if recipe.lora is not None and find_spec("peft") is None:
        raise MissingExtra("peft", "local")
    for file in files_of(recipe.lora):
        weights.tensors(file)
    for file in files_of(recipe.gguf):
        _ensure_gguf(file)
    if recipe.attention is not None:
        package = ATTENTION[recipe.attention][1]
        if package and find_spec(package) is None:
            there = [name for name, (_, needs) in ATTENTION.items() if not needs or find_spec(needs) is not None]
            raise Unsupported(
                f"attention={recipe.attention} needs the package {package.replace('_', '-')}, which is not installed; "
                f"there are {', '.join(there)}"
            )


def _ensure_gguf(file: Path) -> None:
    with file.open("rb") as opened:
        if opened.read(4) != b"GGUF":
            raise BackendFailure(f"{file} is no GGUF file, or damaged; download it again")


def files_of(said: str | None) -> list[Path]:
    """The files of an option: one, or two with a comma between, for a model of two experts."""
    return [Path(file.strip()).expanduser().absolute() for file in said.split(",")] if said else []


def identities(recipe: "DiffusionRecipe") -> dict[str, object]:
    """Files that are options, as they enter the key of what is made: by content. Options that say nothing are left out."""
    said: dict[str, object] = {
        option: [checkpoint.digest_of_all([file], file.parent) for file in files]
        for option, files in (("lora", files_of(recipe.lora)), ("gguf", files_of(recipe.gguf)))
        if files
    }
    if recipe.cache is not None and (file := caches.parsed(recipe.cache).file) is not None:
        said["cache"] = f"mag:{checkpoint.digest_of_all([file], file.parent)}"
    return said


def given(recipe: "DiffusionRecipe", folder: Path, plan: MemoryPlan) -> dict[str, Any]:
    """Denoisers that are loaded by themselves: from GGUF files, or one after the other to be kept in fewer bits.

    So the main memory never holds more than one of them in full.

    Raises:
        Unsupported: if this kind of model is not read from GGUF files, or cannot be in fewer bits.
        BackendFailure: if a file is damaged, or does not hold this model.
    """
    parts = checkpoint.components(checkpoint.index(folder))
    others = {part.name for part in recipe.elsewhere if part.folder(recipe) is not None}
    names = [name for name in ("transformer", "transformer_2", "unet") if name in parts and name not in others]
    if recipe.gguf is not None:
        return _from_gguf(recipe, folder, plan, {name: parts[name][1] for name in names})
    if plan.quantise == "none":
        return {}
    # A UNet is small, and pipelines make another model of it.
    names = [name for name in names if name != "unet"]
    return {name: _in_fewer_bits(recipe, folder / name, plan, parts[name][1]) for name in names}


def _in_fewer_bits(recipe: "DiffusionRecipe", folder: Path, plan: MemoryPlan, kind: str) -> Any:
    """One denoiser."""
    import diffusers
    import torch

    from generation.diffusion.loading import aligned, told

    with told(folder):
        model = getattr(diffusers, kind).from_pretrained(
            folder,
            dtype=getattr(torch, plan.precision),
            use_safetensors=True,
            local_files_only=True,
            variant=weights.variant_in(folder.parent, [folder.name]),
        )
    aligned(model)
    quantise(model, plan, recipe.label())
    return model


def _from_gguf(recipe: "DiffusionRecipe", folder: Path, plan: MemoryPlan, parts: Mapping[str, str]) -> dict[str, Any]:
    """Denoisers, by name, from files of the other format; `parts` are their classes."""
    import diffusers
    import torch
    from diffusers.loaders.single_file_model import SINGLE_FILE_LOADABLE_CLASSES

    files, names = files_of(recipe.gguf), list(parts)
    if len(files) != len(names):
        raise Unsupported(
            f"gguf: '{recipe.label()}' has {' and '.join(names)}; give {len(names)} file(s), comma between"
        )
    found: dict[str, Any] = {}
    for name, file in zip(names, files, strict=True):
        model = getattr(diffusers, parts[name])
        if parts[name] not in SINGLE_FILE_LOADABLE_CLASSES:
            raise Unsupported(f"gguf: diffusers cannot read a {parts[name]} from such a file; use ?quantise=float8")
        number = getattr(torch, plan.precision)
        try:
            found[name] = model.from_single_file(
                str(file),
                config=str(folder),
                subfolder=name,
                quantization_config=diffusers.GGUFQuantizationConfig(compute_dtype=number),
                dtype=number,
                local_files_only=True,
            )
        except (ValueError, KeyError, RuntimeError, OSError) as error:
            raise BackendFailure(
                f"{file} does not fit '{recipe.label()}', or is damaged; take a GGUF file that was made from this model"
            ) from error
    return found


def prepare(pipeline: Any, recipe: "DiffusionRecipe", plan: MemoryPlan, given: Mapping[str, Any]) -> None:
    """Apply what holds as long as the model is loaded, before its parts are placed; `given` was loaded by `given`.

    Raises:
        Unsupported: if an option cannot act on this model.
    """
    denoisers = recipe.denoisers(pipeline)
    ready = [id(part) for part in given.values()]
    for denoiser in denoisers if plan.quantise != "none" and recipe.gguf is None else ():
        if id(denoiser) not in ready:
            quantise(denoiser, plan, recipe.label())
    if plan.tiling:
        _tile(pipeline, recipe)
    if recipe.attention is not None:
        attend(denoisers, recipe.attention)
    if recipe.compile and plan.offload == "group":
        raise Unsupported(
            "compile=true does not go with layers that come to the device one by one; remove it, or set offload=model"
        )
    if recipe.compile:
        compiled(denoisers, whole=plan.offload == "none" and recipe.cache is None)


def quantise(denoiser: Any, plan: MemoryPlan, label: str) -> None:
    """Keep the weights of a denoiser in fewer bits; it computes in the plan's precision.

    Raises:
        Unsupported: if there is nothing in it that could be.
    """
    import torch

    number = getattr(torch, plan.precision)
    if plan.quantise == "float8":
        denoiser.enable_layerwise_casting(storage_dtype=torch.float8_e4m3fn, compute_dtype=number)
        return
    from torchao.quantization import Int4WeightOnlyConfig, Int8WeightOnlyConfig, quantize_

    exact = (*(getattr(denoiser, "_skip_layerwise_casting_patterns", None) or ()), "norm", "proj_out")
    group = 1 if plan.quantise == "int8" else _GROUP
    chosen = {
        name
        for name, module in denoiser.named_modules()
        if isinstance(module, torch.nn.Linear)
        and not any(pattern in name for pattern in exact)
        and module.in_features % group == 0
    }
    if not chosen:
        raise Unsupported(f"quantise={plan.quantise}: no layer of '{label}' can be; take float8")
    settings = Int8WeightOnlyConfig() if plan.quantise == "int8" else Int4WeightOnlyConfig(group_size=_GROUP)
    try:
        quantize_(denoiser, settings, filter_fn=lambda _module, name: name in chosen)
    except (ImportError, RuntimeError, AssertionError, NotImplementedError) as error:
        raise Unsupported(f"quantise={plan.quantise} does not work here: {_first_line(error)}; take float8") from error


def attend(denoisers: Sequence[Any], name: str) -> None:
    """Let these models, and no others, compute attention in this way.

    Raises:
        Unsupported: if it does not work on this machine.
    """
    from diffusers.models.attention_dispatch import attention_backend

    # The method also makes it the way of the whole process; leaving the context takes that back.
    try:
        with attention_backend("native"):
            for denoiser in denoisers:
                denoiser.set_attention_backend(ATTENTION[name][0])
    except (RuntimeError, ValueError, AttributeError) as error:
        raise Unsupported(f"attention={name} does not work here: {_first_line(error)}") from error


def compiled(denoisers: Sequence[Any], *, whole: bool, backend: str = "inductor") -> None:
    """Compile the blocks that repeat (or all of a model that names none): slow in the first clip of each size, then faster.

    Raises:
        Unsupported: if nothing can be compiled on this machine.
    """
    import torch

    if backend == "inductor":
        _try_compiler()
    for denoiser in denoisers:
        if getattr(denoiser, "_repeated_blocks", None):
            denoiser.compile_repeated_blocks(fullgraph=whole, backend=backend)
        else:
            torch.nn.Module.compile(denoiser, backend=backend)


def _try_compiler() -> None:
    """Compile one addition: where the compiler is missing, it fails here and not in the middle of a film."""
    import torch

    from generation.diffusion.loading import device

    try:
        torch.compile(torch.add)(torch.ones(4, device=device()), torch.ones(4, device=device()))
    except (RuntimeError, OSError, ImportError) as error:
        raise Unsupported(f"nothing can be compiled here: {_first_line(error)}; remove ?compile=") from error


def _tile(pipeline: Any, recipe: "DiffusionRecipe") -> None:
    decoders = [part for name in ("vae", "audio_vae", "movq") if (part := getattr(pipeline, name, None)) is not None]
    try:
        decoders[0].enable_tiling()
    except (IndexError, AttributeError, NotImplementedError) as error:
        if recipe.tiling:
            raise Unsupported(f"'{recipe.label()}' cannot decode in tiles; remove ?tiling=") from error


def _first_line(error: BaseException) -> str:
    said = str(error).strip().splitlines()
    return said[0] if said else type(error).__name__
