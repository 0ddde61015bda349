"""References and compositions as a model gets them: whole, never stretched, in sizes that it takes."""

from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, cast

import numpy as np
import pytest
from PIL import Image, ImageDraw
from still_conformance import called, pictures, recipe, request
from tiny import flux2, flux_kontext, sdxl

from generation.backend import find
from generation.diffusion.picture import PictureModel, StillCall
from generation.diffusion.pictures import references
from generation.diffusion.pictures.sizes import bucketed, framing
from generation.diffusion.still_runtime import StillRuntime
from generation.requests import Media

# SDXL's scheduler hands torch's numbers to numpy in a way that both call old.
pytestmark = pytest.mark.filterwarnings("ignore:__array__ implementation doesn't accept a copy:DeprecationWarning")

GROUND, DISC = (40, 90, 160), (250, 200, 30)


def disc(width: int, height: int) -> Image.Image:
    """A disc on a ground of one colour: if it is no circle any more, the picture was stretched."""
    picture = Image.new("RGB", (width, height), GROUND)
    radius = min(width, height) * 0.4
    middle = (width / 2, height / 2)
    box = (middle[0] - radius, middle[1] - radius, middle[0] + radius, middle[1] + radius)
    ImageDraw.Draw(picture).ellipse(box, fill=DISC)
    return picture


def spans(picture: Image.Image) -> tuple[int, int]:
    """How broad and how high the disc is."""
    yellow = np.asarray(picture.convert("RGB"))[:, :, 0] > 150
    return int(yellow.any(0).sum()), int(yellow.any(1).sum())


@pytest.mark.parametrize(
    ("size", "fitting"),
    [
        ((640, 480), (640, 480)),
        ((650, 470), (656, 480)),
        ((3000, 2000), (1248, 832)),
        ((1016, 1030), (1008, 1024)),
        ((20, 30), (64, 96)),
        ((2000, 100), (2000, 272)),
        ((40, 900), (128, 912)),
    ],
)
def test_a_reference_is_brought_to_a_size_that_the_model_takes(size: tuple[int, int], fitting: tuple[int, int]) -> None:
    made = references.fitted(disc(*size), multiple=16, area=1024 * 1024)
    assert made.size == fitting
    broad, high = spans(made)
    assert abs(broad - high) <= 2
    assert made.getpixel((0, 0)) == GROUND
    assert made.getpixel((made.width - 1, made.height - 1)) == GROUND


def test_for_an_encoder_that_looks_at_a_square_nothing_is_cut_off() -> None:
    made = references.squared(disc(100, 300))
    assert made.size == (300, 300)
    assert spans(made) == spans(disc(100, 300))


def test_several_are_set_next_to_each_other() -> None:
    made = references.side_by_side([disc(60, 60), disc(120, 60), disc(30, 60)], multiple=16, area=1024 * 1024)
    assert made.height == 48
    assert made.width % 16 == 0
    broad, high = spans(made)
    assert abs(high - 0.8 * 48) <= 2
    assert abs(broad - (0.8 * 48 * 2 + 0.8 * 24)) <= 6
    small = references.side_by_side([disc(900, 900), disc(900, 900)], multiple=16, area=256 * 256)
    assert small.width * small.height <= 256 * 256


def test_a_bucket_holds_the_film_unstretched() -> None:
    shape = bucketed(1920, 1080, ("1024x1024", "1344x768", "1536x640"))
    assert (shape.width, shape.height) == (1344, 768)
    left, top, right, bottom = shape.window
    assert (right - left) / (bottom - top) == pytest.approx(16 / 9, rel=0.002)
    out = shape.out(np.asarray(shape.into(disc(1920, 1080))))
    assert out.shape == (1080, 1920, 3)
    broad, high = spans(Image.fromarray(out))
    assert abs(broad - high) <= 4


@pytest.fixture(scope="module")
def shown(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Media]:
    return pictures(tmp_path_factory.mktemp("shown"))


@contextmanager
def loaded(model: PictureModel) -> Generator[StillRuntime]:
    with model.load() as make:
        yield cast("StillRuntime", make)


