"""PyTorch's own inputs for testing its recurrent modules and cells, from the installed package: no fuzz of ours, but judged alike."""

import os
import sys
import types
import unittest

import numpy as np


def every(folder):
    """Writes each of the cases that torch.testing makes for RNN, GRU, LSTM and their cells."""
    import torch

    torch.manual_seed(31)
    for info in module_db():
        kind = info.module_cls.__name__
        if kind not in ("RNN", "GRU", "LSTM", "RNNCell", "GRUCell", "LSTMCell"):
            continue
        made = info.module_inputs_func(info, device="cpu", dtype=torch.float32, requires_grad=False, training=False)
        for number, one in enumerate(made):
            constructor, forward = one.constructor_input, one.forward_input
            module = info.module_cls(*constructor.args, **constructor.kwargs).eval()
            yield write(module, forward, folder, f"torch-own-{kind}-{number}")


def module_db():
    # Its test classes derive from this package's, which nothing here uses and the environment does not have.
    expecttest = types.ModuleType("expecttest")
    expecttest.TestCase = unittest.TestCase
    sys.modules.setdefault("expecttest", expecttest)
    from torch.testing._internal.common_modules import module_db

    return module_db


def write(module, forward, folder, name):
    import torch

    assert not forward.kwargs
    kind = type(module).__name__
    x, *start = forward.args
    with torch.no_grad():
        answer = module(x, *start)
    states = start[0] if start and isinstance(start[0], tuple) else tuple(start)
    config = {"nonlinearity": module.nonlinearity} if kind.startswith("RNN") else {}
    case = {
        "what": f"{module}, {[list(a.shape) for a in (x, *states)]}",
        "file": f"{name}.pt",
        "arrays": f"{name}.npz",
        "inputs": ["X"],
        **({"open": {"config": config}} if config else {}),
    }
    if kind.endswith("Cell"):
        # A cell runs one step; without a sample axis its states are vectors.
        h = answer[0] if isinstance(answer, tuple) else answer
        keys, case["layer"] = ("h", "c"), "cell"
        x, output = x[None], h[None]
        finals = dict(zip("hc", answer if isinstance(answer, tuple) else (answer,)))
    else:
        output, last = answer
        if x.dim() == 3 and not module.batch_first:
            x, output = x.transpose(0, 1), output.transpose(0, 1)
        keys, case["layer"] = ("h0", "c0"), f"l{module.num_layers - 1}"
        last = last if isinstance(last, tuple) else (last,)
        names = ("forward_", "backward_") if module.bidirectional else ("",)
        ways = len(names)
        finals = {way + letter: state[k - ways] for letter, state in zip("hc", last) for k, way in enumerate(names)}
    given = dict(zip(keys, states))
    case["options"] = {"initialState": {key: key for key in given}} if given else {}
    case["expect"] = {"output": "output", **{f"final.{key}": f"final {key}" for key in finals}}
    arrays = {"X": x, "output": output, **given, **{f"final {key}": value for key, value in finals.items()}}
    np.savez(os.path.join(folder, f"{name}.npz"), **{key: value.numpy() for key, value in arrays.items()})
    torch.save(module.state_dict(), os.path.join(folder, f"{name}.pt"))
    return {"id": name, **case}
