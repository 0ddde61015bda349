"""Languages: every tag finds the voice that speaks it, or a clear word; lines can be said faster; kanji are told, not spelled."""

import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from generation.backend import VoiceBackend, find
from generation.requests import SpeechRequest
from generation.results import SAMPLE_RATE, Speech
from generation.voices._languages import NAMES, voice_of

_SET_ALL = """
import ctypes, os, sys
from pathlib import Path
import espeakng_loader
library = ctypes.CDLL(espeakng_loader.get_library_path())
os.chdir(Path(espeakng_loader.get_data_path()).parent)
assert library.espeak_Initialize(1, 0, b".", 0x8000) > 0
for voice in sys.stdin.read().split():
    if library.espeak_SetVoiceByName(f"{voice}+m3".encode()) != 0:
        print(voice)
"""


def espeak() -> VoiceBackend:
    backend = find("voices", "espeak")()
    assert isinstance(backend, VoiceBackend)
    return backend


def say(text: str, **options: object) -> Speech:
    with espeak().load() as speak:
        return speak(SpeechRequest.model_validate({"text": text, "voice": "mara", **options}), lambda _d, _t: None)


def length(text: str, **options: object) -> float:
    return say(text, **options).sound.shape[-1] / SAMPLE_RATE


def test_every_language_in_the_table_has_a_voice_that_answers_to_its_name() -> None:
    tags = [*NAMES, "zh-TW", "zh-HK", "pt-PT", "en-GB", "en-AU", "es-MX", "fr-CH", "no", "nn", "iw", "vi-VN-x-south"]
    voices = sorted({str(voice_of(tag)) for tag in tags})
    assert len(voices) > 110
    done = subprocess.run(
        [sys.executable, "-c", _SET_ALL], input="\n".join(voices), capture_output=True, text=True, check=True
    )
    assert done.stdout.split() == []


@pytest.mark.parametrize(
    ("tag", "voice"),
    [
        ("en", "en-us"), ("en-GB", "en-gb-x-rp"), ("fr-FR", "fr"), ("fr-CA", "fr"), ("fr-CH", "fr-ch"), ("pt-BR", "pt-br"),
        ("pt-PT", "pt"), ("zh", "cmn"), ("zh-CN", "cmn"), ("zh-Hant-TW", "cmn"), ("zh-HK", "yue"), ("nb", "nb"), ("no-NO", "nb"),
        ("he-IL", "he"), ("es-AR", "es-419"), ("es-ES", "es"), ("sr-Latn-RS", "sr"), ("tlh", None),
        ("chr", None), ("xx", None), ("", None),
    ],
)  # fmt: skip
def test_a_tag_finds_the_nearest_voice(tag: str, voice: str | None) -> None:
    assert voice_of(tag) == voice


@pytest.mark.parametrize(
    ("tag", "advice"),
    [
        ("french", "did you mean 'fr'?"),
        ("norwegain", "did you mean 'nb'?"),
        ("jp", "did you mean 'ja'?"),
        ("cz-CZ", "did you mean 'cs'?"),
        ("deu", "did you mean 'de'?"),
        ("qqq", "write a language tag as in en, fr, pt-BR or zh"),
    ],
)
def test_an_unknown_language_is_told_with_what_is_meant(tag: str, advice: str) -> None:
    assert espeak().refuses(tag) == f"espeak does not speak '{tag}'; {advice}"
    assert espeak().refuses("fr-CA") is None


def test_the_documentation_names_every_language() -> None:
    text = " ".join((Path(__file__).parents[2] / "docs/languages.md").read_text(encoding="utf-8").split())
    assert not [name for code, name in NAMES.items() if f"{name} `{code}`" not in text]


def test_the_same_words_sound_different_in_each_language() -> None:
    sounds = [
        say("Mama, la luna sale.", language=language).sound
        for language in ("en", "fr-FR", "pt-PT", "pt-BR", "zh-CN", "he")
    ]
    for index, sound in enumerate(sounds):
        for other in sounds[:index]:
            assert sound.shape != other.shape or not np.allclose(sound, other, atol=0.05)


def test_a_line_can_be_said_faster_by_the_same_voice() -> None:
    text = "Der Sturm kommt über das Meer, und niemand hört mich rufen."
    own = length(text, language="de")
    for speed in (1.1, 1.2, 1.35):
        assert length(text, language="de", speed=speed) == pytest.approx(own / speed, rel=0.06)


def test_a_line_at_its_own_pace_has_the_key_it_always_had() -> None:
    request = SpeechRequest(text="Hello.", voice="mara")
    assert request.model_dump(mode="json") == {
        "text": "Hello.",
        "voice": "mara",
        "language": "en",
        "pitch": "medium",
        "pace": "medium",
        "timbre": None,
        "manner": None,
    }
    assert SpeechRequest(text="Hello.", voice="mara", speed=1.2).model_dump(mode="json")["speed"] == 1.2


def test_kanji_are_told_and_not_spelled_out() -> None:
    mixed = SpeechRequest(text="灯台の光", voice="mara", language="ja")
    assert espeak().shortcomings(mixed) == (
        "espeak cannot read 灯台光: the line is not heard, its caption stays; write it in kana to hear it",
    )
    spoken = say("灯台の光", language="ja")
    assert not spoken.sound.any()
    assert 0.5 < spoken.sound.shape[-1] / SAMPLE_RATE < 3
    kana = SpeechRequest(text="とうだいのひかり", voice="mara", language="ja")
    assert espeak().shortcomings(kana) == ()
    assert np.abs(say(kana.text, language="ja").sound).max() > 0.05
    assert espeak().shortcomings(SpeechRequest(text="灯塔的光", voice="mara", language="zh")) == ()
