"""The length to the frame, at every rate, with speech as long as it really is."""

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from orchestrator.directing.breakdown import direct, lines_to_speak
from orchestrator.directing.leveling import asked_frames, frames_of, seconds_for, shortest_frames
from orchestrator.directing.schedule import SpokenTiming, line_keys, schedule
from orchestrator.directing.timing import estimated_speech
from orchestrator.film.film import Film, Format, Settings
from orchestrator.film.screenplay import Action, Screenplay, ScreenplayScene, Speech
from orchestrator.film.sheets import Character, Place
from orchestrator.film.style import StyleGuide
from orchestrator.writing.outline import write_outline

STYLE = StyleGuide(name="plain", look="plain", palette=("#101018", "#606070", "#f0f0e8"))
RATES = (12, 23.976, 24, 25, 29.97, 30, 50, 59.94, 60)
IDEAS = (
    "A lighthouse keeper befriends a storm",
    "A baker teaches a robot to dream",
    "A knight makes peace with a dragon",
    "A widow writes letters to the sea",
)


@pytest.mark.parametrize("rate", RATES)
@pytest.mark.parametrize("length", ["15s", "31.5s", "60s", "2m"])
def test_a_film_lasts_as_long_as_asked_to_the_frame(length: str, rate: float) -> None:
    asked = Settings(title="", idea=IDEAS[int(rate) % 4], length=length, format=Format(fps=rate))
    screenplay = write_outline(asked, STYLE)
    # A voice that is slower than planned, and another that is faster.
    speech = {
        line: estimated_speech(line.line) * (0.7 if index % 3 else 1.1)
        for index, line in enumerate(lines_to_speak(screenplay))
    }
    found = direct(screenplay, asked, STYLE, speech=speech)
    film = Film(settings=asked, style=STYLE, characters={}, places={}, scenes=found.scenes)
    spoken = {key: SpokenTiming(speech[line]) for key, line in line_keys(film)}
    frames = schedule(film, spoken).frames
    assert found.frames == frames == found.asked == round(asked.seconds * asked.format.rate)


@pytest.mark.parametrize("length", ["15s", "20s", "25s", "30s", "45s", "90s", "5m"])
def test_built_in_films_fit_every_length(length: str) -> None:
    for idea in IDEAS:
        asked = Settings(title="", idea=idea, length=length)
        found = direct(write_outline(asked, STYLE), asked, STYLE)
        assert found.frames == found.asked, idea


@pytest.mark.parametrize("rate", RATES)
def test_seconds_are_written_short(rate: float) -> None:
    exact = Format(fps=rate).rate
    for frames in range(1, 400):
        seconds = seconds_for(frames, exact)
        assert round(seconds * exact) == frames
        assert len(str(seconds).split(".")[1]) <= 2
    assert seconds_for(96, Fraction(24)) == 4.0


def talk(*words: int) -> Screenplay:
    beats: list[Action | Speech] = [Action(text="Mara waits.", cast=("mara",))]
    beats += [Speech(character=("mara", "tom")[index % 2], text="word " * count) for index, count in enumerate(words)]
    scene = ScreenplayScene(id="talk", heading="INT. SHED - DAY", place="shed", beats=tuple(beats))
    people = (Character(id="mara", name="Mara"), Character(id="tom", name="Tom"))
    return Screenplay(title="Talk", characters=people, places=(Place(id="shed", name="Shed"),), scenes=(scene,))


def test_more_talk_than_time_makes_the_film_as_short_as_its_speech() -> None:
    screenplay = talk(40, 40, 40)
    asked = Settings(title="Talk", length="30s")
    found = direct(screenplay, asked, STYLE)
    assert found.asked == 720
    assert found.frames == frames_of(found.scenes, asked, STYLE, {})
    assert found.frames == shortest_frames(found.scenes, asked, STYLE, {}) > found.asked
    # With a faster voice the same words fit.
    speech = dict.fromkeys(lines_to_speak(screenplay), 5.0)
    assert direct(screenplay, asked, STYLE, speech=speech).frames == 720


@pytest.mark.parametrize("words", [(40, 40, 40), (3, 3), (12,) * 9])
def test_how_short_a_film_can_be_is_known(words: tuple[int, ...]) -> None:
    screenplay = talk(*words)
    asked = Settings(title="Talk", length="30s")
    hurried = asked.model_copy(update={"length": "1s"})
    least = direct(screenplay, hurried, STYLE).frames / 24
    fitting = asked.model_copy(update={"length": f"{least:.4f}s"})
    assert direct(screenplay, fitting, STYLE).frames == round(least * 24)
    shorter = asked.model_copy(update={"length": f"{least - 1:.4f}s"})
    assert direct(screenplay, shorter, STYLE).frames == round(least * 24)


WORDS = st.lists(st.integers(1, 60), max_size=12)


@settings(max_examples=60, deadline=None)
@given(
    words=WORDS,
    pace=st.floats(0.4, 2.0),
    length=st.sampled_from(["5s", "17.3s", "45s", "4m"]),
    rate=st.sampled_from(RATES),
)
def test_only_speech_makes_a_film_longer(words: list[int], pace: float, length: str, rate: float) -> None:
    screenplay = talk(*words)
    asked = Settings(title="Talk", length=length, format=Format(fps=rate))
    speech = {line: estimated_speech(line.line) * pace for line in lines_to_speak(screenplay)}
    found = direct(screenplay, asked, STYLE, speech=speech)
    assert found.asked == asked_frames(asked)
    if found.frames != found.asked:
        assert found.frames == shortest_frames(found.scenes, asked, STYLE, speech) > found.asked
