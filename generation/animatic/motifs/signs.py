"""What a period adds to any place in the open: over it, on its horizon, out at sea, and in the field."""

from generation.animatic.art import Group, shift
from generation.animatic.motifs.distances import far_sign
from generation.animatic.motifs.implements import drone, machine_of
from generation.animatic.motifs.paint import Paint
from generation.animatic.motifs.period import overhead, standing_by, wires
from generation.animatic.motifs.ships import passing_ship
from generation.animatic.motifs.sky import sun_at
from generation.animatic.motifs.tomorrow import air_traffic
from generation.animatic.stage import Layer

_FLOWN_OVER = frozenset(
    {
        "farm",
        "meadow",
        "orchard",
        "road",
        "garden",
        "graveyard",
        "camp",
        "waterside",
        "gorge",
        "roadside",
        "fair",
        "castle",
        "pitch",
        "terrace",
        "park",
        "suburb",
    }
)
"""Kits in the open over which the future flies now and then."""
_WIRED = frozenset({"meadow", "farm", "road/crossroads", "graveyard/church"})
"""Where the twenties had put up poles."""
_WORKED = {
    "meadow/field": (430.0, 628.0, 0.8),
    "meadow/plain": (470.0, 612.0, 0.6),
    "farm/farm": (250.0, 690.0, 0.86),
    "orchard/orchard": (-290.0, 640.0, 0.62),
    "orchard/vineyard": (110.0, 598.0, 0.46),
    "orchard/lavender": (110.0, 598.0, 0.46),
    "road/crossroads": (-330.0, 640.0, 0.62),
}
"""Where something works the land: from the middle towards the place's own side, its foot, its size."""


def signs(paint: Paint, kit: str, horizon: float) -> tuple[Layer, ...]:
    """The layers by which a place in the open tells its period; none where no period is told."""
    if not paint.setting.period:
        return ()
    spot = f"{kit}/{paint.variant}"
    sea = -1.0 if sun_at(paint, horizon)[0] > 800 else 1.0
    layers = [*overhead(paint, kit, horizon), *far_sign(paint, kit, horizon), *passing_ship(paint, kit, sea)]
    if paint.setting.period == "future" and kit in _FLOWN_OVER:
        layers.append(air_traffic(paint, horizon - 330.0))
    if paint.setting.period == "1920s" and (kit in _WIRED or spot in _WIRED):
        layers.append(Layer("cables", 0.56, wires(paint)))
    if spot == "road/road":
        side = paint.side
        layers.append(
            Layer(
                "by the road",
                0.91,
                Group(tuple(standing_by(paint, -side)), transform=shift(side * 90.0, 0.0), name="by the road"),
            )
        )
    return (*layers, *_worked(paint, spot))


def _worked(paint: Paint, spot: str) -> tuple[Layer, ...]:
    """A cart, a tractor or a machine in the field, and a drone over it in the future."""
    if spot not in _WORKED:
        return ()
    dx, y, size = _WORKED[spot]
    side = paint.side
    x = 800.0 + side * dx
    nodes = machine_of(paint, x, y, size, -1.0 if x > 800 else 1.0, 0.08)
    if paint.setting.period == "future":
        nodes.append(drone(paint, x - side * 230, y - 200 * size - 40, size * 0.9, 1.3))
    return (Layer("machine", 0.89 if y < 640 else 0.91, Group(tuple(nodes), name="machine")),)
