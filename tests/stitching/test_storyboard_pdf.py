"""The storyboard as a PDF: every word of it can be read back, in any script; nothing is cut off."""

from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from pypdf import PdfReader

from stitching.errors import MediaError
from stitching.storyboard_pdf import Panel, Speech, Storyboard, write_storyboard


@pytest.fixture(scope="module")
def picture(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("board") / "shot.png"
    Image.new("RGB", (320, 180), "#884422").save(path)
    return path


def panel(number: int, picture: Path | None, **more: Any) -> Panel:
    said: dict[str, Any] = {"heading": "EXT. SHORE – NIGHT", "length": "2.5 s", "camera": "wide · static"}
    return Panel(shot=f"shore/shot-{number}", picture=picture, **{**said, **more})


def words(path: Path) -> list[str]:
    return [" ".join(page.extract_text().split()) for page in PdfReader(path).pages]


def test_every_word_can_be_read_back_in_fonts_that_are_in_the_file(picture: Path, tmp_path: Path) -> None:
    said = ["Ångström flüstert.", "Ο φύλακας περιμένει.", "Маяк молчит.", "Final affluence: fi ffl."]
    pictures = [tmp_path / f"{number}.png" for number in range(8)]
    for number, path in enumerate(pictures):
        Image.new("RGB", (96, 54), (30 * number, 90, 120)).save(path)
    panels = tuple(
        panel(
            number,
            None if number == 2 else pictures[number],
            action=said[number % 4],
            speech=(Speech(speaker="Mara", text="Ja!"),),
        )
        for number in range(8)
    )
    board = Storyboard(
        title="Käse", notes=("Somebody", "0:20"), poster=picture, panels=panels, author="Ärger", language="de"
    )
    assert write_storyboard(board, tmp_path / "out/board.pdf") == 3
    pages = words(tmp_path / "out/board.pdf")
    assert "Käse Somebody 0:20" in pages[0]
    for number in range(8):
        page = pages[1 + number // 6]
        assert f"shore/shot-{number}" in page
        assert said[number % 4] in page
    assert pages[1].count("EXT. SHORE – NIGHT") == 1 == pages[2].count("EXT. SHORE – NIGHT")
    assert pages[1].count("2.5 s") == pages[1].count("wide · static") == pages[1].count("MARA: Ja!") == 6
    assert pages[1].count("not rendered yet") == 1
    assert ["Käse 2" in pages[1], "Käse 3" in pages[2]] == [True, True]

    read = PdfReader(tmp_path / "out/board.pdf")
    assert read.metadata is not None
    assert (read.metadata.title, read.metadata.author) == ("Käse", "Ärger")
    assert [len(page.images) for page in read.pages] == [1, 5, 2]
    for page in read.pages:
        resources: Any = page["/Resources"]
        for font in resources["/Font"].values():
            assert "/FontFile2" in font["/DescendantFonts"][0]["/FontDescriptor"]


def test_long_words_take_more_room_and_are_never_cut(picture: Path, tmp_path: Path) -> None:
    text = " ".join(f"word{number}" for number in range(400))
    board = Storyboard(title="T" * 200, panels=(panel(0, picture, action=text), panel(1, picture)))
    assert write_storyboard(board, tmp_path / "board.pdf") >= 2
    assert text in " ".join(words(tmp_path / "board.pdf"))


@pytest.mark.parametrize("shape", [9 / 16, 1.0, 2.39])
def test_pictures_of_any_shape_have_their_place(shape: float, picture: Path, tmp_path: Path) -> None:
    board = Storyboard(title="T", shape=shape, panels=tuple(panel(number, picture) for number in range(9)))
    pages = write_storyboard(board, tmp_path / "board.pdf", "Letter")
    assert sum(page.count("shore/shot-") for page in words(tmp_path / "board.pdf")) == 9
    assert pages <= 4


def test_a_picture_that_cannot_be_read_leaves_what_was_there(picture: Path, tmp_path: Path) -> None:
    (tmp_path / "board.pdf").write_bytes(b"before")
    (tmp_path / "broken.png").write_bytes(b"no picture")
    with pytest.raises(MediaError, match=r"broken\.png"):
        write_storyboard(Storyboard(title="T", panels=(panel(0, tmp_path / "broken.png"),)), tmp_path / "board.pdf")
    assert (tmp_path / "board.pdf").read_bytes() == b"before"
    assert len(list(tmp_path.iterdir())) == 2


def test_no_font_file_stays_open_where_a_picture_cannot_be_read(tmp_path: Path) -> None:
    broken = tmp_path / "broken.png"
    broken.write_bytes(b"no picture")
    board = Storyboard(title="Ο φύλακας", panels=(panel(1, broken),))
    before = len(list(Path("/dev/fd").iterdir()))
    with pytest.raises(MediaError, match="broken"):
        write_storyboard(board, tmp_path / "board.pdf")
    assert len(list(Path("/dev/fd").iterdir())) == before
