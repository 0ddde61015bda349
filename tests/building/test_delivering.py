"""`filmwright export`: the film in other codecs, and as a storyboard on paper."""

from pathlib import Path

from command_line import refused, said
from pypdf import PdfReader

from stitching.mezzanine import opened


def test_the_film_is_written_beside_itself_in_another_codec(built_film: Path) -> None:
    out = said("export", "av1", cwd=built_film)
    with opened(built_film / "out/film.mp4") as film, opened(built_film / "out/film.av1.mp4") as other:
        frames = film.streams.video[0].frames
        assert other.streams.video[0].frames == frames
        assert other.streams.video[0].codec_context.name in ("av1", "libdav1d")
        assert other.metadata["title"] == film.metadata["title"]
    assert f"film.av1.mp4: {frames} frames" in out
    assert ".mov" in refused("export", "prores", "here.mp4", cwd=built_film)


def test_a_film_that_is_not_rendered_is_not_delivered(small_film: Path) -> None:
    assert "filmwright render" in refused("export", "hevc", cwd=small_film)


def test_the_storyboard_has_every_shot_with_what_is_said(built_film: Path) -> None:
    out = said("export", "pdf", cwd=built_film)
    read = PdfReader(built_film / "out/storyboard.pdf")
    assert f"storyboard.pdf: {len(read.pages)} pages" in out
    whole = " ".join(" ".join(page.extract_text() for page in read.pages).split())
    for words in ("Two Lamps", "12 shots in 3 scenes", "EXT. LIGHTHOUSE - DUSK", "INT. LAMP ROOM - NIGHT"):
        assert words in whole
    for words in ("arrival/coast", "wide · slow push in", "1.5 s", "MARA: Who is there?", "THE FOX: Only me."):
        assert words in whole
    assert "MARA: (shouted) Hold on to me!" in whole
    assert "not rendered yet" not in whole
    assert sum(len(page.images) for page in read.pages) == 13


def test_a_storyboard_can_be_had_before_anything_is_rendered(small_film: Path) -> None:
    said("export", "pdf", "board.pdf", cwd=small_film)
    whole = " ".join(page.extract_text() for page in PdfReader(small_film / "board.pdf").pages)
    assert whole.count("not rendered yet") == 12
    assert "language" in refused("export", "pdf", "--language", "fr", cwd=small_film)
