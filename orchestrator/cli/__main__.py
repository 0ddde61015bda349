"""`python -m orchestrator.cli`: the same as the command `filmwright`."""

from orchestrator.cli.main import main

main()
