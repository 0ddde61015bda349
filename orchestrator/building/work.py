"""Work: one thing to be made, as a frozen value that can travel to a worker process.

Each kind of work says what decides its result (`identity`) and how it is made (`perform`, which runs in a worker).
"""

import json
import time
from abc import ABC, abstractmethod
from collections.abc import Callable
from contextlib import AbstractContextManager, ExitStack
from dataclasses import dataclass, field
from fractions import Fraction
from pathlib import Path
from typing import ClassVar, TypeVar, cast

from generation.backend import Backend, Progress
from generation.requests import Request
from generation.results import SAMPLE_RATE, Clip, Frame, Sound, Speech
from orchestrator.building.fingerprint import canonical

RequestT = TypeVar("RequestT", bound=Request)
ResultT = TypeVar("ResultT")


@dataclass(frozen=True)
class Made:
    """Finished files in a scratch folder, by the names that later steps know them by, and measured facts."""

    files: dict[str, Path]
    facts: dict[str, object] = field(default_factory=dict)


class Work(ABC):
    """One thing to be made."""

    kind: ClassVar[str]

    @abstractmethod
    def identity(self) -> dict[str, object]:
        """Everything that decides the result, as JSON values."""

    @abstractmethod
    def perform(self, folder: Path, progress: Progress) -> Made:
        """Make it, in a scratch folder. Runs in a worker process."""

    def alone(self) -> bool:
        """Whether it holds a device or a model and must run in the one process that keeps it warm."""
        return False


class WarmBackends:
    """The loaded backends of this process: each is loaded once, and only one model is held at a time."""

    def __init__(self) -> None:
        self._made: dict[bytes, Callable[[Request, Progress], object]] = {}
        self._open = ExitStack()

    def get(self, backend: Backend[RequestT, ResultT]) -> Callable[[RequestT, Progress], ResultT]:
        """Return the backend's callable, loading it if it is not warm."""
        name = type(backend).__module__.encode() + canonical(backend.identity())
        if name not in self._made:
            if backend.can().processes == "one":
                self.close()
            loaded = cast("AbstractContextManager[Callable[[Request, Progress], object]]", backend.load())
            self._made[name] = self._open.enter_context(loaded)
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

    def identity(self) -> dict[str, object]:
        return {
            "kind": self.kind,
            "backend": self.backend.identity(),
            "request": self.request.model_dump(mode="json"),
            **self._encoding(),
        }

    def alone(self) -> bool:
        return self.backend.can().processes == "one"

    def _encoding(self) -> dict[str, object]:
        return {}


@dataclass(frozen=True)
class ClipWork(Asked):
    """A clip in the mezzanine encoding."""

    kind: ClassVar[str] = "clip"

    def _encoding(self) -> dict[str, object]:
        from stitching import mezzanine

        return {"mezzanine": mezzanine.VERSION}

    def perform(self, folder: Path, progress: Progress) -> Made:
        from stitching import mezzanine

        ask = cast("dict[str, object]", self.request.model_dump())
        width, height, frames = cast("tuple[int, int, int]", (ask["width"], ask["height"], ask["frames"]))
        rate = Fraction(cast("str", ask["rate"]))
        target = folder / "clip.mp4"
        started = time.monotonic()
        clip = cast("Clip", WARM.get(self.backend)(self.request, progress))
        with mezzanine.Writer(target, width, height, rate) as writer:
            for count, frame in enumerate(clip.frames, 1):
                writer.write(frame)
                progress(count, frames)
        mezzanine.verify(target, width, height, rate, frames)
        files = {"clip": target}
        if clip.sound is not None:
            files["sound"] = write_wav(folder / "sound.wav", clip.sound)
        return Made(files, {"frames": frames, "seconds": round(time.monotonic() - started, 3)})


@dataclass(frozen=True)
class StillWork(Asked):
    """A picture, as PNG."""

    kind: ClassVar[str] = "still"

    def perform(self, folder: Path, progress: Progress) -> Made:
        from PIL import Image

        frame = cast("Frame", WARM.get(self.backend)(self.request, progress))
        target = folder / "still.png"
        Image.fromarray(frame[:, :, :3]).save(target)
        return Made({"still": target})


@dataclass(frozen=True)
class SpeechWork(Asked):
    """A spoken line: mono sound, and when each word and phoneme is heard."""

    kind: ClassVar[str] = "speech"

    def perform(self, folder: Path, progress: Progress) -> Made:
        speech = cast("Speech", WARM.get(self.backend)(self.request, progress))
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
        sound = cast("Sound", WARM.get(self.backend)(self.request, progress))
        return Made({"sound": write_wav(folder / "sound.wav", sound)}, {"seconds": sound.shape[-1] / SAMPLE_RATE})


@dataclass(frozen=True)
class ScoreWork(SoundWork):
    """The music of the film."""

    kind: ClassVar[str] = "score"


@dataclass(frozen=True)
class AmbienceWork(SoundWork):
    """A bed of sound for a scene."""

    kind: ClassVar[str] = "ambience"


def write_wav(path: Path, sound: Sound) -> Path:
    """Write (channels, samples) floats as 16-bit PCM at 48 kHz, clipped at full scale."""
    import wave

    import numpy as np

    samples = np.atleast_2d(sound)
    whole = np.round(np.clip(samples, -1.0, 1.0) * 32767).astype("<i2")
    with wave.open(str(path), "wb") as file:
        file.setnchannels(whole.shape[0])
        file.setsampwidth(2)
        file.setframerate(SAMPLE_RATE)
        file.writeframes(np.ascontiguousarray(whole.T).tobytes())
    return path
