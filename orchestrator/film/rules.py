"""The rules of `check` by name: what a shot, a scene or film.yaml may `allow`.

L1 to L10 are what models of video are known to fail at; `grammar` is the editor's craft, and holds for drawn pictures too.
"""

from typing import Literal, NamedTuple

Limit = Literal["L1", "L2", "L3", "L4", "L5", "L6", "L7", "L8", "L9", "L10", "grammar"]

LIMITS: dict[Limit, str] = {
    "L1": "complex physics",
    "L2": "hands and faces in detail",
    "L3": "lettering",
    "L4": "who and where, over many shots",
    "L5": "flicker and morphing",
    "L6": "things that pass through each other",
    "L7": "the length of a clip",
    "L8": "exact control",
    "L9": "cost",
    "L10": "errors that add up from clip to clip",
    "grammar": "the editor's craft",
}
"""What each limit is, in words."""


class Rule(NamedTuple):
    """One rule. `trained`: whether it concerns only pictures that a trained model makes."""

    id: str
    limits: tuple[Limit, ...]
    trained: bool
    about: str


RULES: tuple[Rule, ...] = (
    Rule("text", ("L3",), True, "words that can be read in the picture: signs, letters, headlines, logos"),
    Rule("hands", ("L2",), True, "a close shot of hands at fine work"),
    Rule("crowds", ("L1", "L6"), True, "more people than a model keeps apart"),
    Rule(
        "physics", ("L1", "L6"), True, "matter in motion that is seen to obey no law: pouring, shattering, explosions"
    ),
    Rule("several-actions", ("L8",), True, "actions that follow each other in one shot"),
    Rule("several-moves", ("L8", "grammar"), False, "more than one camera move in one shot"),
    Rule("too-long", ("L7",), True, "a shot that lasts longer than the model's clips hold together"),
    Rule("long-chain", ("L10",), True, "more than three shots in a row that continue one another's last picture"),
    Rule("undescribed", ("L4",), True, "somebody on stage, or a place, of whose looks the sheet says nothing"),
    Rule("absent-name", ("L4",), True, "the action has somebody with a sheet act who is not in the shot's cast"),
    Rule("pronoun", ("L4",), True, "he, she or they where nobody is in the cast whom it could mean"),
    Rule("flicker", ("L5",), True, "strobes, static and fine repeating patterns"),
    Rule("precise", ("L8",), True, "exact numbers and exact places in the picture"),
    Rule("negation", ("L8",), True, "what is not there: a model draws what is named"),
    Rule("prompt-length", ("L8",), True, "a prompt that is longer than the model reads"),
    Rule("no-establishing", ("grammar",), False, "a new place that does not open wide, or opens with talk"),
    Rule("thirty-degrees", ("grammar",), False, "two shots in a row from the same size and angle"),
    Rule(
        "one-eighty", ("grammar",), False, "somebody who jumps over the line, or looks out of the frame while talking"
    ),
    Rule("equal-lengths", ("grammar",), False, "a film whose shots all last about as long"),
    Rule("move-in-short-insert", ("grammar",), False, "a camera move in an insert that is over before it is seen"),
    Rule("captions", ("grammar",), False, "more to read in a caption or a title than there is time for"),
)
"""Every rule, in the order in which the documentation lists them."""

RULE_IDS: tuple[str, ...] = tuple(rule.id for rule in RULES)


def rule(identity: str) -> Rule:
    """Return the rule of that id."""
    return next(found for found in RULES if found.id == identity)
