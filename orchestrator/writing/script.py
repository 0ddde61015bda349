"""The built-in writers' door: a told story keeps its own words, a line of an idea becomes a new story."""

from orchestrator.film.errors import WritingError
from orchestrator.film.film import Settings
from orchestrator.film.screenplay import Screenplay
from orchestrator.film.style import StyleGuide
from orchestrator.writing.language import language_of, script_of
from orchestrator.writing.outline import write_outline
from orchestrator.writing.told import is_english, is_story, write_told


def write_script(settings: Settings, style: StyleGuide) -> Screenplay:
    """Return the screenplay of a film from its idea, without any model.

    Raises:
        WritingError: if the idea cannot be written.
    """
    refuse_unwritable(settings)
    return write_told(settings, style) if is_told(settings) else write_outline(settings, style)


def is_told(settings: Settings) -> bool:
    """Whether the film tells a whole story: one that a person brought as such, or an idea that is one."""
    return settings.story is not None or is_story(settings.idea, settings.language)


def refuse_unwritable(settings: Settings) -> None:
    """Check that the built-in writer knows the language it is to write in.

    Raises:
        WritingError: for a line of an idea in a film of another language than English, and for a story in one that the
            film's settings do not name.
    """
    tag, text = settings.language, settings.idea
    found = language_of(text)
    if is_english(tag):
        told = settings.story is not None or (found is not None and is_story(text, found[0]))
        if found and (script_of(text) or settings.story or not is_story(text)):
            what = f"the story is in {found[1]}" if told else f"the idea is in {found[1]}"
            does = f"tell it in its own words with --language {found[0]}" if told else _INSTEAD.format(name=found[1])
            raise WritingError(f"{what}, and the film in English; {does}")
        return
    if text.strip() and not is_told(settings):
        raise WritingError(
            f"the built-in writer invents stories only in English; for a film in '{tag}', {_INSTEAD.format(name='that language')}"
        )


_INSTEAD = (
    "bring a story or a script in {name} (--script FILE), use a language model (--writer <provider>:<model>), "
    "or make the film in English (--language en)"
)
