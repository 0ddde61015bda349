"""The memory plan: how a model is held on a machine, decided before anything is loaded, from sizes alone.

All prompts are read first, and then the parts that read them leave the device. So what must fit at a time is the larger of the
two: those parts, or all the others with the memory that a clip takes while it is made. Where that does not fit, the plan goes
down a ladder, each rung slower than the one above it. What a person sets stays as it is set.

Sizes of weights are exact. What a clip takes beside them is the card's figure for the usual size and count, in proportion to
the pixels that are asked for; it is an estimate.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal, cast

from generation.card import Card, Precision
from generation.diffusion.memory import weighing
from generation.diffusion.memory.weighing import Part
from generation.machine import GB, TAKEN, Machine

if TYPE_CHECKING:
    from generation.diffusion.recipe import DiffusionRecipe

Numbers = Literal["float32", "bfloat16", "float16"]
Quantised = Literal["none", "float8", "int8", "int4"]
Placing = Literal["none", "model", "group"]
Reading = Literal["device", "group", "processor"]

CLASSES = (8, 12, 16, 24, 48, 80)
"""Gigabytes of memory that GPUs are sold with."""

_CONTEXT = GB // 2
"""What torch and the driver take on a GPU before there is any model."""
_MARGIN = 0.03
"""Share of a GPU's memory that is lost between what is used."""
_PROCESS = 2 * GB
"""What the libraries take of the main memory beside a GPU."""
_LIBRARIES = GB // 2
"""What they take where the processor does the work; 0.45 GB were measured."""
_OTHERS = 3 * GB
"""What the system takes of the main memory when nothing else runs."""
_READING = GB // 4
"""What reading a prompt takes beside the weights."""
_USUAL_WORKING, _USUAL_PIXELS, _USUAL_WEIGHTS = 6.0, 832 * 480 * 81, 1.3e9
"""Gigabytes, and pixels of all pictures of a clip, for a checkpoint that has no card; a smaller one than this takes less, in
proportion to its width, which is about the root of its weights."""
_LEAST = 0.15
"""Share of the usual working memory that the smallest clip takes."""
_TILED = 0.6
"""Share of the working memory that is left where pictures are decoded in tiles."""
_DECODING = 0.5
"""Share of the working memory that decoding takes, beside the denoising of the next clip."""


@dataclass(frozen=True)
class Wishes:
    """What a person has set; None is left to the plan."""

    precision: Numbers | None = None
    quantise: Quantised | None = None
    offload: Placing | None = None
    tiling: bool | None = None
    overlap: bool | None = None


@dataclass(frozen=True)
class _Way:
    """One rung of the ladder."""

    quantise: Quantised = "none"
    offload: Placing = "none"
    tiling: bool = False


_LADDER = (
    _Way(),
    _Way(offload="model"),
    _Way(quantise="float8"),
    _Way(quantise="float8", offload="model"),
    _Way(offload="group"),
    _Way(offload="group", tiling=True),
    _Way(quantise="float8", offload="group", tiling=True),
)


