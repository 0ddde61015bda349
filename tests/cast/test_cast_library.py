"""Characters that films share, as a person uses them: through the command line, with a library, films and packs on disk."""

import json
import subprocess
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path
from shutil import copytree

import pytest
from PIL import Image
from typer.testing import CliRunner, Result

from orchestrator.cli.main import app
from orchestrator.film.errors import FilmError
from orchestrator.project.folder import load_film
from orchestrator.project.lock import read_lock

Edit = Callable[[Path, str, str], None]
SHEET = """\
# Our keeper.
id: mara
name: Mara
version: 1
appearance: an old woman, silver braid  # never changes
states:
  oilskin: a yellow oilskin coat
  indoors: a navy wool jumper
default_state: indoors
voice: {pitch: low}
references: [front.png]
state_references: {oilskin: [pictures/coat.png]}
"""


@pytest.fixture(autouse=True)
def library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A library of the person's own, empty."""
    monkeypatch.setattr("orchestrator.project.library.library_folder", lambda: tmp_path / "library/styles")
    monkeypatch.setattr("orchestrator.project.cast.library_folder", lambda: tmp_path / "library/styles")
    monkeypatch.chdir(tmp_path)
    return tmp_path / "library/cast"


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    """A character with two pictures."""
    return pack_at(tmp_path / "mara-pack", SHEET)


@pytest.fixture
def film(small_film: Path) -> Path:
    """The small film, drawn, without a sheet of Mara: her sheet comes from a pack."""
    (small_film / "characters/mara.yaml").unlink()
    for path in (small_film / "scenes").iterdir():
        text = path.read_text(encoding="utf-8").replace("character: mara", "character: keeper")
        path.write_text(text, encoding="utf-8")
    (small_film / "characters/keeper.yaml").write_text("id: keeper\nname: The Keeper\n", encoding="utf-8")
    return small_film


def pack_at(folder: Path, sheet: str, colour: str = "red") -> Path:
    (folder / "pictures").mkdir(parents=True, exist_ok=True)
    Image.new("RGB", (8, 8), colour).save(folder / "front.png")
    Image.new("RGB", (8, 8), "blue").save(folder / "pictures/coat.png")
    (folder / "character.yaml").write_text(sheet, encoding="utf-8")
    return folder


def run(*words: str | Path, code: int = 0) -> Result:
    result = CliRunner().invoke(app, ["cast", *map(str, words)])
    problem = "" if isinstance(result.exception, SystemExit) or result.exception is None else repr(result.exception)
    assert result.exit_code == code, (result.output, problem)
    return result


def refused(*words: str | Path) -> str:
    """What a command says that is refused; `main` prints errors of this kind on one line each."""
    result = CliRunner().invoke(app, ["cast", *map(str, words)])
    if isinstance(result.exception, FilmError):
        return str(result.exception)
    assert result.exit_code == 2, result.output
    return result.output


def files(folder: Path) -> Mapping[str, bytes]:
    made = (".filmwright",)
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.relative_to(folder).parts[0] not in made
    }


def test_a_character_comes_into_the_library_and_into_a_film(film: Path, pack: Path, library: Path) -> None:
    assert "is empty" in run("list").output
    assert "mara 1 is in your library" in run("add", pack).output
    assert "already, just as it is there" in run("add", pack).output
    assert "mara 1: ok" in run("check").output
    run("use", "mara", "--as", "mara", "-p", film)
    sheet = (film / "characters/mara.yaml").read_text(encoding="utf-8")
    assert sheet.startswith("# yaml-language-server: $schema=../.filmwright/schema/character.json\n# Our keeper.\n")
    assert "silver braid  # never changes" in sheet
    character = load_film(film).characters["mara"]
    assert character.references == ("assets/cast/mara/front.png",)
    assert character.state_references == {"oilskin": ("assets/cast/mara/pictures/coat.png",)}
    assert (film / "assets/cast/mara/front.png").read_bytes() == (pack / "front.png").read_bytes()
    record = read_lock(film).cast["mara"]
    assert (record.name, record.version, record.address) == ("mara", 1, None)
    assert sorted(record.files) == ["assets/cast/mara/front.png", "assets/cast/mara/pictures/coat.png"]
    assert run("list", "-p", film).output.startswith("* mara")
    assert json.loads(run("list", "-p", film, "--json").output)["in_film"] == ["mara"]
    assert "is in this film already" in refused("use", "mara", "-p", film)
    assert CliRunner().invoke(app, ["undo", "-p", str(film)]).exit_code == 0
    assert not (film / "characters/mara.yaml").exists()
    assert not (film / "assets/cast/mara/front.png").exists()
    assert read_lock(film).cast == {}


