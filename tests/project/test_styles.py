"""Style guides: those that ship, the person's own, and those beside a film."""

from pathlib import Path

import platformdirs
import pytest

from orchestrator.film.errors import ProjectError
from orchestrator.project.library import UnknownStyle, find_style, library_folder, style_names
from orchestrator.project.schema import schema_text

GUIDE = 'name: mine\nlook: crayon\npalette: ["#111111", "#888888", "#eeeeee"]\n'


def lightness(colour: str) -> float:
    red, green, blue = (int(colour[place : place + 2], 16) for place in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.fixture
def library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(platformdirs, "user_data_dir", lambda *_, **__: str(tmp_path / "data"))
    (tmp_path / "data/styles").mkdir(parents=True)
    return tmp_path / "data/styles"


def test_every_shipped_guide_is_finished() -> None:
    names = style_names()
    wanted = {"ink-and-gold", "noir", "watercolour", "paper-cutout", "neon-city", "pastel-storybook"}
    assert wanted <= set(names)
    guides = [find_style(name) for name in names]
    assert [guide.name for guide in guides] == list(names)
    for guide in guides:
        assert guide.look
        assert guide.light
        assert guide.lens
        assert guide.negative
        palettes = [guide.palette, *(variant.palette for variant in guide.variants.values() if variant.palette)]
        for palette in palettes:
            levels = [lightness(colour) for colour in palette]
            assert 5 <= len(palette) <= 6
            assert levels == sorted(levels), guide.name
            assert levels[0] < 128 < 220 < levels[-1], guide.name
        for name in guide.variants:
            assert guide.with_variant(name) != guide
    assert len({guide.palette for guide in guides}) == len(guides)
    assert len({(guide.music, guide.pace) for guide in guides}) == len(guides)


def test_the_nearest_guide_wins(tmp_path: Path, library: Path) -> None:
    film = tmp_path / "film"
    (film / "styles").mkdir(parents=True)
    assert find_style("noir", film).look != "crayon"
    (library / "noir.yaml").write_text(GUIDE)
    assert find_style("noir", film).name == "mine"
    (film / "styles/noir.yaml").write_text(GUIDE.replace("crayon", "chalk"))
    assert find_style("noir", film).look == "chalk"
    assert find_style("noir").look == "crayon"
    assert library_folder() == library


def test_a_guide_can_be_a_folder_or_a_path(tmp_path: Path, library: Path) -> None:
    (library / "chalk").mkdir()
    (library / "chalk/style.yaml").write_text(GUIDE)
    assert "chalk" in style_names(tmp_path)
    assert find_style("chalk", tmp_path).look == "crayon"
    assert find_style("data/styles/chalk", tmp_path).look == "crayon"
    assert find_style(str(library / "chalk/style.yaml")).look == "crayon"


@pytest.mark.parametrize("name", ["nior", "./nowhere.yaml", "", "../..", "\0", "styles", "a" * 5000])
def test_an_unknown_guide_is_told(tmp_path: Path, name: str) -> None:
    with pytest.raises(UnknownStyle, match="no style"):
        find_style(name, tmp_path)


def test_a_guide_with_faults_is_told_with_their_places(tmp_path: Path) -> None:
    (tmp_path / "styles").mkdir()
    (tmp_path / "styles/my.yaml").write_text("name: my\nlok: x\npalette: [#112233, #445566]\n")
    with pytest.raises(ProjectError) as caught:
        find_style("my", tmp_path)
    assert str(caught.value) == ("styles/my.yaml:3:11: a '#' begins a comment; put the colour in quotes: \"#112233\"")


def test_schemas_carry_what_the_models_say() -> None:
    assert "at least this long" in schema_text("scene")
    assert '"close-up"' in schema_text("scene")
    assert "from the darkest to the lightest" in schema_text("style")
    assert '"in"' in schema_text("scene")
