"""Hands at fine work, crowds, and matter in motion: what models have seen often and understood never."""

import re
from collections.abc import Iterator

from orchestrator.directing.grammar import steps_between
from orchestrator.directing.lint.finding import Finding
from orchestrator.directing.lint.seen import Rewrite, Seen
from orchestrator.film.vocabulary import Size

_CLOSE: tuple[Size, ...] = ("close-up", "extreme-close-up", "insert")
_FINE = re.compile(
    r"\b(?:thread(?:s|ing|ed) (?:a|the|her|his|its|their) needle|(?:sew|stitch|knit|crochet|embroider|darn|"
    r"weav)(?:s|es|ing|ed|ting|ts)?\b|"
    r"play(?:s|ing|ed)? (?:\w+ ){0,2}?(?:piano|keys|violin|viola|cello|guitar|flute|harp|lute|banjo|fiddle|clarinet|"
    r"saxophone|keyboard|organ)|"
    r"typ(?:es|ing|ed)\b|t(?:ies|ying|ied) (?:a|the|her|his|its|their) (?:\w+ )?(?:knot|knots|bow|laces?|shoelaces?|"
    r"rope|ribbon|tie|scarf|bootlaces?)|"
    r"(?:braid|plait)(?:s|ing|ed) |pick(?:s|ing|ed) (?:a|the) lock|deal(?:s|ing|t) (?:\w+ )?cards|shuffl(?:es|ing|"
    r"ed) (?:\w+ )?cards|"
    r"count(?:s|ing|ed) (?:\w+ ){0,2}?(?:coins|money|notes|beads)|fold(?:s|ing|ed) (?:\w+ ){0,2}?(?:paper|origami|"
    r"letter)|"
    r"solder(?:s|ing|ed)|whittl(?:es|ing|ed)|carv(?:es|ing|ed) |sign language|peel(?:s|ing|ed) |"
    r"w(?:inds|inding|ound) (?:up )?(?:a|the|her|his|its) (?:\w+ )?(?:watch|clock|clockwork|music box)|"
    r"(?:writes|writing|wrote|signs|signing) (?:a|the|her|his|its|their|in|on|with|down)\b|button(?:s|ing|ed) )",
    re.IGNORECASE,
)
_HANDS = re.compile(
    r"(?<![\w-])(?:(?:her|his|its|their|two|both|four|many|a pair of|the|old|small|tiny|wrinkled|trembling|gnarled|"
    r"calloused|"
    r"clasped|open|cupped|wet|dirty|gloved|bare|\w+['’]s|\w+s['’]) (?:\w+ )?)(?:hands?|fingers?|fingertips|"
    r"fingernails|thumbs?|knuckles)(?![\w-])",
    re.IGNORECASE,
)
_NO_HANDS = re.compile(
    r"\b(?:the|one) other hand|(?:hour|minute|second) hands?|clock['’]?s? hands?|hands? of (?:the|a) (?:clock|"
    r"watch)|in hand\b|"
    r"at hand\b|by hand\b|(?:his|her|its|their) hands? (?:full|free)|(?:no|without) (?:\w+ )?(?:hands?|fingers?)",
    re.IGNORECASE,
)
_PEOPLE = (
    r"(?:people|men|women|children|kids|boys|girls|soldiers?|warriors?|knights?|guests?|dancers?|villagers?|"
    r"townsfolk|townspeople|"
    r"faces|riders|horsemen|horses|sailors|workers|students|fans|spectators|dancers|demonstrators|marchers|pilgrims|"
    r"sheep|cattle|"
    r"birds|rats|mice|ants|bees|robots|troops|onlookers|strangers|passers-by|figures|admirers|visitors|hands|goats|"
    r"dogs|cats|crows)"
)
_MANY = re.compile(
    rf"\b(?:(?:a |the |an |one )?(?:\w+ )?(?:crowds?|mobs?|throngs?|hordes?|army|armies|legions?|regiments?|"
    rf"battalions?|multitudes?|"
    rf"parades?|processions?|stampedes?|spectators|audience|congregation)(?: of (?:\w+ )?{_PEOPLE}| of \w+)?|"
    rf"(?:dozens|scores|hundreds|thousands|millions|masses) of (?:\w+ )?{_PEOPLE}|"
    rf"(?:a |one |two |three )?(?:dozen|hundred|thousand|twenty|thirty|forty|fifty|sixty|eighty|"
    rf"ninety) (?:\w+ )?{_PEOPLE})\b",
    re.IGNORECASE,
)
_MOST_TOLD_APART = 5
_NOT_MANY = re.compile(
    r"crowds? (?:around|round|in\b|into|together|out|about|up)|audience with|\b(?:no|without(?: an?| the)?|like an?|"
    r"army (?:coat|jacket|boots|knife|officer|truck))\b",
    re.IGNORECASE,
)
_FAR = re.compile(
    r"\b(?:out of focus|blurred|blurry|distant|in the distance|far (?:away|off|behind|below)|silhouettes?|"
    r"background|gone|"
    r"has left|have left|disperse[sd]?|unseen|off[- ]?screen|heard)\b",
    re.IGNORECASE,
)
_LIQUID = (
    r"(?:water|tea|coffee|wine|milk|juice|oil|soup|honey|beer|sand|grain|batter|syrup|paint|liquid|whisky|rum|ale|"
    r"lemonade|"
    r"chocolate|sauce|lava|molten \w+|ink|broth|champagne|salt|rice|flour|sugar|seeds?|cream)"
)
_CLOTH = (
    r"(?:silks?|capes?|cloaks?|dress(?:es)?|gowns?|banners?|flags?|curtains?|scar(?:f|ves)|sails?|skirts?|"
    r"veils?|sheets?|robes?|fabric|cloth)"
)
_BUILT = (
    r"(?:bridge|tower|wall|roof|building|house|castle|ceiling|tree|stack|pile|scaffold\w*|ship|dam|barn|hut|"
    r"cliff|tunnel|shelf|shelves|tent|city)s?"
)
_PHYSICS: tuple[tuple[str, str, str], ...] = (
    (
        "pouring",
        rf"pour(?:s|ing|ed)? (?:out )?(?:\w+ ){{0,3}}?{_LIQUID}\b|{_LIQUID} pours?\b|(?:spill(?:s|ing|ed)?|"
        rf"spilt) (?:\w+ ){{0,3}}?{_LIQUID}\b|{_LIQUID} spills?\b",
        "show the full glass and the jug, and leave the pouring to the sound",
    ),
    (
        "shattering",
        r"(?:shatter|splinter)(?:s|ed|ing)?(?! (?:the |his |her |their |its )?(?:\w+ )?(?:silence|peace|calm|"
        r"dreams?|hopes?|hearts?|illusions?|nerves))\b|"
        r"(?:breaks?|broke|bursts?|smash(?:es|ed)?|falls?) (?:in)?to (?:(?:a )?(?:thousand|hundred|many|small|tiny|"
        r"little) )?(?:pieces|shards|bits|splinters)|"
        r"smash(?:es|ed|ing)? (?:\w+ ){0,3}?(?:glass|window|windows|vase|bottle|mirror|plate|plates|pot|jar|lamp|"
        r"cup)\b",
        "end a shot before it breaks, and begin the next with the pieces",
    ),
    (
        "an explosion",
        r"explod(?:e|es|ed|ing)(?! (?:with|in|into) (?:\w+ )?(?:laughter|applause|joy|anger|cheers?|colou?r|"
        r"tears))\b|explosions?\b|"
        r"detonat\w+|erupt(?:s|ed|ing)?(?! (?:in|into|with) (?:\w+ )?(?:laughter|applause|cheers?|song|joy|"
        r"anger))\b|bursts? into flames?",
        "show the flash on somebody's face, and then what is left",
    ),
    (
        "something that collapses",
        rf"\b{_BUILT} (?:\w+ )?(?:collaps|crumbl|toppl)(?:e|es|ed|ing)\b|(?:avalanche|landslide|mudslide|"
        rf"rockslide)s?\b|(?:dam|pipe|barrel|balloon|bubble)s? bursts?\b",
        "end a shot before it falls, and begin the next with the ruin and the dust",
    ),
    (
        "splashing",
        r"splash(?:es|ed|ing)?\b(?! of (?:colou?r|light|paint|red|blue|green))",
        "cut away before the water is hit, and come back to the rings on it",
    ),
    ("juggling", r"juggl(?:es?|ed|ing)\b", "show the juggler's face, or the things before and after they fly"),
    (
        "moving cloth",
        rf"\b{_CLOTH} (?:\w+ )?(?:billow|flutter|flap|swirl|whip|unfurl|ripple)(?:s|ed|ing|ping|ped)?\b|"
        rf"(?:billowing|fluttering|flapping|swirling) {_CLOTH}\b",
        "let it hang still, or keep it small in the picture",
    ),
    ("acrobatics", r"(?:somersault|backflip|cartwheel|handspring|pirouette)(?:s|ed|"
    r"ing)?\b", "show the start and the landing in two shots"),
)  # fmt: skip
_PHYSICS_RE = tuple(
    (name, re.compile(rf"(?<![\w-])(?:{words})", re.IGNORECASE), advice) for name, words, advice in _PHYSICS
)
_FREE = re.compile(
    r"\b(?:no|without(?: an?)?|before|almost|nearly|about to|would|could|never|not|n't) (?:\w+ )?$", re.IGNORECASE
)


