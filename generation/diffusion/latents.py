"""Latents to pictures, as the pipelines do it, but with one float copy of the video and 8-bit pictures off the device."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import numpy as np

from generation.results import Frame

if TYPE_CHECKING:
    import torch


def spread(vae: Any, made: "torch.Tensor") -> "torch.Tensor":
    """Undo the norming by a VAE's `latents_mean` and `latents_std`; shape (batch, channels, frames, height, width)."""
    import torch

    ready = made.to(device=where(vae), dtype=vae.dtype)
    shape = (1, vae.config.z_dim, 1, 1, 1)
    mean = torch.tensor(vae.config.latents_mean).view(shape).to(ready)
    scale = 1.0 / torch.tensor(vae.config.latents_std).view(shape).to(ready)
    return ready / scale + mean


def decoded(vae: Any, ready: "torch.Tensor", **arguments: Any) -> Iterator[Frame]:
    """Decode latents of one clip; `arguments` go to the VAE."""
    import torch

    with torch.no_grad():
        video = vae.decode(ready, return_dict=False, **arguments)[0][0]
    yield from pictures(video)


def pictures(video: "torch.Tensor") -> Iterator[Frame]:
    """The frames of a video (channels, frames, height, width) from -1 to 1, one after the other."""
    import torch

    with torch.no_grad():
        for number in range(video.shape[1]):
            picture = (video[:, number].float() * 0.5 + 0.5).clamp(0, 1)
            whole = (picture * 255).round().to(torch.uint8).permute(1, 2, 0)
            yield np.ascontiguousarray(whole.cpu().numpy())


def where(vae: Any) -> "torch.device":
    """The device that a VAE works on, also while its weights wait elsewhere."""
    hook = getattr(vae, "_hf_hook", None)
    found = getattr(hook, "execution_device", None)
    if found is None:
        return next(vae.parameters()).device
    import torch

    return torch.device(found)
