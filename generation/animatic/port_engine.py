"""The drawing engine and its paints: what sets one property of a paint, and says what went wrong."""

from functools import cache
from typing import TYPE_CHECKING, TypeAlias

from generation.animatic.art import Matrix, Path
from generation.errors import BackendFailure

if TYPE_CHECKING:
    import thorvg_python as thorvg

    Paint: TypeAlias = thorvg.Shape | thorvg.Scene | thorvg.Picture


@cache
def engine() -> "thorvg.Engine":
    """The one engine of this process."""
    import thorvg_python as thorvg

    return thorvg.Engine(threads=0)


def check(result: int, what: str) -> None:
    """BackendFailure unless the engine did what it was told."""
    if result != 0:
        raise BackendFailure(f"the drawing engine could not {what}: {getattr(result, 'name', result)}")


def byte(part: float) -> int:
    """A part from 0 to 1 in 255 steps."""
    return min(255, max(0, round(part * 255)))


def fade(paint: "Paint", opacity: float) -> None:
    """Set the opacity."""
    paint.set_opacity(byte(opacity))


def place(paint: "Paint", matrix: Matrix) -> None:
    """Set the map."""
    import thorvg_python as thorvg

    paint.set_transform(thorvg.Matrix(matrix.a, matrix.c, matrix.e, matrix.b, matrix.d, matrix.f, 0, 0, 1))


@cache
def _kinds() -> "dict[str, thorvg.PathCommand]":
    from thorvg_python import PathCommand as Kind

    return {"M": Kind.MOVE_TO, "L": Kind.LINE_TO, "C": Kind.CUBIC_TO, "Z": Kind.CLOSE}


def trace(shape: "thorvg.Shape", path: Path) -> None:
    """Give the shape this outline, in place of the one it had."""
    from thorvg_python import PointStruct

    shape.reset()
    kinds = _kinds()
    rows = [command[1:] for command in path.commands]
    points = [PointStruct(row[i], row[i + 1]) for row in rows for i in range(0, len(row), 2)]
    if points:
        shape.append_path([kinds[str(command[0])] for command in path.commands], points)
