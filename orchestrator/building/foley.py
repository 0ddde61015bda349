"""The work of foley: what is heard of a drawn clip, from the very request of that clip."""

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import ClassVar, cast

from generation.animatic import acoustics
from generation.backend import Backend, Progress
from generation.requests import ClipRequest, FoleyRequest, Request
from generation.results import SAMPLE_RATE, Sound
from orchestrator.building.work import WARM, Made, Work, write_wav


@dataclass(frozen=True)
class FoleyWork(Work):
    """What is heard of a drawn clip. What happens in it is worked out where it is made: it takes laying out the shot."""

    kind: ClassVar[str] = "foley"
    backend: Backend[Request, object]
    clip: ClipRequest
    drawn: str
    """The clip backend's name and version: another one may draw other steps."""

    def identity(self) -> dict[str, object]:
        return {
            "kind": self.kind,
            "backend": self.backend.identity(),
            "drawn": self.drawn,
            "heard": acoustics.VERSION,
            "request": self.clip.model_dump(mode="json"),
        }

    def perform(self, folder: Path, progress: Progress) -> Made:
        from generation.animatic.happenings import happenings

        clip, staging = self.clip, self.clip.staging
        assert staging is not None
        seconds = float(clip.frames / Fraction(clip.rate))
        events = happenings(staging, clip.width, clip.height, seconds, clip.seed)
        if not events:
            return Made({}, {"events": 0})
        room = acoustics.room_of(staging.setting)
        request = FoleyRequest(events=events, seconds=seconds, seed=clip.seed, room=room)
        self.backend.check(request)
        sound = cast("Callable[[Request, Progress], Sound]", WARM.get(self.backend))(request, progress)
        facts: dict[str, object] = {"events": len(events), "seconds": sound.shape[-1] / SAMPLE_RATE}
        return Made({"sound": write_wav(folder / "sound.wav", sound)}, facts)
