"""NumPy in bench/trace-error.mjs: for every line with an input and weights, the largest errors of its own float32 and of two given answers, against float64."""

import json
import sys

import numpy as np


def sigmoid(x):
    return 1 / (1 + np.exp(-x))


def lstm(x, w, u, b, dtype):
    x, w, u, b = (a.astype(dtype) for a in (x, w, u, b))
    h = c = np.zeros((x.shape[0], u.shape[0]), dtype)
    out = []
    for t in range(x.shape[1]):
        i, f, g, o = np.split(x[:, t] @ w + h @ u + b, 4, axis=1)
        c = sigmoid(f) * c + sigmoid(i) * np.tanh(g)
        h = sigmoid(o) * np.tanh(c)
        out.append(h)
    return np.stack(out, 1)


for line in sys.stdin:
    task = json.loads(line)
    arrays = [np.array(task[k], np.float64).reshape(task["shapes"][k]) for k in ("x", "w", "u", "b")]
    exact = lstm(*arrays, np.float64)
    given = [np.array(task[k], np.float64).reshape(exact.shape) for k in ("h32", "h64")]
    errors = [float(np.abs(one - exact).max()) for one in (lstm(*arrays, np.float32), *given)]
    print(json.dumps(errors), flush=True)
