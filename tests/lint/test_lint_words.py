"""Each rule about words: what must be found, and what is near to it and must not be."""

import pytest
from judged import DRAWN, film_of, found, judge, rules, scene_of, shot

from orchestrator.directing.lint import Finding

FOUND: dict[str, list[tuple[str, str]]] = {
    "text": [
        ("wide", 'A sign over the door reads "OPEN".'),
        ("wide", "A sign that reads “Closed for winter” swings in the wind."),
        ("wide", "A neon sign saying OPEN ALL NIGHT buzzes."),
        ("full", 'Mara holds up a banner with the words "Save the light".'),
        ("insert", 'A newspaper headline reads "STORM KILLS TEN".'),
        ("medium", 'Mara writes "help me" on the wall.'),
        ("medium", "The clock reads 3:15."),
        ("wide", "The company logo glows over the harbour."),
        ("wide", 'A grave stone stands in the rain, the words "Gone too soon" cut deep.'),
        ("insert", "The words of the letter blur in the rain."),
        ("wide", "A poster labelled 'Wanted' hangs on the wall."),
        ("wide", "The front-page headline of the day lies on the table."),
    ],
    "hands": [
        ("close-up", "Mara threads a needle."),
        ("insert", "Mara's fingers tie a knot in the wet rope."),
        ("close-up", "Her trembling hands hold the lamp."),
        ("extreme-close-up", "Mara plays the old piano."),
        ("insert", "Mara types a letter."),
        ("insert", "The old hands rest on the rail."),
        ("close-up", "She ties her shoelaces."),
    ],
    "crowds": [
        ("wide", "A crowd cheers on the quay."),
        ("extreme-wide", "An army marches over the hill."),
        ("wide", "Mara looks at dozens of people on the quay."),
        ("wide", "Hundreds of angry villagers storm the gate."),
        ("full", "Mara stands before fifty soldiers."),
        ("wide", "The audience claps."),
    ],
    "physics": [
        ("medium", "Mara pours hot tea into a cup."),
        ("insert", "The glass shatters on the floor."),
        ("wide", "The ship explodes."),
        ("medium", "Mara smashes the window."),
        ("wide", "The old tower collapses."),
        ("full", "The fox splashes through the water."),
        ("full", "Tom juggles three oranges."),
        ("wide", "Her long cloak billows in the wind."),
        ("wide", "An avalanche comes down the mountain."),
        ("medium", "The plate breaks into a thousand pieces."),
    ],
    "several-actions": [
        ("full", "Mara picks up the lamp, lights it and climbs the stairs."),
        ("full", "Mara opens the door, then runs out."),
        ("wide", "Mara wakes. She opens the window. She throws the letter out."),
        ("wide", "The Fox jumps over the wall and steals the fish, and Mara chases it."),
        ("full", "Mara locks the door and then sits down, and then she eats."),
    ],
    "flicker": [
        ("wide", "A strobe light beats over the quay."),
        ("wide", "Mara dances under a disco ball."),
        ("insert", "TV static fills the room with grey."),
        ("wide", "Mara stands behind a chain-link fence."),
        ("wide", "Mara walks through a hall of mirrors."),
    ],
    "precise": [
        ("wide", "Exactly seven gulls sit on the rail."),
        ("wide", "Mara takes the third bottle from the left."),
        ("wide", "A lamp stands in the upper left corner."),
        ("wide", "The door is open by precisely 30 degrees."),
    ],
    "negation": [
        ("wide", "No one is there."),
        ("medium", "Mara comes in without a hat."),
        ("medium", "Mara does not run."),
        ("medium", "The Fox doesn't move."),
        ("wide", "There are no boats on the water."),
        ("medium", "Mara is not wearing her coat."),
        ("medium", "Mara stands before them and cannot move."),
    ],
    "absent-name": [("medium", "Tom opens the door."), ("wide", "Mara waits. The Fox runs to her.")],
}

