"""The base of every clip backend that runs a diffusers checkpoint. A family is one file in `clips/` that fills its hooks."""

from abc import abstractmethod
from collections.abc import Callable, Generator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Any, ClassVar

from pydantic import Field

from generation.backend import Capabilities, ClipBackend, Progress
from generation.diffusion.facts import Facts
from generation.diffusion.levers import caches
from generation.diffusion.pictures import conditioning, counts
from generation.diffusion.pictures import retime as retiming
from generation.diffusion.pictures.sizes import Framing
from generation.diffusion.recipe import RESULT_FREE, DiffusionRecipe, Retime
from generation.errors import Unsupported
from generation.requests import ClipRequest, Media
from generation.results import Clip, Frame, Sound

if TYPE_CHECKING:
    from PIL.Image import Image

__all__ = ["RESULT_FREE", "Call", "VideoModel"]


@dataclass(frozen=True)
class Call:
    """One call of a pipeline, decided: what was asked, the model's size and count, and how it is sampled."""

    request: ClipRequest
    facts: Facts
    framing: Framing
    count: int
    """Pictures that the model makes, legal by its law, covering the request's frames."""
    fps: int | Fraction
    steps: int
    guidance: float
    seeds: tuple[int, ...]
    """One for each take that is made in this call; the request's own first."""
    before: "tuple[Image, ...]" = ()
    """The end of the clip that this one goes on from, as the model gets it; it makes these pictures again, and then goes on."""
    lands: bool = False
    """Whether the model's last picture is the film's last frame: the time of what it makes is stretched to that."""

    def picture(self, media: Media) -> "Image":
        """A conditioning picture as the model gets it: upright, cropped to the film's shape, in the model's size."""
        return self.framing.into(conditioning.picture(media))

    def positions(self) -> list[Fraction]:
        """For each frame of the film's clip, where it lies among the model's pictures (0 to count - 1)."""
        made, rate = self.count - len(self.before), Fraction(self.request.rate)
        held = [keyframe.frame for keyframe in self.request.keyframes]
        held += [self.request.frames - 1] if self.request.last is not None else []
        found = retiming.positions(self.request.frames, rate, Fraction(self.fps), made, lands=self.lands, held=held)
        return [len(self.before) + position for position in found]

    def index(self, frame: int) -> int:
        """The model's picture that is shown at a frame of the film's clip, or is nearest to it."""
        return counts.nearest(self.positions()[min(frame, self.request.frames - 1)])


