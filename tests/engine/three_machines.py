"""A cluster of three machines in one, in a process of its own, which ends with its standard input. A line there adds a machine.

Each has one core, and one GPU by name only; the other two lack a model of the tests. It says where it is, and which process each
machine hangs on.
"""

import json
import sys
from typing import Any

from ray.cluster_utils import Cluster


def main() -> None:
    each: dict[str, Any] = {"num_cpus": 1, "num_gpus": 1, "object_store_memory": 100 << 20}
    cluster: Any = Cluster(initialize_head=True, head_node_args={**each, "include_dashboard": False})
    nodes = [
        cluster.head_node,
        *(cluster.add_node(**each, env_vars={"TESTS_MODEL_IS_NOT_HERE": "1"}) for _ in range(2)),
    ]
    while True:
        raylets = [node.all_processes["raylet"][0].process.pid for node in nodes]
        sys.stdout.write(json.dumps({"address": cluster.address, "raylets": raylets}) + "\n")
        sys.stdout.flush()
        if not sys.stdin.readline():
            break
        nodes.append(cluster.add_node(**each))
    cluster.shutdown()


if __name__ == "__main__":
    main()
