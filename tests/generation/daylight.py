"""The light of a clear noon, in which figures are drawn in tests."""

from generation.animatic.stage import Scheme

DAY = Scheme(
    sky_top="#6fb1dc",
    sky_middle="#a9d4e6",
    horizon="#f3e6c8",
    sun="#fff3d0",
    far="#9db7c4",
    ground="#8aa06a",
    ground_dark="#5d7450",
    water="#5c9bb5",
    foliage="#6f9a5b",
    wall="#d8c8b0",
    shadow="#2c3440",
    accent="#d9744a",
    rim="#fff0cc",
    ambient="#6f86a8",
    shade=0.06,
    light_x=0.8,
    night=False,
)
