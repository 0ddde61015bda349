"""Prompts are compiled: complete, fitted to what the model reads, and explained word by word."""

from orchestrator.directing.prompting.compiler import Prompter
from orchestrator.directing.prompting.prompt import Budget, Clause, Prompt, Segment

__all__ = ["Budget", "Clause", "Prompt", "Prompter", "Segment"]
