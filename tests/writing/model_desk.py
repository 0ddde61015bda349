"""What the tests of the stages share: a desk with a writer and its model, and a small film to work on."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from typing import Any

from orchestrator.film.film import Settings
from orchestrator.film.screenplay import Action, Screenplay, ScreenplayScene, Speech
from orchestrator.film.sheets import Character, Place
from orchestrator.film.treatment import Beat, Role, Treatment
from orchestrator.project.library import find_style
from orchestrator.testing import Asked, Reply
from orchestrator.writing.model.writer import ModelWriter
from orchestrator.writing.writer import Brief, SpokenLine

Answer = dict[str, Any]
Spoil = Callable[[Asked, Answer, int], "Answer | Reply | str"]
STYLE = find_style("ink-and-gold")


@dataclass
class Desk:
    """A writer, every request that it made, and what it told."""

    writer: ModelWriter
    asked: list[Asked] = field(default_factory=list[Asked])
    told: list[str] = field(default_factory=list[str])


Sit = Callable[..., AbstractContextManager[Desk]]
"""Sits down at a desk; see the fixture `sit`."""


def brief(
    idea: str = "A keeper befriends a storm", length: str = "60s", language: str = "en", title: str = ""
) -> Brief:
    return Brief(Settings(title=title, idea=idea, length=length, language=language), STYLE, idea)


def treatment(beats: int) -> Treatment:
    return Treatment(
        title="The Last Light",
        characters=(
            Role(id="mara", name="Mara", want="to be needed", appearance="sixty, silver braid"),
            Role(id="the-storm", name="The Storm", kind="storm"),
        ),
        beats=tuple(Beat(id=f"turn-{n}", what=f"Mara climbs stair {n}.", place="gallery") for n in range(1, beats + 1)),
    )


def scene(identity: str, *beats: Action | Speech, place: str = "gallery") -> ScreenplayScene:
    return ScreenplayScene(
        id=identity,
        heading=f"EXT. {place.upper()} - NIGHT",
        place=place,
        time="night",
        beats=beats,
        summary="They meet.",
    )


MARA = Character(id="mara", name="Mara", appearance="sixty, silver braid", states={"oilskin": "a wet oilskin coat"})
STORM = Character(id="the-storm", name="The Storm", kind="storm")
GALLERY = Place(id="gallery", name="Gallery", kind="lighthouse")
TALK = (
    Action(text="Mara opens the door. The wind takes it out of her hand."),
    Speech(character="mara", text="You again.", manner="whispered"),
    Speech(character="the-storm", text="I never left."),
    Action(text="She laughs."),
)


def play(*scenes: ScreenplayScene) -> Screenplay:
    return Screenplay(
        title="The Last Light",
        logline="A keeper meets the sea.",
        characters=(MARA, STORM),
        places=(GALLERY,),
        scenes=scenes,
    )


def lines(count: int, seconds: float = 2.0) -> list[SpokenLine]:
    return [SpokenLine("Mara", f"The lamp number {n} is cold", seconds, "whispered") for n in range(1, count + 1)]


STORY = " ".join(f"On day {n} the old fox went down to the river and said: “Not today.”" for n in range(1, 30))
