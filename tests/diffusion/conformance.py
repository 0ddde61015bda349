"""What every family of clip models must do, each as a function that a family's tests call with its own recipe and request."""

import re
import shutil
from collections.abc import Iterable
from pathlib import Path
from typing import Any, cast

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image

from generation.backend import Ahead, Capabilities, Progress, find
from generation.diffusion.clip_runtime import ClipRuntime
from generation.diffusion.loading import quiet
from generation.diffusion.video import VideoModel
from generation.errors import BackendFailure, OutOfMemory, Unsupported
from generation.requests import ClipRequest, Media
from generation.results import Clip

Video = NDArray[np.uint8]


_KEPT = 3
_LOADED: dict[str, ClipRuntime] = {}


class Cancelled(Exception):
    """Raised by a progress that has had enough."""


class _Seen(Exception):
    """Raised when a call was seen, and need not be made."""


def pictures(folder: Path) -> dict[str, Media]:
    """Three keyframes of coloured blocks, of another shape than the clips."""
    found: dict[str, Media] = {}
    for seed, name in enumerate(("dawn", "noon", "dusk")):
        blocks = np.random.default_rng(seed).integers(0, 255, (6, 8, 3), dtype=np.uint8)
        Image.fromarray(blocks.repeat(16, 0).repeat(16, 1)).save(folder / f"{name}.png")
        found[name] = Media(digest=name, path=folder / f"{name}.png")
    return found


def request(**changes: Any) -> ClipRequest:
    """A short, small clip."""
    usual = {"width": 48, "height": 28, "rate": "12", "frames": 6, "seed": 11, "prompt": "a fox on the rock"}
    return ClipRequest.model_validate(usual | changes)


def recipe(name: str, folder: Path, **options: Any) -> VideoModel:
    """A recipe as film.yaml would make it, with two steps."""
    return cast("VideoModel", find("clips", name).model_validate({"model": str(folder), "steps": 2} | options))


def ignore(_done: int, _total: int) -> None:
    """Progress that nobody watches."""


def stacked(clip: Clip) -> Video:
    """All frames of a clip."""
    return np.stack([frame.copy() for frame in clip.frames])


def loaded(kind: str, folder: Path, **given: Any) -> Any:
    """A pipeline as its class loads it.

    Its weights are at the addresses of ours: elsewhere a processor's sums differ in their last bit.
    """
    import diffusers
    import torch

    from generation.diffusion.loading import aligned

    pipeline: Any = getattr(diffusers, kind).from_pretrained(folder, **given)
    pipeline.set_progress_bar_config(disable=True)
    for part in pipeline.components.values():
        if isinstance(part, torch.nn.Module):
            aligned(part)
    return pipeline


def running(model: VideoModel) -> ClipRuntime:
    """The model in memory. The last few stay there: most tests of a family ask the same one."""
    quiet()  # Each test has warnings of its own.
    name = f"{type(model)} {model.model_dump_json()}"
    if name not in _LOADED:
        while len(_LOADED) >= _KEPT:
            _LOADED.pop(next(iter(_LOADED))).close()
        model.require()
        _LOADED[name] = ClipRuntime(model, model.facts())
    return _LOADED[name]


def let_go() -> None:
    """Free all models in memory."""
    while _LOADED:
        _LOADED.popitem()[1].close()


def made(model: VideoModel, *requests: ClipRequest, progress: Progress = ignore) -> list[Video]:
    """Answer all with the model in memory."""
    make = running(model)
    return [stacked(make(asked, progress)) for asked in requests]


def afresh(model: VideoModel, *requests: ClipRequest) -> list[Video]:
    """Answer all with a model that is loaded for them alone."""
    with model.load() as make:
        return [stacked(make(asked, ignore)) for asked in requests]


def called(model: VideoModel, asked: ClipRequest) -> tuple[str, dict[str, Any]]:
    """The pipeline class that a request would be answered with, and the arguments of its call."""
    return _watched(running(model), asked, answered=False)[0]


def makes_what_is_asked(model: VideoModel, asked: ClipRequest, passes: int = 1) -> None:
    """Frames by count and size; the same again, also by a model that is loaded anew; others for another seed; progress."""
    seen: list[tuple[int, int]] = []
    other = asked.model_copy(update={"seed": asked.seed + 1})
    first, differs, again = made(model, asked, other, asked, progress=lambda done, total: seen.append((done, total)))
    assert first.shape == (asked.frames, asked.height, asked.width, 3)
    assert first.dtype == np.uint8
    assert first.std() > 1
    assert np.array_equal(first, again)
    assert np.array_equal(first, afresh(model, asked)[0])
    assert not np.array_equal(first, differs)
    third = len(seen) // 3
    total = seen[0][1]
    assert seen[:third] == [*((step, total) for step in range(total) for _ in range(passes)), (total, total)]


def decodes_like_the_pipeline(model: VideoModel, asked: ClipRequest, **decoding: Any) -> None:
    """At the model's own size and rate, frames are those of the very same call with `output_type="np"` and `decoding`."""
    runtime = running(model)
    (kind, arguments), ours = _watched(runtime, asked)
    again = {**arguments, "generator": runtime.generators([asked.seed]), "output_type": "np", **decoding}
    theirs = np.asarray(runtime.pipeline(kind)(**again).frames)[0]
    shown = (theirs[: len(ours)] * 255).round().astype(int)
    assert shown.shape == ours.shape
    assert np.abs(shown - ours).max() <= 1


