"""What `check` warns of: shots that ask for what models are known to fail at, and breaks of film grammar."""

from orchestrator.directing.lint.finding import Finding, Path
from orchestrator.directing.lint.judging import Idle, Linted, lint
from orchestrator.directing.lint.seen import Pictures

__all__ = ["Finding", "Idle", "Linted", "Path", "Pictures", "lint"]