def test_two_films_share_a_character_one_takes_the_new_version(film: Path, pack: Path, tmp_path: Path) -> None:
    settings = (film / "film.yaml").read_text(encoding="utf-8").replace("pictures: slate", "pictures: animatic")
    (film / "film.yaml").write_text(settings, encoding="utf-8")
    copytree(film, other := tmp_path / "other")
    run("add", pack)
    for root in (film, other):
        run("use", "mara", "-p", root)
        for path in (root / "scenes").iterdir():
            path.write_text(path.read_text(encoding="utf-8").replace("keeper", "mara"), encoding="utf-8")
    before = files(other)
    pack_at(pack, SHEET.replace("version: 1", "version: 2").replace("navy", "green"))
    assert "another one; put this in its place with --replace" in refused("add", pack)
    run("add", pack, "--replace")
    assert "this film has version 1" in run("list", "-p", film).output
    asked = run("upgrade", "-p", film).output
    assert "mara: mara 1 → 2" in asked
    assert "states.indoors: 'a navy wool jumper' → 'a green wool jumper'" in asked
    assert "nothing is changed yet; take it with: filmwright cast upgrade mara --yes" in asked
    shown = {
        f"{scene.id}/{shot.id}"
        for scene, shot in load_film(film).shots()
        if any(c.character == "mara" for c in shot.cast)
    }
    line = next(line for line in asked.splitlines() if "made again" in line)
    assert set(line.partition(": ")[2].split(", ")) == shown
    run("upgrade", "mara", "--yes", "-p", film)
    assert load_film(film).characters["mara"].states["indoors"] == "a green wool jumper"
    assert read_lock(film).cast["mara"].version == 2
    assert "is as it is in your library" in run("upgrade", "-p", film).output
    assert files(other) == before
    assert load_film(other).characters["mara"].states["indoors"] == "a navy wool jumper"


def test_a_note_or_a_renamed_file_makes_nothing_again(film: Path, pack: Path) -> None:
    run("add", pack)
    run("use", "mara", "-p", film)
    (film / "characters/mara.yaml").rename(film / "characters/old-keeper.yaml")
    pack_at(pack, SHEET.replace("version: 1", "version: 2\nnote: Do not cut her hair."))
    run("add", pack, "--replace")
    said = run("upgrade", "mara", "--yes", "-p", film).output
    assert "that makes nothing of the film anew" in said
    assert (film / "characters/old-keeper.yaml").is_file()
    assert not (film / "characters/mara.yaml").exists()
    assert load_film(film).characters["mara"].version == 2


def test_what_a_person_wrote_into_the_sheet_stays(film: Path, pack: Path, edit: Edit) -> None:
    run("add", pack)
    run("use", "mara", "-p", film)
    edit(film / "characters/mara.yaml", "a navy wool jumper", "a black wool jumper # mine")
    edit(film / "characters/mara.yaml", "default_state: indoors\n", "default_state: indoors\ncalled: the old keeper\n")
    Image.new("RGB", (8, 8), "white").save(film / "assets/cast/mara/front.png")
    mine = (film / "assets/cast/mara/front.png").read_bytes()
    news = SHEET.replace("version: 1", "version: 2").replace("navy", "green").replace("silver", "white")
    pack_at(pack, news, "green")
    run("add", pack, "--replace")
    said = run("upgrade", "mara", "--yes", "-p", film).output
    assert "yours stays: assets/cast/mara/front.png" in said
    assert "in one place you wrote something else" in said
    after = load_film(film).characters["mara"]
    assert (after.appearance, after.states["indoors"], after.called) == (
        "an old woman, white braid", "a black wool jumper", "the old keeper",
    )  # fmt: skip
    assert "# mine" in (film / "characters/mara.yaml").read_text(encoding="utf-8")
    assert (film / "assets/cast/mara/front.png").read_bytes() == mine
    proposed = (film / "proposals/characters/mara.yaml").read_text(encoding="utf-8")
    assert "a green wool jumper" in proposed
    assert "the old keeper" in proposed


def test_files_that_are_no_longer_part_of_it_go(film: Path, pack: Path) -> None:
    run("add", pack)
    run("use", "mara", "-p", film)
    (pack / "pictures/coat.png").unlink()
    (pack / "pictures").rmdir()
    text = SHEET.replace("state_references: {oilskin: [pictures/coat.png]}\n", "").replace("version: 1", "version: 2")
    (pack / "character.yaml").write_text(text, encoding="utf-8")
    said = run("upgrade", "mara", "--to", pack, "--yes", "-p", film).output
    assert "assets/cast/mara/pictures/coat.png: no longer part of it" in said
    assert not (film / "assets/cast/mara/pictures").exists()
    assert read_lock(film).cast["mara"].address == "mara-pack"


