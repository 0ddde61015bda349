"""The west end of a church: its portal, and the organ on its loft."""

from generation.animatic.art import Node, Path, ellipse, polygon, rectangle
from generation.animatic.colour import mix
from generation.animatic.motifs import windows
from generation.animatic.motifs.brush import across, block, disc, fill, glow, joined, strokes, vertical
from generation.animatic.motifs.paint import Paint


def west_end(paint: Paint, x: float, foot: float, stone: str) -> list[Node]:
    """The portal under the organ loft, 400 wide."""
    wood = paint.local("#5a3d2a", 0.3)
    return [
        fill(
            windows.arch(x, foot - 190, 380.0, 430.0),
            vertical(foot - 400, foot, (0.0, paint.deep(stone, 0.42)), (1.0, paint.deep(stone, 0.2))),
        ),
        *_round_window(paint, x, foot - 346, 42.0, stone),
        *_pipes(paint, x, foot - 176, wood),
        *_portal(paint, x, foot, stone, wood),
        *_loft(paint, x, foot - 146, wood),
    ]


def _round_window(paint: Paint, x: float, y: float, r: float, stone: str) -> list[Node]:
    light = paint.outside
    spokes = [
        polygon([(x, y - r), (x, y + r)], False),
        polygon([(x - r, y), (x + r, y)], False),
        ellipse(x, y, r * 0.5),
    ]
    return [
        disc(x, y, r + 9, paint.bright(stone, 0.14)),
        disc(x, y, r, vertical(y - r, y + r, (0.0, light.sky_middle), (1.0, light.horizon))),
        strokes(spokes, paint.deep(stone, 0.3), 4.0),
        glow(x, y, r * 3, light.horizon, 0.12 if light.night else 0.3),
    ]


def _pipes(paint: Paint, x: float, foot: float, wood: str) -> list[Node]:
    """Pipes in three towers, with their mouths, in a case of oak."""
    tin, gold = paint.local("#c9c6b8", 0.25), mix(paint.local("#c79a4a"), paint.scheme.accent, 0.4)
    pipes: list[Path] = []
    mouths: list[Path] = []
    for middle, count, tall in ((-112.0, 7, 118.0), (0.0, 9, 96.0), (112.0, 7, 118.0)):
        for k in range(count):
            px, fall = x + middle + (k - (count - 1) / 2) * 10.4, abs(k - (count - 1) / 2) * (8.0 if middle else -6.0)
            pipes.append(rectangle(px - 4.4, foot - tall + fall, 8.8, tall - fall, 4))
            mouths.append(rectangle(px - 3, foot - 24 + (k % 2) * 5, 6, 5, 2))
    shine = across(
        x - 160, x + 160, (0.0, paint.deep(tin, 0.2)), (0.5, paint.bright(tin, 0.3)), (1.0, paint.deep(tin, 0.25))
    )
    cornice = [
        polygon([(x + dx - 46, foot - 120), (x + dx, foot - 142), (x + dx + 46, foot - 120)]) for dx in (-112.0, 112.0)
    ]
    return [
        block(x - 164, foot - 60, 328, 62, paint.deep(wood, 0.2)),
        *(block(x + dx - 44, foot - 122, 88, 124, paint.deep(wood, 0.45), radius=3) for dx in (-112.0, 112.0)),
        block(x - 58, foot - 104, 116, 106, paint.deep(wood, 0.45), radius=3),
        fill(joined(pipes), shine),
        fill(joined(mouths), paint.deep(tin, 0.6)),
        fill(joined(cornice), paint.bright(wood, 0.14)),
        strokes([polygon([(x - 58, foot - 106), (x + 58, foot - 106)], False)], gold, 4.0),
    ]


def _loft(paint: Paint, x: float, y: float, wood: str) -> list[Node]:
    rails = [rectangle(x - 176 + k * 22, y - 34, 7, 36, 3) for k in range(17)]
    return [
        block(x - 186, y, 372, 18, vertical(y, y + 18, (0.0, paint.bright(wood, 0.2)), (1.0, paint.deep(wood, 0.3)))),
        block(
            x - 186,
            y + 18,
            372,
            22,
            vertical(y + 18, y + 40, (0.0, paint.scheme.shadow, 0.5), (1.0, paint.scheme.shadow, 0.0)),
        ),
        fill(joined(rails), wood),
        block(x - 186, y - 40, 372, 10, paint.bright(wood, 0.26), radius=3),
    ]


def _portal(paint: Paint, x: float, foot: float, stone: str, wood: str) -> list[Node]:
    leaf, iron = windows.arch(x, foot - 56, 92.0, 112.0), paint.local("#3a3940", 0.3)
    seams = [polygon([(x + dx, foot - 96), (x + dx, foot)], False) for dx in (-34, -17, 17, 34)]
    straps = [rectangle(x + s * 24 - 18, foot - up, 36, 5, 2) for s in (-1, 1) for up in (78, 26)]
    return [
        fill(windows.arch(x, foot - 66, 132.0, 134.0), paint.bright(stone, 0.2)),
        fill(windows.arch(x, foot - 60, 110.0, 122.0), paint.deep(stone, 0.2)),
        fill(leaf, paint.bright(wood, 0.06)),
        strokes(seams, paint.deep(wood, 0.4), 2.0, 0.7),
        fill(joined(straps), iron),
        block(x - 2, foot - 108, 4, 108, paint.deep(wood, 0.7)),
    ]
