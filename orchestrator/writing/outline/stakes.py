"""What cannot be held and can be lost or sold all the same: how a shadow, a name, a voice is taken, missed and found again."""

from orchestrator.writing.morphology import bag

STAKES = {
    "shadow": ("peels the shadow off the ground and rolls it up",
               "{A} stands in full light beside {thing}. On the ground lies the shadow of {thing}; beside it, nothing.",
               "The shadow unrolls over the ground and joins {A's} {foot}, a little crumpled."),
    "name": ("blows on a piece of paper with the name on it, and it is blank",
             "{A} opens {his} mouth to say who {he} is, and nothing comes. Everybody at {thing} looks through {him}.",
             "{B} writes the name back on the paper, and somebody at {thing2} calls: {aname}!"),
    "voice": ("catches the voice in a small glass jar",
              "{A} opens {his} mouth beside {thing}, and no sound comes out.",
              "The jar opens, and {A} sings out so loud that {thing2} rattles."),
    "memory": ("draws a shining thread from {A's} forehead and winds it on a spool",
               "{A} stands before {thing} and does not know what it is for.",
               "The thread winds off the spool, and {A} looks at {thing2} and knows it again."),
    "heart": ("lifts a small red light out of {A's} chest and shuts it in the case",
              "{A} looks at a kitten beside {thing} and feels nothing at all.",
              "The small red light goes home, and {A} laughs and cries at the same time."),
    "smile": ("wipes the smile off {A's} face with a handkerchief",
              "{A} pulls at the corners of {his} mouth before {thing}. They fall down again.",
              "{B} shakes out the handkerchief, and {A} smiles from ear to ear."),
}  # fmt: skip
LOST = {
    "voice": (
        "{A} opens {his} mouth beside {thing}, and no sound comes out.",
        "A note rises over {thing2}, thin, then strong. It is {A's} own.",
    ),
    "taste": (
        "{A} takes a spoonful, frowns, takes another, and tastes nothing at all.",
        "{A} licks {his} spoon, stops, and smiles from ear to ear: {he} can taste it.",
    ),
    "memory": (
        "{A} stands before {thing} and does not know what it is for.",
        "{A} looks at {B}, at {thing2}, and knows it all again.",
    ),
    "shadow": (
        "{A} stands in full light beside {thing}, and on the ground beside {him} lies no shadow.",
        "Across the ground a shadow comes running and joins {A's} {foot}.",
    ),
    "smile": (
        "{A} pulls at the corners of {his} mouth before {thing}. They fall down again.",
        "{A} smiles from ear to ear, and does not even notice.",
    ),
    "sleep": ("{A} lies beside {thing} with wide open eyes.", "{A} yawns, sinks against {B}, and is asleep."),
}
LOST_ELSE = (
    "{A} stops beside {thing} in the middle of {his} work, and cannot go on.",
    "{A} straightens up beside {thing2}. It is back.",
)
STAKE_ELSE = (
    "takes the {stake} and shuts it in the case",
    "{A} reaches for {his} {stake} beside {thing}, and there is only the empty place.",
    "{A} takes {his} {stake} back with care, and holds it tight.",
)
_LARGE = bag(
    "boat ship castle house horse car train farm piano door tower island kingdom garden tree mill cottage carriage raft"
)


def gain_slots(gain: str) -> dict[str, str]:
    """Return how what is gained is shown, given, enjoyed and given back: in the arms, or standing there if it is large."""
    if gain.split(" ")[-1] not in _LARGE:
        return {
            "gain_shown": "{B} unpacks a case at {thing}. On top lies {a_gain}.",
            "gain_given": "puts {gain} into {A's} arms",
            "gain_joy": "{A} runs through {area} with {gain}, past {thing}, faster and faster.",
            "gain_back": "{A} puts {gain} down before {B} and lets go.",
            "gain_left": "{B} passes with the case, stops, and sets {gain} down beside {A}.",
        }
    return {
        "gain_shown": "{B} unrolls a picture beside {thing}: {a_gain}, quite new.",
        "gain_given": "points past {thing2}: there, with {A's} name painted on {gain_it}, {A} sees {gain}",
        "gain_joy": "{A} walks around {gain} beside {thing}, once, twice, and pats {gain_it} like a horse.",
        "gain_back": "{A} wipes {his} name off {gain} with one sleeve, and turns to {B}.",
        "gain_left": "{B} comes past with the case, stops, and gives {gain} a push toward {A}.",
    }


ABSTRACT = bag("voice taste memory shadow smile sleep courage luck name sense hearing sight faith hope laugh laughter patience "
                "inspiration imagination confidence temper nerve magic appetite rhythm balance")  # fmt: skip
