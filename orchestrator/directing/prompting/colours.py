"""Plain words for colours: what a model makes more of than of `#1a2148`."""

from functools import cache

from generation.animatic.colour import Lab, to_lab

_NAMED = {
    "black": "000000", "soft black": "1a1a1c", "brown-black": "1f1813", "taupe": "8a7566", "warm grey": "a39a90",
    "dusty mauve": "7a6066", "charcoal": "2b2b30", "dark grey": "4a4a4e", "grey": "808084", "silver grey": "b0b2b6",
    "pale grey": "d6d6d8", "white": "fafafa", "ivory": "f7f0dc", "cream": "fff1cf", "beige": "e3d3b4", "sand": "d8bd8a",
    "tan": "c19a6b", "bronze": "96692f", "ochre": "c8862a", "mustard": "d2a52c", "gold": "e6b93d", "pale gold": "f4cb80",
    "yellow": "f9dd3c", "pale yellow": "f8eca0", "amber": "ffb02e", "orange": "f4801f", "burnt orange": "c2571a",
    "rust": "9c4522", "brown": "74492a", "dark brown": "3f281b", "umber": "5b4636", "terracotta": "cd6e4e",
    "coral": "ec7f68", "salmon": "f3a18a", "peach": "fcc9a4", "red": "d62a2a", "crimson": "a8172f",
    "dark red": "6b1420", "maroon": "431019", "brick red": "a5422f", "rose": "d9748c", "pink": "f2a3b9",
    "pale pink": "f8d9dd", "hot pink": "ee3f93", "magenta": "c92a94", "purple": "7c3896", "plum": "63386f",
    "dark purple": "34173f", "violet": "7a4fd0", "lavender": "b9a4de", "pale lavender": "dfd6ee", "mauve": "a5809c",
    "dusky plum": "5a4258", "indigo": "22265a", "midnight blue": "141b35", "blue-black": "0b0f1a",
    "navy": "1b2d5a", "blue": "2a55c8", "cobalt": "1f4aa8", "slate blue": "55688c", "slate": "47525f",
    "steel blue": "4b7ca8", "grey-blue": "8597ab", "sky blue": "7fbde8", "pale blue": "cfe3f2", "ice blue": "e4f1f6",
    "electric blue": "2b7bff", "cyan": "27cfe0", "pale cyan": "aeeaf0", "turquoise": "38b8b0", "teal": "1d7076",
    "dark teal": "123c42", "petrol blue": "1b4d68", "sea green": "4f9f82", "mint": "aadfc4", "emerald": "1f9a5f",
    "green": "3f8f3c", "forest green": "27502f", "dark green": "16301f", "olive": "737332", "moss green": "8a9a4e",
    "sage": "a9b695", "lime": "acd13a", "pale green": "d6e9c6",
}  # fmt: skip
"""A point of sRGB for each word, chosen by eye to lie apart from its neighbours."""


@cache
def colour_name(colour: str) -> str:
    """Return plain words for `#rrggbb`: the nearest in OKLab, hue counting for more than lightness."""
    here = to_lab(colour)
    return min(_points(), key=lambda item: _distance(item[1], here))[0]


def palette_names(palette: tuple[str, ...]) -> str:
    """Return a palette in words, each once, in its order: `indigo, plum, coral, pale gold`."""
    return ", ".join(dict.fromkeys(colour_name(colour) for colour in palette))


@cache
def _points() -> tuple[tuple[str, Lab], ...]:
    return tuple((name, to_lab(f"#{value}")) for name, value in _NAMED.items())


def _distance(one: Lab, other: Lab) -> float:
    hue = (one[1] - other[1]) ** 2 + (one[2] - other[2]) ** 2
    return (one[0] - other[0]) ** 2 + 3 * hue
