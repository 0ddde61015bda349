"""Clips from a checkpoint in memory: decided, denoised, and decoded while the next one is denoised."""

import copy
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Any

import numpy as np

from generation.backend import Ahead, Progress
from generation.diffusion.facts import Facts
from generation.diffusion.loading import device
from generation.diffusion.pictures import conditioning, counts
from generation.diffusion.pictures.retime import retimed
from generation.diffusion.pictures.sizes import bucketed, framing
from generation.diffusion.runtime import Runtime
from generation.diffusion.video import Call, VideoModel
from generation.errors import BackendFailure, OutOfMemory
from generation.requests import ClipRequest
from generation.results import SAMPLE_RATE, Clip, Frame, Sound

if TYPE_CHECKING:
    from PIL.Image import Image

_TOGETHER = 4
"""Most takes in one call."""


@dataclass(frozen=True)
class _Take:
    """One take as the pipeline left it, not decoded yet."""

    call: Call
    made: Any
    sound: "Sound | None"


class ClipRuntime(Runtime[VideoModel]):
    """Answers clip requests, one after the other; several takes of one request at once where the model can."""

    def __init__(self, recipe: VideoModel, facts: Facts) -> None:
        super().__init__(recipe, facts)
        self.model = self.recipe
        self._seeds: tuple[int, ...] = ()
        self._together = _TOGETHER
        self._takes: dict[str, _Take] = {}
        self._decoding = threading.Lock()
        self.decoder: Any = None
        """What clips are decoded with, once there is one."""

    def expect(self, ahead: Ahead) -> None:
        """Take note of the prompts that are coming, and of further takes of the next request."""
        super().expect(ahead)
        self._seeds = ahead.seeds

    def __call__(self, request: ClipRequest, progress: Progress) -> Clip:
        """Make a clip. All denoising is done when this returns; its frames are decoded as they are taken.

        Raises:
            Unsupported: if the checkpoint cannot answer it.
            OutOfMemory: with what to do.
            BackendFailure: if a picture that conditions it cannot be read.
        """
        self.model.check(request)
        coming, self._seeds = self._seeds, ()
        take = self._takes.pop(_name(request), None) or self._made(request, coming, progress)
        pipeline = self._pipelines[self.model.pipeline_of(self.facts, request)]
        pictures = self._frames(take, pipeline, self.decoder)
        if not self._apart:
            try:
                pictures = iter([frame.copy() for frame in pictures])
            finally:
                pipeline.maybe_free_model_hooks()
        return Clip(pictures, take.sound)

    @property
    def _apart(self) -> bool:
        """Whether clips are decoded by a VAE of their own. One that comes to the device and goes cannot be in two places."""
        return self.plan.overlap and self.plan.offload == "none"

    def close(self) -> None:
        """Free the memory; clips that were handed out can still be taken to their end."""
        self.decoder = None
        self._takes.clear()
        super().close()

    def decide(self, request: ClipRequest, seeds: tuple[int, ...]) -> Call:
        """Choose the model's size and count for a request."""
        model, facts = self.model, self.facts
        fps, rate = model.fps_for(request), Fraction(request.rate)
        needed = counts.needed(request.frames, rate, Fraction(fps))
        lands = request.last is not None and model.lands
        law = facts.sizes
        if law.only:
            shape = bucketed(request.width, request.height, law.legal or [law.usual])
        else:
            shape = framing(request.width, request.height, law.multiple, model.largest_area())
        before = self._before(request, Fraction(fps))
        return Call(
            request=request,
            facts=facts,
            framing=shape,
            count=facts.frames.legal(len(before) + (max(needed, facts.frames.step + 1) if lands else needed)),
            before=tuple(shape.into(picture) for picture in before),
            lands=lands,
            fps=fps,
            steps=model.sampling_steps(),
            guidance=model.sampling_guidance(),
            seeds=seeds,
        )

    def _before(self, request: ClipRequest, fps: Fraction) -> "list[Image]":
        """The end of the clip that a request goes on from, in a count that the model could have made."""
        if request.context is None or not self.model.looks_back:
            return []
        law = self.facts.frames
        found = conditioning.tail(request.context, self.model.looks_back, fps)
        return found[(len(found) - law.offset) % law.step :]

    def _made(self, request: ClipRequest, coming: tuple[int, ...], progress: Progress) -> _Take:
        """Denoise a request, and with it the takes that are coming, as many as memory has room for."""
        together = 1 + len(coming) if self.model.can().takes else 1
        while (together := min(together, self._together)) > 1:
            try:
                return self._denoised(request, (request.seed, *coming)[:together], progress)
            except OutOfMemory:
                self._together = together // 2
        return self._denoised(request, (request.seed,), progress)

    def _denoised(self, request: ClipRequest, seeds: tuple[int, ...], progress: Progress) -> _Take:
        """Denoise a take of each seed in one call; all but the first are kept until they are asked for."""
        call = self.decide(request, seeds)
        kind = self.model.pipeline_of(self.facts, request)
        words = self.words(request.prompt, request.negative)
        pipeline = self.pipeline(kind)
        if self.decoder is None:
            self.decoder = self._copied(pipeline)
        noise = self.generators(seeds)
        arguments = {
            **self.model.several(words, len(seeds)),
            **self.model.arguments(pipeline, call),
            "generator": noise,
            "output_type": "latent" if self.model.latent else "pt",
        }
        output = self.run(kind, arguments, progress, self.model.rounds(call), call.guidance, request.loras)
        self._takes.clear()
        takes = [
            _Take(
                call,
                self.model.settled(pipeline, self.model.taken(output, number), call, used),
                self._fitted(pipeline, output, number, call),
            )
            for number, used in enumerate(noise if isinstance(noise, list) else [noise])
        ]
        for seed, take in zip(seeds[1:], takes[1:], strict=True):
            self._takes[_name(request.model_copy(update={"seed": seed}))] = take
        return takes[0]

    def _frames(self, take: _Take, pipeline: Any, decoder: Any) -> Iterator[Frame]:
        """Decode, bring to the film's rate and size, one frame after the other.

        The decoder is held for one picture at a time (families decode a clip, or a piece of it, before its first), so clips
        that are taken in turns, or never to their end, do not wait for one another.
        """
        call = take.call
        pictures = self._decoded(call, self.model.pictures(pipeline, decoder, take.made))
        for picture in retimed(pictures, call.positions(), self.model.retime):
            yield call.framing.out(picture)

    def _decoded(self, call: Call, pictures: Iterator[Frame]) -> Iterator[Frame]:
        """The model's pictures; to want more of them than there are is an error."""
        for number in range(call.count):
            with self._decoding, self.watched():
                picture = next(pictures, None)
            if picture is None:
                raise BackendFailure(
                    f"'{self.model.label()}' made {number} pictures of {call.count} that were asked, too few for the shot"
                )
            yield picture

    def _fitted(self, pipeline: Any, output: Any, take: int, call: Call) -> "Sound | None":
        """The model's own sound, as long as the clip: what is missing is silence, what is over is cut."""
        request = call.request
        sound = self.model.sound_of(pipeline, output, take) if request.sound else None
        if sound is None:
            return None
        sound = sound[:, round(len(call.before) / Fraction(call.fps) * SAMPLE_RATE) :]
        samples = round(request.frames / Fraction(request.rate) * SAMPLE_RATE)
        return np.pad(sound[:, :samples], ((0, 0), (0, max(0, samples - sound.shape[1]))))

    def _copied(self, pipeline: Any) -> Any:
        """A VAE for decoding beside the next clip's denoising: these models are not safe in two threads at once."""
        vae = getattr(pipeline, "vae", None)
        if vae is None or not self._apart:
            return vae
        with self.watched():
            return copy.deepcopy(vae).to(device())


def _name(request: ClipRequest) -> str:
    return request.model_dump_json()
