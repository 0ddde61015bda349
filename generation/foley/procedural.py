"""Footsteps, doors, water, engines, thunder and calls, made from noise and tones. Needs nothing but numpy."""

from collections.abc import Callable, Generator
from contextlib import contextmanager
from typing import ClassVar

from generation.backend import FoleyBackend, Progress
from generation.errors import Unsupported
from generation.requests import FoleyRequest
from generation.results import Sound

LEVELS = {
    "step": -12.0, "cloth": -25.0, "thud": -11.0, "settle": -25.0, "clap": -16.0, "splash": -11.0, "row": -10.0, "creak": -16.0,
    "pour": -22.0, "bubbling": -22.0, "fire": -21.0, "thunder": -9.0, "whoosh": -22.0, "wings": -15.0, "door": -10.0,
    "knock": -11.0, "hammer": -10.0, "clang": -10.0, "glass": -14.0, "paper": -20.0, "pen": -25.0, "drop": -15.0,
    "bell": -14.0, "tick": -23.0, "engine": -19.0, "hum": -30.0, "switch": -22.0, "beep": -20.0, "buzz": -24.0,
    "birdsong": -20.0, "chirp": -26.0, "squeak": -20.0, "purr": -22.0, "roar": -6.0, "hiss": -19.0,
    "bark": -12.0, "growl": -12.0, "meow": -12.0, "crow": -12.0, "cluck": -12.0, "caw": -12.0, "gull": -12.0,
    "owl": -12.0, "coo": -12.0, "croak": -12.0, "moo": -12.0, "bleat": -12.0, "neigh": -12.0, "oink": -12.0,
    "quack": -12.0, "howl": -12.0, "trumpet": -12.0, "chatter": -12.0, "screech": -12.0, "whale": -12.0, "moan": -12.0,
}  # fmt: skip
"""Every sound that there is: dB of its highest sample, at full strength and beside the ear."""


class Procedural(FoleyBackend):
    """Some seventy sounds of things that happen."""

    name: ClassVar[str] = "procedural"
    version: ClassVar[int] = 1

    @contextmanager
    def load(self) -> Generator[Callable[[FoleyRequest, Progress], Sound]]:
        """Nothing to load but numpy."""
        from generation.foley._making import make

        yield make

    def check(self, request: FoleyRequest) -> None:
        """Refuse what has no recipe."""
        for event in request.events:
            if event.kind not in LEVELS:
                raise Unsupported(f"there is no sound '{event.kind}'; there are {', '.join(sorted(LEVELS))}")


BACKEND = Procedural


def kinds() -> tuple[str, ...]:
    """Every sound that there is."""
    return tuple(sorted(LEVELS))
