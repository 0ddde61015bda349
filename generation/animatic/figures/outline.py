"""Outlines of limbs that grow out of a body."""

from generation.animatic.art import Path


def sides(limb: Path, first: int = 1) -> Path:
    """The drawn line of a limb: both its sides and its end, open where it grows out of the body.

    The limb is one closed curve that starts with the cap at its root (as `tube` and `limb` make it); `first` says how many
    points of its spine the line leaves out.
    """
    commands = limb.commands
    return Path((("M", *commands[1 + first][-2:]), *commands[2 + first : len(commands) - 2 - first]))
