"""A real browser that plays a film to its end, jumps about in it, and tells what it saw."""

import json
import shutil
import subprocess
import tempfile
from collections.abc import Sequence
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from queue import Empty, Queue
from threading import Thread
from typing import Any

BROWSER = next(
    (path for name in ("chromium", "chromium-browser", "google-chrome") if (path := shutil.which(name))), None
)
_SECONDS = 120

_PAGE = """<!doctype html><meta charset="utf-8"><body><script>
const tell = said => fetch("/told", {method: "POST", body: JSON.stringify(said)});
const video = document.createElement("video");
video.muted = true; video.preload = "auto";
const next = name => new Promise((done, failed) => {
  video.addEventListener(name, done, {once: true});
  video.addEventListener("error", () => failed(new Error("error " + video.error.code + " " + video.error.message)), {once: true});
});
document.body.append(video);
// `seeked` may come before the picture does: wait for the one that is shown, but not for ever, so that a wrong one is told.
const shown = async seconds => {
  for (const late = performance.now() + 5000; performance.now() < late;) {
    const at = await Promise.race([
      new Promise(done => video.requestVideoFrameCallback((now, frame) => done(frame.mediaTime))),
      new Promise(done => setTimeout(done, 5000, seconds)),
    ]);
    if (Math.abs(at - seconds) < FRAME) return;
  }
};
const canvas = document.createElement("canvas");
const look = () => {
  canvas.width = video.videoWidth; canvas.height = video.videoHeight;
  const drawing = canvas.getContext("2d", {willReadFrequently: true});
  drawing.drawImage(video, 0, 0);
  return POINTS.map(([x, y]) => Array.from(drawing.getImageData(x, y, 1, 1).data.slice(0, 3)));
};
(async () => {
  video.src = URL.createObjectURL(await (await fetch("FILM")).blob());
  await next("loadeddata");
  const facts = {duration: video.duration, width: video.videoWidth, height: video.videoHeight};
  const seen = [];
  for (const seconds of MOMENTS) {
    const there = shown(seconds), sought = next("seeked");
    video.currentTime = seconds;
    await Promise.all([there, sought]);
    seen.push(look());
  }
  video.currentTime = 0; await next("seeked");
  video.playbackRate = 16;
  const ended = next("ended"); await video.play(); await ended;
  const quality = video.getVideoPlaybackQuality();
  const sound = video.webkitAudioDecodedByteCount > 0, corrupted = quality.corruptedVideoFrames || 0;
  await tell({...facts, seen, sound, corrupted, end: video.currentTime});
})().catch(error => tell({error: String(error)}));
</script>"""


class _Site(SimpleHTTPRequestHandler):
    told: "Queue[dict[str, Any]]"

    def do_POST(self) -> None:
        """Take what the page tells."""
        self.told.put(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
        self.send_response(204)
        self.end_headers()

    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing."""


def played(film: Path, moments: Sequence[float], frame: float, points: Sequence[tuple[int, int]]) -> dict[str, Any]:
    """What a browser says of a film: its facts, the colours at `points` at each of the `moments`, and where it ended.

    `moments` and the length of a `frame` are in seconds.
    """
    assert BROWSER is not None
    page = (
        _PAGE.replace("FILM", film.name).replace("POINTS", json.dumps(points)).replace("MOMENTS", json.dumps(moments))
    ).replace("FRAME", str(frame))
    with tempfile.TemporaryDirectory() as folder:
        site = Path(folder) / "site"
        site.mkdir()
        (site / "index.html").write_text(page, encoding="utf-8")
        shutil.copyfile(film, site / film.name)
        _Site.told = Queue()
        server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Site, directory=str(site)))
        Thread(target=server.serve_forever, daemon=True).start()
        flags = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync"]
        flags += ["--disable-background-networking", "--disable-component-update", "--mute-audio"]
        flags += ["--autoplay-policy=no-user-gesture-required", f"--user-data-dir={folder}/profile"]
        command = [BROWSER, *flags, f"http://127.0.0.1:{server.server_port}/"]
        browser = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            return _Site.told.get(timeout=_SECONDS)
        except Empty:
            return {"error": f"nothing was told within {_SECONDS} s"}
        finally:
            browser.terminate()
            browser.wait(10)
            server.shutdown()
            server.server_close()
