"""Kokoro (82 million parameters, as ONNX): `kokoro:models/kokoro`, a folder with its `.onnx` and its file of voices.

The files come from the model's own releases; nothing is downloaded. Phonemes are espeak-ng's. Voices are called `af_heart`: the
language, f or m, and a name; a sheet chooses one as its `timbre`.
"""

import json
from collections.abc import Callable, Generator, Mapping, Sequence
from contextlib import contextmanager
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any, ClassVar

from pydantic import Field

from generation.backend import Capabilities, Progress, VoiceBackend
from generation.errors import BackendFailure
from generation.requests import SpeechRequest
from generation.results import Sound, Speech
from generation.voices._aligned import timed
from generation.voices._finishing import silent
from generation.voices._onnx import chosen, clauses_of, digest_of, session_of, sound_of

_RATE = 24_000
_LONGEST = 510
"""Phonemes that the model takes at once, without the pads at both ends."""
_PACES = {"slow": 0.88, "medium": 1.0, "fast": 1.14}
_LANGUAGES = {"en": "ab", "en-us": "a", "en-gb": "b", "es": "e", "fr": "f", "hi": "h", "it": "i", "pt": "p"}
_LOW, _HIGH = ("low", "very-low"), ("high", "very-high")


class Kokoro(VoiceBackend):
    """A voice of its own for each character, chosen from its pitch."""

    name: ClassVar[str] = "kokoro"
    version: ClassVar[int] = 1
    capabilities: ClassVar[Capabilities] = Capabilities(processes="one", source_type="trainedAlgorithmicMedia")

    model: Path = Field(description="the folder with the .onnx file and the file of voices (voices*.bin or .npz)")

    def refuses(self, language: str) -> str | None:
        """Why a language cannot be spoken."""
        return (
            None if _languages(language) else f"kokoro does not speak '{language}'; it speaks {', '.join(_LANGUAGES)}"
        )

    def require(self) -> None:
        """Refuse a folder in which something is missing."""
        self._files()

    def identity(self) -> dict[str, object]:
        """The model and its voices by their content, wherever they lie."""
        try:
            named = "+".join(digest_of(file) for file in self._files())
        except BackendFailure:
            named = str(self.model)
        return {**super().identity(), "model": named}

    def _files(self) -> tuple[Path, Path]:
        """The model's file and that of its voices."""
        models = sorted(self.model.glob("*.onnx")) if self.model.is_dir() else []
        voices = sorted((*self.model.glob("voices*.bin"), *self.model.glob("voices*.npz"))) if models else []
        if not voices:
            missing = "file of voices (voices*.bin)" if models else ".onnx file"
            raise BackendFailure(
                f"there is no {missing} in {self.model}; put Kokoro's files there, or choose another voice"
            )
        return models[0], voices[0]

    @contextmanager
    def load(self) -> "Generator[Callable[[SpeechRequest, Progress], Speech]]":
        """Hold the model and its voices."""
        import numpy as np

        model, file = self._files()
        try:
            with np.load(file, allow_pickle=False) as archive:
                voices = {name: archive[name].astype(np.float32) for name in archive.files}
        except (OSError, ValueError) as error:
            raise BackendFailure(f"{file} holds no voices; get it once more") from error
        session = session_of(model)
        yield lambda request, _progress: _speak(session, voices, request)


BACKEND = Kokoro


@cache
def _numbers() -> Mapping[str, int]:
    """The number of each sign that the model knows."""
    return json.loads(files("generation.voices").joinpath("kokoro.json").read_text(encoding="utf-8"))


def _languages(language: str) -> str:
    tag = language.lower()
    return _LANGUAGES.get(tag) or _LANGUAGES.get(tag.split("-")[0], "")


def _speak(session: Any, voices: Mapping[str, Sound], request: SpeechRequest) -> Speech:
    import numpy as np

    style = voices[_voice(sorted(voices), request)]
    said = [_piece(session, style, tokens, request) for tokens in _tokens(request)]
    if not said:
        return silent(0.4)
    return timed(np.concatenate(said), _RATE, request)


def _voice(names: Sequence[str], request: SpeechRequest) -> str:
    """The voice that the sheet names, or one that suits the character's language and pitch."""
    if request.timbre is not None:
        if request.timbre not in names:
            raise BackendFailure(f"kokoro has no voice '{request.timbre}' here; there are {', '.join(names[:12])}")
        return request.timbre
    own = [name for name in names if name[:1] in _languages(request.language)]
    sex = "m" if request.pitch in _LOW else "f" if request.pitch in _HIGH else ""
    fitting = [name for name in own if not sex or name[1:2] == sex] or own or list(names)
    return chosen(fitting, request.voice)


def _tokens(request: SpeechRequest) -> list[list[int]]:
    """The line as the model's numbers, in pieces that it can take, parted between clauses where they can be."""
    known = _numbers()
    pieces: list[list[int]] = []
    for said, stop in clauses_of(request):
        clause = [known[sign] for sign in f"{said}{stop} " if sign in known]
        if pieces and len(pieces[-1]) + len(clause) <= _LONGEST:
            pieces[-1] += clause
        else:
            pieces += [clause[at : at + _LONGEST] for at in range(0, len(clause), _LONGEST)]
    return [piece for piece in pieces if piece]


def _piece(session: Any, style: Sound, tokens: Sequence[int], request: SpeechRequest) -> Sound:
    """One piece as mono samples. Exports differ in what they call their inputs, and in the type of the speed."""
    import numpy as np

    speed = _PACES[request.pace] * request.speed
    types = {entry.name: entry.type for entry in session.get_inputs()}
    given: dict[str, Any] = {
        "input_ids" if "input_ids" in types else "tokens": np.array([[0, *tokens, 0]], np.int64),
        "style": style[min(len(tokens), len(style) - 1)].reshape(1, -1),
        "speed": np.array([speed], np.float32) if "float" in types.get("speed", "") else np.array([1], np.int32),
    }
    return sound_of(session, given)
