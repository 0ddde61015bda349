"""Tiny voices as ONNX files with the inputs and outputs of the real ones: each phoneme is a short tone of its own pitch."""

import json
from pathlib import Path
from typing import Any

import numpy as np
from onnx import TensorProto, helper, numpy_helper, save

_HOP = 600
_IPA = "abdefhijklmnopstuvwzæðŋɐɑɒɔəɚɛɜɡɪɹɾʃʊʌʒθᵻˈˌː .,;:!?"


def tones(path: Path, inputs: list[tuple[str, int, list[Any]]], first: str, loud: str = "") -> None:
    """Save a model whose sound is, for each number of the input `first`, `_HOP` samples of a tone; `loud` scales it."""
    time = numpy_helper.from_array(np.arange(_HOP, dtype=np.float32)[None, None, :] * 0.002, "time")
    half = numpy_helper.from_array(np.array(0.4, np.float32), "half")
    flat = numpy_helper.from_array(np.array([-1], np.int64), "flat")
    last = numpy_helper.from_array(np.array([2], np.int64), "last")
    nodes = [
        helper.make_node("Cast", [first], ["numbers"], to=TensorProto.FLOAT),
        helper.make_node("Unsqueeze", ["numbers", "last"], ["column"]),
        helper.make_node("Mul", ["column", "time"], ["phase"]),
        helper.make_node("Sin", ["phase"], ["wave"]),
        helper.make_node("Mul", ["wave", "half"], ["quiet"]),
        helper.make_node("Reshape", ["quiet", "flat"], ["line"]),
    ]
    nodes.append(
        helper.make_node("Mul", ["line", loud], ["sound"])
        if loud
        else helper.make_node("Identity", ["line"], ["sound"])
    )
    graph = helper.make_graph(
        nodes,
        "tones",
        [helper.make_tensor_value_info(name, kind, shape) for name, kind, shape in inputs],
        [helper.make_tensor_value_info("sound", TensorProto.FLOAT, None)],
        [time, half, flat, last],
    )
    save(helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=9), str(path))


def piper_voice(folder: Path, speakers: int = 1) -> Path:
    """A voice of Piper with its two files; returns the first."""
    file = folder / "tiny.onnx"
    inputs: list[tuple[str, int, list[Any]]] = [
        ("input", TensorProto.INT64, [1, "n"]),
        ("input_lengths", TensorProto.INT64, [1]),
        ("scales", TensorProto.FLOAT, [3]),
    ]
    inputs += [("sid", TensorProto.INT64, [1])] if speakers > 1 else []
    tones(file, inputs, "input")
    symbols = {"_": [0], "^": [1], "$": [2], **{sign: [number + 3] for number, sign in enumerate(_IPA)}}
    described = {
        "audio": {"sample_rate": 22050, "quality": "x_low"},
        "espeak": {"voice": "en-us"},
        "inference": {"noise_scale": 0.6, "length_scale": 1.0, "noise_w": 0.8},
        "num_speakers": speakers,
        "speaker_id_map": {f"s{number}": number for number in range(speakers)} if speakers > 1 else {},
        "phoneme_type": "espeak",
        "phoneme_id_map": symbols,
    }
    (folder / "tiny.onnx.json").write_text(json.dumps(described), encoding="utf-8")
    return file


def kokoro_voice(folder: Path, newer: bool = False) -> Path:
    """A folder with a model of Kokoro's inputs and five voices."""
    numbers, speed = ("input_ids", TensorProto.INT32) if newer else ("tokens", TensorProto.FLOAT)
    inputs: list[tuple[str, int, list[Any]]] = [
        (numbers, TensorProto.INT64, [1, "n"]),
        ("style", TensorProto.FLOAT, [1, 256]),
        ("speed", speed, [1]),
    ]
    tones(folder / "kokoro.onnx", inputs, numbers)
    random = np.random.default_rng(3)
    voices = {
        name: random.random((510, 1, 256), np.float32)
        for name in ("af_bella", "af_sky", "am_adam", "bf_emma", "ff_siwis")
    }
    with (folder / "voices-v1.0.bin").open("wb") as file:
        np.savez(file, **voices)  # type: ignore[arg-type]
    return folder
