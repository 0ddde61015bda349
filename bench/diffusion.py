"""Filmwright's way of driving a video model against calling its pipeline by hand. The weights are random, the work is real.

    python bench/diffusion.py [overhead] [throughput] [memory] [gpu] [--rounds 5] [--shots 12] [--threads 1] [--sizes tiny mid]

overhead    one clip, model loaded and warm, in one process and in alternation: our backend (frames taken to the last) against the
            pipeline called by hand and its pictures made 8-bit. The figure is the median of the rounds' ratios of processor
            seconds, which other programs disturb less than the clock; goal: under 1.01 for the mid-size model.
throughput  a film of twelve shots, each way in a process of its own, from its start to the last file, in alternation: a loop
            that loads the pipeline for each shot, calls it and exports with `export_to_video`; the same with the pipeline
            loaded once; and our engine, which also keeps each clip by content, verified to its last frame. Goal: 1.25
            times the first loop.
memory      a hundred shots of the tiny model through the engine: what the process that holds the model, and the driver, grow by.
gpu         where there is a GPU: the transformer and VAE of Wan 2.2 TI2V-5B at real size through the engine, and the share of
            time in which no kernel ran, as nvidia-smi samples it, from the first clip's denoising on. Goal: under 2 %.

On a processor the models get one thread of torch each way (`--threads`), as a GPU would leave the processor free for the rest.
Seconds depend on the machine and on what else it does; ratios in alternation hold.
"""

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from generation.backend import find
from generation.requests import ClipRequest

ASKED: dict[str, dict[str, Any]] = {
    "tiny": {"width": 64, "height": 48, "frames": 9, "steps": 4},
    "mid": {"width": 160, "height": 96, "frames": 9, "steps": 6},
    "real": {"width": 832, "height": 480, "frames": 81, "steps": 20},
}
GUIDANCE = 5.0
RATE = 16
LONG_RUN = 100


def prompts(count: int) -> list[str]:
    """Different ones: a prompt that was read before is not read again by us."""
    return [f"a fox carries the lamp to rock {number}, and the keeper waits in the night" for number in range(count)]


def request(size: str, prompt: str, seed: int) -> ClipRequest:
    """One clip, at the model's own rate: as many pictures as are asked for by hand."""
    ask = ASKED[size]
    shape = {name: ask[name] for name in ("width", "height", "frames")}
    return ClipRequest(**shape, rate=str(RATE), seed=seed, prompt=prompt, negative="blurred")


def recipe(size: str, folder: Path) -> Any:
    """Our backend."""
    return find("clips", "wan").model_validate(
        {"model": str(folder), "steps": ASKED[size]["steps"], "guidance": GUIDANCE, "fps": RATE, "longest": 60}
    )


def by_hand(pipeline: Any, size: str, prompt: str, seed: int) -> Any:
    """The same work: the pipeline's own call, its frames as floats."""
    import torch

    ask = ASKED[size]
    return pipeline(
        prompt=prompt,
        negative_prompt="blurred",
        width=ask["width"],
        height=ask["height"],
        num_frames=ask["frames"],
        num_inference_steps=ask["steps"],
        guidance_scale=GUIDANCE,
        generator=torch.Generator("cpu").manual_seed(seed),
    ).frames[0]


def loaded(folder: Path) -> Any:
    """The pipeline as the documentation loads it."""
    import torch
    from diffusers import WanPipeline

    pipeline: Any = WanPipeline.from_pretrained(folder, dtype=torch.float32, local_files_only=True)
    pipeline.set_progress_bar_config(disable=True)
    return pipeline


