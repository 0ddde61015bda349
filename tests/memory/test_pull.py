"""`models pull` as a person types it, against a real server that speaks the hub's wire format, by the hub's own client."""

import json
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path

import pytest
from filelock import FileLock
from typer.testing import CliRunner

from generation.diffusion.checkpoints import checkpoint
from generation.errors import GenerationError
from orchestrator.cli.main import app
from orchestrator.testing.hub import Hosted, Hub, served

OWN = "somebody/tiny-diffusers"
HEAVY = "transformer/diffusion_pytorch_model.safetensors"
BIG = b"\0" * 300_000


def safetensors(extra: bytes = b"") -> bytes:
    """A whole, small file of weights."""
    header = json.dumps({"a": {"dtype": "U8", "shape": [len(BIG)], "data_offsets": [0, len(BIG)]}}).encode()
    return len(header).to_bytes(8, "little") + header + BIG[: len(BIG) - len(extra)] + extra


WANTED = {
    "model_index.json": json.dumps(
        {
            "_class_name": "WanPipeline",
            "tokenizer": ["transformers", "T5Tokenizer"],
            "text_encoder": ["transformers", "UMT5EncoderModel"],
            "transformer": ["diffusers", "WanTransformer3DModel"],
        }
    ).encode(),
    "LICENSE.txt": b"free",
    "tokenizer/tokenizer.json": b"{}",
    "tokenizer/spiece.model": b"pieces",
    "text_encoder/config.json": b"{}",
    "text_encoder/model-00001-of-00002.safetensors": safetensors(b"one"),
    "text_encoder/model-00002-of-00002.safetensors": safetensors(b"two"),
    "text_encoder/model.safetensors.index.json": b'{"weight_map": {}}',
    "transformer/config.json": b"{}",
    "transformer/diffusion_pytorch_model.safetensors": safetensors(b"three"),
}
LEFT = {
    "README.md": b"read me",
    "samples/film.mp4": BIG,
    "tiny.safetensors": safetensors(b"four"),
    "text_encoder/model.safetensors": safetensors(b"five"),
    "text_encoder/pytorch_model.bin": BIG,
    "transformer/diffusion_pytorch_model.fp16.safetensors": safetensors(b"six"),
    "transformer/diffusion_pytorch_model.bin": BIG,
    "transformer/modeling.py": b"print('hello')",
}


def laid(folder: Path, files: Mapping[str, bytes]) -> Path:
    for name, data in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)
    return folder


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "hf"


