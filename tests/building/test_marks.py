"""What the music marks of what is drawn: the same moments as are seen and heard, and only where they stand alone."""

import itertools
from fractions import Fraction
from pathlib import Path

import pytest

from generation.animatic.happenings import happenings
from generation.requests import ScoreRequest, SoundEvent
from orchestrator.building.sound_steps import sound_steps
from orchestrator.building.steps import ClipSteps
from orchestrator.directing.requests import acted
from orchestrator.directing.schedule import Schedule, schedule
from orchestrator.directing.seeds import shot_seed
from orchestrator.film.film import Film, Format, Settings
from orchestrator.film.scene import Scene
from orchestrator.film.sheets import Character
from orchestrator.film.shot import Cast, Line, Shot
from orchestrator.film.style import StyleGuide, StyleMusic
from orchestrator.store.store import Store

GUIDE = StyleGuide(
    name="plain", look="plain", palette=("#000000", "#777777", "#ffffff"), music=StyleMusic(genre="storybook")
)
MARA = Character(id="mara", name="Mara", appearance="a woman with black hair and a red coat")


def film_of(*shots: Shot, weather: str = "clear", pictures: str = "animatic") -> Film:
    quiet = Shot(id="before", seconds=5)
    scene = Scene.model_validate(
        {"id": "one", "heading": "EXT. HILL - DAY", "weather": weather, "shots": (quiet, *shots)}
    )
    settings = Settings.model_validate(
        {"title": "T", "format": Format(fps=24), "pictures": pictures, "captions": "off"}
    )
    return Film(settings=settings, style=GUIDE, characters={"mara": MARA}, places={}, scenes=(scene,))


def asked(film: Film, folder: Path) -> tuple[ScoreRequest, Schedule]:
    plan = schedule(film, {})
    store = Store(folder / ".filmwright")
    score, *_ = sound_steps(ClipSteps(film, folder, store, plan), plan)
    request = score.prepare({}).identity()["request"]
    return ScoreRequest.model_validate(request), plan


def heard(film: Film, plan: Schedule, number: int, kind: str) -> tuple[SoundEvent, ...]:
    """What is heard of a shot, in its own seconds."""
    item = plan.shots[number]
    picture, seconds = film.settings.format, float(item.timing.made / film.settings.format.rate)
    seed = shot_seed(film.settings, item.scene, item.shot)
    events = happenings(acted(film, item, item.timing.made), picture.width, picture.height, seconds, seed)
    return tuple(event for event in events if event.kind == kind)


FALLS = Shot(id="falls", action="Mara falls over.", seconds=4, cast=(Cast(character="mara", pose="fall"),))


def test_a_fall_is_marked_when_the_body_hits_the_ground(tmp_path: Path) -> None:
    film = film_of(FALLS)
    request, plan = asked(film, tmp_path)
    (thud,) = heard(film, plan, 1, "thud")
    start = plan.shots[1].start / Fraction(24)
    assert [hit.at for hit in request.hits][-1] == pytest.approx(float(start) + thud.start, abs=0.01)


def test_lightning_is_marked_before_its_thunder_is_heard(tmp_path: Path) -> None:
    film = film_of(Shot(id="sky", seconds=5), weather="storm")
    request, plan = asked(film, tmp_path)
    plain, _ = asked(film_of(Shot(id="sky", seconds=5)), tmp_path)
    added = {hit.at for hit in request.hits} - {hit.at for hit in plain.hits}
    assert added
    claps = [
        float(item.start / Fraction(24)) + clap.start
        for number, item in enumerate(plan.shots)
        for clap in heard(film, plan, number, "thunder")
    ]
    for at in added:
        assert any(0 < clap - at < 1.5 for clap in claps)
    times = sorted(hit.at for hit in request.hits)
    assert all(after - before >= 2.5 for before, after in itertools.pairwise(times) if after in added)


@pytest.mark.parametrize(
    "film",
    [
        film_of(FALLS.model_copy(update={"dialogue": (Line(character="mara", line="Ouch! That hurt."),)})),
        film_of(FALLS, pictures="slate"),
        film_of(FALLS.model_copy(update={"cast": (Cast(character="mara", pose="stand"),), "action": "Mara stands."})),
    ],
    ids=["somebody speaks", "a card is shown", "nobody falls"],
)
def test_nothing_is_marked_where(film: Film, tmp_path: Path) -> None:
    request, _ = asked(film, tmp_path)
    title, *more = request.hits
    assert title.strength < 0.5
    assert more == []
