"""Places that nobody drew: the nearest kit is the stage, and what the words name besides stands on it.

A part is added where the place's words name it and the kit does not draw it by itself, three at most: large things in the
middle distance behind the ground's edge, small ones near, both at the left and right thirds and never before figures;
and grounds and backdrops that lie over the kit's own.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from generation.animatic import thesaurus
from generation.animatic.art import Group, Node, scale, shift
from generation.animatic.colour import mix
from generation.animatic.motifs import landmarks, pieces, set_up, spans, strange
from generation.animatic.motifs.brought import brought, drawn
from generation.animatic.motifs.brush import blob, vertical
from generation.animatic.motifs.houses import house
from generation.animatic.motifs.old_town import handcart
from generation.animatic.motifs.paint import Paint
from generation.animatic.motifs.vehicles import car, vintage_car
from generation.animatic.places.tinted import burning, tint_before
from generation.animatic.places.village import well
from generation.animatic.port_tree import bounds
from generation.animatic.props import draw_prop, prop_name, prop_size
from generation.animatic.stage import ADULT, Layer, Stage
from generation.requests import Look, Motif

_MOST = 3
_GIANT = frozenset({"giant", "huge", "enormous", "gigantic", "colossal", "oversized", "towering"})
_DENIED = frozenset({"no", "without", "like", "not"})
_UNKNOWN = "parcel"
_NEAR = 1.3
"""Heights of a person up to which a style's drawing stands near."""
_AFAR = 0.55
"""How large a person would be where a style's large drawings stand."""
_TALLEST = 540.0
_MOUND = 50.0
_GIANT_HEIGHT = 330.0
"""Of a thing that one could else hold, in stage pixels."""

Draw = Callable[[Paint, str | None], list[Node]]


@dataclass(frozen=True, slots=True)
class _Part:
    """What is drawn for a word, and where it belongs."""

    draw: Draw
    at_home: frozenset[str] = frozenset()
    """Kits, and variants of kits, that draw it by themselves."""
    large: bool = False
    indoors: bool = False
    replaces: str = ""
    """The layer of the kit that it stands in place of, if the words say what it is made of."""


def _home(kits: str) -> frozenset[str]:
    return frozenset(kits.split())


def _house(paint: Paint, tint: str | None) -> list[Node]:
    return [house(paint, paint.random("composed house"), 0.0, 0.0, 300.0, 210.0, 0.1)]


def _well(paint: Paint, tint: str | None) -> list[Node]:
    return [Group(tuple(well(paint, 1.0)), transform=shift(-300.0, -742.0))]


def _cart(paint: Paint, tint: str | None) -> list[Node]:
    return handcart(paint, 0.0, 0.0, 0.9)


def _car(paint: Paint, tint: str | None) -> list[Node]:
    return (vintage_car if paint.setting.period == "1920s" else car)(paint, tint or "#4f7ea0")


