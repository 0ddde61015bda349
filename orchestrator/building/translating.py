"""`translate`: what is spoken and written in the film into a translation file, only what is new or has changed."""

from dataclasses import dataclass
from pathlib import Path

from orchestrator.building.project import open_project
from orchestrator.building.steps import spoken_so_far
from orchestrator.building.translated import refuse_language
from orchestrator.building.translated_fit import slots
from orchestrator.building.translated_steps import dubbed
from orchestrator.building.translated_texts import Written, text_key, written_texts
from orchestrator.directing.schedule import Schedule, schedule
from orchestrator.film.errors import WritingError
from orchestrator.film.film import Film
from orchestrator.film.translation import TranslatedLine, TranslatedText, Translation
from orchestrator.project.history import recorded
from orchestrator.project.translations import (
    LineName,
    Spoken,
    is_current,
    load_translation,
    save_translation,
    spoken_lines,
    tag,
    translation_path,
)
from orchestrator.store.store import Store
from orchestrator.writing.writer import Brief, SpokenLine, Writer

_TITLE_CARD, _TITLE_SECONDS = "TITLE CARD", 3.4
_SHOWN = {"chapter": "CHAPTER CARD", "title": "TEXT ON SCREEN", "credits": "CREDITS"}
_TEXT_SECONDS = 6.0
"""How long a text is said to be seen to whoever translates: they are read, not spoken, and need not be short."""


@dataclass(frozen=True)
class Translated:
    """What became of a translation: how many lines and texts were translated now, kept, and taken out because they are gone.

    `empty` and `old` (from words that have changed since) are for a person to write; `too_long` are a shot and what does not
    fit in it, by estimate.
    """

    path: Path
    language: str
    now: int
    kept: int
    gone: int
    empty: int
    old: int
    too_long: tuple[tuple[str, str], ...] = ()


def translate(root: Path, film: Film, language: str, writer: Writer | None) -> Translated:
    """Translate what is new or has changed; a person's corrections stay. Without a writer its places are left empty.

    Raises:
        FilmError: if the film is in that language, or nobody speaks it.
        ProjectError: with everything that is wrong with the file that is there.
        WritingError: if the writer cannot translate; nothing is written then.
    """
    refuse_language(film, language, root)
    language = tag(language)
    there = load_translation(root, language) if (root / translation_path(language)).exists() else None
    before = {(line.shot, line.number): line for line in there.lines} if there else {}
    lines = spoken_lines(film)
    wanted = [line for line in lines if not is_current(before.get(line.name), line)]
    title = there.title if there else ""
    held = {text_key(one.text): one.to for one in there.texts} if there else {}
    texts = written_texts(film)
    new = [one for one in texts if not held.get(one.text, "").strip()]
    said: dict[LineName, str] = {}
    if writer is not None and (wanted or new or not title):
        title, pieces, said = _ask(root, film, language, writer, wanted, new, title)
        held |= {one.text: one.translated(pieces) for one in new}
    entries = tuple(_entry(line, before.get(line.name), said) for line in lines)
    shown = tuple(TranslatedText(text=one.text, to=held.get(one.text, "")) for one in texts)
    changed = {"title": title, "texts": shown, "lines": entries}
    made = (there or Translation(language=language)).model_copy(update=changed)
    with recorded(root, f"translate {language}"):
        path = save_translation(root, made, [speaker_of(film, line) for line in lines])
    names, left = {line.name for line in lines}, sum(not one.to.strip() for one in shown)
    return Translated(
        path,
        language,
        now=len(said) + len(new) - left,
        kept=len(lines) - len(wanted) + len(texts) - len(new),
        gone=len(before.keys() - names) + len(held.keys() - {one.text for one in texts}),
        empty=sum(not entry.to.strip() for entry in entries) + left,
        old=sum(
            bool(entry.to.strip()) and not is_current(entry, line) for entry, line in zip(entries, lines, strict=True)
        ),
        too_long=_too_long(root, film, language),
    )


def speaker_of(film: Film, line: Spoken) -> str:
    """Who says a line."""
    sheet = film.characters.get(line.character) if line.character else None
    return sheet.name if sheet else "Narrator"


def _entry(line: Spoken, before: TranslatedLine | None, said: dict[LineName, str]) -> TranslatedLine:
    """The line as it stands in the file; what nobody translated anew stays, with the words that it was made from."""
    shot, number = line.name
    if line.name in said:
        return TranslatedLine(shot=shot, number=number, line=line.text, to=said[line.name])
    if before is not None and before.to.strip():
        return before
    return TranslatedLine(shot=shot, number=number, line=line.text)


def _ask(
    root: Path, film: Film, language: str, writer: Writer, wanted: list[Spoken], texts: list[Written], title: str
) -> tuple[str, dict[str, str], dict[LineName, str]]:
    """Let the writer translate lines and pieces of texts, and the title with them where there is none yet."""
    room = {slot.key: slot.room for slot in slots(film, _schedule(root, film))}
    asked = [] if title else [SpokenLine(_TITLE_CARD, film.settings.title, _TITLE_SECONDS)]
    pieces = {piece: _SHOWN[one.kind] for one in texts for piece in one.pieces()}
    asked += [SpokenLine(shown, piece, _TEXT_SECONDS) for piece, shown in pieces.items()]
    for line in wanted:
        scene, shot = line.name[0].split("/")
        seconds = room[(scene, shot, line.name[1] - 1)]
        asked.append(SpokenLine(speaker_of(film, line), line.text, round(seconds, 1), line.manner))
    told = [" ".join(text.split()) for text in writer.translated(asked, language, _brief(film))]
    if len(told) != len(asked):
        raise WritingError(f"the writer gave {len(told)} lines for {len(asked)}; try again, or another writer")
    if not title:
        title, *told = told
    written, spoken = told[: len(pieces)], told[len(pieces) :]
    lines = {line.name: text for line, text in zip(wanted, spoken, strict=True)}
    return title, dict(zip(pieces, written, strict=True)), lines


def _brief(film: Film) -> Brief:
    return Brief(film.settings, film.style, film.settings.idea)


def _schedule(root: Path, film: Film) -> Schedule:
    """The schedule with the lines that were spoken already as long as they are."""
    return schedule(film, spoken_so_far(film, Store(root / ".filmwright")))


def _too_long(root: Path, film: Film, language: str) -> tuple[tuple[str, str], ...]:
    project = open_project(root, film, language=language)
    found = dubbed(project, _schedule(root, film), {})
    notes = project.dubbing.notes if project.dubbing else ()
    return tuple(note for note in found.notes if note not in notes)
