"""`?scheduler=`: refused when a film is planned, with the reason; what is taken samples, with the checkpoint's settings."""

from pathlib import Path
from typing import Any

import pytest
from conformance import ignore, made, recipe, request
from tiny import wan

from generation.backend import find
from generation.catalogue import cards
from generation.catalogue import recipe as named
from generation.diffusion.clip_runtime import ClipRuntime
from generation.errors import Unsupported
from orchestrator.building.backends import backend_for
from orchestrator.film.errors import FilmError


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A checkpoint that takes words."""
    return wan.save("text", tmp_path_factory.mktemp("sampled"))


@pytest.mark.parametrize(
    ("spec", "said"),
    [
        (
            "wan2.2-ti2v-5b?scheduler=DDIMScheduler",
            r"cannot be sampled with DDIMScheduler: it takes noise away, and this",
        ),
        ("svd-xt?scheduler=DDIMScheduler", r"trained on continuous noise levels.*; it takes EulerDiscreteScheduler$"),
        (
            "svd-xt?scheduler=FlowMatchEulerDiscreteScheduler",
            r"it follows a flow, and this model was trained to take noise",
        ),
        ("wan2.2-ti2v-5b?scheduler=UniPC", r"there is no scheduler 'UniPC'; did you mean 'UniPCMultistepScheduler'\?$"),
        (
            "wan2.2-ti2v-5b?scheduler=DDPMWuerstchenScheduler",
            r"it is not known to work with this model; it takes UniPC",
        ),
    ],
)
def test_a_scheduler_that_the_model_cannot_use_is_refused_when_a_film_is_planned(spec: str, said: str) -> None:
    with pytest.raises(FilmError, match=said) as caught:
        backend_for("clips", spec)
    assert "\n" not in str(caught.value)


def test_a_folder_without_a_card_is_judged_by_its_family(folder: Path) -> None:
    with pytest.raises(Unsupported, match=r"'[^']+' cannot be sampled with DDIMScheduler: it takes noise away"):
        recipe("wan", folder, scheduler="DDIMScheduler")
    assert recipe("wan", folder, scheduler="DEISMultistepScheduler").identity()["scheduler"] == "DEISMultistepScheduler"


@pytest.mark.parametrize("scheduler", cards()["wan2.1-t2v-1.3b"].schedulers)
def test_every_scheduler_that_the_card_names_samples(folder: Path, scheduler: str) -> None:
    model: Any = recipe("wan", folder, scheduler=scheduler, shift=7.0)
    with model.load() as make:
        assert isinstance(make, ClipRuntime)
        pipeline = make.pipeline("WanPipeline")
        assert type(pipeline.scheduler).__name__ == scheduler
        config = pipeline.scheduler.config
        assert config["shift" if scheduler.startswith("FlowMatch") else "flow_shift"] == 7.0
        frames = list(make(request(), ignore).frames)
    assert len(frames) == 6


def test_another_scheduler_makes_another_clip(folder: Path) -> None:
    own, others = (
        made(recipe("wan", folder, **options), request())[0]
        for options in ({}, {"scheduler": "DEISMultistepScheduler"})
    )
    assert own.shape == others.shape
    assert (own != others).any()


def test_what_the_card_says_is_left_alone_where_nothing_is_asked() -> None:
    name, options = named("clips", "wan2.2-ti2v-5b")
    wanted: Any = find("clips", name)(**options)
    assert wanted.scheduler is None
