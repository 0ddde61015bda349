"""Guides that are begun, looked over, handed on and taken from others."""

import io
import stat
import zipfile
from pathlib import Path

import pytest
from styles_kit import CUBE, NOIR, Run, tree, write_guide

from orchestrator.project.library import find_style, found_style, style_names
from orchestrator.project.library_flat import digest_of
from orchestrator.project.library_guide import read_guide


@pytest.mark.parametrize("name", [name for name in style_names() if name < "k"] + ["noir"])
@pytest.mark.parametrize("extends", [False, True])
def test_a_new_guide_is_as_the_one_it_was_begun_with(
    library: Path, run: Run, tmp_path: Path, name: str, extends: bool
) -> None:
    done = run("style", "new", "mine", "--from", name, *(["--extends"] if extends else []), cwd=tmp_path)
    assert (done.code, done.err) == (0, "")
    mine, other = read_guide(found_style("mine")), read_guide(found_style(name))
    unlike = {"name": "x", "version": 1, "extends": None, "note": None}
    files = {"grade": other.style.grade, "references": other.style.references}
    assert mine.style.model_copy(update=unlike | files) == other.style.model_copy(update=unlike)
    assert [path.read_bytes() for path in mine.files.values()] == [path.read_bytes() for path in other.files.values()]
    assert run("style", "check", "mine", cwd=tmp_path).out == "mine: ok\n"
    again = run("style", "new", "mine", cwd=tmp_path)
    assert (again.code, "is there already" in again.err) == (2, True)


def test_a_name_that_no_file_should_have_is_refused(library: Path, run: Run, tmp_path: Path) -> None:
    done = run("style", "new", "../My Style", cwd=tmp_path)
    assert (done.code, done.err) == (
        2,
        "filmwright: '../My Style' is no name for a style; write for example 'my-style'\n",
    )


def test_check_tells_every_fault_with_its_place(library: Path, run: Run, tmp_path: Path) -> None:
    folder = write_guide(
        library / "bad", NOIR.replace('"#101010", "#888888"', '"#888888", "#101010"'), CUBE.replace("1 1 1", "1 one 1")
    )
    with (folder / "style.yaml").open("a") as file:
        file.write("arc: [{at: 100%, variant: dream}]\n")
    text = (
        (folder / "style.yaml")
        .read_text()
        .replace("look: faded silver, grade: {saturation: 0.2}", "look: rain on glass")
    )
    (folder / "style.yaml").write_text(text)
    (folder / "prompts").mkdir()
    (folder / "prompts/wan-2.2.j2").write_text("{{ nobody.__class__ }}")
    done = run("style", "check", "bad", cwd=tmp_path)
    assert done.code == 2
    lines = [line.removeprefix(f"{folder.as_posix()}/") for line in done.err.splitlines()]
    said = {line.split(": ")[0].split(":")[0]: [] for line in lines}
    for line in lines:
        said[line.split(":")[0]].append(line)
    assert sorted(said) == ["luts/cold.cube", "prompts/wan-2.2.j2", "style.yaml"]
    style = "\n".join(said["style.yaml"])
    assert (
        'style.yaml:5:1: palette: is not from the darkest to the lightest; write ["#101010", "#888888", "#f0f0f0"]'
        in style
    )
    assert "style.yaml:1:1: name: 'noir' is not what the file is called; write 'name: bad'" in style
    assert "variants.memory: changes nothing of the guide" in style
    assert "arc.0.variant: the style bad has no variant 'dream'; use one of memory" in style
    assert said["luts/cold.cube"][0].startswith("luts/cold.cube:9:")


def test_what_ships_is_good(library: Path, run: Run, tmp_path: Path) -> None:
    for name in style_names():
        assert run("style", "check", name, cwd=tmp_path).out == f"{name}: ok\n"


