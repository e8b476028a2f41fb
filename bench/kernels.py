"""Our kernel beside ipykernel, alternating, over plain sockets: start to first result, warm cells, prints, memory.

    python bench/kernels.py [ROUNDS]

Both have to be registered with the Jupyter of this Python (gatelab install --prefix .venv).
"""

import os
import statistics
import sys
import time

from jupyter_client import BlockingKernelClient
from jupyter_client.manager import KernelManager

KERNELS = {
    "gatelab": {"cell": "1 + 1", "prints": "for (let i = 0; i < 10000; i++) console.log(i)"},
    "python3": {"cell": "1 + 1", "prints": "for i in range(10000): print(i)"},
}
WARM = 30


def wait_for_idle(client, request):
    """Reads until the request is answered; returns how many lines were printed meanwhile."""
    lines = 0
    while True:
        message = client.get_iopub_msg(timeout=60)
        if message["parent_header"].get("msg_id") != request:
            continue
        if message["msg_type"] == "stream":
            lines += message["content"]["text"].count("\n")
        if message["msg_type"] == "error":
            raise RuntimeError(message["content"]["evalue"])
        if message["msg_type"] == "status" and message["content"]["execution_state"] == "idle":
            return lines


def timed(client, code):
    start = time.perf_counter()
    lines = wait_for_idle(client, client.execute(code))
    return 1000 * (time.perf_counter() - start), lines


def memory(pid):
    """Resident megabytes of a process and what it started."""
    total = 0
    for entry in filter(str.isdigit, os.listdir("/proc")):
        try:
            with open(f"/proc/{entry}/stat") as stat:
                parent = int(stat.read().rsplit(")", 1)[1].split()[1])
            if int(entry) != pid and parent != pid:
                continue
            with open(f"/proc/{entry}/statm") as statm:
                total += int(statm.read().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 1e6
        except OSError:
            continue
    return total


def measure(name):
    manager = KernelManager(kernel_name=name)
    start = time.perf_counter()
    manager.start_kernel()
    client: BlockingKernelClient = manager.client()
    client.start_channels()
    try:
        # No handshake: the request waits in the socket until the kernel is there.
        request = client.execute(KERNELS[name]["cell"])
        while client.get_shell_msg(timeout=60)["parent_header"].get("msg_id") != request:
            pass
        first = 1000 * (time.perf_counter() - start)
        client.execute_interactive(KERNELS[name]["cell"], output_hook=lambda _: None, timeout=60)
        warm = [timed(client, KERNELS[name]["cell"])[0] for _ in range(WARM)]
        prints, lines = timed(client, KERNELS[name]["prints"])
        used = memory(manager.provisioner.pid) if os.path.isdir("/proc") else float("nan")
        return {"first result, ms": first, "warm cell, ms": statistics.median(warm), "10,000 prints, ms": prints,
                "prints seen": lines, "memory, MB": used}
    finally:
        client.stop_channels()
        manager.shutdown_kernel(now=True)


def main():
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 3
    found = {name: [] for name in KERNELS}
    for _ in range(rounds):
        for name in KERNELS:
            found[name].append(measure(name))
    print(f"{'median of ' + str(rounds):22}{'gatelab':>10}{'ipykernel':>11}{'ratio':>8}")
    for key in found["gatelab"][0]:
        ours, theirs = (statistics.median(run[key] for run in found[name]) for name in KERNELS)
        print(f"{key:22}{ours:10.1f}{theirs:11.1f}{ours / theirs:8.2f}")


if __name__ == "__main__":
    main()
