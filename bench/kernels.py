"""Our kernel beside ipykernel, Deno's and tslab, alternating, over plain sockets.

    python bench/kernels.py [ROUNDS] [CELLS]

Start to the first answer and to the first result, warm cells, 10,000 prints, memory. Ours is this clone's build, tslab is among its packages, and
Deno is looked for in .cache/peers (npm run bench installs it there). A run that fails is named with its reason, and the others count.
"""

import json
import os
import queue
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import zmq
from jupyter_client.kernelspec import KernelSpecManager
from jupyter_client.manager import KernelManager

ROOT = Path(__file__).resolve().parent.parent
PEERS = ROOT / ".cache" / "peers"
NAMES = {"gatelab": "gatelab", "python3": "ipykernel", "deno": "deno", "tslab": "tslab"}
PRINTS = {"python3": "for i in range(10000): print(i)"}
PRINTS_ELSEWHERE = "for (let i = 0; i < 10000; i++) console.log(i)"
CELL = "1 + 1"
PATIENCE = 20
# Output may come after the kernel said that it is idle, or idle may be lost: this long a silence ends the reading.
SILENCE = 5
# How long a kernel is left alone before its memory is looked at once more.
REST = 6
# The first life is not counted: a kernel may then leave behind what makes later ones start faster.
FIRST_REST = 15


def register_all(folder):
    """Kernelspecs of everybody but ipykernel, which needs none, in a folder of their own."""
    ours = ["node", str(ROOT / "bin" / "gatelab.mjs"), "install", "--prefix", folder]
    subprocess.run(ours, check=True, stdout=subprocess.DEVNULL)
    kernels = os.path.join(folder, "share", "jupyter", "kernels")
    program = PEERS / "node_modules" / "deno" / ("deno.exe" if os.name == "nt" else "deno")
    deno = [str(program), "jupyter", "--kernel", "--conn"]
    tslab = ["node", str(ROOT / "node_modules" / "tslab" / "bin" / "tslab"), "kernel", "--config-path"]
    register(kernels, "deno", deno, {"DENO_DIR": str(PEERS / "cache"), "DENO_NO_UPDATE_CHECK": "1"})
    register(kernels, "tslab", tslab, {})
    return KernelSpecManager(kernel_dirs=[kernels])


def register(kernels, name, command, env):
    os.makedirs(os.path.join(kernels, name))
    spec = {"argv": [*command, "{connection_file}"], "env": env, "display_name": name, "language": "typescript"}
    with open(os.path.join(kernels, name, "kernel.json"), "w", encoding="utf-8") as file:
        json.dump(spec, file)


def is_result(message):
    """A result, or what tslab sends in its place: the value as printed text."""
    return message["msg_type"] in ("execute_result", "stream")


def first_result(manager, client, start):
    """Milliseconds to the answer to kernel_info and to the first result. No handshake: the requests wait in the socket until
    the kernel is there.

    The result is lost when it is published before our subscription is through; then the reply counts.
    """
    question = client.kernel_info()
    request = client.execute(CELL)
    answered = float("nan")
    channels = {channel.socket: channel for channel in (client.shell_channel, client.iopub_channel)}
    poller = zmq.Poller()
    for socket in channels:
        poller.register(socket, zmq.POLLIN)
    replied = None
    while time.perf_counter() - start < PATIENCE:
        for socket, _ in poller.poll(100):
            message = channels[socket].get_msg(timeout=0)
            if message["parent_header"].get("msg_id") == question and message["msg_type"] == "kernel_info_reply":
                answered = 1000 * (time.perf_counter() - start)
            if message["parent_header"].get("msg_id") != request:
                continue
            if message["msg_type"] == "error":
                raise RuntimeError(message["content"]["evalue"])
            if is_result(message):
                return answered, 1000 * (time.perf_counter() - start)
            if message["msg_type"] == "execute_reply":
                replied = time.perf_counter()
        if replied and time.perf_counter() - replied > 0.5:
            return answered, 1000 * (replied - start)
        if not manager.is_alive():
            raise RuntimeError("the process ended")
    raise RuntimeError(f"no answer within {PATIENCE} s")


def messages_of(client, request, timeout):
    """What is published for a request, until nothing came for `timeout` seconds."""
    while True:
        try:
            message = client.get_iopub_msg(timeout=timeout)
        except queue.Empty:
            return
        if message["parent_header"].get("msg_id") != request:
            continue
        if message["msg_type"] == "error":
            raise RuntimeError(message["content"]["evalue"])
        yield message


