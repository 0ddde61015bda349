"""Prompts are compiled (by `compiler.Prompter`): complete, fitted to what the model reads, and explained word by word."""

from orchestrator.directing.prompting.prompt import Budget, Clause, Prompt, Segment

__all__ = ["Budget", "Clause", "Prompt", "Segment"]
