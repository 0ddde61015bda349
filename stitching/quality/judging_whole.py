"""Findings about a film as a whole, the finished one and those beside it: how long, how fast, how large and how loud it is."""

from collections.abc import Iterator
from dataclasses import dataclass

from stitching.quality.expected import Expected
from stitching.quality.figures import NO_SOUND, Finding, FurtherFilm, Integrity, SoundFigures, Unmeasured

LOUDNESS_TOLERANCE = 0.5


@dataclass(frozen=True)
class Called:
    """How findings speak of a film, and what makes it anew: the finished one is `it`, one beside it goes by its file."""

    again: str = "render it anew"
    file: str = ""

    @property
    def it(self) -> str:
        """The film, as what is done to it begins."""
        return self.file or "it"

    def its(self, what: str) -> str:
        """Something of the film."""
        return f"the {what} of {self.file}" if self.file else f"its {what}"


def judged_shape(
    film: Integrity | FurtherFilm, size: tuple[int, int], expected: Expected, called: Called
) -> Iterator[Finding]:
    """Where a film has not the frames, the rate and the size that were planned; what is not known of it is not judged."""
    if isinstance(film.frames, int) and film.frames != expected.frames:
        text = f"{called.it} has {film.frames} frames where {expected.frames} were planned; {called.again}"
        yield Finding(rule="frames", severity="fail", text=text, figure=film.frames, bound=expected.frames)
    if isinstance(film.rate, str) and film.rate != str(expected.fps):
        text = f"{called.it} runs at {film.rate} frames a second, not {expected.fps}; {called.again}"
        yield Finding(rule="rate", severity="fail", text=text)
    if isinstance(film.width, int) and (film.width, film.height) != size:
        picture = called.file or "its picture"
        text = f"{picture} is {film.width}x{film.height}, not {size[0]}x{size[1]}; {called.again}"
        yield Finding(rule="size", severity="fail", text=text)


def judged_loudness(sound: SoundFigures | FurtherFilm, expected: Expected, called: Called) -> Iterator[Finding]:
    """Where a film is silent that is not to be, or is not as loud as was asked for."""
    loud, peak = sound.integrated, sound.true_peak
    if loud == NO_SOUND and expected.sounds:
        yield Finding(rule="no-sound", severity="fail", text=f"{called.it} has no sound track; {called.again}")
    asked, ceiling = expected.loudness, expected.true_peak
    if not isinstance(loud, Unmeasured) and asked is not None and abs(loud - asked) > LOUDNESS_TOLERANCE:
        text = f"{called.its('loudness')} is {loud:.1f} LUFS, not {asked:.0f}; mix it anew"
        yield Finding(rule="loudness", severity="fail", text=text, figure=loud, bound=asked)
    if not isinstance(peak, Unmeasured) and ceiling is not None and peak > ceiling:
        why = "" if called.file else ": players will distort"
        text = f"{called.its('true peak')} is {peak:.1f} dBTP, over {ceiling:.0f}{why}; mix it anew"
        yield Finding(rule="true-peak", severity="fail", text=text, figure=peak, bound=ceiling)
