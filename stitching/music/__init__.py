"""A person's own piece of music, cut on its bars to the length of a film: it begins as it begins, and ends as it ends."""

from stitching.music.beats import Rhythm, rhythm
from stitching.music.editing import Edit, Stretch, edited
from stitching.music.writing import write_edit

__all__ = ["Edit", "Rhythm", "Stretch", "edited", "rhythm", "write_edit"]
