"""Which model is chosen: over the whole matrix of purposes, priorities and memories, and by what stands on the cards alone."""

from collections.abc import Mapping
from datetime import date
from itertools import product
from typing import Any, get_args

import pytest

from generation.backend import available
from generation.card import Card
from generation.catalogue import cards
from generation.choosing import BUDGETS, PURPOSES, Budget, Priority, Purpose, Wanted, choose, held, region_of
from generation.machine import GB, Machine

BARE = Machine("cpu", "a processor", 16 * GB, 8 * GB)
PRIORITIES = get_args(Priority)
MEMORIES = (8, 12, 16, 24, 48, 80)


def card(name: str, **said: Any) -> Card:
    """A card of a family that is there."""
    base = cards()["wan2.2-ti2v-5b"].model_dump()
    changed = {"name": name, "superseded_by": "", "roles": (), "stills": "", **said}
    return Card.model_validate(base | changed)


def of(*made: Card) -> Mapping[str, Card]:
    return {each.name: each for each in made}


def names(wanted: Wanted, catalogue: Mapping[str, Card] | None = None) -> list[str]:
    """What is chosen, the first choice first."""
    answer = choose(wanted, BARE, catalogue)
    return [choice.card.name for choice in ([answer.first] if answer.first else []) + [*answer.others]]


@pytest.mark.parametrize(("purpose", "budget"), list(product(get_args(Purpose), (None, *get_args(Budget)))))
def test_every_cell_of_the_matrix_has_an_answer_that_holds(purpose: Purpose, budget: Budget | None) -> None:
    matter = PURPOSES[purpose]
    answer = choose(Wanted(purpose=purpose, budget=budget), BARE)
    assert answer.wanted.priority == matter.priority
    assert answer.wanted.memory == BUDGETS[budget or matter.budget]
    if answer.first is None:
        assert (purpose, budget) == ("film", "low")
        assert all(choice.against for choice in answer.nearest)
        return
    for choice in (answer.first, *answer.others):
        assert choice.plan.fits
        assert choice.reasons
        assert not choice.against
        assert choice.card.kind == "clips"
        assert purpose != "film" or "quality" in choice.card.roles
    families = [choice.card.backend for choice in (answer.first, *answer.others)]
    assert len(set(families)) == len(families)
    assert answer.checked <= answer.first.card.checked


@pytest.mark.parametrize(("priority", "memory"), list(product(PRIORITIES, MEMORIES)))
def test_what_matters_most_decides_wherever_a_model_for_it_runs(priority: Priority, memory: float) -> None:
    answer = choose(Wanted(priority=priority, memory=memory), BARE)
    assert answer.first is not None
    able = [
        each
        for each in cards().values()
        if each.backend in available("clips")
        and priority in each.roles
        and each.licence.commercial != "no"
        and held(each, memory).fits
    ]
    assert not able or priority in answer.first.card.roles
    if answer.first.card.starts_from_picture:
        assert answer.still is not None
        assert answer.still.card.kind == "stills"
        assert answer.still.plan.fits
        assert any(word.startswith("it is shown") for word in answer.still.reasons)


@pytest.mark.parametrize(("priority", "memory"), list(product(PRIORITIES, MEMORIES)))
def test_where_one_is_and_what_one_does_with_it_are_kept_to(priority: Priority, memory: float) -> None:
    answer = choose(Wanted(priority=priority, memory=memory, commercial=True, region="Germany"), BARE)
    for choice in filter(None, (answer.first, *answer.others, answer.still)):
        assert choice.card.licence.commercial != "no"
        assert "EU" not in choice.card.licence.not_in
        assert any("allows commercial use" in reason for reason in choice.reasons) or choice in answer.others


def test_the_tree_is_walked_where_no_purpose_is_said() -> None:
    """High quality? With a high budget the best, else the best that fits; not quality: speed, or what takes the most."""
    best, smaller = names(Wanted(budget="high"))[0], names(Wanted(budget="medium"))[0]
    assert "quality" in cards()[best].roles
    assert "quality" in cards()[smaller].roles
    assert "speed" in cards()[names(Wanted(priority="speed", budget="medium"))[0]].roles
    assert "flexibility" in cards()[names(Wanted(priority="flexibility", budget="low"))[0]].roles


def test_a_machine_with_a_gpu_stands_for_the_budget_that_nobody_said() -> None:
    machine = Machine("cuda", "a GPU", 16 * GB, 15 * GB)
    assert choose(Wanted(), machine).wanted.memory == 16
    assert choose(Wanted(), BARE).wanted.memory == BUDGETS["medium"]
    assert choose(Wanted(budget="high"), machine).wanted.memory == BUDGETS["high"]
    assert choose(Wanted(budget="high", memory=10), machine).wanted.memory == 10


