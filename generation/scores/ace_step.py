"""`ace_step`: music from words by an ACE-Step checkpoint on this machine, in pieces of up to ten minutes.

score: ace-step-1.5                             # a card of the catalogue
score: ace_step:checkpoints/ace-step?steps=8
"""

from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from generation.card import Slots
from generation.diffusion.audio import ScoreModel
from generation.diffusion.checkpoints import checkpoint
from generation.diffusion.facts import Facts
from generation.diffusion.pictures import latents
from generation.scores._brief import Piece

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_NEEDED = ("text_encoder", "tokenizer", "condition_encoder", "transformer", "vae", "scheduler")
_LEAST, _MOST = 10.0, 600.0
"""Seconds of the shortest and the longest piece that it was trained for."""
_TURBO = "turbo"


class AceStep(ScoreModel):
    """Holds one checkpoint of ACE-Step."""

    name: ClassVar[str] = "ace_step"
    version: ClassVar[int] = 1
    runs: ClassVar[tuple[str, ...]] = ("AceStepPipeline",)
    exact: ClassVar[tuple[str, ...]] = ("vae",)
    text_parts: ClassVar[tuple[str, ...]] = ("text_encoder", "tokenizer")
    usual_steps: ClassVar[int] = 50
    usual_guidance: ClassVar[float] = 7.0

    def read(self, folder: Path, index: checkpoint.Config) -> Facts:
        """Turbo checkpoints have their guidance in their weights."""
        parts = checkpoint.ensure_parts(folder, index, *_NEEDED)
        transformer = checkpoint.config(folder / "transformer/config.json")
        turbo = bool(transformer.get("is_turbo")) or transformer.get("model_version") == _TURBO
        return Facts(
            folder=folder,
            pipeline=str(index["_class_name"]),
            slots=Slots(),
            parts=parts,
            traits=frozenset({_TURBO} if turbo else ()),
        )

    def sampling_steps(self, usual: int | None = None) -> int:
        """What the card says, else eight of a turbo checkpoint and fifty of another."""
        return super().sampling_steps(8 if _TURBO in self.facts().traits else usual)

    def sampling_guidance(self, usual: float | None = None) -> float:
        """None at all for a turbo checkpoint; else what the card says, or seven."""
        return 1.0 if _TURBO in self.facts().traits else super().sampling_guidance(usual)

    def longest(self, pipeline: Any) -> float:
        """As it was trained."""
        return _MOST

    def arguments(self, pipeline: Any, piece: Piece, steps: int, guidance: float) -> dict[str, Any]:
        """Words; tempo and key apart from them, the key as it learned to read it (`Eb minor`); no lyrics, said in its way."""
        return {
            "prompt": piece.brief.prompt,
            "lyrics": "[Instrumental]",
            "audio_duration": max(_LEAST, piece.seconds),
            "bpm": piece.brief.tempo,
            "keyscale": piece.brief.key.replace(" flat", "b").replace(" sharp", "#"),
            "timesignature": "4",
            "num_inference_steps": steps,
            "guidance_scale": guidance,
            "shift": self.shift or 3.0,
        }

    def heard(self, pipeline: Any, made: Any, piece: Piece) -> "tuple[NDArray[np.float32], int]":
        """Decode in 32 bits, from (1, time, channels)."""
        import torch

        vae = pipeline.vae
        ready = made.audios.transpose(1, 2).to(device=latents.where(vae), dtype=vae.dtype)
        with torch.no_grad():
            sound = vae.decode(ready).sample[0]
        return sound.float().cpu().numpy(), vae.config.sampling_rate


BACKEND = AceStep
