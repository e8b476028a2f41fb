"""NumPy in bench/statistics.mjs, in a process of its own: reads a task as a line of JSON, writes its CPU time and the sum of its answer."""

import json
import sys
import time

import numpy as np

arrays = {}


def saturation(a, _):
    return np.concatenate([(a < 0.1).mean((0, 1)), (a > 0.9).mean((0, 1))])


def timescales(a, _):
    with np.errstate(divide="ignore"):
        return -1 / np.log(a).mean((0, 1))


own = {"saturation": saturation, "timescales": timescales}

for line in sys.stdin:
    task = json.loads(line)
    dtype, name = task["dtype"], task["name"]
    if dtype not in arrays:
        count = np.prod(task["shape"])
        arrays[dtype] = ((np.arange(count) * 7919) % 104729 / 104729).astype(dtype).reshape(task["shape"])
    call = own.get(name) or (lambda a, axis: getattr(a, name)(axis=axis))
    before = time.process_time()
    answer = call(arrays[dtype], task["axis"])
    cpu = (time.process_time() - before) * 1e3
    print(json.dumps({"cpu": cpu, "sum": float(np.asarray(answer, np.float64).sum())}), flush=True)
