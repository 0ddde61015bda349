"""What the explanations of errors know of the models: what each thing is called, what people write instead, an example."""

import types
from typing import Annotated, Literal, Union, get_args, get_origin

from orchestrator.film import vocabulary
from orchestrator.film.base import Model
from orchestrator.film.continuity import Continuity
from orchestrator.film.film import Aspect, Format, Levels, Mixing, Settings
from orchestrator.film.meanings import Meaning
from orchestrator.film.preferences import Preferences, Price
from orchestrator.film.scene import Music, Scene
from orchestrator.film.sheets import Character, Lora, Place, Prop, VoiceSheet
from orchestrator.film.shot import Cast, Footage, Held, Keyframes, Line, Shot, ShotTitle, Transition, Trim
from orchestrator.film.style import Grade, Pace, StyleGuide, StyleMotif, StyleMusic, Titles, Variant
from orchestrator.film.translation import TranslatedLine, TranslatedText, Translation
from orchestrator.film.treatment import Beat, Role, Treatment
from orchestrator.project.source import Step

NOUNS: dict[object, str] = {
    vocabulary.Size: "a shot size",
    vocabulary.Angle: "a camera angle",
    vocabulary.Position: "a position on stage",
    vocabulary.Facing: "a direction to face",
    vocabulary.Time: "a time of day",
    vocabulary.Weather: "a kind of weather",
    vocabulary.Season: "a season",
    vocabulary.Period: "a period",
    vocabulary.Mood: "a mood",
    vocabulary.Emotion: "an emotion",
    vocabulary.TransitionKind: "a transition",
    vocabulary.Boundary: "a boundary",
    vocabulary.Ambience: "an ambience",
    vocabulary.CaptionMode: "a way to show captions",
    vocabulary.LoudnessTarget: "a loudness",
    Aspect: "a shape of the picture",
}
"""What a word of each vocabulary is."""

OWNERS: dict[type[Model], str] = {
    Settings: "film.yaml",
    Format: "a picture format",
    Continuity: "continuity",
    Scene: "a scene",
    Music: "a scene's music",
    Shot: "a shot",
    Cast: "an entry of the cast",
    Line: "a line of dialogue",
    Keyframes: "the keyframes",
    Held: "a picture between the ends",
    Transition: "a transition",
    ShotTitle: "a title over a shot",
    Footage: "footage",
    Trim: "a trim",
    Mixing: "the mix",
    Levels: "the levels",
    Character: "a character sheet",
    VoiceSheet: "a voice",
    Place: "a place sheet",
    Prop: "a prop sheet",
    Lora: "a LoRA",
    StyleGuide: "a style guide",
    Grade: "a grade",
    Pace: "a pace",
    Titles: "the titles",
    StyleMusic: "a style's music",
    StyleMotif: "a motif of a style",
    Variant: "a variant of a style",
    Meaning: "what a word means",
    Preferences: "the configuration",
    Price: "a price",
    Treatment: "a treatment",
    Role: "a character of the treatment",
    Beat: "a beat",
    Translation: "a translation",
    TranslatedLine: "a translated line",
    TranslatedText: "a translated text",
}

WHOLE: dict[type[Model], str] = {
    Cast: "{{character: {0}}}",
    Line: "{{character: NAME, line: {0}}}",
    Transition: "{{transition: {0}, seconds: 0.5}}",
    Music: "{{mood: {0}}}",
    Keyframes: "{{first: {0}}}",
    Held: "{{at: 50%, picture: {0}}}",
    Footage: "{{path: {0}}}",
    Format: "{{size: {0}, fps: 24}}",
    Continuity: "{{longest_chain: {0}}}",
    Pace: "{{average_shot: {0}}}",
    VoiceSheet: "{{pitch: {0}}}",
    Lora: "{{path: {0}}}",
    Shot: "{{id: {0}}}",
    Grade: "{{lut: {0}}}",
    Titles: "{{font: {0}}}",
    Variant: "{{look: {0}}}",
    Price: "{{input: {0}, output: {0}}}",
    Beat: "{{id: NAME, what: {0}}}",
    Role: "{{id: {0}, name: NAME}}",
}
"""How to write a thing in full, where somebody wrote one word for it."""

EXAMPLES: dict[str, str] = {
    "id": "first-night",
    "title": "The Keeper and the Storm",
    "name": "Mara",
    "heading": "EXT. LIGHTHOUSE GALLERY - NIGHT",
    "shots": "[{id: gallery, action: Mara looks out to sea.}]",
    "character": "mara",
    "line": '"You again."',
    "path": "assets/clip.mp4",
    "look": "hand-inked illustration on deep indigo",
    "palette": '["#1a2148", "#5a3f78", "#d9746a", "#ffc07a"]',
    "length": "60s",
    "average_shot": "4s",
    "at": "40%",
    "picture": "assets/turn.png",
    "size": "1280x720",
    "beats": "[{id: first-night, what: Mara meets the storm for the first time.}]",
    "what": "Mara meets the storm for the first time.",
    "shot": "first-night/gallery",
    "language": "fr",
}
"""A value for each key that may not be missing, and for those with a form of their own."""

