"""What all backends that run a diffusers checkpoint have in common: its options, its identity, what is refused in advance.

pictures: wan2.2-ti2v-5b                        # a card of the catalogue
pictures: wan2.2-ti2v-5b?effort=fine            # with options
pictures: wan:checkpoints/my-wan?steps=20       # a folder, or owner/name of a repository that is downloaded
"""

from abc import abstractmethod
from collections.abc import Sequence
from pathlib import Path
from typing import Any, ClassVar, Literal, Self

from pydantic import BaseModel, Field, PrivateAttr, field_validator, model_validator

from generation.card import Adherence, Card, Effort
from generation.diffusion import sampling
from generation.diffusion.checkpoints import checkpoint, elsewhere, weights
from generation.diffusion.checkpoints.elsewhere import Part
from generation.diffusion.facts import Facts
from generation.diffusion.levers import options
from generation.errors import BackendFailure, Unsupported

Loading = Literal["auto", "float32", "bfloat16", "float16"]
Offload = Literal["auto", "none", "model", "group"]
Quantise = Literal["auto", "none", "float8", "int8", "int4"]
Retime = Literal["repeat", "blend", "motion"]

RESULT_FREE = frozenset({"model", "card", "revision", "offload", "attention", "compile", "overlap", "longest"})
"""Options that change no picture (or only its last bit), and where the model lies: not in the identity as they are written."""


