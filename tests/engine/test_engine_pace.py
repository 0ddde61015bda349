"""What a person reads while a model works: the step, the time left, and each note once."""

import pytest

from orchestrator.building.events import Noted, StageStarted, StepMade, StepProgress, StepStarted
from orchestrator.cli.pace import Pace
from orchestrator.cli.progress import PlainReader


class Clock:
    """A clock that is set by hand."""

    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


def at(done: int, *, total: int = 50, step: str = "clip shore/lamp", unit: str = "steps") -> StepProgress:
    return StepProgress(step, "clip", done, total, "steps" if unit == "steps" else "frames")


def test_the_time_left_comes_from_the_steps_that_were_measured() -> None:
    clock = Clock()
    pace = Pace(clock)
    pace.hear(at(0))
    assert pace.said(at(0)) == "shore/lamp: step 1 of 50"
    for done in range(1, 11):
        clock.now += 3
        pace.hear(at(done))
    assert pace.said(at(10)) == "shore/lamp: step 11 of 50, 2:00 left"
    clock.now += 6
    pace.hear(at(11))
    assert pace.left(at(11)) == pytest.approx(39 * (0.7 * 3 + 0.3 * 6)), "one slow step moves it only so far"
    pace.hear(at(7, total=25, unit="frames"))
    assert pace.said(at(7, total=25, unit="frames")) == "shore/lamp: frame 7 of 25"
    pace.forget("clip shore/lamp")
    pace.hear(at(0, step="clip shore/fox"))
    assert "left" in pace.said(at(0, step="clip shore/fox")), "the next clip of the model starts with what is known"


def test_the_bar_never_goes_back_from_steps_to_frames() -> None:
    pace = Pace(Clock())
    parts = [at(0), at(25), at(50), at(1, unit="frames"), at(50, unit="frames")]
    shares: list[float] = []
    for part in parts:
        pace.hear(part)
        shares.append(pace.share(part))
    assert shares == sorted(shares)
    assert shares[-1] < 1
    drawn = at(30, unit="frames", step="clip drawn")
    pace.hear(drawn)
    assert pace.said(drawn) == "drawn", "what is drawn is quick: its name says enough"


def test_plain_lines_tell_notes_once_and_steps_now_and_then(capsys: pytest.CaptureFixture[str]) -> None:
    clock = Clock()
    reader = PlainReader(clock)
    reader.hear(StageStarted("pictures", 2))
    for _ in range(2):
        reader.hear(Noted("loading wan2.2-ti2v-5b"))
    reader.hear(StepStarted("clip shore/lamp", "clip", "not made yet"))
    for done in range(50):
        clock.now += 2
        reader.hear(at(done))
    reader.hear(StepMade("clip shore/lamp", "clip", 100.0))
    rows = capsys.readouterr().out.splitlines()
    assert rows[:3] == ["pictures: 2 steps", "  loading wan2.2-ti2v-5b", "  making clip shore/lamp (not made yet)"]
    assert rows[3:-1] == [
        f"  shore/lamp: step {step} of 50" + rest for step, rest in zip((15, 30, 45), TOLD, strict=True)
    ]
    assert rows[-1] == "  made clip shore/lamp in 100.0 s"


TOLD = (", 1:12 left", ", 0:42 left", ", 0:12 left")
