"""Notes that carry data: `[[mood: tense; cast: mara, storm]]`, or one field on each line of the note."""

import re
from collections.abc import Mapping
from typing import Literal, get_args

from orchestrator.film.sheets import Character, Place, VoiceSheet
from orchestrator.film.vocabulary import Ambience, Emotion, Mood, Time, TransitionKind, Weather
from orchestrator.writing.fountain.emphasis import without_emphasis

WORDS: dict[str, tuple[str, ...]] = {
    "time": get_args(Time),
    "weather": get_args(Weather),
    "mood": get_args(Mood),
    "emotion": get_args(Emotion),
    "ambience": get_args(Ambience),
    "enter": get_args(TransitionKind),
}
"""Fields that take a word of a closed vocabulary."""

FIELDS = {*WORDS, "scene", "place", "character", "intensity", "cast", "props", "insert", "speaker", "cue", "from_here"}

_ID = re.compile(r"[a-z0-9][a-z0-9-]{0,63}\Z")
_FILES = ("state_references", "loras")
"""Of a sheet what no script says: which files belong to it in a project."""
SheetKind = Literal["character", "place"]


def escape(text: str) -> str:
    """Return a text that Fountain shows as it is: emphasis signs, notes and boneyards in it are plain signs."""
    return re.sub(r"([\\*_\[\]])", r"\\\1", " ".join(text.split()))


_CONTROL = re.compile("[\\x00-\\x08\\x0e-\\x1b\\x7f]")


def unescape(text: str) -> str:
    """Return a line's text without emphasis signs, white space squeezed."""
    return readable(re.sub(r"\\(.)", r"\1", without_emphasis(text)))


def readable(text: str) -> str:
    """Return a text with white space squeezed, without the control characters that nobody can see or say."""
    return " ".join(_CONTROL.sub("", text).split())


def field(key: str, value: str) -> str:
    """Return one field of a note, its value safe inside the note."""
    return f"{key}: {escape(value).replace(';', chr(92) + ';')}"


def fields(note: str) -> list[tuple[str, str]]:
    """Return the fields of a note in order; a note that is plain talk has none that we know."""
    found: list[tuple[str, str]] = []
    for piece in re.findall(r"(?:\\.|[^\\;\n])+", note):
        key, colon, value = piece.partition(":")
        key = key.strip()
        if not colon and key == "insert":
            found.append((key, "yes"))
        elif colon and key:
            found.append((key, readable(re.sub(r"\\(.)", r"\1", value))))
    return found


def listed(value: str) -> tuple[str, ...]:
    """Return the entries of a list; a comma inside an entry is written doubled."""
    marked = value.replace(",,", "\0")
    return tuple(entry.strip().replace("\0", ",") for entry in marked.split(",") if entry.strip())


def as_list(values: tuple[str, ...]) -> str:
    """Return entries as one value."""
    return ", ".join(value.replace(",", ",,") for value in values)


def as_states(states: Mapping[str, str]) -> str:
    """Return who is in which state from here on, as one value: `mara = wet, house = burned`."""
    return ", ".join(f"{who} = {state}" for who, state in states.items())


def states_in(value: str) -> dict[str, str]:
    """Return who is in which state, as `as_states` writes it.

    Raises:
        ValueError: if an entry is none.
    """
    found: dict[str, str] = {}
    for entry in listed(value):
        who, sign, state = (part.strip() for part in entry.partition("="))
        if not sign or not _ID.match(who) or not _ID.match(state):
            raise ValueError(f"'{entry}' says nobody's state; write for example 'mara = wet'")
        found[who] = state
    return found


def sheet_note(kind: SheetKind, sheet: Character | Place) -> str:
    """Return a sheet as a note with one field on each line, defaults left out."""
    lines = [field(kind, sheet.id), field("name", sheet.name)]
    for key, value in sheet.model_dump(exclude_defaults=True, exclude={"id", "name", *_FILES}).items():
        if isinstance(value, dict):
            lines += [field(f"{key}.{name}", str(entry)) for name, entry in value.items()]
        elif isinstance(value, tuple):
            lines.append(field(key, as_list(tuple(str(entry) for entry in value))))
        else:
            lines.append(field(key, "yes" if value is True else str(value)))
    return "[[" + "\n".join(lines) + "]]"


def character_from(entries: list[tuple[str, str]]) -> Character:
    """Return the character of a sheet note.

    Raises:
        ValueError: if a field is unknown or has no such value (pydantic's ValidationError is one).
    """
    plain = {key: value for key, value in entries if "." not in key}
    voice = {key.removeprefix("voice."): value for key, value in entries if key.startswith("voice.")}
    states = {key.removeprefix("states."): value for key, value in entries if key.startswith("states.")}
    plain["id"] = plain.pop("character")
    references = listed(plain.pop("references", ""))
    return Character.model_validate(
        {
            "name": plain["id"],
            **plain,
            "references": references,
            "states": states,
            "voice": VoiceSheet.model_validate(voice),
        }
    )


def place_from(entries: list[tuple[str, str]]) -> Place:
    """Return the place of a sheet note.

    Raises:
        ValueError: if a field is unknown or has no such value.
    """
    plain = {key: value for key, value in entries if not key.startswith("states.")}
    states = {key.removeprefix("states."): value for key, value in entries if key.startswith("states.")}
    plain["id"] = plain.pop("place")
    references = listed(plain.pop("references", ""))
    interior = plain.pop("interior", "") == "yes"
    return Place.model_validate(
        {"name": plain["id"], **plain, "references": references, "states": states, "interior": interior}
    )


def plain_words(kind: str, message: str, given: object) -> str:
    """Return what is wrong with a value in words for a writer; `kind` and `message` are pydantic's."""
    if kind == "string_pattern_mismatch":
        return f"'{given}' is no id; use lower-case letters, digits and hyphens"
    if kind == "extra_forbidden":
        return "there is no such field; check its spelling"
    return message[:1].lower() + message[1:] + f" (not '{given}')"
