"""What the end card says, in the film's language."""

from collections.abc import Mapping

_WORDS: Mapping[str, str] = {
    "af": "Einde", "ar": "النهاية", "az": "Son", "be": "Канец", "bg": "Край", "bn": "সমাপ্ত", "bs": "Kraj", "ca": "Fi",
    "cs": "Konec", "cy": "Y Diwedd", "da": "Slut", "de": "Ende", "el": "Τέλος", "en": "The End", "eo": "Fino", "es": "Fin",
    "et": "Lõpp", "eu": "Amaiera", "fa": "پایان", "fi": "Loppu", "fr": "Fin", "ga": "Críoch", "he": "סוף", "hi": "समाप्त",
    "hr": "Kraj", "hu": "Vége", "hy": "Վերջ", "id": "Tamat", "is": "Endir", "it": "Fine", "ja": "おわり", "ka": "დასასრული",
    "kk": "Соңы", "ko": "끝", "la": "Finis", "lt": "Pabaiga", "lv": "Beigas", "mk": "Крај", "ms": "Tamat", "mt": "Tmiem",
    "nb": "Slutt", "nl": "Einde", "nn": "Slutt", "no": "Slutt", "pl": "Koniec", "pt": "Fim", "ro": "Sfârșit", "ru": "Конец",
    "sk": "Koniec", "sl": "Konec", "sq": "Fund", "sr": "Крај", "sv": "Slut", "sw": "Mwisho", "ta": "முற்றும்", "th": "จบ",
    "tr": "Son", "uk": "Кінець", "ur": "اختتام", "vi": "Hết", "zh": "剧终", "zh-Hant": "劇終", "zh-TW": "劇終", "zh-HK": "劇終",
    "yue": "劇終", "sr-Latn": "Kraj",
}  # fmt: skip


def end_words(language: str) -> str | None:
    """The words for the end of a film in a language, None where they are not known."""
    parts = language.split("-")
    tags = ["-".join(parts[: count + 1]) for count in reversed(range(len(parts)))]
    known = {tag.lower(): words for tag, words in _WORDS.items()}
    return next((known[tag.lower()] for tag in tags if tag.lower() in known), None)
