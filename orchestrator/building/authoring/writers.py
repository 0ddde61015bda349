"""Who writes a film: the built-in writer, or the language model that its settings name."""

from pathlib import Path

from orchestrator.project.preferences import chosen_writer, load_preferences
from orchestrator.writing.writer import Hear, Writer, silent

BUILT_IN = "outline"


def default_writer() -> str:
    """The writer that this person set up (FILMWRIGHT_WRITER, or their configuration), else the built-in one."""
    return chosen_writer(load_preferences()) or BUILT_IN


def writer_for(name: str, root: Path, *, budget: str | None = None, hear: Hear = silent, again: bool = False) -> Writer:
    """Return the writer called `name`; what a model answers is kept in the project at `root`.

    `again` asks anew what was answered before; `budget` is as on the command line. A model's packages are imported only here.

    Raises:
        WritingError: if there is no such writer, nothing that reaches it (a key, a server, a package), or no such budget.
    """
    from orchestrator.writing.model.spending import Budget

    most = None if budget is None else Budget.parse(budget)
    if name == BUILT_IN:
        from orchestrator.writing.builtin import BuiltIn

        return BuiltIn()
    from orchestrator.writing.model.endpoint import open_model
    from orchestrator.writing.model.writer import ModelWriter

    asker = open_model(name, root / ".filmwright", budget=most, hear=hear, again=again, preferences=load_preferences())
    return ModelWriter(asker, hear)
