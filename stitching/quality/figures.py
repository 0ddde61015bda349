"""The figures of a film, as values that go into JSON and come back.

What could not be measured is an `Unmeasured` with the reason, never a zero and never left out.
"""

from typing import Literal, TypeAlias

from pydantic import Field

from stitching.timeline import Value


class Unmeasured(Value):
    """A figure that is not there, and why."""

    not_measured: str

    def __str__(self) -> str:
        return f"not measured: {self.not_measured}"


Figure: TypeAlias = float | Unmeasured
Severity: TypeAlias = Literal["fail", "warn", "info"]

GRAVITY: tuple[Severity, ...] = ("fail", "warn", "info")
"""The gravest first."""
NO_SOUND = Unmeasured(not_measured="the film has no sound")


class Stretch(Value):
    """Frames `start` to `start + frames` of the film."""

    start: int
    frames: int


class Span(Value):
    """A stretch of the sound, in seconds."""

    start: float
    seconds: float


class Finding(Value):
    """One thing to look at: which rule, how grave, where, the figure beside its bound, and what to do."""

    rule: str
    severity: Severity
    text: str
    shots: tuple[str, ...] = ()
    frame: int | None = None
    seconds: float | None = None
    figure: float | None = None
    bound: float | None = None

    @property
    def place(self) -> str:
        """Where it is: shots, and minutes and seconds of the film."""
        shots = ", ".join(self.shots[:3]) + (f" and {len(self.shots) - 3} more" if len(self.shots) > 3 else "")
        minutes, seconds = divmod(round(self.seconds or 0.0, 2), 60)
        time = "" if self.seconds is None else f"{minutes:.0f}:{seconds:05.2f}"
        return " at ".join(part for part in (shots, time) if part) or "the film"


class Integrity(Value):
    """What the file says of itself, and what decoding it to its end found."""

    width: int
    height: int
    rate: str
    frames: int
    seconds: float
    monotonic: bool = Field(description="every frame stands at its number times the length of a frame")
    misplaced: int | None = Field(default=None, description="the first frame that does not")


class ShotFigures(Value):
    """One shot, measured in its frames outside of transitions."""

    id: str
    scene: str
    start: int
    frames: int
    still: bool
    motion: Figure = Field(description="mean absolute difference of neighbouring frames, 0 to 255")
    flicker: Figure = Field(description="VBench temporal flickering, 0 to 1; a quality only where the shot is to rest")
    luma_flicker: Figure = Field(description="standard deviation of the second difference of mean luma")
    steady_flicker: Figure = Field(description="the same by the median, which a flash does not raise")
    warp_error: Figure = Field(description="squared luma difference after motion is taken out")
    sharpness: Figure = Field(description="variance of the Laplacian of luma at 512 px")
    brightness: Figure
    contrast: Figure
    lightness: Figure = Field(description="mean L*")
    chroma: Figure = Field(description="mean C*")
    likeness: Figure = Field(description="correlation of its middle frame with that of its clip")
    resembles: str | None = Field(default=None, description="another shot whose clip it looks far more like")


class JoinFigures(Value):
    """The boundary before one shot: frames `frame - 1` and `frame` of the film."""

    before: str
    after: str
    frame: int
    joined: str
    ssim: Figure
    psnr: Figure
    delta_e: Figure
    difference: Figure = Field(description="mean absolute difference, 0 to 255")
    change: Figure = Field(description="content difference in HSV, as cuts are found by")
    velocity_jump: Figure
    click: Figure = Field(description="largest step between samples here, by the median step around")


class SceneFigures(Value):
    """Colour within one scene."""

    scene: str
    shots: int
    chi2: Figure = Field(description="largest chi-squared distance of Lab histograms of neighbouring shots")
    emd: Figure = Field(description="largest earth mover's distance of L* of neighbouring shots")
    lightness_slope: Figure = Field(description="change of mean L* from shot to shot")
    chroma_slope: Figure = Field(description="change of mean C* from shot to shot")


class CutFigures(Value):
    """Cuts found in the picture against cuts planned."""

    planned: tuple[int, ...]
    found: tuple[int, ...]
    inside: tuple[int, ...] = Field(description="found where no cut and no transition was planned")
    precision: Figure
    recall: Figure
    precision_near: Figure = Field(description="within two frames")
    recall_near: Figure


class PictureFigures(Value):
    """The whole film's picture."""

    motion: Figure
    flicker: Figure = Field(description="mean over the shots that are to rest")
    luma_flicker: Figure = Field(description="the largest of the shots")
    warp_error: Figure = Field(description="median of the shots")
    warp_estimator: str
    sharpness_least: Figure
    sharpness_median: Figure
    sharpness_decay: Figure = Field(description="median sharpness of the last third of the shots by that of the first")
    brightness_variance: Figure
    contrast_variance: Figure
    black: tuple[Stretch, ...]
    frozen: tuple[Stretch, ...]


