"""Options that a card says cannot act are refused also while the checkpoint is not on this machine."""

import pytest

from generation.backend import find
from generation.catalogue import recipe
from generation.errors import Unsupported


@pytest.mark.parametrize(
    ("said", "refused"),
    [
        ("ltx-2.5?guidance=4", r"is distilled and cannot be guided; leave \?guidance= out"),
        ("wan2.2-ti2v-5b?scheduler=unipc", "did you mean 'UniPCMultistepScheduler'"),
        ("wan2.2-ti2v-5b?scheduler=DDIM", "there is no scheduler 'DDIM'; it takes"),
    ],
)
def test_what_cannot_act_is_refused_with_what_is_right(said: str, refused: str) -> None:
    name, options = recipe("clips", said)
    with pytest.raises(Unsupported, match=refused):
        find("clips", name).model_validate(options)
