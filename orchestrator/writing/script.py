"""The built-in writers' door: a told story keeps its own words, a line of an idea becomes a new story."""

from orchestrator.film.film import Settings
from orchestrator.film.screenplay import Screenplay
from orchestrator.film.style import StyleGuide
from orchestrator.writing.outline import write_outline
from orchestrator.writing.told import is_story, write_told


def write_script(settings: Settings, style: StyleGuide) -> Screenplay:
    """Return the screenplay of a film from its idea, without any model.

    Raises:
        WritingError: if the idea cannot be written.
    """
    return write_told(settings, style) if is_story(settings.idea, settings.language) else write_outline(settings, style)
