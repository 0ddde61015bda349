"""A critic's suggestions in the text of a script: the beats they name change, every other byte stays."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from orchestrator.film.critique import Critique, Suggestion
from orchestrator.film.screenplay import Action, Screenplay, Speech
from orchestrator.writing.fountain import from_fountain, suggested

SCRIPT = """Title: Two\r
\r
INT. KITCHEN - DAY #4#\r
\r
[[scene: kitchen]]\r
\r
= They quarrel.\r
\r
Jo *slams* the door. /* hard */\r
[[emotion: angry]]\r
\r
JO (O.S.)\r
(cold)\r
You knew.  [[check]]\r
[[emotion: sad]]\r
(beat)\r
You all knew.\r
\r
\r
KIM ^\r
No.\r
!BANG\r
\r
> FADE OUT."""


def told(*suggestions: Suggestion) -> str:
    return suggested(SCRIPT, Critique(suggestions=suggestions))


def suggestion(beat: int, change: str, text: str = "", speaker: str | None = None) -> Suggestion:
    return Suggestion.model_validate(
        {"scene": "kitchen", "beat": beat, "change": change, "text": text, "speaker": speaker, "reason": "better"}
    )


@pytest.mark.parametrize(
    ("change", "before", "after"),
    [
        (
            suggestion(1, "replace", "JO KICKS *IT*."),
            "Jo *slams* the door. /* hard */",
            "!JO KICKS \\*IT\\*. /* hard */",
        ),
        (suggestion(2, "replace", "(You) knew."), "You knew.  [[check]]", "\\(You) knew.  [[check]]"),
        (suggestion(3, "replace", "All of you!"), "You all knew.", "All of you!"),
        (suggestion(1, "cut"), "Jo *slams* the door. /* hard */\r\n[[emotion: angry]]\r\n\r\n", ""),
        (suggestion(2, "cut"), "(cold)\r\nYou knew.  [[check]]\r\n[[emotion: sad]]\r\n", ""),
        (suggestion(3, "cut"), "(beat)\r\nYou all knew.\r\n", ""),
        (suggestion(4, "cut"), "KIM ^\r\nNo.\r\n!BANG\r\n\r\n", ""),
        (suggestion(0, "add", "Rain."), "Jo *slams*", "Rain.\r\n\r\nJo *slams*"),
        (suggestion(1, "add", "Hm.", "kim"), "JO (O.S.)", "KIM\r\nHm.\r\n\r\nJO (O.S.)"),
        (suggestion(2, "add", "Kim stares."), "(beat)", "\r\nKim stares.\r\n\r\nJO (O.S.)\r\n(beat)"),
        (suggestion(3, "add", "Rain."), "\r\n\r\n\r\nKIM", "\r\n\r\nRain.\r\n\r\nKIM"),
        (suggestion(4, "add", "Dark."), "\r\n\r\n> FADE", "\r\n\r\nDark.\r\n\r\n> FADE"),
    ],
)
def test_one_change(change: Suggestion, before: str, after: str) -> None:
    assert SCRIPT.count(before) == 1
    assert told(change) == SCRIPT.replace(before, after)


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        (suggestion(9, "cut"), "scene 'kitchen', beat 9: there is no such beat; the scene has beats 1 to 4"),
        (suggestion(0, "replace", "x"), "0 is only for what is added before the first"),
        (suggestion(1, "replace", "  "), "'replace' needs the new words in 'text'"),
        (suggestion(1, "add", "Hi.", "bob"), "there is nobody with the id 'bob'; the script knows jo, kim"),
        (
            suggestion(1, "cut").model_copy(update={"scene": "attic"}),
            "there is no scene 'attic'; the script has kitchen",
        ),
    ],
)
def test_what_fits_nowhere_is_told(wrong: Suggestion, said: str) -> None:
    with pytest.raises(ValueError, match=said.replace("(", r"\(")):
        told(suggestion(2, "cut"), wrong)


def test_two_changes_of_one_beat_are_refused() -> None:
    with pytest.raises(ValueError, match="two suggestions change this beat"):
        told(suggestion(2, "cut"), suggestion(2, "replace", "x"))


WORDS = st.sampled_from(
    ["Rain.", "BANG", "(so)", "~la", "*a*", "CUT TO:", "MARA", "INT. X", "=", "[[n]]", "a /* b", "THE END"]
)


@st.composite
def critiques(draw: st.DrawFn) -> Critique:
    changed = draw(st.sets(st.integers(1, 4)))
    found = [
        suggestion(beat, draw(st.sampled_from(["cut", "replace"])), draw(WORDS))
        for beat in draw(st.permutations(sorted(changed)))
    ]
    for beat in draw(st.lists(st.integers(0, 4), max_size=4)):
        found.append(suggestion(beat, "add", draw(WORDS), draw(st.sampled_from([None, "jo", "kim"]))))
    return Critique(suggestions=tuple(draw(st.permutations(found))))


def expected(play: Screenplay, critique: Critique) -> list[Action | Speech]:
    """What the suggestions say of the beats, without a text."""
    beats: list[Action | Speech] = []
    for number, beat in enumerate([None, *play.scenes[0].beats]):
        here = [one for one in critique.suggestions if one.beat == number]
        change = next((one for one in here if one.change != "add"), None)
        if beat and not (change and change.change == "cut"):
            beats.append(beat.model_copy(update={"text": change.text} if change else {}))
        for one in here:
            if one.change == "add":
                speech = Speech(character=one.speaker, text=one.text) if one.speaker else None
                beats.append(speech or Action(text=one.text))
    return beats


@settings(max_examples=200, deadline=None)
@given(
    critiques(),
    st.sampled_from(["\r\n\r\n> FADE OUT.", "\r\n\r\n\r\n", "\r\n", "", "\r\n\r\nEXT. YARD - DAY\r\n\r\nRain."]),
)
def test_the_changed_script_reads_as_was_suggested(critique: Critique, tail: str) -> None:
    script = SCRIPT.removesuffix("\r\n\r\n> FADE OUT.") + tail
    play = from_fountain(script)
    changed = suggested(script, critique)
    assert list(from_fountain(changed).scenes[0].beats) == expected(play, critique)
    assert "\n" not in changed.replace("\r\n", "")
