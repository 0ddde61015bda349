"""Sound of models as the film wants it: stereo, at the one rate."""

from typing import Any

import numpy as np

from generation.results import SAMPLE_RATE, Sound


def stereo(samples: Any, rate: int) -> Sound:
    """Return samples (channels, n) or (n,) at `rate` Hz as stereo at 48 kHz, of the same length in seconds to the sample.

    One channel becomes both, of several the first two are taken.
    """
    given = np.atleast_2d(np.asarray(samples, np.float32))
    both = np.ascontiguousarray(np.repeat(given, 2, axis=0) if len(given) == 1 else given[:2])
    if rate == SAMPLE_RATE or not both.size:
        return both
    wanted = round(both.shape[1] * SAMPLE_RATE / rate)
    made = _resampled(both, rate)[:, :wanted]
    return np.pad(made, ((0, 0), (0, wanted - made.shape[1])))


def _resampled(both: Sound, rate: int) -> Sound:
    import av

    resampler = av.AudioResampler(format="fltp", layout="stereo", rate=SAMPLE_RATE)
    frame = av.AudioFrame.from_ndarray(both, format="fltp", layout="stereo")
    frame.sample_rate = rate
    pieces = [piece.to_ndarray() for given in (frame, None) for piece in resampler.resample(given)]
    return np.concatenate(pieces, axis=1, dtype=np.float32)
