"""Drawings of a pack: shapes are let in; whatever else an SVG or a Lottie can be is refused with its reason."""

import json
import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from orchestrator.project.packs.drawings import drawing_fault
from orchestrator.project.packs.inspection import inspect

SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 20">{}</svg>'
GOOD = SVG.format(
    '<defs><linearGradient id="a"><stop offset="0" stop-color="#fff"/></linearGradient>'
    '<linearGradient id="b" href="#a"/><clipPath id="c"><rect width="5" height="5"/></clipPath></defs>'
    "<style>.wall { fill: url(#b) }</style>"
    '<g clip-path="url(#c)"><path class="wall" d="M0 20 L10 20 L5 0 Z" fill="url(#b)"/></g>'
)
GUIDE = """\
name: sea
look: ink
palette: ["#10142c", "#5a3f78", "#ffc07a"]
motifs:
  - {words: [lighthouse], file: motifs/light.svg, height: 3.5}
  - {words: [gull], file: motifs/gull.json, height: 0.4, anchor: sky}
"""


def lottie(**more: object) -> dict[str, object]:
    layer = {"ty": 4, "nm": "s", "ks": {"o": {"a": 0, "k": 100}}, "shapes": [], "ip": 0, "op": 48, "st": 0}
    return {"v": "5.5.0", "fr": 24, "ip": 0, "op": 48, "w": 100, "h": 200, "assets": [], "layers": [layer], **more}


def fault(folder: Path, raw: str | bytes, ending: str = ".svg") -> str | None:
    path = folder / f"drawing{ending}"
    path.write_bytes(raw.encode() if isinstance(raw, str) else raw)
    return drawing_fault(path)


def test_shapes_are_let_in(tmp_path: Path) -> None:
    assert fault(tmp_path, GOOD) is None
    assert fault(tmp_path, json.dumps(lottie()), ".json") is None


def test_a_pack_holds_drawings_in_its_folder_for_motifs_only(tmp_path: Path) -> None:
    (tmp_path / "motifs").mkdir()
    (tmp_path / "style.yaml").write_text(GUIDE)
    (tmp_path / "motifs/light.svg").write_text(GOOD)
    (tmp_path / "motifs/gull.json").write_text(json.dumps(lottie()))
    assert inspect(tmp_path, "style") == []
    (tmp_path / "light.svg").write_text(GOOD)
    (tmp_path / "motifs/gull.json").write_text("{}")
    told = "\n".join(map(str, inspect(tmp_path, "style")))
    assert "light.svg: does not belong into a pack" in told
    assert "motifs" in told
    (tmp_path / "light.svg").unlink()
    assert "motifs/gull.json: is no Lottie animation" in "\n".join(map(str, inspect(tmp_path, "style")))


@pytest.mark.parametrize(
    ("inside", "said"),
    [
        ("<script>1</script>", "has a <script> in it"),
        ('<path d="M0 0" onload="x()"/>', "has a script in it (onload)"),
        ('<image href="file:///etc/passwd"/>', "has a <image> in it"),
        ('<use href="#a"/>', "has a <use> in it"),
        ("<foreignObject/>", "has a <foreignObject> in it"),
        ("<text>hello</text>", "has a <text> in it"),
        ('<x:g xmlns:x="http://www.inkscape.org/x"/>', "which is no shape"),
        ('<linearGradient href="http://a.example/b.svg#g"/>', "leads to another file"),
        ('<linearGradient href="other.svg#g"/>', "leads to another file"),
        ('<path fill="url(http://a.example/b)" d="M0 0"/>', "leads out of itself"),
        ('<path fill="url( \'b.svg#x\' )" d="M0 0"/>', "leads to another file"),
        ('<path style="fill:url(b.svg)" d="M0 0"/>', "leads to another file"),
        ("<style>@import 'a.css';</style>", "leads out of itself"),
        ("<style>.a { fill: url(a.png) }</style>", "leads to another file"),
        ("<style>.a { mask: url(#m) }</style>", "has cut-outs in its style sheet"),
        ('<mask id="m"><g mask="url(#m)"/></mask>', "has a cut-out within a cut-out"),
        ('<mask id="m"><g style="clip-path: url(#n)"/></mask>', "has a cut-out within a cut-out"),
        ('<linearGradient id="a" href="#b"/><linearGradient id="b" href="#a"/>', "contains itself"),
        ("<g>" * 40 + "</g>" * 40, "is nested more than 32 deep"),
        ("<g/>" * 5000, "has more than 4000 parts"),
        ("<?php echo 1 ?>", "has an instruction for programs"),
        ("<g>", "is no SVG: mismatched tag"),
    ],
)
def test_what_an_svg_could_do_besides(tmp_path: Path, inside: str, said: str) -> None:
    assert said in (fault(tmp_path, SVG.format(inside)) or "")


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        (b"", "is no SVG"),
        (b"\x89PNG\r\n", "is no SVG"),
        (b"<html/>", "its first element is another one"),
        ('<svg xmlns="http://www.w3.org/2000/svg"/>', "says no size"),
        ('<svg xmlns="http://www.w3.org/2000/svg" width="100%" height="100%"/>', "says no size"),
        ('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 nan 10"/>', "says no size"),
        ('<!DOCTYPE svg [<!ENTITY a "aa">]>' + GOOD, "declares a document type or entities"),
        (GOOD + " " * 600_000, "is larger than 512 KB"),
    ],
)
def test_what_is_no_svg(tmp_path: Path, raw: str | bytes, said: str) -> None:
    assert said in (fault(tmp_path, raw) or "")


@pytest.mark.parametrize(
    ("told", "said"),
    [
        ([], "is no Lottie animation"),
        (lottie(layers=3), "is no Lottie animation"),
        (lottie(w=-1), "its 'w' is no number"),
        (lottie(fr="24"), "its 'fr' is no number"),
        (lottie(op=1e9), "is too large or too long"),
        (lottie(fonts={"list": [1]}), "has text in it"),
        (lottie(layers=[{"ty": 5}]), "has a layer in it that is no shape"),
        (lottie(layers=[{"ty": 2, "refId": "a"}]), "has a layer in it that is no shape"),
        (lottie(layers=[{"ty": 4, "ks": {"r": {"a": 0, "k": 0, "x": "time*9"}}}]), "has an expression in it"),
        (lottie(assets=[{"id": "a", "u": "", "p": "data:image/png;base64,AA"}]), "has a picture or another file in it"),
        (
            lottie(layers=[{"ty": 0, "refId": "a"}], assets=[{"id": "a", "layers": [{"ty": 0, "refId": "a"}]}]),
            "contains itself",
        ),
        (lottie(layers=[{"ty": 4}] * 600), "has more than 500 layers"),
    ],
)
def test_what_a_lottie_could_do_besides(tmp_path: Path, told: object, said: str) -> None:
    assert said in (fault(tmp_path, json.dumps(told), ".json") or "")


def test_what_is_nested_without_end_is_no_lottie(tmp_path: Path) -> None:
    assert fault(tmp_path, "[" * 100_000, ".json") is not None
    deep: object = 1
    for _ in range(80):
        deep = [deep]
    assert "deep" in (fault(tmp_path, json.dumps(lottie(more=deep)), ".json") or "")


@given(raw=st.binary(max_size=300), ending=st.sampled_from([".svg", ".json"]))
@settings(max_examples=100, deadline=None)
def test_no_bytes_are_more_than_refused(raw: bytes, ending: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        assert fault(Path(folder), raw, ending)
