"""Which languages espeak-ng speaks: language tags (BCP 47) to the names that its voices really answer to.

A voice that espeak-ng does not know leaves the one before in place, without a word. Its names are its own: French is `fr`
and not `fr-fr`, Chinese `cmn`, and what it lists is not always what it can find. Voices whose dictionary is missing, or that
spell the letters of their own script, are left out.
"""

import difflib
from collections.abc import Mapping

NAMES: Mapping[str, str] = {
    "af": "Afrikaans", "am": "Amharic", "an": "Aragonese", "ar": "Arabic", "as": "Assamese", "az": "Azerbaijani",
    "ba": "Bashkir", "be": "Belarusian", "bg": "Bulgarian", "bn": "Bengali", "bpy": "Bishnupriya", "bs": "Bosnian",
    "ca": "Catalan", "cmn": "Mandarin", "cs": "Czech", "cv": "Chuvash", "cy": "Welsh", "da": "Danish",
    "de": "German", "el": "Greek", "en": "English", "eo": "Esperanto", "es": "Spanish", "et": "Estonian", "eu": "Basque",
    "fa": "Persian", "fi": "Finnish", "fr": "French", "ga": "Irish", "gd": "Scottish Gaelic", "gn": "Guarani",
    "grc": "Ancient Greek", "gu": "Gujarati", "hak": "Hakka", "haw": "Hawaiian", "he": "Hebrew", "hi": "Hindi",
    "hr": "Croatian", "ht": "Haitian Creole", "hu": "Hungarian", "hy": "Armenian", "hyw": "Western Armenian",
    "ia": "Interlingua", "id": "Indonesian", "io": "Ido", "is": "Icelandic", "it": "Italian", "ja": "Japanese",
    "jbo": "Lojban", "ka": "Georgian", "kk": "Kazakh", "kl": "Greenlandic", "kn": "Kannada", "ko": "Korean",
    "kok": "Konkani", "ku": "Kurdish", "ky": "Kyrgyz", "la": "Latin", "lb": "Luxembourgish", "lfn": "Lingua Franca Nova",
    "lt": "Lithuanian", "ltg": "Latgalian", "lv": "Latvian", "mi": "Maori", "mk": "Macedonian", "ml": "Malayalam",
    "mr": "Marathi", "ms": "Malay", "mt": "Maltese", "mto": "Totontepec Mixe", "my": "Burmese", "nb": "Norwegian",
    "nci": "Classical Nahuatl", "ne": "Nepali", "nl": "Dutch", "nog": "Nogai", "om": "Oromo", "or": "Oriya",
    "pa": "Punjabi", "pap": "Papiamento", "piqd": "Klingon", "pl": "Polish", "pt": "Portuguese", "py": "Pyash",
    "qdb": "Lang Belta", "qu": "Quechua", "quc": "K'iche'", "qya": "Quenya", "ro": "Romanian", "ru": "Russian",
    "sd": "Sindhi", "shn": "Shan", "si": "Sinhala", "sjn": "Sindarin", "sk": "Slovak", "sl": "Slovenian",
    "smj": "Lule Sami", "sq": "Albanian", "sr": "Serbian", "sv": "Swedish", "sw": "Swahili", "ta": "Tamil",
    "te": "Telugu", "th": "Thai", "ti": "Tigrinya", "tk": "Turkmen", "tn": "Setswana", "tr": "Turkish", "tt": "Tatar",
    "ug": "Uyghur", "uk": "Ukrainian", "ur": "Urdu", "uz": "Uzbek", "vi": "Vietnamese", "yue": "Cantonese",
}  # fmt: skip
"""Every language that is spoken, by the code that espeak-ng knows it by."""