def hands(seen: Seen) -> Iterator[Finding]:
    """A close shot of hands at fine work."""
    size = seen.shot.size
    if size not in _CLOSE:
        return
    for path, told in seen.told():
        plain = _NO_HANDS.sub(lambda match: " " * len(match[0]), told)
        found = _FINE.search(plain)
        if found is None and (size != "close-up" or _lead(plain)):
            found = _HANDS.search(plain)
        if found:
            wider = _wider(seen)
            yield seen.finding(
                "hands",
                path,
                f"'{found[0].strip()}' in {_article(size)}: models get fingers wrong that are seen this close",
                f"size: {wider}, or an insert of the thing without hands",
                ((seen.place("size"), wider),),
            )
            return


def crowds(seen: Seen) -> Iterator[Finding]:
    """More people than a model keeps apart."""
    for path, told in seen.told():
        for match in _MANY.finditer(told):
            around = told[max(0, match.start() - 12) : match.end() + 12]
            if _NOT_MANY.search(around) or _FAR.search(told):
                continue
            yield seen.finding(
                "crowds",
                path,
                f"'{match[0].strip()}': in a crowd, models let faces and limbs run into each other",
                "two or three people in front, the others out of focus behind them",
                _unfocused(path, told, match),
            )
            return
    if seen.shot.prompt is None and len(seen.shot.cast) > _MOST_TOLD_APART:
        message = f"{len(seen.shot.cast)} in the cast of one shot: models let their looks run into each other"
        yield seen.finding(
            "crowds", seen.place("cast"), message, "show two or three of them, and the others in shots of their own"
        )


