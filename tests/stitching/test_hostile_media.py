"""Files of strangers: only the file that is named is opened, and what is wrong with it is said by its name."""

import os
import struct
import threading
from collections.abc import Callable, Iterator
from fractions import Fraction
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from stitching.errors import MediaError
from stitching.footage import conform, probe, save_sound, sound_of
from stitching.mezzanine import Writer, opened, read
from stitching.opening import opened_media

FILM = Fraction(24)
SECRET = 200
"""The shade of the neighbour's pictures, which nobody named."""


class Served:
    """A server on this machine that counts who asks it for anything."""

    def __init__(self, port: int) -> None:
        self.address, self.asked = f"127.0.0.1:{port}", list[str]()


@pytest.fixture(scope="module")
def server() -> Iterator[Served]:
    asked = list[str]()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_error(404)

        def log_message(self, format: str, *_: Any) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as http:
        threading.Thread(target=http.serve_forever, daemon=True).start()
        served = Served(http.server_port)
        served.asked = asked
        yield served
        http.shutdown()


def clip(path: Path, shade: int = 90, frames: int = 8) -> Path:
    with Writer(path, 64, 36, FILM) as writer:
        for index in range(frames):
            writer.write(np.full((36, 64, 3), shade + index, np.uint8))
    return path


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("hostile")
    clip(folder / "secret.mp4", SECRET)
    clip(folder / "good.mp4")
    return folder


PLAYLISTS: dict[str, Callable[[str], str]] = {
    "hls": lambda at: f"#EXTM3U\n#EXT-X-TARGETDURATION:1\n#EXTINF:1,\n{at}\n#EXT-X-ENDLIST\n",
    "hls key": lambda at: (
        f'#EXTM3U\n#EXT-X-TARGETDURATION:1\n#EXT-X-KEY:METHOD=AES-128,URI="{at}"\n#EXTINF:1,\n{at}\n#EXT-X-ENDLIST\n'
    ),
    "concat": lambda at: f"ffconcat version 1.0\nfile '{at}'\n",
    "dash": lambda at: (
        '<?xml version="1.0"?>\n<MPD xmlns="urn:mpeg:dash:schema:mpd:2011" type="static" mediaPresentationDuration="PT1S" '
        f'profiles="urn:mpeg:dash:profile:isoff-on-demand:2011"><Period><AdaptationSet><Representation id="1" '
        f'bandwidth="1" mimeType="video/mp4"><BaseURL>{at}</BaseURL></Representation></AdaptationSet></Period></MPD>\n'
    ),
    "sdp": lambda at: "v=0\no=- 0 0 IN IP4 127.0.0.1\ns=x\nc=IN IP4 127.0.0.1\nt=0 0\nm=video 5004 RTP/AVP 96\n",
    "svg": lambda at: (
        f'<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="64" height="36">'
        f'<image xlink:href="{at}" width="64" height="36"/></svg>\n'
    ),
    "vobsub": lambda at: "# VobSub index file, v7\nid: en, index: 0\ntimestamp: 00:00:00:000, filepos: 000000000\n",
    "m3u": lambda at: f"{at}\n",
    "words": lambda at: f"file {at}\n" * 30,
}
NAMES = (
    "list.m3u8",
    "list.mp4",
    "list.ffconcat",
    "list.mpd",
    "list.sdp",
    "list.svg",
    "list.idx",
    "list.png",
    "list.wav",
)


def entrances(path: Path, place: Path) -> list[Callable[[], object]]:
    """Every way in which a stranger's file is opened."""
    out = place / "out"
    out.mkdir(exist_ok=True)
    return [
        lambda: opened(path),
        lambda: opened_media(path),
        lambda: probe(path),
        lambda: next(iter(read(path))),
        lambda: conform(path, out / "clip.mp4", 64, 36, FILM, frames=2),
        lambda: sound_of(path, 0, 1),
        lambda: save_sound(path, out / "sound.wav", 0, 1),
    ]


@pytest.mark.parametrize("kind", PLAYLISTS)
def test_a_list_that_leads_elsewhere_is_refused_by_name(place: Path, server: Served, kind: str) -> None:
    http, secret = f"http://{server.address}", (place / "secret.mp4").resolve()
    aims = [f"{http}/a.ts", str(secret), "secret.mp4", f"file:{secret}", f"concat:{secret}|{http}/b.ts"]
    aims += [f"subfile,,start,0,end,0,,:{secret}", f"data:video/mp4;base64,AAAA{http}"]
    for name in NAMES:
        path = place / name
        for aim in aims:
            path.write_text(PLAYLISTS[kind](aim))
            with pytest.raises(MediaError, match=r"list\.\w+: not a") as caught:
                opened_media(path)
            assert str(path) in str(caught.value)
        for enter in entrances(path, place):
            with pytest.raises(MediaError, match=r"list\.\w+: not a"):
                enter()
        path.unlink()
    assert server.asked == []
    assert not list((place / "out").iterdir())


