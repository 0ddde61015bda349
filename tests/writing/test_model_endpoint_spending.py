"""What asking costs: tokens and money by stage, and budgets that are never exceeded."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from pydantic import BaseModel

from orchestrator.film.errors import WritingError
from orchestrator.film.preferences import Preferences, Price
from orchestrator.testing import Reply, Usage, serving
from orchestrator.writing.model.endpoint import open_model
from orchestrator.writing.model.port import Asker, CutOff, Message
from orchestrator.writing.model.spending import Budget, BudgetReached, summary

PRICED = Preferences(prices={"openai:m": Price(input=2, output=10, cached=0.5)})


class Note(BaseModel):
    text: str


@pytest.fixture
def opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Asker]:
    monkeypatch.setenv("OPENAI_API_KEY", "sk-canary-1234567890")

    def at(url: str, **more: Any) -> Asker:
        monkeypatch.setenv("OPENAI_BASE_URL", url)
        return open_model("openai:m", tmp_path / ".filmwright", **more)

    return at


def ask(asker: Asker, number: int, stage: str = "treatment") -> Note:
    return asker.ask(stage, [Message("user", f"Question {number}.")], Note)


def ask_on(asker: Asker, stage: str = "treatment") -> None:
    for number in range(50):
        ask(asker, number, stage)


def told(used: Usage | None = None, counts: bool = True) -> Callable[[dict[str, Any]], Reply]:
    """A model that says how many tokens it used, or does not."""
    return lambda _: Reply(text=json.dumps({"text": "yes"}), usage=used, counts=counts)


@pytest.mark.parametrize(
    ("text", "amount", "unit"),
    [
        ("0.50", 0.5, "money"), ("2", 2, "money"), ("0,5", 0.5, "money"), ("$3", 3, "money"), ("20000tokens", 20000, "tokens"),
        ("20k tokens", 20000, "tokens"), (" 1.5M tok ", 1_500_000, "tokens"), ("1 token", 1, "tokens"),
    ],
)  # fmt: skip
def test_a_budget_is_money_or_tokens(text: str, amount: float, unit: str) -> None:
    assert Budget.parse(text) == Budget(amount, unit)


@pytest.mark.parametrize("text", ["", "0", "-1", "much", "nan", "inf", "1e9", "0 tokens", "5 apples", "1.2.3"])
def test_what_is_no_budget_is_told_how_to_be_one(text: str) -> None:
    with pytest.raises(WritingError, match=r"write money as in 0\.50, or tokens as in 20000tokens"):
        Budget.parse(text)


def test_tokens_and_money_are_summed_by_stage(opened: Callable[..., Asker], tmp_path: Path) -> None:
    with serving(told(Usage(input=1000, output=100, cached=400, reasoning=30))) as url:
        asker = opened(url, preferences=PRICED)
        for number, stage in enumerate(("treatment", "screenplay", "screenplay", "screenplay")):
            ask(asker, number, stage)
        ask(asker, 3, "screenplay")
    spent = summary(tmp_path / ".filmwright")
    assert [
        (one.stage, one.model, one.requests, one.input, one.output, one.cached, one.reasoning) for one in spent
    ] == [
        ("treatment", "openai:m", 1, 1000, 100, 400, 30),
        ("screenplay", "openai:m", 3, 3000, 300, 1200, 90),
    ]
    assert [one.cost for one in spent] == pytest.approx([0.0024, 0.0072])
    assert not any(one.about for one in spent)


def test_without_a_price_there_are_tokens_but_no_cost(opened: Callable[..., Asker], tmp_path: Path) -> None:
    with serving(told()) as url:
        ask(opened(url), 1)
    (spent,) = summary(tmp_path / ".filmwright")
    assert spent.cost is None
    assert spent.input > 0


def test_a_server_that_does_not_count_is_estimated_and_marked(opened: Callable[..., Asker], tmp_path: Path) -> None:
    with serving(told(counts=False)) as url:
        ask(opened(url), 1)
    (spent,) = summary(tmp_path / ".filmwright")
    assert spent.about
    assert 20 < spent.input < 120
    assert 2 <= spent.output <= 8


def test_answers_that_were_of_no_use_are_in_the_sum(opened: Callable[..., Asker], tmp_path: Path) -> None:
    with (
        serving(lambda _: Reply(text="no", finish="length", usage=Usage(input=10, output=20))) as url,
        pytest.raises(CutOff),
    ):
        ask(opened(url), 1)
    (spent,) = summary(tmp_path / ".filmwright")
    assert (spent.input, spent.output) == (10, 20)


def test_a_budget_of_tokens_stops_before_it_is_exceeded(opened: Callable[..., Asker], tmp_path: Path) -> None:
    with serving(told(Usage(input=900, output=1100))) as url:
        asker = opened(url, budget=Budget.parse("12k tokens"))
        with pytest.raises(
            BudgetReached, match=r"budget of 12000 tokens: 8000 tokens spent so far, and the next request .screenplay."
        ) as told_so:
            ask_on(asker, "screenplay")
        spent = sum(one.input + one.output for one in summary(tmp_path / ".filmwright"))
        assert spent == 8000
        assert ask(asker, 0) == Note(text="yes"), "what was answered costs nothing"
    assert str(told_so.value).endswith("or use the built-in writer: --writer outline")


def test_a_budget_of_money_counts_by_the_price(opened: Callable[..., Asker], tmp_path: Path) -> None:
    with serving(told(Usage(input=10_000, output=1000))) as url:
        asker = opened(url, budget=Budget.parse("0.10"), preferences=PRICED)
        with pytest.raises(BudgetReached, match=r"budget of 0\.10: 0\.06 spent so far"):
            ask_on(asker)
    (spent,) = summary(tmp_path / ".filmwright")
    assert spent.cost == pytest.approx(0.06)


def test_a_budget_counts_from_when_the_model_was_opened(opened: Callable[..., Asker]) -> None:
    with serving(told(Usage(input=900, output=5000))) as url:
        for number in range(3):
            ask(opened(url, budget=Budget.parse("6k tokens")), number)


def test_a_small_budget_holds_the_answer_itself_short(opened: Callable[..., Asker]) -> None:
    limits: list[int | None] = []

    def model(request: dict[str, Any]) -> dict[str, str]:
        limits.append(request.get("max_completion_tokens"))
        return {"text": "yes"}

    with serving(model) as url:
        ask(opened(url, budget=Budget.parse("5000tokens")), 1)
        ask(opened(url, budget=Budget.parse("500k tokens")), 2)
        ask(opened(url, budget=Budget.parse("500k tokens"), preferences=Preferences(max_tokens=300)), 3)
        ask(opened(url), 4)
    assert limits[0] is not None
    assert 4000 < limits[0] < 5000
    assert limits[1:] == [None, 300, None]


def test_a_server_that_takes_no_limit_is_asked_without(opened: Callable[..., Asker]) -> None:
    with serving(told(), lacks=["max_tokens"]) as url:
        assert ask(opened(url, budget=Budget.parse("5000tokens")), 1) == Note(text="yes")


def test_a_budget_of_money_needs_a_price(opened: Callable[..., Asker]) -> None:
    with pytest.raises(WritingError, match=r"needs the price of 'openai:m': write it under 'prices' in .*config\.yaml"):
        opened("http://127.0.0.1:9/v1", budget=Budget.parse("1"))


@pytest.mark.parametrize("damage", ['{"when": "now", "run', "\x00\xff", "[]", '{"a": 1}'])
def test_a_torn_ledger_loses_only_the_torn_line(opened: Callable[..., Asker], tmp_path: Path, damage: str) -> None:
    with serving(told(Usage(input=1, output=2))) as url:
        ask(opened(url), 1)
        with (tmp_path / ".filmwright" / "spending.jsonl").open("a", encoding="latin-1") as ledger:
            ledger.write(damage)
        ask(opened(url), 2)
    (spent,) = summary(tmp_path / ".filmwright")
    assert spent.requests == 2