_TOWN = "city village castle"
_GREEN = "suburb park graveyard terrace fair platform greenhouse"
"""Kits of towns with trees of their own."""
_LIT = "tavern suburb park platform bridge terrace roadside corridor church cabin diner storage court graveyard"
"""Kits with lamps of their own."""
_PARTS: dict[str, _Part] = {
    "castle palace fortress citadel": _Part(landmarks.castle, _home("castle hall ruins"), large=True),
    "tower clocktower belfry turret": _Part(
        landmarks.tower, _home("castle hall coast/lighthouse graveyard"), large=True
    ),
    "windmill": _Part(landmarks.windmill, _home("hall"), large=True),
    "pyramid": _Part(landmarks.pyramid, large=True),
    "ruin column temple": _Part(
        landmarks.ruin, _home("desert/ruins hall japanese church site/rubble gallery corridor/lobby ruins"), large=True
    ),
    "galleon ship": _Part(landmarks.galleon, _home("ship coast/harbour space underwater cabin starship"), large=True),
    "wheel-of-the-fair ferris-wheel big-wheel": _Part(landmarks.big_wheel, _home("fair"), large=True),
    "rocket spaceship": _Part(landmarks.rocket, _home("space starship worlds"), large=True),
    "volcano": _Part(landmarks.volcano, _home("mountain/volcano"), large=True),
    "gate arch gateway portal": _Part(
        spans.arch, _home("castle japanese heaven graveyard terminal/airport prison ruins"), large=True
    ),
    "bridge": _Part(
        spans.bridge, _home("gorge waterside/river japanese bridge park starship"), large=True, replaces="bridge"
    ),
    "tree oak": _Part(
        landmarks.giant_tree,
        _home(
            "canopy ruins undergrowth heaven meadow forest village farm waterside mountain garden orchard savanna "
            f"japanese road camp gorge city cemetery {_GREEN}"
        ),
        large=True,
    ),
    "house cottage hut mill": _Part(
        _house, _home(f"{_TOWN} farm coast/harbour camp japanese road suburb graveyard platform terrace"), large=True
    ),
    "statue sculpture monument": _Part(pieces.statue, _home("gallery"), indoors=True),
    "fountain": _Part(pieces.fountain, _home("city/square park"), indoors=True),
    "mushroom toadstool": _Part(pieces.mushrooms, _home("undergrowth cavern"), indoors=True),
    "crystal": _Part(pieces.crystal, _home("cavern/crystals"), indoors=True),
    "rock boulder": _Part(
        pieces.rocks, _home("mountain coast desert space gorge cavern arctic underwater waterside ruins worlds heaven")
    ),
    "cactus": _Part(pieces.cactus, _home("desert")),
    "snowman": _Part(pieces.snowman),
    "scarecrow": _Part(pieces.scarecrow, _home("meadow/field")),
    "boat rowboat canoe": _Part(
        pieces.boat, _home("ship coast/harbour waterside/lake underwater japanese coast/beach")
    ),
    "tent tipi": _Part(pieces.tent, _home("camp room fair circus")),
    "signpost milestone": _Part(set_up.signpost, _home("road")),
    "flower rose tulip sunflower poppy": _Part(
        set_up.flower_bed,
        _home("meadow garden orchard heaven greenhouse suburb park terrace ruins undergrowth lilypond worlds"),
    ),
    "campfire bonfire": _Part(set_up.campfire, _home("camp")),
    "lamp lantern streetlamp": _Part(
        set_up.lamp,
        _home(f"{_TOWN} room kitchen hall workshop carriage road japanese {_LIT}"),
    ),
    "stall market bazaar": _Part(set_up.stall, _home("village/market city fair supermarket")),
    "well": _Part(_well, _home("village castle")),
    "cart wagon": _Part(_cart, _home("farm")),
    "car taxi automobile": _Part(_car, _home("carriage road suburb roadside garage")),
    "book library": _Part(set_up.book_pile, _home("room hall gallery corridor storage")),
    "candy sweet lollipop candyland": _Part(set_up.sweets),
    "grave gravestone tombstone headstone": _Part(set_up.graves, _home("meadow/hill church graveyard")),
    "balloon": _Part(set_up.balloons, _home("fair"), indoors=True),
}
_OVERLAYS: dict[str, Callable[[Paint], tuple[Layer, ...]]] = {
    "lily-pad": strange.lily_pads,
    "lilypad": strange.lily_pads,
    "chessboard": strange.chessboard,
    "chess-board": strange.chessboard,
    "whale": strange.ribs,
    "rib": strange.ribs,
    "skeleton": strange.ribs,
    "stomach": strange.ribs,
    "belly": strange.ribs,
    "rainbow": strange.rainbow,
    "floating-island": strange.floating_rocks,
    "floating-rock": strange.floating_rocks,
    "two-moon": strange.second_moon,
    "second-moon": strange.second_moon,
    "cobweb": strange.cobwebs,
    "spiderweb": strange.cobwebs,
}
_INSIDE_OF = frozenset({"whale", "skeleton"})
"""Words that mean the ribs only to who is inside."""
_BIG = {"mushroom": landmarks.giant_mushroom, "toadstool": landmarks.giant_mushroom, "crystal": landmarks.crystals}


