"""VACE on real pipelines with tiny random weights: pictures at any frame, references, and going on from another clip."""

from pathlib import Path
from typing import Any, cast

import conformance
import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image
from tiny import wan as tiny_wan

from generation.diffusion.clip_runtime import ClipRuntime
from generation.diffusion.video import VideoModel
from generation.errors import Unsupported
from generation.requests import ClipRequest, Keyframe, Media

VARIANTS = sorted(tiny_wan.VACE)


@pytest.fixture(scope="session")
def folders(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """One checkpoint of each variant."""
    folder = tmp_path_factory.mktemp("vace")
    return {variant: tiny_wan.save(variant, folder) for variant in VARIANTS}


def vace(folder: Path, **options: Any) -> VideoModel:
    return conformance.recipe("wan_vace", folder, **options)


@pytest.fixture
def full(pictures: dict[str, Media]) -> ClipRequest:
    """A request that uses every slot but the clip before."""
    return conformance.request(
        frames=7,
        first=pictures["dawn"],
        last=pictures["dusk"],
        keyframes=(Keyframe(frame=3, media=pictures["noon"]),),
        references=(pictures["noon"],),
    )


@pytest.mark.parametrize("variant", VARIANTS)
def test_it_makes_exactly_the_frames_that_are_asked_for(
    folders: dict[str, Path], full: ClipRequest, variant: str
) -> None:
    conformance.makes_what_is_asked(vace(folders[variant]), full, passes=2)


def test_it_says_what_it_takes(folders: dict[str, Path]) -> None:
    can = vace(folders["vace"]).can()
    assert (can.first_frame, can.last_frame, can.keyframes, can.references, can.context) == (True, True, True, 3, True)
    assert not can.takes


def test_every_slot_reaches_the_call(folders: dict[str, Path], full: ClipRequest, pictures: dict[str, Media]) -> None:
    noon, dusk = pictures["noon"], pictures["dusk"]
    changes: list[dict[str, Any]] = [
        {"first": noon},
        {"first": None},
        {"last": noon},
        {"last": None},
        {"keyframes": ()},
        {"keyframes": (Keyframe(frame=2, media=noon),)},
        {"keyframes": (Keyframe(frame=3, media=dusk),)},
        {"references": (dusk,)},
        {"references": (noon, dusk)},
        {"references": ()},
        {"prompt": "the sea at night"},
        {"negative": "the sea at night"},
    ]
    conformance.every_change_is_seen(vace(folders["vace"]), full, changes)


def test_pictures_are_kept_at_their_frames_and_all_others_are_made(
    folders: dict[str, Path], full: ClipRequest, pictures: dict[str, Media]
) -> None:
    """At 12 frames a second of 16: frame 3 of 7 is nearest to picture 4 of 9, which fills the time up to the last one."""
    kind, given = conformance.called(vace(folders["vace"]), full)
    assert kind == "WanVACEPipeline"
    assert (given["width"], given["height"], given["num_frames"]) == (48, 32, 9)
    assert [mask.getpixel((0, 0)) for mask in given["mask"]] == [0, 255, 255, 255, 0, 255, 255, 255, 0]
    for number, name in ((0, "dawn"), (4, "noon"), (8, "dusk")):
        assert np.abs(_seen(given["video"][number]) - _cropped(pictures[name])).mean() < 6
    assert {picture.getpixel((5, 5)) for number, picture in enumerate(given["video"]) if number % 4} == {(128,) * 3}


def test_references_are_shown_whole_on_white(folders: dict[str, Path], pictures: dict[str, Media]) -> None:
    _kind, given = conformance.called(
        vace(folders["vace"], conditioning_scale=0.5), conformance.request(references=(pictures["noon"],))
    )
    (shown,) = given["reference_images"]
    assert shown.size == (48, 32)
    assert shown.getpixel((0, 16)) == (255, 255, 255)
    whole = np.asarray(Image.open(pictures["noon"].path).resize((43, 32), Image.Resampling.BICUBIC), np.float32)
    assert np.abs(np.asarray(shown, np.float32)[:, 2:45] - whole).mean() < 8
    assert "video" not in given
    assert given["conditioning_scale"] == 0.5


def test_latents_of_references_are_not_decoded(folders: dict[str, Path], pictures: dict[str, Media]) -> None:
    """Two of them come before the clip's own; what is decoded is what the pipeline itself would decode."""
    asked = conformance.request(
        width=48,
        height=32,
        rate="16",
        frames=5,
        references=(pictures["noon"], pictures["dusk"]),
        first=pictures["dawn"],
    )
    conformance.decodes_like_the_pipeline(vace(folders["vace"]), asked)


def test_it_goes_on_from_the_last_pictures_of_another_clip(folders: dict[str, Path], tmp_path: Path) -> None:
    """13 pictures are kept at its start and are not part of the clip: its first frame is what comes after them."""
    before = filmed(tmp_path / "before.mkv", pictures=30)
    asked = conformance.request(rate="16", frames=6, context=before)
    _kind, given = conformance.called(vace(folders["vace"]), asked)
    assert given["num_frames"] == 21
    assert [mask.getpixel((0, 0)) for mask in given["mask"]] == [0] * 13 + [255] * 8
    for number in range(13):
        assert abs(_seen(given["video"][number]).mean() - (17 + number) * 8) < 3
    (video,) = conformance.made(vace(folders["vace"]), asked)
    assert video.shape == (6, 28, 48, 3)
    conformance.every_change_is_seen(
        vace(folders["vace"]),
        asked,
        [{"context": None}, {"context": filmed(tmp_path / "other.mkv", pictures=17)}],
    )


def test_a_short_clip_before_is_used_as_far_as_the_model_could_have_made_it(
    folders: dict[str, Path], tmp_path: Path
) -> None:
    asked = conformance.request(rate="16", frames=4, context=filmed(tmp_path / "before.mkv", pictures=7))
    _kind, given = conformance.called(vace(folders["vace"]), asked)
    assert [mask.getpixel((0, 0)) for mask in given["mask"]] == [0] * 5 + [255] * 4
    assert abs(_seen(given["video"][4]).mean() - 6 * 8) < 3


def test_a_last_picture_is_held_after_the_clip_before(
    folders: dict[str, Path], pictures: dict[str, Media], tmp_path: Path
) -> None:
    before = filmed(tmp_path / "before.mkv", pictures=13)
    asked = conformance.request(rate="16", frames=3, context=before, last=pictures["noon"])
    _kind, given = conformance.called(vace(folders["vace"]), asked)
    assert [mask.getpixel((0, 0)) for mask in given["mask"]] == [0] * 13 + [255] * 7 + [0]


def test_options_reach_the_sampling(folders: dict[str, Path], full: ClipRequest) -> None:
    changes: list[dict[str, Any]] = [{"conditioning_scale": 0.3}, {"guidance_low": 1.5}, {"shift": 9.0}, {"steps": 3}]
    conformance.every_option_is_seen(vace(folders["vace-two-experts"]), full, changes)


def test_cancelling_and_running_out_of_memory_leave_nothing(folders: dict[str, Path], full: ClipRequest) -> None:
    conformance.cancelling_leaves_nothing(vace(folders["vace"]), full)
    conformance.running_out_of_memory_leaves_nothing(vace(folders["vace"]), full)


def test_a_vae_in_half_precision_would_spoil_it_so_it_stays_whole(folders: dict[str, Path]) -> None:
    with vace(folders["vace"], precision="bfloat16").load() as make:
        kinds = {name: str(part.dtype) for name, part in cast("ClipRuntime", make).parts().items()}
    assert (kinds["vae"], kinds["transformer"]) == ("torch.float32", "torch.bfloat16")


def test_what_it_cannot_do_is_refused_when_it_is_planned(
    folders: dict[str, Path], pictures: dict[str, Media], tmp_path: Path
) -> None:
    four = tuple(pictures["noon"] for _number in range(4))
    with pytest.raises(Unsupported, match=r"'vace' can be shown at most 3 references, and here are 4$"):
        vace(folders["vace"]).check(conformance.request(references=four))
    with pytest.raises(Unsupported, match=r"a keyframe at frame 6 is past the end of a shot of 6 frames$"):
        vace(folders["vace"]).check(conformance.request(keyframes=(Keyframe(frame=6, media=pictures["noon"]),)))
    conformance.damaged_folders_are_refused("wan_vace", folders["vace"], "transformer", tmp_path)


def filmed(path: Path, pictures: int) -> Media:
    """A clip at 16 frames a second without loss, each picture a little brighter: of a grey of 8 times its number."""
    import av

    with av.open(str(path), "w") as container:
        stream = container.add_stream("ffv1", rate=16)
        stream.width, stream.height, stream.pix_fmt = 48, 28, "bgr0"
        for number in range(pictures):
            frame = av.VideoFrame.from_ndarray(np.full((28, 48, 3), number * 8, np.uint8), format="rgb24")
            container.mux(stream.encode(frame))
        container.mux(stream.encode(None))
    return Media(digest=path.name, path=path)


def _seen(picture: Image.Image) -> NDArray[np.float32]:
    """The film's part of a picture that the model was given."""
    return np.asarray(picture, np.float32)[2:30]


def _cropped(media: Media) -> NDArray[np.float32]:
    given = Image.open(media.path)
    return np.asarray(given.resize((48, 28), Image.Resampling.LANCZOS, box=(0, 10, 128, 85)), np.float32)
