"""The writer that asks a language model, stage by stage.

How a model answers, by the name of the schema (which is also how a scripted model knows what it is asked):

=========== ================= ===============================================================================================
stage       schema            in a nutshell
=========== ================= ===============================================================================================
treatment   StoryAnswer       {retold}: one piece of a story of over 6,000 words, before the rest; `screenplay` asks for it again
treatment   TreatmentAnswer   {title, logline, theme, characters: [{name, kind, want, flaw, appearance}],
                              beats: [{name, what, place, time|null, mood|null, share}]}: for films of up to 24 beats
treatment   SpineAnswer       {title, logline, theme, characters, parts: [text]}: for longer ones, and after a cut-off answer
treatment   BeatsAnswer       {new_characters: [as above], beats: [as above]}: the beats that were asked for of one part
screenplay  ScreenplayAnswer  {new_characters: [{name, kind, appearance, pitch}],
                              new_places: [{name, kind, appearance, interior}],
                              scenes: [{first_step, last_step, place (name), time, weather, mood, summary,
                              beats: [{type: action|speech, text, character (name)|null, manner|null, emotion|null,
                              seen: [name]}]}]}: every `STEP n` of the question, in order
shots       ShotsAnswer       {scenes: [{scene (id), shots: [{first, last, quote|null, size, angle, camera, weight,
                              props: [text], cast: [{character (id), state (id)|null, position|null, facing|null,
                              emotion|null}]}]}]}: every `SCENE id` of the question, its numbered beats covered in order
sheets      SheetsAnswer      {characters: [{character (id), kind, appearance|null, states: [{name, look}],
                              default_state|null, pitch, pace}], places: [{place (id), kind, appearance}]}:
                              everybody under PEOPLE and every place under PLACES
critique    CritiqueAnswer    {suggestions: [{scene (id), beat, change: replace|cut|add, text|null, speaker (id)|null,
                              reason}]}
translation TranslationAnswer {lines: [{number, text}]}: the numbers of the question, in order
=========== ================= ===============================================================================================

The schemas want every field, null or an empty list where there is nothing to say; a server that does not force them may leave
those out.
"""

from collections.abc import Sequence

from orchestrator.film.critique import Critique
from orchestrator.film.screenplay import Screenplay
from orchestrator.film.shotlist import ShotList
from orchestrator.film.treatment import Treatment
from orchestrator.writing.model.critic import criticise
from orchestrator.writing.model.port import Asker
from orchestrator.writing.model.screenplay import write_screenplay
from orchestrator.writing.model.sheets import fill_sheets
from orchestrator.writing.model.shots import list_shots
from orchestrator.writing.model.stage import Stage
from orchestrator.writing.model.translating import translate
from orchestrator.writing.model.treatment import write_treatment
from orchestrator.writing.writer import Brief, Hear, SpokenLine, silent


class ModelWriter:
    """A `Writer` that asks a language model and checks everything that it answers."""

    def __init__(self, asker: Asker, hear: Hear = silent) -> None:
        self._asker, self._hear = asker, hear

    def treatment(self, brief: Brief) -> Treatment:
        """The idea or story as a treatment."""
        return write_treatment(self._stage("treatment"), brief)

    def screenplay(self, treatment: Treatment, brief: Brief) -> Screenplay:
        """The treatment as a screenplay; scenes have the ids of the beats they begin with."""
        return write_screenplay(self._stage("screenplay"), treatment, brief)

    def shots(self, screenplay: Screenplay, brief: Brief) -> ShotList:
        """How the screenplay is covered; a scene that is not in the list is left to the built-in director."""
        return list_shots(self._stage("shots"), screenplay, brief)

    def sheets(self, screenplay: Screenplay, brief: Brief) -> Screenplay:
        """The screenplay with its empty sheets filled in; wardrobe states that shots may use come from here."""
        return fill_sheets(self._stage("sheets"), screenplay, brief)

    def critique(self, screenplay: Screenplay, brief: Brief) -> Critique:
        """What a script editor would change."""
        return criticise(self._stage("critique"), screenplay, brief)

    def translated(self, lines: Sequence[SpokenLine], language: str, brief: Brief) -> tuple[str, ...]:
        """The lines in another language, one for one."""
        return translate(self._stage("translation"), lines, language, brief)

    def _stage(self, name: str) -> Stage:
        return Stage(name, self._asker, self._hear)
