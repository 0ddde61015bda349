"""How fast somebody travels whose feet say nothing about it: by the words of the pose."""

PACES = {
    "walk": 180.0,
    "trot": 240.0,
    "run": 420.0,
    "gallop": 420.0,
    "fly": 150.0,
    "swim": 70.0,
    "float": 40.0,
    "crawl": 40.0,
    "hop": 90.0,
    "ride": 180.0,
    "march": 180.0,
    "sneak": 60.0,
    "limp": 100.0,
    "carry": 130.0,
}
"""Stage pixels a second, at the size of a grown person."""
HEADINGS = {"left": -1.0, "right": 1.0}
"""Where in the picture a way leads, by where somebody faces."""


def pace_of(pose: str) -> float:
    """How fast a pose (a word or a few) travels."""
    words = pose.lower().replace("-", " ").split()
    return max((pace for name, pace in PACES.items() if any(word.startswith(name) for word in words)), default=0.0)
