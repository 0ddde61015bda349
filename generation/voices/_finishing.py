"""What every voice has in common at its end: no silence around it, 48 kHz, and one level for all."""

from generation.requests import SpeechRequest
from generation.results import SAMPLE_RATE, Sound, Speech

_LOUDNESS = 10 ** (-20 / 20)
"""Level of every voice: the root mean square of what is not silence, as a share of full scale."""
_SILENCE = 0.01
_EDGE = 0.02
"""Seconds of silence kept before and after the voice."""
_WHISPERED = 0.6


def edges(mono: Sound, rate: int) -> tuple[int, int] | None:
    """Where the voice begins and ends, in samples, with a little silence around it; None where nothing is heard."""
    import numpy as np

    loud = np.flatnonzero(np.abs(mono) > _SILENCE)
    if loud.size == 0:
        return None
    edge = round(_EDGE * rate)
    return max(0, int(loud[0]) - edge), min(len(mono), int(loud[-1]) + 2 * edge)


def finished(mono: Sound, rate: int, *, quiet: bool = False) -> Sound:
    """Mono samples of any rate as samples at 48 kHz, at the level of all voices; whispers a little below it."""
    import numpy as np

    level = float(np.sqrt(np.mean(np.square(mono[np.abs(mono) > _SILENCE]))))
    gain = np.float32(_LOUDNESS * (_WHISPERED if quiet else 1.0) / level)
    return np.clip(resampled(mono, rate) * gain, -1, 1)


def whispered(request: SpeechRequest) -> bool:
    """Whether the line is said in a whisper."""
    return "whisper" in (request.manner or "").lower()


def resampled(mono: Sound, rate: int) -> Sound:
    """Mono samples at 48 kHz."""
    import av
    import numpy as np

    if rate == SAMPLE_RATE:
        return mono.astype(np.float32)
    resampler = av.AudioResampler(format="fltp", layout="mono", rate=SAMPLE_RATE)
    frame = av.AudioFrame.from_ndarray(np.ascontiguousarray(mono[np.newaxis, :]), format="fltp", layout="mono")
    frame.sample_rate = rate
    pieces = [piece.to_ndarray()[0] for piece in (*resampler.resample(frame), *resampler.resample(None))]
    return np.concatenate(pieces).astype(np.float32)


def silent(seconds: float) -> Speech:
    """A line that is not heard."""
    import numpy as np

    return Speech(np.zeros((1, round(seconds * SAMPLE_RATE)), np.float32), (), ())
