"""Computes the forget gate of a Keras 2 LSTM in float64 and stores it; knows nothing of gatelab.

usage: python forget_gate.py MODEL.h5 X.npy SAMPLE OUT.npy
"""

import sys

import h5py
import numpy as np

model, inputs, sample, out = sys.argv[1:]
x = np.load(inputs)[int(sample)].astype(np.float64)
with h5py.File(model) as file:
    found = {}
    file["model_weights/test_layer"].visititems(
        lambda name, item: found.update({name.split("/")[-1]: item[()]}) if isinstance(item, h5py.Dataset) else None
    )
W, U, b = (found[name].astype(np.float64) for name in ("kernel:0", "recurrent_kernel:0", "bias:0"))
units = U.shape[0]
h = np.zeros(units)
c = np.zeros(units)
gates = []
for row in x:
    z = row @ W + h @ U + b
    i, f, g, o = (z[k * units : (k + 1) * units] for k in range(4))
    i, f, o = (np.clip(0.2 * v + 0.5, 0, 1) for v in (i, f, o))
    c = f * c + i * np.tanh(g)
    h = o * np.tanh(c)
    gates.append(f)
np.save(out, np.array(gates))