def test_a_sheet_of_ones_own_is_asked_about_not_replaced(film: Path, pack: Path) -> None:
    own = (film / "characters/keeper.yaml").read_bytes()
    said = run("use", pack, "--as", "keeper", "-p", film).output
    assert "where the two differ your sheet stays" in said
    assert (film / "characters/keeper.yaml").read_bytes() == own
    assert "silver braid" in (film / "proposals/characters/keeper.yaml").read_text(encoding="utf-8")


def test_a_film_that_would_not_be_valid_stays_as_it_was(film: Path, pack: Path, edit: Edit) -> None:
    run("use", pack, "-p", film)
    scene = film / "scenes/010-arrival.yaml"
    text = scene.read_text(encoding="utf-8")
    scene.write_text(text.replace("shots:", "states: {mara: oilskin}\nshots:", 1), encoding="utf-8")
    before = files(film)
    news = SHEET.replace("  oilskin: a yellow oilskin coat\n", "").replace(
        "state_references: {oilskin: [pictures/coat.png]}\n", ""
    )
    pack_at(pack, news.replace("version: 1", "version: 2"), "green")
    said = refused("upgrade", "mara", "--to", pack, "--yes", "-p", film)
    assert "scenes/010-arrival.yaml" in said
    assert "'mara' has no state 'oilskin'" in said
    assert files(film) == before


HOSTILE = {
    "a way out": {"character.yaml": SHEET.replace("front.png", "../../secret.png")},
    "a path from outside": {"character.yaml": SHEET.replace("front.png", "/etc/passwd")},
    "a tag of YAML": {"character.yaml": SHEET + "note: !!python/object/apply:os.system [id]\n"},
    "a pickle": {
        "character.yaml": SHEET + "loras: [{path: x.safetensors}]\n",
        "x.safetensors": "\x80\x04cos\nsystem\n.",
    },
    "a program": {"character.yaml": SHEET, "run.py": "print(1)"},
    "no character": {"style.yaml": "name: x\nlook: y\n"},
    "a broken sheet": {"character.yaml": SHEET.replace("pitch: low", "pitch: loud")},
}


@pytest.mark.parametrize("texts", HOSTILE.values(), ids=HOSTILE.keys())
@pytest.mark.parametrize("how", ["folder", "zip"])
def test_hostile_packs_leave_nothing_behind(
    film: Path, pack: Path, library: Path, tmp_path: Path, texts: Mapping[str, str], how: str
) -> None:
    (pack / "character.yaml").unlink()
    for name, text in texts.items():
        (pack / name).write_bytes(text.encode("latin-1"))
    source = pack
    if how == "zip":
        source = tmp_path / "mara.zip"
        with zipfile.ZipFile(source, "w") as archive:
            for path in sorted(pack.rglob("*")):
                if path.is_file():
                    archive.write(path, f"mara/{path.relative_to(pack).as_posix()}")
            if "a way out" in texts["character.yaml"] if "character.yaml" in texts else False:
                archive.writestr("mara/../../out.txt", "x")
    before, around = files(film), {path for path in tmp_path.rglob("*") if library not in (path, *path.parents)}
    assert refused("add", source)
    assert refused("use", source, "-p", film)
    assert refused("check", source)
    assert files(film) == before
    assert {
        path for path in tmp_path.rglob("*") if library not in (path, *path.parents) and ".filmwright" not in path.parts
    } == {path for path in around if ".filmwright" not in path.parts}
    assert not [path for path in library.rglob("*") if path.is_file() and not path.name.startswith(".")]


def test_a_character_of_a_film_is_handed_on(film: Path, pack: Path, tmp_path: Path) -> None:
    run("use", pack, "--as", "keeper2", "-p", film)
    (film / "assets/own.png").write_bytes((pack / "front.png").read_bytes())
    path = film / "characters/keeper2.yaml"
    text = path.read_text(encoding="utf-8").replace("front.png]", "front.png, assets/own.png]")
    path.write_text(text, encoding="utf-8")
    run("export", "keeper2", "-p", film, "--to", tmp_path / "keeper2.zip")
    with zipfile.ZipFile(tmp_path / "keeper2.zip") as archive:
        assert sorted(archive.namelist()) == [
            "keeper2/character.yaml", "keeper2/front.png", "keeper2/own.png", "keeper2/pictures/coat.png",
        ]  # fmt: skip
        sheet = archive.read("keeper2/character.yaml").decode()
    assert sheet.startswith("# Our keeper.\nid: keeper2\n")
    assert "references: [front.png, own.png]" in sheet
    assert "is there already" in refused("export", "keeper2", "-p", film, "--to", tmp_path / "keeper2.zip")
    run("add", tmp_path / "keeper2.zip")
    run("export", "keeper2", "--to", tmp_path / "folder")
    assert (tmp_path / "folder/pictures/coat.png").is_file()


