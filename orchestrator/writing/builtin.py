"""The built-in writer as a writer like any other: no model, no network, the same film for the same idea and seed."""

from collections.abc import Sequence

from orchestrator.film.critique import Critique
from orchestrator.film.errors import WritingError
from orchestrator.film.film import Settings
from orchestrator.film.screenplay import Screenplay
from orchestrator.film.shotlist import ShotList
from orchestrator.film.treatment import Treatment
from orchestrator.writing.outline.treatment import sketch as sketch_outline
from orchestrator.writing.script import is_told, refuse_unwritable
from orchestrator.writing.told_treatment import sketch as sketch_told
from orchestrator.writing.treated import Sketch
from orchestrator.writing.treated_edits import screenplay_of
from orchestrator.writing.writer import Brief, SpokenLine

_ROOM_FOR_ALL = "60m"
"""A length at which nothing of a treatment is left out when it is read for its people."""


class BuiltIn:
    """Writes from an idea, a whole story or a person's treatment."""

    def treatment(self, brief: Brief) -> Treatment:
        """The idea as a treatment."""
        return _sketch(brief).treatment

    def screenplay(self, treatment: Treatment, brief: Brief) -> Screenplay:
        """The treatment as a screenplay: what is as this writer wrote it in its own scenes, the rest in the person's words."""
        return screenplay_of(_with_people(treatment, brief), _own(brief), brief)

    def shots(self, screenplay: Screenplay, brief: Brief) -> ShotList | None:
        """None: the built-in director covers it."""
        del screenplay, brief

    def sheets(self, screenplay: Screenplay, brief: Brief) -> Screenplay:
        """The screenplay as it is; its sheets came with it."""
        del brief
        return screenplay

    def critique(self, screenplay: Screenplay, brief: Brief) -> Critique:
        """Nothing: there is no critic."""
        del screenplay, brief
        return Critique()

    def translated(self, lines: Sequence[SpokenLine], language: str, brief: Brief) -> tuple[str, ...]:
        """Raise WritingError: this writer does not translate."""
        del lines, brief
        raise WritingError(
            f"the built-in writer does not translate; use a language model (--writer <provider>:<model>), "
            f"or write the lines into translations/{language}.yaml by hand"
        )


def _settings(brief: Brief) -> Settings:
    return brief.settings.model_copy(update={"idea": brief.text})


def _sketch(brief: Brief) -> Sketch:
    settings = _settings(brief)
    refuse_unwritable(settings)
    return (sketch_told if is_told(settings) else sketch_outline)(settings, brief.style)


def _own(brief: Brief) -> Sketch | None:
    """What this writer would make of the idea by itself; None where there is no idea that it could write from."""
    try:
        return _sketch(brief)
    except WritingError:
        return None


def _with_people(treatment: Treatment, brief: Brief) -> Treatment:
    """The treatment, with those whom its beats tell of where it names nobody: a person's own may be beats alone."""
    if treatment.characters:
        return treatment
    told = "\n\n".join(beat.what for beat in treatment.beats)
    story = brief.settings.model_copy(update={"idea": told, "length": _ROOM_FOR_ALL})
    try:
        people = sketch_told(story, brief.style).treatment.characters
    except WritingError:
        return treatment
    return treatment.model_copy(update={"characters": people})
