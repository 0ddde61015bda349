"""The guard over our import names: another package that provides one of them would be loaded in place of ours, or by half."""

from functools import cache
from importlib.metadata import packages_distributions

from orchestrator.cli.output import fail

_OURS = ("orchestrator", "generation", "stitching", "templates")


@cache
def clashes() -> dict[str, list[str]]:
    """Other distributions in this environment that provide one of our import names, by name."""
    owners = packages_distributions()
    return {name: others for name in _OURS if (others := sorted(set(owners.get(name, [])) - {"filmwright"}))}


def guard() -> None:
    """Stop, with names, if another distribution provides one of our import names: Python would load either."""
    for name, others in clashes().items():
        fail(
            f"the package '{others[0]}' in this environment also provides '{name}', and Python may load it instead of "
            "Filmwright's; install Filmwright alone: uv tool install filmwright (or pipx install filmwright)"
        )
