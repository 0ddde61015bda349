"""What a film allows: at each level, without need, and in any order of rules."""

from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from judged import DRAWN, WAN, film_of, judge, scene_of, shot

from orchestrator.directing.acting_clauses import words_of
from orchestrator.directing.lint import Linted
from orchestrator.film.rules import RULE_IDS, RULES
from orchestrator.film.scene import Scene
from orchestrator.film.shot import Shot

CROWD = "A crowd cheers."


def idle(linted: Linted) -> list[tuple[str, str, str]]:
    return [(one.scene, one.shot, one.rule) for one in linted.idle]


def test_a_shot_allows() -> None:
    film = film_of(scene_of(shot(CROWD, allow=["crowds"]), shot(CROWD, "medium", id="b")))
    linted = judge(film)
    assert [(one.rule, one.shot) for one in linted.findings] == [("crowds", "b")]
    assert [(one.rule, one.shot) for one in linted.silenced] == [("crowds", "a")]
    assert idle(linted) == []


def test_a_scene_allows() -> None:
    linted = judge(film_of(scene_of(shot(CROWD), shot(CROWD, "medium", id="b"), allow=["crowds"])))
    assert linted.findings == ()
    assert len(linted.silenced) == 2


def test_the_film_allows() -> None:
    linted = judge(film_of(scene_of(shot(CROWD)), allow=["crowds", "hands"]))
    assert linted.findings == ()
    assert idle(linted) == [("", "", "hands")]
    assert linted.idle[0].path == ("allow", 1)


def test_what_silences_nothing_is_told_where_it_stands() -> None:
    scene = scene_of(shot("Mara waits."), shot("Mara sits.", "medium", id="b", allow=["text"]), allow=["flicker"])
    linted = judge(film_of(scene))
    assert {(one.path, one.rule) for one in linted.idle} == {
        (("allow", 0), "flicker"),
        (("shots", 1, "allow", 0), "text"),
    }


def test_a_drawn_film_may_allow_what_matters_only_to_models() -> None:
    linted = judge(film_of(scene_of(shot(CROWD, allow=["crowds"]))), DRAWN)
    assert (linted.findings, linted.silenced, linted.idle) == ((), (), ())


def test_what_cannot_be_judged_is_not_called_idle() -> None:
    everything = judge(film_of(scene_of(shot("Mara waits.")), allow=RULE_IDS), DRAWN)
    assert {rule for _, _, rule in idle(everything)} == set(RULE_IDS) - {"too-long", "captions", "prompt-length"}


def test_ids_are_plain_and_told_apart() -> None:
    assert len(set(RULE_IDS)) == len(RULES)
    assert all(rule.about and rule.limits and rule.id == rule.id.lower() for rule in RULES)


WORDS = words_of(
    'Mara Tom The Fox he she they opens runs then and , . ; before while a sign that reads "OPEN" hands threads needle crowd '
    "of sailors pours tea shatters exactly seven third from the left without hat no one is there does not run strobe 30 degrees "
    "lamp quay '\u2019 “ ” — é 1 ! lights waves picks up climbs"
)
ACTION = st.lists(st.sampled_from(sorted(WORDS)), max_size=25).map(" ".join) | st.text(max_size=60)
PHRASE = st.lists(
    st.sampled_from(["slow", "push in", "pan left", "then", "zoom out", "and", "orbit", ","]), min_size=1, max_size=5
).map(lambda words: "static " + " ".join(words))
CAST = st.lists(
    st.fixed_dictionaries(
        {"character": st.sampled_from(["mara", "tom", "fox"])},
        optional={
            "position": st.sampled_from(["left", "right", "centre", "far-left"]),
            "facing": st.sampled_from(["left", "right", "camera"]),
        },
    ),
    max_size=3,
)
LINE = st.fixed_dictionaries({"character": st.sampled_from(["mara", "tom", None]), "line": ACTION.filter(bool)})
SHOT = st.fixed_dictionaries(
    {
        "action": ACTION,
        "camera": PHRASE,
        "cast": CAST,
        "size": st.sampled_from(["wide", "medium", "close-up", "insert"]),
    },
    optional={
        "seconds": st.floats(0.2, 60),
        "dialogue": st.lists(LINE, max_size=3),
        "boundary": st.sampled_from(["cut", "match", "continue"]),
        "props": st.lists(ACTION, max_size=2),
        "title": ACTION,
        "prompt": ACTION,
        "allow": st.lists(st.sampled_from(RULE_IDS), max_size=2),
    },
)


def scene(shots: list[dict[str, Any]]) -> Scene:
    return scene_of(*(Shot.model_validate({"id": f"s{number}", **values}) for number, values in enumerate(shots)))


@given(st.lists(SHOT, min_size=1, max_size=6))
def test_any_scene_is_judged_the_same_twice_and_every_rewrite_fits(shots: list[dict[str, Any]]) -> None:
    film = film_of(scene(shots))
    linted = judge(film, WAN)
    assert judge(film_of(scene(shots)), WAN) == linted
    for finding in (*linted.findings, *linted.silenced):
        assert finding.rule in RULE_IDS
        assert finding.message
        assert finding.advice
        for path, value in finding.rewrite:
            fits(film.scenes[0], path, value)


def fits(scene: Scene, path: tuple[str | int, ...], value: object) -> None:
    """A rewrite is a legal value of its shot."""
    data = [shot.model_dump(mode="json", by_alias=True) for shot in scene.shots]
    number = int(path[1])
    if len(path) == 2:
        assert isinstance(value, tuple)
        ids = [shot.id for shot in scene.shots]
        for part in value:
            whole = {**data[number], **part}
            Shot.model_validate({key: item for key, item in whole.items() if item is not None})
        assert len({*ids, *(part["id"] for part in value[1:])}) == len(ids) + len(value) - 1
        return
    target: Any = data[number]
    for step in path[2:-1]:
        target = target[step]
    target[path[-1]] = value
    Shot.model_validate(data[number])
