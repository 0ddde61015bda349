"""Latents to pictures, as the pipelines do it, but with one float copy of the video and 8-bit pictures off the device."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import numpy as np

from generation.diffusion.memory.placing import layers_go_to
from generation.results import Frame

if TYPE_CHECKING:
    import torch


def spread(vae: Any, made: "torch.Tensor") -> "torch.Tensor":
    """Undo the norming by a VAE's `latents_mean` and `latents_std`; shape (batch, channels, frames, height, width)."""
    import torch

    ready = brought(vae, made)
    shape = (1, vae.config.z_dim, 1, 1, 1)
    mean = torch.tensor(vae.config.latents_mean).view(shape).to(ready)
    scale = 1.0 / torch.tensor(vae.config.latents_std).view(shape).to(ready)
    return ready / scale + mean


def brought(vae: Any, made: "torch.Tensor") -> "torch.Tensor":
    """Latents where a VAE works, and in its precision."""
    return made.to(device=where(vae), dtype=vae.dtype)


def scaled(vae: Any, made: "torch.Tensor") -> "torch.Tensor":
    """Undo the norming of an image VAE: one factor and one shift for all channels, or numbers for each."""
    import torch

    ready, settings = brought(vae, made), vae.config
    mean, deviation = settings.get("latents_mean"), settings.get("latents_std")
    if mean is not None and deviation is not None:
        shape = (1, -1, 1, 1)
        ready = ready * torch.tensor(deviation).view(shape).to(ready)
        return ready / settings.scaling_factor + torch.tensor(mean).view(shape).to(ready)
    return ready / settings.scaling_factor + (settings.get("shift_factor") or 0.0)


def unpacked(made: "torch.Tensor", height: int, width: int) -> "torch.Tensor":
    """Undo the packing of 2 x 2 latents into one token; `height` and `width` in latents.

    (batch, tokens, channels * 4) to (batch, channels, height, width).
    """
    batch, _tokens, packed = made.shape
    grid = made.view(batch, height // 2, width // 2, packed // 4, 2, 2)
    return grid.permute(0, 3, 1, 4, 2, 5).reshape(batch, packed // 4, height, width)


def decoded_picture(vae: Any, ready: "torch.Tensor") -> Frame:
    """Decode latents of one picture (1, channels, height, width), or of a video of one frame."""
    import torch

    with torch.no_grad():
        made = vae.decode(ready, return_dict=False)[0][0]
    return next(pictures(made if made.dim() == 4 else made.unsqueeze(1)))


def decoded(vae: Any, ready: "torch.Tensor", **arguments: Any) -> Iterator[Frame]:
    """Decode latents of one clip; `arguments` go to the VAE."""
    import torch

    with torch.no_grad():
        video = vae.decode(ready, return_dict=False, **arguments)[0][0]
    yield from pictures(video)


def pictures(video: "torch.Tensor") -> Iterator[Frame]:
    """The frames of a video (channels, frames, height, width) from -1 to 1, one after the other."""
    import torch

    for number in range(video.shape[1]):
        with torch.no_grad():
            picture = (video[:, number].float() * 0.5 + 0.5).clamp(0, 1)
            whole = (picture * 255).round().to(torch.uint8).permute(1, 2, 0)
        yield np.ascontiguousarray(whole.cpu().numpy())


def where(vae: Any) -> "torch.device":
    """The device that a VAE works on, also while its weights wait elsewhere."""
    import torch

    found = getattr(getattr(vae, "_hf_hook", None), "execution_device", None)
    return layers_go_to(vae) or next(vae.parameters()).device if found is None else torch.device(found)
