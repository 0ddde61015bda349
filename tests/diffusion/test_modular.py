"""A modular pipeline in place of the ordinary one: the same clips, to the last bit, by parts that are loaded once."""

from pathlib import Path
from typing import Any

import conformance
import numpy as np
import pytest
from tiny import wan as tiny_wan

from generation.diffusion.video import VideoModel
from generation.errors import Unsupported
from generation.requests import ClipRequest, Media

VARIANTS = ("text", "text-two-experts", "first", "first-and-last", "first-or-both")


@pytest.fixture(scope="session")
def folders(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """One checkpoint of each variant that has a modular pipeline, and one that has none."""
    folder = tmp_path_factory.mktemp("modular")
    return {variant: tiny_wan.save(variant, folder) for variant in (*VARIANTS, "text-or-first")}


def wan(folder: Path, **options: Any) -> VideoModel:
    return conformance.recipe("wan", folder, **options)


def asked(variant: str, pictures: dict[str, Media], **changes: Any) -> ClipRequest:
    first = pictures["dawn"] if variant.startswith("first") else None
    last = pictures["dusk"] if variant == "first-and-last" else None
    return conformance.request(**({"first": first, "last": last, "negative": "blurred"} | changes))


@pytest.mark.parametrize("variant", VARIANTS)
def test_a_modular_pipeline_makes_the_very_same_clips(
    folders: dict[str, Path], pictures: dict[str, Media], variant: str
) -> None:
    low = {"guidance_low": 2.0} if "two" in variant else {}
    changes = ({}, {"seed": 12, "width": 60, "height": 90, "prompt": "the sea"})
    requests = [asked(variant, pictures, **change) for change in changes]
    ordinary = conformance.made(wan(folders[variant], **low), *requests)
    modular = conformance.made(wan(folders[variant], driver="modular", **low), *requests)
    for one, other in zip(ordinary, modular, strict=True):
        assert np.array_equal(one, other)


def test_it_runs_no_ordinary_pipeline_and_shows_no_bars(
    folders: dict[str, Path], pictures: dict[str, Media], capsys: pytest.CaptureFixture[str]
) -> None:
    with wan(folders["first"], driver="modular").load() as make:
        make(asked("first", pictures), conformance.ignore)
        pipeline = make.pipeline("WanImageToVideoPipeline")  # type: ignore[attr-defined]
        assert pipeline.blocks.__class__.__name__ == "WanImage2VideoAutoBlocks"
        assert pipeline.text_encoder is None
    assert "it/s" not in capsys.readouterr().err


@pytest.mark.parametrize("variant", ["text", "first"])
def test_progress_cancelling_memory_and_takes_are_as_ever(
    folders: dict[str, Path], pictures: dict[str, Media], variant: str
) -> None:
    model, request = wan(folders[variant], driver="modular"), asked(variant, pictures)
    conformance.makes_what_is_asked(model, request, passes=2)
    conformance.cancelling_leaves_nothing(model, request)
    conformance.running_out_of_memory_leaves_nothing(model, request)
    if variant == "text":
        conformance.takes_together_are_takes_apart(model, request)
    assert model.can().takes == (variant == "text"), "it cannot repeat a picture"


@pytest.mark.parametrize(("variant", "low"), [("text", {}), ("text-two-experts", {"guidance_low": 3.0})])
def test_without_guidance_a_step_is_one_pass(
    folders: dict[str, Path], pictures: dict[str, Media], variant: str, low: dict[str, float]
) -> None:
    seen: list[int] = []
    request = asked(variant, pictures)
    ordinary, modular = (
        wan(folders[variant], driver=driver, guidance=1, steps=4, **low) for driver in ("pipeline", "modular")
    )
    (one,) = conformance.made(modular, request, progress=lambda done, _total: seen.append(done))
    assert seen == [0, 1, 2, 3, 4]
    assert np.array_equal(one, conformance.made(ordinary, request)[0])


@pytest.mark.parametrize("offload", ["model", "group"])
def test_its_parts_can_wait_in_main_memory(folders: dict[str, Path], pictures: dict[str, Media], offload: str) -> None:
    request = asked("first", pictures)
    apart, together = (
        conformance.made(wan(folders["first"], driver="modular", offload=kind), request, request)
        for kind in (offload, "none")
    )
    assert np.array_equal(apart, together)


def test_options_reach_it(folders: dict[str, Path], pictures: dict[str, Media]) -> None:
    changes: list[dict[str, Any]] = [{"shift": 9.0}, {"guidance": 9.0}, {"guidance_low": 1.5}, {"steps": 3}]
    request = asked("text-two-experts", pictures)
    conformance.every_option_is_seen(wan(folders["text-two-experts"], driver="modular"), request, changes)


def test_the_driver_is_in_the_key_where_it_is_not_the_usual_one(folders: dict[str, Path]) -> None:
    usual = wan(folders["text"]).identity()
    assert wan(folders["text"], driver="pipeline").identity() == usual
    assert wan(folders["text"], driver="modular").identity() != usual


def test_what_it_cannot_do_is_refused_when_it_is_planned(folders: dict[str, Path], pictures: dict[str, Media]) -> None:
    with pytest.raises(Unsupported, match=r"has no modular pipeline in diffusers; remove \?driver=modular$"):
        wan(folders["text-or-first"], driver="modular")
    both = asked("first-or-both", pictures, last=pictures["dusk"])
    assert not wan(folders["first-or-both"], driver="modular").can().last_frame
    with pytest.raises(Unsupported, match="cannot hold a last frame"):
        wan(folders["first-or-both"], driver="modular").check(both)
    with pytest.raises(Unsupported, match=r"no step cache with a modular pipeline; remove cache, or driver$"):
        wan(folders["text"], driver="modular", cache="first-block:0.1").check(asked("text", pictures))