def overhead(size: str, folder: Path, rounds: int) -> dict[str, object]:
    """Our backend and the pipeline by hand, in turns."""
    import numpy as np

    pipeline = loaded(folder)
    took: dict[str, list[tuple[float, float]]] = {"ours": [], "hand": []}
    with recipe(size, folder).load() as make:
        for number, prompt in enumerate(prompts(rounds + 1)):
            for way in ("ours", "hand") if number % 2 else ("hand", "ours"):
                wall, work = time.perf_counter(), time.process_time()
                if way == "ours":
                    count = sum(1 for _ in make(request(size, prompt, number), lambda _done, _total: None).frames)
                else:
                    count = len((by_hand(pipeline, size, prompt, number) * 255).round().astype(np.uint8))
                took[way].append((time.process_time() - work, time.perf_counter() - wall))
                assert count == ASKED[size]["frames"]
    ours, hand = took["ours"][1:], took["hand"][1:]
    work, wall = ([a[unit] / b[unit] for a, b in zip(ours, hand, strict=True)] for unit in (0, 1))
    return {
        "by hand": f"{statistics.median(cpu for cpu, _ in hand):.3f} s of work a clip",
        "ours": f"{statistics.median(cpu for cpu, _ in ours):.3f} s of work a clip",
        "ours / by hand": f"{statistics.median(work):.3f} (from {min(work):.3f} to {max(work):.3f})",
        "by the clock": f"{statistics.median(wall):.3f} (from {min(wall):.3f} to {max(wall):.3f})",
    }


def throughput(size: str, folder: Path, shots: int, rounds: int, threads: int) -> dict[str, object]:
    """Three ways of making some shots, each from the start of its process to its end, in turns."""
    took: dict[str, list[float]] = {"load each": [], "load once": [], "ours": []}
    for number in range(rounds):
        ways = list(took)
        for way in ways[number % 3 :] + ways[: number % 3]:
            with tempfile.TemporaryDirectory() as out:
                command = [sys.executable, __file__, "--way", way, size, str(folder), out, str(shots), str(threads)]
                started = time.perf_counter()
                subprocess.run(command, check=True)
                took[way].append(time.perf_counter() - started)
    middle = {way: statistics.median(times) for way, times in took.items()}
    against = {
        way: statistics.median([a / b for a, b in zip(took[way], took["ours"], strict=True)])
        for way in ("load each", "load once")
    }
    return {
        **{way: f"{seconds:.1f} s for {shots} shots" for way, seconds in middle.items()},
        **{f"times '{way}'": f"{ratio:.2f}" for way, ratio in against.items()},
    }


def one_way(way: str, size: str, folder: Path, out: Path, shots: int) -> None:
    """Make the shots in this process, or in the worker of this one."""
    if way == "ours":
        for _ in engine(size, folder, out, shots):
            pass
        return
    from diffusers.utils import export_to_video

    pipeline = None
    for number, prompt in enumerate(prompts(shots)):
        if pipeline is None or way == "load each":
            pipeline = loaded(folder)
        frames = by_hand(pipeline, size, prompt, number)
        export_to_video(list(frames), str(out / f"shot-{number}.mp4"), fps=RATE)


def engine(size: str, folder: Path, out: Path, shots: int) -> Iterator[Any]:
    """Make the shots as a build does; its events. Fails if a shot does."""
    from orchestrator.building.engines.local import LocalExecutor
    from orchestrator.building.events import StepFailed
    from orchestrator.building.graph import Graph
    from orchestrator.building.step import Foreseen, Progressed, Step
    from orchestrator.building.work import ClipWork
    from orchestrator.store.store import Store

    backend, steps = recipe(size, folder), list[Step]()
    for number, prompt in enumerate(prompts(shots)):
        work = ClipWork(backend, request(size, prompt, number))
        steps.append(
            Step(f"shot {number}", "clip", lambda _r, work=work: work, foreseen=Foreseen(backend, work.words()))
        )
    with LocalExecutor(1) as workers:
        for event in Graph(Store(out), workers, {}, Progressed(), lambda _step: True).run(steps):
            if isinstance(event, StepFailed):
                sys.exit(event.error)
            yield event