def sizes(seen: list[Any]) -> list[tuple[int, int]]:
    return [picture.size for picture in seen]


def test_flux2_sees_the_composition_first_then_every_reference(tmp_path: Path, shown: dict[str, Media]) -> None:
    klein = recipe("flux2", flux2.save("distilled", tmp_path))
    asked = request(composition=shown["sea"], references=(shown["mara"], shown["fox"]))
    with loaded(klein) as runtime:
        kind, arguments = called(runtime, asked)
    assert kind == "Flux2KleinPipeline"
    assert (arguments["width"], arguments["height"]) == (72, 48)
    assert sizes(arguments["image"]) == [(96, 64), (72, 92), (96, 64)]


def test_kontext_sees_one_picture_in_its_own_shape(tmp_path: Path, shown: dict[str, Media]) -> None:
    kontext = recipe("flux_kontext", flux_kontext.save("dev", tmp_path))
    with loaded(kontext) as runtime:
        arguments = called(runtime, request(references=(shown["fox"],)))[1]
        together = called(runtime, request(references=(shown["fox"], shown["rock"])))[1]["image"]
    assert (arguments["width"], arguments["height"], arguments["max_area"]) == (72, 48, 72 * 48)
    assert arguments["_auto_resize"] is False
    assert arguments["image"].size == (72, 48)
    assert together.width * together.height == pytest.approx(72 * 48, rel=0.1)
    assert together.width / together.height == pytest.approx(96 / 64 + 1, rel=0.1)


def test_sdxl_is_asked_for_a_size_of_its_own(tmp_path: Path, shown: dict[str, Media]) -> None:
    xl = recipe("sdxl", sdxl.save("base", tmp_path))
    with loaded(xl) as runtime:
        plain, arguments = called(runtime, request(width=160, height=90))
        over, beside = called(runtime, request(width=160, height=90, composition=shown["sea"]))
    assert (plain, arguments["width"], arguments["height"]) == ("StableDiffusionXLPipeline", 80, 48)
    assert (over, beside["image"].size) == ("StableDiffusionXLImg2ImgPipeline", (80, 48))


def test_sdxl_without_references_is_as_without_an_adapter(tmp_path: Path) -> None:
    folder = sdxl.save("base", tmp_path)
    seeing = {"ip_adapter": str(sdxl.save_adapter(tmp_path / "adapter") / "sdxl_models/ip-adapter_sdxl.safetensors")}
    plain, blind = recipe("sdxl", folder), recipe("sdxl", folder, **seeing)
    with plain.load() as make, blind.load() as also:
        assert np.array_equal(make(request(), lambda *_: None), also(request(), lambda *_: None))


def test_qwen_image_edit_sees_three_pictures_at_most_and_none_is_left_out(shown: dict[str, Media]) -> None:
    edit = cast("PictureModel", find("stills", "qwen_image").model_validate({"card": "qwen-image-edit-plus"}))
    everybody = tuple(shown[name] for name in ("mara", "fox", "rock"))
    asked = request(width=1280, height=720, composition=shown["sea"], references=everybody)
    shape = framing(1280, 720, 16)
    arguments = edit.arguments(None, StillCall(asked, edit.facts(), shape, steps=8, guidance=4.0))
    assert edit.pipeline_of(edit.facts(), asked) == "QwenImageEditPlusPipeline"
    silent = StillCall(asked.model_copy(update={"negative": ""}), edit.facts(), shape, steps=8, guidance=4.0)
    assert [
        edit.arguments(None, call)["negative_prompt"]
        for call in (silent, StillCall(asked, edit.facts(), shape, 8, 4.0))
    ] == [" ", "night"]
    assert edit.pipeline_of(edit.facts(), request()) == "QwenImagePipeline"
    assert sizes(arguments["image"])[:2] == [(1376, 768), (896, 1152)]
    assert len(arguments["image"]) == 3
    for picture in arguments["image"]:
        assert picture.width % 32 == picture.height % 32 == 0
        assert 0.9 < picture.width * picture.height / 1024**2 < 1.1
