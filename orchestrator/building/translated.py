"""A film in another language: the translation it is made from, and what its files and steps are called."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from orchestrator.building.backends import backend_for
from orchestrator.building.translated_texts import Written, text_key, told_of, written_texts
from orchestrator.directing.schedule import LineKey, line_keys
from orchestrator.film.errors import FilmError
from orchestrator.film.film import Film
from orchestrator.film.translation import Translation
from orchestrator.project.translations import compare, load_translation, tag, tag_fault


@dataclass(frozen=True)
class Dubbing:
    """What a film says in another language. A line that is not in `lines` stays as it is, and so do texts.

    `notes` are a shot (or `chapters`, `credits`) and what there is to tell of it: what is not translated, or from other words.
    """

    language: str
    title: str
    end: str
    lines: Mapping[LineKey, str]
    texts: Mapping[str, str] = field(default_factory=dict[str, str])
    """What else is written in the film, by the words that it has in the film's own language."""
    notes: tuple[tuple[str, str], ...] = ()


def dubbing_of(root: Path, film: Film, language: str) -> Dubbing:
    """Read the film's lines in a language.

    Raises:
        FilmError: if it is the film's own language, nobody speaks it, or there is no translation.
        ProjectError: with everything that is wrong with the translation's file.
    """
    refuse_language(film, language, root)
    asked = tag(language)
    translation = load_translation(root, asked)
    sides = compare(film, translation)
    entries = {key: sides.lines.get((f"{key[0]}/{key[1]}", key[2] + 1)) for key, _ in line_keys(film)}
    lines = {key: said for key, entry in entries.items() if entry and (said := entry.to.strip())}
    texts = {text_key(one.text): said for one in translation.texts if (said := one.to.strip())}
    stays = told_of(untranslated(film, translation), film.settings.language)
    return Dubbing(asked, translation.title.strip(), translation.end.strip(), lines, texts, (*sides.notes, *stays))


def untranslated(film: Film, translation: Translation) -> list[Written]:
    """What is written in the film and stays in its own language."""
    done = {text_key(one.text) for one in translation.texts if one.to.strip()}
    return [one for one in written_texts(film) if one.text not in done]


def refuse_language(film: Film, language: str, root: Path) -> None:
    """Refuse the film's own language, and one that its voices do not speak.

    Raises:
        FilmError: with what is most likely meant.
    """
    from generation.backend import VoiceBackend

    if wrong := tag_fault(language):
        raise FilmError(wrong)
    if tag(language) == tag(film.settings.language):
        raise FilmError(f"the film is in '{tag(language)}' as it is written; render it without --language")
    own = {sheet.voice.model for sheet in film.characters.values() if sheet.voice.model}
    for spec in (film.settings.voices, *sorted(own)):
        voices = backend_for("voices", spec, root)
        if isinstance(voices, VoiceBackend) and (wrong := voices.refuses(language)):
            raise FilmError(wrong)
