"""Things that an action has somebody handle: they are in the picture, so they are props of the shot."""

import re
from functools import lru_cache

from generation.animatic.props import prop_name, prop_names
from orchestrator.directing.acting import pose_of_word
from orchestrator.directing.acting_clauses import words_of

_drawn_as = lru_cache(maxsize=4096)(prop_name)
"""What draws a thing; asked for the same words again and again."""

MOST = 2
_NOTHING_OWN = "parcel"
_ENDS = (
    r"(?=$|[,.;:!?]| (?:to|on|in|up|at|with|from|over|under|behind|and|back|away|down|for|by|against|before|between|into|"
    r"toward|towards|as|this|out|off|tight|again|across|beside|through|open|or|but|while|when|until|upon)\b)"
)
_HANDLED = re.compile(
    r"\b(\w+)(?: (?:up|down|out|on|off|open))? (?:a|an|the|his|her|its|their|one|another) ((?:[a-z-]+ ){0,2}?)([a-z]+)"
    + _ENDS
)
_WITH = re.compile(r"\b(with|under) (?:a|an|his|her|its|their) ((?:[a-z-]+ )?)([a-z]+)" + _ENDS)
_WORDS = re.compile(r"\b(?:(the|an?|his|her|its|their|some) )?([a-z]+)(?![\w'’-])")
_ALSO_VERBS = words_of(
    "rose ring flag map shovel net phone torch hammer mask rope rod bow box drum camera shield picture note chart"
)
_ALSO = words_of(
    "paper contract chart note scroll mug jar loaf logbook diary picture photo torch bouquet rose spyglass cane jug bundle"
    " pebble pebbles"
)
"""What is drawn as something near to it."""
_TOO_LARGE = words_of(
    "train house lighthouse mountain tree table chair wheel car bed ship boat door wall window fence reed honey hide leaf "
    "campfire hive ladder snowman anchor stone stones well cart wagon hair hand hands eye eyes light "
    "feather feathers shell"
)
"""Drawn, but not what somebody takes in the hands; or words that mean something else."""
_HANDS = words_of(
    "reach hold hold-up take give pick-up carry throw catch pull push eat drink cook read write paint fish sew hammer sweep "
    "dig chop saw wave point"
)

_CONNECTING = words_of("and or to in on at from for by with of over into the a his her its is was")


def things_in(action: str, have: tuple[str, ...], place: str, *, told: bool) -> tuple[str, ...]:
    """Return the props of a shot: those it has, and what its action has somebody handle, `MOST` in all.

    What a storyteller names (`told`) is there to be seen, whether anybody has it in the hands or not.
    """
    props = list(have)
    known = {_drawn_as(prop) for prop in have} | {_drawn_as(word) for word in place.lower().split()}
    text = action[:1].lower() + action[1:]
    found = [
        (described, noun)
        for pattern in (_HANDLED, _WITH)
        for verb, described, noun in pattern.findall(text)
        if (pattern is _WITH or pose_of_word(verb) in _HANDS) and not _CONNECTING & set(described.split())
    ]
    found += [("", noun) for before, noun in _WORDS.findall(text) if before or noun not in _ALSO_VERBS] if told else []
    for described, noun in found:
        drawn = _drawn_as(noun)
        if len(props) >= MOST or not _is_named(noun) or drawn in known or drawn == _NOTHING_OWN:
            continue
        known.add(drawn)
        article = "an" if (described or noun)[0] in "aeiou" else "a"
        props.append(f"{article} {described}{noun}" if not noun.endswith("s") else f"{described}{noun}")
    return tuple(props)


def _is_named(noun: str) -> bool:
    """Whether the word is the name of something that can be drawn and handled, and not only near to one."""
    forms = {noun, noun.removesuffix("s"), noun.removesuffix("es")}
    return bool(forms & (set(prop_names()) | _ALSO)) and not (forms | {_drawn_as(noun)}) & _TOO_LARGE
