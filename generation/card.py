"""A model card: what is known of one checkpoint, in the file `models/<name>.yaml`. Plain values; imports nothing heavy.

The laws of a checkpoint that is on this machine are read from its own files; a card says them for one that is not, and the
rest for both: which numbers its makers use, what it costs, and what its licence allows.
"""

import math
from datetime import date
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

Effort = Literal["draft", "balanced", "fine"]
Adherence = Literal["creative", "balanced", "strict"]
Precision = Literal["float32", "bfloat16", "float16", "float8", "int8", "int4"]
Role = Literal[
    "quality", "speed", "flexibility", "reliability", "low-memory", "sound", "long", "people", "songs", "effects"
]
"""What a checkpoint is chosen for; a judgement of the day that its card was checked.

`people` are stills of the same people again and again, `songs` and `effects` are for sound.
"""

BITS: dict[Precision, float] = {"float32": 32, "bfloat16": 16, "float16": 16, "float8": 8, "int8": 8, "int4": 4.5}
"""Bits that a weight takes in memory; four-bit weights carry their scales with them."""

_TAKE_NOISE = frozenset(
    {
        "DDIMScheduler",
        "DDPMScheduler",
        "PNDMScheduler",
        "LMSDiscreteScheduler",
        "EulerDiscreteScheduler",
        "EulerAncestralDiscreteScheduler",
        "HeunDiscreteScheduler",
        "KDPM2DiscreteScheduler",
        "KDPM2AncestralDiscreteScheduler",
        "LCMScheduler",
        "TCDScheduler",
        "CogVideoXDDIMScheduler",
        "CogVideoXDPMScheduler",
    }
)
_TAKE_EITHER = frozenset(
    {
        "UniPCMultistepScheduler",
        "DPMSolverMultistepScheduler",
        "DPMSolverSinglestepScheduler",
        "DEISMultistepScheduler",
        "SASolverScheduler",
    }
)
"""These follow a flow where their settings say so."""

DENOISERS = ("transformer", "transformer_2", "unet", "decoder")
"""Parts that run once a step."""


class Value(BaseModel):
    """A frozen part of a card; unknown keys are an error."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Slots(Value):
    """What conditions a clip or a still."""

    text: bool = Field(default=True, description="it can start from words alone")
    first: bool = Field(default=False, description="a picture as the first frame")
    last: bool = Field(default=False, description="a picture as the last frame")
    both: bool = Field(default=False, description="never one of the two without the other")
    keyframes: Literal["none", "pixel", "latent"] = Field(
        default="none", description="pictures anywhere between, counted in frames or in latent frames"
    )
    references: int = Field(default=0, ge=0, description="most pictures of people and things that it can be shown")
    video: bool = Field(default=False, description="a clip to go on from, or to change")
    mask: bool = Field(default=False, description="what of the video is to be made anew")
    audio: bool = Field(default=False, description="sound that the picture follows")
    camera: bool = Field(default=False, description="a path of the camera as numbers")


class FrameLaw(Value):
    """Counts of pictures that a clip model makes: `step * k + offset`, or one of `exactly`."""

    step: int = Field(default=4, ge=1)
    offset: int = Field(default=1, ge=0)
    exactly: tuple[int, ...] = Field(default=(), description="the only counts, where no formula gives them")
    usual: int = Field(default=81, ge=1, description="how many its makers ask it for")
    most: int | None = Field(default=None, ge=1, description="after how many pictures a clip falls apart")
    fps: int = Field(default=16, ge=1, description="frames a second that it was trained with")
    takes_fps: bool = Field(default=False, description="whether the call is told the rate")

    def legal(self, needed: int) -> int:
        """Return the smallest legal count that is at least `needed`; the largest there is, where all are smaller."""
        if self.exactly:
            return next((count for count in sorted(self.exactly) if count >= needed), max(self.exactly))
        return max(0, math.ceil((needed - self.offset) / self.step)) * self.step + self.offset


class SizeLaw(Value):
    """Sizes that a model makes pictures in."""

    multiple: int = Field(default=16, ge=1, description="sides are multiples of this")
    patch: int = Field(default=16, ge=1, description="pixels of a side that one token of the denoiser stands for")
    usual: Annotated[str, Field(pattern=r"^\d+x\d+$")] = "832x480"
    legal: tuple[Annotated[str, Field(pattern=r"^\d+x\d+$")], ...] = Field(
        default=(), description="sizes that it was trained with; others in between work less well"
    )
    only: bool = Field(default=False, description="whether it makes no other sizes than these")
    fit: Literal["stretch", "crop", "binned"] = Field(
        default="stretch", description="what the pipeline does to pictures of another shape; we crop them before"
    )

    @property
    def area(self) -> int:
        """Pixels of the largest size that it was trained with."""
        return max(_pixels(size) for size in (*self.legal, self.usual))


class Steps(Value):
    """Denoising steps for each effort."""

    draft: int = Field(ge=1)
    balanced: int = Field(ge=1)
    fine: int = Field(ge=1)


class Guidance(Value):
    """How strictly the prompt is followed, in the model's own numbers."""

    creative: float
    balanced: float
    strict: float
    by: Literal["argument", "guider", "embedded", "none"] = Field(
        default="argument",
        description="an argument of the call, a component of the pipeline, a number that the model was distilled with, or "
        "not at all; only the first two weigh the prompt against a negative one",
    )
    off: str = Field(default="guidance_scale=1", description="what really switches it off")


