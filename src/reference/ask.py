"""Computes one recurrent layer in somebody else's framework, for gatelab.

Reads one JSON request from stdin, writes the result as a .npy file and one line of JSON to stdout. Nothing in a request
is executed: class names and activations are looked up in the framework, which is told to refuse code in what it is given.
Only the task "keras-file", for a file that the user trusts, loads what somebody else has written as a whole.
"""

import importlib
import importlib.util
import json
import os
import sys

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
os.environ.setdefault("TF_ENABLE_ONEDNN_OPTS", "1")
# Whatever PyTorch loads in this process, it takes numbers and nothing that could be code.
os.environ["TORCH_FORCE_WEIGHTS_ONLY_LOAD"] = "1"
os.environ.pop("TORCH_FORCE_NO_WEIGHTS_ONLY_LOAD", None)

MODULES = ["tf_keras", "keras", "tensorflow", "torch", "onnxruntime", "numpy"]


def installed():
    """Which of the modules are here; says nothing of whether they work."""
    return [name for name in MODULES if importlib.util.find_spec(name) is not None]


def in_batches(run, x, size):
    """Runs a function over the rows of x, so many at a time."""
    import numpy as np

    size = size or len(x)
    return np.concatenate([run(x[at : at + size]) for at in range(0, len(x), size)])


def keras_module(request):
    """tf_keras or keras, as asked."""
    if request["module"] == "tf_keras":
        import tf_keras as keras
    else:
        import keras
    backend = getattr(keras.backend, "backend", lambda: "")()
    versions = {request["module"]: keras.__version__}
    if backend and request["module"] == "keras":
        versions["backend"] = backend
    return keras, versions


def safe_mode(module):
    """Keras's scope in which it refuses to make functions out of what it reads."""
    return importlib.import_module(f"{module}.src.saving.serialization_lib").SafeModeScope(True)


def first(out):
    """The output itself of a layer that returns its states too."""
    return out[0] if isinstance(out, (list, tuple)) else out


def predictor(model):
    return lambda rows: model.predict(rows, batch_size=len(rows), verbose=0)


def keras_file(request, x):
    """The layer's output inside the model, as its file is loaded by the framework itself, with the code in it."""
    keras, versions = keras_module(request)
    model = keras.models.load_model(request["path"], compile=False, safe_mode=False)
    output = first(model.get_layer(request["layer"]).output)
    predict = predictor(keras.Model(model.inputs, output))
    if x.ndim == len(model.inputs[0].shape):
        return predict, versions
    # One sample without its axis: it goes in as a batch of one, uncut.
    request.update(batchSize=len(x), otherSizes=[])
    return lambda rows: predict(x[None])[0], versions


def modern(config, layers):
    """A Keras 2 config as Keras 3 takes it: no keys that it refuses, and inner layers that say where they live."""
    if not isinstance(config, dict):
        return config
    out = {k: modern(v, layers) for k, v in config.items() if k != "time_major"}
    if "config" in out and "module" not in out and hasattr(layers, str(out.get("class_name"))):
        out.update(module="keras.layers", registered_name=None)
    return out


RECURRENT = {"LSTM", "GRU", "SimpleRNN", "RNN", "CuDNNLSTM", "CuDNNGRU", "Bidirectional"}


def call(entry, layer, inputs):
    """Calls a layer as its model does: a recurrent one takes states beside its input."""
    if entry["className"] in RECURRENT and len(inputs) > 1:
        return layer(inputs[0], initial_state=inputs[1:])
    return layer(inputs if len(inputs) > 1 else inputs[0])


def keras_layers(request, x):
    """Layers rebuilt from their configs and weights, the asked one last."""
    import numpy as np

    keras, versions = keras_module(request)
    stored = np.load(request["weights"], allow_pickle=False)
    start = keras.Input(x.shape[1:])
    outputs = {}
    with safe_mode(request["module"]):
        for entry in request["layers"]:
            inputs = [outputs[name][which] for name, which in entry["inputs"]] or [start]
            out = rebuilt(keras, request, entry, inputs, stored)
            outputs[entry["name"]] = list(out) if isinstance(out, (list, tuple)) else [out]
    return predictor(keras.Model(start, outputs[request["layers"][-1]["name"]][0])), versions


