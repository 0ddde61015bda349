"""What the voices that are ONNX models share: files by content, sessions, and how a line becomes clauses of phonemes."""

import hashlib
import re
from collections.abc import Generator, Mapping
from contextlib import contextmanager
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any

from generation.errors import BackendFailure, MissingExtra
from generation.requests import SpeechRequest
from generation.results import Sound
from generation.voices._espeak import phonemes_of
from generation.voices._reading import as_text, read

_STOP = re.compile(r"([.,;:!?…—])[\"'”’)\s]*[^\s.,;:!?…—]*$")
_GAP = 1 << 20


def clauses_of(request: SpeechRequest) -> list[tuple[str, str]]:
    """The clauses of a line: phonemes in IPA with stress, and the punctuation mark that ends each (empty if none)."""
    text = as_text(read(request.text, request.language, request.says))
    found: list[tuple[str, str]] = []
    for said, written in phonemes_of(text, request):
        stop = _STOP.search(written)
        if said.strip():
            found.append((said.strip(), stop[1] if stop else ""))
    return found


def session_of(model: Path) -> Any:
    """An inference session on the processor.

    Raises:
        MissingExtra: if onnxruntime is not installed.
        BackendFailure: if the file cannot be loaded.
    """
    try:
        import onnxruntime
    except ImportError as error:
        raise MissingExtra("onnxruntime", "voices") from error
    onnxruntime.set_default_logger_severity(4)
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 0
    with _told(f"{model.name} cannot be loaded as a voice"):
        return onnxruntime.InferenceSession(str(model), options, providers=["CPUExecutionProvider"])


def sound_of(session: Any, given: Mapping[str, Any]) -> Sound:
    """What the model makes of its inputs: mono samples from -1 to 1, (samples,).

    Raises:
        BackendFailure: if it cannot answer them.
    """
    import numpy as np

    with _told("the voice cannot speak this line"):
        sound = session.run(None, dict(given))[0]
    return np.clip(np.asarray(sound, np.float32).reshape(-1), -1, 1)


@contextmanager
def _told(what: str) -> Generator[None]:
    """Errors of the runtime, which have no base of their own but Python's, as ours."""
    state = import_module("onnxruntime.capi.onnxruntime_pybind11_state")
    names = "Fail InvalidArgument InvalidGraph InvalidProtobuf NoModel NoSuchFile NotImplemented RuntimeException"
    faults = tuple(getattr(state, name) for name in names.split())
    try:
        yield
    except (*faults, RuntimeError, ValueError, OSError) as error:
        raise BackendFailure(f"{what}: {' '.join(str(error).split())[:200]}") from error


def digest_of(file: Path) -> str:
    """What is in a file, as a short name; its path if it is not there, so that a plan can be made without it."""
    try:
        status = file.stat()
    except OSError:
        return str(file)
    return _digest(file, status.st_size, status.st_mtime_ns)


@cache
def _digest(file: Path, _size: int, _changed: int) -> str:
    taken = hashlib.sha256()
    with file.open("rb") as stream:
        while piece := stream.read(_GAP):
            taken.update(piece)
    return taken.hexdigest()


def chosen(names: list[str], voice: str) -> str:
    """One of the names for a character: always the same one, and not the same for everybody."""
    return sorted(names)[hashlib.sha256(voice.encode()).digest()[5] % len(names)]
