"""Scenes as a model gets them: every beat with its number, so that an answer can point at it instead of typing it again."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from orchestrator.film.naming import named_in
from orchestrator.film.screenplay import Action, Screenplay, ScreenplayScene, Speech
from orchestrator.film.sheets import Character
from orchestrator.writing.model.context import SCENES_A_CALL, shortened, so_far, spoken_words
from orchestrator.writing.model.marks import Value
from orchestrator.writing.model.pieces import Pieces

_BEATS = 60
"""Beats of one scene that one request holds; a longer scene is asked for in portions."""
_WEIGHT = 160


@dataclass(frozen=True)
class Portion:
    """Beats `first` to `last` of a scene, counted from 1: usually all of it."""

    scene: ScreenplayScene
    first: int
    last: int

    @property
    def beats(self) -> tuple[Action | Speech, ...]:
        """The beats themselves."""
        return self.scene.beats[self.first - 1 : self.last]

    @property
    def whole(self) -> bool:
        """Whether this is the whole scene."""
        return (self.first, self.last) == (1, len(self.scene.beats))

    def halves(self) -> "tuple[Portion, Portion] | None":
        """The portion in two; None if it is one beat."""
        if self.first == self.last:
            return None
        middle = (self.first + self.last) // 2
        return Portion(self.scene, self.first, middle), Portion(self.scene, middle + 1, self.last)


def portions(screenplay: Screenplay) -> list[Portion]:
    """Return all beats of a screenplay, scene by scene; scenes without any are left out."""
    return [
        Portion(scene, at + 1, min(at + _BEATS, len(scene.beats)))
        for scene in screenplay.scenes
        for at in range(0, len(scene.beats), _BEATS)
    ]


def pieces_of_scenes() -> Pieces[Portion]:
    """Return the way in which scenes are asked for: at most eight a request; part of a scene stands alone in its own."""
    return Pieces[Portion](SCENES_A_CALL, weigh=_weight, heaviest=_WEIGHT, halves=Portion.halves)


def _weight(portion: Portion) -> int:
    words = sum(spoken_words(beat.text) for beat in portion.beats)
    return max(len(portion.beats), words // 25) if portion.whole else _WEIGHT


def named(batch: Sequence[Portion]) -> str:
    """Return which scenes these are, for people."""
    first, last = batch[0].scene.id, batch[-1].scene.id
    return f"scene '{first}'" if first == last else f"scenes '{first}' to '{last}'"


def listed(batch: Iterable[Portion], shots: Callable[[Portion], int] | None = None) -> list[Value]:
    """Return the portions for the template `parts.j2`; `shots` says how many there is time for, where that matters."""
    return [
        {
            "id": portion.scene.id,
            "heading": portion.scene.heading,
            "when": f"{portion.scene.time}, {portion.scene.weather}, {portion.scene.mood}",
            "summary": portion.scene.summary,
            "part": "" if portion.whole else f"beats {portion.first} to {portion.last} of {len(portion.scene.beats)}",
            "shots": shots(portion) if shots else 0,
            "beats": [_beat(number, beat) for number, beat in enumerate(portion.beats, portion.first)],
        }
        for portion in batch
    ]


def _beat(number: int, beat: Action | Speech) -> Value:
    if isinstance(beat, Action):
        return {"number": number, "label": "action", "text": beat.text}
    manner = f" ({beat.manner})" if beat.manner else ""
    return {"number": number, "label": f"speech of {beat.character or 'the narrator'}{manner}", "text": beat.text}


def before(screenplay: Screenplay, portion: Portion) -> list[str]:
    """Return what happened in the scenes before a portion, in few words."""
    summaries: list[str] = []
    for scene in screenplay.scenes:
        if scene.id == portion.scene.id:
            break
        summaries.append(scene.summary or shortened(" ".join(beat.text for beat in scene.beats[:3]), 25))
    if portion.first > 1:
        summaries.append(shortened(" ".join(beat.text for beat in portion.scene.beats[: portion.first - 1][-4:]), 60))
    return so_far(summaries)


def people_in(batch: Sequence[Portion], screenplay: Screenplay) -> tuple[Character, ...]:
    """Return the sheets of everybody who acts, speaks or is named in some scenes."""
    beats = [beat for portion in batch for beat in portion.beats]
    here = set(named_in("\n".join(beat.text for beat in beats), screenplay.characters))
    for beat in beats:
        here |= set(beat.cast) if isinstance(beat, Action) else {beat.character or ""}
    return tuple(sheet for sheet in screenplay.characters if sheet.id in here)
