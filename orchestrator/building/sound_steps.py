"""The steps of what is heard beside the voices and the pictures: the music, and the beds of sound of every scene."""

from generation.backend import ScoreBackend
from orchestrator.building.backends import backend_for
from orchestrator.building.marks import marks
from orchestrator.building.own_score import own_score
from orchestrator.building.step import Results, Step
from orchestrator.building.steps import ClipSteps, always
from orchestrator.building.work import AmbienceWork, ScoreWork
from orchestrator.directing.cut import AMBIENCE_FADE
from orchestrator.directing.requests import ambience_request
from orchestrator.directing.schedule import Schedule
from orchestrator.directing.scoring import score_request


def sound_steps(pictures: ClipSteps, plan: Schedule) -> list[Step]:
    """The score, and the ambience of every scene, at the cuts of `plan`."""
    film, files = pictures.film, pictures.pictures.files
    steps: list[Step] = []
    if film.settings.own_score:
        steps.append(Step("score", "score", always(own_score(film, plan, files.media(film.settings.own_score)))))
    elif film.settings.score != "off":
        backend = backend_for("scores", film.settings.score)
        follows = isinstance(backend, ScoreBackend) and backend.follows

        def scored(_results: Results) -> ScoreWork:
            hits = marks(pictures, plan) if follows else ()
            return ScoreWork(backend, score_request(film, plan, hits, follows=follows))

        steps.append(Step("score", "score", scored))
    beds = backend_for("ambiences", "procedural")
    for scene, _start, frames in plan.scene_spans():
        for kind in scene.ambience:
            request = ambience_request(film, scene.place or scene.id, kind, frames, AMBIENCE_FADE)
            steps.append(Step(f"ambience {scene.id}/{kind}", "ambience", always(AmbienceWork(beds, request))))
    return steps