def test_show_tells_where_it_comes_from(library: Path, run: Run, tmp_path: Path) -> None:
    (library / "soft.yaml").write_text("name: soft\nextends: noir\nlook: soft  # \u202e red\n")
    out = run("style", "show", "soft", cwd=tmp_path).out
    assert "soft (yours) extends noir (yours)" in out
    assert digest_of(read_guide(found_style("soft"))) in out
    assert "# variants  memory" in out
    assert NOIR.rstrip() in out
    assert "\u202e" not in out


@pytest.mark.parametrize("target", ["noir.zip", "handed"])
def test_a_guide_goes_to_others_and_is_the_same_there(library: Path, run: Run, tmp_path: Path, target: str) -> None:
    (library / "soft.yaml").write_text("name: soft\nextends: noir\nlook: soft rain\nlicence: CC0\n")
    before = digest_of(read_guide(found_style("soft")))
    done = run("style", "export", "soft", "--to", target, cwd=tmp_path)
    assert (done.code, "all that it inherits written out" in done.out) == (0, True)
    (library / "soft.yaml").unlink()
    assert run("style", "add", target, cwd=tmp_path).code == 0
    assert digest_of(read_guide(found_style("soft"))) == before
    assert find_style("soft").licence == "CC0"
    assert "already, just as it is there" in run("style", "add", target, cwd=tmp_path).out
    assert run("style", "export", "soft", "--to", target, cwd=tmp_path).code == 2


def test_another_of_the_same_name_is_only_replaced_when_asked(library: Path, run: Run, tmp_path: Path) -> None:
    write_guide(tmp_path / "new", NOIR.replace("rain", "snow"))
    done = run("style", "add", "new", cwd=tmp_path)
    assert (done.code, "--replace" in done.err) == (2, True)
    assert find_style("noir").look == "rain on glass"
    done = run("style", "add", "new", "--replace", cwd=tmp_path)
    assert "not the one that ships with Filmwright" in done.out
    assert find_style("noir").look == "snow on glass"


def zipped(target: Path, members: dict[str, bytes], *, link: str | None = None) -> Path:
    raw = io.BytesIO()
    with zipfile.ZipFile(raw, "w") as archive:
        for name, data in members.items():
            info = zipfile.ZipInfo(name)
            if name == link:
                info.create_system, info.external_attr = 3, (stat.S_IFLNK | 0o777) << 16
            archive.writestr(info, data)
    target.write_bytes(raw.getvalue())
    return target


GOOD = (
    NOIR.replace("grade: {lut: luts/cold.cube, contrast: 1.1}\n", "").replace("references: [street.png]\n", "").encode()
)


@pytest.mark.parametrize(
    ("members", "link"),
    [
        ({"x/style.yaml": GOOD, "x/../../evil.txt": b"x"}, None),
        ({"x/style.yaml": GOOD, "/etc/evil.txt": b"x"}, None),
        ({"x/style.yaml": GOOD, "x/lut.cube": b"/etc/passwd"}, "x/lut.cube"),
        ({"x/style.yaml": GOOD, "x/run.py": b"print(1)"}, None),
        ({"x/style.yaml": b"name: !!python/object/apply:os.system [ls]\n"}, None),
        ({"x/style.yaml": GOOD, "x/w.safetensors": b"\x80\x04K\x01."}, None),
        ({"x/style.yaml": GOOD, "x/prompts/wan-2.2.j2": b"{{ ''.__class__.__mro__ }}"}, None),
        ({"x/style.yaml": b"name: a\nextends: nobodys\n"}, None),
        ({"x/style.yaml": b"name: a\nlook: x\n"}, None),
        ({"x/style.yaml": b"name: ../../a\nextends: noir\ngrade: {lut: ../../x.cube}\n"}, None),
    ],
)  # fmt: skip
def test_what_is_refused_leaves_nothing_behind(
    library: Path, run: Run, tmp_path: Path, members: dict[str, bytes], link: str | None
) -> None:
    zipped(tmp_path / "pack.zip", members, link=link)
    before = tree(tmp_path)
    done = run("style", "add", "pack.zip", cwd=tmp_path)
    assert done.code == 2
    assert done.err
    assert "Traceback" not in done.err
    assert "/tmp/filmwright" not in done.err
    left = {name: raw for name, raw in tree(tmp_path).items() if not name.endswith(".lock")}
    assert left == before


