"""`wan`: video from text, and from a first and a last picture, by a checkpoint of the Wan family on this machine.

pictures: wan2.2-ti2v-5b                        # a card of the catalogue
pictures: wan:checkpoints/my-wan?steps=20       # a folder, or owner/name of a repository that is downloaded
"""

from collections.abc import Callable, Generator
from contextlib import contextmanager
from fractions import Fraction
from pathlib import Path
from typing import ClassVar, Literal

from pydantic import Field, field_validator, model_validator

from generation.backend import Capabilities, ClipBackend, Progress
from generation.diffusion import checkpoint
from generation.diffusion.loading import Offload, Precision
from generation.diffusion.wan_family import SLOTS, Facts, Slots, read
from generation.errors import BackendFailure, Unsupported
from generation.requests import ClipRequest
from generation.results import Clip

_RESULT_FREE = ("model", "revision", "conditioning", "offload", "longest", "fps")
"""Options that are not in the identity as they are written: where the model lies, and what changes no picture."""


class Wan(ClipBackend):
    """Holds one checkpoint of the Wan family."""

    name: ClassVar[str] = "wan"
    version: ClassVar[int] = 1
    dialect: ClassVar[str] = "wan-2.2"

    model: str = Field(
        default="", description="the folder of a checkpoint, or owner/name of a repository on Hugging Face"
    )
    revision: str = Field(default="main", description="branch, tag or commit of a repository")
    conditioning: Literal["auto", "text", "text-or-first", "first", "first-and-last", "first-or-both"] = Field(
        default="auto", description="which pictures the model takes; read from the checkpoint if it is on this machine"
    )
    steps: int = Field(default=50, ge=1, le=1000)
    guidance: float = Field(default=5.0, ge=0, description="how strictly the prompt is followed; 1 switches it off")
    guidance_low: float | None = Field(default=None, ge=0, description="the same for the second expert of Wan 2.2")
    flow_shift: float | None = Field(
        default=None, gt=0, description="3 suits 480p, 5 suits 720p; else the checkpoint's"
    )
    precision: Precision = "auto"
    offload: Offload = Field(default="auto", description="which parts wait in main memory: none, model or group")
    tiling: bool = Field(default=False, description="decode in tiles: less memory, faint seams")
    fps: int | None = Field(default=None, gt=0, description="frames a second that the model was trained with")
    area: int | None = Field(default=None, gt=0, description="pixels of the largest picture that it was trained with")
    longest: float = Field(default=10.0, gt=0, description="seconds after which its clips fall apart")

    @field_validator("model")
    @classmethod
    def _absolute(cls, model: str) -> str:
        folder = checkpoint.folder_said(model)
        return str(folder.absolute()) if folder.is_dir() else model

    @model_validator(mode="after")
    def _usable(self) -> "Wan":
        """Refuse what can never work. A checkpoint that the catalogue knows may still be missing: `load` needs it."""
        if not self.model:
            raise BackendFailure("'wan' needs a model: wan:<folder> or wan:<owner/name>, or the name of a card instead")
        if self._facts() is None and self.conditioning == "auto":
            raise BackendFailure(f"there is no folder {Path(self.model).absolute()}, and {self._fetch()}")
        return self

    def can(self) -> Capabilities:
        """What this checkpoint can do: read from its files, or from its card."""
        slots = self._slots()
        return Capabilities(
            first_frame=slots.first,
            needs_first=not slots.text,
            last_frame=slots.last,
            prompt=True,
            longest=self.longest,
            source_type="trainedAlgorithmicMedia",
            processes="one",
        )

    def speaks(self) -> str:
        """Wan 2.1 and 2.2 are told things in different words; the older one sees its pictures through an image encoder."""
        facts = self._facts()
        if facts is not None:
            return "wan-2.2" if facts.expanded or facts.two_experts else "wan-2.1"
        newer = self.guidance_low is not None or self.conditioning in ("text-or-first", "first-or-both")
        return "wan-2.2" if newer else "wan-2.1"

    def tokenizer(self) -> Path | None:
        """The checkpoint's folder, which has its tokenizer beside its weights."""
        facts = self._facts()
        return facts.folder if facts else None

    def check(self, request: ClipRequest) -> None:
        """Refuse shots that are too long, and keyframes that the checkpoint cannot hold or cannot do without."""
        super().check(request)
        slots = self._slots()
        label = Path(self.model).name
        if request.first is None and (not slots.text or request.last is not None):
            raise Unsupported(f"'{label}' starts from a picture; set keyframes.first to generate or to a file")
        if request.last is None and slots.both:
            raise Unsupported(f"'{label}' goes from a first to a last picture; set keyframes.last as well")
        seconds = float(request.frames / Fraction(request.rate))
        if seconds > self.longest:
            raise Unsupported(
                f"the shot takes {seconds:.1f} s and '{label}' holds together for {self.longest:g} s; "
                "shorten it, split it and continue (boundary: continue), or allow it with ?longest= behind the model's name"
            )

    def identity(self) -> dict[str, object]:
        """The checkpoint by its content, or by repository and revision while it is not on this machine."""
        facts = self._facts()
        options = {key: value for key, value in self.model_dump(mode="json").items() if key not in _RESULT_FREE}
        model = checkpoint.digest(facts.folder) if facts else f"{self.model}@{self.revision}"
        return {"name": self.name, "version": self.version, "model": model, "fps": self._fps(), **options}

    def require(self) -> None:
        """Refuse where the packages or the checkpoint are missing."""
        from generation.diffusion.loading import ensure_installed

        ensure_installed()
        if self._facts() is None:
            raise BackendFailure(self._fetch())

    @contextmanager
    def load(self) -> Generator[Callable[[ClipRequest, Progress], Clip], None, None]:
        """Load the checkpoint and hold it on the device; free it on exit."""
        from generation.diffusion.wan_pipeline import Sampling, WanPipelines

        self.require()
        facts = self._facts()
        assert facts is not None
        pipelines = WanPipelines(facts, self.precision, self.offload)
        sampling = Sampling(self.steps, self.guidance, self.guidance_low, self._fps(), self.area)

        def make(request: ClipRequest, progress: Progress) -> Clip:
            self.check(request)
            return Clip(pipelines.frames(request, sampling, progress))

        try:
            if self.flow_shift is not None:
                pipelines.shift(self.flow_shift)
            if self.tiling:
                pipelines.tile()
            yield make
        finally:
            pipelines.close()

    def _facts(self) -> Facts | None:
        """The checkpoint's own word, or None while it is not on this machine."""
        folder = checkpoint.located(self.model, self.revision)
        return read(folder) if folder else None

    def _slots(self) -> Slots:
        facts = self._facts()
        kind = facts.conditioning if facts else self.conditioning
        return SLOTS["text" if kind == "auto" else kind]

    def _fps(self) -> int:
        facts = self._facts()
        return self.fps or (facts.fps if facts else 16)

    def _fetch(self) -> str:
        revision = "" if self.revision == "main" else f" --revision {self.revision}"
        return (
            f"the checkpoint {self.model} is not on this machine; download it with: hf download {self.model}{revision}"
        )


BACKEND = Wan
