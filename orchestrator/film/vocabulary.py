"""The closed vocabularies of a film's files: the words that a shot, a scene and a style may use."""

from typing import Literal

Size = Literal[
    "extreme-wide", "wide", "full", "cowboy", "medium", "medium-close", "close-up", "extreme-close-up", "insert"
]
"""Shot sizes from the widest to the closest; `insert` is a detail without a person."""

Angle = Literal["eye", "low", "high", "dutch", "overhead"]

CameraMove = Literal[
    "static", "pan", "tilt", "push-in", "pull-out", "truck", "crane", "orbit", "handheld", "zoom", "follow"
]

Position = Literal["far-left", "left", "centre", "right", "far-right", "background", "foreground"]
Facing = Literal["left", "right", "camera", "away"]

Time = Literal["dawn", "morning", "day", "afternoon", "dusk", "night"]
Weather = Literal["clear", "cloudy", "rain", "storm", "snow", "fog", "wind"]

Season = Literal["spring", "summer", "autumn", "winter"]
Period = Literal["medieval", "1920s", "today", "future"]
"""When it plays, as far as houses, lamps and vehicles tell; timeless where nothing says."""

Mood = Literal["calm", "tense", "joyful", "sad", "ominous", "wonder", "tender", "playful", "triumphant", "lonely"]
"""What a scene feels like: drives the score, the light, and the pace of the camera."""

Emotion = Literal["neutral", "happy", "sad", "afraid", "angry", "surprised", "determined", "tender"]

TransitionKind = Literal["cut", "dissolve", "fade"]
"""How one shot gives way to the next; `fade` goes through black."""

Boundary = Literal["cut", "match", "shared", "continue"]
"""How continuity is carried over the boundary to the shot before."""

Ambience = Literal[
    "rain", "wind", "waves", "room", "city", "forest", "night", "stream", "underwater", "fire", "insects", "jungle", "snow",
    "tavern", "crowd", "school", "kitchen", "church", "train", "engine", "space",
]  # fmt: skip

CaptionMode = Literal["burned", "karaoke", "embedded", "sidecar", "off"]
"""In the picture; in it and lit up word by word; as a track of the film that players can show; as files beside it; none."""

LoudnessTarget = Literal["web", "broadcast"]
"""-14 LUFS, which video sites play back as it is; -23 LUFS, the EBU's recommendation R 128."""
