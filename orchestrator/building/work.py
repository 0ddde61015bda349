"""Work: one thing to be made, as a frozen value that can travel to a worker process.

Each kind of work says what decides its result (`identity`) and how it is made (`perform`, which runs in a worker). Where a model
is held, a piece has two parts: what needs the model, and what finishes it while the model is at the next piece.
"""

import json
import logging
import math
import time
from abc import ABC, abstractmethod
from collections.abc import Callable, Generator
from contextlib import AbstractContextManager, ExitStack
from dataclasses import dataclass, field, replace
from fractions import Fraction
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, Self, TypeVar, cast

from generation.backend import Ahead, Backend, Fitted, Foresees, Progress
from generation.errors import BackendFailure, GenerationError, OutOfMemory, Transient
from generation.requests import Request
from generation.results import SAMPLE_RATE, Clip, Frame, Score, Sound, Speech
from orchestrator.store.fingerprint import canonical

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_LOG = logging.getLogger("filmwright")
RequestT = TypeVar("RequestT", bound=Request)
ResultT = TypeVar("ResultT")
_REFUSED_SECONDS = 30.0
"""How long a model is not tried again that could not be loaded; later somebody may have put that right."""


@dataclass(frozen=True)
class Made:
    """Finished files in a scratch folder, by the names that later steps know them by, and measured facts."""

    files: dict[str, Path]
    facts: dict[str, object] = field(default_factory=dict)


Finish = Callable[[Progress], Made]
"""What is left to do of a piece of work when the model is done with it. It may run in another thread."""


class Work(ABC):
    """One thing to be made."""

    kind: ClassVar[str]

    @abstractmethod
    def identity(self) -> dict[str, object]:
        """Everything that decides the result, as JSON values."""

    @abstractmethod
    def perform(self, folder: Path, progress: Progress) -> Made:
        """Make it, in a scratch folder. Runs in a worker process."""

    def load(self) -> None:  # noqa: B027 - most are asked of nothing that is loaded
        """Have in memory what it is asked of: a worker that ends before that does not end by the piece itself."""

    def begin(self, folder: Path, progress: Progress) -> Finish:
        """Do the part that needs the model, and return the rest; all of it is done here where the rest is nothing much."""
        made = self.perform(folder, progress)
        return lambda _progress: made

    def alone(self) -> bool:
        """Whether it holds a device or a model and must run in the one process that keeps it warm."""
        return False

    def model(self) -> str:
        """What that one process must have loaded for it, as a name; empty for work of any process."""
        return ""


def loaded_as(backend: Backend[RequestT, ResultT]) -> str:
    """The name under which a backend is held: the same for recipes that make the same and are held in the same way."""
    return type(backend).__module__ + canonical(backend.identity()).decode() + backend.holding()


class WarmBackends:
    """The loaded backends of this process: each is loaded once, and only one model is held at a time."""

    def __init__(self) -> None:
        self._made: dict[str, Callable[[Request, Progress], object]] = {}
        self._refused: dict[str, tuple[str, int, float]] = {}
        self._open = ExitStack()
        self.loading = 0.0
        """Seconds that were spent loading: they are no part of what the piece of work took that came first."""

    def get(self, backend: Backend[RequestT, ResultT]) -> Callable[[RequestT, Progress], ResultT]:
        """Return the backend's callable, loading it if it is not warm.

        What could not be loaded is not tried again at once, for forty shots would each wait for the same failure.
        """
        name = loaded_as(backend)
        if name in self._refused and time.monotonic() < self._refused[name][2]:
            said, below, _until = self._refused[name]
            raise OutOfMemory(said, below) if below else BackendFailure(said)
        if name not in self._made:
            if backend.can().processes == "one":
                self.close()
                _LOG.info("loading %s", backend.label())
            loaded = cast("AbstractContextManager[Callable[[Request, Progress], object]]", backend.load())
            started = time.monotonic()
            try:
                self._made[name] = self._open.enter_context(loaded)
            except Transient:
                raise
            except GenerationError as error:
                below = error.below if isinstance(error, OutOfMemory) else 0
                self._refused[name] = str(error), below, time.monotonic() + _REFUSED_SECONDS
                raise
            finally:
                self.loading += time.monotonic() - started
        return cast("Callable[[RequestT, Progress], ResultT]", self._made[name])

    def close(self) -> None:
        """Free everything."""
        self._made.clear()
        self._open.close()


