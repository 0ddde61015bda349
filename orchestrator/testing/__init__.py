"""Language models of one's own making: scripted in a file or written in Python, and a server that puts them on the wire.

They ship with the product, so that films can be told, and every fault of a model or a network be seen, without any model.
"""

from orchestrator.testing.http import serving
from orchestrator.testing.replies import Asked, Fault, Model, Reply, Usage, asked
from orchestrator.testing.script import ScriptedModel

__all__ = ["Asked", "Fault", "Model", "Reply", "ScriptedModel", "Usage", "asked", "serving"]
