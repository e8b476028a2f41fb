"""How long people wait for an answer: the slider of the first notebook, beside an empty observer in ipykernel, and completion while a large
comparison is judged. Alternating, in one run, over plain sockets.

    python bench/answers.py [ROUNDS] [MOVES]

A move is a message to the slider's model; its time ends when the kernel is idle again. CPU is that of the kernel's process.
"""

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import numpy as np
from jupyter_client.kernelspec import KernelSpecManager
from jupyter_client.manager import KernelManager

ROOT = Path(__file__).resolve().parent.parent
DATA = ROOT / "notebooks" / "data"
# Output that does not come within so many seconds is missed.
PATIENCE = 120

SLIDER = """
const model = await openModel('sunspots-keras2.h5');
const layer = model.layer('test_layer');
const X = await readArray('sunspots-X.npy');
const reference = await readArray('sunspots-h.npy');
const slider = new IntSlider({ value: 114, min: 0, max: 119, description: 'window' });
const picture = heatmap(layer.trace(X.pick(114)).f, { cmap: 'RdBu', vmin: 0, vmax: 1, xlabel: 'Depth', ylabel: 'Units' });
function show(sample: number) {
  const { f, h } = layer.trace(X.pick(sample));
  const { maxAbs } = compare(h, reference.pick(sample), { sample });
  picture.setValues(f);
  picture.title = `forget gate, window ${sample}: max|h - Keras| = ${maxAbs.toExponential(2)}`;
}
show(slider.value);
slider.observe((change) => show(change.new), 'value');
new VBox({ children: [slider, picture] })
"""

# What ipywidgets does for a move, without its echo and checks: the least that a kernel can do.
EMPTY = """
import comm, traitlets
class Slider(traitlets.HasTraits):
    value = traitlets.Int(114)
slider = Slider()
slider.observe(lambda change: None, 'value')
channel = comm.create_comm(target_name='jupyter.widget', data={'state': {'_model_name': 'IntSliderModel'}})
channel.on_msg(lambda message: slider.set_trait('value', message['content']['data']['state']['value']))
"""

JUDGED = """
const large = (await openModel(%r)).layer('rec.l0');
const given = await readArray(%r);
const computed = large.trace(given).h;
const single = large.trace(given, { dtype: 'float32' }).h;
const comparison = compare(computed, toNdArray({ data: single.data, shape: single.shape }));
comparison
"""


def cpu_of(pid):
    """Seconds of CPU of a process; not a number where there is no /proc."""
    try:
        with open(f"/proc/{pid}/stat") as stat:
            fields = stat.read().rsplit(")", 1)[1].split()
    except OSError:
        return float("nan")
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def until_idle(client, request):
    """What is published for a request, to the end of its work."""
    found = []
    while True:
        message = client.get_iopub_msg(timeout=PATIENCE)
        if message["parent_header"].get("msg_id") != request:
            continue
        if message["msg_type"] == "error":
            raise RuntimeError(message["content"]["evalue"])
        if message["content"].get("execution_state") == "idle":
            return found
        found.append(message)


def slider_of(messages):
    for message in messages:
        state = message["content"].get("data", {}).get("state", {}) if message["msg_type"] == "comm_open" else {}
        if state.get("_model_name") == "IntSliderModel":
            return message["content"]["comm_id"]
    raise RuntimeError("no slider was opened")


def move(client, comm, value):
    data = {"method": "update", "state": {"value": value}, "buffer_paths": []}
    message = client.session.msg("comm_msg", {"comm_id": comm, "data": data})
    start = time.perf_counter()
    client.shell_channel.send(message)
    until_idle(client, message["header"]["msg_id"])
    return 1000 * (time.perf_counter() - start)


def slide(client, pid, code, moves):
    """Median and 95th percentile of a move, and its share of CPU, in milliseconds."""
    comm = slider_of(until_idle(client, client.execute(code)))
    # Loops that are not compiled yet are not what a drag is made of.
    for value in range(20):
        move(client, comm, value)
    before = cpu_of(pid)
    times = [move(client, comm, value % 120) for value in range(20, 20 + moves)]
    return {
        "a move, median ms": statistics.median(times),
        "a move, p95 ms": statistics.quantiles(times, n=20)[-1],
        "a move, ms of CPU": 1000 * (cpu_of(pid) - before) / moves,
    }


