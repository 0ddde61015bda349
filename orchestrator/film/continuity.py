"""How far continuity is carried from clip to clip."""

from typing import Annotated

from pydantic import Field

from orchestrator.film.base import Model


class Continuity(Model):
    """How far clips may go on from one another (boundary: continue), and how their colours are held."""

    longest_chain: Annotated[int, Field(ge=0, le=100)] = Field(
        default=3, description="how many shots in a row may go on from the end of the one before"
    )
    anchor: Annotated[float, Field(ge=0, le=1)] = Field(
        default=0.5, description="how far the colours of a clip's end are drawn back to those that its shots began with"
    )