def every_change_is_seen(model: VideoModel, asked: ClipRequest, changes: Iterable[dict[str, Any]]) -> None:
    """Each change of the request makes another clip."""
    usual, *others = made(model, asked, *(asked.model_copy(update=change) for change in changes))
    assert [number for number, other in enumerate(others) if np.array_equal(other, usual)] == []


def every_option_is_seen(model: VideoModel, asked: ClipRequest, changes: Iterable[dict[str, Any]]) -> None:
    """Each changed option makes another clip, and is in the identity."""
    (usual,) = made(model, asked)
    for change in changes:
        other = type(model).model_validate(model.model_dump() | change)
        assert other.identity() != model.identity(), change
        assert not np.array_equal(afresh(other, asked)[0], usual), change


def cancelling_leaves_nothing(model: VideoModel, asked: ClipRequest) -> None:
    """A progress that raises ends the call at once; the next clip, and what is told of it, is as it would have been."""
    told: list[int] = []
    (fresh,) = made(model, asked, progress=lambda done, _total: told.append(done))
    before = asked.model_copy(update={"seed": 99, "prompt": "the storm"})
    seen: list[int] = []
    again: list[int] = []

    def enough(done: int, _total: int) -> None:
        seen.append(done)
        if done == 1:
            raise Cancelled

    make = running(model)
    with pytest.raises(Cancelled):
        make(before, enough)
    assert seen == told[: told.index(1) + 1]
    assert np.array_equal(made(model, asked, progress=lambda done, _total: again.append(done))[0], fresh)
    assert again == told, "no hook is left from before"


def running_out_of_memory_leaves_nothing(model: VideoModel, asked: ClipRequest) -> None:
    """What the device raises inside a pass becomes an error with advice; the next clip is as it would have been."""
    import torch

    (fresh,) = made(model, asked)

    def full(*_arguments: object) -> None:
        raise torch.OutOfMemoryError("CUDA out of memory. Tried to allocate 20.00 GiB")

    runtime = running(model)
    kind = model.pipeline_of(model.facts(), asked)
    hook = model.denoisers(runtime.pipeline(kind))[0].register_forward_hook(full)
    with pytest.raises(OutOfMemory, match="smaller format"):
        runtime(asked, ignore)
    hook.remove()
    assert np.array_equal(stacked(runtime(asked, ignore)), fresh)


def takes_together_are_takes_apart(model: VideoModel, asked: ClipRequest) -> None:
    """Two takes in one call are, to the last bit or nearly, those that are made one after the other."""
    kind: Any = type(model)

    class Together(kind):
        """The same model, of which a card says that takes of a shot go into one call."""

        def can(self) -> Capabilities:
            return super().can().model_copy(update={"takes": True})

    second = asked.model_copy(update={"seed": asked.seed + 5})
    apart = made(model, asked, second)
    calls: list[int] = []
    batching = cast("VideoModel", Together.model_validate(model.model_dump()))
    with batching.load() as make:
        cast("ClipRuntime", make).expect(Ahead(seeds=(second.seed,)))
        together = [stacked(make(take, lambda done, _total: calls.append(done))) for take in (asked, second)]
    assert calls.count(0) == model.passes(None, model.sampling_guidance())
    for one, other in zip(apart, together, strict=True):
        assert np.abs(one.astype(int) - other).max() <= 2


def damaged_folders_are_refused(name: str, folder: Path, part: str, scratch: Path) -> None:
    """A part that is missing, weights that are pickles, and a checkpoint of another family: one line each."""
    gone = Path(shutil.copytree(folder, scratch / "gone"))
    shutil.rmtree(gone / part)
    with pytest.raises(BackendFailure, match=rf"lacks its part {part}; download the checkpoint again$"):
        recipe(name, gone).can()
    pickled = Path(shutil.copytree(folder, scratch / "pickled"))
    for file in (pickled / part).glob("*.safetensors"):
        file.rename(file.with_suffix(".bin"))
    with pytest.raises(Unsupported, match=rf"{part}/.*\.bin is a pickle"):
        recipe(name, pickled).can()
    other = Path(shutil.copytree(folder, scratch / "other"))
    index = other / "model_index.json"
    index.write_text(re.sub(r'"_class_name": "\w+"', '"_class_name": "AnotherPipeline"', index.read_text()))
    with pytest.raises(Unsupported, match=f"holds a AnotherPipeline; '{name}' runs "):
        recipe(name, other).can()


def _watched(
    runtime: ClipRuntime, asked: ClipRequest, *, answered: bool = True
) -> tuple[tuple[str, dict[str, Any]], Any]:
    """See what the pipeline of a request is called with; answer it, or leave it at that."""
    seen: list[tuple[str, dict[str, Any]]] = []
    run = runtime.run

    def watched(kind: str, arguments: dict[str, Any], *rest: Any) -> Any:
        seen.append((kind, arguments))
        if not answered:
            raise _Seen
        return run(kind, arguments, *rest)

    runtime.run = watched  # type: ignore[method-assign, assignment]
    answer: Any = None
    try:
        answer = stacked(runtime(asked, ignore))
    except _Seen:
        pass
    finally:
        runtime.run = run  # type: ignore[method-assign]
    return seen[0], answer
