"""The fixtures of the tests of styles."""

from styles_kit import library, run

__all__ = ["library", "run"]
