"""`skyreels`: video by a SkyReels-V2 checkpoint: from text, from pictures, or in windows that go on from one another.

pictures: skyreels-v2-df-1.3b                        # a card of the catalogue
pictures: skyreels:checkpoints/skyreels-df?steps=20  # a folder, or owner/name of a repository that is downloaded
"""

import math
from fractions import Fraction
from pathlib import Path
from typing import Any, ClassVar

from pydantic import Field

from generation.backend import Capabilities
from generation.card import FrameLaw, Slots
from generation.diffusion.checkpoints import checkpoint
from generation.diffusion.facts import Facts
from generation.diffusion.pictures import counts
from generation.diffusion.video import Call
from generation.diffusion.wan_family import NEEDED, WanFamily, laws
from generation.errors import Unsupported
from generation.requests import ClipRequest

_PLAIN, _PICTURED = "SkyReelsV2Pipeline", "SkyReelsV2ImageToVideoPipeline"
_FORCING = "SkyReelsV2DiffusionForcingPipeline"

_USUAL = 97
"""Pictures that the models for 540 lines were trained with; those for 720 know 121."""


class SkyReels(WanFamily):
    """Holds one checkpoint of SkyReels-V2.

    Those with diffusion forcing denoise each latent frame by its own clock, so that pictures which are there already stay:
    a first one, the end of the clip before, and the end of one window for the next.
    """

    name: ClassVar[str] = "skyreels"
    version: ClassVar[int] = 1
    runs: ClassVar[tuple[str, ...]] = (_PLAIN, _PICTURED, _FORCING)
    looks_back: ClassVar[int] = 17
    usual_guidance: ClassVar[float] = 6.0

    window: int | None = Field(
        default=None,
        ge=5,
        description="pictures that a forcing model makes at a time; longer clips go on in another window",
    )
    overlap_history: int = Field(default=17, ge=1, description="pictures of one window that the next one is shown")
    addnoise_condition: float = Field(
        default=20, ge=0, le=60, description="noise on pictures that are shown, which smooths the joins; 0 for none"
    )
    ar_step: int = Field(default=0, ge=0, description="steps that each block lags behind the one before; 0 for none")
    causal_block_size: int | None = Field(default=None, ge=1, description="latent frames in a block, where blocks lag")

    def read(self, folder: Path, index: checkpoint.Config) -> Facts:
        """Read what it starts from, which its class says. Counts are whole blocks, where it makes blocks."""
        parts = checkpoint.ensure_parts(folder, index, *NEEDED)
        kind = str(index["_class_name"])
        transformer = checkpoint.config(folder / "transformer/config.json")
        forcing, block = kind == _FORCING, self._block(transformer)
        counts, sizes = laws(folder, transformer, _USUAL, 737 if forcing else 121, 24)
        both = transformer.get("pos_embed_seq_len") is not None
        pictured = Slots(text=False, first=True, last=both, both=both)
        if forcing:
            counts = counts.model_copy(update={"step": counts.step * block, "offset": counts.step * (block - 1) + 1})
            self._ensure_windows(counts)
        return Facts(
            folder=folder,
            pipeline=kind,
            slots={_PLAIN: Slots(), _PICTURED: pictured}.get(kind, Slots(first=True, last=True, video=True)),
            frames=counts,
            sizes=sizes.model_copy(update={"usual": "960x544", "legal": ("960x544", "544x960")}),
            parts=parts,
            traits=frozenset({"forcing"} if forcing else ()) | frozenset({"blocks"} if block > 1 else ()),
        )

    def _window(self) -> int:
        """The option, else as many pictures as the checkpoint was trained with."""
        card = self.known()
        return self.window or (card.frames.usual if card and card.frames else _USUAL)

    def identity(self) -> dict[str, object]:
        """The recipe with the window that is meant."""
        return {**super().identity(), "window": self._window()}

    def _block(self, transformer: checkpoint.Config) -> int:
        return self.causal_block_size or checkpoint.whole(transformer.get("num_frame_per_block"), 1)

    def _ensure_windows(self, law: FrameLaw) -> None:
        """Refuse windows that the law of counts has no room for."""
        for name, count in (("window", self._window()), ("overlap_history", self.overlap_history)):
            if law.legal(count) != count:
                raise Unsupported(
                    f"{name}={count} is no count that the model makes; the next one is {law.legal(count)}"
                )
        if self._window() <= max(self.overlap_history, self.looks_back):
            most = max(self.overlap_history, self.looks_back)
            raise Unsupported(f"window={self._window()} leaves nothing to make beside {most} pictures that it is shown")

    def sampling_guidance(self, usual: float | None = None) -> float:
        """Six, or five from a picture, where no card says otherwise."""
        return super().sampling_guidance(5.0 if self.known() is None and self.facts().pipeline == _PICTURED else usual)

    def can(self) -> Capabilities:
        """Takes go into one call, but where noise is drawn that no seed of theirs decides."""
        can = super().can()
        return can.model_copy(update={"takes": not can.context})

    def check(self, request: ClipRequest) -> None:
        """Refuse what its pipelines do not take together."""
        facts, label = self.facts(), self.label()
        if self.cache is not None and "forcing" in facts.traits:
            raise Unsupported(f"'{label}' has a clock for each latent frame, which no step cache follows; remove cache")
        super().check(request)
        if "forcing" not in facts.traits:
            return
        if request.context is not None and (request.first is not None or request.last is not None):
            raise Unsupported(
                f"'{label}' goes on from a clip or holds pictures, not both; set boundary: cut, or remove the keyframes"
            )
        if request.last is not None and request.first is None:
            raise Unsupported(f"'{label}' holds a last picture beside a first one; set keyframes.first as well")
        if request.first is not None and "blocks" in facts.traits:
            raise Unsupported(f"'{label}' cannot hold a first picture in blocks of frames; remove causal_block_size")
        needed = counts.needed(request.frames, Fraction(request.rate), Fraction(self.trained_fps()))
        if request.last is not None and facts.frames.legal(needed) > self._window():
            raise Unsupported(
                f"'{label}' holds a last picture in one window of {self._window()} pictures; shorten the shot, "
                "remove keyframes.last, or allow more with ?window= behind the model's name"
            )

    def pipeline_of(self, facts: Facts, request: ClipRequest) -> str:
        """By what it starts from."""
        if "forcing" not in facts.traits:
            return _PICTURED if request.first is not None else _PLAIN
        if request.context is not None:
            return "SkyReelsV2DiffusionForcingVideoToVideoPipeline"
        return "SkyReelsV2DiffusionForcingImageToVideoPipeline" if request.first is not None else _FORCING

    def arguments(self, pipeline: Any, call: Call) -> dict[str, Any]:
        """Size, count, guidance, the pictures at the ends or the clip before, and how windows are made."""
        arguments = self.sampling(call)
        for name, media in (("image", call.request.first), ("last_image", call.request.last)):
            if media is not None:
                arguments[name] = call.picture(media)
        if "forcing" not in call.facts.traits:
            return arguments
        if call.before:
            arguments["video"] = list(call.before)
        if self.pipeline_of(call.facts, call.request) == _FORCING:
            arguments["prompt"] = None
        joined = bool(call.before) or call.count > self._window()
        if joined and self.addnoise_condition:
            _settle_noise(call.seeds[0])
        return arguments | {
            "num_frames": self._count(call),
            "base_num_frames": min(self._window(), call.count),
            "overlap_history": self._shown(call) if joined else None,
            "addnoise_condition": self.addnoise_condition if joined else 0,
            "ar_step": self.ar_step,
            "causal_block_size": self.causal_block_size,
            "fps": call.fps,
        }

    def rounds(self, call: Call) -> int:
        """In blocks that lag behind one another a window takes longer; and there may be several windows."""
        if "forcing" not in call.facts.traits:
            return call.steps
        every = _every(call)
        block = call.facts.frames.step // every
        ready = len(call.before) or (1 if call.request.first is not None else 0)
        total = made = 0
        while made < self._count(call):
            overlap = self._shown(call) if made else 0
            end = min(made - overlap + self._window(), self._count(call))
            blocks = _latents(end - made + overlap, every) // block
            done = _latents(overlap or ready, every) // block
            total += call.steps + self.ar_step * (blocks - done - 1)
            made = end
        return total

    def settled(self, pipeline: Any, made: Any, call: Call, generator: Any) -> Any:
        """Without what lies behind the clip: the latent frame of a last picture, the rest of the last window."""
        return made[:, :, : _latents(call.count, _every(call))]

    def _count(self, call: Call) -> int:
        """Pictures that are made: whole windows after a first picture, for that pipeline cannot make a shorter one."""
        if call.request.first is None or call.count <= self._window():
            return call.count
        fresh = self._window() - self._shown(call)
        return self._window() + math.ceil((call.count - self._window()) / fresh) * fresh

    def _shown(self, call: Call) -> int:
        """Pictures that a window is shown: never fewer than of the clip before, all of which it makes again."""
        return max(self.overlap_history, len(call.before))


def _every(call: Call) -> int:
    """Pictures in a latent frame, but for the first one."""
    return call.facts.frames.step - call.facts.frames.offset + 1


def _latents(pictures: int, every: int) -> int:
    """Latent frames that hold these pictures: one for the first, and one for `every` more."""
    return (pictures - 1) // every + 1 if pictures else 0


def _settle_noise(seed: int) -> None:
    """These pipelines draw the noise on what they are shown from torch's own generator: the same for the same seed."""
    import torch

    torch.manual_seed(seed % 2**63)


BACKEND = SkyReels
