"""Words that many messages need."""


def count(number: int, one: str) -> str:
    """`1 clip`, `2 clips`."""
    return f"{number} {one}{'' if number == 1 else 's'}"