FORMS: dict[str, tuple[str, str]] = {
    r"^[a-z0-9][a-z0-9-]{0,63}$": ("an id", "ids are lower-case letters, digits and hyphens"),
    r"^#[0-9a-fA-F]{6}$": ("a colour", 'write it as in "#1a2148", in quotes'),
    r"^\d+(\.\d+)?(s|m)$": ("a length", "write it as in 60s or 2m"),
    r"^\d+(\.\d+)?s$": ("a length of time", "write it as in 4s"),
    r"^\d+(\.\d+)?(s|%)$": ("a time in the shot", "write it as in 1.5s, or as a share of the shot as in 40%"),
    r"^[A-Za-z]{2,12}(-[A-Za-z0-9]{1,8})*$": ("a language tag", "write letters and hyphens, as in en, fr or pt-BR"),
    r"^[a-z0-9-]+/[a-z0-9-]+$": ("the name of a shot", "write scene and shot, as in first-night/gallery"),
    r"^\d{1,3}(\.\d+)?%$": ("a point of the film", "write how far into it, as in 60%"),
    r"^\d{2,4}x\d{2,4}$": ("a picture size", "write it as in 1280x720"),
}
"""What a text of each form is, and how to write it."""

SYNONYMS: dict[str, tuple[str, ...]] = {
    # keys
    "duration": ("seconds", "length"), "length": ("seconds",), "time": ("seconds",), "description": ("action", "appearance",
    "summary", "look"), "text": ("line", "action"), "speaker": ("character",), "who": ("character",), "says": ("line",),
    "characters": ("cast",), "actors": ("cast",), "dialog": ("dialogue",), "lines": ("dialogue",), "move": ("camera",),
    "movement": ("camera",), "shot_size": ("size",), "framing": ("size",), "type": ("kind",), "location": ("place",),
    "slug": ("heading",), "slugline": ("heading",), "transition": ("enter",), "sound": ("ambience",), "sounds": ("ambience",),
    "start": ("in",), "end": ("out",), "from": ("in",), "to": ("out",), "file": ("path",), "clip": ("footage",),
    "color": ("colour",), "colors": ("palette",), "colours": ("palette",), "bpm": ("tempo",), "volume": ("level",),
    "looks": ("appearance", "states"), "wardrobe": ("states",), "outfit": ("state", "states"), "images": ("references",),
    "outfits": ("states",), "clothes": ("states", "state"), "costume": ("states", "state"), "costumes": ("states",),
    "wears": ("state", "appearance"), "wearing": ("state", "appearance"), "variants": ("states",), "state": ("states",),
    "default": ("default_state",), "from-here-on": ("from_here",), "from-now-on": ("from_here",), "from-now": ("from_here",),
    "onwards": ("from_here",), "until-further-notice": ("from_here",), "silence": ("allow",), "silenced": ("allow",),
    "ignore": ("allow",), "ignored": ("allow",), "disable": ("allow",), "suppress": ("allow",), "mute": ("allow",),
    "skip": ("allow",), "allowed": ("allow",), "nickname": ("called",), "alias": ("called",), "short": ("called",),
    "short-name": ("called",), "known-as": ("called",), "weights": ("loras", "path"), "adapter": ("loras",),
    "adapters": ("loras",), "scale": ("strength",), "weight": ("strength",), "keyword": ("trigger",),
    "token": ("trigger",), "things": ("props",), "objects": ("props",), "state-images": ("state_references",),
    "state-pictures": ("state_references",),
    "pictures": ("references",), "comment": ("note",), "notes": ("note",), "theme": ("style",), "subtitles": ("captions",),
    "resolution": ("size",), "framerate": ("fps",), "rate": ("fps", "pace"), "variant": ("style_variant",),
    "video": ("pictures",),
    "negative_prompt": ("negative",), "style": ("style_variant", "look"), "logline": ("idea",), "prompt": ("idea",),
    # words
    "cu": ("close-up",), "closeup": ("close-up",), "close": ("close-up",), "ecu": ("extreme-close-up",), "xcu":
    ("extreme-close-up",), "mcu": ("medium-close",), "medium-close-up": ("medium-close",), "ms": ("medium",), "mid":
    ("medium",), "ws": ("wide",), "long": ("wide",), "ls": ("wide",), "establishing": ("extreme-wide",), "ews":
    ("extreme-wide",), "els": ("extreme-wide",), "full-shot": ("full",), "american": ("cowboy",), "detail": ("insert",),
    "medium-wide": ("cowboy",), "eye-level": ("eye",), "birds-eye": ("overhead",), "bird": ("overhead",), "top": ("overhead",),
    "tilted": ("dutch",), "canted": ("dutch",), "center": ("centre",), "middle": ("centre",), "noon": ("day",), "evening":
    ("dusk",), "sunset": ("dusk",), "sunrise": ("dawn",), "midnight": ("night",), "sunny": ("clear",), "rainy": ("rain",),
    "snowy": ("snow",), "foggy": ("fog",), "mist": ("fog",), "windy": ("wind",), "stormy": ("storm",), "thunder": ("storm",),
    "overcast": ("cloudy",), "happy": ("joyful",), "scary": ("ominous",), "dark": ("ominous",), "suspense": ("tense",),
    "funny": ("playful",), "romantic": ("tender",), "peaceful": ("calm",), "joy": ("joyful", "happy"), "fear": ("afraid",),
    "scared": ("afraid",), "anger": ("angry",), "surprise": ("surprised",), "crossfade": ("dissolve",), "fade-in": ("fade",),
    "fade-out": ("fade",), "fade-to-black": ("fade",), "hard-cut": ("cut",), "sea": ("waves",), "ocean": ("waves",),
    "none": ("off", "cut"), "traffic": ("city",), "birds": ("forest",), "yes": ("burned",), "forward": ("camera",),
    "lettering": ("text",), "words": ("text",), "letters": ("text",), "fingers": ("hands",), "hand": ("hands",), "crowd":
    ("crowds",), "30-degrees": ("thirty-degrees",), "30-degree": ("thirty-degrees",), "180-degrees": ("one-eighty",),
    "180-degree": ("one-eighty",), "180": ("one-eighty",), "establishing-shot": ("no-establishing",), "pronouns":
    ("pronoun",), "tokens": ("prompt-length",), "caption": ("captions",), "name": ("id",),
    "false": ("off",), "no": ("off", "cut"), "true": ("burned",),
}  # fmt: skip
"""What people write for a key or a word of ours."""


