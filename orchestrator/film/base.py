"""What every model of the film shares: frozen values, unknown fields refused, ids that can be file names."""

from collections import Counter
from collections.abc import Hashable, Iterable
from typing import Annotated, TypeVar

from pydantic import BaseModel, ConfigDict, Field

_Some = TypeVar("_Some", bound=Hashable)


class Model(BaseModel):
    """A frozen value; a mistyped field is an error, not silence."""

    model_config = ConfigDict(frozen=True, extra="forbid")


Id = Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9-]{0,63}$")]
"""The identity of a scene, shot, character or place: lower-case letters, digits and hyphens."""

Colour = Annotated[str, Field(pattern=r"^#[0-9a-fA-F]{6}$")]
"""An sRGB colour as `#rrggbb`."""

Language = Annotated[str, Field(pattern=r"^[A-Za-z]{2,12}(-[A-Za-z0-9]{1,8})*$")]
"""A language tag (BCP 47): en, fr, pt-BR, es-419, zh-Hant."""


def repeated(values: Iterable[_Some]) -> _Some | None:
    """The first value that is there more than once."""
    return next((value for value, times in Counter(values).items() if times > 1), None)