class DiffusionRecipe(BaseModel):
    """Options of a model that lies on this machine as a diffusers checkpoint."""

    name: ClassVar[str]
    version: ClassVar[int]
    runs: ClassVar[tuple[str, ...]]
    """Pipeline classes whose checkpoints this backend runs."""
    text_parts: ClassVar[tuple[str, ...]] = ("text_encoder", "tokenizer")
    """Parts that only read the prompts, and can leave the device when all are read."""
    elsewhere: ClassVar[tuple[Part, ...]] = ()
    """Parts that may lie in other folders than the checkpoint's."""
    unused: ClassVar[tuple[str, ...]] = ()
    """Parts that a checkpoint may have and nothing here asks: they are not loaded."""
    exact: ClassVar[tuple[str, ...]] = ("vae", "image_encoder")
    """Parts that stay in 32 bits at any precision: rounding in them is seen in the pictures."""

    usual_steps: ClassVar[int] = 30
    usual_guidance: ClassVar[float] = 5.0
    """What the makers of a family take, where no card says it."""
    tiles: ClassVar[bool] = True
    """Whether its decoder can work in tiles."""

    model: str = Field(
        default="", description="the folder of a checkpoint, or owner/name of a repository on Hugging Face"
    )
    revision: str = Field(default="main", description="branch, tag or commit of a repository")
    card: str = Field(default="", description="the card of the catalogue that says the numbers below")
    effort: Effort = Field(default="balanced", description="how much work goes into it: draft, balanced or fine")
    adherence: Adherence = Field(
        default="balanced", description="how closely it keeps to the prompt: creative, balanced or strict"
    )
    steps: int | None = Field(default=None, ge=1, le=1000, description="denoising steps, in place of effort")
    guidance: float | None = Field(default=None, ge=0, description="a number in place of adherence")
    scheduler: str | None = Field(default=None, description="a class of diffusers, in place of the checkpoint's own")
    shift: float | None = Field(default=None, gt=0, description="how much of the denoising goes into the layout")
    precision: Loading = Field(default="auto", description="auto: 16 bits on a GPU, 32 on a processor")
    quantise: Quantise = Field(
        default="auto", description="weights of the denoiser in fewer bits; auto: float8 where memory asks for it"
    )
    offload: Offload = Field(default="auto", description="where the parts wait that are not at work")
    tiling: bool | None = Field(default=None, description="decode in tiles: less memory, faint seams")
    cache: str | None = Field(default=None, description="a step cache, e.g. first-block:0.08")
    attention: str | None = Field(default=None, description="an attention backend of diffusers, e.g. sage")
    compile: bool = Field(default=False, description="compile the denoiser: slow at first, then faster")
    overlap: bool = Field(default=True, description="decode and write a clip while the next one is made")
    lora: str | None = Field(
        default=None, description="weights for fewer steps or another look: a .safetensors file (two, with a comma)"
    )
    lora_strength: float = Field(default=1.0, ge=0, le=2, description="how much the weights of lora count")
    gguf: str | None = Field(default=None, description="the denoiser from a .gguf file (two, with a comma)")
    _facts: Facts | None = PrivateAttr(default=None)
    _below: int = PrivateAttr(default=0)

    @field_validator("model")
    @classmethod
    def _absolute(cls, model: str) -> str:
        folder = checkpoint.folder_said(model)
        return str(folder.absolute()) if folder.is_dir() else model

    @field_validator("lora", "gguf")
    @classmethod
    def _files(cls, said: str | None) -> str | None:
        return ",".join(map(str, options.files_of(said))) or None

    @model_validator(mode="after")
    def _usable(self) -> Self:
        """Refuse what can never work. A checkpoint that the catalogue knows may still be missing: `load` needs it."""
        if not self._model():
            raise Unsupported(
                f"'{self.name}' needs a model: {self.name}:<folder> or {self.name}:<owner/name>, or the name of a card"
                f"{_such_as(self.name)}"
            )
        if self.located() is not None:
            self.facts()
        elif self.known() is None:
            raise BackendFailure(f"there is no folder {Path(self.model).absolute()}, and {self.fetch()}")
        options.check(self)
        sampling.check(self)
        if self.guidance is not None and self.guidance > 1 and self.unguided():
            raise Unsupported(f"'{self.label()}' is distilled and cannot be guided; leave ?guidance= out")
        return self

    @abstractmethod
    def read(self, folder: Path, index: checkpoint.Config) -> Facts:
        """Read what a checkpoint of `runs` is, from its configuration files alone; every part is there and safe.

        Raises:
            BackendFailure: if files are missing or damaged.
            Unsupported: if this backend cannot run it.
        """

    def known(self) -> Card | None:
        """The card of this model, where the catalogue has one."""
        from generation.catalogue import known_card

        return known_card(self.card)

    def located(self) -> Path | None:
        """The folder of the checkpoint, or None while it is not on this machine."""
        return checkpoint.located(self._model(), self._revision())

    def facts(self) -> Facts:
        """What the checkpoint is: from its own files where they are, else from its card."""
        if self._facts is not None:
            return self._facts
        folder, card = self.located(), self.known()
        if folder is None:
            assert card is not None
            return Facts.of_card(card)
        index = checkpoint.index(folder)
        kind = str(index.get("_class_name"))
        if kind not in self.runs:
            raise Unsupported(f"{folder} holds a {kind}; '{self.name}' runs {' and '.join(self.runs)}")
        checkpoint.ensure_safe(folder, index)
        with checkpoint.understood(folder):
            return self.read(folder, index).told(card)

    def unguided(self) -> bool:
        """Whether it was distilled to work without guidance, and cannot be guided."""
        card = self.known()
        return card is not None and card.guidance is not None and card.guidance.by == "none"

    def with_facts(self, facts: Facts) -> Self:
        """This recipe while its checkpoint is in memory: the files are not looked at again, whatever becomes of them."""
        loaded = self.model_copy()
        loaded._facts = facts
        return loaded

    def held_below(self, size: int) -> Self:
        """This recipe, by a memory plan whose calls take less than so many bytes of the device."""
        less = self.model_copy()
        less._below = size
        return less

    def holding(self) -> str:
        """The bytes that its memory plan must stay below, if it must."""
        return f" in less than {self._below} bytes" if self._below else ""

    @property
    def below(self) -> int:
        """Bytes of the device that its memory plan must stay below; 0 where the plan is free."""
        return self._below

    def sampling_steps(self, usual: int | None = None) -> int:
        """How many denoising steps: the option, else what the card says for this effort, else a share of the usual ones."""
        if self.steps is not None:
            return self.steps
        card = self.known()
        if card is not None and card.steps is not None:
            return getattr(card.steps, self.effort)
        return max(1, round((usual or self.usual_steps) * {"draft": 0.4, "balanced": 1.0, "fine": 1.6}[self.effort]))

    def sampling_guidance(self, usual: float | None = None) -> float:
        """How strong the guidance is: the option, else what the card says for this adherence."""
        if self.guidance is not None:
            return self.guidance
        card = self.known()
        if card is not None and card.guidance is not None:
            return getattr(card.guidance, self.adherence)
        usual = usual or self.usual_guidance
        return 1 + (usual - 1) * {"creative": 0.7, "balanced": 1.0, "strict": 1.4}[self.adherence]

    def require(self) -> None:
        """Refuse where the packages or the checkpoint are missing, or its weights are not whole."""
        from generation.diffusion.loading import ensure_installed

        ensure_installed()
        options.require(self)
        folder = self.located()
        if folder is None:
            raise BackendFailure(self.fetch())
        self._ensure_whole(folder)
        elsewhere.require(self)

    def _ensure_whole(self, folder: Path) -> None:
        """Refuse weights that are missing or are not what their tables say, of all parts that are loaded."""
        others = {part.name for part in self.elsewhere if part.said(self) is not None}
        if (folder / "model_index.json").is_file():
            for name, (_, kind) in checkpoint.components(checkpoint.index(folder)).items():
                if name not in self.unused and name not in others:
                    weights.ensure_whole(folder / name, kind)
        else:
            weights.ensure_whole(folder, "")

    def identity(self) -> dict[str, object]:
        """The checkpoint by its content, or by repository and revision while it is not on this machine."""
        folder = self.located()
        model = self.digest(folder) if folder else f"{self._model()}@{self._revision()}"
        found = {key: value for key, value in self.model_dump(mode="json").items() if key not in RESULT_FREE}
        found |= {"steps": self.sampling_steps(), "guidance": self.sampling_guidance()}
        del found["effort"], found["adherence"]
        found |= {**options.identities(self), **elsewhere.identities(self)}
        return {"name": self.name, "version": self.version, "model": model, **found}

    def digest(self, folder: Path) -> str:
        """What tells this checkpoint from any other, by its content."""
        return checkpoint.digest(folder)

    def tokenizer(self) -> Path | None:
        """The checkpoint's folder, which has its tokenizer beside its weights."""
        return self.located()

    def label(self) -> str:
        """What it is called in a message."""
        return self.card or Path(self.model).name

    def fetch(self) -> str:
        """Say that the checkpoint is missing, and how to get it."""
        name = self._model()
        if self.card:
            return f"the checkpoint {name} is not on this machine; download it with: filmwright models pull {self.card}"
        revision = "" if self.revision == "main" else f" --revision {self.revision}"
        return (
            f"the checkpoint {name} is not on this machine; download it with: filmwright models pull {name}{revision}"
        )

    def _model(self) -> str:
        card = self.known()
        return self.model or (card.model if card else "")

    def _revision(self) -> str:
        card = self.known()
        return card.revision if card and not self.model and self.revision == "main" else self.revision

    def reads_apart(self) -> bool:
        """Whether every prompt is read by `words`, so that no call needs the parts that read."""
        return type(self).words is not DiffusionRecipe.words

    # What a family does with its pipelines. These run where the model is loaded, and import what they need.

    def denoisers(self, pipeline: Any) -> Sequence[Any]:
        """The models that run once a step (or twice, with guidance): progress and cancelling hang on them."""
        found = (getattr(pipeline, name, None) for name in ("transformer", "transformer_2", "unet"))
        return [part for part in found if part is not None]

    def passes(self, pipeline: Any, guidance: float) -> int:
        """How often a denoiser runs in each step: twice where guidance takes a pass of its own."""
        return 1

    def assembled(self, cls: Any, parts: dict[str, Any]) -> Any:
        """A pipeline from the parts that are loaded; a family may have it made by another driver."""
        return cls(**parts)

    def ready(self, pipeline: Any) -> None:
        """Set a pipeline up after it was loaded, or made from the parts of another."""

    def words(self, pipeline: Any, prompt: str, negative: str) -> dict[str, Any] | None:
        """Read a prompt once for all calls: arguments of the call in place of `prompt` and `negative_prompt`.

        None where the pipeline cannot be given what it read before; then each call reads its own.
        """
        return None


def _such_as(backend: str) -> str:
    """A card of a family that nothing took the place of, where there is one."""
    from generation.catalogue import cards

    found = [card for card in cards().values() if card.backend == backend]
    newest = [card.name for card in found if not card.superseded_by] or [card.name for card in found]
    return f", e.g. {newest[-1]}" if newest else ""