class VideoModel(DiffusionRecipe, ClipBackend):
    """A clip backend that holds one checkpoint."""

    latent: ClassVar[bool] = True
    """Whether the call hands back latents, which `pictures` decodes while the next clip is made. Else the pipeline decodes."""

    lands: ClassVar[bool] = True
    """Whether a last picture can only be the model's last one, whose count is seldom that of the film's frames."""
    looks_back: ClassVar[int] = 0
    """Most pictures of the clip before that it makes again, to go on from them (`Call.before`)."""

    retime: Retime = Field(
        default="motion", description="how the model's frame rate becomes the film's: repeat, blend or motion"
    )
    fps: int | None = Field(default=None, gt=0, description="frames a second that the model was trained with")
    area: int | None = Field(default=None, gt=0, description="pixels of the largest picture that is asked of it")
    longest: float | None = Field(default=None, gt=0, description="seconds after which its clips fall apart")

    # Hooks: cheap, for planning.

    def can(self) -> Capabilities:
        """What this checkpoint can do, by its slots. A family overrides what its pipelines do not let through."""
        facts = self.facts()
        slots = facts.slots
        card = self.known()
        return Capabilities(
            first_frame=slots.first,
            needs_first=slots.first and not slots.text,
            last_frame=slots.last,
            needs_last=slots.both,
            keyframes=slots.keyframes != "none",
            references=slots.references,
            context=slots.video,
            takes=card is not None and card.batching != "none",
            prompt=slots.text or card is None or bool(card.dialect),
            loras=self.takes_loras,
            sound=card is not None and card.sound is not None,
            longest=self.seconds_at_most(),
            source_type="trainedAlgorithmicMedia",
            processes="one",
        )

    takes_loras: ClassVar[bool] = True

    def seconds_at_most(self) -> float | None:
        """How long a clip may be: the option, else by the law of the checkpoint."""
        law = self.facts().frames
        if self.longest is not None or law.most is None:
            return self.longest
        return law.most / self.trained_fps()

    def trained_fps(self) -> int:
        """Frames a second that the model makes."""
        return self.fps or self.facts().frames.fps

    def identity(self) -> dict[str, object]:
        """The recipe with the numbers that are meant where an option says nothing."""
        return {**super().identity(), "fps": self.trained_fps(), "area": self.largest_area()}

    def largest_area(self) -> int | None:
        """Pixels of the largest picture that it is asked for: the option, else what its card says; None if nothing does."""
        return self.area or (self.facts().sizes.area if self.known() else None)

    def fps_for(self, request: ClipRequest) -> int | Fraction:
        """Frames a second that it is asked for; a model that can be told any rate makes the film's own."""
        return self.trained_fps()

    # Hooks: where the model is loaded.

    @abstractmethod
    def pipeline_of(self, facts: Facts, request: ClipRequest) -> str:
        """The diffusers class (one of `runs`) that answers this request; classes share the loaded parts."""

    @abstractmethod
    def arguments(self, pipeline: Any, call: Call) -> dict[str, Any]:
        """The arguments of the call that are this family's own.

        The runtime adds what `words` gave (or prompt and negative_prompt), the generators and the output type.
        """

    def rounds(self, call: Call) -> int:
        """How many steps the call takes in all: more than `call.steps` where it makes a clip in windows."""
        return call.steps

    def pictures(self, pipeline: Any, vae: Any, made: Any) -> Iterator[Frame]:
        """Decode what the call made (latents of one clip, or pictures) to (height, width, 3) uint8, one after the other.

        `vae` is a copy of the pipeline's own that no other thread uses.
        """
        raise NotImplementedError

    def several(self, words: dict[str, Any], takes: int) -> dict[str, Any]:
        """The words of a call that makes several takes: what was read is repeated, the words themselves are listed."""
        if takes == 1:
            return words
        found: dict[str, Any] = {}
        for name, value in words.items():
            if isinstance(value, str):
                found[name] = [value] * takes
            else:
                found[name] = value.repeat(takes, *[1] * (value.dim() - 1)) if hasattr(value, "repeat") else value
        return found

    def taken(self, output: Any, take: int) -> Any:
        """What the call made for one take, to be decoded by `pictures`."""
        return output.frames[take : take + 1]

    def settled(self, pipeline: Any, made: Any, call: Call, generator: Any) -> Any:
        """Finish what the call made for one take while what decided it is known; `generator` is as the call left it."""
        return made

    def sound_of(self, pipeline: Any, output: Any, take: int) -> "Sound | None":
        """The model's own sound for one take, stereo at 48 kHz, as it comes; the runtime fits it to the clip's length."""
        return None

    def check(self, request: ClipRequest) -> None:
        """Refuse shots that are too long, and pictures that the checkpoint cannot hold or cannot do without."""
        super().check(request)
        facts, label = self.facts(), self.label()
        slots = facts.slots
        caches.check(self.cache, self.pipeline_of(facts, request), label)
        if request.keyframes and slots.keyframes == "none":
            raise Unsupported(f"'{label}' cannot hold keyframes between the ends of a shot; remove them")
        if late := [keyframe.frame for keyframe in request.keyframes if keyframe.frame >= request.frames]:
            raise Unsupported(f"a keyframe at frame {late[0]} is past the end of a shot of {request.frames} frames")
        if len(request.references) > slots.references:
            most = f"at most {slots.references} references" if slots.references else "no references"
            raise Unsupported(f"'{label}' can be shown {most}, and here are {len(request.references)}")
        if request.context is not None and not slots.video:
            raise Unsupported(f"'{label}' cannot go on from another clip, only from its last picture")
        if request.first is None and slots.first and (not slots.text or (request.last is not None and slots.both)):
            raise Unsupported(f"'{label}' starts from a picture; set keyframes.first to generate or to a file")
        if request.last is None and slots.both:
            raise Unsupported(f"'{label}' goes from a first to a last picture; set keyframes.last as well")
        seconds, most = float(request.frames / Fraction(request.rate)), self.seconds_at_most()
        if most is not None and seconds > most:
            raise Unsupported(
                f"the shot takes {seconds:.1f} s and '{label}' holds together for {most:.4g} s; "
                "shorten it, split it and continue (boundary: continue), or allow it with ?longest= behind the model's name"
            )

    def speaks(self) -> str:
        """The dialect of its card, else the family's."""
        card = self.known()
        return card.dialect if card and card.dialect else self.dialect

    def require(self) -> None:
        """Refuse where the packages, the checkpoint or a filter that it needs are missing."""
        super().require()
        retiming.require(self.retime)

    @contextmanager
    def load(self) -> Generator[Callable[[ClipRequest, Progress], Clip], None, None]:
        """Load the checkpoint and hold it on the device; free it on exit."""
        from generation.diffusion.clip_runtime import ClipRuntime

        self.require()
        runtime = ClipRuntime(self, self.facts())
        try:
            yield runtime
        finally:
            runtime.close()
