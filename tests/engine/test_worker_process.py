"""A worker process that is ended while another thread listens to it, as it is on every machine of a cluster."""

import signal
from concurrent.futures import ThreadPoolExecutor

from orchestrator.building.engines.process import ServingProcess


def test_any_thread_may_end_a_process_to_which_others_listen() -> None:
    process = ServingProcess(alone=False, pinned={})

    def listen() -> None:
        while process.output is not None:
            process.read_output()

    with ThreadPoolExecutor(8) as threads:
        listening = [threads.submit(listen) for _ in range(8)]
        process.kill()
        assert process.death().exit == -signal.SIGKILL
        for one in listening:
            one.result()
    process.stop()
