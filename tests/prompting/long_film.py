"""A long film to measure prompts on: twelve people in changing clothes, places and things that change, sixty shots.

Each look has words that nobody and nothing else has, so that a leak is seen.
"""

import random
from functools import cache

from orchestrator.film.film import Film, Settings
from orchestrator.film.scene import Scene
from orchestrator.film.sheets import Character, Place, Prop, Sheet
from orchestrator.film.style import StyleGuide

STYLE = StyleGuide(
    name="harbour",
    look="hand-inked illustration, soft watercolour washes, visible paper grain",
    light="low warm key light, long shadows",
    lens="35mm, shallow depth of field",
    palette=("#1a2148", "#5a3f78", "#d9746a", "#ffc07a"),
    negative="photo, 3d render, text, watermark",
)
_PEOPLE = {
    "mara": ("Mara", "a weathered woman of sixty with a silver braid", "a navy jumper", "a yellow oilskin", "a plaid gown"),
    "edda": ("Edda", "a slight woman of twenty with copper curls", "a striped apron", "a saffron raincoat", "a linen nightdress"),
    "ines": ("Ines", "a broad woman of forty with a shaved temple", "a leather jerkin", "a scarlet cape", "a quilted vest"),
    "ruth": ("Ruth", "a bent woman of eighty with clouded spectacles", "a crocheted shawl", "a velvet bonnet", "a mourning veil"),
    "nell": ("Nell", "a freckled girl of ten with gapped teeth", "dungarees", "a borrowed sou'wester", "a paper crown"),
    "vera": ("Vera", "a tall woman of fifty with a hooked nose", "a pinstriped suit", "a fur stole", "a lace collar"),
    "tom": ("Tom", "a stocky man of thirty with a broken nose", "a fisherman's smock", "an orange lifejacket", "a torn shirt"),
    "odd": ("Odd", "a lanky man of twenty-five with white-blond hair", "a denim jacket", "a green parka", "a bandaged arm"),
    "jonas": ("Jonas", "a bald man of seventy with a curled moustache", "a buttoned coat", "a tweed suit", "bare shoulders"),
    "pim": ("Pim", "a round boy of eight with a cowlick", "a school blazer", "muddy galoshes", "a feather headdress"),
    "luc": ("Luc", "a dark-skinned man of forty with a scarred chin", "a cook's whites", "a black tailcoat", "a soaked vest"),
    "abel": ("Captain Abel", "a one-eyed man of sixty with a peg leg", "a peaked cap", "a sealskin hood", "a hospital gown"),
}  # fmt: skip
_STATES = ("usual", "out", "changed")
_PLACES = {
    "quay": ("Quay", "harbour", "a stone quay, stacked lobster pots", "whole: drying nets", "wrecked: splintered planks"),
    "tower": ("Lamp room", "lighthouse", "a round lamp room, a great lens", "lit: a turning beam", "dark: soot on every pane"),
    "inn": ("The Drowned Bell", "inn", "a low inn parlour, smoke-black rafters", "open: steaming tankards", "shut: dust sheets"),
    "beach": ("Beach", "beach", "a shingle beach, chalk cliffs", "calm: glassy shallows", "stormy: flying spindrift"),
}  # fmt: skip
_PROPS = {
    "lantern": ("Brass lantern", "lantern", "a dented brass lantern", "lit: a small flame", "smashed: a shattered chimney"),
    "letter": ("Letter", "letter", "a letter on blue paper", "sealed: a wax seal", "burnt: charred corners"),
    "boat": ("Toy boat", "boat", "a toy boat of walnut shell", "rigged: a handkerchief sail", "sunk: green weed all over"),
}  # fmt: skip
_ACTIONS = (
    "{a} crosses the {where} and stops. {She} looks back.",
    "{a} hands {b} a rope, and {b} takes it.",
    "{a} waits. {b} watches {her} from the door.",
    "{a} kneels and listens to the wind.",
    "{a} points at the horizon while {b} shakes a fist.",
    "{a} and {b} run along the wall together.",
    "{a} lifts {his} head and smiles.",
    "{a} shows {b} {his} {thing}, and how it works.",
    "{a} sets the {thing} down. {She} turns to {b}.",
)
_ALONE = tuple(action for action in _ACTIONS if "{b}" not in action)
_WOMEN = ("mara", "edda", "ines", "ruth", "nell", "vera")


