"""A second pair of eyes: what a script editor would change, each with its reason. Proposals only."""

from collections.abc import Sequence

from orchestrator.film.critique import Critique, Suggestion
from orchestrator.film.naming import slug
from orchestrator.film.screenplay import Screenplay
from orchestrator.writing.model.context import language_name, length_name
from orchestrator.writing.model.fields import Change, MaybeName, MaybeWords, Name, Part, Sentence
from orchestrator.writing.model.listing import Portion, before, listed, named, people_in, pieces_of_scenes, portions
from orchestrator.writing.model.marks import question
from orchestrator.writing.model.port import CutOff, Message
from orchestrator.writing.model.stage import Rejected, Stage
from orchestrator.writing.writer import Brief

_NOTES_A_SCENE = 1.5


class SuggestionAnswer(Part):
    """One proposed change at a beat; `text` is null for a cut, `speaker` null for action and the narrator."""

    scene: Name
    beat: int
    change: Change
    text: MaybeWords = None
    speaker: MaybeName = None
    reason: Sentence


class CritiqueAnswer(Part):
    """What is worth changing; may be empty."""

    suggestions: list[SuggestionAnswer]


def criticise(stage: Stage, screenplay: Screenplay, brief: Brief) -> Critique:
    """Return what could be better in the screenplay.

    Raises:
        WritingError: if the model could not be asked.
    """
    kept: list[Suggestion] = []

    def ask(batch: list[Portion]) -> None:
        stage.say(f"reads {named(batch)}")
        try:
            answer = stage.ask(
                _request(batch, screenplay, brief),
                CritiqueAnswer,
                wrong=lambda found: _wrong(found, batch, screenplay),
                weak=lambda found: _too_many(found, batch),
            )
        except Rejected as rejected:
            if not isinstance(rejected.last, CritiqueAnswer):
                stage.say(f"{named(batch)}: no second opinion, for no answer fitted")
                return
            answer = rejected.last
        seen: set[tuple[str, int, str]] = set()
        for note in answer.suggestions:
            key = (slug(note.scene), note.beat, "add" if note.change == "add" else "change")
            if not _faults(note, batch, screenplay) and key not in seen:
                seen.add(key)
                kept.append(_suggestion(note, screenplay))

    try:
        pieces_of_scenes().each(portions(screenplay), ask)
    except CutOff:
        stage.say("the rest stays without a second opinion: it is too much for the model")
    return Critique(suggestions=tuple(kept))


def _request(batch: Sequence[Portion], screenplay: Screenplay, brief: Brief) -> list[Message]:
    return question(
        "critic",
        length=length_name(brief.settings.seconds),
        language=language_name(brief.settings.language),
        logline=screenplay.logline,
        so_far=before(screenplay, batch[0]),
        ends=batch[-1].scene.id == screenplay.scenes[-1].id,
        characters=[{"id": sheet.id, "name": sheet.name} for sheet in people_in(batch, screenplay)],
        scenes=listed(batch),
        most=_most(batch),
    )


def _most(batch: Sequence[Portion]) -> int:
    return max(2, round(len(batch) * _NOTES_A_SCENE))


def _too_many(answer: CritiqueAnswer, batch: Sequence[Portion]) -> list[str]:
    count, most = len(answer.suggestions), _most(batch)
    return [f"suggestions: there are {count}; keep the {most} that matter most"] if count > most else []


def _wrong(answer: CritiqueAnswer, batch: Sequence[Portion], screenplay: Screenplay) -> list[str]:
    found: list[str] = []
    for number, note in enumerate(answer.suggestions, 1):
        found += [f"suggestion {number}: {fault}" for fault in _faults(note, batch, screenplay)]
    return found


def _faults(note: SuggestionAnswer, batch: Sequence[Portion], screenplay: Screenplay) -> list[str]:
    portion = next((one for one in batch if slug(note.scene) == one.scene.id), None)
    if portion is None:
        return [f"there is no scene '{note.scene}' here"]
    first = portion.first - 1 if note.change == "add" else portion.first
    if not first <= note.beat <= portion.last:
        return [
            f"scene '{portion.scene.id}' has no beat {note.beat} here; its beats are {portion.first} to {portion.last}"
        ]
    if not note.reason:
        return ["has no reason"]
    if note.change == "cut":
        return []
    if not note.text:
        return [f"to {note.change} a beat takes a text"]
    if note.change == "replace" and note.text == portion.scene.beats[note.beat - 1].text:
        return ["replaces a beat with its own words"]
    if note.speaker and not any(slug(note.speaker) == sheet.id for sheet in screenplay.characters):
        return [f"there is no character '{note.speaker}'"]
    return []


def _suggestion(note: SuggestionAnswer, screenplay: Screenplay) -> Suggestion:
    scene = next(scene for scene in screenplay.scenes if scene.id == slug(note.scene))
    speaker = slug(note.speaker) if note.speaker and note.change == "add" else None
    text = "" if note.change == "cut" else note.text or ""
    return Suggestion(
        scene=scene.id, beat=note.beat, change=note.change, text=text, speaker=speaker, reason=note.reason
    )
