"""What can be said of a shot: the values of a prompt template, each of clauses that know where they come from."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from orchestrator.directing.prompting.camera import camera_words
from orchestrator.directing.prompting.colours import palette_names
from orchestrator.directing.prompting.marks import unmarked
from orchestrator.directing.prompting.mentions import Mentions, Piece
from orchestrator.directing.prompting.naming import Naming
from orchestrator.directing.prompting.phrases import phrases, plain_words
from orchestrator.directing.prompting.prompt import Clause, Turn
from orchestrator.directing.prompting.speech import spoken
from orchestrator.directing.states import PropSheets
from orchestrator.directing.world import written
from orchestrator.film.film import Film
from orchestrator.film.scene import Scene
from orchestrator.film.sheets import Sheet
from orchestrator.film.shot import Shot
from orchestrator.film.style import StyleGuide
from orchestrator.film.viewpoint import viewpoint
from orchestrator.film.vocabulary import Ambience, Angle, Emotion, Facing, Position, Size

_SIZES: Mapping[Size, str] = {
    "extreme-wide": "Extreme wide shot",
    "wide": "Wide shot",
    "full": "Full shot",
    "cowboy": "Medium wide shot",
    "medium": "Medium shot",
    "medium-close": "Medium close-up",
    "close-up": "Close-up",
    "extreme-close-up": "Extreme close-up",
    "insert": "Close-up of a detail",
}
_ANGLES: Mapping[Angle, str] = {
    "eye": "",
    "low": "low angle",
    "high": "high angle",
    "dutch": "Dutch angle",
    "overhead": "overhead view",
}
_POSITIONS: Mapping[Position, str] = {
    "far-left": "on the far left",
    "left": "on the left",
    "centre": "in the middle",
    "right": "on the right",
    "far-right": "on the far right",
    "background": "in the background",
    "foreground": "in the foreground",
}
_FACINGS: Mapping[Facing, str] = {
    "left": "facing left",
    "right": "facing right",
    "camera": "facing the camera",
    "away": "facing away",
}
_FACES: Mapping[Emotion, str] = {
    "neutral": "",
    "happy": "looks happy",
    "sad": "looks sad",
    "afraid": "looks afraid",
    "angry": "looks angry",
    "surprised": "looks surprised",
    "determined": "looks determined",
    "tender": "looks on tenderly",
}
_SOUNDS: Mapping[Ambience, str] = {
    "rain": "falling rain",
    "wind": "wind",
    "waves": "breaking waves",
    "room": "soft room tone",
    "city": "a distant town",
    "forest": "rustling leaves and birdsong",
    "night": "crickets",
    "stream": "running water",
    "underwater": "muffled sound under water",
    "fire": "a crackling fire",
    "insects": "humming insects",
    "jungle": "birds and insects of the jungle",
    "snow": "the hush of snow",
    "tavern": "talk and clinking glasses",
    "crowd": "a murmuring crowd",
    "school": "distant voices of children",
    "kitchen": "sounds of a kitchen",
    "church": "the hush of a great room",
    "train": "the wheels of a train",
    "engine": "a pounding engine",
    "space": "the hum of a ship in space",
}


_FILE = re.compile(r"(?:characters|props|places)/([^/]+)\.yaml")


class Part(NamedTuple):
    """A clause in its place: `joint` stands between it and whatever is before it in the same value.

    `entity` is the id of the sheet that it describes.
    """

    clause: Clause
    joint: str = ", "
    entity: str = ""


class Stage(NamedTuple):
    """Who and what a shot shows, and what the prompt calls them."""

    film: Film
    scene: Scene
    shot: Shot
    style: StyleGuide
    told: Mentions
    naming: Naming
    props: PropSheets

    @property
    def here(self) -> str:
        """The origin of what the shot says."""
        return f"scenes: {self.scene.id}/{self.shot.id}"

    def cast(self) -> dict[str, Sheet]:
        """The sheets of everybody on stage, by id."""
        known = self.film.characters
        return {entry.character: known[entry.character] for entry in self.shot.cast if entry.character in known}


def parts_of(stage: Stage) -> list[Part]:
    """Everything that can be said of a shot, value by value, in order."""
    found = [
        *_framing(stage),
        *_action(stage),
        *_people(stage),
        *_bearing(stage),
        *_things(stage),
        *_where(stage),
        *_in_which_world(stage),
        *_when(stage),
        *_style(stage),
        *_heard(stage),
        *_triggers(stage),
    ]
    return [part._replace(clause=_clean(part.clause)) for part in found if unmarked(part.clause.text).strip()]


def _clean(clause: Clause) -> Clause:
    text = unmarked(clause.text)
    return clause if text == clause.text else Clause(clause.name, text, clause.origin, clause.turn)


def _framing(stage: Stage) -> Iterator[Part]:
    shot, here = stage.shot, stage.here
    yield Part(Clause("size", _SIZES[shot.size], f"{here}: size"))
    yield Part(Clause("angle", _ANGLES[shot.angle], f"{here}: angle"))
    yield Part(Clause("angle", _seen_from(stage), f"{here}: view"))
    words = camera_words(shot.camera, stage.naming.followed(shot.camera), stage.naming.allowed)
    yield Part(Clause("camera", words.clause, f"{here}: camera"))
    yield Part(Clause("camera_tag", words.tag, f"{here}: camera"))
    if shot.seconds:
        yield Part(Clause("seconds", f"{shot.seconds:g}", f"{here}: seconds"))


def _seen_from(stage: Stage) -> str:
    seen = viewpoint(stage.shot.view)
    sheet = stage.film.characters.get(seen.who)
    whose = stage.naming.allowed(sheet.name) if sheet else ""
    match seen.kind:
        case "reverse":
            return "reverse angle"
        case "over":
            return f"over the shoulder of {whose}"
        case "eyes":
            return f"point of view of {whose}"
        case _:
            return ""


def _action(stage: Stage) -> Iterator[Part]:
    for name, pieces in (("action", stage.told.action), ("motion", stage.told.motion)):
        for piece in _with_words(pieces):
            found = _FILE.match(piece.origin)
            entity = found[1] if found and found[1] in stage.told.described else ""
            origin = piece.origin if found else f"{stage.here}: action"
            yield Part(Clause(name, piece.text, origin), "", entity)


def _with_words(pieces: Sequence[Piece]) -> list[Piece]:
    """The pieces, blanks and commas between two of them at the end of the first."""
    found: list[Piece] = []
    for piece in pieces:
        if found and not plain_words(piece.text):
            found[-1] = Piece(found[-1].text + piece.text, found[-1].origin)
        else:
            found.append(piece)
    return found


def _people(stage: Stage) -> Iterator[Part]:
    for identity, sheet in stage.cast().items():
        pieces = stage.told.looks.get(identity, ())
        yield from _described("cast", sheet, pieces, "; ")
        if identity not in stage.told.described:
            yield from _described("others", sheet, pieces, "; ")


def _described(name: str, sheet: Sheet, pieces: Sequence[Piece], between: str) -> Iterator[Part]:
    joint, origin = between, ""
    for piece in _with_words(pieces):
        origin = piece.origin or origin or f"characters/{sheet.id}.yaml"
        yield Part(Clause(name, piece.text, origin), joint, sheet.id)
        joint = ""


def _bearing(stage: Stage) -> Iterator[Part]:
    for entry in stage.shot.cast:
        short = stage.told.short.get(entry.character, "")
        stands = [
            _POSITIONS[entry.position] if entry.position else "",
            _FACINGS[entry.facing] if entry.facing else "",
        ]
        if short and any(stands):
            where = " ".join(word for word in (short, "is", *stands) if word)
            yield Part(Clause("blocking", where, f"{stage.here}: cast", "setting"))
        if short and entry.emotion and _FACES[entry.emotion]:
            yield Part(Clause("emotions", f"{short} {_FACES[entry.emotion]}", f"{stage.here}: cast", "setting"))


def _things(stage: Stage) -> Iterator[Part]:
    told = " ".join(plain_words(stage.shot.action))
    for words in dict.fromkeys(stage.shot.props):
        sheet = stage.props.find(words)
        if sheet is None:
            noun = " ".join(word for word in plain_words(words) if word not in ("a", "an", "the"))
            if f" {noun} " not in f" {told} ":
                yield Part(Clause("props", stage.naming.allowed(words), f"{stage.here}: props"))
            continue
        joint = "; "
        for piece in _by_phrase(stage.told.looks.get(sheet.id, ()), f"props/{sheet.id}.yaml"):
            turn: Turn | None = None if joint == "; " else "setting"
            yield Part(Clause("props", piece.text, piece.origin, turn), joint, sheet.id)
            joint = ", "


def _by_phrase(pieces: Sequence[Piece], otherwise: str) -> Iterator[Piece]:
    origin = otherwise
    for piece in pieces:
        origin = piece.origin or origin
        for phrase in phrases(piece.text):
            yield Piece(phrase, origin)


def _where(stage: Stage) -> Iterator[Part]:
    scene, naming = stage.scene, stage.naming
    place = stage.film.places.get(scene.place) if scene.place else None
    if place is None:
        yield Part(Clause("place", naming.heading(scene.heading), f"scenes: {scene.id}: heading", "setting"))
        return
    file = f"places/{place.id}.yaml"
    yield Part(Clause("place", naming.place(place), f"{file}: name", "setting"), entity=place.id)
    state = stage.shot.states.get(place.id)
    state = state if state in place.states else place.default_state
    always, now = place.looks(state)
    kind = "" if now or set(plain_words(place.kind)) <= set(plain_words(place.name)) else place.kind
    for text, origin in ((always or kind, "appearance"), (now, f"states.{state}")):
        for phrase in phrases(text):
            yield Part(Clause("setting", phrase, f"{file}: {origin}", "setting"), entity=place.id)


def _in_which_world(stage: Stage) -> Iterator[Part]:
    """Season and period, where a person wrote them: what is only read from words is in the words already."""
    for said in written(stage.film, stage.scene):
        yield Part(Clause("setting", said.phrase, said.origin, "setting"))


def _when(stage: Stage) -> Iterator[Part]:
    scene = stage.scene
    yield Part(Clause("time", scene.time, f"scenes: {scene.id}: time", "setting"))
    if scene.weather != "clear" and not stage.naming.indoors:
        yield Part(Clause("weather", scene.weather, f"scenes: {scene.id}: weather", "light"))
    yield Part(Clause("mood", scene.mood, f"scenes: {scene.id}: mood", "style"))


def _style(stage: Stage) -> Iterator[Part]:
    style = stage.style
    turns: dict[str, Turn] = {"look": "style", "light": "light", "lens": "style"}
    for field, turn in turns.items():
        for phrase in phrases(getattr(style, field)):
            yield Part(Clause(field, phrase, origin_of(stage, field), turn))
    yield Part(Clause("palette", palette_names(style.palette), origin_of(stage, "palette"), "style"))


def origin_of(stage: Stage, field: str) -> str:
    """Where a line of the style guide comes from: the guide itself, one of its variants, or an arc between two."""
    guide, value = stage.film.style, getattr(stage.style, field)
    if value == getattr(guide, field):
        return f"style {guide.name}: {field}"
    named = next((name for name, variant in guide.variants.items() if getattr(variant, field) == value), None)
    return f"style {guide.name}: variants.{named}.{field}" if named else f"style {guide.name}: {field}, along the arc"


def _heard(stage: Stage) -> Iterator[Part]:
    for line in stage.shot.dialogue:
        clear = line.model_copy(update={"manner": stage.naming.allowed(line.manner)}) if line.manner else line
        yield Part(Clause("dialogue", spoken(clear, stage.told.short), f"{stage.here}: dialogue"), " ")
    beds = list(dict.fromkeys(stage.scene.ambience))
    for number, kind in enumerate(beds, start=1):
        joint = " and " if number == len(beds) else ", "
        yield Part(Clause("sound", _SOUNDS[kind], f"scenes: {stage.scene.id}: ambience", "setting"), joint)


def _triggers(stage: Stage) -> Iterator[Part]:
    place = stage.film.places.get(stage.scene.place) if stage.scene.place else None
    owners = [(f"characters/{sheet.id}.yaml: loras", sheet.loras) for sheet in stage.cast().values()]
    owners += [(f"places/{place.id}.yaml: loras", place.loras)] if place else []
    owners += [
        (f"props/{sheet.id}.yaml: loras", sheet.loras)
        for words in stage.shot.props
        if (sheet := stage.props.find(words))
    ]
    owners.append((f"style {stage.film.style.name}: loras", stage.style.loras))
    said: set[str] = set()
    for origin, loras in owners:
        for lora in loras:
            if lora.trigger and lora.trigger not in said:
                said.add(lora.trigger)
                yield Part(Clause("triggers", lora.trigger, origin))
