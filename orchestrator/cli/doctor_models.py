"""What `doctor` says of local models: the GPU, the torch that is installed, and what was downloaded. No torch is imported."""

from pathlib import Path

from orchestrator.cli.output import count

Row = tuple[str, str, str]
"""A mark (`ok`, or `-` for what could be better), what it is about, and the fact."""


def model_rows() -> list[Row]:
    """The rows on the GPU, torch, and the cache of models."""
    return [*_gpu_rows(), *_cache_rows()]


def _gpu_rows() -> list[Row]:
    from generation.machine import GB, installed_torch, this_machine

    machine, torch = this_machine(), installed_torch()
    if machine.gpu or machine.device == "mps":
        more = f", {machine.gpus} of them" if machine.gpus > 1 else ""
        gpu = ("ok", "GPU", f"{machine.name}{more}: {machine.free / GB:.1f} GB free of {machine.total / GB:.0f}")
    else:
        gpu = ("-", "GPU", "none that a driver tells of; models would run on the processor, in hours for a clip")
    memory = ("ok", "main memory", f"{machine.main_free / GB:.1f} GB free of {machine.main_total / GB:.0f}")
    if torch is None:
        return [gpu, memory, ("-", "torch", "not installed; pip install 'filmwright[local]'")]
    usable = machine.device in torch.runs_on
    fact = f"{torch.version}, for {torch.built_for}"
    if not usable:
        fact += "; it cannot use this GPU: install the torch for it as docs/gpu.md says"
    return [gpu, memory, ("ok" if usable else "-", "torch", fact)]


def _cache_rows() -> list[Row]:
    from generation.catalogue import cards
    from generation.diffusion.checkpoints import checkpoint, pulling
    from generation.errors import GenerationError

    folder = checkpoint.cache_folder()
    many = len(pulling.cache_folders())
    size = (
        f"{pulling.cache_size() / 1e9:.1f} GB in {count(many, 'repository', 'repositories')}; "
        if many
        else "nothing downloaded; "
    )
    rows = [("ok", "models", f"{size}{pulling.room() / 1e9:.0f} GB free; {_short(folder)}")]
    here: list[str] = []
    for card in cards().values():
        try:
            if checkpoint.located(card.model, card.revision) is not None:
                here.append(card.name)
        except GenerationError:
            continue
    if here:
        rows.append(("ok", "downloaded", ", ".join(here)))
    return rows


def _short(folder: Path) -> str:
    """A folder as a person writes it."""
    try:
        return f"~/{folder.relative_to(Path.home())}"
    except (ValueError, RuntimeError):
        return str(folder)
