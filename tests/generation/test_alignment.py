"""Times for recordings that have none: the same line in two voices, laid over each other."""

import numpy as np
import pytest

from generation.requests import SpeechRequest
from generation.results import SAMPLE_RATE
from generation.voices._aligned import aligned
from generation.voices.espeak import speak

LINES = (
    "You came back to the lighthouse, after all these years. I never thought you would!",
    "No. The storm took everything that I had, and it will take you, too.",
)


@pytest.mark.parametrize("line", LINES)
@pytest.mark.parametrize(("told", "heard"), [("high", "low"), ("very-low", "medium"), ("medium", "very-high")])
def test_words_and_phonemes_are_found_within_a_frame(line: str, told: str, heard: str) -> None:
    recorded = speak(
        SpeechRequest.model_validate({"text": line, "voice": "tom", "pitch": heard, "pace": "slow"}), _quiet
    )
    asked = SpeechRequest.model_validate({"text": line, "voice": "mara", "pitch": told, "pace": "fast"})
    found = aligned(recorded.sound[0], asked)
    assert [word.text for word in found.words] == line.split()
    for ours, own in ((found.words, recorded.words), (found.phonemes, recorded.phonemes)):
        known = {(mark.text, number) for number, mark in enumerate(own)}
        pairs = [(one.start, own[number].start) for number, one in enumerate(ours) if (one.text, number) in known]
        assert len(pairs) > 0.8 * len(ours)
        late = np.abs(np.subtract(*zip(*pairs, strict=True)))
        assert np.median(late) < 0.015
        assert np.quantile(late, 0.9) < 1 / 24


def test_times_stay_inside_of_any_recording() -> None:
    chance = np.random.default_rng(5)
    for seconds in (0.05, 0.4, 7.0):
        noise = (chance.standard_normal(round(seconds * SAMPLE_RATE)) * 0.1).astype(np.float32)
        found = aligned(noise, SpeechRequest(text=LINES[0], voice="mara"))
        for marks in (found.words, found.phonemes):
            times = [time for mark in marks for time in (mark.start, mark.end)]
            assert times == sorted(times)
            assert times[0] >= 0
            assert times[-1] <= seconds + 1e-6


def test_a_language_that_nobody_here_reads_is_timed_by_its_letters() -> None:
    tone = np.full(SAMPLE_RATE, 0.2, np.float32)
    found = aligned(tone, SpeechRequest(text="qapla' batlh", voice="mara", language="xx"))
    assert [word.text for word in found.words] == ["qapla'", "batlh"]
    assert found.words[-1].end == pytest.approx(1.0)


def _quiet(_done: int, _total: int) -> None:
    """Nobody watches."""