_LATIN_AMERICA = (
    "ar", "bo", "cl", "co", "cr", "cu", "do", "ec", "gt", "hn", "mx", "ni", "pa", "pe", "pr", "py", "sv", "us", "uy", "ve",
)  # fmt: skip
_VOICES: Mapping[str, str] = {
    "en": "en-us", "en-us": "en-us", "en-ca": "en-us", "en-gb": "en-gb-x-rp", "en-au": "en-gb-x-rp", "en-nz": "en-gb-x-rp",
    "en-ie": "en-gb-x-rp", "en-za": "en-gb-x-rp", "en-in": "en-gb-x-rp", "en-gb-scotland": "en-gb-scotland",
    "en-gb-x-gbclan": "en-gb-x-gbclan", "en-gb-x-gbcwmd": "en-gb-x-gbcwmd", "en-gb-x-rp": "en-gb-x-rp",
    "en-us-nyc": "en-us-nyc", "en-029": "en-029", "en-jm": "en-029", "en-tt": "en-029", "en-bb": "en-029",
    "pt": "pt-br", "pt-br": "pt-br", "pt-pt": "pt", "pt-ao": "pt", "pt-mz": "pt",
    "fr-be": "fr-be", "fr-ch": "fr-ch", "es-419": "es-419",
    **dict.fromkeys((f"es-{country}" for country in _LATIN_AMERICA), "es-419"),
    "zh": "cmn", "zh-hk": "yue", "zh-mo": "yue", "zh-yue": "yue", "zh-hak": "hak", "cmn-latn": "cmn-latn-pinyin",
    "zh-latn": "cmn-latn-pinyin", "zh-hant-hk": "yue",
    "no": "nb", "nn": "nb", "iw": "he", "in": "id", "sh": "hr", "mo": "ro", "kmr": "ku", "prs": "fa", "fa-latn": "fa-latn",
    "ca-valencia": "ca-va", "ru-lv": "ru-lv", "vi-vn-x-central": "vi-vn-x-central", "vi-vn-x-south": "vi-vn-x-south",
}  # fmt: skip
"""Tags whose voice has another name than the tag's language."""

_MEANT: Mapping[str, str] = {
    "jp": "ja", "cn": "zh", "tw": "zh", "gr": "el", "cz": "cs", "dk": "da", "se": "sv", "ua": "uk", "kr": "ko", "vn": "vi",
    "us": "en", "gb": "en", "br": "pt-BR", "mx": "es-MX", "at": "de", "ch": "de-CH", "il": "he", "ir": "fa", "rs": "sr",
    "ee": "et", "al": "sq", "ba": "bs", "my": "ms", "ge": "ka", "chinese": "zh", "farsi": "fa", "bokmal": "nb",
    "deutsch": "de", "francais": "fr", "espanol": "es", "italiano": "it", "portugues": "pt", "nederlands": "nl",
    "eng": "en", "ger": "de", "deu": "de", "fre": "fr", "fra": "fr", "spa": "es", "ita": "it", "por": "pt", "rus": "ru",
    "jpn": "ja", "chi": "zh", "zho": "zh", "kor": "ko", "ara": "ar", "heb": "he", "pol": "pl", "tur": "tr", "dut": "nl",
    "nld": "nl", "swe": "sv", "dan": "da", "fin": "fi", "nor": "nb", "ces": "cs", "cze": "cs", "hun": "hu", "ell": "el",
    "gre": "el", "ukr": "uk", "ron": "ro", "rum": "ro", "hin": "hi", "tha": "th", "vie": "vi", "ind": "id", "greek": "el",
}  # fmt: skip
"""What somebody means who writes a country, a name or a code of three letters for a language."""


def voice_of(tag: str) -> str | None:
    """The name of the voice that speaks a language tag, the nearest there is (`fr-CA` by `fr`); None if there is none."""
    parts = tag.lower().replace("_", "-").split("-")
    while parts:
        name = "-".join(parts)
        if name in _VOICES:
            return _VOICES[name]
        if name in NAMES:
            return name
        parts.pop()
    return None


def meant(tag: str) -> str | None:
    """The tag that somebody most likely meant by one that is not known, None if nobody can tell."""
    word = tag.lower().replace("_", "-")
    first = word.split("-", 1)[0]
    if first in _MEANT:
        return _MEANT[first]
    by_name = {name.lower(): code for code, name in NAMES.items()}
    if close := difflib.get_close_matches(word, by_name, 1, 0.75):
        return by_name[close[0]]
    return None
