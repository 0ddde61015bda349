"""What bodies do, read from the words of an action: each figure's own clause, and nobody moves for a thing's sake."""

import re
from importlib.resources import files

import pytest

from generation.animatic.figures.people.poses import POSES
from orchestrator.directing.acting import emotions, placed_poses, pose_of, pose_of_word, poses

TWO = {"maeve": "Maeve", "storm": "The Storm"}
_ROWS = files("orchestrator.directing").joinpath("verbs.txt").read_text(encoding="utf-8").splitlines()
PHRASES = [
    (row.partition(":")[0].removeprefix("phrase "), phrase.strip())
    for row in _ROWS
    if row.startswith("phrase ")
    for phrase in row.partition(":")[2].split(" | ")
]


@pytest.mark.parametrize(
    ("action", "pose"),
    [
        ("She kneels at the wall.", "kneel"),
        ("He walks along the quay.", "walk"),
        ("She comes in out of the rain.", "walk in"),
        ("He drops the brush and walks off.", "walk out"),
        ("She opens her eyes.", "stand"),
        ("He falls in love.", "stand"),
        ("She fell asleep at the desk.", "sleep"),
        ("He lay asleep in the forest.", "sleep"),
        ("He does not run.", "stand"),
        ("Neither looks up.", "stand"),
        ("Grey light lies flat on the slate.", "stand"),
        ("She stumbles, looks down, and finds an egg.", "look-down"),
        ("As soon as he was near enough, she pounced upon him.", "jump"),
        ("He took to his heels.", "run"),
        ("He came down to the pool to drink.", "walk in"),
        ("She sets out two places.", "reach"),
        ("She picks up the letter and reads it.", "pick-up"),
        ("He shakes his head.", "refuse"),
        ("She gets to her feet.", "rise"),
        ("He turns away from the window.", "turn-away"),
        ("She hands Tom the key.", "give"),
        ("He holds the lantern up.", "hold-up"),
        ("She plays the violin.", "fiddle"),
        ("He rows across the lake.", "row"),
        ("She drives the cows home.", "walk"),
        ("He falls flat on the ground.", "fall"),
        ("She bursts into tears.", "cry"),
        ("He saw a ship.", "stand"),
        ("She shades her eyes.", "peer"),
        ("He pushes the button.", "reach"),
        ("She climbs over the wall.", "climb"),
        ("She climbs the last stairs.", "walk"),
        ("", "stand"),
    ],
)
def test_the_verb_gives_the_pose(action: str, pose: str) -> None:
    assert pose_of(action) == pose


@pytest.mark.parametrize(
    ("action", "maeve", "storm"),
    [
        ("It drags its rain along the wall, and Maeve steps back.", "step-back", "stand"),
        ("Maeve kneels; the Storm runs.", "kneel", "run"),
        ("Maeve and the Storm run to the door.", "run", "run"),
        ("Maeve sees the Storm. The parking meter goes.", "stand", "stand"),
        ("Both sit.", "sit", "sit"),
        ("From the left comes the Storm and sways.", "stand", "walk in"),
        ("Maeve hugs the Storm.", "embrace", "embrace"),
        ("The Storm chases Maeve.", "run", "run"),
        ("The Storm pounces on Maeve.", "cower", "jump"),
        ("The Storm's wind runs over the roof. Maeve waits.", "stand", "stand"),
    ],
)
def test_everybody_does_what_is_said_of_them(action: str, maeve: str, storm: str) -> None:
    assert poses(action, TWO) == {"maeve": maeve, "storm": storm}


def test_feelings_are_ones_own() -> None:
    assert emotions("Maeve smiles; the Storm trembles.", TWO) == {"maeve": "happy", "storm": "afraid"}
    assert emotions("A cold wind, and tears.", {"maeve": "Maeve"}) == {"maeve": "sad"}


_VERBS = (
    "walks runs sneaks limps marches sits kneels bows curtsies reaches points gives takes pushes pulls carries throws catches "
    "waves beckons peers crouches hides jumps dances embraces lies sleeps wakes cowers falls cheers claps prays thinks shrugs "
    "nods refuses weeps laughs shouts sings whispers eats drinks cooks reads writes paints knocks hammers digs sweeps saws "
    "chops rows steers drives rides swims dives flies fishes sews types phones fights rises"
)


@pytest.mark.parametrize("verb", _VERBS.split())
def test_verbs_are_done_with_the_body(verb: str) -> None:
    pose = pose_of_word(verb)
    assert pose in POSES
    assert pose not in {"stand", "hold"}


def _written_out(phrase: str, number: int) -> str:
    """One of the ways to say a phrase: of all that may be said or left out, what the number chooses."""
    said = re.sub(r"\(\?[=!][^()]*\)", "", phrase)
    group = re.compile(r"\(\?:([^()]*)\)([?*]|\{0[^}]*\})?(?:\{1[^}]*\})?")
    while found := group.search(said):
        ways = found[1].split("|")
        chosen = "" if found[2] and number % 2 else ways[number % len(ways)]
        said = said[: found.start()] + chosen + said[found.end() :]
    said = re.sub(r"(\w)\?", r"\1" if number % 2 else "", said)
    return said.replace(r"\w+", "ing").replace(r"\w*", "").replace("['’]", "'").replace("$", "")


@pytest.mark.parametrize("number", range(8))
def test_every_phrase_is_found_that_is_in_a_clause_though_few_are_looked_for(number: int) -> None:
    for _, phrase in PHRASES:
        clause = left = _written_out(phrase, number)
        assert re.search(rf"\b(?:{phrase})(?!\w)", clause)
        told = set[tuple[int, str]]()
        for pose, other in PHRASES:
            for match in re.finditer(rf"\b(?:{other})(?!\w)", left):
                told |= {(match.start(), pose)} if pose != "-" else set()
                left = left[: match.start()] + "q" * len(match[0]) + left[match.end() :]
        assert told <= set(placed_poses(clause))
