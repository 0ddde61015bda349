"""A feature: a hundred and twenty pages are broken down, traced and revised in seconds."""

import random
import time

from orchestrator.directing.breakdown import direct
from orchestrator.directing.keeping import keep_scene_ids
from orchestrator.directing.tracing import trace
from orchestrator.film.film import Settings
from orchestrator.film.screenplay import Action, Screenplay, ScreenplayScene, Speech
from orchestrator.film.sheets import Character, Place
from orchestrator.film.style import StyleGuide

STYLE = StyleGuide(name="plain", look="plain", palette=("#101018", "#606070", "#f0f0e8"))
NAMES = ("Mara", "Tom", "Ines", "Karl", "Ada", "Otto")
THINGS = ("the door", "a letter", "the old chair", "a brass key", "the boat", "the stove")
VERBS = ("walks to", "looks at", "picks up", "drops", "stares at", "leans on")
TALK = "time sea light never home door what where if only because I you we know see old gone back tell nobody heard"
SECONDS = 20.0
"""Of one core; about three are needed, and quadratic work would need minutes."""


def feature(scenes: int = 150, beats: int = 20) -> Screenplay:
    choose = random.Random(1)

    def beat(people: list[str]) -> Action | Speech:
        if choose.random() < 0.45:
            told = (f"{choose.choice(people)} {choose.choice(VERBS)} {choose.choice(THINGS)}." for _ in range(2))
            return Action(text=" ".join(told))
        words = " ".join(choose.choice(TALK.split()) for _ in range(choose.randint(2, 12)))
        return Speech(character=choose.choice(people).lower(), text=f"{words.capitalize()}.")

    return Screenplay(
        title="Feature",
        characters=tuple(Character(id=name.lower(), name=name) for name in NAMES),
        places=tuple(Place(id=f"place-{number}", name=f"Place {number}") for number in range(40)),
        scenes=tuple(
            ScreenplayScene(
                id=f"scene-{number}",
                heading=f"INT. PLACE {number % 40} - DAY",
                place=f"place-{number % 40}",
                intensity=choose.random(),
                beats=tuple(beat(choose.sample(NAMES, 3)) for _ in range(beats)),
            )
            for number in range(scenes)
        ),
    )


def test_a_feature_takes_seconds() -> None:
    screenplay, asked = feature(), Settings(title="Feature", length="150m")
    started = time.process_time()
    made = direct(screenplay, asked, STYLE)
    found = trace(screenplay, made.scenes)
    scene = screenplay.scenes[70]
    new = scene.model_copy(update={"beats": (Action(text="A door slams."), *scene.beats)})
    edited = screenplay.model_copy(update={"scenes": (*screenplay.scenes[:70], new, *screenplay.scenes[71:])})
    again = direct(edited, asked, STYLE, before=made.scenes)
    renamed = edited.model_copy(
        update={"scenes": tuple(one.model_copy(update={"id": f"s{at}"}) for at, one in enumerate(edited.scenes))}
    )
    kept = keep_scene_ids(screenplay, renamed)
    assert time.process_time() - started < SECONDS
    assert made.frames == again.frames == made.asked == 216_000
    assert (found.untraced_lines, found.uncovered_beats, found.out_of_order) == ((), (), ())
    assert sum(one.shots != other.shots for one, other in zip(made.scenes, again.scenes, strict=True)) == 1
    assert [one.id for one in kept.scenes] == [one.id for one in screenplay.scenes]
