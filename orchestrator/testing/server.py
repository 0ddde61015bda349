"""A scripted language model as an OpenAI-compatible HTTP server on this machine, faults included.

    python -m orchestrator.testing.server --script answers.yaml

prints the address for OPENAI_BASE_URL and serves chat completions, plain and streamed, and the list of models.
"""

import argparse
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from orchestrator.film.errors import FilmError
from orchestrator.testing.http import serving
from orchestrator.testing.script import ScriptedModel


def main(arguments: Sequence[str] | None = None) -> int:
    """Serve a script until the process is ended."""
    parser = argparse.ArgumentParser(
        prog="python -m orchestrator.testing.server", description=(__doc__ or "").split("\n")[0]
    )
    parser.add_argument("--script", type=Path, required=True, help="the YAML file with the rules")
    parser.add_argument("--port", type=int, default=0, help="0 takes a free one")
    parser.add_argument("--key", help="refuse requests that do not carry this key")
    given = parser.parse_args(arguments)
    try:
        model = ScriptedModel.read(given.script)
        if any(rule.when.stage for rule in model.script.rules):
            raise FilmError(f"{given.script}: a server is not told the stage; decide by schema or says")
        with serving(model, key=given.key, port=given.port) as url:
            sys.stdout.write(f"{url}\n")
            sys.stdout.flush()
            while True:
                time.sleep(3600)
    except FilmError as error:
        sys.stderr.write(f"error: {error}\n")
        return 2
    except OSError as error:
        sys.stderr.write(f"error: port {given.port} cannot be used: {(error.strerror or str(error)).lower()}\n")
        return 2
    except KeyboardInterrupt:
        return 0


if __name__ == "__main__":
    sys.exit(main())
