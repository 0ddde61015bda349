"""What every family of still models must do, each as a function that a family's tests call with its own recipe and request."""

from collections.abc import Generator, Iterable
from contextlib import contextmanager
from pathlib import Path
from typing import Any, cast

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image

from generation.backend import Ahead, find
from generation.diffusion.picture import PictureModel
from generation.diffusion.still_runtime import StillRuntime
from generation.errors import OutOfMemory
from generation.requests import Media, StillRequest

Picture = NDArray[np.uint8]


class Cancelled(Exception):
    """Raised by a progress that has had enough."""


def pictures(folder: Path) -> dict[str, Media]:
    """Pictures of coloured blocks, each of another shape than the stills."""
    found: dict[str, Media] = {}
    for seed, (name, size) in enumerate(
        {"mara": (70, 90), "fox": (96, 64), "rock": (80, 80), "sea": (120, 70)}.items()
    ):
        blocks = np.random.default_rng(seed).integers(0, 255, (6, 5, 3), dtype=np.uint8)
        Image.fromarray(blocks).resize(size, Image.Resampling.NEAREST).save(folder / f"{name}.png")
        found[name] = Media(digest=name, path=folder / f"{name}.png")
    return found


def request(**changes: Any) -> StillRequest:
    """A small still, whose sides suit no model."""
    usual = {"width": 70, "height": 45, "seed": 11, "prompt": "a fox on the rock", "negative": "night"}
    return StillRequest.model_validate(usual | changes)


def recipe(name: str, folder: Path, **options: Any) -> PictureModel:
    """A recipe as film.yaml would make it, with two steps."""
    return cast("PictureModel", find("stills", name).model_validate({"model": str(folder), "steps": 2} | options))


def ignore(_done: int, _total: int) -> None:
    """Progress that nobody watches."""


def made(model: PictureModel, *requests: StillRequest) -> list[Picture]:
    """Load once, answer all."""
    with model.load() as make:
        return [make(asked, ignore) for asked in requests]


@contextmanager
def watched(runtime: StillRuntime) -> Generator[list[tuple[str, dict[str, Any]]]]:
    """See what pipelines are called with, while it is open: (class, arguments)."""
    seen: list[tuple[str, dict[str, Any]]] = []
    run = runtime.run

    def watching(kind: str, arguments: dict[str, Any], *rest: Any) -> Any:
        seen.append((kind, arguments))
        return run(kind, arguments, *rest)

    runtime.run = watching  # type: ignore[method-assign, assignment]
    try:
        yield seen
    finally:
        runtime.run = run  # type: ignore[method-assign]


def called(runtime: StillRuntime, asked: StillRequest) -> tuple[str, dict[str, Any]]:
    """The pipeline class that a request is answered with, and the arguments of its call."""
    with watched(runtime) as seen:
        runtime(asked, ignore)
    return seen[0]


def steps_of(runtime: StillRuntime, asked: StillRequest) -> list[tuple[int, int]]:
    """What progress is told."""
    seen: list[tuple[int, int]] = []
    runtime(asked, lambda done, total: seen.append((done, total)))
    return seen


def makes_what_is_asked(runtime: StillRuntime, asked: StillRequest, passes: int = 1) -> None:
    """A picture by size; the same again, and by a model that is loaded anew; another for another seed; exact progress."""
    first, again = (runtime(asked, ignore) for _time in range(2))
    assert first.shape == (asked.height, asked.width, 3)
    assert first.dtype == np.uint8
    assert first.std() > 1
    assert np.array_equal(first, again)
    assert np.array_equal(first, made(runtime.model, asked)[0])
    assert not np.array_equal(first, runtime(asked.model_copy(update={"seed": asked.seed + 1}), ignore))
    assert steps_of(runtime, asked) == [*((step, 2) for step in range(2) for _pass in range(passes)), (2, 2)]


def every_change_is_seen(runtime: StillRuntime, asked: StillRequest, changes: Iterable[dict[str, Any]]) -> None:
    """Each change of the request makes another picture than all others."""
    found = [runtime(asked.model_copy(update=change), ignore) for change in ({}, *changes)]
    alike = [(one, other) for other in range(len(found)) for one in range(other) if same(found[one], found[other])]
    assert alike == []


def same(one: Picture, other: Picture) -> bool:
    """Whether two pictures are one."""
    return np.array_equal(one, other)


def decodes_like_the_pipeline(runtime: StillRuntime, asked: StillRequest) -> None:
    """At a size of the model's own, the picture is that of the very same call with `output_type="np"`."""
    with watched(runtime) as seen:
        ours = runtime(asked, ignore)
    kind, arguments = seen[0]
    again = {**arguments, "generator": runtime.generators([asked.seed]), "output_type": "np"}
    theirs = (np.asarray(runtime.pipeline(kind)(**again).images[0]) * 255).round().astype(int)
    assert theirs.shape == ours.shape
    assert np.abs(theirs - ours).max() <= 1


def cancelling_leaves_nothing(runtime: StillRuntime, asked: StillRequest) -> None:
    """A progress that raises ends the call at once; the next picture is as it would have been."""
    fresh = runtime(asked, ignore)
    seen: list[int] = []

    def enough(done: int, _total: int) -> None:
        seen.append(done)
        if done == 1:
            raise Cancelled

    with pytest.raises(Cancelled):
        runtime(asked.model_copy(update={"seed": 99}), enough)
    assert seen[-1] == 1
    assert np.array_equal(runtime(asked, ignore), fresh)


def running_out_of_memory_leaves_nothing(runtime: StillRuntime, asked: StillRequest) -> None:
    """What the device raises in a pass, or in decoding, becomes an error with advice; the next picture is as it would be."""
    import torch

    def full(*_arguments: object) -> None:
        raise torch.OutOfMemoryError("CUDA out of memory. Tried to allocate 20.00 GiB")

    fresh = runtime(asked, ignore)
    pipeline = runtime.pipeline(runtime.model.pipeline_of(runtime.facts, asked))
    for part in (runtime.model.denoisers(pipeline)[0], pipeline.vae.decoder):
        hook = part.register_forward_hook(full)
        with pytest.raises(OutOfMemory, match="smaller format"):
            runtime(asked, ignore)
        hook.remove()
    assert np.array_equal(runtime(asked, ignore), fresh)


def takes_together_are_takes_apart(runtime: StillRuntime, asked: StillRequest) -> None:
    """Two takes in one call are, to the last bit or nearly, those that are made one after the other."""
    second = asked.model_copy(update={"seed": asked.seed + 5})
    apart = [runtime(take, ignore) for take in (asked, second)]
    runtime.expect(Ahead(seeds=(second.seed,)))
    with watched(runtime) as seen:
        together = [runtime(take, ignore) for take in (asked, second)]
    assert [arguments["num_images_per_prompt"] for _kind, arguments in seen] == [2]
    for one, other in zip(apart, together, strict=True):
        assert np.abs(one.astype(int) - other).max() <= 2