WARM = WarmBackends()


@dataclass(frozen=True)
class Asked(Work):
    """Work that is one request to one backend."""

    backend: Backend[Request, object]
    request: Request
    ahead: Ahead = field(default=Ahead(), compare=False, kw_only=True)
    """What the backend will be asked next. It decides nothing, so it is no part of the identity."""

    def identity(self) -> dict[str, object]:
        return {
            "kind": self.kind,
            "backend": self.backend.identity(),
            "request": self.request.model_dump(mode="json"),
            **self._encoding(),
        }

    def alone(self) -> bool:
        return self.backend.can().processes == "one"

    def model(self) -> str:
        return loaded_as(self.backend) if self.alone() else ""

    def held_below(self, size: int) -> Self:
        """The same work, by a model that is held in less than so many bytes."""
        return replace(self, backend=self.backend.held_below(size))

    def amount(self) -> int:
        """How much is asked for at once, in pixels; what takes more memory is more."""
        sides = (getattr(self.request, name, 1) for name in ("width", "height", "frames"))
        return math.prod(int(side) for side in sides)

    def words(self) -> tuple[str, str]:
        """The prompt and the negative prompt, both empty where nothing is asked in words."""
        prompt, negative = (getattr(self.request, name, "") for name in ("prompt", "negative"))
        return str(prompt), str(negative)

    def load(self) -> None:
        WARM.get(self.backend)

    def answer(self, progress: Progress) -> object:
        """Ask the backend, after telling it what is coming."""
        make = WARM.get(self.backend)
        if isinstance(make, Foresees):
            make.expect(self.ahead)
        return cast("Callable[[Request, Progress], object]", make)(self.request, progress)

    def held(self) -> dict[str, object]:
        """How the model was held that this was asked of, for the record: the machine decided it, so it is no part of the key."""
        make = WARM.get(self.backend) if self.alone() else None
        return {"held": make.how()} if isinstance(make, Fitted) else {}

    def _encoding(self) -> dict[str, object]:
        return {}


@dataclass(frozen=True)
class ClipWork(Asked):
    """A clip in the mezzanine encoding.

    `joins`: its first picture is the last one of the clip before. It is asked for and not shown again, for the film would stand
    still for a picture at the join.
    """

    kind: ClassVar[str] = "clip"
    joins: bool = field(default=False, kw_only=True)

    def _encoding(self) -> dict[str, object]:
        from stitching import mezzanine

        return {"mezzanine": mezzanine.VERSION, **({"joins": True} if self.joins else {})}

    def perform(self, folder: Path, progress: Progress) -> Made:
        return self.begin(folder, progress)(progress)

    def begin(self, folder: Path, progress: Progress) -> Finish:
        clip = cast("Clip", self.answer(progress))
        return partial(self._written, clip, {"model": self.backend.label(), **self.held()}, folder, tail=self.alone())

    def _written(self, clip: Clip, facts: dict[str, object], folder: Path, progress: Progress, *, tail: bool) -> Made:
        """Take the frames as they are decoded, encode them, and read the file to its last frame."""
        from stitching import mezzanine

        ask = cast("dict[str, object]", self.request.model_dump())
        width, height, asked = cast("tuple[int, int, int]", (ask["width"], ask["height"], ask["frames"]))
        rate = Fraction(cast("str", ask["rate"]))
        target, frames = folder / "clip.mp4", asked - self.joins
        with ExitStack() as stack:
            if isinstance(clip.frames, Generator):
                stack.callback(clip.frames.close)
            writer = stack.enter_context(mezzanine.Writer(target, width, height, rate))
            last: Frame | None = None
            for count, last in enumerate(clip.frames, 1 - self.joins):
                if count:
                    writer.write(last)
                    progress(count, frames)
        mezzanine.verify(target, width, height, rate, frames)
        files = {"clip": target}
        if last is not None and tail:
            # A clip that goes on from this one starts from the very picture, not from what an encoder left of it.
            files["tail"] = write_picture(folder / "tail.png", last)
        if clip.sound is not None:
            heard = clip.sound[..., round(self.joins * SAMPLE_RATE / rate) :]
            files["sound"] = write_wav(folder / "sound.wav", fitted(heard, round(frames * SAMPLE_RATE / rate)))
        return Made(files, {"frames": frames, **facts})


