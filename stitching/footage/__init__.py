"""A person's own footage: what it is, its pictures in the mezzanine, its sound beside them."""

from stitching.footage.conforming import VERSION, Conformed, conform
from stitching.footage.facts import FootageFacts, PictureFacts, SoundFacts, probe
from stitching.footage.sound import save_sound, sound_of

__all__ = [
    "VERSION",
    "Conformed",
    "FootageFacts",
    "PictureFacts",
    "SoundFacts",
    "conform",
    "probe",
    "save_sound",
    "sound_of",
]