@dataclass(frozen=True)
class MemoryPlan:
    """How a model is held. Sizes are bytes; `needed` and `free` are of the device's memory."""

    label: str
    machine: Machine
    precision: Numbers
    quantise: Quantised = "none"
    offload: Placing = "none"
    reading: Reading = "device"
    """Where the prompts are read: on the device, there layer by layer, or on the processor."""
    tiling: bool = False
    overlap: bool = True
    needed: int = 0
    main: int = 0
    """Main memory that is needed beside it."""
    tiles: bool = True
    """Whether its decoder can work in tiles at all."""
    calling: int = 0
    """Of what is needed what a call takes; reading the prompts may take more."""
    least: int = 0
    """What a call takes by the plan of this model that takes least."""

    @property
    def free(self) -> int:
        """What the device has."""
        return self.machine.free

    @property
    def fits(self) -> bool:
        """Whether both memories have room for it, as far as they are known."""
        return self.needed <= _room(self.machine) and self.short_of_main == 0

    @property
    def short_of_main(self) -> int:
        """How much main memory is lacking, where it is known how much there is."""
        return max(0, self.main - self.machine.main_free) if self.machine.main_free else 0

    @property
    def below(self) -> int:
        """What another plan must stay below where this one ran out of memory; 0 where no plan needs less."""
        return self.calling if self.least < self.calling else 0

    @property
    def looks(self) -> tuple[Numbers, Quantised, bool]:
        """What of the plan changes pictures."""
        return self.precision, self.quantise, self.tiling

    def how(self) -> str:
        """How it is held, in words: `bfloat16, layer by layer from main memory, decoding in tiles`."""
        fewer = f", the denoiser in {self.quantise}" if self.quantise != "none" else ""
        where = {"model": ", part by part from main memory", "group": ", layer by layer from main memory"}
        read = {"group": ", prompts read layer by layer", "processor": ", prompts read by the processor"}
        return "".join(
            (
                self.precision,
                fewer,
                where.get(self.offload, ""),
                read.get(self.reading, "") if self.machine.gpu and self.offload != "group" else "",
                ", decoding in tiles" if self.tiling else "",
            )
        )

    def said(self) -> str:
        """One line for a person, before anything is loaded."""
        machine = self.machine
        memory = "main memory" if machine.device == "cpu" else "memory"
        size = "" if machine.name.endswith(" GB") else f" ({round(machine.total / GB)} GB)"
        what = f"{self.label} on {machine.name}{size}: {self.how()}"
        amount = f"about {_gigabytes(self.needed)} GB of {_gigabytes(self.free)} free"
        if self.fits:
            return f"{what}; {amount}"
        if self.needed <= _room(machine):
            return (
                f"{what}; {amount}, but beside it {_gigabytes(self.main)} GB of main memory are needed and "
                f"{_gigabytes(machine.main_free)} are free: close other programs, or take a smaller model"
            )
        return f"{what}; it needs {amount}, so {memory} will probably run out: {self.smaller()}"

    def smaller(self, rest: str = "a smaller format or shorter shots") -> str:
        """What to do when memory runs out all the same: the next rung, by the option that takes it."""
        if not self.machine.gpu:
            return f"take {rest}, a smaller model, or a machine with more memory (filmwright models fit)"
        if self.offload == "none":
            return f"{_option('offload=model')}, or take {rest}"
        if self.offload == "model":
            return f"{_option('offload=group')}, or take {rest}"
        if not self.tiling and self.tiles:
            return f"{_option('tiling=true')}, or take {rest}"
        return f"take {rest}, or a smaller model (filmwright models fit)"


def planned_memory(
    recipe: "DiffusionRecipe", machine: Machine, size: tuple[int, int] | None = None, frames: int | None = None
) -> MemoryPlan:
    """Plan how a recipe's model is held on a machine, for its usual size and count or the ones asked; cheap, no torch.

    Raises:
        GenerationError: if the checkpoint cannot be read.
    """
    card, folder = recipe.known(), recipe.located()
    if folder is not None:
        parts = _with_others(weighing.on_disk(folder, recipe.text_parts, recipe.exact), recipe)
    else:
        assert card is not None
        parts = weighing.of_card(card, recipe.text_parts, recipe.exact)
    parts = tuple(part for part in _from_files(parts, recipe) if part.name not in recipe.unused)
    wishes, work = wishes_of(recipe), working(card, size, frames, parts)
    plan = planned(recipe.label(), parts, machine, wishes, work, recipe.reads_apart(), recipe.below)
    return replace(plan, tiles=recipe.tiles)


def _with_others(parts: Sequence[Part], recipe: "DiffusionRecipe") -> tuple[Part, ...]:
    """The parts of a checkpoint, with those that come from folders of their own in their places."""
    found = {part.name: part for part in parts}
    for other in recipe.elsewhere:
        folder = other.folder(recipe)
        part = weighing.of_folder(other.name, folder, recipe.text_parts, recipe.exact) if folder else None
        if part is not None:
            found[other.name] = part
    return tuple(found.values())


