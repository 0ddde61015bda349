"""IP-Adapters: weights beside an SDXL checkpoint that let it see references, and the image encoder that looks at them.

What an adapter is made for is read from its table of tensors: how wide the text is that it speaks to, how wide the
answers are that it expects of the image encoder.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from generation.diffusion.checkpoints import checkpoint
from generation.diffusion.checkpoints.weights import Shapes, tensors
from generation.errors import BackendFailure, Unsupported

ENCODERS = ("image_encoder", "models/image_encoder", "sdxl_models/image_encoder")
"""Where the image encoder lies: beside the weights, or where the best known repository has its two."""
_FIRST = 768
"""How wide the text of Stable Diffusion 1.5 is."""


@dataclass(frozen=True)
class Adapter:
    """One adapter on this machine."""

    folder: Path
    weights: Path
    encoder: Path

    def digest(self) -> str:
        """What tells it from any other."""
        eyes = [file for file in sorted(self.encoder.iterdir()) if file.suffix in (".json", ".safetensors")]
        weights = checkpoint.digest_of_all([self.weights], self.weights.parent)
        return f"{weights}+{checkpoint.digest_of_all(eyes, self.encoder)}"


def located(said: str, weights: str) -> tuple[Path, Path] | None:
    """Return the folder and the file of an adapter, or None for a repository that is not on this machine.

    `said` is a folder, a file of weights, or owner/name of a repository; `weights` the file inside it.

    Raises:
        BackendFailure: if there is no such file.
        Unsupported: if the weights are a pickle.
    """
    if weights.endswith(checkpoint.PICKLED) or said.endswith(checkpoint.PICKLED):
        raise Unsupported(_pickle(said if said.endswith(checkpoint.PICKLED) else weights))
    file = checkpoint.folder_said(said)
    if file.is_file():
        return file.parent, file
    try:
        folder = checkpoint.located(said, "main", weights)
    except BackendFailure as error:
        raise BackendFailure(
            f"there is no IP-Adapter {said}; give a folder, a .safetensors file, or owner/name of a repository"
        ) from error
    if folder is None:
        return None
    if not (folder / weights).is_file():
        raise BackendFailure(f"{folder} has no {weights}; {_instead(folder)}")
    return folder, folder / weights


def fetch(said: str, weights: str, card: str = "") -> str:
    """Say that an adapter is missing, and how to get it (with both image encoders that it may need), or how to do without."""
    how = f"hf download {said} --include {weights} '*/image_encoder/config.json' '*/image_encoder/model.safetensors'"
    if card:
        how = f"filmwright models pull {card}; or do without references: {card}?ip_adapter=none"
    return f"the IP-Adapter {said} is not on this machine; download it with: {how}"


def read(folder: Path, weights: Path, encoder: str, text_width: int) -> Adapter:
    """Read what an adapter is; `encoder` is the folder of its image encoder, found where it is not said.

    Raises:
        BackendFailure: if a file is missing or damaged.
        Unsupported: if it does not fit, or is not safe to open.
    """
    shapes = tensors(weights)
    spoken = [shape for name, shape in shapes.items() if name.startswith("ip_adapter.") and "to_k_ip" in name]
    seen = _seen(shapes)
    if not spoken or seen is None:
        raise Unsupported(
            f"{weights} is no IP-Adapter that sees pictures through an image encoder; take {_meant(text_width)}"
        )
    if spoken[0][-1] != text_width:
        raise Unsupported(
            f"{weights} is made for a model whose text is {spoken[0][-1]} wide, and this one's is {text_width}; "
            f"take {_meant(text_width)}"
        )
    return Adapter(folder, weights, _eyes(folder, weights, encoder, *seen))


def attach(pipeline: Any, adapter: Adapter) -> None:
    """Give a pipeline the adapter and its image encoder, once; pipelines that share its UNet have it, too.

    Raises:
        BackendFailure: if the adapter is made for another UNet.
    """
    # The library notes it in an attribute of the settings, and not among their keys.
    if pipeline.unet.config.encoder_hid_dim_type == "ip_image_proj":
        return
    try:
        pipeline.load_ip_adapter(
            str(adapter.weights.parent),
            subfolder="",
            weight_name=adapter.weights.name,
            image_encoder_folder=str(adapter.encoder),
            local_files_only=True,
        )
    except (RuntimeError, KeyError, ValueError, OSError) as error:
        said = str(error).strip().splitlines()
        raise BackendFailure(
            f"{adapter.weights} does not fit this checkpoint: {said[0] if said else error!r}"
        ) from error


def _seen(shapes: Shapes) -> tuple[str, int] | None:
    """Which of the image encoder's answers an adapter looks at, as (setting of its configuration, width)."""
    if "image_proj.proj.weight" in shapes:
        return "projection_dim", shapes["image_proj.proj.weight"][-1]
    # The kinds that diffusers calls `plus` and `full` look at every patch.
    for mark, wide in (("proj_in", "proj_in"), ("proj.3", "proj.0")):
        if f"image_proj.{mark}.weight" in shapes:
            return "hidden_size", shapes[f"image_proj.{wide}.weight"][-1]
    return None


def _meant(text_width: int) -> str:
    """The kind of adapter that fits a model, by the width of its text."""
    return "one for Stable Diffusion 1.5" if text_width == _FIRST else "one for SDXL"


def _eyes(folder: Path, weights: Path, encoder: str, setting: str, width: int) -> Path:
    """The folder of the image encoder whose answers are as wide as the adapter expects."""
    said = [folder / encoder, checkpoint.folder_said(encoder)] if encoder else []
    places = said or [weights.parent / "image_encoder", *(folder / name for name in ENCODERS)]
    there = [place for place in dict.fromkeys(places) if (place / "config.json").is_file()]
    fitting = [place for place in there if _width(place, setting) == width]
    if not fitting:
        found = f"the one in {there[0]} does not" if there else f"there is none in {places[0]}"
        raise BackendFailure(
            f"{weights} needs an image encoder whose {setting} is {width}, and {found}; "
            "say its folder with ?image_encoder= behind the model's name"
        )
    names = [file.name for file in sorted(fitting[0].iterdir())]
    if not any(name.endswith(".safetensors") for name in names):
        if pickled := next((name for name in names if name.endswith(checkpoint.PICKLED)), None):
            raise Unsupported(_pickle(str(fitting[0] / pickled)))
        raise BackendFailure(f"{fitting[0]} lacks its weights; download the IP-Adapter again")
    return fitting[0]


def _width(encoder: Path, setting: str) -> object:
    """A width of an image encoder, by its configuration; transformers leaves out what is usual."""
    usual = {"projection_dim": 512, "hidden_size": 768}
    return checkpoint.config(encoder / "config.json").get(setting, usual[setting])


def _instead(folder: Path) -> str:
    """What somebody can say instead."""
    there = sorted(file.relative_to(folder).as_posix() for file in folder.rglob("*.safetensors"))
    there = [name for name in there if "image_encoder" not in name]
    if there:
        return f"say ?ip_adapter_weights= one of: {', '.join(there[:6])}"
    if pickled := next((file for file in sorted(folder.rglob("*")) if file.suffix in checkpoint.PICKLED), None):
        return _pickle(pickled.name)
    return "it has no .safetensors file at all"


def _pickle(name: str) -> str:
    return f"{name} is a pickle, which can run code when it is opened; use an IP-Adapter in a .safetensors file"
