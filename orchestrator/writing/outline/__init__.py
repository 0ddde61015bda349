"""The built-in writer: one line in, a whole screenplay out; no network, the same script for the same seed."""

from orchestrator.writing.outline.titles import title_for
from orchestrator.writing.outline.write import write_outline

__all__ = ["title_for", "write_outline"]