def test_a_new_character_is_one_at_once(film: Path, library: Path) -> None:
    run("new", "old-tom", "--name", "Tom: the Elder")
    assert "old-tom 1: ok" in run("check", "old-tom").output
    run("use", "old-tom", "-p", film)
    assert load_film(film).characters["old-tom"].name == "Tom: the Elder"
    assert "there already" in refused("new", "old-tom")
    assert "write 'old-tom'" in refused("new", "Old Tom")


def test_words_for_what_is_not_there(film: Path, pack: Path, tmp_path: Path) -> None:
    run("add", pack)
    assert "did you mean 'mara'?" in refused("use", "mira", "-p", film)
    assert "write 'the-keeper'" in refused("use", "mara", "--as", "The Keeper", "-p", film)
    assert "take one with: filmwright cast use NAME" in refused("upgrade", "mara", "-p", film)
    assert "no film.yaml here" in refused("use", "mara", "-p", tmp_path)
    assert "there is nothing at" in refused("use", "./nowhere.zip", "-p", film)
    assert "--to needs the character" in refused("upgrade", "--to", pack, "-p", film)
    run("use", "mara", "-p", film)
    assert "'mira' did not come into this film from a pack; did you mean 'mara'?" in refused(
        "upgrade", "mira", "-p", film
    )


def test_a_picture_that_is_there_is_not_replaced(film: Path, pack: Path) -> None:
    (film / "assets/cast/mara").mkdir(parents=True)
    (film / "assets/cast/mara/front.png").write_bytes(b"mine")
    before = files(film)
    assert "assets/cast/mara/front.png is there already" in refused("use", pack, "-p", film)
    assert files(film) == before


def test_what_came_from_a_repository_is_not_turned_back_by_an_older_one_of_ones_own(
    film: Path, pack: Path, tmp_path: Path
) -> None:
    run("add", pack)
    repository = pack_at(tmp_path / "repository", SHEET.replace("version: 1", "version: 2").replace("silver", "white"))
    git = ("git", "-c", "user.name=a", "-c", "user.email=a@b.c", "-C", str(repository))
    subprocess.run([*git, "init", "-q"], check=True)
    subprocess.run([*git, "add", "-A"], check=True)
    subprocess.run([*git, "commit", "-q", "-m", "one"], check=True)
    subprocess.run([*git, "tag", "v2"], check=True)
    address = f"file://{repository}"
    run("use", f"{address}@v2", "-p", film)
    record = read_lock(film).cast["mara"]
    assert (record.address, record.tag, len(record.commit or "")) == (address, "v2", 40)
    assert f"came from '{address}@v2', and your library has nothing newer" in run("upgrade", "-p", film).output
    assert "this film has version" not in run("list", "-p", film).output
    assert "say which tag" in refused("use", address, "--as", "other", "-p", film)
    pack_at(pack, SHEET.replace("version: 1", "version: 3"))
    run("add", pack, "--replace")
    assert "mara: mara 2 → 3" in run("upgrade", "-p", film).output


def test_a_character_may_be_called_as_the_shelf_it_lies_on(pack: Path, library: Path) -> None:
    run("add", pack_at(pack.parent / "two", SHEET.replace("id: mara", "id: cast")))
    (library / "cast.yaml").write_text(SHEET.split("references")[0].replace("id: mara", "id: cast"), encoding="utf-8")
    (library / "character.yaml").write_text("id: lost\nname: Lost\n", encoding="utf-8")
    assert [row.split()[0] for row in run("list").output.splitlines()] == ["cast"]
    run("add", pack)
    assert "already, just as it is there" in run("add", pack).output


def test_a_sheet_under_another_name_is_told_by_its_id(film: Path) -> None:
    (film / "characters/keeper.yaml").rename(film / "characters/old.yaml")
    assert "name its id" in refused("export", "old", "-p", film)
    assert "there is no '../film'" in refused("export", "../film", "-p", film)
    assert "there is nothing at '../film'" in refused("show", "../film", "-p", film)
