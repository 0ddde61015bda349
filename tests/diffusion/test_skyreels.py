"""SkyReels-V2 on real pipelines with tiny random weights: text, pictures at the ends, windows, and the clip before."""

from pathlib import Path
from typing import Any, cast

import conformance
import numpy as np
import pytest
from tiny import skyreels as tiny_skyreels

from generation.diffusion.clip_runtime import ClipRuntime
from generation.diffusion.video import VideoModel
from generation.errors import Unsupported
from generation.requests import ClipRequest, Media

SMALL = {"window": 21, "overlap_history": 5}
"""Windows small enough that a short clip has several."""


@pytest.fixture(scope="session")
def folders(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """One checkpoint of each variant."""
    folder = tmp_path_factory.mktemp("skyreels")
    return {variant: tiny_skyreels.save(variant, folder) for variant in tiny_skyreels.BUILDERS}


@pytest.fixture(scope="session")
def before(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Media]:
    """Two clips of twenty pictures at 24 frames a second, of noise."""
    return {name: _filmed(tmp_path_factory.mktemp("before") / f"{name}.mkv") for name in ("calm", "wild")}


def sky(folder: Path, **options: Any) -> VideoModel:
    return conformance.recipe("skyreels", folder, **options)


def asked(**changes: Any) -> ClipRequest:
    return conformance.request(**({"rate": "24", "frames": 5} | changes))


def test_every_variant_says_what_it_takes(folders: dict[str, Path]) -> None:
    def said(variant: str) -> tuple[bool, ...]:
        can = sky(folders[variant]).can()
        return can.first_frame, can.needs_first, can.last_frame, can.needs_last, can.context, can.takes

    assert said("text") == (False, False, False, False, False, True)
    assert said("first") == (True, True, False, False, False, True)
    assert said("first-and-last") == (True, True, True, True, False, True)
    assert said("forcing") == (True, False, True, False, True, False)


@pytest.mark.parametrize("variant", ["text", "first", "first-and-last"])
def test_plain_ones_make_what_is_asked_and_takes_together(
    folders: dict[str, Path], pictures: dict[str, Media], variant: str
) -> None:
    changes: dict[str, Any] = {
        "first": pictures["dawn"] if variant != "text" else None,
        "last": pictures["dusk"] if variant == "first-and-last" else None,
    }
    conformance.makes_what_is_asked(sky(folders[variant]), asked(**changes), passes=2)
    conformance.takes_together_are_takes_apart(sky(folders[variant]), asked(**changes))


def test_pictures_at_the_ends_reach_the_plain_call(folders: dict[str, Path], pictures: dict[str, Media]) -> None:
    both = asked(first=pictures["dawn"], last=pictures["dusk"])
    noon = pictures["noon"]
    conformance.every_change_is_seen(sky(folders["first-and-last"]), both, [{"first": noon}, {"last": noon}])


@pytest.mark.parametrize(
    ("changes", "options", "kind", "rounds"),
    [
        ({}, {}, "", 2),
        ({"first": "dawn"}, {}, "ImageToVideo", 2),
        ({"first": "dawn", "last": "dusk"}, {}, "ImageToVideo", 2),
        ({"context": "calm"}, {}, "VideoToVideo", 2),
        ({"frames": 40}, SMALL, "", 6),
        ({"frames": 40, "first": "dawn"}, SMALL, "ImageToVideo", 6),
        ({"frames": 20, "context": "calm"}, SMALL, "VideoToVideo", 10),
        ({"frames": 9}, {"ar_step": 1}, "", 4),
        ({"frames": 9, "first": "dawn"}, {"ar_step": 1}, "ImageToVideo", 3),
        ({"frames": 20}, {"ar_step": 1, "causal_block_size": 5}, "", 3),
        ({"frames": 4, "context": "calm"}, {"ar_step": 1, "causal_block_size": 5}, "VideoToVideo", 2),
    ],
)
def test_forcing_makes_what_is_asked_by_the_class_that_takes_it(
    folders: dict[str, Path],
    pictures: dict[str, Media],
    before: dict[str, Media],
    changes: dict[str, Any],
    options: dict[str, Any],
    kind: str,
    rounds: int,
) -> None:
    """The progress counts every round of every window, and those in which later blocks lag behind."""
    media = pictures | before
    request = asked(**{key: media.get(value, value) if key != "frames" else value for key, value in changes.items()})
    model = sky(folders["forcing"], **options)
    seen: list[tuple[int, int]] = []
    with model.load() as make:
        first = conformance.stacked(make(request, lambda done, total: seen.append((done, total))))
        again = conformance.stacked(make(request, conformance.ignore))
        other = conformance.stacked(make(request.model_copy(update={"seed": 12}), conformance.ignore))
    assert first.shape == (request.frames, 28, 48, 3)
    assert seen == [*((step, rounds) for step in range(rounds) for _ in range(2)), (rounds, rounds)]
    assert np.array_equal(first, again)
    assert not np.array_equal(first, other)
    assert model.pipeline_of(model.facts(), request) == f"SkyReelsV2DiffusionForcing{kind}Pipeline"


def test_every_slot_of_forcing_reaches_the_call(
    folders: dict[str, Path], pictures: dict[str, Media], before: dict[str, Media]
) -> None:
    model = sky(folders["forcing"])
    held = asked(first=pictures["dawn"], last=pictures["dusk"])
    conformance.every_change_is_seen(
        model, held, [{"first": pictures["noon"]}, {"last": pictures["noon"]}, {"last": None}]
    )
    conformance.every_change_is_seen(model, asked(context=before["calm"]), [{"context": before["wild"]}])


def test_the_clip_before_is_made_again_and_left_out(folders: dict[str, Path], before: dict[str, Media]) -> None:
    _kind, given = conformance.called(sky(folders["forcing"]), asked(context=before["calm"]))
    assert len(given["video"]) == 17
    assert (given["num_frames"], given["base_num_frames"], given["overlap_history"]) == (25, 25, 17)
    with sky(folders["forcing"]).load() as make:
        call = cast("ClipRuntime", make).decide(asked(context=before["calm"]), (1,))
    assert call.positions() == [17, 18, 19, 20, 21]


def test_options_of_forcing_are_seen(folders: dict[str, Path]) -> None:
    changes: list[dict[str, Any]] = [
        {"window": 25},
        {"overlap_history": 9},
        {"addnoise_condition": 0},
        {"ar_step": 1},
        {"guidance": 3.0},
        {"shift": 9.0},
    ]
    conformance.every_option_is_seen(sky(folders["forcing"], **SMALL), asked(frames=30), changes)


def test_cancelling_and_running_out_of_memory_leave_nothing(
    folders: dict[str, Path], pictures: dict[str, Media]
) -> None:
    model, request = sky(folders["forcing"], **SMALL), asked(frames=30, first=pictures["dawn"])
    conformance.cancelling_leaves_nothing(model, request)
    conformance.running_out_of_memory_leaves_nothing(model, request)


@pytest.mark.parametrize(
    ("options", "changes", "said"),
    [
        ({}, {"last": "dusk"}, r"holds a last picture beside a first one; set keyframes\.first as well$"),
        ({}, {"context": "calm", "last": "dusk"}, r"goes on from a clip or holds pictures, not both"),
        (SMALL, {"frames": 40, "first": "dawn", "last": "dusk"}, r"in one window of 21 pictures; .*\?window="),
        ({"causal_block_size": 5}, {"first": "dawn"}, r"cannot hold a first picture in blocks .* causal_block_size$"),
        ({}, {"frames": 24 * 31}, r"the shot takes 31\.0 s"),
        (
            {"cache": "taylorseer:3"},
            {},
            r"has a clock for each latent frame, which no step cache follows; remove cache$",
        ),
    ],
)
def test_what_it_cannot_do_is_refused_when_it_is_planned(
    folders: dict[str, Path],
    pictures: dict[str, Media],
    before: dict[str, Media],
    options: dict[str, Any],
    changes: dict[str, Any],
    said: str,
) -> None:
    media = pictures | before
    request = asked(**{key: media.get(value, value) if key != "frames" else value for key, value in changes.items()})
    with pytest.raises(Unsupported, match=said):
        sky(folders["forcing"], **options).check(request)


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"window": 20}, r"^window=20 is no count that the model makes; the next one is 21$"),
        ({"overlap_history": 16}, r"^overlap_history=16 is no count .* 17$"),
        ({"causal_block_size": 5, "window": 41}, r"^window=41 is no count .* 57$"),
        ({"window": 17}, r"^window=17 leaves nothing to make beside 17 pictures that it is shown$"),
        ({"overlap_history": 97}, r"^window=97 leaves nothing to make beside 97 pictures"),
    ],
)
def test_windows_that_no_model_makes_are_refused_with_the_recipe(
    folders: dict[str, Path], options: dict[str, Any], said: str
) -> None:
    with pytest.raises(Unsupported, match=said):
        sky(folders["forcing"], **options)


def test_damaged_folders_are_refused(folders: dict[str, Path], tmp_path: Path) -> None:
    conformance.damaged_folders_are_refused("skyreels", folders["text"], "transformer", tmp_path)


def _filmed(path: Path) -> Media:
    import av

    noise = np.random.default_rng(len(path.stem) + path.stem.count("a"))
    with av.open(str(path), "w") as container:
        stream = container.add_stream("ffv1", rate=24)
        stream.width, stream.height, stream.pix_fmt = 48, 28, "bgr0"
        for _number in range(20):
            picture = noise.integers(0, 255, (28, 48, 3), dtype=np.uint8)
            container.mux(stream.encode(av.VideoFrame.from_ndarray(picture, format="rgb24")))
        container.mux(stream.encode(None))
    return Media(digest=path.stem, path=path)
