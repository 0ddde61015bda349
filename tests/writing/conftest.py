"""The desk at which the stages are tested: a real server with a model that says what it should, unless a test spoils it."""

from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

import pytest
from good_model import good_model
from model_desk import Answer, Desk, Sit, Spoil

from orchestrator.testing import Asked, Reply, asked, serving
from orchestrator.writing.model.endpoint import open_model
from orchestrator.writing.model.writer import ModelWriter


@pytest.fixture
def sit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Sit:
    """A desk whose model says what a good one says, spoiled by a function of request, answer and how often it was asked."""

    @contextmanager
    def at(spoil: Spoil = lambda _what, answer, _turn: answer) -> Generator[Desk]:
        found: list[Asked] = []

        def model(request: Answer) -> "Answer | Reply | str":
            what = asked(request)
            found.append(what)
            turn = sum(1 for one in found if one.name == what.name)
            return spoil(what, good_model(request), turn)

        with serving(model) as url:
            monkeypatch.setenv("OPENAI_BASE_URL", url)
            monkeypatch.setenv("OPENAI_API_KEY", "sk-test")
            told: list[str] = []
            asker = open_model("openai:good", tmp_path / ".filmwright")
            yield Desk(ModelWriter(asker, lambda said: told.append(said.doing)), found, told)

    return at
