"""The fonts of a document: of each only the letters that are used, with outlines that every reader of PDF knows."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any, TypeAlias

from stitching.text import fonts
from stitching.timeline import Face

_FACES: tuple[Face, ...] = ("serif", "sans")
_KEPT = frozenset(
    ("head", "hhea", "maxp", "OS/2", "hmtx", "cmap", "loca", "glyf", "CFF ", "name", "post", "GSUB", "GPOS", "GDEF")
)
_ERROR = 0.0008
"""Of the size of a letter: how far the simpler curves may lie beside its own."""

Font: TypeAlias = Any
"""Of fontTools, which knows no types."""


def laid_out(texts: Mapping[Any, str], folder: Path) -> dict[Path, str]:
    """A font file for each face that is asked for, then one for each that sets what they lack: its path, and its face's name."""
    needed: dict[Path, set[str]] = {}
    for face in _FACES:
        needed[fonts.file_of(face)] = set()
    for text in texts.values():
        for cluster in fonts.clusters(text):
            path = fonts.font_for_each(cluster, _FACES) or fonts.file_of("sans")
            for own in (fonts.file_of(face) for face in _FACES):
                needed[own].update(cluster)
            needed.setdefault(path, set()).update(cluster)
    names = {fonts.file_of(face): str(face) for face in _FACES}
    found: dict[Path, str] = {}
    for number, (path, letters) in enumerate(needed.items()):
        target = folder / f"{number}.ttf"
        _reduced(path, letters, target)
        found[target] = names.get(path, f"other{number}")
    return found


def _reduced(path: Path, letters: set[str], target: Path) -> None:
    from fontTools import subset
    from fontTools.ttLib import TTFont

    with TTFont(str(path), fontNumber=0, lazy=True) as font:
        kept: Font = font
        for table in [tag for tag in kept.keys() if tag not in _KEPT]:  # noqa: SIM118
            del kept[table]
        reduced: Font = subset.Subsetter(subset.Options(notdef_outline=True, name_IDs=["*"], hinting=False))
        reduced.populate(unicodes=[ord(letter) for letter in letters])
        reduced.subset(kept)
        if "CFF " in kept:
            _in_quadratics(kept)
        kept.save(str(target))


def _in_quadratics(font: Font) -> None:
    """Give a font of cubic outlines (CFF) quadratic ones, as a TrueType font has them."""
    from fontTools.pens.cu2quPen import Cu2QuPen
    from fontTools.pens.ttGlyphPen import TTGlyphPen
    from fontTools.ttLib import newTable

    drawn: Font = font.getGlyphSet()
    order = font.getGlyphOrder()
    outlines: dict[str, Font] = {}
    for name in order:
        pen: Font = TTGlyphPen(drawn)
        drawn[name].draw(Cu2QuPen(pen, _ERROR * font["head"].unitsPerEm, reverse_direction=True))
        outlines[name] = pen.glyph()
    font["loca"] = newTable("loca")
    glyphs: Font = newTable("glyf")
    font["glyf"] = glyphs
    glyphs.glyphOrder, glyphs.glyphs = order, outlines
    font["maxp"].tableVersion = 0x00010000
    unused = ["TwilightPoints", "Storage", "FunctionDefs", "InstructionDefs", "StackElements", "SizeOfInstructions"]
    for field in (*unused, "ComponentElements", "ComponentDepth"):
        setattr(font["maxp"], f"max{field}", 0)
    font["maxp"].maxZones = 1
    font["post"].formatType, font["post"].extraNames, font["post"].mapping = 2.0, [], {}
    font["post"].glyphOrder = order
    del font["CFF "]
    font.sfntVersion = "\000\001\000\000"
