"""What a rule of `check` looks at: one shot with everything around it, and what makes its pictures."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from orchestrator.directing.lint.finding import Finding, Path
from orchestrator.film.film import Film
from orchestrator.film.scene import Scene
from orchestrator.film.shot import Shot

LONGEST = 4000
"""Letters of an action or a prompt that the rules read; what is longer was not written for a shot."""

Rewrite = tuple[tuple[Path, object], ...]


def is_read(text: str) -> bool:
    """Whether the rules read a text: not one that is too long, or mostly gaps."""
    return len(text) <= LONGEST and re.search(r"\s{20}", text) is None


@dataclass(frozen=True)
class Pictures:
    """What makes a shot's pictures, as far as the rules ask. `longest`: seconds that one clip holds together, if known."""

    name: str
    trained: bool = False
    first_frame: bool = False
    longest: float | None = None


@dataclass(frozen=True)
class Seen:
    """One shot. `seconds` is how long its clip is, of which `head` lie under the transition in, `speech` each of its lines."""

    film: Film
    scene: Scene
    index: int
    seconds: float
    head: float
    speech: tuple[float, ...]
    pictures: Pictures
    before: Shot | None = None
    after: Shot | None = None
    """The shots beside it in the film, of whatever scene."""

    @property
    def shot(self) -> Shot:
        """The shot itself."""
        return self.scene.shots[self.index]

    def place(self, *steps: str | int) -> Path:
        """The path of a value of the shot in its scene's file."""
        return ("shots", self.index, *steps)

    def told(self) -> Iterator[tuple[Path, str]]:
        """The texts of the shot that a model is told, with their paths: a verbatim prompt stands in for all others."""
        if self.shot.prompt is not None:
            texts = [(self.place("prompt"), self.shot.prompt)]
        else:
            props = [(self.place("props", number), prop) for number, prop in enumerate(self.shot.props)]
            texts = [(self.place("action"), self.shot.action), *props]
        yield from ((path, text) for path, text in texts if is_read(text))

    def finding(self, rule: str, path: Path, message: str, advice: str, rewrite: Rewrite = ()) -> Finding:
        """A warning about this shot."""
        return Finding(rule, self.scene.id, self.shot.id, path, message, advice, rewrite)
