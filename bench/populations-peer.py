"""NumPy in bench/populations.mjs: `make PATH SHAPE` writes the sequences, `ask PATH WHAT` prints CPU time, peak memory and a sum of the answer as JSON."""

import json
import resource
import sys
import time

import numpy as np

BATCH = 64


def make(path, shape):
    samples, steps, units = shape
    out = np.lib.format.open_memmap(path, mode="w+", dtype=np.float32, shape=tuple(shape))
    for start in range(0, samples, BATCH):
        stop = min(samples, start + BATCH)
        rng = np.random.default_rng(start)
        out[start:stop] = np.tanh(rng.normal(size=(stop - start, steps, units)))
    out.flush()


def ask(path, what):
    x = np.load(path, mmap_mode="r")
    variable = np.sin(np.arange(x.shape[0] * x.shape[1])).reshape(x.shape[:2])
    before = time.process_time()
    answer = {"moments": moments, "everything": everything, "correlations": correlations}[what](x, variable)
    cpu = (time.process_time() - before) * 1e3
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({"cpu": cpu, "memory": memory, "sum": float(sum(np.sum(part, dtype=np.float64) for part in answer))}))


def blocks(x):
    for start in range(0, len(x), BATCH):
        yield start, np.array(x[start : start + BATCH]).reshape(-1, x.shape[2])


def moments(x, _):
    """Two passes over each block: the mean, then the squares around it, joined block by block."""
    rows, mean, squares, low, high = 0, 0.0, 0.0, np.inf, -np.inf
    for _, block in blocks(x):
        own, count = block.mean(0, dtype=np.float64), len(block)
        apart = block.var(0, dtype=np.float64) * count
        off, total = own - mean, rows + count
        mean, squares = mean + off * count / total, squares + apart + off**2 * rows * count / total
        low, high, rows = np.minimum(low, block.min(0)), np.maximum(high, block.max(0)), total
    return mean, np.sqrt(squares / rows), low, high


def everything(x, variable):
    found = moments(x, variable)
    rows = x.shape[0] * x.shape[1]
    products, counts = 0.0, np.zeros((x.shape[2], 32))
    apart = variable - variable.mean()
    for start, block in blocks(x):
        products = products + (block - found[0]).T @ apart[start : start + BATCH].reshape(-1)
        counts += [np.histogram(column, 32, (-1, 1))[0] for column in block.T]
    return *found, products / rows / found[1] / variable.std(), counts


def correlations(x, _):
    mean = moments(x, None)[0]
    products = sum((block - mean).T @ (block - mean) for _, block in blocks(x))
    size = np.sqrt(np.diag(products))
    return [products / np.outer(size, size)]


if sys.argv[1] == "make":
    make(sys.argv[2], json.loads(sys.argv[3]))
else:
    ask(sys.argv[2], sys.argv[3])
