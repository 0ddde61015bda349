"""`musicgen`: music from words by a MusicGen checkpoint on this machine, token by token, in pieces of half a minute.

score: musicgen-stereo-medium                   # a card of the catalogue
score: musicgen:checkpoints/musicgen            # a folder, or owner/name of a repository that is downloaded
"""

import math
from collections.abc import Callable, Generator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from generation.backend import Progress
from generation.card import Slots
from generation.diffusion.audio import ScoreModel
from generation.diffusion.checkpoints import checkpoint
from generation.diffusion.facts import Facts
from generation.errors import BackendFailure, Unsupported
from generation.requests import ScoreRequest
from generation.results import Sound
from generation.scores._brief import Piece, pieces

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_LONGEST = 30.0
"""Seconds of the pieces that it was trained with; beyond them it loses the thread."""
_PICKLED = (".bin", ".pt", ".pth")
_ADVICE = "take a smaller model of the family, or pieces that are shorter (piece=15)"
_DIFFUSION = frozenset(
    {"steps", "effort", "scheduler", "shift", "quantise", "offload", "attention", "compile", "overlap"}
)
"""Options of models that denoise."""


class Musicgen(ScoreModel):
    """Holds one checkpoint of MusicGen, a model of transformers."""

    name: ClassVar[str] = "musicgen"
    version: ClassVar[int] = 1
    runs: ClassVar[tuple[str, ...]] = ("MusicgenForConditionalGeneration",)
    exact: ClassVar[tuple[str, ...]] = ("audio_encoder",)
    text_parts: ClassVar[tuple[str, ...]] = ("text_encoder",)
    means_nothing: ClassVar[frozenset[str]] = ScoreModel.means_nothing | _DIFFUSION
    usual_guidance: ClassVar[float] = 3.0

    def located(self) -> Path | None:
        """The folder of the checkpoint, which has no index of parts."""
        return checkpoint.located(self._model(), self._revision(), "config.json")

    def facts(self) -> Facts:
        """What it is, from its own configuration."""
        folder, card = self.located(), self.known()
        if folder is None:
            assert card is not None
            return Facts.of_card(card)
        missing = f"{folder} is no MusicGen checkpoint: it has no config.json"
        return self.read(folder, checkpoint.config(folder / "config.json", missing))

    def read(self, folder: Path, index: checkpoint.Config) -> Facts:
        """There is one kind of it; its weights are one file, or several with an index."""
        kind = str(index.get("model_type"))
        if kind != self.name:
            raise Unsupported(f"{folder} holds a model of the kind {kind}; '{self.name}' runs {self.runs[0]}")
        names = [file.name for file in folder.iterdir()]
        if not any(name.endswith(".safetensors") for name in names):
            pickled = next((name for name in sorted(names) if name.endswith(_PICKLED)), None)
            if pickled is None:
                raise BackendFailure(f"{folder} lacks its weights; download the checkpoint again")
            raise Unsupported(
                f"{folder}: {pickled} is a pickle, which can run code when it is opened; "
                "use a checkpoint with .safetensors files"
            )
        return Facts(pipeline=self.runs[0], slots=Slots(), folder=folder)

    def digest(self, folder: Path) -> str:
        """All that is in its folder and is read."""
        wanted = (".json", ".txt", ".model", ".safetensors")
        return checkpoint.digest_of_all(sorted(file for file in folder.iterdir() if file.suffix in wanted), folder)

    def identity(self) -> dict[str, object]:
        """Without the options that it has no use for."""
        return {name: value for name, value in super().identity().items() if name not in self.means_nothing}

    def longest(self, pipeline: Any) -> float:
        """As it was trained."""
        return _LONGEST

    def arguments(self, pipeline: Any, piece: Piece, steps: int, guidance: float) -> dict[str, Any]:
        """How many tokens, and how closely they keep to the words. `steps` are the tokens."""
        return {"max_new_tokens": steps, "guidance_scale": max(1.0, guidance), "do_sample": True}

    def heard(self, pipeline: Any, made: Any, piece: Piece) -> "tuple[NDArray[np.float32], int]":
        """It is sound already."""
        return made[0].float().cpu().numpy(), pipeline.config.audio_encoder.sampling_rate

    @contextmanager
    def load(self) -> Generator[Callable[[ScoreRequest, Progress], Sound], None, None]:
        """Load the checkpoint and hold it on the device; free it on exit."""
        from generation.diffusion.loading import free

        self.require()
        held = list(_loaded(self))

        def make(request: ScoreRequest, progress: Progress) -> Sound:
            from generation.diffusion.score_runtime import scored

            def played(piece: Piece, report: Progress) -> "tuple[NDArray[np.float32], int]":
                return _played(self, held[0], held[1], piece, report)

            longest = min(_LONGEST, self.piece or _LONGEST)
            return scored(request, pieces(request, longest), played, progress)

        try:
            yield make
        finally:
            held.clear()
            free()


def _loaded(recipe: Musicgen) -> tuple[Any, Any]:
    """The model on the device, what decodes its tokens in 32 bits, and what reads its words."""
    from generation.diffusion.loading import device, memory_watched, quiet
    from generation.diffusion.score_runtime import hushed

    folder, here = recipe.facts().folder, device()
    quiet()
    import torch
    from safetensors import SafetensorError
    from transformers import AutoTokenizer, MusicgenForConditionalGeneration

    usual = "float32" if here.type == "cpu" else "bfloat16"
    numbers = getattr(torch, usual if recipe.precision == "auto" else recipe.precision)
    try:
        with memory_watched(_ADVICE), hushed():
            model: Any = MusicgenForConditionalGeneration.from_pretrained(
                folder, dtype=numbers, use_safetensors=True, local_files_only=True
            ).eval()
            model.audio_encoder.float()
            model.to(here)
            return model, AutoTokenizer.from_pretrained(folder, local_files_only=True)
    except (OSError, ValueError, SafetensorError) as error:
        said = str(error).strip().splitlines()
        raise BackendFailure(f"{folder} cannot be loaded: {said[0] if said else type(error).__name__}") from error


def _played(
    recipe: Musicgen, model: Any, tokenizer: Any, piece: Piece, progress: Progress
) -> "tuple[NDArray[np.float32], int]":
    """Make one piece; progress in hundredths of its tokens."""
    import torch

    from generation.diffusion.loading import memory_watched
    from generation.diffusion.progress import reported

    here = model.device
    tokens = math.ceil(piece.seconds * model.config.audio_encoder.frame_rate) + model.decoder.num_codebooks
    words = tokenizer([piece.brief.prompt], return_tensors="pt", truncation=True).to(here)
    arguments = recipe.arguments(model, piece, tokens, recipe.sampling_guidance())

    def hundredths(done: int, total: int) -> None:
        progress(done * 100 // total, 100)

    # Tokens are drawn from torch's own noise: it is set for the piece, and afterwards as it was.
    with (
        memory_watched(_ADVICE),
        torch.random.fork_rng(devices=[here.index or 0] if here.type == "cuda" else []),
        reported([model.decoder], hundredths, tokens, passes=1),
    ):
        torch.manual_seed(piece.seed)
        made = model.generate(**words, **arguments)
    progress(100, 100)
    return recipe.heard(model, made, piece)


BACKEND = Musicgen
