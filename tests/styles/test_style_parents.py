"""A guide has from the one that it extends what it leaves out, and its files wherever they lie."""

from collections.abc import Mapping
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from styles_kit import CUBE, NOIR, Run, write_guide

from orchestrator.film.errors import ProjectError
from orchestrator.project.folder import load_film
from orchestrator.project.library import find_style, found_style, style_names
from orchestrator.project.library_flat import digest_of, flattened
from orchestrator.project.library_guide import MOST_PARENTS, read_guide
from orchestrator.project.library_merge import OWN, merged
from orchestrator.project.source import Value


def put(shelf: Path, name: str, *lines: str) -> Path:
    shelf.mkdir(parents=True, exist_ok=True)
    path = shelf / f"{name}.yaml"
    path.write_text("\n".join((f"name: {name}", *lines)) + "\n", encoding="utf-8")
    return path


def test_what_a_child_leaves_out_is_its_parents_key_by_key(library: Path) -> None:
    put(library, "soft", "extends: noir", "version: 4", "light: none at all", "grade: {contrast: 0.9}",
        "titles: {colour: '#ffffff'}", "music: {tempo: 90}", "variants: {memory: {light: pale}, dream: {look: gold}}",
        "references: []")  # fmt: skip
    style, parent = find_style("soft"), find_style("noir")
    assert (style.name, style.version, style.extends) == ("soft", 4, "noir")
    assert (style.look, style.light, style.palette) == (parent.look, "none at all", parent.palette)
    assert (style.grade.contrast, style.titles.font, style.titles.colour) == (0.9, "serif", "#ffffff")
    assert (style.music.instruments, style.music.tempo) == (("piano",), 90)
    assert style.references == ()
    assert list(style.variants) == ["memory", "dream"]
    memory = style.variants["memory"]
    assert (memory.look, memory.light, memory.grade and memory.grade.saturation) == ("faded silver", "pale", 0.2)


def test_a_parents_files_are_found_where_they_are(library: Path, small_film: Path, run: Run) -> None:
    put(library, "soft", "extends: noir", "look: soft rain")
    guide = read_guide(found_style("soft"))
    assert guide.style.grade.lut == "noir/luts/cold.cube"
    assert (guide.folder / guide.style.grade.lut).read_text() == CUBE
    assert run("style", "use", "soft", cwd=small_film).code == 0
    film = load_film(small_film)
    assert film.style.grade.lut is not None
    assert film.style_folder is not None
    assert (film.style_folder / film.style.grade.lut).read_text() == CUBE
    put(library, "bare", "extends: noir", "grade: {lut: null}")
    assert find_style("bare").grade.lut is None


def test_templates_come_from_the_whole_chain_the_nearest_first(library: Path, small_film: Path, run: Run) -> None:
    (library / "noir/prompts").mkdir()
    (library / "noir/prompts/wan-2.2.j2").write_text("noir {{ action }}")
    (library / "noir/prompts/veo.j2").write_text("noir {{ action }}")
    child = library / "child/prompts"
    child.mkdir(parents=True)
    (library / "child/style.yaml").write_text("name: child\nextends: noir\n")
    (child / "wan-2.2.j2").write_text("child {{ action }}")
    guide = read_guide(found_style("child"))
    assert {name: path.read_text().split()[0] for name, path in guide.templates().items()} == {
        "wan-2.2.j2": "child",
        "veo.j2": "noir",
    }
    assert run("style", "use", "child", cwd=small_film).code == 0
    (folder,) = load_film(small_film).style_prompts
    assert {path.name: path.read_text().split()[0] for path in folder.iterdir()} == {
        "wan-2.2.j2": "child",
        "veo.j2": "noir",
    }


def test_a_guide_may_extend_the_one_that_it_stands_before(library: Path) -> None:
    shipped = "name: woodcut\nextends: woodcut\nlight: moonlight only\n"
    (library / "woodcut.yaml").write_text(shipped)
    style = find_style("woodcut")
    assert style.light == "moonlight only"
    assert style.look.startswith("hand-carved woodcut")


@pytest.mark.parametrize(
    ("files", "message"),
    [
        ({"a": "extends: b", "b": "extends: a"}, "a.yaml:2:10: extends: goes in a circle: b extends a extends b"),
        ({"a": "extends: b", "b": "extends: c", "c": "extends: b"}, "goes in a circle: a extends b extends c extends b"),
        ({"a": "extends: a"}, "a.yaml:2:10: extends: there is no style 'a' to extend"),
        ({"a": "extends: noirr"}, "a.yaml:2:10: extends: there is no style 'noirr' to extend; did you mean 'noir'?"),
        ({"a": "extends: ../b"}, "a.yaml:2:10: extends: '../b' is a path; extends names a guide"),
        ({"a": "extends: b", "b": "look: x"}, "b.yaml:1:1: palette: is missing; write for example 'palette: ["),
        ({"a": "extends: b", "b": "extends: noir\ngrade: {contrast: 9}"}, "b.yaml:3:9: grade.contrast: 9 is out of range"),
        ({"a": "extends: noir\nlok: x"}, "a.yaml:3:1: lok: 'lok' is no key of a style guide; did you mean 'look'?"),
        ({"a": "extends: noir\ngrade: {lut: warm.cube}"}, "a.yaml:3:9: grade.lut: 'warm.cube' is not there"),
        ({"a": "extends: noir\ngrade: {lut: noir/../../x.cube}"}, "a.yaml:3:9: grade.lut: 'noir/../../x.cube' leads outside of"),
        ({"a": "extends: noir\nversion: 0"}, "a.yaml:3:1: version: 0 is out of range"),
    ],
)  # fmt: skip
def test_faults_are_told_where_they_are(library: Path, files: Mapping[str, str], message: str) -> None:
    for name, text in files.items():
        put(library, name, text)
    with pytest.raises(ProjectError) as caught:
        find_style(next(iter(files)) if "circle: b" not in message else "b")
    said = "\n".join(map(str, caught.value.problems))
    assert message in said.replace(f"{library.as_posix()}/", "")


