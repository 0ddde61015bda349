"""Still models on real pipelines with tiny random weights: what all of them promise."""

import importlib
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any, cast

import numpy as np
import pytest
import still_conformance as conformance
from still_conformance import called, pictures, recipe, request, steps_of
from tiny import sdxl

from generation.diffusion.picture import PictureModel
from generation.diffusion.still_runtime import StillRuntime
from generation.errors import Unsupported
from generation.requests import Media, StillRequest

# SDXL's scheduler hands torch's numbers to numpy in a way that both call old.
pytestmark = pytest.mark.filterwarnings("ignore:__array__ implementation doesn't accept a copy:DeprecationWarning")

MODELS = {
    "flux2": ("flux2", "distilled"),
    "flux2-base": ("flux2", "base"),
    "kontext": ("flux_kontext", "dev"),
    "qwen": ("qwen_image", "text"),
    "sdxl": ("sdxl", "base"),
    "z-turbo": ("z_image", "turbo"),
    "z-base": ("z_image", "base"),
}
SEEING, COMPOSING = ("flux2", "kontext", "sdxl"), ("flux2", "kontext", "sdxl", "z-turbo")
Running = Callable[[str], StillRuntime]
ADAPTER = {"ip_adapter_weights": "sdxl_models/ip-adapter_sdxl.safetensors"}


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("stills")
    for family, variant in MODELS.values():
        importlib.import_module(f"tiny.{family}").save(variant, folder / family)
    sdxl.save_adapter(folder / "adapter")
    return folder


@pytest.fixture(scope="module")
def shown(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Media]:
    return pictures(tmp_path_factory.mktemp("shown"))


@pytest.fixture(scope="module")
def running(home: Path) -> Iterator[Running]:
    """Each model in memory, loaded once when it is first asked for."""
    found: dict[str, StillRuntime] = {}
    with ExitStack() as stack:

        def loaded(name: str) -> StillRuntime:
            if name not in found:
                found[name] = cast("StillRuntime", stack.enter_context(model(home, name).load()))
            return found[name]

        yield loaded


def model(home: Path, name: str, **options: Any) -> PictureModel:
    family, variant = MODELS[name]
    if family == "sdxl":
        options = {"ip_adapter": str(home / "adapter"), **ADAPTER, **options}
    return recipe(family, home / family / variant, **options)


@pytest.mark.parametrize("name", MODELS)
def test_each_makes_what_is_asked(running: Running, name: str) -> None:
    passes = 2 if name in ("qwen", "flux2-base") else 1
    conformance.makes_what_is_asked(running(name), request(), passes)


@pytest.mark.parametrize("name", MODELS)
def test_each_heeds_its_words(running: Running, name: str) -> None:
    changes: list[dict[str, Any]] = [{"prompt": "her lamp at sea"}]
    if name in ("qwen", "sdxl", "z-base"):
        changes.append({"negative": "a keeper"})
    conformance.every_change_is_seen(running(name), request(), changes)


@pytest.mark.parametrize("name", SEEING)
def test_every_reference_reaches_the_picture(running: Running, shown: dict[str, Media], name: str) -> None:
    mara, fox, rock = shown["mara"], shown["fox"], shown["rock"]
    changes = [{"references": seen} for seen in ((mara,), (fox,), (mara, fox), (mara, rock))]
    conformance.every_change_is_seen(running(name), request(), changes)


@pytest.mark.parametrize("name", COMPOSING)
def test_a_composition_is_taken_over(running: Running, shown: dict[str, Media], name: str) -> None:
    changes: list[dict[str, Any]] = [{"composition": shown["sea"]}, {"composition": shown["rock"]}]
    if name in SEEING:
        changes.append({"composition": shown["sea"], "references": (shown["mara"],)})
    conformance.every_change_is_seen(running(name), request(), changes)


@pytest.mark.parametrize("name", ["sdxl", "z-turbo"])
def test_over_a_composition_as_many_steps_are_made_as_are_asked_for(
    home: Path, shown: dict[str, Media], name: str
) -> None:
    for steps in (1, 3, 8):
        with model(home, name, steps=steps).load() as make:
            seen = steps_of(cast("StillRuntime", make), request(composition=shown["sea"]))
        assert seen == [(step, steps) for step in range(steps + 1)]


