"""What bodies do, read from the words of an action: each figure's own clause, and nobody moves for a thing's sake."""

import pytest

from orchestrator.directing.acting import emotions, pose_of, poses

TWO = {"maeve": "Maeve", "storm": "The Storm"}


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
        ("", "stand"),
    ],
)
def test_the_verb_gives_the_pose(action: str, pose: str) -> None:
    assert pose_of(action) == pose


@pytest.mark.parametrize(
    ("action", "maeve", "storm"),
    [
        ("It drags its rain along the wall, and Maeve steps back.", "cower", "stand"),
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
