"""What follows a failure, by its kind alone: the policy is pure."""

import pytest
from hypothesis import given
from hypothesis import strategies as some

from orchestrator.building.engines.executor import Failed, FailureKind, Handle
from orchestrator.building.retrying import Again, Over, Policy

KINDS: tuple[FailureKind, ...] = (
    "app",
    "out_of_memory",
    "transient",
    "worker_lost",
    "timeout",
    "cancelled",
    "disk_full",
)
POLICY = Policy(waits=(1.0, 4.0))


def failed(kind: FailureKind, below: int = 0, after: float = 0.0) -> Failed:
    return Failed(Handle("clip a/b"), kind, f"{kind} happened\nand more of it", below, after)


@pytest.mark.parametrize("kind", ["app", "cancelled", "disk_full"])
def test_what_would_fail_the_same_way_is_never_tried_again(kind: FailureKind) -> None:
    assert POLICY.after([failed(kind)]) == Over()


def test_each_time_that_memory_runs_out_the_model_is_held_in_less_until_it_cannot_be() -> None:
    history = [failed("out_of_memory", below=90)]
    told = POLICY.after(history)
    assert isinstance(told, Again)
    assert (told.below, told.wait, told.apart) == (90, 0.0, False)
    history.append(failed("out_of_memory", below=40))
    assert POLICY.after(history) == Again(told.reason, below=40)
    assert POLICY.after([*history, failed("out_of_memory", below=0)]) == Over()
    assert POLICY.after([*history, failed("out_of_memory", below=40)]) == Over(), "no plan was smaller"


def test_pauses_grow_and_end_and_whoever_asks_for_one_gets_it() -> None:
    history: list[Failed] = []
    waits: list[float] = []
    while isinstance(told := POLICY.after([*history, failed("transient")]), Again):
        history.append(failed("transient"))
        waits.append(told.wait)
    assert waits == [1.0, 4.0]
    asked = POLICY.after([failed("transient", after=30.0)])
    assert isinstance(asked, Again)
    assert (asked.wait, asked.reason) == (30.0, "transient happened")
    assert POLICY.after([failed("transient", after=4000.0)]) == Over(), "an hour is not waited for"


@pytest.mark.parametrize("kind", ["worker_lost", "timeout"])
def test_a_lost_worker_is_replaced_once_and_what_ends_two_is_poison(kind: FailureKind) -> None:
    told = POLICY.after([failed(kind)])
    assert isinstance(told, Again)
    assert told.apart, "so that it is known who ended the next one"
    assert POLICY.after([failed(kind), failed("worker_lost")]) == Over(poison=True)


def test_who_loads_a_model_is_replaced_once_and_by_one_with_less_memory_as_long_as_there_is_a_way() -> None:
    loss = failed("worker_lost")
    assert POLICY.after_loading([loss], own=1, below=0) == Again("worker_lost happened")
    assert POLICY.after_loading([loss, loss], own=1, below=0) == Over()
    assert POLICY.after_loading([loss], own=3, below=0) == Over(), "the others can load it, and this one cannot"
    told = POLICY.after_loading([loss] * 4, own=4, below=70)
    assert isinstance(told, Again)
    assert told.below == 70


def test_what_was_learnt_of_a_piece_is_kept_over_failures_of_another_kind() -> None:
    told = POLICY.after([failed("out_of_memory", below=90), failed("worker_lost"), failed("transient")])
    assert isinstance(told, Again)
    assert (told.below, told.apart, told.wait) == (90, True, 1.0)


@given(some.lists(some.builds(failed, some.sampled_from(KINDS), some.integers(0, 5), some.floats(0, 9)), max_size=40))
def test_every_piece_ends(coming: list[Failed]) -> None:
    """No order of failures is tried for ever: two lost workers, as many pauses as there are, and each smaller plan once."""
    history: list[Failed] = []
    for one in coming:
        history.append(one)
        if isinstance(POLICY.after(history), Over):
            break
    else:
        assert len(history) <= 1 + len(POLICY.waits) + 5