def _from_files(parts: Sequence[Part], recipe: "DiffusionRecipe") -> tuple[Part, ...]:
    """The parts, with the sizes of the GGUF files that denoisers come from."""
    from generation.diffusion.levers.options import files_of

    sizes = iter([file.stat().st_size for file in files_of(recipe.gguf)])
    return tuple(replace(part, fixed=next(sizes, None)) if part.role == "denoiser" else part for part in parts)


def wishes_of(recipe: "DiffusionRecipe") -> Wishes:
    """What the recipe leaves no choice about."""
    return Wishes(
        precision=None if recipe.precision == "auto" else recipe.precision,
        quantise="none" if recipe.gguf else None if recipe.quantise == "auto" else recipe.quantise,
        offload=None if recipe.offload == "auto" else recipe.offload,
        tiling=recipe.tiling if recipe.tiles else False,
        overlap=recipe.overlap if "overlap" in recipe.model_fields_set else None,
    )


def working(
    card: Card | None,
    size: tuple[int, int] | None = None,
    frames: int | None = None,
    parts: Sequence[Part] = (),
) -> int:
    """Bytes that a clip takes beside the weights while it is made; `parts` speak for a checkpoint that has no card."""
    largest = max((part.weights for part in parts if part.role != "text"), default=_USUAL_WEIGHTS)
    usual = card.working_gb if card else _USUAL_WORKING * min(1.0, (largest / _USUAL_WEIGHTS) ** 0.5)
    pixels = _pixels(card)
    asked = pixels
    if size is not None:
        asked = size[0] * size[1] * (frames or (card.frames.usual if card and card.frames else 1))
    elif frames is not None and card and card.frames:
        asked = pixels * frames / card.frames.usual
    return round(usual * GB * max(_LEAST, asked / pixels))


def planned(
    label: str,
    parts: Sequence[Part],
    machine: Machine,
    wishes: Wishes,
    working: int,
    apart: bool = True,
    below: int = 0,
) -> MemoryPlan:
    """Choose the first rung that fits; where none does, the one that needs least.

    What changes pictures (precision, fewer bits, tiles) is chosen for the machine when nothing else runs on it, so that it is
    the same every day; if other programs then take too much, only the placing gives way, as long as it can.
    `apart` says whether prompts are read apart from the calls, so that what reads them need not be there with the others.
    `below`: a plan whose calls take so many bytes of the device ran out of memory; one whose calls take less is taken, if there
    is any, and no copy of the VAE beside it.
    """
    plans = [
        _held(label, parts, machine, precision, way, working, apart)
        for precision in _precisions(machine, wishes)
        for way in _ways(machine, wishes)
    ]
    least = min(plan.calling for plan in plans)
    usual = next((plan for plan in plans if replace(plan, machine=_idle(machine)).fits), None)
    if below:
        plans = [plan for plan in plans if plan.calling < below] or plans
    fitting = [plan for plan in plans if plan.fits]
    same = (plan for plan in fitting if usual is not None and plan.looks == usual.looks)
    chosen = next(same, None) or next(iter(fitting), None) or min(plans, key=_lack)
    overlap = wishes.overlap is True if below else _overlaps(chosen, parts, working, wishes)
    return replace(chosen, overlap=overlap, least=least)


def _lack(plan: MemoryPlan) -> tuple[bool, int, int]:
    """How far a plan is from having room: the device first, for what it lacks cannot be had from a disk."""
    return plan.needed > _room(plan.machine), plan.short_of_main, plan.needed


def _room(machine: Machine) -> int:
    """Bytes of the device that can be filled."""
    return round(machine.free * (1 - _MARGIN)) if machine.gpu else machine.free