class Licence(Value):
    """What may be done with a checkpoint and what it makes; not legal advice."""

    name: str
    link: str
    commercial: Literal["yes", "limited", "no"]
    not_in: tuple[str, ...] = Field(default=(), description="regions that it grants no rights in, e.g. EU")
    gated: bool = Field(default=False, description="whether its page asks for an agreement before it is downloaded")
    note: str = ""


class Card(Value):
    """One checkpoint."""

    name: Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9.-]*$")]
    title: str = Field(description="its full name, as its makers write it")
    about: str = Field(default="", description="what it is for, in one sentence")
    kind: Literal["clips", "stills", "scores"] = "clips"
    backend: str = Field(description="the backend that runs it")
    model: Annotated[str, Field(pattern=r"^[\w.-]+/[\w.-]+$")] = Field(
        description="owner/name of its repository on Hugging Face"
    )
    revision: str = "main"
    driver: Literal["pipeline", "modular", "transformers"] = "pipeline"
    also: dict[str, str] = Field(
        default_factory=dict, description="further repositories that it needs, by the part that comes from there"
    )
    pipelines: tuple[str, ...] = Field(description="the classes that it runs in, by what they start from")
    options: dict[str, object] = Field(default_factory=dict, description="options of the backend that it needs")
    dialect: str = Field(default="", description="the prompt dialect that it was trained on")
    slots: Slots = Slots()
    frames: FrameLaw | None = None
    sizes: SizeLaw | None = None
    steps: Steps | None = None
    guidance: Guidance | None = None
    learnt: Literal["flow", "noise", ""] = Field(
        default="", description="what its denoiser was trained to give: the flow to the picture, or the noise in it"
    )
    schedulers: tuple[str, ...] = Field(default=(), description="classes that it can be sampled with, its own first")
    refused: dict[str, str] = Field(
        default_factory=dict, description="schedulers that it cannot use for reasons of its own, and why"
    )
    negative: bool = Field(default=True, description="whether it listens to a negative prompt")
    batching: Literal["none", "takes", "prompts"] = Field(
        default="none", description="what goes into one call: nothing, takes of one shot, or different prompts"
    )
    cancel: Literal["callback", "hook"] = "hook"
    cache: tuple[str, ...] = Field(default=(), description="step caches that are known to act on it")
    distilled: dict[str, str] = Field(
        default_factory=dict, description="LoRAs that make it need few steps: name, and where it is"
    )
    sound: int | None = Field(default=None, description="rate in Hz of the sound that it makes itself")
    seconds: float | None = Field(default=None, description="a score: the longest piece it makes in one go")
    weights: dict[str, float] = Field(description="billions of parameters of each part")
    working_gb: float = Field(default=4.0, description="memory beside the weights, for the usual size and count")
    stills: str = Field(default="", description="the card of the still model that suits its keyframes")
    roles: tuple[Role, ...] = Field(default=(), description="what it is chosen for")
    speed: str = Field(default="", description="what was measured, by whom, on what")
    licence: Licence
    link: str
    sources: tuple[str, ...] = Field(default=(), description="where the facts are from")
    checked: date
    superseded_by: str = ""
    note: str = ""

    @property
    def longest(self) -> float | None:
        """Seconds that one clip or piece may last; None where there is no such end, or it is not known."""
        if self.seconds is not None or self.frames is None or self.frames.most is None:
            return self.seconds
        return self.frames.most / self.frames.fps

    @property
    def starts_from_picture(self) -> bool:
        """Whether a clip can, or must, begin with a picture that a still model draws."""
        return self.kind == "clips" and (self.slots.first or self.slots.keyframes != "none")

    @property
    def denoiser(self) -> float:
        """Billions of weights that are run through at a time, once a step."""
        return max((size for part, size in self.weights.items() if part in DENOISERS), default=0.0)

    @property
    def passes(self) -> int:
        """How often the denoiser is run in a step."""
        guided = self.guidance is not None and self.guidance.by in ("argument", "guider")
        return 2 if guided and self.guidance is not None and self.guidance.balanced > 1 else 1

    @property
    def work(self) -> float:
        """Quadrillions (10^15) of operations for a second of a clip, or for one still, in its usual size at balanced effort.

        What attention takes is left out, so it is too small, and for large pictures much too small; it tells fast models
        from slow ones.
        """
        tokens = _pixels(self.sizes.usual) / self.sizes.patch**2 if self.sizes else 0.0
        tokens *= self.frames.fps / self.frames.step if self.frames else 1
        return 2 * self.denoiser * tokens * (self.steps.balanced if self.steps else 1) * self.passes / 1e6

    def refuses(self, scheduler: str) -> str | None:
        """Why it cannot be sampled with a scheduler (a class of diffusers), or None."""
        if scheduler in self.schedulers or not self.schedulers:
            return None
        if scheduler in self.refused:
            return self.refused[scheduler]
        if self.learnt == "flow" and scheduler in _TAKE_NOISE:
            return "it takes noise away, and this model was trained to follow a flow"
        if self.learnt == "flow" and scheduler in _TAKE_EITHER:
            return "the checkpoint's settings do not tell it to follow a flow, so it would take the flow for noise"
        if self.learnt == "noise" and scheduler.startswith("FlowMatch"):
            return "it follows a flow, and this model was trained to take noise away"
        return "it is not known to work with this model"

    def weights_gb(self, precision: Precision = "bfloat16", part: str | None = None) -> float:
        """Gigabytes (10^9 bytes) of the weights, or of one part of them, at a precision."""
        billions = self.weights[part] if part else sum(self.weights.values())
        return billions * BITS[precision] / 8


def _pixels(size: str) -> int:
    width, height = size.split("x")
    return int(width) * int(height)