def bare(annotation: object) -> object:
    """Return a type without Annotated and without its None."""
    while True:
        if get_origin(annotation) is Annotated:
            annotation = get_args(annotation)[0]
        elif get_origin(annotation) in (Union, types.UnionType):
            inner = [part for part in get_args(annotation) if part is not type(None)]
            if len(inner) != 1:
                return annotation
            annotation = inner[0]
        else:
            return annotation


def item_at(model: type[Model], path: tuple[Step, ...]) -> type[Model] | None:
    """Return the model of the items of the list at `path`, if it is a list of models."""
    inner = get_args(type_at(model, path))
    return inner[0] if inner and isinstance(inner[0], type) and issubclass(inner[0], Model) else None


def is_required(model: type[Model], path: tuple[Step, ...]) -> bool:
    """Return whether the key at `path` may not be left out."""
    owner = model_at(model, path[:-1])
    named = {info.alias or name: info for name, info in owner.model_fields.items()} if owner else {}
    return named[str(path[-1])].is_required() if path[-1] in named else isinstance(path[-1], int)


def type_at(model: type[Model], path: tuple[Step, ...]) -> object:
    """Return the type of the value at `path` in a model, or None if the model has no such place."""
    kind: object = model
    for step in path:
        kind = _below(bare(kind), step)
    return bare(kind)


def _below(kind: object, step: Step) -> object:
    if isinstance(kind, type) and issubclass(kind, Model):
        named = {info.alias or name: info for name, info in kind.model_fields.items()}
        return named[str(step)].annotation if str(step) in named else None
    inner = get_args(kind)
    if get_origin(kind) is tuple and inner:
        return inner[0]
    return inner[1] if get_origin(kind) is dict else None


def model_at(model: type[Model], path: tuple[Step, ...]) -> type[Model] | None:
    """Return the model that the value at `path` must be, if it must be one."""
    kind = type_at(model, path)
    return kind if isinstance(kind, type) and issubclass(kind, Model) else None


def words_at(model: type[Model], path: tuple[Step, ...]) -> tuple[str, tuple[str, ...]]:
    """Return what a word at `path` is ("a shot size"), and the words of its vocabulary (none if it is open)."""
    kind = type_at(model, path)
    words = tuple(str(word) for word in get_args(kind)) if get_origin(kind) is Literal else ()
    name = next((str(step) for step in reversed(path) if isinstance(step, str)), "value").replace("_", " ")
    article = "an" if name[:1] in "aeiou" else "a"
    return NOUNS.get(kind, f"{article} {name.removesuffix('s')}"), words


def keys_of(model: type[Model]) -> tuple[str, ...]:
    """Return the keys of a model as they are written in a file."""
    return tuple(info.alias or name for name, info in model.model_fields.items())
