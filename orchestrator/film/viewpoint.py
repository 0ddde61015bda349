"""From where a shot is seen: the front of its place, from the other side, over a shoulder, or through somebody's eyes."""

import re
from typing import Literal, NamedTuple

Kind = Literal["front", "reverse", "over", "eyes"]

_FORMS = "front, reverse, over NAME, or eyes of NAME, where NAME is a character's id"
_WRITTEN = (
    (re.compile(r"over (?:the shoulder of )?(?P<who>[\w-]+?)(?:['’]s? shoulder)?"), "over"),
    (re.compile(r"(?:through )?(?:the )?eyes of (?P<who>[\w-]+)"), "eyes"),
    (re.compile(r"(?:pov|point of view)(?: of)? (?P<who>[\w-]+)"), "eyes"),
)


class Viewpoint(NamedTuple):
    """What the camera is beside a place in the room: `who` is the id of whose shoulder or eyes it is, else empty."""

    kind: Kind
    who: str = ""


FRONT = Viewpoint("front")


def viewpoint(text: str) -> Viewpoint:
    """Return the viewpoint that a phrase such as `over tom` or `eyes of mara` names.

    Raises:
        ValueError: if it names none.
    """
    said = " ".join(text.lower().split())
    if said in ("", "front"):
        return FRONT
    if said in ("reverse", "reverse angle"):
        return Viewpoint("reverse")
    for form, kind in _WRITTEN:
        if match := form.fullmatch(said):
            return Viewpoint("over" if kind == "over" else "eyes", match["who"])
    raise ValueError(f"'{text}' is no viewpoint; write {_FORMS}")
