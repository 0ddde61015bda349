"""Models are loaded as seldom as can be, and know what they will be asked."""

from dataclasses import dataclass
from itertools import pairwise
from typing import ClassVar

from engine_bench import Studio

from generation.backend import Progress
from orchestrator.building.events import StepFailed, StepMade
from orchestrator.building.step import Step
from orchestrator.building.work import Made, Work


@dataclass(frozen=True)
class Cut(Work):
    """Ordinary work between two clips, like the last picture of one for the next."""

    kind: ClassVar[str] = "still"
    name: str

    def identity(self) -> dict[str, object]:
        return {"cut": self.name}

    def perform(self, folder: "object", progress: Progress) -> Made:
        from pathlib import Path

        target = Path(str(folder)) / "cut.txt"
        target.write_text(self.name, encoding="utf-8")
        return Made({"still": target})


def cut(name: str, *needs: str) -> Step:
    return Step(name, "still", lambda _results: Cut(name), needs)


def asked(studio: Studio) -> list[str]:
    return [line.removeprefix("begin ") for line in studio.lines if line.startswith("begin ")]


def test_two_clip_models_and_a_still_model_are_loaded_once_each(studio: Studio) -> None:
    steps: list[Step] = []
    for number in range(6):
        steps += [
            studio.still(f"still-{number}"),
            studio.clip(f"clip-{number}", "", f"still-{number}", model="ab"[number % 2]),
        ]
    events = studio.run(*steps)
    assert sum(isinstance(event, StepMade) for event in events) == 12
    assert studio.loads() == ["s", "a", "b"]
    stills = [f"still-{number}" for number in range(6)]
    assert asked(studio) == [*stills, *(f"clip-{number}" for number in (0, 2, 4, 1, 3, 5))]


def test_a_model_is_kept_for_what_becomes_ready_after_ordinary_work(studio: Studio) -> None:
    """Shots that go on from one another: the last picture is cut out of one clip before the next can begin."""
    steps = [studio.clip("first")]
    for number in range(3):
        steps += [cut(f"tail-{number}", steps[-1].id), studio.clip(f"next-{number}", "", f"tail-{number}")]
    studio.run(studio.clip("other", model="z"), *steps)
    assert studio.loads() in (["z", "c"], ["c", "z"])


def test_of_two_models_that_one_is_first_which_the_other_waits_for(studio: Studio) -> None:
    studio.run(
        studio.clip("a1", model="a"),
        studio.clip("b1", model="b"),
        studio.clip("a2", "", "b1", model="a"),
    )
    assert studio.loads() == ["b", "a"]


def test_what_waits_for_something_that_failed_holds_nothing_up(studio: Studio) -> None:
    events = studio.run(
        studio.clip("fail"),
        studio.clip("after", "", "fail"),
        studio.clip("other", model="z"),
    )
    failed = {event.step: event.error for event in events if isinstance(event, StepFailed)}
    assert failed.keys() == {"fail", "after"}
    assert failed["after"].startswith("without fail: too little memory")
    assert "other" in studio.state.done
    assert "begin after" not in studio.lines


def test_a_model_knows_the_words_of_everything_that_is_still_to_come(studio: Studio) -> None:
    studio.run(
        studio.still("s"), studio.clip("a"), studio.clip("b"), studio.clip("c", "", "s"), studio.clip("z", model="z")
    )
    told = {
        asked.removeprefix("begin "): heard.removeprefix("expect").split()
        for heard, asked in pairwise(line for line in studio.lines if line.startswith(("expect", "begin ")))
        if heard.startswith("expect") and asked.startswith("begin ")
    }
    assert told == {"s": [], "a": ["b,c"], "b": ["c"], "c": [], "z": []}


def test_takes_of_one_request_are_told_together(studio: Studio) -> None:
    takes = [studio.clip(f"take-{seed}", "the same", seed=seed) for seed in (11, 12, 13)]
    studio.run(*takes, studio.clip("else", seed=14))
    expected = [line.split()[-1] for line in studio.lines if line.startswith("expect the same")]
    assert expected[0] == "12,13"


def test_the_same_thing_is_made_once(studio: Studio) -> None:
    events = studio.run(studio.clip("one", "the same"), studio.clip("two", "the same"))
    assert [event.step for event in events if isinstance(event, StepMade)] == ["one"]
    assert studio.state.done["one"].key == studio.state.done["two"].key
