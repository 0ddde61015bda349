"""The worked example in every dialect, word by word."""

import golden_film
import pytest

from orchestrator.directing.prompting.compiler import Prompter
from templates.dialects import card, dialect_names

ASKED_FOR = (
    "golden retriever",
    "slow motion",
    "cinematic lighting",
    "alongside the golden retriever",
    "shallow depth of field",
    "warm grade",
)


@pytest.mark.parametrize("dialect", dialect_names())
def test_the_worked_example_is_what_was_read_and_kept(dialect: str) -> None:
    kept = (golden_film.FOLDER / f"{dialect}.txt").read_text(encoding="utf-8")
    assert golden_film.golden(dialect) == kept, "read it anew: python tests/prompting/golden_film.py"


def test_there_is_a_golden_text_for_every_dialect_and_no_other() -> None:
    assert {file.stem for file in golden_film.FOLDER.iterdir()} == set(dialect_names())


def test_a_long_prompt_says_everything_that_was_asked_for() -> None:
    prompter = Prompter(golden_film.FILM)
    for dialect in ("wan-2.2", "ltx-2", "hunyuan-1.5", "sora", "veo", "kling"):
        text = prompter.prompt(*golden_film.FILM.shots()[0], dialect).text
        missing = [words for words in (*ASKED_FOR, "sunlit meadow") if words not in text.lower()]
        assert not missing, (dialect, text)
        assert "autumn forest" in prompter.prompt(*golden_film.FILM.shots()[1], dialect).text


def test_a_prompt_from_a_picture_says_only_what_moves() -> None:
    prompter = Prompter(golden_film.FILM)
    for dialect in dialect_names():
        variant = card(dialect).image_variant
        if variant is None:
            continue
        prompt = prompter.prompt(*golden_film.FILM.shots()[0], dialect, from_picture=True)
        assert prompt.dialect == variant
        assert "golden retriever with" not in prompt.text
        assert "bounds through the tall grass" in prompt.text or card(variant).form == "none"
