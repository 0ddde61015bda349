"""Whatever a model says is an answer, a list of what is wrong, or no JSON: never anything else."""

import contextlib
import json
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel, Field

from orchestrator.film.shotlist import ShotList
from orchestrator.film.treatment import Treatment
from orchestrator.writing.model.reading import NoJson, fitted, is_whole

TREATMENT = {
    "title": "The Last Light", "logline": "A keeper befriends a storm.", "theme": "Nobody is alone.",
    "characters": [{"id": "mara", "name": "Mara", "want": "quiet", "flaw": "pride"}, {"id": "storm", "name": "The Storm"}],
    "beats": [{"id": "arrival", "what": "The storm comes.", "time": "night", "share": 2.0}, {"id": "end", "what": "It stays."}],
}  # fmt: skip
SHOTS = {
    "scenes": [
        {"scene": "arrival", "shots": [{"first": 1, "last": 2, "size": "wide"}, {"first": 3, "last": 3, "weight": 2}]}
    ]
}


class Small(BaseModel):
    title: str
    count: int = Field(default=1, ge=0)


def same(text: str) -> str:
    return text


@pytest.mark.parametrize(("values", "answer"), [(TREATMENT, Treatment), (SHOTS, ShotList)])
def test_mutated_answers_are_told_apart(values: dict[str, object], answer: type[BaseModel]) -> None:
    whole = json.dumps(values)
    assert isinstance(fitted(whole, answer, same), answer)
    chance = random.Random(7)
    kinds: set[str] = set()
    for _ in range(2500):
        text = list(whole)
        for _ in range(chance.randint(1, 4)):
            at = chance.randrange(len(text))
            cut = chance.choice([0, 1, 1, 5, 60])
            text[at : at + cut] = chance.choice(
                ["", '"', "{", "}", "[", "]", ",", ":", "\\", "null", "-1", "\x00", "\ud800", "é", "```", "</think>"]
            )
        try:
            found = fitted("".join(text), answer, same)
        except NoJson:
            kinds.add("none")
            continue
        kinds.add("wrong" if isinstance(found, list) else "right")
        assert isinstance(found, answer) or (found and all(isinstance(one, str) for one in found))
    assert kinds == {"none", "wrong", "right"}


@given(
    before=st.text(st.characters(exclude_characters="{<`"), max_size=40),
    title=st.text(max_size=30),
    count=st.integers(0, 9),
)
def test_an_object_is_found_after_any_words(before: str, title: str, count: int) -> None:
    found = fitted(f"{before}{json.dumps({'title': title, 'count': count})} ... and so on", Small, same)
    assert isinstance(found, Small)
    assert found.count == count


@given(st.text(max_size=300))
def test_any_text_is_read_without_a_fault(text: str) -> None:
    with contextlib.suppress(NoJson):
        assert isinstance(fitted(text, Small, same), Small | list)


@pytest.mark.parametrize(
    "text",
    [
        "{" * 100_000,
        "[" * 100_000,
        '{"a":' * 50_000,
        '{"title":' + "[" * 3000 + "]" * 3000 + "}",
        "<think>" * 20_000,
        "```" * 30_000,
    ],
)
def test_deep_and_endless_texts_end_soon(text: str) -> None:
    with pytest.raises(NoJson):
        fitted(text, Small, same)


def test_numbers_that_are_none_are_no_answer() -> None:
    with pytest.raises(NoJson):
        fitted('{"title": "x", "count": NaN}', Small, same)


def test_an_answer_that_broke_off_is_not_whole_for_the_smaller_ones_in_it() -> None:
    text = json.dumps(SHOTS)
    for end in range(len(text)):
        assert not is_whole(text[:end])
        assert not is_whole(f"<think>{{}}</think>Here:\n```json\n{text[:end]}")
    assert is_whole(text)
    assert is_whole(f"<think>{{}}</think>Here:\n```json\n{text}")