def memory(folder: Path) -> dict[str, object]:
    """What the processes grow by over a long run."""
    from orchestrator.building.events import StepMade

    sizes: list[tuple[float, float]] = []
    with tempfile.TemporaryDirectory() as out:
        for event in engine("tiny", folder, Path(out), LONG_RUN):
            if isinstance(event, StepMade):
                sizes.append((_resident(os.getpid()), max(_resident(child) for child in _children())))
    late = sizes[len(sizes) // 5 :]
    return {
        name: f"{values[0]:.1f} MB after {len(sizes) // 5} shots, {values[-1]:.1f} MB after {len(sizes)}; "
        f"{1000 * _slope(values):+.0f} kB a shot"
        for name, values in zip(("driver", "with the model"), zip(*late, strict=True), strict=True)
    }


def gpu(folder: Path, shots: int) -> dict[str, object]:
    """The engine on a GPU, and how long that had nothing to do."""
    from orchestrator.building.events import StepMade, StepProgress

    samples: list[tuple[float, int]] = []
    command = ["nvidia-smi", "--query-gpu=utilization.gpu", "--format=csv,noheader,nounits", "-lms", "100"]
    begun, ended = 0.0, 0.0
    with tempfile.TemporaryDirectory() as out, subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as watching:

        def watch() -> None:
            assert watching.stdout is not None
            samples.extend((time.monotonic(), int(row)) for row in watching.stdout if row.strip().isdigit())

        thread = threading.Thread(target=watch, daemon=True)
        thread.start()
        made = 0
        for event in engine("real", folder, Path(out), shots):
            if isinstance(event, StepProgress) and event.done and not begun:
                begun = time.monotonic()
            # The last clip has nothing after it to be finished beside.
            if isinstance(event, StepProgress) and event.unit == "steps" and event.done == event.total:
                ended = time.monotonic()
            made += isinstance(event, StepMade)
        watching.terminate()
        thread.join(timeout=5)
    busy = [share for when, share in samples if begun <= when <= ended]
    if not busy:
        sys.exit("nvidia-smi said nothing")
    idle = 1 - statistics.mean(busy) / 100
    return {
        "shots": made,
        "seconds a shot": f"{(ended - begun) / shots:.2f}",
        "idle": f"{100 * idle:.1f} % of {ended - begun:.0f} s in {len(busy)} samples",
    }


def _children() -> list[int]:
    task = Path(f"/proc/{os.getpid()}/task")
    return [int(pid) for thread in task.iterdir() for pid in (thread / "children").read_text().split()]


def _resident(pid: int) -> float:
    """Megabytes of main memory that a process has."""
    pages = int(Path(f"/proc/{pid}/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


def _slope(values: tuple[float, ...]) -> float:
    """Growth from one value to the next, by least squares."""
    return statistics.linear_regression(range(len(values)), values).slope


def say(title: str, figures: dict[str, object]) -> None:
    """Print one measurement."""
    load = os.getloadavg()[0] if hasattr(os, "getloadavg") else 0.0
    print(f"{title} (load {load:.1f})")
    for name, value in figures.items():
        print(f"  {name:<20} {value}")
    sys.stdout.flush()


def main() -> None:
    """Measure and print."""
    os.environ.setdefault("HF_HUB_OFFLINE", "1")
    if sys.argv[1:2] == ["--way"]:
        way, size, folder, out, shots, threads = sys.argv[2:]
        os.environ["OMP_NUM_THREADS"] = threads
        one_way(way, size, Path(folder), Path(out), int(shots))
        return
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    whats = ("overhead", "throughput", "memory", "gpu")
    parser.add_argument(
        "what", nargs="*", choices=[*whats, []], help="what to measure; all that this machine can, if left out"
    )
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--shots", type=int, default=12)
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--sizes", nargs="+", default=["tiny", "mid"], choices=["tiny", "mid"])
    given = parser.parse_args()
    os.environ["OMP_NUM_THREADS"] = str(given.threads)
    import torch

    torch.set_num_threads(given.threads)
    has_gpu = torch.cuda.is_available()
    wanted = given.what or [what for what in whats if what != "gpu" or has_gpu]
    if "gpu" in wanted and not has_gpu:
        sys.exit("there is no GPU here; leave gpu out")
    import diffusion_checkpoints

    with tempfile.TemporaryDirectory() as folder:
        sizes = {
            *(given.sizes if {"overhead", "throughput"} & {*wanted} else ()),
            *(["tiny"] if "memory" in wanted else ()),
        }
        saved = {size: diffusion_checkpoints.save(size, Path(folder)) for size in sorted(sizes)}
        for size in given.sizes if "overhead" in wanted else ():
            say(f"overhead, {size}", overhead(size, saved[size], given.rounds))
        if "throughput" in wanted:
            size = given.sizes[-1]
            figures = throughput(size, saved[size], given.shots, max(1, given.rounds // 2), given.threads)
            say(f"throughput, {size}", figures)
        if "memory" in wanted:
            say("memory over a long run", memory(saved["tiny"]))
        if "gpu" in wanted:
            say("gpu", gpu(diffusion_checkpoints.save("real", Path(folder), "cuda"), given.shots))


if __name__ == "__main__":
    main()
