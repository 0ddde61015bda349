"""How a line is read: numbers and names in words, stress and pauses, and that captions keep to what is written."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generation.voices._reading import as_text, read


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("In 1984 and in May 1905.", "In 19 84 and in May 19 oh 5."),
        ("Since 1900, until 2005, by 2024.", "Since 19 hundred, until 2005, by 20 24."),
        ("She counted 1984 stars in 1500 steps.", "She counted 1984 stars in 1500 steps."),
        ("The 1920s!", "The 19 twenties!"),
        ("It costs $1,250.50, not £1 or €3.", "It costs 1,250 dollars and 50 cents, not 1 pound or 3 euros."),
        ("A $2 million house", "A 2 million dollars house"),
        ("At 10:00, or 10:00 a.m., or 9:30?", "At 10 o'clock, or 10:00 a.m., or 9:30?"),
        ("Dr. Smith & Mrs. Lee live in St. Ives.", "Doctor Smith and Missus Lee live in Saint Ives."),
        ("Henry VIII in Chapter IV; I am I.", "Henry the 8th in Chapter 4; I am I."),
        ("No. 5, apples etc.", "number 5, apples et cetera"),
    ],
)
def test_numbers_sums_years_and_titles_are_said_in_words(written: str, said: str) -> None:
    assert as_text(read(written)) == said


def test_another_language_reads_its_numbers_itself() -> None:
    assert as_text(read("Im Jahr 1984, Dr. Braun, in 1984.", "de")) == "Im Jahr 1984, Dr. Braun, in 1984."


def test_names_are_said_as_the_film_says_and_written_as_they_are() -> None:
    words = read("Siobhan, is that Siobhan's loch?", says=(("Siobhan", "shiv-AWN"), ("loch", "lock")))
    assert as_text(words) == "shiv-awn, is that shiv-awn's lock?"
    assert [word.shown for word in words] == ["Siobhan,", "is", "that", "Siobhan's", "loch?"]


def test_stress_and_pauses_are_heard_and_not_seen() -> None:
    words = read("I *really do* mean it — wait… (beat) NO! The BBC said Henry VIII was NICE.")
    strong = [word.shown for word in words if word.strong]
    assert strong == ["really", "do", "NO!", "NICE."]
    assert [word.shown for word in words if word.pause] == ["—", "wait…", ""]
    assert not any(word.strong for word in read("STOP IT NOW!"))


@given(st.text(alphabet=st.sampled_from("ab 1290.,$£:00-—…*_()&IVXDr.Mstno'\"\u00a0\t!?"), max_size=60))
def test_whatever_is_written_has_as_many_words_as_before(text: str) -> None:
    words = read(text, says=(("a", "ay"),))
    bare = re.sub(r"\((?:a )?(?:beat|pause|silence)\.?\)", "x", text, flags=re.IGNORECASE)
    assert len(words) <= len(bare.split())
    assert not re.search(r"[\0\u2007]", as_text(words))
