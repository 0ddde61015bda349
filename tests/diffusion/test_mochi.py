"""Mochi on the real pipeline with tiny random weights: words alone, counts of 6k + 1."""

from pathlib import Path
from typing import Any

import conformance
import pytest
from conformance import called, recipe, request
from tiny import mochi

from generation.errors import Unsupported
from generation.requests import Media

# Said at each call on a processor; the family silences it where it is loaded, and each test has warnings of its own.
pytestmark = pytest.mark.filterwarnings("ignore:In CPU autocast")


@pytest.fixture(scope="module")
def checkpoint(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return mochi.save("text", tmp_path_factory.mktemp("mochi"))


def test_it_makes_what_is_asked_from_words(checkpoint: Path) -> None:
    model = recipe("mochi", checkpoint)
    conformance.makes_what_is_asked(model, request())
    can = model.can()
    assert (can.first_frame, can.needs_first, can.last_frame, can.prompt) == (False, False, False, True)


@pytest.mark.parametrize("normed", [True, False])
def test_frames_are_those_of_the_pipeline_itself(checkpoint: Path, tmp_path: Path, normed: bool) -> None:
    import json
    import shutil

    folder = Path(shutil.copytree(checkpoint, tmp_path / "mochi"))
    config = folder / "vae/config.json"
    said: dict[str, Any] = json.loads(config.read_text())
    config.write_text(json.dumps(said | ({} if normed else {"latents_mean": None, "scaling_factor": 0.5})))
    conformance.decodes_like_the_pipeline(recipe("mochi", folder), request(height=32, rate="30", frames=7))


def test_the_words_are_seen(checkpoint: Path) -> None:
    conformance.every_change_is_seen(
        recipe("mochi", checkpoint), request(), [{"prompt": "the sea"}, {"negative": "the sea"}]
    )


def test_counts_are_legalised_upwards(checkpoint: Path) -> None:
    for frames, count in ((1, 1), (2, 7), (7, 7), (8, 13)):
        _kind, arguments = called(recipe("mochi", checkpoint), request(rate="30", frames=frames))
        assert (arguments["num_frames"], arguments["width"], arguments["height"]) == (count, 48, 32)


def test_options_are_seen(checkpoint: Path) -> None:
    changes: list[dict[str, Any]] = [{"steps": 3}, {"guidance": 9.0}, {"fps": 12}]
    conformance.every_option_is_seen(recipe("mochi", checkpoint), request(), changes)


def test_takes_come_from_one_call(checkpoint: Path) -> None:
    conformance.takes_together_are_takes_apart(recipe("mochi", checkpoint), request())


def test_cancelling_leaves_nothing(checkpoint: Path) -> None:
    conformance.cancelling_leaves_nothing(recipe("mochi", checkpoint, steps=4), request())


def test_memory_that_runs_out_leaves_nothing(checkpoint: Path) -> None:
    conformance.running_out_of_memory_leaves_nothing(recipe("mochi", checkpoint), request())


def test_damaged_folders_are_refused(checkpoint: Path, tmp_path: Path) -> None:
    conformance.damaged_folders_are_refused("mochi", checkpoint, "vae", tmp_path)


def test_what_it_cannot_do_is_refused_when_it_is_planned(checkpoint: Path, tmp_path: Path) -> None:
    picture = Media(digest="x", path=tmp_path / "x.png")
    for changes, options, said in (
        ({"first": picture}, {}, "cannot hold a first frame"),
        ({"frames": 96}, {}, r"takes 8\.0 s .* holds together for 5\.433 s"),
        ({}, {"steps": 1}, "needs at least 2 steps"),
    ):
        with pytest.raises(Unsupported, match=said):
            recipe("mochi", checkpoint, **options).check(request(**changes))