def start(home: Path, hub: str, *arguments: str, **environment: str) -> "subprocess.Popen[str]":
    values = {**os.environ, "HF_HOME": str(home), "HF_ENDPOINT": hub, "HF_HUB_OFFLINE": "0", **environment}
    values = {name: value for name, value in values.items() if name not in ("HF_TOKEN", "HF_HUB_CACHE")}
    command = [sys.executable, "-m", "orchestrator.cli", "models", "pull", *arguments]
    return subprocess.Popen(command, env=values, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def pull(home: Path, hub: str, *arguments: str, **environment: str) -> "subprocess.CompletedProcess[str]":
    running = start(home, hub, *arguments, **environment)
    stdout, stderr = running.communicate(timeout=60)
    return subprocess.CompletedProcess(running.args, running.returncode, stdout, stderr)


def refused(home: Path, hub: str, *arguments: str, **environment: str) -> str:
    done = pull(home, hub, *arguments, **environment)
    assert done.returncode == 2, done.stdout + done.stderr
    assert "Traceback" not in done.stderr
    assert done.stderr.count("\n") == 1, done.stderr
    return done.stderr


def whole(home: Path) -> set[str]:
    """The files that have come to their end."""
    found = home.glob("hub/models--*/snapshots/*/**/*")
    return {"/".join(file.relative_to(home).parts[4:]) for file in found if file.is_file()}


def downloaded(hub: Hub) -> set[str]:
    return {line.split(" ")[1].partition("/resolve/")[2].partition("/")[2] for line in hub.log if "/resolve/" in line}


def test_exactly_what_is_loaded_comes_into_the_ordinary_cache(
    tmp_path: Path, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with served({OWN: Hosted(laid(tmp_path / "repo", WANTED | LEFT))}) as hub:
        done = pull(home, hub.url, OWN)
        assert done.returncode == 0, done.stderr
        assert "downloading 0.9 MB of 0.9 MB" in done.stdout
        assert downloaded(hub) == set(WANTED)
        monkeypatch.setenv("HF_HOME", str(home))
        monkeypatch.delenv("HF_HUB_CACHE", raising=False)
        folder = checkpoint.located(OWN, "main")
        assert folder is not None
        here = {file.relative_to(folder).as_posix(): file.read_bytes() for file in folder.rglob("*") if file.is_file()}
        assert here == WANTED
        checkpoint.ensure_safe(folder, checkpoint.index(folder))
        hub.log.clear()
        again = pull(home, hub.url, OWN)
        assert "here already" in again.stdout
        assert not [line for line in hub.log if line.startswith("GET") and ".safetensors" in line]


def test_a_connection_that_breaks_off_is_taken_up_again(
    tmp_path: Path, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HF_HOME", str(home))
    monkeypatch.delenv("HF_HUB_CACHE", raising=False)
    hosted = Hosted(laid(tmp_path / "repo", WANTED), breaks={HEAVY: [120_000]})
    with served({OWN: hosted}) as hub:
        assert pull(home, hub.url, OWN).returncode == 0
        assert len([line for line in hub.log if line.startswith("GET") and HEAVY in line]) == 2
    folder = checkpoint.located(OWN, "main")
    assert folder is not None
    assert (folder / HEAVY).read_bytes() == WANTED[HEAVY]


def test_a_pull_that_is_stopped_is_not_taken_for_whole_and_the_next_brings_the_rest(
    tmp_path: Path, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    hosted = Hosted(laid(tmp_path / "repo", WANTED), stalls={HEAVY})
    monkeypatch.setenv("HF_HOME", str(home))
    monkeypatch.delenv("HF_HUB_CACHE", raising=False)
    with served({OWN: hosted}) as hub:
        running = start(home, hub.url, OWN)
        others = {name for name in WANTED if name not in (HEAVY, "model_index.json")}
        while not others <= whole(home):
            assert running.poll() is None
            time.sleep(0.05)
        running.send_signal(signal.SIGINT)
        _, error = running.communicate(timeout=20)
        assert running.returncode == 130
        assert error == "stopped; files that are here stay, pull again for the others\n"
        assert checkpoint.located(OWN, "main") is None
        hosted.stalls.clear()
        hub.log.clear()
        assert pull(home, hub.url, OWN).returncode == 0
        fetched = {line.rpartition("/")[2] for line in hub.log if line.startswith("GET") and "/resolve/" in line}
        assert fetched == {"model_index.json", HEAVY.rpartition("/")[2]}
    folder = checkpoint.located(OWN, "main")
    assert folder is not None
    assert (folder / HEAVY).read_bytes() == WANTED[HEAVY]


def test_no_room_on_the_disk_is_said_before_anything_comes(tmp_path: Path, home: Path) -> None:
    with served({OWN: Hosted(laid(tmp_path / "repo", WANTED), larger=10**15)}) as hub:
        error = refused(home, hub.url, OWN)
        assert "GB are free where" in error
        assert "HF_HOME" in error
        assert not [line for line in hub.log if "safetensors" in line]


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("wan-9", "no model 'wan-9' in the catalogue"),
        ("wan", "there are wan2.1-t2v-1.3b, wan2.1-vace-1.3b,"),
        ("ltx2.5", "did you mean 'ltx-2.5'?"),
        ("animatic", "'animatic' is built in"),
        ("a/b/c", "no owner/name of a repository"),
        (str(Path(__file__).parent), "is a folder"),
    ],
)
def test_a_name_that_can_be_none_is_refused_before_anything_is_asked(name: str, message: str) -> None:
    with pytest.raises(GenerationError, match=re.escape(message)):
        CliRunner().invoke(app, ["models", "pull", name], catch_exceptions=False)


def test_weights_that_came_damaged_are_removed_and_come_anew(tmp_path: Path, home: Path) -> None:
    hosted = Hosted(laid(tmp_path / "repo", WANTED), spoils={HEAVY})
    with served({OWN: hosted}) as hub:
        assert f"{HEAVY} came damaged" in refused(home, hub.url, OWN)
        hosted.spoils.clear()
        done = pull(home, hub.url, f"https://huggingface.co/{OWN}/tree/main")
        assert done.returncode == 0, done.stderr
        assert f"pictures: wan:{OWN}?revision={hosted.commit}" in done.stdout
    assert HEAVY in whole(home)


def test_what_a_stopped_download_left_is_removed_unless_it_still_runs(tmp_path: Path, home: Path) -> None:
    cache = home / "hub" / f"models--{OWN.replace('/', '--')}"
    left, running = laid(cache / "blobs", {"a.1.incomplete": BIG, "b.2.incomplete": BIG}), cache.name
    for piece in left.iterdir():
        os.utime(piece, (0, 0))
    (home / "hub" / ".locks" / running).mkdir(parents=True)
    with served({OWN: Hosted(laid(tmp_path / "repo", WANTED))}) as hub:
        with FileLock(home / "hub" / ".locks" / running / "b.lock"):
            assert pull(home, hub.url, OWN).returncode == 0
        assert [piece.name for piece in left.glob("*.incomplete")] == ["b.2.incomplete"]


def test_a_gate_is_one_line_with_the_page_and_the_login(tmp_path: Path, home: Path) -> None:
    with served({OWN: Hosted(laid(tmp_path / "repo", WANTED), gated=True)}) as hub:
        error = refused(home, hub.url, OWN)
        assert f"{hub.url}/{OWN}" in error
        assert "hf auth login" in error


def test_a_card_says_its_licence_before_anything_is_asked_of_the_hub(tmp_path: Path, home: Path) -> None:
    with served({"Wan-AI/Wan2.1-T2V-1.3B-Diffusers": Hosted(laid(tmp_path / "repo", WANTED))}) as hub:
        done = pull(home, hub.url, "wan2.1-t2v-1.3b")
        assert done.returncode == 0, done.stderr
        lines = done.stdout.splitlines()
        assert lines[1].startswith("licence: Apache-2.0, any use; https://")
        assert lines[-2].startswith("use it in film.yaml: pictures: wan2.1-t2v-1.3b;")


def test_what_is_not_there_is_one_line_each(tmp_path: Path, home: Path) -> None:
    folder = laid(tmp_path / "repo", WANTED)
    pickles = {**WANTED, "transformer/diffusion_pytorch_model.bin": BIG}
    del pickles["transformer/diffusion_pytorch_model.safetensors"]
    whole = {name: data for name, data in WANTED.items() if not name.startswith("text_encoder/")}
    repositories = {
        OWN: Hosted(folder),
        "somebody/pickles": Hosted(laid(tmp_path / "pickles", pickles)),
        "somebody/half": Hosted(laid(tmp_path / "half", whole)),
        "somebody/flux": Hosted(
            laid(tmp_path / "flux", {**WANTED, "model_index.json": b'{"_class_name": "FluxPipeline"}'})
        ),
        "somebody/notes": Hosted(laid(tmp_path / "notes", {"README.md": b"notes"})),
    }
    with served(repositories) as hub:
        assert "has no revision 'v9'" in refused(home, hub.url, OWN, "--revision", "v9")
        assert "no repository somebody/else" in refused(home, hub.url, "somebody/else")
        assert "can run code" in refused(home, hub.url, "somebody/pickles")
        assert "lacks its part text_encoder" in refused(home, hub.url, "somebody/half")
        assert "no checkpoint in the layout of diffusers" in refused(home, hub.url, "somebody/notes")
        assert "holds a FluxPipeline, which nothing here runs" in refused(home, hub.url, "somebody/flux")
        assert "HF_HUB_OFFLINE is set" in refused(home, hub.url, OWN, HF_HUB_OFFLINE="1")
    assert "the connection to http://127.0.0.1:9 failed" in refused(home, "http://127.0.0.1:9", OWN)