def _split(pairs: tuple[str, ...]) -> dict[str, str]:
    return dict(pair.split(": ") for pair in pairs)


CHARACTERS = {
    identity: Character(
        id=identity,
        name=name,
        appearance=looks,
        states=dict(zip(_STATES, worn, strict=True)),
        default_state="usual",
    )
    for identity, (name, looks, *worn) in _PEOPLE.items()
}
PLACES = {
    identity: Place(id=identity, name=name, kind=kind, appearance=looks, states=_split(tuple(pairs)))
    for identity, (name, kind, looks, *pairs) in _PLACES.items()
}
PROPS = {
    identity: Prop(id=identity, name=name, kind=kind, appearance=looks, states=_split(tuple(pairs)))
    for identity, (name, kind, looks, *pairs) in _PROPS.items()
}


@cache
def long_film(seed: int = 1, scenes: int = 12, shots: int = 5) -> Film:
    """The film that a seed gives: `scenes` times `shots` shots."""
    chance = random.Random(seed)
    return Film(
        settings=Settings(title="The Long Harbour"),
        style=STYLE,
        characters=CHARACTERS,
        places=PLACES,
        props=PROPS,
        scenes=tuple(_scene(chance, number, shots) for number in range(scenes)),
    )


def _scene(chance: random.Random, number: int, shots: int) -> Scene:
    place = chance.choice(list(PLACES))
    return Scene.model_validate(
        {
            "id": f"scene-{number}",
            "heading": f"EXT. {PLACES[place].name.upper()} - NIGHT",
            "place": place,
            "time": chance.choice(["dawn", "day", "night"]),
            "weather": chance.choice(["clear", "rain", "fog"]),
            "mood": chance.choice(["calm", "tense", "wonder"]),
            "ambience": ["waves"],
            "states": _some(chance, 0.3),
            "from_here": _some(chance, 0.4),
            "shots": [_shot(chance, index, place) for index in range(shots)],
        }
    )


def _shot(chance: random.Random, index: int, place: str) -> dict[str, object]:
    women = chance.random() < 0.5
    people = list(_WOMEN) if women else [name for name in CHARACTERS if name not in _WOMEN]
    cast = chance.sample(people, chance.choice([1, 2, 2]))
    action = chance.choice(_ALONE if len(cast) == 1 else _ACTIONS)
    names = [CHARACTERS[name].name for name in cast]
    words = ("She", "her", "her") if women else ("He", "him", "his")
    thing = PROPS[chance.choice(list(PROPS))].name
    text = action.format(
        a=names[0], b=names[-1], where=place, She=words[0], her=words[1], his=words[2], thing=thing.lower()
    )
    return {
        "id": f"shot-{index}",
        "size": chance.choice(["wide", "medium", "close-up"]),
        "camera": chance.choice(["static", "slow push in", f"follow {names[0]}", "pan left"]),
        "action": text,
        "cast": [_entry(chance, name) for name in cast],
        "props": [thing] if "{thing}" in action or chance.random() < 0.3 else [],
        "dialogue": [{"character": cast[0], "line": "Nobody saw Tom."}] if chance.random() < 0.3 else [],
        "states": _some(chance, 0.2),
        "from_here": _some(chance, 0.2),
        "seconds": 4,
    }


def _entry(chance: random.Random, name: str) -> dict[str, object]:
    return {"character": name, **({"state": chance.choice(_STATES)} if chance.random() < 0.2 else {})}


def _some(chance: random.Random, share: float) -> dict[str, str]:
    sheets: dict[str, Sheet] = {**CHARACTERS, **PLACES, **PROPS}
    if chance.random() > share:
        return {}
    return {name: chance.choice(list(sheets[name].states)) for name in chance.sample(list(sheets), 4)}