def physics(seen: Seen) -> Iterator[Finding]:
    """Matter in motion that is seen to obey no law."""
    for path, told in seen.told():
        for name, pattern, advice in _PHYSICS_RE:
            match = next((match for match in pattern.finditer(told) if not _FREE.search(told[: match.start()])), None)
            if match:
                yield seen.finding(
                    "physics",
                    path,
                    f"'{match[0].strip()}': {name} is what models get wrong, things pass through each other",
                    advice,
                )
                return


def _lead(told: str) -> bool:
    """Whether a text begins with hands, so that they are what is seen."""
    match = _HANDS.search(told)
    return match is not None and not told[: match.start()].strip(" \"'")


def _wider(seen: Seen) -> Size:
    """The nearest wider size that differs from the shots beside it."""
    beside = [shot for shot in (seen.before, seen.after) if shot and shot.angle == seen.shot.angle]
    sizes: tuple[Size, ...] = ("medium", "cowboy", "full")
    fitting: list[Size] = [size for size in sizes if all(steps_between(size, shot.size) for shot in beside)]
    return fitting[0] if fitting else sizes[0]


def _article(size: str) -> str:
    return f"{'an' if size[0] in 'aei' else 'a'} {size}"


def _unfocused(path: tuple[str | int, ...], told: str, match: re.Match[str]) -> Rewrite:
    """The same text with the crowd behind and out of focus."""
    rest = told[match.end() :]
    close = "" if not rest.strip() or rest[0] in ".,;:!?" else ","
    return ((path, f"{told[: match.end()]}, out of focus in the background{close}{rest}"),)
