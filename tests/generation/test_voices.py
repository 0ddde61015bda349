"""Voices: what is spoken, when, and that the same line is the same sound."""

import numpy as np
import pytest

from generation.backend import find
from generation.errors import BackendFailure
from generation.requests import SpeechRequest
from generation.results import SAMPLE_RATE, Speech


def say(text: str, **options: str) -> Speech:
    with find("voices", "espeak")().load() as speak:
        result = speak(SpeechRequest.model_validate({"text": text, "voice": "mara", **options}), lambda _d, _t: None)
    assert isinstance(result, Speech)
    return result


def test_a_line_is_spoken_with_its_words_in_order_and_inside_the_sound() -> None:
    speech = say("The keeper hadn't spoken in 12 years. Who's there?")
    seconds = speech.sound.shape[-1] / SAMPLE_RATE
    assert [word.text for word in speech.words] == [
        "The",
        "keeper",
        "hadn't",
        "spoken",
        "in",
        "12",
        "years.",
        "Who's",
        "there?",
    ]
    starts = [word.start for word in speech.words]
    assert starts == sorted(starts)
    assert 0 <= starts[0] < 0.1
    assert all(word.end <= seconds for word in speech.words)
    assert len(speech.phonemes) > 20
    assert 2.0 < seconds < 6.0


def test_the_same_line_is_the_same_sound() -> None:
    assert np.array_equal(say("Come in out of the rain.").sound, say("Come in out of the rain.").sound)


def test_every_voice_has_the_same_level_and_no_silence_at_its_ends() -> None:
    for voice, pitch in (("storm", "very-low"), ("ana", "high"), ("pip", "very-high")):
        sound = say("Nobody comes up here any more.", voice=voice, pitch=pitch).sound[0]
        active = sound[np.abs(sound) > 0.02]
        assert 20 * np.log10(np.sqrt(np.mean(active**2))) == pytest.approx(-20, abs=2)
        assert np.abs(sound[: SAMPLE_RATE // 8]).max() > 0.02


def test_two_characters_do_not_sound_alike() -> None:
    first, second = say("You again.", voice="mara", pitch="low"), say("You again.", voice="ben", pitch="high")
    assert first.sound.shape != second.sound.shape or not np.allclose(first.sound, second.sound, atol=0.05)


@pytest.mark.parametrize("text", ["…", "♪ ♪", "\x00\x07", "<break time='9999s'/>", "{{ 7 * 7 }}", "a" * 3000])
def test_any_text_gives_sound_and_never_hangs(text: str) -> None:
    assert say(text[:400]).sound.shape[-1] > 0


def test_an_unknown_language_is_a_clear_error() -> None:
    with pytest.raises(BackendFailure, match="cannot speak this line in 'xx-klingon'"):
        say("nuqneH", language="xx-klingon")
