"""A film keeps the guide that it took, whatever becomes of the library, the machine, or the copy."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from styles_kit import NOIR, Run, tree, write_guide

from orchestrator.building.project import open_project
from orchestrator.building.render import Options, render
from orchestrator.building.style_upgrade import upgrade, upgrade_of
from orchestrator.directing.prompting.compiler import Prompter
from orchestrator.film.errors import FilmError
from orchestrator.film.film import Film
from orchestrator.project.atomic import witness
from orchestrator.project.folder import load_film
from orchestrator.project.library_use import use
from orchestrator.project.lock import read_lock

Edit = Callable[[Path, str, str], None]


@pytest.fixture
def film(small_film: Path, library: Path, run: Run) -> Path:
    """A film that took the library's noir."""
    assert run("style", "use", "noir", cwd=small_film).code == 0
    return small_film


def prompts(film: Film, dialect: str = "wan-2.2") -> list[str]:
    prompter = Prompter(film)
    return [prompter.prompt(scene, shot, dialect).text for scene, shot in film.shots()]


def test_use_writes_the_name_and_a_copy_and_can_be_taken_back(small_film: Path, library: Path, run: Run) -> None:
    root = small_film
    (root / "film.yaml").write_text((root / "film.yaml").read_text().replace("gold\n", "gold   # for now\n"))
    before = tree(root)
    done = run("style", "use", "noir", cwd=root)
    assert (done.code, done.err) == (0, "")
    assert "style: noir   # for now\n" in (root / "film.yaml").read_text()
    copied = sorted(set(tree(root)) - set(before))
    assert [name.rsplit("-", 1)[0] for name in copied] == [
        "film.lock", "pinned/styles/noir/files/cold", "pinned/styles/noir/files/street", "pinned/styles/noir/style.yaml",
    ]  # fmt: skip
    record = json.loads((root / "film.lock").read_text())["style"]
    assert (record["name"], record["version"], record["source"]) == ("noir", 1, "library")
    assert "nothing" not in run("style", "use", "noir", cwd=root).out
    assert run("undo", cwd=root).code == 0
    assert {name: raw for name, raw in tree(root).items() if name != "film.lock"} == before
    assert read_lock(root).style is None
    assert run("undo", cwd=root).code == 0
    assert load_film(root).style.look == "rain on glass"


def test_the_library_moves_on_and_the_film_stays(film: Path, library: Path, run: Run) -> None:
    before = load_film(film)
    write_guide(
        library / "noir",
        NOIR.replace("version: 1", "version: 2").replace("rain", "snow"),
        "LUT_1D_SIZE 2\n0 0 0\n1 1 1\n",
    )
    assert load_film(film) == before
    assert "version 2 is at hand: filmwright style upgrade" in run("style", "list", cwd=film).out
    shutil.rmtree(library / "noir")  # now there is only the noir that ships
    assert load_film(film) == before
    other = Path(shutil.copytree(film, film.parent / "other"))
    (other / "film.lock").unlink()
    assert run("style", "use", "noir", cwd=other).code == 0
    assert load_film(other).style.look.startswith("1940s film noir")
    assert load_film(film) == before


def test_on_another_machine_every_prompt_is_the_same(film: Path, library: Path, tmp_path: Path) -> None:
    here = load_film(film)
    shutil.rmtree(library)
    shutil.copytree(film, tmp_path / "elsewhere/film", ignore=shutil.ignore_patterns(".filmwright", "out"))
    there = load_film(tmp_path / "elsewhere/film")
    assert there.style == here.style
    assert prompts(there) == prompts(here)
    assert all("rain on glass" in text.lower() for text in prompts(there)), prompts(there)[0]
    assert there.style_folder is not None
    assert here.style.grade.lut is not None
    assert (there.style_folder / here.style.grade.lut).is_file()


def test_line_ends_changed_by_git_do_not_matter(film: Path) -> None:
    before = load_film(film)
    for path in film.rglob("*"):
        if path.suffix in (".yaml", ".cube", ".lock") and ".filmwright" not in path.parts:
            path.write_bytes(path.read_bytes().replace(b"\r\n", b"\n").replace(b"\n", b"\r\n"))
    assert load_film(film).style == before.style


