"""The built-in writer, through its door: one line in, a screenplay out."""

from orchestrator.film.film import Settings
from orchestrator.film.style import StyleGuide
from orchestrator.writing.outline import write_outline

STYLE = StyleGuide(name="plain", look="flat", palette=("#000000", "#888888", "#ffffff"))


def test_same_seed_same_script() -> None:
    settings = Settings(title="", idea="A lighthouse keeper befriends a storm")
    assert write_outline(settings, STYLE) == write_outline(settings, STYLE)
    other = settings.model_copy(update={"seed": 8})
    assert write_outline(settings, STYLE) != write_outline(other, STYLE)
