"""The first stage: an idea, or a whole story, becomes a treatment. Long films get theirs part by part."""

from collections.abc import Iterable, Sequence
from functools import partial

from orchestrator.film.errors import WritingError
from orchestrator.film.naming import slug, unused
from orchestrator.film.treatment import Beat, Role, Treatment
from orchestrator.writing.model.context import is_told, language_name, length_name, shortened, so_far, stretch
from orchestrator.writing.model.fields import (
    MaybeMood,
    MaybeTime,
    Name,
    Part,
    Passage,
    Phrase,
    Sentence,
    Share,
    Title,
)
from orchestrator.writing.model.marks import Prose, Value, question
from orchestrator.writing.model.pieces import Pieces
from orchestrator.writing.model.port import CutOff
from orchestrator.writing.model.stage import Stage, too_little_room
from orchestrator.writing.model.story import condensed
from orchestrator.writing.writer import Brief

_SECONDS_A_BEAT = 12.0
_SHORT = 120.0
_BEATS_A_CALL = 16
_SOURCE = 2500
"""Words of a story that come with a request for some of its beats."""
_BEATS_AT_ONCE = 24


class RoleAnswer(Part):
    """Somebody in the story."""

    name: Name
    kind: Name = "person"
    want: Sentence = ""
    flaw: Sentence = ""
    appearance: Sentence


class BeatAnswer(Part):
    """One step of the story."""

    name: Name
    what: Passage
    place: Phrase = ""
    time: MaybeTime = None
    mood: MaybeMood = None
    share: Share = 1.0


class TreatmentAnswer(Part):
    """A whole treatment."""

    title: Title
    logline: Sentence
    theme: Sentence
    characters: list[RoleAnswer]
    beats: list[BeatAnswer]


class SpineAnswer(Part):
    """What a long film is about, and its parts."""

    title: Title
    logline: Sentence
    theme: Sentence
    characters: list[RoleAnswer]
    parts: list[Passage]


class BeatsAnswer(Part):
    """Some beats of one part, and who comes into the story with them."""

    new_characters: list[RoleAnswer]
    beats: list[BeatAnswer]


def beats_for(seconds: float) -> int:
    """Return how many beats a film has: one for about 12 seconds of a short, for 75 of a film of two hours."""
    each = _SECONDS_A_BEAT * max(1.0, seconds / _SHORT) ** 0.45
    return max(2 if seconds >= 10 else 1, round(seconds / each))