@pytest.mark.parametrize("spoil", ["edit", "asset", "remove", "halve"])
def test_a_copy_that_is_not_the_pinned_one_is_told_with_the_way_out(film: Path, run: Run, spoil: str) -> None:
    before, copy = load_film(film), film / "pinned/styles/noir/style.yaml"
    if spoil == "edit":
        copy.write_text(copy.read_text().replace("one lamp", "two lamps"))
    elif spoil == "asset":
        next(copy.parent.glob("files/cold-*.cube")).write_text("LUT_3D_SIZE 2\n" + "0 0 0\n" * 8)
    elif spoil == "halve":
        copy.write_text(copy.read_text()[:400] + "\n<<<<<<< HEAD\n")
    else:
        copy.unlink()
    done = run("plan", cwd=film)
    assert done.code == 2
    assert done.err.startswith("film.lock:1:1: style: " if spoil == "remove" else "pinned/styles/noir/style.yaml:")
    assert "filmwright style use noir" in done.err
    assert run("style", "use", "noir", cwd=film).code == 0
    assert load_film(film) == before


def test_what_somebody_changed_in_the_copy_becomes_a_guide_of_their_own(film: Path, run: Run) -> None:
    copy = film / "pinned/styles/noir/style.yaml"
    copy.write_text(copy.read_text().replace("one lamp", "two lamps"))
    assert run("style", "new", "my-noir", "--from", "noir", "--here", cwd=film).code == 0
    assert run("style", "use", "my-noir", cwd=film).code == 0
    style = load_film(film).style
    assert (style.name, style.light, style.look) == ("my-noir", "two lamps", "rain on glass")
    assert not (film / "pinned/styles/noir").exists()  # beside the film it is live
    guide = film / "styles/my-noir/style.yaml"
    guide.write_text(guide.read_text().replace("two lamps", "three lamps"))
    assert load_film(film).style.light == "three lamps"
    assert run("style", "upgrade", cwd=film).code == 2


def test_a_note_or_the_layout_of_the_copy_may_change(film: Path) -> None:
    copy = film / "pinned/styles/noir/style.yaml"
    copy.write_text("# ours\n" + copy.read_text().replace("name: noir\n", "name: noir\nnote: keep\n\n"))
    assert load_film(film).style.note == "keep"


def test_a_film_without_a_pin_is_pinned_by_the_next_render(small_film: Path, library: Path) -> None:
    root = small_film
    (root / "film.yaml").write_text((root / "film.yaml").read_text().replace("ink-and-gold", "noir"))
    (root / "film.lock").write_text(
        '{"lock": 1, "style": {"name": "noir", "version": 1, "digest": "' + "0" * 64 + '"}}'
    )
    for scene in sorted((root / "scenes").iterdir())[1:]:
        scene.unlink()
    assert load_film(root).style.look == "rain on glass"
    list(render(open_project(root, load_film(root)), Options(slots=1)))
    assert (root / "pinned/styles/noir/style.yaml").is_file()
    before = load_film(root)
    shutil.rmtree(library)
    assert load_film(root).style == before.style


def test_the_parent_of_a_guide_beside_the_film_is_pinned(small_film: Path, library: Path, run: Run) -> None:
    root = small_film
    (root / "styles").mkdir()
    (root / "styles/ours.yaml").write_text("name: ours\nextends: noir\nlook: our own street\n")
    assert run("style", "use", "ours", cwd=root).code == 0
    before = load_film(root)
    assert (before.style.look, before.style.light) == ("our own street", "one lamp")
    write_guide(library / "noir", NOIR.replace("one lamp", "two lamps").replace("version: 1", "version: 2"))
    assert load_film(root) == before
    (root / "styles/ours.yaml").write_text("name: ours\nextends: noir\nlook: nobody's street\n")
    assert (load_film(root).style.look, load_film(root).style.light) == ("nobody's street", "one lamp")
    assert "two lamps" in run("style", "upgrade", "--yes", cwd=root).out
    (root / "pinned/styles/noir/style.yaml").unlink()
    assert run("plan", cwd=root).err.endswith("or take noir as it is now: filmwright style use ours\n")
    assert run("style", "use", "ours", cwd=root).code == 0
    assert (load_film(root).style.look, load_film(root).style.light) == ("nobody's street", "two lamps")


def test_a_style_without_a_variant_that_the_film_names_is_not_taken(film: Path, run: Run, edit: Edit) -> None:
    edit(film / "scenes/030-storm.yaml", "mood: tense\n", "mood: tense\nstyle_variant: memory\n")
    assert load_film(film)
    before = tree(film)
    done = run("style", "use", "neon-city", cwd=film)
    assert done.code == 2
    assert "scenes/030-storm.yaml:" in done.err
    assert "the style neon-city has no variant 'memory'; use one of dawn, grid" in done.err
    assert tree(film) == before


class Cut(BaseException):
    """The machine goes off."""


