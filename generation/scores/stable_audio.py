"""`stable_audio`: music from words by a Stable Audio checkpoint on this machine, in pieces of up to 47 seconds.

score: stable-audio-open                        # a card of the catalogue
score: stable_audio:checkpoints/stable-audio?steps=50
"""

from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from pydantic import Field

from generation.card import Slots
from generation.diffusion.audio import ScoreModel
from generation.diffusion.checkpoints import checkpoint
from generation.diffusion.facts import Facts
from generation.diffusion.pictures import latents
from generation.errors import MissingExtra
from generation.scores._brief import Piece

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_NEEDED = ("text_encoder", "tokenizer", "projection_model", "transformer", "vae", "scheduler")
_NOISED = ("CosineDPMSolverMultistepScheduler", "DPMSolverSDEScheduler")
"""Samplers that draw their noise with a package of its own."""


class StableAudio(ScoreModel):
    """Holds one checkpoint of Stable Audio."""

    name: ClassVar[str] = "stable_audio"
    version: ClassVar[int] = 1
    runs: ClassVar[tuple[str, ...]] = ("StableAudioPipeline",)
    exact: ClassVar[tuple[str, ...]] = ("vae",)
    text_parts: ClassVar[tuple[str, ...]] = ("text_encoder", "tokenizer", "projection_model")
    means_nothing: ClassVar[frozenset[str]] = ScoreModel.means_nothing | {"shift"}
    usual_steps: ClassVar[int] = 100
    usual_guidance: ClassVar[float] = 7.0

    negative: str = Field(default="low quality, vocals, speech", description="what the music is to be unlike")

    def read(self, folder: Path, index: checkpoint.Config) -> Facts:
        """There is one kind of it."""
        parts = checkpoint.ensure_parts(folder, index, *_NEEDED)
        return Facts(
            folder=folder,
            pipeline=str(index["_class_name"]),
            slots=Slots(),
            parts=parts,
            traits=frozenset({checkpoint.components(index)["scheduler"][1]}),
        )

    def require(self) -> None:
        """Refuse also where the package is missing that its sampler draws its noise with."""
        from importlib.util import find_spec

        super().require()
        if self.facts().traits.intersection(_NOISED) and find_spec("torchsde") is None:
            raise MissingExtra("torchsde", "local")

    def longest(self, pipeline: Any) -> float:
        """The length that it always makes; what is not asked for is cut off."""
        vae = pipeline.vae
        return pipeline.transformer.config.sample_size * vae.hop_length / vae.config.sampling_rate

    def arguments(self, pipeline: Any, piece: Piece, steps: int, guidance: float) -> dict[str, Any]:
        """Words, length, and how it is sampled."""
        return {
            "prompt": piece.brief.prompt,
            "negative_prompt": self.negative if guidance > 1 else None,
            "audio_end_in_s": min(piece.seconds, self.longest(pipeline)),
            "num_inference_steps": steps,
            "guidance_scale": guidance,
        }

    def heard(self, pipeline: Any, made: Any, piece: Piece) -> "tuple[NDArray[np.float32], int]":
        """Decode in 32 bits; the pipeline would hand the decoder what the denoiser counts in."""
        import torch

        vae = pipeline.vae
        with torch.no_grad():
            sound = vae.decode(made.audios.to(device=latents.where(vae), dtype=vae.dtype)).sample[0]
        rate = vae.config.sampling_rate
        return sound[:, : round(piece.seconds * rate)].float().cpu().numpy(), rate


BACKEND = StableAudio
