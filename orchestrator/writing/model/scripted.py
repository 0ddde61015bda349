"""A scripted model in place of a language model, without a network: `writer: scripted:answers.yaml`."""

from collections.abc import Callable
from pathlib import Path

from orchestrator.film.errors import FilmError, WritingError
from orchestrator.testing.replies import Fault as Planned
from orchestrator.testing.replies import Model, reply_of
from orchestrator.testing.script import NO_RULE, ScriptedModel, refusal_of
from orchestrator.writing.model.faults import INSTEAD, Fault, of_status
from orchestrator.writing.model.wire import Heard, Question, Usage, Way, request_of


def scripted_wire(name: str, beside: Path, timeout: float) -> "ScriptedWire":
    """Return the wire to the script `name`, a path from the folder `beside`, or from where the command runs.

    Raises:
        WritingError: if there is no such script, or something is wrong with it.
    """
    if not name:
        raise WritingError(f"writer 'scripted' names no file; write it as scripted:answers.yaml, {INSTEAD}")
    path = next((path for path in (beside / name, Path(name)) if path.is_file()), Path(name))
    try:
        return ScriptedWire(ScriptedModel.read(path), path.name, timeout)
    except FilmError as error:
        raise WritingError(str(error)) from error


class ScriptedWire:
    """Any model of one's own making, asked directly. Does everything that the same model does behind a server."""

    def __init__(self, model: Model, name: str, timeout: float = 180) -> None:
        self.name, self.place, self.lasting = name, "the script", False
        self._model, self._timeout = model, timeout

    def send(self, question: Question, way: Way, progress: Callable[[str], None]) -> Heard:
        """Ask once."""
        request = {**request_of(self.name, question, way), "stage": question.stage, "stream": way.streaming}
        lacks = self._model.script.lacks if isinstance(self._model, ScriptedModel) else ()
        if words := refusal_of(request, lacks):
            raise Fault("refused", words, status=400)
        reply = reply_of(self._model(request))
        fault = reply.fault or Planned()
        if fault.status == NO_RULE:
            raise WritingError(f"{self.name}: {fault.message}; write a rule for it, {INSTEAD}")
        if fault.hang > self._timeout:
            raise Fault("timeout")
        if fault.hang_up:
            raise Fault("dropped", "Server disconnected without sending a response.")
        if fault.status is not None or fault.body is not None:
            raise _of(fault)
        if fault.megabytes is not None:
            raise Fault("too-big", f"{fault.megabytes:g} megabytes")
        if fault.garbled:
            raise Fault("no-json", "it is no UTF-8")
        if fault.drop is not None:
            return Heard(reply.text[: fault.drop], None)
        progress(reply.text)
        used = reply.used(request)
        usage = Usage(used.input, used.output, used.cached, used.reasoning) if used else None
        return Heard(reply.text, reply.finish, reply.refusal or "", usage)

    def models(self) -> list[str]:
        """The models that the script offers."""
        return list(self._model.script.models) if isinstance(self._model, ScriptedModel) else []


def _of(fault: Planned) -> Fault:
    headers = {name.lower(): value for name, value in fault.headers.items()}
    if fault.retry_after is not None:
        headers["retry-after"] = str(fault.retry_after)
    if fault.body is None:
        found = of_status(fault.status or 200, headers, b"")
        if fault.code == "insufficient_quota":
            found = Fault("quota")
        found.words = found.words or fault.message
        return found
    if fault.status is None or fault.status < 300:
        return Fault("page" if "<html" in fault.body.lower() else "no-json", fault.body)
    return of_status(fault.status, headers, fault.body.encode())