NEAR: dict[str, list[tuple[str, str]]] = {
    "text": [
        ("medium", 'Mara says "Open the door".'),
        ("medium", "Mara reads the letter."),
        ("insert", "A letter lies on the table."),
        ("wide", "A sign swings over the door."),
        ("medium", 'Mara puts the letter down and says "No".'),
        ("wide", "A blank sign without any logo hangs there."),
        ("medium", "Mara writes in her logbook."),
        ("wide", "The clock strikes."),
        ("medium", 'The man with the banner says "Hello".'),
        ("wide", "The headland lies in the sun."),
        ("wide", "There is no sign of her."),
    ],
    "hands": [
        ("wide", "Mara threads a needle."),
        ("medium", "Her hands hold the lamp."),
        ("close-up", "Mara hands the lamp to Tom."),
        ("close-up", "The minute hand of the clock jumps."),
        ("close-up", "Mara smiles."),
        ("insert", "A needle and a red thread."),
        ("close-up", "Mara plays dead."),
        ("extreme-close-up", "On the other hand, Mara smiles."),
    ],
    "crowds": [
        ("wide", "Mara walks through the crowded street."),
        ("wide", "Children crowd around Mara."),
        ("wide", "A crowd, out of focus in the background, cheers."),
        ("wide", "Two sailors wave."),
        ("wide", "Mara asks for an audience with the queen."),
        ("wide", "There is no crowd."),
        ("wide", "Mara wears an army coat."),
        ("wide", "Thousands of stars stand over the sea."),
    ],
    "physics": [
        ("wide", "Rain pours on the quay."),
        ("wide", "A cry shatters the silence."),
        ("wide", "The room explodes with laughter."),
        ("wide", "Mara collapses into a chair."),
        ("wide", "People pour into the street."),
        ("wide", "Light spills through the door."),
        ("wide", "The vase is about to shatter."),
        ("wide", "A splash of colour on a grey wall."),
        ("insert", "A cup of tea."),
        ("wide", "Mara pours out her heart."),
    ],
    "several-actions": [
        ("full", "Mara climbs the stairs."),
        ("full", "Mara walks to the window and looks at the sea."),
        ("full", "Mara steps onto the gallery as lightning splits the sea."),
        ("wide", "Mara runs and runs and runs."),
        ("wide", "Rain, dark waves, cold hands, old lights."),
        ("medium", "Mara opens a letter while Tom stirs the soup and the Fox eats."),
        ("wide", "The cold old house stands on the hill, and the lamp glows, and the sea waits."),
        ("medium", "Mara, who locked the door, opened the window and lit the lamp, smiles."),
        ("medium", 'Mara says "he runs, then falls, then jumps".'),
    ],
    "flicker": [
        ("wide", "A candle flickers on the table."),
        ("wide", "Lightning flashes once."),
        ("medium", "Mara plays chess."),
        ("wide", "The static air before a storm."),
        ("wide", "A mirror hangs on the wall."),
    ],
    "precise": [
        ("wide", "Seven gulls sit on the rail."),
        ("wide", "Mara comes from the left."),
        ("wide", "That is exactly what Mara wants."),
        ("wide", "It is exactly ten o'clock."),
        ("wide", "Mara waits, as if on 35mm film."),
    ],
    "negation": [
        ("wide", "The place is empty."),
        ("medium", "Mara leaves without a word."),
        ("medium", "Mara does not know what to do."),
        ("medium", "There is no doubt in her face."),
        ("medium", "Mara notes it down."),
        ("medium", "Mara does not understand."),
        ("medium", "Mara asks if no one is there."),
    ],
    "absent-name": [
        ("medium", "Mara opens the door."),
        ("medium", "Mara speaks to Tom."),
        ("medium", "Mara thinks of Tom, who left."),
        ("medium", "Tom's lamp falls over."),
        ("medium", "Mara waits where Tom sleeps."),
        ("medium", "Tom is gone."),
        ("medium", "Tomorrow comes."),
        ("wide", "The voice of Tom calls."),
    ],
}
POSITIVE = [pytest.param(rule, *case, id=f"{rule}: {case[1]}") for rule, cases in FOUND.items() for case in cases]
NEGATIVE = [pytest.param(rule, *case, id=f"{rule}: {case[1]}") for rule, cases in NEAR.items() for case in cases]


@pytest.mark.parametrize(("rule", "size", "action"), POSITIVE)
def test_what_must_be_found(rule: str, size: str, action: str) -> None:
    assert rule in rules(shot(action, size))


@pytest.mark.parametrize(("rule", "size", "action"), NEGATIVE)
def test_what_is_near_and_fine(rule: str, size: str, action: str) -> None:
    assert rule not in rules(shot(action, size))


@pytest.mark.parametrize(("rule", "size", "action"), POSITIVE)
def test_a_drawn_film_is_asked_for_none_of_it(rule: str, size: str, action: str) -> None:
    assert rule not in rules(shot(action, size), pictures=DRAWN)


def the(rule: str, action: str, size: str = "wide", **more: object) -> Finding:
    return next(one for one in found(shot(action, size, **more)) if one.rule == rule)


def rewritten(finding: Finding) -> dict[str, object]:
    return {str(path[-1]): value for path, value in finding.rewrite}


@pytest.mark.parametrize(
    ("action", "rest", "title"),
    [
        ('A sign that reads "OPEN" swings.', "A sign swings.", "OPEN"),
        ('A sign over the door reads "OPEN".', "A sign over the door is in view.", "OPEN"),
        ("A neon sign saying OPEN ALL NIGHT buzzes.", "A neon sign buzzes.", "OPEN ALL NIGHT"),
        ('Mara writes "help me" on the wall.', "Mara writes on the wall.", "help me"),
    ],
)
def test_words_become_a_title(action: str, rest: str, title: str) -> None:
    assert rewritten(the("text", action)) == {"action": rest, "title": title}


