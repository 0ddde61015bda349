"""Pictures that condition a clip, opened as they are meant to be seen."""

from typing import TYPE_CHECKING

from generation.errors import BackendFailure
from generation.requests import Media

if TYPE_CHECKING:
    from PIL.Image import Image


def picture(media: Media) -> "Image":
    """Open a keyframe as RGB: turned as its camera says, transparent parts on black.

    Raises:
        BackendFailure: if the file is missing or is no picture.
    """
    from PIL import Image, ImageOps, UnidentifiedImageError

    try:
        with Image.open(media.path) as opened:
            turned = ImageOps.exif_transpose(opened).convert("RGBA")
    except (UnidentifiedImageError, OSError) as error:
        raise BackendFailure(f"the keyframe {media.path} cannot be read as a picture; give a PNG or JPEG") from error
    ground = Image.new("RGBA", turned.size, "black")
    return Image.alpha_composite(ground, turned).convert("RGB")
