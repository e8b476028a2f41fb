"""Ten popular packages imported into one notebook with their types, ours beside tslab's and Deno's kernels, alternating.

    python bench/packages.py [ROUNDS]

CPU seconds of the kernel's processes for the cell that imports a package and for one that uses it, since time on the clock says what else the
machine does; what all of it took, a second import of the first package, and the memory at the end. The packages are those of test/packages, in
.cache/packages (npm test -- packages installs them); Deno takes its own copies, of the same versions, and checks no types. A cell that fails is marked: then its
package was not had at that price.
"""

import json
import os
import queue
import statistics
import sys
import tempfile

from jupyter_client.manager import KernelManager

from kernels import NAMES, ROOT, memory, register_all

FOLDER = ROOT / ".cache" / "packages"
PEERS = ["gatelab", "tslab", "deno"]
PATIENCE = 300
# What is imported, and a use of it.
PACKAGES = {
    "zod": ("{ z }", "z.string().parse('a')"),
    "lodash-es": ("{ chunk }", "chunk([1, 2, 3], 2).length"),
    "date-fns": ("{ addDays }", "addDays(new Date(0), 1).getTime()"),
    "simple-statistics": ("* as ss", "ss.mean([1, 2, 6])"),
    "mathjs": ("{ create, all }", "create(all).evaluate('2 + 3')"),
    "d3": ("* as d3", "d3.sum([1, 2])"),
    "papaparse": ("Papa", "Papa.parse('a,b').data.length"),
    "effect": ("{ Effect }", "Effect.runSync(Effect.succeed(1))"),
    "rxjs": ("{ of }", "of(1).subscribe(() => {}).closed"),
    "arquero": ("* as aq", "aq.table({ a: [1, 2] }).numRows()"),
}


def versions():
    with open(ROOT / "test" / "packages" / "package.json", encoding="utf-8") as file:
        return json.load(file)["dependencies"]


def cells(name):
    """The cells of all packages as this kernel wants them, an import and a use each."""
    known = versions()
    for package, (names, use) in PACKAGES.items():
        source = f"npm:{package}@{known[package]}" if name == "deno" else package
        yield package, [f"import {names} from '{source}'", use]


def cpu(pid):
    """CPU seconds of a process and what it started."""
    ticks = 0
    for entry in filter(str.isdigit, os.listdir("/proc")):
        try:
            with open(f"/proc/{entry}/stat") as stat:
                fields = stat.read().rsplit(")", 1)[1].split()
        except OSError:
            continue
        if int(entry) == pid or int(fields[1]) == pid:
            ticks += sum(map(int, fields[11:15]))
    return ticks / os.sysconf("SC_CLK_TCK")


def run(client, code):
    """Runs a cell to its reply. @returns whether it came to its end without an error"""
    request = client.execute(code)
    while True:
        try:
            reply = client.get_shell_msg(timeout=PATIENCE)
        except queue.Empty:
            return False
        if reply["parent_header"].get("msg_id") == request:
            return reply["content"]["status"] == "ok"


def measure(specs, name):
    """One life of a kernel: CPU seconds of each package, None where a cell failed; and what is measured at the end."""
    manager = KernelManager(kernel_name=name, kernel_spec_manager=specs)
    manager.start_kernel(cwd=str(FOLDER), stdout=-3, stderr=-3)
    client = manager.client()
    client.start_channels()
    try:
        client.wait_for_ready(timeout=60)
        pid = manager.provisioner.pid
        run(client, "1 + 1")
        begin = cpu(pid)
        found = {"start and 1 + 1": begin}
        for package, codes in cells(name):
            before = cpu(pid)
            is_well = all([run(client, code) for code in codes])
            found[package] = cpu(pid) - before if is_well else None
        found["ten packages"] = cpu(pid) - begin
        found["with the start"] = cpu(pid)
        before = cpu(pid)
        run(client, next(cells(name))[1][0])
        found["zod again"] = cpu(pid) - before
        found["memory, MB"] = memory(pid)
        return found
    finally:
        client.stop_channels()
        manager.shutdown_kernel(now=True)


def main():
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 3
    with tempfile.TemporaryDirectory() as folder:
        specs = register_all(folder)
        # The first life fills caches, and is not counted.
        for name in PEERS:
            measure(specs, name)
        runs = {name: [] for name in PEERS}
        for _ in range(rounds):
            for name in PEERS:
                runs[name].append(measure(specs, name))
    print(f"{'CPU s, median of ' + str(rounds):22}" + "".join(f"{NAMES[name]:>10}" for name in PEERS))
    for key in runs["gatelab"][0]:
        row = []
        for name in PEERS:
            taken = [one[key] for one in runs[name] if one[key] is not None]
            row.append(f"{statistics.median(taken):10.2f}" if taken else f"{'fails':>10}")
        print(f"{key:22}" + "".join(row))


if __name__ == "__main__":
    main()
