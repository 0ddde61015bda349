"""A style's own drawings: they stand where the words name them, and the film keeps them with the copy of its guide."""

import json
from pathlib import Path

import numpy as np
import pytest
from styles_kit import Run

from generation.animatic.art import Group, scale
from generation.animatic.places.kits import build_stage
from generation.animatic.port_tree import moving
from generation.animatic.thorvg_port import snapshot
from generation.requests import Staging
from orchestrator.directing.staging import staging
from orchestrator.film.errors import ProjectError
from orchestrator.film.film import Film
from orchestrator.project.folder import load_film

GUIDE = """\
name: sea
look: ink
palette: ["#10142c", "#5a3f78", "#ffc07a"]
motifs:
  - {words: [obelisk], file: motifs/obelisk.svg, height: 2.5}
  - {words: [flying machine], file: motifs/machine.json, height: 0.6, anchor: sky}
"""
GREEN = "#00ff00"
OBELISK = (
    f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 50 100"><rect width="50" height="100" fill="{GREEN}"/></svg>'
)
BOX = {
    "ty": "gr",
    "it": [
        {"ty": "rc", "s": {"a": 0, "k": [100, 100]}, "p": {"a": 0, "k": [0, 0]}, "r": {"a": 0, "k": 0}},
        {"ty": "fl", "c": {"a": 0, "k": [0, 1, 0, 1]}, "o": {"a": 0, "k": 100}, "r": 1},
        {"ty": "tr", "p": {"a": 0, "k": [0, 0]}, "a": {"a": 0, "k": [0, 0]}, "s": {"a": 0, "k": [100, 100]},
         "r": {"a": 0, "k": 0}, "o": {"a": 0, "k": 100}},
    ],
}  # fmt: skip
TURNS = {
    "a": 1,
    "k": [{"t": 0, "s": [0], "i": {"x": [0.5], "y": [0.5]}, "o": {"x": [0.5], "y": [0.5]}}, {"t": 47, "s": [45]}],
}
PLACED = {"o": {"a": 0, "k": 100}, "r": TURNS, "p": {"a": 0, "k": [100, 100, 0]}, "a": {"a": 0, "k": [0, 0, 0]}}
LAYER = {"ty": 4, "ks": {**PLACED, "s": {"a": 0, "k": [100, 100, 100]}}, "shapes": [BOX], "ip": 0, "op": 48, "st": 0}
MACHINE = {"v": "5.5.0", "fr": 24, "ip": 0, "op": 48, "w": 200, "h": 200, "assets": [], "layers": [LAYER]}


def project(root: Path, looks: str, drawing: str = OBELISK) -> Path:
    files = {
        "film.yaml": "title: Sea\nstyle: sea\n",
        "scenes/010-one.yaml": "id: one\nheading: EXT. MEADOW - DAY\nplace: meadow\nshots:\n  - {id: a, props: [a lamp]}\n",
        "places/meadow.yaml": f"id: meadow\nname: Meadow\nkind: meadow\nappearance: {looks}\n",
        "styles/sea/style.yaml": GUIDE,
        "styles/sea/motifs/obelisk.svg": drawing,
        "styles/sea/motifs/machine.json": json.dumps(MACHINE),
    }
    for name, text in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, encoding="utf-8")
    return root


def staged(film: Film) -> Staging:
    return staging(film, *film.shots()[0], {})


def greens(made: Staging, t: float = 0.0) -> float:
    """How much of the picture is the green that nothing else has."""
    stage = build_stage(made.setting, made.look, "calm")
    root = Group(tuple(layer.art for layer in (*stage.behind, *stage.front)))
    seen = snapshot(root, 160, 90, scale(0.1, 0.1), t).astype(int)
    return float(((seen[..., 1] > 180) & (seen[..., 0] < 120) & (seen[..., 2] < 120)).mean())


def test_a_drawing_stands_where_its_word_is_named_and_nowhere_else(library: Path, tmp_path: Path) -> None:
    plain = staged(load_film(project(tmp_path / "plain", "tall grass")))
    named = staged(load_film(project(tmp_path / "named", "tall grass around an old obelisk")))
    assert plain.look.motifs == ()
    assert "motifs" not in plain.model_dump(mode="json")["look"]
    assert [motif.words for motif in named.look.motifs] == [("obelisk",)]
    assert greens(plain) == 0.0
    assert greens(named) > 0.01


def test_where_the_file_lies_is_not_part_of_the_shot_and_its_content_is(library: Path, tmp_path: Path) -> None:
    one, same = (staged(load_film(project(tmp_path / name, "an obelisk"))) for name in ("a", "b"))
    other = staged(load_film(project(tmp_path / "c", "an obelisk", OBELISK.replace("100", "90"))))
    assert one.model_dump_json() == same.model_dump_json() != other.model_dump_json()


def test_a_lottie_moves(library: Path, tmp_path: Path) -> None:
    made = staged(load_film(project(tmp_path, "tall grass under a flying machine")))
    stage = build_stage(made.setting, made.look, "calm")
    (art,) = [layer.art for layer in stage.behind if layer.name == "named"]
    assert moving(art)
    first, later = (snapshot(art, 160, 90, scale(0.1, 0.1), t).astype(int) for t in (0.0, 1.0))
    assert np.abs(first - later).sum() > 0


@pytest.mark.parametrize(
    ("drawing", "said"),
    [
        (OBELISK.replace("<rect", "<script>1</script><rect"), "has a <script> in it"),
        (OBELISK.replace("<rect", '<image href="http://a.example/b.png"/><rect'), "has a <image> in it"),
    ],
)
def test_a_drawing_that_is_more_than_shapes_is_refused_with_file_and_reason(
    library: Path, tmp_path: Path, drawing: str, said: str
) -> None:
    with pytest.raises(ProjectError) as caught:
        load_film(project(tmp_path, "an obelisk", drawing))
    assert "styles/sea/style.yaml:5:" in str(caught.value)
    assert f"'motifs/obelisk.svg' {said}" in str(caught.value)


def test_a_film_keeps_the_drawings_with_the_copy_of_its_guide(library: Path, run: Run, tmp_path: Path) -> None:
    film = project(tmp_path / "film", "an obelisk")
    (film / "styles/sea").rename(library / "sea")
    (film / "styles").rmdir()
    assert run("style", "use", "sea", cwd=film).code == 0
    before = staged(load_film(film))
    (library / "sea/motifs/obelisk.svg").write_text(OBELISK.replace("100", "80"))
    after = staged(load_film(film))
    assert len(before.look.motifs) == 1
    assert before.model_dump_json() == after.model_dump_json()
    assert after.look.motifs[0].media.path.is_relative_to(film)