@pytest.mark.parametrize("name", ["flux2", "kontext", "qwen", "sdxl", "z-turbo"])
def test_the_picture_is_decoded_as_the_pipeline_does(running: Running, name: str) -> None:
    size = {"width": 80, "height": 48} if name == "sdxl" else {"width": 64, "height": 48}
    conformance.decodes_like_the_pipeline(running(name), request(**size))


@pytest.mark.parametrize("name", ["flux2", "kontext", "qwen", "sdxl", "z-base"])
def test_cancelling_and_running_out_of_memory_leave_nothing(
    running: Running, shown: dict[str, Media], name: str
) -> None:
    asked = request(composition=shown["sea"]) if name in COMPOSING or name == "z-base" else request()
    conformance.cancelling_leaves_nothing(running(name), asked)
    conformance.running_out_of_memory_leaves_nothing(running(name), asked)


@pytest.mark.parametrize("name", ["flux2", "kontext", "qwen", "sdxl", "z-base"])
def test_takes_are_made_together(running: Running, shown: dict[str, Media], name: str) -> None:
    asked = request(references=(shown["mara"],)) if name in SEEING else request()
    conformance.takes_together_are_takes_apart(running(name), asked)


@pytest.mark.parametrize("offload", ["model", "group"])
@pytest.mark.parametrize("name", ["flux2", "sdxl"])
def test_parts_that_wait_elsewhere_change_nothing(
    home: Path, running: Running, shown: dict[str, Media], name: str, offload: str
) -> None:
    asked = request(composition=shown["sea"], references=(shown["mara"],))
    with model(home, name, offload=offload).load() as make:
        assert np.array_equal(make(asked, conformance.ignore), running(name)(asked, conformance.ignore))


def test_each_says_truly_what_it_can(home: Path) -> None:
    said = {name: model(home, name).can() for name in MODELS}
    assert {name: can.references for name, can in said.items()} == {
        "flux2": 4, "flux2-base": 4, "kontext": 3, "qwen": 0, "sdxl": 4, "z-turbo": 0, "z-base": 0
    }  # fmt: skip
    assert [name for name, can in said.items() if not can.composition] == ["qwen"]
    assert model(home, "sdxl", ip_adapter="").can().references == 0


@pytest.mark.parametrize(
    ("name", "slot", "error"),
    [
        ("qwen", {"references": 1}, "can be shown no references, and here are 1$"),
        ("qwen", {"composition": True}, "cannot take over the composition of a picture; choose a model that can$"),
        ("flux2", {"references": 5}, "can be shown at most 4 references, and here are 5$"),
    ],
)
def test_pictures_without_a_slot_are_refused(
    home: Path, shown: dict[str, Media], name: str, slot: dict[str, int], error: str
) -> None:
    asked = request(references=(shown["mara"],) * slot.get("references", 0))
    if "composition" in slot:
        asked = asked.model_copy(update={"composition": shown["sea"]})
    with pytest.raises(Unsupported, match=error):
        model(home, name).check(asked)


def test_a_distilled_model_is_not_guided(home: Path, running: Running) -> None:
    assert called(running("z-turbo"), request())[1]["guidance_scale"] == 0
    assert called(running("flux2"), request())[1]["guidance_scale"] == 1
    assert [recipe(*_of(home, name), steps=None).sampling_steps() for name in ("z-turbo", "flux2")] == [8, 4]
    with pytest.raises(Unsupported, match=r"'distilled' is distilled and cannot be guided; leave \?guidance= out$"):
        model(home, "flux2", guidance=4)


def test_an_undistilled_model_is_guided_in_its_own_numbers(home: Path) -> None:
    options = {"steps": None}
    base = [recipe(*_of(home, name), **options) for name in ("z-base", "flux2-base", "kontext", "qwen", "sdxl")]
    assert [one.sampling_guidance() for one in base] == [4.0, 4.0, 2.5, 4.0, 5.0]
    assert [one.sampling_steps() for one in base] == [40, 50, 28, 50, 30]


def test_the_sentence_about_a_composition_is_said_where_there_is_one(home: Path) -> None:
    klein = model(home, "flux2")
    assert klein.said("A fox.", composed=False) == "A fox."
    assert klein.said("A fox.", composed=True).endswith("of image 1. A fox.")


def _of(home: Path, name: str) -> tuple[str, Path]:
    family, variant = MODELS[name]
    return family, home / family / variant


def test_a_request_names_no_path(shown: dict[str, Media]) -> None:
    asked: StillRequest = request(references=(shown["mara"],), composition=shown["sea"])
    assert "path" not in asked.model_dump_json()