def write_treatment(stage: Stage, brief: Brief) -> Treatment:
    """Return the treatment of the idea or story in `brief`.

    Raises:
        WritingError: if there is nothing to write from, or the model cannot deliver.
    """
    if not brief.text.strip():
        raise WritingError("there is no idea to write from; give one, or name a story file in film.yaml")
    count = beats_for(brief.settings.seconds)
    told = is_told(brief.text)
    material = condensed(stage, brief.text) if told else brief.text
    values: dict[str, Value] = {
        "length": length_name(brief.settings.seconds),
        "language": language_name(brief.settings.language),
        "title": brief.settings.title,
        "look": brief.style.look,
        "story": told,
        "shorter": material != brief.text,
        "material": Prose(material),
        "beats": count,
        "people": 3 if count <= 8 else 5 if count <= 24 else 9,
    }
    try:
        if count <= _BEATS_AT_ONCE:
            return _at_once(stage, values, count)
    except CutOff:
        stage.say("the whole treatment is too much for one answer")
    try:
        return _Parts(stage, values, count).treatment(max(1, min(_BEATS_A_CALL, count // 2)))
    except CutOff as short:
        raise too_little_room("a part of the treatment", short) from short


def _at_once(stage: Stage, values: dict[str, Value], count: int) -> Treatment:
    stage.say("plans the story")
    answer = stage.ask(
        question("treatment", **values),
        TreatmentAnswer,
        wrong=lambda found: _no_beats(found.beats),
        weak=lambda found: _other_number(found.beats, count) + _named_twice(found.characters),
    )
    return _treatment(answer, answer.characters, answer.beats)


class _Parts:
    """A treatment part by part: first what the film is, then the beats of each part, knowing what came before."""

    def __init__(self, stage: Stage, values: dict[str, Value], count: int) -> None:
        self._stage, self._values, self._count = stage, values, count
        self._people: list[RoleAnswer] = []
        self._beats: list[BeatAnswer] = []

    def treatment(self, at_most: int) -> Treatment:
        self._stage.say("plans the parts of the story")
        wanted = max(2, min(12, round(self._count / 12)))
        spine = self._stage.ask(
            question("treatment_parts", **self._values, parts=wanted),
            SpineAnswer,
            wrong=lambda found: [] if found.parts else ["parts: none is there"],
            weak=lambda found: _number_of_parts(found, wanted) + _named_twice(found.characters),
        )
        self._people += spine.characters
        pieces = Pieces[int](at_most)
        for index in range(len(spine.parts)):
            numbers = range(self._count * index // len(spine.parts), self._count * (index + 1) // len(spine.parts))
            pieces.each(numbers, partial(self._ask, spine, index, numbers))
        return _treatment(spine, self._people, self._beats)

    def _ask(self, spine: SpineAnswer, index: int, numbers: range, wanted: list[int]) -> None:
        """Ask for some beats of one part. All numbers count from 0, `wanted` through the whole film."""
        self._stage.say(f"plans part {index + 1} of {len(spine.parts)}, beat {wanted[0] + 1} of {self._count}")
        answer = self._stage.ask(
            question("treatment_beats", **self._values, **self._of_part(spine, index, numbers, wanted)),
            BeatsAnswer,
            wrong=lambda found: _no_beats(found.beats),
            weak=lambda found: _other_number(found.beats, len(wanted)),
        )
        known = {slug(person.name) for person in self._people}
        self._people += [person for person in answer.new_characters if slug(person.name) not in known]
        self._beats += answer.beats

    def _of_part(self, spine: SpineAnswer, index: int, numbers: range, wanted: list[int]) -> dict[str, Value]:
        parts = len(spine.parts)
        return {
            "logline": spine.logline,
            "theme": spine.theme,
            "parts": list(spine.parts),
            "part": index + 1,
            "first": wanted[0] - numbers[0] + 1,
            "last": wanted[-1] - numbers[0] + 1,
            "of": len(numbers),
            "wanted": len(wanted),
            "characters": _people(self._people),
            "places": list(dict.fromkeys(beat.place for beat in self._beats if beat.place))[-20:],
            "so_far": so_far([beat.what for beat in self._beats]),
            "near": Prose(stretch(str(self._values["material"]), index / parts, (index + 1) / parts, _SOURCE)),
        }


def _no_beats(beats: Sequence[BeatAnswer]) -> list[str]:
    return [] if beats else ["beats: none is there"]


def _other_number(beats: Sequence[BeatAnswer], count: int) -> list[str]:
    low, high = max(1, round(count * 0.6)), max(count + 1, round(count * 1.5))
    return [] if low <= len(beats) <= high else [f"beats: there are {len(beats)}; write {count}"]


def _number_of_parts(answer: SpineAnswer, parts: int) -> list[str]:
    return [] if 2 <= len(answer.parts) <= 2 * parts else [f"parts: there are {len(answer.parts)}; write {parts}"]


def _named_twice(people: Iterable[RoleAnswer]) -> list[str]:
    names = [person.name for person in people]
    return [
        f"characters: two are called '{name}'; give every one a name of their own"
        for name in sorted({name for name in names if names.count(name) > 1})
    ]


def _people(people: Sequence[RoleAnswer]) -> list[Value]:
    return [{"name": one.name, "kind": one.kind, "want": shortened(one.want, 20)} for one in people]


def _treatment(
    head: TreatmentAnswer | SpineAnswer, people: Sequence[RoleAnswer], beats: Sequence[BeatAnswer]
) -> Treatment:
    roles: list[Role] = []
    for person in people:
        identity = unused(slug(person.name), {role.id for role in roles})
        roles.append(
            Role(
                id=identity,
                name=person.name,
                kind=person.kind.lower(),
                want=person.want,
                flaw=person.flaw,
                appearance=person.appearance,
            )
        )
    taken: set[str] = set()
    steps: list[Beat] = []
    for beat in beats:
        identity = unused(slug(shortened(beat.name, 6).removesuffix(" …"), "beat"), taken)
        taken.add(identity)
        steps.append(
            Beat(id=identity, what=beat.what, place=beat.place, time=beat.time, mood=beat.mood, share=beat.share)
        )
    return Treatment(
        title=head.title, logline=head.logline, theme=head.theme, characters=tuple(roles), beats=tuple(steps)
    )
