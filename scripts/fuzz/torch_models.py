"""nn.LSTM, nn.GRU and nn.RNN of one to three layers: any directions, projections, lengths, first states, containers."""

import os

import numpy as np


def make(random, folder, name):
    import torch

    torch.manual_seed(int(random.integers(1 << 31)))
    chance = lambda p: bool(random.random() < p)
    kind = str(random.choice(["LSTM", "GRU", "RNN"]))
    features, units = int(random.integers(1, 5)), int(random.integers(1, 7))
    options = {
        "num_layers": int(random.integers(1, 4)),
        "bidirectional": chance(0.4),
        "bias": chance(0.8),
    }
    if kind == "LSTM" and units > 1 and chance(0.3):
        options["proj_size"] = int(random.integers(1, units))
    if kind == "RNN":
        options["nonlinearity"] = str(random.choice(["tanh", "relu"]))
    module = getattr(torch.nn, kind)(features, units, batch_first=True, **options)
    with torch.no_grad():
        for parameter in module.parameters():
            parameter.mul_(float(random.uniform(1, 3)))
    samples, steps = int(random.integers(1, 5)), int(random.integers(1, 8))
    alone = chance(0.2)
    if alone:
        samples = 1
    x = random.normal(size=(samples, steps, features)).astype(np.float32)
    level = int(random.integers(options["num_layers"])) if chance(0.3) else options["num_layers"] - 1
    lengths = random.integers(1, steps + 1, size=samples) if chance(0.4) else None
    states = first_states(module, samples, random) if chance(0.5) else {}
    arrays = {"X": x, **states, **({} if lengths is None else {"lengths": lengths})}
    given = {**({} if lengths is None else {"lengths": "lengths"})}
    if states:
        given["initialState"] = {key: key for key in states}
    expect, more = called(module, x, lengths, states, level)
    arrays.update(more)
    if alone:
        # PyTorch takes a sequence without a batch, and then states without one.
        arrays = {key: value[:, 0] if key in states else value for key, value in arrays.items()}
        arrays["X"] = x[0]
        arrays = {key: value[0] if key in expect.values() else value for key, value in arrays.items()}
    np.savez(os.path.join(folder, f"{name}.npz"), **arrays)
    prefix = str(random.choice(["", "encoder.", "module.rnn."]))
    case = {
        "what": f"nn.{kind}({features}, {units}, {options}), {samples} × {steps}, layer {level}"
        + (", lengths" if lengths is not None else "")
        + (", states" if states else "")
        + (", alone" if alone else ""),
        "file": save(module, folder, name, prefix, str(random.choice(["zip", "legacy", "safetensors"]))),
        "layer": f"{prefix.removeprefix('module.')}l{level}",
        "arrays": f"{name}.npz",
        "inputs": ["X"],
        "options": given,
        "expect": expect,
    }
    if kind == "RNN":
        case["open"] = {"config": {"nonlinearity": options["nonlinearity"]}}
    return case


def first_states(module, samples, random):
    rows = module.num_layers * (2 if module.bidirectional else 1)
    state = lambda width: random.normal(size=(rows, samples, width)).astype(np.float32)
    h = {"h0": state(getattr(module, "proj_size", 0) or module.hidden_size)}
    return {**h, "c0": state(module.hidden_size)} if type(module).__name__ == "LSTM" else h


def called(module, x, lengths, states, level):
    """The output of the layer, and the states it ended with: the module as it is, cut off above the layer."""
    import torch

    rnn = torch.nn.utils.rnn
    ways = 2 if module.bidirectional else 1
    cut = upto(module, level)
    start = [torch.from_numpy(state[: ways * (level + 1)].copy()) for state in states.values()]
    start = None if not start else tuple(start) if len(start) == 2 else start[0]
    sequence = torch.from_numpy(x)
    if lengths is not None:
        sequence = rnn.pack_padded_sequence(sequence, lengths, batch_first=True, enforce_sorted=False)
    with torch.no_grad():
        output, final = cut(sequence, start)
    if lengths is not None:
        output, _ = rnn.pad_packed_sequence(output, batch_first=True, total_length=x.shape[1])
    final = final if isinstance(final, tuple) else (final,)
    expect, arrays = {"output": "output"}, {"output": output.numpy()}
    for letter, state in zip("hc", final):
        for way in range(ways):
            key = f"{('forward_', 'backward_')[way] if ways == 2 else ''}{letter}"
            expect[f"final.{key}"] = f"final {key}"
            arrays[f"final {key}"] = state[ways * level + way].numpy()
    return expect, arrays


def upto(module, level):
    import torch

    extra = {"nonlinearity": module.nonlinearity} if type(module).__name__ == "RNN" else {}
    if getattr(module, "proj_size", 0):
        extra["proj_size"] = module.proj_size
    cut = type(module)(
        module.input_size,
        module.hidden_size,
        num_layers=level + 1,
        bidirectional=module.bidirectional,
        bias=module.bias,
        batch_first=True,
        **extra,
    )
    own = cut.state_dict().keys()
    cut.load_state_dict({key: value for key, value in module.state_dict().items() if key in own})
    return cut


def save(module, folder, name, prefix, how):
    import torch

    state = {prefix + key: value.detach().clone() for key, value in module.state_dict().items()}
    if how == "safetensors":
        import safetensors.torch

        file = f"{name}.safetensors"
        safetensors.torch.save_file(state, os.path.join(folder, file))
        return file
    file = f"{name}.pt"
    torch.save(state, os.path.join(folder, file), _use_new_zipfile_serialization=how == "zip")
    return file
