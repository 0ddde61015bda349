"""A new project: written whole, readable, and never over somebody's work."""

import json
import subprocess
import time
from pathlib import Path

import pytest
from command_line import said

from orchestrator.film.errors import FilmError
from orchestrator.film.film import Settings
from orchestrator.film.scene import Scene
from orchestrator.film.sheets import Character, Place
from orchestrator.film.shot import Cast, Line, Shot, Transition
from orchestrator.project.create import create
from orchestrator.project.folder import load_film
from orchestrator.project.library import UnknownStyle
from orchestrator.project.lock import edited, read_lock
from orchestrator.project.names import slug

SETTINGS = Settings(title="The Keeper: a Storm", idea="A lighthouse keeper befriends a storm", length="48s")
MARA = Character(id="mara", name="Mara", states={"oilskin": "a yellow oilskin coat"}, default_state="oilskin")
TOWER = Place(id="tower", name="The tower", kind="lighthouse", interior=False)


def scene(scene_id: str, shots: int = 4) -> Scene:
    return Scene(
        id=scene_id,
        heading="EXT. TOWER - NIGHT",
        place="tower",
        time="night",
        enter=Transition(transition="dissolve"),
        shots=tuple(
            Shot(
                id=f"shot-{number}",
                action=f"Mara climbs stair {number}: it is wet, # and dark.",
                cast=(Cast(character="mara", state="oilskin", position="left"),),
                dialogue=(Line(character="mara", line='She said: "You again?"'), Line(line="- no -")),
                seconds=4.0,
            )
            for number in range(shots)
        ),
    )


def make(root: Path) -> list[Path]:
    return create(
        root, SETTINGS, "INT. TOWER - NIGHT\n", [MARA], [TOWER], [scene("arrival"), scene("night"), scene("end")]
    )


def test_what_was_created_is_what_is_read_back(tmp_path: Path) -> None:
    root = tmp_path / slug(SETTINGS.title)
    written = [path.relative_to(root).as_posix() for path in make(root)]
    film = load_film(root)
    assert film.settings == SETTINGS
    assert film.characters == {"mara": MARA}
    assert film.places == {"tower": TOWER}
    assert film.scenes == (scene("arrival"), scene("night"), scene("end"))
    assert written == [
        "film.yaml", "script.fountain", "characters/mara.yaml", "places/tower.yaml",
        "scenes/010-arrival.yaml", "scenes/020-night.yaml", "scenes/030-end.yaml",
        "pinned/styles/ink-and-gold/style.yaml", "film.lock",
    ]  # fmt: skip
    assert (root / "assets").is_dir()
    assert (root / ".gitignore").read_text() == ".filmwright/\nout/\n"
    assert not [path for path in written[:-2] if edited(root, path, read_lock(root))]


def test_every_file_leads_an_editor_to_a_schema_that_is_there(tmp_path: Path) -> None:
    make(tmp_path)
    for path in [tmp_path / "film.yaml", *tmp_path.glob("*/*.yaml")]:
        first = path.read_text().splitlines()[0]
        schema = (path.parent / first.removeprefix("# yaml-language-server: $schema=")).resolve()
        assert json.loads(schema.read_text())["additionalProperties"] is False, path


def test_a_film_is_never_written_over_another(tmp_path: Path) -> None:
    make(tmp_path)
    before = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    with pytest.raises(FilmError, match="holds a film already"):
        make(tmp_path)
    (tmp_path / "film.yaml").unlink()
    before.pop(tmp_path / "film.yaml")
    with pytest.raises(FilmError, match="already has"):
        make(tmp_path)
    assert {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()} == before


def test_a_folder_with_other_things_in_it_will_do(tmp_path: Path) -> None:
    (tmp_path / ".gitignore").write_text("*.bak")
    subprocess.run(["git", "init", "-q"], cwd=tmp_path, check=True)
    make(tmp_path)
    assert (tmp_path / ".gitignore").read_text() == "*.bak\n.filmwright/\nout/\n"


def test_an_unknown_style_is_refused_before_anything_is_written(tmp_path: Path) -> None:
    with pytest.raises(UnknownStyle, match="did you mean 'ink-and-gold'"):
        create(tmp_path / "x", SETTINGS.model_copy(update={"style": "ink and gld"}), "", [], [], [])
    assert not (tmp_path / "x").exists()


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("The Keeper & the Storm", "the-keeper-the-storm"),
        ("L’Été à Zürich", "lete-a-zurich"),
        ("!!!", "film"),
        ("嵐", "film"),
    ],
)
def test_a_title_becomes_a_folder_name(title: str, name: str) -> None:
    assert slug(title) == name
    assert len(slug(title * 40)) <= 64


def test_a_film_of_twelve_shots_loads_in_no_time(tmp_path: Path) -> None:
    root = tmp_path / "film"
    create(root, SETTINGS, "", [MARA], [TOWER], [scene(f"scene-{number}") for number in range(3)])
    assert len(list(load_film(root).shots())) == 12
    spent: list[float] = []
    for _ in range(5):
        start = time.process_time()
        load_film(root)
        spent.append(time.process_time() - start)
    assert min(spent) < 0.1


def test_what_a_killed_command_left_of_the_schemas_is_tidied_up_by_the_next(small_film: Path) -> None:
    """As it is after a kill in the middle of the third: two are there, the third has its scratch name, the others are not."""
    said("render", "--stop-after", "voices", cwd=small_film)
    folder = small_film / ".filmwright/schema"
    whole = {path.name: path.read_bytes() for path in folder.iterdir()}
    names = sorted(whole)
    (folder / f".{names[2]}.k3x0a.tmp").write_bytes(whole[names[2]][:100])
    for name in names[2:]:
        (folder / name).unlink()
    said("render", "--stop-after", "voices", cwd=small_film)
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == whole