@pytest.mark.parametrize(
    "form",
    [
        "http://{http}/film.mp4",
        "concat:{secret}|{secret}",
        "subfile,,start,0,end,0,,:{secret}",
        "file:{secret}",
        "data:video/mp4;base64,AAAA",
        "pipe:0",
        "fd:",
        "async:{secret}",
        "cache:{secret}",
        "crypto:{secret}",
        "tcp://{http}",
        "lavfi:testsrc",
        "%03d.png",
        "secret.mp[0-9]",
        "*.mp4",
        "-i",
        "",
        "nul\0byte.mp4",
        "x" * 5000,
    ],
)
def test_a_name_is_never_more_than_a_name(
    place: Path, server: Served, form: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(place)
    name = form.format(http=server.address, secret=place / "secret.mp4")
    for enter in entrances(Path(name), place) if len(name) < 200 and "\0" not in name else [lambda: opened(Path(name))]:
        with pytest.raises(MediaError):
            enter()
    assert server.asked == []


@pytest.mark.parametrize(
    "name",
    [
        'it\'s "quoted".mp4',
        "two\nlines.mp4",
        "-i.mp4",
        "a:b.mp4",
        "http:x.mp4",
        "100%d.png",
        "%03d.jpg",
        "what?*{a,b}[1].png",
        "film,start,0;x=y|z.mp4",
        "映画 فيلم 🎬.mp4",
        "no ending",
        "wrong.gif",
        "wrong.m3u8",
        "\\back\\slash.mp4",
        os.fsdecode(b"latin-\xe9.mp4"),
    ],
)
def test_a_good_file_is_read_whatever_its_name(place: Path, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(place)
    path = Path(name)
    path.write_bytes((place / "good.mp4").read_bytes())
    made = conform(path, place / "named.mp4", 64, 36, Fraction(12))
    assert made.frames == 4
    assert int(next(read(place / "named.mp4"))[5, 5]) < 120
    path.unlink()


def test_what_is_no_file_is_refused_without_waiting(place: Path) -> None:
    os.mkfifo(place / "pipe.mp4")
    (place / "folder.mp4").mkdir()
    (place / "empty.mp4").touch()
    (place / "loop.mp4").symlink_to(place / "loop.mp4")
    (place / "text.mp4").write_text("A film about a lighthouse. " * 400)
    (place / "cut.mp4").write_bytes((place / "good.mp4").read_bytes()[:900])
    expected = {
        "pipe.mp4": "not a regular file",
        "folder.mp4": "is a folder",
        "empty.mp4": "is empty",
        "loop.mp4": "cannot be opened",
        "text.mp4": "not a",
        "cut.mp4": "not a readable media file",
        "none.mp4": "no such file",
    }
    for name, words in expected.items():
        for enter in entrances(place / name, place):
            with pytest.raises(MediaError, match=f"{name}: .*{words}"):
                enter()
    for device in ("/dev/zero", "/dev/stdin", "/dev/null"):
        with pytest.raises(MediaError):
            probe(Path(device))
    (place / "link.mp4").symlink_to(place / "good.mp4")
    assert probe(place / "link.mp4").picture.frames == 8


def png(width: int, height: int) -> bytes:
    import zlib

    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    header = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + header + chunk(b"IDAT", zlib.compress(bytes(100_000))) + chunk(b"IEND", b"")


@pytest.mark.parametrize(("width", "height"), [(100_000, 100_000), (60_000, 1000), (16_000, 16_000), (2**31 - 1, 1)])
def test_absurd_sizes_are_refused(place: Path, width: int, height: int) -> None:
    (place / "huge.png").write_bytes(png(width, height))
    for enter in entrances(place / "huge.png", place)[2:5:2]:
        with pytest.raises(
            MediaError, match=r"huge\.png: .*(claims pictures of|not one picture|not a readable|no picture)"
        ):
            enter()


def patched(data: bytes, box: bytes, at: int, value: int) -> bytes:
    where = data.index(box) + 4 + at
    return data[:where] + struct.pack(">I", value) + data[where + 4 :]


def test_absurd_counts_are_refused(place: Path) -> None:
    good = (place / "good.mp4").read_bytes()
    sizes = patched(patched(good, b"stsz", 4, 1), b"stsz", 8, 10**9)
    claims = {
        "many.mp4": (patched(good, b"stts", 8, 10**9), "claims 1000000000 frames in"),
        "sizes.mp4": (sizes, "not one picture|not a readable"),
    }
    for name, (data, words) in claims.items():
        (place / name).write_bytes(data)
        with pytest.raises(MediaError, match=rf"{name}: .*({words})"):
            conform(place / name, place / "odd.mp4", 64, 36, FILM)
        assert not (place / "odd.mp4").exists()


def test_days_of_pictures_are_refused_where_nobody_says_when_to_end(place: Path) -> None:
    import av

    with av.open(str(place / "days.mkv"), "w") as container:
        stream: Any = container.add_stream("ffv1", rate=24)
        stream.width, stream.height, stream.pix_fmt = 64, 36, "yuv420p"
        for number in range(100):
            frame: Any = av.VideoFrame.from_ndarray(np.zeros((36, 64, 3), np.uint8), format="rgb24")
            frame.pts, frame.time_base = number * 500 * 24, Fraction(1, 24)
            container.mux(stream.encode(frame))
        container.mux(stream.encode(None))
    with pytest.raises(MediaError, match=r"days\.mkv: claims to last 13\.8 hours"):
        conform(place / "days.mkv", place / "odd.mp4", 64, 36, FILM)
    assert conform(place / "days.mkv", place / "odd.mp4", 64, 36, FILM, frames=5).frames == 5


def test_a_picture_does_not_stand_for_days(place: Path) -> None:
    slow = patched((place / "good.mp4").read_bytes(), b"stts", 12, 2**31 - 1)
    (place / "slow.mp4").write_bytes(slow)
    made, refusal = tried(lambda: conform(place / "slow.mp4", place / "odd.mp4", 64, 36, FILM))
    assert "slow.mp4: " in refusal if refusal else made.frames <= 700 * 24


def tried(call: Callable[[], Any]) -> tuple[Any, str]:
    """What a call gives, and what it says if it refuses."""
    try:
        return call(), ""
    except MediaError as error:
        return None, str(error)


@pytest.fixture(scope="module")
def seeds(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """Small good files of several kinds, with sound."""
    import av

    folder = tmp_path_factory.mktemp("seeds")
    kinds = {
        "mp4": ("libx264", "aac"),
        "mkv": ("mpeg4", "pcm_s16le"),
        "avi": ("mjpeg", "pcm_s16le"),
        "ts": ("mpeg2video", "mp2"),
    }
    found = dict[str, bytes]()
    for ending, (picture, sound) in kinds.items():
        path = folder / f"seed.{ending}"
        with av.open(str(path), "w") as container:
            shown: Any = container.add_stream(picture, rate=25)
            shown.width, shown.height, shown.pix_fmt = 64, 36, "yuvj420p" if picture == "mjpeg" else "yuv420p"
            heard: Any = container.add_stream(sound, rate=48_000)
            heard.layout = "stereo"
            for index in range(12):
                frame = av.VideoFrame.from_ndarray(np.full((36, 64, 3), index * 9, np.uint8), format="rgb24")
                container.mux(shown.encode(frame))
            planar = sound == "aac"
            samples: Any = np.zeros((2, 24_000), np.float32) if planar else np.zeros((1, 48_000), np.int16)
            tone: Any = av.AudioFrame.from_ndarray(samples, format="fltp" if planar else "s16", layout="stereo")
            tone.sample_rate = 48_000
            container.mux(heard.encode(tone))
            container.mux(heard.encode(None))
            container.mux(shown.encode(None))
        found[ending] = path.read_bytes()
    path = folder / "seed.gif"
    from PIL import Image

    pictures = [Image.new("RGB", (64, 36), (index * 40, 50, 90)) for index in range(5)]
    pictures[0].save(path, save_all=True, append_images=pictures[1:], duration=80)
    found["gif"] = path.read_bytes()
    return found


PLACES = st.tuples(st.sampled_from(["head", "tail", "any"]), st.integers(0, 100_000), st.integers(0, 255))


def damaged(whole: bytes, flips: list[tuple[str, int, int]], kept: float) -> bytes:
    """The bytes with some of them changed, mostly near the ends where the headers are, and cut off."""
    changed, near = bytearray(whole), min(1500, len(whole))
    for part, at, value in flips:
        where = {"head": at % near, "tail": len(whole) - 1 - at % near, "any": at * 7 % len(whole)}[part]
        changed[where] = value
    return bytes(changed[: round(len(whole) * kept)])


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    ending=st.sampled_from(["mp4", "mkv", "avi", "ts", "gif"]),
    flips=st.lists(PLACES, max_size=12),
    kept=st.just(1.0) | st.floats(0, 1),
    frames=st.sampled_from([None, 4, 10]),
    start=st.sampled_from([0, 0.2, 3]),
)
def test_damage_is_refused_or_does_no_harm(
    seeds: dict[str, bytes],
    tmp_path: Path,
    ending: str,
    flips: list[tuple[str, int, int]],
    kept: float,
    frames: int | None,
    start: float,
) -> None:
    path, target = tmp_path / f"damaged.{ending}", tmp_path / "clip.mp4"
    path.write_bytes(damaged(seeds[ending], flips, kept))
    target.unlink(missing_ok=True)
    made, refusal = tried(lambda: conform(path, target, 32, 16, FILM, frames=frames, start=start))
    if refusal:
        assert "damaged." in refusal
        assert not target.exists()
    else:
        assert made.frames == frames or (frames is None and made.frames >= 1)
    sound, refusal = tried(lambda: sound_of(path, 0.1, 0.3))
    if refusal:
        assert "damaged." in refusal
    else:
        assert sound is None or (sound.shape == (2, 14_400) and np.isfinite(sound).all())