def _idle(machine: Machine) -> Machine:
    """The machine when nothing else runs on it."""
    main = max(machine.main_free, machine.main_total - _OTHERS) if machine.main_total else machine.main_free
    if machine.gpu:
        return replace(machine, free=max(machine.free, machine.total - TAKEN), main_free=main)
    return replace(machine, free=max(machine.free, machine.total - _OTHERS), main_free=main)


def _precisions(machine: Machine, wishes: Wishes) -> tuple[Numbers, ...]:
    if wishes.precision is not None:
        return (wishes.precision,)
    return ("float32", "bfloat16") if machine.device == "cpu" else ("bfloat16",)


def _ways(machine: Machine, wishes: Wishes) -> Iterator[_Way]:
    """The rungs that the wishes leave; a device that shares the main memory gains nothing from moving parts away."""
    seen: set[_Way] = set()
    for way in _LADDER if machine.gpu else _LADDER[:1]:
        if machine.gpu and wishes.offload not in (None, way.offload):
            continue
        kept = replace(
            way,
            quantise=wishes.quantise or way.quantise,
            offload=wishes.offload or way.offload,
            tiling=way.tiling if wishes.tiling is None else wishes.tiling,
        )
        if kept not in seen:
            seen.add(kept)
            yield kept


def _held(
    label: str, parts: Sequence[Part], machine: Machine, precision: Numbers, way: _Way, working: int, apart: bool
) -> MemoryPlan:
    """What one rung needs."""
    fewer = None if way.quantise == "none" else cast("Precision", way.quantise)
    weights = {part: part.bytes(precision, fewer) for part in parts}
    layer = max((part.largest_bytes(precision) for part in parts if not (apart and part.role == "text")), default=0)
    text = sum(size for part, size in weights.items() if part.role == "text")
    work = round(working * _TILED) if way.tiling else working
    plan = MemoryPlan(label, machine, precision, way.quantise, way.offload, tiling=way.tiling)
    if not machine.gpu:
        plan = replace(plan, reading="group" if way.offload == "group" else "device")
        needed = sum(weights.values()) + work + (_LIBRARIES if machine.device == "cpu" else 0)
        return replace(plan, needed=needed, calling=needed)
    calling = [size for part, size in weights.items() if not (apart and part.role == "text")]
    at_once = {"none": sum(calling), "model": max(calling, default=0), "group": 2 * layer}[way.offload]
    words = max((part.largest_bytes(precision) for part in parts if part.role == "text"), default=0)
    reading, read = _read(machine, text, words) if apart else ("device", 0)
    waiting = text if way.offload == "none" and apart else 0 if way.offload == "none" else sum(weights.values())
    call = _CONTEXT + at_once + work
    main = waiting + _PROCESS if waiting else 0
    return replace(plan, reading=reading, needed=max(call, read), calling=call, main=main)


def _read(machine: Machine, text: int, layer: int) -> tuple[Reading, int]:
    """Where prompts are read, and what that needs on the device."""
    for where, size in (("device", text), ("group", 2 * layer)):
        if (needed := _CONTEXT + size + _READING) <= _room(machine):
            return cast("Reading", where), needed
    return "processor", 0


def _overlaps(plan: MemoryPlan, parts: Sequence[Part], working: int, wishes: Wishes) -> bool:
    """Whether a copy of the VAE has room beside the denoising, to decode one clip while the next is made."""
    if wishes.overlap is not None:
        return wishes.overlap
    copy = sum(part.bytes(plan.precision) for part in parts if part.name == "vae")
    return plan.offload == "none" and plan.needed + copy + round(working * _DECODING) <= plan.free


def _pixels(card: Card | None) -> int:
    """Pixels of all pictures of a clip (or of the one still) of the usual size."""
    if card is None or card.sizes is None:
        return _USUAL_PIXELS
    width, height = card.sizes.usual.split("x")
    return int(width) * int(height) * (card.frames.usual if card.frames else 1)


def _gigabytes(size: int) -> str:
    return f"{size / GB:.1f}"


def _option(option: str) -> str:
    return f"put ?{option} behind the model's name in film.yaml (&{option} after other options)"
