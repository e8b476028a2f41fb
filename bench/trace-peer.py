"""One peer of bench/trace.mjs, in a process of its own: reads a size as a line of JSON, writes times and a sum.

    python bench/trace-peer.py NAME

Thread policies are left as each library has them. Names ending in "all" return the six series i f g o c h; in "h" the hidden states alone.
"""

import json
import os
import sys
import time

import numpy as np

if sys.argv[1].startswith("Keras"):
    os.environ.setdefault("KERAS_BACKEND", "tensorflow")
    os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")


def numbers(count, scale):
    """The same numbers as bench/trace-ours.mjs makes."""
    return (np.sin(np.arange(count) * 0.7) * scale).astype(np.float32)


def sigmoid(x):
    return 1.0 / (1.0 + np.exp(-x))


def numpy_loop(x, w, u, b):
    units = u.shape[0]
    samples, steps = x.shape[:2]
    series = [np.empty((samples, steps, units), x.dtype) for _ in range(6)]
    h = np.zeros((samples, units), x.dtype)
    c = np.zeros((samples, units), x.dtype)
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


def make_numpy(x, w, u, b):
    return lambda: numpy_loop(x, w, u, b)[5]


def make_torch_loop(x, w, u, b):
    import torch

    torch.set_grad_enabled(False)
    x, w, u, b = (torch.from_numpy(a) for a in (x, w, u, b))
    units = u.shape[0]

    def run():
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
        return torch.stack(kept, 2)[5].numpy()

    return run


def make_torch_fused(x, w, u, b):
    import torch

    torch.set_grad_enabled(False)
    layer = torch.nn.LSTM(w.shape[0], u.shape[0], batch_first=True)
    layer.weight_ih_l0.copy_(torch.from_numpy(w.T.copy()))
    layer.weight_hh_l0.copy_(torch.from_numpy(u.T.copy()))
    layer.bias_ih_l0.copy_(torch.from_numpy(b))
    layer.bias_hh_l0.zero_()
    tensor = torch.from_numpy(x)
    return lambda: layer(tensor)[0].numpy()


def make_onnxruntime(x, w, u, b):
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
    x_info = helper.make_tensor_value_info("X", TensorProto.FLOAT, [None, None, w.shape[0]])
    y_info = helper.make_tensor_value_info("Y", TensorProto.FLOAT, None)
    graph = helper.make_graph([node], "g", [x_info], [y_info], tensors)
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8)
    session = onnxruntime.InferenceSession(model.SerializeToString())
    turned = np.ascontiguousarray(x.transpose(1, 0, 2))
    return lambda: session.run(None, {"X": turned})[0]


def make_keras(x, w, u, b, gates):
    import keras

    units = u.shape[0]

    class Gates(keras.layers.LSTMCell):
        """An LSTM whose output is all six series side by side."""

        output_size = 6 * units

        def call(self, inputs, states, training=False):
            h, c = states
            z = keras.ops.matmul(inputs, self.kernel) + keras.ops.matmul(h, self.recurrent_kernel) + self.bias
            i, f, g, o = keras.ops.split(z, 4, axis=1)
            i, f, o = (keras.ops.sigmoid(v) for v in (i, f, o))
            g = keras.ops.tanh(g)
            c = f * c + i * g
            h = o * keras.ops.tanh(c)
            return keras.ops.concatenate([i, f, g, o, c, h], axis=-1), [h, c]

    layer = keras.layers.RNN(Gates(units), return_sequences=True) if gates else keras.layers.LSTM(units, return_sequences=True)
    model = keras.Sequential([keras.Input((None, x.shape[2])), layer])
    layer.set_weights([w, u, b])
    size = min(1024, len(x))
    return lambda: model.predict(x, verbose=0, batch_size=size)[..., -units:]


makers = {
    "NumPy, all": make_numpy,
    "NumPy float64, all": lambda *arrays: make_numpy(*(a.astype(np.float64) for a in arrays)),
    "PyTorch loop, all": make_torch_loop,
    "PyTorch fused, h": make_torch_fused,
    "onnxruntime, h": make_onnxruntime,
    "Keras custom cell, all": lambda *arrays: make_keras(*arrays, True),
    "Keras predict, h": lambda *arrays: make_keras(*arrays, False),
}


def main():
    make = makers[sys.argv[1]]
    known = {}
    for line in sys.stdin:
        task = json.loads(line)
        samples, steps, features, units = task["size"]
        key = tuple(task["size"])
        if key not in known:
            x = numbers(samples * steps * features, 1).reshape(samples, steps, features)
            w = numbers(features * 4 * units, 0.5).reshape(features, 4 * units)
            u = numbers(units * 4 * units, 1 / np.sqrt(units)).reshape(units, 4 * units)
            known[key] = make(x, w, u, numbers(4 * units, 0.1))
        wall, cpu = [], []
        for _ in range(task["repeat"]):
            before, start = time.process_time(), time.perf_counter()
            h = known[key]()
            wall.append((time.perf_counter() - start) * 1e3)
            cpu.append((time.process_time() - before) * 1e3)
        total = float(np.abs(np.asarray(h, np.float64)).sum())
        print(json.dumps({"wall": wall, "cpu": cpu, "sum": total}), flush=True)


main()