def test_a_chain_has_an_end(library: Path) -> None:
    for number in range(MOST_PARENTS + 1):
        put(library, f"g{number}", f"extends: {'noir' if number == 0 else f'g{number - 1}'}", f"light: lamp {number}")
    assert find_style(f"g{MOST_PARENTS - 1}").light == f"lamp {MOST_PARENTS - 1}"
    with pytest.raises(ProjectError, match="is more than 8 guides deep: g8 extends g7"):
        find_style(f"g{MOST_PARENTS}")


def test_a_film_says_where_the_fault_of_a_guide_is(library: Path, small_film: Path, run: Run) -> None:
    put(small_film / "styles", "ink-and-gold", "extends: noir", "arc: [{at: 0%}, {at: 100%, variant: memry}]")
    done = run("check", cwd=small_film)
    assert done.code == 2
    assert done.err.startswith(
        "styles/ink-and-gold.yaml:3:28: arc.1.variant: the style ink-and-gold has no variant 'memry'; did you mean"
    )
    put(small_film / "styles", "ink-and-gold", "extends: noir")
    path = small_film / "film.yaml"
    path.write_text(path.read_text() + "style_arc: [{at: 50%, variant: nope}]\n")
    done = run("check", cwd=small_film)
    assert "film.yaml:9:23: style_arc.0.variant: the style ink-and-gold has no variant 'nope'" in done.err
    path.write_text(path.read_text().replace("nope", "memory"))  # which it inherits
    film = load_film(small_film)
    assert film.style_of(film.scenes[-1]).look == "faded silver"


@pytest.mark.parametrize("name", style_names())
def test_every_shipped_guide_stays_itself_when_it_is_written_flat(name: str, tmp_path: Path) -> None:
    guide = read_guide(found_style(name))
    for file, content in flattened(guide, ("a", "b")).contents().items():
        (tmp_path / file).parent.mkdir(exist_ok=True)
        (tmp_path / file).write_bytes(content)
    again = read_guide(found_style(str(tmp_path)))
    grade = again.style.grade.model_copy(
        update={"lut": guide.style.grade.lut}
    )  # files are named by their content there
    assert again.style.model_copy(update={"grade": grade}) == guide.style
    assert again.style.grade.model_fields_set == guide.style.grade.model_fields_set
    assert digest_of(again) == digest_of(guide)


def test_the_digest_is_of_what_is_said(library: Path, tmp_path: Path) -> None:
    digest = digest_of(read_guide(found_style("noir")))

    def other(text: str, cube: str = CUBE) -> str:
        return digest_of(read_guide(found_style(str(write_guide(tmp_path / "other", text, cube)))))

    lines = [line for line in NOIR.splitlines() if not line.startswith("variants") and not line.startswith("  ")]
    reordered = (
        "\n".join(reversed(lines)) + "\nvariants:\n  memory:\n    grade: {saturation: 0.20}\n    look: faded silver\n"
    )
    assert other("# a remark\n" + reordered + "note: for you\nauthor: me\nlicence: CC0\n") == digest
    assert other(NOIR.replace("\n", "\r\n"), CUBE.replace("\n", "\r\n")) == digest
    assert other(NOIR.replace("version: 1", "version: 2")) != digest
    assert other(NOIR.replace("rain", "snow")) != digest
    assert other(NOIR, CUBE.replace("1 1 1", "1 1 0")) != digest


_LEAVES = st.one_of(st.none(), st.integers(0, 9), st.text("ab", max_size=2), st.lists(st.integers(0, 3), max_size=2))
_MAPS = st.dictionaries(st.sampled_from(["look", "grade", "lut", "variants", "memory", *OWN]), st.recursive(
    _LEAVES, lambda below: st.dictionaries(st.sampled_from("abc"), below, max_size=3), max_leaves=8), max_size=6)  # fmt: skip


def leaves(value: Value, path: tuple[str, ...] = ()) -> dict[tuple[str, ...], Value]:
    if isinstance(value, dict):
        return {place: leaf for key, below in value.items() for place, leaf in leaves(below, (*path, key)).items()}
    return {path: value}


def alike(one: Value, other: Value) -> bool:
    """Whether there is a map in one wherever there is one in the other, as in guides that can be read."""
    if isinstance(one, dict) and isinstance(other, dict):
        return all(alike(one[key], other[key]) for key in one.keys() & other.keys())
    return not isinstance(one, dict) and not isinstance(other, dict)


@given(_MAPS, _MAPS, _MAPS)
def test_merging_has_rules(child: dict[str, Value], parent: dict[str, Value], other: dict[str, Value]) -> None:
    both = merged(child, parent)
    assert leaves(child).items() <= leaves(both).items()
    said = {path[0] for path in leaves(child)}
    assert all(both[key] == value for key, value in parent.items() if key not in OWN and key not in child)
    assert {key for key in both if key in OWN} == {key for key in child if key in OWN}
    assert merged(both, parent) == both
    assert not alike(parent, other) or merged(child, merged(parent, other)) == merged(both, other)
    assert merged(child, {}) == child
    assert said <= both.keys()