@pytest.mark.parametrize("name", ["noir", "woodcut", "ours"])
def test_wherever_it_is_cut_off_the_film_can_be_read(film: Path, library: Path, name: str) -> None:
    write_guide(
        library / "noir", NOIR.replace("rain", "snow").replace("one lamp", "no lamp"), "LUT_1D_SIZE 2\n0 0 0\n1 1 1\n"
    )
    write_guide(library / "ours", NOIR.replace("rain", "fog").replace("one lamp", "no lamp"))
    seen: list[str] = []
    for writes in range(40):
        shutil.rmtree(film.parent / "cut", ignore_errors=True)
        root = Path(shutil.copytree(film, film.parent / "cut"))
        change = upgrade_of(root) if name == "noir" else None
        left = [writes]

        def cut(_path: Path, _before: bytes | None, _after: bytes | None, left: list[int] = left) -> None:
            left[0] -= 1
            if left[0] < 0:
                raise Cut

        token = witness.set(cut)
        try:
            upgrade(root, change) if change else use(root, name)
            break
        except Cut:
            pass
        finally:
            witness.reset(token)
        read = load_film(root)
        assert (read.style.look == "rain on glass") == (read.style.light == "one lamp")  # one or the other, not half
        assert prompts(read)
        seen.append(read.style.look)
        begun = read_lock(root).style
        use(root, name)  # what was cut off is taken up
        record = read_lock(root).style
        assert (record and record.name, record and record.replaces) == (name, None)
        if name != "noir" or (begun and begun.replaces):
            assert load_film(root).style.light != "one lamp"
    else:
        pytest.fail("it never came to its end")
    assert len(set(seen)) == 2
    assert seen == sorted(seen, key=seen.index)  # and never back
    assert load_film(root).style.look == seen[-1]
    copies = {path.parent.name for path in root.glob("pinned/styles/*/style.yaml")}
    assert copies == {name}
    assert read_lock(root).style == read_lock(root).style.model_copy(update={"replaces": None})  # type: ignore[union-attr]


def test_a_name_that_no_style_has_is_told(film: Path, run: Run) -> None:
    done = run("style", "use", "noirr", cwd=film)
    assert (done.code, "did you mean 'noir'?" in done.err) == (2, True)
    with pytest.raises(FilmError):
        use(film, "../nowhere.yaml")
    assert run("style", "use", "noir", cwd=film.parent).err.startswith("film.yaml:1:1: no film.yaml here")


def test_a_guide_from_elsewhere_comes_beside_the_film(film: Path, library: Path, run: Run, tmp_path: Path) -> None:
    write_guide(tmp_path / "stuff/my dusk", NOIR.replace("noir", "my-dusk").replace("rain", "dusk"))
    done = run("style", "use", "../stuff/my dusk", cwd=film)
    assert done.code == 0, done.err
    shutil.rmtree(tmp_path / "stuff")
    found = load_film(film)
    assert (found.settings.style, found.style.look) == ("my-dusk", "dusk on glass")
    assert found.style_folder == film / "styles/my-dusk"


@pytest.mark.parametrize("name", ["../../../victim", "/tmp", "", "..", "C:victim", "a/b"])
def test_a_lock_of_a_stranger_leads_nowhere_else(film: Path, tmp_path: Path, run: Run, name: str) -> None:
    write_guide(tmp_path / "victim", NOIR.replace("rain", "theirs"))
    before = tree(tmp_path / "victim")
    data = json.loads((film / "film.lock").read_text())
    data["style"]["name"] = name
    (film / "film.lock").write_text(json.dumps(data))
    assert load_film(film).style.look == "rain on glass"  # the one at hand: nothing is pinned
    assert run("style", "use", "woodcut", cwd=film).code == 0
    assert tree(tmp_path / "victim") == before


def test_a_link_in_place_of_the_copy_is_not_followed(film: Path, tmp_path: Path, run: Run) -> None:
    copy, victim = film / "pinned/styles/noir", tmp_path / "victim"
    shutil.move(copy, victim)
    copy.symlink_to(victim)
    before = tree(victim)
    assert run("style", "use", "woodcut", cwd=film).code == 0
    assert tree(victim) == before
    shutil.rmtree(film / "pinned")
    (film / "pinned").symlink_to(victim)
    done = run("style", "use", "noir", cwd=film)
    assert (done.code, "leads out of the project" in done.err) == (2, True)
    assert tree(victim) == before
    assert "style: woodcut" in (film / "film.yaml").read_text()


def test_a_copy_that_cannot_be_written_whole_leaves_nothing(small_film: Path, library: Path, run: Run) -> None:
    before = tree(small_film)
    (small_film / "pinned/styles/noir/style.yaml").mkdir(parents=True)  # the guide itself is written last
    done = run("style", "use", "noir", cwd=small_film)
    assert (done.code, done.err.count("\n"), "pinned/styles/noir/style.yaml" in done.err) == (2, 1, True)
    assert tree(small_film) == before
