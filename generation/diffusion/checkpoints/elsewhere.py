"""Parts of a checkpoint that lie in folders or repositories of their own: a motion adapter, another transformer, another VAE.

A family names them in `elsewhere`. Each is an option by its name, a folder or owner/name of a repository; where the option is
not set, the card's `also` says it; where neither does, the part comes with the checkpoint.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from generation.diffusion.checkpoints import checkpoint, weights
from generation.errors import BackendFailure, Unsupported

if TYPE_CHECKING:
    from generation.diffusion.recipe import DiffusionRecipe


@dataclass(frozen=True)
class Part:
    """One such part: its name in the pipeline, its class (`library.Class`), and where in its folder it lies."""

    name: str
    kind: str
    inside: str = ""
    option: str = ""
    """The option that says the folder, where it is not the part's name: one folder can hold several parts."""

    def said(self, recipe: "DiffusionRecipe") -> str | None:
        """The folder or repository that it comes from; None where it comes with the checkpoint."""
        option = self.option or self.name
        card = recipe.known()
        return getattr(recipe, option) or (card.also.get(option) if card else None)

    def folder(self, recipe: "DiffusionRecipe") -> Path | None:
        """Its folder, or None while it is not on this machine.

        Raises:
            BackendFailure: if there is no such folder, and no repository can have that name.
        """
        said = self.said(recipe)
        if said is None:
            return None
        found = checkpoint.located(said, "main", f"{self.inside}/{self.file}".lstrip("/"))
        return found / self.inside if found else None

    @property
    def file(self) -> str:
        """The file that tells that it is there."""
        return "preprocessor_config.json" if self.kind.endswith("Processor") else "config.json"


def require(recipe: "DiffusionRecipe") -> None:
    """Refuse where a part is missing, or not safe to open.

    Raises:
        BackendFailure: with how to get it.
        Unsupported: if its weights are a pickle.
    """
    for part in recipe.elsewhere:
        said = part.said(recipe)
        if said is None:
            continue
        folder = part.folder(recipe)
        if folder is None:
            how = f"filmwright models pull {recipe.card}" if recipe.card else f"hf download {said}"
            raise BackendFailure(f"the {part.name} {said} is not on this machine; download it with: {how}")
        if not (folder / part.file).is_file():
            raise BackendFailure(f"{folder} holds no {part.name}: it has no {part.file}")
        names = checkpoint.ensure_inside(folder, folder.parent if part.inside else folder)
        if part.kind.endswith("Processor"):
            continue
        if not any(name.endswith(".safetensors") for name in names):
            raise Unsupported(f"{folder} has no .safetensors file; other weights can run code when they are opened")
        weights.ensure_whole(folder, part.kind)


def identities(recipe: "DiffusionRecipe") -> dict[str, object]:
    """What goes into the key of everything that is made with these parts: their content, where they are on this machine."""
    found: dict[str, object] = {}
    for part in recipe.elsewhere:
        said, folder = part.said(recipe), part.folder(recipe)
        if said is not None:
            files = (
                sorted(file for file in folder.iterdir() if file.suffix in (".json", ".safetensors")) if folder else []
            )
            found[part.name] = checkpoint.digest_of_all(files, folder) if folder else said
    return found


def loaded(recipe: "DiffusionRecipe", precision: str) -> Mapping[str, Any]:
    """Load the parts that do not come with the checkpoint.

    Raises:
        BackendFailure: if one is damaged, or not of its class.
    """
    import diffusers
    import torch
    import transformers

    from generation.diffusion.loading import aligned, told

    found: dict[str, Any] = {}
    for part in recipe.elsewhere:
        folder = part.folder(recipe)
        if folder is None:
            continue
        library, _, name = part.kind.partition(".")
        kind = getattr({"diffusers": diffusers, "transformers": transformers}[library], name)
        number = torch.float32 if part.name in recipe.exact else getattr(torch, precision)
        own: dict[str, Any] = {}
        if not name.endswith("Processor"):
            own = {
                "dtype": number,
                "use_safetensors": True,
                "variant": weights.variant_in(folder.parent, [folder.name]),
            }
        with told(f"the {part.name} {folder}"):
            found[part.name] = made = kind.from_pretrained(folder, local_files_only=True, **own)
        if isinstance(made, torch.nn.Module):
            aligned(made)
    return found
