"""The peers of bench/trace.mjs: the same LSTM in NumPy, PyTorch and onnxruntime. Prints one JSON object.

    python bench/trace-peers.py '[[1, 302, 1, 30], …]'

"all" returns the six series i f g o c h; "h" the hidden states alone.
"""

import json
import sys
import time

import numpy as np


def numbers(count, scale):
    """The same numbers as bench/trace.mjs makes."""
    return (np.sin(np.arange(count) * 0.7) * scale).astype(np.float32)


def sigmoid(x):
    return 1.0 / (1.0 + np.exp(-x))


def numpy_loop(x, w, u, b):
    units = u.shape[0]
    samples, steps = x.shape[:2]
    series = [np.empty((samples, steps, units), np.float32) for _ in range(6)]
    h = np.zeros((samples, units), np.float32)
    c = np.zeros((samples, units), np.float32)
    projected = x @ w + b
    for t in range(steps):
        z = projected[:, t] + h @ u
        i, f, g, o = (z[:, k * units : (k + 1) * units] for k in range(4))
        i, f, g, o = sigmoid(i), sigmoid(f), np.tanh(g), sigmoid(o)
        c = f * c + i * g
        h = o * np.tanh(c)
        for one, value in zip(series, (i, f, g, o, c, h)):
            one[:, t] = value
    return series


def torch_loop(torch, x, w, u, b):
    units = u.shape[0]
    h = torch.zeros(x.shape[0], units)
    c = torch.zeros(x.shape[0], units)
    kept = []
    projected = x @ w + b
    for t in range(x.shape[1]):
        i, f, g, o = (projected[:, t] + h @ u).chunk(4, 1)
        i, f, g, o = torch.sigmoid(i), torch.sigmoid(f), torch.tanh(g), torch.sigmoid(o)
        c = f * c + i * g
        h = o * torch.tanh(c)
        kept.append(torch.stack((i, f, g, o, c, h)))
    return torch.stack(kept, 2)


def torch_fused(torch, w, u, b):
    layer = torch.nn.LSTM(w.shape[0], u.shape[0], batch_first=True)
    with torch.no_grad():
        layer.weight_ih_l0.copy_(torch.from_numpy(w.T.copy()))
        layer.weight_hh_l0.copy_(torch.from_numpy(u.T.copy()))
        layer.bias_ih_l0.copy_(torch.from_numpy(b))
        layer.bias_hh_l0.zero_()
    return layer


def ort_session(w, u, b):
    import onnxruntime
    from onnx import TensorProto, helper, numpy_helper

    units = u.shape[0]
    order = [0, 3, 1, 2]  # i o f c

    def rows(m):
        blocks = np.split(m, 4, axis=-1)
        return np.concatenate([blocks[k] for k in order], axis=-1).T[None].copy()

    bias = np.concatenate([rows(b[None])[:, :, 0], np.zeros((1, 4 * units), np.float32)], axis=1)
    tensors = [numpy_helper.from_array(v.astype(np.float32), n) for n, v in (("W", rows(w)), ("R", rows(u)), ("B", bias))]
    node = helper.make_node("LSTM", ["X", "W", "R", "B"], ["Y"], hidden_size=units)
    x = helper.make_tensor_value_info("X", TensorProto.FLOAT, [None, None, w.shape[0]])
    y = helper.make_tensor_value_info("Y", TensorProto.FLOAT, None)
    graph = helper.make_graph([node], "g", [x], [y], tensors)
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8)
    return onnxruntime.InferenceSession(model.SerializeToString())


def median(run, budget=3.0):
    run()
    times = []
    begun = time.perf_counter()
    while len(times) < 5 or (time.perf_counter() - begun < budget and len(times) < 200):
        start = time.perf_counter()
        run()
        times.append((time.perf_counter() - start) * 1e3)
        if time.perf_counter() - begun > 5 * budget:
            break
    return {"median": float(np.median(times)), "best": float(np.min(times))}


def main():
    import torch

    torch.set_grad_enabled(False)
    results = []
    for samples, steps, features, units in json.loads(sys.argv[1]):
        x = numbers(samples * steps * features, 1).reshape(samples, steps, features)
        w = numbers(features * 4 * units, 0.5).reshape(features, 4 * units)
        u = numbers(units * 4 * units, 1 / np.sqrt(units)).reshape(units, 4 * units)
        b = numbers(4 * units, 0.1)
        tx, tw, tu, tb = (torch.from_numpy(a) for a in (x, w, u, b))
        fused = torch_fused(torch, w, u, b)
        session = ort_session(w, u, b)
        xt = np.ascontiguousarray(x.transpose(1, 0, 2))
        work = {
            "NumPy loop, all": lambda: numpy_loop(x, w, u, b),
            "PyTorch loop, all": lambda: torch_loop(torch, tx, tw, tu, tb),
            "PyTorch fused, h": lambda: fused(tx),
            "onnxruntime, h": lambda: session.run(None, {"X": xt}),
        }
        h = numpy_loop(x, w, u, b)[5]
        results.append({"sum": float(np.abs(h.astype(np.float64)).sum()), **{name: median(run) for name, run in work.items()}})
    versions = {"numpy": np.__version__, "torch": torch.__version__}
    print(json.dumps({"versions": versions, "results": results}))


main()
