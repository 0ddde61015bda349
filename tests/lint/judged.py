"""One shot, or a few, judged as if a trained model made the pictures."""

from collections.abc import Sequence

from orchestrator.directing.lint import Finding, Linted, Pictures, lint
from orchestrator.directing.schedule import schedule
from orchestrator.film.film import Film, Settings
from orchestrator.film.scene import Scene
from orchestrator.film.sheets import Character, Place
from orchestrator.film.shot import Cast, Shot
from orchestrator.film.style import StyleGuide
from orchestrator.project.library import find_style

WAN = Pictures("wan", trained=True, first_frame=True, longest=5.0)
DRAWN = Pictures("animatic")

PEOPLE = {
    "mara": Character(id="mara", name="Mara", appearance="a weathered woman of sixty, silver braid"),
    "fox": Character(id="fox", name="The Fox", kind="fox", appearance="a young red fox"),
    "tom": Character(id="tom", name="Tom", appearance="a tall man with a beard"),
}
PLACES = {"quay": Place(id="quay", name="the quay", kind="harbour", appearance="wet stones, nets, old boats")}
STYLE: StyleGuide = find_style("ink-and-gold")


def film_of(*scenes: Scene, language: str = "en", allow: Sequence[str] = ()) -> Film:
    """A film with Mara, the Fox, Tom and the quay."""
    settings = Settings(title="T", language=language, allow=tuple(allow))
    return Film(settings=settings, style=STYLE, characters=PEOPLE, places=PLACES, scenes=scenes)


def scene_of(*shots: Shot, place: str | None = "quay", allow: Sequence[str] = ()) -> Scene:
    """A scene on the quay."""
    return Scene(id="one", heading="EXT. QUAY - DAY", place=place, shots=shots, allow=tuple(allow))


def judge(film: Film, pictures: Pictures = WAN) -> Linted:
    """Everything that is found in a film."""
    plan = schedule(film, {})
    keys = {(item.scene.id, item.shot.id, number) for item in plan.shots for number in range(len(item.shot.dialogue))}
    return lint(film, plan, lambda _shot: pictures, keys)


def found(*shots: Shot, pictures: Pictures = WAN) -> list[Finding]:
    """What is found in one scene."""
    return list(judge(film_of(scene_of(*shots)), pictures).findings)


def rules(*shots: Shot, pictures: Pictures = WAN) -> set[str]:
    """The rules that one scene breaks."""
    return {one.rule for one in found(*shots, pictures=pictures)}


def shot(action: str = "", size: str = "wide", **more: object) -> Shot:
    """A shot of four seconds with Mara in it, unless something else is said."""
    values: dict[str, object] = {
        "id": "a",
        "size": size,
        "action": action,
        "seconds": 4,
        "cast": [Cast(character="mara")],
    }
    return Shot.model_validate({**values, **more})