@pytest.mark.parametrize("path", ["~nobody-of-that-name/noir.yaml", f"./{'long' * 100}.yaml"])
def test_a_path_that_leads_nowhere_is_one_line(library: Path, run: Run, small_film: Path, path: str) -> None:
    for command in (("show", path), ("check", path), ("use", path)):
        done = run("style", *command, cwd=small_film)
        assert (done.code, done.err.count("\n")) == (2, 1)
        assert "there is no style guide at" in done.err
    settings = small_film / "film.yaml"
    text = settings.read_text(encoding="utf-8")
    settings.write_text(text.replace("style: ink-and-gold", f"style: {path}"), encoding="utf-8")
    done = run("check", cwd=small_film)
    assert (done.code, done.err.count("\n")) == (2, 1)
    assert done.err.startswith("film.yaml:")
    assert "there is no style guide at" in done.err


@pytest.mark.parametrize(
    ("said", "name", "content", "fault"),
    [
        ("titles: {font: Pen.ttf}", "Pen.ttf", b"#!/bin/sh", "is no font"),
        ("references: [street.png]", "street.png", b"<svg/>", "is no PNG"),
        (
            "loras: [{path: w.safetensors}]",
            "w.safetensors",
            b"\x80\x04cposix\nsystem\n",
            "is a pickle under another name",
        ),
    ],
)
def test_what_a_file_holds_is_looked_at_wherever_the_guide_lies(
    library: Path, run: Run, tmp_path: Path, small_film: Path, said: str, name: str, content: bytes, fault: str
) -> None:
    folder = tmp_path / "foreign"
    folder.mkdir()
    text = 'name: foreign\nversion: 1\nlook: fog\npalette: ["#101010", "#888888", "#f0f0f0"]\n'
    (folder / "style.yaml").write_text(f"{text}{said}\n")
    (folder / name).write_bytes(content)
    before = tree(small_film)
    for words in (["style", "use", str(folder)], ["new", "a fox", "-p", str(tmp_path / "fox"), "--style", str(folder)]):
        done = run(*words, cwd=small_film)
        assert (done.code, done.err.count("\n"), fault in done.err) == (2, 1, True)
    assert (tree(small_film), (tmp_path / "fox").exists()) == (before, False)
    film = small_film / "film.yaml"
    folder.rename(small_film / "foreign")
    film.write_text(film.read_text().replace("\nstyle:", "\n# style:") + "style: ./foreign\n")
    done = run("check", cwd=small_film)
    assert (done.code, done.err.startswith(f"foreign/{name}: {fault}")) == (2, True)


def test_templates_behind_a_link_are_not_read(library: Path, run: Run, tmp_path: Path, small_film: Path) -> None:
    (tmp_path / "else").mkdir()
    (tmp_path / "else/wan-2.2.j2").write_text("{{ look }} {{ action }} {{ others }} {{ place }}")
    (library / "noir/prompts").symlink_to(tmp_path / "else")
    done = run("style", "use", "noir", cwd=small_film)
    assert (done.code, "noir/prompts:1:1: is a link out of the style's folder" in done.err) == (2, True)


def test_a_new_guide_that_cannot_be_written_is_told_once(run: Run, tmp_path: Path, small_film: Path) -> None:
    (small_film / "styles").write_text("no folder")
    done = run("style", "new", "mine", "--from", "woodcut", "--here", cwd=small_film)
    assert (done.code, done.err.count("\n"), done.err.count("mine.yaml cannot be written")) == (2, 1, 1)
