"""From where a shot is seen: through whose eyes, and before which wall who answers is seen over a shoulder.

Whoever the eyes belong to is not in the picture, and who looks there looks at us.
"""

from generation.animatic.thesaurus import find, roofed
from generation.requests import Camera, Figure, Staging


def through_eyes(staging: Staging) -> Staging:
    """Return the staging as somebody in it sees it; as it is where the camera is nobody's eyes."""
    who = staging.camera.eyes
    if not who:
        return staging
    seen = tuple(figure for figure in staging.figures if figure.id != who)
    owner = next((figure for figure in staging.figures if figure.id == who), None)
    return staging.model_copy(
        update={
            "figures": tuple(_looking_back(figure, owner, alone=len(seen) == 1) for figure in seen),
            "camera": _by_eye(staging.camera),
        }
    )


def before_the_other_wall(staging: Staging) -> Staging:
    """Return the staging of an over-the-shoulder shot as seen from the other side if it is of the one who faces left.

    Under a roof the two of a talk have the two walls behind them; in the open a place goes on behind both alike.
    """
    camera = staging.camera
    seen = next((figure for figure in staging.figures if figure.id != camera.over), None)
    if not camera.over or seen is None or seen.facing != "left" or not roofed(find(staging.setting).kit):
        return staging
    return staging.model_copy(update={"camera": camera.model_copy(update={"reverse": True})})


def _looking_back(figure: Figure, owner: Figure | None, *, alone: bool) -> Figure:
    """Somebody who faces whom we look with faces us; others go on as they did."""
    changes: dict[str, object] = {"position": "centre"} if alone else {}
    if owner is not None and (
        figure.gaze == owner.id or (not figure.gaze and figure.facing == _towards(figure, owner))
    ):
        changes |= {"facing": "camera", "gaze": "camera"}
    return figure.model_copy(update=changes)


_ACROSS = ("far-left", "left", "foreground", "centre", "background", "right", "far-right")


def _towards(figure: Figure, owner: Figure) -> str:
    return "right" if _ACROSS.index(owner.position) > _ACROSS.index(figure.position) else "left"


def _by_eye(camera: Camera) -> Camera:
    """Eyes are never quite still."""
    return camera.model_copy(update={"move": "handheld", "speed": 0.4}) if camera.move == "static" else camera
