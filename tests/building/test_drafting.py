"""What a draft asks of models."""

import pytest

from generation.backend import Kind
from orchestrator.building.drafting import drafted, quicker
from orchestrator.film.film import Film, Settings
from orchestrator.film.scene import Scene
from orchestrator.film.shot import Shot
from orchestrator.film.style import StyleGuide


@pytest.mark.parametrize(
    ("kind", "said", "drafted"),
    [
        ("clips", "animatic", "animatic"),
        ("clips", "wan2.2-ti2v-5b", "wan2.2-ti2v-5b?effort=draft"),
        ("clips", "wan2.2-ti2v-5b?offload=group", "wan2.2-ti2v-5b?offload=group&effort=draft"),
        ("clips", "wan2.2-ti2v-5b?steps=12", "wan2.2-ti2v-5b?steps=12"),
        ("clips", "wan2.2-ti2v-5b?effort=fine", "wan2.2-ti2v-5b?effort=fine"),
        ("clips", "wan:checkpoints/mine", "wan:checkpoints/mine?effort=draft"),
        ("stills", "flux2-klein-4b", "flux2-klein-4b?effort=draft"),
        ("stills", "auto", "auto"),
        ("clips", "no-such-model", "no-such-model"),
    ],
)
def test_models_take_fewer_steps_where_nothing_else_is_said(kind: Kind, said: str, drafted: str) -> None:
    assert quicker(kind, said) == drafted


def test_a_draft_is_half_the_size_and_every_model_of_it_is_quicker() -> None:
    shots = (Shot(id="one", model="ltx-2.3"), Shot(id="two"))
    film = Film(
        settings=Settings.model_validate({"title": "T", "pictures": "wan2.2-ti2v-5b", "format": {"size": "1280x720"}}),
        style=StyleGuide(name="plain", look="ink", palette=("#000000", "#444444", "#999999", "#ffffff")),
        characters={},
        places={},
        scenes=(Scene(id="a", heading="INT. ROOM - DAY", shots=shots),),
    )
    draft = drafted(film)
    assert draft.settings.format.size == "640x360"
    assert draft.settings.pictures == "wan2.2-ti2v-5b?effort=draft"
    assert [shot.model for _scene, shot in draft.shots()] == ["ltx-2.3?effort=draft", None]