def test_roles_on_cards_decide_not_names() -> None:
    quick, fine = card("quick", roles=["speed"]), card("fine", roles=["quality"])
    known = of(quick, fine)
    assert names(Wanted(priority="speed", memory=24), known)[0] == "quick"
    assert names(Wanted(priority="quality", memory=24), known)[0] == "fine"
    turned = of(card("quick", roles=["quality"]), card("fine", roles=["speed"]))
    assert names(Wanted(priority="speed", memory=24), turned)[0] == "fine"


def test_what_was_superseded_gives_way_only_where_its_heir_can_be_used() -> None:
    """Chains are followed, too; the cards are those of the catalogue, whose heirs are known."""
    old, heir = cards()["svd"], cards()["svd-xt"]
    assert old.superseded_by == heir.name
    assert names(Wanted(memory=24), of(old, heir)) == ["svd-xt"]
    assert names(Wanted(memory=24), of(old)) == ["svd"]
    huge = heir.model_copy(update={"working_gb": 500.0})
    assert names(Wanted(memory=24), of(old, huge)) == ["svd"]
    first, last = cards()["ltx-2"], cards()["ltx-2.3"].model_copy(update={"superseded_by": ""})
    assert names(Wanted(memory=80), of(first, last)) == ["ltx-2.3"]


def test_what_is_not_for_commercial_use_comes_last_and_goes_where_it_must_not_be() -> None:
    licence = cards()["wan2.2-ti2v-5b"].licence
    closed = card("closed", roles=["quality"], licence=licence.model_copy(update={"commercial": "no"}))
    known = of(closed, card("open"))
    assert names(Wanted(memory=24), known)[0] == "open"
    answer = choose(Wanted(memory=24, commercial=True), BARE, of(closed))
    assert answer.first is None
    assert answer.nearest[0].against == ("its licence (Apache-2.0) forbids commercial use",)


def test_a_licence_without_rights_in_a_region_is_told() -> None:
    known = of(card("bound", licence=cards()["hunyuanvideo-1.5-t2v-720p"].licence))
    answer = choose(Wanted(memory=24, region="de"), BARE, known)
    assert answer.first is None
    assert answer.nearest[0].against == ("its licence (Tencent Hunyuan Community License) grants no rights in the EU",)
    assert choose(Wanted(memory=24, region="JP"), BARE, known).first is not None


@pytest.mark.parametrize(
    ("said", "region"),
    [
        ("EU", "EU"),
        ("de", "EU"),
        ("France", "EU"),
        ("United Kingdom", "UK"),
        ("gb", "UK"),
        ("south-korea", "South Korea"),
        ("JP", "JP"),
    ],
)
def test_regions_are_understood_as_people_write_them(said: str, region: str) -> None:
    assert region_of(said) == region


def test_long_shots_want_models_that_last() -> None:
    for choice in choose(Wanted(memory=80, seconds=18), BARE).others:
        assert (choice.card.longest or 0) >= 18
    first = choose(Wanted(memory=80, seconds=18), BARE).first
    assert first is not None
    assert (first.card.longest or 0) >= 18
    answer = choose(Wanted(memory=24, seconds=4000), BARE)
    assert answer.first is None
    assert "it makes 60 seconds in one go, and a shot takes 4000" in str(
        [choice.against for choice in answer.nearest]
    ) or all("in one go" in str(choice.against) for choice in answer.nearest)


def test_nothing_fits_is_said_with_what_comes_nearest() -> None:
    answer = choose(Wanted(memory=1), BARE)
    assert answer.first is None
    assert answer.nearest
    assert all(len(choice.against) == 1 for choice in answer.nearest)
    assert "GB of GPU memory, even layer by layer" in answer.nearest[0].against[0]


def test_an_alternative_says_what_it_has_before_the_first() -> None:
    fast = cards()["ltx-video-0.9.8-distilled"]
    good = card("good", roles=["quality"])
    answer = choose(Wanted(memory=80), BARE, of(fast, good))
    assert answer.first is not None
    assert answer.first.card.name == "good"
    assert [choice.card.name for choice in answer.others] == [fast.name]
    assert "much faster" in answer.others[0].reasons


def test_the_still_that_the_card_names_is_taken_if_it_can_be() -> None:
    answer = choose(Wanted(purpose="film", memory=80), BARE)
    assert answer.first is not None
    assert answer.still is not None
    assert answer.still.card.name == answer.first.card.stills
    small = choose(Wanted(priority="reliability", memory=8), BARE)
    assert small.still is not None
    assert small.still.plan.fits


def test_a_model_from_words_alone_needs_no_still() -> None:
    assert choose(Wanted(memory=80), BARE, of(cards()["wan2.2-t2v-a14b"])).still is None


def test_stills_are_chosen_for_keeping_people_alike() -> None:
    for priority in PRIORITIES:
        answer = choose(Wanted(kind="stills", priority=priority, memory=24), BARE)
        assert answer.first is not None
        assert answer.first.card.slots.references
        assert answer.still is None


def test_an_answer_is_as_old_as_its_oldest_card() -> None:
    old = card("old", roles=["quality"], checked=date(2026, 1, 2))
    assert choose(Wanted(memory=24), BARE, of(old, card("new"))).checked == date(2026, 1, 2)