@dataclass(frozen=True)
class StillWork(Asked):
    """A picture, as PNG."""

    kind: ClassVar[str] = "still"

    def perform(self, folder: Path, progress: Progress) -> Made:
        return self.begin(folder, progress)(progress)

    def begin(self, folder: Path, progress: Progress) -> Finish:
        frame = cast("Frame", self.answer(progress))
        return partial(_pictured, frame[:, :, :3].copy(), self.held(), folder / "still.png")


def _pictured(frame: Frame, held: dict[str, object], target: Path, _progress: Progress) -> Made:
    return Made({"still": write_picture(target, frame)}, held)


@dataclass(frozen=True)
class SpeechWork(Asked):
    """A spoken line: mono sound, and when each word and phoneme is heard."""

    kind: ClassVar[str] = "speech"

    def perform(self, folder: Path, progress: Progress) -> Made:
        speech = cast("Speech", self.answer(progress))
        timing = folder / "timing.json"
        rows = {name: [[t.start, t.end, t.text] for t in getattr(speech, name)] for name in ("words", "phonemes")}
        timing.write_text(json.dumps(rows, ensure_ascii=False), encoding="utf-8")
        seconds = speech.sound.shape[-1] / SAMPLE_RATE
        return Made(
            {"sound": write_wav(folder / "speech.wav", speech.sound), "timing": timing},
            {"seconds": seconds, "source": speech.source},
        )


@dataclass(frozen=True)
class SoundWork(Asked):
    """Score or ambience: stereo sound."""

    kind: ClassVar[str] = "sound"

    def perform(self, folder: Path, progress: Progress) -> Made:
        sound = cast("Sound", self.answer(progress))
        facts = {"seconds": sound.shape[-1] / SAMPLE_RATE, **self.held()}
        return Made({"sound": write_wav(folder / "sound.wav", sound)}, facts)


@dataclass(frozen=True)
class ScoreWork(SoundWork):
    """The music of the film, and its parts as files of their own where the backend tells them apart."""

    kind: ClassVar[str] = "score"

    def perform(self, folder: Path, progress: Progress) -> Made:
        made = self.answer(progress)
        score = made if isinstance(made, Score) else Score(cast("Sound", made))
        facts = {"seconds": score.sound.shape[-1] / SAMPLE_RATE, **self.held()}
        files = {"sound": write_wav(folder / "sound.wav", score.sound)}
        files |= {f"part {name}": write_wav(folder / f"{name}.wav", part) for name, part in score.parts.items()}
        return Made(files, facts)


@dataclass(frozen=True)
class AmbienceWork(SoundWork):
    """A bed of sound for a scene."""

    kind: ClassVar[str] = "ambience"


def write_picture(path: Path, frame: Frame) -> Path:
    """Write a frame as PNG, without loss."""
    from PIL import Image

    Image.fromarray(frame[:, :, :3]).save(path)
    return path


def fitted(sound: Sound, samples: int) -> Sound:
    """The sound in exactly so many samples: cut off, or with silence after it. Else each shot would be heard a little earlier."""
    import numpy as np

    whole = np.atleast_2d(sound)[:, :samples]
    return np.pad(whole, ((0, 0), (0, samples - whole.shape[1])))


def write_wav(path: Path, sound: "Sound | NDArray[np.int16]") -> Path:
    """Write (channels, samples) as 16-bit PCM at 48 kHz: floats clipped at full scale, whole numbers as they are."""
    import wave

    import numpy as np

    samples = np.atleast_2d(sound)
    whole = samples if samples.dtype == np.int16 else np.round(np.clip(samples, -1.0, 1.0) * 32767)
    whole = whole.astype("<i2", copy=False)
    with wave.open(str(path), "wb") as file:
        file.setnchannels(whole.shape[0])
        file.setsampwidth(2)
        file.setframerate(SAMPLE_RATE)
        file.writeframes(np.ascontiguousarray(whole.T).tobytes())
    return path
