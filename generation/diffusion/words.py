"""What reads prompts reads each once: shots of a film share their negative prompt."""

from collections import OrderedDict
from collections.abc import Generator, Iterable, Mapping
from contextlib import ExitStack, contextmanager
from copy import deepcopy
from typing import TYPE_CHECKING, Any, cast

if TYPE_CHECKING:
    import torch
    from torch.nn import Module

_KEPT = 4
"""Answers that are kept of each encoder: of a prompt and a negative prompt, and of their pooled twins."""
_PLAIN = (str, bytes, int, float, bool, type(None))


@contextmanager
def remembered(encoders: "Iterable[Module]") -> Generator[None, None, None]:
    """While it is open, an encoder that is given what it was given shortly before gives the same answer again.

    So a negative prompt is read once, however a pipeline asks for it, and the words of a shot do not depend on what was read
    before. Answers are copies, for a pipeline may write into them.
    """
    with ExitStack() as stack:
        for encoder in encoders:
            stack.enter_context(_answering(encoder))
        yield


@contextmanager
def _answering(encoder: "Module") -> Generator[None, None, None]:
    before, own = encoder.forward, encoder.__dict__.get("forward")
    answers: OrderedDict[object, Any] = OrderedDict()

    def forward(*given: Any, **named: Any) -> Any:
        question = _question(given, named)
        if question is None:
            return before(*given, **named)
        if question not in answers:
            answers[question] = before(*given, **named)
            while len(answers) > _KEPT:
                answers.popitem(last=False)
        answers.move_to_end(question)
        return deepcopy(answers[question])

    encoder.forward = forward
    try:
        yield
    finally:
        if own is None:
            del encoder.forward
        else:
            encoder.forward = own


def _question(given: tuple[Any, ...], named: Mapping[str, Any]) -> object | None:
    """What an encoder is asked, as a key; None where it cannot be told from other questions."""
    import torch

    said: list[object] = []
    for name, value in (*enumerate(given), *sorted(named.items())):
        if isinstance(value, torch.Tensor):
            raw = value.detach().cpu().contiguous().view(torch.uint8) if value.dim() else value.detach().cpu()
            said.append((name, tuple(value.shape), str(value.dtype), raw.numpy().tobytes()))
        elif isinstance(value, _PLAIN):
            said.append((name, value))
        else:
            return None
    return tuple(said)


def brought(value: Any, where: "torch.device") -> Any:
    """What was read, on a device: a tensor, or a list of them, one for each prompt; the rest as it is."""
    if isinstance(value, list):
        return [brought(one, where) for one in cast("list[Any]", value)]
    return value.to(where) if hasattr(value, "to") else value


def kept(found: Mapping[str, Any], last: Mapping[str, Any] | None) -> dict[str, Any]:
    """What was read, in main memory; what is the same as in `last` is the same tensor, not another one."""
    import torch

    moved: dict[str, Any] = {}
    for name, value in found.items():
        if not isinstance(value, torch.Tensor):
            moved[name] = brought(value, torch.device("cpu"))
            continue
        here = value.to("cpu")
        before = last.get(name) if last else None
        same = isinstance(before, torch.Tensor) and before.dtype == here.dtype and torch.equal(before, here)
        moved[name] = before if same else here
    return moved