def rebuilt(keras, request, entry, inputs, stored):
    """What one rebuilt layer makes of its inputs."""
    if entry["className"] == "InputLayer":
        return inputs[0]
    config = entry["config"]
    if request["module"] == "keras":
        config = modern(config, keras.layers)
    layer = getattr(keras.layers, entry["className"]).from_config(config)
    call(entry, layer, inputs)
    layer.set_weights([stored[name] for name in entry["weights"]])
    if request["hardSigmoid"] == "keras2" and request["module"] == "keras":
        set_hard_sigmoid(keras, layer)
    # The graph is made after the activations are right, and is faster than one step after the other.
    return call(entry, layer, inputs)


def set_hard_sigmoid(keras, layer):
    """Gives the name hard_sigmoid its old meaning back: clip(0.2x + 0.5, 0, 1)."""
    halves = [getattr(layer, name, None) for name in ("forward_layer", "backward_layer")]
    for part in [half for half in halves if half is not None] or [layer]:
        cell = getattr(part, "cell", part)
        for name in ("activation", "recurrent_activation"):
            if getattr(getattr(cell, name, None), "__name__", "") == "hard_sigmoid":
                setattr(cell, name, lambda v: keras.ops.clip(0.2 * v + 0.5, 0.0, 1.0))


def torch_layer(request, x):
    """torch.nn.LSTM, GRU or RNN with weights in PyTorch's own order."""
    import numpy as np
    import torch

    torch.set_grad_enabled(False)
    stored = np.load(request["weights"], allow_pickle=False)
    kind = getattr(torch.nn, request["className"])
    more = {"nonlinearity": request["nonlinearity"]} if request["className"] == "RNN" else {}
    layer = kind(
        x.shape[2],
        request["units"],
        batch_first=True,
        bidirectional=request["directions"] == 2,
        **more,
    )
    layer.load_state_dict({name: torch.from_numpy(stored[name].copy()) for name in stored.files})
    layer.eval()
    return lambda rows: layer(torch.from_numpy(rows.copy()))[0].numpy(), {"torch": torch.__version__}


def onnx_model(request, x):
    """An ONNX model of one node, whose input is time × samples × features."""
    import numpy as np
    import onnxruntime as ort

    session = ort.InferenceSession(request["onnx"], providers=["CPUExecutionProvider"])

    def run(rows):
        (y,) = session.run(["Y"], {"X": np.ascontiguousarray(rows.transpose(1, 0, 2))})
        time, directions, samples, units = y.shape
        return y.transpose(2, 0, 1, 3).reshape(samples, time, directions * units)

    return run, {"onnxruntime": ort.__version__}


TASKS = {
    "keras-file": keras_file,
    "keras-layers": keras_layers,
    "torch-layer": torch_layer,
    "onnx": onnx_model,
}


def main():
    request = json.load(sys.stdin)
    if request["task"] == "list":
        return {"modules": installed()}
    # What a framework prints belongs on stderr: stdout carries the answer only.
    answer_to, sys.stdout = sys.stdout, sys.stderr
    import numpy as np

    x = np.load(request["input"], allow_pickle=False)["x"]
    run, versions = TASKS[request["task"]](request, x)
    first = in_batches(run, x, request["batchSize"])
    floor = max(
        [float(np.abs(in_batches(run, x, size) - first).max()) for size in request["otherSizes"]],
        default=None,
    )
    np.save(request["output"], np.ascontiguousarray(first, dtype="float32"))
    sys.stdout = answer_to
    return {"versions": versions, "noiseFloor": floor, "python": sys.version.split()[0]}


if __name__ == "__main__":
    try:
        print(json.dumps(main()))
    except Exception as error:  # one sentence for the user; the trace is of no use to them
        answer = {"error": f"{type(error).__name__}: {error}"[:400]}
        print(json.dumps(answer), file=sys.__stdout__)
