"""What a built-in writer makes of an idea: a treatment, the screenplay that follows from it, and how the two hang together."""

from collections.abc import Mapping
from dataclasses import dataclass

from orchestrator.film.screenplay import Action, Screenplay, ScreenplayScene, Speech
from orchestrator.film.treatment import Beat, Treatment

_BREATH = 0.6
_DASHES = tuple("—–―")
_WORDS_PER_SECOND = 2.5


@dataclass(frozen=True)
class Passage:
    """A stretch of a beat's prose and the beats of the screenplay that it stands for; prose without any is only told about."""

    text: str
    beats: tuple[Action | Speech, ...] = ()


@dataclass(frozen=True)
class Telling:
    """A whole story's screenplay, what of the story each scene tells, and every sentence that the story tells."""

    screenplay: Screenplay
    passages: Mapping[str, tuple[Passage, ...]]
    told: tuple[str, ...]


@dataclass(frozen=True)
class Sketch:
    """A story before and after it is a screenplay. A scene has the id of its beat, and `passages` under it, in order."""

    treatment: Treatment
    screenplay: Screenplay
    passages: Mapping[str, tuple[Passage, ...]]
    narrated: bool
    """Whether a narrator tells the story's sentences; they are acted if not."""


def beats_of(
    scenes: tuple[ScreenplayScene, ...],
    passages: Mapping[str, tuple[Passage, ...]],
    places: Mapping[str, str],
    pace: float,
) -> tuple[Beat, ...]:
    """Return the treatment's beats of scenes; `places` has the name of each place, `pace` is the seconds of a beat of action."""
    seconds = [scene_seconds(scene, pace) for scene in scenes]
    average = sum(seconds) / max(1, len(seconds)) or 1.0
    return tuple(
        Beat(
            id=scene.id,
            what=_prose(passages[scene.id]) or scene.heading,
            place=places.get(scene.place, ""),
            time=scene.time,
            mood=scene.mood,
            share=max(0.1, round(length / average, 1)),
        )
        for scene, length in zip(scenes, seconds, strict=True)
    )


def _prose(passages: tuple[Passage, ...]) -> str:
    """Return passages as running text; speech behind dashes has lines and a paragraph of its own."""
    text = ""
    dashed = False
    for passage in passages:
        opens = passage.text[:1] in _DASHES
        text += ("\n" if opens and dashed else "\n\n" if opens or dashed else " ") + passage.text
        dashed = opens
    return text.strip()


def scene_seconds(scene: ScreenplayScene, pace: float) -> float:
    """Return about how long a scene takes."""
    return sum(
        pace if isinstance(beat, Action) else spoken_seconds(beat.text) + (0.5 if beat.character else _BREATH)
        for beat in scene.beats
    )


def spoken_seconds(text: str) -> float:
    """Return about how long words take to say; scripts without blanks between words are counted by their signs."""
    return max(len(text.split()) / _WORDS_PER_SECOND, sum(ord(sign) > 0x2E80 for sign in text) / 4.5)
