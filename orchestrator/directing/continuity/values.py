"""The values of the continuity plan: pictures, where they come from, and what each shot is given."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from generation.backend import Capabilities
from orchestrator.directing.schedule import ScheduledShot
from orchestrator.film.vocabulary import Boundary

EntityKind = Literal["character", "place", "prop"]
End = Literal["first", "last"]


@dataclass(frozen=True)
class Maker:
    """What makes clips: its name as a person writes it, and what it can do."""

    name: str
    can: Capabilities


@dataclass(frozen=True)
class Stills:
    """What draws single pictures for the film.

    `everywhere`: a keyframe for every shot. Else pictures are drawn only where a clip cannot start without one, or where the
    file asks for it: a drawing is a poor first frame for a model that could do without.
    """

    name: str
    can: Capabilities
    everywhere: bool

    @property
    def reads(self) -> bool:
        """Whether it is a model that draws from words: it draws people and things as references, too."""
        return self.can.prompt

    @property
    def shown(self) -> int:
        """How many pictures it can be shown."""
        return self.can.references


Makers = Callable[[ScheduledShot], Maker | None]
"""What makes the clip of a shot; None for a person's own footage."""


@dataclass(frozen=True)
class Entity:
    """Somebody or something that is to look the same wherever it is seen. `state` is None in its usual looks."""

    kind: EntityKind
    id: str
    state: str | None = None

    @property
    def name(self) -> str:
        """E.g. `character/mara@oilskin`."""
        return f"{self.kind}/{self.id}" + (f"@{self.state}" if self.state else "")

    @property
    def step(self) -> str:
        """The step that draws its picture."""
        return f"reference {self.name}"

    @property
    def words(self) -> str:
        """E.g. `mara (oilskin)`."""
        return self.id + (f" ({self.state})" if self.state else "")


@dataclass(frozen=True)
class File:
    """A picture that the person gave, by its path inside the project, or beside the style guide."""

    path: str
    beside_style: bool = False


@dataclass(frozen=True)
class Drawn:
    """A picture that a step of the plan draws, and that needs no clip."""

    step: str


@dataclass(frozen=True)
class Tail:
    """The last picture that is seen of the clip of `shot`, its colours drawn back to those of `anchor`."""

    shot: str
    anchor: "File | Drawn | None" = None

    @property
    def step(self) -> str:
        """The step that takes it from the clip."""
        return f"tail {self.shot}"


Still: TypeAlias = File | Drawn
Picture: TypeAlias = File | Drawn | Tail


@dataclass(frozen=True)
class Chosen:
    """A picture that was chosen as a reference: what it shows that the shot needs, and how much it was worth."""

    picture: Still
    words: str
    shows: tuple[str, ...]
    worth: float


@dataclass(frozen=True)
class Reference:
    """A picture of an entity that is drawn once; `base` is the picture of its usual looks, where this is of a state."""

    entity: Entity
    base: Still | None = None
    style: tuple[File, ...] = ()


@dataclass(frozen=True)
class Keyframe:
    """A keyframe that is drawn.

    `root`: it is the widest of its place, so the others there are made after it and from it. `style`: the pictures of the style
    guide that there is room for after the others.
    """

    shot: str
    end: End
    references: tuple[Chosen, ...] = ()
    composition: Still | None = None
    root: bool = False
    style: tuple[File, ...] = ()

    @property
    def step(self) -> str:
        """The step that draws it."""
        return keyframe_step(self.shot, self.end)


@dataclass(frozen=True)
class Passed:
    """A picture that a clip comes to between its ends, at a frame of the shot."""

    at: str
    """As the file says it."""
    frame: int
    picture: File


@dataclass(frozen=True)
class Carried:
    """What a shot's clip is given, and how continuity is carried over the boundary to the shot before."""

    shot: str
    asked: Boundary
    boundary: Boundary
    """As it was resolved."""
    first: Picture | None = None
    last: Still | None = None
    context: str | None = None
    """The shot whose clip this one goes on from."""
    colours: Still | None = None
    """The picture to whose colours that clip's end is drawn back."""
    cut_off: int = 0
    """Frames at the end of the clip that this one goes on from which the film does not show."""
    between: tuple[Passed, ...] = ()
    references: tuple[Chosen, ...] = ()
    chain: int = 0
    """How many shots in a row go on from the end of the one before, up to this one."""

    @property
    def end_step(self) -> str | None:
        """The step that makes the end of the clip that this one goes on from; None where that is as it is."""
        return f"end {self.context}" if self.context and (self.colours or self.cut_off) else None


@dataclass(frozen=True)
class Note:
    """Something that the files ask for and that cannot be held, and what becomes of it; `shot` is empty for the whole film."""

    shot: str
    text: str


@dataclass(frozen=True)
class ContinuityPlan:
    """Every picture of a film and what is made from it.

    `references` and `keyframes` are by step and in an order in which each comes after those that it is made from.
    """

    shots: Mapping[str, Carried] = field(default_factory=dict[str, Carried])
    keyframes: Mapping[str, Keyframe] = field(default_factory=dict[str, Keyframe])
    references: Mapping[str, Reference] = field(default_factory=dict[str, Reference])
    notes: tuple[Note, ...] = ()


def keyframe_step(shot: str, end: End) -> str:
    """The step that draws the keyframe of a shot, `scene/shot`."""
    return f"still {shot}/{end}"