def test_a_title_that_is_there_stays() -> None:
    assert rewritten(the("text", 'A sign reads "OPEN".', title="Ten years later")) == {"action": "A sign is in view."}


def test_words_of_a_prop_and_of_a_prompt_are_read_too() -> None:
    (one,) = found(shot("Mara waits.", props=['a sign that reads "OPEN"']))
    assert (one.rule, one.path, rewritten(one)["0"]) == ("text", ("shots", 0, "props", 0), "a sign")
    (two,) = found(shot('A sign reads "OPEN".', prompt='A quay, a lantern, a poster with the words "Come in".'))
    assert (two.path, rewritten(two)["prompt"]) == (("shots", 0, "prompt"), "A quay, a lantern, a poster.")


def test_hands_are_seen_from_further_off() -> None:
    close = shot("Mara threads a needle.", "close-up", id="b")
    first, last = shot("Mara waits.", "wide"), shot("Mara waits.", "medium", id="c")
    assert rewritten(next(one for one in found(first, close) if one.rule == "hands")) == {"size": "medium"}
    assert rewritten(next(one for one in found(first, close, last) if one.rule == "hands")) == {"size": "cowboy"}


@pytest.mark.parametrize(
    ("action", "better"),
    [
        ("A crowd cheers.", "A crowd, out of focus in the background, cheers."),
        ("Mara faces a crowd of sailors.", "Mara faces a crowd of sailors, out of focus in the background."),
    ],
)
def test_a_crowd_goes_out_of_focus(action: str, better: str) -> None:
    assert rewritten(the("crowds", action)) == {"action": better}


@pytest.mark.parametrize(
    ("action", "better"),
    [
        ("No one is there.", "The place is empty."),
        ("Mara does not move.", "Mara stands still."),
        ("Mara comes in without a hat.", "Mara comes in bare-headed."),
    ],
)
def test_what_is_there_is_said_in_place_of_what_is_not(action: str, better: str) -> None:
    assert rewritten(the("negation", action)) == {"action": better}
    assert "negation" not in rules(shot(better))


def test_a_number_need_not_be_exact() -> None:
    assert rewritten(the("precise", "Exactly seven gulls sit there.")) == {"action": "Several gulls sit there."}


def test_who_acts_is_put_into_the_cast() -> None:
    better = rewritten(the("absent-name", "Tom opens the door."))["cast"]
    assert better == [{"character": "mara"}, {"character": "tom"}]


def test_a_pronoun_needs_somebody() -> None:
    assert "pronoun" in rules(shot("He waits.", cast=[]))
    assert "pronoun" not in rules(shot("He waits."))
    assert "pronoun" not in rules(shot("A man waits. He smokes.", cast=[]))
    assert "pronoun" not in rules(shot("It rains.", cast=[]))


def test_a_pronoun_may_mean_who_was_there_before() -> None:
    before = shot("Mara waits.")
    she = next(one for one in found(before, shot("She smiles.", "medium", id="b", cast=[])) if one.rule == "pronoun")
    assert rewritten(she) == {"cast": [{"character": "mara"}]}
    he = next(one for one in found(before, shot("He smiles.", "medium", id="b", cast=[])) if one.rule == "pronoun")
    assert he.rewrite == ()


def test_other_languages_are_not_judged_by_english_words() -> None:
    film = film_of(scene_of(shot("No one is there. A crowd cheers.", camera="push in, then pan left")), language="es")
    assert {one.rule for one in judge(film).findings} == {"several-moves"}


def test_a_cast_of_many_is_a_crowd() -> None:
    many = [{"character": name} for name in ("mara", "tom", "fox", "mara2", "tom2", "fox2")]
    assert "crowds" in rules(shot("All wait.", cast=many))
    assert "crowds" not in rules(shot("All wait.", cast=many[:5]))
    assert "crowds" not in rules(shot("All wait.", cast=many, prompt="A quay."))


def test_own_footage_asks_nothing_of_a_model() -> None:
    assert rules(shot("A crowd cheers.", footage={"path": "assets/crowd.mp4"})) == set()


@pytest.mark.parametrize(
    "text", ["if " * 1300 + ". no one is there", "ly " * 1300, "Mara opens and " * 260, '"' * 4000, " " * 3999 + "x"]
)
def test_any_text_is_read_in_no_time(text: str) -> None:
    assert len(text) <= 4000
    rules(shot(text, camera="static" + " " * 50_000))


def test_a_book_is_no_action() -> None:
    assert rules(shot("Mara opens the door, runs out and falls. " * 30_000)) == set()
