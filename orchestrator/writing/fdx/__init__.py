"""Final Draft's XML format (.fdx), in and out, by way of Fountain."""

from orchestrator.writing.fdx.reading import from_fdx
from orchestrator.writing.fdx.writing import to_fdx

__all__ = ["from_fdx", "to_fdx"]
