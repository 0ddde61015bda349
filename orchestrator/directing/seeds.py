"""Seeds: from the film's seed and the shot's identity, so that inserting a shot changes no other."""

import hashlib

from orchestrator.film.film import Settings
from orchestrator.film.scene import Scene
from orchestrator.film.shot import Shot


def seed_of(*parts: object) -> int:
    """Return a seed (31 bits) that depends on the parts and on nothing else, the same on every machine."""
    text = "\x1f".join(str(part) for part in parts)
    return int.from_bytes(hashlib.sha256(text.encode()).digest()[:4], "big") >> 1


def shot_seed(settings: Settings, scene: Scene, shot: Shot) -> int:
    """The seed of a shot's take: the shot's own where it names one."""
    if shot.seed is not None:
        return shot.seed if shot.take == 1 else seed_of(shot.seed, shot.take)
    return seed_of(settings.seed, scene.id, shot.id, shot.take)
