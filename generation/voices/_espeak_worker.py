"""The process that holds espeak-ng: one JSON request on standard input, one answer on standard output, then it ends.

espeak-ng is GPL-3 and runs only here, as a program of its own. A fresh process for each line also makes the result repeatable:
within one process the same text twice differs by a few samples. The answer is one line of JSON, then 16-bit mono samples; asked
for `phonemes` it is a line of JSON alone. Its C interface is described in espeak-ng's `speak_lib.h`.
"""

import ctypes
import json
import os
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

_RETRIEVAL, _PHONEME_EVENTS, _PHONEME_IPA, _DO_NOT_EXIT = 1, 1, 2, 0x8000
_CHARS_UTF8, _SSML, _EVENT_WORD, _EVENT_PHONEME = 1, 0x10, 1, 7
_IPA = 2
_RATE, _VOLUME, _PITCH, _RANGE = 1, 2, 3, 4


class _Value(ctypes.Union):
    _fields_ = (("number", ctypes.c_int), ("name", ctypes.c_char_p), ("string", ctypes.c_char * 8))


class _Event(ctypes.Structure):
    _fields_ = (
        ("type", ctypes.c_int),
        ("unique_identifier", ctypes.c_uint),
        ("text_position", ctypes.c_int),
        ("length", ctypes.c_int),
        ("audio_position", ctypes.c_int),
        ("sample", ctypes.c_int),
        ("user_data", ctypes.c_void_p),
        ("id", _Value),
    )


_Callback = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.POINTER(ctypes.c_short), ctypes.c_int, ctypes.POINTER(_Event))


@dataclass
class _Heard:
    samples: bytearray = field(default_factory=bytearray)
    words: list[tuple[int, int, int]] = field(default_factory=list[tuple[int, int, int]])
    phonemes: list[tuple[int, str]] = field(default_factory=list[tuple[int, str]])

    def take(self, wave: Any, count: int, events: Any) -> int:
        if wave and count > 0:
            self.samples += ctypes.string_at(wave, count * 2)
        index = 0
        while events[index].type != 0:
            event = events[index]
            if event.type == _EVENT_WORD:
                self.words.append((event.audio_position, event.text_position, event.length))
            elif event.type == _EVENT_PHONEME:
                self.phonemes.append((event.audio_position, event.id.string.decode("utf-8", "ignore")))
            index += 1
        return 0


def _opened(voice: str) -> tuple[int, ctypes.CDLL]:
    """The sample rate, and the library with that voice."""
    import espeakng_loader

    library = ctypes.CDLL(espeakng_loader.get_library_path())
    data = Path(espeakng_loader.get_data_path())
    os.chdir(data.parent)  # a path of more than 160 bytes would be refused, so hand over a short one
    rate = library.espeak_Initialize(_RETRIEVAL, 0, b".", _PHONEME_EVENTS | _PHONEME_IPA | _DO_NOT_EXIT)
    if rate <= 0:
        raise SystemExit(f"espeak-ng did not find its data in {data}")
    if library.espeak_SetVoiceByName(voice.encode()) != 0:
        raise SystemExit(f"espeak-ng has no voice '{voice}'")
    return rate, library


def _speak(request: dict[str, object]) -> tuple[int, _Heard]:
    rate, library = _opened(str(request["voice"]))
    heard = _Heard()
    callback = _Callback(heard.take)
    library.espeak_SetSynthCallback(callback)
    for parameter, name in ((_RATE, "rate"), (_PITCH, "pitch"), (_RANGE, "range"), (_VOLUME, "volume")):
        library.espeak_SetParameter(parameter, int(str(request[name])), 0)
    text = str(request["text"]).encode() + b"\0"
    flags = _CHARS_UTF8 | (_SSML if request.get("ssml") else 0)
    library.espeak_Synth(text, ctypes.c_size_t(len(text)), 0, 1, 0, flags, None, None)
    library.espeak_Synchronize()
    return rate, heard


def _phonemes(request: dict[str, object]) -> list[tuple[str, str]]:
    """The clauses of a text: its phonemes in IPA, and the text up to where the next clause begins."""
    _rate, library = _opened(str(request["voice"]))
    raw = str(request["phonemes"]).encode() + b"\0"
    text = ctypes.create_string_buffer(raw)
    start = ctypes.addressof(text)
    at, translate = ctypes.c_void_p(start), library.espeak_TextToPhonemes
    translate.restype = ctypes.c_char_p
    translate.argtypes = [ctypes.POINTER(ctypes.c_void_p), ctypes.c_int, ctypes.c_int]
    clauses: list[tuple[str, str]] = []
    before = 0
    while at.value:
        said = translate(ctypes.byref(at), _CHARS_UTF8, _IPA)
        end = at.value - start if at.value else len(raw) - 1
        clauses.append(((said or b"").decode("utf-8", "ignore"), raw[before:end].decode("utf-8", "ignore")))
        before = end
    return clauses


def main() -> None:
    """Answer the one request."""
    request = json.loads(sys.stdin.buffer.readline())
    if "phonemes" in request:
        sys.stdout.buffer.write(json.dumps({"clauses": _phonemes(request)}).encode() + b"\n")
    else:
        rate, heard = _speak(request)
        head = {"rate": rate, "words": heard.words, "phonemes": heard.phonemes}
        sys.stdout.buffer.write(json.dumps(head).encode() + b"\n")
        sys.stdout.buffer.write(bytes(heard.samples))
    sys.stdout.buffer.flush()


if __name__ == "__main__":
    main()
