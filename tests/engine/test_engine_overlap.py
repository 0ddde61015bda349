"""The worker that holds a model: what is finished beside what, whose error is whose, and what a crash takes with it."""

from pathlib import Path

from engine_bench import Studio

from orchestrator.building.events import Event, Noted, Retried, StepFailed, StepMade, StepProgress


def failed(events: list[Event]) -> dict[str, str]:
    return {event.step: event.error for event in events if isinstance(event, StepFailed)}


def made(events: list[Event]) -> set[str]:
    return {event.step for event in events if isinstance(event, StepMade)}


def frames_of(studio: Studio, step: str) -> int:
    import av

    path = studio.store.path(studio.state.done[step].outputs["clip"])
    with av.open(str(path)) as container:
        return sum(1 for _ in container.decode(video=0))


def test_a_clip_is_finished_in_another_thread_while_the_next_is_denoised(studio: Studio) -> None:
    events = studio.run(studio.clip("a", "a until begin b"), studio.clip("b"))
    assert failed(events) == {}, "the first waited for the second to begin"
    assert {"written a until begin b beside", "written b beside"} <= set(studio.lines)
    assert [frames_of(studio, step) for step in "ab"] == [3, 3]


def test_no_more_than_one_waits_to_be_finished(studio: Studio) -> None:
    waits = studio.clip("a", "a until denoised c c")
    assert failed(studio.run(waits, *(studio.clip(name) for name in "bcde"))) == {}
    lines = studio.lines
    assert lines.index("begin d") > lines.index("written a until denoised c c beside")
    written = [line.split()[1] for line in lines if line.startswith("written")]
    assert written == ["a", "b", "c", "d", "e"]


def test_an_error_of_either_part_belongs_to_its_own_clip(studio: Studio) -> None:
    names = ("good", "fail", "break", "bug", "last")
    events = studio.run(*(studio.clip(name) for name in names))
    errors = failed(events)
    assert errors["fail"] == "too little memory; take a smaller format"
    assert errors["break"] == "the decoder broke"
    assert errors["bug"].startswith("this is a bug in Filmwright: ValueError: nobody thought of this\nTraceback")
    assert made(events) == {"good", "last"}
    assert studio.loads() == ["c"], "the worker went on with the model that it had"
    assert not list((studio.root / "store/scratch").glob("*/*")), "half a clip is not left behind"


def test_a_worker_that_dies_is_replaced_and_takes_only_with_it_what_it_had_begun(studio: Studio) -> None:
    slow = studio.clip("slow", "slow until begin die")
    events = studio.run(slow, studio.clip("die"), studio.clip("after"), studio.clip("last"))
    assert set(failed(events)) == {"die"}
    assert "the worker process died (exit code 9)) and is not tried again" in failed(events)["die"]
    assert made(events) == {"slow", "after", "last"}
    again = {event.step: event.reason for event in events if isinstance(event, Retried)}
    assert set(again) == {"slow", "die"}, "which of the two ended their worker could not be told"
    assert studio.lines.count("begin die") == 2
    assert studio.loads() == ["c", "c"], "the second was asked for when nothing else was left"


def test_a_model_that_cannot_be_loaded_is_tried_once(studio: Studio) -> None:
    events = studio.run(*(studio.clip(name, model="broken") for name in "abc"), studio.clip("good"))
    assert failed(events) == dict.fromkeys("abc", "the model is broken")
    assert made(events) == {"good"}
    assert studio.loads() == ["broken", "c"]


def test_progress_counts_steps_first_and_frames_after_them(studio: Studio) -> None:
    events = studio.run(studio.clip("long", frames=40))
    told = [event for event in events if isinstance(event, StepProgress)]
    units = [event.unit for event in told]
    assert units == sorted(units, key=("steps", "frames").index)
    assert (told[0].unit, told[0].total) == ("steps", 4)
    assert (told[-1].unit, told[-1].total) == ("frames", 40)


def test_what_is_being_loaded_is_told(studio: Studio) -> None:
    notes = [event.text for event in studio.run(studio.clip("a"), studio.still("b")) if isinstance(event, Noted)]
    assert notes == ["loading pretend-stills", "loading pretend-clips"]


def test_the_last_picture_of_a_models_clip_is_kept_as_it_was_made(studio: Studio) -> None:
    from PIL import Image

    studio.run(studio.clip("a", seed=100, frames=5))
    tail: Path = studio.store.path(studio.state.done["a"].outputs["tail"])
    with Image.open(tail) as picture:
        assert set(picture.convert("RGB").getdata()) == {(104, 104, 104)}