def complete(client):
    start = time.perf_counter()
    client.complete("Math.ab")
    reply = client.get_shell_msg(timeout=PATIENCE)
    while reply["msg_type"] != "complete_reply":
        reply = client.get_shell_msg(timeout=PATIENCE)
    if "abs" not in str(reply["content"]["matches"]):
        raise RuntimeError("completion gave no abs")
    return 1000 * (time.perf_counter() - start)


def answers(client, folder):
    """Completion at rest, and while a comparison of 3 x 315 x 576 cells is judged."""
    draw = np.random.default_rng(7)
    units, features = 576, 128
    layer = {
        "rec.weight_ih_l0": draw.uniform(-0.05, 0.05, (4 * units, features)),
        "rec.weight_hh_l0": draw.uniform(-0.05, 0.05, (4 * units, units)),
        "rec.bias_ih_l0": draw.uniform(-0.1, 0.1, 4 * units),
        "rec.bias_hh_l0": draw.uniform(-0.1, 0.1, 4 * units),
    }
    model, given = os.path.join(folder, "large.npz"), os.path.join(folder, "given.npy")
    np.savez(model, **{name: array.astype(np.float32) for name, array in layer.items()})
    np.save(given, draw.uniform(-1, 1, (3, 315, features)).astype(np.float32))
    def asked_after(cell):
        """The first answer after a cell takes more: its types are looked at."""
        until_idle(client, client.execute(cell))
        first, times = complete(client), []
        for _ in range(30):
            times.append(complete(client))
            time.sleep(0.02)
        return first, statistics.median(times), statistics.quantiles(times, n=20)[-1]

    asked_after("const warm = Math.abs(1)")
    rest = asked_after("const warmer = Math.abs(2)")
    busy = asked_after(JUDGED % (model, given))
    seen = until_idle(client, client.execute("console.log(comparison.isDiagnosed)"))
    if not any("false" in message["content"].get("text", "") for message in seen):
        raise RuntimeError("the comparison was judged before completion was measured")
    names = ("first", "median", "p95")
    return {f"completion {name}, ms": pair for name, *pair in zip(names, rest, busy)}


def in_kernel(specs, name, work):
    manager = KernelManager(kernel_name=name, kernel_spec_manager=specs)
    manager.start_kernel(cwd=str(DATA))
    client = manager.client()
    client.start_channels()
    try:
        client.wait_for_ready(timeout=PATIENCE)
        return work(client, manager.provisioner.pid)
    finally:
        client.stop_channels()
        manager.shutdown_kernel(now=True)


def main():
    rounds, moves = (int(word) for word in (sys.argv[1:] + ["3", "200"][len(sys.argv) - 1 :])[:2])
    with tempfile.TemporaryDirectory() as folder:
        ours = ["node", str(ROOT / "bin" / "gatelab.mjs"), "install", "--prefix", folder]
        subprocess.run(ours, check=True, stdout=subprocess.DEVNULL)
        specs = KernelSpecManager(kernel_dirs=[os.path.join(folder, "share", "jupyter", "kernels")])
        codes = {"gatelab": SLIDER, "python3": EMPTY}
        found = {name: [] for name in codes}
        for _ in range(rounds):
            for name, code in codes.items():
                found[name].append(in_kernel(specs, name, lambda client, pid, code=code: slide(client, pid, code, moves)))
        print(f"{'slider, median of ' + str(rounds):42}{'gatelab':>9}{'ipykernel, empty observer':>28}{'ratio':>7}")
        for key in found["gatelab"][0]:
            mine, theirs = (statistics.median(run[key] for run in found[name]) for name in ("gatelab", "python3"))
            print(f"{key:42}{mine:9.1f}{theirs:28.1f}{mine / theirs:7.2f}")
        print(f"{'':42}{'at rest':>9}{'while a comparison is judged':>29}")
        for key, (rest, busy) in in_kernel(specs, "gatelab", lambda client, pid: answers(client, folder)).items():
            print(f"{key:42}{rest:9.1f}{busy:29.1f}")


if __name__ == "__main__":
    main()
