"""Scene headings in the film's language, in words that the Fountain reader understands."""

from orchestrator.film.sheets import Place
from orchestrator.film.vocabulary import Time

_TIMES: dict[str, dict[Time, str]] = {
    "fr": {"dawn": "AUBE", "morning": "MATIN", "day": "JOUR", "dusk": "SOIR", "night": "NUIT"},
    "de": {"morning": "MORGEN", "day": "TAG", "dusk": "ABEND", "night": "NACHT"},
    "es": {"morning": "MAÑANA", "day": "DÍA", "afternoon": "TARDE", "night": "NOCHE"},
    "it": {"day": "GIORNO", "dusk": "SERA", "night": "NOTTE"},
    "pt": {"day": "DIA", "afternoon": "TARDE", "night": "NOITE"},
    "ru": {"morning": "УТРО", "day": "ДЕНЬ", "dusk": "ВЕЧЕР", "night": "НОЧЬ"},
}
"""Times of day as a writer of that language heads a scene; those that are missing stay English."""


def heading_of(place: Place, time: Time, language: str) -> str:
    """Return for example `EXT. LIGHTHOUSE GALLERY - NIGHT`."""
    words = _TIMES.get(language.lower().partition("-")[0], {})
    prefix = "INT." if place.interior else "EXT."
    return f"{prefix} {place.name.upper()} - {words.get(time, time.upper())}"