class SoundFigures(Value):
    """The whole film's sound (EBU R 128, EBU Tech 3342)."""

    seconds: Figure
    integrated: Figure = Field(description="LUFS")
    momentary: Figure = Field(description="largest momentary loudness, LUFS")
    short_term: Figure = Field(description="largest short-term loudness, LUFS")
    loudness_range: Figure = Field(description="LU")
    true_peak: Figure = Field(description="dBTP")
    clipped: int | Unmeasured = Field(description="runs of three samples or more at full scale")
    clicks: int | Unmeasured = Field(description="joins with a click")
    silent: tuple[Span, ...]


class CueFigures(Value):
    """One spoken line: where it was planned, and by how much it is later (in ms; earlier is negative)."""

    start: float
    offset: Figure
    method: str


class SyncFigures(Value):
    """Sound against picture."""

    length_difference: Figure = Field(description="seconds by which the sound is longer")
    start_offset: Figure = Field(description="seconds by which the sound begins later")
    cue_offset: Figure = Field(description="median over the spoken lines, in ms")
    cues: tuple[CueFigures, ...]


class CaptionFigures(Value):
    """The captions against the craft's rules; characters count spaces and punctuation, wide letters twice."""

    count: int
    fastest: Figure = Field(description="characters a second")
    shortest: Figure = Field(description="seconds")
    longest: Figure = Field(description="seconds")
    least_gap: Figure = Field(description="frames")
    most_lines: Figure
    widest: Figure = Field(description="characters in a line")
    off_speech: Figure = Field(description="frames between a line's voice and its caption, the largest")
    over_cut: Figure = Field(description="frames that a caption stays after a cut when its voice has ended, the most")


class Curve(Value):
    """Values at equal steps of seconds."""

    step: float
    values: tuple[float | None, ...]


_UNREAD = Unmeasured(not_measured="the file cannot be read")


class FurtherFilm(Value):
    """A film beside the finished one, in another shape or language. Its picture is that of the film, and not measured again."""

    file: str
    bytes: int
    planned: int = Field(description="frames that were planned")
    width: int | Unmeasured = _UNREAD
    height: int | Unmeasured = _UNREAD
    rate: str | Unmeasured = _UNREAD
    frames: int | Unmeasured = _UNREAD
    seconds: Figure = _UNREAD
    same_mix: str | None = Field(default=None, description="the film whose sound it has, to the byte")
    integrated: Figure = Field(default=_UNREAD, description="LUFS")
    true_peak: Figure = Field(default=_UNREAD, description="dBTP")
    fault: str | None = Field(default=None, description="why it does not decode to its end; None where it does")

    @property
    def size(self) -> str | Unmeasured:
        """Across and down."""
        return self.width if isinstance(self.width, Unmeasured) else f"{self.width}x{self.height}"

    @property
    def megabytes(self) -> float:
        """How large the file is."""
        return self.bytes / 1e6

    @property
    def mix(self) -> str:
        """Whose sound it has."""
        return f"same mix as {self.same_mix}" if self.same_mix else "its own mix"

    @property
    def decodes(self) -> str:
        """Whether all of it does."""
        return "yes" if self.fault is None else "no"


class Quality(Value):
    """A film, measured."""

    schema_version: Literal[1] = 1
    title: str = ""
    integrity: Integrity
    picture: PictureFigures
    cuts: CutFigures
    sound: SoundFigures
    sync: SyncFigures
    captions: CaptionFigures
    scenes: tuple[SceneFigures, ...]
    shots: tuple[ShotFigures, ...]
    joins: tuple[JoinFigures, ...]
    luma: Curve
    loudness: Curve
    target: float | None = Field(default=None, description="the loudness asked for, in LUFS")
    further: tuple[FurtherFilm, ...] = Field(default=(), description="the film in other shapes and languages")
    findings: tuple[Finding, ...] = ()

    @property
    def verdict(self) -> Severity | Literal["clean"]:
        """The gravest of the findings."""
        severities = {finding.severity for finding in self.findings}
        for one in GRAVITY:
            if one in severities:
                return one
        return "clean"


def figure(value: float | None, reason: str, digits: int = 4) -> Figure:
    """A figure, rounded; or why there is none."""
    return Unmeasured(not_measured=reason) if value is None or value != value else round(float(value), digits)


def kept_every(count: int, most: int = 240) -> int:
    """2 where a curve keeps every second of so many values, and so on, so that it has no more than `most`."""
    return max(1, -(-count // most))


def measured(values: "list[Figure] | tuple[Figure, ...]") -> list[float]:
    """Those that could be measured."""
    return [value for value in values if not isinstance(value, Unmeasured)]