@dataclass(frozen=True, slots=True)
class _Chosen:
    """A part as the words name it."""

    part: _Part
    tint: str | None
    giant: bool = False
    own: Motif | None = None
    """The style's own drawing of it."""


def said_of(paint: Paint) -> list[str]:
    """The words of a place in order: what it is, what it looks like; its id where neither is told."""
    told = thesaurus.words_of(f"{paint.setting.kind} {paint.setting.description}")
    return told or thesaurus.words_of(paint.setting.id)


def composed(paint: Paint, stage: Stage, choice: thesaurus.Choice, look: Look) -> Stage:
    """The stage with what the place's words name and its kit does not draw."""
    words = said_of(paint)
    roofed = thesaurus.roofed(choice.kit)
    overlays = [layer for draw in _overlays(words, choice, roofed=roofed) for layer in draw(paint)]
    if glowing := burning(words):
        overlays.append(strange.fiery_air(glowing, stage.horizon))
    own = _brought(words, paint, look)
    others = (
        one
        for one in _named(words, choice, paint, look, roofed=roofed)
        if not (own and own.own and _says(own.own, one))
    )
    chosen = [*([own] if own else []), *others][: _MOST - min(1, len(overlays))]
    dropped = {one.part.replaces for one in chosen if one.part.replaces} | set(own.own.words if own and own.own else ())
    behind = tuple(layer for layer in stage.behind if layer.name not in dropped)
    return with_layers(replace(stage, behind=behind), *overlays, *_placed(paint, stage, chosen, roofed=roofed))


def _overlays(
    words: Sequence[str], choice: thesaurus.Choice, *, roofed: bool
) -> Iterator[Callable[[Paint], tuple[Layer, ...]]]:
    seen: set[object] = set()
    for at, phrase in _phrases(words):
        draw = _OVERLAYS.get(phrase)
        if draw is None or draw in seen or (phrase in _INSIDE_OF and not ({"inside", "in", "belly"} & set(words[:at]))):
            continue
        if (choice.kit, draw) in (("heaven", strange.floating_rocks), ("lilypond", strange.lily_pads)):
            continue
        if not roofed or draw in (strange.ribs, strange.cobwebs, strange.chessboard):
            seen.add(draw)
            yield draw


def _phrases(words: Sequence[str]) -> Iterator[tuple[int, str]]:
    """Pairs of words before single ones, each with where it ends; nothing that the words deny."""
    for at in range(len(words)):
        if not _DENIED.isdisjoint(words[max(0, at - 2) : at]):
            continue
        if at:
            yield at, f"{words[at - 1]}-{words[at]}"
        yield at, words[at]


def _named(
    words: Sequence[str], choice: thesaurus.Choice, paint: Paint, look: Look, *, roofed: bool
) -> Iterator[_Chosen]:
    known = {word: part for row, part in _PARTS.items() for word in row.split()}
    homes = {choice.kit, f"{choice.kit}/{choice.variant}"}
    seen: set[object] = set()
    for at, phrase in _phrases(words):
        giant = not _GIANT.isdisjoint(words[max(0, at - 3) : at])
        part, tint = known.get(phrase), tint_before(words, at)
        if giant and phrase in _BIG:
            part = _Part(_BIG[phrase], large=True, indoors=True)
        elif part is None and giant and _is_thing(phrase):
            part = _thing(phrase, look)
        elif part is None or (not part.at_home.isdisjoint(homes) and not (tint and part.replaces) and not giant):
            continue
        if part.draw in seen or (roofed and not part.indoors):
            continue
        seen.add(part.draw)
        yield _Chosen(part, tint, giant)


def _brought(words: Sequence[str], paint: Paint, look: Look) -> _Chosen | None:
    """What the style itself draws for a word of the place."""
    motif = brought(words, look)
    if motif is None:
        return None
    part = _Part(
        lambda _paint, _tint: [drawn(motif, paint.scheme)],
        large=motif.height > _NEAR or motif.anchor == "sky",
        indoors=True,
    )
    return _Chosen(part, None, own=motif)