def warm_cell(client):
    """Milliseconds until the kernel is idle again; None when it never says so."""
    start = time.perf_counter()
    for message in messages_of(client, client.execute(CELL), SILENCE):
        if message["content"].get("execution_state") == "idle":
            return 1000 * (time.perf_counter() - start)
    return None


def printing(client, code):
    """Milliseconds until the last message, and how many lines came: a kernel may lose some, and may never end."""
    lines, start = 0, time.perf_counter()
    last = start
    for message in messages_of(client, client.execute(code), SILENCE):
        last = time.perf_counter()
        if message["msg_type"] == "stream":
            lines += message["content"]["text"].count("\n")
    return 1000 * (last - start), lines


def memory(pid):
    """Resident megabytes of a process and what it started; not a number where there is no /proc."""
    if not os.path.isdir("/proc"):
        return float("nan")
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


def measure(specs, name, cells, rest=REST):
    """One life of a kernel. RuntimeError with what it wrote last when it fails."""
    manager = KernelManager(kernel_name=name, kernel_spec_manager=specs)
    with tempfile.TemporaryFile() as said:
        start = time.perf_counter()
        try:
            manager.start_kernel(stdout=subprocess.DEVNULL, stderr=said)
            return measure_started(manager, start, cells, rest)
        except (RuntimeError, OSError) as error:
            said.seek(0)
            words = said.read().decode(errors="replace").split("\n")
            raise RuntimeError(" | ".join([str(error), *[line for line in words if "Error" in line][:2]])) from None
        finally:
            if manager.has_kernel:
                manager.shutdown_kernel(now=True)


def measure_started(manager, start, cells, rest):
    client = manager.client()
    client.start_channels()
    try:
        answered, first = first_result(manager, client, start)
        pid = manager.provisioner.pid
        warm_cell(client)
        early = memory(pid)
        warm = [one for one in (warm_cell(client) for _ in range(cells)) if one is not None]
        if len(warm) < 2:
            raise RuntimeError("no cell was seen to end")
        late = memory(pid)
        prints, lines = printing(client, PRINTS.get(manager.kernel_name, PRINTS_ELSEWHERE))
        time.sleep(rest)
        return {
            "start, ms": answered,
            "first result, ms": first,
            "warm cell, median ms": statistics.median(warm),
            "warm cell, p95 ms": statistics.quantiles(warm, n=20)[-1],
            "cells seen to end": len(warm),
            "10,000 prints, ms": prints,
            "prints seen": lines,
            "memory at start, MB": early,
            f"after {cells} cells, MB": late,
            "then at rest, MB": memory(pid),
        }
    finally:
        client.stop_channels()


def alternate(specs, rounds, cells):
    """The runs of each kernel that came to their end, and why the others did not."""
    found, failed = {name: [] for name in NAMES}, []
    for name in NAMES:
        try:
            measure(specs, name, 3, FIRST_REST)
        except RuntimeError:
            pass  # It is told when it counts.
    for turn in range(rounds):
        for name in NAMES:
            try:
                found[name].append(measure(specs, name, cells))
            except RuntimeError as error:
                failed.append(f"{NAMES[name]}, run {turn + 1}, failed: {error}")
    return {name: runs for name, runs in found.items() if runs}, failed


def report(found, rounds):
    """A row for each number: its median for each kernel, and beside each peer how many times its number ours is."""
    peers = [name for name in found if name != "gatelab"]
    print(f"{'median of ' + str(rounds):22}{'gatelab':>9}" + "".join(f"{NAMES[name]:>11}{'ratio':>7}" for name in peers))
    for key in found["gatelab"][0]:
        middle = {name: statistics.median(run[key] for run in found[name]) for name in found}
        ours = middle["gatelab"]
        # A count is no cost: a ratio would say nothing.
        ratios = {name: "" if "seen" in key else f"{ours / middle[name]:.2f}" for name in peers}
        print(f"{key:22}{ours:9.1f}" + "".join(f"{middle[name]:11.1f}{ratios[name]:>7}" for name in peers))


def main():
    rounds, cells = (int(word) for word in (sys.argv[1:] + ["3", "300"][len(sys.argv) - 1 :])[:2])
    with tempfile.TemporaryDirectory() as folder:
        found, failed = alternate(register_all(folder), rounds, cells)
    for reason in failed:
        print(reason)
    if "gatelab" not in found:
        sys.exit(1)
    report(found, rounds)


if __name__ == "__main__":
    main()
