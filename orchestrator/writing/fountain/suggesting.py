"""A critic's suggestions applied to the text of a script: what they name changes, every other byte stays."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import groupby

from orchestrator.film.critique import Critique, Suggestion
from orchestrator.film.screenplay import Screenplay, Speech
from orchestrator.writing.fountain.document import Edit, parse
from orchestrator.writing.fountain.elements import Element, Note
from orchestrator.writing.fountain.lines import hidden_in
from orchestrator.writing.fountain.meaning import script_from
from orchestrator.writing.fountain.notes import escape, fields
from orchestrator.writing.fountain.script import Passage, SceneLines, Script
from orchestrator.writing.fountain.speakers import Speakers
from orchestrator.writing.fountain.writer import action_line, bracketed, speech_lines, spoken_line


def suggested(text: str, critique: Critique, known: Screenplay | None = None) -> str:
    """Return the script with all suggestions applied; they count the beats of the script as it is given here.

    Notes on replaced words stay with the new ones. Speakers may be anybody in the script or in `known`.

    Raises:
        ValueError: if a suggestion fits nowhere, in words for whoever made it; nothing is applied then.
        ProjectError: if the script cannot be read.
    """
    document = parse(text)
    script = script_from(document, known)
    suggestions = _Suggestions(script, known)
    for suggestion in critique.suggestions:
        suggestions.take(suggestion)
    return document.edited(suggestions.edits()).text


class _Suggestions:
    def __init__(self, script: Script, known: Screenplay | None) -> None:
        self._script = script
        self._document = script.document
        people = [*script.screenplay.characters, *(known.characters if known else ())]
        self._people = {person.id for person in people}
        self._speakers = Speakers(people)
        self._changed: dict[tuple[str, int], Suggestion] = {}
        self._added: defaultdict[tuple[str, int], list[str]] = defaultdict(list)

    def take(self, suggestion: Suggestion) -> None:
        """Take in one suggestion.

        Raises:
            ValueError: if it fits nowhere.
        """
        scenes = {scene.id: scene for scene in self._script.scenes}
        if suggestion.scene not in scenes:
            raise ValueError(f"there is no scene '{suggestion.scene}'; the script has {', '.join(scenes)}")
        where = f"scene '{suggestion.scene}', beat {suggestion.beat}"
        count = len(scenes[suggestion.scene].beats)
        if suggestion.beat > count or (suggestion.beat == 0 and suggestion.change != "add"):
            beats = "has no beats" if not count else f"has beats 1 to {count}"
            only = " (0 is only for what is added before the first)" if suggestion.beat == 0 else ""
            raise ValueError(f"{where}: there is no such beat; the scene {beats}{only}")
        if suggestion.change != "cut" and not suggestion.text.strip():
            raise ValueError(f"{where}: '{suggestion.change}' needs the new words in 'text'")
        key = (suggestion.scene, suggestion.beat)
        if suggestion.change == "add":
            self._added[key].append(self._paragraph(suggestion, where))
        elif key in self._changed:
            raise ValueError(f"{where}: two suggestions change this beat; keep one of them")
        else:
            self._changed[key] = suggestion

    def _paragraph(self, suggestion: Suggestion, where: str) -> str:
        if suggestion.speaker is None:
            return action_line(escape(suggestion.text))
        if suggestion.speaker not in self._people:
            people = ", ".join(sorted(self._people)) or "nobody"
            raise ValueError(f"{where}: there is nobody with the id '{suggestion.speaker}'; the script knows {people}")
        return speech_lines(Speech(character=suggestion.speaker, text=suggestion.text), self._speakers)

    def edits(self) -> Iterator[Edit]:
        """Yield the edits of the text."""
        for scene in self._script.scenes:
            before = self._added.get((scene.id, 0))
            if before:
                yield self._document.insertion("\n\n".join(before), self._opening(scene))
            numbered = enumerate(scene.beats, 1)
            for _, group in groupby(numbered, key=lambda entry: entry[1].element.start):
                yield from self._element(scene.id, list(group))

    def _opening(self, scene: SceneLines) -> int:
        """Return where the first beat stands or would stand: below the heading, its notes and its synopsis."""
        if scene.beats:
            return scene.beats[0].element.start
        elements = scene.block.elements
        last = next(index for index, element in enumerate(elements) if element.kind == "heading")
        while last + 1 < len(elements) and elements[last + 1].kind in {"note", "synopsis", "boneyard"}:
            last += 1
        return self._document.behind(elements[last])

    def _element(self, scene: str, beats: Sequence[tuple[int, Passage]]) -> Iterator[Edit]:
        """Yield the edits of an element and of what is added around the beats in it."""
        element = beats[0][1].element
        changes = [self._changed.get((scene, number)) for number, _ in beats]
        kept = [
            number for (number, _), change in zip(beats, changes, strict=True) if not change or change.change != "cut"
        ]
        added = {number: self._added[scene, number] for number, _ in beats if (scene, number) in self._added}
        if not kept:
            new = "\n\n".join(one for several in added.values() for one in several)
            yield Edit(element.start, element.end, new) if new else self._document.removal(element)
            return
        for index, ((_, passage), change) in enumerate(zip(beats, changes, strict=True)):
            following = beats[index + 1][1] if index + 1 < len(beats) else None
            if change and change.change == "cut":
                yield self._without(passage, following)
            elif change:
                yield self._reworded(passage, change.text)
        places: defaultdict[int | None, list[str]] = defaultdict(list)
        for number, new in added.items():
            places[next((other for other in kept if other > number), None)] += new
        passages = dict(beats)
        for place, new in places.items():
            yield self._between("\n\n".join(new), element, passages[place] if place else None, place == kept[0])

    def _between(self, new: str, element: Element, following: Passage | None, opens: bool) -> Edit:
        """Return the edit that puts paragraphs before the beat `following` of an element, or behind the element.

        A dialogue that goes on behind them gets its cue again; `opens` says that nothing of it would stand before them.
        """
        if following is None:
            return self._document.insertion(new, self._document.behind(element))
        if opens:
            return self._document.insertion(new, element.start)
        again = "\n".join([element.cue, *(self._raw(note) for note in _speaker_notes(element))])
        offset = self._document.line_start(following.parts[0].first)
        return Edit(offset, offset, f"\n{new}\n\n{again}\n")

    def _without(self, passage: Passage, following: Passage | None) -> Edit:
        """Return the edit that takes one of several beats out of a dialogue, with the notes about it."""
        element = passage.element
        start = self._document.line_start(passage.parts[0].first)
        end = self._document.line_start(following.parts[0].first) if following else self._document.behind(element)
        if not following and end == element.end:  # the text's last line has no end
            start = start - len(self._document.newline)
        kept = [self._raw(note) for note in _speaker_notes(element) if start <= note.start < end]
        return Edit(start, end, "".join(f"{note}\n" for note in kept))

    def _reworded(self, passage: Passage, text: str) -> Edit:
        words = escape(text)
        element = passage.element
        if not passage.parts:
            start, end = element.words
            signs = {"centered": f"> {words} <", "lyrics": f"~{words}"}
            new = signs.get(element.kind, f"!{words}" if element.forced else action_line(words))
        else:
            part = passage.parts[-1]
            start, end = (passage.parts[0] if part.kind == "manner" else part).start, part.end
            spoken = {"manner": f"({bracketed(text)})", "lyrics": f"~{words}"}
            new = spoken.get(part.kind, spoken_line(words))
        hidden, _ = hidden_in(self._document.text[start:end])
        kept = [self._document.text[start + one.start : start + one.end] for one in hidden]
        return Edit(start, end, " ".join([new, *kept]))

    def _raw(self, note: Note) -> str:
        return self._document.text[note.start : note.end]


def _speaker_notes(element: Element) -> list[Note]:
    return [note for note in element.notes if "speaker" in dict(fields(note.text))]