def _says(motif: Motif, one: _Chosen) -> bool:
    """Whether a built-in part is what the style draws itself."""
    own = {word for row, part in _PARTS.items() if part is one.part for word in row.split()}
    return not own.isdisjoint(motif.words)


def _is_thing(word: str) -> bool:
    return "-" not in word and prop_name(word) != _UNKNOWN and not thesaurus.knows(word)


def _thing(word: str, look: Look) -> _Part:
    """Something that else is held in a hand, as large as a house."""

    def draw(paint: Paint, tint: str | None) -> list[Node]:
        size = _GIANT_HEIGHT / prop_size(word)
        return [Group((draw_prop(word, paint.scheme, look),), transform=scale(size))]

    return _Part(draw, large=True, indoors=True)


def _placed(paint: Paint, stage: Stage, chosen: Sequence[_Chosen], *, roofed: bool) -> Iterator[Layer]:
    """Each at its third, the first on the side that the kit leaves free."""
    free = 1.0 if stage.detail[0] < 800.0 else -1.0
    large = [one for one in chosen if one.part.large and not roofed]
    for one, (aside, y, size) in zip(
        large, ((470.0, 642.0, 1.0), (-600.0, 636.0, 0.72), (250.0, 628.0, 0.5)), strict=False
    ):
        if one.own:
            yield _own_layer(paint, stage, one, one.own, 800.0 + free * aside)
        elif one.part.replaces:
            yield _layer(paint, one, 800.0, 604.0, 0.8, 0.6)
        else:
            yield _layer(paint, one, 800.0 + free * aside, y, size, 0.62)
    near = [one for one in chosen if one not in large]
    free = -free if large else free
    for one, (aside, y, size) in zip(
        near, ((430.0, 700.0, 0.8), (-470.0, 704.0, 0.82), (250.0, 668.0, 0.55)), strict=False
    ):
        grown = 1.5 if one.giant and not one.part.large else 0.62 if one.part.large else 1.0
        yield _layer(paint, one, 800.0 + free * aside, y, size * grown, 0.94)


def _own_layer(paint: Paint, stage: Stage, one: _Chosen, motif: Motif, x: float) -> Layer:
    """The style's drawing: in the sky, where the kit's own stood, or in the middle distance."""
    tall = motif.height * ADULT
    if motif.anchor == "sky":
        return _layer(paint, one, x, 330.0, min(_AFAR, 260.0 / tall), 0.2)
    same = next((layer for layer in stage.behind if layer.name in motif.words), None)
    box = bounds(same.art) if same else None
    if same and box:
        x, foot = (box[0] + box[2]) / 2, box[3] - _MOUND
        return _layer(paint, one, x, foot, 0.9 * (foot - box[1]) / tall, same.depth, _mound(paint, x, foot))
    return _layer(paint, one, x, 642.0, min(_AFAR, _TALLEST / tall), 0.62)


def _mound(paint: Paint, x: float, y: float) -> Node:
    """A rise of ground, for what it stood on went with the kit's own."""
    rock = paint.faded(mix(paint.scheme.ground_dark, paint.scheme.shadow, 0.3), 0.2)
    points = [
        (x - 280, y + 60),
        (x - 170, y + 20),
        (x - 60, y - 6),
        (x + 70, y - 6),
        (x + 180, y + 22),
        (x + 280, y + 60),
    ]
    return blob(
        [*points, (x, y + 84)], vertical(y - 6, y + 80, (0.0, paint.bright(rock, 0.2)), (1.0, paint.deep(rock, 0.35)))
    )


def _layer(paint: Paint, one: _Chosen, x: float, y: float, size: float, depth: float, *under: Node) -> Layer:
    art = Group(tuple(one.part.draw(paint, one.tint)), transform=shift(x, y) @ scale(size))
    return Layer("named", depth, Group((*under, art), name="named"))


def with_layers(stage: Stage, *layers: Layer) -> Stage:
    """The stage with further layers, each before the first that is nearer than it."""
    behind = list(stage.behind)
    for layer in layers:
        nearer = next((i for i, other in enumerate(behind) if other.depth > layer.depth), len(behind))
        behind.insert(nearer, layer)
    return replace(stage, behind=tuple(behind))
