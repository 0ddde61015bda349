"""From where a shot is seen, as people write it."""

import pytest

from orchestrator.film.viewpoint import Viewpoint, viewpoint


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("", ("front", "")),
        ("front", ("front", "")),
        ("Reverse angle", ("reverse", "")),
        ("over tom", ("over", "tom")),
        ("over old-tom's shoulder", ("over", "old-tom")),
        ("over the shoulder of tom", ("over", "tom")),
        ("eyes of mara", ("eyes", "mara")),
        ("through the eyes of  mara", ("eyes", "mara")),
        ("POV mara", ("eyes", "mara")),
        ("point of view of mara", ("eyes", "mara")),
    ],
)
def test_phrases_name_viewpoints(said: str, meant: tuple[str, str]) -> None:
    assert viewpoint(said) == Viewpoint(*meant)  # type: ignore[arg-type]


@pytest.mark.parametrize("said", ["behind tom", "over", "eyes of", "eyes of mara and tom", "over tom, low"])
def test_other_phrases_are_refused(said: str) -> None:
    with pytest.raises(ValueError, match="is no viewpoint; write front"):
        viewpoint(said)
