"""What a film says of how it was made, by what makes its pictures and its music."""

from pathlib import Path

import pytest

from orchestrator.building.finale import marking
from orchestrator.building.project import open_project
from orchestrator.directing.schedule import schedule
from orchestrator.project.folder import load_film

EXAMPLE = Path(__file__).parents[2] / "examples/lighthouse"


@pytest.mark.parametrize(
    ("pictures", "score", "said"),
    [
        ("animatic", "procedural", "algorithmicMedia"),
        ("animatic", "musicgen-small", "compositeWithTrainedAlgorithmicMedia"),
        ("wan2.2-ti2v-5b", "procedural", "trainedAlgorithmicMedia"),
        ("wan2.2-ti2v-5b", "musicgen-small", "trainedAlgorithmicMedia"),
        ("wan2.2-ti2v-5b", "off", "trainedAlgorithmicMedia"),
    ],
)
def test_a_film_says_whether_models_had_a_part_in_it(tmp_path: Path, pictures: str, score: str, said: str) -> None:
    film = load_film(EXAMPLE)
    settings = film.settings.model_copy(update={"pictures": pictures, "score": score})
    project = open_project(tmp_path, film.model_copy(update={"settings": settings}))
    assert marking(project, schedule(project.film, {})).source_type == said
